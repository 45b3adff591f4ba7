"""The head of a page tells programs what the page shows, and nothing else; and lets nothing run."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import lxml.html
import orjson
import pytest
from attrs import evolve
from hypothesis import given

import briefkit as bk
from briefkit.formats.html.writing import write as html_writer
from briefkit.formats.html.writing.json_ld import article, linked_data
from briefkit.language.dates import print_when
from briefkit.lower import lower
from briefkit.themes import PLAIN
from support.drawn import rendered
from support.strategies import briefs

#: What schema.org (29) has for each type that is used, of its own and inherited, as far as it is used.
VOCABULARY = {
    "AnalysisNewsArticle": {
        *("headline", "url", "description", "inLanguage", "genre", "datePublished", "dateModified"),
        *("version", "copyrightNotice", "creativeWorkStatus", "author", "publisher"),
        *("correction", "citation", "hasPart"),
    },
    "Person": {"name", "jobTitle", "affiliation", "description", "email", "url", "sameAs"},
    "Organization": {"name"},
    "CreativeWork": {"author", "name", "publisher", "datePublished", "url"},
    "CorrectionComment": {"name", "datePublished", "text"},
    "Quotation": {"text", "inLanguage", "creator"},
}
DATES = ("datePublished", "dateModified")
PUBLISHER = "The House & Co."
ANY_ID = re.compile(rb' (?:id|href)="#?[^"]*"')
HOUSE = evolve(PLAIN, publisher=PUBLISHER)


def tree_of(page: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8"))


def linked(tree: lxml.html.HtmlElement) -> Any:
    [script] = tree.xpath("//head/script[@type='application/ld+json']")
    return orjson.loads(script.text)


def told(brief: bk.Brief, publisher: str = "") -> Any:
    return article(lower(brief), publisher)


def visible(tree: lxml.html.HtmlElement) -> str:
    """The words of a page, but for the numbers of sources, which may stand within others."""
    [body] = tree.xpath("//body")
    for name in ("script", "*[@class='r-note']", "*[@class='r-evidence']", "*[@class='r-back']"):
        for element in body.xpath(f".//{name}"):
            element.drop_tree()
    return str(body.text_content())


def policies(tree: lxml.html.HtmlElement) -> list[str]:
    return list(tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content"))


def values(found: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string with the name that it stands under."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield from values(value, key)
    elif isinstance(found, list):
        for value in found:
            yield from values(value, name)
    else:
        assert isinstance(found, str)
        yield name, found


def things(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for value in found:
            yield from things(value)


@given(briefs())
def test_linked_data_says_no_more_than_the_page_shows(brief: bk.Brief) -> None:
    tree = tree_of(rendered(brief, "html", HOUSE))
    addresses, languages = (
        set(tree.xpath("//body//@href | //link/@href")),
        set(tree.xpath("//@lang")),
    )
    found, words = linked(tree), visible(tree)
    for name, value in values(found):
        if name == "@context":
            assert value == "https://schema.org"
        elif name == "@type":
            assert value in VOCABULARY
        elif name == "inLanguage":
            assert value in languages
        elif name in ("url", "sameAs"):
            assert value in addresses
        elif name in DATES:
            assert print_when(bk.When(value), brief.language) in words
        else:
            assert value in words
    for thing in things(found):
        assert thing.keys() - {"@context", "@type"} <= VOCABULARY[thing["@type"]]


@given(briefs())
def test_all_that_is_shown_around_the_sections_is_told(brief: bk.Brief) -> None:
    found = told(brief, PUBLISHER)
    assert found["headline"] == brief.title.plain
    assert found["publisher"] == {"@type": "Organization", "name": PUBLISHER}
    for name, shown in (
        ("author", brief.authors),
        ("citation", brief.sources),
        ("correction", brief.corrections),
    ):
        assert len(found.get(name, ())) == len(shown)
    for name in ("genre", "rights", "published", "modified"):
        names = {"rights": "copyrightNotice", "published": DATES[0], "modified": DATES[1]}
        assert bool(getattr(brief, name)) == (names.get(name, name) in found)


@given(briefs())
def test_every_quotation_of_a_statement_is_told_once(brief: bk.Brief) -> None:
    spoken = [words for one, words in brief.quotes() if words and not one.inferred]
    found = told(brief).get("hasPart", [])
    assert [one["text"] for one in found] == spoken


def test_what_a_full_page_tells() -> None:
    brief = bk.Brief(
        title="Two Blackouts",
        standfirst="It was hot.",
        sections=[
            bk.Section(
                "reactions",
                blocks=[
                    bk.Statement(
                        (bk.Person("Ada Lund", "Mayor", country="NO", id="urn:x:ada"),),
                        [bk.Span("“"), bk.Span("No.", quoted=True), bk.Span("”")],
                        said_on="2026-07-20",
                        labelled=True,
                    )
                ],
            )
        ],
        authors=[
            bk.Author(
                "Petra Lindqvist",
                bio="She writes.",
                affiliation="The Desk",
                email="p@example.org",
                url="https://example.org/p",
                orcid="0000-0002-1825-0097",
            )
        ],
        sources=[
            bk.Source(
                "a",
                "On outages",
                publisher="Energy Office",
                author="A Clerk",
                url="https://example.org/o",
                published="2026-06",
                accessed="2026-07-01",
                reliability="B",
            ),
            bk.Source("b", "Undated", published="2026~"),
        ],
        corrections=[bk.Correction("2026-07-23", "correction", "The year was wrong.")],
        published="2026-07-21",
        modified="2026-07-23",
        status="draft",
        version=2,
        genre="Policy brief",
        topics=["energy"],
        rights="© The Desk",
        id="urn:x:brief",
    )
    assert told(brief) == {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "headline": "Two Blackouts",
        "description": "It was hot.",
        "inLanguage": "en",
        "genre": "Policy brief",
        "datePublished": "2026-07-21",
        "dateModified": "2026-07-23",
        "version": "2",
        "copyrightNotice": "© The Desk",
        "creativeWorkStatus": "DRAFT",
        "author": [
            {
                "@type": "Person",
                "name": "Petra Lindqvist",
                "affiliation": {"@type": "Organization", "name": "The Desk"},
                "description": "She writes.",
                "email": "p@example.org",
                "url": "https://example.org/p",
                "sameAs": "https://orcid.org/0000-0002-1825-0097",
            }
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": "Correction",
                "datePublished": "2026-07-23",
                "text": "The year was wrong.",
            }
        ],
        "citation": [
            {
                "@type": "CreativeWork",
                "author": "A Clerk",
                "name": "On outages",
                "publisher": {"@type": "Organization", "name": "Energy Office"},
                "datePublished": "2026-06",
                "url": "https://example.org/o",
            },
            {"@type": "CreativeWork", "name": "Undated"},
        ],
        "hasPart": [
            {
                "@type": "Quotation",
                "text": "No.",
                "creator": {"@type": "Person", "name": "Ada Lund", "jobTitle": "Mayor"},
            }
        ],
    }


ADA = bk.Person("Ada Lund", "Mayor")
TOLD = {"@type": "Person", "name": "Ada Lund", "jobTitle": "Mayor"}
BARE = {"@type": "Person", "name": "Ada Lund"}
GUARD = bk.Person(role="a guard")
GUARDED = {"@type": "Person", "jobTitle": "a guard"}
DESK = bk.Organisation("The Desk")


@pytest.mark.parametrize(
    ("speakers", "before", "expected"),
    [
        ([ADA], None, TOLD),
        ([GUARD], None, GUARDED),
        ([bk.Person("Ada Lund"), GUARD], None, [BARE, GUARDED]),
        ([GUARD, bk.Person("Ada Lund")], None, [GUARDED, BARE]),
        ([DESK, ADA], None, [{"@type": "Organization", "name": "The Desk"}, TOLD]),
        ([ADA], "Mayor Ada Lund said: ", TOLD),
        ([ADA], "The Mayor, Ada Lund, said: ", TOLD),
        ([ADA], "Ada Lund, Mayor of Oslo, said: ", TOLD),
        ([ADA], "Ada Lund, once a Mayor, said: ", BARE),
        ([bk.Person("Ada Lund"), GUARD], "Ada Lund and a guard said: ", BARE),
        ([GUARD], "Here a guard said: ", GUARDED),
        ([ADA], "She said: ", None),
    ],
)
def test_who_is_told_to_have_spoken(
    speakers: list[bk.Actor], before: str | None, expected: object
) -> None:
    text = [bk.Span(f"{before or ''}“"), bk.Span("No.", quoted=True), bk.Span("”")]
    statement = bk.Statement(speakers, text, labelled=before is None)
    brief = bk.Brief("T", sections=[bk.Section("reactions", blocks=[statement])])
    [quotation] = told(brief)["hasPart"]
    assert quotation.get("creator") == expected


def test_a_reading_of_somebody_is_no_quotation_of_theirs() -> None:
    text = [bk.Span("Seems to want “"), bk.Span("more", quoted=True), bk.Span("”.")]
    statement = bk.Statement([ADA], text, labelled=True, inferred=True)
    brief = bk.Brief("T", sections=[bk.Section("reactions", blocks=[statement])])
    assert "hasPart" not in told(brief)


def test_no_word_ends_the_element_of_linked_data() -> None:
    words = "a</script><script>alert('1')</script><!-- & \u2028\u2029 b"
    sheet = evolve(lower(bk.Brief("A")), title=words)
    data = linked_data(sheet)
    assert not re.search(b"[<>&']|\xe2\x80[\xa8\xa9]", data)
    assert orjson.loads(data)["headline"] == words
    assert linked(tree_of(html_writer.write_sheet(sheet, PLAIN)))["headline"] == words


@pytest.mark.parametrize("payload", ["full", "none"])
def test_the_policy_names_the_data_blocks_and_lets_nothing_else_in(payload: Any) -> None:
    brief = bk.draft("A <b> & “c”").background("D").build()
    tree = tree_of(bk.render(brief, "html", payload=payload))
    loading, running = policies(tree)
    hashes = [
        f"'sha256-{b64encode(hashlib.sha256(one.text.encode()).digest()).decode()}'"
        for one in tree.iter("script")
    ]
    assert len(hashes) == (2 if payload == "full" else 1)
    assert running == (
        f"script-src {' '.join(hashes)}; object-src 'none'; base-uri 'none'; form-action 'none'"
    )
    assert loading == (
        "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
    )


def properties(brief: bk.Brief, theme: bk.Theme = PLAIN) -> dict[str, str]:
    tree = tree_of(bk.render(brief, "html", theme=theme))
    return {one.get("property"): one.get("content") for one in tree.xpath("//meta[@property]")}


def test_what_is_shown_of_a_page_where_it_is_shared() -> None:
    brief = bk.Brief(
        'A "title"',
        standfirst="So & so.",
        language="en-GB",
        published="2026-07-21",
        modified="2026-07-23T09:00:00Z",
        topics=["energy"],
    )
    assert properties(brief, HOUSE) == {
        "og:type": "article",
        "og:title": 'A "title"',
        "og:description": "So & so.",
        "og:site_name": PUBLISHER,
        "og:locale": "en_GB",
        "article:published_time": "2026-07-21",
        "article:modified_time": "2026-07-23T09:00:00+00:00",
    }
    page = tree_of(bk.render(bk.Brief("A", url="https://example.org/a?b&c"), "html"))
    assert page.xpath("//head/link[@rel='canonical']/@href") == ["https://example.org/a?b&c"]
    assert page.xpath("//head/meta[@property='og:url']/@content") == ["https://example.org/a?b&c"]
    assert linked(page)["url"] == "https://example.org/a?b&c"
    assert properties(bk.Brief("A")) == {"og:type": "article", "og:title": "A"}


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("zh-Hant-TW", "zh_TW"),
        ("ar", None),
        ("es-419", None),
        ("sr-Latn", None),
        ("und", None),
        ("und-US", None),
    ],
)
def test_no_country_is_made_up(language: str, locale: str | None) -> None:
    assert properties(bk.Brief("A", language=language)).get("og:locale") == locale


@given(briefs())
def test_nothing_unseen_is_left_in_a_stripped_page(brief: bk.Brief) -> None:
    page = bk.strip(rendered(brief, "html"))
    tree = tree_of(page)
    assert not list(tree.iter("script"))
    _, running = policies(tree)
    assert running.startswith("script-src 'none'; ")
    # Where a part's own id was, a page without payload has a number.
    bare = bk.strip(rendered(brief, "html", payload="none"))
    assert ANY_ID.sub(b"", page) == ANY_ID.sub(b"", bare)
    assert bk.strip(page) == page


def test_words_like_a_policy_or_a_block_stay() -> None:
    words = "script-src 'sha256-AAAA' <script type=application/ld+json>{}</script>"
    sections = [bk.Section("background", blocks=[bk.Paragraph(words)])]
    page = bk.strip(bk.render(bk.Brief("A", sections=sections), "html"))
    assert bk.read(page).brief.sections[0].blocks == (bk.Paragraph(words),)


def test_our_own_linked_data_tells_our_reader_nothing() -> None:
    brief = bk.Brief("A", sections=[bk.Section("background", blocks=[bk.Paragraph("B")])])
    page = bk.render(brief, "html", payload="none")
    other = page.replace(b'"headline":"A"', b'"headline":"Z","author":"Someone Else"')
    assert other != page
    assert bk.read(other) == bk.read(page) == bk.read(bk.strip(page))
