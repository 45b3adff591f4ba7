"""YAML 1.2: the tree of a brief, for people to read and write.

PyYAML, the library of the YAML project itself, parses and emits the syntax, in C where its wheel has libyaml, for a
brief with pictures is megabytes. Both go event by event: nodes take a kilobyte for each value. What a plain scalar means
is decided here, by the model: `NO`, `2025` and `1e3` are words, and there is a number or a truth value only where a
field of the model has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from io import StringIO
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson
import yaml
from attrs import define, evolve, field
from yaml.emitter import Emitter
from yaml.events import CollectionEndEvent, MappingStartEvent, ScalarEvent

from briefkit.data.diagnosis import WRONG
from briefkit.data.tree import from_tree, to_tree
from briefkit.errors import ErrorCode, ReadError, SchemaError
from briefkit.formats.content_limits import check_contents
from briefkit.formats.format import READ_DEFAULTS, ReadOptions, WriteOptions, Written
from briefkit.limits import Tally, check_limit
from briefkit.limits.faults import Faults
from briefkit.limits.json_input import check_json
from briefkit.limits.nesting import MAX_DEPTH, brackets_too_deep, too_deep
from briefkit.model import Brief
from briefkit.notes import Reading
from briefkit.path_grammar import path_below

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from yaml import SafeLoader

    QuickEmitter = Emitter
else:
    from yaml import CSafeLoader as SafeLoader
    from yaml.cyaml import CEmitter as QuickEmitter

_MAX_DIGITS = 16  # of a whole number, which the model holds to 2**53
_WIDTH = 80  # columns, after which a line ends at the next space
_LONGEST_LINE = 60  # characters of a string that is not folded
_UNBROKEN = 1 << 30  # columns
_BASE64_LINE = re.compile(".{1,76}")  # as in MIME (RFC 2045, 6.8)

#: The fields that hold a whole number, or true or false; everywhere else, plain words are words.
NUMBERS = frozenset(("schema_version", "version", "credibility", "orientation", "width"))
FLAGS = frozenset(("strong", "emphasis", "quoted", "code", "labelled", "inferred", "ordered"))
_NUMBER = re.compile(rf"[-+]?[0-9]{{1,{_MAX_DIGITS}}}")
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_PICTURE = "data"
# The field whose values are of any type that JSON has, down to the last: plain numbers and truths are such in it.
_EXTRA = "extra"
_JSON_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_JSON_FLOAT = re.compile(_JSON_INTEGER.pattern + r"(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_NO_NUMBERS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_MAPPING = [MappingStartEvent(None, None, implicit=True, flow_style=flow) for flow in (False, True)]
_LIST = [
    yaml.SequenceStartEvent(None, None, implicit=True, flow_style=flow) for flow in (False, True)
]
_MAPPING_END, _LIST_END = yaml.MappingEndEvent(), yaml.SequenceEndEvent()

_StyleOf: TypeAlias = "Callable[[str], str | None]"


def write(brief: Brief, _options: WriteOptions) -> Written:
    """Return a brief as YAML, which has no look and carries no payload.

    Raises:
        ReadError: There is more of it than is read.
    """
    check_contents(brief)
    tree = to_tree(brief)
    check_json(orjson.dumps(tree))  # which has as many values
    written = to_yaml(tree).encode()
    check_limit("file_bytes", len(written))
    return Written(written)


def dump(brief: Brief) -> bytes:
    """Return a brief as YAML; equal briefs give equal bytes."""
    return to_yaml(to_tree(brief)).encode()


def read(data: bytes | str, _options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Return the brief that YAML holds; there is never a note, for all is exact.

    Args:
        data: UTF-8, with a byte order mark or without, or a string.
        _options: Have no bearing: the data says all.

    Raises:
        ReadError: No YAML, or more than one plain document of it, with the line and column.
        SchemaError: YAML of something else than a brief, with the line and the path.
    """
    faults = Faults()
    parsed = from_yaml(text_of(data), faults)
    try:
        return Reading(from_tree(parsed.data, faults), find_lines=partial(_lines_of, parsed.lines))
    except SchemaError as error:
        error.where = error.errors[0].place
        raise


def _lines_of(lines: Mapping[str, int], _brief: Brief) -> Mapping[str, int]:
    return lines


def text_of(data: bytes | str) -> str:
    """Return a file's bytes as text, without a byte order mark and with line feeds only.

    Raises:
        ReadError: More than `Limits.file_bytes`, or no UTF-8.
    """
    check_limit("file_bytes", len(data))
    try:
        words = data.decode("utf-8") if isinstance(data, bytes) else data
        words.encode("utf-8")
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        raise ReadError(f"is no UTF-8 text, from character {start}") from None
    if "\0" in words:
        raise ReadError("is no text", remedy="give UTF-8 text, or name the format that it is in")
    return words.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


# Writing


def to_yaml(data: dict[str, Any], *, among_html: bool = False) -> str:
    """Return plain data as YAML in block style, its keys in order.

    Args:
        data: What to write.
        among_html: Whether somebody may take it for HTML: no `<` is written as itself then.
    """
    return _emitted(data, _quoted_style if among_html else _block_style)


def to_flow(data: dict[str, Any]) -> str:
    """Return plain data as YAML in flow style on one line, without the braces around it and without a `<`."""
    return _emitted(data, _flow_style, _UNBROKEN).rstrip("\n")[1:-1]


def _emitted(
    data: dict[str, Any],
    style_of: _StyleOf,
    width: int = _WIDTH,
    kind: type[Emitter] = QuickEmitter,
) -> str:
    stream = StringIO()
    emitter = kind(stream, width=width, allow_unicode=True)
    emitter.emit(yaml.StreamStartEvent())
    emitter.emit(yaml.DocumentStartEvent(explicit=False))
    _emit(data, "", style_of, emitter.emit)
    emitter.emit(yaml.DocumentEndEvent(explicit=False))
    emitter.emit(yaml.StreamEndEvent())
    words = stream.getvalue()
    if "\\U" in words and kind is not Emitter:
        # libyaml escapes what is beyond the Basic Multilingual Plane, such as emoji.
        return _emitted(data, style_of, width, Emitter)
    # Where no `<` may be, each stands between double quotation marks.
    return words if style_of is _block_style else words.replace("<", "\\x3c")


def _emit(value: Any, key: str, style_of: _StyleOf, emit: Callable[[yaml.Event], None]) -> None:
    """Emit the events of plain data."""
    if isinstance(value, str):
        if key == _EXTRA:
            emit(_scalar(value, _flow_style(value)))
        elif key == _PICTURE:  # its lines are joined again by who reads them
            emit(_scalar("\n".join(_BASE64_LINE.findall(value)), "|"))
        else:
            emit(_scalar(value, style_of(value)))
    elif isinstance(value, dict):
        emit(_MAPPING[style_of is _flow_style])
        for name, part in value.items():
            emit(_scalar(name, _flow_style(name) if key == _EXTRA else None))
            _emit(part, _EXTRA if key == _EXTRA else name, style_of, emit)
        emit(_MAPPING_END)
    elif isinstance(value, list):
        emit(_LIST[style_of is _flow_style])
        for part in value:
            _emit(part, key, style_of, emit)
        emit(_LIST_END)
    else:
        emit(_scalar("null" if value is None else str(value).lower()))


def _scalar(words: str, style: str | None = None) -> ScalarEvent:
    # As libyaml wants it: a class derived from str, as that of NumPy, is a string in the model too.
    return ScalarEvent(None, None, (True, True), str.__str__(words), style=style)


# The style of a string: plain or in single quotation marks, as it needs to be (None), folded (>), or double (").

# What YAML 1.1 or 1.2 takes for something else than words; but dates may be taken for dates.
_DATE = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
_NO_WORDS = re.compile(
    rf"(?!{_DATE}\Z)(?:[-+.]?\d[\d_.,:xobA-Fa-f+-]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|~|=|<<"
    r"|y|n|yes|no|on|off|true|false|null|)",
    re.IGNORECASE,
)
_PLAIN_IN_FLOW = re.compile(r"[^\W_][\w.;/+()’-]*(?: [\w.;/+()’-]+)*")


def _block_style(words: str) -> str | None:
    # A folded line that begins with a space is not joined with the next one (YAML 1.2, 8.1.3.1).
    if len(words) > _LONGEST_LINE and " " in words and not words.startswith(" "):
        return ">"
    return '"' if _NO_WORDS.fullmatch(words) else None


def _quoted_style(words: str) -> str | None:
    return '"' if "<" in words else _block_style(words)


def _flow_style(words: str) -> str | None:
    plain = _PLAIN_IN_FLOW.fullmatch(words) and not _NO_WORDS.fullmatch(words)
    return None if plain else '"'


# Reading


@define
class Parsed:
    """Plain data, and where each part of it stood.

    Attributes:
        data: Dicts, lists, strings, whole numbers, booleans and None.
        lines: The line, from 1, by the path of what starts there.
    """

    data: Any = None
    lines: dict[str, int] = field(factory=dict)


def from_yaml(
    text: str, faults: Faults | None = None, known: Container[str] | None = None
) -> Parsed:
    """Parse one YAML document of mappings, lists and scalars.

    Args:
        text: The document.
        faults: The collector of what is wrong, where that need not end the reading; it learns the lines.
        known: The keys of the document itself, where others are the user's own, and hold what `extra` may hold.

    Raises:
        ReadError: No such YAML, with the line and column; or more than `Limits.values`.
    """
    if faults is None:
        return _parsed(text, _EventReader(yaml.parse(text, Loader=SafeLoader)))
    reader = _EventReader(yaml.parse(text, Loader=SafeLoader), faults, known)
    faults.lines = lambda: reader.parsed.lines
    try:
        return _parsed(text, reader)
    except ReadError as error:
        faults.add_error(error)
        raise faults.error(ReadError, attrgetter("place")) from None


def _parsed(text: str, reader: _EventReader) -> Parsed:
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        # The parser looks ahead of the events that it gives, within a line, and may meet its own limit first.
        if mark and brackets_too_deep(text[mark.index - mark.column : mark.index].encode()):
            raise too_deep(_place(mark)) from None
        what = f"is no YAML: {error.problem}" if error.problem else "is no YAML"
        raise _refusal(what, mark) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"is no YAML: {error.reason}"
        raise ReadError(what, where=f"line {line}", code=ErrorCode.SYNTAX_INVALID) from None


@define
class _EventReader:
    """Reader of a parser's events, which makes plain data of them.

    Attributes:
        events: The events.
        faults: The collector of what need not end the reading; None where that ends it too.
        known: The keys of the document itself, where others are the user's own.
        parsed: What was read.
        values: The number of values so far.
    """

    events: Iterator[yaml.Event]
    faults: Faults | None = None
    known: Container[str] | None = None
    parsed: Parsed = field(factory=Parsed)
    values: Tally = field(factory=lambda: Tally("values"))

    def document(self) -> Parsed:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.DocumentStartEvent):
            self.parsed.data = self.value(next(self.events), "", "", 0)
            next(self.events)  # the end of the document
            after = next(self.events)
            if isinstance(after, yaml.DocumentStartEvent):
                raise _refusal("starts a second document", after.start_mark, "keep one a file")
        return self.parsed

    def value(self, event: yaml.Event, path: str, key: str, depth: int) -> Any:
        self.values.add()
        mark: Any = event.start_mark
        self.parsed.lines.setdefault(path, mark.line + 1)
        if getattr(event, "anchor", None):  # that it has, or that it stands for
            what = "has an anchor or an alias, which can blow up"
            self.refuse(_refusal(what, mark, "write the value out"), path)
            if isinstance(event, yaml.AliasEvent):
                return WRONG
        if tag := getattr(event, "tag", None):
            self.refuse(_refusal(f"has the tag {tag}", mark, "take it out"), path)
        if isinstance(event, ScalarEvent):
            return _meaning(event, key)
        if depth == MAX_DEPTH:
            raise too_deep(_place(mark))
        if isinstance(event, MappingStartEvent):
            return self.mapping(path, key, depth + 1)
        return [
            self.value(part, f"{path}[{index}]", key, depth + 1)
            for index, part in enumerate(self.parts())
        ]

    def parts(self) -> Iterator[yaml.Event]:
        """Yield what a collection holds, up to its end."""
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def mapping(self, path: str, key: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.parts():
            mark: Any = event.start_mark
            if not isinstance(event, ScalarEvent) or event.tag or event.anchor:
                raise _refusal("is no plain key", mark)
            name = event.value
            below = path_below(path, name)
            self.parsed.lines.setdefault(below, mark.line + 1)
            merges = name == "<<" and not event.style
            if merges:
                self.refuse(_refusal("merges keys", mark, "write them out"), path)
            elif name in found:
                what = f"has the key {name!r} twice"
                code = ErrorCode.KEY_TWICE
                self.refuse(_refusal(what, mark, "keep one", code), path)
            own = key == _EXTRA or (not path and self.known is not None and name not in self.known)
            value = self.value(next(self.events), below, _EXTRA if own else name, depth)
            if not merges:
                found.setdefault(name, value)
        return found

    def refuse(self, error: ReadError, path: str) -> None:
        """Tell what is wrong, or end the reading where nobody collects that."""
        if self.faults is None:
            raise error
        self.faults.add(evolve(error.errors[0], path=path))


def _meaning(scalar: ScalarEvent, key: str) -> Any:
    """Return what a scalar means: words, or what the field of its key holds."""
    words: str = scalar.value
    if key == _EXTRA:
        return words if scalar.style else _json_value(words)
    if scalar.style == "|" and key == _PICTURE:
        return words.replace("\n", "")
    if scalar.style in ("|", ">"):
        return words.rstrip("\n")  # no text of a brief ends in a line break
    if scalar.style in ("'", '"'):
        return words
    if words in _NULLS:
        return None
    if key in FLAGS and words in _TRUTHS:
        return _TRUTHS[words]
    if key in NUMBERS and _NUMBER.fullmatch(words):
        return int(words)
    return words


def _json_value(words: str) -> Any:
    """Return what a plain scalar means where any value of JSON may stand."""
    if words in _NULLS:
        return None
    if words in _TRUTHS:
        return _TRUTHS[words]
    if _JSON_INTEGER.fullmatch(words):
        return int(words[: 2 * _MAX_DIGITS])  # which is too large anyway where there are more
    if _JSON_FLOAT.fullmatch(words):
        return float(words)
    return float(words.replace(".", "")) if _NO_NUMBERS.fullmatch(words) else words


def _refusal(
    what: str, mark: Any, remedy: str = "", code: ErrorCode = ErrorCode.SYNTAX_INVALID
) -> ReadError:
    return ReadError(what, where=_place(mark), remedy=remedy, code=code)


def _place(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
