"""Plain: quiet serif text under a sans-serif frame, one deep blue, much air."""

from __future__ import annotations

from briefkit.layout import Role, RunRole
from briefkit.style import Palette, Style, Theme
from briefkit.themes.families import FIRA_SANS, PLEX_MONO, PLEX_SERIF, SCRIPTS

_STRONG = Style(weight=600)
_BLOCK = Style(after=6.5)

PLAIN = Theme(
    name="plain",
    light=Palette(
        paper="ffffff", tint="f2f5f7", ink="1a1e23", muted="59626d", accent="0b4f74", rule="c9d1d9"
    ),
    dark=Palette(
        paper="14181c", tint="1e242a", ink="e6e9ec", muted="a6b0ba", accent="86c5ea", rule="3c454e"
    ),
    body=PLEX_SERIF,
    display=FIRA_SANS,
    mono=PLEX_MONO,
    scripts=SCRIPTS,
    base=Style(family="body", size=10, weight=400, line=1.52),
    blocks={
        Role.BANNER: Style(
            family="display", size=8.5, weight=600, align="end", tracking=0.06, after=10
        ),
        Role.GENRE: Style(
            family="display",
            size=8.5,
            weight=600,
            tone="accent",
            capitals=True,
            tracking=0.09,
            after=7,
            keep_with_next=True,
        ),
        Role.TITLE: Style(size=22, weight=600, line=1.18, after=9, keep_with_next=True),
        Role.STANDFIRST: Style(size=12.5, tone="muted", line=1.42, after=9),
        Role.DATELINE: Style(family="display", size=8.5, tone="muted", after=4),
        Role.PARAGRAPH: _BLOCK,
        Role.STATEMENT: _BLOCK,
        Role.INFERRED: Style(after=6.5, italic=True),
        Role.EVENT: _BLOCK,
        Role.ASSESSMENT: Style(before=0, after=0, bar=2.2),
        Role.JUDGEMENT: Style(family="display", size=8.5, tone="muted", before=0, after=8, bar=2.2),
        Role.LIST: Style(after=7),
        Role.TABLE: Style(family="display", size=8.8),
        Role.FIGURE: Style(family="display", size=8.5, tone="muted"),
        Role.PORTION: Style(
            family="display", size=8, weight=600, tone="muted", after=2, keep_with_next=True
        ),
        Role.AUTHOR: Style(family="display", size=10, weight=600, after=1.5, keep_with_next=True),
        Role.BIO: Style(size=9.2, after=3),
        Role.CONTACT: Style(family="display", size=8.5, tone="muted", after=8),
        Role.LINK: Style(size=9.5, after=2),
        Role.SOURCE: Style(size=8.8, after=2),
        Role.CORRECTION: Style(size=9.2, after=4),
        Role.RIGHTS: Style(family="display", size=8, tone="muted", before=16),
    },
    headings=(
        Style(
            family="display",
            size=12.5,
            weight=600,
            tone="accent",
            line=1.25,
            before=17,
            after=5,
            rule_above=0.75,
            keep_with_next=True,
        ),
        Style(
            family="display",
            size=11,
            weight=600,
            line=1.3,
            before=11,
            after=3.5,
            keep_with_next=True,
        ),
        Style(
            family="display",
            size=10,
            weight=600,
            tone="muted",
            before=9,
            after=3,
            keep_with_next=True,
        ),
        Style(family="display", size=9.5, weight=600, before=8, after=2.5, keep_with_next=True),
        Style(
            family="display",
            size=9.5,
            weight=400,
            italic=True,
            before=8,
            after=2.5,
            keep_with_next=True,
        ),
    ),
    runs={
        RunRole.NAME: _STRONG,
        RunRole.ORGANISATION: _STRONG,
        RunRole.DATE: _STRONG,
        RunRole.PLACE: _STRONG,
        RunRole.KIND: _STRONG,
        RunRole.LIKELIHOOD: Style(weight=600, tone="ink"),
        RunRole.CONFIDENCE: Style(weight=600, tone="ink"),
        RunRole.PORTION: Style(family="display", weight=600, tone="muted"),
        RunRole.AFFILIATION: Style(weight=400, tone="muted"),
        RunRole.MARKING: Style(weight=600),
        RunRole.STATUS: Style(weight=600, tracking=0.06),
        RunRole.EMBARGO: _STRONG,
        RunRole.BACK: Style(family="display"),
    },
)
