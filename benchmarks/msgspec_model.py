"""The model of a brief as a user of msgspec would write it: each class, each field, and its rules.

Rules of single strings are patterns; those of words with marks, of dates and between parts are functions that a class
calls when one of it was made. A text is a string where it has no marks, as in the data.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct

from benchmarks import peer_rules

Words: TypeAlias = Annotated[str, Meta(pattern=peer_rules.WORDS)]
Piece: TypeAlias = Annotated[str, Meta(pattern=peer_rules.PIECE)]
Language: TypeAlias = Annotated[str, Meta(pattern=peer_rules.LANGUAGE)]
Link_: TypeAlias = Annotated[str, Meta(pattern=peer_rules.LINK)]
Web: TypeAlias = Annotated[str, Meta(pattern=peer_rules.WEB)]
Uri: TypeAlias = Annotated[str, Meta(pattern=peer_rules.URI)]
Email: TypeAlias = Annotated[str, Meta(pattern=peer_rules.EMAIL)]
Orcid: TypeAlias = Annotated[str, Meta(pattern=peer_rules.ORCID)]
Country: TypeAlias = Annotated[str, Meta(pattern=peer_rules.COUNTRY)]
Sha256: TypeAlias = Annotated[str, Meta(pattern=peer_rules.SHA256)]
Id: TypeAlias = Annotated[str, Meta(pattern=peer_rules.ID)]
Moment: TypeAlias = Annotated[dt.datetime, Meta(tz=True)]
Extra: TypeAlias = dict[str, Any]


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of a brief: frozen, and of known fields alone."""


class Span(Part, frozen=True):
    text: Piece
    strong: bool = False
    emphasis: bool = False
    quoted: bool = False
    code: bool = False
    position: Literal["super", "sub"] | None = None
    link: Link_ | None = None
    cites: tuple[Words, ...] = ()
    language: Language | None = None


# With a pattern on the string of the union, msgspec 0.22 frees memory twice when the process ends.
Text: TypeAlias = str | tuple[Span, ...]


def _check(*texts: Any) -> None:
    for text in texts:
        if type(text) is tuple:
            peer_rules.check_spans(text)
        elif text is not None:
            peer_rules.check_words(text)


def _check_dates(*dates: str | None) -> None:
    for one in dates:
        if one is not None:
            peer_rules.check_when(one)


class Person(Part, frozen=True, tag_field="actor", tag="person"):
    name: Words | None = None
    role: Words | None = None
    organisation: Words | None = None
    country: Country | None = None
    id: Uri | None = None

    def __post_init__(self) -> None:
        if self.name is None and self.role is None:
            raise ValueError("has neither a name nor a role")


class Organisation(Part, frozen=True, tag_field="actor", tag="organisation"):
    name: Words
    kind: Words | None = None
    country: Country | None = None
    id: Uri | None = None


Actor: TypeAlias = Person | Organisation


class Source(Part, frozen=True):
    key: Words
    title: Text
    publisher: Words | None = None
    author: Words | None = None
    url: Link_ | None = None
    published: str | None = None
    accessed: str | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    sha256: Sha256 | None = None

    def __post_init__(self) -> None:
        _check(self.title)
        _check_dates(self.published, self.accessed)


class Evidence(Part, frozen=True):
    source: Words
    exact: Words | None = None
    prefix: Words | None = None
    suffix: Words | None = None
    locator: Words | None = None
    credibility: Annotated[int, Meta(ge=1, le=6)] | None = None


class Marking(Part, frozen=True, kw_only=True):
    policy: Words | None = None
    level: Words


class Image(Part, frozen=True):
    data: bytes
    media_type: Literal["image/png", "image/jpeg"]
    orientation: Annotated[int, Meta(ge=1, le=8)] = 1


class Statement(Part, frozen=True, tag_field="kind", tag="statement"):
    speakers: Annotated[tuple[Actor, ...], Meta(min_length=1)]
    text: Text
    said_on: str | None = None
    cue: Words | None = None
    labelled: bool = False
    inferred: bool = False
    addressees: tuple[Actor, ...] = ()
    original_language: Language | None = None
    evidence: tuple[Evidence, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        _check(self.text)
        _check_dates(self.said_on)


class Paragraph(Part, frozen=True, tag_field="kind", tag="paragraph"):
    text: Text
    statements: tuple[Statement, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        _check(self.text)


class Event(Part, frozen=True, tag_field="kind", tag="event"):
    text: Text
    on: str | None = None
    place: Words | None = None
    participants: tuple[Actor, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        _check(self.text)
        _check_dates(self.on)


class Likelihood(Part, frozen=True):
    scale: Words
    term: Words


class Assessment(Part, frozen=True, tag_field="kind", tag="assessment"):
    text: Text
    likelihood: Likelihood | None = None
    confidence: Literal["low", "moderate", "high"] | None = None
    basis: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        _check(self.text, self.basis)


class Item(Part, frozen=True):
    block: Paragraph | Statement | Event | Assessment
    children: tuple[Bullets, ...] = ()


class Bullets(Part, frozen=True, tag_field="kind", tag="bullets"):
    items: Annotated[tuple[Item, ...], Meta(min_length=1)]
    ordered: bool = False
    marking: Marking | None = None


class Table(Part, frozen=True, tag_field="kind", tag="table"):
    rows: tuple[tuple[Text, ...], ...]
    header: tuple[Text, ...] = ()
    caption: Text | None = None
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        peer_rules.check_table(self.rows, self.header)
        for row in (*self.rows, self.header):
            _check(*filter(None, row))
        _check(self.caption)


class Figure(Part, frozen=True, tag_field="kind", tag="figure"):
    image: Image
    alt: Words
    caption: Text | None = None
    credit: Text | None = None
    width: Annotated[int, Meta(ge=1, le=100)] | None = None
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        _check(self.caption, self.credit)


Block: TypeAlias = Paragraph | Statement | Event | Assessment | Bullets | Table | Figure


class Section(Part, frozen=True):
    kind: Literal["background", "events", "significance", "reactions", "outlook", "other"]
    heading: Text | None = None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        _check(self.heading)


class Author(Part, frozen=True):
    name: Words
    bio: Text | None = None
    affiliation: Words | None = None
    email: Email | None = None
    url: Link_ | None = None
    orcid: Orcid | None = None
    photo: Image | None = None

    def __post_init__(self) -> None:
        _check(self.bio)


class Link(Part, frozen=True):
    text: Text
    url: Link_

    def __post_init__(self) -> None:
        _check(self.text)


class Correction(Part, frozen=True):
    at: str
    kind: Literal["correction", "clarification", "update", "withdrawal"]
    note: Text

    def __post_init__(self) -> None:
        _check(self.note)
        _check_dates(self.at)


class Brief(Part, frozen=True):
    schema_version: Literal[1]
    title: Text
    standfirst: Text | None = None
    sections: tuple[Section, ...] = ()
    authors: tuple[Author, ...] = ()
    related: tuple[Link, ...] = ()
    language: Language = "en"
    id: Uri | None = None
    url: Web | None = None
    # A union of date and datetime is none that msgspec knows, for both are strings.
    published: str | None = None
    modified: str | None = None
    as_of: str | None = None
    embargo: Moment | None = None
    status: Literal["draft", "published", "withdrawn"] = "published"
    version: Annotated[int, Meta(ge=1, le=2**53 - 1)] = 1
    genre: Words | None = None
    topics: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()
    marking: Marking | None = None
    rights: Words | None = None
    extra: Extra = {}

    def __post_init__(self) -> None:
        _check(self.title, self.standfirst)
        _check_dates(self.published, self.modified, self.as_of)
        peer_rules.check_brief(self)
