"""Masthead: banner, genre, title, standfirst and dateline, lowered and lifted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, assert_never

from attrs import fields_dict

from briefkit.errors import ReadError
from briefkit.language.printed_facts import BANNER, DATELINE, DOT, GENRE, Fact
from briefkit.layout import Heading, LayoutBlock, Para, Role, Runs
from briefkit.layout.roles import MASTHEAD_ROLES, MastheadRole, in_masthead
from briefkit.lower.context import LowerContext
from briefkit.lower.generated_runs import (
    fact_run,
    fact_runs,
    find_fact,
    joined_facts,
    joined_paragraphs,
    runs_text,
    without_loose_spaces,
)
from briefkit.lower.text_runs import lift_text, lower_text
from briefkit.model import Brief
from briefkit.notes import Code
from briefkit.recognise.on_demand import recogniser_for, typed_facts

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext

#: What a brief need not say: it is published, and its first version.
_UNPRINTED = {name: fields_dict(Brief)[name].default for name in (*BANNER, *DATELINE)}


def lower_banner(brief: Brief, context: LowerContext) -> Runs:
    """Banner, for every page: the marking, a status other than published, the embargo."""
    return joined_facts(_facts(brief, BANNER, context), DOT)


def lower_masthead(brief: Brief, context: LowerContext) -> Iterator[LayoutBlock]:
    """Genre, title, standfirst and dateline: the blocks above the first section."""
    if brief.genre:
        yield context.para(Role.GENRE, (fact_run(GENRE, brief.genre, context.language),))
    title = lower_text(brief.title, context)
    yield Heading(Role.TITLE, title, 1, next(context.anchors))
    if brief.standfirst:
        yield context.para(Role.STANDFIRST, lower_text(brief.standfirst, context))
    dateline = joined_facts(_facts(brief, DATELINE, context), DOT)
    if dateline:
        yield context.para(Role.DATELINE, dateline)


def _facts(brief: Brief, facts: Mapping[str, Fact[Any]], context: LowerContext) -> Iterator[Runs]:
    """Facts of a brief, each with its label; a field with its default prints none."""
    for name, fact in facts.items():
        value = getattr(brief, name)
        if value != _UNPRINTED[name]:
            yield fact_runs(fact, value, context.language)


def lift_masthead(
    banner: Runs, blocks: Sequence[LayoutBlock], context: LiftContext
) -> dict[str, Any]:
    """Fields of a brief that its banner and the blocks above its sections show.

    Raises:
        ReadError: There is no title.
    """
    fields = _lift_facts(banner, BANNER, context)
    found: dict[MastheadRole, list[Heading | Para]] = {role: [] for role in MASTHEAD_ROLES}
    for block in blocks:
        if isinstance(block, Heading | Para) and in_masthead(block.role):
            found[block.role].append(block)
    for role, parts in found.items():
        if not parts:
            continue
        match role:
            case Role.TITLE:
                fields["title"] = lift_text(joined_paragraphs(parts), context)
            case Role.STANDFIRST:
                fields["standfirst"] = lift_text(joined_paragraphs(parts), context) or None
            case Role.GENRE:
                fields["genre"] = _lift_genre(parts, context)
            case Role.DATELINE:
                for part in parts:
                    _lift_dateline(part.runs, fields, context)
            case _:
                assert_never(role)
    if not fields.get("title"):
        raise ReadError("no title", remedy="give the document a title")
    return fields


def _lift_genre(parts: Sequence[Heading | Para], context: LiftContext) -> str | None:
    """Genre that a line shows: of several the one that was written, the others with a note."""
    genre, *others = sorted(parts, key=lambda part: not part.anchor)
    for other in others:
        context.note(
            Code.VALUE_DROPPED, "A second line of genre was left out.", runs_text(other.runs)
        )
    return without_loose_spaces(runs_text(genre.runs))


def _lift_dateline(runs: Runs, fields: dict[str, Any], context: LiftContext) -> None:
    """Add the facts that a dateline shows to the fields of a brief, with a note on words that are none.

    What somebody typed into it has no roles, or has those of what stood there, so its words tell what it is.
    """
    words = runs_text(runs)
    roles = {name: (find_fact(runs, fact.role) or "", fact) for name, fact in DATELINE.items()}
    found = {name: fact.parse(shown, context.language) for name, (shown, fact) in roles.items()}
    printed = joined_facts(
        (fact_runs(fact, found[name], context.language) for name, (_, fact) in roles.items()), DOT
    )
    typed = {name: value for name, value in found.items() if value is not None}
    others: list[str] = []
    if words != runs_text(printed):
        typed, others = typed_facts(words, recogniser_for(context.language))
        for name, (shown, _) in roles.items():
            if name not in typed and found[name] is not None:
                typed[name] = found[name]
                others = [other.replace(shown, "", 1) for other in others]
    for name, value in typed.items():
        if fields.setdefault(name, value) != value:
            fact = DATELINE.get(name) or BANNER[name]
            others.append(runs_text(fact_runs(fact, value, context.language)))
    for other in map(without_loose_spaces, others):
        if other:
            message = f"“{other}” was left out of the dateline."
            context.note(Code.VALUE_DROPPED, message, other)


def _lift_facts(runs: Runs, facts: Mapping[str, Fact[Any]], context: LiftContext) -> dict[str, Any]:
    found = {name: context.read(fact, runs) for name, fact in facts.items()}
    return {name: value for name, value in found.items() if value is not None}
