"""Strip: a Word document without its payload and the metadata of its pictures, whichever program saved it last."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import Package, open_package
from briefkit.formats.docx.part_removal import (
    with_dependents,
    without_children,
    without_references,
)
from briefkit.formats.docx.payload_parts import (
    PAYLOAD_PROPERTY,
    payload_copies,
    payload_item,
    read_payload,
)
from briefkit.formats.docx.strip_bookmarks import parts_without_bookmarks
from briefkit.formats.docx.tracked_changes import tracked, without_tracked
from briefkit.formats.docx.wordprocessingml import OFFICE
from briefkit.formats.docx.zip_archive import deflate, write_archive
from briefkit.formats.format import StripOptions, Written
from briefkit.model.media import without_metadata
from briefkit.notes import Code, note
from briefkit.reconcile.payload_reading import payload_ids

_CUSTOM_PROPERTIES = f"{OFFICE}/custom-properties"
_IN_EACH_ENCODING = tuple(
    _CUSTOM_PROPERTIES.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def strip(data: bytes, options: StripOptions) -> Written:
    """Return a Word document without its payload; what it keeps of changes and comments is a note.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm, or its payload could not be removed.
    """
    stripped = without_unseen(without_tracked(data) if options.changes else data)
    kept = tracked(stripped)
    if not kept:
        return Written(stripped)
    what = f"the file keeps {kept}; changes=True (strip --changes) takes them out"
    return Written(stripped, (note(Code.CHANGES_KEPT, what),))


def without_unseen(data: bytes) -> bytes:
    """Return a Word document without its payload and its pictures' metadata; all that is visible stays as it is.

    Args:
        data: The file's bytes.

    Returns:
        A new file; or the same bytes where there is nothing to remove.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm, or its payload could not be removed.
    """
    package = open_package(data)
    changed = {
        **dict(_pictures_without_metadata(package)),
        **dict(_properties_without_payload(package)),
        **dict(parts_without_bookmarks(package, payload_ids(read_payload(package)))),
    }
    items = {name for name in _xml_parts(package) if payload_item(package, name) is not None}
    # Of two members of one name, programs take one or the other.
    unambiguous = len(package.members) == len(package.file.infolist())
    if unambiguous and not items and not changed:
        return data
    removed = with_dependents(package, items)
    stripped = write_archive(
        (
            member.filename,
            deflate(changed.get(name) or without_references(package, member.filename, removed)),
        )
        for name, member in package.members.items()
        if name not in removed
    )
    if any(payload_copies(open_package(stripped))):
        raise ReadError(
            "carries a brief in a form that cannot be taken out of it",
            remedy="read it, and render it without its payload",
        )
    return stripped


def _xml_parts(package: Package) -> Iterator[str]:
    return (name for name in package.members if name.endswith(".xml"))


def _properties_without_payload(package: Package) -> Iterator[tuple[str, bytes]]:
    """Parts of custom properties that hold a payload, without it."""
    for name in _xml_parts(package):
        data = package.read(name) or b""
        if any(one in data for one in _IN_EACH_ENCODING):
            bare = without_children(data, name, _is_payload_property)
            if bare is not data:
                yield name, bare


def _is_payload_property(element: _Element) -> bool:
    """Whether an element is the custom property that holds a payload."""
    named = element.get("name", "").lower() == PAYLOAD_PROPERTY
    return named and element.tag == f"{{{_CUSTOM_PROPERTIES}}}property"


def _pictures_without_metadata(package: Package) -> Iterator[tuple[str, bytes]]:
    """Pictures that have metadata, without it."""
    for name in package.members:
        data = package.read(name) or b""
        clean = without_metadata(data)
        if clean is not data:
            yield name, clean
