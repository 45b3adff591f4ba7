"""Roles: what a block and a run of the layout are to their reader; role_table.py says what each role is like."""

from __future__ import annotations

import enum
from typing import Literal, TypeAlias


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


#: The roles of lists, tables and pictures, each a type of its own: a `match` over one is exhaustive.
ListRole: TypeAlias = Literal[Role.LIST, Role.RELATED, Role.SOURCES]
GridRole: TypeAlias = Literal[Role.TABLE]
PictureRole: TypeAlias = Literal[Role.FIGURE, Role.PHOTO]


class RunRole(enum.StrEnum):
    """What a run is to its reader, beyond words of the text."""

    LABEL = "label"
    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    DATE = "date"
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
