"""Statements in a line: `[Ek said no.]{.statement on: 2026-03-12}`, read and written as a line of its own is."""

from __future__ import annotations

from functools import partial

from attrs import evolve

from briefkit.errors import SchemaError
from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.line import Line, Said, merged
from briefkit.formats.markdown.line_reader import STATEMENT
from briefkit.formats.markdown.needed_attributes import DIGEST, needed
from briefkit.formats.markdown.statement_lines import (
    Found,
    Place,
    said_fields,
    statement_of,
)
from briefkit.formats.markdown.words_over_attributes import digest
from briefkit.model import Paragraph, SectionKind, Statement, Text
from briefkit.model.paragraph import stretches_of
from briefkit.model.stretches import Stretches, stretches_at

_OF_PARAGRAPH = {"labelled", "marking"}  # what no statement in a paragraph has


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
        stretch = _line_of(statement.text, one)
        said.append(evolve(one, attributes=needed(stretch, statement, read)))
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
    stretches = Stretches.of(paragraph.text)
    places = stretches_at(paragraph.text, [(one.start, one.stop) for one in line.said])
    found: list[Found] = []
    unspoken: list[Said] = []
    for one, (start, stop) in zip(line.said, places, strict=True):
        text = Text(stretches.spans(start, stop)) if start < stop else Text()
        within = _read(_line_of(text, one), text, place)
        if within:
            found.append(within)
        else:
            unspoken.append(one)
    block = evolve(
        paragraph,
        text=line.without_said(unspoken).with_cites().text(place.language),
        statements=tuple(one.block for one in found if isinstance(one.block, Statement)),
    )
    gone = tuple((line.plain[one.start : one.stop], one.attributes.fields) for one in unspoken)
    return Found(block, block, within=tuple(found), unspoken=gone)


def _line_of(text: Text, said: Said) -> Line:
    """Return the words of a statement as a line of their own."""
    bare = tuple(evolve(span, quoted=False) if span.quoted else span for span in text.spans)
    return Line(merged(bare), False, said.keys, said.attributes)


def _read(line: Line, text: Text, place: Place) -> Found | None:
    """Return what the words of a statement are; None where nobody speaks in them.

    Raises:
        SchemaError: An attribute that a statement in a paragraph does not have, or a value that it cannot have.
    """
    fields = dict(line.attributes.fields)
    written = fields.pop(DIGEST, None)
    for name in _OF_PARAGRAPH & fields.keys():
        remedy = "take it out, or put it behind the paragraph"
        raise SchemaError("is no field of a statement in a paragraph", where=name, remedy=remedy)
    said_fields(Statement, fields)  # or else they are wrong
    if not text:
        return None
    found = statement_of(
        line,
        evolve(place, kind=SectionKind.REACTIONS, item=True),
        fields | {"labelled": False},
        sure="speakers" in fields,
        believed=None if written is None else written == digest(line),
    )
    if found is None:
        return None
    block, said = (evolve(one, text=text) for one in (found.block, found.said))
    return evolve(found, block=block, said=said)
