"""Ids: the parts of a brief that may have one, and those that stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefkit.errors import ErrorCode, Fault
from briefkit.model.blocks import IDENTIFIED_BLOCKS, IdentifiedBlock, Section
from briefkit.model.extra import NO_EXTRA
from briefkit.model.walk import find, walk


def identified_parts(sections: Iterable[Section]) -> Iterator[Section | IdentifiedBlock]:
    """Yield every part that may have an id: sections, and blocks that are no lists, in the order of a page."""
    return find(tuple(sections), Section, *IDENTIFIED_BLOCKS, within=True)


def have_own_fields(sections: Iterable[Section]) -> bool:
    """Whether any part that may have an id has one, or fields of its user's own."""
    return any(map(has_own_fields, identified_parts(sections)))


def has_own_fields(part: Section | IdentifiedBlock) -> bool:
    """Whether a part has an id, or fields of its user's own."""
    # To ask a mapping whether it is empty takes long, for its methods are in Python.
    return bool(part.id or (part.extra is not NO_EXTRA and part.extra))


def repeated_ids(sections: Sequence[Section]) -> Iterator[Fault]:
    """Yield a fault for each id that stands twice; Word tells bookmarks apart without regard to case.

    Args:
        sections: All sections of a brief.
    """
    places: dict[str, str] = {}
    for path, part in walk(sections):
        if isinstance(part, Section | IdentifiedBlock) and part.id:
            first = places.setdefault(part.id.lower(), path)
            if first != path:
                message = f"{part.id!r} is the id of sections{first} too"
                remedy = "give each part another, also without regard to case"
                yield Fault(ErrorCode.ID_TWICE, message, f"sections{path}.id", remedy=remedy)
