"""Pages of others are parsed as a browser parses them, where libxml2 has rules of its own."""

from collections.abc import Iterator

import pytest
from lxml.html import HtmlElement

import briefkit as bk
from briefkit.formats.html.reading.html5_tree import html5_tree
from briefkit.formats.html.reading.parsing import parse_html, parse_page
from briefkit.notes import Notes
from support.foreign_words import told

BODY = "<h1>Ferry returns</h1><p>The ferry sails again from Monday, says the harbour office.</p>"


def shape(element: HtmlElement) -> str:
    """What an element holds, as tags and words: `p(a b(c) d)`."""

    def parts() -> Iterator[str]:
        yield (element.text or "").strip()
        for child in element:
            yield shape(child)
            yield (child.tail or "").strip()

    inner = " ".join(filter(None, parts()))
    return f"{element.tag}({inner})" if inner else element.tag


@pytest.mark.parametrize(
    ("page", "body"),
    [
        # Words between the cells of a table stand before it.
        (
            "<table>Fares<tr><td>9</td></tr><p>Marks</p></table>",
            "body(Fares p(Marks) table(tbody(tr(td(9)))))",
        ),
        (
            "<!doctype html><p>Fares<table><tr><td>9</table>",
            "body(p(Fares) table(tbody(tr(td(9)))))",
        ),
        # Formatting that nothing closes goes on in the next block, and what is closed late is closed in each.
        ("<p><b>Fares<p>rise", "body(p(b(Fares)) p(b(rise)))"),
        ("<b>Fares <p>rise</b> again", "body(b(Fares) p(b(rise) again))"),
        ("<p>Fares <i>rise <b>now</i> all</b>", "body(p(Fares i(rise b(now)) b(all)))"),
        ("<a href=a>Fares <a href=b>rise", "body(a(Fares) a(rise))"),
        # What no browser shows.
        ("Ships<template><p>Fares</p></template>", "body(Ships template)"),
        ("Ships<noscript><p>Fares</p></noscript>", "body(Ships noscript(p(Fares)))"),
        (
            "<select><option>Fares<option>Ships</select>",
            "body(select(option(Fares) option(Ships)))",
        ),
        ("<textarea><p>Fares</p></textarea>", "body(textarea(<p>Fares</p>))"),
        # Drawings and equations, and the words that break out of them.
        ("<svg><title>Map</title><p>Fares", "body(svg(title(Map)) p(Fares))"),
        ("<math><mi>x</mi></math>", "body(math(mi(x)))"),
        ("Fares</p>rise</br>now", "body(Fares p rise br now)"),
        ("<li>Fares<li>Ships", "body(li(Fares) li(Ships))"),
        (
            "<ul><li>Fares<ul><li>Ships</ul><li>Dogs</ul>",
            "body(ul(li(Fares ul(li(Ships))) li(Dogs)))",
        ),
    ],
)
def test_a_page_is_what_a_browser_makes_of_it(page: str, body: str) -> None:
    root = html5_tree(page, Notes())
    assert root is not None
    assert shape(root.find("body")) == body


def test_elements_know_the_line_that_they_start_on() -> None:
    root = html5_tree("<h1>\nFerry</h1>\n\n<p>Fares", Notes())
    assert root is not None
    assert [one.sourceline for one in root.iter("h1", "p")] == [1, 4]


def test_attributes_and_characters_that_xml_lacks_are_read_or_told() -> None:
    notes = Notes()
    root = html5_tree("<p class='a  b' checked xml:lang=de \"=x @y=z>Fares\x01\ufffe", notes)
    assert root is not None
    (found,) = root.iter("p")
    assert dict(found.attrib) == {"class": "a b", "checked": "", "xml:lang": "de"}
    assert found.text == "Fares"
    assert [note.code for note in notes] == ["characters-dropped"]


def test_words_between_the_cells_of_a_table_are_words_of_the_brief() -> None:
    page = f"<html lang=en>{BODY}<table><p>Fares hold until May.</p><tr><td>9</td></tr></table>"
    reading = bk.read(page.encode())
    assert "Fares hold until May." in bk.render(reading.brief, "text").decode()


@pytest.mark.parametrize(
    "page",
    [
        "".join(f"<p><b id=b{number}>{number}</p>" for number in range(3_000)),
        "<div>" * 200 + "Fares" + "</div>" * 200,
        "".join(f"<b id=b{number}>" for number in range(200)),
    ],
)
def test_a_page_that_a_browser_would_make_too_much_of_is_left_to_libxml2(page: str) -> None:
    assert html5_tree(page, Notes()) is None


def test_a_page_of_ones_own_is_parsed_by_libxml2_and_one_that_looks_like_one_as_by_a_browser() -> (
    None
):
    own = bk.render(bk.Brief("Ferry returns", language="en"), "html")
    assert shape(parse_page(own, Notes())) == shape(parse_html(own, Notes()))
    other = b"<article class=brief><p>\x01<b>Fares<p>rise</article>"
    notes = Notes()
    assert shape(parse_page(other, notes).find("body")) == "body(article(p(b(Fares)) p(b(rise))))"
    assert [note.code for note in notes] == ["characters-dropped"]


def test_words_that_scripts_replace_are_told_or_seen_by_nobody() -> None:
    page = f"<html lang=en><article>{BODY}<noscript><p>Turn scripts on.</p></noscript></article>"
    reading = bk.read(page.encode())
    assert "Turn scripts on" not in bk.render(reading.brief, "text").decode() + told(reading.notes)
