"""Speaker before the verb: "[On Monday,] SPEAKER VERB …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.model import Organisation
from briefkit.recognise.cues import (
    LONGEST_OPENING,
    MASK,
    PIECES_TO_TRY,
    WORD,
    Cue,
    attribution_verbs,
    end_of_sentence,
    subject_speakers,
)
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.speaker_names import Speakers
from briefkit.recognise.words import fold

_VERBS_TO_TRY = 4


def speaker_before_verb(plain: str, end: int, recogniser: Recogniser) -> Cue | None:
    """Read "[On Monday,] SPEAKER VERB": the first verb whose subject is a speaker."""
    for start in _subject_starts(plain, end, recogniser):
        for lemma, match in attribution_verbs(plain, start, end, recogniser, _VERBS_TO_TRY):
            subject = subject_speakers(plain[start : match.start()], recogniser)
            if subject and not _agrees_with_subject(subject, lemma, match.group(), recogniser):
                continue
            if subject and _reports_words(subject, lemma, plain, match.end(), recogniser):
                return Cue(subject, lemma, 0, match.start(), match.end())
    return None


def _subject_starts(plain: str, end: int, recogniser: Recogniser) -> Iterator[int]:
    """Yield where the subject may start: at once, or behind an opening phrase and its comma."""
    opening = recogniser.opening("lead_ins", plain[:40])
    if not opening:
        yield 0
        return
    if plain[len(opening) : len(opening) + 1] == " ":
        yield len(opening) + 1
    for match in [*re.finditer(", ", plain[: min(end, LONGEST_OPENING)])][:PIECES_TO_TRY]:
        yield match.end()


def _agrees_with_subject(subject: Speakers, lemma: str, form: str, recogniser: Recogniser) -> bool:
    """Whether a form of a verb goes with one named speaker; "Will respond" and "Grim warning" do not."""
    actor = subject.actors[0]
    if len(subject.actors) > 1 or isinstance(actor, Organisation) or actor.name is None:
        return True
    return recogniser.has("unchanging_verbs", lemma) or fold(form).rstrip(".") != lemma


def _reports_words(
    subject: Speakers, lemma: str, plain: str, stop: int, recogniser: Recogniser
) -> bool:
    """Whether a verb reports words: a weak one, or one behind a doubtful name, needs a clause."""
    weak = recogniser.has("verbs_with_clause", lemma)
    doubtful = not subject.sure and all(" " not in str(one.name) for one in subject.actors)
    if not (weak or doubtful):
        return True
    end = end_of_sentence(plain, recogniser, stop)
    window = plain[stop : min(end, stop + (60 if weak else LONGEST_OPENING))]
    words = {fold(word.group()) for word in WORD.finditer(window)}
    return (
        MASK in window
        or window[:1] in (":", ",")
        or bool(words & recogniser.words.sets["clause_words"])
        or (not weak and recogniser.has("plain_verbs", lemma))
    )
