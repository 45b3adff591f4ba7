"""Run data: the runs of a sheet as plain data for the Typst template, with places where what is too wide may break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from briefkit.language.capitals import for_capitals
from briefkit.language.direction import likely_tag
from briefkit.language.house_words import house_language, is_house_words
from briefkit.language.identifiers import split_identifiers
from briefkit.layout import Run, RunRole, Runs
from briefkit.style import Style, Theme
from briefkit.style.text_widths import STRONG, TextWidths, Type, text_widths
from briefkit.style.theme import NO_STYLE

#: Plain data, as JSON has it.
Data: TypeAlias = dict[str, Any]
# PDF/A forbids the one, in whose place Unicode has the other.
_OLD_JOINER, _JOINER = "\ufeff", "\u2060"
# A soft hyphen where no word goes on: at the end of a link, Typst would break there.
_LOOSE_HYPHEN = re.compile(r"(?<!\w)\xad|\xad(?!\w)")
# What lines may break after by themselves, and the scripts that they may break in anywhere, or by a dictionary.
_BREAKS = r"\s/?&\-‐–—\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# But for a slash or a hyphen before a digit (UAX #14, LB25).
_UNBROKEN = rf"(?:[^{_BREAKS}]|[/-](?=[0-9]))"
_SAFETY = 1.03  # for kerning
_WIDEST = 1.1  # of a letter, as a share of the size of the type
_PIECES = 16  # that a word has on a line which it is too wide for
_WORDS_ALONE = {"t"}
_NUMBERS = frozenset((RunRole.NOTE, RunRole.EVIDENCE))


@frozen
class Setting:
    """What words are set in.

    Attributes:
        style: Their style, over that of running text.
        room: How long a line is, in points.
    """

    style: Style
    room: float


@frozen
class RunData:
    """What turns runs into data.

    Attributes:
        theme: The look, adjusted for the script.
        language: The language of the page, in BCP 47.
        script: The script of it, in ISO 15924.
    """

    theme: Theme
    language: str
    script: str
    house: str | None = field(init=False)
    widths: TextWidths = field(init=False)

    @house.default
    def _language_of_house_words(self) -> str | None:
        return house_language(self.language)

    @widths.default
    def _widths_of_letters(self) -> TextWidths:
        return text_widths(self.theme, self.script)

    def runs(
        self, runs: Runs, setting: Setting, *, hyphenated: bool = False, linked: bool = True
    ) -> list[Data | str]:
        """Return runs as data: those of nothing but words as strings.

        Args:
            runs: The runs of one paragraph, cell or caption.
            setting: What they are set in.
            hyphenated: Whether its words are hyphenated, but for identifiers.
            linked: Whether its links lead anywhere.
        """
        if not linked:
            runs = tuple(evolve(run, span=evolve(run.span, link=None), target=None) for run in runs)
        split = split_identifiers(runs, self.language) if hyphenated else None
        if split is None:
            made = [self._run(run, ((run.span.text, False),), setting) for run in runs]
        else:
            made = [self._run(run, parts, setting) for run, parts in zip(runs, split, strict=True)]
        return [*_with_quotations(runs, made)]

    def banner(self, runs: Runs, setting: Setting, marking: float | None) -> list[Data]:
        """Return the runs of a banner, whose marking has a size of its own.

        Args:
            runs: The runs.
            setting: What the others are set in.
            marking: The size of the marking, in points.
        """
        own = evolve(setting, style=evolve(setting.style, size=marking or setting.style.size))
        return [
            self._run(run, ((run.span.text, False),), own) | {"size": marking}
            if run.role is RunRole.MARKING
            else self._run(run, ((run.span.text, False),), setting)
            for run in runs
        ]

    def _run(self, run: Run, parts: Sequence[tuple[str, bool]], setting: Setting) -> Data:
        """Return the words of a run with its marks, its role and its links."""
        span, role = run.span, run.role
        is_linked = bool(run.target or span.link)
        one: Data = {
            "role": role if role in self.theme.runs else None,
            "strong": span.strong,
            "emphasis": span.emphasis,
            "code": span.code,
            "position": span.position,
            "link": span.link,
            "target": run.target,
            "underlined": is_linked and role not in _NUMBERS,
            "held": role in _NUMBERS,
            "anchor": run.anchor,
            "direction": run.direction,
            "language": self._language(run),
        }
        if role is RunRole.MARKING:
            colours = self.theme.colours_of(span.text)
            one |= {"ink": f"#{colours.ink}", "ground": f"#{colours.ground}"}
        kept = {name: value for name, value in one.items() if value}
        # The words of links and of code are not hyphenated.
        whole = ((span.text, False),) if is_linked or span.code else parts
        written = [
            part for words, alone in whole for part in self._parts(words, run, setting, alone)
        ]
        if len(written) == 1 and len(written[0]) == 1:
            return kept | written[0]
        return kept | {"parts": written}

    def _language(self, run: Run) -> Data | None:
        if run.span.language:
            return language_of(run.span.language)
        return language_of(self.house) if self.house and is_house_words(run) else None

    # Words that are wider than a line

    def _parts(self, words: str, run: Run, setting: Setting, unhyphenated: bool) -> Iterator[Data]:
        own: Data = {"unhyphenated": True} if unhyphenated else {}
        words = words.replace(_OLD_JOINER, _JOINER)
        own_style = NO_STYLE if run.role is None else self.theme.runs.get(run.role, NO_STYLE)
        if setting.style.capitals or own_style.capitals:
            words = for_capitals(words, run.span.language or self.language)
        if "\xad" in words:
            words = _LOOSE_HYPHEN.sub("", words)
        for piece, length in self.pieces(words, run, setting):
            yield {"t": piece} | own | ({"loose": length} if length else {})

    def pieces(self, words: str, run: Run | None, setting: Setting) -> Iterator[tuple[str, int]]:
        """Yield words in pieces, each with the count of letters after which it may break; 0 breaks as its words do.

        Args:
            words: The words.
            run: What they are of; None for words of the page.
            setting: What they are set in.
        """
        size = setting.style.size or self.theme.base.size or 10
        most = setting.room / size
        least = max(int(most / _WIDEST), 1)
        if max(map(len, words.split()), default=0) < least:
            yield words, 0
            return
        end = 0
        for found in re.finditer(rf"{_UNBROKEN}{{{least},}}", words):
            wide = self._width(found[0], run, setting.style)
            if wide > most:
                if found.start() > end:
                    yield words[end : found.start()], 0
                end = found.end()
                yield found[0], max(int(len(found[0]) * most / wide / _PIECES), 1)
        if end < len(words) or not words:
            yield words[end:], 0

    def _width(self, words: str, run: Run | None, style: Style) -> float:
        """Return how wide words are, as a share of the size of type."""
        return sum(self.letters(words, style, run))

    def letters(self, words: str, style: Style, run: Run | None = None) -> list[float]:
        """Return how wide each letter is, as a share of the size of type.

        Args:
            words: The words.
            style: What they are set in.
            run: What they are of; None for words of the page.
        """
        span = run.span if run else None
        voice = "mono" if span and span.code else style.family or self.theme.base.family or "body"
        strong = bool(span and span.strong) or (style.weight or 0) >= STRONG
        shown = words.upper() if style.capitals else words
        tracked = max(style.tracking or 0.0, 0.0)
        widths = self.widths.widths(shown, Type(voice, strong))
        return [one * _SAFETY + tracked for one in widths]


def _with_quotations(runs: Runs, made: Iterable[Data]) -> Iterator[Data | str]:
    """Yield the data of runs; those of one quotation together."""
    for is_quoted, pairs in groupby(
        zip(runs, made, strict=True), key=lambda pair: pair[0].span.quoted
    ):
        alike = [one["t"] if one.keys() == _WORDS_ALONE else one for _, one in pairs]
        if is_quoted:
            yield {"quotation": alike}
        else:
            yield from alike


def language_of(tag: str) -> dict[str, str | None]:
    """Return a language and its region as Typst takes them: two or three letters, and two.

    Args:
        tag: The language, in BCP 47; what is Chinese in traditional characters gets a region that writes it so.
    """
    language, *parts = tag.split("-")
    region = next((one for one in parts if len(one) == 2), None)
    if region is None and "Hant" in parts:
        region = likely_tag(tag)[2] or None
    return {"lang": language if 2 <= len(language) <= 3 else "und", "region": region}
