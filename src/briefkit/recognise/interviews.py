"""Interviews: whose questions, on lines of their own, are no headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefkit.recognise.heading_looks import asks
from briefkit.recognise.layout_words import holds, speaks_of_oneself, speaks_to_somebody
from briefkit.recognise.lines import Kind, Line

_FEWEST = 2  # questions
_LONGEST_QUESTION = 300  # characters
_LONGEST_LABEL = 40  # characters
_LABEL = re.compile(r"[^:]+:|\w\. ")  # "Reporter:", "Q. "


def is_interview(lines: Sequence[Line], language: str, title: str) -> bool:
    """Whether lines are questions and answers.

    The title says so; or half of the questions say "you", and answers "I"; or questions have one label.

    Args:
        lines: The logical lines of a document.
        language: Its language, in BCP 47.
        title: The title, and what sort of text it is.
    """
    pairs = [(one, after) for one, after in pairwise(lines) if _is_question(one)]
    if len(pairs) < _FEWEST:
        return False
    if holds("transcripts", title, language):
        return True
    labels = [found[0] for question, _ in pairs if (found := _LABEL.match(question.plain))]
    if any(len(one) <= _LONGEST_LABEL and labels.count(one) >= _FEWEST for one in {*labels}):
        return True
    to_somebody = sum(speaks_to_somebody(question.plain, language) for question, _ in pairs)
    of_oneself = sum(speaks_of_oneself(answer.plain, language) for _, answer in pairs)
    return 2 * to_somebody >= len(pairs) and 2 * of_oneself >= len(pairs)


def _is_question(line: Line) -> bool:
    """Whether a line asks; a bold one is marked as a heading."""
    return line.kind is not Kind.ITEM and asks(line.plain) and len(line.plain) <= _LONGEST_QUESTION


def is_question_of_interview(line: Line) -> bool:
    """Whether a line of an interview is a question, not a heading marked by its level."""
    return _is_question(line) and (line.kind is not Kind.HEADING or bool(line.mark))
