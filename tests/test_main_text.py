"""Main text of web pages: what finds it, and what is kept of a page where trafilatura does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import briefkit as bk
from briefkit.cli import FAILED, main
from briefkit.formats.html.reading.elements import ENDS_LINE, NOT_RENDERED
from briefkit.formats.html.reading.kept_lines import kept_lines
from briefkit.formats.html.reading.parsing import parse_html
from briefkit.formats.html.reading.text_lines import remove_lines, text_lines
from briefkit.notes import Notes
from support.foreign_words import alike, printed, told

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Strike at Port Ostrava | Harbour Post</title></head><body>
<div class="top"><a href="/a">Strike at Port Ostrava</a><a href="/b">Weather</a></div>
<h1>Strike at Port Ostrava</h1>
<article><p>The crane drivers of Port Ostrava have stopped work on Monday, and no ship has been unloaded since
then, the harbour office said in a note to its customers.</p>
<p>“We will <span class="tag">not</span> go back before there is an offer on the table,” said <b>Jana Kolar</b>, who
speaks for the drivers, in front of the gate on Tuesday morning.</p>
<h2>What is asked for</h2>
<ul><li>Nine per cent more pay from the first of January onwards</li><li>A second driver in each crane at night,
as other ports have</li></ul>
<table><tr><th>Day</th><th>Ships</th></tr><tr><td>Monday</td><td>4</td></tr><tr><td>Tuesday</td><td>0</td></tr></table>
<p>Talks go on at the end of the week, and both sides have said that they want to find an agreement before the new
year begins, when the contracts of the port with three shipping lines come to their end.</p></article>
<div class="x2"><p>You may like these</p><p>Ferry late again</p></div>
<footer>Harbour Post, Quay 4</footer></body></html>"""
#: What a library might keep of it: as lines, in XML.
KEPT = """<doc><main><p>The crane drivers of Port Ostrava have stopped work on Monday, and no ship has been unloaded
since then, the harbour office said in a note to its customers.</p><head>What is asked for</head>
<list><item>Nine per cent more pay from the first of January onwards</item></list></main></doc>"""


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    """Put a library in trafilatura's place that gives one answer, or fails."""

    def put(answer: object) -> None:
        def extract(page: str, **options: object) -> object:
            if isinstance(answer, Exception):
                raise answer
            return answer

        module = ModuleType("trafilatura")
        module.__dict__["extract"] = extract
        monkeypatch.setitem(sys.modules, "trafilatura", module)

    return put


def read(page: str, main_text: str = "trafilatura") -> bk.Reading:
    return bk.read(page.encode(), "html", main_text=main_text)  # type: ignore[arg-type]


def found_by(reading: bk.Reading) -> str:
    return next(one.message for one in reading.notes if one.code == "main-text-found")


# What finds it


def test_briefkit_finds_the_article_whatever_is_installed(
    answering: Callable[[object], None],
) -> None:
    answering(AssertionError("it is not asked"))
    assert found_by(bk.read(PAGE.encode())) == "The article was found by briefkit's own rules."


def test_the_structure_of_the_page_stays_on_what_the_library_keeps(
    answering: Callable[[object], None],
) -> None:
    answering(KEPT)
    reading = read(PAGE)
    assert found_by(reading) == "The article was found by trafilatura."
    assert reading.brief.title.plain == "Strike at Port Ostrava"
    [section] = reading.brief.sections
    assert section.heading is not None
    assert section.heading.plain == "What is asked for"
    [bullets] = section.blocks
    assert isinstance(bullets, bk.Bullets)
    assert len(bullets.items) == 1


@pytest.mark.parametrize("answer", [None, "", "<doc/>", "no XML", ValueError("strange page")])
def test_where_the_library_finds_nothing_briefkit_does_and_says_so(
    answer: object, answering: Callable[[object], None]
) -> None:
    answering(answer)
    reading = read(PAGE)
    assert found_by(reading) == "trafilatura found no article; briefkit's own rules were taken."
    assert reading.brief == read(PAGE, "own").brief


def test_words_that_are_not_in_the_page_are_not_taken(answering: Callable[[object], None]) -> None:
    answering("<doc><main><p>Words of a script, which no reader of the page sees.</p></main></doc>")
    assert "no article" in found_by(read(PAGE))


def test_without_the_library_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(bk.MissingLibraryError, match=r"pip install 'briefkit\[trafilatura\]'"):
        read(PAGE)


def test_links_over_the_title_are_no_genre() -> None:
    assert read(PAGE, "own").brief.genre is None


def test_it_is_one_of_two() -> None:
    with pytest.raises(bk.ArgumentError, match="main_text"):
        read(PAGE, "readability")


def test_trafilatura_itself() -> None:
    pytest.importorskip("trafilatura")
    reading = read(PAGE)
    assert found_by(reading) == "The article was found by trafilatura."
    blocks = [block for section in reading.brief.sections for block in section.blocks]
    assert [one for one in blocks if isinstance(one, bk.Table)] != []
    assert [one for one in blocks if isinstance(one, bk.Bullets)] != []
    assert "We will not go back" in printed(reading.brief)
    assert "You may like these" not in printed(reading.brief)
    assert "Ferry late again" in told(reading.notes)


@pytest.mark.parametrize("answer", [KEPT, None])
def test_no_word_is_lost(answer: object, answering: Callable[[object], None]) -> None:
    answering(answer)
    reading = read(PAGE)
    kept = alike(f"{printed(reading.brief)} {told(reading.notes)}")
    for words in ("Weather", "Jana Kolar", "Tuesday", "You may like these", "Quay 4", "Nine per"):
        assert words in kept


# Boxes within an article

LONG = "The crane drivers of the port have stopped work on Monday, and no ship has been unloaded since then. "
BOX = """<{0} class="c-related"><h3>{1}</h3><ul class="related-list"><li><a href="https://post.example/a">Ferry late
again on Monday</a></li><li><a href="https://post.example/b">New crane in the harbour</a></li></ul></{0}>"""


def page_of(*parts: str) -> str:
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    head = "<head><title>Strike</title></head>"
    return f"<html lang='en'>{head}<body><article><h1>Strike</h1>{body}</article></body></html>"


def test_a_box_of_further_reading_amid_an_article_goes_and_the_text_goes_on() -> None:
    reading = read(page_of(LONG, LONG * 2, BOX.format("section", "Related"), LONG * 3), "own")
    assert [section.heading for section in reading.brief.sections] == [None]
    assert "Ferry late again on Monday" in told(reading.notes)


def test_a_heading_over_nothing_but_links_goes_with_them() -> None:
    links = BOX.format("figure", "Trending news").replace("related-list", "x1")
    reading = read(page_of(LONG, LONG * 2, links, LONG * 3), "own")
    assert [section.heading for section in reading.brief.sections] == [None]
    assert "Trending news" in told(reading.notes)


def test_a_label_at_the_end_over_nothing_goes_and_a_last_sentence_stays() -> None:
    page = page_of(LONG, "What now?", "You may also like:", "<h3>Tags</h3>")
    reading = read(page, "own")
    assert printed(reading.brief).endswith("What now?")
    assert "You may also like: Tags" in told(reading.notes)


def test_related_articles_at_the_end_are_those_of_the_brief() -> None:
    reading = read(page_of(LONG, LONG * 2, BOX.format("section", "Related")), "own")
    assert [one.text.plain for one in reading.brief.related] == [
        "Ferry late again on Monday",
        "New crane in the harbour",
    ]


# Names that mislead


@pytest.mark.parametrize("name", ["gallery", "page-header", "promo", "toolbar", "widget"])
def test_what_hardly_any_text_is_left_without_is_the_article_whatever_its_name(name: str) -> None:
    slides = "".join(f"<div class='{name}'><p>{number}. {LONG}</p></div>" for number in range(6))
    page = (
        f"<html lang='en'><body><h1>Strike</h1><div>{slides}</div><p>Harbour Post</p></body></html>"
    )
    body = printed(read(page, "own").brief)
    assert all(f"{number}. The crane drivers" in body for number in range(6))


def test_what_is_not_shown_goes_however_long_it_is() -> None:
    hidden = f"<div style='display: none'><p>{LONG * 9}</p></div>"
    reading = read(page_of("Ships wait. " * 9, hidden), "own")
    assert "The crane drivers" not in printed(reading.brief)
    assert "The crane drivers" in told(reading.notes)


def test_a_page_that_is_all_in_noscript_is_read_as_without_scripts() -> None:
    page = page_of(LONG, LONG * 2).replace("<article>", "<noscript><article>")
    assert "The crane drivers" in printed(read(page, "own").brief)
    beside = page_of(LONG, LONG * 2).replace("</article>", "<noscript>Turn on scripts</noscript>")
    assert "Turn on scripts" not in printed(read(beside, "own").brief)


# The command line


def test_the_command_line_says_what_finds_it_and_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answering: Callable[[object], None]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    command = ["read", "--notes", "--main-text", "trafilatura", str(page)]
    answering(KEPT)
    assert "found by trafilatura" in CliRunner().invoke(main, command).stdout
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = CliRunner().invoke(main, command)
    assert result.exit_code == FAILED
    assert "pip install 'briefkit[trafilatura]'" in result.stdout
    assert "Traceback" not in result.output


# Lines of a page among those that are kept


def kept_of(page: str, *kept: str) -> list[str]:
    """The lines of a page that are left where a program kept some."""
    body = parse_html(page.encode(), Notes()).find("body")
    assert body is not None
    wanted = parse_html("".join(f"<p>{one}</p>" for one in kept).encode(), Notes())
    lines = list(text_lines(body, ENDS_LINE, NOT_RENDERED))
    stay = kept_lines(lines, list(text_lines(wanted, ENDS_LINE)))
    remove_lines([one for one in lines if one not in stay], stay)
    return [one.text for one in text_lines(body, ENDS_LINE)]


def test_of_two_lines_alike_the_one_that_stands_among_the_others_is_kept() -> None:
    page = "<li>Ports</li><p>Cranes stand still.</p><h2>Ports</h2><p>Ships wait.</p>"
    assert kept_of(page, "Cranes stand still.", "Ports", "Ships wait.") == [
        "Cranes stand still.",
        "Ports",
        "Ships wait.",
    ]


def test_lines_that_the_program_put_elsewhere_are_kept() -> None:
    page = "<p>Cranes stand still.</p><p>Ships wait.</p><p>Talks go on.</p><p>Adverts</p>"
    assert kept_of(page, "Talks go on.", "Cranes stand still.", "Ships wait.") == [
        "Cranes stand still.",
        "Ships wait.",
        "Talks go on.",
    ]


def test_a_line_that_the_program_joined_or_shortened_is_kept_whole() -> None:
    page = "<p>The cranes of the port have stood still since Monday <i>(updated)</i></p><div>Follow us</div>"
    assert kept_of(page, "The cranes of the port have stood still since Monday. Talks go on.") == [
        "The cranes of the port have stood still since Monday (updated)"
    ]


def test_a_table_is_kept_as_a_whole_or_not_at_all() -> None:
    page = (
        "<table><tr><td>Day<td>Ships</tr><tr><td>Monday<td>4</tr></table>"
        "<p>Ships wait.</p><table><tr><td>Rate<td>Tip</tr><tr><td>Send<td>Monday</tr></table>"
    )
    assert kept_of(page, "Day", "Ships", "Monday", "Ships wait.") == [
        "Day", "Ships", "Monday", "4", "Ships wait."
    ]  # fmt: skip


def test_cells_with_several_lines_stand_for_themselves() -> None:
    page = "<table><tr><td><p>Home<p>News</td><td><p>Ships wait.<p>Cranes stand.</td></tr></table>"
    assert kept_of(page, "Ships wait.", "Cranes stand.") == ["Ships wait.", "Cranes stand."]


def test_a_caption_between_kept_lines_stays_and_one_beside_them_goes() -> None:
    caption = "<figure><img src='x.png'><figcaption>{}</figcaption></figure>"
    page = f"<p>Ships wait.</p>{caption.format('A ship')}<p>Cranes stand.</p><p>Ad</p>{caption.format('A car')}"
    assert kept_of(page, "Ships wait.", "Cranes stand.") == [
        "Ships wait.",
        "A ship",
        "Cranes stand.",
    ]


def test_words_beside_a_block_that_goes_stay() -> None:
    page = "<div>Ships wait.<ul><li>Share</li></ul>Cranes <b>stand</b>.<br>Talks go on.</div>"
    assert kept_of(page, "Ships wait.", "Cranes stand. Talks go on.") == [
        "Ships wait.",
        "Cranes stand . Talks go on.",
    ]
