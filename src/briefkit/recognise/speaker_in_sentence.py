"""Speaker in a sentence: before the verb, behind or between the words said, or behind "according to"."""

from __future__ import annotations

import re
from itertools import islice

from briefkit.recognise.cues import MASK, PIECES_TO_TRY, Cue, end_of_sentence, speakers_from
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.speaker_before_verb import speaker_before_verb
from briefkit.recognise.speaker_behind_quotation import (
    speaker_at_end_of_sentence,
    speaker_behind_quotation,
)

_OPENS_QUOTED = re.compile(rf"[^\w\s]{MASK}")


def find_cue(plain: str, recogniser: Recogniser) -> Cue | None:
    """Find who speaks in the first sentence: before, behind or between the words that were said.

    Args:
        plain: The masked words.
        recogniser: The recogniser of the language.
    """
    if _OPENS_QUOTED.match(plain):
        return speaker_behind_quotation(plain, recogniser)
    end = end_of_sentence(plain, recogniser)
    return (
        _speaker_according_to(plain, end, recogniser)
        or speaker_before_verb(plain, end, recogniser)
        or speaker_at_end_of_sentence(plain, end, recogniser)
    )


def _speaker_according_to(plain: str, end: int, recogniser: Recogniser) -> Cue | None:
    """Read "According to SPEAKER, …" and "…, according to SPEAKER."."""
    for match in islice(recogniser.according_to.finditer(plain, 0, end), PIECES_TO_TRY):
        found = speakers_from(plain, match.end(), end, recogniser)
        if found:
            return Cue(found[0], None, match.start(), match.start(), found[1])
    return None
