"""Back matter: authors, related articles, sources and corrections, each under its heading."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from briefkit.formats.markdown.block_lines import read_block
from briefkit.formats.markdown.front_matter import Document
from briefkit.formats.markdown.line import Line, with_addresses
from briefkit.formats.markdown.sections import Part
from briefkit.formats.markdown.source_list import SourceList
from briefkit.formats.markdown.statement_lines import Place
from briefkit.model import SectionKind
from briefkit.model.text import Text
from briefkit.notes import Code, Notes
from briefkit.recognise import back_matter_lines
from briefkit.recognise.entries import entries_below
from briefkit.recognise.lines import Kind, Line as TextLine
from briefkit.recognise.recogniser import Recogniser, recogniser_for


def read_back_matter(
    part: Part, fields: dict[str, Any], source_list: SourceList, notes: Notes
) -> list[Part]:
    """Read a part of the back matter into the brief's fields; return it as a section where that cannot be.

    Args:
        part: The heading, and the lines below it.
        fields: The fields of the brief, which get what the part says.
        source_list: The sources, whose list has been read already.
        notes: The collector of notes on what is dropped.
    """
    language = source_list.language
    recogniser = recogniser_for(language)
    printed = bool(part.lines) or (part.name == "sources" and bool(source_list.sources))
    if part.name == "sources":
        left = (line for line in part.lines if line.number not in source_list.lines)
        part.lines = [line for line in left if line.spans]  # braces alone are no source
    lines = [TextLine(line.number or 0, Text(with_addresses(line))) for line in part.lines]
    before = fields.get(part.name, ())
    found: tuple[Any, ...] | None
    match part.name:
        case "authors":
            found = back_matter_lines.authors(lines, recogniser, notes)
        case "related":
            found = back_matter_lines.related(lines, recogniser, notes)
        case "sources":
            found = tuple(
                source_list.added(back_matter_lines.sources(lines, recogniser, len(before)))
            )
        case "corrections":
            found = back_matter_lines.corrections(lines, recogniser)
        case _:  # a heading without entries below it
            found = None
    if part.name in ("sources", "corrections"):
        for one, line in zip(found or (), lines, strict=False):
            notes.lines.add(one, line.number)
    if part.is_section or part.blocks or (part.lines and not found):
        place = Place(SectionKind.OTHER, language, item=False)
        part.name = SectionKind.OTHER
        part.blocks += [read_block(line, place, notes) for line in part.lines]
        return [part]
    fields[part.name] = (*before, *(found or ()))
    _heading_lost(part, printed, recogniser, notes)
    return []


def text_behind_entries(part: Part, language: str) -> list[Line]:
    """Take the running text behind the entries from a part of the back matter; without entries it is a section.

    Args:
        part: The heading, and the lines below it.
        language: The language of the document.
    """
    part.lines = [line for line in part.lines if line.spans]
    kinds = (Kind.ITEM if line.number in part.listed else Kind.PARAGRAPH for line in part.lines)
    lines = [
        TextLine(line.number or 0, Text(with_addresses(line)), kind)
        for line, kind in zip(part.lines, kinds, strict=True)
    ]
    count = entries_below(part.name, lines, recogniser_for(language))
    text = part.lines[count:]
    if text and not count:
        part.name = SectionKind.OTHER
    part.lines = part.lines[:count]
    return text


def add_text(parts: list[Part], text: list[Line], language: str, notes: Notes) -> None:
    """Add running text to the last section, or as the opening where there is none."""
    if not parts:
        parts.append(Part(SectionKind.OTHER, None, 2, text[0].number))
    place = Place(SectionKind(parts[-1].name), language, item=False)
    worded = [line for line in text if Text(with_addresses(line))]  # all may be struck out
    parts[-1].blocks += [read_block(line, place, notes) for line in worded]


def note_leftovers(
    document: Document, unknown: Iterable[tuple[str, str]], used: Container[str], notes: Notes
) -> None:
    """Add notes on citations of no source, and on definitions that nothing leads to.

    Args:
        document: The document, with what is defined in it.
        unknown: The labels of such citations, each with its words.
        used: The labels that something leads to.
        notes: The collector of notes.
    """
    for label, words in dict.fromkeys(unknown):
        message = f"No source has the key or number {label!r}; the note stays words."
        notes.add(Code.CITATION_UNKNOWN, message, words=words)
    for label, (number, words) in document.definitions.items():
        if label not in used:
            message = "Nothing leads to this address."
            notes.add(Code.DEFINITION_DROPPED, message, words, number)


def _heading_lost(part: Part, printed: bool, recogniser: Recogniser, notes: Notes) -> None:
    """Tell where a heading gave way to the house's own, or has nothing below it."""
    words = part.heading.plain if part.heading else ""
    if not printed:
        notes.add(Code.RELATED_EMPTY, f"“{words}” has nothing under it.", words, part.line)
    elif not recogniser.is_house_label(words, part.name):
        heading = TextLine(part.line or 0, Text(words))
        back_matter_lines.add_label_replaced(words, heading, notes)
