"""Start of a page: what shows that bytes are HTML, behind whatever programs put before it."""

from __future__ import annotations

import codecs
import re

_SEARCHED = 1_000_000  # bytes
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
#: What may stand before a page: white space, comments, XML declarations and other instructions (HTML, 13.1).
_BEFORE = re.compile(
    rb"(?:\s++|\xc2\xa0|\xef\xbb\xbf|<!---?>|<!--(?!-?>)(?s:.*?)--!?>|<\?[^>]*+>)*+"
)
_PAGE = re.compile(rb"<!doctype\s++html\b|<html[\s>]|<(?:head|body)[\s>]", re.IGNORECASE)
#: What begins a page without `html`; in Markdown such elements may stand too.
_PART = re.compile(
    rb"<(?:article|main|section|header|div|center|table|meta|title|link|style|script|h[1-6]|p|font|b|i|a|br"
    rb"|ul|ol|dl|blockquote|pre)[\s>/]",
    re.IGNORECASE,
)


def is_page(data: bytes, *, named: bool) -> bool:
    """Whether bytes are a page (MIME Sniffing, 7.1), or begin with an element of one.

    Args:
        data: The bytes.
        named: Whether a suffix says what they are, so that only the surest signs count against it.
    """
    start = data[:_SEARCHED]
    encoding = _UTF_16.get(start[:2])
    if encoding:
        start = start[2:].decode(encoding, "replace").encode()
    start = start.removeprefix(codecs.BOM_UTF8)
    before = _BEFORE.match(start)
    place = before.end() if before else 0
    return bool(_PAGE.match(start, place) or (not named and _PART.match(start, place)))
