"""Parts of the Word document that an OpenDocument text is translated into (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from attrs import define, field
from lxml import etree
from lxml.etree import _Element

from briefkit.formats.docx.opc import relationships_part, serialize_part
from briefkit.formats.docx.wordprocessingml import NAMESPACES, OFFICE, VAL, W

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
#: Words that would count as no space keep theirs.
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def sub(parent: _Element, name: str, value: str | None = None, /, **attributes: str) -> _Element:
    """Add an element of WordprocessingML to another.

    Args:
        parent: The other.
        name: Its name, without the prefix.
        value: Its `w:val`.
        attributes: Its other attributes, of the same namespace.
    """
    found = etree.SubElement(parent, f"{W}{name}")
    if value is not None:
        found.set(VAL, value)
    for key, one in attributes.items():
        found.set(f"{W}{key}", one)
    return found


def add_words(run: _Element, words: str, name: str = "t") -> None:
    """Add words to a run."""
    text = sub(run, name)
    text.text = words
    text.set(_SPACE, "preserve")


@define
class WordPart:
    """Part of a Word document.

    Attributes:
        name: Its name.
        root: Its root element.
        relations: The relationships of the part: their type, target, and whether they lead outside.
    """

    name: str
    root: _Element
    relations: list[tuple[str, str, bool]] = field(factory=list)

    @classmethod
    def empty(cls, name: str, root: str) -> WordPart:
        """Return an empty part.

        Args:
            name: Its name.
            root: The name of its root element, of WordprocessingML.
        """
        return cls(name, etree.Element(f"{W}{root}", nsmap=dict(NAMESPACES)))

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relationship, and return its id.

        Args:
            kind: The last word of its type.
            target: The name of a part, or an address.
            external: Whether it is an address.
        """
        kind = (
            f"{_PROPERTIES}/{kind}"
            if kind == "core-properties"
            else (f"{OFFICE}/relationships/{kind}")
        )
        self.relations.append((kind, target if external else f"/{target}", external))
        return f"rId{len(self.relations)}"

    def relationships(self) -> bytes:
        """Return the part of its relationships."""
        root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={"p": _RELATIONSHIPS})
        for number, (kind, target, external) in enumerate(self.relations, 1):
            one = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
            one.set("Id", f"rId{number}")
            one.set("Type", kind)
            one.set("Target", target)
            if external:
                one.set("TargetMode", "External")
        return serialize_part(root)


def packed(parts: list[WordPart], files: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a Word document.

    Args:
        parts: Its parts in XML; the one without a name stands for the package itself.
        files: Its other parts, by name.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            if part.name:
                archive.writestr(part.name, serialize_part(part.root))
            if part.relations:
                archive.writestr(relationships_part(part.name), part.relationships())
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
