"""House words: labels, dates and whatever else the house prints, and the language that they are in.

A language without a lexicon has English ones. They are marked as English, for whoever hears a page read out.
"""

from __future__ import annotations

import datetime as dt
import enum

from briefkit.layout import Run, RunRole
from briefkit.layout.roles import RunKind, runs_of
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.model.when import When
from briefkit.runtime.caching import cached

#: The roles of runs whose words have no language of their own in the model, whatever a file marks them as.
ROLES_WITHOUT_LANGUAGE = frozenset(runs_of(RunKind.FACT, RunKind.GENERATED, RunKind.LINK_BACK))
# Each run of a file is asked, so both are looked up here.
_LABEL, _WORDED = RunRole.LABEL, (dt.date, When, enum.Enum)


@cached(256, max_length=200)
def house_language(language: str) -> str | None:
    """Language of house words, in BCP 47, in a page of a language; None where they are in that one."""
    is_english = language.split("-")[0].lower() == FALLBACK
    return FALLBACK if lexicon(language).language == FALLBACK and not is_english else None


def is_house_words(run: Run) -> bool:
    """Whether a run prints words of the house: a label, a date, a grade."""
    is_worded = run.role is _LABEL or isinstance(run.value, _WORDED)
    return is_worded and any(map(str.isalpha, run.span.text))
