"""Standfirst: the one short paragraph below a title that is set apart from the text by its look, or by what follows it.

Of several paragraphs in a row none is: the first of them begins the text.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import assert_never

from briefkit.model.text import Text
from briefkit.recognise.lines import Kind, Line

_COLONS = (":", "：")


class Below(enum.Enum):
    """What stands right below the first paragraph of a document."""

    TEXT = enum.auto()  # another paragraph
    LIST = enum.auto()
    BREAK = enum.auto()  # a heading, a byline, a date: what no text goes on with
    END = enum.auto()  # nothing that is part of the text


def is_standfirst(words: str, below: Below) -> bool:
    """Whether the first paragraph of a document is its standfirst, by what follows it.

    Args:
        words: The paragraph.
        below: What stands right below it.
    """
    match below:
        case Below.TEXT | Below.END:
            return False
        case Below.LIST:
            return not words.endswith(_COLONS)
        case Below.BREAK:
            return True
        case _:
            assert_never(below)


def has_look(text: Text) -> bool:
    """Whether all words of a paragraph are emphasised or strong."""
    words = [span for span in text.spans if not span.text.isspace()]
    return all(span.emphasis for span in words) or all(span.strong for span in words)


def has_standfirst(lines: Sequence[Line], parted: bool, has_sections: bool) -> bool:
    """Whether the first of the lines above all headings is the standfirst.

    Args:
        lines: The lines, without bylines and dates.
        parted: Whether a byline or a date stands between the first and the second.
        has_sections: Whether the heading of a section stands below them.
    """
    if lines and lines[0].kind is Kind.STANDFIRST:
        return True
    if not lines or lines[0].kind is Kind.ITEM or not (has_sections or len(lines) > 1):
        return False
    first = lines[0].text
    if parted or len(lines) == 1:
        below = Below.BREAK
    elif lines[1].kind is Kind.ITEM:
        below = Below.LIST
    else:
        below = Below.BREAK if has_look(first) and not has_look(lines[1].text) else Below.TEXT
    return is_standfirst(first.plain, below)
