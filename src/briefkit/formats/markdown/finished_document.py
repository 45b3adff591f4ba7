"""Finished document: a brief of the parts that were read of Markdown, with a title and statements."""

from __future__ import annotations

from functools import partial

from briefkit.errors import ModelError, ReadError
from briefkit.formats.markdown.back_matter_parts import (
    add_text,
    note_leftovers,
    read_back_matter,
    text_behind_entries,
)
from briefkit.formats.markdown.document_reader import DocumentReader
from briefkit.formats.markdown.editing_marks import with_paths
from briefkit.formats.markdown.opening import (
    drop_empty_opening,
)
from briefkit.formats.markdown.parser import (
    NOTES,
)
from briefkit.formats.markdown.sections import (
    Part,
    nested,
)
from briefkit.lexicons import lexicon
from briefkit.model import (
    Brief,
    Paragraph,
    Section,
    Text,
)
from briefkit.model.walk import find, walk
from briefkit.notes import Code, Reading
from briefkit.notes.summed import summed
from briefkit.recognise.assumed_title import assumed_title
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.statements_of_sections import with_statements


def finished_reading(reader: DocumentReader) -> Reading:
    """Return the brief of a document that was read, and the notes."""
    for line in reader.front:
        reader.faults.tried(partial(reader.text, line), Text(), "standfirst".__str__)
    reader.faults.check()
    reader.place_held()
    drop_empty_opening(reader.parts, reader.notes)
    fields = dict(reader.document.fields)
    fields["sources"] = tuple(reader.source_list.sources)
    fields["title"] = reader.title or fields.get("title") or _assumed_title(reader)
    if reader.front:
        if reader.searched and not reader.has_house_form:
            message = (
                "The first paragraph stands apart from the text; it was taken for the standfirst."
            )
            reader.notes.add(Code.STANDFIRST_ASSUMED, message, line=reader.front[0].number)
        fields["standfirst"] = reader.text(reader.front[0])
        reader.notes.lines.add_field("standfirst", reader.front[0].number)
    sections: list[Part] = []
    for part in reader.parts:
        if part.is_section:
            sections.append(part)
            continue
        text = None if reader.document.is_own else text_behind_entries(part, reader.language)
        kept = read_back_matter(part, fields, reader.source_list, reader.notes)
        sections += kept
        if text:
            add_text(sections, text, reader.language, reader.notes)
    fields["related"] = (*fields.get("related", ()), *reader.related)
    note_leftovers(reader.document, reader.env.get(NOTES, ()), reader.used, reader.notes)
    is_known = reader.document.is_own or reader.document.has("status")
    if not (is_known or reader.has_house_form):
        reader.notes.add_status_assumed()
    made = _with_statements(reader, nested(sections, reader.notes), fields.get("standfirst"))
    try:
        brief = Brief(**fields, sections=made)
    except ModelError as error:
        parts = ((f"sections{path}", part) for path, part in walk(made))
        raise reader.faults.across_parts(error, reader.notes.lines.of(parts)) from None
    reader.notes.extend(with_paths(reader.document.remarks, brief, reader.notes.lines))
    notes = reader.notes.in_order()
    told = notes if reader.document.is_own else summed(notes)
    return Reading(brief, told, find_lines=reader.notes.lines)


def _with_statements(
    reader: DocumentReader, sections: tuple[Section, ...], standfirst: Text | None
) -> tuple[Section, ...]:
    """Return sections with the statements that are found in them, where the document does not say them itreader."""
    if not reader.searched:
        return sections
    return with_statements(sections, standfirst, reader.prose, reader.language, reader.notes)


def _assumed_title(reader: DocumentReader) -> Text:
    """Take the first words for the title, where no line is marked as one."""
    message = "No line is clearly a title; the first was taken for it."
    if reader.front:
        line = reader.front.pop(0)
        reader.notes.add(Code.TITLE_ASSUMED, message, line=line.number)
        reader.notes.lines.add_field("title", line.number)
        return reader.text(line)
    first = reader.parts[0] if reader.parts else None
    if first and first.is_opening and isinstance(first.blocks[0], Paragraph):
        message = "No line is a title; the first sentence was taken for it."
        reader.notes.add(Code.TITLE_ASSUMED, message, line=first.line)
        return assumed_title(first.blocks[0].text, recogniser_for(reader.language))
    if first and first.is_opening and reader.searched:
        texts = (one for one in find(tuple(first.blocks), Text) if one)
        words = next(texts, None)
        if words:
            message = "No line is a title; the first words were taken for it."
            reader.notes.add(Code.TITLE_ASSUMED, message, line=first.line)
            return assumed_title(words, recogniser_for(reader.language))
    if first is None or first.is_opening:
        raise ReadError("has no title", remedy="write it on the first line: # Title")
    reader.notes.add(Code.TITLE_ASSUMED, message, line=first.line)
    return first.heading or Text(lexicon(reader.language).labels[first.name])
