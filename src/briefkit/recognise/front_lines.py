"""Front lines: what other houses put over a title: kind of text, release, embargo, contacts, an e-mail's header."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

from attrs import evolve, field, frozen

from briefkit.language.dates import parse_stamp
from briefkit.lexicons import lexicon
from briefkit.model import Author
from briefkit.model.text import Text
from briefkit.notes import Code, Notes
from briefkit.recognise import layout_words, masthead_lines
from briefkit.recognise.back_matter_lines import add_label_replaced, byline, typed_addresses
from briefkit.recognise.bylines import byline_with_date
from briefkit.recognise.heading_looks import is_prose
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.repaired import made
from briefkit.recognise.words import fold

_LONGEST = 120  # characters
# A field of a header that no lexicon knows: "Message-ID: …".
_FIELD_OF_MAIL = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: ")
_NUMBERED = re.compile(r"(?:[^\W\d]{1,8}[.:]? ){0,2}[\d/–—-]{1,20}")
_FIGURES = re.compile(r"\d{4}|@")
_COLONS = (":", "：")
_AROUND = " :：–—-|·,"


@frozen
class FrontLine:
    """A line over the title, and what it says.

    Attributes:
        line: The line.
        facts: The fields of the brief that it gives.
        left: Its words that no field holds.
        is_contact: Whether it is one of the lines on whom to ask.
        stays: Whether its words are kept, below the title.
        is_masthead: Whether it is a byline or a date, as they usually stand below the title.
        is_of_house: Whether it is one that the house prints too.
    """

    line: Line
    facts: dict[str, Any] = field(factory=dict)
    left: str = ""
    is_contact: bool = False
    stays: bool = False
    is_masthead: bool = False
    is_of_house: bool = False


def front_lines(lines: Sequence[Line], recogniser: Recogniser) -> list[FrontLine]:
    """Return the lines over the title, [] where the first line may be one.

    Args:
        lines: The logical lines of a document.
        recogniser: The recogniser of the language.
    """
    found: list[FrontLine] = []
    if len(lines) > 1 and _is_name_over_release(lines, recogniser):
        found.append(FrontLine(lines[0], stays=True))
    for line in lines[len(found) :]:
        one = _front_line(line, recogniser)
        if found and one is None:
            one = _line_after(found[-1], line)
        if one is None:
            break
        found.append(one)
    return found if len(found) < len(lines) and _may_be_title(lines[len(found)]) else []


def reads_as_front(line: Line, recogniser: Recogniser) -> bool:
    """Whether a line, were it the first, would be read as one over the title."""
    return _front_line(line, recogniser) is not None


def _front_line(line: Line, recogniser: Recogniser) -> FrontLine | None:
    words, language = line.plain, recogniser.language
    if line.kind is not Kind.UNKNOWN or len(words) > _LONGEST:
        return None
    bracketed = masthead_lines.genre(words)
    facts = masthead_lines.banner(words, recogniser) or ({"genre": bracketed} if bracketed else {})
    if facts:
        return FrontLine(line, facts, is_of_house=True)
    if layout_words.is_one_of("restrictions", words, language):
        return FrontLine(line, stays=True)
    if layout_words.is_one_of("genres", words, language):
        return FrontLine(line, {"genre": words.rstrip(_AROUND)})
    release = layout_words.opening("releases", words, language)
    if release:
        day = parse_stamp(words[len(release) :].strip(_AROUND), language)
        return FrontLine(line, {"published": day} if day else {}, words)
    contact = layout_words.opening("contacts", words, language)
    if contact and words[len(contact) :].lstrip().startswith(_COLONS):
        return FrontLine(line, is_contact=True)
    if _is_masthead(words, recogniser):
        return FrontLine(line, is_masthead=True)
    return _typed_line(line, recogniser)


def _is_masthead(words: str, recogniser: Recogniser) -> bool:
    return (
        masthead_lines.dates(words, recogniser)
        or byline(words, recogniser) is not None
        or byline_with_date(words, recogniser) is not None
    )


def _typed_line(line: Line, recogniser: Recogniser) -> FrontLine | None:
    """Read a line that says how far the text has come, or when it may go out, in words of another house."""
    words = line.plain
    facts, others = masthead_lines.typed_facts(words, recogniser)
    if facts and (not others or words.isupper()):
        return FrontLine(line, facts, " ".join(others))
    one = lexicon(recogniser.language)
    labels = (one.labels["embargo"], *one.wordings.get("embargo", ()))
    opens = any(fold(words).startswith(fold(label)) for label in labels)
    return FrontLine(line, stays=True) if opens else None


def _line_after(before: FrontLine, line: Line) -> FrontLine | None:
    """Read a line that goes on with contacts, or with the day and the telephone of a release, or gives its number."""
    if before.is_contact and not line.apart:
        return FrontLine(line, is_contact=True)
    goes_on = bool(before.left) and not line.apart and bool(_FIGURES.search(line.plain))
    numbered = _NUMBERED.fullmatch(line.plain)
    return FrontLine(line, stays=True) if goes_on or numbered else None


def _is_name_over_release(lines: Sequence[Line], recogniser: Recogniser) -> bool:
    """Whether the second line says that the text is a release, so that the first is the name of a house."""
    first, second = lines[0], lines[1].plain
    if first.kind is not Kind.UNKNOWN or _front_line(first, recogniser) is not None:
        return False
    language = recogniser.language
    is_kind = second.isupper() and layout_words.is_one_of("genres", second, language)
    return is_kind or bool(layout_words.opening("releases", second, language))


def _may_be_title(line: Line) -> bool:
    return line.kind is Kind.HEADING or (line.kind is Kind.UNKNOWN and not is_prose(line.plain))


# The header of an e-mail


def without_mail_header(
    lines: Sequence[Line],
    language: str,
    notes: Notes,
    fill: Callable[[Mapping[str, Any], Line], None],
) -> Sequence[Line]:
    """Take an e-mail's header from over its text; the subject becomes the line of the title.

    Args:
        lines: The logical lines of a document.
        language: Its language, in BCP 47.
        notes: The notes on what has no place in a brief.
        fill: What takes the facts that a line gives.
    """
    header = _mail_header(lines, language)
    titles: list[Line] = []
    given: dict[str, Any] = {}
    for line in header:
        label = line.plain.partition(":")[0]
        subject = _mail_value(line, "subject", language)
        value = _mail_value(line, "mail", language)
        found = _mail_facts(label, value, language)
        if subject and not titles:
            titles.append(evolve(line, text=Text(subject), kind=Kind.HEADING, level=1))
            add_label_replaced(label, line, notes)
        elif found and not found.keys() & given.keys():
            given |= found
            fill(found, line)
            add_label_replaced(label, line, notes)
        else:
            message = "A line of the header of an e-mail has no place in a brief."
            notes.add(Code.LINE_DROPPED, message, line.plain, line.number)
    return [*titles, *lines[len(header) :]]


def _mail_facts(label: str, value: str, language: str) -> dict[str, Any]:
    """Return what a line of the header of an e-mail gives: the day, or who wrote it."""
    day = parse_stamp(value, language) or _day_of_mail(value)
    if day:
        return {"published": day}
    found, name = typed_addresses(value)
    if not layout_words.is_one_of("senders", label, language) or not name:
        return {}
    return {"authors": (made(Author, name.strip('"'), email=found.get("email")),)}


def _day_of_mail(words: str) -> dt.date | None:
    """Read "Thu, 12 Mar 2026 14:05:00 +0100" (RFC 5322, 3.3)."""
    try:
        return parsedate_to_datetime(words)
    except ValueError:
        return None


def _mail_header(lines: Sequence[Line], language: str) -> Sequence[Line]:
    """Return the lines of the header of an e-mail, from the first; () where they are none, or give no subject."""
    count = 0
    while count < len(lines) and (count == 0 or not lines[count].apart):
        known = any(_mail_value(lines[count], group, language) for group in ("mail", "subject"))
        if not known and not _FIELD_OF_MAIL.match(lines[count].plain):
            break
        count += 1
    header = lines[:count]
    has_subject = any(_mail_value(line, "subject", language) for line in header)
    has_other = any(_mail_value(line, "mail", language) for line in header)
    return header if has_subject and has_other and count < len(lines) else ()


def _mail_value(line: Line, group: layout_words.Group, language: str) -> str:
    """Return what stands behind the label of a line of an e-mail's header; "" where it has none of a group."""
    label = layout_words.opening(group, line.plain, language)
    rest = line.plain[len(label) :].lstrip()
    return rest[1:].strip() if label and rest.startswith(_COLONS) else ""
