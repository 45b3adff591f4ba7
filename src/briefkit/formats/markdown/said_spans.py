"""Statements in a line: `[Ek said no.]{.statement on: 2026-03-12}`, read and written as a line of its own is."""

from __future__ import annotations

from functools import partial

from attrs import evolve

from briefkit.errors import ReadError, SchemaError
from briefkit.formats.markdown.attributes import Attributes, with_marking_data
from briefkit.formats.markdown.line import Line, Said, merged
from briefkit.formats.markdown.line_reader import STATEMENT
from briefkit.formats.markdown.needed_attributes import DIGEST, needed
from briefkit.formats.markdown.statement_lines import Found, Place, statement_of
from briefkit.formats.markdown.words_over_attributes import digest
from briefkit.model import Paragraph, Statement, Text
from briefkit.model.paragraph import stretches_of
from briefkit.model.stretches import stretches_at, words_between
from briefkit.model.text import slice_spans


def with_said(line: Line, paragraph: Paragraph, place: Place) -> Line:
    """Return the line of a paragraph with its statements.

    Args:
        line: The words, perhaps behind a marking.
        paragraph: The paragraph.
        place: Where it stands.

    Raises:
        RenderError: No Markdown reads back as one of them.
    """
    before = len(line.plain) - len(paragraph.text.plain)
    said: list[Said] = []
    for statement, (start, stop) in zip(paragraph.statements, stretches_of(paragraph), strict=True):
        keys = tuple(one.source for one in statement.evidence)
        one = Said(before + start, before + stop, Attributes((STATEMENT,)), keys)
        read = partial(_read, text=statement.text, place=place)
        said.append(evolve(one, attributes=needed(_line_of(line, one), statement, read)))
    if said and said[-1].stop == len(line.plain):
        line = line.with_cites()  # notes at the end are the statement's
    return evolve(line, said=tuple(said))


def read_said(line: Line, paragraph: Paragraph, place: Place) -> Found:
    """Return a paragraph with the statements that its line marks.

    Args:
        line: The line.
        paragraph: What was read of it without them.
        place: Where it stands.

    Raises:
        ReadError: An attribute that a statement does not have, or a value that it cannot have.
    """
    found: list[Found] = []
    unspoken: list[str] = []
    places = stretches_at(paragraph.text, [(one.start, one.stop) for one in line.said])
    for one, (start, stop) in zip(line.said, places, strict=True):
        text = words_between(paragraph.text, start, stop)
        try:
            found.append(_read(_line_of(line, one), text, place))
        except SchemaError as error:
            if error.where != "speakers" or "speakers" in one.attributes.fields:
                raise
            unspoken.append(text.plain)
    statements = tuple(one.block for one in found if isinstance(one.block, Statement))
    block = evolve(paragraph, statements=statements)
    return Found(block, block, within=tuple(found), unspoken=tuple(unspoken))


def _line_of(line: Line, said: Said) -> Line:
    """Return the words of a statement as a line of their own."""
    spans = slice_spans(line.spans, said.start, said.stop)
    bare = tuple(evolve(span, cites=(), quoted=False) for span in spans)
    return Line(merged(bare), False, said.keys, said.attributes, number=line.number)


def _read(line: Line, text: Text, place: Place) -> Found:
    """Return what the words of a statement are."""
    for name in line.attributes.classes:
        if name != STATEMENT:
            raise ReadError(f"no statement is .{name}", remedy="take it out")
    fields = with_marking_data(line.attributes.fields)
    written = fields.pop(DIGEST, None)
    believed = None if written is None else written == digest(line)
    found = statement_of(line, place, fields | {"labelled": False}, sure=True, believed=believed)
    assert found is not None, "it is sure to be a statement"
    block, said = (evolve(one, text=text) for one in (found.block, found.said))
    return Found(block, said, unsaid=found.unsaid)
