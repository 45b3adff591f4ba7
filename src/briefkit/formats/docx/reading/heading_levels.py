"""Heading levels of a foreign Word document: by styles, by the title among its properties, and by the look of paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import evolve
from lxml.etree import _Element

from briefkit.formats.docx.opc import related_part
from briefkit.formats.docx.part_names import CORE
from briefkit.formats.docx.reading.body_reader import Paragraph
from briefkit.formats.docx.reading.captions import is_caption
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.styles_reader import UNSTYLED, Styles
from briefkit.formats.docx.reading.text_paragraph import TextParagraph
from briefkit.formats.docx.wordprocessingml import W, is_on, value_of, whole_number
from briefkit.notes import Code
from briefkit.recognise.bylines import names_over_date
from briefkit.recognise.front_lines import reads_as_front
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.words import fold

_DEEPEST = 6  # level of headings
_TITLE_WITHIN = 12  # paragraphs
_LONGEST_HEADING = 80  # characters
_ENDS_NO_HEADING = ".,;!…”"
_MANY_IN_ROW = 3
_LARGER = 1.1  # times the size of the text, at least
_WORD_SIZE = 20  # half-points, of a document that says none (17.3.2.38)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Look(NamedTuple):
    """Look of most words of a paragraph.

    Attributes:
        size: The size of their font, in half-points.
        bold: Whether all are bold.
    """

    size: int
    bold: bool


def with_heading_levels(
    paragraphs: Sequence[TextParagraph], context: ReadContext, language: str
) -> list[TextParagraph]:
    """Paragraphs, each heading with its level: 1 for the title, 2 for those of sections.

    Where no style makes a heading, the look of paragraphs does, with a note on each.

    Args:
        paragraphs: The paragraphs, those that their styles make headings with the level that these say.
        context: The context in which they were read.
        language: The language of the document, in BCP 47.
    """
    found = _with_title_of_properties(paragraphs, context)
    if any(one.level is not None and one.level > 1 for one in found):
        levels = _levels([one.level for one in found if one.level is not None])
        return [one if one.level is None else evolve(one, level=levels[one.level]) for one in found]
    return _by_look(found, context, language)


def _levels(used: Sequence[int]) -> dict[int, int]:
    """Level of each heading, by the level of its style.

    A single first heading above all others is the title, where nothing has the style of a title.
    """
    top = min(used)
    only = 1 not in used and used.count(top) == 1 and used[0] == top and len(used) > 1
    ranks = sorted({*used})
    if only:
        found = {level: place for place, level in enumerate(ranks, 1)}
    else:
        lowest = [level for level in ranks if level > 1]
        found = {1: 1, **{level: place for place, level in enumerate(lowest, 2)}}
    return {level: min(place, _DEEPEST) for level, place in found.items()}


def _with_title_of_properties(
    paragraphs: Sequence[TextParagraph], context: ReadContext
) -> list[TextParagraph]:
    """Paragraphs, the first of those at the top that say the title among the document's properties as the title."""
    found = list(paragraphs)
    if any(one.level == 1 for one in found):
        return found
    relationships = context.package.relationships("")
    root = context.package.parse(related_part(relationships, "core-properties", CORE))
    title = "" if root is None else fold(" ".join((root.findtext(_TITLE) or "").split()))
    for place, one in enumerate(found[:_TITLE_WITHIN]):
        if title and fold(one.text.plain) == title and one.role in (None, "heading 1"):
            found[place] = evolve(one, level=1)
            break
    return found


# Looks


def _by_look(
    paragraphs: list[TextParagraph], context: ReadContext, language: str
) -> list[TextParagraph]:
    """Paragraphs, those that are short and larger or bolder than the text as headings."""
    whole = {id(one.source): one.source for one in paragraphs}
    by_source = {key: _look(one, context.styles) for key, one in whole.items()}
    looks = [_look_of_line(one, by_source[id(one.source)]) for one in paragraphs]
    weights = Counter[Look]()
    for one, look in zip(paragraphs, looks, strict=True):
        weights[look] += len(one.text.plain) if one.level is None else 0
    if not weights:
        return paragraphs
    body = weights.most_common(1)[0][0]
    heads = [
        one.level is None and _is_apart(look, body) and _may_be_heading(paragraphs, place, language)
        for place, (one, look) in enumerate(zip(paragraphs, looks, strict=True))
    ]
    heads = _without_rows(paragraphs, looks, heads)
    title = _title_place(paragraphs, looks, heads)
    if title is not None:
        heads[title] = False
        heads = _without_standfirst(looks, heads, title)
    ranks = sorted(
        {look for look, is_one in zip(looks, heads, strict=True) if is_one}, reverse=True
    )
    levels = {look: min(place, _DEEPEST) for place, look in enumerate(ranks, 2)}
    found: list[TextParagraph] = []
    for place, (one, look) in enumerate(zip(paragraphs, looks, strict=True)):
        if place == title and one.level is None:
            message = f"“{one.text.plain}” was taken for the title by its look."
            context.notes.add(Code.TITLE_ASSUMED, message, line=one.source.line)
            found.append(evolve(one, level=1))
        elif heads[place]:
            words = one.text.plain
            message = f"“{words}” was taken for a heading by its look."
            context.notes.add(Code.HEADING_ASSUMED, message, words, one.source.line)
            found.append(evolve(one, level=levels[look]))
        else:
            found.append(one)
    return found


def _is_apart(look: Look, body: Look) -> bool:
    return look.size >= body.size * _LARGER or (
        look.bold and not body.bold and look.size >= body.size
    )


def _may_be_heading(paragraphs: Sequence[TextParagraph], place: int, language: str) -> bool:
    """Whether a paragraph is short, ends like no sentence, and is neither a caption, an item nor what stands over titles."""
    one = paragraphs[place]
    plain = one.text.plain
    if one.role is not None or is_caption(one.source.style, one.source.content):
        return False
    if one.source.position is not None and not _is_numbered_alone(paragraphs, place):
        return False
    short = len(plain) <= _LONGEST_HEADING and plain[-1] not in _ENDS_NO_HEADING
    if not short or not any(map(str.isalpha, plain)):
        return False
    recogniser = recogniser_for(language)
    line, after = (_line(paragraphs, at) for at in (place, place + 1))
    return (
        line is not None
        and not reads_as_front(line, recogniser)
        and not names_over_date(line, after, recogniser)
    )


def _line(paragraphs: Sequence[TextParagraph], place: int) -> Line | None:
    if place >= len(paragraphs):
        return None
    return Line(paragraphs[place].source.line, paragraphs[place].text, Kind.UNKNOWN)


def _without_rows(
    paragraphs: Sequence[TextParagraph], looks: Sequence[Look], heads: Sequence[bool]
) -> list[bool]:
    """Which paragraphs are headings, without several of one look that stand right below one another, as in an address."""
    found = list(heads)
    start = 0
    for place in range(1, len(heads) + 1):
        goes_on = (
            place < len(heads)
            and heads[place]
            and looks[place] == looks[start]
            and paragraphs[place].source.line - paragraphs[place - 1].source.line <= 1
        )
        if goes_on:
            continue
        if heads[start] and place - start >= _MANY_IN_ROW:
            found[start:place] = [False] * (place - start)
        start = place
    return found


def _is_numbered_alone(paragraphs: Sequence[TextParagraph], place: int) -> bool:
    """Whether a numbered paragraph stands between others that are in no list, as a heading with a number does."""
    beside = (*paragraphs[max(place - 1, 0) : place], *paragraphs[place + 1 : place + 2])
    return bool(paragraphs[place].number) and all(one.source.position is None for one in beside)


def _title_place(
    paragraphs: Sequence[TextParagraph], looks: Sequence[Look], heads: Sequence[bool]
) -> int | None:
    """Place of the title: the one that is known, else the first of the headings by look, if it alone is the largest."""
    known = next((place for place, one in enumerate(paragraphs) if one.level == 1), None)
    first = heads.index(True) if True in heads else None
    if known is not None or first is None:
        return known
    above = paragraphs[:first]
    is_top = len(above) < _TITLE_WITHIN and not any(
        len(one.text.plain) > _LONGEST_HEADING for one in above
    )
    others = [look for place, look in enumerate(looks) if heads[place] and place != first]
    larger = all(looks[first].size > one.size for one in others)
    return first if is_top and larger else None


def _without_standfirst(looks: Sequence[Look], heads: Sequence[bool], title: int) -> list[bool]:
    """Which paragraphs are headings, without one right below the title whose look is its own and lesser than the others'."""
    found = list(heads)
    below = title + 1
    others = [looks[place] for place, is_one in enumerate(heads) if is_one and place != below]
    if found[below : below + 1] == [True] and others and all(looks[below] < one for one in others):
        found[below] = False
    return found


def _look_of_line(one: TextParagraph, whole: Look) -> Look:
    """Look of a paragraph that may be one line of what the document has as a whole."""
    return whole._replace(bold=whole.bold or one.is_bold)


def _look(paragraph: Paragraph, styles: Styles) -> Look:
    """Look of a paragraph: what its runs, its style and the defaults say."""
    own = paragraph.style
    sizes, bold = Counter[int](), Counter[bool]()
    for size, is_bold, length in _run_looks(paragraph, styles):
        sizes[size] += length
        bold[is_bold] += length
    if not sizes:
        return Look(own.size or styles.size or _WORD_SIZE, own.strong)
    return Look(sizes.most_common(1)[0][0], not bold[False])


def _run_looks(paragraph: Paragraph, styles: Styles) -> Iterator[tuple[int, bool, int]]:
    """Yield the size and boldness of each run that has words, and how many."""
    own = paragraph.style
    for run in () if paragraph.element is None else paragraph.element.iter(f"{W}r"):
        length = sum(len((one.text or "").strip()) for one in run.iterchildren(f"{W}t"))
        if not length:
            continue
        properties = run.find(f"{W}rPr")
        named = value_of(properties, f"{W}rStyle")
        style = styles.character.get(named or "", UNSTYLED)
        size = whole_number(value_of(properties, f"{W}sz")) or style.size or own.size
        yield (
            size or styles.size or _WORD_SIZE,
            _is_bold(properties, style.strong or own.strong),
            length,
        )


def _is_bold(properties: _Element | None, otherwise: bool) -> bool:
    stated = None if properties is None else properties.find(f"{W}b")
    return otherwise if stated is None else is_on(stated)
