"""A file that lost its styles with its payload: with its base every block is known by its words, and edits are edits."""

import re
from collections.abc import Callable

import pytest

import briefkit as bk
from support.unstyled import unstyled_document, unstyled_page

WIRTH = bk.Person("Jonas Wirth", role="Chief Regulator", organisation="Energy Office")
KORVIN = bk.Person("Adela Korvin", role="Energy Minister")
BASE = bk.evolve(
    bk.draft("Two blackouts in nine days")
    .details(topics=["energy"], genre="Policy brief")
    .standfirst("Engineers agree on what failed, and disagree on who should pay.")
    .author("Idris Vale", bio="Draws the charts of the desk.")
    .source("report", "Report on the outages", publisher="Energy Office", reliability="B")
    .source("minutes", "Minutes of the committee")
    .background("Three lines join the north and the south. Two were built before 1980.")
    .what_happened(
        bk.event("A line tripped in the heat.", on="2026-07-09", place="Upper Tarn"),
        bk.statement(
            WIRTH,
            "told the assembly on 17 July 2026 that the operator had been “warned, in writing”.",
            on="2026-07-17",
            to=KORVIN,
            evidence=bk.Evidence("minutes", locator="p. 4"),
        ),
    )
    .reactions(
        bk.statement(KORVIN, "Promised that nobody would sit in the dark.", original_language="de"),
        bk.statement(bk.Organisation("GridNet", kind="company"), "Denied that it had saved money."),
        bk.table(
            [["North", "1,150"], ["South", "1,800"]], header=["Line", "Load"], caption="Loads"
        ),
        bk.figure("examples/author.png", alt="Bar chart", caption="It grew.", credit="The Desk"),
    )
    .build(),
    marking=bk.Marking("TLP", "GREEN"),
    published="2026-07-21",
    modified="2026-07-23",
)


PAGE = unstyled_page(BASE)


EXAMPLES = {
    "base": BASE,
    **{
        name: bk.load(f"examples/{name}", language="en")
        for name in ("harbour.txt", "drones.yaml", "grid.json", "water.json")
    },
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_unedited_file_is_the_base(name: str) -> None:
    brief = EXAMPLES[name]
    assert bk.read(unstyled_page(brief).encode(), base=brief) == bk.Reading(brief)
    assert bk.read(unstyled_document(brief), base=brief) == bk.Reading(brief)


@pytest.mark.parametrize(
    "language",
    [
        "ar",
        "de",
        "el",
        "es",
        "fa",
        "fr",
        "he",
        "hi",
        "ja",
        "ko",
        "ru",
        "th",
        "tr",
        "uk",
        "ur",
        "vi",
        "zh",
    ],
)
def test_the_base_is_known_in_every_language(language: str) -> None:
    brief = bk.evolve(BASE, language=language)
    assert bk.read(unstyled_page(brief).encode(), base=brief) == bk.Reading(brief)


def edited(edit: Callable[[str], str]) -> tuple[list[str], list[str]]:
    """Return the codes of the notes on an edited page, and the paths at which its brief differs from the base."""
    page = edit(PAGE)
    assert page != PAGE
    reading = bk.read(page.encode(), base=BASE)
    changes = bk.differences(BASE, reading.brief)
    return [note.code for note in reading.notes], [str(change) for change in changes]


def becomes(old: str, new: str) -> Callable[[str], str]:
    return lambda page: page.replace(old, new)


def behind(words: str, new: str) -> Callable[[str], str]:
    """Put elements behind the paragraph that has some words."""
    return lambda page: re.sub(
        rf"({re.escape(words)}.*?</p>)", rf"\1{new}", page, count=1, flags=re.DOTALL
    )


def without(words: str) -> Callable[[str], str]:
    return lambda page: re.sub(
        rf"<li>(?:(?!<li>).)*?{re.escape(words)}.*?</li>", "", page, flags=re.DOTALL
    )


EVENTS, REACTIONS = "sections[1].blocks[0]", "sections[2].blocks[0]"
EDITS: dict[str, tuple[Callable[[str], str], list[str], list[str]]] = {
    "a word": (
        becomes("nobody would sit", "no one would sit"),
        ["block-edited"],
        [f"{REACTIONS}.items[0].block.text[14:20]: edited “nobody” to “no one”"],
    ),
    "a date in words": (
        becomes("on 17 July", "on 18 July"),
        ["block-edited"],
        [
            f"{EVENTS}.items[1].block.text[50:52]: edited “17” to “18”",
            f"{EVENTS}.items[1].block.said_on.edtf: edited “2026-07-17” to “2026-07-18”",
        ],
    ),
    "the date of an event": (
        becomes("9 July 2026, Upper", "10 July 2026, Upper"),
        ["block-edited"],
        [f"{EVENTS}.items[0].block.on.edtf: edited “2026-07-09” to “2026-07-10”"],
    ),
    "a heading": (
        becomes("What Happened?", "Two bad weeks"),
        ["block-edited"],
        ["sections[1].heading: edited None to “Two bad weeks”"],
    ),
    "a cell": (
        becomes("1,150", "1,250"),
        ["block-edited"],
        ["sections[2].blocks[1].rows[0][1][2:5]: edited “150” to “250”"],
    ),
    "a caption": (
        becomes("It grew.", "It grew twice."),
        ["block-edited"],
        ["sections[2].blocks[2].caption[7:13]: inserted “twice”"],
    ),
    "a name": (
        becomes("Idris Vale", "Idris Valence"),
        ["block-edited"],
        ["authors[0].name: edited “Idris Vale” to “Idris Valence”"],
    ),
    "a date of the page": (
        becomes("23 July 2026", "24 July 2026"),
        ["block-edited"],
        ["modified: edited “2026-07-23” to “2026-07-24”"],
    ),
    "a paragraph more": (
        behind("before 1980", "<p>A fourth was planned.</p>"),
        ["block-inserted"],
        ["sections[0].blocks[1]: inserted “A fourth was planned.”"],
    ),
    "a bullet less": (
        without("A line tripped"),
        ["block-deleted"],
        [f"{EVENTS}.items[0]: deleted “A line tripped in the heat. 2026-07-09 Upper Tarn”"],
    ),
    "a paragraph cut in two": (
        becomes("south. Two", "south.</p><p>Two"),
        ["block-edited", "block-inserted"],
        [
            "sections[0].blocks[0].text[41:69]: deleted “Two were built before 1980.”",
            "sections[0].blocks[1]: inserted “Two were built before 1980.”",
        ],
    ),
    "the marking": (
        becomes("TLP:GREEN", "TLP:AMBER"),
        ["banner-edited"],
        ["marking.level: edited “GREEN” to “AMBER”"],
    ),
    "an address": (
        becomes("before 1980.", 'before <a href="https://example.org/old">1980</a>.'),
        ["block-edited"],
        ["sections[0].blocks[0].text[64:68]: edited “1980” to “1980 https://example.org/old”"],
    ),
    "pictures lost": (lambda page: re.sub("<img[^>]*>", "", page), [], []),
    "a greeting above": (
        becomes("<article>", "<article><p>Hi Ben, see below.</p>"),
        ["outside-dropped"],
        [],
    ),
}


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_of_an_unstyled_page_is_an_edit(kind: str) -> None:
    edit, notes, changes = EDITS[kind]
    assert edited(edit) == (notes, changes)


def test_a_bullet_and_a_section_that_somebody_typed() -> None:
    page = becomes("Promised that", "Promised again that")(PAGE)
    page = page.replace(
        "<section>\n<h2>What Happened",
        "<h2>Costs</h2><p>Much[2].</p><ul><li>One</li></ul>\n<section>\n<h2>What Happened",
    )
    reading = bk.read(page.encode(), base=BASE)
    costs = reading.brief.sections[1]
    assert str(costs.heading) == "Costs"
    assert [type(block).__name__ for block in costs.blocks] == ["Paragraph", "Bullets"]
    statement = next(bk.walk(reading.brief.sections[3], bk.Statement))[1]
    assert statement.original_language == "de"


def test_an_unstyled_page_of_something_else() -> None:
    other = bk.draft("Strike ends").background("The drivers voted on Sunday.").build()
    alone = bk.read(unstyled_page(other).encode())
    beside = bk.read(unstyled_page(other).encode(), base=BASE)
    assert beside.brief == alone.brief
    assert [note.code for note in beside.notes] == [
        "base-other",
        *[one.code for one in alone.notes],
    ]


# Markdown and plain text


def test_plain_text_is_the_base() -> None:
    for brief in EXAMPLES.values():
        assert bk.read(bk.render(brief, "text"), "text", base=brief) == bk.Reading(brief)
    text = bk.render(BASE, "text").decode().replace("on 17 July", "on 18 July")
    reading = bk.read(text.encode(), "text", base=BASE)
    assert str(reading.brief.statements()[0].said_on) == "2026-07-18"
    assert reading.brief.statements()[0].addressees == (KORVIN,)
    assert [note.code for note in reading.notes] == ["block-edited"]


PANDOC = r"""
**Policy brief**

Engineers agree on what failed, and disagree on who should pay.

Published 21 July 2026 · Updated 23 July 2026

# Background

Three lines join the north and the south. Two were built
before 1980.

# What Happened?

-   **9 July 2026**, **Upper Tarn**: A line tripped in the heat.

-   Chief Regulator, **Jonas Wirth** told the assembly on 18 July 2026
    that the operator had been \"warned, in writing\".[]{#cite-2-1 .anchor}[^\[2\]^](#source-2)

# Stakeholder Reactions

-   Energy Minister, **Adela Korvin**: Promised that nobody would sit in
    the dark.

-   [GridNet]{.underline}: Denied that it had saved money.

Loads

  -----------------------
  Line     Load
  -------- --------------
  North    1,150

  South    1,800
  -----------------------

![Bar chart](media/image1.png){width="6.2in" height="2.7in"}

It grew.

The Desk

# About the Author

Idris Vale

Draws the charts of the desk.

# Sources

1.  Report on the outages, Energy Office, reliability B

2.  Minutes of the committee [↑](#cite-2-1)
"""


def test_markdown_of_another_program() -> None:
    reading = bk.read(PANDOC.encode(), "markdown", base=BASE)
    assert [note.code for note in reading.notes] == ["block-edited"]
    assert [str(change) for change in bk.differences(BASE, reading.brief)] == [
        f"{EVENTS}.items[1].block.text[50:52]: edited “17” to “18”",
        f"{EVENTS}.items[1].block.said_on.edtf: edited “2026-07-17” to “2026-07-18”",
    ]


def test_markdown_that_lost_its_front_matter_has_that_of_the_base() -> None:
    for brief in EXAMPLES.values():
        _, _, body = bk.render(brief, "markdown").decode().partition("\n---\n\n")
        assert bk.read(body.encode(), "markdown", base=brief) == bk.Reading(brief)
        edited = bk.read(body.replace("#", "# Anew:", 1).encode(), "markdown", base=brief)
        assert edited.brief == bk.evolve(brief, title=f"Anew: {brief.title}")


def test_markdown_with_front_matter_says_everything_itself() -> None:
    other = bk.draft("Strike ends").background("The drivers voted on Sunday.").build()
    assert bk.read(bk.render(other, "markdown"), "markdown", base=BASE) == bk.Reading(other)


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_words_of_something_else(format: str) -> None:
    words = b"# Strike ends\n\n## Background\n\nThe drivers voted on Sunday."
    alone, beside = bk.read(words, format), bk.read(words, format, base=BASE)
    assert beside.brief == alone.brief
    assert [note.code for note in beside.notes] == [
        "base-other",
        *[one.code for one in alone.notes],
    ]


def test_braces_alone_below_the_sources_are_no_source() -> None:
    text = b"# Title\n\n## Sources\n\n1. Minutes\n\n{.event on: 2026-07-09}\n"
    (source,) = bk.read(text, "markdown").brief.sources
    assert str(source.title) == "Minutes"
