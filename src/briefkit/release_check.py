"""Release check: whether a brief may go out as it is, by the markings of its parts and its embargo.

A brief's own marking is its banner: it stands at the head and the foot of every page, and who may have the page
goes by it. So no part may be marked above it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from briefkit.errors import RenderError
from briefkit.model import MARKING_POLICIES, Block, Brief, Bullets, Marking, Section
from briefkit.model.walk import walk
from briefkit.notes import Code, Note, note

#: The order of levels, the least first, in policies that are public; each with the signs that stand for it.
#: US: Executive Order 13526 and ISOO's marking booklet; UK: Government Security Classifications Policy;
#: NATO: C-M(2002)49; EU: Council Decision 2013/488/EU.
_ORDERS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    **{policy: tuple((level,) for level in levels) for policy, levels in MARKING_POLICIES.items()},
    "US": (("UNCLASSIFIED", "U"), ("CONFIDENTIAL", "C"), ("SECRET", "S"), ("TOP SECRET", "TS")),
    "UK": (
        ("OFFICIAL", "O"),
        ("OFFICIAL SENSITIVE", "OS"),
        ("SECRET", "S"),
        ("TOP SECRET", "TS"),
    ),
    "NATO": (
        ("UNCLASSIFIED", "NU"),
        ("RESTRICTED", "NR"),
        ("CONFIDENTIAL", "NC"),
        ("SECRET", "NS"),
        ("COSMIC TOP SECRET", "TOP SECRET", "CTS"),
    ),
    "EU": (
        ("RESTRICTED", "R UE", "R"),
        ("CONFIDENTIAL", "C UE", "C"),
        ("SECRET", "S UE", "S"),
        ("TOP SECRET", "TS UE", "TS"),
    ),
}


def check_release(brief: Brief, *, allow_overmarked: bool = False) -> tuple[Note, ...]:
    """Return notes for whoever prints a brief.

    Args:
        brief: The brief.
        allow_overmarked: Whether a part may be marked above the brief; there is a note then.

    Raises:
        RenderError: A part is, and may not be; `where` is its path.
    """
    notes: list[Note] = []
    found = overmarked(brief)
    if found:
        path, marking = found[0]
        own = f"only {brief.marking}" if brief.marking else "not marked at all"
        more = f" ({len(found) - 1} more parts are above it, too)" if len(found) > 1 else ""
        what = f"is marked {marking}, and the brief is {own}{more}"
        if not allow_overmarked:
            raise RenderError(
                what,
                where=path,
                remedy="raise the brief's marking or take the part out, or give allow_overmarked",
            )
        notes.append(note(Code.OVERMARKED, what, path=path))
    if brief.embargo and brief.embargo > now():
        until = brief.embargo.isoformat()
        notes.append(note(Code.EMBARGO, f"the brief is under embargo until {until}"))
    return tuple(notes)


def overmarked(brief: Brief) -> tuple[tuple[str, Marking], ...]:
    """Return each part that is marked above its brief: its path, and how it is marked.

    Markings of two policies cannot be compared, and neither can levels whose order is not known: they pass.
    """
    if not any(is_above(one, brief.marking) for one in _markings(brief.sections)):
        return ()
    # Slower by far, and knows where.
    return tuple(
        (path, part.marking)
        for path, part in walk(brief)
        if isinstance(part, Section | Block) and part.marking
        if is_above(part.marking, brief.marking)
    )


def now() -> dt.datetime:
    """Return the time that embargoes are held against."""
    return dt.datetime.now(dt.UTC)


def _markings(sections: Iterable[Section]) -> Iterator[Marking]:
    for section in sections:
        if section.marking:
            yield section.marking
        yield from _markings_of(section.blocks)
        yield from _markings(section.sections)


def _markings_of(blocks: Iterable[Block]) -> Iterator[Marking]:
    for block in blocks:
        if block.marking:
            yield block.marking
        if isinstance(block, Bullets):
            for item in block.items:
                if item.block.marking:
                    yield item.block.marking
                if item.children:
                    yield from _markings_of(item.children)


def is_above(marking: Marking, banner: Marking | None) -> bool:
    """Return whether a marking is stricter than that of a banner, as far as anybody knows; any is stricter than none."""
    if banner is None:
        return True
    own, limit = _ranks(marking), _ranks(banner)
    return any(own[policy] > limit[policy] for policy in own.keys() & limit.keys())


def _ranks(marking: Marking) -> dict[str, int]:
    """Return the place of a level in each policy that it may be of: its own, or all that have it where it names none.

    Caveats go after the level ("SECRET//NOFORN"), the policy may be named in it ("NATO SECRET"), and the EU writes in
    two languages ("SECRET UE/EU SECRET").
    """
    level = marking.level.upper().split("//")[0].split("/")[-1].split(":")[0]
    level = level.replace("-", " ").strip()
    if marking.policy is not None:
        policies = [marking.policy.upper()]
    else:
        named = [policy for policy in _ORDERS if level.startswith(f"{policy} ")]
        policies = named or [*_ORDERS]
    found = {}
    for policy in policies:
        alone = level.removeprefix(f"{policy} ")
        for place, names in enumerate(_ORDERS.get(policy, ())):
            if alone in names:
                found[policy] = place
    return found
