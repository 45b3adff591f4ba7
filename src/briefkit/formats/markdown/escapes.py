"""Escapes: what plain words must not be taken for, one row for each danger, with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen


@frozen
class Escape:
    """Escape: characters that Markdown would read as more than words.

    Attributes:
        pattern: Finds them in the words of one block; the group, if there is one, is what to escape.
        why: What would become of them.
        heading: Whether that happens in headings only.
    """

    pattern: re.Pattern[str]
    why: str
    heading: bool = False


ESCAPES = (
    Escape(re.compile(r"[\\`]"), "escapes, and code"),
    Escape(re.compile(r"\*"), "strong words and emphasis, a bullet, a rule"),
    Escape(re.compile(r"(?<![^\W_])_|_(?![^\W_])"), "strong words and emphasis, but not in a_word"),
    Escape(re.compile(r"[\[\]]"), "links, citations, notes and pictures"),
    Escape(re.compile(r"\^"), "a note, where a span begins with it"),
    Escape(re.compile(r"<"), "addresses in angle brackets"),
    Escape(re.compile(r"\{"), "attributes"),
    Escape(re.compile(r"%(?=%)|(?<=%)%"), "comments"),
    Escape(re.compile(r"~(?=~)|(?<=~)~"), "words that are struck out"),
    Escape(re.compile(r"=(?==)|(?<==)="), "words that are highlighted"),
    Escape(re.compile(r"^:(?=::)"), "at the start: what opens a div of pandoc's"),
    Escape(re.compile(r"^\|{7}"), "at the start: a marker of a conflict"),
    Escape(re.compile(r"&(?=#?\w+;)"), "character references"),
    Escape(re.compile(r"^[#>+=-]"), "at the start: headings, quotes, bullets, rules"),
    Escape(re.compile(r"^\d{1,9}([.)])(?!\S)"), "at the start: the number of an item"),
    Escape(re.compile(r"(?<!#)#+$"), "at the end of a heading: a closing sequence", heading=True),
    Escape(
        re.compile(r"^\s+|(?<!\s)\s+$"),
        "at the ends: spaces that parsers strip, U+00A0 and U+3000 too",
    ),
)
#: What stands in a row of a table for a line between cells; it goes before every other reading.
CELL_BORDER, ESCAPED_BORDER = "|", "\\|"

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def escaped(words: str, *, heading: bool = False, everything: bool = False) -> list[str]:
    """Return the words of a block, character by character, so that Markdown reads them as words.

    Args:
        words: All words of the block: what is dangerous depends on where it stands.
        heading: Whether the block is a heading.
        everything: Whether to escape all that can be, where less did not do.
    """
    characters = list(words)
    if everything:
        characters = [_escape(one) if _PUNCTUATION.match(one) else one for one in characters]
    for place in _dangers(words, heading):
        characters[place] = _escape(words[place])
    return characters


def _dangers(words: str, heading: bool) -> Iterator[int]:
    for escape in ESCAPES:
        if heading or not escape.heading:
            for match in escape.pattern.finditer(words):
                yield from range(*match.span(escape.pattern.groups))


def _escape(character: str) -> str:
    if character == "\u00a0":
        return "&nbsp;"
    return f"&#x{ord(character):X};" if character.isspace() else f"\\{character}"
