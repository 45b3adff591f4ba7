"""YAML 1.2: the tree of a brief, for people to read and write.

PyYAML parses the syntax, in C where its wheel has libyaml, for a brief with pictures is megabytes; it is the
library of the YAML project itself. What a plain scalar means is decided here, by the model: `NO`, `2025` and
`1e3` are words, and there is a number or a truth value only where a field of the model has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, field

from briefkit.data.tree import from_tree, to_tree
from briefkit.errors import ReadError, SchemaError
from briefkit.formats.format import READ_DEFAULTS, ReadOptions, WriteOptions
from briefkit.limits import Tally, check_limit
from briefkit.limits.nesting import MAX_DEPTH, brackets_too_deep, too_deep
from briefkit.model import Brief
from briefkit.notes import Reading

if TYPE_CHECKING:
    from yaml.events import Event, ScalarEvent

_MAX_DIGITS = 16  # of a whole number, which the model holds to 2**53
_WIDTH = 100  # columns
_BASE64_WIDTH = 76  # columns, as in MIME (RFC 2045, 6.8)

#: The fields that hold a whole number, or true or false; everywhere else, plain words are words.
NUMBERS = frozenset(("schema_version", "version", "credibility", "orientation"))
FLAGS = frozenset(("strong", "emphasis", "quoted", "code", "labelled", "inferred", "ordered"))
_NUMBER = re.compile(rf"[-+]?[0-9]{{1,{_MAX_DIGITS}}}")
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_PICTURE = "data"


def write(brief: Brief, _options: WriteOptions | None = None) -> bytes:
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
    parsed = from_yaml(text_of(data))
    try:
        return Reading(from_tree(parsed.data))
    except SchemaError as error:
        raise parsed.located(error) from None


def text_of(data: bytes | str) -> str:
    """Return a file's bytes as text, without a byte order mark and with line feeds only.

    Raises:
        ReadError: More than `Limits.data_bytes`, or no UTF-8.
    """
    check_limit("data_bytes", len(data))
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


def to_yaml(data: Mapping[str, Any], *, among_html: bool = False) -> str:
    """Return plain data as YAML in block style, its keys in order.

    Args:
        data: What to write.
        among_html: Whether somebody may take it for HTML: no `<` is written as itself then.
    """
    return "".join(f"{line}\n" for line in _lines(data, 0, "", among_html))


def _lines(value: Any, indent: int, key: str, among_html: bool) -> Iterator[str]:
    """Yield the lines of a mapping or a list, each indented."""
    margin = " " * indent
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _entry(f"{margin}{name}:", part, indent, name, among_html)
    else:
        for part in value:
            if _nests(part):  # its first line stands behind the dash
                first, *rest = _lines(part, indent + 2, key, among_html)
                yield f"{margin}- {first.removeprefix(margin + '  ')}"
                yield from rest
            else:
                yield from _entry(f"{margin}-", part, indent, key, among_html)


def _entry(start: str, value: Any, indent: int, key: str, among_html: bool) -> Iterator[str]:
    """Yield the lines of one value behind its key or dash."""
    if _nests(value):
        yield start
        yield from _lines(value, indent + 2, key, among_html)
    elif isinstance(value, str) and among_html and "<" in value:
        yield f"{start} {_without_html(value)}"
    elif isinstance(value, str):
        first, *rest = _string(value, key, _WIDTH - len(start))
        yield f"{start} {first}"
        yield from (f"{' ' * (indent + 2)}{line}" for line in rest)
    else:
        yield f"{start} {_flow_value(value)}"


def _nests(value: Any) -> bool:
    return isinstance(value, Mapping | list) and bool(value)


def _string(words: str, key: str, width: int) -> list[str]:
    """Return a string as the lines that say it: plain if it may be, folded if it is long, else quoted."""
    if key == _PICTURE:
        return _base64(words)
    if len(words) > width and not words.startswith(" ") and not words.endswith(" "):
        return [">-", *_folded(words)]
    return [words if _may_be_plain(words) else _quoted(words)]


def _base64(words: str) -> list[str]:
    """Fold base64 so that the folds are no part of it: each line ends in a backslash."""
    parts = [words[at : at + _BASE64_WIDTH] for at in range(0, len(words), _BASE64_WIDTH)]
    return ['"\\', *(f"{part}\\" for part in parts[:-1]), f'{parts[-1]}"'] if parts else ['""']


def _folded(words: str) -> Iterator[str]:
    """Yield lines that a folded scalar joins by the single spaces at which they were cut."""
    line = ""
    for part in re.split(r"(?<! ) (?! )", words):
        if line and len(line) + len(part) >= _WIDTH - 20:
            yield line
            line = part
        else:
            line = f"{line} {part}" if line else part
    yield line


# What YAML 1.1 or 1.2 takes for something else than words. Dates are not among it: they are dates.
_OTHER = re.compile(
    r"[-+.]?\d[\d_.,:xobA-Fa-f+-]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|~|=|<<"
    r"|y|n|yes|no|on|off|true|false|null",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_PLAIN = re.compile(r"[^\W_](?:(?!: | #|:$)[^\x00-\x1f\ufeff])*(?<! )")
_PLAIN_IN_FLOW = re.compile(r"[^\W_][\w.;/+()’-]*(?: [\w.;/+()’-]+)*")


def _may_be_plain(words: str, pattern: re.Pattern[str] = _PLAIN) -> bool:
    return bool(pattern.fullmatch(words)) and (
        not _OTHER.fullmatch(words) or bool(_DATE.fullmatch(words))
    )


def _quoted(words: str) -> str:
    import json

    if ('"' in words or "\\" in words) and "'" not in words:
        return f"'{words}'"
    return json.dumps(words, ensure_ascii=False)


def _without_html(words: str) -> str:
    """Return a string in quotation marks without a `<`, which no escape sequence needs."""
    import json

    return json.dumps(words, ensure_ascii=False).replace("<", "\\x3c")


def to_flow(data: Mapping[str, Any]) -> str:
    """Return plain data as YAML on one line, without the braces around it, and without a `<`."""
    return ", ".join(f"{name}: {_flow_value(value)}" for name, value in data.items())


def _flow_value(value: Any) -> str:
    import json

    if isinstance(value, str):
        plain = _may_be_plain(value, _PLAIN_IN_FLOW)
        return value if plain else _without_html(value)
    if isinstance(value, Mapping):
        return f"{{{to_flow(value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow_value(part) for part in value)}]"
    return json.dumps(value)


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

    def located(self, error: SchemaError) -> SchemaError:
        """Return an error that names a path with the line of it."""
        keys = [f"{error.where}.{name}".strip(".") for name in re.findall(r"'(\w+)'", error.what)]
        path = next((one for one in (*keys, error.where) if one in self.lines), "")
        where = f"line {self.lines.get(path, 1)}" + (f", {error.where}" if error.where else "")
        return SchemaError(error.what, where=where, remedy=error.remedy)


def from_yaml(text: str, first_line: int = 1) -> Parsed:
    """Parse one YAML document of mappings, lists and scalars.

    Args:
        text: The document.
        first_line: The number of its first line in the file, for errors.

    Raises:
        ReadError: No such YAML, with the line and column; or more than `Limits.values`.
    """
    import yaml

    parser = _Parser(iter(()), first_line)
    try:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        parser.events = yaml.parse(text, Loader=loader)
        return parser.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        # The parser looks ahead of the events that it gives, within a line, and may meet its own limit first.
        if mark and brackets_too_deep(text[mark.index - mark.column : mark.index].encode()):
            raise too_deep(parser.place(mark)) from None
        what = f"is no YAML: {error.problem}" if error.problem else "is no YAML"
        raise parser.refusal(what, mark) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        raise ReadError(f"is no YAML: {error.reason}", where=f"line {line}") from None


@define
class _Parser:
    """Builds plain data from the events of a parser."""

    events: Iterator[Event]
    first_line: int
    parsed: Parsed = field(factory=Parsed)
    values: Tally = field(factory=lambda: Tally("values"))

    def refusal(self, what: str, mark: Any, remedy: str = "") -> ReadError:
        return ReadError(what, where=self.place(mark), remedy=remedy)

    def place(self, mark: Any) -> str:
        return f"line {mark.line + self.first_line}, column {mark.column + 1}" if mark else ""

    def document(self) -> Parsed:
        from yaml.events import DocumentStartEvent, StreamEndEvent

        next(self.events)  # the start of the stream
        start = next(self.events)
        if isinstance(start, StreamEndEvent):
            return self.parsed
        self.parsed.data = self.value(next(self.events), "", "", 0)
        next(self.events)  # the end of the document
        after = next(self.events)
        if isinstance(after, DocumentStartEvent):
            raise self.refusal("starts a second document", after.start_mark, "keep one a file")
        return self.parsed

    def value(self, event: Event, path: str, key: str, depth: int) -> Any:
        from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

        self.values.add()
        mark: Any = event.start_mark
        self.parsed.lines.setdefault(path, mark.line + self.first_line)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            what = "has an anchor or an alias, which can blow up"
            raise self.refusal(what, mark, "write the value out")
        if tag := getattr(event, "tag", None):
            raise self.refusal(f"has the tag {tag}", mark, "take it out")
        if depth == MAX_DEPTH and not isinstance(event, ScalarEvent):
            raise too_deep(self.place(mark))
        match event:
            case ScalarEvent():
                return self.scalar(event, key)
            case SequenceStartEvent():
                return list(self.parts(path, key, depth))
            case MappingStartEvent():
                return self.mapping(path, depth)
            case _:
                raise self.refusal("is no YAML", mark)

    def parts(self, path: str, key: str, depth: int) -> Iterator[Any]:
        from yaml.events import SequenceEndEvent

        for index, event in enumerate(self.events):
            if isinstance(event, SequenceEndEvent):
                return
            yield self.value(event, f"{path}[{index}]", key, depth + 1)

    def mapping(self, path: str, depth: int) -> dict[str, Any]:
        from yaml.events import MappingEndEvent, ScalarEvent

        found: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            mark: Any = event.start_mark
            if not isinstance(event, ScalarEvent) or event.tag or event.anchor:
                raise self.refusal("is no plain key", mark)
            key = event.value
            if key == "<<":
                raise self.refusal("merges keys", mark, "write them out")
            if key in found:
                raise self.refusal(f"has the key {key!r} twice", mark, "keep one")
            below = f"{path}.{key}".removeprefix(".")
            self.parsed.lines[below] = mark.line + self.first_line
            found[key] = self.value(next(self.events), below, key, depth + 1)
        return found

    def scalar(self, event: ScalarEvent, key: str) -> Any:
        words: str = event.value
        if event.style in ("|", ">"):
            return words.rstrip("\n")  # no text of a brief ends in a line break
        if event.style in ("'", '"'):
            return words
        if words in _NULLS:
            return None
        if key in FLAGS and words in _TRUTHS:
            return _TRUTHS[words]
        if key in NUMBERS and _NUMBER.fullmatch(words):
            return int(words)
        return words
