"""Extracted text: the words of a PDF, block by block. Who compares them loads nothing that opens PDFs."""

from __future__ import annotations

import re

from attrs import define, frozen

#: Letters of scripts that print a glyph a letter: Latin, Greek, Cyrillic, kana, Han, Hangul.
PLAIN_LETTER = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u052f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"
)

#: A letter of a script whose glyphs stand in another order than its letters, or for several of them: those of India and
#: its neighbours, Thai, Lao, Tibetan, Burmese, Khmer and the like.
_REORDERED = re.compile(
    "[\u0900-\u0fff\u1000-\u109f\u1700-\u17ff\u1900-\u1cff\ua800-\ua82f\ua840-\ua95f\ua980-\uaaff\uabc0-\uabff"
    "\U00011000-\U00011fff]"
)
#: A mark over or under the letter before it: a glyph of its own, which may stand apart and say the letter again.
_SET_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


def needs_actual_text(words: str) -> bool:
    """Whether the glyphs of words do not say their letters."""
    return (_REORDERED.search(words) or _SET_MARK.search(words)) is not None


@define
class TextBlock:
    """The words of one block on one page.

    Attributes:
        role: Its structure type: "/P", "/TH"; "" for words in no block.
        page: The page, from 1.
        words: The words, with a line break where a line, or a stretch of one look, ends.
    """

    role: str
    page: int
    words: str = ""


@frozen
class ExtractedText:
    """All text of a PDF.

    Attributes:
        blocks: The text of the structure tree, in its order; () where there is none.
        untagged: Text that stands on a page outside of the structure tree, page by page.
    """

    blocks: tuple[TextBlock, ...]
    untagged: tuple[TextBlock, ...]
