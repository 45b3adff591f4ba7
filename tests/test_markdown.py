"""Markdown: exact there and back, and a brief from whatever hands typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.errors import ReadError
from briefkit.formats.markdown import CODES, read, write
from briefkit.formats.markdown.escapes import ESCAPES
from briefkit.formats.markdown.inline import line_of, parse_line
from briefkit.formats.markdown.words import write_line
from briefkit.lexicons import lexicon
from briefkit.model import Brief, Bullets, Event, Item, Person, Section, Span, Statement, Text, When
from briefkit.notes import Reading
from briefkit.recognise import CODES as TEXT_CODES
from briefkit.rules import REFUSED_CHARACTER
from briefkit.walk import walk
from outlines import outline
from strategies import briefs, house_briefs, texts

CASES = Path(__file__).parent / "cases" / "markdown"
DOCUMENTS = sorted(path.stem for path in CASES.glob("*.md"))
TUTORIAL = Path(__file__).parent.parent / "docs" / "markdown.md"

# There and back


@settings(max_examples=200)
@given(briefs())
def test_a_brief_comes_back_without_notes(brief: Brief) -> None:
    reading = read(write(brief))
    assert reading.brief == brief
    assert reading.notes == ()


@given(texts(), st.booleans())
def test_a_line_comes_back(text: Text, heading: bool) -> None:
    line = line_of(text, "en")
    keys = {key for span in text.spans for key in span.cites}
    written = write_line(line, heading=heading)
    assert "\n" not in written
    assert parse_line(written, keys).text("en") == text


@given(house_briefs())
def test_a_house_brief_needs_no_attributes(brief: Brief) -> None:
    assert "{" not in write(brief).decode()


def test_with_the_attributes_taken_off_it_is_still_a_good_brief() -> None:
    text = Text("Nils Ek said on 5 September 2025 that it was over.")
    one = Statement((Person("Nils Ek"),), text, said_on=When("2025"), cue="say")
    brief = Brief("T", sections=(Section("events", blocks=(Bullets((Item(one),)),)),))
    written = write(brief).decode()
    assert '{said_on: "2025"}' in written
    [found] = read(re.sub(r" \{.*\}", "", written)).brief.statements()
    assert (found.speakers, found.cue, found.said_on) == (one.speakers, "say", When("2025-09-05"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (Text("a * b_c _d_ [e] <f> {g} &amp; #h"), r"a \* b_c \_d\_ \[e\] \<f> \{g} \&amp; #h"),
        (Text("\u00a0a\u3000"), "&nbsp;a&#x3000;"),
        (Text("1. a"), r"1\. a"),
        (Text("# a"), r"\# a"),
        (Text((Span("a"), Span("b", strong=True), Span("c"))), "a**b**c"),
        (Text((Span("a"), Span("“b”", strong=True), Span("c"))), "a[“b”]{.strong}c"),
        (Text((Span("b ", strong=True), Span("c"))), "[b ]{.strong}c"),
        (Text((Span("a", link="https://example.org/(a)"),)), "[a](<https://example.org/(a)>)"),
        (Text((Span("2", position="super"),)), "[2]{.super}"),
        (Text((Span("a", cites=("k",)),)), "[a](#k)"),
        (Text("“a”"), "[“]{.unquoted}a”"),
        (Text((Span("wow!"), Span("a", position="super"))), r"wow\![a]{.super}"),
    ],
)
def test_words_are_written_as_plain_as_they_can_be(text: Text, written: str) -> None:
    found = write_line(line_of(text, "en"))
    assert parse_line(found, ["k"]).text("en") == text
    assert found == written or ".unquoted" in found


def test_every_escape_has_its_reason() -> None:
    assert all(escape.why for escape in ESCAPES)


# Documents of many hands


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_reads_as_its_outline_says(name: str) -> None:
    reading = read((CASES / f"{name}.md").read_bytes())
    assert outline(reading) == (CASES / f"{name}.expected").read_text("utf-8")
    for note in reading.notes:
        assert note.level is {**CODES, **TEXT_CODES}[note.code][0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_comes_back(name: str) -> None:
    brief = read((CASES / f"{name}.md").read_bytes()).brief
    assert read(write(brief)) == Reading(brief)


def test_the_half_page_of_rules_shows_a_brief_without_notes() -> None:
    [example] = re.findall(r"```markdown\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)
    assert example == (CASES / "tutorial.md").read_text("utf-8")
    reading = read(example)
    assert reading.notes == ()
    assert [one.cue for one in reading.brief.statements()] == ["say", "call"]
    assert [str(one.on) for _, one in walk(reading.brief, Event)] == ["2026-02-11"]


def test_language_is_the_front_matters_then_the_callers_then_english() -> None:
    assert read("---\nlanguage: fr\n---\n# T", "de").brief.language == "fr"
    assert read("# T", "de") == Reading(Brief("T", language="de"))
    assert [note.code for note in read("# T").notes] == ["language-assumed"]


# Bad input

HEAD = "---\nlanguage: en\n---\n\n# T\n\n## Background\n\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "has no title"),
        (b"\x89PNG\r\n\x1a\n\x00", "is no UTF-8 text"),
        (b"a\0b", "is no text"),
        (b"a b\n" * 12_500_000, "is 50,000,000 long"),
        (b"word " * 2_000_000, "too many words"),
        ("# T\n\n" + "> " * 5_000 + "x", "nests lists or quotations too deep"),
        ("# T\n\n" + "- " * 5_000 + "x", "nests lists or quotations too deep"),
        ("---\nlanguage: en\n# T", "line 1: starts front matter that does not end"),
        ("---\nlanguage: en\ntopcs: [a]\n---\n# T", "line 3: unknown field 'topcs'; did you mean"),
        ("---\ntitle: [\n---\n", "line 3"),
        ("---\ntopics: [a]\ntopics: [b]\n---\n# T", "line 3, column 1: has the key 'topics' twice"),
        ("---\nsections: []\n---\n# T", "line 2: sections are written below"),
        ("---\nauthors: [{name: A, photo: me}]\n---\n# T", "no picture is defined as 'me'"),
        (HEAD + "- a {.evnt}", "line 9: no block is .evnt; use one of"),
        (HEAD + "- a {.event onn: 2025}", "line 9: unknown field 'onn'; did you mean 'on'?"),
        (HEAD + "- a {.event on: soon}", "line 9, on: 'soon' is no date"),
        (HEAD + "- a {.statement}", "line 9, speakers: names nobody who speaks"),
        (HEAD + "a [b]{.bold}", "line 9: no span is .bold"),
        (HEAD + "[b]{.quoted}", "line 9: 'b' is marked as quoted"),
        (HEAD + "{marking: x}\n\na", "line 9: attributes stand over no list and no table"),
        (HEAD + "## B {.evnts}", "line 9: no section is .evnts"),
        (
            HEAD + "![][a]\n\n[a]: data:image/png;base64,AAAA",
            "line 9: a picture has no description",
        ),
        (HEAD + "![b][a]\n\n[a]: data:image/png;base64,AAAA", "is no PNG or JPEG"),
    ],
)
def test_what_is_wrong_is_one_error_that_says_where(data: bytes | str, what: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert what in str(error.value)


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "**a",
        "_",
        "`",
        "``a",
        "[",
        "![",
        "[a](",
        "[^",
        "{a: ",
        "{a: {",
        "[x]{.a",
        "<",
        "&",
        "a|",
        "\\",
        "(",
        "“",
        "**a **",
        "[![",
        "\n- ",
        "a\n===\n",
        "[a]{.strong} ",
        "- **A**: b\n",
        "| a |\n|---|\n",
    ],
)
def test_much_of_one_sign_is_read(piece: str) -> None:
    assert read("# T\n\n" + piece * 1_000).brief.title.plain == "T"


def test_front_matter_is_told_from_a_rule() -> None:
    assert read("---\n\nT\n\n---\n\na").brief.title.plain == "T"


# Line soup: whatever the lines, no word is lost

# fmt: off
_PIECES = (
    "- ", "* ", "1. ", "2) ", "# ", "## ", "### ", "> ", "    ", "\t", "**", "*", "_", "`", "```", "[", "]", "(", ")",
    "{", "}", "{a}", "|", "| a | b |", "|---|---|", "| c | d | e |", "---", "===", "***", "<b>", "</b>", "<!-- x -->",
    "&amp;", "&nbsp;", "&#1;", "\\", "!", "![alt](pic.png)", "[words](page.html)", "[ref][1]", "[1]: https://example.org/z",
    "[^n]", "[^n]: Note words", "https://example.org/a", "<https://example.org/b>", "[link](https://example.org)",
    "Background", "What Happened?", "Related", "Sources", "About the author", "Jane Roe", "Jane Roe is a writer",
    "Putin said", "“no,”", "NATO:", "**Mayor, Ida Roth**:", "Ida Roth:", "(TLP:RED) ", "Seemingly", "a  word", "“", "’",
    "\x0b", "\u2028", "\u00a0", "\u3000x", "e\u0301",
)
# fmt: on
_LINES = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=5).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=5).map(" ".join),
    st.text(st.characters(exclude_characters="\n\0", exclude_categories=["Cs"]), max_size=20),
)


@settings(max_examples=100)
@given(st.booleans(), st.lists(_LINES, max_size=14).map("\n".join))
def test_line_soup_loses_no_word(titled: bool, soup: str) -> None:
    soup = "# Soup\n\n" * titled + soup
    try:
        reading = read(soup)
    except ReadError as error:  # there is nothing that could be a title
        if titled or "has no title" not in str(error):
            raise
    else:
        assert_no_word_lost(soup, reading)
        assert read(write(reading.brief)).brief == reading.brief


def words_of(text: str) -> list[str]:
    """Return the words of a text, without the characters that no brief may hold, and definitions' names."""
    text = re.sub(r"&\w+;|&#\d+;|\[1\]|\[\^n\]", " ", text)
    lines = [REFUSED_CHARACTER.sub("", line.replace("\t", " ")) for line in text.splitlines()]
    return re.findall(r"[^\W_]+", "\n".join(lines).casefold())


def assert_no_word_lost(text: str, reading: Reading) -> None:
    """Hold that each word is in the brief, in a note, or a label that the house prints itself."""
    kept = [value for _, value in walk(reading.brief) if isinstance(value, str)]
    kept += [note.words for note in reading.notes]
    kept += lexicon("en").labels.values()
    known = "\n".join(kept).casefold()
    lost = [word for word in words_of(text) if word not in known and not word.isdigit()]
    assert lost == []
