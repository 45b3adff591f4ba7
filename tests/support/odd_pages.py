"""Briefs that are hard to set: wide and long tables, words without end, banners of any length, small and wide pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import attrs
from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from PIL import Image as Pillow

import briefkit as bk
from briefkit.style import Theme

A5 = bk.Page(148, 210, margins=(24, 16, 20, 16))
LANDSCAPE_A4 = bk.Page(297, 210, margins=(26, 25, 24, 25))
PAGES = (bk.A4, bk.A4, bk.LETTER, LANDSCAPE_A4, A5)

# By language: plain words, and the sentence that running text is made of.
# fmt: off
WORDS = {
    "en": ["Country", "Indicator", "Share", "Assessment", "Vulnerability", "Infrastructure", "Responsibility", "Port", "of", "the", "ministry"],
    "de": ["Land", "Kennzahl", "Anteil", "Einschätzung", "Verantwortung", "Infrastruktur", "Hafenverwaltung", "Quelle", "der", "Behörde"],
    "ar": ["الدولة", "المؤشر", "السكان", "الثقة", "التقييم", "البنية", "التوصية", "المسؤولية", "المرجع", "من", "الوزارة"],
    "zh": ["国家", "指标", "人口", "评估", "基础设施", "责任", "建议", "参考", "港口的", "部门"],
}
NUMBERS = ("7", "12 %", "10,137.1", "1\u202f234\u202f567,5", "−3.25", "2026-11-28", "4,803,112", "n/a")
ENDLESS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "hxxps://command-and-control.bad.example[.]com/gateway/authentication/index.php",
    "WindowsDefenderAdvancedThreatProtectionService.exe",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
)
MARKS = (
    ("TLP", "AMBER+STRICT"),
    ("US", "SECRET//NOFORN//ORCON//REL TO USA, AUS, CAN, GBR, NZL"),
    ("House", "For the eyes of the committee on energy and of its clerk alone, until the report is out and read"),
)
# fmt: on


@frozen
class OddBrief:
    """A brief, and the theme that it is printed in."""

    brief: bk.Brief
    theme: Theme


@cache
def _picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Pillow.new("1", (width, height), 1).save(file, "PNG")
    return file.getvalue()


def _phrase(language: str, most: int, least: int = 1) -> SearchStrategy[str]:
    space = "" if language == "zh" else " "
    words = st.sampled_from(WORDS[language])
    return st.lists(words, min_size=least, max_size=most).map(space.join)


@st.composite
def _tables(draw: Callable[..., Any], language: str) -> bk.Table:
    """A table of 1 to 16 columns: names at the start, then numbers, words, sentences or words without end."""
    words = _phrase(language, 2)
    cells = {
        "numbers": st.sampled_from(NUMBERS),
        "words": words,
        "sentences": _phrase(language, 24),
        "endless": st.sampled_from((*ENDLESS, "–")),
    }
    usual = ("numbers", "numbers", "words", "sentences")
    kinds = draw(st.lists(st.sampled_from((*usual, "endless")), min_size=1, max_size=15))
    columns = [words, *(cells[kind] for kind in kinds)]
    row = st.tuples(*columns)
    rows = draw(st.lists(row, min_size=1, max_size=3))
    rows *= draw(st.sampled_from((1, 1, 4, 15)))
    return bk.table(
        rows,
        header=[draw(words) for _ in columns],
        caption=draw(st.one_of(st.none(), _phrase(language, 12))),
    )


def _figures(language: str) -> SearchStrategy[bk.Figure]:
    return st.builds(
        lambda size, caption: bk.figure(_picture(*size), alt="A picture", caption=caption),
        st.sampled_from(((1, 1), (40, 30), (1600, 900), (900, 1600), (3000, 60), (60, 3000))),
        st.one_of(st.none(), _phrase(language, 12)),
    )


def _blocks(language: str) -> SearchStrategy[Any]:
    words = _phrase(language, 60)
    endless = st.sampled_from(ENDLESS).map(lambda word: f"{word} {word}")
    return st.one_of(
        words,
        endless,
        _tables(language),
        _tables(language),
        _figures(language),
        st.lists(st.one_of(words, endless), min_size=1, max_size=3).map(
            lambda items: bk.bullets(*items)
        ),
    )


@st.composite
def odd_briefs(draw: Callable[..., Any], languages: tuple[str, ...]) -> OddBrief:
    """A brief in one of some languages, with its theme."""
    language = draw(st.sampled_from(languages))
    title = draw(
        st.one_of(_phrase(language, 30), _phrase(language, 30, 20), st.sampled_from(ENDLESS))
    )
    release: dict[str, Any] = {"marking": draw(st.sampled_from((None, *MARKS)))}
    if draw(st.booleans()):
        release["embargo"] = "2026-09-25T06:00:00+05:30"
    brief = (
        bk.draft(title, language=language)
        .release("draft", **release)
        .background(*draw(st.lists(_blocks(language), min_size=1, max_size=4)))
        .why_it_matters(*draw(st.lists(_blocks(language), min_size=1, max_size=3)))
        .build()
    )
    theme = attrs.evolve(
        bk.THEMES[draw(st.sampled_from(sorted(bk.THEMES)))],
        page=draw(st.sampled_from(PAGES)),
        publisher=draw(
            st.sampled_from(("", "The Corvania Desk for Strategic and International Work"))
        ),
        numbered=draw(st.booleans()),
    )
    return OddBrief(brief, theme)


def _most_columns(odd: OddBrief) -> int:
    return max((len(table.header) for _, table in bk.walk(odd.brief, bk.Table)), default=0)


def _has_figure(width: int, height: int) -> Callable[[OddBrief], bool]:
    file = _picture(width, height)
    return lambda odd: any(one.data == file for _, one in bk.walk(odd.brief, bk.Image))


def _endless_cells(odd: OddBrief) -> bool:
    tables = (table for _, table in bk.walk(odd.brief, bk.Table))
    return any(str(cell) in ENDLESS for table in tables for row in table.rows for cell in row)


#: What tells that a kind of odd page was drawn.
KINDS: Mapping[str, Callable[[OddBrief], bool]] = {
    "title without end": lambda odd: str(odd.brief.title) in ENDLESS,
    "long title": lambda odd: len(str(odd.brief.title)) > 80,
    "wide table": lambda odd: _most_columns(odd) > 12,
    "long table": lambda odd: any(len(one.rows) > 20 for _, one in bk.walk(odd.brief, bk.Table)),
    "cells without end": _endless_cells,
    "wide figure": _has_figure(3000, 60),
    "high figure": _has_figure(60, 3000),
    "long marking": lambda odd: odd.brief.marking is not None and len(odd.brief.marking.level) > 80,
    "embargo": lambda odd: odd.brief.embargo is not None,
    "small page": lambda odd: odd.theme.page == A5,
    "wide page": lambda odd: odd.theme.page == LANDSCAPE_A4,
    "right to left": lambda odd: odd.brief.language == "ar",
    "publisher": lambda odd: bool(odd.theme.publisher),
    "numbered": lambda odd: odd.theme.numbered,
}
