"""Speaker in a sentence: before the verb, behind or between the words said, or behind "according to"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from briefkit.language.spacing import plain_spaces
from briefkit.model import Actor, called
from briefkit.recognise.cues import (
    LONGEST_OPENING,
    MASK,
    PIECES_TO_TRY,
    WORD,
    Cue,
    attribution_verbs,
    end_of_sentence,
    speakers_from,
)
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.speaker_before_verb import speaker_before_verb
from briefkit.recognise.speaker_behind_quotation import (
    speaker_at_end_of_sentence,
    speaker_behind_quotation,
)
from briefkit.recognise.speaker_names import Speakers

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


def cue_of_known(plain: str, speakers: Sequence[Actor], recogniser: Recogniser) -> Cue | None:
    """Find the verb beside somebody who is known to speak: the first behind the name, else the word right before it.

    Args:
        plain: The masked words.
        speakers: Who speaks.
        recogniser: The recogniser of the language.
    """
    for speaker in speakers:
        name = plain_spaces(called(speaker))
        start = plain.find(name)
        if start < 0:
            continue
        stop = start + len(name)
        named = Speakers((speaker,), sure=True)
        end = end_of_sentence(plain, recogniser, stop)
        for lemma, verb in attribution_verbs(plain, stop, end, recogniser, 1):
            return Cue(named, lemma, 0, verb.start(), verb.end())
        for verb in [*WORD.finditer(plain, max(start - LONGEST_OPENING, 0), start)][-1:]:
            inverted = recogniser.lemma_of(verb.group())
            if inverted:
                return Cue(named, inverted, verb.start(), verb.start(), stop)
    return None


def _speaker_according_to(plain: str, end: int, recogniser: Recogniser) -> Cue | None:
    """Read "According to SPEAKER, …" and "…, according to SPEAKER."."""
    for match in islice(recogniser.according_to.finditer(plain, 0, end), PIECES_TO_TRY):
        found = speakers_from(plain, match.end(), end, recogniser)
        if found:
            return Cue(found[0], None, match.start(), match.start(), found[1])
    return None
