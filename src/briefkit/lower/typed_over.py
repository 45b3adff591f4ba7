"""Typed over: labels, events and authors whose runs no longer say what they were written with.

A program gives words that are typed over a label the look of the first word that they replace, so that a role and a name
stand in one run. Such a paragraph is read again from its words, and its runs get the roles that these have.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from briefkit.language.dates import parse_when
from briefkit.layout import Items, LayoutBlock, Para, Role, RunRole, Runs
from briefkit.lexicons import lexicon
from briefkit.lower.generated_runs import COMMAS, joined_facts, name_run, runs_text
from briefkit.lower.typed_labels import read_label
from briefkit.lower.typed_runs import Written, split_at_colon, split_in_words
from briefkit.recognise.on_demand import author_named, recogniser_for

_LONGEST_FACTS = 200  # characters of a day and a place


def with_read_runs(block: LayoutBlock, written: Written) -> LayoutBlock:
    """Return a block of which what was typed over is read again.

    Args:
        block: The block, in which only what the house prints has the look of a label.
        written: What the brief was written with.
    """
    match block:
        case Para(role=Role.STATEMENT | Role.INFERRED):
            return evolve(block, runs=read_label(block, written))
        case Para(role=Role.EVENT):
            return evolve(block, runs=_read_event(block, written))
        case Para(role=Role.AUTHOR):
            return evolve(block, runs=_read_author(block, written))
        case Items():
            of_events = any(part.role is Role.EVENT for item in block.items for part in item)
            items: Any = tuple(
                tuple(
                    with_read_runs(_as_event(part, written) if of_events else part, written)
                    for part in item
                )
                for item in block.items
            )
            return evolve(block, items=items)
        case _:
            return block


# Events


def _as_event(block: LayoutBlock, written: Written) -> LayoutBlock:
    """Return a paragraph that was typed without a look among events as one of them, where it has a day of its own."""
    if not (written.printed and isinstance(block, Para) and block.role is Role.PARAGRAPH):
        return block
    event = evolve(block, role=Role.EVENT)
    has_day = any(run.role is RunRole.DATE for run in _read_event(event, written))
    return event if has_day and not block.anchor else block


def _read_event(block: Para, written: Written) -> Runs:
    roles = (RunRole.DATE, RunRole.PLACE)
    split = split_at_colon(block, roles, written) or (
        split_in_words(block) if written.printed else None
    )
    if split is None:
        return block.runs
    portion, facts, rest = split
    if not any(written.is_typed(run, block) for run in facts):
        return block.runs
    words = runs_text(facts).strip()
    if len(words) > _LONGEST_FACTS:
        return block.runs
    ends = [len(words), *(n for n in range(len(words) - 1, 0, -1) if words[n] in COMMAS)]
    end = next((n for n in ends if parse_when(words[:n].strip(), written.language)), None)
    if end is None:
        has_roles = all(run.role for run in facts if run.span.text.strip())
        return (*portion, *facts, *rest) if has_roles else block.runs
    date, place = words[:end].strip(), words[end + 1 :].strip()
    shown = (
        (name_run(date, RunRole.DATE),),
        (name_run(place, RunRole.PLACE),) if place else (),
    )
    return (*portion, *joined_facts(shown, lexicon(written.language).labels["comma"]), *rest)


# Authors


def _read_author(block: Para, written: Written) -> Runs:
    """Read the line of an author: a name, and perhaps where its bearer works."""
    if any(run.role is RunRole.AFFILIATION for run in block.runs) or not any(
        written.is_typed(run, block) for run in block.runs
    ):
        return block.runs
    words = runs_text(block.runs).strip()
    name, comma, affiliation = words.partition(", ")
    known = (RunRole.NAME, name) in written.printed.get(block.anchor, ())
    if not comma or not (known or author_named(words, recogniser_for(written.language))):
        return block.runs
    shown = ((name_run(name, RunRole.NAME),), (name_run(affiliation, RunRole.AFFILIATION),))
    return joined_facts(shown, lexicon(written.language).labels["comma"])
