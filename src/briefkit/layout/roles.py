"""Roles: what a block and a run of the layout are to their reader.

Types say where a role may stand and which layout block may have it; one table says how paragraphs of a role are set,
and one what sort of words a run has. Every list of roles follows from these. No other module lists roles by hand: it
asks for those with a trait, or matches over all roles of a type with `assert_never` at the end.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias, TypeGuard, get_args

from attrs import frozen


class Role(enum.StrEnum):
    """What a block is to its reader; themes and named styles go by it."""

    BANNER = "banner"
    GENRE = "genre"
    TITLE = "title"
    STANDFIRST = "standfirst"
    DATELINE = "dateline"

    BACKGROUND = "background"
    EVENTS = "events"
    SIGNIFICANCE = "significance"
    REACTIONS = "reactions"
    OUTLOOK = "outlook"
    OTHER = "other"
    CORRECTIONS = "corrections"
    AUTHORS = "authors"
    RELATED = "related"
    SOURCES = "sources"

    PARAGRAPH = "paragraph"
    STATEMENT = "statement"
    INFERRED = "inferred"
    EVENT = "event"
    ASSESSMENT = "assessment"
    JUDGEMENT = "judgement"
    LIST = "list"
    TABLE = "table"
    FIGURE = "figure"
    PORTION = "portion"

    AUTHOR = "author"
    PHOTO = "photo"
    BIO = "bio"
    CONTACT = "contact"
    LINK = "link"
    SOURCE = "source"
    CORRECTION = "correction"
    RIGHTS = "rights"


class RunRole(enum.StrEnum):
    """What a run is to its reader, beyond words of the text."""

    LABEL = "label"
    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    DATE = "date"
    SAID_ON = "said-on"
    PLACE = "place"
    NOTE = "note"
    EVIDENCE = "evidence"
    BACK = "back"
    PORTION = "portion"
    LIKELIHOOD = "likelihood"
    SCALE = "scale"
    CONFIDENCE = "confidence"
    BASIS = "basis"
    AFFILIATION = "affiliation"
    EMAIL = "email"
    URL = "url"
    ORCID = "orcid"
    AUTHOR = "author"
    PUBLISHER = "publisher"
    PUBLISHED = "published"
    MODIFIED = "modified"
    AS_OF = "as-of"
    ACCESSED = "accessed"
    VERSION = "version"
    RELIABILITY = "reliability"
    KIND = "kind"
    STATUS = "status"
    EMBARGO = "embargo"
    MARKING = "marking"


# Where a role may stand, and in which layout block

SectionRole: TypeAlias = Literal[
    Role.BACKGROUND,
    Role.EVENTS,
    Role.SIGNIFICANCE,
    Role.REACTIONS,
    Role.OUTLOOK,
    Role.OTHER,
]
BackSectionRole: TypeAlias = Literal[Role.CORRECTIONS, Role.AUTHORS, Role.RELATED, Role.SOURCES]
HeadingRole: TypeAlias = Literal[Role.TITLE, SectionRole, BackSectionRole]

MastheadParaRole: TypeAlias = Literal[Role.GENRE, Role.STANDFIRST, Role.DATELINE]
MastheadRole: TypeAlias = Literal[Role.TITLE, MastheadParaRole]
BodyParaRole: TypeAlias = Literal[
    Role.PARAGRAPH,
    Role.STATEMENT,
    Role.INFERRED,
    Role.EVENT,
    Role.ASSESSMENT,
    Role.JUDGEMENT,
    Role.PORTION,
]
BackParaRole: TypeAlias = Literal[
    Role.AUTHOR,
    Role.BIO,
    Role.CONTACT,
    Role.LINK,
    Role.SOURCE,
    Role.CORRECTION,
    Role.RIGHTS,
]
ParaRole: TypeAlias = Literal[Role.BANNER, MastheadParaRole, BodyParaRole, BackParaRole]

ListRole: TypeAlias = Literal[Role.LIST, Role.RELATED, Role.SOURCES]
GridRole: TypeAlias = Literal[Role.TABLE]
PictureRole: TypeAlias = Literal[Role.FIGURE, Role.PHOTO]

# The types as lists

#: The roles of headings: of a brief's own sections, and of the parts below them.
SECTION_ROLES: tuple[SectionRole, ...] = get_args(SectionRole)
BACK_SECTION_ROLES: tuple[BackSectionRole, ...] = get_args(BackSectionRole)
HEADING_ROLES: tuple[HeadingRole, ...] = get_args(HeadingRole)
PARA_ROLES: tuple[ParaRole, ...] = get_args(ParaRole)
LIST_ROLES: tuple[ListRole, ...] = get_args(ListRole)
GRID_ROLES: tuple[GridRole, ...] = get_args(GridRole)
PICTURE_ROLES: tuple[PictureRole, ...] = get_args(PictureRole)
#: What stands above the first section has one of these.
MASTHEAD_ROLES: tuple[MastheadRole, ...] = get_args(MastheadRole)
BODY_PARA_ROLES: tuple[BodyParaRole, ...] = get_args(BodyParaRole)
BACK_PARA_ROLES: tuple[BackParaRole, ...] = get_args(BackParaRole)
#: What stands below the sections starts with one of these.
BACK_OPENERS: tuple[Role, ...] = (*BACK_SECTION_ROLES, Role.RIGHTS)


def in_masthead(role: Role) -> TypeGuard[MastheadRole]:
    """Whether a role is one of those above the first section."""
    return role in MASTHEAD_ROLES


def in_body(role: ParaRole) -> TypeGuard[BodyParaRole]:
    """Whether a paragraph's role is one of those in sections."""
    return role in BODY_PARA_ROLES


def in_back_matter(role: ParaRole) -> TypeGuard[BackParaRole]:
    """Whether a paragraph's role is one of those below the sections."""
    return role in BACK_PARA_ROLES


# How paragraphs of a role are set


@frozen
class Setting:
    """Setting of the paragraphs of a role, in every theme and format.

    Attributes:
        hyphenated: Whether it is running text, which is hyphenated where lines end.
        unbroken: Whether it stays on one page: what one says, or judges, is read in one piece.
        listed_in: The list whose items it makes.
        sole_run: The role of all its words, whose style then says how they look.
    """

    hyphenated: bool = False
    unbroken: bool = False
    listed_in: ListRole | None = None
    sole_run: RunRole | None = None


SETTINGS: Mapping[ParaRole, Setting] = {
    Role.BANNER: Setting(),
    Role.GENRE: Setting(sole_run=RunRole.KIND),
    Role.STANDFIRST: Setting(),
    Role.DATELINE: Setting(),
    Role.PARAGRAPH: Setting(hyphenated=True),
    Role.STATEMENT: Setting(hyphenated=True, unbroken=True),
    Role.INFERRED: Setting(hyphenated=True, unbroken=True),
    Role.EVENT: Setting(hyphenated=True),
    Role.ASSESSMENT: Setting(hyphenated=True, unbroken=True),
    Role.JUDGEMENT: Setting(),
    Role.PORTION: Setting(sole_run=RunRole.PORTION),
    Role.AUTHOR: Setting(sole_run=RunRole.NAME),
    Role.BIO: Setting(hyphenated=True),
    Role.CONTACT: Setting(),
    Role.LINK: Setting(listed_in=Role.RELATED),
    Role.SOURCE: Setting(listed_in=Role.SOURCES),
    Role.CORRECTION: Setting(),
    Role.RIGHTS: Setting(),
}
HYPHENATED_ROLES = tuple(role for role, its in SETTINGS.items() if its.hyphenated)
UNBROKEN_ROLES = tuple(role for role, its in SETTINGS.items() if its.unbroken)
#: The role of a list, by that of its items.
LISTED_IN = {role: its.listed_in for role, its in SETTINGS.items() if its.listed_in is not None}

# What sort of words a run has


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
    RunRole.SAID_ON: RunKind.FACT,
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


def _complete(what: str, members: Iterable[enum.StrEnum], rows: Iterable[enum.StrEnum]) -> None:
    missing = set(members) - set(rows)
    if missing:
        raise TypeError(f"layout/roles.py: add {', '.join(sorted(missing))} to {what}")


_complete(
    "the type of the layout block that may have it",
    Role,
    (*HEADING_ROLES, *PARA_ROLES, *LIST_ROLES, *GRID_ROLES, *PICTURE_ROLES),
)
_complete("SETTINGS", PARA_ROLES, SETTINGS)
_complete("RUN_KINDS", RunRole, RUN_KINDS)
