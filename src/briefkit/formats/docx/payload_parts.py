"""Payload of a Word document, twice: a custom XML part and a custom property (ECMA-376 Part 1, 15.2.5, 22.3).

LibreOffice keeps both when it saves DOCX; only the property survives a conversion to ODT. Both hold the same text:
the payload compressed (RFC 1950), in Base64 (RFC 4648), so that no program finds spaces or quotation marks to mend.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator

from lxml.etree import _Element

from briefkit.errors import ReadError, RenderError
from briefkit.formats.docx.opc import Package
from briefkit.formats.docx.part_names import RELATIONSHIPS, ROOT_RELATIONSHIPS, TYPES
from briefkit.formats.docx.wordprocessingml import OFFICE, XML_DECLARATION
from briefkit.formats.docx.zip_archive import PackedMember, deflate, size_complaint
from briefkit.limits import check_limit, limits_in_force

#: Characters that one text node may have: the XML parser takes no more.
MAX_TEXT_LENGTH = 9_000_000

CUSTOM_XML_ITEMS = "customXml/item"
PAYLOAD_ITEM = f"{CUSTOM_XML_ITEMS}1.xml"
_ITEM_PROPERTIES = "customXml/itemProps1.xml"
CUSTOM_PROPERTIES = "docProps/custom.xml"
_NAMESPACE = "urn:briefkit:payload"
_IN_EACH_ENCODING = tuple(
    _NAMESPACE.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
PAYLOAD_PROPERTY = "briefkit"
_RELATED = f"{OFFICE}/relationships"
# Id of the custom XML part, for programs that bind content to it; the same in all documents, as its schema is.
_ITEM_ID = "{6B1A6E0C-6F0B-4C2E-9E57-0B7C1B5A9A10}"
# Set of user-defined properties ([MS-OLEPS], 2.25), and the first property id in it.
_USER_DEFINED, _FIRST_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2


def payload_parts() -> dict[str, bytes]:
    """Parts of documents that carry a payload; the two that hold it are empty here, and each document writes them."""
    return {
        PAYLOAD_ITEM: b"",
        CUSTOM_PROPERTIES: b"",
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


def payload_references() -> dict[str, bytes]:
    """Content types and relationships of the payload parts, by the part that states them: XML for the end of its root."""
    types = _override(
        _ITEM_PROPERTIES, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    ) + _override(
        CUSTOM_PROPERTIES, "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    )
    item = f'<Relationship Id="rIdPayload" Type="{_RELATED}/customXml" Target="../{PAYLOAD_ITEM}"/>'
    properties = f'<Relationship Id="rIdPayload" Type="{_RELATED}/custom-properties" Target="{CUSTOM_PROPERTIES}"/>'
    found = {TYPES: types, RELATIONSHIPS: item, ROOT_RELATIONSHIPS: properties}
    return {name: xml.encode() for name, xml in found.items()}


def _override(name: str, content_type: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{content_type}"/>'


def write_payload(payload: bytes) -> dict[str, PackedMember]:
    """Two parts that hold a payload.

    Raises:
        RenderError: The payload is larger than a reader takes.
    """
    text = base64.b64encode(zlib.compress(payload)).decode()
    most = limits_in_force().payload_bytes
    for size, limit in ((len(payload), most), (len(text), MAX_TEXT_LENGTH)):
        if size > limit:
            what = f"the brief's data would have {size:,} bytes; the limit is {limit:,}"
            raise RenderError(what, remedy="split the brief, or leave its data out of the file")
    item = f'{XML_DECLARATION}<payload xmlns="{_NAMESPACE}">{text}</payload>'
    properties = (
        f'{XML_DECLARATION}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_USER_DEFINED}" pid="{_FIRST_ID}" name="{PAYLOAD_PROPERTY}"><vt:lpwstr>{text}</vt:lpwstr></property>'
        "</Properties>"
    )
    return {PAYLOAD_ITEM: deflate(item.encode()), CUSTOM_PROPERTIES: deflate(properties.encode())}


def read_payload(package: Package) -> bytes | None:
    """Payload that a document carries: the first copy that is whole; None where there is none.

    Raises:
        ReadError: A copy is larger than a reader takes.
    """
    return next(
        (found for one in payload_copies(package) if (found := _unpacked(one, package))), None
    )


def payload_copies(package: Package) -> Iterator[str]:
    """Text of every copy of the payload, wherever a program has put the parts."""
    for name in package.names_starting_with(CUSTOM_XML_ITEMS):
        root = payload_item(package, name)
        if root is not None:
            yield root.text or ""
    root = package.parse(CUSTOM_PROPERTIES)
    for one in () if root is None else root:
        if one.get("name") == PAYLOAD_PROPERTY:
            yield "".join(inner.text or "" for inner in one)


def payload_item(package: Package, name: str) -> _Element | None:
    """Root element of a part that is a copy of the payload, else None; other parts, often many, are not parsed."""
    root = package.parse(name, _IN_EACH_ENCODING)
    return root if root is not None and root.tag == f"{{{_NAMESPACE}}}payload" else None


def _unpacked(text: str, package: Package) -> bytes | None:
    packer = zlib.decompressobj()
    try:
        packed = base64.b64decode(text)
        found = packer.decompress(packed, limits_in_force().payload_bytes + 1)
    except (zlib.error, binascii.Error, ValueError):
        return None
    check_limit("payload_bytes", len(found))
    package.count("unpacked_bytes", len(found))
    complaint = size_complaint(len(found), len(packed))
    if complaint:
        raise ReadError(f"carries a brief that {complaint}")
    return found if packer.eof else None
