"""The envelope in a Word document, twice: a custom XML part and a custom property (ECMA-376 Part 1, 15.2.5, 22.3).

LibreOffice keeps both when it saves DOCX; through ODT only the property lives. Both hold the same letters: the
bytes packed (RFC 1950), in Base64 (RFC 4648), so that no program finds spaces or quotation marks to mend.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefkit.formats.docx.package import Packed, deflate
from briefkit.formats.docx.parts import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Bytes beyond which an envelope is not unpacked.
MAX_PAYLOAD = 64 * 2**20

ITEMS = "customXml/item"
ITEM = f"{ITEMS}1.xml"
PROPERTIES = "docProps/custom.xml"
_NAMESPACE = "urn:briefkit:payload"
NAME = "briefkit"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATED = f"{_OFFICE}/relationships"
# Names a custom XML part for the programs that bind content to it; one for all, as its schema is.
_ITEM_ID = "{6B1A6E0C-6F0B-4C2E-9E57-0B7C1B5A9A10}"
# The set of properties that users define ([MS-OLEPS], 2.25), where the first number is 2.
_SET, _FIRST = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2

#: The parts of every document that carries an envelope; the envelope's own two are written by each.
PARTS: Mapping[str, bytes] = {
    ITEM: b"",
    PROPERTIES: b"",
    "customXml/itemProps1.xml": (
        f'{_XML}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode(),
    "customXml/_rels/item1.xml.rels": (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATED}/customXmlProps" Target="itemProps1.xml"/>'
        "</Relationships>"
    ).encode(),
}

#: What other parts must say of these: the part, the end that it stands before, the words.
ADDITIONS: tuple[tuple[str, bytes, bytes], ...] = (
    (
        "[Content_Types].xml",
        b"</Types>",
        b'<Override PartName="/customXml/itemProps1.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
        b'<Override PartName="/docProps/custom.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.custom-properties+xml"/>',
    ),
    (
        "_rels/.rels",
        b"</Relationships>",
        f'<Relationship Id="rIdPayload" Type="{_RELATED}/custom-properties" Target="{PROPERTIES}"/>'.encode(),
    ),
    (
        "word/_rels/document.xml.rels",
        b"</Relationships>",
        f'<Relationship Id="rIdPayload" Type="{_RELATED}/customXml" Target="../{ITEM}"/>'.encode(),
    ),
)


def write_payload(payload: bytes) -> dict[str, Packed]:
    """Return the two parts that hold an envelope."""
    letters = base64.b64encode(zlib.compress(payload)).decode()
    item = f'{_XML}<payload xmlns="{_NAMESPACE}">{letters}</payload>'
    properties = (
        f'{_XML}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_SET}" pid="{_FIRST}" name="{NAME}"><vt:lpwstr>{letters}</vt:lpwstr>'
        "</property></Properties>"
    )
    return {ITEM: deflate(item.encode()), PROPERTIES: deflate(properties.encode())}


def read_payload(package: Package) -> bytes | None:
    """Return the envelope that a document carries: the first copy that is whole, else None."""
    return next((found for one in copies(package) if (found := _unpacked(one))), None)


def copies(package: Package) -> Iterator[str]:
    """Yield the letters of every copy, wherever a program has put the parts."""
    for name in package.names(ITEMS):
        root = package.tree(name)
        if root is not None and is_item(root):
            yield root.text or ""
    root = package.tree(PROPERTIES)
    for one in () if root is None else root:
        if one.get("name") == NAME:
            yield "".join(inner.text or "" for inner in one)


def is_item(root: _Element | None) -> bool:
    """Whether a part is the copy of an envelope."""
    return root is not None and root.tag == f"{{{_NAMESPACE}}}payload"


def _unpacked(letters: str) -> bytes | None:
    packer = zlib.decompressobj()
    try:
        found = packer.decompress(base64.b64decode(letters), MAX_PAYLOAD)
    except (zlib.error, binascii.Error, ValueError):
        return None
    return found if packer.eof else None
