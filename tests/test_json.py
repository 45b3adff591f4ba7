"""The tree and JSON: exact there and back, and clear about what is wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from briefkit.data.plain_data import from_data, to_data
from briefkit.data.tree import SCHEMA_VERSION, from_tree, migrate, to_tree
from briefkit.data.vocabulary import tag, tag_keys
from briefkit.errors import ModelError, ReadError, SchemaError
from briefkit.formats.json import dump, read
from briefkit.model import (
    BLOCKS,
    ITEM_BLOCKS,
    Brief,
    Paragraph,
    Person,
    Section,
    Span,
    Statement,
    Table,
    Text,
)
from briefkit.model.paths import at
from briefkit.model.text import slice_spans
from briefkit.model.walk import transform
from support import strategies

ERRORS = Path(__file__).parent / "cases/json/errors.txt"
SMALL = {"schema_version": 1, "title": "T"}


# There and back


@given(strategies.briefs())
def test_a_brief_comes_back_from_its_tree(brief: Brief) -> None:
    assert from_tree(to_tree(brief)) == brief


@given(strategies.briefs())
def test_equal_briefs_have_equal_bytes(brief: Brief) -> None:
    twin = transform(brief, made_anew)
    assert twin is not brief
    assert twin == brief
    assert dump(twin) == dump(brief) == dump(read(dump(brief)).brief)


def made_anew(value: Any) -> Any:
    """Return a text made of the single characters of the text given; any other value as it is."""
    if not isinstance(value, Text):
        return value
    length = len(value.plain)
    return Text(span for at in range(length) for span in slice_spans(value.spans, at, at + 1))


@given(strategies.briefs())
def test_a_tree_is_plain_data_without_defaults(brief: Brief) -> None:
    def hold_plain(data: Any) -> None:
        assert type(data) in (str, int, bool, list, dict)
        assert data not in ([], {}, False)
        match data:
            case dict():  # a user's own fields are as the user gave them
                parts = [part for key, part in data.items() if key != "extra"]
            case list():
                parts = data
            case _:
                parts = []
        for part in parts:
            hold_plain(part)

    hold_plain(to_tree(brief))


@given(st.one_of(strategies.statements(), strategies.tables(), strategies.persons()))
def test_a_part_comes_back_from_its_data(part: Statement | Table | Person) -> None:
    assert from_data(to_data(part), type(part)) == part


def test_a_tree_reads_well() -> None:
    statement = Statement(
        [Person(name="Anna Larsen", role="Foreign Minister")],
        [Span("Said “"), Span("no", quoted=True), Span("”.")],
        said_on="2025-09",
        cue="say",
        labelled=True,
    )
    brief = Brief(
        "A title",
        sections=[Section("reactions", blocks=[statement])],
        published="2025-09-05T18:30:00+02:00",
    )
    assert list(to_tree(brief).items()) == [
        ("schema_version", 1),
        ("title", "A title"),
        (
            "sections",
            [
                {
                    "kind": "reactions",
                    "blocks": [
                        {
                            "kind": "statement",
                            "speakers": [
                                {
                                    "actor": "person",
                                    "name": "Anna Larsen",
                                    "role": "Foreign Minister",
                                }
                            ],
                            "text": [
                                {"text": "Said “"},
                                {"text": "no", "quoted": True},
                                {"text": "”."},
                            ],
                            "said_on": "2025-09",
                            "cue": "say",
                            "labelled": True,
                        }
                    ],
                }
            ],
        ),
        ("published", "2025-09-05T18:30:00+02:00"),
    ]


@pytest.mark.parametrize(
    "document",
    [
        b'{"schema_version":1,"title":"T"}',
        '{"schema_version": 1, "title": "T"}',
        b'\xef\xbb\xbf{"title":"T",\r\n "schema_version":1}\n\n',
        '\ufeff{"title":"\\u0054","schema_version":1}',
        b'{"schema_version":1,"title":[{"text":"T","strong":false,"cites":[]}],"standfirst":null}',
    ],
)
def test_json_of_other_hands_is_read(document: bytes | str) -> None:
    assert read(document).brief == Brief("T")


# What is wrong


def cases() -> list[tuple[str, str]]:
    lines = [line for line in ERRORS.read_text("utf-8").splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("# ")]
    return [
        (data, named(error.strip())) for data, error in zip(lines[::2], lines[1::2], strict=True)
    ]


def named(error: str) -> str:
    """An error with the kinds of block that there are."""
    for name, kinds in (("ITEM_BLOCKS", ITEM_BLOCKS), ("BLOCKS", BLOCKS)):
        error = error.replace(name, " or ".join(map(tag, kinds)))
    return error


@pytest.mark.parametrize(("data", "error"), cases())
def test_what_is_no_brief_is_refused_at_its_path(data: str, error: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read(data)
    assert str(caught.value) == error
    with pytest.raises(SchemaError):
        from_tree(json.loads(data))


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"", "line 1, column 1: is no JSON"),
        (b'{"schema_version": 1,\n "title": }', "line 2, column 11: is no JSON"),
        (b'{"schema_version": 1', "line 1, column 21: is no JSON"),
        (b'{"schema_version": NaN}', "line 1, column 20: is no JSON"),
        (b'{"schema_version": 1e999}', "is no JSON"),
        (b'{"title": "\\ud800"}', "is no JSON"),
        (b'{"title": "\xff"}', "is no JSON"),
        ("{}".encode("utf-16"), "is no JSON"),
        ("\ud800", "is no JSON"),
        (b"{}{}", "is no JSON"),
        (b"[" * 100_000, "nests too deep"),
        (b"[" * 900 + b"]" * 900, "nests too deep"),
        (b'{"schema_version":1,"title":"T","title":"U"}', "has the key 'title' twice"),
        (b'{"schema_version":1,"title":[{"text":"T","text":"T"}]}', "has the key 'text' twice"),
        (b"x" * 5_000_000, "line 1, column 1: is no JSON"),
        (b'{"schema_version":1,"title":"' + b"a " * 2_500_000 + b'"}', "title: has a leading"),
        (b'{"schema_version":1,"title":"T","version":' + b"9" * 300 + b"}", "version: is float"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_at_its_place(document: bytes | str, error: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(document)
    assert error in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_class_whose_field_is_a_key_of_the_tree_is_refused() -> None:
    remark = attrs.make_class("Remark", ["text", "kind"], frozen=True)
    with pytest.raises(ModelError, match=r"Remark\.kind: has the name of a key .*another name"):
        tag_keys({"kind": (Paragraph, remark)})
    body = attrs.make_class(
        "Body", ["name", "kind"], frozen=True
    )  # as Organisation, whose key is another
    assert tag_keys({"actor": (Person, body)}) == {Person: "actor", body: "actor"}


def test_data_that_nests_without_end_is_refused() -> None:
    section: Any = {"kind": "events"}
    for _ in range(20_000):
        section = {"kind": "events", "sections": [section]}
    with pytest.raises(SchemaError, match="nests too deep"):
        from_tree({**SMALL, "sections": [section]})
    section["sections"] = [section, section]
    with pytest.raises(SchemaError, match=r"^sections\[0\]\.sections\[0\]: holds itself"):
        from_tree({**SMALL, "sections": [section]})


@given(strategies.briefs(most_sections=1), st.data())
def test_no_value_is_dropped_or_changed_unseen(brief: Brief, data: st.DataObject) -> None:
    """Whatever is put in place of a value, it is refused or read as what it is."""
    tree = to_tree(brief)
    places = [(holder, key) for holder, key in holders(tree)]
    holder, key = data.draw(st.sampled_from(places))
    before = holder[key]
    holder[key] = data.draw(
        st.sampled_from(["", "x", 0, 1.5, True, None, [], {}, [1], {"x": 1}, [before]])
    )
    try:
        found = from_tree(tree)
    except SchemaError:
        return
    assert from_tree(to_tree(found)) == found


def holders(data: Any, but: str = "") -> list[tuple[Any, Any]]:
    """Return each dict and list inside data, with each of its keys but one."""
    if not isinstance(data, dict | list):
        return []
    keys = list(data) if isinstance(data, dict) else range(len(data))
    return [one for key in keys if key != but for one in ((data, key), *holders(data[key], but))]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["kind", "text", "title", "sections"]) | st.text(), inner
            )
        ),
        max_leaves=8,
    )
)
def test_any_json_is_refused_or_read(data: Any) -> None:
    with pytest.raises(SchemaError):
        from_tree(data)


@given(st.binary())
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data)


@given(strategies.briefs(most_sections=1), st.data())
def test_an_unknown_field_is_never_dropped(brief: Brief, data: st.DataObject) -> None:
    tree = to_tree(brief)
    objects = [
        tree,
        *(
            holder[key]
            for holder, key in holders(tree, but="extra")
            if isinstance(holder[key], dict)
        ),
    ]
    data.draw(st.sampled_from(objects))["surprise"] = 1
    with pytest.raises(SchemaError, match="unknown field 'surprise'"):
        from_tree(tree)


def test_the_tree_that_was_given_is_not_changed() -> None:
    tree = to_tree(Brief("T", sections=[Section("events", blocks=[Paragraph("x")])]))
    before = json.dumps(tree)
    from_tree(tree)
    migrate(tree)
    assert json.dumps(tree) == before


def test_the_place_of_a_refusal_is_a_path_of_the_tree() -> None:
    text = Text([Span("a "), Span("b", strong=True), Span("c", cites=("no",))])
    tree = {**SMALL, "sections": [{"kind": "events", "blocks": [to_data(Paragraph(text))]}]}
    with pytest.raises(SchemaError) as caught:
        from_tree(tree)
    assert caught.value.where == "sections[0].blocks[0].text[2]"
    assert at(
        Brief("T", sections=[Section("events", blocks=[Paragraph(Text("x"))])]),
        "sections[0].blocks[0].text",
    )


# Versions


def rename(tree: dict[str, Any]) -> dict[str, Any]:
    return {"title" if key == "headline" else key: value for key, value in tree.items()}


def add_language(tree: dict[str, Any]) -> dict[str, Any]:
    return {**tree, "language": "fr"}


STEPS = {1: rename, 2: add_language}


@pytest.mark.parametrize(
    ("tree", "migrated"),
    [
        (
            {"schema_version": 1, "headline": "T"},
            {"schema_version": 3, "title": "T", "language": "fr"},
        ),
        (
            {"schema_version": 2, "title": "T"},
            {"schema_version": 3, "title": "T", "language": "fr"},
        ),
        ({"schema_version": 3, "title": "T"}, {"schema_version": 3, "title": "T"}),
    ],
)
def test_older_versions_migrate_step_by_step(
    tree: dict[str, Any], migrated: dict[str, Any]
) -> None:
    assert migrate(tree, STEPS, version=3) == migrated


def test_a_newer_version_is_refused_by_name() -> None:
    newer = SCHEMA_VERSION + 1
    with pytest.raises(SchemaError, match=f"version {newer} is newer than {SCHEMA_VERSION}"):
        from_tree({"schema_version": newer, "title": "T"})


def test_there_is_a_step_from_every_older_version() -> None:
    migrate({"schema_version": 1})


# What it costs


def test_the_tree_is_imported_without_what_few_briefs_need() -> None:
    code = (
        "import sys, briefkit.data.tree; "
        "print([name for name in ('orjson', 'PIL', 'langcodes') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
