"""Standfirst: the one short paragraph below a title that is set apart from the text by its look, or by what follows it.

Of several paragraphs in a row none is: the first of them begins the text.
"""

from __future__ import annotations

import enum
from typing import assert_never

from briefkit.model.text import Text

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
