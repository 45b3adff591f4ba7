"""Attributing clause: the part of a sentence that says who spoke."""

from __future__ import annotations

from attrs import frozen

from briefkit.recognise.prose.noun_phrases import Subject


@frozen
class Clause:
    """Attributing clause.

    Attributes:
        first: Its first token.
        verb: The token of its cue.
        last: The token behind it.
        lemma: The lemma of the verb; None behind "according to".
        subject: Who speaks.
        aside: Whether it stands behind or between the words said, parted from them by a comma or a quotation.
    """

    first: int
    verb: int
    last: int
    lemma: str | None
    subject: Subject
    aside: bool
