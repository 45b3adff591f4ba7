"""Dates in words: whether what was said names the day on which it was said, in full or without the year."""

from __future__ import annotations

import re

from briefkit.language.dates import dates_in, print_when
from briefkit.language.days import find_day
from briefkit.model import Text
from briefkit.model.text import Span, slice_spans
from briefkit.model.when import When
from briefkit.recognise.attributed_statement import attribution
from briefkit.recognise.cues import mask_quotations

_FIGURE = re.compile(r"\d")


def says_when(text: Text, when: When, language: str) -> bool:
    """Whether the words of a labelled statement say when it was made: "Said on 5 September that …".

    Words may be more exact than what is known of it, and a day may lack its year there. But "on Friday" is any Friday, and
    a day on which something else happened says nothing of when somebody spoke of it. Where no verb is found that a day could go
    with, any mention of it counts.

    Args:
        text: The words, without the label.
        when: When the statement was made.
        language: The language of the words, in BCP 47.
    """
    how = attribution(text, language)
    if how.said_on is not None:
        return _is_within(how.said_on, when)
    words = mask_quotations(text)
    if how.cue is None and any(_is_within(one, when) for one, *_ in dates_in(words, language)):
        return True
    place = find_day(words, when, language) if when.date else None
    if place is None or not _FIGURE.search(words, *place):
        return False
    if how.cue is None:
        return True
    # With its year put in, it must be the day that goes with the verb.
    day = Span(print_when(When(when.earliest), language))
    spans = *slice_spans(text.spans, 0, place[0]), day, *slice_spans(text.spans, place[1])
    return attribution(Text(spans), language).said_on == When(when.earliest)


def _is_within(said_on: When, when: When) -> bool:
    """Whether a date is another one, or a part of it: a day of its month."""
    return when.earliest <= said_on.earliest and said_on.latest <= when.latest
