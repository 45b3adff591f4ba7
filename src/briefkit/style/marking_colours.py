"""Colours of markings: those of TLP 2.0, and the pair of ink and ground that every marking is printed in."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from briefkit.model.string_rules import check_colour
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import checked_by


@frozen
class MarkingColours:
    """The colours that a marking is printed in, each as six hexadecimal digits.

    Attributes:
        ink: The words.
        ground: What they stand on.
    """

    ink: str = field(validator=checked_by(check_colour))
    ground: str = field(validator=checked_by(check_colour))

    __repr__ = short_repr


_BLACK = "000000"
#: The colours of the labels of TLP 2.0 (FIRST, Traffic Light Protocol, version 2.0); no theme changes them.
TLP_COLOURS: Mapping[str, MarkingColours] = {
    "TLP:CLEAR": MarkingColours("FFFFFF", _BLACK),
    "TLP:GREEN": MarkingColours("33FF00", _BLACK),
    "TLP:AMBER": MarkingColours("FFC000", _BLACK),
    "TLP:AMBER+STRICT": MarkingColours("FFC000", _BLACK),
    "TLP:RED": MarkingColours("FF2B2B", _BLACK),
}
