"""Lost payload: what is said of a file of briefkit's own in which no brief travels, and how it is known without styles."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from briefkit.language.printed_facts import DOT
from briefkit.notes import Code, Note, Reading, note
from briefkit.recognise.masthead_lines import dateline
from briefkit.recognise.recogniser import recogniser_for

#: What is said of a file that lost its payload, or never had one.
PAYLOAD_GONE = (
    "No brief travels in the file: what it shows was read. "
    "What nobody sees comes back with the brief that it was made of, as base."
)
#: The name of briefkit as the program that wrote a file.
GENERATOR = "briefkit"
#: Facts of a dateline that others do not print.
_HOUSE_FACTS = frozenset(("as_of", "version"))


def payload_gone() -> Note:
    """Return the note on a file without a payload."""
    return note(Code.PAYLOAD_GONE, PAYLOAD_GONE)


def with_payload_gone(reading: Reading) -> Reading:
    """Return the reading of a file without styles that is briefkit's own, with the note that its payload is gone."""
    return evolve(reading, notes=(payload_gone(), *reading.notes))


def has_house_dateline(lines: Iterable[str], language: str) -> bool:
    """Whether one of the lines of a file without styles is a dateline as only briefkit prints it.

    Args:
        lines: The lines.
        language: Their language.
    """
    recogniser = recogniser_for(language)
    facts = (dateline(line, recogniser) or {} for line in lines if DOT in line)
    return any(len(found) > 1 and not _HOUSE_FACTS.isdisjoint(found) for found in facts)
