"""Taking out of a Word document what nobody sees: the payload, and what pictures tell, whoever saved it last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import Package, open_package, parsed, relation
from briefkit.formats.docx.part_names import TYPES
from briefkit.formats.docx.payload_parts import NAME, copies, item
from briefkit.formats.docx.wordprocessingml import OFFICE
from briefkit.formats.docx.zip_archive import archive, deflate
from briefkit.model.media import without_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROPERTIES = f"{OFFICE}/custom-properties"
_SPELLED = tuple(_PROPERTIES.encode(one) for one in ("utf-8", "utf-16-le", "utf-16-be"))


def strip(data: bytes) -> bytes:
    """Return a Word document without its payload and what its pictures tell; all that is seen stays as it is.

    Args:
        data: The file's bytes.

    Returns:
        The file anew; one that has nothing of the kind in it is returned as it came.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm, or its payload could not be taken out.
    """
    package = open_package(data)
    changed = dict(_cleaned(package)) | dict(_without_properties(package))
    items = {name for name in _xml(package) if item(package, name) is not None}
    # Of two members of one name, programs take one or the other.
    whole = len(package.members) == len(package.file.infolist())
    if whole and not items and not changed:
        return data
    gone = cut_out(package, items)
    bare = archive(
        (one.filename, deflate(changed.get(name) or without(package, one.filename, gone)))
        for name, one in package.members.items()
        if name not in gone
    )
    if any(copies(open_package(bare))):
        raise ReadError(
            "carries a brief in a form that cannot be taken out of it",
            remedy="read it, and render it without its payload",
        )
    return bare


def _xml(package: Package) -> Iterator[str]:
    return (name for name in package.members if name.endswith(".xml"))


def _without_properties(package: Package) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of custom properties that hold a payload, without it."""
    for name in _xml(package):
        data = package.read(name) or b""
        if any(one in data for one in _SPELLED):
            pruned = _pruned(data, name, _is_payload)
            if pruned is not data:
                yield name, pruned


def _is_payload(element: _Element) -> bool:
    """Whether an element is the custom property that holds a payload."""
    ours = element.get("name", "").lower() == NAME
    return ours and element.tag == f"{{{_PROPERTIES}}}property"


def _cleaned(package: Package) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures that tell more than what is seen of them, without that."""
    for name in package.members:
        found = package.read(name) or b""
        clean = without_metadata(found)
        if clean is not found:
            yield name, clean


def cut_out(package: Package, parts: Iterable[str]) -> set[str]:
    """Return the names of parts to take out, with what is there for these only."""
    return {one for name in parts for one in (name, *_belonging(package, name))}


def _belonging(package: Package, name: str) -> Iterator[str]:
    """Yield what is there for one part only: its relations, and what they lead to."""
    folder, _, base = name.rpartition("/")
    yield f"{folder}/_rels/{base}.rels".lower()
    yield from (one.target.lower() for one in package.relations(name).values() if not one.external)


def without(package: Package, name: str, gone: set[str]) -> bytes:
    """Return a part without what it says of parts that are gone."""
    data = package.read(name) or b""
    if name == TYPES:
        return _pruned(data, name, lambda one: one.get("PartName", "")[1:].lower() in gone)
    if name.endswith(".rels"):
        folder = name.rpartition("_rels/")[0].rstrip("/")
        return _pruned(data, name, lambda one: relation(one, folder).target.lower() in gone)
    return data


def _pruned(data: bytes, name: str, goes: Callable[[_Element], bool]) -> bytes:
    """Return a part without those children that have to go; the same bytes where there are none."""
    from lxml import etree

    root = parsed(data, name)
    going = [one for one in root if goes(one)]
    for one in going:
        root.remove(one)
    if not going:
        return data
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
