"""Builders of blocks and sections."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Never

from attrs import evolve

from briefkit.build.by_language import ENGLISH
from briefkit.build.cells import Rows, table_cells
from briefkit.build.inputs import (
    Content,
    ImageLike,
    MarkingLike,
    WhenLike,
    Words,
    inline,
    language_of,
    marking_of,
    optional_words,
    pair,
    several,
)
from briefkit.errors import ArgumentError, ModelError, ReadError
from briefkit.model import (
    Actor,
    Assessment,
    Block,
    Bullets,
    Confidence,
    Event,
    Evidence,
    Figure,
    Image,
    Item,
    ItemBlock,
    Likelihood,
    Organisation,
    Paragraph,
    Person,
    Section,
    SectionKind,
    Span,
    Statement,
    Table,
    Text,
    called,
)
from briefkit.model.media import image_of
from briefkit.recognise import attribution
from briefkit.recognise.speaker_names import parse_label
from briefkit.runtime.atomic_files import path_of
from briefkit.runtime.forking import fork_safe
from briefkit.runtime.spelling import likely

_LIKE_A_KIND = 75  # percent of what is alike in a kind and in what is no heading


@fork_safe
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
    from briefkit.lower.statements import printed_label  # 30 ms, which only statements need

    who = _actors(speakers)
    said = inline(words)
    cue = cue or (None if inferred else attribution(said, ENGLISH).cue)
    if labelled is None and not any(called(one) in said.plain for one in who):
        labelled = not said.plain[:1].islower()
        if not labelled:
            said = Text((Span(f"{printed_label(who, ENGLISH)} "), *said.spans))
    return Statement(
        speakers=who,
        text=said,
        said_on=on,
        cue=cue,
        labelled=bool(labelled),
        inferred=inferred,
        addressees=several(to),
        original_language=original_language,
        evidence=several(evidence),
        marking=marking_of(marking),
    )


@fork_safe
def _actors(speakers: Actor | str | Iterable[Actor]) -> tuple[Actor, ...]:
    if not isinstance(speakers, str):
        actors = several(speakers)
        for one in actors:
            if not isinstance(one, Person | Organisation):
                raise ArgumentError(
                    f"has {type(one).__name__}, not Person or Organisation", where="speakers"
                )
        return actors
    return parse_label(speakers, ENGLISH)


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
        inline(words), on, place, several(participants), several(evidence), marking_of(marking)
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
        likelihood=Likelihood(*pair(likelihood, "likelihood"))
        if isinstance(likelihood, tuple)
        else likelihood,
        confidence=confidence,
        basis=None if basis is None else inline(basis),
        evidence=several(evidence),
        marking=marking_of(marking),
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
    return Bullets(made, ordered, marking_of(marking))


def table(
    rows: Rows,
    *,
    header: Iterable[object] = (),
    caption: Words | None = None,
    marking: MarkingLike | None = None,
    language: str | None = None,
) -> Table:
    """Return a table.

    A cell is inline Markdown, a number or a date; None and NaN are empty cells. Numbers are printed with all their
    digits, with the signs of the language, and grouped from 10,000 on; a float that is a whole number has no decimals.

    Args:
        rows: The rows, each of as many cells as any other; or mappings, whose keys are the header, and of which one
            may lack what others have; or a data frame, of which all columns are printed and the index is not.
        header: The cells of the header row.
        caption: What it shows, as inline Markdown.
        marking: Who may see it.
        language: The language of numbers and dates, in BCP 47; None is that of the draft that the table is put
            into, or English.

    Raises:
        ModelError: No row, or rows of different lengths.
        ArgumentError: A row that is a string, or a cell that is neither words nor a number nor a date.

    Example:
        >>> ships = bk.table([{"port": "Havnes", "ships": 12045}, {"port": "Lower Tarn"}])
        >>> [[cell.plain for cell in row] for row in (ships.header, *ships.rows)]
        [['port', 'ships'], ['Havnes', '12,045'], ['Lower Tarn', '']]
    """
    cells, shown = table_cells(rows, header, language_of(language))
    return Table(cells, shown, optional_words(caption, "caption"), marking_of(marking))


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
        ReadError: The file cannot be read.
        ArgumentError: No bytes and no path.
    """
    return Figure(
        picture(image),
        alt,
        None if caption is None else inline(caption),
        None if credit is None else inline(credit),
        marking_of(marking),
    )


def picture(image: ImageLike) -> Image:
    """Return a picture from its bytes or its file, with the media type that its bytes show.

    Args:
        image: The bytes, the file that holds them, or a picture, which is returned as it is.

    Raises:
        ModelError: It is neither PNG nor JPEG.
        ReadError: The file cannot be read.
        ArgumentError: No bytes and no path.
    """
    if isinstance(image, Image):
        return image
    data = image if isinstance(image, bytes) else _bytes_of(image)
    return image_of(data)


def _bytes_of(path: str | Path) -> bytes:
    name = path_of(path, "image")
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=name) from None


def _blocks(contents: Iterable[Content]) -> tuple[Block, ...]:
    """Return blocks; statements and events that follow one another are one list."""
    made: list[Block] = []
    for content in contents:
        match content:
            case str():
                made.append(Paragraph(inline(content)))
            case Statement() | Event():
                made.append(Bullets([Item(content)]))  # the section makes neighbours one
            case Paragraph() | Assessment() | Bullets() | Table() | Figure():
                made.append(content)
            case _:
                other: Never = content  # no block at all: the section says so
                made.append(other)
    return tuple(made)


#: What a draft calls the sections of some kinds.
_METHODS = {
    "what_happened": SectionKind.EVENTS,
    "why_it_matters": SectionKind.SIGNIFICANCE,
    "whats_next": SectionKind.OUTLOOK,
}


def _kind_of(words: object) -> SectionKind | None:
    """Return the kind that words name; None for a heading.

    Raises:
        ArgumentError: They are written like a kind, and like none that there is.
    """
    if words in list(SectionKind):
        return SectionKind(str(words))
    meant = None
    if isinstance(words, str) and words.islower() and " " not in words:
        meant = _METHODS.get(words) or likely(words, SectionKind, _LIKE_A_KIND)
    if meant:
        raise ArgumentError(
            f"no kind of section is {words!r}",
            where="kind_or_heading",
            remedy=f"did you mean {str(meant)!r}? Give a heading of your own as heading=",
        )
    return None


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
        ArgumentError: What is nearly the name of a kind.
    """
    kind = _kind_of(kind_or_heading)
    if kind is None and heading is None:
        heading = kind_or_heading
    return Section(
        kind or SectionKind.OTHER,
        None if heading is None else inline(heading),
        _blocks(one for one in contents if not isinstance(one, Section)),
        [one for one in contents if isinstance(one, Section)],
        marking_of(marking),
    )
