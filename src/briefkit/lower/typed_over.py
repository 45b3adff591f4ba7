"""Typed over: labels, events and authors whose runs no longer say what they were written with.

A program gives words that are typed over a label the look of the first word that they replace, so that a role and a name
stand in one run. Such a paragraph is read again from its words, and its runs get the roles that these have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from briefkit.language.dates import parse_when
from briefkit.layout import Items, LayoutBlock, Para, Role, Run, RunRole, Runs
from briefkit.layout.roles import SPEAKER_RUNS
from briefkit.lexicons import lexicon
from briefkit.lower.context import Printed
from briefkit.lower.generated_runs import (
    COLONS,
    COMMAS,
    generated_run,
    joined_facts,
    name_run,
    runs_text,
)
from briefkit.lower.speaker_labels import lower_speakers
from briefkit.model import Actor, Organisation, Person
from briefkit.model.text import with_text
from briefkit.recognise.back_matter_lines import author_named
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.speaker_names import parse_speakers

# What ends a label: not the colon of a time of day, or of an address.
_COLON = re.compile(rf"[{''.join(sorted(COLONS))}](?:\s+|$)|：")
_LONGEST_FACTS = 200  # characters of a day and a place


def with_read_runs(block: LayoutBlock, printed: Printed, language: str) -> LayoutBlock:
    """Return a block of which what was typed over is read again.

    Args:
        block: The block, in which only what the house prints has the look of a label.
        printed: The runs that the blocks were written with; without any, every run is what it looks like.
        language: The language of the sheet.
    """
    match block:
        case Para(role=Role.STATEMENT | Role.INFERRED):
            return evolve(block, runs=_read_label(block, printed, language))
        case Para(role=Role.EVENT):
            return evolve(block, runs=_read_event(block, printed, language))
        case Para(role=Role.AUTHOR):
            return evolve(block, runs=_read_author(block, printed, language))
        case Items():
            items: Any = tuple(
                tuple(with_read_runs(part, printed, language) for part in item)
                for item in block.items
            )
            return evolve(block, items=items)
        case _:
            return block


def _is_typed(run: Run, block: Para, printed: Printed) -> bool:
    """Whether a run has words that the block was not written with in that look."""
    if not run.span.text.strip() or run.role is RunRole.LABEL:
        return False
    return run.role is None or (
        bool(printed) and (run.role, run.span.text) not in printed.get(block.anchor, ())
    )


def _split_at_colon(
    block: Para, roles: Sequence[RunRole], printed: Printed
) -> tuple[Runs, Runs, Runs] | None:
    """Split a block into its portion mark, what stands before its colon, and the colon with what follows.

    The colon is one of the house, or was typed within the look of what stands before it.

    Args:
        block: The block.
        roles: The roles of what may stand before the colon.
        printed: The runs that the blocks were written with.
    """
    runs = block.runs
    first = 2 if runs and runs[0].role is RunRole.PORTION else 0
    for index, run in enumerate(runs[first:], first):
        if run.role is RunRole.LABEL and run.span.text.strip() in COLONS:
            return runs[:first], runs[first:index], runs[index:]
        if run.role in roles and _is_typed(run, block, printed):
            parts = _cut_at_colon(run)
            if parts is not None:
                before, *behind = parts
                return (
                    runs[:first],
                    (*runs[first:index], before),
                    (*behind, *runs[index + 1 :]),
                )
    return None


def _cut_at_colon(run: Run) -> tuple[Run, Run, Run] | None:
    """Cut a run into what stands before its first colon, the colon with its space, and words; None without a colon."""
    match = _COLON.search(run.span.text)
    if match is None:
        return None
    before, after = run.span.text[: match.start()], run.span.text[match.end() :]
    return (
        evolve(run, span=with_text(run.span, before)),
        generated_run(match.group()),
        Run(with_text(run.span, after)),
    )


# Labels of statements


def _read_label(block: Para, printed: Printed, language: str) -> Runs:
    split = _split_at_colon(block, SPEAKER_RUNS, printed)
    if split is None:
        return block.runs
    portion, label, rest = split
    typed = [run for run in label if _is_typed(run, block, printed)]
    if not typed:
        return block.runs
    if all(run.role for run in typed) and not any(
        _has_separator(run.span.text, language) for run in typed
    ):
        return (*portion, *label, *rest)  # another name, in its place
    known = {words: role for role, words in printed.get(block.anchor, ()) if role in SPEAKER_RUNS}
    is_body = all(run.role in (RunRole.ORGANISATION, RunRole.LABEL) for run in label)
    actors = _read_speakers(runs_text(label), known, language, is_body=is_body)
    if actors is None:
        label = tuple(_with_missing_role(label))
        is_label = all(run.role for run in label if run.span.text.strip())
        # What is no label is words, and so is its colon.
        return (*portion, *label, *rest) if is_label else _as_words(block.runs, portion)
    return (*portion, *lower_speakers(actors, lexicon(language).labels), *rest)


def _separators(language: str) -> Iterator[str]:
    labels = lexicon(language).labels
    yield from (labels["speaker_last"], labels["speaker_separator"], ", ", labels["comma"])


def _has_separator(words: str, language: str) -> bool:
    return "(" in words or any(one in words for one in _separators(language))


def _read_speakers(
    words: str, known: Mapping[str, RunRole | None], language: str, *, is_body: bool
) -> tuple[Actor, ...] | None:
    """Read the speakers of a label.

    Args:
        words: The label.
        known: The names that it was written with, which are split off whatever they are like, and their roles.
        language: The language of the sheet.
        is_body: Whether the words look like the name of an organisation, which may hold an "and".
    """
    labels = lexicon(language).labels
    for joint in (labels["speaker_last"], labels["speaker_separator"]):
        parts = words.split(joint)
        if len(parts) > 1 and any(part.strip() in known for part in parts):
            found = [_read_speakers(part, known, language, is_body=is_body) for part in parts]
            return (
                tuple(one for actors in found if actors for one in actors) if all(found) else None
            )
    name = words.strip()
    role = known.get(name)
    if role is RunRole.ORGANISATION or (is_body and not ("," in name or "(" in name)):
        return (Organisation(name),)
    if role is RunRole.NAME:
        return (Person(name),)
    speakers = parse_speakers(name, recogniser_for(language), explicit=True)
    return speakers.actors if speakers else None


def _with_missing_role(label: Runs) -> Iterator[Run]:
    """Yield the runs of a label, words without a role as the name or the role that it lacks."""
    roles = {run.role for run in label}
    missing = next((role for role in SPEAKER_RUNS[:2] if role not in roles), None)
    for run in label:
        is_missing = run.role is None and run.span.text.strip() and missing
        yield name_run(run.span.text.strip(), missing) if is_missing and missing else run


def _as_words(runs: Runs, portion: Runs) -> Runs:
    """Return the runs of a block as words of a text, but for the portion mark and the numbers."""
    spoken = (*SPEAKER_RUNS, RunRole.LABEL)
    return (
        *portion,
        *(Run(run.span) if run.role in spoken else run for run in runs[len(portion) :]),
    )


# Events


def _read_event(block: Para, printed: Printed, language: str) -> Runs:
    roles = (RunRole.DATE, RunRole.PLACE)
    split = _split_at_colon(block, roles, printed) or (_split_in_words(block) if printed else None)
    if split is None:
        return block.runs
    portion, facts, rest = split
    if not any(_is_typed(run, block, printed) for run in facts):
        return block.runs
    words = runs_text(facts).strip()
    if len(words) > _LONGEST_FACTS:
        return block.runs
    ends = [len(words), *(n for n in range(len(words) - 1, 0, -1) if words[n] in COMMAS)]
    end = next((n for n in ends if parse_when(words[:n].strip(), language)), None)
    if end is None:
        has_roles = all(run.role for run in facts if run.span.text.strip())
        return (*portion, *facts, *rest) if has_roles else block.runs
    date, place = words[:end].strip(), words[end + 1 :].strip()
    shown = (
        (name_run(date, RunRole.DATE),),
        (name_run(place, RunRole.PLACE),) if place else (),
    )
    return (*portion, *joined_facts(shown, lexicon(language).labels["comma"]), *rest)


def _split_in_words(block: Para) -> tuple[Runs, Runs, Runs] | None:
    """Split an event that was typed without any look at the colon of its words."""
    runs = block.runs
    first = 2 if runs and runs[0].role is RunRole.PORTION else 0
    if first == len(runs) or runs[first].role is not None:
        return None
    parts = _cut_at_colon(runs[first])
    if parts is None:
        return None
    before, *behind = parts
    return runs[:first], (before,), (*behind, *runs[first + 1 :])


# Authors


def _read_author(block: Para, printed: Printed, language: str) -> Runs:
    """Read the line of an author: a name, and perhaps where its bearer works."""
    if any(run.role is RunRole.AFFILIATION for run in block.runs) or not any(
        _is_typed(run, block, printed) for run in block.runs
    ):
        return block.runs
    words = runs_text(block.runs).strip()
    name, comma, affiliation = words.partition(", ")
    known = (RunRole.NAME, name) in printed.get(block.anchor, ())
    if not comma or not (known or author_named(words, recogniser_for(language))):
        return block.runs
    shown = ((name_run(name, RunRole.NAME),), (name_run(affiliation, RunRole.AFFILIATION),))
    return joined_facts(shown, lexicon(language).labels["comma"])
