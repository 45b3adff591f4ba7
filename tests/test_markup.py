"""Whatever words a brief has, its page has the same elements with the same attributes."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import tinyhtml5
from attrs import evolve
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.formats import html
from briefkit.formats.html.page_names import IDENTIFIER_CLASS
from briefkit.formats.html.writing import write as html_writer
from briefkit.formats.html.writing.block_writer import BlockWriter
from briefkit.formats.html.writing.markup import attributes, data_block, element, style, text
from briefkit.lower import lower
from briefkit.style import figure_room
from briefkit.themes import PLAIN
from support.drawn import rendered
from support.strategies import IMAGES
from support.stretched import stretched

PACKAGE = Path(html.__file__).parent
HARMLESS = "x"
HOSTILE = (
    '"><script>x</script>',
    "'><script>x</script>",
    '" onload="x" y="',
    "' onload='x' y='",
    "x onload=x",
    "</title><img src=x>",
    "</style><img src=x>",
    "</script><img src=x>",
    "<!--",
    "<!--<script>",
    "--><img src=x>",
    "]]><img src=x>",
    "<![CDATA[",
    "&#34;><img src=x>",
    "&lt;img src=x&gt;",
    '\\"><img src=x>',
    "<plaintext>",
    "</textarea> </article></main>",
    "`${x}`{{x}}",
)
NAMESPACE = "{http://www.w3.org/1999/xhtml}"
THEME = evolve(PLAIN, publisher=HARMLESS, logo=IMAGES[0])
ROOM = figure_room(PLAIN, "Latn")
Skeleton = list[tuple[Any, list[str]]]


def skeleton(page: str) -> tuple[Skeleton, Skeleton]:
    """Each element of a page with the names of its attributes, as two parsers see it."""
    found = lxml.html.document_fromstring(
        page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
    standard = tinyhtml5.parse(page)
    return _elements(standard), _elements(found)


def _elements(root: Any) -> Skeleton:
    """All elements but the spans around identifiers: which words are some is told by the words alone."""
    return [
        (one.tag, sorted(one.keys()))
        for one in root.iter()
        if not (one.get("class") or "").endswith(IDENTIFIER_CLASS)
    ]


def pages(words: str) -> Iterator[str]:
    """What is written of a brief all of whose strings are these words: whole pages, and parts of some."""
    brief, theme = stretched(words), evolve(THEME, publisher=words)
    yield rendered(brief, "html", theme).decode()
    yield rendered(brief, "html", theme, payload="none").decode()
    yield bk.strip(rendered(brief, "html", theme)).decode()
    sheet = lower(brief)
    yield html_writer.page(sheet, theme)
    for block in sheet.blocks:
        yield BlockWriter(ROOM).write_block(block)
    yield BlockWriter(ROOM).write_runs(sheet.banner)
    yield bk.preview(brief, theme)._repr_html_()
    yield rendered(brief, "html", theme, fragment=True).decode()
    yield rendered(brief, "email", theme).decode()


@pytest.fixture(scope="module")
def harmless() -> list[tuple[Skeleton, Skeleton]]:
    return [skeleton(page) for page in pages(HARMLESS)]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_change_what_elements_and_attributes_a_page_has(
    words: str, harmless: list[tuple[Skeleton, Skeleton]]
) -> None:
    assert [skeleton(page) for page in pages(words)] == harmless


def test_a_page_in_a_frame_of_a_notebook_is_the_same_page() -> None:
    brief = stretched(HOSTILE[0])
    [frame] = lxml.html.fragment_fromstring(
        f"<div>{bk.preview(brief)._repr_html_()}</div>"
    ).iterchildren()
    page = rendered(brief, "html", payload="none").decode()
    assert frame.get("srcdoc") == page
    assert frame.get("sandbox") == ""


@pytest.mark.parametrize("words", HOSTILE)
def test_a_marking_is_an_attribute_and_no_more(words: str) -> None:
    brief = bk.Brief("T", marking=bk.Marking("Desk", words))
    tree = lxml.html.document_fromstring(rendered(brief, "html").decode())
    marked = [one for one in tree.iter() if "data-marking" in one.attrib]
    assert len(marked) == 2
    for one in marked:
        assert one.get("data-marking") == one.text == f"Desk:{words}"
        assert sorted(one.keys()) == ["class", "data-marking"]


def _parsed(page: str) -> Any:
    # A string would be taken for a path.
    return tinyhtml5.parse(f"<!DOCTYPE html>{page}".encode(), transport_encoding="utf-8")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_words_come_out_as_they_went_in(words: str) -> None:
    page = element("p", text(words), attributes({"title": words, "lang": None}))
    [paragraph] = _parsed(page).iter(f"{NAMESPACE}p")
    assert (paragraph.text or "") == words
    assert dict(paragraph.items()) == {"title": words}


@pytest.mark.parametrize("words", HOSTILE)
def test_data_and_rules_end_no_element(words: str) -> None:
    data = data_block(json.dumps(words).encode(), {"type": "application/json"})
    rules = style(f'p{{content:"{words}"}}')
    [body] = _parsed(f"<body>{data}{rules}").iter(f"{NAMESPACE}body")
    block, look = body
    assert (block.tag, look.tag) == (f"{NAMESPACE}script", f"{NAMESPACE}style")
    assert json.loads(block.text or "") == words


def test_markup_is_made_of_values_in_one_module_alone() -> None:
    for file in sorted(PACKAGE.glob("*.py")):
        if file.name == "markup.py":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup":
                assert isinstance(node.args[0], ast.Constant), f"{file.name}:{node.lineno}"
