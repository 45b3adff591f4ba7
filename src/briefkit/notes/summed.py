"""Sums of notes: one note for the many of a kind that a document of another house gives rise to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from briefkit.notes import Code, Note

_MOST = 3  # notes of a kind that stand alone
_MOST_LINES = 20  # that a sum lists
_MEANINGS = {str(code): code.meaning for code in Code}


def summed(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes; of more than three of a kind, one stands for all, at the place of the first.

    It has the words of all, and says how many there are, and on which lines. Notes on a place in the brief stay.

    Args:
        notes: The notes, in the order of the input.
    """
    notes = list(notes)
    kinds: dict[str, list[Note]] = {}
    for note in filter(_may_be_summed, notes):
        kinds.setdefault(note.code, []).append(note)
    found: list[Note] = []
    for note in notes:
        many = kinds.get(note.code, []) if _may_be_summed(note) else [note]
        if len(many) > _MOST:
            found.append(_sum(many))
            kinds[note.code] = []
        elif many:
            found.append(note)
    return tuple(found)


def _may_be_summed(note: Note) -> bool:
    return not (note.path or note.before or note.after)


def _sum(notes: Sequence[Note]) -> Note:
    """Return the first of several notes of a kind, with the words of all."""
    lines = list(dict.fromkeys(note.line for note in notes[1:] if note.line))
    listed = ", ".join(map(str, lines[:_MOST_LINES])) + (", …" if len(lines) > _MOST_LINES else "")
    place = f", on lines {listed}" if lines else ""
    words = "; ".join(dict.fromkeys(note.words for note in notes if note.words))
    first = notes[0].message
    if any(note.message != first for note in notes):  # what the first says is not true of all
        first = f"{_MEANINGS.get(notes[0].code, '')} The first: {first}".lstrip()
    message = f"{first} And {len(notes) - 1} more{place}."
    return evolve(notes[0], message=message, words=words)
