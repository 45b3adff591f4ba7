"""The model of a brief as a user of pydantic v2 would write it: each class, each field, and its rules.

Rules of single strings are patterns, which pydantic checks in Rust; those of words with marks, of dates and between
parts are functions. A text is a string where it has no marks, as in the data.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Base64Bytes,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    model_validator,
)

from benchmarks import peer_rules

Words: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.WORDS)]
Piece: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.PIECE)]
Language: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.LANGUAGE)]
Link_: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.LINK)]
Web: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.WEB)]
Uri: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.URI)]
Email: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.EMAIL)]
Orcid: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.ORCID)]
Country: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.COUNTRY)]
Sha256: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.SHA256)]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=peer_rules.ID)]
When: TypeAlias = Annotated[str, AfterValidator(peer_rules.check_when)]
Stamp: TypeAlias = AwareDatetime | dt.date
Extra: TypeAlias = dict[str, JsonValue]


class Part(BaseModel):
    """A part of a brief: frozen, and of known fields alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Part):
    text: Piece
    strong: bool = False
    emphasis: bool = False
    quoted: bool = False
    code: bool = False
    position: Literal["super", "sub"] | None = None
    link: Link_ | None = None
    cites: tuple[Words, ...] = ()
    language: Language | None = None


def _checked(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    peer_rules.check_spans(spans)
    return spans


Text: TypeAlias = Words | Annotated[tuple[Span, ...], AfterValidator(_checked)]
Cell: TypeAlias = Literal[""] | Text


class Person(Part):
    actor: Literal["person"]
    name: Words | None = None
    role: Words | None = None
    organisation: Words | None = None
    country: Country | None = None
    id: Uri | None = None

    @model_validator(mode="after")
    def _named(self) -> Person:
        if self.name is None and self.role is None:
            raise ValueError("has neither a name nor a role")
        return self


class Organisation(Part):
    actor: Literal["organisation"]
    name: Words
    kind: Words | None = None
    country: Country | None = None
    id: Uri | None = None


Actor: TypeAlias = Annotated[Person | Organisation, Field(discriminator="actor")]


class Source(Part):
    key: Words
    title: Text
    publisher: Words | None = None
    author: Words | None = None
    url: Link_ | None = None
    published: When | None = None
    accessed: When | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    sha256: Sha256 | None = None


class Evidence(Part):
    source: Words
    exact: Words | None = None
    prefix: Words | None = None
    suffix: Words | None = None
    locator: Words | None = None
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None


class Marking(Part):
    policy: Words | None = None
    level: Words


class Image(Part):
    data: Base64Bytes
    media_type: Literal["image/png", "image/jpeg"]
    orientation: Annotated[int, Field(ge=1, le=8)] = 1


class Statement(Part):
    kind: Literal["statement"]
    speakers: Annotated[tuple[Actor, ...], Field(min_length=1)]
    text: Text
    said_on: When | None = None
    cue: Words | None = None
    labelled: bool = False
    inferred: bool = False
    addressees: tuple[Actor, ...] = ()
    original_language: Language | None = None
    evidence: tuple[Evidence, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}


class Paragraph(Part):
    kind: Literal["paragraph"]
    text: Text
    statements: tuple[Statement, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}


class Event(Part):
    kind: Literal["event"]
    text: Text
    on: When | None = None
    place: Words | None = None
    participants: tuple[Actor, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}


class Likelihood(Part):
    scale: Words
    term: Words


class Assessment(Part):
    kind: Literal["assessment"]
    text: Text
    likelihood: Likelihood | None = None
    confidence: Literal["low", "moderate", "high"] | None = None
    basis: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}


class Item(Part):
    block: Annotated[Paragraph | Statement | Event | Assessment, Field(discriminator="kind")]
    children: tuple[Bullets, ...] = ()


class Bullets(Part):
    kind: Literal["bullets"]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    ordered: bool = False
    marking: Marking | None = None


class Table(Part):
    kind: Literal["table"]
    rows: tuple[tuple[Cell, ...], ...]
    header: tuple[Cell, ...] = ()
    caption: Text | None = None
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}

    @model_validator(mode="after")
    def _rectangular(self) -> Table:
        peer_rules.check_table(self.rows, self.header)
        return self


class Figure(Part):
    kind: Literal["figure"]
    image: Image
    alt: Words
    caption: Text | None = None
    credit: Text | None = None
    width: Annotated[int, Field(ge=1, le=100)] | None = None
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}


Block: TypeAlias = Annotated[
    Paragraph | Statement | Event | Assessment | Bullets | Table | Figure,
    Field(discriminator="kind"),
]


class Section(Part):
    kind: Literal["background", "events", "significance", "reactions", "outlook", "other"]
    heading: Text | None = None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    marking: Marking | None = None
    id: Id | None = None
    extra: Extra = {}


class Author(Part):
    name: Words
    bio: Text | None = None
    affiliation: Words | None = None
    email: Email | None = None
    url: Link_ | None = None
    orcid: Orcid | None = None
    photo: Image | None = None


class Link(Part):
    text: Text
    url: Link_


class Correction(Part):
    at: Stamp
    kind: Literal["correction", "clarification", "update", "withdrawal"]
    note: Text


class Brief(Part):
    schema_version: Literal[1]
    title: Text
    standfirst: Text | None = None
    sections: tuple[Section, ...] = ()
    authors: tuple[Author, ...] = ()
    related: tuple[Link, ...] = ()
    language: Language = "en"
    id: Uri | None = None
    url: Web | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    as_of: Stamp | None = None
    embargo: AwareDatetime | None = None
    status: Literal["draft", "published", "withdrawn"] = "published"
    version: Annotated[int, Field(ge=1, le=2**53 - 1)] = 1
    genre: Words | None = None
    topics: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()
    marking: Marking | None = None
    rights: Words | None = None
    extra: Extra = {}

    @model_validator(mode="after")
    def _whole(self) -> Brief:
        peer_rules.check_brief(self)
        return self
