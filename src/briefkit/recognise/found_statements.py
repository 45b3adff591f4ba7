"""Found statements: from places in a paragraph to statements in it."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.model import Paragraph, Statement
from briefkit.model.stretches import Stretches, stretches_at
from briefkit.model.text import Text
from briefkit.model.walk import evolve
from briefkit.recognise.found import Found


def with_found(paragraph: Paragraph, found: Sequence[Found]) -> Paragraph:
    """Return a paragraph with the statements that were found in it.

    Args:
        paragraph: The paragraph, what is quoted in it marked.
        found: The statements by their places, in order and apart.
    """
    if not found:
        return paragraph
    text = paragraph.text
    places = stretches_at(text, [(one.start, one.stop) for one in found])
    words = Stretches.of(text)
    statements = [
        Statement(one.speakers, Text(words.spans(start, stop)), said_on=one.said_on, cue=one.cue)
        for one, (start, stop) in zip(found, places, strict=True)
        if start < stop  # nothing is left of one that the statement before was lengthened over
    ]
    return evolve(paragraph, statements=tuple(statements))
