"""A tree of tags, and how it is put into a PDF that is being written (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from typing import Any

from attrs import define, field


@define(eq=False)
class Tag:
    """A tag of the new tree.

    Attributes:
        role: What it is: "/P".
        element: WeasyPrint's structure element, which it becomes; None for one that WeasyPrint did not make.
        source: The HTML element that was printed; None where there is none.
        page: The page that it begins on, from 0.
        above: The tag that it is in.
        kids: Tags, marks of content (page and number), and references to annotations, in reading order.
        more: What else to say of it: "Lang", "ID".
        attributes: What belongs among its attributes: "Scope", "BBox".
    """

    role: str
    element: Any
    source: Any
    page: int
    above: Tag | None
    kids: list[Tag | tuple[int, int] | bytes] = field(factory=list)
    more: dict[str, Any] = field(factory=dict)
    attributes: dict[str, Any] = field(factory=dict)

    def body(self) -> Tag:
        """Return the body of a list's item, which holds all beside its label (ISO 14289-1, 7.2)."""
        for kid in self.kids:
            if isinstance(kid, Tag) and kid.role == "/LBody":
                return kid
        made = Tag("/LBody", None, self.source, self.page, self)
        self.kids.append(made)
        return made


@define
class Tree:
    """A new tree of tags, and what is in none of them.

    Attributes:
        top: The tag of the whole document.
        links: Annotations with the tags that they are in.
        doubled: Annotations that another covers, each with the reference to it and its page.
        headers: Identifiers of header cells, with what they are to be.
        places: Where in each page's content artefacts begin, with their kinds; "" for what is no header or footer.
    """

    top: Tag
    links: list[tuple[Any, Tag]] = field(factory=list)
    doubled: list[tuple[Any, bytes, int]] = field(factory=list)
    headers: dict[Any, str] = field(factory=dict)
    places: dict[int, list[tuple[int, str]]] = field(factory=dict)


def at(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference leads to."""
    return pdf.objects[int(reference.split()[0])]


def write_tree(tree: Tree, made: list[Any], pdf: Any) -> None:
    """Put a new tree of tags into a PDF that is being written.

    Args:
        tree: The tree.
        made: WeasyPrint's elements; those that are in no tag are emptied.
        pdf: A pydyf.PDF.
    """
    if tree.headers:
        _name_headers(tree.headers, made)
    kept, marks = _write_tags(tree.top, pdf)
    for element in made:
        if id(element) not in kept:
            element.clear()
    _write_parents(tree, marks, pdf)
    _drop_doubled(tree.doubled, pdf)
    _write_identifiers([element for element in made if "ID" in element], pdf)
    _write_artefacts(tree.places, pdf)


def _name_headers(names: dict[Any, str], made: list[Any]) -> None:
    """Give header cells their new identifiers, and the cells below those of their headers."""
    import pydyf

    def renamed(identifier: Any) -> Any:
        return pydyf.String(names.get(identifier.string, identifier.string))

    for element in made:
        if "ID" in element:
            element["ID"] = renamed(element["ID"])
        headers = element.get("A", {}).get("Headers")
        if headers:
            element["A"]["Headers"] = pydyf.Array(map(renamed, headers))


def _write_tags(top: Tag, pdf: Any) -> tuple[set[int], list[dict[int, bytes]]]:
    """Write tags into their elements; return which elements these are, and each page's marks with their element."""
    import pydyf

    pages = pdf.page_references
    marks: list[dict[int, bytes]] = [{} for _ in pages]
    kept: set[int] = set()
    waiting = [top]
    while waiting:
        tag = waiting.pop()
        element = tag.element
        kept.add(id(element))
        reference, kids = element.reference, pydyf.Array()
        for kid in tag.kids:
            if isinstance(kid, Tag):
                if kid.element is None:
                    kid.element = pydyf.Dictionary({"Type": "/StructElem", "Pg": pages[kid.page]})
                    pdf.add_object(kid.element)
                kid.element["P"] = reference
                kids.append(kid.element.reference)
                waiting.append(kid)
            elif isinstance(kid, tuple):
                page, mark = kid
                marks[page][mark] = reference
                if page == tag.page:
                    kids.append(mark)
                else:
                    far = {"Type": "/MCR", "Pg": pages[page], "MCID": mark}
                    kids.append(pydyf.Dictionary(far))
            else:
                kids.append(kid)
        element.update(S=tag.role, K=kids, **tag.more)
        if tag.attributes:
            element.setdefault("A", pydyf.Dictionary({"O": "/Table"})).update(tag.attributes)
    return kept, marks


def _write_parents(tree: Tree, marks: list[dict[int, bytes]], pdf: Any) -> None:
    """Write which tag each mark and each annotation is in (ISO 32000-1, 14.7.4.4)."""
    numbers = at(pdf, at(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for page, known in enumerate(marks):
        parents = numbers[2 * page + 1]
        parents[:] = [known.get(mark, b"null") for mark in range(len(parents))]
    del numbers[2 * len(marks) :]
    for annotation, tag in sorted(tree.links, key=lambda link: link[0]["StructParent"]):
        numbers += [annotation["StructParent"], tag.element.reference]
        _describe(annotation, tag.source)


def _describe(annotation: Any, link: Any) -> None:
    """Say where a link within the document leads; WeasyPrint gives the name of the place."""
    import pydyf

    words = link.get("aria-label") or ("".join(link.itertext()) if "Dest" in annotation else "")
    if words:
        annotation["Contents"] = pydyf.String(words)


def _drop_doubled(doubled: list[tuple[Any, Any, int]], pdf: Any) -> None:
    """Take annotations out of their pages."""
    for annotation, reference, number in doubled:
        page = at(pdf, pdf.page_references[number])
        page["Annots"].remove(annotation.reference)
        if not page["Annots"]:
            del page["Annots"]
        annotation.clear()
        at(pdf, reference).clear()


def _write_identifiers(named: list[Any], pdf: Any) -> None:
    """List the elements that have identifiers (ISO 32000-1, table 322)."""
    import pydyf

    if named:
        names = pydyf.Array()
        for element in sorted(named, key=lambda one: one["ID"].string):
            names += [element["ID"], element.reference]
        root = at(pdf, pdf.catalog["StructTreeRoot"])
        root["IDTree"] = pydyf.Dictionary({"Names": names})


def _write_artefacts(places: dict[int, list[tuple[int, str]]], pdf: Any) -> None:
    """Mark what stands in the margins as no content (ISO 32000-1, 14.8.2.2)."""
    import pydyf

    for page, found in places.items():
        content = at(pdf, at(pdf, pdf.page_references[page])["Contents"]).stream
        for place, kind in found:
            said = {"Type": "/Pagination", **({"Subtype": kind} if kind else {})}
            content[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary(said)]
