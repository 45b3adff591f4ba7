"""Lines of web pages: preformatted text, line breaks, elements that stand apart by their style, and ruby."""

from __future__ import annotations

import pytest

import briefkit as bk


def told(written: str) -> tuple[list[str], list[tuple[str, str, int | None]]]:
    """Return the paragraphs and items between two, and what is told of lines and items that were joined."""
    page = (
        "<!DOCTYPE html><html lang=en><title>Tide tables of Havnes</title><article>"
        "<h1>Tide tables of Havnes</h1><h2>Background</h2><p>Before it.</p>\n"
        f"{written}\n<p>After it.</p></article>"
    )
    reading = bk.read(page.encode(), "html")
    first, *words, last = _words(reading.brief.sections[0].blocks)
    assert (first, last) == ("Before it.", "After it.")
    joined = ("lines-joined", "item-joined", "cells-joined")
    return words, [(one.code, one.words, one.line) for one in reading.notes if one.code in joined]


def _words(blocks: tuple[bk.Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case bk.Bullets():
                found += [str(one.block.text) for one in block.items]
            case bk.Table():
                found += [str(cell) for row in (block.header, *block.rows) for cell in row]
            case bk.Paragraph():
                found.append(str(block.text))
            case _:
                raise AssertionError(f"no page of these has a {type(block).__name__}")
    return found


@pytest.mark.parametrize(
    ("written", "words", "notes"),
    [
        ("<pre>one\n  two\n\nthree</pre>", ["one", "two", "three"], []),
        ("<pre>one<br>two<br/>three</pre>", ["one", "two", "three"], []),
        ("<pre><div>one</div><div>two</div></pre>", ["one", "two"], []),
        ("<pre><code><span style='display: block'>one</span><span style='display:block;'>two</span></code></pre>", ["one", "two"], []),
        ("<pre><span>o</span>ne <b>and</b>\r\ntwo</pre>", ["one and", "two"], []),
        ("<listing>one\ntwo</listing>", ["one", "two"], []),
        ("<p>one<span style='display:block'>two</span>three</p>", ["one", "two", "three"], []),
        ("<p>one <span style='display:inline-block'>two</span></p>", ["one two"], []),
        ("<ol><li>Run<pre>one<br>two</pre></li><li>x</li></ol>", ["Run one two", "x"], [("item-joined", "Run one two", 2)]),
        ("<p>Roses are red,<br>violets are blue,<br>sugar is sweet.</p>", ["Roses are red, violets are blue, sugar is sweet."], [("lines-joined", "Roses are red, / violets are blue, / sugar is sweet.", 2)]),
        (f"<p>{'A line as wide as a program makes it is no verse, and goes on as '}<br>one does.</p>", ["A line as wide as a program makes it is no verse, and goes on as one does."], []),
        ("<p>Ice Desk<br>12 Quay Street<br>Havnes</p>", ["Ice Desk", "12 Quay Street", "Havnes"], []),
        ("<blockquote>It rose.<br>— Ida Ek</blockquote>", ["It rose.", "— Ida Ek"], []),
        ("<p><ruby>漢字<rt>kanji</rt></ruby> stands.</p>", ["漢字(kanji) stands."], []),
        ("<p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby> stands.</p>", ["漢(kan)字(ji) stands."], []),
        ("<p><ruby>漢字<rp>(</rp><rt>kanji</rt><rp>)</rp></ruby> stands.</p>", ["漢字(kanji) stands."], []),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>one<br>two</td><td><pre>x<br>y</pre></td></tr></table>", ["a", "b", "one two", "x; y"], [("lines-joined", "one / two", 2), ("cells-joined", "x; y", 2)]),
    ],
)  # fmt: skip
def test_lines_stay_apart_or_their_joining_is_told(
    written: str, words: list[str], notes: list[tuple[str, str, int | None]]
) -> None:
    assert told(written) == (words, notes)
