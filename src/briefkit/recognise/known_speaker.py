"""Known speaker: the verb beside somebody of whom it is known that they speak in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.language.spacing import plain_spaces
from briefkit.model import Actor, called
from briefkit.recognise.cues import LONGEST_OPENING, Cue, attribution_verbs, end_of_sentence
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.words import WORD


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
        end = end_of_sentence(plain, recogniser, stop)
        for lemma, verb in attribution_verbs(plain, stop, end, recogniser, 1):
            return Cue(lemma, 0, verb.start(), verb.end())
        for verb in [*WORD.finditer(plain, max(start - LONGEST_OPENING, 0), start)][-1:]:
            inverted = recogniser.lemma_of(verb.group())
            if inverted:
                return Cue(inverted, verb.start(), verb.start(), stop)
    return None
