"""The payload in a Word document, twice: a custom XML part and a custom property (ECMA-376 Part 1, 15.2.5, 22.3).

LibreOffice keeps both when it saves DOCX; through ODT only the property lives. Both hold the same letters: the
bytes packed (RFC 1950), in Base64 (RFC 4648), so that no program finds spaces or quotation marks to mend.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefkit.errors import ReadError, RenderError
from briefkit.formats.docx.opc import Package
from briefkit.formats.docx.part_names import RELATIONSHIPS, ROOT_RELATIONSHIPS, TYPES
from briefkit.formats.docx.wordprocessingml import OFFICE, XML_DECLARATION
from briefkit.formats.docx.zip_archive import Packed, deflate, too_large
from briefkit.limits import check_limit, limits_in_force

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Letters that it may be packed into: the XML parser takes no longer text.
MAX_LETTERS = 9_000_000

ITEMS = "customXml/item"
ITEM = f"{ITEMS}1.xml"
_ITEM_PROPERTIES = "customXml/itemProps1.xml"
PROPERTIES = "docProps/custom.xml"
_NAMESPACE = "urn:briefkit:payload"
_NAMES = tuple(_NAMESPACE.encode(one) for one in ("utf-8", "utf-16-le", "utf-16-be"))
NAME = "briefkit"
_RELATED = f"{OFFICE}/relationships"
# Names a custom XML part for the programs that bind content to it; one for all, as its schema is.
_ITEM_ID = "{6B1A6E0C-6F0B-4C2E-9E57-0B7C1B5A9A10}"
# The set of properties that users define ([MS-OLEPS], 2.25), where the first number is 2.
_SET, _FIRST = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2


def payload_parts() -> dict[str, bytes]:
    """Return the parts of documents that carry a payload; the payload's own two are written by each."""
    return {
        ITEM: b"",
        PROPERTIES: b"",
        _ITEM_PROPERTIES: (
            f'{XML_DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{OFFICE}/customXml">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
        "customXml/_rels/item1.xml.rels": (
            f'{XML_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATED}/customXmlProps" Target="itemProps1.xml"/>'
            "</Relationships>"
        ).encode(),
    }


def additions() -> dict[str, bytes]:
    """Return what other parts must say of these, by part: words that stand at its end."""
    types = _override(
        _ITEM_PROPERTIES, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    ) + _override(PROPERTIES, "application/vnd.openxmlformats-officedocument.custom-properties+xml")
    item = f'<Relationship Id="rIdPayload" Type="{_RELATED}/customXml" Target="../{ITEM}"/>'
    properties = (
        f'<Relationship Id="rIdPayload" Type="{_RELATED}/custom-properties" Target="{PROPERTIES}"/>'
    )
    found = {TYPES: types, RELATIONSHIPS: item, ROOT_RELATIONSHIPS: properties}
    return {name: words.encode() for name, words in found.items()}


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'


def write_payload(payload: bytes) -> dict[str, Packed]:
    """Return the two parts that hold a payload.

    Raises:
        RenderError: It is larger than a reader takes.
    """
    letters = base64.b64encode(zlib.compress(payload)).decode()
    most = limits_in_force().payload_bytes
    for size, limit in ((len(payload), most), (len(letters), MAX_LETTERS)):
        if size > limit:
            what = f"the brief's data would have {size:,} bytes; the limit is {limit:,}"
            raise RenderError(what, remedy="split the brief, or leave its data out of the file")
    item = f'{XML_DECLARATION}<payload xmlns="{_NAMESPACE}">{letters}</payload>'
    properties = (
        f'{XML_DECLARATION}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_SET}" pid="{_FIRST}" name="{NAME}"><vt:lpwstr>{letters}</vt:lpwstr></property>'
        "</Properties>"
    )
    return {ITEM: deflate(item.encode()), PROPERTIES: deflate(properties.encode())}


def read_payload(package: Package) -> bytes | None:
    """Return the payload that a document carries: the first copy that is whole, else None.

    Raises:
        ReadError: A copy is larger than a reader takes.
    """
    return next((found for one in copies(package) if (found := _unpacked(one, package))), None)


def copies(package: Package) -> Iterator[str]:
    """Yield the letters of every copy, wherever a program has put the parts."""
    for name in package.names(ITEMS):
        root = item(package, name)
        if root is not None:
            yield root.text or ""
    root = package.tree(PROPERTIES)
    for one in () if root is None else root:
        if one.get("name") == NAME:
            yield "".join(inner.text or "" for inner in one)


def item(package: Package, name: str) -> _Element | None:
    """Return the root of a part that is the copy of a payload, else None; others, of which many may be, stay packed."""
    root = package.tree(name, _NAMES)
    return root if root is not None and root.tag == f"{{{_NAMESPACE}}}payload" else None


def _unpacked(letters: str, package: Package) -> bytes | None:
    packer = zlib.decompressobj()
    try:
        packed = base64.b64decode(letters)
        found = packer.decompress(packed, limits_in_force().payload_bytes + 1)
    except (zlib.error, binascii.Error, ValueError):
        return None
    check_limit("payload_bytes", len(found))
    package.count("unpacked_bytes", len(found))
    complaint = too_large(len(found), len(packed))
    if complaint:
        raise ReadError(f"carries a brief that {complaint}")
    return found if packer.eof else None
