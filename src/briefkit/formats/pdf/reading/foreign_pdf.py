"""PDF of somebody else's: its words as logical lines, from which a brief is recognised as from plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pikepdf
from attrs import evolve, frozen

from briefkit.errors import ModelError, ReadError
from briefkit.formats.pdf.reading.annotations import (
    Annotation,
    annotation_notes,
    read_annotations,
)
from briefkit.formats.pdf.reading.page_furniture import without_furniture
from briefkit.formats.pdf.reading.print_blocks import (
    PrintBlock,
    Role,
    blocks_of,
    measure_of,
)
from briefkit.formats.pdf.reading.print_footnotes import (
    joined_over_pages,
    note_label,
    with_footnotes,
)
from briefkit.formats.pdf.reading.print_joining import Joiner, joiner_of, single_spaced
from briefkit.formats.pdf.reading.print_lines import (
    PrintLine,
    lines_of,
    read_in_order,
    seen_from_start,
)
from briefkit.formats.pdf.reading.print_tables import table_lines, with_tables
from briefkit.formats.pdf.reading.printed_text import PrintedPage, printed_pages
from briefkit.formats.pdf.reading.structure_blocks import tagged_blocks
from briefkit.formats.pdf.reading.tagged_print import TaggedPrint, tagged_print
from briefkit.limits import Tally
from briefkit.model import Span, Text
from briefkit.model.string_rules import check_language
from briefkit.model.text import Position, slice_spans
from briefkit.notes import Code, Notes, Reading
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.recogniser_registry import AnyRecogniser
from briefkit.recognise.words import fold

_TITLE_LARGER = 1.15
_LINES_ABOVE_TITLE = 3
_TITLE_BLOCKS = 12  # from the first, among which the title is looked for
_MAY_BE_TITLE = (Role.PARAGRAPH, Role.HEADING)
_DEEPEST = 6
_CELL_SEPARATOR = " | "
_UNKNOWN = "\ufffd"


@frozen
class ForeignPdf:
    """PDF that carries no brief, as lines.

    Attributes:
        lines: Its lines.
        language: The language that it says it is in; None where it says none.
        notes: What was guessed, and what was left out.
        annotations: The remarks that people put on its pages.
    """

    lines: tuple[Line, ...]
    language: str | None
    notes: Notes
    annotations: tuple[Annotation, ...] = ()

    def reading(self, language: str | None, recogniser: AnyRecogniser | None) -> Reading:
        """Return the brief that is recognised in the lines.

        Args:
            language: The language, in BCP 47, in place of what the file says.
            recogniser: What finds the statements in paragraphs; None is briefkit's own.

        Raises:
            ReadError: There are no words.
        """
        found = recognise_lines(
            self.lines,
            language or self.language,
            self.notes,
            foreign=True,
            recogniser=recogniser,
        )
        if not self.annotations:
            return found
        remarks = annotation_notes(self.annotations, found.brief)
        return Reading(found.brief, (*found.notes, *remarks))


def foreign_pdf(pdf: pikepdf.Pdf) -> ForeignPdf:
    """Return what an opened PDF shows that carries no brief.

    Args:
        pdf: The PDF.

    Raises:
        ReadError: It shows no words, as a scanned one does, or more than `Limits` allow.
    """
    annotations = tuple(read_annotations(pdf))
    pages = printed_pages(pdf)
    notes = Notes()
    _note_pages(pages, notes)
    found = tagged_print(tagged_blocks(pdf), pages)
    _note_structure(found is not None, notes)
    _note_artifacts(pages, notes)
    _note_pictures(pages, found, notes)
    blocks = _untagged(pages, notes) if found is None else _tagged(found, notes)
    joiner = joiner_of(line for block in blocks for line in (*block.lines, *block.caption))
    lines = _lines(_with_title(blocks, _said_title(pdf)), joiner, notes)
    if joiner.mended:
        message = "Put together words that were broken at the ends of lines."
        notes.add(Code.LINES_JOINED, message, "; ".join(dict.fromkeys(joiner.mended)))
    return ForeignPdf(tuple(lines), _language(pdf), notes, annotations)


def _note_pages(pages: Sequence[PrintedPage], notes: Notes) -> None:
    """Refuse a PDF without words, and note the pages that are pictures alone, and characters that nobody can name."""
    mute = [page for page in pages if not any(one.words.strip() for one in page.stretches)]
    if len(mute) == len(pages):
        if any(page.pictures for page in pages):
            raise ReadError(
                "has pictures of pages and no words, as a scanner makes them",
                remedy="have its words recognised first (OCR), and give the PDF that this makes",
            )
        raise ReadError("has no words", remedy="give a PDF that has some")
    scanned = [page for page in mute if page.scanned]
    if scanned:
        message = f"{_named(scanned)} shows a picture alone, with no words to read."
        if len(scanned) > 1:
            message = f"{_named(scanned)} show pictures alone, with no words to read."
        notes.add(Code.PDF_PAGE_SCANNED, message)
    unknown = sum(one.words.count(_UNKNOWN) for page in pages for one in page.stretches)
    if unknown:
        message = f"The file does not say which letters {unknown} of its characters are."
        notes.add(Code.PDF_CHARACTERS_UNKNOWN, message)


def _named(pages: Iterable[PrintedPage]) -> str:
    numbers = [str(page.number + 1) for page in pages]
    return f"Page {numbers[0]}" if len(numbers) == 1 else f"Pages {', '.join(numbers)}"


def _note_structure(is_tagged: bool, notes: Notes) -> None:
    """Add the note on what headings, paragraphs and lists were told by."""
    by = "its tags" if is_tagged else "the sizes and the places of its words"
    message = f"The PDF carries no brief; headings, paragraphs, lists and tables were told by {by}."
    notes.add(Code.PDF_STRUCTURE_GUESSED, message)


def _note_artifacts(pages: Iterable[PrintedPage], notes: Notes) -> None:
    words = [
        line.words
        for page in pages
        for line in lines_of(one for one in page.stretches if one.look.artifact)
    ]
    _note_furniture(words, notes)


def _note_furniture(words: Iterable[str], notes: Notes) -> None:
    """Add one note on running heads, feet and page numbers, each told once, whatever numbers it has."""
    told = {re.sub(r"\d+", "#", one): one for one in reversed(list(words))}
    if told:
        message = "Left out running heads, running feet and page numbers."
        notes.add(Code.PAGE_WORDS_DROPPED, message, "; ".join(reversed(told.values())))


def _note_pictures(pages: Sequence[PrintedPage], found: TaggedPrint | None, notes: Notes) -> None:
    """Add one note on all pictures, with what they show as far as the file says it."""
    shown = [page for page in pages if page.pictures and not page.scanned]
    told = "; ".join(filter(None, found.pictures)) if found else ""
    count = sum(page.pictures for page in shown)
    if count or told:
        what = (
            "A picture was"
            if count == 1
            else f"{count} pictures were"
            if count
            else "Pictures were"
        )
        where = f" ({_named(shown).lower()})" if shown else ""
        notes.add(Code.PICTURE_DROPPED, f"{what} left out{where}.", told)


# Blocks


def _untagged(pages: Sequence[PrintedPage], notes: Notes) -> list[PrintBlock]:
    read = [read_in_order(page) for page in pages]
    furniture = without_furniture(read)
    # Of a document that is nothing else, what stands at the edges is the text.
    kept = furniture.lines if any(furniture.lines) else read
    _note_furniture(furniture.words if any(furniture.lines) else (), notes)
    lines = seen_from_start([line for page in kept for line in page])
    measure = measure_of(lines)
    return with_footnotes(list(with_tables(blocks_of(lines, measure))), measure)


def _tagged(found: TaggedPrint, notes: Notes) -> list[PrintBlock]:
    """Return the blocks of a tagged PDF, those that no tag names behind the last one of their page."""
    blocks = list(joined_over_pages(one for one in found.blocks if one.role is not Role.FURNITURE))
    _note_furniture([one.words for one in found.blocks if one.role is Role.FURNITURE], notes)
    outside, furniture = _without_edges(found.outside, blocks)
    _note_furniture(furniture, notes)
    for one in blocks_of(outside, measure_of(outside)) if outside else ():
        place = max((n for n, other in enumerate(blocks, 1) if other.page <= one.page), default=0)
        blocks.insert(place, one)
    return blocks


def _without_edges(
    outside: Sequence[PrintLine], blocks: Iterable[PrintBlock]
) -> tuple[list[PrintLine], list[str]]:
    """Return the lines that no tag names, and apart from them the words of those above or below all that have tags."""
    edges: dict[int, tuple[float, float]] = {}
    for line in (line for one in blocks for line in one.lines):
        low, high = edges.get(line.page, (line.base, line.base))
        edges[line.page] = min(low, line.base), max(high, line.base)
    kept, furniture = list[PrintLine](), list[str]()
    for line in outside:
        low, high = edges.get(line.page, (line.base, line.base))
        if low <= line.base <= high:
            kept.append(line)
        else:
            furniture.append(line.words)
    return kept, furniture


# Title and language


def _said_title(pdf: pikepdf.Pdf) -> str:
    """Return the title that the file says of itself, folded; "" where it says none."""
    info = pdf.trailer.get("/Info")
    title = info.get("/Title") if isinstance(info, pikepdf.Dictionary) else None
    return _folded(str(title)) if isinstance(title, pikepdf.String) else ""


def _folded(words: str) -> str:
    return fold("".join(filter(str.isalnum, words)))


def _language(pdf: pikepdf.Pdf) -> str | None:
    """Return the language that the file says it is in; None where it says none, or what is no language."""
    said = pdf.Root.get("/Lang")
    try:
        return check_language(str(said).replace("_", "-"), "/Lang") if said is not None else None
    except ModelError:
        return None


def _with_title(blocks: list[PrintBlock], said: str) -> list[PrintBlock]:
    """Give the title its role, and put it near the top: what the file says, what is tagged so, or the largest words."""
    found = _title_place(blocks, said)
    if found is None:
        return blocks
    first, last = found
    title = PrintBlock(Role.TITLE, [line for one in blocks[first:last] for line in one.lines], 1)
    above = [
        evolve(one, role=Role.PARAGRAPH) if one.role is Role.HEADING else one
        for one in blocks[:first]
    ]
    if first > _LINES_ABOVE_TITLE:
        return [title, *above, *blocks[last:]]
    return [*above, title, *blocks[last:]]


def _title_place(blocks: Sequence[PrintBlock], said: str) -> tuple[int, int] | None:
    """Return the first block of the title, and the one behind its last."""
    near = blocks[:_TITLE_BLOCKS]
    named = [place for place, one in enumerate(blocks) if one.role is Role.TITLE]
    if len(named) == 1:
        return named[0], named[0] + 1
    for place in range(len(near)):
        words = ""
        for stop in range(place + 1, min(place + 4, len(near)) + 1):
            words += _folded(near[stop - 1].words)
            if said and words == said:
                return place, stop
    headings = [one for one in blocks if one.role is Role.HEADING]
    top = min((one.level for one in headings), default=0)
    if sum(one.level == top for one in headings) == 1 and headings[0].level == top:
        place = next(n for n, one in enumerate(blocks) if one is headings[0])
        if place < _TITLE_BLOCKS and not _is_larger_above(blocks[:place], headings[0]):
            return place, place + 1
    texts = [place for place, one in enumerate(near) if one.role in _MAY_BE_TITLE]
    sizes = sorted(line.size for one in blocks for line in one.lines)
    largest = max(texts, key=lambda place: near[place].size, default=None)
    if largest is None or near[largest].size < _TITLE_LARGER * sizes[len(sizes) // 2]:
        return None
    return largest, largest + 1


def _is_larger_above(above: Sequence[PrintBlock], heading: PrintBlock) -> bool:
    return any(one.size > heading.size for one in above)


# Lines


def _lines(blocks: Sequence[PrintBlock], joiner: Joiner, notes: Notes) -> list[Line]:
    """Return the logical lines of blocks; footnotes and contents are noted."""
    labels = [note_label(one.words) for one in blocks if one.role is Role.FOOTNOTE]
    levels = _levels(blocks)
    marked = bool(levels)
    found: list[Line] = []
    contents: list[str] = []
    rows, cells = 0, Tally("cells")
    for number, one in enumerate(blocks, 1):
        match one.role:
            case Role.FOOTNOTE:
                label = note_label(one.words)
                said = joiner.text(one.lines).plain.removeprefix(label).lstrip()
                words = f"{label} {said}".strip()
                notes.add(
                    Code.FOOTNOTE_DROPPED, f"Page {one.page + 1} has a note: {words}", words, number
                )
            case Role.CONTENTS:
                contents.append(one.words)
            case Role.TABLE:
                found += table_lines(one, joiner, cells, notes, number)
            case Role.ROW:
                rows += 1
                found.append(Line(number, _row(one, joiner), Kind.PARAGRAPH))
            case _:
                text = _without_references(_text(one, joiner), labels)
                if text:
                    found.append(_line(number, one, text, levels, marked))
    if contents:
        notes.add(Code.CONTENTS_DROPPED, "A table of contents was left out.", " / ".join(contents))
    if rows:
        notes.add(Code.TABLE_FLATTENED, f"{rows} rows of tables were read line by line.")
    return found


def _levels(blocks: Iterable[PrintBlock]) -> dict[int, int]:
    """Return the level of headings below the title, by the level that they have in the file."""
    used = sorted({one.level for one in blocks if one.role is Role.HEADING})
    return {level: min(place, _DEEPEST) for place, level in enumerate(used, 2)}


def _text(block: PrintBlock, joiner: Joiner) -> Text:
    heads = block.role in (Role.HEADING, Role.TITLE)
    text = joiner.text(block.lines, bold=not heads and not all(one.bold for one in block.lines))
    if block.mark and block.role is Role.ITEM and text.plain.startswith(block.mark):
        rest = text.plain.removeprefix(block.mark)
        text = Text(slice_spans(text.spans, len(text.plain) - len(rest.lstrip())))
    return text


def _row(block: PrintBlock, joiner: Joiner) -> Text:
    cells: list[list[PrintLine]] = []
    for before, line in zip([None, *block.lines], block.lines, strict=False):
        if before is None or line.beside or line.left >= before.right:
            cells.append([line])
        else:
            cells[-1].append(line)
    return Text(_CELL_SEPARATOR.join(joiner.text(cell).plain for cell in cells))


def _without_references(text: Text, labels: Sequence[str]) -> Text:
    """Return a text without the raised numbers that lead to footnotes."""
    return Text(
        single_spaced(
            Span(" " if span.text.endswith(" ") else "")
            if span.position is Position.SUPER and span.text.strip() in labels
            else span
            for span in text.spans
        )
    )


def _line(number: int, block: PrintBlock, text: Text, levels: dict[int, int], marked: bool) -> Line:
    match block.role:
        case Role.TITLE:
            return Line(number, text, Kind.HEADING, 1)
        case Role.HEADING:
            return Line(number, text, Kind.HEADING, levels[block.level])
        case Role.ITEM:
            return Line(number, text, Kind.ITEM, block.level, block.ordered, mark=block.mark)
        case _:
            kind = Kind.PARAGRAPH if marked and number > _LINES_ABOVE_TITLE else Kind.UNKNOWN
            return Line(number, text, kind)
