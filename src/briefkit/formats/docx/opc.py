"""Packages of the Open Packaging Conventions, read within limits, without network and files (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import unquote

from attrs import define, field, frozen
from lxml import etree
from lxml.etree import XMLParser, _Element

from briefkit.errors import ReadError
from briefkit.formats.docx.zip_archive import size_complaint
from briefkit.formats.unread_kinds import check_bytes
from briefkit.limits import Tally, check_limit, limits_in_force
from briefkit.limits.nesting import MAX_DEPTH, elements_too_deep, too_deep
from briefkit.runtime.caching import cached

# Signature of a member in the directory of an archive (APPNOTE, 4.3.12), and the compression methods of documents.
_DIRECTORY_ENTRY = b"PK\1\2"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TAG = re.compile(rb"<[^<>]*+>")
_PARAGRAPHS = (b"<w:p>", b"<w:p ", b"<w:p/>")  # as a writer spells them
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_IF_TRUSTED = "raise Limits.part_bytes, or Limits.packing, if you trust it"
# Bytes of relationships that are kept for the next document: most have some thousands.
_MAX_CACHED = 2**16
_DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)

# Namespaces of strict Open XML, with the transitional ones for the same (ECMA-376 Part 1 and 4).
STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/customProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
}


@frozen
class Relationship:
    """Relationship of a part to another part, or to an address outside the file (ECMA-376 Part 2, 6.5).

    Attributes:
        id: The id by which the part refers to it.
        type: Its type, a URI.
        target: The name of a part, or an address outside.
        external: Whether the target is an address outside.
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Last word of the type: "hyperlink", "image", "styles"."""
        return self.type.rpartition("/")[2]


@define
class Package:
    """Package: the parts of a document by name; names do not differ by case (ECMA-376 Part 2, 6.2.2).

    Attributes:
        file: The ZIP archive.
        members: Its members, by the name of the part in small letters.
        counts: Tallies over all parts, by the name of the limit.
    """

    file: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo] = field(factory=dict)
    counts: dict[str, Tally] = field(factory=dict)

    def count(self, limit: str, more: int = 1) -> None:
        """Count something that has a limit.

        Raises:
            ReadError: The limit is passed.
        """
        if limit not in self.counts:
            self.counts[limit] = Tally(limit)
        self.counts[limit].add(more)

    def names_starting_with(self, start: str) -> Iterator[str]:
        """Names of the parts that start so."""
        begin = start.lower()
        return (name for name in self.members if name.startswith(begin))

    def read(self, name: str) -> bytes | None:
        """Bytes of a part; None where there is no such part.

        Raises:
            ReadError: The part is damaged, encrypted or too large.
        """
        member = self.members.get(name.lower())
        if member is None:
            return None
        if member.compress_type not in _METHODS:
            raise ReadError(
                "is packed as no document is", where=member.filename, remedy="save it again in Word"
            )
        complaint = size_complaint(member.file_size, member.compress_size)
        if complaint:
            raise ReadError(complaint, where=member.filename, remedy=_IF_TRUSTED)
        try:
            with self.file.open(member) as part:
                # No more than the declared size: a part that is read whole is unpacked whole first.
                return part.read(member.file_size + 1)
        except _DAMAGED as error:
            raise ReadError(
                f"is damaged: {error}", where=member.filename, remedy="get the file again"
            ) from None

    def parse(self, name: str, containing: Sequence[bytes] = ()) -> _Element | None:
        """Root element of a part; None where there is no such part.

        Args:
            name: The name of the part.
            containing: Byte strings; a part that has none of them is not parsed, and gives None.

        Raises:
            ReadError: The part is no XML, or made to harm; or the parts parsed so far pass a limit together.
        """
        data = self.read(name)
        if data is None or (containing and not any(one in data for one in containing)):
            return None
        return self.parse_data(data, name)

    def parse_data(self, data: bytes, name: str) -> _Element:
        """Root element of a part that was read.

        Args:
            data: The bytes of the part.
            name: The name of the part.

        Raises:
            ReadError: The part is no XML, or made to harm; or the parts parsed so far pass a limit together.
        """
        return _root(self._counted(data, name), name)

    def read_xml(self, name: str) -> bytes | None:
        """Bytes of a part that `parse_part` takes, counted as those of `parse` are; None where there is no such part.

        Raises:
            ReadError: As for `read`; or the parts so far pass a limit together.
        """
        data = self.read(name)
        return None if data is None else self._counted(data, name)

    def _counted(self, data: bytes, name: str) -> bytes:
        """Bytes of a part in UTF-8, their elements and attributes counted."""
        data = _in_utf_8(data, name)
        check_limit("xml_bytes", len(data), where=name)
        self.count("xml_nodes", _max_nodes(data))
        return data

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Relationships of a part, by id; "" stands for the package itself."""
        part = relationships_part(name)
        data = self.read_xml(part)
        if data is None:
            return {}
        return {one.id: one for one in _relationships_in(data, part, posixpath.dirname(name))}


@cached(16, max_length=_MAX_CACHED)
def _relationships_in(data: bytes, part: str, folder: str) -> tuple[Relationship, ...]:
    # Those of a package are the same in all documents of a program.
    return tuple(
        relationship_of(one, folder)
        for one in _root(data, part)
        if str(one.tag).endswith("}Relationship")
    )


def relationships_part(name: str) -> str:
    """Name of the part that holds the relationships of another (ECMA-376 Part 2, 6.5.2.3)."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def related_part(relationships: Mapping[str, Relationship], kind: str, default: str) -> str:
    """Name of the part to which the first relationship of a kind leads; a default where there is none."""
    found = (one for one in relationships.values() if one.kind == kind and not one.external)
    return next((one.target for one in found), default)


def relationship_of(element: _Element, folder: str) -> Relationship:
    """Relationship that an element states, for a part in a folder."""
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = _part_at(target, folder)
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)


@cached(256, max_length=200)
def _part_at(address: str, folder: str) -> str:
    """Name of the part at an address, for a part in a folder."""
    return posixpath.normpath(posixpath.join("/", folder, unquote(address))).lstrip("/")


def open_package(data: bytes) -> Package:
    """Open the package of a document.

    Raises:
        ReadError: The bytes are no ZIP archive, or one made to harm; a document of a kind that is not read.
    """
    check_limit("file_bytes", len(data))
    check_limit("parts", data.count(_DIRECTORY_ENTRY))
    check_bytes(data)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        members = {one.filename.lower().lstrip("/"): one for one in file.infolist()}
    except _DAMAGED as error:
        raise ReadError(
            f"is no Word document, or a damaged one: {error}", remedy="get the file again"
        ) from None
    check_limit("unpacked_bytes", sum(one.file_size for one in members.values()))
    return Package(file, members)


def check_parts(data: bytes) -> None:
    """Refuse a document of briefkit's whose parts in XML are more than is read; nothing is parsed.

    Raises:
        ReadError: A part has too many bytes, or all of them too many elements, attributes, paragraphs or characters.
    """
    package = open_package(data)
    for name in package.members:
        if name.endswith((".xml", ".rels")):
            part = package.read(name) or b""
            check_limit("xml_bytes", len(part), where=name)
            package.count("xml_nodes", _max_nodes(part))
            package.count("paragraphs", sum(map(part.count, _PARAGRAPHS)))
            if len(part) > limits_in_force().characters:
                package.count("characters", len(_TAG.sub(b"", part).decode()))


@cached(2)
def _parser(recover: bool = False) -> XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse_part(data: bytes, name: str) -> _Element:
    """Root element of a part.

    Raises:
        ReadError: The bytes are no XML, nest too deep, or declare a document type: no office program writes one.
    """
    data = _in_utf_8(data, name)
    check_limit("xml_bytes", len(data), where=name)
    check_limit("xml_nodes", _max_nodes(data), where=name)
    return _root(data, name)


def serialize_part(root: _Element) -> bytes:
    """Bytes of a part, from its root element."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _in_utf_8(data: bytes, name: str) -> bytes:
    """Part in UTF-8, whatever its declaration says; parts are in UTF-8 or UTF-16 (ECMA-376 Part 2, 6.3.3)."""
    if not data.startswith(_UTF_16_MARKS):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        raise ReadError("is no XML: it has no words", where=name) from None


def _max_nodes(data: bytes) -> int:
    """Most elements and attributes that a part can have, counted before memory is taken for any."""
    return data.count(b"<") - data.count(b"</") + data.count(b"=")


def _root(data: bytes, name: str) -> _Element:
    if STRICT_NAMESPACE in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    fault = ""
    root = None
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        # The elements before the fault may give a better reason: the parser has limits of its own, beyond ours.
        fault = error.msg
        with suppress(etree.XMLSyntaxError):  # nothing was read
            root = etree.fromstring(data, _parser(recover=True))
    except (ValueError, LookupError) as error:
        raise ReadError(f"is no XML: {error}", where=name) from None
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(
            "declares a document type, which could pull in anything",
            where=name,
            remedy="open it in a word processor and save it again",
        )
    # Most parts have too few elements for that.
    if root is not None and data.count(b"<") > MAX_DEPTH and elements_too_deep(root):
        raise too_deep(name)
    if fault or root is None:
        raise ReadError(f"is no XML: {fault}", where=name)
    return root
