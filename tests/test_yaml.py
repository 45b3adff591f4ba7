"""YAML: exact there and back, safe, and clear about what is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import given, strategies as st

from briefkit import model
from briefkit.errors import ReadError, SchemaError
from briefkit.formats import json
from briefkit.formats.yaml import FLAGS, NUMBERS, dump, from_yaml, read, to_flow, to_yaml
from briefkit.model import Brief, Organisation, Statement
from briefkit.model.walk import walk
from support.strategies import ODD_WORDS, briefs, words

HEAD = "schema_version: 1\ntitle: T\n"

# There and back


@given(briefs())
def test_json_is_yaml(brief: Brief) -> None:
    assert read(json.dump(brief)).brief == brief


@given(st.one_of(words(), st.sampled_from(ODD_WORDS)), st.integers(0, 40))
def test_words_stay_words_in_block_and_in_flow(some: str, indent: int) -> None:
    data: Any = {"title": some, "below": [{"long": " ".join([some] * indent) or some}, [some]]}
    assert from_yaml(to_yaml(data)).data == data
    assert from_yaml(f"{{{to_flow(data)}}}").data == data


@pytest.mark.parametrize(
    "some",
    [
        "NO",
        "no",
        "on",
        "y",
        "~",
        "null",
        "=",
        "<<",
        "1e3",
        "0x1F",
        "0o7",
        "1_000",
        "190:20:30",
        ".5",
        "-.inf",
        "2025",
        "2025-09-05",
        "true",
        "- a",
        "a: b",
        "a #b",
        "'",
        '"',
        "%a",
        "@a",
        "`",
        "\ufeffa",
        "...",
        "---",
    ],
)
def test_what_looks_like_more_than_words_is_written_so_that_it_stays_words(some: str) -> None:
    assert from_yaml(to_yaml({"title": some})).data == {"title": some}
    assert yaml.safe_load(to_yaml({"title": some}))["title"] == some or some == "2025-09-05"


def test_what_people_type_plain_stays_words() -> None:
    text = HEAD + "published: 2025-09-05\ntopics: [NO, 2025, 1e3, on, =, 2025-09-05, 12:30:00]\n"
    brief = read(text).brief
    assert brief.topics == ("NO", "2025", "1e3", "on", "=", "2025-09-05", "12:30:00")
    assert str(brief.published) == "2025-09-05"


def test_signs_of_anchors_are_words_where_they_begin_no_value() -> None:
    some = {"title": "R&D *now* &c", "topics": ["A &B", "* x", "&x", "*x", "a\n &x"]}
    assert from_yaml(to_yaml(some)).data == some
    assert from_yaml("title: A &B *C").data == {"title": "A &B *C"}


def test_output_reads_well() -> None:
    some = {
        "title": "😀 It's",
        "url": "https://example.org/" + "a" * 90,
        "data": "QUJD" * 40,
        "quoted": '"A" \\ B',
        "text": "🇺🇦 " * 40 + "end",
    }
    written = to_yaml(some)
    assert written.splitlines()[:5] == [
        "title: 😀 It's",
        f"url: {some['url']}",
        "data: |-",
        f"  {'QUJD' * 19}",
        f"  {'QUJD' * 19}",
    ]
    assert """quoted: '"A" \\ B'\ntext: >-\n  🇺🇦 🇺🇦""" in written
    assert from_yaml(written).data == some


def test_pictures_of_older_files_are_read() -> None:
    assert from_yaml('data: "\\\n  QUJD\\\n  QUJD"').data == {"data": "QUJDQUJD"}


def test_a_brief_is_read_and_written_the_same_where_libyaml_is_absent() -> None:
    code = (
        "import sys, yaml; yaml.__with_libyaml__ = False\n"
        "from briefkit.formats import yaml as tested\n"
        "assert tested.SafeLoader is yaml.SafeLoader\n"
        "sys.stdout.buffer.write(tested.write(tested.read(sys.stdin.buffer.read()).brief, None).data)"
    )
    drones = Path(__file__).parents[1].joinpath("examples", "drones.yaml").read_bytes()
    run = subprocess.run(
        [sys.executable, "-c", code], input=drones, capture_output=True, check=True
    )
    assert run.stdout == drones


def test_norway_is_a_country() -> None:
    text = HEAD + (
        "sections:\n- kind: reactions\n  blocks:\n  - kind: statement\n    text: No.\n"
        "    labelled: true\n    speakers: [{actor: organisation, name: Oslo, country: NO}]\n"
    )
    [(_, said)] = walk(read(text).brief, Statement)
    assert said.speakers == (Organisation("Oslo", country="NO"),)
    assert said.labelled


def test_numbers_and_flags_are_those_of_the_model() -> None:
    classes = {one for one in vars(model).values() if attrs.has(one)}
    found = {(field.name, str(field.type)) for one in classes for field in attrs.fields(one)}
    numbers = {name for name, kind in found if re.match(r"int\b|<class 'int'>", kind)}
    flags = {name for name, kind in found if re.match(r"bool\b|<class 'bool'>", kind)}
    assert numbers | {"schema_version"} == NUMBERS
    assert flags == FLAGS


def test_output_is_for_people() -> None:
    long = "It froze: " + "no ship left before noon " * 9 + "— ❄ end."
    written = dump(Brief("Ice", standfirst=long, topics=("NO", "Eis"), genre="«x»")).decode()
    lines = written.splitlines()
    assert lines[:3] == ["schema_version: 1", "title: Ice", "standfirst: >-"]
    assert max(map(len, lines)) <= 100
    assert lines[-3:] == ["topics:", '- "NO"', "- Eis"]
    assert "❄" in written


# Bad input


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "is null, not an object"),
        ("- a", "is a list, not an object"),
        ("a: [", "line 2, column 1"),
        ("a: b: c", "line 1, column 5"),
        ("# [[[\n" * 100 + "a: b: c", "line 101, column 5: is no YAML"),
        ("a: &x 1\nb: *x", "line 1, column 4: has an anchor or an alias"),
        ("a: *x", "line 1, column 4: has an anchor or an alias"),
        ("a: !!python/object:os.system x", "has the tag"),
        ("a: !!str x", "has the tag"),
        ("a: !!seq [x]", "has the tag"),
        ("!x a: b", "is no plain key"),
        ("a: [b, &x c]", "line 1, column 8: has an anchor"),
        ("{?&x a: b}", "line 1, column 3: is no plain key"),
        ('{"a":&x b}', "line 1, column 6: has an anchor"),
        ("- &x [*x]", "line 1, column 3: has an anchor"),
        ("a: 1\nb:\n  c: 1\n  c: 2", "line 4, column 3: has the key 'c' twice"),
        ("a: 1\n---\nb: 2", "line 2, column 1: starts a second document"),
        ("a: {<<: {b: 1}}", "merges keys"),
        ("? [a]\n: b", "is no plain key"),
        ("a: \x07", "line 1: is no YAML"),
        ("[" * 100_000, "nests too deep"),
        ("- " * 100_000, "nests too deep"),
        ("{a: " * 100_000, "nests too deep"),
        (b"\x89PNG\r\n\x1a\n\x00", "is no UTF-8 text"),
        (b"a\0b", "is no text"),
        ("\ud800", "is no UTF-8 text"),
    ],
)
def test_no_yaml_is_an_error_that_says_where(data: bytes | str, what: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert what in str(error.value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD + "autors: []", "line 3: unknown field 'autors'; did you mean 'authors'?"),
        (HEAD + "authors:\n- name: A\n  emial: x", "line 5, authors[0]: unknown field 'emial'"),
        (HEAD + "version: 1.5", "line 3, version: is str, not int"),
        (HEAD + "version: " + "9" * 5000, "line 3, version"),
        ("schema_version: 2\ntitle: T", "line 1, schema_version: version 2 is newer"),
    ],
)
def test_yaml_of_something_else_is_an_error_with_line_and_path(text: str, what: str) -> None:
    with pytest.raises(SchemaError) as error:
        read(text)
    assert what in str(error.value)


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + HEAD.encode(), HEAD.replace("\n", "\r\n"), "\ufeff" + HEAD]
)
def test_byte_order_marks_and_line_ends_make_no_difference(data: bytes | str) -> None:
    assert read(data).brief == Brief("T")
