"""Credits in captions: whose a picture is, said at the end of the words under it, as in “The port. Photo: Ann Lee”."""

from __future__ import annotations

import re

from attrs import evolve

from briefkit.model import Figure, Text
from briefkit.model.text import slice_spans
from briefkit.recognise import layout_words
from briefkit.recognise.lines import Line

_LONGEST = 80  # characters of a credit
_MOST_WORDS = 5  # of a name
# Where a credit may begin: at the start, behind a sentence, in brackets, or behind a sign that parts.
_BEGINS = re.compile(r"\A|(?<=[.!?…:»”\")\]]) |(?<=[。！？])|(?P<bracket>[(\[（［])|[|/–—·•] ")
_CLOSED = re.compile(r"[)\]）］]\.?\Z")
_MARK = re.compile(r" ?[:：/|©] ?\S")
_OWNED = ("©", "(c)", "(C)")
_PARTS = " |/–—·•"


def with_credit(line: Line, language: str) -> Line:
    """Return the line of a picture with its credit apart from its caption; any other line as it is.

    Args:
        line: The line.
        language: The language of its words, in BCP 47.
    """
    figure = line.block
    if not isinstance(figure, Figure) or figure.caption is None or figure.credit is not None:
        return line
    caption, credit = split_credit(figure.caption, language)
    return evolve(line, block=evolve(figure, caption=caption or None, credit=credit or None))


def split_credit(caption: Text, language: str) -> tuple[Text, Text]:
    """Return a caption without the credit at its end, and the credit; both in the words of the caption."""
    words = caption.plain
    for found in _BEGINS.finditer(words, max(len(words) - _LONGEST - 2, 0)):
        start, end = found.end(), len(words)
        if found["bracket"]:
            closed = _CLOSED.search(words, start)
            if not closed:
                continue
            end = closed.start()
        if _is_credit(words[start:end], language, whole=start == 0):
            kept = len(words[: found.start()].rstrip(_PARTS))
            spans = caption.spans
            return Text(slice_spans(spans, 0, kept)), Text(slice_spans(spans, start, end))
    return caption, Text()


def _is_credit(words: str, language: str, *, whole: bool) -> bool:
    """Whether words say whose a picture is; those of a whole caption name somebody, and do not say what it shows."""
    if len(words) > _LONGEST or words != words.strip():
        return False
    if words.startswith(_OWNED):
        return True
    credited = layout_words.opening("credited", words, language)
    if credited:
        return _is_name(words[len(credited) :])
    phrase = layout_words.opening("credits", words, language)
    mark = _MARK.match(words, len(phrase)) if phrase else None
    return mark is not None and (not whole or _is_name(words[mark.end() - 1 :]))


def _is_name(words: str) -> bool:
    return not words.lstrip()[:1].islower() and len(words.split()) <= _MOST_WORDS
