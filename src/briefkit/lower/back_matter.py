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
from briefkit.lower.context import LiftContext, LowerContext
from briefkit.lower.runs import (
    DOT,
    block_text,
    fact_run,
    find_fact,
    generated_run,
    joined_facts,
    runs_text,
    without_loose_spaces,
)
from briefkit.lower.source_numbers import lower_links_back, number_of, source_anchor
from briefkit.lower.text_runs import lift_text, lower_text
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
from briefkit.notes import Code

_ORCID = "https://orcid.org/"


def lower_back(brief: Brief, context: LowerContext) -> Iterator[LayoutBlock]:
    """Yield what stands below the last section."""
    if brief.corrections:
        yield _heading(Role.CORRECTIONS, "corrections", context)
        for correction in brief.corrections:
            yield lower_correction(correction, context)
    if brief.authors:
        name = "author" if len(brief.authors) == 1 else "authors"
        yield _heading(Role.AUTHORS, name, context)
        for author in brief.authors:
            yield from lower_author(author, context)
    if brief.related:
        yield _heading(Role.RELATED, "related", context)
        links = tuple((lower_link(link, context),) for link in brief.related)
        yield Items(False, links, Role.RELATED, next(context.anchors))
    if brief.sources:
        yield _heading(Role.SOURCES, "sources", context)
        # A source's title may cite another, so the links back come when all are there.
        listed = [lower_source(source, context) for source in brief.sources]
        sources = tuple((_with_links_back(para, context),) for para in listed)
        yield Items(True, sources, Role.SOURCES, next(context.anchors))
    if brief.rights:
        yield context.para(Role.RIGHTS, (Run(Span(brief.rights)),))


def lift_back(blocks: Sequence[LayoutBlock], context: LiftContext) -> dict[str, Any]:
    """Return the fields of the brief that the blocks below its sections show."""
    found: dict[str, list[Any]] = {"corrections": [], "related": [], "sources": []}
    rights: str | None = None
    for block in blocks:
        match block:
            case Para(role=Role.CORRECTION):
                found["corrections"].append(lift_correction(block, context))
            case Items(role=Role.RELATED):
                found["related"] += [lift_link(para, context) for para in _first_paras(block)]
            case Items(role=Role.SOURCES):
                found["sources"] += [lift_source(para, context) for para in _first_paras(block)]
            case Para(role=Role.RIGHTS):
                rights = without_loose_spaces(runs_text(block.runs))
            case Para(role=Role.AUTHOR | Role.BIO | Role.CONTACT) | Heading() | Picture():
                pass  # authors take several blocks; headings say nothing of their own
            case _:
                context.note(
                    Code.VALUE_DROPPED,
                    "A block below the sections was left out.",
                    block_text(block),
                )
    return {
        **{name: tuple(one for one in values if one is not None) for name, values in found.items()},
        "authors": tuple(_lift_authors(blocks, context)),
        "rights": rights,
    }


def _heading(role: Role, name: str, context: LowerContext) -> Heading:
    return Heading(role, (generated_run(context.labels[name]),), 2, next(context.anchors))


def _first_paras(items: Items) -> Iterator[Para]:
    for first, *_ in items.items:
        if isinstance(first, Para):
            yield first


# Corrections


def lower_correction(correction: Correction, context: LowerContext) -> Para:
    """Return a correction: when, of what kind, what."""
    return context.para(
        Role.CORRECTION,
        (
            fact_run(print_stamp(correction.at, context.language), RunRole.DATE),
            generated_run(DOT),
            fact_run(context.labels[correction.kind], RunRole.KIND),
            generated_run(context.labels["colon"]),
            *lower_text(correction.note, context),
        ),
    )


def lift_correction(para: Para, context: LiftContext) -> Correction | None:
    """Return the correction that a paragraph shows, or None where it shows no date."""
    labels = context.labels
    at = context.read(parse_stamp, find_fact(para.runs, RunRole.DATE))
    kind = context.read(
        lambda words, _: next((one for one in CorrectionKind if labels[one] == words), None),
        find_fact(para.runs, RunRole.KIND),
    )
    note = [run for run in para.runs if run.role not in (RunRole.DATE, RunRole.KIND)]
    if find_fact(para.runs, RunRole.KIND) is None:
        context.note(Code.VALUE_DROPPED, "A correction does not say its kind; it was read as one.")
    if at is None:
        context.note(
            Code.VALUE_DROPPED, "A correction without a date was left out.", runs_text(para.runs)
        )
        return None
    return context.attempt(
        lambda: Correction(at, kind or CorrectionKind.CORRECTION, lift_text(note, context)),
        runs_text(para.runs),
    )


# Authors


def lower_author(author: Author, context: LowerContext) -> Iterator[LayoutBlock]:
    """Yield an author's photo, name, bio and addresses."""
    if author.photo:
        alt = context.labels["photo"].format(name=author.name)
        yield Picture(Role.PHOTO, author.photo, alt, (), (), next(context.anchors))
    affiliation = (fact_run(author.affiliation, RunRole.AFFILIATION),) if author.affiliation else ()
    name = (fact_run(author.name, RunRole.NAME),)
    facts = [one for one in (name, affiliation) if one]
    yield context.para(Role.AUTHOR, joined_facts(facts, context.labels["comma"]))
    if author.bio:
        yield context.para(Role.BIO, lower_text(author.bio, context))
    contact = joined_facts(_addresses(author), DOT)
    if contact:
        yield context.para(Role.CONTACT, contact)


def _addresses(author: Author) -> Iterator[Runs]:
    if author.email:
        yield (fact_run(author.email, RunRole.EMAIL, mailto(author.email)),)
    if author.url:
        yield (fact_run(author.url, RunRole.URL, author.url),)
    if author.orcid:
        yield generated_run("ORCID "), fact_run(author.orcid, RunRole.ORCID, _ORCID + author.orcid)


def _lift_authors(blocks: Iterable[LayoutBlock], context: LiftContext) -> Iterator[Author]:
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
                    affiliation=find_fact(runs, RunRole.AFFILIATION),
                    photo=photo,
                )
                photo = None
            case Para(role=Role.BIO, runs=runs) if author is not None:
                author = evolve(author, bio=lift_text(runs, context) or None)
            case Para(role=Role.CONTACT, runs=runs) if author is not None:
                author = _with_addresses(author, runs, context)
            case _:
                pass
    if author is not None:
        yield author


def _name(runs: Runs) -> str | None:
    """Return an author's name: where no run is one, all words are."""
    return find_fact(runs, RunRole.NAME) or without_loose_spaces(runs_text(runs))


def _with_addresses(author: Author, runs: Runs, context: LiftContext) -> Author:
    for name, role in (
        ("email", RunRole.EMAIL),
        ("url", RunRole.URL),
        ("orcid", RunRole.ORCID),
    ):
        words = find_fact(runs, role)
        if words:
            change: dict[str, Any] = {name: words}
            author = context.attempt(partial(evolve, author, **change), words) or author
    return author


# Related links


def lower_link(link: Link, context: LowerContext) -> Para:
    """Return a related link: its words lead to its address."""
    runs = [
        run if run.role else Run(respelled(run.span, run.span.text, link.url))
        for run in lower_text(link.text, context)
    ]
    return context.para(Role.LINK, runs)


def lift_link(para: Para, context: LiftContext) -> Link | None:
    """Return the link that a paragraph shows, or None where its words lead nowhere."""
    text = lift_text(para.runs, context)
    url = next((span.link for span in text.spans if span.link), "")
    bare = [evolve(span, link=None) for span in text.spans]
    return context.attempt(lambda: Link(bare, url), text.plain) if text else None


# Sources


def lower_source(source: Source, context: LowerContext) -> Para:
    """Return a source: author, title, publisher, dates, address, reliability."""
    labels, language = context.labels, context.language
    facts: list[Runs] = []
    if source.author:
        facts.append((fact_run(source.author, RunRole.AUTHOR),))
    facts.append(lower_text(source.title, context))
    if source.publisher:
        facts.append((fact_run(source.publisher, RunRole.PUBLISHER),))
    if source.published:
        facts.append((fact_run(print_when(source.published, language), RunRole.PUBLISHED),))
    if source.url:
        facts.append((fact_run(source.url, RunRole.URL, source.url),))
    if source.accessed:
        words = print_when(source.accessed, language)
        facts.append((generated_run(f"{labels['accessed']} "), fact_run(words, RunRole.ACCESSED)))
    if source.reliability:
        words = source.reliability
        facts.append(
            (generated_run(f"{labels['reliability']} "), fact_run(words, RunRole.RELIABILITY))
        )
    number = context.numbers[source.key]
    return Para(Role.SOURCE, joined_facts(facts, labels["comma"]), source_anchor(number))


def _with_links_back(para: Para, context: LowerContext) -> Para:
    back = tuple(lower_links_back(int(number_of(para.anchor)), context))
    return evolve(para, runs=(*para.runs, *back)) if back else para


def lift_source(para: Para, context: LiftContext) -> Source | None:
    """Return the source that a paragraph shows; where no key is known, its number is its key."""
    runs = without_links_back(para.runs)
    title = [run for run in runs if run.role in (None, RunRole.NOTE)]
    for run in runs:
        if run.role is RunRole.BACK:
            context.note(Code.VALUE_DROPPED, "Words in a link back were left out.", run.span.text)
    number = number_of(para.anchor)
    key = context.original.keys.get(number) or number or context.new_key()
    reliability = context.read(_parse_reliability, find_fact(runs, RunRole.RELIABILITY))
    return context.attempt(
        lambda: Source(
            key,
            lift_text(title, context),
            publisher=find_fact(runs, RunRole.PUBLISHER),
            author=find_fact(runs, RunRole.AUTHOR),
            url=find_fact(runs, RunRole.URL),
            published=context.read(parse_when, find_fact(runs, RunRole.PUBLISHED)),
            accessed=context.read(parse_when, find_fact(runs, RunRole.ACCESSED)),
            reliability=reliability,
        ),
        runs_text(runs),
    )


def _parse_reliability(words: str, _: str) -> Reliability | None:
    return Reliability(words) if words in list(Reliability) else None
