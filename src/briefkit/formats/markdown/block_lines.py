"""Block lines: the block that a line of Markdown is read as, and the attributes that it needs for that.

A block is written plain and read back; only the fields that come back otherwise are written as attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs
from attrs import evolve

from briefkit.data.plain_data import from_data, to_data
from briefkit.data.vocabulary import tag
from briefkit.errors import BriefkitError, ErrorCode, ReadError, SchemaError
from briefkit.formats.markdown.attributes import Attributes, with_marking_data
from briefkit.formats.markdown.citations import Citations
from briefkit.formats.markdown.line import Line, line_of, merged
from briefkit.formats.markdown.line_reader import without_said
from briefkit.formats.markdown.line_writer import write_line
from briefkit.formats.markdown.needed_attributes import DIGEST, needed
from briefkit.formats.markdown.said_spans import read_said, with_said
from briefkit.formats.markdown.statement_lines import (
    END_OF_LABEL,
    Fields,
    Found,
    Place,
    Recognise,
    made_of,
    said_fields,
    statement_of,
    with_evidence,
)
from briefkit.formats.markdown.words_over_attributes import (
    SeenWords,
    digest,
    with_words_over,
)
from briefkit.formats.yaml import to_flow
from briefkit.lower.label_dates import printed_label_date
from briefkit.lower.speaker_labels import printed_label
from briefkit.model import (
    EVIDENCED_BLOCKS,
    ITEM_BLOCKS,
    ItemBlock,
    Marking,
    Paragraph,
    Statement,
)
from briefkit.model.text import Span
from briefkit.notes import Code, Note, Notes, note
from briefkit.recognise.attributed_statement import statement
from briefkit.recognise.masthead_lines import marking as known_marking
from briefkit.runtime.caching import cached

_KINDS: Mapping[str, type[ItemBlock]] = {tag(one): one for one in ITEM_BLOCKS}
_STATEMENT_FIELDS = attrs.fields_dict(Statement).keys() - attrs.fields_dict(Paragraph).keys()
T = TypeVar("T")


# Writing


def write_block(block: ItemBlock, place: Place, citations: Citations) -> str:
    """Return a block as one line of Markdown.

    Raises:
        RenderError: No Markdown reads back as the block.
    """
    line = _plain_line(block, place.language)
    if isinstance(block, Paragraph) and block.statements:
        line = with_said(line, block, place)
    recognise = cached(8)(statement)  # it is read with one set of attributes after another
    attributes = needed(line, block, lambda tried: _read(tried, place, recognise))
    return write_line(evolve(line, attributes=attributes), citations)


def _plain_line(block: ItemBlock, language: str) -> Line:
    """Return a block as one would type it: marking, label, words, notes."""
    words = line_of(block.text, language)
    before: tuple[Span, ...] = ()
    if block.marking and known_marking(str(block.marking)):
        before += (Span(f"({block.marking}) "),)
    if isinstance(block, Statement) and block.labelled:
        label = printed_label(block.speakers, language)
        date = printed_label_date(block, language)
        before += (Span(label, strong=True), Span(f"{date}{END_OF_LABEL}"))
    line = evolve(words, spans=merged((*before, *words.spans)))
    if isinstance(block, EVIDENCED_BLOCKS):
        return evolve(line, keys=tuple(one.source for one in block.evidence))
    return line.with_keys()


# Reading


def refusal(what: str, number: int | None, remedy: str = "") -> ReadError:
    """Return an error at a line of the input."""
    return ReadError(what, where=f"line {number}", remedy=remedy, code=ErrorCode.VALUE_INVALID)


def located(make: Callable[[], T], line: Line) -> T:
    """Make something of a line and its attributes; an error names the line.

    Raises:
        ReadError: It cannot be made.
    """
    try:
        return make()
    except BriefkitError as error:
        raise at_line(error, line.number) from None


def at_line(error: BriefkitError, number: int | None) -> ReadError:
    """Return an error of what stands on a line, with all its faults."""
    return ReadError(
        error.what,
        where=f"line {number}" + (f", {error.where}" if error.where else ""),
        remedy=error.remedy,
        code=error.code,
        errors=[evolve(one, line=number) for one in error.errors],
        more=error.more,
    )


def read_block(line: Line, place: Place, notes: Notes) -> ItemBlock:
    """Return the block that a line is, with a note where a guess deserves one.

    Raises:
        ReadError: An attribute that the block does not have, or a value that it cannot have.
    """
    try:
        found = _read(line, place)
    except BriefkitError as error:
        if not isinstance(error, SchemaError):  # it names the field of a class, which nobody wrote
            error = ReadError(error.what, remedy=error.remedy, code=error.code)
        raise at_line(error, line.number) from None
    for one in (found, *found.within):
        notes.extend(_contradictions(one, line.number))
        if isinstance(one.block, Statement) and one.block.inferred and not one.says_inferred:
            message = "The statement reports no words; it was read as inferred."
            notes.add(Code.STATEMENT_INFERRED, message, line=line.number)
        notes.lines.add(one.block, line.number)
    if not isinstance(found.block, Paragraph):
        without_said(line, notes)
    return found.block


def _read(line: Line, place: Place, recognise: Recognise = statement) -> Found:
    """Return the block that a line is.

    Args:
        line: The line.
        place: Where it stands.
        recognise: Recognises a statement in its words.
    """
    kind = _kind(line.attributes) or (Paragraph if line.said else None)
    if kind not in (None, Paragraph):
        line = line.without_said(line.said)
    fields = with_marking_data(line.attributes.fields)
    written = fields.pop(DIGEST, None)
    believed = None if written is None else written == digest(line)
    if "marking" not in fields:
        line, marking = _portion(line)
        fields |= {"marking": to_data(marking)} if marking else {}
    if kind in (None, Statement):
        sure = kind is Statement or "speakers" in fields
        found = statement_of(line, place, fields, recognise, sure=sure, believed=believed)
        if found:
            return found
    unfit: Fields = {}
    if kind is None and fields.keys() & _STATEMENT_FIELDS:
        said_fields(Statement, fields)  # or else they are wrong
        unfit = {name: fields.pop(name) for name in _STATEMENT_FIELDS & fields.keys()}
    if kind in EVIDENCED_BLOCKS:
        made = made_of(kind, fields, {"text": line.text(place.language)})
        seen = SeenWords(line, place.language)
        block = made if believed else with_words_over(made, fields, seen)
        return Found(with_evidence(block, line.keys), with_evidence(made, line.keys))
    made = made_of(kind or Paragraph, fields, {"text": line.with_cites().text(place.language)})
    if line.said:
        return read_said(line, made, place)
    return Found(made, made, unfit)


def _contradictions(found: Found, number: int | None) -> Iterator[Note]:
    """Yield a note for each field whose attribute gave way to the words."""
    yield from _unfit(found.unfit, number)
    if found.unsaid:
        before = to_flow({name: to_data(found.block)[name] for name in found.unsaid})
        message = f"The words do not say what the attributes do: {before}."
        yield note(Code.ATTRIBUTE_UNSAID, message, line=number)
    for words, fields in found.unspoken:
        message = "Nobody speaks in words that are marked as a statement; they are the paragraph's."
        yield note(Code.STATEMENT_WITHOUT_SPEAKER, message, words, number)
        yield from _unfit(fields, number)
    if found.said == found.block:
        return
    for name in attrs.fields_dict(type(found.block)):
        said, block = getattr(found.said, name), getattr(found.block, name)
        if said != block:
            before, after = (
                to_flow({name: to_data(it).get(name, [])}) for it in (found.said, found.block)
            )
            message = f"The words count where attributes say something else: {after}, not {before}."
            yield note(
                Code.ATTRIBUTE_OVERRULED, message, before, number, before=before, after=after
            )


def _unfit(fields: Mapping[str, Any], number: int | None) -> Iterator[Note]:
    """Yield a note on the attributes of a statement that is none."""
    if fields:
        message = "The words name nobody who speaks; what their attributes say of a statement was left out."
        before = to_flow(dict(fields))
        yield note(Code.ATTRIBUTE_OVERRULED, message, before, number, before=before)


def _kind(attributes: Attributes) -> type[ItemBlock] | None:
    if not attributes.classes:
        return None
    name, *others = attributes.classes
    if name not in _KINDS or others:
        wrong = others[0] if name in _KINDS else name
        remedy = f"use one of {', '.join(_KINDS)}"
        raise ReadError(f"no block is .{wrong}", remedy=remedy, code=ErrorCode.KIND_UNKNOWN)
    return _KINDS[name]


def marking_of(fields: Mapping[str, Any]) -> Marking | None:
    """Return the marking among attributes.

    Raises:
        SchemaError: It is none.
    """
    data = with_marking_data(fields).get("marking")
    return None if data is None else from_data(data, Marking)


def _portion(line: Line) -> tuple[Line, Marking | None]:
    """Split "(TLP:RED) " from the words after it."""
    words, _, rest = line.plain.partition(") ")
    marking = known_marking(words[1:]) if words.startswith("(") and rest else None
    if marking is None:
        return line, None
    return line.from_place(len(words) + 2), marking
