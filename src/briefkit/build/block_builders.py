"""Builders of blocks and sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Never

from attrs import evolve

from briefkit.build.cells import Rows, table_cells
from briefkit.build.inputs import (
    ActorsLike,
    Content,
    MarkingLike,
    WhenLike,
    Words,
    actors_of,
    called_by,
    language_of,
    marking_of,
    optional_words,
    pair,
    several,
    some_words,
    when_of,
)
from briefkit.build.picture_inputs import ImageLike, picture_of
from briefkit.errors import ArgumentError, ModelError
from briefkit.model import (
    ITEM_BLOCKS,
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
    Paragraph,
    Section,
    SectionKind,
    Statement,
    Table,
    Text,
)
from briefkit.model.extra import NO_EXTRA
from briefkit.runtime.spelling import did_you_mean, likely

_LIKE_A_KIND = 75  # percent of what is alike in a kind and in what is no heading


def event(
    words: Words,
    *,
    on: WhenLike | None = None,
    place: str | None = None,
    participants: ActorsLike = (),
    evidence: Evidence | Iterable[Evidence] = (),
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
) -> Event:
    """Return something that happened.

    Args:
        words: What happened, as inline Markdown.
        on: When.
        place: Where.
        participants: Who took part.
        evidence: What bears it out.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.

    Raises:
        ModelError: A value out of form.
    """
    return Event(
        some_words(words, "words"),
        when_of(on, "on"),
        place,
        actors_of(participants, "participants", None),
        several(evidence),
        marking_of(marking),
        id=id,
        extra=extra,
    )


def assessment(
    words: Words,
    *,
    likelihood: Likelihood | tuple[str, str] | None = None,
    confidence: Confidence | str | None = None,
    basis: Words | None = None,
    evidence: Evidence | Iterable[Evidence] = (),
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
) -> Assessment:
    """Return an analyst's judgement.

    Args:
        words: The judgement, as inline Markdown.
        likelihood: The scale and its term: `("ICD 203", "likely")`.
        confidence: "low", "moderate" or "high".
        basis: What it rests on, as inline Markdown.
        evidence: What bears it out.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.

    Raises:
        ModelError: A value out of form.
    """
    return Assessment(
        some_words(words, "words"),
        likelihood=_likelihood_of(likelihood),
        confidence=confidence,
        basis=optional_words(basis, "basis"),
        evidence=several(evidence),
        marking=marking_of(marking),
        id=id,
        extra=extra,
    )


def _likelihood_of(value: Likelihood | tuple[str, str] | None) -> Likelihood | None:
    if not isinstance(value, tuple):
        return value
    scale, term = pair(value, "likelihood")
    return called_by("likelihood", Likelihood, scale, term)


def bullets(
    *items: Words | ItemBlock | Item | Bullets,
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
    for place, item in enumerate(items):
        where = f"items[{place}]"
        match item:
            case Bullets() if made:
                made[-1] = evolve(made[-1], children=(*made[-1].children, item))
            case Bullets():
                raise ModelError("has no item to go below", where=where, remedy="give one first")
            case Item():
                made.append(item)
            case str() | Text():
                made.append(Item(_paragraph(item, where)))
            case _ if isinstance(item, ITEM_BLOCKS):
                made.append(Item(item))
            case _:
                raise _no_block(item, where)
    return Bullets(made, ordered, marking_of(marking))


def table(
    rows: Rows,
    *,
    header: Iterable[object] = (),
    caption: Words | None = None,
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
    language: str | None = None,
) -> Table:
    """Return a table.

    A cell is inline Markdown, a number or a date; None and NaN are empty cells. Numbers are printed with all their
    digits and with the signs of the language; a float that is a whole number has no decimals. Digits are grouped, but
    not in a column of whole numbers of four digits at most, for many are years.

    Args:
        rows: The rows, each of as many cells as any other; or mappings, whose keys are the header, and of which one
            may lack what others have; or a data frame (of pandas, polars, pyarrow, or by the interchange protocol),
            of which all columns are printed and the index is not.
        header: The cells of the header row.
        caption: What it shows, as inline Markdown.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.
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
    return Table(
        cells, shown, optional_words(caption, "caption"), marking_of(marking), id=id, extra=extra
    )


def figure(
    image: ImageLike,
    alt: str,
    *,
    caption: Words | None = None,
    credit: Words | None = None,
    width: int | None = None,
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
) -> Figure:
    """Return a figure.

    Args:
        image: The picture, its bytes, the path of its file, the open file, a picture of PIL, or a figure of
            matplotlib.
        alt: What it shows, for those who do not see it.
        caption: The words under it, as inline Markdown.
        credit: Whose picture it is, as inline Markdown.
        width: How wide it is, in whole per cent of the line; None is by its shape and resolution.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.

    Raises:
        ModelError: The picture is neither PNG nor JPEG, or the width is no whole number from 1 to 100.
        ReadError: The file cannot be read.
        ArgumentError: Nothing that holds a picture.
    """
    return Figure(
        picture_of(image, "image"),
        alt,
        optional_words(caption, "caption"),
        optional_words(credit, "credit"),
        marking_of(marking),
        width=width,
        id=id,
        extra=extra,
    )


def picture(image: ImageLike) -> Image:
    """Return a picture from its bytes or its file, with the media type that its bytes show.

    Args:
        image: The bytes, the path of the file that holds them, the file opened for reading bytes, a picture of PIL,
            a figure of matplotlib, or a picture, which is returned as it is.

    Raises:
        ModelError: It is neither PNG nor JPEG.
        ReadError: The file cannot be read.
        ArgumentError: Nothing that holds a picture.
    """
    return picture_of(image, "image")


def _blocks_and_sections(
    contents: Iterable[Content | Section],
) -> tuple[list[Block], list[Section]]:
    """Return blocks and sub-sections; statements and events that follow one another are one list."""
    blocks: list[Block] = []
    sections: list[Section] = []
    for place, content in enumerate(contents):
        where = f"contents[{place}]"
        match content:
            case str() | Text():
                blocks.append(_paragraph(content, where))
            case Statement() | Event():
                blocks.append(Bullets([Item(content)]))  # the section makes neighbours one
            case Paragraph() | Assessment() | Bullets() | Table() | Figure():
                blocks.append(content)
            case Section():
                sections.append(content)
            case _:
                wrong: Never = content
                raise _no_block(wrong, where)
    return blocks, sections


def _paragraph(words: Words, where: str) -> Paragraph:
    return Paragraph(some_words(words, where))


def _no_block(value: object, where: str) -> ArgumentError:
    several = isinstance(value, list | tuple)
    return ArgumentError(
        f"is {type(value).__name__}, no words and no block",
        where=where,
        remedy="give each block as an argument of its own: *blocks" if several else "",
    )


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
    if not isinstance(words, str):
        return None
    if words in list(SectionKind):
        return SectionKind(words)
    meant = None
    if words.islower() and " " not in words:
        meant = _METHODS.get(words) or likely(words, SectionKind, _LIKE_A_KIND)
    if meant:
        raise ArgumentError(
            f"no kind of section is {words!r}",
            where="kind_or_heading",
            remedy=f"{did_you_mean(str(meant))} A heading of your own is section('other', heading=…)",
        )
    return None


def section(
    kind_or_heading: SectionKind | Words,
    *contents: Content | Section,
    heading: Words | None = None,
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
) -> Section:
    """Return a section.

    Args:
        kind_or_heading: The kind of a house section, or the heading of one of its own; "other" for a first section
            without a heading.
        contents: Its blocks, then its sub-sections.
        heading: A heading that stands in for the house label.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.

    Raises:
        ModelError: A value out of form.
        ArgumentError: What is nearly the name of a kind.
    """
    kind = _kind_of(kind_or_heading)
    over = optional_words(heading, "heading")
    if kind is None:
        if over is not None:
            raise ArgumentError(
                f"no kind of section is {str(kind_or_heading)!r}",
                where="kind_or_heading",
                remedy=f"use one of {', '.join(SectionKind)}, or give one heading",
            )
        over = some_words(kind_or_heading, "kind_or_heading")
    blocks, sections = _blocks_and_sections(contents)
    return Section(
        kind or SectionKind.OTHER, over, blocks, sections, marking_of(marking), id=id, extra=extra
    )
