"""Layout: what a reader sees of a brief, as a few kinds of block that every visual format can print.

A brief lowers to a Sheet and lifts back from one (lower/). Writers and readers of visual formats know only
what is here: they never see a Statement.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Literal, TypeAlias

from attrs import field, frozen

from briefkit.caching import cached
from briefkit.forking import held_inside
from briefkit.media import Image
from briefkit.text import Span

Direction: TypeAlias = Literal["ltr", "rtl"]

_RIGHT_TO_LEFT_SCRIPTS = {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}


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
    AUTHORS = "authors"
    RELATED = "related"
    SOURCES = "sources"
    CORRECTIONS = "corrections"

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


@frozen
class Run:
    """A span of text, and what only layout knows of it.

    Attributes:
        span: The words and their marks, without citations: those are runs of their own.
        role: What the run is; None for words of the text.
        target: The anchor in the same sheet that it leads to.
        anchor: The name that a run leads to it by.
        spoken: What is said of it to those who do not see it, where its words do not tell.
        direction: Which way its words run, where that is not the sheet's.
    """

    span: Span
    role: RunRole | None = None
    target: str | None = None
    # These follow from the rest.
    anchor: str | None = field(default=None, eq=False)
    spoken: str | None = field(default=None, eq=False)
    direction: Direction | None = field(default=None, eq=False)


Runs: TypeAlias = tuple[Run, ...]


@frozen
class Heading:
    """A heading.

    Attributes:
        role: The title, the kind of section, or what part of the furniture it heads.
        runs: The words.
        level: 1 for the title, 2 for sections, down to 6.
        anchor: The name of the block in its sheet.
    """

    role: Role
    runs: Runs
    level: int
    anchor: str


@frozen
class Para:
    """A paragraph.

    Attributes:
        role: What it is.
        runs: The words.
        anchor: The name of the block in its sheet.
    """

    role: Role
    runs: Runs
    anchor: str


@frozen
class Items:
    """A list; each item holds its paragraphs, then the lists below it.

    Attributes:
        ordered: Whether the items are numbered.
        items: The blocks of each item.
        role: LIST, or the part of the furniture that it is.
        anchor: The name of the block in its sheet.
    """

    ordered: bool
    items: tuple[tuple[Para | Items, ...], ...]
    role: Role
    anchor: str


@frozen
class Grid:
    """A rectangular table.

    Attributes:
        header: The cells of the header row; () where there is none.
        rows: The cells of each row.
        caption: What it shows; () where nothing says so.
        anchor: The name of the block in its sheet.
        role: TABLE.
    """

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: Runs
    anchor: str
    role: Role = Role.TABLE


@frozen
class Picture:
    """A picture with its words.

    Attributes:
        role: FIGURE, or PHOTO of an author.
        image: The picture.
        alt: What it shows, for those who do not see it.
        caption: The words under it; () where there are none.
        credit: Whose picture it is; () where nothing says so.
        anchor: The name of the block in its sheet.
        digest: The SHA-256 of the picture's bytes as they stand in the file that it was read from, which may say
            more than the image does; None where that is the digest of the image.
    """

    role: Role
    image: Image
    alt: str
    caption: Runs
    credit: Runs
    anchor: str
    # This says nothing of what is seen.
    digest: str | None = field(default=None, eq=False)


LayoutBlock: TypeAlias = Heading | Para | Items | Grid | Picture


@frozen
class Sheet:
    """Everything that a reader sees of a brief, and what programs are told about the file.

    Attributes:
        title: The title without marks, for the running head and the file's properties.
        language: The language, in BCP 47.
        direction: Which way its lines run.
        banner: Markings, status and embargo, each a run; they stand on every page.
        blocks: What is seen, in order.
        page: The page number's wording, with {page} and {pages}.
        description: The standfirst without marks, for the file's properties.
        authors: The authors' names, for the file's properties.
        keywords: The topics, for the file's properties.
        published: When the brief came out, for the file's properties.
        modified: When it was last changed, for the file's properties.
        rights: Whose it is, for the file's properties.
    """

    title: str
    language: str
    direction: Direction
    banner: Runs
    blocks: tuple[LayoutBlock, ...]
    page: str
    description: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    published: dt.date | None = None
    modified: dt.date | None = None
    rights: str = ""


@cached(256)
@held_inside
def script(language: str) -> str:
    """Return the script that a language is most likely written in, in ISO 15924 (CLDR): "Arab" for "ar"."""
    from langcodes import Language

    return Language.get(language).maximize().script or "Zzzz"


def direction(language: str) -> Direction:
    """Return which way a language's lines run."""
    return "rtl" if script(language) in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
