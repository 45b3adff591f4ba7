"""Dates in words: find them, read them, print them; all words come from the lexicon.

What `print_when` prints, `parse_when` reads back exactly. A date without a year, and one in figures that two
countries read differently (05/09/2025), is no date here: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.lexicons import Lexicon, lexicon
from briefkit.when import When

_YEAR = r"\d{4}"
_TIME = (
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"(?: ?(?P<zone>UTC|GMT|Z)(?:(?P<offset>[+-]\d\d?)(?::?(?P<minutes>[0-5]\d))?)?)?"
)
_ISO = (
    r"(?P<year>\d{4})-(?P<number>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d))?(?P<zone>Z)?(?:(?P<offset>[+-]\d\d)(?::?(?P<minutes>[0-5]\d))?)?)?)?"
)
_NAME = re.compile(r"\(\?P<\w+>")


@frozen
class _Grammar:
    """The date forms of one language, compiled.

    Attributes:
        parts: What one date may look like, with named groups.
        finder: Any date or interval in running words, without groups.
        joint: What stands between the two ends of an interval.
        qualifiers: The words before a date that make it uncertain or approximate, longest first.
        months: The number of a month by its name, case-folded and without a dot.
    """

    parts: tuple[re.Pattern[str], ...]
    finder: re.Pattern[str]
    joint: re.Pattern[str]
    qualifiers: tuple[tuple[str, str], ...]
    months: Mapping[str, int]


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words; one that ends in a dot may lose it."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word.rstrip(".")) + (r"\.?" * word.endswith(".")) for word in listed)


@lru_cache
def _grammar(language: str) -> _Grammar:
    words = lexicon(language)
    places = {
        "{day}": rf"(?P<day>\d{{1,2}})(?:{_any(words.dates['ordinals'])})?",
        "{month}": f"(?P<month>{_any(name for names in words.months for name in names)})",
        "{year}": rf"(?P<year>{_YEAR})",
        "{last}": rf"(?P<last>\d{{1,2}})(?:{_any(words.dates['ordinals'])})?",
    }
    forms = []
    for form in words.dates["forms"]:
        for place, pattern in places.items():
            form = form.replace(place, pattern)
        forms.append(form)
    weekday = f"(?:(?:{_any(words.weekdays)}),? )?"
    dated = [f"{weekday}{form}(?:,? (?:{words.dates['at']} )?{_TIME})?" for form in forms]
    patterns = [*dated, _ISO]
    qualifiers = _qualifiers(words)
    before = f"(?:(?:{_any(word for word, _ in qualifiers)}) )?"
    joint = words.dates["joint"]
    after = "|".join(rf"(?<=\b{re.escape(word)} )" for word in words.dates["before_year"])
    one = before + "(?:" + "|".join(_NAME.sub("(?:", pattern) for pattern in patterns) + ")"
    end = f"(?:{one}|{before}{_YEAR})"
    year = rf"(?:{after}){before}{_YEAR}(?![\w/%-])"
    finder = rf"(?<![\w/.-]){one}(?:(?:{joint}){end})?(?![\w/-])|{year}"
    return _Grammar(
        parts=tuple(re.compile(p, re.IGNORECASE) for p in (*patterns, rf"(?P<year>{_YEAR})")),
        finder=re.compile(finder, re.IGNORECASE | re.ASCII),
        joint=re.compile(joint),
        qualifiers=qualifiers,
        months={
            name.casefold().rstrip("."): number
            for number, names in enumerate(words.months, start=1)
            for name in names
        },
    )


def _qualifiers(words: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return the words for each qualifier of EDTF, longest first."""
    listed = [
        (word, sign)
        for sign, key in (("~", "approximate"), ("?", "uncertain"), ("%", "both"))
        for word in words.dates[key]
    ]
    return tuple(sorted(listed, key=lambda pair: len(pair[0]), reverse=True))


def find_date(words: str, language: str) -> tuple[When, int, int] | None:
    """Find the first date in words.

    Args:
        words: Any words.
        language: Their language, in BCP 47.

    Returns:
        The date, and where its words start and stop; None where there is none. A year alone counts only
        after a word such as "in".
    """
    for match in _grammar(language).finder.finditer(words):
        when = parse_when(match.group(), language)
        if when is not None:
            return when, match.start(), match.end()
    return None


def parse_when(words: str, language: str) -> When | None:
    """Read a whole string as a date; None where it is none, or more than one."""
    grammar = _grammar(language)
    whole = _edtf(words, grammar)
    if whole is None:
        for joint in grammar.joint.finditer(words):
            ends = _edtf(words[: joint.start()], grammar), _edtf(words[joint.end() :], grammar)
            if ends[0] and ends[1]:
                whole = f"{ends[0]}/{ends[1]}"
                break
    try:
        return When(whole) if whole else None
    except ModelError:
        return None


def _edtf(words: str, grammar: _Grammar) -> str | None:
    """Return the EDTF of one date in words, not yet held to the calendar."""
    for prefix, sign in (*grammar.qualifiers, ("", "")):
        if sign and not words.casefold().startswith(prefix + " "):
            continue
        rest = words[len(prefix) + 1 :] if sign else words
        for part in grammar.parts:
            match = part.fullmatch(rest)
            if match:
                return _assembled(match.groupdict(), sign, grammar.months)
    return None


def _assembled(found: Mapping[str, str | None], sign: str, months: Mapping[str, int]) -> str:
    """Put the parts that a form found together in EDTF."""
    date = str(found["year"])
    month = found.get("month")
    number = f"{months[month.casefold().rstrip('.')]:02}" if month else found.get("number")
    if number:
        date += f"-{number}"
    day, last, hour = found.get("day"), found.get("last"), found.get("hour")
    if last and day:
        return f"{date}-{int(day):02}{sign}/{date}-{int(last):02}{sign}"
    if day:
        date += f"-{int(day):02}"
    if hour:
        date += f"T{int(hour):02}:{found['minute']}:{found['second'] or '00'}{_zone(found)}"
    return date + sign


def _zone(found: Mapping[str, str | None]) -> str:
    offset = found["offset"]
    if offset:
        return f"{offset[0]}{int(offset[1:]):02}:{found['minutes'] or '00'}"
    return "Z" if found["zone"] else ""


def print_when(when: When, language: str) -> str:
    """Print a date in full, as "5 September 2025"; `parse_when` reads it back."""
    joint = str(lexicon(language).dates["to"])
    return joint.join(_printed(part, language) for part in when.edtf.split("/"))


@lru_cache(maxsize=1024)
def _printed(edtf: str, language: str) -> str:
    words = lexicon(language)
    signs = {"~": "approximate", "?": "uncertain", "%": "both"}
    prefix = f"{words.dates[signs[edtf[-1]]][0]} " if edtf[-1] in signs else ""
    date, _, time = edtf.rstrip("~?%").partition("T")
    year, *rest = date.split("-")
    month = words.months[int(rest[0]) - 1][0] if rest else ""
    form = str(words.dates["print"][("year", "month", "day")[len(rest)]])
    day = str(int(rest[1])) if len(rest) == 2 else ""
    return prefix + form.format(day=day, month=month, year=year) + _printed_time(time)


def _printed_time(time: str) -> str:
    """Print the time of an instant: seconds only where there are some, the zone where it is known."""
    if not time:
        return ""
    clock, zone = time[:8], time[8:]
    zone = zone and " UTC" + zone.removeprefix("Z")
    return f", {clock.removesuffix(':00') if clock.count(':') == 2 else clock}{zone}"


def print_stamp(value: dt.date, language: str) -> str:
    """Print a date or an aware datetime, as "5 September 2025, 18:30 UTC"; `parse_stamp` reads it back."""
    return _printed(value.isoformat().replace("+00:00", "Z"), language)


def parse_stamp(words: str, language: str) -> dt.date | None:
    """Read a whole string as a day, or as a moment whose zone is known; None where it is neither."""
    when = parse_when(words, language)
    if when is None:
        return None
    if when.instant is not None:
        return when.instant if when.instant.tzinfo else None
    return when.earliest if re.fullmatch(r"\d{4}-\d\d-\d\d", when.edtf) else None
