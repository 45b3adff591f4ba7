"""The law of edited files: every word that a person sees in one is in the brief that was read from it, or in a note.

Whatever is typed, split, joined, moved, copied or restyled. `make soak` draws many more edits: SOAK is the number of each
format.
"""

import os
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.lexicons import lexicon
from briefkit.lower import lower
from briefkit.reconcile.dropped_words import lines_of
from support.drawn import rendered
from support.strategies import briefs, house_briefs
from support.word_edits import (
    docx_words,
    edit_docx,
    edit_html,
    edit_markdown,
    html_words,
    markdown_words,
    unknown_words,
    words_in,
)

SOAK = int(os.environ.get("BRIEFKIT_SOAK", "0"))
FORMATS: dict[str, tuple[Callable[..., bytes], Callable[[bytes], set[str]]]] = {
    "docx": (edit_docx, docx_words),
    "html": (edit_html, html_words),
    "markdown": (edit_markdown, markdown_words),
}


def printed_words(brief: bk.Brief) -> set[str]:
    return words_in("\n".join(lines_of(lower(brief))))


@pytest.mark.parametrize("format", FORMATS)
def test_words_of_an_edited_file_are_in_its_brief_or_in_a_note(format: str) -> None:
    edit, seen_words = FORMATS[format]

    @settings(max_examples=SOAK or 15)
    @given(
        st.one_of(briefs(), house_briefs()), st.integers(0, 2**32), st.integers(1, 4), st.booleans()
    )
    def hold(brief: bk.Brief, seed: int, times: int, payload: bool) -> None:
        bare = {} if payload or format == "markdown" else {"payload": "none"}
        file = rendered(brief, format, **bare)
        edited = edit(file, Random(seed), times)
        try:
            reading = bk.read(edited, format)
        except bk.ReadError:
            return  # it says what is wrong, and loses nothing
        notes = [note for note in reading.notes if note.level is not bk.Level.EDITED]
        languages = (brief.language, reading.brief.language)
        house = " ".join(label for one in languages for label in lexicon(one).labels.values())
        known = (
            printed_words(reading.brief)
            | seen_words(rendered(reading.brief, format))
            | words_in(" ".join(f"{note.words} {note.message}" for note in notes))
            | words_in(house)
            | (seen_words(file) - printed_words(brief))  # the theme's
        )
        assert unknown_words(seen_words(edited), known) == set()
        put_in = " ".join(one.after for one in reading.notes if one.code == "block-inserted")
        assert unknown_words(words_in(put_in), known) == set()

    hold()
