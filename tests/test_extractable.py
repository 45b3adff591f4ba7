"""Text that is told to be extractable comes out of a PDF as it went in, so that nothing has to be recorded of it."""

from __future__ import annotations

import unicodedata

import attrs
import pytest

import briefkit as bk
from briefkit.formats.pdf.opening import open_pdf
from briefkit.formats.pdf.reading.text_extraction import extract_text
from briefkit.formats.pdf.text_verification import extraction_record, is_extractable
from briefkit.lower import lower
from briefkit.style import Engine
from briefkit.style.advance_widths import common_characters
from briefkit.themes import THEMES

#: Letters with accents, Cyrillic ones, and arrows.
ALPHABETS = {
    "Central European": range(0x100, 0x180),
    "Latin": range(0x180, 0x250),
    "Vietnamese": range(0x1E00, 0x1F00),
    "Cyrillic": range(0x400, 0x530),
    "arrows": range(0x2190, 0x2194),
}


def brief_of(signs: list[str]) -> bk.Brief:
    """A brief with signs in running text, in labels, which may print in capitals, in bold, in italics and in code."""
    words = " ".join(f"a{sign}b {sign}" for sign in signs)
    spans = (
        bk.Span(words),
        bk.Span(words, strong=True),
        bk.Span(words, emphasis=True),
        bk.Span(words, code=True),
    )
    text = bk.Text(spans)
    return bk.draft(words, language="en").standfirst(words).background(bk.Paragraph(text)).build()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_extractable_text_leaves_no_record(alphabet: str, name: str, engine: Engine) -> None:
    theme = attrs.evolve(THEMES[name], numbered=False)
    common = common_characters(theme)
    signs = [
        chr(code)
        for code in ALPHABETS[alphabet]
        if code in common and unicodedata.category(chr(code))[0] in "LS"
    ]
    sheets = [lower(brief_of([sign])) for sign in signs]
    kept = [sign for sign, sheet in zip(signs, sheets, strict=True) if is_extractable(sheet, theme)]
    if not kept:
        pytest.skip("not in all families of the theme")
    brief = brief_of(kept)
    with open_pdf(bk.render(brief, "pdf", theme, engine=engine)) as pdf:
        assert extraction_record(lower(brief), extract_text(pdf)) == []


@pytest.mark.parametrize("word", ["ǰ", "ά", "ก", "中", "ا", "\U0001f600"])
def test_other_text_is_recorded(word: str) -> None:
    assert not is_extractable(lower(brief_of([word])), bk.PLAIN)


def test_letters_that_a_family_lacks_are_recorded() -> None:
    """As are all but those of western Europe where a family is the system's, of which nothing is known."""
    lacking = next(
        chr(code) for code in ALPHABETS["Cyrillic"] if code not in common_characters(bk.PLAIN)
    )
    assert not is_extractable(lower(brief_of([lacking])), bk.PLAIN)
    system = attrs.evolve(bk.PLAIN, mono=attrs.evolve(bk.PLAIN.mono, package="", faces=()))
    assert not is_extractable(lower(brief_of(["ć"])), system)
    assert is_extractable(lower(brief_of(["é"])), system)


def test_the_letters_of_europe_are_extractable() -> None:
    signs = "ąćčďęěğıłńňőřśşšťůűźżžșțЖжйїў"
    assert is_extractable(lower(brief_of([*signs])), bk.PLAIN)
