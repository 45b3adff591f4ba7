"""Dates in words: printed, parsed and found in running text, as their language writes them.

`parse_when` reads exactly what `print_when` prints, with any kind of spaces. Nothing is guessed: a date without a year is no date here, nor is
one in figures that two countries read differently (05/09/2025). Digits are printed in Latin in every language, like
the numbers of notes and pages; digits of other scripts are read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.language.date_patterns import Patterns, patterns, tokens
from briefkit.language.spacing import plain_spaces
from briefkit.layout import FactValue
from briefkit.lexicons import Lexicon, lexicon
from briefkit.model.when import When
from briefkit.runtime.caching import cached

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
#: What joins the two ends of an interval in any language.
_JOINT = " [–—-] |[–—～〜]"
#: What may not stand right before and after a date; scripts without spaces have letters beside it.
_SPACED = r"(?<![\w/.])(?<![A-Za-z0-9]-)", r"(?![\w/-])"
_UNSPACED = r"(?<![A-Za-z0-9_/.])(?<![A-Za-z0-9]-)", r"(?![A-Za-z0-9_/-])"
_LONGEST = 250  # characters; an interval of two moments has some hundred in any language
# A date has its year, and most words that are asked for have none.
_DIGIT = re.compile(r"\d")
_SIGNS = {"~": "approximate", "?": "uncertain", "%": "both"}


@frozen
class _Grammar:
    """Grammar of dates in one language, compiled to regular expressions.

    Attributes:
        parts: The forms of one date, with named groups.
        finder: A date or an interval in running words, without groups.
        joint: What joins the two ends of an interval.
        qualifiers: Prefix, suffix and EDTF sign of an uncertain or approximate date, longest first.
        months: The number of each month by its folded name.
    """

    parts: tuple[re.Pattern[str], ...]
    finder: re.Pattern[str]
    joint: re.Pattern[str]
    qualifiers: tuple[tuple[str, str, str], ...]
    months: Mapping[str, int]


def _any(words: Iterable[str]) -> str:
    """Alternatives: a regular expression for any of the words; one that ends in a dot may lose it."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word.rstrip(".")) + (r"\.?" * word.endswith(".")) for word in listed)


def _folded(month: str) -> str:
    """Month name without case and dot, and with one i for the two of Turkish."""
    return month.casefold().replace("ı", "i").replace("i\u0307", "i").rstrip(".")


@cached(256, max_length=200)
def _grammar(language: str) -> _Grammar:
    words, written = lexicon(language), patterns(language)
    forms = tuple(_forms(words, written))
    dated = [f"{form}{_timed(words, written)}" for form in forms]
    qualifiers = _qualifiers(words)
    own = plain_spaces(words.dates.get("joint", ""))
    joint = "|".join(filter(None, (own, _between(written.interval), _JOINT)))
    return _Grammar(
        parts=tuple(
            re.compile(part, re.IGNORECASE)
            for part in (*dated, _ISO, *_years(written), rf"(?P<year>{_YEAR})")
        ),
        finder=re.compile(_finder(words, [*dated, _ISO], qualifiers, joint), re.IGNORECASE),
        joint=re.compile(joint),
        qualifiers=qualifiers,
        months={
            _folded(name): number
            for number, names in enumerate(written.months, start=1)
            for name in names
        },
    )


def _forms(words: Lexicon, written: Patterns) -> Iterator[str]:
    """Forms of a day or a month, each as a regular expression."""
    weekday = f"(?:{_any(written.weekdays)})"
    for form in written_forms(words, written):
        yield f"(?:{weekday},? )?{filled(form, words, written)}"


def written_forms(words: Lexicon, written: Patterns) -> Iterator[str]:
    """Forms of a day or a month as the lexicon and the CLDR have them, with {day}, {month} and {year} in their places."""
    own = map(plain_spaces, words.dates.get("forms", ()))
    derived = [form for pattern in written.read if (form := _form(pattern))]
    yield from dict.fromkeys((*own, *derived))


def filled(form: str, words: Lexicon, written: Patterns) -> str:
    """Regular expression of a form, with a named group in each of its places."""
    ordinals = _any(words.dates.get("ordinals", ()))
    day = rf"\d{{1,2}})(?:{ordinals})?"
    places = {
        "{day}": f"(?P<day>{day}",
        "{last}": f"(?P<last>{day}",
        "{month}": f"(?P<month>{_any(name for names in written.months for name in names)})",
        "{number}": r"(?P<number>1[0-2]|0?[1-9])",
        "{year}": rf"(?P<year>{_YEAR})",
        "{weekday}": f"(?:{_any(written.weekdays)})",
    }
    for place, pattern in places.items():
        form = form.replace(place, pattern)
    return form


def _form(pattern: str) -> str | None:
    """Form of what a pattern of the CLDR prints; None where it is all figures, which two countries read differently."""
    form, named = "", False
    for token, literal in tokens(pattern):
        match token[:1]:
            case "":
                form += re.escape(plain_spaces(literal))
                named = named or any(one.isalpha() for one in literal)
            case "y":
                form += "{year}"
            case "M" | "L":
                form += "{month}" if len(token) > 2 else "{number}"
                named = named or len(token) > 2
            case "d":
                form += "{day}"
            case "E" | "c":
                form += "{weekday}"
            case _:
                return None
    return form if named and ("{month}" in form or "{number}" in form) else None


def _years(written: Patterns) -> Iterator[str]:
    """Form of a year alone, where it is more than its digits."""
    literals = [re.escape(plain_spaces(literal)) for _, literal in tokens(written.year)]
    if any(literals):
        yield "".join(literal or rf"(?P<year>{_YEAR})" for literal in literals)


def _timed(words: Lexicon, written: Patterns) -> str:
    """Form of the time that may follow a date."""
    glue = f"{_between(written.moment)}|,? "
    at = _any(words.dates.get("at", ()))
    return f"(?:(?:{glue})(?:(?:{at}) )?{_TIME})?"


def _between(glue: str) -> str:
    """Literal between the two places of a pattern, as a regular expression."""
    return re.escape(plain_spaces(glue.partition("}")[2].partition("{")[0]))


def _finder(
    words: Lexicon, forms: list[str], qualifiers: Iterable[tuple[str, str, str]], joint: str
) -> str:
    """Form of any date or interval in running words, without groups."""
    before, after = _SPACED if words.dates.get("spaced", True) else _UNSPACED
    opening = "|".join(re.escape(prefix) for prefix, _, _ in qualifiers if prefix)
    closing = "|".join(re.escape(suffix) for _, suffix, _ in qualifiers if suffix)
    bare = "|".join(_NAME.sub("(?:", form) for form in forms)
    qualified = f"(?:{opening})?(?:{{}})(?:{closing})?".format
    one = qualified(bare)
    end = f"(?:{one}|{qualified(_YEAR)})"
    found = f"{before}{one}(?:(?:{joint}){end})?{after}"
    years = "|".join(rf"(?<=\b{re.escape(word)} )" for word in words.dates.get("before_year", ()))
    return found + (rf"|(?:{years}){qualified(_YEAR)}(?![\w/%-])" if years else "")


def _qualifiers(words: Lexicon) -> tuple[tuple[str, str, str], ...]:
    """Qualifiers: the words before and after a date and the sign of EDTF that they mean, longest first."""
    listed = [
        (before, after, sign)
        for sign, key in _SIGNS.items()
        for template in words.dates[key]
        for before, _, after in [plain_spaces(template).partition("{date}")]
    ]
    return tuple(sorted(listed, key=lambda one: len(one[0] + one[1]), reverse=True))


def find_date(words: str, language: str) -> tuple[When, int, int] | None:
    """First date in running words.

    Args:
        words: Any words.
        language: Their language, in BCP 47.

    Returns:
        The date with the start and stop of its words; None where there is none. A year alone counts only
        after a word such as "in".
    """
    return next(dates_in(words, language), None)


def dates_in(words: str, language: str) -> Iterator[tuple[When, int, int]]:
    """Yield the dates in running words as `find_date` does, each behind the one before it."""
    if not _DIGIT.search(words):
        return
    for match in _grammar(language).finder.finditer(plain_spaces(words)):
        when = parse_when(match.group(), language)
        if when is not None:
            yield when, match.start(), match.end()


def opens_with_date(words: str, language: str) -> bool:
    """Whether words open with a date: "5. September 2025" opens no list in German."""
    return _grammar(language).finder.match(plain_spaces(words)) is not None


def parse_when(words: str, language: str) -> When | None:
    """Parse a whole string as one date or interval; None where it is anything else."""
    if len(words) > _LONGEST:  # each joint is tried, and a long string may be full of them
        return None
    if not _DIGIT.search(words):
        return None
    grammar = _grammar(language)
    words = plain_spaces(words)
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
    """EDTF of one date in words, not yet checked against the calendar."""
    for prefix, suffix, sign in (*grammar.qualifiers, ("", "", "")):
        stop = len(words) - len(suffix)
        if sign and (_differ(words[: len(prefix)], prefix) or _differ(words[stop:], suffix)):
            continue
        rest = words[len(prefix) : stop]
        for part in grammar.parts:
            match = part.fullmatch(rest)
            if match:
                return _assembled(match.groupdict(), sign, grammar.months)
    return None


def _differ(words: str, others: str) -> bool:
    return words.casefold() != others.casefold()


def month_number(found: re.Match[str], language: str) -> int:
    """Return the number of the month that a form matched, by its name or in figures."""
    groups = found.groupdict()
    name = groups.get("month")
    return _grammar(language).months[_folded(name)] if name else int(groups.get("number") or 0)


def _assembled(found: Mapping[str, str | None], sign: str, months: Mapping[str, int]) -> str:
    """EDTF of the groups that a form matched."""
    date = f"{int(found['year'] or 0):04}"
    name, figures = found.get("month"), found.get("number")
    number = months[_folded(name)] if name else int(figures or 0)
    if number:
        date += f"-{number:02}"
    day, last, hour = found.get("day"), found.get("last"), found.get("hour")
    if last and day:
        return f"{date}-{int(day):02}{sign}/{date}-{int(last):02}{sign}"
    if day:
        date += f"-{int(day):02}"
    if hour:
        minute, second = int(found["minute"] or 0), int(found["second"] or 0)
        date += f"T{int(hour):02}:{minute:02}:{second:02}{_zone(found)}"
    return date + sign


def _zone(found: Mapping[str, str | None]) -> str:
    offset = found["offset"]
    if offset:
        return f"{offset[0]}{int(offset[1:]):02}:{int(found['minutes'] or 0):02}"
    return "Z" if found["zone"] else ""


def print_when(when: When, language: str) -> str:
    """Print a date in full, as "5 September 2025"; `parse_when` reads it back.

    Args:
        when: The date.
        language: The language, in BCP 47; its region counts, for "en-US" prints "September 5, 2025".
    """
    first, _, last = when.edtf.partition("/")
    if not last:
        return _printed(first, language)
    ends = _printed(first, language), _printed(last, language)
    return patterns(language).interval.format(*ends)


@cached(1024, max_length=200)
def _printed(edtf: str, language: str) -> str:
    words, written = lexicon(language), patterns(language)
    date, _, time = edtf.rstrip("~?%").partition("T")
    year, *rest = date.split("-")
    pattern = (written.year, written.month, written.day)[len(rest)]
    month, day = ([int(one) for one in rest] + [1, 1])[:2]
    printed = "".join(
        literal or _field(token, year, month, day, words, written)
        for token, literal in tokens(pattern)
    )
    if time:
        printed = written.moment.format(_printed_time(time), printed)
    template = words.dates[_SIGNS[edtf[-1]]][0] if edtf[-1] in _SIGNS else "{date}"
    return str(template.format(date=printed))


def _field(token: str, year: str, month: int, day: int, words: Lexicon, written: Patterns) -> str:
    """Print one field of a date pattern (UTS 35, Date Field Symbol Table)."""
    match token:
        case "d" | "dd":
            first = words.dates.get("first") if day == 1 else None
            return first or f"{day:0{len(token)}}"
        case "M" | "MM" | "L" | "LL":
            return f"{month:0{len(token)}}"
        case "LLLL":
            return written.alone[month - 1]
        case "MMMM":
            return written.months[month - 1][0]
        case _:
            # "y": always four digits, or the year 33 would be read as a day.
            return year


def _printed_time(time: str) -> str:
    """Print the time of a moment: seconds unless they are zero, the zone where it is known."""
    clock, zone = time[:8], time[8:]
    zone = zone and " UTC" + zone.removeprefix("Z")
    return f"{clock.removesuffix(':00') if clock.count(':') == 2 else clock}{zone}"


def print_stamp(value: dt.date, language: str) -> str:
    """Print a date or an aware datetime, as "5 September 2025, 18:30 UTC"; `parse_stamp` reads it back."""
    return _printed(_iso(value), language)


def iso_8601(value: FactValue) -> str | None:
    """ISO 8601 of a date or moment; None for an interval, an uncertain or approximate date, and any other value."""
    match value:
        case When(edtf=edtf):
            return None if "/" in edtf or edtf[-1] in _SIGNS else edtf
        case dt.date():
            return _iso(value)
        case _:
            return None


def _iso(stamp: dt.date) -> str:
    return stamp.isoformat().replace("+00:00", "Z")


def parse_stamp(words: str, language: str) -> dt.date | None:
    """Parse a whole string as a day, or as a moment whose zone is known; None where it is neither."""
    when = parse_when(words, language)
    if when is None:
        return None
    if when.instant is not None:
        return when.instant if when.instant.tzinfo else None
    return when.earliest if re.fullmatch(r"\d{4}-\d\d-\d\d", when.edtf) else None
