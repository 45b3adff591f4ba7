"""Tags that mean something: the tree of a PDF's tags, made anew from the boxes that it was printed from.

WeasyPrint tags what it prints by the name of its HTML element alone, line by line and page by page. Here each
element has one tag however often it was broken; what says nothing is left out; quotations, sources, references and
languages are told; and what stands in the margins is no content (ISO 32000-1, 14.8; ISO 14289-1, 7).

What box a tag is of, WeasyPrint does not say. It makes its elements in the order in which it walks over the boxes
(`weasyprint.pdf.tags`), so the same walk meets them again. Where one is not where the walk expects it, this is a
WeasyPrint that walks in another way: its tags stay as it made them, with a warning. What of WeasyPrint this needs
is listed in `parts`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from briefkit.errors import TagsWarning
from briefkit.formats.pdf.writing.structure_tree import Tag, Tree, at, write_tree

#: What CSS calls a pixel, in points, which PDF counts in.
_POINTS = 0.75
#: Tags of HTML elements, where they say more than those of WeasyPrint do (ISO 32000-1, tables 333 to 338).
_TAGS = {"q": "/Quote", "code": "/Code", "figure": "/Div"}
#: Tags that say nothing: what they hold goes to the tag around them.
_EMPTY = frozenset(("/Span", "/NonStruct", "/Div"))
#: What is one tag on each page that it stands on.
_BOUND = frozenset(("/Link", "/Figure"))


class _DiffersError(Exception):
    """WeasyPrint made other elements than the boxes tell of."""

    def __str__(self) -> str:
        return "its elements are not those of its boxes"


def retag(document: Any, pdf: Any) -> bool:
    """Make the tags of a PDF anew before it is written; False where they had to stay as they are.

    Args:
        document: The weasyprint.Document that was printed.
        pdf: Its pydyf.PDF.

    Warns:
        TagsWarning: WeasyPrint is another than the tags are made for.
    """
    try:
        tree, made = tree_of(document, pdf)
    except Exception as error:  # another WeasyPrint may differ in any way; nothing is changed yet
        what = str(error) or type(error).__name__
        warnings.warn(
            f"the PDF keeps WeasyPrint's own tags, which say less ({what}); see `briefkit doctor`",
            TagsWarning,
            stacklevel=2,
        )
        return False
    write_tree(tree, made, pdf)
    return True


def tree_of(document: Any, pdf: Any) -> tuple[Tree, list[Any]]:
    """Return the new tree of tags, and WeasyPrint's own elements.

    Args:
        document: The weasyprint.Document that was printed.
        pdf: Its pydyf.PDF, which stays as it is.

    Raises:
        Exception: This is another WeasyPrint than the walk is made for.
    """
    root = at(pdf, pdf.catalog["StructTreeRoot"])
    made = [
        part
        for part in pdf.objects[root.number + 1 :]
        if isinstance(part, dict) and part.get("Type") == "/StructElem"
    ]
    walk = _Walk(iter(made[1:]), Tree(Tag("/Document", made[0], None, 0, None)))
    for number, page in enumerate(document.pages):
        walk.over(page, number)
    if next(walk.elements, None) is not None:
        raise _DiffersError
    walk.tree.places = _places(walk.artefacts, pdf)
    return walk.tree, made


# Walking


@define
class _Walk:
    """A walk over the boxes of all pages, with WeasyPrint's elements in step.

    Attributes:
        elements: The elements that are still to be met.
        tree: What the walk makes.
        page: The page that the walk is on, from 0.
        height: Its height in pixels.
        aside: What kind of artefact the walk is in; None in the text itself.
        artefacts: Marks of content that is none: page, number and kind.
        met: The tags by HTML element and role, so that one that is broken goes on.
        headers: What header cells are called, by HTML element.
    """

    elements: Iterator[Any]
    tree: Tree
    page: int = 0
    height: float = 0
    aside: str | None = None
    artefacts: list[tuple[int, int, str]] = field(factory=list)
    met: dict[tuple[int, str], Tag] = field(factory=dict)
    headers: dict[int, str] = field(factory=dict)

    def over(self, page: Any, number: int) -> None:
        self.page, self.height = number, page.height
        self.visit(page._page_box, self.tree.top, self.tree.top.element)

    def take(self, above: Any) -> Any:
        """Return the element that WeasyPrint made next, if it is where the boxes say."""
        element = next(self.elements, None)
        if element is None or element["P"] != above.reference:
            raise _DiffersError
        return element

    def visit(self, box: Any, tag: Tag, above: Any) -> None:
        """Walk over a box.

        Args:
            box: The box.
            tag: The new tag that it stands in.
            above: WeasyPrint's element that it stands in.
        """
        from weasyprint.formatting_structure.boxes import MarginBox, PageBox, ReplacedBox
        from weasyprint.layout.absolute import AbsolutePlaceholder

        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        name = None if box.element is None else box.element_tag
        if name in ("html", "body") or isinstance(box, PageBox):
            for child in box.children:
                self.visit(child, tag, above)
            return
        if isinstance(box, MarginBox):
            self.aside = "/Header" if box.at_keyword.startswith("@top") else "/Footer"
            for child in box.children:
                self.visit(child, tag, above)
            self.aside = None
            return
        element = self.take(above)
        if element["S"] == "/LI" and _has_no_bullet(box):
            tag = self.place("/LI", element, box, tag)
            above, element = element, self.take(element)
        again = self.is_repeated(element, box, tag)
        if again:
            self.aside = ""
        if "ID" in element:
            self.find_header(element, box)
        inner = self.place(_role(box, name, element), element, box, tag)
        self.annotate(box, element, inner)
        self.fill(box, element, inner, above)
        if isinstance(box, ReplacedBox):
            self.mark(element["K"][-1:], inner)
        if again:
            self.aside = None

    def fill(self, box: Any, element: Any, tag: Tag, above: Any) -> None:
        """Walk over what is in a box."""
        from weasyprint.formatting_structure.boxes import LineBox, TextBox

        marks = iter([kid for kid in element["K"] if isinstance(kid, int)])
        for child in _children(box, element):
            for one in child.children if isinstance(child, LineBox) else (child,):
                if not isinstance(one, TextBox):
                    nested = element["S"] == "/LI" and one.element_tag in ("ul", "ol")
                    self.visit(one, tag, above if nested else element)
                elif element["S"] == "/Link":
                    self.mark([next(marks, None)], tag)
                else:
                    self.mark(self.take(element)["K"], tag)

    def is_repeated(self, element: Any, box: Any, tag: Tag) -> bool:
        """Whether a box is the head of a table that was printed already, on another page."""
        known = self.met.get((id(box.element), "/THead"))
        repeated = known is not None and known.page != self.page and known.above is tag
        return element["S"] == "/THead" and repeated and self.aside is None

    def find_header(self, element: Any, box: Any) -> None:
        """Note what a table's header cell is called, the same on each page that it is printed on."""
        name = self.headers.setdefault(id(box.element), f"header-{len(self.headers) + 1}")
        self.tree.headers[element["ID"].string] = name

    def place(self, role: str | None, element: Any, box: Any, tag: Tag) -> Tag:
        """Return the tag for what is in a box: its own, or the one around it."""
        if self.aside is not None or role is None:
            return tag
        if tag.source is box.element and tag.role == role:
            return tag  # a link's "::before", an anonymous box
        if tag.role == "/LI" and role != "/Lbl":
            tag = tag.body()
            if role == "/LBody":
                return tag
        key = (id(box.element), role)
        known = self.met.get(key)
        goes_on = known is not None and known.above is tag
        if known is not None and goes_on and (role not in _BOUND or known.page == self.page):
            return known
        made = Tag(role, element, box.element, self.page, tag)
        self.describe(made, box)
        tag.kids.append(made)
        self.met[key] = made
        return made

    def describe(self, tag: Tag, box: Any) -> None:
        """Put into a new tag what is to be said of it."""
        import pydyf

        if box.element is None:
            return
        language = box.element.get("lang")
        if language:
            tag.more["Lang"] = pydyf.String(language)
        if tag.role == "/Note":
            tag.more["ID"] = pydyf.String(f"note-{box.element.get('id')}")
        elif tag.role == "/TH":
            tag.attributes["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
        elif tag.role == "/L" and box.element_tag == "ol":
            tag.more["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Decimal"})
        elif tag.role == "/Figure":
            left, top = box.content_box_x(), box.content_box_y()
            edges = (left, self.height - top - box.height, left + box.width, self.height - top)
            tag.attributes["BBox"] = pydyf.Array([edge * _POINTS for edge in edges])

    def annotate(self, box: Any, element: Any, tag: Tag) -> None:
        """Bind a box's annotation to its tag."""
        annotation = box.link_annotation
        if not annotation:
            return
        own = tag.role == "/Link" and tag.source is box.element and "::" not in box.element_tag
        if own and self.aside is None:
            tag.kids.append(element["K"][0])
            self.tree.links.append((annotation, tag))
        else:
            self.tree.doubled.append((annotation, element["K"][0], self.page))

    def mark(self, marks: list[Any], tag: Tag) -> None:
        """Put a mark of content into a tag, or among the artefacts."""
        if len(marks) != 1 or not isinstance(marks[0], int):
            raise _DiffersError
        if self.aside is None:
            tag.kids.append((self.page, marks[0]))
        else:
            self.artefacts.append((self.page, marks[0], self.aside))


def _has_no_bullet(box: Any) -> bool:
    """Whether WeasyPrint makes two elements of a list's item, for want of a label between them."""
    hidden = box.style["list_style_type"] == "none" or "list-item" not in box.style["display"]
    return box.element_tag == "li" and hidden


def _children(box: Any, element: Any) -> list[Any]:
    """Return the boxes in a box; those of a table with its caption's."""
    if element["S"] != "/Table" or not box.is_table_wrapper:
        return list(box.children)
    table = box.get_wrapped_table()
    kids: list[Any] = []
    for child in box.children:
        kids += child.children if child is table else (child,)
    return kids


def _role(box: Any, name: str | None, element: Any) -> str | None:
    """Return what a box is tagged as; None for what says nothing."""
    tag: str = element["S"]
    if tag == "/P" and box.element.get("class") == "source":
        return "/Note"
    if tag not in _EMPTY or name is None:
        return None if tag in _EMPTY else tag
    if name == "sup" and any(link.get("href", "").startswith("#") for link in box.element):
        return "/Reference"
    if name == "span" and box.element.get("lang"):
        return "/Span"
    return _TAGS.get(name)


def _places(artefacts: list[tuple[int, int, str]], pdf: Any) -> dict[int, list[tuple[int, str]]]:
    """Return where in each page's content artefacts begin, with their kinds."""
    import pydyf

    kinds: dict[int, dict[int, str]] = {}
    for page, mark, kind in artefacts:
        kinds.setdefault(page, {})[mark] = kind
    places = {}
    for page, wanted in kinds.items():
        content = at(pdf, at(pdf, pdf.page_references[page])["Contents"]).stream
        places[page] = [
            (place, wanted[part["MCID"]])
            for place, part in enumerate(content)
            if type(part) is pydyf.Dictionary and part.get("MCID") in wanted
        ]
        if len(places[page]) != len(wanted):
            raise _DiffersError
    return places
