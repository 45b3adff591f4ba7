"""Foreign front matter: what other programs say of a document, as fields of a brief; the rest is the user's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from briefkit.data.vocabulary import Tree
from briefkit.formats.markdown.foreign_values import (
    Found,
    field_value,
    is_truth,
    merged_authors,
    with_affiliations,
)
from briefkit.formats.markdown.own_front_matter import (
    KNOWN,
    meant_field,
    slip_fault,
    with_own_field,
)
from briefkit.formats.markdown.tool_keys import bare, is_tool_key, tool_keys
from briefkit.formats.yaml import to_flow
from briefkit.limits.faults import Faults
from briefkit.notes import Code, Notes

_PRINTED = ("title", "standfirst")
_LISTS = ("authors", "topics")
#: What other programs call as a brief does.
_COMMON = frozenset(("title", "authors", "id", "url", "version", "status"))
# Fields that hold a brief back are read as strictly as in briefkit's own.
_STRICT = ("marking", "embargo")
_SHORTEST = 4  # letters of a field whose slips are told from words that are short as well


def is_foreign(tree: Mapping[str, Any]) -> bool:
    """Whether front matter is another program's, by its keys and the form of what they hold.

    That of briefkit's own begins with the language, and leaves the title to the body; what somebody typed has a key that
    only briefkit has.
    """
    keys = list(tree)
    if "schema_version" in tree or (keys[:1] == ["language"] and "title" not in tree):
        return False
    authors = tree.get("authors")
    listed = authors if isinstance(authors, list) else [authors]
    has_others_form = (
        any(isinstance(one, str) for one in listed)
        or is_truth(tree.get("published"))
        or not isinstance(tree.get("extra", {}), dict | None)
    )
    ours = tree.keys() & (KNOWN - _COMMON)
    return any(map(is_tool_key, keys)) or has_others_form or (bool(keys) and not ours)


def with_foreign_fields(
    tree: Mapping[str, Any],
    lines: Mapping[str, int],
    language: str,
    faults: Faults,
    notes: Notes,
) -> tuple[Tree, dict[str, int]]:
    """Return the fields of a brief that front matter of another program gives, and their lines.

    Args:
        tree: The front matter.
        lines: The lines of its parts by path.
        language: The language of the document, where it does not name its own.
        faults: The collector of what is wrong: a key that is a slip, or that seems to hold the brief back.
        notes: The collector of notes on what is no field of a brief.
    """
    reader = _Reader(lines, faults, notes)
    said = _by_field(_flat(tree))
    if "authors" in said:
        listed = tree.get("affiliations")
        said["authors"] = [(key, with_affiliations(one, listed)) for key, one in said["authors"]]
    for name in ("language", *(one for one in said if one and one != "language")):
        reader.read(name, said.get(name, ()), language)
        if name == "language":
            language = str(reader.fields.get("language", language))
    for key, value in said.get("", ()):
        reader.keep(key, value)
    if reader.read_as:
        pairs = ", ".join(f"{key} as {name}" for key, name in reader.read_as)
        message = f"Keys of another program were read as fields of a brief: {pairs}."
        unseen = {name: reader.fields[name] for _, name in reader.read_as if name not in _PRINTED}
        notes.add(Code.FIELD_READ, message, to_flow(unseen), lines.get(reader.read_as[0][0]))
    if reader.own:
        reader.fields["extra"] = reader.own
    return reader.fields, reader.lines_of


def _flat(tree: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return front matter with the keys that Zola has in a table of its own."""
    inner = tree.get("taxonomies")
    if not isinstance(inner, dict) or inner.keys() & tree.keys():
        return tree
    return {**{key: value for key, value in tree.items() if key != "taxonomies"}, **inner}


def _by_field(tree: Mapping[str, Any]) -> dict[str, list[tuple[str, Any]]]:
    """Return the keys and their values by the field that they stand for, the best first; by "" those without one."""
    keys = tool_keys()
    known = {bare(name): name for name in KNOWN - {"schema_version", "extra", "sections"}}
    found: dict[str, list[tuple[int, str, Any]]] = {}
    for key, value in tree.items():
        name = known.get(bare(key)) or keys.fields.get(bare(key), "")
        if name == "published" and is_truth(value):
            name = "status"
        found.setdefault(name, []).append((keys.rank.get(bare(key), 0), key, value))
    ranked = {name: sorted(some, key=lambda one: one[0]) for name, some in found.items()}
    return {name: [(key, value) for _, key, value in some] for name, some in ranked.items()}


@define
class _Reader:
    """Reader of front matter: the fields so far, and what is the user's own."""

    lines: Mapping[str, int]
    faults: Faults
    notes: Notes
    fields: Tree = field(factory=dict)
    own: dict[str, Any] = field(factory=dict)
    lines_of: dict[str, int] = field(factory=dict)
    read_as: list[tuple[str, str]] = field(factory=list)

    def read(self, name: str, values: Iterable[tuple[str, Any]], language: str) -> None:
        """Read the keys that stand for a field; the first counts, of lists all do."""
        for key, value in values:
            if value in (None, "", [], {}):
                continue
            if name in _STRICT:
                self.take(name, key, Found(value))
                continue
            found = field_value(name, key, value, language)
            before = self.fields.get(name)
            if found and before is not None and before != found.data:
                if name not in _LISTS:
                    hides = name == "status" and found.data == "draft"
                    found = found if hides else None
                elif name == "authors":
                    found = Found(merged_authors([before, found.data]), found.is_all)
                else:
                    found = Found(list(dict.fromkeys([*before, *found.data])), found.is_all)
            if found:
                self.take(name, key, found)
            if found is None or not found.is_all:
                self.add(key, value)

    def take(self, name: str, key: str, found: Found) -> None:
        """Take a value for a field."""
        self.fields[name] = found.data
        if key in self.lines:
            self.lines_of.setdefault(name, self.lines[key])
        if key != name:
            self.read_as.append((key, name))

    def keep(self, key: str, value: Any) -> None:
        """Keep what no field stands for, unless its key is a slip."""
        if key == "extra" and isinstance(value, dict):
            self.own = {**value, **self.own}
            return
        slip = None if _is_known(key) else meant_field(key, value)
        if slip and len(slip) >= _SHORTEST:
            self.faults.add(slip_fault(key, slip, self.lines.get(key)))
        else:
            self.add(key, value)

    def add(self, key: str, value: Any) -> None:
        """Add a key and its value to the user's own fields."""
        self.own = with_own_field(self.own, key, _plain(value), self.lines.get(key), self.notes)


def _is_known(key: str) -> bool:
    keys = tool_keys()
    return any(bare(key) in some for some in (keys.fields, keys.others, keys.alike))


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: the dates of TOML are words."""
    match value:
        case dict():
            return {str(key): _plain(part) for key, part in value.items()}
        case list():
            return [_plain(part) for part in value]
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return value
