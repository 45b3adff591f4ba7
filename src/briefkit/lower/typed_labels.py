"""Typed labels: the speakers of a statement whose label was typed over, or typed into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefkit.errors import ModelError
from briefkit.layout import Para, Run, RunRole, Runs
from briefkit.layout.roles import SPEAKER_RUNS
from briefkit.lexicons import lexicon
from briefkit.lower.generated_runs import name_run, runs_text
from briefkit.lower.label_dates import cut_date
from briefkit.lower.speaker_labels import lift_speakers, lower_speakers
from briefkit.lower.typed_runs import Written, split_at_colon, split_in_words
from briefkit.model import Actor, Person
from briefkit.recognise.on_demand import has_words, typed_speakers, unmarked_speakers

_BODY = RunRole.ORGANISATION
_SIGNS = re.compile("[,،，、](?=\\s)|[،，、;；؛(（]")


def read_label(block: Para, written: Written) -> Runs:
    """Return the runs of a statement, its label read again where it was typed over.

    Speakers whom nobody touched are what they were; of the others, the words of each tell who it is.
    """
    split = split_at_colon(block, (*SPEAKER_RUNS, RunRole.SAID_ON), written)
    if split is None:
        return _read_unmarked(block, written)
    portion, label, rest = split
    if not any(written.is_typed(run, block) for run in label):
        return block.runs
    label, date = cut_date(label, block, written)
    label = tuple(_with_words_beside(label))
    speakers = _read_speakers(label, block, written)
    if speakers is not None:
        named = lower_speakers(speakers, lexicon(written.language).labels)
        return (*portion, *named, *date, *rest)
    label = tuple(_with_missing_role(label))
    is_label = all(run.role for run in label if run.span.text.strip())
    # What is no label is words, and so is its colon.
    return (*portion, *label, *date, *rest) if is_label else _as_words(block.runs, portion)


def _read_unmarked(block: Para, written: Written) -> Runs:
    """Return the runs of a statement without a label, or of a new one with a label that was typed without any look."""
    is_new = written.printed and not block.anchor and not _named(block.runs)
    split = split_in_words(block) if is_new else None
    if split is None:
        return block.runs
    portion, label, rest = split
    label, date = cut_date(label, block, written)
    try:
        speakers = unmarked_speakers(runs_text(label), written.speakers, written.language)
    except ModelError:  # words that no name may hold
        return block.runs
    if not speakers:
        return block.runs
    named = lower_speakers(speakers, lexicon(written.language).labels)
    return (*portion, *named, *date, *rest)


def _with_words_beside(label: Runs) -> Iterator[Run]:
    """Yield the runs of a label, words without any look as words of the name or the role right beside them."""
    last: Run | None = None
    for run in label:
        if last is not None and _are_one(last, run):
            role = last.role or run.role
            last = name_run(last.span.text + run.span.text, role) if role else run
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _are_one(run: Run, after: Run) -> bool:
    roles = {run.role, after.role}
    return None in roles and bool(roles & {*SPEAKER_RUNS})


def _read_speakers(label: Runs, block: Para, written: Written) -> tuple[Actor, ...] | None:
    """Read the speakers of a label; None where the words of one of them cannot be read."""
    are_bodies = all(run.role is _BODY for run in label if run.role not in (None, RunRole.LABEL))
    speakers: list[Actor] = []
    for part in _of_each(label, written.language):
        typed = [run for run in part if written.is_typed(run, block)]
        in_place = all(run.role for run in typed) and lift_speakers(part)
        may_name_more = any(_may_name_more(run.span.text, written.language) for run in typed)
        # A name and a role need no sign between them where words tell which is which.
        if not may_name_more and in_place and (not typed or len(_named(part)) > 1):
            speakers += in_place
            continue
        words = runs_text(part)
        try:
            found = typed_speakers(words, written.speakers, written.language, is_body=are_bodies)
        except ModelError:  # words that no name may hold
            found = None
        if in_place and not may_name_more and _stays(part, found or (), written):
            found = in_place
        if not found:
            return None
        speakers += found
    return tuple(speakers)


def _stays(part: Runs, found: Sequence[Actor], written: Written) -> bool:
    """Whether words in the look of a name, or of a role, are one whatever was found in them."""
    words, known = runs_text(part).strip(), written.speakers
    if words in known.names or words in known.bodies:
        return False
    if not found or found == (Person(words),):
        return True
    # Where no list tells a role from an honorific, the words before a name are words of it.
    is_name = [run.role for run in _named(part)] == [RunRole.NAME]
    roles = (one.role for one in found if isinstance(one, Person))
    return (
        is_name
        and not has_words(written.language)
        and not any(role in known.roles for role in roles)
    )


def _named(runs: Runs) -> Runs:
    return tuple(run for run in runs if run.role in SPEAKER_RUNS)


def _of_each(label: Runs, language: str) -> Iterator[Runs]:
    """Yield the runs of each speaker of a label."""
    labels = lexicon(language).labels
    joints = {labels[name].strip() for name in ("speaker_separator", "speaker_last")}
    start = 0
    for index, run in enumerate(label):
        if run.role is RunRole.LABEL and run.span.text.strip() in joints:
            yield label[start:index]
            start = index + 1
    yield label[start:]


def _may_name_more(words: str, language: str) -> bool:
    """Whether words have signs that stand between a name and a role, or between two speakers."""
    return bool(_SIGNS.search(words)) or lexicon(language).labels["speaker_last"] in words


def _with_missing_role(label: Runs) -> Iterator[Run]:
    """Yield the runs of a label, words without a role as the name or the role that it lacks."""
    roles = {run.role for run in label}
    missing = next((role for role in SPEAKER_RUNS[:2] if role not in roles), None)
    for run in label:
        is_missing = run.role is None and run.span.text.strip() and missing
        yield name_run(run.span.text.strip(), missing) if is_missing and missing else run


def _as_words(runs: Runs, portion: Runs) -> Runs:
    """Return the runs of a block as words of a text, but for the portion mark and the numbers."""
    spoken = (*SPEAKER_RUNS, RunRole.SAID_ON, RunRole.LABEL)
    return (
        *portion,
        *(Run(run.span) if run.role in spoken else run for run in runs[len(portion) :]),
    )
