"""Days as people name them in short: "17 July", "17.07.26", "Friday", and "July" for a month.

No date is read from such words, for they leave out the year, or two countries read them differently. They tell whether
words still name a date that is known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from briefkit.language.date_patterns import patterns
from briefkit.language.dates import filled, month_number, written_forms
from briefkit.language.spacing import find_words, plain_spaces
from briefkit.lexicons import lexicon
from briefkit.model.when import When
from briefkit.runtime.caching import cached

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T~?%]|\Z)")
_MONTH = re.compile(r"\d{4}-(\d\d)[~?%]?")


def find_day(words: str, when: When, language: str) -> tuple[int, int] | None:
    """Return where words name a known day, or a known month, in short; None where they do not.

    Args:
        words: Any words.
        when: The date that they may name.
        language: Their language, in BCP 47.
    """
    plain = plain_spaces(words)
    day, month = _DAY.match(when.edtf), _MONTH.fullmatch(when.edtf)
    if day:
        return _find(plain, dt.date.fromisoformat(day[1]), language)
    names = patterns(language).months[int(month[1]) - 1] if month else ()
    return _first_word(plain, names, language)


def _find(words: str, day: dt.date, language: str) -> tuple[int, int] | None:
    for form in _forms(language):
        for match in form.finditer(words):
            if int(match["day"]) == day.day and month_number(match, language) == day.month:
                return match.span()
    figures = _in_figures(day).search(words)
    if figures:
        return figures.span()
    return _first_word(words, patterns(language).weekdays[day.weekday() :: 7], language)


def _in_figures(day: dt.date) -> re.Pattern[str]:
    """Pattern of a day in figures, in the order of any country: 17/7, 07-17-2026, 17. 7. 26."""
    sign = r"[./-] ?"
    ends = rf"0?{day.day}{sign}0?{day.month}", rf"0?{day.month}{sign}0?{day.day}"
    year = rf"{sign}(?:{day.year}|{day.year % 100:02})"
    return re.compile(rf"(?<![\d.,/-])(?:{ends[0]}|{ends[1]})(?:{year}|\.)?(?![\d/])")


def _first_word(words: str, names: Iterable[str], language: str) -> tuple[int, int] | None:
    found = (find_words(name, words, language) for name in names)
    return next(filter(None, found), None)


@cached(256, max_length=200)
def _forms(language: str) -> tuple[re.Pattern[str], ...]:
    """Forms of a day without its year, and without what joins the two."""
    words, written = lexicon(language), patterns(language)
    bare = dict.fromkeys(
        _without_year(form) for form in written_forms(words, written) if "{last}" not in form
    )
    compiled = (
        _pattern(filled(form, words, written))
        for form in bare
        if "{day}" in form and ("{month}" in form or "{number}" in form)
    )
    return tuple(filter(None, compiled))


def _without_year(form: str) -> str:
    """Form without the year before or behind all else, and without what joins it to that."""
    before, _, behind = form.partition("{year}")
    if "{" not in before:
        return behind[behind.find("{") :]
    return before[: before.rfind("}") + 1] if "}" not in behind else form


def _pattern(form: str) -> re.Pattern[str] | None:
    """Pattern of a form; None where it cannot do without its year, as in brackets around the whole."""
    try:
        return re.compile(rf"(?<!\d){form}(?!\d)", re.IGNORECASE)
    except re.error:
        return None
