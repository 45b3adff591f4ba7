"""OpenDocument files: a package with parts in XML, or one flat file (OpenDocument 1.3, part 2, 3; part 3, 3.1)."""

from __future__ import annotations

import binascii
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from attrs import frozen
from lxml.etree import _Element

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import Package, open_package, parse_part

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW, META, CHART = (
    f"{_URN}{name}:1.0}}"
    for name in ("office", "style", "text", "table", "drawing", "meta", "chart")
)
FO, SVG = (f"{_URN}{name}-compatible:1.0}}" for name in ("xsl-fo", "svg"))
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
#: The attribute that names an element.
ID = "{http://www.w3.org/XML/1998/namespace}id"

_ZIP = b"PK\3\4"
_TEXTS = f"{OFFICE}text"
_ENCRYPTED = b"encryption-data"


@frozen(eq=False)
class OpenDocument:
    """OpenDocument text.

    Attributes:
        content: The root of its content.
        styles: The root of its styles, which in a flat file is the same.
        meta: The root of what it says of itself; None where it says nothing.
        package: The package that it is; None for a flat file.
    """

    content: _Element
    styles: _Element
    meta: _Element | None
    package: Package | None

    @property
    def body(self) -> _Element:
        """The element of its text."""
        found = self.content.find(f"{OFFICE}body/{_TEXTS}")
        if found is None:
            raise ReadError("is no OpenDocument text", remedy="save it as .odt or .docx")
        return found

    def sections(self, name: str) -> Iterator[_Element]:
        """Yield the elements of a name right below the roots, those of the styles first."""
        roots = (self.styles,) if self.styles is self.content else (self.styles, self.content)
        for root in roots:
            yield from root.iterchildren(f"{OFFICE}{name}")

    def linked(self, element: _Element) -> bytes | None:
        """Return the bytes that an element leads to, or holds; None where they are not in the file."""
        held = element.find(f"{OFFICE}binary-data")
        if held is not None:
            try:
                return binascii.a2b_base64(held.text or "")
            except binascii.Error:
                return None
        return None if self.package is None else self.package.read(self._path(element))

    def object(self, element: _Element) -> _Element | None:
        """Return the root of the document that an element embeds, as a formula or a chart; None where there is none."""
        if self.package is not None:
            return self.package.parse(f"{self._path(element)}/content.xml")
        return next(iter(element), None)

    @staticmethod
    def address(element: _Element) -> str:
        """Return the address that an element leads to."""
        return element.get(f"{XLINK}href", "")

    def _path(self, element: _Element) -> str:
        return posixpath.normpath(unquote(self.address(element)).lstrip("/"))


def open_document(data: bytes) -> OpenDocument:
    """Open an OpenDocument text.

    Raises:
        ReadError: It is damaged, encrypted, made to harm, or none.
    """
    if not data.startswith(_ZIP):
        root = parse_part(data, "the file")
        return OpenDocument(root, root, root.find(f"{OFFICE}meta"), None)
    package = open_package(data)
    if _ENCRYPTED in (package.read("META-INF/manifest.xml") or b""):
        raise ReadError("is encrypted", remedy="save it without a password")
    content = package.parse("content.xml")
    if content is None:
        raise ReadError("has no content", where="content.xml", remedy="open it in LibreOffice")
    meta = package.parse("meta.xml")
    return OpenDocument(
        content,
        styles if (styles := package.parse("styles.xml")) is not None else content,
        None if meta is None else meta.find(f"{OFFICE}meta"),
        package,
    )
