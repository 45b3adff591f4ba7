"""Scores: what was found, held against what people marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from time import process_time

from attrs import define

import briefkit as bk
from benchmarks.recognition.documents import Attribution, Document, found_in, length, overlap
from briefkit.recognise.recogniser import recogniser_for

# Words behind which a noun is only described further: "chairman of the board" is a chairman.
_BEHIND_HEAD = {
    "en": "of for from at in on with to by who which that near under whose about over during after via told said",
    "de": "der des von für aus bei im in mit am vom zu zum zur",
}
_ARTICLE = re.compile(
    r"(?:the|an?|der|die|das|den|dem|les?|la|el|los|las|il|o|os)\s+", re.IGNORECASE
)
_PARTS = re.compile(r"[,;:—–]|\b(?:and|und|et|y|e)\b")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@define
class Scores:
    """Scores over some documents.

    Attributes:
        found: How many statements were found.
        right: How many of these have a speaker that somebody marked there.
        marked: How many attributions of speech people marked.
        speakers: How many of these were found with the right speaker.
        cues: How many with the right verb as well.
        quotes: How many quotations stand in them.
        quoted: How many of these stand in a statement of the right speaker.
        words: How many words the documents have.
        seconds: How long the processor took to read them.
    """

    found: int = 0
    right: int = 0
    marked: int = 0
    speakers: int = 0
    cues: int = 0
    quotes: int = 0
    quoted: int = 0
    words: int = 0
    seconds: float = 0.0


def scores_of(documents: Iterable[Document], verbs: Set[str] = frozenset()) -> Scores:
    """Return the scores over documents.

    Args:
        documents: The documents.
        verbs: Forms of verbs of saying, in which an attribution of speech has its cue; none takes all for speech.
    """
    scores = Scores()
    for document in documents:
        data = document.text.encode()
        if not scores.words:  # what is made once counts for no document
            bk.read(data, "text", language=document.language)
        start = process_time()
        brief = bk.read(data, "text", language=document.language).brief
        scores.seconds += process_time() - start
        _add(scores, document, found_in(document, brief), verbs)
    return scores


def _add(
    scores: Scores, document: Document, found: tuple[Attribution, ...], verbs: Set[str]
) -> None:
    language = document.language
    scores.words += len(document.text.split())
    scores.found += len(found)
    scores.right += sum(
        any(
            _meet(one, marked) and _agree(one, marked, language) for marked in document.attributions
        )
        for one in found
    )
    for marked in document.attributions:
        right = [one for one in found if _agree(one, marked, language)]
        for quote in marked.quotes:
            half = (quote[1] - quote[0]) / 2
            scores.quotes += 1
            scores.quoted += any(overlap(one.quotes, [quote]) >= half for one in right)
        if not verbs or marked.quotes or _is_speech(marked.cue, verbs):
            there = [one for one in right if _meet(one, marked)]
            scores.marked += 1
            scores.speakers += bool(there)
            scores.cues += any(_same_cue(one.cue, marked.cue, language) for one in there)


def _is_speech(cue: str, verbs: Set[str]) -> bool:
    return "according to" in cue.casefold() or not verbs.isdisjoint(cue.casefold().split())


def _meet(found: Attribution, marked: Attribution) -> bool:
    """Whether half of the shorter of two contents is shared; what is found may hold speaker and cue as well."""
    shared = overlap(found.said, marked.said)
    own = length(found.said) - overlap(found.said, marked.around)
    return shared > 0 and shared >= min(max(own, 1), length(marked.said)) / 2


def _agree(found: Attribution, marked: Attribution, language: str) -> bool:
    """Whether two name the same speaker: a head word is the same."""
    return not _heads(found.speakers, language).isdisjoint(_heads(marked.speakers, language))


def _same_cue(found: str, marked: str, language: str) -> bool:
    """Whether two cues are forms of one verb; a phrase in place of a verb is none, as "according to" is."""
    lemma_of = recogniser_for(language).lemma_of
    printed = marked.casefold().strip(" :").split()
    if not found:
        return not any(lemma_of(word) for word in printed)
    return found.casefold() in printed or any(lemma_of(word) == found for word in printed)


def _heads(names: Iterable[str], language: str) -> Set[str]:
    """Return the head words of names: "Peter King (R-N.Y.), chairman of X" gives king and chairman."""
    behind = rf"\b(?:{'|'.join(_BEHIND_HEAD.get(language, '-').split())})\b"
    heads = set()
    for name in names:
        for part in _PARTS.split(re.sub(r"\([^)]*\)", " ", name)):
            bare = _ARTICLE.sub("", part.strip(), count=1)
            first = next((one for one in re.split(behind, bare) if one.strip()), "")
            words = [_folded(word) for word in first.split()]
            words = [word for word in words if word and word not in _SUFFIXES]
            heads.update(words[-1:])
    return heads


def _folded(word: str) -> str:
    bare = re.sub(r"[’']s\Z|^\W+|\W+\Z", "", word)
    letters = unicodedata.normalize("NFKD", bare)
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).casefold()
