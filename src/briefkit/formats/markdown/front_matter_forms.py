"""Forms of front matter: YAML between lines of ---, TOML between +++, JSON, pandoc's lines of %, and bare lines of keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from briefkit.errors import ReadError
from briefkit.formats.markdown.foreign_front_matter import is_foreign
from briefkit.formats.markdown.own_front_matter import KNOWN
from briefkit.formats.markdown.tool_keys import bare, is_tool_key
from briefkit.formats.yaml import from_yaml
from briefkit.limits.faults import Faults
from briefkit.limits.json_input import from_json
from briefkit.limits.nesting import brackets_too_deep
from briefkit.notes import Code, Notes

_YAML, _TOML = "---", "+++"
_KEY = re.compile(r"[^\W\d][\w-]*:(?:\s|$)")
#: A key of the first level, with its value.
_TOP_KEY = re.compile(r"(?P<key>[^\s#'\"{}\[\],&*!|>%@`-][^:\n]{0,60}?)[ \t]*:(?P<value>\s.*|)")
_BARE_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?):[ \t]+(?P<value>\S.*)")
_TOML_KEY = re.compile(r'(?P<key>[\w-]+)\s*=|"(?P<quoted>[^"]+)"\s*=')
_FEWEST_BARE = 2  # keys
_PANDOC = "%"
_TITLE_BLOCK = ("title", "author", "date")


@frozen
class FrontMatter:
    """Front matter of a document.

    Attributes:
        tree: What it says.
        lines: The line, from 1, by the path of what starts there.
        stop: The place of the first line behind it, from 0; where it starts if there is none.
        is_foreign: Whether it is another program's.
    """

    tree: Any = field(factory=dict)
    lines: Mapping[str, int] = field(factory=dict)
    stop: int = 0
    is_foreign: bool = False


def find_front_matter(
    lines: Sequence[str], start: int, faults: Faults, notes: Notes
) -> FrontMatter:
    """Find front matter in a document, [] of it where there is none.

    Args:
        lines: The lines of the document.
        start: The place of the first that holds more than comments.
        faults: The collector of what is wrong with briefkit's own.
        notes: The collector of notes on what of another program's cannot be read.

    Raises:
        ReadError: Front matter of briefkit's own that is no YAML, or any that does not end, with the line.
    """
    first = lines[start].rstrip()
    if first == _YAML:
        stop = end_of_yaml(lines, start)
        return _yaml(lines, start, stop, faults, notes) if stop else FrontMatter(stop=start)
    found = None
    if first == _TOML:
        found = _toml(lines, start, notes)
    elif first.startswith("{"):
        found = _json(lines, start)
    elif first.startswith(f"{_PANDOC} "):
        found = _title_block(lines, start)
    else:
        found = _bare_keys(lines, start)
    return found or FrontMatter(stop=start)


# YAML


def end_of_yaml(lines: Sequence[str], start: int) -> int:
    """Return the place behind the fence that closes YAML; 0 where there is none.

    Raises:
        ReadError: It does not end.
    """
    if lines[start].rstrip() != _YAML:
        return 0
    below = range(start + 1, len(lines))
    end = next((at for at in below if lines[at].rstrip() in (_YAML, "...")), 0)
    inside = lines[start + 1 : end or len(lines)]
    if not end:  # a rule, and a text below it
        blank = next((at for at, line in enumerate(inside) if not line.strip()), len(inside))
        inside = inside[:blank]
    keyed = any(_KEY.match(line) for line in inside)
    if keyed and not end:
        raise ReadError(
            "starts front matter that does not end",
            where=f"line {start + 1}",
            remedy="close it with ---",
        )
    return end + 1 if keyed or end == start + 1 else 0


def _yaml(lines: Sequence[str], start: int, stop: int, faults: Faults, notes: Notes) -> FrontMatter:
    inside = lines[start + 1 : stop - 1]
    source = "\n" * (start + 1) + "\n".join(inside)
    keys = [found["key"] for line in inside if (found := _TOP_KEY.fullmatch(line))]
    if not is_foreign(dict.fromkeys(keys)):
        parsed = from_yaml(source, faults, KNOWN)
        data = {} if parsed.data is None else parsed.data
        foreign = isinstance(data, dict) and is_foreign(data)
        return FrontMatter(data, parsed.lines, stop, foreign)
    for at, line in enumerate(inside, start=start + 2):
        if line.startswith("#") and line.strip("# "):
            words = line.strip("# ")
            notes.add(Code.COMMENT, f"Somebody commented: {words}", words, at)
    whole = _parsed(source)
    if whole:
        return FrontMatter(*whole, stop, is_foreign=True)
    tree: dict[str, Any] = {}
    places: dict[str, int] = {}
    for at, chunk in _chunks(inside, start + 1):
        found = _TOP_KEY.fullmatch(chunk[0])
        if found is None:
            words = " ".join("\n".join(chunk).split())
            if words and not words.startswith("#"):
                message = "A line of the front matter is no YAML."
                notes.add(Code.FIELD_DROPPED, message, words, at + 1)
            continue
        one = _parsed("\n".join(chunk))
        said = one[0] if one else {found["key"]: _as_typed(found["value"], chunk[1:])}
        for key, value in said.items():
            tree.setdefault(key, value)
            places.setdefault(key, at + 1)
    return FrontMatter(tree, places, stop, is_foreign=True)


def _parsed(source: str) -> tuple[dict[str, Any], Mapping[str, int]] | None:
    """Parse YAML of another program; None where briefkit does not take it."""
    faults = Faults()
    try:
        parsed = from_yaml(source, faults, KNOWN)
    except ReadError:
        return None
    return (parsed.data, parsed.lines) if not faults and isinstance(parsed.data, dict) else None


def _chunks(inside: Sequence[str], start: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each key of the first level, with the place of the first."""
    chunk: list[str] = []
    for at, line in enumerate(inside, start=start):
        if chunk and not _TOP_KEY.fullmatch(line):
            chunk.append(line)
            continue
        if chunk:
            yield at - len(chunk), chunk
        chunk = [line]
    if chunk:
        yield start + len(inside) - len(chunk), chunk


def _as_typed(value: str, below: Sequence[str]) -> str:
    """Return what stands behind a key as words, without the quotation marks around it."""
    words = " ".join(" ".join([value, *below]).split())
    quoted = len(words) > 1 and words[0] == words[-1] and words[0] in "'\""
    return words[1:-1] if quoted else words


# Other forms


def _toml(lines: Sequence[str], start: int, notes: Notes) -> FrontMatter | None:
    below = range(start + 1, len(lines))
    end = next((at for at in below if lines[at].rstrip() == _TOML), None)
    if end is None:
        return None
    inside = lines[start + 1 : end]
    source = "\n".join(inside)
    tree: dict[str, Any] = {}
    try:
        if not brackets_too_deep(source.encode()):
            tree = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError):
        pass
    if source.strip() and not tree:
        message = "The front matter is no TOML that can be read."
        notes.add(Code.FIELD_DROPPED, message, " ".join(source.split()), start + 2)
    found = ((at, _TOML_KEY.match(line)) for at, line in enumerate(inside, start=start + 2))
    places = {one["key"] or one["quoted"]: at for at, one in reversed([*found]) if one}
    return FrontMatter(tree, places, end + 1, is_foreign=True)


def _json(lines: Sequence[str], start: int) -> FrontMatter | None:
    """Read an object of JSON, which ends with a line of a brace."""
    one_line = lines[start].rstrip().endswith("}")
    below = range(start, len(lines))
    end = start if one_line else next((at for at in below if lines[at].rstrip() == "}"), None)
    if end is None:
        return None
    source = "\n".join(lines[start : end + 1])
    try:
        tree = from_json(source.encode())
    except ReadError:
        return None
    keyed = isinstance(tree, dict) and tree
    return FrontMatter(tree, dict.fromkeys(tree, start + 1), end + 1, True) if keyed else None


def _title_block(lines: Sequence[str], start: int) -> FrontMatter:
    """Read pandoc's lines of %: the title, the authors and the date, each perhaps on several lines."""
    parts: list[list[str]] = []
    places: list[int] = []
    stop = start
    for at, line in enumerate(lines[start:], start=start):
        if line.startswith(_PANDOC) and len(parts) < len(_TITLE_BLOCK):
            parts.append([line[1:].strip()])
            places.append(at + 1)
        elif line.startswith(" ") and line.strip():
            parts[-1].append(line.strip())
        else:
            break
        stop = at + 1
    said: dict[str, Any] = {
        key: " ".join(words).strip() for key, words in zip(_TITLE_BLOCK, parts, strict=False)
    }
    if len(parts) > 1:
        said["author"] = [one.strip() for words in parts[1] for one in words.split(";")]
    return FrontMatter(said, dict(zip(said, places, strict=False)), stop, is_foreign=True)


def _bare_keys(lines: Sequence[str], start: int) -> FrontMatter | None:
    """Read "Title: words" and the like, one a line up to a blank one, as MultiMarkdown, MkDocs and Pelican have them."""
    tree: dict[str, str] = {}
    places: dict[str, int] = {}
    stop = start
    last = ""
    while stop < len(lines) and lines[stop].strip():
        line = lines[stop]
        found = _BARE_KEY.fullmatch(line.rstrip())
        if found and (is_tool_key(found["key"]) or bare(found["key"]) in KNOWN):
            last = found["key"]
            tree.setdefault(last, found["value"])
            places.setdefault(last, stop + 1)
        elif last and line.startswith("    "):
            tree[last] += f" {line.strip()}"
        else:
            return None
        stop += 1
    names = {bare(key) for key in tree}
    return (
        FrontMatter(tree, places, stop, is_foreign=True)
        if len(tree) >= _FEWEST_BARE and "title" in names
        else None
    )
