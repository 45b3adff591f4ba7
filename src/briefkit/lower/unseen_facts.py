"""Unseen facts: what a block has beside what its page prints as facts, and what of it an edit left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import frozen

from briefkit.lower.alike_names import are_alike
from briefkit.model import (
    EVIDENCED_BLOCKS,
    Actor,
    Assessment,
    Event,
    Evidence,
    EvidencedBlock,
    ItemBlock,
    Organisation,
    Person,
    Statement,
    called,
)

_MOST_COMPARED = 50  # facts of one block that may be others respelt


@frozen
class UnseenFact:
    """Fact of a block that its page does not print as one.

    Attributes:
        name: The field, as in the model.
        words: The value in words.
        in_words: Whether the block's own words may say it all the same: a date, a verb, a role.
    """

    name: str
    words: str
    in_words: bool = False


def unseen_facts(block: EvidencedBlock) -> Iterator[UnseenFact]:
    """Yield the unseen facts of a block."""
    match block:
        case Statement():
            yield from _of_speakers(block.speakers, labelled=block.labelled)
            if block.said_on:
                yield UnseenFact("said_on", block.said_on.edtf, in_words=True)
            if block.cue:
                yield UnseenFact("cue", block.cue, in_words=True)
            yield from _named("addressees", block.addressees)
            if block.original_language:
                yield UnseenFact("original_language", block.original_language)
        case Event():
            yield from _named("participants", block.participants)
        case Assessment():
            pass
        case _:
            assert_never(block)
    yield from _of_evidence(block.evidence)


def dropped_facts(known: EvidencedBlock, now: ItemBlock | None) -> tuple[UnseenFact, ...]:
    """Return the unseen facts of a block that are gone from what it was edited to; another value is not gone.

    Args:
        known: The block that was written.
        now: What it was edited to; None where nothing was left of it.
    """
    left = Counter(unseen_facts(now) if isinstance(now, EVIDENCED_BLOCKS) else ())
    were = Counter(unseen_facts(known))
    said_otherwise = {fact.name for fact in left if fact.in_words}
    respelt = [*(left - were)][:_MOST_COMPARED]
    return tuple(
        fact
        for fact in (were - left).elements()
        if fact.name not in said_otherwise and not any(_is_respelt(fact, one) for one in respelt)
    )


def _is_respelt(fact: UnseenFact, now: UnseenFact) -> bool:
    return fact.name == now.name and are_alike(Organisation(fact.words), Organisation(now.words))


def _of_speakers(speakers: Iterable[Actor], *, labelled: bool) -> Iterator[UnseenFact]:
    for speaker in speakers:
        match speaker:
            case Person():
                if speaker.role and not labelled:
                    yield UnseenFact("role", speaker.role, in_words=True)
                fields = {"organisation": speaker.organisation}
            case Organisation():
                fields = {"kind": speaker.kind}
            case _:
                assert_never(speaker)
        fields |= {"country": speaker.country, "id": speaker.id}
        yield from (UnseenFact(name, words) for name, words in fields.items() if words)


def _named(name: str, actors: Iterable[Actor]) -> Iterator[UnseenFact]:
    return (UnseenFact(name, called(actor)) for actor in actors)


def _of_evidence(evidence: Iterable[Evidence]) -> Iterator[UnseenFact]:
    """Yield where in a source something is borne out, and how well; its number is seen."""
    for one in evidence:
        places = [one.locator, one.prefix, one.exact, one.suffix]
        words = " ".join(filter(None, places)) or str(one.credibility or "")
        if words:
            yield UnseenFact("evidence", f"{one.source}: {words}")
