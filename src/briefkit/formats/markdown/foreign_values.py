"""Foreign values: what the front matter of other programs says of a brief, in the form of the brief's own data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from attrs import frozen

from briefkit.data.diagnosis import diagnose_fields
from briefkit.data.plain_data import to_data
from briefkit.errors import BriefkitError
from briefkit.formats.markdown.line_reader import parse_line
from briefkit.formats.markdown.tool_keys import bare, tool_keys
from briefkit.language.dates import parse_stamp
from briefkit.limits.faults import Faults
from briefkit.model import Brief, Status
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.notes import Notes
from briefkit.recognise.back_matter_lines import (
    author_named,
    authors_named,
    byline,
    typed_addresses,
)
from briefkit.recognise.recogniser import recogniser_for

_MOMENT = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?P<fraction>[.,]\d+)?)?"
    r"(?: ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?)?",
    re.IGNORECASE,
)
_MARKS = ("*", "_", "`", "[")
_YES, _NO = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")
_BETWEEN = re.compile(r"[,;，；、]")
_NO_ANGLES = str.maketrans("<>", "  ")
_ORCID = re.compile(r"(?:\d{4}-){3}\d{3}[\dX]")


@frozen
class Found:
    """What a value says.

    Attributes:
        data: The same as a field of the brief has it.
        is_all: Whether it says no more.
    """

    data: Any
    is_all: bool = True


def field_value(field: str, key: str, value: Any, language: str) -> Found | None:
    """Return what a value of front matter says of a field of a brief; None where the field cannot hold it.

    Args:
        field: The name of the field.
        key: The key of the value.
        value: The value.
        language: The language of the brief, in BCP 47.
    """
    found: Found | None
    match field:
        case "authors":
            found = _authors(value, language)
        case "published" | "modified" | "as_of":
            found = _stamp(value, language)
        case "topics":
            found = _topics(value)
        case "status":
            found = _status(key, value)
        case "language":
            words = words_of(value).partition(".")[0].replace("_", "-")
            found = Found(words) if words else None
        case "title" | "standfirst":
            words = words_of(value)
            found = Found(_marked(words, language)) if words else None
        case "rights" | "genre" | "url" | "id":
            words = words_of(value)
            found = Found(words) if words else None
        case _:
            found = Found(value)
    return found if found and _fits(field, found.data) else None


def _marked(words: str, language: str) -> Any:
    """Return words with the marks of Markdown in them, as the data of a text; as they are where more stands in them."""
    notes = Notes()
    if not any(sign in words for sign in _MARKS):
        return words
    try:
        line = parse_line(words, notes=notes)
        text = line.text(language)
    except BriefkitError:
        return words
    is_words = text and not (
        line.attributes or line.pictures or line.keys or line.said or len(notes)
    )
    return to_data(text) if is_words else words


def is_truth(value: Any) -> bool:
    """Whether a value only says yes or no."""
    return str(value).lower() in (*_YES, *_NO)


def words_of(value: Any) -> str:
    """Return a plain value as words on one line; "" for any other."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(REFUSED_CHARACTER.sub(" ", str(value)).split())


def _fits(field: str, data: Any) -> bool:
    """Whether a field of a brief can hold data."""
    faults = Faults()
    diagnose_fields({"title": "-", field: data}, Brief, faults)
    return not faults


def _status(key: str, value: Any) -> Found | None:
    words = str(value).lower()
    if not is_truth(value):
        return Found(words) if words in set(Status) else None
    hides = words in _YES if "draft" in bare(key) else words in _NO
    return Found((Status.DRAFT if hides else Status.PUBLISHED).value)


def _stamp(value: Any, language: str) -> Found | None:
    """Read a day or a moment; of a moment whose zone is not known, the day."""
    words = value.isoformat() if isinstance(value, dt.date) else words_of(value)
    found = _MOMENT.fullmatch(words)
    if found is None:
        stamp = parse_stamp(words, language) if words else None
        return Found(stamp.isoformat()) if stamp else _mailed(words)
    day = "-".join([found["year"], *(found[part].zfill(2) for part in ("month", "day"))])
    if not found["hour"]:
        return Found(day)
    if not found["zone"]:
        return Found(day, is_all=False)
    time = f"{found['hour'].zfill(2)}:{found['minute']}:{found['second'] or '00'}"
    zone = "+00:00" if found["zone"][0].isalpha() else found["zone"]
    return Found(f"{day}T{time}{zone}", is_all=not (found["fraction"] or "").strip(".,0"))


def _mailed(words: str) -> Found | None:
    """Read a moment as mail and feeds have it (RFC 5322): "Thu, 12 Mar 2026 08:00:00 +0100"."""
    try:
        moment = parsedate_to_datetime(words)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return Found(moment.isoformat()) if moment.tzinfo else Found(str(moment.date()), is_all=False)


# Topics


def _topics(value: Any) -> Found | None:
    listed = value if isinstance(value, list) else _BETWEEN.split(words_of(value))
    topics = [words_of(one).removeprefix("#") for one in listed]
    found = [one for one in dict.fromkeys(topics) if one]
    return Found(found, is_all=all(topics)) if found else None


# Authors


def _authors(value: Any, language: str) -> Found | None:
    listed = value if isinstance(value, list) else [value]
    found = [_author(one, language) for one in listed]
    authors = [author for one in found if one for author in one.data]
    is_all = all(one is not None and one.is_all for one in found)
    return Found(authors, is_all) if authors else None


def with_affiliations(value: Any, listed: Any) -> Any:
    """Return authors with the names of the affiliations that they give by their ids, as in MyST and Quarto.

    Args:
        value: What front matter says of the authors.
        listed: The affiliations that it lists beside them.
    """
    known = {
        str(one["id"]): one["name"]
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and "id" in one and words_of(one.get("name"))
    }
    if not known or not isinstance(value, list):
        return value
    return [_affiliated(one, known) for one in value]


def _affiliated(author: Any, known: Mapping[str, Any]) -> Any:
    if not isinstance(author, dict):
        return author
    made = dict(author)
    for key in author.keys() & {"affiliation", "affiliations"}:
        given = author[key] if isinstance(author[key], list) else [author[key]]
        ids = [one.get("ref") if isinstance(one, dict) else one for one in given]
        made[key] = [known.get(str(name), one) for name, one in zip(ids, given, strict=True)]
    return made


def _author(value: Any, language: str) -> Found | None:
    """Read one entry of a list of authors: words, or what is said of somebody."""
    if not isinstance(value, dict):
        authors = list(_named(words_of(value), language))
        return Found(authors) if authors else None
    keys = tool_keys().author
    said: dict[str, Any] = {}
    is_all = True
    for key, part in value.items():
        field = keys.get(bare(key), "")
        is_new = bool(field) and field not in said
        is_all = is_all and is_new
        if is_new:
            said[field] = part
    name, is_whole_name = _name(said)
    if not name:
        return None
    author = {"name": name}
    for field in ("affiliation", "email", "url", "orcid", "bio"):
        words, is_whole = _joined(said.get(field))
        orcid = _ORCID.search(words) if field == "orcid" else None
        words = orcid.group() if orcid else words
        if words and _fits("authors", [{**author, field: words}]):
            author[field] = words
        elif words:
            is_whole = False
        is_all = is_all and is_whole
    return Found([author], is_all and is_whole_name)


def _name(said: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the name of somebody, and whether it is all that stands for it."""
    value = said.get("name")
    parts: Mapping[str, Any] = said
    if isinstance(value, dict):
        keys = tool_keys().author
        parts = {keys.get(bare(key), key): part for key, part in value.items()}
    elif words_of(value):
        return words_of(value), "given" not in said and "family" not in said
    names = [words_of(parts.get(one)) for one in ("given", "family")]
    literal = words_of(parts.get("name"))
    return literal or " ".join(filter(None, names)), not literal and parts.keys() <= {
        "given",
        "family",
    }


def _joined(value: Any) -> tuple[str, bool]:
    """Return the words of a value, of a list of some, or the names of what they are of; and whether they are all."""
    if value is None:
        return "", True
    listed = value if isinstance(value, list) else [value]
    names = [words_of(one.get("name") if isinstance(one, dict) else one) for one in listed]
    is_all = all(names) and all(
        not isinstance(one, dict) or one.keys() == {"name"} for one in listed
    )
    return "; ".join(filter(None, names)), is_all


def _named(words: str, language: str) -> Iterator[dict[str, Any]]:
    """Yield the authors whom words name, each perhaps with an address."""
    for part in words.split(";"):
        if not part.strip():
            continue
        recogniser = recogniser_for(language)
        several = byline(part.strip(), recogniser) or authors_named(part.strip(), recogniser)
        if several:
            yield from ({"name": one.name} for one in several)
            continue
        one = author_named(part.strip(), recogniser)
        if one and one.affiliation:
            yield {"name": one.name, "affiliation": one.affiliation}
            continue
        bare_words = part.translate(_NO_ANGLES) if "@" in part else part
        addresses, name = typed_addresses(bare_words.strip())
        author = {"name": name.strip(" ,"), **addresses}
        fits = bool(author["name"]) and _fits("authors", [author])
        yield author if fits else {"name": part.strip()}


def merged_authors(lists: Iterable[Iterable[Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    """Return the authors of several lists, each name once, with what the first list that has it says."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in lists:
        for author in one:
            found.setdefault(str(author["name"]), author)
    return list(found.values())
