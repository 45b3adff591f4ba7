"""The model: what a brief is made of. Data only, all of it frozen; every operation returns a new value.

Constructors bring values into their normal form, or refuse them with a ModelError that names the field.
Where a field is a Text, they take a string or spans too; where it is a date, also ISO 8601; where it is a
When, also a date or EDTF; where it is a tuple, any iterable.
"""

from briefkit.model.blocks import (
    BLOCKS,
    MAX_BULLET_LEVELS,
    MAX_SECTION_LEVELS,
    Assessment,
    Block,
    Bullets,
    Event,
    Figure,
    Item,
    ItemBlock,
    Likelihood,
    Paragraph,
    Section,
    Statement,
    Table,
)
from briefkit.model.brief import Author, Brief, Correction, Link, house_label
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

__all__ = [
    "BLOCKS",
    "MARKING_POLICIES",
    "MAX_BULLET_LEVELS",
    "MAX_SECTION_LEVELS",
    "Actor",
    "Assessment",
    "Author",
    "Block",
    "Brief",
    "Bullets",
    "Confidence",
    "Correction",
    "CorrectionKind",
    "Event",
    "Evidence",
    "Figure",
    "Image",
    "Item",
    "ItemBlock",
    "Likelihood",
    "Link",
    "Marking",
    "MediaType",
    "Organisation",
    "Paragraph",
    "Person",
    "Position",
    "Reliability",
    "Section",
    "SectionKind",
    "Source",
    "Span",
    "Statement",
    "StatementKind",
    "Status",
    "Table",
    "Text",
    "When",
    "called",
    "house_label",
]
