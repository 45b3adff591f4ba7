"""Translation of an OpenDocument text: what all parts of the Word document that it becomes have in common."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.reading.text_normalisation import linkable
from briefkit.formats.odt.lists import Lists
from briefkit.formats.odt.opendocument import ID, TEXT, OpenDocument
from briefkit.formats.odt.styles import Styles
from briefkit.formats.odt.word_parts import WordPart
from briefkit.limits import Tally
from briefkit.notes import Notes

NOTES = ("footnote", "endnote")


@define
class Translation:
    """Translation of a whole document.

    Attributes:
        document: The document.
        lists: Its lists.
        changes: Its tracked changes, by their ids.
        notes: The parts of footnotes and endnotes, by their kind.
        comments: The part of comments.
        charts: The parts of charts.
        files: The pictures, by the names of their parts.
        pictures: The names of these parts, by the addresses of the pictures that stand in parts of the document.
        notes_made: The notes on what could not be translated.
        cells: The count of cells.
        nodes: The count of what is written: a row that repeats, and what was deleted, may be written many times.
        characters: The count of characters that are written.
        frames: How many frames there are.
    """

    document: OpenDocument
    lists: Lists
    changes: Mapping[str, _Element]
    notes: Mapping[str, WordPart]
    comments: WordPart
    charts: list[WordPart] = field(factory=list)
    files: dict[str, bytes] = field(factory=dict)
    pictures: dict[str, str] = field(factory=dict)
    notes_made: Notes = field(factory=Notes)
    cells: Tally = field(factory=lambda: Tally("cells"))
    nodes: Tally = field(factory=lambda: Tally("xml_nodes"))
    characters: Tally = field(factory=lambda: Tally("characters"))
    frames: int = 0


@define
class PartContext:
    """Context in which a part is translated.

    Attributes:
        whole: The translation.
        part: The part that is written.
        styles: The styles that count in it.
        inserted: The tracked insertions that are open.
        hidden: Whether what is read is hidden, with the section that it stands in.
    """

    whole: Translation
    part: WordPart
    styles: Styles
    inserted: set[str] = field(factory=set)
    hidden: bool = False

    def picture(self, element: _Element) -> str | None:
        """Return the id of the relationship to a picture; None where there is none.

        Args:
            element: The `draw:image`.
        """
        document = self.whole.document
        own = document.address(element)
        known = self.whole.pictures.get(own) if own else None
        data = document.linked(element) if known is None else b""
        if data is not None:
            name = known or f"word/media/picture{len(self.whole.files) + 1}"
            self.whole.files.setdefault(name, data)
            self.whole.pictures[own] = name
            return self.part.relate("image", name)
        address = linkable(own)
        return self.part.relate("image", address, external=True) if address else None


def changes_of(document: OpenDocument) -> dict[str, _Element]:
    """Return what each tracked change is, as an insertion or a deletion, by its id (OpenDocument 1.3, part 3, 5.5)."""
    regions = document.body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region")
    found = {}
    for region in regions:
        for key in (f"{TEXT}id", ID):
            if len(region) and region.get(key):
                found[region.get(key, "")] = region[0]
    return found
