"""Removal of parts from a package, with all that refers to them (ECMA-376 Part 2, 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml.etree import _Element

from briefkit.formats.docx.opc import (
    Package,
    parse_part,
    relationship_of,
    relationships_part,
    serialize_part,
)
from briefkit.formats.docx.part_names import TYPES


def with_dependents(package: Package, parts: Iterable[str]) -> set[str]:
    """Names of parts to remove, and of the parts that serve these alone."""
    return {one for name in parts for one in (name, *_dependents(package, name))}


def _dependents(package: Package, name: str) -> Iterator[str]:
    """Names of a part's relationships part, and of the parts that its relationships lead to."""
    yield relationships_part(name).lower()
    for one in package.relationships(name).values():
        if not one.external:
            yield one.target.lower()


def without_references(package: Package, name: str, removed: set[str]) -> bytes:
    """Part without the content types of, and the relationships to, parts that are removed."""
    data = package.read(name) or b""
    if name == TYPES:
        return without_children(
            data, name, lambda one: one.get("PartName", "")[1:].lower() in removed
        )
    if name.endswith(".rels"):
        folder = name.rpartition("_rels/")[0].rstrip("/")
        return without_children(
            data, name, lambda one: relationship_of(one, folder).target.lower() in removed
        )
    return data


def without_children(data: bytes, name: str, removes: Callable[[_Element], bool]) -> bytes:
    """Part without those children of its root that a test picks; the same bytes where it picks none."""
    root = parse_part(data, name)
    removed = [one for one in root if removes(one)]
    for one in removed:
        root.remove(one)
    return serialize_part(root) if removed else data
