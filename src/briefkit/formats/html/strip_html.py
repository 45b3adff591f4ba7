"""Stripping a page: its payload, its linked data and the metadata of its pictures are taken out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from itertools import count
from typing import NamedTuple

from lxml import etree

from briefkit.errors import ReadError
from briefkit.formats.format import StripOptions, Written
from briefkit.formats.html.page_names import PAYLOAD_ID, is_payload_id
from briefkit.formats.html.payload_block import unescape_json
from briefkit.formats.html.reading.image_data import without_metadata_in
from briefkit.formats.html.reading.parsing import parse_html
from briefkit.notes import Notes
from briefkit.reconcile.payload_reading import payload_ids

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OPENS = re.compile(rb"<!--|<([A-Za-z][^\s/>]*)")
_OPENS_IN_COMMENT = re.compile(rb"<([A-Za-z][^\s/>]*)")
# An attribute, as browsers read one: quotation marks mean something behind the sign alone (HTML, 13.2.5.32).
_ATTRIBUTE = re.compile(
    rb"[\s/]*(=[^\s/>=]*|[^\s/>=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*))?"
)
_TAG_END = re.compile(rb"[\s/]*>")
# Elements whose words are no elements (13.2.5.4), and what ends them.
_RAW_ENDS = {
    name: re.compile(rb"</" + name + rb"(?=[\s/>])[^>]*>?\n?", re.IGNORECASE)
    for name in (b"script", b"style")
}
_SELECTED = re.compile(rb"(?<=[{},>])#([A-Za-z][\w-]*)")  # in a style sheet
_HASHES = re.compile(rb"(?<=script-src) 'sha256-[A-Za-z0-9+/=]+'(?: 'sha256-[A-Za-z0-9+/=]+')*")
_LINKED = "application/ld+json"


class _Tag(NamedTuple):
    """Start tag of an element: whether the element is a data block, and where the tag ends."""

    goes: bool
    end: int


def strip(data: bytes, _options: StripOptions) -> Written:
    """Return a page without what travels unseen in it.

    Raises:
        ReadError: As for `without_unseen`.
    """
    return Written(without_unseen(data))


def without_unseen(data: bytes) -> bytes:
    """Return a page without its data blocks, their hashes and the metadata of its pictures; all else stays byte for byte.

    Linked data goes too, whoever wrote it: it would still say what somebody deleted from the page.

    Args:
        data: The page, in any encoding in which ASCII is ASCII, or in UTF-16 with a byte order mark.

    Raises:
        ReadError: No page, or one of which a data block could not be taken out.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            words = data[len(mark) :].decode(encoding, "replace")
            return mark + _bare(words.encode()).decode().encode(encoding)
    return _bare(data)


def _bare(page: bytes) -> bytes:
    kept = _HASHES.sub(b" 'none'", _without_blocks(page, _OPENS), count=1)
    bare = _with_other_ids(without_metadata_in(kept), _generated_ids(page))
    _refuse_what_is_left(bare)
    return bare


def _without_blocks(page: bytes, opens: re.Pattern[bytes]) -> bytes:
    """Return a page without its data blocks, in one pass; one that nothing closes goes on to the end.

    Args:
        page: The page, or what a comment of it holds.
        opens: What begins an element, and a comment where there may be one.
    """
    kept: list[bytes] = []
    copied = place = 0
    while opened := opens.search(page, place):
        if opened[1] is None:
            end = page.find(b"-->", opened.end() - 2)
            place = len(page) if end < 0 else end
            inner = _without_blocks(page[opened.end() : place], _OPENS_IN_COMMENT)
            kept += [page[copied : opened.end()], inner]
            copied = place = max(place, opened.end())
            continue
        name = opened[1].lower()
        tag = _tag(page, opened.end(), name)
        place = tag.end
        if name in _RAW_ENDS:
            closed = _RAW_ENDS[name].search(page, tag.end)
            place = closed.end() if closed else len(page)
        if tag.goes:
            kept.append(page[copied : opened.start()])
            copied = place
    return b"".join([*kept, page[copied:]])


def _tag(page: bytes, place: int, name: bytes) -> _Tag:
    """Return the tag whose attributes begin at a place; one without an end takes in all that follows."""
    goes = False
    while found := _ATTRIBUTE.match(page, place):
        place = found.end()
        if name == b"script" and found[2]:
            goes = goes or _is_of_block(found[1].lower(), found[2])
    end = _TAG_END.match(page, place)
    return _Tag(goes, end.end() if end else len(page))


def _generated_ids(page: bytes) -> Mapping[str, str]:
    """Return the ids that parts of a brief without ids would have, by those that nothing in the page leads to."""
    root = parse_html(page + b"<p>.</p>", Notes())
    ids = {
        name[: -len(PAYLOAD_ID)] + one: name[: -len(PAYLOAD_ID)]
        for script in root.iter("script")
        if is_payload_id(name := script.get("id") or "")
        for one in payload_ids(unescape_json(script.text or ""))
    }
    if not ids:
        return {}
    led_to = {
        name
        for element in root.iter(etree.Element)
        for attribute, value in element.attrib.items()
        if attribute != "id"
        for name in (*value.split(), value.partition("#")[2])
    }
    there = [name for element in root.iter(etree.Element) if (name := element.get("id"))]
    free = {prefix: _not_among(there, prefix) for prefix in {*ids.values()}}
    return {name: next(free[ids[name]]) for name in there if name in ids.keys() - led_to}


def _not_among(names: Iterable[str], prefix: str) -> Iterator[str]:
    """Yield the generated ids that nothing in a page has yet."""
    known = {*names}
    return (name for number in count(1) if (name := f"{prefix}b{number}") not in known)


def _with_other_ids(page: bytes, ids: Mapping[str, str]) -> bytes:
    """Return a page in which the elements that have some ids have others."""
    kept: list[bytes] = []
    copied = place = 0
    while ids and (opened := _OPENS.search(page, place)):
        if opened[1] is None:
            end = page.find(b"-->", opened.end() - 2)
            place = len(page) if end < 0 else end
            continue
        place = opened.end()
        while found := _ATTRIBUTE.match(page, place):
            place = found.end()
            if found[1].lower() == b"id" and found[2] and _value(found[2]) in ids:
                kept += [
                    page[copied : found.start()],
                    f' id="{escape(ids[_value(found[2])])}"'.encode(),
                ]
                copied = place
        closed = _RAW_ENDS.get(opened[1].lower())
        ended = closed and closed.search(page, place)
        start, place = place, ended.end() if ended else len(page) if closed else place
        if opened[1].lower() == b"style":
            kept += [
                page[copied:start],
                _SELECTED.sub(lambda one: _selector(one, ids), page[start:place]),
            ]
            copied = place
    return b"".join([*kept, page[copied:]])


def _selector(found: re.Match[bytes], ids: Mapping[str, str]) -> bytes:
    """Return a selector of an element by its id, which may be another now."""
    name = found[1].decode()
    return f"#{ids.get(name, name)}".encode()


def _value(written: bytes) -> str:
    """Return the value of an attribute, as it is written."""
    return unescape(written.decode("latin-1").strip("\"'"))


def _is_of_block(attribute: bytes, value: bytes) -> bool:
    """Whether a script's attribute says that it is the payload, or linked data."""
    words = _value(value).strip().lower()
    if attribute == b"id":
        return is_payload_id(words)
    return attribute == b"type" and words.partition(";")[0].rstrip() == _LINKED


def _refuse_what_is_left(bare: bytes) -> None:
    """Parse a stripped page as its readers do, and refuse one in which they still find a data block.

    Raises:
        ReadError: There is one, or the bytes are no page.
    """
    root = parse_html(bare + b"<p>.</p>", Notes())  # a page may have had nothing else
    for script in root.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        if is_payload_id(script.get("id") or "") or kind == _LINKED:
            raise ReadError(
                "carries data in a form that cannot be taken out of it",
                where=f"line {script.sourceline}",
                remedy="read it, and render it without its payload",
            )
