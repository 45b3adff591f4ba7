"""Linked data: what a page shows, said once more for programs, as JSON-LD in the words of schema.org.

It is made from the sheet, never from the brief: what nobody sees is not there to be told. Who runs do not plainly
name, and a date that is no day, month, year or moment of ISO 8601, are left out rather than guessed.

==========================  ==============================  ===========================================
shown                       property                        of which type
==========================  ==============================  ===========================================
title, standfirst           headline, description           AnalysisNewsArticle
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

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from briefkit.lower.runs import COLONS, COMMAS
from briefkit.model.when import When

#: An object of JSON.
Thing: TypeAlias = dict[str, object]

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
    """Return what a sheet shows as JSON-LD in UTF-8, safe within a script element.

    Args:
        sheet: What is seen.
        publisher: The name that the page shows as its publisher's; "" for none.
    """
    data = orjson.dumps(article(sheet, publisher))
    for sign, escape in _ESCAPES:
        data = data.replace(sign, escape)
    return data


def article(sheet: Sheet, publisher: str = "") -> Thing:
    """Return what a sheet shows as an AnalysisNewsArticle of schema.org.

    Args:
        sheet: What is seen.
        publisher: The name that the page shows as its publisher's; "" for none.
    """
    told = _Told(sheet)
    _tell(sheet.blocks, told)
    status = _said(sheet.banner, RunRole.STATUS)
    facts: Thing = {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "headline": sheet.title,
        "description": sheet.description,
        "inLanguage": sheet.language,
        **told.facts,
        "creativeWorkStatus": status,
        "author": told.authors,
        "publisher": publisher and _organisation(publisher),
        "correction": told.corrections,
        "citation": told.citations,
        "hasPart": told.quotations,
    }
    return _filled(facts)


@define
class _Told:
    """What the blocks of a sheet have told so far."""

    sheet: Sheet
    facts: Thing = field(factory=dict)
    authors: list[Thing] = field(factory=list)
    corrections: list[Thing] = field(factory=list)
    citations: list[Thing] = field(factory=list)
    quotations: list[Thing] = field(factory=list)


def _tell(blocks: Iterable[LayoutBlock], told: _Told) -> None:
    for block in blocks:
        match block:
            case Para():
                tell = _TELLERS.get(block.role)
                if tell:
                    tell(block.runs, told)
            case Items():
                for item in block.items:
                    _tell(item, told)
            case Heading() | Grid() | Picture():
                pass
            case _:
                assert_never(block)


def _filled(facts: Thing) -> Thing:
    return {name: value for name, value in facts.items() if value}


def _organisation(name: str) -> Thing:
    return {"@type": "Organization", "name": name}


# Words


def _words(runs: Runs) -> str:
    """Return the words of a text, without labels, facts and numbers."""
    return "".join([run.span.text for run in runs if run.role is None])


def _said(runs: Runs, role: RunRole) -> str:
    for run in runs:
        if run.role is role:
            return run.span.text
    return ""


def _address(runs: Runs, role: RunRole) -> str | None:
    return next((run.span.link for run in runs if run.role is role), None)


def _date(runs: Runs, role: RunRole) -> str | None:
    """Return a printed date in ISO 8601; None where that cannot say it, as with “about 2025”."""
    value = next((run.value for run in runs if run.role is role), None)
    return iso_8601(value) if isinstance(value, When | dt.date) else None


# Around the sections


def _genre(runs: Runs, told: _Told) -> None:
    told.facts["genre"] = _said(runs, RunRole.KIND)


def _dateline(runs: Runs, told: _Told) -> None:
    for run in runs:
        match run.role:
            case RunRole.PUBLISHED if told.sheet.published:
                told.facts["datePublished"] = told.sheet.published.isoformat()
            case RunRole.MODIFIED if told.sheet.modified:
                told.facts["dateModified"] = told.sheet.modified.isoformat()
            case RunRole.VERSION:
                told.facts["version"] = run.span.text
            case _:
                pass


def _rights(runs: Runs, told: _Told) -> None:
    told.facts["copyrightNotice"] = _words(runs)


def _author(runs: Runs, told: _Told) -> None:
    person: Thing = {"@type": "Person", "name": _said(runs, RunRole.NAME)}
    affiliation = _said(runs, RunRole.AFFILIATION)
    if affiliation:
        person["affiliation"] = _organisation(affiliation)
    told.authors.append(person)


def _bio(runs: Runs, told: _Told) -> None:
    if told.authors:
        told.authors[-1]["description"] = _words(runs)


def _contact(runs: Runs, told: _Told) -> None:
    addresses: Thing = {
        "email": _said(runs, RunRole.EMAIL),
        "url": _address(runs, RunRole.URL),
        "sameAs": _address(runs, RunRole.ORCID),
    }
    if told.authors:
        told.authors[-1] |= _filled(addresses)


def _source(runs: Runs, told: _Told) -> None:
    publisher = _said(runs, RunRole.PUBLISHER)
    work: Thing = {
        "@type": "CreativeWork",
        "author": _said(runs, RunRole.AUTHOR),  # nothing says whether a person or a body
        "name": _words(runs),
        "publisher": publisher and _organisation(publisher),
        "datePublished": _date(runs, RunRole.PUBLISHED),
        "url": _address(runs, RunRole.URL),
    }
    told.citations.append(_filled(work))


def _correction(runs: Runs, told: _Told) -> None:
    comment: Thing = {
        "@type": "CorrectionComment",
        "name": _said(runs, RunRole.KIND),
        "datePublished": _date(runs, RunRole.DATE),
        "text": _words(runs),
    }
    told.corrections.append(_filled(comment))


# Statements


def _statement(runs: Runs, told: _Told) -> None:
    if not any(run.span.quoted for run in runs):
        return
    speakers = _speakers(runs)
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
        told.quotations.append(quotation)


def _quotes(runs: Runs) -> Iterator[list[Run]]:
    """Yield each stretch of quoted words, whatever other marks they carry and numbers stand within."""
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
    """Return whom runs name; a role is that of the name beside it.

    In running words, a role that stands by itself may be that of anybody named there, and is left out.
    """
    speakers: list[Thing] = []
    last: RunRole | None = None
    between = ""
    for run in runs:
        role, words = run.role, run.span.text
        if role is RunRole.LABEL and words.strip() in COLONS:
            return speakers
        if role is None or role not in SPEAKER_RUNS:
            between += words
            continue
        _name(speakers, role, words, role is last, between)
        last, between = role, ""
    named = [one for one in speakers if "name" in one]
    return named or speakers


def _says(between: str) -> bool:
    """Whether more than a comma stands between two runs."""
    return bool(between.strip()) and between.strip() not in COMMAS


def _name(speakers: list[Thing], role: RunRole, words: str, again: bool, between: str) -> None:
    """Add to the speakers what one run names: a speaker, more of a name, or what was missing of the last one."""
    last: Thing = speakers[-1] if speakers else {}
    person = last.get("@type") == "Person"
    part = "jobTitle" if role is RunRole.ROLE else "name"
    if again and not between:
        last[part] = f"{last[part]}{words}"
    elif role is RunRole.NAME and person and "name" not in last and not _says(between):
        speakers[-1] = {"@type": "Person", "name": words, **last}
    elif (
        role is RunRole.ROLE
        and person
        and "jobTitle" not in last
        and not _says(between)
        and between
    ):
        last[part] = words
    else:
        kind = "Organization" if role is RunRole.ORGANISATION else "Person"
        speakers.append({"@type": kind, part: words})


_TELLERS: Mapping[Role, Callable[[Runs, _Told], None]] = {
    Role.GENRE: _genre,
    Role.DATELINE: _dateline,
    Role.STATEMENT: _statement,
    Role.AUTHOR: _author,
    Role.BIO: _bio,
    Role.CONTACT: _contact,
    Role.SOURCE: _source,
    Role.CORRECTION: _correction,
    Role.RIGHTS: _rights,
}
