"""Builders: what one types is what one gets."""

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit import Span

DRAFT = bk.draft("T")
PUTIN = bk.Person("Vladimir Putin", "Russian President")
PICTURES = Path(__file__).parents[1] / "examples"


def test_the_whole_chain() -> None:
    brief = (
        bk.draft("A *title*")
        .standfirst("What it is about.")
        .background("First.", "Second.")
        .what_happened(bk.statement(PUTIN, "stated that it was late.", on="2025-09-05"))
        .reactions(bk.statement(PUTIN, "Said “no”."), "A paragraph.")
        .background("Third.")
        .author("Maren Dahl", "Maren Dahl writes.")
        .build()
    )
    assert brief.title == bk.Text([Span("A "), Span("title", emphasis=True)])
    assert [section.kind for section in brief.sections] == ["background", "events", "reactions"]
    assert [str(one.text) for _, one in bk.walk(brief.sections[0], bk.Paragraph)] == [
        "First.",
        "Second.",
        "Third.",
    ]
    stated, refused = brief.statements()
    assert str(stated.text) == "Russian President, Vladimir Putin stated that it was late."
    assert (stated.labelled, stated.cue, str(stated.said_on)) == (False, "state", "2025-09-05")
    assert (refused.labelled, refused.cue, refused.kind) == (True, "say", "direct")
    assert brief.authors[0].bio == bk.Text("Maren Dahl writes.")


def test_a_section_of_a_draft_has_a_kind_or_a_heading() -> None:
    sections = DRAFT.section("reactions", "x").section("Own", "y").section(bk.Section("events"))
    assert [one.kind for one in sections.build().sections] == ["reactions", "other", "events"]


def test_a_draft_never_changes() -> None:
    draft = bk.draft("T")
    assert draft.background("B") is not draft
    assert draft.build().sections == ()


def test_statements_and_events_in_a_row_are_one_list() -> None:
    said = bk.statement("NATO", "Said no.")
    happened = bk.event("It rained.", on="2025-08", place="Oslo")
    section = bk.section("events", said, happened, "Words.", said)
    assert [type(block).__name__ for block in section.blocks] == ["Bullets", "Paragraph", "Bullets"]


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("plain", [Span("plain")]),
        (
            "**a** *b* `c`",
            [
                Span("a", strong=True),
                Span(" "),
                Span("b", emphasis=True),
                Span(" "),
                Span("c", code=True),
            ],
        ),
        ("***both***", [Span("both", strong=True, emphasis=True)]),
        ("*a **b* c**", [Span("a b c", emphasis=True)]),
        ("**a **b** c**", [Span("a b c", strong=True)]),
        ("[x](https://a.example/)", [Span("x", link="https://a.example/")]),
        ("[*x*](#key)", [Span("x", emphasis=True, cites=("key",))]),
        (r"2 \* 3 \*", [Span("2 * 3 *")]),
        ("# no heading", [Span("# no heading")]),
        ("1 < 2 & <b>", [Span("1 < 2 & <b>")]),
        (
            "“a **b**”",
            [Span("“"), Span("a ", quoted=True), Span("b", strong=True, quoted=True), Span("”")],
        ),
        ('He said "no".', [Span('He said "'), Span("no", quoted=True), Span('".')]),
        ("Ukraine's and the states' view", [Span("Ukraine's and the states' view")]),
        ("two\n  lines\tand tabs ", [Span("two lines and tabs")]),
        ("no\u00a0break", [Span("no\u00a0break")]),
    ],
)
def test_inline(words: str, spans: list[Span]) -> None:
    assert bk.inline(words) == bk.Text(spans)


@settings(max_examples=100)
@given(st.text(st.sampled_from("\\`*_[](){}!#<>&;~^|a1 “”\"'"), max_size=30))
def test_escaped_words_are_read_as_they_are(words: str) -> None:
    folded = " ".join(words.split())
    assert bk.inline(bk.escape(words)).plain == folded
    assert bk.inline(f"*{bk.escape('a*b')}* {bk.escape(words)}").plain == f"a*b {folded}".strip()


@pytest.mark.parametrize("words", ["", "  \n ", "[x](javascript:alert(1))", "a\x00b"])
def test_inline_refuses_or_keeps_as_words(words: str) -> None:
    if words.startswith("["):
        assert bk.inline(words).plain == words  # no link that Markdown takes for one
    else:
        with pytest.raises(bk.ModelError):
            bk.Paragraph(bk.inline(words))


@pytest.mark.parametrize(
    ("speakers", "words", "labelled", "printed"),
    [
        (PUTIN, "Stated no.", True, "Stated no."),
        (PUTIN, "stated no.", False, "Russian President, Vladimir Putin stated no."),
        (PUTIN, "Later, Vladimir Putin said no.", False, "Later, Vladimir Putin said no."),
        (
            "French President, Emmanuel Macron",
            "said no.",
            False,
            "French President, Emmanuel Macron said no.",
        ),
        (
            [PUTIN, bk.Organisation("NATO")],
            "agreed.",
            False,
            "Russian President, Vladimir Putin and NATO agreed.",
        ),
    ],
)
def test_statements(
    speakers: bk.Actor | str | list[bk.Actor], words: str, labelled: bool, printed: str
) -> None:
    statement = bk.statement(speakers, words)
    assert statement.labelled is labelled
    assert str(statement.text) == printed


def test_a_speaker_in_words_is_read_as_the_reader_reads_it() -> None:
    assert bk.statement("French President, Emmanuel Macron", "said no.").speakers == (
        bk.Person("Emmanuel Macron", "French President"),
    )
    assert bk.statement("NATO", "said no.").speakers == (bk.Organisation("NATO"),)


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("Farmer, Jonas Wirth", [("Jonas Wirth", "Farmer")]),
        ("shop owner, 王芳", [("王芳", "shop owner")]),
        ("Head of Unit, Trade and Industry, Jonas Wirth", [("Jonas Wirth", "Head of Unit, Trade and Industry")]),
        ("Farmer and Minister, Jonas Wirth", [("Jonas Wirth", "Farmer and Minister")]),
        ("Farmer, Ann Lee; Baker, Tom Roe", [("Ann Lee", "Farmer"), ("Tom Roe", "Baker")]),
        ("Farmer, Ann Lee and Baker, Tom Roe", [("Ann Lee", "Farmer"), ("Tom Roe", "Baker")]),
        ("Ann Lee, Karl Berg and Tom Roe", [("Ann Lee", None), ("Karl Berg", None), ("Tom Roe", None)]),
        ("Jonas Wirth, Foreign Minister", [("Jonas Wirth", "Foreign Minister")]),
        ("Jane Doe, hospital porter", [("Jane Doe", "hospital porter")]),
        ("Poet, bell hooks", [("bell hooks", "Poet")]),
        ("Pastor, Martin Luther King, Jr.", [("Martin Luther King, Jr.", "Pastor")]),
        ("Martin Luther King, Jr.", [("Martin Luther King, Jr.", None)]),
        ("jonas", [("jonas", None)]),
    ],
)  # fmt: skip
def test_a_role_before_a_name_is_taken_by_its_form(
    words: str, speakers: list[tuple[str, str | None]]
) -> None:
    assert bk.statement(words, "Said so.").speakers == tuple(bk.Person(*one) for one in speakers)


def test_lists_below_items() -> None:
    made = bk.bullets("One", bk.bullets("Below", ordered=True), "Two")
    assert [len(item.children) for item in made.items] == [1, 0]
    assert made.items[0].children[0].ordered
    with pytest.raises(bk.ModelError):
        bk.bullets(bk.bullets("Below"))


def test_figures_and_tables() -> None:
    figure = bk.figure(PICTURES / "grid-load.png", "A chart", caption="*Words*", credit="Desk")
    assert figure.image.media_type == "image/png"
    assert figure.image.size == (1200, 520)
    table = bk.table([["a", ""], ["*b*", "c"]], header=["x", "y"], caption="Caption")
    assert table.rows[1][0] == bk.Text([Span("b", emphasis=True)])
    assert table.rows[0][1] == bk.Text()
    with pytest.raises(bk.ModelError):
        bk.figure(b"no picture", "A chart")


def test_a_marking_is_a_value_a_pair_or_words() -> None:
    made = [
        bk.event("x", marking=one).marking
        for one in (bk.Marking("TLP", "RED"), ("TLP", "RED"), "TLP:RED")
    ]
    assert made == [bk.Marking("TLP", "RED")] * 3
    for wrong in ("RED", "TLP RED", "TLP: RED", "US:", "TLP:PINK", ("TLP",), ["TLP", "RED"], 1):
        with pytest.raises(bk.BriefkitError) as told:
            bk.event("x", marking=wrong)  # type: ignore[arg-type]
        assert told.value.where == "marking"


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("SECRET//NOFORN", bk.Marking(None, "SECRET//NOFORN")),
        ((None, "RESTREINT UE/EU RESTRICTED"), bk.Marking(None, "RESTREINT UE/EU RESTRICTED")),
        ("SECRET//REL TO: USA, GBR", bk.Marking(level="SECRET//REL TO: USA, GBR")),
        ("US:SECRET//NOFORN", bk.Marking("US", "SECRET//NOFORN")),
        ("Desk:one:two", bk.Marking("Desk", "one:two")),
    ],
)
def test_words_of_a_marking_have_a_policy_before_a_colon_or_none(
    given: str | tuple[str | None, str], made: bk.Marking
) -> None:
    event = bk.event("x", marking=given)
    assert event.marking == made
    printed = given if isinstance(given, str) else given[1]
    assert str(made) == printed


def test_details_add_up() -> None:
    brief = (
        bk.draft("T")
        .details(genre="Policy brief")
        .details(topics=["a", "b"], rights="©")
        .published("2026-01-02")
        .release("draft", marking="TLP:RED")
        .release(embargo="2026-01-01T00:00:00+00:00")
        .source("k", "A source", url="https://a.example", reliability="B")
        .correction("2026-01-03", "update", "More is known.")
        .related("More", "https://a.example/more")
        .build()
    )
    assert (brief.genre, brief.topics, brief.rights) == ("Policy brief", ("a", "b"), "©")
    assert (brief.status, str(brief.marking)) == ("draft", "TLP:RED")
    assert brief.embargo is not None
    assert brief.sources[0].reliability == "B"


def test_a_key_that_no_source_has_is_refused_when_it_is_built() -> None:
    draft = bk.draft("T").background("[Words](#nowhere)")
    with pytest.raises(bk.ModelError, match="nowhere"):
        draft.build()
    assert draft.source("nowhere", "Now it is there").build().sources[0].key == "nowhere"


def test_a_chinese_title_is_no_quotation() -> None:
    text = bk.inline("议会通过《低空飞行条例》，部长说“好”。")
    assert [span.text for span in text.spans if span.quoted] == ["好"]
