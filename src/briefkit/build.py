"""Builders: for people who start from data.

    draft("Title").standfirst("…").what_happened(statement(putin, "stated that …", on="2025-09-05")).build()

Strings are read as inline Markdown by `inline`. Drafts never change: each method returns a new one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from attrs import evolve, field, frozen

from briefkit.errors import ModelError
from briefkit.fields import DateLike
from briefkit.model import (
    Actor,
    Assessment,
    Author,
    Block,
    Brief,
    Bullets,
    Confidence,
    Correction,
    CorrectionKind,
    Event,
    Evidence,
    Figure,
    Image,
    Item,
    ItemBlock,
    Likelihood,
    Link,
    Marking,
    MediaType,
    Organisation,
    Paragraph,
    Person,
    Reliability,
    Section,
    SectionKind,
    Source,
    Span,
    Statement,
    Status,
    Table,
    Text,
    When,
)
from briefkit.rules import check_characters

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Inline Markdown, or a Text made before.
Words: TypeAlias = str | Text
WhenLike: TypeAlias = When | dt.date | str
#: A marking, or its policy and level: `("TLP", "GREEN")`.
MarkingLike: TypeAlias = Marking | tuple[str, str]
#: A picture, its bytes, or the file that holds it.
ImageLike: TypeAlias = Image | bytes | str | Path
#: What a section may be given: a string is a paragraph; statements and events in a row are one list.
Content: TypeAlias = str | Block

_ENGLISH = "en"


# Words


def inline(words: Words) -> Text:
    """Return inline Markdown as a Text.

    `**strong**`, `*emphasis*`, code between backticks, `[words](https://…)`; `[words](#key)` cites the source
    of that key; a backslash takes a mark at its word (CommonMark). What stands between quotation marks is
    marked as quoted.

    Args:
        words: Inline Markdown; a Text is returned as it is.

    Raises:
        ModelError: A link leads nowhere, or a character that no text may hold.

    Example:
        >>> text = bk.inline("Called it “a *pause*”.")
        >>> text.plain, text.quotes()
        ('Called it “a pause”.', ('a pause',))
    """
    from briefkit.recognise.quotes import marked

    if isinstance(words, Text):
        return words
    # Folded as Markdown folds, but no-break and other spaces that mean something stay.
    folded = re.sub(r"[ \t\r\n]+", " ", words).strip(" ")
    check_characters(folded, "inline Markdown")  # the parser would swap some for others
    (parsed,) = _markdown().parseInline(folded)
    return marked(Text(_spans(parsed.children or ())), _ENGLISH)


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "link", "escape", "backticks"])


def _spans(tokens: Iterable[Token]) -> Iterable[Span]:
    marks: dict[str, Any] = {}
    for token in tokens:
        match token.type:
            case "strong_open":
                marks["strong"] = True
            case "em_open":
                marks["emphasis"] = True
            case "link_open":
                address = str(token.attrs["href"])
                marks |= {"cites": (address[1:],)} if address[:1] == "#" else {"link": address}
            case "strong_close":
                del marks["strong"]
            case "em_close":
                del marks["emphasis"]
            case "link_close":
                marks.pop("link", None)
                marks.pop("cites", None)
            case "code_inline":
                yield Span(token.content, **marks, code=True)
            case _:
                yield Span(token.content, **marks)


# Blocks


def statement(
    speakers: Actor | str | Iterable[Actor],
    words: Words,
    *,
    on: WhenLike | None = None,
    cue: str | None = None,
    labelled: bool | None = None,
    inferred: bool = False,
    to: Actor | Iterable[Actor] = (),
    original_language: str | None = None,
    evidence: Evidence | Iterable[Evidence] = (),
    marking: MarkingLike | None = None,
) -> Statement:
    """Return a statement.

    Words that begin with a small letter go on from the speaker: `statement(putin, "stated that …")` prints
    "Russian President, Vladimir Putin stated that …". Words that name the speaker stand as they are. Any
    others are printed after the label "Russian President, Vladimir Putin:".

    Args:
        speakers: Who said it; a string is "Role, Name", or a name.
        words: What was said, as inline Markdown.
        on: When it was said.
        cue: The lemma of the attribution verb; None recognises it in the words.
        labelled: Whether to print the label; None goes by the words.
        inferred: Whether it is the analyst's reading, with no words reported.
        to: To whom it was said.
        original_language: The language in which it was said, in BCP 47.
        evidence: What bears out that it was said.
        marking: Who may see it.

    Raises:
        ModelError: A value out of form.
    """
    from briefkit.lower.statements import printed_label
    from briefkit.recognise import attribution

    who = _actors(speakers)
    said = inline(words)
    cue = cue or (None if inferred else attribution(said, _ENGLISH).cue)
    if labelled is None and not any(_name(one) in said.plain for one in who):
        labelled = not said.plain[:1].islower()
        if not labelled:
            said = Text((Span(f"{printed_label(who, _ENGLISH)} "), *said.spans))
    return Statement(
        speakers=who,
        text=said,
        said_on=on,
        cue=cue,
        labelled=bool(labelled),
        inferred=inferred,
        addressees=_several(to),
        original_language=original_language,
        evidence=_several(evidence),
        marking=_marking(marking),
    )


def _actors(speakers: Actor | str | Iterable[Actor]) -> tuple[Actor, ...]:
    from briefkit.recognise.speakers import parse_label

    if not isinstance(speakers, str):
        return _several(speakers)
    found = parse_label(speakers, _ENGLISH)
    return found or (Person(speakers),)


def _name(actor: Actor) -> str:
    match actor:
        case Person():
            return actor.name or actor.role or ""
        case Organisation():
            return actor.name
        case _:
            assert_never(actor)


def _marking(value: MarkingLike | None) -> Marking | None:
    return Marking(*value) if isinstance(value, tuple) else value


def _several(values: Any) -> tuple[Any, ...]:
    return tuple(values) if isinstance(values, Iterable) else (values,)


def event(
    words: Words,
    *,
    on: WhenLike | None = None,
    place: str | None = None,
    participants: Actor | Iterable[Actor] = (),
    evidence: Evidence | Iterable[Evidence] = (),
    marking: MarkingLike | None = None,
) -> Event:
    """Return something that happened.

    Args:
        words: What happened, as inline Markdown.
        on: When.
        place: Where.
        participants: Who took part.
        evidence: What bears it out.
        marking: Who may see it.

    Raises:
        ModelError: A value out of form.
    """
    return Event(
        inline(words), on, place, _several(participants), _several(evidence), _marking(marking)
    )


def assessment(
    words: Words,
    *,
    likelihood: Likelihood | tuple[str, str] | None = None,
    confidence: Confidence | str | None = None,
    basis: Words | None = None,
    evidence: Evidence | Iterable[Evidence] = (),
    marking: MarkingLike | None = None,
) -> Assessment:
    """Return an analyst's judgement.

    Args:
        words: The judgement, as inline Markdown.
        likelihood: The scale and its term: `("ICD 203", "likely")`.
        confidence: "low", "moderate" or "high".
        basis: What it rests on, as inline Markdown.
        evidence: What bears it out.
        marking: Who may see it.

    Raises:
        ModelError: A value out of form.
    """
    return Assessment(
        inline(words),
        likelihood=Likelihood(*likelihood) if isinstance(likelihood, tuple) else likelihood,
        confidence=confidence,
        basis=None if basis is None else inline(basis),
        evidence=_several(evidence),
        marking=_marking(marking),
    )


def bullets(
    *items: str | ItemBlock | Item | Bullets,
    ordered: bool = False,
    marking: MarkingLike | None = None,
) -> Bullets:
    """Return a list.

    Args:
        items: Paragraphs (strings as inline Markdown), statements, events, assessments; a list goes below
            the item before it.
        ordered: Whether the items are numbered.
        marking: Who may see it.

    Raises:
        ModelError: No item, a list before any item, or a block that no list holds.
    """
    made: list[Item] = []
    for item in items:
        if isinstance(item, Bullets):
            if not made:
                raise ModelError(
                    "has no item to go below", where="bullets", remedy="give one first"
                )
            made[-1] = evolve(made[-1], children=(*made[-1].children, item))
        elif isinstance(item, Item):
            made.append(item)
        else:
            made.append(Item(Paragraph(inline(item)) if isinstance(item, str) else item))
    return Bullets(made, ordered, _marking(marking))


def table(
    rows: Iterable[Iterable[Words]],
    *,
    header: Iterable[Words] = (),
    caption: Words | None = None,
    marking: MarkingLike | None = None,
) -> Table:
    """Return a table.

    Args:
        rows: The rows of cells, each as inline Markdown.
        header: The cells of the header row.
        caption: What it shows.
        marking: Who may see it.

    Raises:
        ModelError: No row, or rows of different lengths.
    """
    return Table(
        [[inline(cell) for cell in row] for row in rows],
        [inline(cell) for cell in header],
        None if caption is None else inline(caption),
        _marking(marking),
    )


def figure(
    image: ImageLike,
    alt: str,
    *,
    caption: Words | None = None,
    credit: Words | None = None,
    marking: MarkingLike | None = None,
) -> Figure:
    """Return a figure.

    Args:
        image: The picture, its bytes, or the file that holds it.
        alt: What it shows, for those who do not see it.
        caption: The words under it, as inline Markdown.
        credit: Whose picture it is, as inline Markdown.
        marking: Who may see it.

    Raises:
        ModelError: The picture is neither PNG nor JPEG.
        OSError: The file cannot be read.
    """
    return Figure(
        picture(image),
        alt,
        None if caption is None else inline(caption),
        None if credit is None else inline(credit),
        _marking(marking),
    )


def picture(image: ImageLike) -> Image:
    """Return a picture from its bytes or its file, with the media type that its bytes show.

    Args:
        image: The bytes, the file that holds them, or a picture, which is returned as it is.

    Raises:
        ModelError: It is neither PNG nor JPEG.
        OSError: The file cannot be read.
    """
    if isinstance(image, Image):
        return image
    data = image if isinstance(image, bytes) else Path(image).read_bytes()
    return Image(data, MediaType.JPEG if data[:2] == b"\xff\xd8" else MediaType.PNG)


def _blocks(contents: Iterable[Content]) -> tuple[Block, ...]:
    """Return blocks; statements and events that follow one another are one list."""
    made: list[Block] = []
    for content in contents:
        match content:
            case str():
                made.append(Paragraph(inline(content)))
            case Statement() | Event():
                made.append(Bullets([Item(content)]))  # the section makes neighbours one
            case _:
                made.append(content)
    return tuple(made)


def section(
    kind_or_heading: SectionKind | str,
    *contents: Content | Section,
    heading: Words | None = None,
    marking: MarkingLike | None = None,
) -> Section:
    """Return a section.

    Args:
        kind_or_heading: The kind of a house section, or the heading of one of its own.
        contents: Its blocks, then its sub-sections.
        heading: A heading that stands in for the house label.
        marking: Who may see it.

    Raises:
        ModelError: A value out of form.
    """
    kind = SectionKind.OTHER
    if kind_or_heading in list(SectionKind):
        kind = SectionKind(kind_or_heading)
    elif heading is None:
        heading = kind_or_heading
    return Section(
        kind,
        None if heading is None else inline(heading),
        _blocks(one for one in contents if not isinstance(one, Section)),
        [one for one in contents if isinstance(one, Section)],
        _marking(marking),
    )


# The brief


def draft(title: Words, *, language: str = "en") -> Draft:
    """Begin a brief.

    Args:
        title: What it is called, as inline Markdown.
        language: The language that it is written in, in BCP 47.
    """
    return Draft({"title": inline(title), "language": language})


@frozen
class Draft:
    """A brief in the making; every method returns a new draft, and `build` the brief.

    Attributes:
        fields: The fields of the brief so far.
    """

    fields: Mapping[str, Any] = field(hash=False)

    def _with(self, **fields: Any) -> Draft:
        return Draft({**self.fields, **fields})

    def _given(self, **fields: Any) -> Draft:
        return self._with(**{name: value for name, value in fields.items() if value is not None})

    def _more(self, name: str, *values: Any) -> Draft:
        return self._with(**{name: (*self.fields.get(name, ()), *values)})

    def _in(self, kind: SectionKind, contents: tuple[Content | Section, ...]) -> Draft:
        """Put contents into the section of a kind, at its end if the draft has one."""
        new = section(kind, *contents)
        sections: tuple[Section, ...] = self.fields.get("sections", ())
        for index, old in enumerate(sections):
            if old.kind is kind:
                joined = evolve(
                    old, blocks=(*old.blocks, *new.blocks), sections=(*old.sections, *new.sections)
                )
                return self._with(sections=(*sections[:index], joined, *sections[index + 1 :]))
        return self._more("sections", new)

    def standfirst(self, words: Words) -> Draft:
        """Set the sentence or two under the title."""
        return self._with(standfirst=inline(words))

    def background(self, *contents: Content | Section) -> Draft:
        """Add to the section that says what came before."""
        return self._in(SectionKind.BACKGROUND, contents)

    def what_happened(self, *contents: Content | Section) -> Draft:
        """Add to the section of events."""
        return self._in(SectionKind.EVENTS, contents)

    def why_it_matters(self, *contents: Content | Section) -> Draft:
        """Add to the section that says what it means."""
        return self._in(SectionKind.SIGNIFICANCE, contents)

    def reactions(self, *contents: Content | Section) -> Draft:
        """Add to the section that says who said what."""
        return self._in(SectionKind.REACTIONS, contents)

    def whats_next(self, *contents: Content | Section) -> Draft:
        """Add to the section of the outlook."""
        return self._in(SectionKind.OUTLOOK, contents)

    def section(
        self,
        heading: Words | Section,
        *contents: Content | Section,
        marking: MarkingLike | None = None,
    ) -> Draft:
        """Add a section under a heading of its own, or one made by `section`."""
        if isinstance(heading, Section):
            return self._more("sections", heading)
        new = section(SectionKind.OTHER, *contents, heading=heading, marking=marking)
        return self._more("sections", new)

    def author(
        self,
        name: str,
        bio: Words | None = None,
        *,
        affiliation: str | None = None,
        email: str | None = None,
        url: str | None = None,
        orcid: str | None = None,
        photo: ImageLike | None = None,
    ) -> Draft:
        """Add an author."""
        about = None if bio is None else inline(bio)
        portrait = None if photo is None else picture(photo)
        return self._more("authors", Author(name, about, affiliation, email, url, orcid, portrait))

    def related(self, words: Words, url: str) -> Draft:
        """Add something else to read."""
        return self._more("related", Link(inline(words), url))

    def source(
        self,
        key: str,
        title: Words,
        *,
        publisher: str | None = None,
        author: str | None = None,
        url: str | None = None,
        published: WhenLike | None = None,
        accessed: WhenLike | None = None,
        reliability: Reliability | str | None = None,
        sha256: str | None = None,
    ) -> Draft:
        """Add a source, for text and evidence to cite by its key."""
        named = inline(title)
        return self._more(
            "sources",
            Source(key, named, publisher, author, url, published, accessed, reliability, sha256),
        )

    def correction(self, at: DateLike, kind: CorrectionKind | str, note: Words) -> Draft:
        """Add a note on what was changed after publication."""
        return self._more("corrections", Correction(at, kind, inline(note)))

    def published(
        self,
        on: DateLike,
        *,
        modified: DateLike | None = None,
        as_of: DateLike | None = None,
        version: int | None = None,
    ) -> Draft:
        """Set when it came out, was last changed, and up to when it knows what happened."""
        return self._given(published=on, modified=modified, as_of=as_of, version=version)

    def details(
        self,
        *,
        id: str | None = None,
        genre: str | None = None,
        topics: Iterable[str] | None = None,
        rights: str | None = None,
    ) -> Draft:
        """Set what sort of brief it is, what it is about, and whose it is."""
        return self._given(id=id, genre=genre, topics=topics, rights=rights)

    def release(
        self,
        status: Status | str | None = None,
        *,
        embargo: dt.datetime | str | None = None,
        marking: MarkingLike | None = None,
    ) -> Draft:
        """Set how far it has come, before when it must not be published, and who may see it."""
        return self._given(status=status, embargo=embargo, marking=_marking(marking))

    def build(self) -> Brief:
        """Return the brief.

        Raises:
            ModelError: A value out of form; `where` names the field.
        """
        return Brief(**self.fields)
