"""Depth: every format has the same limit, counted by briefkit, and says so in the same words."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.data.tree import from_tree
from briefkit.errors import BriefkitError, ReadError, SchemaError, ThemeError
from briefkit.formats import json as json_format, yaml
from briefkit.formats.docx.reading import read as docx_reader
from briefkit.formats.html.reading import read as html_reader
from briefkit.formats.markdown import read as markdown_reader
from briefkit.limits.nesting import MAX_DEPTH, brackets_too_deep, too_deep
from briefkit.reconcile.payload_reading import read_payload
from support.docx_files import document, packed, small, unpacked

#: A string, closed or not, or a bracket; and by its first sign how many levels it opens.
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)
DEPTHS = {b'"': 0, b"[": 1, b"{": 1, b"]": -1, b"}": -1}
WORDS = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"
#: Levels that stand around what a page, or the text of a Word document, nests.
AROUND = {"html": 2, "docx": 2}


def in_docx(body: str) -> bytes:
    return packed({**unpacked(small(WORDS)), "word/document.xml": document(body)})


def in_page(body: str) -> bytes:
    return f"<html lang='en'><body>{body}</body></html>".encode()


def json_of(opened: str, closed: str, levels: int) -> bytes:
    return (opened * levels + "0" + closed * levels).encode()


#: What reads each kind of file, and a file of that kind that nests so many levels.
NESTED: dict[str, tuple[Callable[[Any], object], Callable[[int], Any]]] = {
    "json lists": (json_format.read, lambda n: json_of("[", "]", n)),
    "json objects": (json_format.read, lambda n: json_of('{"a":', "}", n)),
    "json that does not end": (json_format.read, lambda n: b"[" * n),
    "json with quotation marks": (json_format.read, lambda n: json_of('{"\\\\\\"":', "}", n)),
    "yaml in flow": (yaml.read, lambda n: "[" * n + "]" * n),
    "yaml in flow that does not end": (yaml.read, lambda n: "[" * n),
    "yaml in flow with spaces": (yaml.read, lambda n: "[ " * n),
    "yaml in flow line by line": (yaml.read, lambda n: "[\n" * n),
    "yaml mappings in flow": (yaml.read, lambda n: "{a: " * n + "0" + "}" * n),
    "yaml lists": (yaml.read, lambda n: "- " * n + "a"),
    "yaml mappings": (yaml.read, lambda n: "".join(f"{' ' * m}a:\n" for m in range(n))),
    "front matter": (markdown_reader.read, lambda n: f"---\ntopics: {'[' * (n - 1)}{']' * (n - 1)}\n---\n"),
    "quotations": (markdown_reader.read, lambda n: f"# T\n\n{'> ' * n}x"),
    "lists": (markdown_reader.read, lambda n: f"# T\n\n{'- ' * ((n + 1) // 2)}x"),
    "a page": (html_reader.read, lambda n: in_page("<h1>T</h1>" + "<div>" * (n - AROUND["html"]))),
    "a page of lists": (
        html_reader.read,
        lambda n: in_page("<h1>T</h1>" + "<ul><li>" * ((n - AROUND["html"] + 1) // 2)),
    ),
    "a Word document": (
        docx_reader.read,
        lambda n: in_docx("<w:sdt>" * (n - AROUND["docx"]) + "</w:sdt>" * (n - AROUND["docx"])),
    ),
    "a Word document that does not end": (docx_reader.read, lambda n: in_docx("<w:sdt>" * (n - AROUND["docx"]))),
    "a payload": (lambda data: read_payload(data, lambda *_: None), lambda n: json_of("[", "]", n)),
}  # fmt: skip


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, MAX_DEPTH + 300, 20_000])
@pytest.mark.parametrize("kind", NESTED)
def test_what_nests_too_deep_is_refused_in_the_same_words(kind: str, levels: int) -> None:
    read, nested = NESTED[kind]
    if kind == "yaml mappings":
        levels = min(levels, 2_000)  # its lines are as long as they are deep
    with pytest.raises(ReadError) as caught:
        read(nested(levels))
    assert caught.value.what == too_deep().what
    assert caught.value.remedy == f"the limit is {MAX_DEPTH} levels"


@pytest.mark.parametrize("kind", NESTED)
def test_what_nests_as_deep_as_it_may_is_not_refused_for_that(kind: str) -> None:
    read, nested = NESTED[kind]
    assert refusal(read, nested(MAX_DEPTH)) != too_deep().what


def refusal(read: Callable[[Any], object], data: Any) -> str:
    try:
        read(data)
    except BriefkitError as error:
        return error.what
    return ""


@given(
    st.lists(
        st.sampled_from(["[", "{", "]", "}", "[]", "{}", '"]"', r'"[\""', r'"\\"']),
        max_size=60,
    ),
    st.integers(MAX_DEPTH - 40, MAX_DEPTH + 2),
    st.integers(0, 60),
)
def test_levels_are_counted_whatever_closes(around: list[str], levels: int, closed: int) -> None:
    words = "".join((*around, "[" * levels, "}" * closed, *around, '"[')).encode()
    depths = accumulate(DEPTHS[match.group()[:1]] for match in TOKEN.finditer(words))
    assert brackets_too_deep(words) is any(depth > MAX_DEPTH for depth in depths)


def test_brackets_among_words_are_no_levels() -> None:
    brief = bk.draft("[" * 400).section("events", "[{" * 400 + '"' + "\\" + "[" * 400).build()
    for format in ("json", "yaml", "html", "docx", "markdown"):
        assert bk.read(bk.render(brief, format), format).brief == brief


def test_data_that_holds_itself_is_told() -> None:
    section: dict[str, Any] = {"kind": "events"}
    section["sections"] = [section]
    with pytest.raises(SchemaError) as caught:
        from_tree({"schema_version": 1, "title": "T", "sections": [section]})
    assert str(caught.value).startswith("sections[0].sections[0]: holds itself")


@pytest.mark.parametrize(
    "toml",
    [
        f"a = {'[' * 20_000}",
        f"a = {'[' * (MAX_DEPTH + 1)}{']' * (MAX_DEPTH + 1)}",
        f"{'.'.join('a' * (MAX_DEPTH + 1))} = 1",
        f"a = {'{a = ' * 400}1{'}' * 400}",
    ],
    ids=["that does not end", "lists", "dots", "tables"],
)
def test_a_theme_that_nests_too_deep_is_refused(toml: str, tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text(toml)
    with pytest.raises(ThemeError) as caught:
        bk.load_theme(file)
    assert caught.value.what == too_deep().what


@pytest.mark.parametrize(
    "page",
    [
        "<h2>" * (MAX_DEPTH - 3),
        "<figure>" * (MAX_DEPTH - 3),
        "<ul><li>" * (MAX_DEPTH // 2 - 2),
        "<table><tr><td>" * (MAX_DEPTH // 4 - 1),
    ],
    ids=lambda page: page[1:6],
)
def test_a_walk_over_all_levels_leaves_the_caller_a_fifth_of_the_stack(page: str) -> None:
    data = in_page(f"<h1>T</h1>{page}x")
    limit = sys.getrecursionlimit()
    here = len(inspect.stack(context=0))
    html_reader.read(data)  # what is imported on demand is there now
    sys.setrecursionlimit(here + 800)
    try:
        html_reader.read(data)
    finally:
        sys.setrecursionlimit(limit)
