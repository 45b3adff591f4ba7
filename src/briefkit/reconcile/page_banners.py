"""Banners of pages: what all headers and footers of a file, or both ends of a page, say together of its brief.

A banner is printed many times, and people edit it in one place. So the strictest marking that is seen anywhere counts,
and a status or an embargo that is seen anywhere; a note tells where the pages differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from briefkit.language.printed_facts import BANNER, DOT, MARKING
from briefkit.layout import Run, Runs
from briefkit.lexicons import FALLBACK
from briefkit.lower.generated_runs import fact_runs, joined_facts, runs_text, without_loose_spaces
from briefkit.model import MARKING_POLICIES
from briefkit.notes import Code, Note, note
from briefkit.recognise.masthead_lines import typed_facts
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.words import fold
from briefkit.release_check import is_above

_BY_ROLE = {fact.role: (name, fact) for name, fact in BANNER.items()}
# A known marking among other words, the longest level first: "TLP:AMBER+STRICT – for Orsa alone".
_MARKINGS = re.compile(
    "|".join(
        rf"\b{policy}:{re.escape(level)}(?![\w+])"
        for policy, levels in MARKING_POLICIES.items()
        for level in sorted(levels, key=len, reverse=True)
    ),
    re.IGNORECASE,
)


@frozen
class Banner:
    """Banner as one place of a file shows it.

    Attributes:
        runs: Its runs; without words that are no facts of a banner.
        facts: The facts in it, by the field of the brief.
        others: The words in it that are none.
    """

    runs: Runs = ()
    facts: Mapping[str, Any] = {}
    others: tuple[str, ...] = ()


@frozen
class AgreedBanner:
    """Banner that all places of a file agree on.

    Attributes:
        runs: Its runs.
        facts: The facts in it, by the field of the brief.
        notes: What is told of places that differ, and of words that no brief has a place for.
    """

    runs: Runs
    facts: Mapping[str, Any]
    notes: tuple[Note, ...] = ()


def read_banner(runs: Runs, language: str) -> Banner:
    """Return the banner that runs show: facts by their look, and those that somebody typed in another.

    Args:
        runs: The runs of a paragraph that has the look of a banner.
        language: The language of the file.
    """
    facts: dict[str, Any] = {}
    rest: list[str] = []
    for run in runs:
        name, value = _fact_of(run, language)
        if value is None or name in facts:
            rest.append(run.span.text)
        else:
            facts[name] = value
            rest.append(DOT)
    words = "".join(rest)
    if _is_furniture(words, language):
        return Banner(runs, facts)
    typed, others = _typed_facts(words, language)
    facts = {**typed, **facts}
    return Banner(_printed(facts, language), facts, tuple(one for one in others if one))


def typed_banner(words: str, language: str) -> Banner | None:
    """Return the banner that somebody typed as a paragraph like any other; None where it has more words."""
    facts, others = typed_facts(words, recogniser_for(language))
    if others or not facts or not BANNER.keys() >= facts.keys():
        return None
    return Banner(_printed(facts, language), facts)


def banner_among(words: str, language: str) -> Banner | None:
    """Return the banner among other words of a page in the layout of another house; None where there is none.

    Args:
        words: The words: "TLP:AMBER - Harbour Ministry".
        language: The language of the file; what is marked in English is read everywhere.
    """
    # A hyphen between two spaces is a dash, and takes no more room.
    dashed = words.replace(" - ", " – ")
    for one in dict.fromkeys((language, FALLBACK)):
        facts, others = _typed_facts(dashed, one)
        if facts:
            there = (dashed.find(other) for other in others)
            kept = (words[at : at + len(other)] for at, other in zip(there, others, strict=True))
            return Banner(_printed(facts, language), facts, tuple(kept))
    return None


def agreed_banner(
    banners: Sequence[Banner], language: str, *, complete: bool = True
) -> AgreedBanner:
    """Return the banner that all places of a file agree on: the strictest marking, and every other fact.

    Args:
        banners: The banner of each place, in reading order; an empty one where others have some.
        language: The language of the file.
        complete: Whether every place is to show every fact; other houses have the marking at the head and the status
            at the foot.
    """
    joined = joined_banner(banners, language)
    others = [one for one in banners if _differs(one, joined, complete=complete)]
    return AgreedBanner(joined.runs, joined.facts, tuple(_notes_on(banners, joined, others)))


def _differs(banner: Banner, agreed: Banner, *, complete: bool) -> bool:
    if complete:
        return banner.facts != agreed.facts
    return any(agreed.facts[name] != value for name, value in banner.facts.items())


def joined_banner(banners: Sequence[Banner], language: str) -> Banner:
    """Return several banners as one: the strictest marking of all, and every other fact that one has."""
    facts: dict[str, Any] = {}
    for banner in banners:
        for name, value in banner.facts.items():
            if name not in facts or (name == "marking" and is_above(value, facts[name])):
                facts[name] = value
    alike = next((one for one in banners if one.facts == facts), None)
    runs = _printed(facts, language) if alike is None else alike.runs
    return Banner(runs, facts, tuple(words for one in banners for words in one.others))


def _notes_on(
    banners: Sequence[Banner], agreed: Banner, others: Sequence[Banner]
) -> Iterator[Note]:
    if others:
        seen = list(dict.fromkeys(runs_text(one.runs) for one in banners))
        what = "; ".join(f"“{words}”" if words else "none" for words in seen)
        message = f"The banner is not the same on all pages: {what}. The strictest was taken."
        words = "; ".join(dict.fromkeys(filter(None, (runs_text(one.runs) for one in others))))
        yield note(Code.BANNERS_DIFFER, message, words)
    for words in dict.fromkeys(agreed.others):
        message = f"“{words}” stands in the banner, where a brief has no place for it."
        yield note(Code.PAGE_WORDS_DROPPED, message, words)


def _fact_of(run: Run, language: str) -> tuple[str, Any]:
    """Return the name and the value of the fact that a run prints; None for the value where it prints none.

    What is printed in English is read everywhere: languages without a lexicon have it, and those that had none once.
    """
    if run.role not in _BY_ROLE:
        return "", None
    name, fact = _BY_ROLE[run.role]
    words = without_loose_spaces(run.span.text) or ""
    values = (fact.parse(words, one) for one in dict.fromkeys((language, FALLBACK)))
    return name, next((value for value in values if value is not None), None)


def _is_furniture(words: str, language: str) -> bool:
    """Whether words are nothing but the labels and the separators of a banner."""
    parts = {fold(one) for part in words.split(DOT.strip()) if (one := part.strip())}
    labels = (one.prefix(spoken) for one in BANNER.values() for spoken in (language, FALLBACK))
    return parts <= {fold(label.strip()) for label in labels}


def _typed_facts(words: str, language: str) -> tuple[dict[str, Any], list[str]]:
    found, others = typed_facts(words, recogniser_for(language))
    facts = {name: value for name, value in found.items() if name in BANNER}
    if facts != found:  # of a dateline
        others = [words.strip(DOT)]
    marking = _MARKINGS.search(words)
    if "marking" not in facts and marking:
        facts["marking"] = MARKING.parse(marking[0].upper(), language)
    return facts, others


def _printed(facts: Mapping[str, Any], language: str) -> Runs:
    there = ((fact, facts[name]) for name, fact in BANNER.items() if name in facts)
    return joined_facts((fact_runs(fact, value, language) for fact, value in there), DOT)
