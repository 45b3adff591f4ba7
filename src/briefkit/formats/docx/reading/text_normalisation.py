"""Text of a Word document, fixed to what a brief allows: symbols, addresses, languages, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from lxml.etree import _Element

from briefkit.errors import ModelError
from briefkit.formats.docx.wordprocessingml import W
from briefkit.layout import Run, Runs
from briefkit.model.string_rules import check_language, check_url
from briefkit.model.text import with_text
from briefkit.runtime.caching import cached

# Characters of Word's symbol fonts that texts use (their code points are private).
_SYMBOLS = {
    ("symbol", 0xB7): "•",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xDF): "←",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0x4A): "☺",
    ("wingdings", 0x28): "☎",
}
_UNESCAPED = re.compile(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")


def symbol_character(element: _Element) -> str:
    """Character that a symbol stands for (17.3.3.30)."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    font = element.get(f"{W}font", "").lower()
    own = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if (font, own) in _SYMBOLS:
        return _SYMBOLS[font, own]
    return chr(code) if 0 < code < 0x110000 else ""


@cached(1024, max_length=200)
def language_of(tag: str) -> str | None:
    """Language as the model spells it; None where the tag is not valid."""
    try:
        return check_language(tag, "w:lang") if tag else None
    except ModelError:
        return None


@cached(1024, max_length=200)
def linkable(address: str) -> str | None:
    """Address that a brief may link to, else None; LibreOffice drops escapes, which are put back."""
    escaped = _UNESCAPED.sub(lambda found: quote(found[0], safe=""), address.strip())
    try:
        return check_url(escaped, "w:hyperlink")
    except ModelError:
        return None


def plain_text(element: _Element) -> str:
    """Text of all paragraphs in an element, with a space between two."""
    paragraphs: list[list[str]] = []
    for one in element.iter(f"{W}p", f"{W}t", f"{W}tab", f"{W}br"):
        if one.tag == f"{W}p":
            paragraphs.append([])
        elif paragraphs:
            paragraphs[-1].append(" " if one.tag != f"{W}t" else one.text or "")
    return " ".join(words for one in paragraphs if (words := "".join(one).strip()))


def collapse_spaces(runs: Iterable[Run]) -> Runs:
    """Runs without spaces at the edges, and without doubled ones, as in every text of a brief; the same where none is."""
    runs = tuple(runs)
    texts = [run.span.text for run in runs]
    words = "".join(texts)
    if all(texts) and "  " not in words and words == words.strip(" "):
        return runs
    found: list[Run] = []
    after_space = True
    for run in runs:
        text = run.span.text
        if "  " in text:
            text = re.sub(" {2,}", " ", text)
        if after_space and text.startswith(" "):
            text = text[1:]
        if text:
            after_space = text.endswith(" ")
            found.append(
                run
                if text == run.span.text
                else Run(with_text(run.span, text), run.role, run.target)
            )
    if found and after_space:
        last = found.pop()
        text = last.span.text[:-1]
        if text:
            found.append(Run(with_text(last.span, text), last.role, last.target))
    return tuple(found)
