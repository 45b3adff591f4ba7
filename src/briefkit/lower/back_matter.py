"""Back matter: corrections, related links, sources and rights, lowered and lifted; authors are in `authors`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, assert_never

from attrs import evolve

from briefkit.errors import ModelError
from briefkit.language.dates import find_date, parse_stamp
from briefkit.language.printed_facts import (
    ACCESSED,
    ADDRESS,
    CORRECTION_DATE,
    CORRECTION_KIND,
    DOT,
    PUBLISHER,
    RELIABILITY,
    SOURCE_AUTHOR,
    SOURCE_PUBLISHED,
)
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
)
from briefkit.layout.fingerprint import without_links_back
from briefkit.layout.roles import BackParaRole, BackSectionRole, in_back_matter
from briefkit.lower.authors import lift_authors, lower_author
from briefkit.lower.context import LowerContext
from briefkit.lower.generated_runs import (
    behind_label,
    block_text,
    fact_run,
    fact_runs,
    find_fact,
    generated_run,
    joined_facts,
    joined_paragraphs,
    runs_text,
    without_loose_spaces,
)
from briefkit.lower.source_numbers import lower_links_back, number_of, source_anchor
from briefkit.lower.text_runs import lift_text, lower_text, runs_beside
from briefkit.model import (
    Brief,
    Correction,
    CorrectionKind,
    Link,
    Source,
    Span,
)
from briefkit.model.string_rules import check_web_address
from briefkit.model.text import made_span, with_text
from briefkit.notes import Code
from briefkit.recognise.on_demand import (
    author_named,
    correction,
    marked,
    recogniser_for,
    split_address,
)

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext


def lower_back_matter(brief: Brief, context: LowerContext) -> Iterator[LayoutBlock]:
    """Corrections, authors, related links, sources and rights: the blocks below the last section."""
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


def lift_back_matter(blocks: Sequence[LayoutBlock], context: LiftContext) -> dict[str, Any]:
    """Fields of a brief that the blocks below its sections show."""
    found: dict[str, list[Any]] = {"corrections": [], "related": [], "sources": []}
    rights: list[Para] = []
    blocks = [*_with_roles(blocks, context)]
    for block in blocks:
        match block:
            case Para() if in_back_matter(block.role):
                match block.role:
                    case Role.CORRECTION:
                        found["corrections"].append(lift_correction(block, context))
                    case Role.RIGHTS:
                        rights.append(block)
                    case Role.AUTHOR | Role.BIO | Role.CONTACT:
                        pass  # Authors take several blocks.
                    case Role.LINK:
                        found["related"].append(lift_link(block, context))
                    case Role.SOURCE:
                        found["sources"].append(lift_source(block, context))
                    case _:
                        assert_never(block.role)
            case Items():
                match block.role:
                    case Role.RELATED:
                        links = _first_paras(block, context)
                        found["related"] += [lift_link(one, context) for one in links]
                    case Role.SOURCES:
                        sources = [*_first_paras(block, context)]
                        keys = _keys_by_place(sources, context)
                        found["sources"] += [
                            lift_source(one, context, key)
                            for one, key in zip(sources, keys, strict=True)
                        ]
                    case Role.LIST:
                        _leave_out(block, context)
                    case _:
                        assert_never(block.role)
            case Picture(role=Role.PHOTO):
                pass  # It is its author's.
            case Para() | Grid() | Picture():
                _leave_out(block, context)
            case Heading():
                _replace_heading(block, context)
            case _:
                assert_never(block)
    found["sources"] = _with_own_keys(found["sources"], context)
    return {
        **{name: tuple(one for one in values if one is not None) for name, values in found.items()},
        "authors": tuple(lift_authors(blocks, context)),
        "rights": without_loose_spaces(runs_text(joined_paragraphs(rights))),
    }


def _with_roles(blocks: Sequence[LayoutBlock], context: LiftContext) -> Iterator[LayoutBlock]:
    """Yield blocks, a paragraph that was typed without a look with the role that its words have below its heading."""
    part: Role | None = None
    for block in blocks:
        if isinstance(block, Heading):
            part = block.role
        if isinstance(block, Para) and block.role is Role.PARAGRAPH and not block.anchor:
            role = _role_below(part, runs_text(block.runs), context)
            yield evolve(block, role=role) if role else block
        else:
            yield block


def _role_below(part: Role | None, words: str, context: LiftContext) -> BackParaRole | None:
    """Return the role of words below a heading; None where they have none there."""
    recogniser = recogniser_for(context.language)
    match part:
        case Role.CORRECTIONS if correction(words, recogniser):
            return Role.CORRECTION
        case Role.RELATED if split_address(words):
            return Role.LINK
        case Role.AUTHORS:
            return Role.AUTHOR if author_named(words, recogniser) else Role.BIO
        case _:
            return None


def _leave_out(block: LayoutBlock, context: LiftContext) -> None:
    context.note(Code.VALUE_DROPPED, "A block below the sections was left out.", block_text(block))


def _replace_heading(heading: Heading, context: LiftContext) -> None:
    """Leave out the words of a heading, with a note where they are not the house's."""
    words = without_loose_spaces(runs_text(heading.runs))
    labels = (context.labels.get(name) for name in (heading.role, "author"))
    if words and words not in labels and heading.anchor not in context.original.unchanged:
        message = f"The house prints its own label for “{words}”."
        context.note(Code.LABEL_REPLACED, message, words)


def _heading(role: BackSectionRole, name: str, context: LowerContext) -> Heading:
    return Heading(role, (generated_run(context.labels[name]),), 2, next(context.anchors))


def _first_paras(items: Items, context: LiftContext) -> Iterator[Para]:
    """Yield the paragraph of each item of a list; what else stands in it is left out, with a note."""
    for first, *others in items.items:
        if isinstance(first, Para):
            yield first
        else:
            _leave_out(first, context)
        for other in others:
            _leave_out(other, context)


# Corrections


def lower_correction(correction: Correction, context: LowerContext) -> Para:
    """Correction: its date, its kind and its note."""
    return context.para(
        Role.CORRECTION,
        (
            fact_run(CORRECTION_DATE, correction.at, context.language),
            generated_run(DOT),
            fact_run(CORRECTION_KIND, correction.kind, context.language),
            generated_run(context.labels["colon"]),
            *lower_text(correction.note, context),
        ),
    )


def lift_correction(para: Para, context: LiftContext) -> Correction | None:
    """Correction that a paragraph shows; None where it shows no date."""
    date = find_fact(para.runs, RunRole.DATE) or ""
    if CORRECTION_DATE.parse(date, context.language) is None:
        is_typed = find_fact(para.runs, RunRole.KIND) is None or not find_date(
            date, context.language
        )
        typed = is_typed and correction(runs_text(para.runs), recogniser_for(context.language))
        if typed:
            return typed
    at = _date_within(date, context) or context.read(CORRECTION_DATE, para.runs)
    kind = context.read(CORRECTION_KIND, para.runs)
    end = behind_label(para.runs) or len(para.runs)
    beside = (RunRole.DATE, RunRole.KIND, RunRole.LABEL)
    note = [*runs_beside(para.runs, beside, end)]
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


def _date_within(words: str, context: LiftContext) -> dt.date | None:
    """Date of a correction among words that somebody typed beside it, which are told; None where there are none."""
    found = find_date(words, context.language)
    if found is None:
        return None
    _, start, stop = found
    others = " ".join((words[:start] + words[stop:]).split())
    at = parse_stamp(words[start:stop], context.language)
    if at is None or not others:
        return None
    context.note(Code.VALUE_DROPPED, f"“{others}” was left out of a correction.", others)
    return at


# Related links


def lower_link(link: Link, context: LowerContext) -> Para:
    """Related link: its words, which lead to its address."""
    runs = [
        run if run.role else Run(with_text(run.span, run.span.text, link.url))
        for run in lower_text(link.text, context)
    ]
    return context.para(Role.LINK, runs)


def lift_link(para: Para, context: LiftContext) -> Link | None:
    """Related link that a paragraph shows; None where its words lead nowhere."""
    text = lift_text(para.runs, context)
    url = next((span.link for span in text.spans if span.link), "")
    bare = [evolve(span, link=None) for span in text.spans]
    typed = None if url else split_address(text.plain)
    if typed is not None:
        words, url = typed
        bare = [Span(words or url)]
    return context.attempt(lambda: Link(bare, url), text.plain) if text else None


# Sources

_BESIDE_TITLE = tuple(role for role in RunRole if role is not RunRole.NOTE)


def lower_source(source: Source, context: LowerContext) -> Para:
    """Source: author, title, publisher, dates, address, reliability."""
    language = context.language
    facts = (
        fact_runs(SOURCE_AUTHOR, source.author, language),
        lower_text(source.title, context),
        fact_runs(PUBLISHER, source.publisher, language),
        fact_runs(SOURCE_PUBLISHED, source.published, language),
        fact_runs(ADDRESS, source.url, language),
        fact_runs(ACCESSED, source.accessed, language),
        fact_runs(RELIABILITY, source.reliability, language),
    )
    number = context.numbers[source.key]
    return Para(Role.SOURCE, joined_facts(facts, context.labels["comma"]), source_anchor(number))


def _keys_by_place(sources: Sequence[Para], context: LiftContext) -> list[str]:
    """Key of each source by its place in a list of which a program lost all anchors; "" where anything else is known."""
    known = context.original.keys or any(number_of(one.anchor) for one in sources)
    return ["" if known else str(number) for number, _ in enumerate(sources, 1)]


def _with_own_keys(sources: Iterable[Source | None], context: LiftContext) -> list[Source | None]:
    """Sources, a new key for each that was copied, number and all."""
    taken: set[str] = set()
    keyed: list[Source | None] = []
    for source in sources:
        if source is not None and source.key in taken:
            source = evolve(source, key=context.new_key())
        if source is not None:
            taken.add(source.key)
        keyed.append(source)
    return keyed


def _with_links_back(para: Para, context: LowerContext) -> Para:
    back = tuple(lower_links_back(int(number_of(para.anchor)), context))
    return evolve(para, runs=(*para.runs, *back)) if back else para


def _with_true_address(run: Run) -> Iterator[Run]:
    """Yield the run of an address; words that were typed into it, or over it, are words."""
    words = run.span.text
    if run.role is not RunRole.URL or _is_address(words):
        yield run
        return
    others, address = split_address(words) or (words, "")
    yield Run(made_span(others))
    if address:
        yield Run(made_span(address, address), RunRole.URL)


def _is_address(words: str) -> bool:
    try:
        return bool(check_web_address(words, ""))
    except ModelError:
        return False


def lift_source(para: Para, context: LiftContext, by_place: str = "") -> Source | None:
    """Source that a paragraph shows; its number is its key where no other is known, else its place in the list."""
    runs = without_links_back(para.runs)
    number = number_of(para.anchor)
    key = context.original.keys.get(number) or number or by_place or context.new_key()
    reliability = context.read(RELIABILITY, runs)
    runs = tuple(part for run in runs for part in _with_true_address(run))
    words = lift_text(runs_beside(runs, _BESIDE_TITLE), context)
    url = context.read(ADDRESS, runs)
    typed = None if number or url else split_address(words.plain)
    if typed is not None and typed[0]:
        words, url = marked(typed[0].rstrip(" ,."), context.language), typed[1]
    return context.attempt(
        lambda: Source(
            key,
            words,
            publisher=context.read(PUBLISHER, runs),
            author=context.read(SOURCE_AUTHOR, runs),
            url=url,
            published=context.read(SOURCE_PUBLISHED, runs),
            accessed=context.read(ACCESSED, runs),
            reliability=reliability,
        ),
        runs_text(runs),
    )
