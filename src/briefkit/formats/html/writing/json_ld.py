"""JSON-LD: linked data about what a page shows, in the vocabulary of schema.org.

It is made from the sheet, never from the brief, so that it holds nothing that nobody sees. A speaker whom no run plainly
names, and a date that ISO 8601 cannot say, are left out rather than guessed.

==========================  ==============================  ===========================================
shown                       property                        of which type
==========================  ==============================  ===========================================
title, standfirst           headline, description           AnalysisNewsArticle
its canonical address       url                             URL
dateline                    datePublished, dateModified,    Date or DateTime; text
                            version
genre, rights               genre, copyrightNotice          text
DRAFT, WITHDRAWN            creativeWorkStatus              text
name at the top of a page   publisher                       Organization: name
authors                     author                          Person: name, affiliation, description,
                                                            email, url, sameAs (ORCID)
list of sources             citation                        CreativeWork: author, name, publisher,
                                                            datePublished, url
corrections                 correction                      CorrectionComment: name, datePublished, text
quoted words of statements  hasPart                         Quotation: text, inLanguage, creator
==========================  ==============================  ===========================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeAlias, assert_never

import orjson
from attrs import define, field

from briefkit.language.dates import iso_8601
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    RunRole,
    Runs,
    Sheet,
)
from briefkit.layout.roles import NUMBER_RUNS, SPEAKER_RUNS
from briefkit.lower.generated_runs import COLONS, COMMAS

# Looking them up takes longer than asking for them does.
_LABEL, _NAME, _ROLE, _ORGANISATION = (
    RunRole.LABEL,
    RunRole.NAME,
    RunRole.ROLE,
    RunRole.ORGANISATION,
)
_SPEAKERS = frozenset(SPEAKER_RUNS)

#: A JSON object.
Thing: TypeAlias = dict[str, object]
_ByRole: TypeAlias = Mapping[RunRole | None, Run]

#: What could end a script element, or be read otherwise by a parser of XML or JavaScript, and its escape in JSON.
_ESCAPES = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    (b"'", b"\\u0027"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)


def linked_data(sheet: Sheet, publisher: str = "") -> bytes:
    """JSON-LD of a sheet in UTF-8, safe within a script element.

    Args:
        sheet: What is seen.
        publisher: The name that the page shows as its publisher's; "" for none.
    """
    data = orjson.dumps(article(sheet, publisher))
    for sign, escape in _ESCAPES:
        data = data.replace(sign, escape)
    return data


def article(sheet: Sheet, publisher: str = "") -> Thing:
    """AnalysisNewsArticle of schema.org with all that a sheet shows.

    Args:
        sheet: What is seen.
        publisher: The name that the page shows as its publisher's; "" for none.
    """
    found = _Collected(sheet)
    _collect(sheet.blocks, found)
    status = _text_of(_first_by_role(sheet.banner), RunRole.STATUS)
    facts: Thing = {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "headline": sheet.title,
        "url": sheet.url,
        "description": sheet.description,
        "inLanguage": sheet.language,
        **found.article,
        "creativeWorkStatus": status,
        "author": found.authors,
        "publisher": publisher and _organisation(publisher),
        "correction": found.corrections,
        "citation": found.citations,
        "hasPart": found.quotations,
    }
    return _without_empty(facts)


@define(eq=False)
class _Collected:
    """Linked data collected from the blocks of a sheet so far."""

    sheet: Sheet
    article: Thing = field(factory=dict)
    authors: list[Thing] = field(factory=list)
    corrections: list[Thing] = field(factory=list)
    citations: list[Thing] = field(factory=list)
    quotations: list[Thing] = field(factory=list)


def _collect(blocks: Iterable[LayoutBlock], found: _Collected) -> None:
    for block in blocks:
        match block:
            case Para():
                collect = _COLLECTORS.get(block.role)
                if collect:
                    collect(block.runs, found)
            case Items():
                for item in block.items:
                    _collect(item, found)
            case Heading() | Grid() | Picture():
                pass
            case _:
                assert_never(block)


def _without_empty(facts: Thing) -> Thing:
    return {name: value for name, value in facts.items() if value}


def _organisation(name: str) -> Thing:
    return {"@type": "Organization", "name": name}


# Words


def _own_text(runs: Runs) -> str:
    """Text of runs without labels, facts and source numbers."""
    return "".join([run.span.text for run in runs if run.role is None])


def _first_by_role(runs: Runs) -> _ByRole:
    """First run of each role."""
    return {run.role: run for run in reversed(runs)}


def _text_of(runs: _ByRole, role: RunRole) -> str:
    run = runs.get(role)
    return run.span.text if run else ""


def _address(runs: _ByRole, role: RunRole) -> str | None:
    run = runs.get(role)
    return run.span.link if run else None


def _date(runs: _ByRole, role: RunRole) -> str | None:
    """ISO 8601 of a printed date; None where that cannot say it, as with “about 2025”."""
    run = runs.get(role)
    return iso_8601(run.value) if run and run.value is not None else None


# Around the sections


def _genre(runs: Runs, found: _Collected) -> None:
    found.article["genre"] = _text_of(_first_by_role(runs), RunRole.KIND)


def _dateline(runs: Runs, found: _Collected) -> None:
    for run in runs:
        match run.role:
            case RunRole.PUBLISHED if found.sheet.published:
                found.article["datePublished"] = found.sheet.published.isoformat()
            case RunRole.MODIFIED if found.sheet.modified:
                found.article["dateModified"] = found.sheet.modified.isoformat()
            case RunRole.VERSION:
                found.article["version"] = run.span.text
            case _:
                pass


def _rights(runs: Runs, found: _Collected) -> None:
    found.article["copyrightNotice"] = _own_text(runs)


def _author(runs: Runs, found: _Collected) -> None:
    first = _first_by_role(runs)
    person: Thing = {"@type": "Person", "name": _text_of(first, _NAME)}
    affiliation = _text_of(first, RunRole.AFFILIATION)
    if affiliation:
        person["affiliation"] = _organisation(affiliation)
    found.authors.append(person)


def _bio(runs: Runs, found: _Collected) -> None:
    if found.authors:
        found.authors[-1]["description"] = _own_text(runs)


def _contact(runs: Runs, found: _Collected) -> None:
    first = _first_by_role(runs)
    addresses: Thing = {
        "email": _text_of(first, RunRole.EMAIL),
        "url": _address(first, RunRole.URL),
        "sameAs": _address(first, RunRole.ORCID),
    }
    if found.authors:
        found.authors[-1] |= _without_empty(addresses)


def _source(runs: Runs, found: _Collected) -> None:
    first = _first_by_role(runs)
    publisher = _text_of(first, RunRole.PUBLISHER)
    work: Thing = {
        "@type": "CreativeWork",
        "author": _text_of(first, RunRole.AUTHOR),  # nothing says whether a person or a body
        "name": _own_text(runs),
        "publisher": publisher and _organisation(publisher),
        "datePublished": _date(first, RunRole.PUBLISHED),
        "url": _address(first, RunRole.URL),
    }
    found.citations.append(_without_empty(work))


def _correction(runs: Runs, found: _Collected) -> None:
    first = _first_by_role(runs)
    comment: Thing = {
        "@type": "CorrectionComment",
        "name": _text_of(first, RunRole.KIND),
        "datePublished": _date(first, RunRole.DATE),
        "text": _own_text(runs),
    }
    found.corrections.append(_without_empty(comment))


# Statements


def _statement(runs: Runs, found: _Collected) -> None:
    for run in runs:
        if run.span.quoted:
            _quotations(runs, _speakers(runs), found)
            return


def _paragraph(runs: Runs, found: _Collected) -> None:
    if any(run.said for run in runs):
        for said, stretch in groupby(runs, key=lambda run: run.said):
            if found.sheet.said.get(said):
                # A role by itself may be a pronoun.
                named = [one for one in _speakers(found.sheet.said[said]) if "name" in one]
                _quotations(tuple(stretch), named, found)


def _quotations(runs: Runs, speakers: list[Thing], found: _Collected) -> None:
    """Collect the quotations of a statement.

    Args:
        runs: Its words.
        speakers: Whose it is.
        found: Gets them.
    """
    for parts in _quotes(runs):
        words = "".join([run.span.text for run in parts]).strip()
        if not words:
            continue
        quotation: Thing = {"@type": "Quotation", "text": words}
        language = parts[0].span.language
        if language and all(run.span.language == language for run in parts):
            quotation["inLanguage"] = language
        if speakers:
            quotation["creator"] = speakers if len(speakers) > 1 else speakers[0]
        found.quotations.append(quotation)


def _quotes(runs: Runs) -> Iterator[list[Run]]:
    """Quotations: each stretch of quoted words, over other marks and source numbers within."""
    parts: list[Run] = []
    for run in runs:
        if run.span.quoted:
            parts.append(run)
        elif parts and (run.role is None or run.role not in NUMBER_RUNS):
            yield parts
            parts = []
    if parts:
        yield parts


def _speakers(runs: Runs) -> list[Thing]:
    """Speakers whom runs name, each with the role beside the name.

    In running words, a role by itself may be that of anybody named there, and is left out.
    """
    speakers: list[Thing] = []
    last: RunRole | None = None
    between = ""
    for run in runs:
        role, words = run.role, run.span.text
        if role is _LABEL and words.strip() in COLONS:
            return speakers
        if role is None or role not in _SPEAKERS:
            between += words
            continue
        _add_speaker(speakers, role, words, role is last, between)
        last, between = role, ""
    named = [one for one in speakers if "name" in one]
    return named or speakers


def _more_than_comma(between: str) -> bool:
    """Whether more than a comma stands between two runs."""
    return bool(between.strip()) and between.strip() not in COMMAS


def _add_speaker(
    speakers: list[Thing], role: RunRole, words: str, again: bool, between: str
) -> None:
    """Add what one run names to the speakers: a new one, more of a name, or the name or role that the last one lacks."""
    last: Thing = speakers[-1] if speakers else {}
    person = last.get("@type") == "Person"
    part = "jobTitle" if role is _ROLE else "name"
    if again and not between:
        last[part] = f"{last[part]}{words}"
    elif role is _NAME and person and "name" not in last and not _more_than_comma(between):
        speakers[-1] = {"@type": "Person", "name": words, **last}
    elif (
        role is _ROLE
        and person
        and "jobTitle" not in last
        and not _more_than_comma(between)
        and between
    ):
        last[part] = words
    else:
        kind = "Organization" if role is _ORGANISATION else "Person"
        speakers.append({"@type": kind, part: words})


_COLLECTORS: Mapping[Role, Callable[[Runs, _Collected], None]] = {
    # Roles that schema.org has a word for; the others have nothing to tell machines.
    Role.GENRE: _genre,
    Role.DATELINE: _dateline,
    Role.PARAGRAPH: _paragraph,
    Role.STATEMENT: _statement,
    Role.AUTHOR: _author,
    Role.BIO: _bio,
    Role.CONTACT: _contact,
    Role.SOURCE: _source,
    Role.CORRECTION: _correction,
    Role.RIGHTS: _rights,
}
