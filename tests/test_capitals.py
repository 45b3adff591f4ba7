"""Capitals of a language, in words and on paper."""

from __future__ import annotations

import io

import attrs
import pypdf
import pytest

import briefkit as bk
from briefkit.language.capitals import for_capitals
from briefkit.layout import RunRole
from briefkit.style import Engine, Style

CAPITALS = [
    ("tr", "Haftalık inceleme, Şirin", "HAFTALIK İNCELEME, ŞİRİN"),
    ("az-Latn", "Yeni icmal", "YENİ İCMAL"),
    ("el", "Νέα του Μαΐου", "ΝΕΑ ΤΟΥ ΜΑΪΟΥ"),
    ("el-CY", "Ρολόι, άυλος, νεράιδα", "ΡΟΛΟΪ, ΑΫΛΟΣ, ΝΕΡΑΪΔΑ"),
    ("el", "Η άνοιξη ή ήττα", "Η ΑΝΟΙΞΗ Ή ΗΤΤΑ"),
    ("el", "ᾅδης και É", "ΑΔΗΣ ΚΑΙ É"),
    ("de", "Straße é", "STRASSE É"),
    ("en", "briefing", "BRIEFING"),
]


@pytest.mark.parametrize(("language", "words", "capitals"), CAPITALS)
def test_capitals_are_those_of_their_language(language: str, words: str, capitals: str) -> None:
    assert for_capitals(words, language).upper() == capitals


@pytest.mark.parametrize("theme", bk.THEMES)
@pytest.mark.parametrize(
    ("language", "genre", "shown"),
    [
        ("tr", "Haftalık inceleme", "HAFTALIK İNCELEME"),
        ("el", "Νέα του Μαΐου", "ΝΕΑ ΤΟΥ ΜΑΪΟΥ"),
        ("el", "Étude ā", ""),  # in Greek, WeasyPrint takes accents off Latin letters too
    ],
)
def test_a_genre_in_capitals_comes_home(
    engine: Engine, theme: str, language: str, genre: str, shown: str
) -> None:
    brief = bk.Brief("Haber", language=language, genre=genre)
    data = bk.render(brief, "pdf", theme, engine=engine)
    found = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert shown.replace(" ", "") in "".join(found.split())  # letters may stand apart
    assert bk.read(data, "pdf") == bk.Reading(brief)


def test_names_in_capitals_come_home(engine: Engine) -> None:
    theme = attrs.evolve(
        bk.PLAIN, runs={**bk.PLAIN.runs, RunRole.NAME: Style(capitals=True, weight=700)}
    )
    said = bk.Statement((bk.Person("Deniz Işık"),), "Liman açık.", labelled=True)
    section = bk.Section("reactions", blocks=[bk.Bullets([bk.Item(said)])])
    brief = bk.Brief("Haber", language="tr", sections=[section])
    data = bk.render(brief, "pdf", theme, engine=engine)
    found = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "DENİZIŞIK" in "".join(found.split())
    assert bk.read(data, "pdf") == bk.Reading(brief)
