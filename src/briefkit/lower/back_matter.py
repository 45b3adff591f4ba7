"""What stands after the sections: corrections, authors, related links, sources, rights, down and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from attrs import evolve

from briefkit.language.dates import parse_stamp, parse_when, print_stamp, print_when
from briefkit.layout import (
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    RunRole,
    Runs,
)
from briefkit.layout.fingerprint import without_links_back
from briefkit.lower.runs import (
    DOT,
    Lifting,
    Lowering,
    fact,
    find,
    joined,
    label,
    lift_text,
    lower_links_back,
    lower_text,
    number_of,
    said,
    shown,
    source_anchor,
    spelled,
)
from briefkit.model import (
    Author,
    Brief,
    Correction,
    CorrectionKind,
    Link,
    Reliability,
    Source,
    Span,
)
from briefkit.model.media import Image
from briefkit.model.rules import mailto
from briefkit.model.text import respelled

_ORCID = "https://orcid.org/"


def lower_back(brief: Brief, lowering: Lowering) -> Iterator[LayoutBlock]:
    """Yield what stands below the last section."""
    if brief.corrections:
        yield _heading(Role.CORRECTIONS, "corrections", lowering)
        for correction in brief.corrections:
            yield lower_correction(correction, lowering)
    if brief.authors:
        name = "author" if len(brief.authors) == 1 else "authors"
        yield _heading(Role.AUTHORS, name, lowering)
        for author in brief.authors:
            yield from lower_author(author, lowering)
    if brief.related:
        yield _heading(Role.RELATED, "related", lowering)
        links = tuple((lower_link(link, lowering),) for link in brief.related)
        yield Items(False, links, Role.RELATED, next(lowering.anchors))
    if brief.sources:
        yield _heading(Role.SOURCES, "sources", lowering)
        # A source's title may cite another, so the links back come when all are there.
        listed = [lower_source(source, lowering) for source in brief.sources]
        sources = tuple((_with_links_back(para, lowering),) for para in listed)
        yield Items(True, sources, Role.SOURCES, next(lowering.anchors))
    if brief.rights:
        yield lowering.para(Role.RIGHTS, (Run(Span(brief.rights)),))


def lift_back(blocks: Sequence[LayoutBlock], lifting: Lifting) -> dict[str, Any]:
    """Return the fields of the brief that the blocks below its sections show."""
    found: dict[str, list[Any]] = {"corrections": [], "related": [], "sources": []}
    rights: str | None = None
    for block in blocks:
        match block:
            case Para(role=Role.CORRECTION):
                found["corrections"].append(lift_correction(block, lifting))
            case Items(role=Role.RELATED):
                found["related"] += [lift_link(para, lifting) for para in _first_paras(block)]
            case Items(role=Role.SOURCES):
                found["sources"] += [lift_source(para, lifting) for para in _first_paras(block)]
            case Para(role=Role.RIGHTS):
                rights = fact(spelled(block.runs))
            case Para(role=Role.AUTHOR | Role.BIO | Role.CONTACT) | Heading() | Picture():
                pass  # authors take several blocks; headings say nothing of their own
            case _:
                lifting.note(
                    "value-dropped", "A block below the sections was left out.", shown(block)
                )
    return {
        **{name: tuple(one for one in values if one is not None) for name, values in found.items()},
        "authors": tuple(_lift_authors(blocks, lifting)),
        "rights": rights,
    }


def _heading(role: Role, name: str, lowering: Lowering) -> Heading:
    return Heading(role, (label(lowering.labels[name]),), 2, next(lowering.anchors))


def _first_paras(items: Items) -> Iterator[Para]:
    for first, *_ in items.items:
        if isinstance(first, Para):
            yield first


# Corrections


def lower_correction(correction: Correction, lowering: Lowering) -> Para:
    """Return a correction: when, of what kind, what."""
    return lowering.para(
        Role.CORRECTION,
        (
            said(print_stamp(correction.at, lowering.language), RunRole.DATE),
            label(DOT),
            said(lowering.labels[correction.kind], RunRole.KIND),
            label(lowering.labels["colon"]),
            *lower_text(correction.note, lowering),
        ),
    )


def lift_correction(para: Para, lifting: Lifting) -> Correction | None:
    """Return the correction that a paragraph shows, or None where it shows no date."""
    labels = lifting.labels
    at = lifting.read(parse_stamp, find(para.runs, RunRole.DATE))
    kind = lifting.read(
        lambda words, _: next((one for one in CorrectionKind if labels[one] == words), None),
        find(para.runs, RunRole.KIND),
    )
    note = [run for run in para.runs if run.role not in (RunRole.DATE, RunRole.KIND)]
    if find(para.runs, RunRole.KIND) is None:
        lifting.note("value-dropped", "A correction does not say its kind; it was read as one.")
    if at is None:
        lifting.note(
            "value-dropped", "A correction without a date was left out.", spelled(para.runs)
        )
        return None
    return lifting.attempt(
        lambda: Correction(at, kind or CorrectionKind.CORRECTION, lift_text(note, lifting)),
        spelled(para.runs),
    )


# Authors


def lower_author(author: Author, lowering: Lowering) -> Iterator[LayoutBlock]:
    """Yield an author's photo, name, bio and addresses."""
    if author.photo:
        alt = lowering.labels["photo"].format(name=author.name)
        yield Picture(Role.PHOTO, author.photo, alt, (), (), next(lowering.anchors))
    affiliation = (said(author.affiliation, RunRole.AFFILIATION),) if author.affiliation else ()
    name = (said(author.name, RunRole.NAME),)
    facts = [one for one in (name, affiliation) if one]
    yield lowering.para(Role.AUTHOR, joined(facts, lowering.labels["comma"]))
    if author.bio:
        yield lowering.para(Role.BIO, lower_text(author.bio, lowering))
    contact = joined(_addresses(author), DOT)
    if contact:
        yield lowering.para(Role.CONTACT, contact)


def _addresses(author: Author) -> Iterator[Runs]:
    if author.email:
        yield (said(author.email, RunRole.EMAIL, mailto(author.email)),)
    if author.url:
        yield (said(author.url, RunRole.URL, author.url),)
    if author.orcid:
        yield label("ORCID "), said(author.orcid, RunRole.ORCID, _ORCID + author.orcid)


def _lift_authors(blocks: Iterable[LayoutBlock], lifting: Lifting) -> Iterator[Author]:
    photo: Image | None = None
    author: Author | None = None
    for block in blocks:
        match block:
            case Picture(role=Role.PHOTO):
                photo = block.image
            case Para(role=Role.AUTHOR, runs=runs) if name := _name(runs):
                if author is not None:
                    yield author
                author = Author(
                    name,
                    affiliation=find(runs, RunRole.AFFILIATION),
                    photo=photo,
                )
                photo = None
            case Para(role=Role.BIO, runs=runs) if author is not None:
                author = evolve(author, bio=lift_text(runs, lifting) or None)
            case Para(role=Role.CONTACT, runs=runs) if author is not None:
                author = _with_addresses(author, runs, lifting)
            case _:
                pass
    if author is not None:
        yield author


def _name(runs: Runs) -> str | None:
    """Return an author's name: where no run is one, all words are."""
    return find(runs, RunRole.NAME) or fact(spelled(runs))


def _with_addresses(author: Author, runs: Runs, lifting: Lifting) -> Author:
    for name, role in (
        ("email", RunRole.EMAIL),
        ("url", RunRole.URL),
        ("orcid", RunRole.ORCID),
    ):
        words = find(runs, role)
        if words:
            change: dict[str, Any] = {name: words}
            author = lifting.attempt(partial(evolve, author, **change), words) or author
    return author


# Related links


def lower_link(link: Link, lowering: Lowering) -> Para:
    """Return a related link: its words lead to its address."""
    runs = [
        run if run.role else Run(respelled(run.span, run.span.text, link.url))
        for run in lower_text(link.text, lowering)
    ]
    return lowering.para(Role.LINK, runs)


def lift_link(para: Para, lifting: Lifting) -> Link | None:
    """Return the link that a paragraph shows, or None where its words lead nowhere."""
    text = lift_text(para.runs, lifting)
    url = next((span.link for span in text.spans if span.link), "")
    bare = [evolve(span, link=None) for span in text.spans]
    return lifting.attempt(lambda: Link(bare, url), text.plain) if text else None


# Sources


def lower_source(source: Source, lowering: Lowering) -> Para:
    """Return a source: author, title, publisher, dates, address, reliability."""
    labels, language = lowering.labels, lowering.language
    facts: list[Runs] = []
    if source.author:
        facts.append((said(source.author, RunRole.AUTHOR),))
    facts.append(lower_text(source.title, lowering))
    if source.publisher:
        facts.append((said(source.publisher, RunRole.PUBLISHER),))
    if source.published:
        facts.append((said(print_when(source.published, language), RunRole.PUBLISHED),))
    if source.url:
        facts.append((said(source.url, RunRole.URL, source.url),))
    if source.accessed:
        words = print_when(source.accessed, language)
        facts.append((label(f"{labels['accessed']} "), said(words, RunRole.ACCESSED)))
    if source.reliability:
        words = source.reliability
        facts.append((label(f"{labels['reliability']} "), said(words, RunRole.RELIABILITY)))
    number = lowering.numbers[source.key]
    return Para(Role.SOURCE, joined(facts, labels["comma"]), source_anchor(number))


def _with_links_back(para: Para, lowering: Lowering) -> Para:
    back = tuple(lower_links_back(int(number_of(para.anchor)), lowering))
    return evolve(para, runs=(*para.runs, *back)) if back else para


def lift_source(para: Para, lifting: Lifting) -> Source | None:
    """Return the source that a paragraph shows; where no key is known, its number is its key."""
    runs = without_links_back(para.runs)
    title = [run for run in runs if run.role in (None, RunRole.NOTE)]
    for run in runs:
        if run.role is RunRole.BACK:
            lifting.note("value-dropped", "Words in a link back were left out.", run.span.text)
    number = number_of(para.anchor)
    key = lifting.keys.get(number) or number or lifting.new_key()
    reliability = lifting.read(_parse_reliability, find(runs, RunRole.RELIABILITY))
    return lifting.attempt(
        lambda: Source(
            key,
            lift_text(title, lifting),
            publisher=find(runs, RunRole.PUBLISHER),
            author=find(runs, RunRole.AUTHOR),
            url=find(runs, RunRole.URL),
            published=lifting.read(parse_when, find(runs, RunRole.PUBLISHED)),
            accessed=lifting.read(parse_when, find(runs, RunRole.ACCESSED)),
            reliability=reliability,
        ),
        spelled(runs),
    )


def _parse_reliability(words: str, _: str) -> Reliability | None:
    return Reliability(words) if words in list(Reliability) else None
