"""Masthead: banner, genre, title, standfirst and dateline, lowered and lifted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from attrs import fields_dict

from briefkit.errors import ReadError
from briefkit.language.printed_facts import BANNER, DATELINE, DOT, GENRE, Fact
from briefkit.layout import Heading, LayoutBlock, Para, Role, Runs
from briefkit.layout.roles import in_masthead
from briefkit.lower.context import LiftContext, LowerContext
from briefkit.lower.generated_runs import fact_run, fact_runs, joined_facts
from briefkit.lower.text_runs import lift_text, lower_text
from briefkit.model import Brief

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
    for block in blocks:
        if isinstance(block, Heading | Para) and in_masthead(block.role):
            match block.role:
                case Role.TITLE:
                    fields["title"] = lift_text(block.runs, context)
                case Role.STANDFIRST:
                    fields["standfirst"] = lift_text(block.runs, context) or None
                case Role.GENRE:
                    fields["genre"] = context.read(GENRE, block.runs)
                case Role.DATELINE:
                    fields |= _lift_facts(block.runs, DATELINE, context)
                case _:
                    assert_never(block.role)
    if not fields.get("title"):
        raise ReadError("no title", remedy="give the document a title")
    return fields


def _lift_facts(runs: Runs, facts: Mapping[str, Fact[Any]], context: LiftContext) -> dict[str, Any]:
    found = {name: context.read(fact, runs) for name, fact in facts.items()}
    return {name: value for name, value in found.items() if value is not None}
