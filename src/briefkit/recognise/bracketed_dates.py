"""Label dates: when somebody spoke, in brackets at the end of a label: "Role, Name (5 September 2025)"."""

from __future__ import annotations

from briefkit.language.dates import find_date, parse_when
from briefkit.model.when import When
from briefkit.recognise.recogniser import recogniser_for

_OPENING, _CLOSING = "(（", ")）"


def bracketed_at_end(words: str) -> int | None:
    """Index of the bracket that opens what words end with in brackets; None where they end otherwise."""
    end = len(words.rstrip())
    if not end or words[end - 1] not in _CLOSING:
        return None
    return next((n for n in range(end - 2, -1, -1) if words[n] in _OPENING + _CLOSING), None)


def split_dated(label: str, language: str) -> tuple[str, When | None]:
    """Split a label from the date in brackets that it ends with; whole and None where it ends otherwise.

    Args:
        label: The words before the colon.
        language: Their language, in BCP 47.
    """
    start = bracketed_at_end(label)
    who = label[:start].rstrip()
    if start is None or not who or label[start] not in _OPENING:
        return label, None
    when = _date_of(label.rstrip()[start + 1 : -1].strip(), language)
    return (who, when) if when else (label, None)


def _date_of(words: str, language: str) -> When | None:
    """Date that words are, perhaps behind a preposition: "on 5 September 2025", "le 5 septembre 2025"."""
    when = parse_when(words, language)
    if when is not None:
        return when
    found = find_date(words, language)
    if found is None or found[2] < len(words):
        return None
    before = words[: found[1]].strip()
    return found[0] if not before or recogniser_for(language).has("before_date", before) else None
