"""Labels of statements: their speakers as runs, down and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefkit.layout import Run, RunRole, Runs
from briefkit.lexicons import lexicon
from briefkit.lower.generated_runs import (
    COMMAS,
    generated_run,
    joined_facts,
    name_run,
    runs_text,
    without_loose_spaces,
)
from briefkit.model import Actor, Organisation, Person

_NAME, _ROLE, _ORGANISATION = RunRole.NAME, RunRole.ROLE, RunRole.ORGANISATION


def lower_speakers(speakers: Sequence[Actor], labels: Mapping[str, str]) -> Runs:
    """Lower the speakers of a label: "Role, Name", each part a run of its own, so that no comma in a name can confuse."""
    separator = labels["role_separator"]
    if len(speakers) == 1:
        return _lower_actor(speakers[0], separator)
    *others, last = [_lower_actor(speaker, separator) for speaker in speakers]
    before = joined_facts(others, labels["speaker_separator"])
    return (*before, generated_run(labels["speaker_last"]), *last)


def printed_label(speakers: Sequence[Actor], language: str) -> str:
    """Text of a label, "Role, Name", with a comma in every language: plain text has no other sign of its parts."""
    return runs_text(lower_speakers(speakers, {**lexicon(language).labels, "role_separator": ", "}))


def _lower_actor(actor: Actor, separator: str) -> Runs:
    match actor:
        case Organisation():
            return (name_run(actor.name, _ORGANISATION),)
        case Person():
            if not actor.role:
                return (name_run(actor.name, _NAME),) if actor.name else ()
            role = name_run(actor.role, _ROLE)
            if not actor.name:
                return (role,)
            between = (generated_run(separator),) if separator else ()  # Chinese has nothing there
            return (role, *between, name_run(actor.name, _NAME))


def lift_speakers(runs: Iterable[Run]) -> tuple[Actor, ...]:
    """Lift the speakers that runs name, each once; a role goes with the name that follows it."""
    speakers: list[Actor] = []
    role: str | None = None
    for run in runs:
        words = without_loose_spaces(run.span.text)
        match run.role:
            case RunRole.ROLE if words:
                if role is not None:
                    speakers.append(Person(role=role))
                role = words
            case RunRole.NAME if words:
                speakers.append(Person(name=words, role=role))
                role = None
            case RunRole.ORGANISATION if words:
                speakers.append(Organisation(words))
            case RunRole.LABEL if role is not None and words and words not in COMMAS:
                speakers.append(Person(role=role))
                role = None
            case _:
                pass
    if role is not None:
        speakers.append(Person(role=role))
    return tuple(speakers)
