"""Drawn documents of other houses: every word of them is in the brief or in a note, and the brief prints and comes home.

BRIEFKIT_IMPORT asks for more of them: `make test-import` draws two thousand.
"""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import given, settings, strategies as st

import briefkit as bk
from support.foreign_documents import (
    as_docx,
    as_html,
    as_markdown,
    as_text,
    drawn_document,
    words_of,
)
from support.foreign_words import alike, printed, told

MANY = int(os.environ.get("BRIEFKIT_IMPORT", "0"))
FEW = 4
PRINTED = 1 + MANY // 40
_WORD = re.compile(r"[^\W_]+")

seeds = st.integers(0, 2**32)


def data_of(format: str, seed: int) -> tuple[str, list[str], bytes]:
    """The language, the words and the bytes of a drawn document."""
    language, blocks = drawn_document(seed)
    words = list(words_of(blocks))
    match format:
        case "text":
            return language, words, as_text(blocks, seed)
        case "markdown":
            return language, words, as_markdown(blocks, seed)
        case "html":
            return language, words, as_html(blocks, language, seed)
        case _:
            return language, words, as_docx(blocks, seed)


def lost(reading: bk.Reading, words: list[str]) -> list[str]:
    """The words that are neither in the brief, nor in a note."""
    values = [str(bk.to_dict(reading.brief)), printed(reading.brief), told(reading.notes)]
    kept = {word.casefold() for word in _WORD.findall(alike(" ".join(values)))}
    return [word for some in words for word in _WORD.findall(some) if word.casefold() not in kept]


@pytest.mark.parametrize("format", ["text", "markdown", "html", "docx"])
@settings(max_examples=MANY // 4 or FEW)
@given(seed=seeds)
def test_every_word_is_in_the_brief_or_in_a_note(format: str, seed: int) -> None:
    language, words, data = data_of(format, seed)
    assert lost(bk.read(data, format, language=language), words) == []


@pytest.mark.parametrize("format", ["text", "markdown", "html", "docx"])
@settings(max_examples=PRINTED)
@given(seed=seeds)
def test_what_was_read_prints_and_comes_home(format: str, seed: int) -> None:
    language, _, data = data_of(format, seed)
    brief = bk.read(data, format, language=language).brief
    for to in ("pdf", "docx", "html") if MANY else ("docx", "html"):
        try:
            data = bk.render(brief, to)
        except bk.MissingGlyphError:
            continue
        assert bk.read(data, to).brief == brief
