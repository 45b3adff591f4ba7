"""Statement lines: the statement that a line of Markdown, or a part of one, is read as."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from briefkit.data.plain_data import from_data, to_data
from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.errors import ErrorCode, SchemaError
from briefkit.formats.markdown.line import Line, merged
from briefkit.formats.markdown.words_over_attributes import SeenWords, unsaid, with_words_over
from briefkit.model import Evidence, ItemBlock, Person, SectionKind, Statement, Text
from briefkit.model.text import Span, slice_spans, with_quoted
from briefkit.recognise import attributed_statement
from briefkit.recognise.attributed_statement import split_label
from briefkit.recognise.bracketed_dates import split_dated

_NOBODY = Person("?")
END_OF_LABEL = ": "
_DATE_BEHIND = re.compile(rf"(?P<date> ?[(（][^()（）]*[)）]){END_OF_LABEL}")
Fields: TypeAlias = dict[str, Any]
T = TypeVar("T")
#: Recognises a statement in words, as `attributed_statement.statement` does.
Recognise: TypeAlias = Callable[..., Statement | None]


@frozen
class Place:
    """Where a line stands: what it is without a word about it depends on that.

    Attributes:
        kind: The kind of its section.
        language: The language of the brief.
        item: Whether it is an item of a list.
        labels_only: Whether an item is a statement only by its label, for somebody else finds all others.
    """

    kind: SectionKind
    language: str
    item: bool
    labels_only: bool = False


@frozen
class Found:
    """What a line is.

    Attributes:
        block: The block.
        said: The same as its attributes have it, where its words say something else.
        unfit: Attributes of a statement, where the line is none any more.
        unsaid: The fields whose attributes the words do not say, where nobody can tell who is right.
        within: What the statements in its words are.
        unspoken: Words that are marked as a statement, and in which nobody speaks, with their attributes.
        says_inferred: Whether attributes say if it is inferred.
    """

    block: ItemBlock
    said: ItemBlock
    unfit: Fields = field(factory=dict)
    unsaid: tuple[str, ...] = ()
    within: tuple[Found, ...] = ()
    unspoken: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    says_inferred: bool = False


def made_of(kind: type[Any], fields: Fields, found: Fields) -> Any:
    """Return a block of what was found in its words and of its attributes, which have the last word."""
    values = found | said_fields(kind, fields)
    if values.get("speakers") == ():
        raise SchemaError("names nobody who speaks", where="speakers", remedy="name the speakers")
    return kind(**values)


def said_fields(kind: type[Any], fields: Fields) -> Fields:
    """Return attributes as fields of a block."""
    if not fields:
        return {}
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


def statement_of(
    line: Line,
    place: Place,
    fields: Fields,
    recognise: Recognise = attributed_statement.statement,
    *,
    sure: bool,
    believed: bool | None,
) -> Found | None:
    """Return the statement that a line is; None where it is none, unless it is sure to be one.

    Args:
        line: The line, without a marking at its start.
        place: Where it stands.
        fields: Its attributes.
        recognise: Recognises a statement in its words.
        sure: Whether these say that it is a statement.
        believed: Whether the words are those that they were written with; None where nothing says it.
    """
    permissive = sure or place.kind is SectionKind.REACTIONS
    label = _bold_label(line.spans, place.language) if fields.get("labelled") is not False else None
    who, day = split_dated(label[0], place.language) if label else (None, None)
    whole = Text((Span(f"{label[0]}{END_OF_LABEL}"), *label[1])) if label else Text(line.spans)
    found = None
    if sure or place.item or (place.kind is SectionKind.REACTIONS and split_label(whole)):
        found = recognise(
            _unquoted(whole),
            place.language,
            permissive=permissive,
            explicit=label is not None,
        )
    by_label = not place.item or place.labels_only
    if found and by_label and not sure and not found.labelled:
        found = None
    if found and found.labelled and fields.get("labelled") is False:
        found = evolve(found, labelled=False)
        words: tuple[Span, ...] = line.spans
    elif found and found.labelled:
        words = slice_spans(whole.spans, len(whole.plain) - len(found.text.plain))
    else:
        words = line.spans
    if label and not (found and found.labelled and words and merged(words) == merged(label[1])):
        if not sure:
            return None
        found, words = None, label[1]
    if found is None and not sure:
        return None
    text = evolve(line, spans=words).text(place.language)
    if found is None:
        how = attributed_statement.attribution(text, place.language)
        known: Fields = {"cue": how.cue, "said_on": day or how.said_on, "inferred": how.inferred}
        known |= {"speakers": (), "labelled": label is not None}
    else:
        names = ("speakers", "cue", "said_on", "inferred", "labelled")
        known = {name: getattr(found, name) for name in names}
    made: Statement = made_of(Statement, fields, {**known, "text": text})
    seen = SeenWords(
        line,
        place.language,
        who if made.labelled else None,
        found.speakers if found else (),
        day,
    )
    block = made if believed else with_words_over(made, fields, seen)
    said = with_evidence(made, line.keys)
    # A script without capitals shows no names, so that words without a digest may have named nobody from the start.
    may_doubt = believed is False or (believed is None and line.plain.lower() != line.plain.upper())
    doubts = unsaid(block, fields, seen) if may_doubt else ()
    block = with_evidence(block, line.keys)
    return Found(block, said, unsaid=doubts, says_inferred="inferred" in fields)


def with_evidence(block: Any, keys: tuple[str, ...]) -> Any:
    """Return a block with the sources that its notes cite, beside what it says of them itself."""
    said = [one.source for one in block.evidence]
    more = tuple(Evidence(key) for key in keys if key not in said)
    return evolve(block, evidence=(*block.evidence, *more)) if more else block


def _unquoted(text: Text) -> Text:
    if not any(span.quoted for span in text.spans):
        return text
    return Text(with_quoted(span, False) for span in text.spans)


def _bold_label(spans: tuple[Span, ...], language: str) -> tuple[str, tuple[Span, ...]] | None:
    """Split "**Role, Name**: words" or "**Role, Name:** words" into the label and the words.

    A date in brackets may stand behind the bold words: "**Role, Name** (5 September 2025): words".
    """
    if len(spans) < 2 or spans[0] != Span(spans[0].text, strong=True):
        return None
    label = spans[0].text
    dated = _DATE_BEHIND.match(spans[1].text)
    if dated and split_dated(f"{label}{dated['date']}", language)[1]:
        end = len(label) + dated.end()
        label += dated["date"]
    elif label.endswith(":") and spans[1].text.startswith(" "):
        label, end = label[:-1], len(label) + 1
    elif spans[1].text.startswith(END_OF_LABEL):
        end = len(label) + len(END_OF_LABEL)
    else:
        return None
    words = slice_spans(spans, end)
    return (label, words) if label and words else None
