"""Rules of the model that peers hold too: those between the parts of a brief, and of words with marks.

They ask for names of fields alone, so that a brief of any library is held to them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

#: One line of words: no control character, no space that leads, trails or is doubled.
WORDS = r"^[^ \x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+(?: [^ \x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+)*$"
#: A piece of such a line.
PIECE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+$"
LANGUAGE = r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"
LINK = r"^(?:https?://[^\s<>\"{}|\\^`]+|mailto:[^\s<>\"{}|\\^`/]+)$"
WEB = r"^https?://[^\s<>\"{}|\\^`]+$"
URI = r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"
EMAIL = r"^[^\s@<>\"(),:;\[\]\\?#%]+@[^\s@<>\"(),:;\[\]\\?#%]+$"
ORCID = r"^(?:\d{4}-){3}\d{3}[\dX]$"
COUNTRY = r"^[A-Z]{2}$"
SHA256 = r"^[0-9a-f]{64}$"
ID = r"^[A-Za-z][A-Za-z0-9_]{0,39}$"

_WORDS = re.compile(WORDS)
_MARKS = {"“": "”", '"': '"', "„": "“”", "«": "»", "»": "«»", "‘": "’", "‚": "‘’", "'": "'"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


def check_when(edtf: str) -> str:
    """Hold a date to EDTF: a day, month, year or moment, or an interval of two of them."""
    if "T" in edtf:
        dt.datetime.fromisoformat(edtf)
        return edtf
    ends = []
    for part in edtf.split("/"):
        found = _DATE.fullmatch(part)
        if found is None:
            raise ValueError(f"{edtf!r} is no date")
        ends.append(dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1)))
    if len(ends) > 2 or ends != sorted(ends):
        raise ValueError(f"{edtf!r} is no interval")
    return edtf


def check_words(words: str) -> None:
    """Hold a string to one line of words."""
    if not _WORDS.match(words):
        raise ValueError("is no line of words")


def check_spans(spans: Sequence[Any]) -> None:
    """Hold spans to the form of a text: single spaces in the joined words, quotation marks around quoted ones."""
    plain = "".join([span.text for span in spans])
    if not plain or plain[0] == " " or plain[-1] == " " or "  " in plain:
        raise ValueError("has a loose space")
    stop = 0
    for span in spans:
        start, stop = stop, stop + len(span.text)
        if span.quoted and (
            not start or plain[stop : stop + 1] not in _MARKS.get(plain[start - 1], "")
        ):
            raise ValueError("is quoted without quotation marks")


def check_brief(brief: Any) -> None:
    """Hold a brief to what its parts ask of each other: known citations, ids once, headings."""
    keys = {source.key for source in brief.sources}
    if len(keys) < len(brief.sources):
        raise ValueError("has a key twice")
    ids: list[str] = []
    for index, section in enumerate(brief.sections):
        _check_section(section, keys, ids, first=not index)
    if len({one.lower() for one in ids}) < len(ids):
        raise ValueError("has an id twice")
    texts = (brief.title, brief.standfirst, *(one.title for one in brief.sources))
    _check_citations(texts, (), keys)


def _check_section(
    section: Any, keys: set[str], ids: list[str], *, first: bool, level: int = 1
) -> None:
    if level > 5:
        raise ValueError("nests too deep")
    if section.heading is None and section.kind == "other" and not first:
        raise ValueError("has no heading")
    ids += [section.id] if section.id else []
    _check_citations((section.heading,), (), keys)
    for block in section.blocks:
        _check_block(block, keys, ids)
    for below in section.sections:
        _check_section(below, keys, ids, first=False, level=level + 1)


def _check_block(block: Any, keys: set[str], ids: list[str], level: int = 1) -> None:
    items = getattr(block, "items", None)
    if items is not None:
        if level > 9:
            raise ValueError("nests too deep")
        for item in items:
            _check_block(item.block, keys, ids)
            for child in item.children:
                _check_block(child, keys, ids, level + 1)
        return
    ids += [block.id] if block.id else []
    _check_citations(_texts(block), getattr(block, "evidence", ()), keys)
    for statement in getattr(block, "statements", ()):
        _check_block(statement, keys, ids)


def _texts(block: Any) -> Iterator[Any]:
    for name in ("text", "caption", "credit", "basis"):
        yield getattr(block, name, None)
    for row in getattr(block, "rows", ()):
        yield from row
    yield from getattr(block, "header", ())


def _check_citations(texts: Any, evidence: Any, keys: set[str]) -> None:
    for text in texts:
        if text is not None and type(text) is not str:
            for span in text:
                if not keys.issuperset(span.cites):
                    raise ValueError("cites what is no source")
    for one in evidence:
        if one.source not in keys:
            raise ValueError("rests on what is no source")


def check_table(rows: Sequence[Sequence[Any]], header: Sequence[Any]) -> None:
    """Hold a table to rows of one length."""
    widths = {len(row) for row in rows} | ({len(header)} if header else set())
    if not rows or len(widths) != 1 or 0 in widths:
        raise ValueError("is not rectangular")
