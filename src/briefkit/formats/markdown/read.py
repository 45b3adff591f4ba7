"""Reader: a brief from Markdown, whose plain words are recognised and whose attributes are believed."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from markdown_it.tree import SyntaxTreeNode

from briefkit.formats.decoding import decoded
from briefkit.formats.format import READ_DEFAULTS, ReadOptions
from briefkit.formats.markdown.bold_headings import with_bold_headings
from briefkit.formats.markdown.document_faults import DocumentFaults
from briefkit.formats.markdown.document_reader import DocumentReader
from briefkit.formats.markdown.finished_document import finished_reading
from briefkit.formats.markdown.foreign_marks import PICTURES
from briefkit.formats.markdown.front_matter import (
    Document,
    split_document,
)
from briefkit.formats.markdown.inline_words import are_texts, visible_lines
from briefkit.formats.markdown.opening import (
    begins_with_text,
    has_standfirst,
)
from briefkit.formats.markdown.parser import (
    ACCEPTED,
    BLOCKS,
    CITATIONS,
    IS_FOREIGN,
    REFERENCES,
    foreign_parser,
    parser,
)
from briefkit.formats.markdown.sections import (
    has_title,
)
from briefkit.formats.markdown.source_list import SourceList
from briefkit.formats.markdown.unstyled_markdown import (
    has_front_matter,
    is_own_markdown,
    read_unstyled_markdown,
)
from briefkit.formats.markdown.write import dump
from briefkit.formats.yaml import text_of
from briefkit.limits import check_limit
from briefkit.notes import Notes, Reading
from briefkit.recognise.named_pictures import NamedPictures
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.recogniser_registry import find_recogniser
from briefkit.reconcile.dropped_words import with_dropped_lines
from briefkit.reconcile.reading_back import with_base_other


def read(data: bytes | str, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Read a brief from Markdown.

    Args:
        data: A string, or bytes, which are read as a browser reads them: UTF-8, or UTF-16 with a byte order mark, else
            Windows-1252.
        options: The language, where the front matter does not name it; None assumes English, with a note. The brief
            that a document without front matter is an edit of.

    Raises:
        ReadError: No text, no words in it, too much of it, lists that nest too deep, or front matter or
            attributes out of form, with the line.
    """
    told, base = Notes(), options.base
    check_limit("file_bytes", len(data))
    text = text_of(decoded(data, told) if isinstance(data, bytes) else data)
    if base is None or has_front_matter(text):
        return _read(text, options, told)
    written = dump(base).decode()
    if is_own_markdown(text, written):
        front = split_document(
            written, evolve(options, language=base.language), Notes(), DocumentFaults().faults
        )
        return _read(text, evolve(options, language=base.language), told, front)
    edit = read_unstyled_markdown(text, base)
    if edit is None:
        return with_base_other(_read(text, options, told))
    return evolve(edit, notes=(*told, *edit.notes))


def _read(text: str, options: ReadOptions, notes: Notes, front: Document | None = None) -> Reading:
    """Read a document; one that lost its front matter has that of another."""
    faults = DocumentFaults()
    document = split_document(text, options, notes, faults.faults)
    if front is not None:
        own = document.definitions.items()
        document = evolve(
            document,
            fields=front.fields,
            references={**front.references, **document.references},
            definitions={label: one for label, one in own if label not in front.references},
        )
    source_list = SourceList.of(document.sources, document.footnotes, document.language, notes)
    pictures = NamedPictures(options.folder)
    reader = DocumentReader(document, source_list, notes, faults, pictures)
    if not document.is_own and front is None:
        reader.prose = find_recogniser(options.recogniser, document.language)
        reader.searched = True
    env: dict[str, Any] = {
        REFERENCES: document.references,
        CITATIONS: source_list.citations,
        ACCEPTED: options.changes == "accepted",
        IS_FOREIGN: reader.searched,
        PICTURES: pictures,
        BLOCKS: lambda tokens: source_list.read_items(tokens, document.numbers),
    }
    parse = (foreign_parser if reader.searched else parser)().parse
    tokens = reader.without_told(parse(document.body, env))
    if reader.searched:
        recogniser = recogniser_for(document.language)
        tokens = with_bold_headings(tokens, document.numbers, recogniser, notes)
    reader.env = env
    reader.lines = document.body.split("\n")
    reader.titled = document.has("title") or has_title(tokens, document.language)
    nodes = SyntaxTreeNode(tokens).children
    if reader.searched:
        nodes = reader.without_masthead(nodes)
    if reader.titled or not begins_with_text(nodes):
        has_front = has_standfirst(nodes, titled=reader.titled, own=document.is_own)
        reader.front_lines = (not reader.titled) + (has_front and not document.has("standfirst"))
    reader.blocks(nodes)
    reading = finished_reading(reader)
    shown = visible_lines(tokens, document.numbers, source_list.lines)
    return reading if are_texts(shown, reading.brief) else with_dropped_lines(reading, shown)
