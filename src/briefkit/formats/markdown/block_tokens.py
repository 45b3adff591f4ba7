"""Block tokens: paragraphs and notes that rules put among the blocks of the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from briefkit.formats.markdown.foreign_marks import FOREIGN
from briefkit.notes import Code

_TICKS = re.compile("`+")


def told(start: int, message: str, words: str = "", code: Code = Code.MARKUP_DROPPED) -> Token:
    """Return the token of a note, which the reader adds.

    Args:
        start: The line of the body where what is told of stands, from 0.
        message: The note's message.
        words: The note's words.
        code: The note's code.
    """
    meta = {"code": code, "message": message}
    return Token(FOREIGN, "", 0, content=words, map=[start, start + 1], meta=meta)


def paragraph(words: str, line: int, tag: str = "p", *, hidden: bool = False) -> Iterator[Token]:
    """Yield the tokens of a paragraph or a heading.

    Args:
        words: Its Markdown.
        line: The line of the body where it stands, from 0.
        tag: "p", or that of a heading.
        hidden: Whether it stands in an item of a list without blank lines.
    """
    name = "paragraph" if tag == "p" else "heading"
    place = [line, line + 1]
    yield Token(f"{name}_open", tag, 1, map=place, hidden=hidden)
    yield Token("inline", "", 0, content=words, map=place, children=[])
    yield Token(f"{name}_close", tag, -1, hidden=hidden)


def as_code(words: str) -> str:
    """Return the Markdown of words that are code."""
    ticks = "`" * (1 + max(map(len, _TICKS.findall(words)), default=0))
    return f"{ticks} {words} {ticks}"
