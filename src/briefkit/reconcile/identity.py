"""Identity: what belongs to a brief or a source as a whole, and to none that was typed over it.

A brief's id, address, topics and own fields go with its words, not with the file: last week's file makes a handy
template. So does what was noted of a source: its checksum, and the places in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from briefkit.language.word_pattern import WORD
from briefkit.layout import Grid, Para, Role
from briefkit.layout.roles import in_body
from briefkit.model import EVIDENCED_BLOCKS, Brief, Evidence, Source, Text
from briefkit.model.walk import find_places, transform
from briefkit.notes import Code, Note, note
from briefkit.reconcile.align import MIN_SHARE, OWN_SIMILARITY, PAIR_SIMILARITY, likeness
from briefkit.reconcile.lowered_payload import LoweredPayload
from briefkit.reconcile.sheet_leaves import Leaf
from briefkit.sequences import as_letters, similarity

_FIELDS = ("id", "url", "topics", "extra")
_HOUSE_LINES = (Role.JUDGEMENT, Role.PORTION)


@frozen
class Identified:
    """A brief with what belongs to it as a whole, and what is to be said of that.

    Attributes:
        brief: The brief.
        notes: The notes.
    """

    brief: Brief
    notes: tuple[Note, ...]


def identified(
    brief: Brief, found: Sequence[Leaf], aligned: Sequence[int | None], payload: LoweredPayload
) -> Identified:
    """Return an edited brief with what its payload has of the whole, unless another was typed over it.

    Args:
        brief: What the file shows.
        found: The leaves of the file.
        aligned: The written leaf that each of them is, by its index.
        payload: What was written.
    """
    old = payload.brief
    known = {name: getattr(old, name) for name in _FIELDS if getattr(old, name)}
    notes: list[Note] = []
    if known and _is_typed_over(found, aligned, payload):
        titled_alike = _similarity(brief.title, old.title) >= PAIR_SIMILARITY
        notes += _of_brief(known, titled_alike=titled_alike)
        known = known if titled_alike else {}
    sourced = _with_known_sources(evolve(brief, **known), old.sources)
    return Identified(sourced.brief, (*notes, *sourced.notes))


def _is_typed_over(
    found: Sequence[Leaf], aligned: Sequence[int | None], payload: LoweredPayload
) -> bool:
    """Whether hardly a block of the sections is left of what was written."""
    written = {place for place, leaf in enumerate(payload.leaves) if _is_of_body(leaf)}
    left = [
        place
        for leaf, place in zip(found, aligned, strict=True)
        if place in written and likeness(leaf, payload.leaves[place], payload) >= OWN_SIMILARITY
    ]
    return len(left) < MIN_SHARE * len(written)


def _is_of_body(leaf: Leaf) -> bool:
    block = leaf.block
    if isinstance(block, Para):
        return in_body(block.role) and block.role not in _HOUSE_LINES
    return isinstance(block, Grid)


def _of_brief(known: Mapping[str, Any], *, titled_alike: bool) -> Iterator[Note]:
    if titled_alike:
        names = ", ".join(known)
        message = (
            f"Nearly all was typed anew under a title that stayed; the brief keeps its {names}."
        )
        yield note(Code.IDENTITY_ASSUMED, message)
        return
    for name, value in known.items():
        words = value if isinstance(value, str) else ", ".join(map(str, value))
        message = f"Another brief was typed over this one; “{words}” ({name}) went with that."
        yield note(Code.FACT_DROPPED, message, words)


# Sources


def _with_known_sources(brief: Brief, old: Iterable[Source]) -> Identified:
    """Return a brief with the checksums of its sources, and no place in one that another was typed over."""
    known = {source.key: source for source in old}
    notes: list[Note] = []
    replaced: set[str] = set()
    sources = []
    for number, source in enumerate(brief.sources):
        before = known.get(source.key)
        if before is not None and not _is_same(source, before):
            replaced.add(source.key)
            if before.sha256:
                notes.append(_source_note(before.sha256, "sha256", f"sources[{number}]"))
            before = None
        sources.append(evolve(source, sha256=before.sha256 if before else None))
    brief = evolve(brief, sources=tuple(sources))
    for path, block in find_places(brief, *EVIDENCED_BLOCKS) if replaced else ():
        for one in block.evidence:
            if one.source in replaced and one != Evidence(one.source):
                words = one.locator or one.exact or one.prefix or one.suffix
                notes.append(_source_note(words or str(one.credibility), "evidence", path))
    return Identified(_without_places(brief, replaced), tuple(notes))


def _is_same(source: Source, before: Source) -> bool:
    """Whether a source is one that was written: it has the address, or most words of the title."""
    if source.url and source.url == before.url:
        return True
    return _similarity(source.title, before.title) >= OWN_SIMILARITY


def _similarity(one: Text, other: Text) -> float:
    """Return the share of words that two texts have in common; 1 where they are equal."""
    words = [WORD.findall(text.plain.casefold()) for text in (one, other)]
    return 1 if one == other else similarity(*as_letters(words))


def _source_note(words: str, name: str, path: str) -> Note:
    message = (
        f"Another source was typed over the one that it is of; “{words}” ({name}) went with that."
    )
    return note(Code.FACT_DROPPED, message, words, path=path)


def _without_places(brief: Brief, replaced: set[str]) -> Brief:
    def bare(part: Any) -> Any:
        if isinstance(part, Evidence) and part.source in replaced:
            return Evidence(part.source)
        return part

    return transform(brief, bare) if replaced else brief
