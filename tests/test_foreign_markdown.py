"""Foreign Markdown: what pandoc, Obsidian, GitHub and formatters write is read with all words, and told."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.errors import ReadError
from briefkit.formats.format import ReadOptions
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.write import dump
from briefkit.model.walk import walk

HEAD = "---\nlanguage: en\n---\n\n# T\n\n## What Happened?\n\n"


def codes(reading: bk.Reading) -> list[str]:
    return [note.code for note in reading.notes]


@pytest.mark.parametrize(
    ("written", "plain", "told"),
    [
        ("[Ice]{.underline} came", "Ice came", [("markup-dropped", ".underline")]),
        ('[Ice]{#a .b key="v w"} came', "Ice came", [("markup-dropped", '{#a .b key="v w"}')]),
        ("[]{#cite_1 .anchor}Ice came", "Ice came", []),
        ("[Ice](https://x.org){target=_blank} came", "[Ice](https://x.org) came", [("markup-dropped", "{target=_blank}")]),
        ("`ice`{.python .x}", "`ice`", [("markup-dropped", "{.python .x}")]),
        ("2^nd^ ice", "2[nd]{.super} ice", []),
        ("==Ice== came", "Ice came", [("markup-dropped", "")]),
        ("==**Ice** came==", "**Ice** came", [("markup-dropped", "")]),
        ("Ice ~~never *ever*~~ came", "Ice came", [("struck-out", "never ever")]),
        ("[[Ice]] came", "Ice came", [("link-dropped", "Ice")]),
        ("[[Ice#Day|It]] came", "It came", [("link-dropped", "Ice#Day")]),
        ("![[ice.png]] It came", "It came", [("picture-dropped", "ice.png")]),
        ("- [x] Ice came", "- Ice came", [("markup-dropped", "[x]")]),
        ("- [ ] Ice came", "- Ice came", [("markup-dropped", "[ ]")]),
        ("> [!warning]- Ice\n> came", "> Ice\n>\n> came", [("markup-dropped", "[!warning]-")]),
        ('::: {custom-style="Body"}\nIce came\n:::', "Ice came", [("markup-dropped", '{custom-style="Body"}')]),
    ],
)  # fmt: skip
def test_words_stay_and_what_goes_is_told(
    written: str, plain: str, told: list[tuple[str, str]]
) -> None:
    reading, expected = read(HEAD + written), read(HEAD + plain)
    assert reading.brief == expected.brief
    rest = [note for note in reading.notes if note.code not in codes(expected)]
    assert [(note.code, note.words) for note in rest] == told


def test_headings_of_pandoc_have_ids_and_classes() -> None:
    page = HEAD.replace("Happened?", "Happened? {#what-happened .unnumbered}") + "Ice."
    assert read(page).brief == read(HEAD + "Ice.").brief
    assert read(page.replace("#what-happened ", "")).brief == read(HEAD + "Ice.").brief
    with pytest.raises(ReadError, match=r"no section is \.evnts"):
        read(HEAD.replace("Happened?", "Happened? {.evnts}"))


def test_what_pandoc_escapes_is_read_as_it_was_written() -> None:
    said = bk.Statement(
        [bk.Person("Ida Berg")], "he [went] at six", cue="say", evidence=[bk.Evidence("s")]
    )
    text = bk.Text(
        (
            bk.Span("They met, and he [went] at six. "),
            bk.Span("Ja", language="et"),
            bk.Span(", "),
            bk.Span("[1]", cites=("s",)),
            bk.Span(" {x}."),
        )
    )
    brief = bk.Brief(
        "T",
        sections=[bk.Section("background", blocks=[bk.Paragraph(text, [said])])],
        sources=[bk.Source("s", "Log")],
    )
    page = dump(brief).decode()
    assert read(page).brief == brief
    for written, escaped in (
        ("[he \\[went\\] at six]{", "\\[he \\[went\\] at six\\]{"),
        ("speakers: [{actor: person, name: Ida Berg}]", "speakers: \\[{actor: person,\nname: Ida Berg}\\]"),
        ("}[[1]](#sources)", "}[\\[1\\]](#sources)"),
        ("[Ja]{", "\\[Ja\\]{"),
    ):  # fmt: skip
        assert written in page
        page = page.replace(written, escaped)
    assert read(page).brief == brief


def test_numbers_of_pandoc_cite() -> None:
    page = (
        HEAD
        + "Ice came.[]{#c_1 .anchor}[^\\[1\\]^](#s1)\n\n## Sources\n\n1.  []{#s1 .anchor}Log [↑1](#c_1) [↑2](#c_2)"
    )
    brief = read(page).brief
    assert [one.title.plain for one in brief.sources] == ["Log"]
    [cited] = [span for _, span in walk(brief, bk.Span) if span.cites]
    assert (cited.text, cited.cites) == ("Ice came.", ("1",))


def test_a_house_heading_of_the_first_level_is_no_title_where_others_have_it() -> None:
    page = "Ice closes the port\n\nIt froze.\n\n# Background\n\nCold.\n\n# What’s Next?\n\nMore."
    reading = read(page, ReadOptions("en"))
    assert reading.brief.title.plain == "Ice closes the port"
    assert [one.kind for one in reading.brief.sections] == ["background", "outlook"]
    assert "title-assumed" in codes(reading)


def test_struck_out_whole_is_gone_with_what_it_says_of_itself() -> None:
    reading = read(HEAD + "- ~~Ice.~~ {.event place: Oslo}\n- Thaw.\n\n~~Fog.~~ {id: fog}\n")
    assert reading.brief == read(HEAD + "- Thaw.").brief
    assert codes(reading) == ["struck-out", "struck-out"]


def test_the_original_view_keeps_what_was_struck_out_and_refuses_suggestions() -> None:
    page = HEAD + "Ice {++never ++}came {--soon--}{~~late~>then~~} ~~at all~~."
    accepted, original = read(page), read(page, ReadOptions("en", changes="original"))
    assert accepted.brief == read(HEAD + "Ice never came then .").brief
    assert original.brief == read(HEAD + "Ice came soonlate at all.").brief
    assert codes(original) == ["changes-refused"] * 3


@pytest.mark.parametrize(
    "words",
    ["==a==", "~~a~~", "a^b^", "[[a]]", "![[a]]", "[x] a", "[!note] a", "[a]{#b .c}", "::: a", "a {#b}"],
)  # fmt: skip
def test_words_of_a_brief_are_no_marks(words: str) -> None:
    table = bk.Table([[words, "b"]], header=[words, words])
    section = bk.Section("events", heading=words, blocks=[bk.Paragraph(words), table])
    brief = bk.Brief(words, sections=[section], sources=[bk.Source("a", words)])
    reading = read(dump(brief))
    assert (reading.brief, reading.notes) == (brief, ())


@pytest.mark.parametrize(
    ("data", "words", "codes"),
    [
        ("# Fähre\n\nFrüh.".encode() + b" \xff", "Früh. \ufffd", {"characters-replaced"}),
        ("# Fähre\n\nFrüh.".encode("cp1252"), "Früh.", {"encoding-assumed"}),
        ("# Fähre\n\nFrüh.".encode("utf-16"), "Früh.", set()),
    ],
)
def test_bytes_of_markdown_are_read_as_a_browser_reads_them(
    data: bytes, words: str, codes: set[str]
) -> None:
    reading = bk.read(data, "markdown", language="de")
    assert reading.brief.title.plain == "Fähre"
    assert reading.brief.sections[0].blocks == (bk.Paragraph(words),)
    assert {note.code for note in reading.notes} - {"status-assumed"} == codes
