"""The model: what a brief is made of. Data only, all of it frozen; every operation returns a new value.

Constructors bring values into their normal form, or refuse them with a ModelError that names the field.
Where a field is a Text, they take a string or spans too; where it is a date, also ISO 8601; where it is a
When, also a date or EDTF; where it is a tuple, any iterable.
"""

import attrs

from briefkit.model import blocks
from briefkit.model.blocks import *  # noqa: F403  # its own __all__ lists the kinds of block
from briefkit.model.brief import Author, Brief, Correction, Link, house_label
from briefkit.model.extra import Extra
from briefkit.model.grades import (
    MARKING_POLICIES,
    Confidence,
    CorrectionKind,
    Marking,
    Reliability,
    SectionKind,
    StatementKind,
    Status,
)
from briefkit.model.media import Image, MediaType
from briefkit.model.sources import Actor, Evidence, Organisation, Person, Source, called
from briefkit.model.text import Position, Span, Text
from briefkit.model.when import When
from briefkit.runtime.module_loading import OnDemand

__all__ = [
    "MARKING_POLICIES",
    "Actor",
    "Author",
    "Brief",
    "Confidence",
    "Correction",
    "CorrectionKind",
    "Evidence",
    "Extra",
    "Image",
    "Link",
    "Marking",
    "MediaType",
    "Organisation",
    "Person",
    "Position",
    "Reliability",
    "SectionKind",
    "Source",
    "Span",
    "StatementKind",
    "Status",
    "Text",
    "When",
    "called",
    "house_label",
]
__all__ += blocks.__all__


# What pydantic asks of a class that stands in a user's model; of a room above, loaded where it does ask.
_core_schema = OnDemand("briefkit.data.pydantic_schema:core_schema")
for _kind in (globals()[name] for name in __all__):
    # The kinds and grades it knows as enumerations.
    if isinstance(_kind, type) and (attrs.has(_kind) or _kind is Extra):
        _kind.__get_pydantic_core_schema__ = classmethod(_core_schema)  # type: ignore[union-attr]
