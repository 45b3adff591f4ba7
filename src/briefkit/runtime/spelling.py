"""Spelling: which of the names that are known somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.runtime.forking import fork_safe

_LONGEST = 50  # characters of what may be a name, misspelt
_LIKE = 60  # percent, at least, of what is alike


@fork_safe
def likely(name: object, known: Iterable[str], least: int = _LIKE) -> str | None:
    """Return the known name that is most like one that is not known; None where none is like it.

    Args:
        name: What somebody wrote.
        known: The names, in small letters.
        least: How much must be alike, in percent.
    """
    from rapidfuzz import fuzz, process  # an extension, for misspelt names alone

    words = str(name).lower()
    if len(words) > _LONGEST:
        return None
    found = process.extractOne(words, list(known), scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else None


def did_you_mean(meant: str | None) -> str:
    """Return the question whether somebody meant a name, as `likely` finds it; "" for none."""
    return f"did you mean {meant!r}?" if meant else ""
