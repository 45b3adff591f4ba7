"""Strip: an OpenDocument text without the brief that travels in it, and without the metadata of its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Set

from lxml.etree import _Element

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import Package, open_package, serialize_part
from briefkit.formats.docx.payload_parts import PAYLOAD_PROPERTY, read_payload
from briefkit.formats.docx.zip_archive import deflate, store, write_archive
from briefkit.formats.format import StripOptions, Written
from briefkit.formats.odt.opendocument import META, OFFICE, TEXT, XLINK, open_document
from briefkit.formats.odt.word_document import word_document
from briefkit.model.media import without_metadata
from briefkit.notes import Code, note
from briefkit.reconcile.payload_reading import payload_ids

_FIRST = "mimetype"  # not packed, so that its words stand at the start of the file
_PARTS = ("content.xml", "styles.xml", "meta.xml")
_BOOKMARKS = tuple(f"{TEXT}{name}" for name in ("bookmark", "bookmark-start", "bookmark-end"))
_TRACKED = (f"{TEXT}changed-region", f"{OFFICE}annotation")


def strip(data: bytes, options: StripOptions) -> Written:
    """Return an OpenDocument text without its payload; what it keeps of changes and comments is a note.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm; or changes are to be made in it, or it is one flat file.
    """
    document = open_document(data)
    if document.package is None:
        remedy = "save it as .odt"
        raise ReadError("is one flat file, out of which nothing is taken", remedy=remedy)
    kept = sum(1 for _ in document.content.iter(*_TRACKED))
    if kept and options.changes:
        remedy = "accept them, and delete the comments, in LibreOffice"
        raise ReadError(f"keeps {kept} tracked changes and comments", remedy=remedy)
    words, _ = word_document(document)
    ids = payload_ids(read_payload(open_package(words)))
    stripped = _without_unseen(document.package, ids)
    what = f"the file keeps {kept} tracked changes and comments"
    return Written(stripped, (note(Code.CHANGES_KEPT, what),) if kept else ())


def _without_unseen(package: Package, ids: Set[str]) -> bytes:
    """Return the file without the payload, bookmarks that have ids of its parts, and the metadata of pictures."""
    roots = {name: root for name in _PARTS if (root := package.parse(name)) is not None}
    gone = ids - {name for root in roots.values() for name in _led_to(root)}
    changed = {name: serialize_part(root) for name, root in roots.items() if _clean(root, gone)}
    return write_archive(
        (member.filename, store(data) if name == _FIRST else deflate(data))
        for name, member in package.members.items()
        for data in [changed.get(name) or without_metadata(package.read(name) or b"")]
    )


def _led_to(root: _Element) -> Iterator[str]:
    """Yield the names that links and references lead to."""
    for one in root.iter():
        yield one.get(f"{XLINK}href", "").removeprefix("#")
        yield one.get(f"{TEXT}ref-name", "")


def _clean(root: _Element, names: Set[str]) -> bool:
    """Take the payload and bookmarks of such names out of a part; return whether there were some."""
    found = [
        *(one for one in root.iter(f"{META}user-defined") if _is_payload(one)),
        *(one for one in root.iter(*_BOOKMARKS) if one.get(f"{TEXT}name") in names),
    ]
    for one in found:
        _remove(one)
    return bool(found)


def _is_payload(element: _Element) -> bool:
    return element.get(f"{META}name", "").lower() == PAYLOAD_PROPERTY


def _remove(element: _Element) -> None:
    """Take an element out of its parent; the words behind it stay."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
