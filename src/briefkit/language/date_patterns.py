"""Date patterns of a language: the CLDR's, through Babel, or the house's own from the lexicon.

Patterns are in the CLDR's syntax (UTS 35, Dates: "d. MMMM y"). Each language's are read once and cached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from briefkit.errors import LexiconError
from briefkit.lexicons import FALLBACK, Lexicon, lexicon
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe

if TYPE_CHECKING:
    from babel import Locale

_TOKEN = re.compile(r"'(?P<quoted>(?:[^']|'')*)'|(?P<field>([A-Za-z])\3*)|(?P<other>.)")
# Direction marks in patterns are left out: the page's own direction orders a date, and they would be copied with it.
_DIRECTION_MARKS = str.maketrans("", "", "\u200e\u200f\u061c")
_SKELETONS = ("yMMMMd", "yMMMd", "yMMMEd", "yMMMMEEEEd", "yMMMM", "yMMM", "y")


@frozen
class Patterns:
    """Date patterns of one language in one region.

    Attributes:
        day: The pattern that prints a day.
        month: The pattern that prints a month of a year.
        year: The pattern that prints a year.
        moment: The pattern that joins a date {1} and a time {0}.
        interval: The pattern that joins the dates {0} and {1}.
        read: Every pattern that a date may be read by.
        months: The names of each month; the first is printed with a day.
        alone: The stand-alone name of each month (LLLL).
        weekdays: The names of the days from Monday on, once or in several widths.
    """

    day: str
    month: str
    year: str
    moment: str
    interval: str
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    read: tuple[str, ...] = ()
    alone: tuple[str, ...] = field()

    @alone.default
    def _with_days(self) -> tuple[str, ...]:
        return tuple(names[0] for names in self.months)


def tokens(pattern: str) -> Iterator[tuple[str, str]]:
    """Tokens of a pattern: each field as ("MMMM", ""), each literal between fields as ("", " de ")."""
    literal = ""
    for match in _TOKEN.finditer(pattern):
        if match["field"]:
            if literal:
                yield "", literal
            literal = ""
            yield match["field"], ""
        else:
            literal += (match["quoted"] or "").replace("''", "'") + (match["other"] or "")
    if literal:
        yield "", literal


@cached(256, max_length=200)
def patterns(language: str) -> Patterns:
    """Date patterns of a language (BCP 47) in its region; those of English where it has no lexicon.

    Raises:
        LexiconError: Another package adds the language, and neither its lexicon nor the CLDR has patterns.
    """
    words = lexicon(language)
    is_foreign = words.language == FALLBACK != language.split("-")[0].lower()
    if is_foreign or language in words.dates.get("own", ()):
        return _own(words)
    locale = locale_of(language)
    if locale is None:
        raise LexiconError(
            f"the CLDR has no dates of {language!r}",
            where="dates",
            remedy="give its lexicon own, months, weekdays, forms, interval and [dates.print], as in English",
        )
    return _from_cldr(locale, words)


def _own(words: Lexicon) -> Patterns:
    months = tuple(tuple(names) for names in words.dates["months"])
    return Patterns(
        **words.dates["print"],
        interval=words.dates["interval"],
        months=months,
        weekdays=tuple(words.dates["weekdays"]),
    )


@fork_safe
def locale_of(language: str) -> Locale | None:
    """Return the locale of the CLDR that is nearest to a language; None where it has none."""
    from babel import Locale, localedata  # 10 ms; a brief in English needs neither
    from langcodes import Language  # 20 ms

    asked = Language.get(language)
    script = asked.script or asked.maximize().script
    candidates = ((script, asked.territory), (None, asked.territory), (script, None), (None, None))
    names = ("_".join(filter(None, (asked.language, *rest))) for rest in candidates)
    found = next(filter(localedata.exists, names), None)
    return Locale.parse(found) if found else None


def _from_cldr(locale: Locale, words: Lexicon) -> Patterns:
    skeletons: Mapping[str, Any] = locale.datetime_skeletons
    long = _plain(locale.date_formats["long"].pattern)
    printed = {
        "day": long,
        "month": _plain(skeletons["yMMMM"].pattern),
        "year": _plain(skeletons["y"].pattern),
        "moment": _plain(str(locale.datetime_formats["medium"])),
        "interval": words.dates.get("interval") or _plain(str(locale.interval_formats[None])),
    }
    months = locale.months["format"]
    # Stand-alone names are asked for only where a pattern prints them: Babel may hand out another language's where
    # a locale inherits them (python-babel issue 1234), and they are the "format" ones then anyway.
    stands_alone = "L" in "".join(printed.values())
    alone = locale.months["stand-alone"] if stands_alone else months
    widths = [(names, width) for names in (months, alone) for width in ("wide", "abbreviated")]
    read = [
        *(locale.date_formats[length].pattern for length in ("full", "long", "medium")),
        *(skeletons[name].pattern for name in _SKELETONS if name in skeletons),
    ]
    return Patterns(
        **printed,
        read=tuple(dict.fromkeys(map(_plain, read))),
        months=tuple(
            tuple(dict.fromkeys(names[width][month] for names, width in widths))
            for month in range(1, 13)
        ),
        alone=tuple(alone["wide"][month] for month in range(1, 13)),
        weekdays=tuple(
            name
            for width in ("wide", "abbreviated")
            for _, name in sorted(locale.days["format"][width].items())
        ),
    )


def _plain(pattern: str) -> str:
    return pattern.translate(_DIRECTION_MARKS)
