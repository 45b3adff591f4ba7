"""Taking out of a Word document what nobody sees: the envelope, and what pictures tell, whoever saved it last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from briefkit.formats.docx.package import archive, deflate
from briefkit.formats.docx.parts import Package, open_package, parsed, relation
from briefkit.formats.docx.payload import ITEMS, NAME, PROPERTIES, copies, item
from briefkit.formats.docx.places import TYPES
from briefkit.media import without_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element


def strip(data: bytes) -> bytes:
    """Return a Word document without its envelope and what its pictures tell; all that is seen stays as it is.

    Args:
        data: The file's bytes.

    Returns:
        The file anew; one that has nothing of the kind in it is returned as it came.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm.
    """
    package = open_package(data)
    pictures = dict(_cleaned(package))
    if not any(copies(package)) and not pictures:
        return data
    gone = {
        part
        for name in package.names(ITEMS)
        if item(package, name) is not None
        for part in (name, *_belonging(package, name))
    }
    return archive(
        (one.filename, deflate(pictures.get(name) or _without(package, one.filename, gone)))
        for name, one in package.members.items()
        if name not in gone
    )


def _cleaned(package: Package) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures that tell more than what is seen of them, without that."""
    for name in package.members:
        found = package.read(name) or b""
        clean = without_metadata(found)
        if clean is not found:
            yield name, clean


def _belonging(package: Package, name: str) -> Iterator[str]:
    """Yield what is there for one part only: its relations, and what they lead to."""
    folder, _, base = name.rpartition("/")
    yield f"{folder}/_rels/{base}.rels".lower()
    yield from (one.target.lower() for one in package.relations(name).values() if not one.external)


def _without(package: Package, name: str, gone: set[str]) -> bytes:
    """Return a part without what it says of parts that are gone, and without our property."""
    data = package.read(name) or b""
    if name.lower() == PROPERTIES.lower():
        return _pruned(data, name, lambda one: one.get("name") == NAME)
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
