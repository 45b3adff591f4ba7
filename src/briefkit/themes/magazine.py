"""Magazine: a large serif title, a warm red, a narrow column with wide margins."""

from __future__ import annotations

from attrs import evolve

from briefkit.layout import Role
from briefkit.style import Page, Palette, Style
from briefkit.themes.families import SPECTRAL
from briefkit.themes.plain import PLAIN

_LABEL = Style(family="display", size=8.5, tone="muted")

MAGAZINE = evolve(
    PLAIN,
    name="magazine",
    light=Palette(
        paper="fffdfa", tint="f7f1e9", ink="211c19", muted="685e57", accent="a1262b", rule="dccfc0"
    ),
    dark=Palette(
        paper="1b1715", tint="272120", ink="f0e9e2", muted="b9aca2", accent="ff9d94", rule="4a403a"
    ),
    body=SPECTRAL,
    base=Style(family="body", size=11, weight=400, line=1.5),
    list_indent=20,
    page=Page(210, 297, margins=(26, 36, 26, 36)),
    measure=36,
    blocks={
        **PLAIN.blocks,
        Role.GENRE: Style(
            family="display",
            size=9,
            weight=600,
            tone="accent",
            capitals=True,
            tracking=0.14,
            after=8,
            keep_with_next=True,
        ),
        Role.TITLE: Style(size=31, weight=600, line=1.08, after=12, keep_with_next=True),
        Role.STANDFIRST: Style(size=14.5, italic=True, tone="muted", line=1.38, after=12),
        Role.DATELINE: evolve(_LABEL, rule_above=0.75, after=8),
        Role.PARAGRAPH: Style(after=8),
        Role.STATEMENT: Style(after=8),
        Role.INFERRED: Style(after=8, italic=True),
        Role.EVENT: Style(after=8),
        Role.ASSESSMENT: Style(size=13, line=1.4, before=0, after=0, bar=3),
        Role.JUDGEMENT: evolve(_LABEL, before=0, after=10, bar=3),
        Role.LIST: Style(after=9),
        Role.AUTHOR: Style(size=12, weight=600, after=2, keep_with_next=True),
        Role.BIO: Style(size=10.2, after=3),
        Role.LINK: Style(size=10.5, after=3),
        Role.SOURCE: Style(size=9.5, after=3),
        Role.CORRECTION: Style(size=10, after=5),
    },
    headings=(
        Style(
            size=17, weight=600, tone="accent", line=1.2, before=22, after=6, keep_with_next=True
        ),
        Style(size=13.5, weight=600, line=1.25, before=14, after=4, keep_with_next=True),
        Style(size=11.5, weight=600, italic=True, before=11, after=3, keep_with_next=True),
        Style(family="display", size=10, weight=600, before=9, after=3, keep_with_next=True),
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
)
