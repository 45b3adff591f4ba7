"""The parts of a Word document as they are found: bounded, without network and files (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from attrs import define, field

from briefkit.errors import ReadError
from briefkit.formats.docx.zip_archive import too_large
from briefkit.limits import Tally, check_limit
from briefkit.limits.nesting import elements_too_deep, too_deep
from briefkit.runtime.caching import cached
from briefkit.runtime.loading import load_aside

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element


# How each member of an archive begins in its directory (APPNOTE, 4.3.12), and how members may be packed.
_MEMBER = b"PK\1\2"
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TRUSTED = "raise Limits.part_bytes, or Limits.packing, if you trust it"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)

# What is called so in the strict form of the norm has another name in the common one (ECMA-376 Part 1 and 4).
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/customProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
}


class Relation(NamedTuple):
    """What a part refers to.

    Attributes:
        kind: The last word of its type: "hyperlink", "image", "styles".
        target: The name of a part, or an address outside.
        external: Whether it is an address.
    """

    kind: str
    target: str
    external: bool


@define
class Package:
    """A document's parts, by name; names do not differ by case (ECMA-376 Part 2, 6.2.2).

    Attributes:
        file: The archive.
        members: Its members.
        counts: What was met of all that has a limit, over all parts, by the name of the limit.
    """

    file: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo] = field(factory=dict)
    counts: dict[str, Tally] = field(factory=dict)

    def count(self, limit: str, more: int = 1) -> None:
        """Count what has a limit.

        Raises:
            ReadError: It is more than the limit now.
        """
        if limit not in self.counts:
            self.counts[limit] = Tally(limit)
        self.counts[limit].add(more)

    def names(self, start: str) -> Iterator[str]:
        """Yield the names of the parts that start so, without relationships."""
        begin = start.lower()
        return (name for name in self.members if name.startswith(begin))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part; None where there is none.

        Raises:
            ReadError: The part is damaged, encrypted or too large.
        """
        member = self.members.get(name.lower())
        if member is None:
            return None
        if member.compress_type not in _PACKED:
            raise ReadError(
                "is packed as no document is", where=member.filename, remedy="save it again in Word"
            )
        complaint = too_large(member.file_size, member.compress_size)
        if complaint:
            raise ReadError(complaint, where=member.filename, remedy=_TRUSTED)
        try:
            with self.file.open(member) as part:
                # No more than it says that it has: to be read whole, it would be unpacked whole first.
                return part.read(member.file_size + 1)
        except _DAMAGED as error:
            raise ReadError(
                f"is damaged: {error}", where=member.filename, remedy="get the file again"
            ) from None

    def tree(self, name: str, naming: Sequence[bytes] = ()) -> _Element | None:
        """Return a part's root; None where there is no such part.

        Args:
            name: The part.
            naming: Words of which it must have one, else it is not parsed, and there is no root.

        Raises:
            ReadError: The part is no XML, or is made to harm; or more was parsed by now than a reader takes.
        """
        data = self.read(name)
        if data is None or (naming and not any(one in data for one in naming)):
            return None
        data = _in_utf_8(data, name)
        check_limit("xml_bytes", len(data), where=name)
        self.count("xml_nodes", _nodes(data))
        return _root(data, name)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return what a part refers to, by id; "" is the package itself."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        return {
            one.get("Id", ""): relation(one, folder)
            for one in root
            if str(one.tag).endswith("}Relationship")
        }


def relation(element: _Element, folder: str) -> Relation:
    """Return what an element of a part's relations says, for a part in a folder."""
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relation(element.get("Type", "").rpartition("/")[2], target, external)


def open_package(data: bytes) -> Package:
    """Open a document.

    Raises:
        ReadError: The bytes are no ZIP archive, or one made to harm; encrypted; of another program.
    """
    check_limit("file_bytes", len(data))
    check_limit("parts", data.count(_MEMBER))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError("is encrypted", remedy="save it without a password")
        raise ReadError("is of the old .doc kind", remedy="save it as .docx")
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        members = {one.filename.lower().lstrip("/"): one for one in file.infolist()}
    except _DAMAGED as error:
        raise ReadError(
            f"is no Word document, or a damaged one: {error}", remedy="get the file again"
        ) from None
    whole = sum(one.file_size for one in members.values())
    check_limit("unpacked_bytes", whole)
    return Package(file, members)


@cached(2)
def _parser(recover: bool = False) -> XMLParser:
    load_aside("lxml.etree")
    from lxml import etree

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


def parsed(data: bytes, name: str) -> _Element:
    """Return the root of a part.

    Raises:
        ReadError: The bytes are no XML, nest too deep, or declare a document type: no office program writes one.
    """
    data = _in_utf_8(data, name)
    check_limit("xml_bytes", len(data), where=name)
    check_limit("xml_nodes", _nodes(data), where=name)
    return _root(data, name)


def _in_utf_8(data: bytes, name: str) -> bytes:
    """Return a part in UTF-8, whatever it says; parts have that or UTF-16 (ECMA-376 Part 2, 6.3.3)."""
    if not data.startswith(_UTF_16):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        raise ReadError("is no XML: it has no words", where=name) from None


def _nodes(data: bytes) -> int:
    """Return how many elements and attributes a part has at most, before memory is taken for any."""
    return data.count(b"<") - data.count(b"</") + data.count(b"=")


def _root(data: bytes, name: str) -> _Element:
    from lxml import etree

    if _STRICT in data:
        for strict, common in _TRANSITIONAL.items():
            data = data.replace(strict, common)
    fault = ""
    root = None
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        # What was read until then may tell more: the parser has limits of its own, which are beyond ours.
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
    if root is not None and elements_too_deep(root):
        raise too_deep(name)
    if fault or root is None:
        raise ReadError(f"is no XML: {fault}", where=name)
    return root
