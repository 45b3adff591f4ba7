"""Facts: how each value that stands on a page as words is printed in a language, and parsed again.

A fact is a value of the model other than running text: a date, a marking, a grade, an address. Lowering prints it
(`lower/`), lifting and the recognisers of plain lines parse it (`lower/`, `recognise/masthead_lines.py`); this table is
all that any of them knows of its wording. Three roles print two kinds of fact each, by the block that they stand in
(DATE, PUBLISHED, KIND), so the rows are names rather than entries under a role, and each keeps its type.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.language.dates import parse_stamp, parse_when, print_stamp, print_when
from briefkit.layout import FactValue, RunRole
from briefkit.lexicons import lexicon
from briefkit.model import Confidence, CorrectionKind, Marking, Reliability, Status
from briefkit.model.brief import MAX_VERSION
from briefkit.model.converters import Choice
from briefkit.model.grades import marking_in_words
from briefkit.model.string_rules import mailto
from briefkit.model.when import When

T = TypeVar("T", bound=FactValue)
C = TypeVar("C", bound=Choice)

#: What stands between two facts on one line.
DOT = " · "
# As many digits as MAX_VERSION has, for Python makes no number of thousands.
_VERSION = re.compile(r"[1-9]\d{0,15}", re.ASCII)


@frozen(eq=False)
class Fact(Generic[T]):
    """Fact: one kind of value that is printed as a run of its own.

    Attributes:
        role: The role of that run.
        print: Returns the words of a value in a language.
        parse: Returns the value of words in a language; None where they are none.
        label: The key of the house label before it; None where it stands alone.
        link: Returns the address that a value leads to; None where it is no link.
    """

    role: RunRole
    print: Callable[[T, str], str]
    parse: Callable[[str, str], T | None]
    label: str | None = None
    link: Callable[[T], str] | None = None

    def prefix(self, language: str) -> str:
        """Return the house label before the fact, with its space: "Published "; "" where it stands alone."""
        return f"{lexicon(language).labels[self.label]} " if self.label else ""

    def parse_labelled(self, words: str, language: str) -> T | None:
        """Return the value of words with the house label before them: "Published 5 September 2025"."""
        prefix = self.prefix(language)
        return self.parse(words[len(prefix) :], language) if words.startswith(prefix) else None


# Ways to print and parse


def _verbatim(role: RunRole, link: Callable[[str], str] | None = None) -> Fact[str]:
    """Return a fact that is its own words in every language."""
    return Fact(role, _itself, _itself, link=link)


def _itself(words: str, _: str) -> str:
    return words


def _choice(role: RunRole, choices: Iterable[C]) -> Fact[C]:
    """Return a fact that is printed as the house label of one of some choices."""
    known = tuple(choices)

    def print_choice(value: C, language: str) -> str:
        return lexicon(language).labels[value]

    def parse_choice(words: str, language: str) -> C | None:
        labels = lexicon(language).labels
        return next((one for one in known if labels[one] == words), None)

    return Fact(role, print_choice, parse_choice)


def _print_marking(marking: Marking, _: str) -> str:
    return str(marking)


def _parse_marking(words: str, _: str) -> Marking | None:
    try:
        return marking_in_words(words)
    except ModelError:
        return None


def _print_portion(marking: Marking, _: str) -> str:
    return f"({marking})"


def _parse_portion(words: str, language: str) -> Marking | None:
    return _parse_marking(words.removeprefix("(").removesuffix(")"), language)


def _parse_moment(words: str, language: str) -> dt.datetime | None:
    stamp = parse_stamp(words, language)
    return stamp if isinstance(stamp, dt.datetime) else None


def _print_version(version: int, _: str) -> str:
    return str(version)


def _parse_version(words: str, _: str) -> int | None:
    number = int(words) if _VERSION.fullmatch(words) else None
    return number if number is not None and number <= MAX_VERSION else None


def _print_reliability(reliability: Reliability, _: str) -> str:
    return reliability.value


def _parse_reliability(words: str, _: str) -> Reliability | None:
    return Reliability(words) if words in list(Reliability) else None


def _same(address: str) -> str:
    return address


def _orcid_address(identifier: str) -> str:
    return f"https://orcid.org/{identifier}"


# The table

MARKING = Fact(RunRole.MARKING, _print_marking, _parse_marking)
#: A published brief does not say so.
STATUS = _choice(RunRole.STATUS, (Status.DRAFT, Status.WITHDRAWN))
EMBARGO: Fact[dt.datetime] = Fact(RunRole.EMBARGO, print_stamp, _parse_moment, "embargo")

GENRE = _verbatim(RunRole.KIND)
PUBLISHED: Fact[dt.date] = Fact(RunRole.PUBLISHED, print_stamp, parse_stamp, "published")
MODIFIED: Fact[dt.date] = Fact(RunRole.MODIFIED, print_stamp, parse_stamp, "modified")
AS_OF: Fact[dt.date] = Fact(RunRole.AS_OF, print_stamp, parse_stamp, "as-of")
VERSION = Fact(RunRole.VERSION, _print_version, _parse_version, "version")

PORTION_MARK = Fact(RunRole.PORTION, _print_portion, _parse_portion)
EVENT_DATE: Fact[When] = Fact(RunRole.DATE, print_when, parse_when)
#: In the label of a statement.
SAID_ON: Fact[When] = Fact(RunRole.SAID_ON, print_when, parse_when)
PLACE = _verbatim(RunRole.PLACE)
LIKELIHOOD_TERM = _verbatim(RunRole.LIKELIHOOD)
LIKELIHOOD_SCALE = _verbatim(RunRole.SCALE)
CONFIDENCE = _choice(RunRole.CONFIDENCE, Confidence)

CORRECTION_DATE: Fact[dt.date] = Fact(RunRole.DATE, print_stamp, parse_stamp)
CORRECTION_KIND = _choice(RunRole.KIND, CorrectionKind)

AFFILIATION = _verbatim(RunRole.AFFILIATION)
EMAIL = _verbatim(RunRole.EMAIL, mailto)
ADDRESS = _verbatim(RunRole.URL, _same)
ORCID = _verbatim(RunRole.ORCID, _orcid_address)

SOURCE_AUTHOR = _verbatim(RunRole.AUTHOR)
PUBLISHER = _verbatim(RunRole.PUBLISHER)
SOURCE_PUBLISHED: Fact[When] = Fact(RunRole.PUBLISHED, print_when, parse_when)
ACCESSED: Fact[When] = Fact(RunRole.ACCESSED, print_when, parse_when, "accessed")
RELIABILITY = Fact(RunRole.RELIABILITY, _print_reliability, _parse_reliability, "reliability")

#: The facts of the banner, by the field of the brief that each prints.
BANNER: Mapping[str, Fact[Any]] = {"marking": MARKING, "status": STATUS, "embargo": EMBARGO}
#: The facts of the dateline, likewise.
DATELINE: Mapping[str, Fact[Any]] = {
    "published": PUBLISHED,
    "modified": MODIFIED,
    "as_of": AS_OF,
    "version": VERSION,
}
#: The facts of an author's contact line, by the field of the author.
CONTACT: Mapping[str, Fact[str]] = {"email": EMAIL, "url": ADDRESS, "orcid": ORCID}
