"""Plain data for other programs: there and back, and every fault told, each with its place."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import pydantic
import pytest
from hypothesis import given, settings

import briefkit as bk
from briefkit.data.interchange import PARTS
from briefkit.formats import json as json_format, yaml
from briefkit.limits.json_input import JsonPlaces
from briefkit.model.walk import walk
from support import strategies

SMALL: dict[str, Any] = {"schema_version": 1, "title": "T"}
NAMELESS: dict[Any, Any] = {**SMALL, None: 1}


def faults(what: Any, *args: Any, **named: Any) -> list[tuple[str, str]]:
    """The codes and paths of what a call is refused for."""
    with pytest.raises(bk.BriefkitError) as caught:
        what(*args, **named)
    return [(one.code, one.path) for one in caught.value.errors]


# There and back


@settings(max_examples=25)
@given(strategies.briefs(most_sections=2))
def test_every_part_comes_back_through_json(brief: bk.Brief) -> None:
    for _, part in walk(brief):
        if type(part) in PARTS:
            assert bk.from_dict(json.loads(json.dumps(bk.to_dict(part))), type(part)) == part


def test_a_mapping_is_read_as_a_file_is() -> None:
    brief = bk.draft("Ferry returns").background("It sails.").build()
    tree = bk.to_dict(brief)
    assert bk.read(MappingProxyType(tree)) == bk.Reading(brief)
    assert bk.from_dict(tree) == brief
    assert tree == bk.to_dict(brief)


def test_values_of_the_model_and_tuples_may_stand_in_the_data() -> None:
    section = bk.Section("events", blocks=[bk.Paragraph("x")])
    made = bk.from_dict({**SMALL, "sections": (section,), "published": dt.date(2026, 3, 1)})
    assert made == bk.Brief("T", sections=[section], published="2026-03-01")


def test_fields_of_ones_own_are_a_part_as_well() -> None:
    extra = bk.Extra({"desk": "Oslo", "scores": [1, 2.0]})
    assert bk.to_dict(extra) == {"desk": "Oslo", "scores": [1, 2.0]}
    assert bk.from_dict(bk.to_dict(extra), bk.Extra) == extra
    assert faults(bk.from_dict, {"a": {1}}, bk.Extra) == [("type-wrong", "a")]
    field = pydantic.TypeAdapter(bk.Extra)
    assert field.validate_json(field.dump_json(extra)) == extra
    assert field.json_schema()["type"] == "object"


@pytest.mark.parametrize(
    "kind",
    [
        list[bk.Brief],
        bk.Text | bk.When,
        bk.Brief | bk.Section,
        bk.Paragraph | bk.Person,
        bk.Text | None,
    ],
)
def test_what_the_data_does_not_tell_apart_is_refused(kind: Any) -> None:
    assert faults(bk.from_dict, SMALL, kind) == [("argument-invalid", "type")]


class Derived(str):
    """A string as NumPy has them."""

    __slots__ = ()


def test_a_string_of_a_class_of_its_own_is_a_string() -> None:
    words = Derived("Ferry returns")
    brief = bk.Brief(words, topics=[words], genre=words, extra={})
    plain = bk.Brief("Ferry returns", topics=["Ferry returns"], genre="Ferry returns")
    for name in ("yaml", "markdown", "json"):
        assert bk.render(brief, name) == bk.render(plain, name)
    assert brief == plain
    assert not bk.differences(brief, plain)
    data = bk.to_dict(brief)
    assert {type(one) for one in (data["title"], data["genre"], *data["topics"])} == {str}
    assert type(bk.to_dict(bk.table([[1.5]]))["rows"][0][0]) is str


def test_of_several_classes_the_data_says_which() -> None:
    block: Any = bk.Block
    assert bk.from_dict({"kind": "paragraph", "text": "x"}, block) == bk.Paragraph("x")
    assert faults(bk.from_dict, {"kind": "section"}, block) == [("kind-unknown", "")]


def test_what_is_told_of_a_brief_is_plain_data_too() -> None:
    before = bk.Brief("T", sections=[bk.Section("events", blocks=[bk.Paragraph("x")])])
    after = bk.evolve(before, title="U", published=dt.date(2026, 3, 1), sections=())
    for one in bk.differences(before, after):
        assert json.loads(json.dumps(bk.to_dict(one)))["path"] == one.path
    reading = bk.read(b"Ferry returns\n\nIt sails again.", "text")
    told = bk.to_dict(reading)
    assert bk.from_dict(told["brief"]) == reading.brief
    assert [one["level"] for one in told["notes"]] == [one.level for one in reading.notes]
    assert json.dumps(told["notes"])


@pytest.mark.parametrize("value", [5, None, {}, [], bk.PLAIN, bk.Status.DRAFT, bk.Brief])
def test_only_briefs_and_their_parts_become_data(value: object) -> None:
    with pytest.raises(TypeError, match="no brief and no part of one"):
        bk.to_dict(value)


def test_a_class_of_somebody_else_is_named() -> None:
    mine = attrs.make_class("Mine", [], bases=(bk.Paragraph,), frozen=True)
    with pytest.raises(bk.ArgumentError, match="Mine"):
        bk.to_dict(mine("x"))
    with pytest.raises(bk.ArgumentError, match="Mine"):
        bk.from_dict({}, mine)


@pytest.mark.parametrize("text", ['{"version": 1}', "# T\n\nWords.", "x\n", "<p>", "x" * 30_000])
def test_content_that_is_no_bytes_is_told_in_one_line(text: str) -> None:
    with pytest.raises(bk.ArgumentError, match=r"^source: is the content .*; give bytes"):
        bk.read(text)


def test_a_file_that_is_not_there_is_told_by_its_name() -> None:
    with pytest.raises(bk.ReadError, match=r"^\[draft\]\.md: "):
        bk.read("[draft].md")


# All faults at once

FAULTY = {
    **SMALL,
    "version": "3",
    "authors": [{"name": "A", "email": "a", "url": "b"}],
    "sections": [
        {"kind": "events", "blocks": [{"kind": "statment"}, {"kind": "paragraph", "text": " x"}]},
        {"kind": "reactions", "blocks": [{"kind": "paragraph", "txt": "x"}]},
    ],
}
FOUND = {
    ("type-wrong", "version"),
    ("value-invalid", "authors[0].email"),
    ("value-invalid", "authors[0].url"),
    ("kind-unknown", "sections[0].blocks[0]"),
    ("value-invalid", "sections[0].blocks[1].text"),
    ("field-unknown", "sections[1].blocks[0]"),
}


def test_all_faults_of_data_are_told() -> None:
    assert set(faults(bk.from_dict, FAULTY)) == FOUND
    assert set(faults(bk.read, FAULTY)) == FOUND


def test_a_file_tells_the_line_of_each() -> None:
    document = json.dumps(FAULTY, indent=1)
    for name in ("json", "yaml"):
        with pytest.raises(bk.SchemaError) as caught:
            bk.read(document.encode(), name)
        assert {(one.code, one.path) for one in caught.value.errors} == FOUND
        lines = [one.line or 0 for one in caught.value.errors]
        assert lines == sorted(lines)
        for one in caught.value.errors:
            told = document.splitlines()[(one.line or 0) - 1]
            assert (
                one.path.rpartition(".")[2].partition("[")[0] in told
                or "{" in told
                or "txt" in told
            )


def test_places_of_json_are_those_of_yaml() -> None:
    for brief in (bk.Brief("T: {“x”}, [y]"), bk.from_dict({**SMALL, "topics": ["a", "b"]})):
        data = json_format.dump(brief)
        places = JsonPlaces.of(data)
        assert places.lines == yaml.from_yaml(data.decode()).lines
        assert places.twice == []


def test_keys_that_stand_twice_are_told_with_the_rest() -> None:
    document = b'{"schema_version": 1, "title": "T",\n"version": 0,\n"title": "U"}'
    for name in ("json", "yaml"):
        with pytest.raises(bk.ReadError) as caught:
            bk.read(document, name)
        found = {(one.code, one.line) for one in caught.value.errors}
        assert found == {("key-twice", 3), ("value-invalid", 2)}


def test_yaml_goes_on_behind_what_it_refuses() -> None:
    document = (
        b"schema_version: 1\ntitle: &a T\nversion: two\ngenre: *a\nrights: !!str x\nstatus: x\n"
    )
    with pytest.raises(bk.ReadError) as caught:
        bk.read(document, "yaml")
    found = [(one.line, one.path, one.code) for one in caught.value.errors]
    assert found == [
        (2, "title", "syntax-invalid"),
        (4, "genre", "syntax-invalid"),
        (5, "rights", "syntax-invalid"),
        (3, "version", "type-wrong"),
        (6, "status", "value-invalid"),
    ]


def test_checks_across_parts_wait_for_the_parts() -> None:
    cites = [{"text": "a", "cites": ["x"]}]
    block = {"kind": "paragraph", "text": cites}
    tree = {**SMALL, "sections": [{"kind": "events", "blocks": [block, block]}]}
    places = ["sections[0].blocks[0].text[0]", "sections[0].blocks[1].text[0]"]
    assert faults(bk.from_dict, tree) == [("citation-unknown", one) for one in places]
    assert faults(bk.from_dict, {**tree, "version": 0}) == [("value-invalid", "version")]
    with pytest.raises(bk.ModelError) as caught:
        bk.Brief("T", standfirst=[bk.Span("a", cites=("x", "y"))])
    assert [one.code for one in caught.value.errors] == ["citation-unknown"] * 2


def test_the_first_hundred_are_listed_and_the_others_counted() -> None:
    tree = {**SMALL, "topics": [5] * 250, "sections": [5] * 50}
    with pytest.raises(bk.SchemaError, match="fault 1 of") as caught:
        bk.from_dict(tree)
    assert (len(caught.value.errors), caught.value.more) == (100, 200)
    with pytest.raises(bk.SchemaError) as caught:
        bk.from_dict(tree, limits=bk.Limits(faults=2))
    assert (len(caught.value.errors), caught.value.more) == (2, 298)


def test_what_is_wrong_in_fields_of_ones_own_is_told_wherever_it_stands() -> None:
    extra = {"a": float("nan"), "b": [1, {2}, {"c d": dt.date(2026, 1, 2)}], 3: "x", "e": "\ud800"}
    with pytest.raises(bk.SchemaTypeError) as caught:
        bk.from_dict({"schema_version": 1, "title": "T", "extra": extra})
    places = ["extra", "extra.a", "extra.b[1]", 'extra.b[2]["c d"]', "extra.e"]
    assert sorted(one.path for one in caught.value.errors) == places


def test_what_yaml_refuses_in_fields_of_ones_own_is_one_fault() -> None:
    text = b"schema_version: 1\ntitle: T\nextra:\n  a: &b 1\n  c: *b\n"
    with pytest.raises(bk.SchemaError) as caught:
        bk.read(text, "yaml")
    assert [(one.line, one.path) for one in caught.value.errors] == [(4, "extra.a"), (5, "extra.c")]


@pytest.mark.parametrize("version", ["1", True, 1.0, None, [1]])
def test_behind_a_version_that_is_none_the_rest_is_told(version: object) -> None:
    with pytest.raises(bk.SchemaError) as caught:
        bk.from_dict({"schema_version": version, "title": 5})
    codes = [(one.code, one.path) for one in caught.value.errors]
    assert codes == [("version-unknown", "schema_version"), ("type-wrong", "title")]


def test_a_misspelt_name_is_one_fault_however_often_it_stands() -> None:
    blocks = [{"kind": "paragraph", "txt": "x"}] * 150
    with pytest.raises(bk.SchemaError) as caught:
        bk.from_dict({**SMALL, "sections": [{"kind": "events", "blocks": blocks}]})
    assert {one.remedy for one in caught.value.errors} == {"did you mean 'text'?"}
    assert caught.value.more == 50


# Bad input


def levels(number: int) -> dict[str, Any]:
    section: dict[str, Any] = {"kind": "events"}
    for _ in range(number):
        section = {"kind": "events", "sections": [section]}
    return {**SMALL, "sections": [section]}


def cycle() -> dict[str, Any]:
    section: dict[str, Any] = {"kind": "events"}
    section["sections"] = [section]
    return {**SMALL, "sections": [section]}


def shared() -> dict[str, Any]:
    part: Any = "x"
    for _ in range(140):
        part = [part, part]
    return {**SMALL, "topics": part, "sections": part}


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({**SMALL, "sections": [{"kind": "x"}]}, "value-invalid", "sections[0].kind"),
        ({**SMALL, "sections": [{"kind": 5}]}, "type-wrong", "sections[0].kind"),
        (cycle(), "data-cyclic", "sections[0].sections[0]"),
        (levels(1000), "data-too-deep", "sections[0]" + ".sections[0]" * 74),
        (shared(), "type-wrong", "topics[0]"),
        ({**SMALL, "sections": [{"kind": shared()}]}, "type-wrong", "sections[0].kind"),
        ({**SMALL, "version": "1"}, "type-wrong", "version"),
        ({**SMALL, "version": levels(1000)}, "type-wrong", "version"),
        ({**SMALL, "status": cycle()}, "type-wrong", "status"),
        ({**SMALL, "5": 1}, "field-unknown", ""),
        (NAMELESS, "field-unknown", ""),
        (
            {
                **SMALL,
                "authors": [{"name": "A", "photo": {"data": "!", "media_type": "image/png"}}],
            },
            "base64-invalid",
            "authors[0].photo.data",
        ),
        (
            {**SMALL, "authors": [{"name": "A", "photo": {"data": 5}}]},
            "type-wrong",
            "authors[0].photo.data",
        ),
        ({**SMALL, "title": b"T"}, "type-wrong", "title"),
        ({**SMALL, "title": None}, "type-wrong", "title"),
        ([], "type-wrong", ""),
        ("x", "type-wrong", ""),
        (None, "type-wrong", ""),
    ],
)
def test_bad_data_is_refused_at_its_path(data: Any, code: str, path: str) -> None:
    assert (code, bk.Fault(code, "", path).path) in faults(bk.from_dict, data)


def test_data_is_no_larger_than_what_is_read() -> None:
    tree = {**SMALL, "topics": ["x"] * 200}
    assert faults(bk.from_dict, tree, limits=bk.Limits(values=100)) == [("input-too-large", "")]
    assert faults(bk.read, tree, limits=bk.Limits(values=100)) == [("input-too-large", "")]


def test_a_wrong_type_is_a_type_error() -> None:
    for _, part in walk(of_every_kind()):
        kind: Any = type(part)
        for one in attrs.fields(kind) if attrs.has(kind) and kind in PARTS else ():
            with pytest.raises(TypeError) as caught:
                bk.evolve(part, **{one.name: object()})
            assert isinstance(caught.value, bk.ModelError)
    with pytest.raises(TypeError):
        bk.from_dict({**SMALL, "version": "1"})


def of_every_kind() -> bk.Brief:
    who = bk.Person("Ada", role="Mayor")
    said = bk.Statement([who, bk.Organisation("Port")], "It sails.", evidence=[bk.Evidence("a")])
    likely = bk.Likelihood("PHIA", "likely")
    return bk.Brief(
        "T",
        sections=[
            bk.Section(
                "events",
                blocks=[
                    bk.Bullets([bk.Item(said)]),
                    bk.Event("x", on="2026"),
                    bk.Assessment("x", likelihood=likely, confidence="low"),
                    bk.Table([["x"]]),
                ],
            )
        ],
        authors=[bk.Author("A")],
        related=[bk.Link("x", "https://example.org")],
        corrections=[bk.Correction("2026-03-01", "update", "x")],
        sources=[bk.Source("a", "x")],
        marking=bk.Marking("TLP", "RED"),
    )


# Errors


def test_an_error_is_plain_data() -> None:
    with pytest.raises(bk.ReadError) as caught:
        bk.read(b'{"schema_version": 1,\n "title": }', "json")
    error = caught.value
    [fault] = error.errors
    assert (fault.code, fault.line, fault.column, fault.path) == ("syntax-invalid", 2, 11, "")
    told = json.loads(json.dumps(bk.to_dict(error)))
    assert told["error"] == "ReadError"
    assert told["errors"] == [bk.to_dict(fault)]
    assert pickle.loads(pickle.dumps(error)).errors == error.errors


def test_faults_keep_their_places_in_a_file(tmp_path: Any) -> None:
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(FAULTY))
    with pytest.raises(bk.SchemaError) as caught:
        bk.load(file)
    assert caught.value.where.startswith(str(file))
    assert {(one.code, one.path) for one in caught.value.errors} == FOUND


def test_the_table_of_codes_is_that_of_the_code() -> None:
    page = (Path(bk.__file__).parents[2] / "docs" / "embedding.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == list(bk.ErrorCode)


def test_each_class_of_error_has_a_code() -> None:
    kinds = [one for one in vars(bk.errors).values() if isinstance(one, type)]
    for kind in kinds:
        if issubclass(kind, bk.BriefkitError):
            error = kind("is wrong", where="line 3, title", remedy="mend it")
            assert error.errors == (bk.Fault(error.code, "is wrong", "title", 3, "mend it"),)
            assert error.code in set(bk.ErrorCode)


MARKDOWN = """\
---
language: en
version: two
authors: [{name: A, emial: a}]
---
# T

## Background

- a {.evnt}
- b
    - c {.event on: soon}

a {.event onn: 2025}

### Deeper {.evnts}

d

![][e]

## Reactions {colour: red}

f {.paragraph marking: TLP:PINK}

[e]: data:image/png;base64,AAAA
"""


def test_markdown_tells_every_fault_with_its_line_and_path() -> None:
    with pytest.raises(bk.ReadError) as caught:
        bk.read(MARKDOWN.encode(), "markdown")
    assert [(one.line, one.path, one.code) for one in caught.value.errors] == [
        (3, "version", "type-wrong"),
        (4, "authors[0]", "field-unknown"),
        (10, "sections[0].blocks[0].items[0].block", "kind-unknown"),
        (12, "sections[0].blocks[0].items[1].children[0].items[0].block.on", "value-invalid"),
        (14, "sections[0].blocks[1]", "field-unknown"),
        (16, "sections[0].sections[0]", "value-invalid"),
        (20, "sections[0].sections[0].blocks[1]", "value-invalid"),
        (22, "sections[1]", "value-invalid"),
        (24, "sections[1].blocks[0].marking.level", "value-invalid"),
    ]
    assert str(caught.value).startswith("line 3, version: is str, not int (fault 1 of 9)")


def test_markdown_tells_the_line_of_what_is_wrong_between_parts() -> None:
    text = "# T\n\n## Background\n\na {id: x}\n\nb {id: x}\n\nc {id: x}\n"
    with pytest.raises(bk.ReadError) as caught:
        bk.read(text.encode(), "markdown")
    assert [(one.line, one.code) for one in caught.value.errors] == [
        (7, "id-twice"),
        (9, "id-twice"),
    ]
