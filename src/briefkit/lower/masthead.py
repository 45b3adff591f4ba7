"""What stands before the sections: banner, genre, title, standfirst and dateline, down and back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefkit.errors import ReadError
from briefkit.language.dates import parse_stamp, print_stamp
from briefkit.layout import Heading, LayoutBlock, Para, Role, RunRole, Runs
from briefkit.lower.context import LiftContext, LowerContext
from briefkit.lower.runs import DOT, fact_run, find_fact, generated_run, joined_facts, parse_marking
from briefkit.lower.text_runs import lift_text, lower_text
from briefkit.model import Brief, Status
from briefkit.model.brief import MAX_VERSION

_BANNER_STATUS = (Status.DRAFT, Status.WITHDRAWN)
_STAMPS = {"published": RunRole.PUBLISHED, "modified": RunRole.MODIFIED, "as_of": RunRole.AS_OF}


def lower_banner(brief: Brief, context: LowerContext) -> Runs:
    """Return what every page must say: the marking, and that a brief is not for publication."""
    labels = context.labels
    facts: list[Runs] = []
    if brief.marking:
        facts.append((fact_run(str(brief.marking), RunRole.MARKING),))
    if brief.status in _BANNER_STATUS:
        facts.append((fact_run(labels[brief.status], RunRole.STATUS),))
    if brief.embargo:
        words = print_stamp(brief.embargo, context.language)
        facts.append((generated_run(f"{labels['embargo']} "), fact_run(words, RunRole.EMBARGO)))
    return joined_facts(facts, DOT)


def lower_front(brief: Brief, context: LowerContext) -> Iterator[LayoutBlock]:
    """Yield what stands over the first section."""
    if brief.genre:
        yield context.para(Role.GENRE, (fact_run(brief.genre, RunRole.KIND),))
    title = lower_text(brief.title, context)
    yield Heading(Role.TITLE, title, 1, next(context.anchors))
    if brief.standfirst:
        yield context.para(Role.STANDFIRST, lower_text(brief.standfirst, context))
    dateline = joined_facts(_facts(brief, context), DOT)
    if dateline:
        yield context.para(Role.DATELINE, dateline)


def _facts(brief: Brief, context: LowerContext) -> Iterator[Runs]:
    for name, role in _STAMPS.items():
        stamp = getattr(brief, name)
        if stamp is not None:
            words = print_stamp(stamp, context.language)
            yield generated_run(f"{context.labels[role]} "), fact_run(words, role)
    if brief.version > 1:
        words = str(brief.version)
        yield generated_run(f"{context.labels['version']} "), fact_run(words, RunRole.VERSION)


def lift_front(banner: Runs, blocks: Sequence[LayoutBlock], context: LiftContext) -> dict[str, Any]:
    """Return the fields of the brief that its banner and its first blocks show.

    Raises:
        ReadError: There is no title.
    """
    fields: dict[str, Any] = _lift_banner(banner, context)
    for block in blocks:
        match block:
            case Heading(role=Role.TITLE, runs=runs):
                fields["title"] = lift_text(runs, context)
            case Para(role=Role.STANDFIRST, runs=runs):
                fields["standfirst"] = lift_text(runs, context) or None
            case Para(role=Role.GENRE, runs=runs):
                fields["genre"] = find_fact(runs, RunRole.KIND)
            case Para(role=Role.DATELINE, runs=runs):
                fields |= _lift_dateline(runs, context)
            case _:
                pass
    if not fields.get("title"):
        raise ReadError("no title", remedy="give the document a title")
    return fields


def _lift_banner(banner: Runs, context: LiftContext) -> dict[str, Any]:
    labels = context.labels
    fields = {
        "marking": context.read(
            lambda words, _: parse_marking(words), find_fact(banner, RunRole.MARKING)
        ),
        "status": context.read(
            lambda words, _: next((one for one in _BANNER_STATUS if labels[one] == words), None),
            find_fact(banner, RunRole.STATUS),
        ),
        "embargo": context.read(parse_moment, find_fact(banner, RunRole.EMBARGO)),
    }
    return {name: value for name, value in fields.items() if value is not None}


def parse_moment(words: str, language: str) -> dt.datetime | None:
    """Return the moment that words print; None where they print none."""
    stamp = parse_stamp(words, language)
    return stamp if isinstance(stamp, dt.datetime) else None


def _lift_dateline(runs: Runs, context: LiftContext) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: context.read(parse_stamp, find_fact(runs, role)) for name, role in _STAMPS.items()
    }
    fields["version"] = context.read(_parse_version, find_fact(runs, RunRole.VERSION))
    return {name: value for name, value in fields.items() if value is not None}


# As many digits as MAX_VERSION has, for Python makes no number of thousands.
_VERSION = re.compile(r"[1-9]\d{0,15}", re.ASCII)


def _parse_version(words: str, _: str) -> int | None:
    number = int(words) if _VERSION.fullmatch(words) else None
    return number if number is not None and number <= MAX_VERSION else None
