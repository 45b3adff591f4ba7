"""Paths of annotations: which part of the brief a comment or a footnote was put on, found by the words beside it.

A reader meets an annotation before there is a brief. What it then knows is the paragraph that the annotation is on; the
part is the one that prints the words of that paragraph, or most of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from briefkit.language.word_pattern import WORD
from briefkit.layout import Role
from briefkit.lower import lower_with_unrendered
from briefkit.model import Brief
from briefkit.model.walk import walk
from briefkit.notes import Note, Reading
from briefkit.reconcile.sheet_leaves import leaves

#: The most annotations whose part is looked for by words that are alike.
_MAX_COMPARED = 100
#: The least share of the words of a paragraph that a part must print.
_MIN_SHARE = 0.5
# Parts of a brief that are one block each; those of a list; and the blocks that go on with the one before.
_SINGLE = {
    Role.TITLE: "title",
    Role.STANDFIRST: "standfirst",
    Role.GENRE: "genre",
    Role.RIGHTS: "rights",
}
_LISTED = {
    Role.AUTHOR: "authors",
    Role.LINK: "related",
    Role.SOURCE: "sources",
    Role.CORRECTION: "corrections",
}
_CONTINUED = (Role.JUDGEMENT, Role.BIO, Role.CONTACT)


@frozen
class AnnotatedWords:
    """Words that an annotation is on.

    Attributes:
        words: The words of the paragraph, or of the table that it stands in.
        earlier: How many paragraphs or tables before it have the same words.
    """

    words: str
    earlier: int = 0


def with_annotation_paths(reading: Reading, annotated: Mapping[Note, AnnotatedWords]) -> Reading:
    """Return a reading whose notes on annotations have the paths of their parts.

    Args:
        reading: The reading.
        annotated: The words that annotations are on, by their notes.
    """
    if annotated.keys().isdisjoint(reading.notes):
        return reading
    printed = [*printed_parts(reading.brief)]
    by_words: dict[str, list[str]] = {}
    for words, path in printed:
        by_words.setdefault(words, []).append(path)
    counted = [(Counter(WORD.findall(words)), path) for words, path in printed]
    compared = 0
    notes: list[Note] = []
    for one in reading.notes:
        on = annotated.get(one)
        if on is not None and on.words:
            alike = by_words.get(_squeezed(on.words), ())
            path = "" if not alike else alike[min(on.earlier, len(alike) - 1)]
            if not alike and compared < _MAX_COMPARED:
                compared += 1
                path = _most_alike(_squeezed(on.words), counted)
            one = evolve(one, path=path)
        notes.append(one)
    return evolve(reading, notes=tuple(notes))


def printed_parts(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield the words of each block that a brief prints, with the path of its part."""
    lowered = lower_with_unrendered(brief)
    places = {id(part): path for path, part in walk(brief)}
    listed: Counter[str] = Counter()
    path = ""
    for leaf in leaves(lowered.sheet):
        role = leaf.block.role
        part = lowered.parts.get(leaf.block.anchor)
        if part is not None:
            path = places.get(id(part), "")
        elif role in _LISTED:
            name = _LISTED[role]
            path = f"{name}[{listed[name]}]"
            listed[name] += 1
        elif role not in _CONTINUED:
            path = _SINGLE.get(role, "")
        yield _squeezed(leaf.words), path


def _most_alike(words: str, printed: Sequence[tuple[Counter[str], str]]) -> str:
    """Return the path of the part that has most of some words, and of several the one that has fewest others."""
    own = Counter(WORD.findall(words))
    if not own:
        return ""

    def likeness(there: Counter[str]) -> tuple[float, float]:
        common = (own & there).total()
        share = common / own.total()
        return (share + 2 * common / (own.total() + there.total()), share)

    scored = ((likeness(there), path) for there, path in printed)
    (_, share), path = max(scored, default=((0.0, 0.0), ""))
    return path if share >= _MIN_SHARE else ""


def _squeezed(words: str) -> str:
    return " ".join(words.replace("\u00ad", "").split())
