"""Lines of the input on which the parts of a brief stand."""

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest

import briefkit as bk
from briefkit.formats.yaml import from_yaml
from briefkit.limits.json_input import JsonPlaces

EXAMPLES = Path(__file__).parents[1] / "examples"

TEXT = """TLP:AMBER
Ferry returns
12 March 2026

The ferry sails again.

Background

Pilots had asked for a second lookout,
and waited.

Reactions

• Nils Ek: Called it a good day.
  • Ida Roe: Called it late.
• Ann Lee: Said nothing new.

Read more
• No address
• A ferry <https://example.org/a>

About the author
Jane Roe
Jane Roe writes about the sea.
"""
MARKDOWN = """---
published: 2026-03-12
topics:
  - ferries
sources:
  - key: a
    title: One paper
---

# Ferry returns

The ferry sails again.

## Background

Pilots had asked[^a]
for a second lookout.

{caption: Who asked}
| Pilot | Day |
|-------|-----|
| Ann   | 1   |
| Ben   | 2   |

## Reactions

- Nils Ek: Called it a good day.
  - Ida Roe: Called it late.

### Abroad

Nobody cared.

## Author

Jane Roe

Jane Roe writes.
"""
YAML = """schema_version: 1
title: Ferry returns
topics: [ferries,
  boats]
sections:
- kind: background
  blocks:
  - kind: paragraph
    text:
    - text: "Pilots had "
    - text: asked
      strong: true
"""
JSON = """{
  "schema_version": 1, "title": "Ferry \\"returns\\"",
  "topics": ["ferries",
    "boats"],
  "sections": [
    {"kind": "background", "blocks": [
      {"kind": "paragraph",
       "text": [{"text": "Pilots had "},
                {"text": "asked", "strong": true}]}]}]
}
"""
LINES: dict[str, tuple[str, dict[str, int]]] = {
    "text": (
        TEXT,
        {
            "": 1,
            "marking": 1,
            "title": 2,
            "published": 3,
            "standfirst": 5,
            "sections[0]": 7,
            "sections[0].kind": 7,
            "sections[0].blocks[0].text[0:5]": 9,
            "sections[1]": 12,
            "sections[1].blocks[0]": 14,
            "sections[1].blocks[0].items[0].block.speakers[0].name": 14,
            "sections[1].blocks[0].items[0].children[0]": 15,
            "sections[1].blocks[0].items[1]": 16,
            "related[0].url": 20,
            "authors[0].bio": 23,
            "genre": 1,
            "sections[0].blocks[0].marking": 9,
        },
    ),
    "markdown": (
        MARKDOWN,
        {
            "": 1,
            "published": 2,
            "topics": 3,
            "topics[0]": 4,
            "sources[0].title": 7,
            "title.spans[0].text": 10,
            "standfirst": 12,
            "sections[0]": 14,
            "sections[0].blocks[0].text": 16,
            "sections[0].blocks[1].caption": 19,
            "sections[0].blocks[1].header[1]": 20,
            "sections[0].blocks[1].rows[0]": 22,
            "sections[0].blocks[1].rows[1][1]": 23,
            "sections[1].blocks[0].items[0].children[0].items[0].block.cue": 28,
            "sections[1].sections[0]": 30,
            "sections[1].sections[0].blocks[0]": 32,
            "authors[0]": 36,
            "status": 1,
        },
    ),
    "yaml": (
        YAML,
        {
            "": 1,
            "title": 2,
            "topics[1]": 4,
            "sections[0]": 6,
            "sections[0].blocks[0].text": 9,
            "sections[0].blocks[0].text.spans": 9,
            "sections[0].blocks[0].text.spans[1].strong": 12,
            "sections[0].blocks[0].text[1].strong": 12,
            "sections[0].blocks[0].text[0:6]": 9,
            "sections[0].blocks[0].marking": 8,
            "status": 1,
        },
    ),
    "json": (
        JSON,
        {
            "": 1,
            "title": 2,
            "topics": 3,
            "topics[1]": 4,
            "sections[0].kind": 6,
            "sections[0].blocks": 6,
            "sections[0].blocks[0]": 7,
            "sections[0].blocks[0].text[0:6]": 8,
            "sections[0].blocks[0].text.spans[0]": 8,
            "sections[0].blocks[0].text.spans[1].strong": 9,
            "sections[0].blocks[0].text[1].strong": 9,
            "status": 1,
        },
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_each_part_has_its_line_or_that_of_what_it_stands_in(name: str) -> None:
    source, lines = LINES[name]
    reading = bk.read(source.encode(), name)
    assert {path: reading.line_of(path) for path in lines} == lines


@pytest.mark.parametrize("name", LINES)
def test_a_reading_keeps_its_lines_and_is_equal_without_them(name: str) -> None:
    reading = bk.read(LINES[name][0].encode(), name)
    assert reading == bk.Reading(reading.brief, reading.notes)
    assert "find_lines" not in repr(reading)
    for one in (copy.deepcopy(reading), pickle.loads(pickle.dumps(reading))):
        assert one == reading
        assert one.line_of("sections[0].blocks[0]") == reading.line_of("sections[0].blocks[0]")


def test_windows_ends_and_a_mark_at_the_start_change_no_line() -> None:
    for name, (source, lines) in LINES.items():
        data = b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode()
        reading = bk.read(data, name)
        assert {path: reading.line_of(path) for path in lines} == lines


@pytest.mark.parametrize("name", ["html", "docx"])
def test_other_formats_have_no_lines(name: str) -> None:
    brief = bk.read(TEXT.encode(), "text").brief
    for payload in ("full", "none"):
        reading = bk.read(bk.render(brief, name, payload=payload), name)
        assert reading.line_of("title") is None
    foreign = bk.read(
        b"<h1>Ferry returns</h1><p>It sails.</p><h2>Background</h2><p>So.</p>", "html"
    )
    assert foreign.line_of("title") is None


def test_keys_that_are_no_names_stand_in_quotation_marks() -> None:
    lines = JsonPlaces.of(b'{"a": {"in words":\n1}, "r-1":\n[2]}').lines
    assert lines == {"": 1, "a": 1, 'a["in words"]': 1, '["r-1"]': 2, '["r-1"][0]': 3}
    assert from_yaml("a:\n  in words: 1\nr-1:\n  - 2\n").lines == {
        "": 1,
        "a": 1,
        'a["in words"]': 2,
        '["r-1"]': 3,
        '["r-1"][0]': 4,
    }


@pytest.mark.parametrize("path", ["sections[9]", "no", "title[", 5])
def test_a_path_that_leads_nowhere_is_refused(path: Any) -> None:
    reading = bk.read(TEXT.encode(), "text")
    with pytest.raises(bk.ArgumentError):
        reading.line_of(path)


def test_the_words_of_a_part_stand_on_its_line() -> None:
    data = bk.render(bk.load(EXAMPLES / "grid.json"), "markdown")
    lines = data.decode().split("\n")
    reading = bk.read(data, "markdown")
    found = 0
    for path, part in bk.walk(reading.brief, bk.Paragraph):
        words = part.text.plain.split()[0]
        assert words.strip("“") in lines[(reading.line_of(path) or 0) - 1]
        found += 1
    assert found > 3
