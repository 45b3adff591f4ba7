"""Documents with the attributions that people marked in them, and what briefkit finds in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

import briefkit as bk

#: Places in a text: starts and stops.
Places: TypeAlias = Sequence[tuple[int, int]]

_FEWEST_QUOTED = 3  # words of a quotation that counts


@frozen
class Attribution:
    """Attribution: who says what, as people marked it or as it was found.

    Attributes:
        speakers: Who speaks, in the words of the text; none where nobody is named.
        cue: The word that says so, in any form; "" for none.
        said: Where the words stand that are said.
        around: Where speaker and cue stand.
        quotes: Where quoted words stand in what is said.
        named: Other words for the speakers, as for whom a pronoun stands.
    """

    speakers: tuple[str, ...]
    cue: str
    said: Places
    around: Places = ()
    quotes: Places = ()
    named: tuple[str, ...] = ()


@frozen
class Document:
    """Document, with all the attributions in it.

    Attributes:
        name: What it is called.
        language: Its language, in BCP 47.
        text: Its words, a paragraph a line.
        attributions: What is said in it.
    """

    name: str
    language: str
    text: str
    attributions: tuple[Attribution, ...]


def found_in(document: Document, brief: bk.Brief) -> tuple[Attribution, ...]:
    """Return what is found in a document, given the brief that was read from it."""
    places = _Letters(document.text)
    found: list[Attribution] = []
    for one in brief.statements():
        said = places.of(one.text.plain)
        if said is not None:
            inside = _Letters(document.text[said[0] : said[1]])
            quotes = [quoted for words in one.quotes() if (quoted := inside.of(words))]
            found.append(
                Attribution(
                    tuple(called(actor) for actor in one.speakers),
                    one.cue or "",
                    (said,),
                    quotes=[(said[0] + start, said[0] + stop) for start, stop in quotes],
                )
            )
    return tuple(found)


def called(actor: bk.Actor) -> str:
    """Return the name of an actor, or the role of one without."""
    return actor.name or (actor.role if isinstance(actor, bk.Person) else None) or ""


class _Letters:
    """The letters and digits of a text, by which words are found again whose spaces or signs are others."""

    def __init__(self, text: str) -> None:
        self._at = [place for place, sign in enumerate(text) if sign.isalnum()]
        self._letters = "".join(text[place] for place in self._at)
        self._next = 0

    def of(self, words: str) -> tuple[int, int] | None:
        """Return where words stand, from where the last ones were found on; None where nowhere."""
        letters = "".join(sign for sign in words if sign.isalnum())
        start = self._letters.find(letters, self._next)
        start = self._letters.find(letters) if start < 0 else start
        if start < 0 or not letters:
            return None
        self._next = start
        return self._at[start], self._at[start + len(letters) - 1] + 1


_MARKS = re.compile('[“”"„«»]')


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has words between quotation marks; one that is not closed ends with its paragraph.

    Independent of what briefkit takes for a quotation.
    """
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in _MARKS.finditer(text, *paragraph.span()):
            sign, place = mark.group(), mark.start()
            closes = sign in '”»"' or (sign == "“" and "„" in paragraph.group())
            if opened is not None and closes:
                yield opened, place
                opened = None
            elif opened is None and sign not in "”»":
                opened = place + 1
        if opened is not None:
            yield opened, paragraph.end()


def with_quotes(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions with the quotations, of three words or more, that stand in what is said."""
    quoted = [one for one in quotations(text) if len(text[slice(*one)].split()) >= _FEWEST_QUOTED]
    given: dict[int, list[tuple[int, int]]] = {}
    for one in quoted:
        for number, attribution in enumerate(attributions):
            if overlap([one], attribution.said) >= 0.6 * (one[1] - one[0]):
                given.setdefault(number, []).append(one)
                break
    return tuple(
        evolve(one, quotes=given.get(number, ())) for number, one in enumerate(attributions)
    )


def overlap(some: Places, others: Places) -> int:
    """Return how many characters stand in places of both."""
    return sum(
        max(0, min(stop, end) - max(start, begin)) for start, stop in some for begin, end in others
    )


def length(places: Places) -> int:
    """Return how many characters stand in places."""
    return sum(stop - start for start, stop in places)
