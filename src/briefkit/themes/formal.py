"""Formal: an institution's paper. Numbered sections, markings in the middle of the page, navy and black."""

from __future__ import annotations

from attrs import evolve

from briefkit.layout import Role, RunRole
from briefkit.style import Page, Palette, Style
from briefkit.themes.families import PT_SERIF
from briefkit.themes.plain import PLAIN

_LABEL = Style(family="display", size=8.5, tone="muted")

FORMAL = evolve(
    PLAIN,
    name="formal",
    light=Palette(
        paper="ffffff", tint="eef1f5", ink="111418", muted="4d5661", accent="1f3a63", rule="9aa5b1"
    ),
    dark=Palette(
        paper="11151b", tint="1b222b", ink="e8ebef", muted="aab3be", accent="9dbcec", rule="47525f"
    ),
    body=PT_SERIF,
    base=Style(family="body", size=10.5, weight=400, line=1.45),
    page=Page(210, 297, margins=(32, 28, 30, 28)),
    measure=42,
    list_indent=19,
    numbered=True,
    blocks={
        **PLAIN.blocks,
        Role.BANNER: Style(family="display", size=9, weight=600, align="center", after=12),
        Role.GENRE: Style(
            family="display",
            size=9,
            tone="muted",
            capitals=True,
            tracking=0.12,
            after=10,
            keep_with_next=True,
        ),
        Role.TITLE: Style(
            family="display",
            size=19,
            weight=600,
            line=1.22,
            after=10,
            tone="accent",
            keep_with_next=True,
        ),
        Role.STANDFIRST: Style(size=11.5, italic=True, line=1.42, after=10),
        Role.DATELINE: evolve(_LABEL, rule_above=1.5, after=6),
        Role.PARAGRAPH: Style(after=7),
        Role.STATEMENT: Style(after=7),
        Role.INFERRED: Style(after=7, italic=True),
        Role.EVENT: Style(after=7),
        Role.ASSESSMENT: Style(before=0, after=0, bar=3, tinted=True),
        Role.JUDGEMENT: evolve(_LABEL, before=0, after=9, bar=3, tinted=True),
        Role.TABLE: Style(family="display", size=9),
        Role.FIGURE: _LABEL,
        Role.SOURCE: Style(size=9, after=3),
        Role.RIGHTS: evolve(_LABEL, size=8, before=18),
    },
    headings=(
        Style(
            family="display",
            size=13,
            weight=600,
            tone="accent",
            line=1.25,
            before=20,
            after=6,
            keep_with_next=True,
        ),
        Style(
            family="display",
            size=11.5,
            weight=600,
            line=1.3,
            before=13,
            after=4,
            keep_with_next=True,
        ),
        Style(family="display", size=10.5, weight=600, before=11, after=3.5, keep_with_next=True),
        Style(
            family="display",
            size=10,
            weight=600,
            tone="muted",
            before=9,
            after=3,
            keep_with_next=True,
        ),
        Style(
            family="display",
            size=10,
            weight=400,
            tone="muted",
            before=9,
            after=3,
            keep_with_next=True,
        ),
    ),
    runs={
        **PLAIN.runs,
        RunRole.KIND: Style(weight=400),
    },
)
