"""Role table: what each role of a block and of a run is like, in one row; every list of roles follows from it.

Who adds a role adds a row, or nothing can be imported. No other module lists roles by hand: it asks for those with a
trait, or matches over all of them with `assert_never` at the end.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import get_args

from attrs import frozen

from briefkit.layout.roles import GridRole, ListRole, PictureRole, Role, RunRole


class Region(enum.Enum):
    """Where in a sheet a block stands."""

    EVERY_PAGE = enum.auto()
    MASTHEAD = enum.auto()
    BODY = enum.auto()
    BACK_MATTER = enum.auto()


@frozen
class RoleTraits:
    """What a role of a block is like.

    Attributes:
        region: Where in a sheet the block stands.
        heading: Whether a heading has the role.
        para: Whether a paragraph has the role.
        hyphenated: Whether it is running text, which is hyphenated where lines end.
        unbroken: Whether it stays on one page: what one says, or judges, is read in one piece.
        listed_in: The role of the list whose items it makes.
        sole_run: The role of all its words, whose style then says how they look.
    """

    region: Region
    heading: bool = False
    para: bool = False
    hyphenated: bool = False
    unbroken: bool = False
    listed_in: ListRole | None = None
    sole_run: RunRole | None = None


_BODY, _BACK = Region.BODY, Region.BACK_MATTER

TRAITS: Mapping[Role, RoleTraits] = {
    Role.BANNER: RoleTraits(Region.EVERY_PAGE, para=True),
    Role.GENRE: RoleTraits(Region.MASTHEAD, para=True, sole_run=RunRole.KIND),
    Role.TITLE: RoleTraits(Region.MASTHEAD, heading=True),
    Role.STANDFIRST: RoleTraits(Region.MASTHEAD, para=True),
    Role.DATELINE: RoleTraits(Region.MASTHEAD, para=True),
    Role.BACKGROUND: RoleTraits(_BODY, heading=True),
    Role.EVENTS: RoleTraits(_BODY, heading=True),
    Role.SIGNIFICANCE: RoleTraits(_BODY, heading=True),
    Role.REACTIONS: RoleTraits(_BODY, heading=True),
    Role.OUTLOOK: RoleTraits(_BODY, heading=True),
    Role.OTHER: RoleTraits(_BODY, heading=True),
    Role.PARAGRAPH: RoleTraits(_BODY, para=True, hyphenated=True),
    Role.STATEMENT: RoleTraits(_BODY, para=True, hyphenated=True, unbroken=True),
    Role.INFERRED: RoleTraits(_BODY, para=True, hyphenated=True, unbroken=True),
    Role.EVENT: RoleTraits(_BODY, para=True, hyphenated=True),
    Role.ASSESSMENT: RoleTraits(_BODY, para=True, hyphenated=True, unbroken=True),
    Role.JUDGEMENT: RoleTraits(_BODY, para=True),
    Role.LIST: RoleTraits(_BODY),
    Role.TABLE: RoleTraits(_BODY),
    Role.FIGURE: RoleTraits(_BODY),
    Role.PORTION: RoleTraits(_BODY, para=True, sole_run=RunRole.PORTION),
    Role.CORRECTIONS: RoleTraits(_BACK, heading=True),
    Role.AUTHORS: RoleTraits(_BACK, heading=True),
    Role.RELATED: RoleTraits(_BACK, heading=True),
    Role.SOURCES: RoleTraits(_BACK, heading=True),
    Role.AUTHOR: RoleTraits(_BACK, para=True, sole_run=RunRole.NAME),
    Role.PHOTO: RoleTraits(_BACK),
    Role.BIO: RoleTraits(_BACK, para=True, hyphenated=True),
    Role.CONTACT: RoleTraits(_BACK, para=True),
    Role.LINK: RoleTraits(_BACK, para=True, listed_in=Role.RELATED),
    Role.SOURCE: RoleTraits(_BACK, para=True, listed_in=Role.SOURCES),
    Role.CORRECTION: RoleTraits(_BACK, para=True),
    Role.RIGHTS: RoleTraits(_BACK, para=True),
}


class RunKind(enum.Enum):
    """What sort of words a run has."""

    FACT = enum.auto()  # a value of the model
    TEXT = enum.auto()  # words of a text that stands in another
    SPEAKER = enum.auto()  # a speaker, or the role that one speaks in
    ADDRESS = enum.auto()  # a fact that is a link by itself
    GENERATED = enum.auto()  # words that are printed, and nobody wrote
    PORTION_MARK = enum.auto()
    SOURCE_NUMBER = enum.auto()  # leads to a source
    LINK_BACK = enum.auto()  # leads from a source to where it is cited


RUN_KINDS: Mapping[RunRole, RunKind] = {
    RunRole.LABEL: RunKind.GENERATED,
    RunRole.NAME: RunKind.SPEAKER,
    RunRole.ROLE: RunKind.SPEAKER,
    RunRole.ORGANISATION: RunKind.SPEAKER,
    RunRole.DATE: RunKind.FACT,
    RunRole.PLACE: RunKind.FACT,
    RunRole.NOTE: RunKind.SOURCE_NUMBER,
    RunRole.EVIDENCE: RunKind.SOURCE_NUMBER,
    RunRole.BACK: RunKind.LINK_BACK,
    RunRole.PORTION: RunKind.PORTION_MARK,
    RunRole.LIKELIHOOD: RunKind.FACT,
    RunRole.SCALE: RunKind.FACT,
    RunRole.CONFIDENCE: RunKind.FACT,
    RunRole.BASIS: RunKind.TEXT,
    RunRole.AFFILIATION: RunKind.FACT,
    RunRole.EMAIL: RunKind.ADDRESS,
    RunRole.URL: RunKind.ADDRESS,
    RunRole.ORCID: RunKind.ADDRESS,
    RunRole.AUTHOR: RunKind.FACT,
    RunRole.PUBLISHER: RunKind.FACT,
    RunRole.PUBLISHED: RunKind.FACT,
    RunRole.MODIFIED: RunKind.FACT,
    RunRole.AS_OF: RunKind.FACT,
    RunRole.ACCESSED: RunKind.FACT,
    RunRole.VERSION: RunKind.FACT,
    RunRole.RELIABILITY: RunKind.FACT,
    RunRole.KIND: RunKind.FACT,
    RunRole.STATUS: RunKind.FACT,
    RunRole.EMBARGO: RunKind.FACT,
    RunRole.MARKING: RunKind.FACT,
}


def _missing(rows: Iterable[enum.Enum], members: Iterable[enum.Enum]) -> None:
    missing = [str(member) for member in members if member not in list(rows)]
    if missing:
        raise TypeError(f"layout/role_table.py has no row for {', '.join(missing)}")


_missing(TRAITS, Role)
_missing(RUN_KINDS, RunRole)

# The lists that follow, each in the order of the roles.

#: The roles of what stands above the first section.
MASTHEAD_ROLES = tuple(role for role, its in TRAITS.items() if its.region is Region.MASTHEAD)
#: The roles of headings: of a brief's own sections, and of the parts below them.
SECTION_ROLES = tuple(
    role for role, its in TRAITS.items() if its.heading and its.region is Region.BODY
)
BACK_SECTION_ROLES = tuple(
    role for role, its in TRAITS.items() if its.heading and its.region is Region.BACK_MATTER
)
HEADING_ROLES = (Role.TITLE, *SECTION_ROLES, *BACK_SECTION_ROLES)
#: What stands below the sections starts with one of these.
BACK_OPENERS = (*BACK_SECTION_ROLES, Role.RIGHTS)
PARA_ROLES = tuple(role for role, its in TRAITS.items() if its.para)
LIST_ROLES: tuple[ListRole, ...] = get_args(ListRole)
GRID_ROLES: tuple[GridRole, ...] = get_args(GridRole)
PICTURE_ROLES: tuple[PictureRole, ...] = get_args(PictureRole)
#: The role of a list, by that of its items.
LISTED_IN = {role: its.listed_in for role, its in TRAITS.items() if its.listed_in is not None}
HYPHENATED_ROLES = tuple(role for role, its in TRAITS.items() if its.hyphenated)
UNBROKEN_ROLES = tuple(role for role, its in TRAITS.items() if its.unbroken)


def runs_of(*kinds: RunKind) -> tuple[RunRole, ...]:
    """Return the roles of runs that have such words."""
    return tuple(role for role, kind in RUN_KINDS.items() if kind in kinds)


SPEAKER_RUNS = runs_of(RunKind.SPEAKER)
ADDRESS_RUNS = runs_of(RunKind.ADDRESS)
NUMBER_RUNS = runs_of(RunKind.SOURCE_NUMBER)
#: The roles of runs that are no words of a text.
NOT_IN_TEXT = runs_of(
    RunKind.GENERATED, RunKind.PORTION_MARK, RunKind.SOURCE_NUMBER, RunKind.LINK_BACK
)
