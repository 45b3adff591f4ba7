"""Structure tree of a PDF: its elements, and how they are written (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pydyf
from attrs import define, field

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@define(eq=False)
class StructureElement:
    """An element of the new structure tree.

    Attributes:
        role: Its structure type: "/P".
        dictionary: WeasyPrint's dictionary, which it is written into; None for one that WeasyPrint did not make.
        source: The HTML element that was printed; None where there is none.
        page: The page that it begins on, from 0.
        parent: The element that it is in.
        kids: Elements, marked content (page and number), and references to annotations, in reading order.
        entries: Further entries of its dictionary: "Lang", "ID".
        attributes: Its attributes: "Scope", "BBox".
    """

    role: str
    dictionary: pydyf.Dictionary | None
    source: Element | None
    page: int
    parent: StructureElement | None
    kids: list[StructureElement | tuple[int, int] | bytes] = field(factory=list)
    entries: dict[str, pydyf.Object] = field(factory=dict)
    attributes: dict[str, str | pydyf.Array] = field(factory=dict)

    def list_body(self) -> StructureElement:
        """Return the body of a list item, which holds all beside its label (ISO 14289-1, 7.2)."""
        for kid in self.kids:
            if isinstance(kid, StructureElement) and kid.role == "/LBody":
                return kid
        made = StructureElement("/LBody", None, self.source, self.page, self)
        self.kids.append(made)
        return made


@define
class StructureTree:
    """A new structure tree, and what is in none of its elements.

    Attributes:
        top: The element of the whole document.
        links: Link annotations with the elements that they are in.
        covered: Annotations that another covers, each with the reference to it and its page.
        header_ids: Identifiers of header cells, with what they are to be.
        artifacts: Where in each page's content artifacts begin, with their kinds; "" for no header or footer.
        actual_texts: What marked content says whose glyphs do not tell, by its page and number.
    """

    top: StructureElement
    links: list[tuple[pydyf.Dictionary, StructureElement]] = field(factory=list)
    covered: list[tuple[pydyf.Dictionary, bytes, int]] = field(factory=list)
    header_ids: dict[str, str] = field(factory=dict)
    artifacts: dict[int, list[tuple[int, str]]] = field(factory=dict)
    actual_texts: dict[tuple[int, int], str] = field(factory=dict)


def resolve(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    """Return the object that a reference leads to."""
    return pdf.objects[int(reference.split()[0])]


def write_structure_tree(
    tree: StructureTree, dictionaries: list[pydyf.Dictionary], pdf: pydyf.PDF
) -> None:
    """Write a new structure tree into a PDF that is being written.

    Args:
        tree: The tree.
        dictionaries: WeasyPrint's structure elements; those that are in no element of the tree are emptied.
        pdf: The PDF.
    """
    if tree.header_ids:
        _rename_headers(tree.header_ids, dictionaries)
    kept, parents = _write_elements(tree.top, pdf)
    for dictionary in dictionaries:
        if id(dictionary) not in kept:
            dictionary.clear()
    _write_parent_tree(tree, parents, pdf)
    _remove_covered(tree.covered, pdf)
    _write_id_tree([dictionary for dictionary in dictionaries if "ID" in dictionary], pdf)
    _write_artifacts(tree.artifacts, pdf)


def _rename_headers(names: dict[str, str], dictionaries: list[pydyf.Dictionary]) -> None:
    """Give header cells their new identifiers, and the cells below those of their headers."""

    def renamed(identifier: pydyf.String) -> pydyf.String:
        return pydyf.String(names.get(identifier.string, identifier.string))

    for dictionary in dictionaries:
        if "ID" in dictionary:
            dictionary["ID"] = renamed(dictionary["ID"])
        headers = dictionary.get("A", {}).get("Headers")
        if headers:
            dictionary["A"]["Headers"] = pydyf.Array(map(renamed, headers))


def _write_elements(
    top: StructureElement, pdf: pydyf.PDF
) -> tuple[set[int], list[dict[int, bytes]]]:
    """Write elements into their dictionaries.

    Returns:
        The identities of these dictionaries; and for each page, the element that each marked content is in.
    """
    pages = pdf.page_references
    parents: list[dict[int, bytes]] = [{} for _ in pages]
    kept: set[int] = set()
    waiting = [top]
    while waiting:
        element = waiting.pop()
        dictionary = _dictionary_of(element, pages, pdf)
        kept.add(id(dictionary))
        reference, kids = dictionary.reference, pydyf.Array()
        for kid in element.kids:
            if isinstance(kid, StructureElement):
                inner = _dictionary_of(kid, pages, pdf)
                inner["P"] = reference
                kids.append(inner.reference)
                waiting.append(kid)
            elif isinstance(kid, tuple):
                page, mark = kid
                parents[page][mark] = reference
                if page == element.page:
                    kids.append(mark)
                else:
                    elsewhere = {"Type": "/MCR", "Pg": pages[page], "MCID": mark}
                    kids.append(pydyf.Dictionary(elsewhere))
            else:
                kids.append(kid)
        dictionary.update(S=element.role, K=kids, **element.entries)
        if element.attributes:
            attributes = dictionary.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
            attributes.update(element.attributes)
    return kept, parents


def _dictionary_of(
    element: StructureElement, pages: Sequence[bytes], pdf: pydyf.PDF
) -> pydyf.Dictionary:
    """Return the dictionary of an element, a new one for one that WeasyPrint did not make."""
    if element.dictionary is None:
        element.dictionary = pydyf.Dictionary({"Type": "/StructElem", "Pg": pages[element.page]})
        pdf.add_object(element.dictionary)
    return element.dictionary


def _write_parent_tree(
    tree: StructureTree, parents: list[dict[int, bytes]], pdf: pydyf.PDF
) -> None:
    """Write the parent tree: the element of each marked content and annotation (ISO 32000-1, 14.7.4.4)."""
    pages = pdf.page_references
    numbers = resolve(pdf, resolve(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for page, known in enumerate(parents):
        marks = numbers[2 * page + 1]
        marks[:] = [known.get(mark, b"null") for mark in range(len(marks))]
    del numbers[2 * len(parents) :]
    for annotation, element in sorted(tree.links, key=lambda link: link[0]["StructParent"]):
        numbers += [annotation["StructParent"], _dictionary_of(element, pages, pdf).reference]
        if element.source is not None:
            _describe_link(annotation, element.source)


def _describe_link(annotation: pydyf.Dictionary, link: Element) -> None:
    """Write the alternate description of a link within the document; WeasyPrint gives the name of the place."""
    words = link.get("aria-label") or ("".join(link.itertext()) if "Dest" in annotation else "")
    if words:
        annotation["Contents"] = pydyf.String(words)


def _remove_covered(covered: list[tuple[pydyf.Dictionary, bytes, int]], pdf: pydyf.PDF) -> None:
    """Remove annotations from their pages."""
    pages = pdf.page_references  # made anew each time that they are asked for
    for annotation, reference, number in covered:
        page = resolve(pdf, pages[number])
        page["Annots"].remove(annotation.reference)
        if not page["Annots"]:
            del page["Annots"]
        annotation.clear()
        resolve(pdf, reference).clear()


def _write_id_tree(named: list[pydyf.Dictionary], pdf: pydyf.PDF) -> None:
    """Write the ID tree: the elements that have identifiers (ISO 32000-1, table 322)."""
    if named:
        names = pydyf.Array()
        for dictionary in sorted(named, key=lambda one: one["ID"].string):
            names += [dictionary["ID"], dictionary.reference]
        root = resolve(pdf, pdf.catalog["StructTreeRoot"])
        root["IDTree"] = pydyf.Dictionary({"Names": names})


def _write_artifacts(artifacts: dict[int, list[tuple[int, str]]], pdf: pydyf.PDF) -> None:
    """Mark running content as pagination artifacts (ISO 32000-1, 14.8.2.2)."""
    pages = pdf.page_references
    for page, found in artifacts.items():
        content = resolve(pdf, resolve(pdf, pages[page])["Contents"]).stream
        for place, kind in found:
            properties = {"Type": "/Pagination", **({"Subtype": kind} if kind else {})}
            content[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary(properties)]
