"""Assumed title: the first sentence of a text that begins without a line that could be its title."""

from __future__ import annotations

import re

from briefkit.model.text import Span, Text, slice_spans
from briefkit.recognise.cues import end_of_sentence, mask_quotations
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.repaired import text_of

_LONGEST_TITLE = 200  # characters
_LONGEST_WITH_STOP = 80  # characters up to which a line that ends with a full stop may be a title
_LONGEST_UNSPACED = 30  # characters, in a script without spaces
_UNSPACED_STOP = re.compile("[。．！？][”」』）]?")
_CLOSING = "\"'”’“»」』)"
_STOPS = (".", "。", "．", "۔", "।")


def is_running_text(words: str) -> bool:
    """Whether words on the first line are no title: they are long, or a long line that ends with a full stop."""
    longest = _LONGEST_WITH_STOP if " " in words else _LONGEST_UNSPACED
    stopped = words.rstrip(_CLOSING).endswith(_STOPS)
    return len(words) > (longest if stopped else _LONGEST_TITLE)


def assumed_title(text: Text, recogniser: Recogniser) -> Text:
    """Return the first sentence of a text as its title; of one without an end, the first words.

    Args:
        text: The first paragraph.
        recogniser: The recogniser of the language.
    """
    words = marked(text, recogniser.language)
    plain = mask_quotations(words)
    unspaced = _UNSPACED_STOP.search(plain)
    end = unspaced.end() if unspaced else end_of_sentence(plain, recogniser)
    if end <= _LONGEST_TITLE:
        return marked(text_of(slice_spans(text.spans, 0, end)), recogniser.language)
    end = text.plain.rfind(" ", 0, _LONGEST_TITLE)
    first = slice_spans(text.spans, 0, end if end > 0 else _LONGEST_TITLE)
    return marked(text_of([*first, Span("…")]), recogniser.language)
