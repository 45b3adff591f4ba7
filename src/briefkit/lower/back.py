"""What stands after the sections: corrections, authors, related links, sources, rights, down and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve

from briefkit.layout import Heading, Items, LayoutBlock, Para, Picture, Role, Run, RunRole, Runs
from briefkit.lower.words import (
    DOT,
    Lifting,
    Lowering,
    find,
    joined,
    label,
    lift_text,
    lower_text,
    said,
    source_anchor,
    spelled,
)
from briefkit.media import Image
from briefkit.model import (
    Author,
    Brief,
    Correction,
    CorrectionKind,
    Link,
    Reliability,
    Source,
    Span,
    When,
)
from briefkit.recognise.dates import parse_stamp, parse_when, print_stamp, print_when

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
        sources = tuple((lower_source(source, lowering),) for source in brief.sources)
        yield Items(True, sources, Role.SOURCES, next(lowering.anchors))
    if brief.rights:
        yield lowering.para(Role.RIGHTS, (Run(Span(brief.rights)),))


def lift_back(blocks: Sequence[LayoutBlock], lifting: Lifting) -> dict[str, Any]:
    """Return the fields of the brief that the blocks below its sections show."""
    fields: dict[str, Any] = {
        "corrections": tuple(
            lift_correction(block, lifting)
            for block in blocks
            if isinstance(block, Para) and block.role is Role.CORRECTION
        ),
        "authors": tuple(_lift_authors(blocks)),
        "related": tuple(lift_link(para) for para in _paras_of(blocks, Role.RELATED)),
        "sources": tuple(
            lift_source(para, number, lifting)
            for number, para in enumerate(_paras_of(blocks, Role.SOURCES), 1)
        ),
    }
    rights = next((block for block in blocks if block.role is Role.RIGHTS), None)
    if isinstance(rights, Para):
        fields["rights"] = spelled(rights.runs)
    return fields


def _heading(role: Role, name: str, lowering: Lowering) -> Heading:
    return Heading(role, (label(lowering.labels[name]),), 2, next(lowering.anchors))


def _paras_of(blocks: Iterable[LayoutBlock], role: Role) -> Iterator[Para]:
    """Yield the first paragraph of each item of the lists of a role."""
    for block in blocks:
        if isinstance(block, Items) and block.role is role:
            for first, *_ in block.items:
                if isinstance(first, Para):
                    yield first


# Corrections


def lower_correction(correction: Correction, lowering: Lowering) -> Para:
    """Return a correction: when, of what kind, what."""
    return lowering.para(
        Role.CORRECTION,
        (
            said(print_stamp(correction.at, lowering.lexicon.language), RunRole.DATE),
            label(DOT),
            said(lowering.labels[correction.kind], RunRole.KIND),
            label(": "),
            *lower_text(correction.note, lowering),
        ),
    )


def lift_correction(para: Para, lifting: Lifting) -> Correction:
    """Return the correction that a paragraph shows."""
    at, kind = find(para.runs, RunRole.DATE), find(para.runs, RunRole.KIND)
    stamp = parse_stamp(at, lifting.language) if at else None
    assert stamp is not None
    note = [run for run in para.runs if run.role not in (RunRole.DATE, RunRole.KIND)]
    return Correction(
        stamp, next(one for one in CorrectionKind if lifting.labels[one] == kind), lift_text(note)
    )


# Authors


def lower_author(author: Author, lowering: Lowering) -> Iterator[LayoutBlock]:
    """Yield an author's photo, name, bio and addresses."""
    if author.photo:
        alt = lowering.labels["photo"].format(name=author.name)
        yield Picture(Role.PHOTO, author.photo, alt, (), (), next(lowering.anchors))
    affiliation = (said(author.affiliation, RunRole.AFFILIATION),) if author.affiliation else ()
    name = (said(author.name, RunRole.NAME),)
    yield lowering.para(Role.AUTHOR, joined([one for one in (name, affiliation) if one], ", "))
    if author.bio:
        yield lowering.para(Role.BIO, lower_text(author.bio, lowering))
    contact = joined(_addresses(author), DOT)
    if contact:
        yield lowering.para(Role.CONTACT, contact)


def _addresses(author: Author) -> Iterator[Runs]:
    if author.email:
        yield (said(author.email, RunRole.EMAIL, f"mailto:{author.email}"),)
    if author.url:
        yield (said(author.url, RunRole.URL, author.url),)
    if author.orcid:
        yield label("ORCID "), said(author.orcid, RunRole.ORCID, _ORCID + author.orcid)


def _lift_authors(blocks: Iterable[LayoutBlock]) -> Iterator[Author]:
    photo: Image | None = None
    author: Author | None = None
    for block in blocks:
        match block:
            case Picture(role=Role.PHOTO):
                photo = block.image
            case Para(role=Role.AUTHOR, runs=runs):
                if author is not None:
                    yield author
                author = Author(
                    find(runs, RunRole.NAME) or spelled(runs),
                    affiliation=find(runs, RunRole.AFFILIATION),
                    photo=photo,
                )
                photo = None
            case Para(role=Role.BIO, runs=runs) if author is not None:
                author = evolve(author, bio=lift_text(runs))
            case Para(role=Role.CONTACT, runs=runs) if author is not None:
                author = evolve(
                    author,
                    email=find(runs, RunRole.EMAIL),
                    url=find(runs, RunRole.URL),
                    orcid=find(runs, RunRole.ORCID),
                )
    if author is not None:
        yield author


# Related links


def lower_link(link: Link, lowering: Lowering) -> Para:
    """Return a related link: its words lead to its address."""
    runs = [
        run if run.role else evolve(run, span=evolve(run.span, link=link.url))
        for run in lower_text(link.text, lowering)
    ]
    return lowering.para(Role.LINK, runs)


def lift_link(para: Para) -> Link:
    """Return the link that a paragraph shows."""
    text = lift_text(para.runs)
    url = next((span.link for span in text.spans if span.link), None)
    assert url is not None
    return Link([evolve(span, link=None) for span in text.spans], url)


# Sources


def lower_source(source: Source, lowering: Lowering) -> Para:
    """Return a source: author, title, publisher, dates, address, reliability."""
    labels, language = lowering.labels, lowering.lexicon.language
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
    return Para(Role.SOURCE, joined(facts, ", "), source_anchor(number))


def lift_source(para: Para, number: int, lifting: Lifting) -> Source:
    """Return the source that a paragraph shows; its number is its key."""
    runs = para.runs
    title = [run for run in runs if run.role in (None, RunRole.NOTE)]
    reliability = find(runs, RunRole.RELIABILITY)
    return Source(
        str(number),
        lift_text(title),
        publisher=find(runs, RunRole.PUBLISHER),
        author=find(runs, RunRole.AUTHOR),
        url=find(runs, RunRole.URL),
        published=_lift_when(find(runs, RunRole.PUBLISHED), lifting),
        accessed=_lift_when(find(runs, RunRole.ACCESSED), lifting),
        reliability=Reliability(reliability) if reliability else None,
    )


def _lift_when(words: str | None, lifting: Lifting) -> When | None:
    return parse_when(words, lifting.language) if words else None
