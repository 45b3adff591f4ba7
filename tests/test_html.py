"""The page holds every word of the sheet, each with its role, and nothing that runs or is fetched."""

from collections.abc import Iterator

import lxml.html
import pytest
from hypothesis import given

import briefkit as bk
from briefkit.formats.html import strip_html
from briefkit.formats.html.writing import write as html_writer
from briefkit.formats.html.writing.block_writer import BlockWriter
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Run, Runs
from briefkit.lower import lower
from briefkit.style import figure_room, theme_css
from briefkit.themes import PLAIN
from support.drawn import rendered
from support.strategies import briefs


def parsed(brief: bk.Brief) -> lxml.html.HtmlElement:
    page = rendered(brief, "html").decode()
    return lxml.html.document_fromstring(
        page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )


def printed(blocks: tuple[LayoutBlock, ...]) -> Iterator[tuple[str, Runs]]:
    """Yield each stretch of runs of a sheet, in order, with its anchor."""
    for block in blocks:
        match block:
            case Heading() | Para():
                yield block.anchor, block.runs
            case Items():
                for item in block.items:
                    yield from printed(item)
            case Grid():
                cells = [*block.header, *(cell for row in block.rows for cell in row)]
                yield block.anchor, tuple(run for cell in (block.caption, *cells) for run in cell)
            case Picture():
                yield block.anchor, (*block.caption, *block.credit)


def words(runs: tuple[Run, ...]) -> str:
    return "".join(run.span.text for run in runs)


@given(briefs())
def test_every_word_is_there_under_its_anchor(brief: bk.Brief) -> None:
    sheet = lower(brief)
    tree = parsed(brief)
    for anchor, runs in printed(sheet.blocks):
        element = tree.get_element_by_id(anchor)
        assert element.text_content().replace("\n", "").replace(" ", "") == words(runs).replace(
            " ", ""
        ).replace("\n", "")
    assert tree.findtext(".//title") == sheet.title
    assert tree.get("lang") == brief.language
    assert tree.get("dir") == sheet.direction


@given(briefs())
def test_nothing_runs_and_nothing_is_fetched(brief: bk.Brief) -> None:
    tree = parsed(brief)
    types = [one.get("type") for one in tree.iter("script")]
    assert types == ["application/ld+json", "application/json"]
    assert not tree.xpath(
        "//iframe | //object | //embed | //link[not(@rel='canonical')] | //base | //form"
    )
    assert all(src.startswith("data:image/") for src in tree.xpath("//@src"))
    assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)
    for href in tree.xpath("//@href"):
        assert href.startswith(("#", "http://", "https://", "mailto:")) or ":" in href.lower()
        assert not href.lower().startswith(("javascript:", "data:"))
    assert "url(" not in theme_css(PLAIN)
    assert "@import" not in theme_css(PLAIN)


@given(briefs())
def test_ids_are_unique_and_links_within_the_page_lead_somewhere(brief: bk.Brief) -> None:
    tree = parsed(brief)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert len(tree.xpath("//h1")) == 1


@pytest.mark.parametrize(
    ("span", "markup"),
    [
        (bk.Span("a < b & c"), "a &lt; b &amp; c"),
        (bk.Span("x", strong=True, emphasis=True), "<strong><em>x</em></strong>"),
        (bk.Span("x", code=True, position="sub"), "<sub><code>x</code></sub>"),
        (
            bk.Span("x", link="https://a.example/?a=1&b=2"),
            '<a href="https://a.example/?a=1&amp;b=2">x</a>',
        ),
        (bk.Span("שלום", language="he"), '<span lang="he" dir="rtl">שלום</span>'),
        (bk.Span("x", quoted=True), '<span class="quoted">x</span>'),
    ],
)
def test_marks(span: bk.Span, markup: str) -> None:
    assert BlockWriter(figure_room(PLAIN, "Latn")).write_run(Run(span)) == markup


def test_the_article_holds_its_marking_and_one_pair_of_quotation_marks() -> None:
    said = bk.statement("Mayor", "Said that it was “over”.")
    brief = bk.evolve(bk.draft("A").reactions(said).build(), marking=bk.Marking("TLP", "RED"))
    page = bk.render(brief, "html", payload="none").decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert article.count("TLP:RED</span>") == 2  # at the head and the foot
    assert '“<span class="quoted">over</span>”' in article
    assert "<q" not in page


def test_the_same_brief_gives_the_same_bytes() -> None:
    brief = bk.draft("A").background("B").build()
    assert bk.render(brief, "html") == bk.render(brief, "html")


def test_the_payload_is_data_and_ends_no_element() -> None:
    sheet = lower(bk.draft("A").build())
    page = html_writer.write_sheet(
        sheet, PLAIN, b'{"a":"</script><script>alert(1)</script><!--"}'
    ).decode()
    _, script = lxml.html.document_fromstring(page).iter("script")
    assert (script.get("type"), script.get("id")) == ("application/json", "briefkit")
    assert page.index("</article>") < page.index('<script type="application/json"')
    assert page.count("</script") == 2


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ('<p>a</p><script id="briefkit">x</script>\n<p>b</p>', "<p>a</p><p>b</p>"),
        ("<SCRIPT type='x' ID=briefkit>x</SCRIPT >b", "b"),
        ("a<script id=briefkit>x</script><script id=briefkit>y</script>b", "ab"),
        ("a<script type='application/ld+json'>x</script><script>y</script>", "a<script>y</script>"),
        ("a<script id = 'briefkit'>x</script>b", "ab"),
        ("a<script <script id=briefkit>x</script>b", "ab"),
        ("a<script id=briefkit>x<p>b", "a"),  # nothing closes it, so a browser shows nothing of it
        *[
            (page, page)
            for page in ('<p id="briefkit">a</p>', " id=briefkit>", "<script>a</script>")
        ],
        *[("<script " * n, "<script " * n) for n in (1, 900)],
        ("<script id=briefkit>" * 50_000, ""),
    ],
    ids=lambda value: value[:20],
)
def test_strip_takes_the_data_blocks_and_nothing_else(page: str, left: str) -> None:
    assert strip_html.without_unseen(page.encode()).decode() == left


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("2026-03-12T10:00:00+05:45", ["2026-03-12T10:00:00+05:45"]),
        ("2026-03-12T10:00:00-03:30", ["2026-03-12T10:00:00-03:30"]),
        ("2026-03-12T10:00:00+14:00", ["2026-03-12T10:00:00+14:00"]),
        ("2026-03-12T10:00:00+04:53", ["2026-03-12T05:07:00Z"]),
        ("2026-03-12T10:00:00-23:59", ["2026-03-13T09:59:00Z"]),
        ("2999-12-31T23:00:00-13:00", []),
        ("1000-01-01T01:00:00+23:59", []),
        ("0001-01-01T01:00:00+23:59", []),
    ],
)
def test_a_moment_of_an_offset_that_no_zone_has_is_told_in_utc(
    printed: str, told: list[str]
) -> None:
    tree = parsed(bk.Brief("T", published=printed))
    assert [one.get("datetime") for one in tree.iter("time")] == told


def test_a_printed_date_tells_programs_its_value() -> None:
    values = ("2025-09-05", "2025-09", "1933", "2025-09-05T18:30:00Z", "2025-09-05T18:30:00")
    untold = ("0033", "3001", "2025~", "2025-09-05?", "2025-01/2025-02")
    events = [bk.Event("It rained.", on=value) for value in (*values, *untold)]
    brief = bk.Brief(
        "T",
        sections=[bk.Section("events", blocks=events)],
        published="2025-09-06T08:00:00+08:00",
        embargo="2025-09-06T00:00:00+00:00",
    )
    tree = parsed(brief)
    assert [one.get("datetime") for one in tree.iter("time")] == [
        "2025-09-06T00:00:00Z",
        "2025-09-06T08:00:00+08:00",
        *values,
        "2025-09-06T00:00:00Z",  # the banner stands at the foot as well
    ]
    assert [one.text for one in tree.xpath("//span[@class='r-date']")] == [
        *("0033", "3001", "about 2025", "perhaps 5 September 2025", "January 2025 to February 2025")
    ]
