"""Parsing: bytes to the element tree of a page, in the encoding that a browser would take."""

from __future__ import annotations

import codecs
import re

from lxml import etree, html
from lxml.html import HtmlElement

from briefkit.errors import ReadError
from briefkit.formats.html.reading.elements import NOT_RENDERED
from briefkit.formats.html.reading.tag_limits import check_tag_counts
from briefkit.limits import check_limit
from briefkit.limits.nesting import elements_too_deep, too_deep
from briefkit.notes import Code, Notes
from briefkit.recognise.damaged_text import decode_mostly_utf8, note_replaced

_HEAD = 4096  # bytes in which an encoding is declared; browsers look into the first 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*(?:[\"']\s*)?([\w:.-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)")
_BINARY_SHARE = 0.02  # of control characters
_CONTROLS = bytes((*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
# Characters that HTML has and XML does not: lxml reads them, and refuses to write them.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = str.maketrans("\x0b\x0c", "  ")
# The codecs that browsers know too (Encoding Standard, 4.2).
_TEXT_CODEC = re.compile(
    r"utf-8|cp125\d|cp866|cp874|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb2312|gbk|gb18030|big5|big5hkscs|euc_jp|euc_kr|shift_jis|cp932|cp949|iso2022_jp"
)
# A browser reads these names as Windows-1252 (Encoding Standard, 4.2).
_LATIN = {"ascii", "iso8859-1", "cp1252"}


def parse_html(data: bytes, notes: Notes) -> HtmlElement:
    """Return the root element of a page.

    Nothing is fetched, no entity of a document type is expanded, and no script runs.

    Args:
        data: The page; its encoding is that of its byte order mark, else the one it declares, else UTF-8.
        notes: Gets a note where the encoding had to be assumed, or control characters were taken out.

    Raises:
        ReadError: No page, no words in it, or one that is too large or nests too deep.
    """
    check_limit("page_bytes", len(data))
    words = _decoded(data, notes)
    check_tag_counts(words)
    # Above its own limit of depth, which is beyond ours, the parser leaves out the rest without a word.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(words.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ReadError("has no words", remedy="give a page with a title at least") from None
    if elements_too_deep(root):
        raise too_deep()
    if _NOT_XML.search(words) or "&#" in words:
        _take_out_controls(root, notes)
    return root


def _take_out_controls(root: HtmlElement, notes: Notes) -> None:
    """Take control characters out, for a tree with them cannot be changed; those that are white space become a space."""
    removed = ""
    for element in root.iter():
        for part in ("tail",) if element.tag in NOT_RENDERED else ("text", "tail"):
            words = getattr(element, part)
            if words and _NOT_XML.search(words):
                spaced = words.translate(_SPACES)
                removed += "".join(_NOT_XML.findall(spaced))
                setattr(element, part, _NOT_XML.sub("", spaced))
    if removed:
        notes.add_characters_dropped(removed)


def _decoded(data: bytes, notes: Notes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" in head or controls > _BINARY_SHARE * len(head):
        raise ReadError("is no HTML", remedy="name the format that it is in")
    declared = _CHARSET.search(head) or _DECLARED.match(head)
    named = _known(declared.group(1).decode()) if declared else None
    if named is None:
        return _undeclared(data, notes)
    try:
        return data.decode(named)
    except UnicodeError:
        words = data.decode(named, "replace")
    note_replaced(words, named, notes)
    return words


def _undeclared(data: bytes, notes: Notes) -> str:
    """Return the words of a page that names no encoding: UTF-8, with a few damaged bytes at most, else Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        words = decode_mostly_utf8(data)
    if words is not None:
        note_replaced(words, "UTF-8", notes)
        return words
    notes.add(Code.ENCODING_ASSUMED, "The page is no UTF-8; cp1252 was assumed.")
    return data.decode("cp1252", "replace")


def _known(label: str) -> str | None:
    """Return the codec that browsers take for the label of an encoding; None where there is none."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in _LATIN:
        return "cp1252"
    return name if _TEXT_CODEC.fullmatch(name) else None
