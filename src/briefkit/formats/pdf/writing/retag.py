"""Structure tree rebuilt from WeasyPrint's boxes: one element per HTML element, running content as artifacts.

WeasyPrint tags what it prints by the name of its HTML element alone, line by line and page by page. Here each
HTML element has one structure element however often it was broken; elements that say nothing are left out;
quotations, sources, references and languages are marked as such; and running content is an artifact (ISO 32000-1,
14.8; ISO 14289-1, 7).

WeasyPrint does not say what box an element is of. It makes its elements in the order in which it walks over the boxes
(`weasyprint.pdf.tags`), so the same walk meets them again. Where one is not where the walk expects it, this is a
WeasyPrint that walks in another way: its tags stay as it made them, with a warning. What of WeasyPrint this needs
is listed in `weasyprint_internals`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pydyf
import weasyprint
from attrs import define, field

from briefkit.formats.html.page_names import QUOTED_CLASS
from briefkit.formats.pdf.extracted_text import needs_actual_text
from briefkit.formats.pdf.writing.actual_text import write_actual_texts
from briefkit.formats.pdf.writing.structure_tree import (
    StructureElement,
    StructureTree,
    resolve,
    write_structure_tree,
)
from briefkit.notes import Code, Note, note

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

#: What CSS calls a pixel, in points, which PDF counts in.
_POINTS = 0.75
#: Structure types of HTML elements, where they say more than WeasyPrint's (ISO 32000-1, tables 333 to 338).
_ROLES = {"code": "/Code", "figure": "/Div"}
#: Structure types that say nothing: what they hold goes to the element around them.
_NEUTRAL_ROLES = frozenset(("/Span", "/NonStruct", "/Div"))
#: What is one element on each page that it stands on.
_PER_PAGE_ROLES = frozenset(("/Link", "/Figure"))


class _UnknownTreeError(Exception):
    """WeasyPrint made other elements than the boxes tell of."""

    def __str__(self) -> str:
        return "its elements are not those of its boxes"


def retag(document: weasyprint.Document, pdf: pydyf.PDF) -> Note | None:
    """Rebuild the structure tree of a PDF before it is written; a note where it had to stay as it is.

    Args:
        document: The document that was printed.
        pdf: Its PDF.
    """
    try:
        tree, dictionaries = rebuild_tree(document, pdf)
    except Exception as error:  # another WeasyPrint may differ in any way; nothing is changed yet
        what = str(error) or type(error).__name__
        return note(
            Code.TAGS_KEPT,
            f"the PDF keeps WeasyPrint's own tags, which say less ({what}); see `briefkit doctor`",
        )
    write_structure_tree(tree, dictionaries, pdf)
    write_actual_texts(tree.actual_texts, pdf)
    return None


def rebuild_tree(
    document: weasyprint.Document, pdf: pydyf.PDF
) -> tuple[StructureTree, list[pydyf.Dictionary]]:
    """Return the new structure tree, and the dictionaries of WeasyPrint's own elements.

    Args:
        document: The document that was printed.
        pdf: Its PDF, which stays as it is.

    Raises:
        Exception: This is another WeasyPrint than the walk is made for.
    """
    root = resolve(pdf, pdf.catalog["StructTreeRoot"])
    dictionaries = [
        part
        for part in pdf.objects[root.number + 1 :]
        if isinstance(part, dict) and part.get("Type") == "/StructElem"
    ]
    top = StructureElement("/Document", dictionaries[0], None, 0, None)
    walk = _BoxWalk(iter(dictionaries[1:]), StructureTree(top))
    for number, page in enumerate(document.pages):
        walk.visit_page(page, number)
    if next(walk.dictionaries, None) is not None:
        raise _UnknownTreeError
    walk.tree.artifacts = _artifact_places(walk.artifacts, pdf)
    return walk.tree, dictionaries


# Walking


@define
class _BoxWalk:
    """A walk over the boxes of all pages, with WeasyPrint's elements in step.

    Attributes:
        dictionaries: WeasyPrint's elements that are still to be met.
        tree: The new structure tree.
        page: The page that the walk is on, from 0.
        height: Its height in pixels.
        artifact: What kind of artifact the walk is in; "" for no header or footer, None in content.
        artifacts: Marked content that is an artifact: page, number and kind.
        met: The elements by HTML element and role, so that one that is broken goes on.
        header_names: What header cells are called, by HTML element.
    """

    dictionaries: Iterator[pydyf.Dictionary]
    tree: StructureTree
    page: int = 0
    height: float = 0
    artifact: str | None = None
    artifacts: list[tuple[int, int, str]] = field(factory=list)
    met: dict[tuple[int, str], StructureElement] = field(factory=dict)
    header_names: dict[int, str] = field(factory=dict)

    def visit_page(self, page: weasyprint.document.Page, number: int) -> None:
        """Walk over a page."""
        self.page, self.height = number, page.height
        self.visit(page._page_box, self.tree.top, self.tree.top.dictionary)

    def next_dictionary(self, above: pydyf.Dictionary) -> pydyf.Dictionary:
        """Return the element that WeasyPrint made next, if it is where the boxes say."""
        dictionary = next(self.dictionaries, None)
        if dictionary is None or dictionary["P"] != above.reference:
            raise _UnknownTreeError
        return dictionary

    def visit(self, box: Box, parent: StructureElement, above: pydyf.Dictionary) -> None:
        """Walk over a box.

        Args:
            box: The box.
            parent: The new element that it stands in.
            above: WeasyPrint's element that it stands in.
        """
        # Looked up as they are used: where another WeasyPrint has them elsewhere, only the tags are lost.
        boxes = weasyprint.formatting_structure.boxes
        if isinstance(box, weasyprint.layout.absolute.AbsolutePlaceholder):
            box = box._box
        name = None if box.element is None else box.element_tag
        if name in ("html", "body") or isinstance(box, boxes.PageBox):
            for child in box.children:
                self.visit(child, parent, above)
            return
        if isinstance(box, boxes.MarginBox):
            self.artifact = "/Header" if box.at_keyword.startswith("@top") else "/Footer"
            for child in box.children:
                self.visit(child, parent, above)
            self.artifact = None
            return
        dictionary = self.next_dictionary(above)
        if dictionary["S"] == "/LI" and _has_no_bullet(box):
            parent = self.element_for("/LI", dictionary, box, parent)
            above, dictionary = dictionary, self.next_dictionary(dictionary)
        repeated = self.is_repeated_header(dictionary, box, parent)
        if repeated:
            self.artifact = ""
        if "ID" in dictionary:
            self.name_header(dictionary, box)
        inner = self.element_for(_role(box, name, dictionary), dictionary, box, parent)
        self.add_link(box, dictionary, inner)
        self.visit_children(box, dictionary, inner, above)
        if isinstance(box, boxes.ReplacedBox):
            self.add_mark(dictionary["K"][-1:], inner)
        if repeated:
            self.artifact = None

    def visit_children(
        self,
        box: Box,
        dictionary: pydyf.Dictionary,
        element: StructureElement,
        above: pydyf.Dictionary,
    ) -> None:
        """Walk over what is in a box."""
        boxes = weasyprint.formatting_structure.boxes
        marks = iter([kid for kid in dictionary["K"] if isinstance(kid, int)])
        for child in _children(box, dictionary):
            for one in child.children if isinstance(child, boxes.LineBox) else (child,):
                if not isinstance(one, boxes.TextBox):
                    nested = dictionary["S"] == "/LI" and one.element_tag in ("ul", "ol")
                    self.visit(one, element, above if nested else dictionary)
                elif dictionary["S"] == "/Link":
                    self.add_mark([next(marks, None)], element, one.text)
                else:
                    self.add_mark(self.next_dictionary(dictionary)["K"], element, one.text)

    def is_repeated_header(
        self, dictionary: pydyf.Dictionary, box: Box, parent: StructureElement
    ) -> bool:
        """Whether a box is the head of a table that was printed already, on another page."""
        known = self.met.get((id(box.element), "/THead"))
        repeated = known is not None and known.page != self.page and known.parent is parent
        return dictionary["S"] == "/THead" and repeated and self.artifact is None

    def name_header(self, dictionary: pydyf.Dictionary, box: Box) -> None:
        """Note what a table's header cell is called, the same on each page that it is printed on."""
        names = self.header_names
        name = names.setdefault(id(box.element), f"header-{len(names) + 1}")
        self.tree.header_ids[dictionary["ID"].string] = name

    def element_for(
        self, role: str | None, dictionary: pydyf.Dictionary, box: Box, parent: StructureElement
    ) -> StructureElement:
        """Return the element for what is in a box: its own, or the one around it."""
        if self.artifact is not None or role is None:
            return parent
        if parent.source is box.element and parent.role == role:
            return parent  # a link's "::before", an anonymous box
        if parent.role == "/LI" and role != "/Lbl":
            parent = parent.list_body()
            if role == "/LBody":
                return parent
        key = (id(box.element), role)
        known = self.met.get(key)
        goes_on = known is not None and known.parent is parent
        if (
            known is not None
            and goes_on
            and (role not in _PER_PAGE_ROLES or known.page == self.page)
        ):
            return known
        made = StructureElement(role, dictionary, box.element, self.page, parent)
        self.describe(made, box)
        parent.kids.append(made)
        self.met[key] = made
        return made

    def describe(self, element: StructureElement, box: Box) -> None:
        """Give a new element its entries and attributes."""
        if box.element is None:
            return
        language = box.element.get("lang")
        if language:
            element.entries["Lang"] = pydyf.String(language)
        if element.role == "/Note":
            element.entries["ID"] = pydyf.String(f"note-{box.element.get('id')}")
        elif element.role == "/TH":
            scope = "/Row" if box.element.get("scope") == "row" else "/Column"
            element.attributes["Scope"] = scope
        elif element.role == "/L" and box.element_tag == "ol":
            numbered = {"O": "/List", "ListNumbering": "/Decimal"}
            element.entries["A"] = pydyf.Dictionary(numbered)
        elif element.role == "/Figure":
            left, top = box.content_box_x(), box.content_box_y()
            edges = (left, self.height - top - box.height, left + box.width, self.height - top)
            element.attributes["BBox"] = pydyf.Array([edge * _POINTS for edge in edges])

    def add_link(self, box: Box, dictionary: pydyf.Dictionary, element: StructureElement) -> None:
        """Bind a box's link annotation to its element."""
        annotation = box.link_annotation
        if not annotation:
            return
        own = element.role == "/Link" and element.source is box.element
        if own and "::" not in box.element_tag and self.artifact is None:
            element.kids.append(dictionary["K"][0])
            self.tree.links.append((annotation, element))
        else:
            self.tree.covered.append((annotation, dictionary["K"][0], self.page))

    def add_mark(self, marks: Sequence[object], element: StructureElement, words: str = "") -> None:
        """Put marked content into an element, or among the artifacts.

        Args:
            marks: The number of the marked content, alone.
            element: The element.
            words: The words that it prints.
        """
        if len(marks) != 1 or not isinstance(marks[0], int):
            raise _UnknownTreeError
        if self.artifact is None:
            element.kids.append((self.page, marks[0]))
            if needs_actual_text(words):
                self.tree.actual_texts[self.page, marks[0]] = words
        else:
            self.artifacts.append((self.page, marks[0], self.artifact))


def _has_no_bullet(box: Box) -> bool:
    """Whether WeasyPrint makes two elements of a list item, for want of a label between them."""
    hidden = box.style["list_style_type"] == "none" or "list-item" not in box.style["display"]
    return box.element_tag == "li" and hidden


def _children(box: Box, dictionary: pydyf.Dictionary) -> list[Box]:
    """Return the boxes in a box; those of a table with its caption's."""
    if dictionary["S"] != "/Table" or not box.is_table_wrapper:
        return list(box.children)
    table = box.get_wrapped_table()
    kids: list[Box] = []
    for child in box.children:
        kids += child.children if child is table else (child,)
    return kids


def _role(box: Box, name: str | None, dictionary: pydyf.Dictionary) -> str | None:
    """Return the structure type of a box; None for what says nothing."""
    role: str = dictionary["S"]
    if role == "/P" and box.element.get("class") == "source":
        return "/Note"
    if role not in _NEUTRAL_ROLES or name is None:
        return None if role in _NEUTRAL_ROLES else role
    if name == "sup" and any(link.get("href", "").startswith("#") for link in box.element):
        return "/Reference"
    if name == "span" and box.element.get("class") == QUOTED_CLASS:
        return "/Quote"
    if name in ("span", "time") and box.element.get("lang"):
        return "/Span"
    return _ROLES.get(name)


def _artifact_places(
    artifacts: list[tuple[int, int, str]], pdf: pydyf.PDF
) -> dict[int, list[tuple[int, str]]]:
    """Return where in each page's content artifacts begin, with their kinds."""
    kinds: dict[int, dict[int, str]] = {}
    for page, mark, kind in artifacts:
        kinds.setdefault(page, {})[mark] = kind
    places = {}
    pages = pdf.page_references
    for page, wanted in kinds.items():
        content = resolve(pdf, resolve(pdf, pages[page])["Contents"]).stream
        places[page] = [
            (place, wanted[part["MCID"]])
            for place, part in enumerate(content)
            if type(part) is pydyf.Dictionary and part.get("MCID") in wanted
        ]
        if len(places[page]) != len(wanted):
            raise _UnknownTreeError
    return places
