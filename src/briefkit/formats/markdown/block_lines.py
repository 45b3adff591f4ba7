"""Block lines: the block that a line of Markdown is read as, and the attributes that it needs for that.

A block is written plain and read back; only the fields that come back otherwise are written as attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

import attrs
from attrs import evolve, field, frozen

from briefkit import recognise
from briefkit.data.plain_data import from_data, to_data
from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.errors import BriefkitError, ErrorCode, ReadError, RenderError, SchemaError
from briefkit.formats.markdown.attributes import Attributes, with_marking_data
from briefkit.formats.markdown.citations import Citations
from briefkit.formats.markdown.line_reader import Line, line_of, merged
from briefkit.formats.markdown.line_writer import write_line
from briefkit.formats.markdown.words_over_attributes import (
    SeenWords,
    digest,
    unsaid,
    with_words_over,
)
from briefkit.formats.yaml import to_flow
from briefkit.lower.speaker_labels import printed_label
from briefkit.model import (
    EVIDENCED_BLOCKS,
    ITEM_BLOCKS,
    Evidence,
    ItemBlock,
    Marking,
    Paragraph,
    Person,
    SectionKind,
    Statement,
    Text,
)
from briefkit.model.text import Span, slice_spans
from briefkit.notes import Code, Note, Notes, note
from briefkit.recognise.attributed_statement import split_label
from briefkit.recognise.masthead_lines import marking as known_marking

_KINDS: Mapping[str, type[ItemBlock]] = {tag(one): one for one in ITEM_BLOCKS}
_NOBODY = Person("?")
_DIGEST = "digest"  # among attributes, of the words with which they were written
_STATEMENT_FIELDS = attrs.fields_dict(Statement).keys() - attrs.fields_dict(Paragraph).keys()
_END_OF_LABEL = ": "
Fields: TypeAlias = dict[str, Any]
T = TypeVar("T")


@frozen
class Place:
    """Where a line stands: what it is without a word about it depends on that.

    Attributes:
        kind: The kind of its section.
        language: The language of the brief.
        item: Whether it is an item of a list.
    """

    kind: SectionKind
    language: str
    item: bool


# Writing


def write_block(block: ItemBlock, place: Place, citations: Citations) -> str:
    """Return a block as one line of Markdown.

    Raises:
        RenderError: No Markdown reads back as the block.
    """
    line = _plain_line(block, place.language)
    attributes = _needed(line, block, place)
    if isinstance(block, Statement) and block.inferred:  # without a word, that is a guess
        attributes = Attributes(attributes.classes, {**attributes.fields, "inferred": True})
    return write_line(evolve(line, attributes=attributes), citations)


def _needed(line: Line, block: ItemBlock, place: Place) -> Attributes:
    """Return the fewest attributes with which a line reads back as a block; each attempt adds some."""
    attributes = Attributes()
    while True:
        found = _read_back(line, attributes, place)
        if found and found.block == block and not found.unsaid:
            return attributes
        more = _more(attributes, found.block if found else None, block)
        if more == attributes and _DIGEST not in attributes.fields:
            # The words seem to say something else: as long as they stand, the attributes count.
            more = Attributes(attributes.classes, {**attributes.fields, _DIGEST: digest(line)})
        if more == attributes:
            raise RenderError(
                f"no Markdown reads back as this {tag(type(block))}",
                remedy="use a format that carries it, as YAML",
            )
        attributes = more


def _read_back(line: Line, attributes: Attributes, place: Place) -> Found | None:
    """Return what a line with these attributes is; None where it would be an error."""
    try:
        return _read(evolve(line, attributes=attributes), place)
    except BriefkitError:  # a statement without a speaker
        return None


def _plain_line(block: ItemBlock, language: str) -> Line:
    """Return a block as one would type it: marking, label, words, notes."""
    words = line_of(block.text, language)
    before: tuple[Span, ...] = ()
    if block.marking and known_marking(str(block.marking)):
        before += (Span(f"({block.marking}) "),)
    if isinstance(block, Statement) and block.labelled:
        label = printed_label(block.speakers, language)
        before += (Span(label, strong=True), Span(_END_OF_LABEL))
    line = evolve(words, spans=merged((*before, *words.spans)))
    if isinstance(block, EVIDENCED_BLOCKS):
        return evolve(line, keys=tuple(one.source for one in block.evidence))
    return line.with_keys()


def _more(attributes: Attributes, found: ItemBlock | None, block: ItemBlock) -> Attributes:
    """Return the attributes, and those that make `found` more like the block; none more where none do."""
    if found is None and isinstance(block, Statement) and "speakers" not in attributes.fields:
        speakers = to_data(block)["speakers"]
        return Attributes(attributes.classes, {**attributes.fields, "speakers": speakers})
    if type(found) is not type(block):
        return Attributes((tag(type(block)),), attributes.fields)
    differing = {
        one.name: _data(block, one)
        for one in attrs.fields(type(block))
        if getattr(found, one.name) != getattr(block, one.name)
        and one.name not in ("text", *attributes.fields)
    }
    if "marking" in differing:  # where the words start depends on it
        differing = {"marking": differing["marking"]}
    elif "labelled" in differing:
        differing = {"labelled": differing["labelled"]}
    return Attributes(attributes.classes, {**attributes.fields, **differing})


def _data(block: ItemBlock, one: attrs.Attribute[Any]) -> Any:
    """Return a field of a block in the form of the tree; a marking as "TLP:RED"."""
    value = getattr(block, one.name)
    if isinstance(value, Marking):
        return str(value)
    if value == one.default:
        return list(value) if isinstance(value, tuple) else value
    return to_data(block)[one.name]


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
    block = found.block
    notes.extend(_contradictions(found, line.number))
    if isinstance(block, Statement) and block.inferred and "inferred" not in line.attributes.fields:
        message = "The statement reports no words; it was read as inferred."
        notes.add(Code.STATEMENT_INFERRED, message, line=line.number)
    notes.lines.add(block, line.number)
    return block


@frozen
class Found:
    """What a line is.

    Attributes:
        block: The block.
        said: The same as its attributes have it, where its words say something else.
        unfit: Attributes of a statement, where the line is none any more.
        unsaid: The fields whose attributes the words do not say, where nobody can tell who is right.
    """

    block: ItemBlock
    said: ItemBlock
    unfit: Fields = field(factory=dict)
    unsaid: tuple[str, ...] = ()


def _read(line: Line, place: Place) -> Found:
    kind = _kind(line.attributes)
    fields = with_marking_data(line.attributes.fields)
    written = fields.pop(_DIGEST, None)
    believed = None if written is None else written == digest(line)
    if "marking" not in fields:
        line, marking = _portion(line)
        fields |= {"marking": to_data(marking)} if marking else {}
    if kind in (None, Statement):
        sure = kind is Statement or "speakers" in fields
        found = _statement(line, place, fields, sure=sure, believed=believed)
        if found:
            return found
    unfit: Fields = {}
    if kind is None and fields.keys() & _STATEMENT_FIELDS:
        _said(Statement, fields)  # or else they are wrong
        unfit = {name: fields.pop(name) for name in _STATEMENT_FIELDS & fields.keys()}
    if kind in EVIDENCED_BLOCKS:
        made = _made(kind, fields, {"text": line.text(place.language)})
        seen = SeenWords(line, place.language)
        block = made if believed else with_words_over(made, fields, seen)
        return Found(_with_evidence(block, line.keys), _with_evidence(made, line.keys))
    made = _made(kind or Paragraph, fields, {"text": line.with_cites().text(place.language)})
    return Found(made, made, unfit)


def _contradictions(found: Found, number: int | None) -> Iterator[Note]:
    """Yield a note for each field whose attribute gave way to the words."""
    if found.unfit:
        message = "The words name nobody who speaks; what their attributes say of a statement was left out."
        before = to_flow(found.unfit)
        yield note(Code.ATTRIBUTE_OVERRULED, message, before, number, before=before)
    if found.unsaid:
        before = to_flow({name: to_data(found.block)[name] for name in found.unsaid})
        message = f"The words do not say what the attributes do: {before}."
        yield note(Code.ATTRIBUTE_UNSAID, message, line=number)
    if found.said == found.block:
        return
    for one in attrs.fields(type(found.block)):
        said, block = getattr(found.said, one.name), getattr(found.block, one.name)
        if said != block:
            before, after = (
                to_flow({one.name: to_data(it).get(one.name, [])})
                for it in (found.said, found.block)
            )
            message = f"The words count where attributes say something else: {after}, not {before}."
            yield note(
                Code.ATTRIBUTE_OVERRULED, message, before, number, before=before, after=after
            )


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
    return evolve(line, spans=slice_spans(line.spans, len(words) + 2)), marking


def _made(kind: type[Any], fields: Fields, found: Fields) -> Any:
    """Return a block of what was found in its words and of its attributes, which have the last word."""
    values = found | _said(kind, fields)
    if values.get("speakers") == ():
        raise SchemaError("names nobody who speaks", where="speakers", remedy="name the speakers")
    return kind(**values)


def _said(kind: type[Any], fields: Fields) -> Fields:
    """Return attributes as fields of a block."""
    start: Fields = {"text": "-"}
    if kind is Statement:
        start["speakers"] = [to_data(_NOBODY)]
    if "text" in fields:
        raise SchemaError("is written as words, not among the attributes", where="text")
    said = from_fields(kind, start, fields)
    return {name: getattr(said, name) for name in fields}


def from_fields(kind: type[T], start: Fields, fields: Fields) -> T:
    """Return a block of its attributes, and of what it has beside them.

    Raises:
        SchemaError: An attribute that it does not have, or a value that it cannot have.
    """
    key = TAG_KEYS[kind]
    if key in fields:  # which is no field, but says in the tree which block it is
        code = ErrorCode.FIELD_UNKNOWN
        raise SchemaError(f"unknown field {key!r}", remedy="take it out", code=code)
    return from_data({key: tag(kind), **start, **fields}, kind)


def _statement(
    line: Line, place: Place, fields: Fields, *, sure: bool, believed: bool | None
) -> Found | None:
    """Return the statement that a line is; None where it is none, unless it is sure to be one.

    Args:
        line: The line, without a marking at its start.
        place: Where it stands.
        fields: Its attributes.
        sure: Whether these say that it is a statement.
        believed: Whether the words are those that they were written with; None where nothing says it.
    """
    permissive = sure or place.kind is SectionKind.REACTIONS
    label = _bold_label(line.spans) if fields.get("labelled") is not False else None
    whole = Text((Span(f"{label[0]}{_END_OF_LABEL}"), *label[1])) if label else Text(line.spans)
    found = None
    if sure or place.item or (place.kind is SectionKind.REACTIONS and split_label(whole)):
        found = recognise.statement(
            _unquoted(whole),
            place.language,
            permissive=permissive,
            explicit=label is not None,
        )
    if found and not place.item and not sure and not found.labelled:
        found = None
    if found and found.labelled and fields.get("labelled") is False:
        found = evolve(found, labelled=False)
        words: tuple[Span, ...] = line.spans
    elif found and found.labelled:
        words = slice_spans(whole.spans, len(whole.plain) - len(found.text.plain))
    else:
        words = line.spans
    if label and not (found and found.labelled and len(words) and Text(words) == Text(label[1])):
        if not sure:
            return None
        found, words = None, label[1]
    if found is None and not sure:
        return None
    text = evolve(line, spans=words).text(place.language)
    if found is None:
        how = recognise.attribution(text, place.language)
        known: Fields = {"cue": how.cue, "said_on": how.said_on, "inferred": how.inferred}
        known |= {"speakers": (), "labelled": label is not None}
    else:
        names = ("speakers", "cue", "said_on", "inferred", "labelled")
        known = {name: getattr(found, name) for name in names}
    made: Statement = _made(Statement, fields, {**known, "text": text})
    seen = SeenWords(
        line,
        place.language,
        label[0] if label and made.labelled else None,
        found.speakers if found else (),
    )
    block = made if believed else with_words_over(made, fields, seen)
    said = _with_evidence(made, line.keys)
    # A script without capitals shows no names, so that words without a digest may have named nobody from the start.
    may_doubt = believed is False or (believed is None and line.plain.lower() != line.plain.upper())
    doubts = unsaid(block, fields, seen) if may_doubt else ()
    return Found(_with_evidence(block, line.keys), said, unsaid=doubts)


def _with_evidence(block: Any, keys: tuple[str, ...]) -> Any:
    """Return a block with the sources that its notes cite, beside what it says of them itself."""
    said = [one.source for one in block.evidence]
    more = tuple(Evidence(key) for key in keys if key not in said)
    return evolve(block, evidence=(*block.evidence, *more)) if more else block


def _unquoted(text: Text) -> Text:
    return Text(evolve(span, quoted=False) for span in text.spans)


def _bold_label(spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]] | None:
    """Split "**Role, Name**: words" or "**Role, Name:** words" into the label and the words."""
    if len(spans) < 2 or spans[0] != Span(spans[0].text, strong=True):
        return None
    label = spans[0].text
    if label.endswith(":") and spans[1].text.startswith(" "):
        label, end = label[:-1], len(label) + 1
    elif spans[1].text.startswith(_END_OF_LABEL):
        end = len(label) + len(_END_OF_LABEL)
    else:
        return None
    words = slice_spans(spans, end)
    return (label, words) if label and words else None
