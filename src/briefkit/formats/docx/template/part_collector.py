"""Parts of a template that stay in the documents made of it, under new names (ECMA-376 Part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain, count
from urllib.parse import quote

from attrs import define, evolve, field
from lxml import etree
from lxml.etree import _Element

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import (
    Package,
    Relationship,
    parse_part,
    relationships_part,
    serialize_part,
)
from briefkit.formats.docx.part_names import (
    APPLICATION,
    CORE,
    DOCUMENT,
    NUMBERING,
    SETTINGS,
    STYLES,
    TYPES,
)
from briefkit.formats.docx.payload_parts import CUSTOM_PROPERTIES, PAYLOAD_ITEM
from briefkit.formats.docx.reading.text_normalisation import linkable
from briefkit.formats.docx.template.vetting import KEPT_PARTS, is_harmless_svg, vet
from briefkit.formats.docx.wordprocessingml import NAMESPACES, OFFICE, XML_DECLARATION
from briefkit.limits.nesting import MAX_DEPTH
from briefkit.model.media import without_metadata

#: The beginning of the content types of WordprocessingML's parts, and of the namespaces of packages.
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PACKAGE_NAMESPACE = "http://schemas.openxmlformats.org/package/2006"
# Default content types, by the suffix of a part's name.
_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
_SVG = "image/svg+xml"
_RESERVED = (
    *(DOCUMENT, STYLES, NUMBERING, SETTINGS, CORE, APPLICATION),
    *(CUSTOM_PROPERTIES, PAYLOAD_ITEM, TYPES),
)


@define
class PartCollector:
    """Collector of the template's parts that stay.

    Attributes:
        package: The template.
        own: The parts of a blank document in briefkit's own look.
        types: The content types of the template's parts.
        parts: The parts that are finished, by their new names.
        roots: The root elements of parts that still change, by their new names.
        new_types: The content types of both.
        relationships: The relationships of both; those of the package under "".
        new_names: The new names of parts, by their old ones in small letters.
        left_out: What of the template goes into no document, in words and in the order in which it was met.
    """

    package: Package
    own: Mapping[str, bytes]
    types: Mapping[str, str]
    parts: dict[str, bytes] = field(factory=dict)
    roots: dict[str, _Element] = field(factory=dict)
    new_types: dict[str, str] = field(factory=dict)
    relationships: dict[str, list[Relationship]] = field(factory=dict)
    new_names: dict[str, str] = field(factory=dict)
    left_out: dict[str, None] = field(factory=dict)

    def keep(self, name: str, new: str = "", depth: int = 0) -> str:
        """Keep a part, and all that it refers to; return its new name."""
        key = name.lower()
        if key in self.new_names:
            return self.new_names[key]
        if depth > MAX_DEPTH:
            raise ReadError("refers from part to part without end", where=name)
        data = self.package.read(key)
        if data is None:
            raise ReadError("refers to a part that it does not have", where=name)
        content_type = self.types[key]
        new = new or self.free_name(
            _apart_from_briefs(self.package.members[key].filename.lstrip("/"))
        )
        self.new_names[key] = new
        self.new_types[new] = content_type
        found = [*self.package.relationships(key).values()] if new != SETTINGS else []
        if content_type.startswith(WORD_TYPE):
            kept = [one for one in found if self.may_stay(one)]
            self.roots[new] = root = with_namespaces(parse_part(data, name))
            self.leave_out(name, vet(root, {one.id for one in found} - {one.id for one in kept}))
        else:
            # An SVG is written as it was vetted: without comments and processing instructions.
            is_svg = content_type == _SVG
            self.parts[new] = (
                serialize_part(parse_part(data, name)) if is_svg else without_metadata(data)
            )
            kept = found
            if any(one.external for one in found):
                raise ReadError("refers to another file", where=name, remedy="take that out of it")
        self.relationships[new] = [
            one if one.external else evolve(one, target=self.keep(one.target, depth=depth + 1))
            for one in kept
        ]
        return new

    def may_stay(self, one: Relationship) -> bool:
        """Whether a relationship of a WordprocessingML part may stay; one that may not counts as left out."""
        if one.external:
            stays = one.kind == "hyperlink" and linkable(one.target) is not None
        else:
            stays = one.kind in KEPT_PARTS and (one.kind != "image" or self._is_picture(one.target))
        if not stays:
            self.left_out[f"{one.kind} {one.target}"] = None
        return stays

    def _is_picture(self, name: str) -> bool:
        """Whether a part is a picture, and a harmless one; a part that is missing is refused elsewhere."""
        content_type = self.types.get(name.lower(), "image/")
        if content_type != _SVG:
            return content_type.startswith("image/")
        try:
            root = self.package.parse(name)
        except ReadError:
            return False
        return root is None or is_harmless_svg(root)

    def add(self, kind: str, name: str, root: _Element) -> str:
        """Add a part that the template lacks; return the id of the relationship that the document has to it."""
        key = f"rIdT{len(self.relationships[DOCUMENT]) + 1}"
        self.relationships[DOCUMENT].append(
            Relationship(key, f"{OFFICE}/relationships/{kind}", name)
        )
        self.roots[name] = with_namespaces(root)
        self.new_types[name] = f"{WORD_TYPE}{kind}+xml"
        self.new_names[name.lower()] = name
        return key

    def root_of(self, name: str) -> _Element:
        """Root element of a part, by its new name.

        Raises:
            ReadError: Its content type is none of WordprocessingML's.
        """
        if name not in self.roots:
            raise ReadError("says that a part is of another kind than it is used as", where=name)
        return self.roots[name]

    def own_root(self, name: str) -> _Element:
        """Root element of a part of the blank document."""
        return parse_part(self.own[name], name)

    def leave_out(self, where: str, what: Iterable[str]) -> None:
        """Note what of a part goes into no document."""
        for one in what:
            self.left_out[f"{one} ({where})"] = None

    def free_name(self, name: str) -> str:
        """Name for a part that no other part has."""
        taken = {one.lower() for one in (*self.new_names.values(), *_RESERVED)}
        stem, _, suffix = name.rpartition(".")
        others = (f"{stem}_{n}.{suffix}" for n in count(1))
        return next(one for one in chain((name,), others) if one.lower() not in taken)

    def relationships_parts(self) -> Iterator[tuple[str, bytes]]:
        """Relationships parts, each with its name."""
        for name, relationships in self.relationships.items():
            if relationships:
                folder = posixpath.dirname(name)
                inner = "".join(_write_relationship(one, folder) for one in relationships)
                yield (
                    relationships_part(name),
                    f'{XML_DECLARATION}<Relationships xmlns="{PACKAGE_NAMESPACE}/relationships">'
                    f"{inner}</Relationships>".encode(),
                )

    def types_part(self) -> bytes:
        """Part that states the content type of every other (ECMA-376 Part 2, 7.2.3)."""
        inner = "".join(
            f'<Default Extension="{suffix}" ContentType="{content_type}"/>'
            for suffix, content_type in _DEFAULT_TYPES.items()
        )
        for name, content_type in self.new_types.items():
            if not content_type:
                raise ReadError("does not say of what kind a part is", where=name)
            if _DEFAULT_TYPES.get(name.rpartition(".")[2]) != content_type:
                inner += (
                    f'<Override PartName="/{escape(name)}" ContentType="{escape(content_type)}"/>'
                )
        return f'{XML_DECLARATION}<Types xmlns="{PACKAGE_NAMESPACE}/content-types">{inner}</Types>'.encode()


def _apart_from_briefs(name: str) -> str:
    """Name of a picture apart from those that briefs give to their own pictures."""
    folder, base = posixpath.split(name)
    return f"{folder}/house_{base}" if folder.lower() == "word/media" else name


def _write_relationship(one: Relationship, folder: str) -> str:
    target = one.target if one.external else quote(posixpath.relpath(one.target, folder or "."))
    mode = ' TargetMode="External"' if one.external else ""
    return f'<Relationship Id="{escape(one.id)}" Type="{escape(one.type)}" Target="{escape(target)}"{mode}/>'


def with_namespaces(root: _Element) -> _Element:
    """Root element with declarations of every namespace that documents write."""
    theirs = {prefix: address for prefix, address in root.nsmap.items() if prefix}
    declared = etree.Element(root.tag, nsmap={**theirs, **NAMESPACES})
    for key, value in root.items():
        declared.set(key, value)
    declared.extend(list(root))
    return declared
