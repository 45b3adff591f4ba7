"""Context of reading: what the readers of one part share, and where they report."""

from __future__ import annotations

from collections.abc import Set

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.opc import Package, Relationship
from briefkit.formats.docx.reading.styles_reader import Styles
from briefkit.formats.docx.tracked_changes import DELETED, INSERTED
from briefkit.formats.format import Changes
from briefkit.notes import Notes


@define
class ReadContext:
    """Context in which a part is read: the document itself, a header or a footer.

    Attributes:
        package: The package.
        part: The name of the part.
        relationships: The relationships of the part, by id.
        styles: The styles of the document.
        changes: Which view of tracked changes is read.
        ids: The ids that the parts of the payload's brief have.
        computes_fields: Whether every field but a link is computed by the program, as in headers and footers.
        notes: The collector of notes.
        change_count: The number of tracked changes met so far.
        skipped: The tags of tracked changes that the view leaves out.
    """

    package: Package
    part: str
    relationships: dict[str, Relationship]
    styles: Styles
    changes: Changes = "accepted"
    ids: Set[str] = frozenset()
    computes_fields: bool = False
    notes: Notes = field(factory=Notes)
    change_count: int = 0
    skipped: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.skipped = DELETED if self.changes == "accepted" else INSERTED

    def in_view(self, properties: _Element, change: str) -> _Element:
        """Properties of something in the view of tracked changes that is read, a change of them counted.

        Args:
            properties: The properties as they are now.
            change: The tag of the element in them that holds those before a change.
        """
        changed = properties.find(change)
        if changed is None:
            return properties
        self.change_count += 1
        before = changed.find(properties.tag)
        return properties if self.changes == "accepted" or before is None else before
