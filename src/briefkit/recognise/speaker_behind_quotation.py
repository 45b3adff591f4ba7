"""Speaker behind what was said: “…,” SPEAKER VERB, “…,” VERB SPEAKER, “…” — SPEAKER, and "…, SPEAKER VERB."."""

from __future__ import annotations

import re

from briefkit.recognise.cues import (
    MASK,
    PIECES_TO_TRY,
    Cue,
    attribution_verbs,
    end_of_sentence,
    speakers_from,
    subject_speakers,
    without_date,
)
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.speaker_names import parse_speakers

_MOST_HEARERS = 4  # words
_QUOTATION = re.compile(f"{MASK}+")
_SIGNS_BEHIND_QUOTATION = re.compile(r"[\s,.!?”\"»’'“«‹›」』]*")
_DASH = re.compile(r"\s*+[—–-]++(?P<who>[^—–]++)")


def speaker_behind_quotation(plain: str, recogniser: Recogniser) -> Cue | None:
    """Read the speaker behind a quotation: “…,” SPEAKER VERB, “…,” VERB SPEAKER and “…” — SPEAKER."""
    for quotation in [*_QUOTATION.finditer(plain)][:PIECES_TO_TRY]:
        after = quotation.end() + 1
        end = end_of_sentence(plain, recogniser, after)
        dash = _DASH.fullmatch(plain, after, end)
        found = parse_speakers(dash["who"].strip().removesuffix("."), recogniser) if dash else None
        if found:
            return Cue(found, None, after, after, end)
        clause = _attributing_clause(plain, after, end, recogniser)
        if clause:
            return clause
    return None


def speaker_at_end_of_sentence(plain: str, end: int, recogniser: Recogniser) -> Cue | None:
    """Read "…, SPEAKER VERB [on DATE]." at the end of a sentence."""
    commas = [match.end() for match in re.finditer(r",[”\"’']? ", plain[:end])]
    for start in commas[-PIECES_TO_TRY:]:
        clause = _attributing_clause(plain, start, end, recogniser)
        if clause and _only_says_when_and_to_whom(clause, plain[clause.stop : end], recogniser):
            return clause
    return None


def _only_says_when_and_to_whom(cue: Cue, words: str, recogniser: Recogniser) -> bool:
    """Whether words behind a verb say no more than when, and to whom: "told reporters on Monday"."""
    rest = without_date(f"- {words.strip(' .,')}", recogniser).removeprefix("-").split()
    told = recogniser.has("verbs_of_telling", cue.lemma or "") and len(rest) <= _MOST_HEARERS
    return told or all(recogniser.has("date_gap", word) for word in rest)


def _attributing_clause(plain: str, start: int, end: int, recogniser: Recogniser) -> Cue | None:
    """Read a clause that only attributes: "SPEAKER VERB …" or "VERB SPEAKER …"."""
    behind = _SIGNS_BEHIND_QUOTATION.match(plain, start)
    start = behind.end() if behind else start
    for lemma, match in attribution_verbs(plain, start, end, recogniser, 2):
        before = plain[start : match.start()].strip(" ,")
        if before:
            subject = subject_speakers(before, recogniser)
            if subject:
                return Cue(subject, lemma, start, match.start(), match.end())
        else:
            found = speakers_from(plain, match.end() + 1, end, recogniser)
            if found:
                return Cue(found[0], lemma, start, match.start(), found[1])
    return None
