"""The parts of a package that stay when it becomes a document, under new names (ECMA-376 Part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain, count
from typing import TYPE_CHECKING
from urllib.parse import quote

from attrs import define, evolve, field, frozen

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import Package, parsed, relation
from briefkit.formats.docx.part_names import (
    APPLICATION,
    CORE,
    DOCUMENT,
    NUMBERING,
    SETTINGS,
    STYLES,
    TYPES,
)
from briefkit.formats.docx.payload_parts import ITEM, PROPERTIES
from briefkit.formats.docx.reading.text_fixes import linkable
from briefkit.formats.docx.template.vetting import KEPT_PARTS, harmless_drawing, vet
from briefkit.formats.docx.wordprocessingml import NAMESPACES, XML_DECLARATION
from briefkit.limits.nesting import MAX_DEPTH
from briefkit.model.media import without_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Content types that every package has by the ends of its parts' names.
_BY_SUFFIX = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
_DRAWING = "image/svg+xml"
_RESERVED = (DOCUMENT, STYLES, NUMBERING, SETTINGS, CORE, APPLICATION, PROPERTIES, ITEM, TYPES)


@frozen
class Relation:
    """What a part refers to: under which id, as what, and which part or address."""

    key: str
    kind: str
    target: str
    external: bool = False


@define
class Gathering:
    """The parts of a template that stay.

    Attributes:
        package: The template.
        own: The parts of an empty document in briefkit's look.
        types: The content types of the template's parts.
        parts: The parts that are ready, by their names in the skeleton.
        trees: Those that still change.
        kinds: The content types of both.
        relations: What they refer to; of the package under "".
        names: The names of the template's parts in the skeleton, by those that they had, in small letters.
        left_out: What of the template goes into no document, each once, in the order in which it was met.
    """

    package: Package
    own: Mapping[str, bytes]
    types: Mapping[str, str]
    parts: dict[str, bytes] = field(factory=dict)
    trees: dict[str, _Element] = field(factory=dict)
    kinds: dict[str, str] = field(factory=dict)
    relations: dict[str, list[Relation]] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    left_out: dict[str, None] = field(factory=dict)

    def take(self, name: str, new: str = "", depth: int = 0) -> str:
        """Keep a part, and all that it refers to; return its name in the skeleton."""
        key = name.lower()
        if key in self.names:
            return self.names[key]
        if depth > MAX_DEPTH:
            raise ReadError("refers from part to part without end", where=name)
        data = self.package.read(key)
        if data is None:
            raise ReadError("refers to a part that it does not have", where=name)
        kind = self.types[key]
        new = new or self.free(_moved(self.package.members[key].filename.lstrip("/")))
        self.names[key] = new
        self.kinds[new] = kind
        found = [*self.found_relations(key)] if new != SETTINGS else []
        if kind.startswith(WORD):
            kept = [one for one in found if self._stays(one)]
            self.trees[new] = root = declared(parsed(data, name))
            self._tell(name, vet(root, {one.key for one in found} - {one.key for one in kept}))
        else:
            # Of a drawing, what was looked at: comments and processing instructions are gone.
            drawing = kind == _DRAWING
            self.parts[new] = written(parsed(data, name)) if drawing else without_metadata(data)
            kept = found
            if any(one.external for one in found):
                raise ReadError("refers to another file", where=name, remedy="take that out of it")
        self.relations[new] = [
            one if one.external else evolve(one, target=self.take(one.target, depth=depth + 1))
            for one in kept
        ]
        return new

    def _stays(self, one: Relation) -> bool:
        """Whether what a part of Word's refers to may stay; tell what may not."""
        kind = one.kind.rpartition("/")[2]
        if one.external:
            stays = kind == "hyperlink" and linkable(one.target) is not None
        else:
            stays = kind in KEPT_PARTS and (kind != "image" or self._is_picture(one.target))
        if not stays:
            self.left_out[f"{kind} {one.target}"] = None
        return stays

    def _is_picture(self, name: str) -> bool:
        """Whether a part is a picture that does nothing but show; one that is not there is no part of another kind."""
        kind = self.types.get(name.lower(), "image/")
        if kind != _DRAWING:
            return kind.startswith("image/")
        try:
            root = self.package.tree(name)
        except ReadError:
            return False
        return root is None or harmless_drawing(root)

    def _tell(self, where: str, what: Iterable[str]) -> None:
        for one in what:
            self.left_out[f"{one} ({where})"] = None

    def free(self, name: str) -> str:
        """Return a name for a part that no other has."""
        taken = {one.lower() for one in (*self.names.values(), *_RESERVED)}
        stem, _, suffix = name.rpartition(".")
        others = (f"{stem}_{n}.{suffix}" for n in count(1))
        return next(one for one in chain((name,), others) if one.lower() not in taken)

    def found_relations(self, name: str) -> Iterator[Relation]:
        """Yield what a part of the template refers to; "" is the package itself."""
        folder, base = posixpath.split(name)
        root = self.package.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for one in () if root is None else root:
            if str(one.tag).endswith("}Relationship"):
                target = relation(one, folder)
                yield Relation(
                    one.get("Id", ""), one.get("Type", ""), target.target, target.external
                )

    def written_relations(self) -> Iterator[tuple[str, bytes]]:
        """Yield the parts that say what the others refer to, by name."""
        for name, relations in self.relations.items():
            if relations:
                folder, base = posixpath.split(name)
                inner = "".join(_written_relation(one, folder) for one in relations)
                yield (
                    posixpath.join(folder, "_rels", f"{base}.rels"),
                    f'{XML_DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode(),
                )

    def written_types(self) -> bytes:
        """Return the part that says of what kind each one is."""
        inner = "".join(
            f'<Default Extension="{suffix}" ContentType="{kind}"/>'
            for suffix, kind in _BY_SUFFIX.items()
        )
        for name, kind in self.kinds.items():
            if not kind:
                raise ReadError("does not say of what kind a part is", where=name)
            if _BY_SUFFIX.get(name.rpartition(".")[2]) != kind:
                inner += f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>'
        return f'{XML_DECLARATION}<Types xmlns="{PACKAGE}/content-types">{inner}</Types>'.encode()


def _moved(name: str) -> str:
    """Return another name for a picture: a brief has its own under the common ones."""
    folder, base = posixpath.split(name)
    return f"{folder}/house_{base}" if folder.lower() == "word/media" else name


def _written_relation(one: Relation, folder: str) -> str:
    target = one.target if one.external else quote(posixpath.relpath(one.target, folder or "."))
    mode = ' TargetMode="External"' if one.external else ""
    return f'<Relationship Id="{escape(one.key)}" Type="{escape(one.kind)}" Target="{escape(target)}"{mode}/>'


def written(root: _Element) -> bytes:
    """Return a part by its root."""
    from lxml import etree

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def declared(root: _Element) -> _Element:
    """Return a root that declares every prefix that documents write."""
    from lxml import etree

    theirs = {prefix: address for prefix, address in root.nsmap.items() if prefix}
    declared = etree.Element(root.tag, nsmap={**theirs, **NAMESPACES})
    for key, words in root.items():
        declared.set(key, words)
    declared.extend(list(root))
    return declared
