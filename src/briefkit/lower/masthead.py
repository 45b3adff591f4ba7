"""What stands before the sections: banner, genre, title, standfirst and dateline, down and back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefkit.errors import ReadError
from briefkit.language.dates import parse_stamp, print_stamp
from briefkit.layout import Heading, LayoutBlock, Para, Role, RunRole, Runs
from briefkit.lower.runs import (
    DOT,
    Lifting,
    Lowering,
    find,
    joined,
    label,
    lift_text,
    lower_text,
    parse_marking,
    said,
)
from briefkit.model import Brief, Status
from briefkit.model.brief import MAX_VERSION

_BANNER_STATUS = (Status.DRAFT, Status.WITHDRAWN)
_STAMPS = {"published": RunRole.PUBLISHED, "modified": RunRole.MODIFIED, "as_of": RunRole.AS_OF}


def lower_banner(brief: Brief, lowering: Lowering) -> Runs:
    """Return what every page must say: the marking, and that a brief is not for publication."""
    labels = lowering.labels
    facts: list[Runs] = []
    if brief.marking:
        facts.append((said(str(brief.marking), RunRole.MARKING),))
    if brief.status in _BANNER_STATUS:
        facts.append((said(labels[brief.status], RunRole.STATUS),))
    if brief.embargo:
        words = print_stamp(brief.embargo, lowering.language)
        facts.append((label(f"{labels['embargo']} "), said(words, RunRole.EMBARGO)))
    return joined(facts, DOT)


def lower_front(brief: Brief, lowering: Lowering) -> Iterator[LayoutBlock]:
    """Yield what stands over the first section."""
    if brief.genre:
        yield lowering.para(Role.GENRE, (said(brief.genre, RunRole.KIND),))
    title = lower_text(brief.title, lowering)
    yield Heading(Role.TITLE, title, 1, next(lowering.anchors))
    if brief.standfirst:
        yield lowering.para(Role.STANDFIRST, lower_text(brief.standfirst, lowering))
    dateline = joined(_facts(brief, lowering), DOT)
    if dateline:
        yield lowering.para(Role.DATELINE, dateline)


def _facts(brief: Brief, lowering: Lowering) -> Iterator[Runs]:
    for name, role in _STAMPS.items():
        stamp = getattr(brief, name)
        if stamp is not None:
            words = print_stamp(stamp, lowering.language)
            yield label(f"{lowering.labels[role]} "), said(words, role)
    if brief.version > 1:
        words = str(brief.version)
        yield label(f"{lowering.labels['version']} "), said(words, RunRole.VERSION)


def lift_front(banner: Runs, blocks: Sequence[LayoutBlock], lifting: Lifting) -> dict[str, Any]:
    """Return the fields of the brief that its banner and its first blocks show.

    Raises:
        ReadError: There is no title.
    """
    fields: dict[str, Any] = _lift_banner(banner, lifting)
    for block in blocks:
        match block:
            case Heading(role=Role.TITLE, runs=runs):
                fields["title"] = lift_text(runs, lifting)
            case Para(role=Role.STANDFIRST, runs=runs):
                fields["standfirst"] = lift_text(runs, lifting) or None
            case Para(role=Role.GENRE, runs=runs):
                fields["genre"] = find(runs, RunRole.KIND)
            case Para(role=Role.DATELINE, runs=runs):
                fields |= _lift_dateline(runs, lifting)
            case _:
                pass
    if not fields.get("title"):
        raise ReadError("no title", remedy="give the document a title")
    return fields


def _lift_banner(banner: Runs, lifting: Lifting) -> dict[str, Any]:
    labels = lifting.labels
    fields = {
        "marking": lifting.read(
            lambda words, _: parse_marking(words), find(banner, RunRole.MARKING)
        ),
        "status": lifting.read(
            lambda words, _: next((one for one in _BANNER_STATUS if labels[one] == words), None),
            find(banner, RunRole.STATUS),
        ),
        "embargo": lifting.read(parse_moment, find(banner, RunRole.EMBARGO)),
    }
    return {name: value for name, value in fields.items() if value is not None}


def parse_moment(words: str, language: str) -> dt.datetime | None:
    """Return the moment that words print; None where they print none."""
    stamp = parse_stamp(words, language)
    return stamp if isinstance(stamp, dt.datetime) else None


def _lift_dateline(runs: Runs, lifting: Lifting) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: lifting.read(parse_stamp, find(runs, role)) for name, role in _STAMPS.items()
    }
    fields["version"] = lifting.read(_parse_version, find(runs, RunRole.VERSION))
    return {name: value for name, value in fields.items() if value is not None}


# As many digits as MAX_VERSION has, for Python makes no number of thousands.
_VERSION = re.compile(r"[1-9]\d{0,15}", re.ASCII)


def _parse_version(words: str, _: str) -> int | None:
    number = int(words) if _VERSION.fullmatch(words) else None
    return number if number is not None and number <= MAX_VERSION else None
