"""Context of writing: what the blocks of one document share, and what they register."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import count

from attrs import define, field

from briefkit.formats.docx.bookmark_names import bookmark_name
from briefkit.formats.docx.style_names import CharacterStyle, style_id
from briefkit.formats.docx.writing.list_levels import ListRegister
from briefkit.layout import Direction
from briefkit.model.media import Image
from briefkit.style import FigureRoom
from briefkit.style.column_widths import TableLayout


@define
class WriteContext:
    """Context in which the blocks of a document are written.

    Attributes:
        direction: The direction of its lines.
        width: The width of the text, in twips.
        room: The room for figures.
        language: The language of the document, in BCP 47.
        lists: Its lists.
        layouts: The layout of each table, by its anchor.
        whole_tables: The anchors of those that are moved to the next page rather than cut.
        numbered: Whether the styles of headings number them.
        against_styles: Whether its paragraphs must state their direction, for their styles have the other.
        space_above_opening: The property of the paragraph above an opening that sets the two apart.
        links: The relationship ids of the addresses that it links to.
        pictures: The relationship ids of its pictures.
        figure_widths: How wide its figures are drawn, in millimetres, by their anchors.
        character_styles: The character styles of its runs.
        bookmark_ids: The ids of bookmarks.
        drawing_ids: The ids of drawings.
    """

    direction: Direction
    width: int
    room: FigureRoom
    language: str = "en"
    lists: ListRegister = field(factory=ListRegister)
    layouts: Mapping[str, TableLayout] = field(factory=dict)
    whole_tables: Collection[str] = ()
    numbered: bool = False
    against_styles: bool = False
    space_above_opening: str = ""
    links: dict[str, str] = field(factory=dict)
    pictures: dict[Image, str] = field(factory=dict)
    figure_widths: dict[str, float] = field(factory=dict)
    character_styles: set[CharacterStyle] = field(factory=set)
    bookmark_ids: Iterator[int] = field(factory=lambda: count(1))
    drawing_ids: Iterator[int] = field(factory=lambda: count(1))

    def write_paragraph(self, style: str, inner: str, first: str = "", last: str = "") -> str:
        """Paragraph of a named style, in the direction of the document.

        Args:
            style: The name of the style.
            inner: The content of the paragraph.
            first: A property before the direction: one that keeps it with the next, or numbers it.
            last: A property behind it: one that spaces it.
        """
        bidi = f'<w:bidi w:val="{int(self.direction == "rtl")}"/>' if self.against_styles else ""
        return write_paragraph(style, inner, first + bidi + last)

    def bookmark(self, inner: str, anchor: str) -> str:
        """Content with a bookmark around it."""
        number = next(self.bookmark_ids)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{inner}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )


def write_paragraph(style: str, inner: str, properties: str = "") -> str:
    """Paragraph of a named style, with other properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{properties}</w:pPr>{inner}</w:p>'
