"""Markdown: exact there and back, and a brief from whatever hands typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st
from markdown_it import MarkdownIt

import briefkit as bk
from briefkit.errors import ReadError, RenderError
from briefkit.formats import ReadOptions
from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.citations import Citations
from briefkit.formats.markdown.escapes import ESCAPES
from briefkit.formats.markdown.line import (
    Line,
    line_of,
)
from briefkit.formats.markdown.line_reader import (
    parse_line,
)
from briefkit.formats.markdown.line_writer import write_line
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.source_list import write_sources
from briefkit.formats.markdown.statement_lines import Found
from briefkit.formats.markdown.write import dump
from briefkit.formats.plain_text import write_sheet as write_text
from briefkit.layout import Items, Para, Role, RunRole
from briefkit.layout.fingerprint import without_links_back
from briefkit.lexicons import languages, lexicon
from briefkit.lower import lower
from briefkit.model import (
    Brief,
    Bullets,
    Event,
    Evidence,
    Item,
    Marking,
    Paragraph,
    Person,
    Section,
    Source,
    Span,
    Statement,
    Text,
    When,
)
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.model.walk import evolve, walk
from briefkit.notes import Code, Level, Reading
from support.outlines import outline
from support.strategies import SOURCE_KEYS, briefs, house_briefs, texts
from support.stretched import stretched

LEVELS = {code.value: code.level for code in Code}
CASES = Path(__file__).parent / "cases" / "markdown"
DOCUMENTS = sorted(path.stem for path in CASES.glob("*.md"))
TUTORIAL = Path(__file__).parent.parent / "docs" / "markdown.md"

# There and back


#: Renderers that let HTML through, as most do unless they are told not to.
RENDERERS = [
    MarkdownIt("commonmark", {"html": True}),
    MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]),
]
HTML_WORDS = (
    "<script>x</script>",
    "<b>",
    "a <!-- b",
    "<?x?>",
    "<!DOCTYPE x>",
    "<![CDATA[x]]>",
    "</p>",
    "`<b>",
    "` <b> ` <b>",
    "\\<b>",
    "'<b>",
    '"<b>',
    "'\"<b>\"'",
    "<b> " + "long words " * 20 + "<b>",
    "long words " * 10 + "<b>",
)


def html_in(written: str) -> list[str]:
    """What some renderer of Markdown takes for HTML."""
    blocks = [token for one in RENDERERS for token in one.parse(written)]
    tokens = [*blocks, *(child for block in blocks for child in block.children or ())]
    return [token.content for token in tokens if token.type.startswith("html_")]


@settings(max_examples=60)
@given(briefs())
def test_no_renderer_takes_words_for_html(brief: Brief) -> None:
    assert html_in(dump(brief).decode()) == []


@pytest.mark.parametrize("words", HTML_WORDS)
def test_no_string_of_a_brief_is_html_to_a_renderer(words: str) -> None:
    brief = stretched(words.strip())
    written = dump(brief)
    assert html_in(written.decode()) == []
    assert read(written) == Reading(brief)


@pytest.mark.parametrize("code", ["<b>", "a<b", "<b>x</b>"])
def test_nothing_beside_code_makes_html_of_it(code: str) -> None:
    text = Text((Span("a ` b "), Span(code, code=True), Span(" ` c "), Span(code, code=True)))
    brief = Brief("T", sections=(Section("events", blocks=(Event(text, place="a`b"),)),))
    written = dump(brief)
    assert html_in(written.decode()) == []
    assert read(written) == Reading(brief)


@given(texts(), st.booleans())
def test_a_line_comes_back(text: Text, heading: bool) -> None:
    line = line_of(text, "en")
    citations = Citations.of(SOURCE_KEYS, "en")
    written = write_line(line, citations, heading=heading)
    assert "\n" not in written
    assert parse_line(written, citations).text("en") == text


_SIGNS = ",.;:()?'\"“”„‘’«»–—…- "
_WORDS = st.text(st.sampled_from("abÉж京9" + _SIGNS), min_size=1, max_size=12)
_BARE = _WORDS.map(lambda words: " ".join(f"a{words}".split()))


@given(
    _BARE,
    st.none() | _BARE,
    st.sampled_from([{}, {"cue": None}, {"place": "Port: {x}", "on": "2025-09-05"}]),
)
def test_a_line_of_bare_words_reads_back_without_being_tried(
    words: str, label: str | None, fields: dict[str, str | None]
) -> None:
    spans = (Span(f": {words}"),) if label else (Span(words),)
    before = (Span(label, strong=True),) if label else ()
    line = Line((*before, *spans), attributes=Attributes(fields=fields))
    assert parse_line(write_line(line)) == line


@given(house_briefs())
def test_a_house_brief_needs_no_attributes(brief: Brief) -> None:
    assert "{" not in dump(brief).decode()


def test_with_the_attributes_taken_off_it_is_still_a_good_brief() -> None:
    text = Text("Nils Ek said on 5 September 2025 that it was over.")
    one = Statement((Person("Nils Ek"),), text, said_on=When("2025"), cue="say")
    brief = Brief("T", sections=(Section("events", blocks=(Bullets((Item(one),)),)),))
    written = dump(brief).decode()
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
        (Text((Span("a", cites=("k",)),)), "[a](#sources)[[1]](#sources)"),
        (
            Text((Span("a", cites=("k",), link="https://example.org/a"),)),
            "[[a](https://example.org/a)]{.cited}[[1]](#sources)",
        ),
        (Text("“a”"), "[“]{.unquoted}a”"),
        (Text((Span("wow!"), Span("a", position="super"))), r"wow\![a]{.super}"),
    ],
)
def test_words_are_written_as_plain_as_they_can_be(text: Text, written: str) -> None:
    citations = Citations.of(["k"], "en")
    found = write_line(line_of(text, "en"), citations)
    assert parse_line(found, citations).text("en") == text
    assert found == written or ".unquoted" in found


def _unsaid() -> Brief:
    statement = Statement((Person("Nils Ek"),), "It was over.", cue="say", said_on=When("2025"))
    bullets = Bullets((Item(Event("It *began.", place="Oslo")), Item(statement)))
    return Brief("T", sections=(Section("events", blocks=(bullets,)),))


def test_words_that_no_markdown_says_are_an_error_with_their_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    def reads_as(written: str, line: Line, citations: Citations) -> bool:
        tried.append(written)
        return "began" not in written

    monkeypatch.setattr("briefkit.formats.markdown.line_writer._reads_as", reads_as)
    with pytest.raises(RenderError, match="no Markdown reads back") as found:
        dump(_unsaid())
    assert found.value.where == "sections[0].blocks[0].items[0].block"
    assert len([one for one in tried if "began" in one]) == 3  # each form of the words once


@pytest.mark.parametrize("seen", [None, Paragraph("Other words.")])
def test_a_block_that_no_attributes_say_is_an_error_with_its_path(
    seen: Paragraph | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Attributes] = []

    def read_back(line: Line, _read: object) -> object:
        tried.append(line.attributes)
        if "over" in line.plain:
            return seen and Found(seen, seen)
        block = _unsaid().sections[0].blocks[0].items[0].block  # type: ignore[union-attr]  # it is a list
        return Found(block, block)

    monkeypatch.setattr("briefkit.formats.markdown.needed_attributes._read_back", read_back)
    with pytest.raises(RenderError, match="no Markdown reads back as this statement") as found:
        dump(_unsaid())
    assert found.value.where == "sections[0].blocks[0].items[1].block"
    assert len(tried) <= 5


def test_every_escape_has_its_reason() -> None:
    assert all(escape.why for escape in ESCAPES)


# Numbers and the list of sources

CITING = Brief(
    "T",
    sources=(
        Source("2", "First", publisher="P", url="https://example.org/1"),
        Source("report", "Second"),
        Source("[^x]: (y)", Text((Span("On "), Span("Second", cites=("report",))))),
        Source("never cited", "Last"),
    ),
    sections=(
        Section(
            "background",
            blocks=(
                Paragraph(
                    Text(
                        (
                            Span("Wow!", cites=("2",)),
                            Span(" And "),
                            Span("then", strong=True, cites=("report", "2")),
                            Span(" it "),
                            Span("froze", cites=("[^x]: (y)",)),
                            Span("."),
                        )
                    )
                ),
                Event(
                    Text((Span("A ship "), Span("left.", cites=("2",)))),
                    evidence=(Evidence("report", locator="p. 3"), Evidence("2")),
                ),
            ),
        ),
    ),
)
LISTED = "\n## Sources\n\n1. First, P, <https://example.org/1>\n2. Second\n"
NUMBER = re.compile(r"\[\[(\d+)\]\]\(#")


def test_numbers_stand_behind_what_they_bear_out() -> None:
    written = dump(CITING).decode()
    assert (
        "\nWow\\![[1]](#sources) And **then**[[2]](#sources)[[1]](#sources)"
        " it [froze](#sources)[[3]](#sources).\n"
    ) in written
    assert "\nA ship [left.](#sources)[[1]](#sources) [[2]](#sources)[[1]](#sources) {" in written
    assert LISTED + "3. On Second[[2]](#sources)\n4. Last\n" in written
    assert read(written) == Reading(CITING)


def test_markdown_and_text_show_the_numbers_of_all_formats() -> None:
    sheet = lower(CITING)
    printed = write_text(sheet).decode()
    body, _, listed = printed.partition("\nSources\n")
    numbers = re.findall(r"\[(\d+)\]", body)
    assert numbers == ["1", "2", "1", "3", "1", "2", "1"]
    assert listed.split("\n")[1:] == [
        "  1. First, P, https://example.org/1",
        "  2. Second",
        "  3. On Second[2]",
        "  4. Last",
        "",
    ]
    assert NUMBER.findall(dump(CITING).decode().partition("\n## Sources\n")[0]) == numbers


@given(briefs().filter(lambda brief: brief.sources))
def test_the_list_says_of_each_source_what_all_formats_print(brief: Brief) -> None:
    citations = Citations.of([one.key for one in brief.sources], brief.language)
    lines = list(write_sources(brief.sources, brief.language, citations))
    assert "\n\n" + "\n".join(lines) + "\n" in dump(brief).decode()
    [shown] = [
        one for one in lower(brief).blocks if isinstance(one, Items) and one.role is Role.SOURCES
    ]
    for number, (line, (para, *_)) in enumerate(zip(lines, shown.items, strict=True), start=1):
        assert isinstance(para, Para)
        runs = [one for one in without_links_back(para.runs) if one.role is not RunRole.NOTE]
        mark, _, words = line.partition(" ")
        assert mark == f"{number}."
        assert parse_line(words, citations).plain == "".join(one.span.text for one in runs)


@pytest.mark.parametrize("language", languages())
def test_the_heading_of_the_list_is_known_again(language: str) -> None:
    brief = evolve(CITING, language=language)
    assert read(dump(brief)) == Reading(brief)


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        ("2. Second\n", "", []),
        (LISTED, "\n## Sources\n\n2. Second\n1. First, P, <https://example.org/1>\n", []),
        ("1. First, P, <", "1. First,\n   P, <", []),
        ("## Sources", "## References", ["References"]),
        ("## Sources", "## Known from", ["Known from"]),
        ("2. Second\n", "2. Second best\n", ["Second best"]),
        ("4. Last\n", "4. Last\n\n[^report]: Second\n", []),
        ("4. Last\n", "4. Last\n\n[^report]: Secondish\n", ["Secondish"]),
    ],
)
def test_an_edited_list_loses_and_doubles_nothing(
    before: str, after: str, notes: list[str]
) -> None:
    written = dump(CITING).decode()
    assert before in written
    reading = read(written.replace(before, after))
    assert reading.brief == CITING
    assert [one.words for one in reading.notes] == notes
    for note in reading.notes:
        assert note.code in ("source-differs", "label-replaced")
        assert note.line
        assert note.words in written.replace(before, after).split("\n")[note.line - 1]


def test_what_the_front_matter_says_of_a_source_counts_and_the_note_is_a_loss() -> None:
    [note] = read(dump(CITING).decode().replace("2. Second\n", "2. Secondish\n")).notes
    assert (note.code, note.level, note.words) == ("source-differs", Level.DROPPED, "Secondish")


@pytest.mark.parametrize(
    ("listed", "cited", "key"),
    [
        ("5. New, https://example.org/new", "[[5]](#sources)", "5"),
        ("5. New, https://example.org/new", "[^5]", "5"),
        ("\n[^new]: New, https://example.org/new", "[^new]", "new"),
        ("5. New, <https://example.org/new>", "", "5"),
        ("\n- New, https://example.org/new", "", "5"),
        ("\nNew, https://example.org/new", "", "5"),
        ("2. New, https://example.org/new", "", "added-1"),
    ],
)
def test_a_source_is_added_by_a_line_of_the_list(listed: str, cited: str, key: str) -> None:
    written = dump(CITING).decode().replace("4. Last\n", f"4. Last\n{listed}\n")
    reading = read(written.replace("[froze](#sources)[[3]](#sources).", f"It froze.{cited}"))
    assert reading.notes == ()
    assert reading.brief.sources == (
        *CITING.sources,
        Source(key, "New", url="https://example.org/new"),
    )
    [paragraph] = [one for _, one in walk(reading.brief, Paragraph)]
    assert paragraph.text.spans[-1].cites == ((key,) if cited else ())


@pytest.mark.parametrize(
    ("cited", "cites"),
    [
        ("It froze.[^report]", "report"),
        ("It froze.[^2]", "2"),  # a key goes before a number
        ("It froze.[^1]", "2"),
        ("It froze.[[2]](#sources)", "report"),
        ("It froze.[[2]](#anything)", "report"),
        ("[It froze.](#report)", "report"),
        ("It\nfroze.[^report]", "report"),
        ("[It froze.]{cites: [report]}", "report"),
    ],
)
def test_hands_cite_by_key_or_number(cited: str, cites: str) -> None:
    written = dump(CITING).decode().replace("Wow\\![[1]](#sources) And ", f"{cited} *And* ")
    reading = read(written)
    assert reading.notes == ()
    [paragraph] = [one for _, one in walk(reading.brief, Paragraph)]
    assert paragraph.text.spans[0] == Span("It froze.", cites=(cites,))


@pytest.mark.parametrize("cited", ["[^9]", "[[9]](#sources)", "[[9]](#nowhere)"])
def test_a_number_that_no_source_has_stays_words(cited: str) -> None:
    reading = read(dump(CITING).decode().replace("Wow\\!", f"Wow{cited}"))
    assert [one.code for one in reading.notes] == ["citation-unknown"]
    assert "9]" in reading.brief.sections[0].blocks[0].text.plain  # type: ignore[union-attr]


def test_a_number_put_behind_an_event_is_evidence_beside_what_it_says_itself() -> None:
    written = dump(CITING).decode()
    reading = read(
        written.replace("[[1]](#sources) {.event", "[[1]](#sources)[[4]](#sources) {.event")
    )
    [event] = [one for _, one in walk(reading.brief, Event)]
    assert event.evidence == (
        Evidence("report", locator="p. 3"),
        Evidence("2"),
        Evidence("never cited"),
    )


# Documents of many hands


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_reads_as_its_outline_says(name: str) -> None:
    reading = read((CASES / f"{name}.md").read_bytes())
    assert outline(reading) == (CASES / f"{name}.expected").read_text("utf-8")
    for note in reading.notes:
        assert note.level is LEVELS[note.code]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_comes_back(name: str) -> None:
    brief = read((CASES / f"{name}.md").read_bytes()).brief
    assert read(dump(brief)) == Reading(brief)


def test_the_half_page_of_rules_shows_a_brief_without_notes() -> None:
    [example] = re.findall(r"```markdown\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)
    assert example == (CASES / "tutorial.md").read_text("utf-8")
    reading = read(example)
    assert reading.notes == ()
    assert [one.cue for one in reading.brief.statements()] == ["say", "call"]
    assert [str(one.on) for _, one in walk(reading.brief, Event)] == ["2026-02-11"]


def test_language_is_the_front_matters_then_the_callers_then_english() -> None:
    assert read("---\nlanguage: fr\n---\n# T", ReadOptions("de")).brief.language == "fr"
    assert read("# T\n\n## Kontext", ReadOptions("de")).brief.language == "de"
    assert [note.code for note in read("# T").notes] == ["language-assumed", "status-assumed"]


def test_the_front_matter_takes_a_marking_in_words() -> None:
    for marking in ("TLP:AMBER+STRICT", "{policy: TLP, level: AMBER+STRICT}"):
        brief = read(f"---\nlanguage: en\nmarking: {marking}\n---\n# T").brief
        assert brief.marking == Marking("TLP", "AMBER+STRICT")


def test_a_title_in_the_front_matter_is_that_of_the_first_heading() -> None:
    front = "---\nlanguage: en\ntitle: Ferry returns\n---\n\n"
    assert read(f"{front}# Ferry returns\n\n## Background\n") == read(f"{front}## Background\n")
    marked = read(f"{front}# *Ferry* returns").brief.title
    assert marked == Text([Span("Ferry", emphasis=True), Span(" returns")])
    (section,) = read(f"{front}# What happened\n\nA.").brief.sections
    assert section.kind == "events"


def test_a_link_without_a_scheme_is_told_how_to_be_written() -> None:
    *_, note = read("# T\n\n[a](www.x.org)", ReadOptions("en")).notes
    assert (note.code, note.words) == ("link-dropped", "www.x.org")
    assert "write https://www.x.org" in note.message
    *_, note = read("# T\n\n[a]()", ReadOptions("en")).notes
    assert (note.code, note.message) == ("link-dropped", "A link has no address; its words stay.")


# Bad input

HEAD = "---\nlanguage: en\n---\n\n# T\n\n## Background\n\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "has no title"),
        (b"\x89PNG\r\n\x1a\n\x00", "is no text"),
        (b"a\0b", "is no text"),
        (b"a b\n" * 50_000, "has 50,001 lines"),
        (b"word " * 2_000_000, "markdown characters"),
        ("# T\n\n" + "> " * 5_000 + "x", "nests too deep"),
        ("# T\n\n" + "- " * 5_000 + "x", "nests too deep"),
        ("---\nlanguage: en\n# T", "line 1: starts front matter that does not end"),
        ("---\nlanguage: en\ntopcs: [a]\n---\n# T", "line 3: unknown field 'topcs'; did you mean"),
        ("---\nlanguage: en\ntitle: [\n---\n", "line 4"),
        ("---\ntopics: [a]\ntopics: [b]\n---\n# T", "line 3, column 1: has the key 'topics' twice"),
        ("---\nsections: []\n---\n# T", "line 2: sections are written below"),
        (
            "---\nmarking: amber\n---\n# T",
            "line 2, marking.level: 'amber' is no marking without its policy; write TLP:AMBER",
        ),
        ("---\nmarking: TLP:PINK\n---\n# T", "line 2, marking.level: 'PINK' is no level of TLP"),
        (
            "---\nlanguage: en\ntitle: A\n---\n# T",
            "line 5: the front matter has another title: 'A'; leave one",
        ),
        (
            "---\nlanguage: en\ntitle: A\n---\n\na\n\n# T",
            "line 8: the front matter has another title: 'A'",
        ),
        (HEAD + "- a {.evnt}", "line 9: no block is .evnt; use one of"),
        (HEAD + "- a {.event kind: event}", "line 9: unknown field 'kind'; take it out"),
        (HEAD + "- Nils Ek: a {kind: statement}", "line 9: unknown field 'kind'; take it out"),
        (HEAD + "{kind: table}\n\n| a |\n| - |", "line 9: unknown field 'kind'; take it out"),
        (HEAD + "- a {.event onn: 2025}", "line 9: unknown field 'onn'; did you mean 'on'?"),
        (HEAD + "- a {.event on: soon}", "line 9, on: 'soon' is no date"),
        (HEAD + "- a {.statement}", "line 9, speakers: names nobody who speaks"),
        (HEAD + "a [b]{.stong}", "line 9: no span is .stong; did you mean 'strong'?"),
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
        "[Ida Roth said no]{.statement}[^a] ",
        "[a]{.statement",
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
    "[^n]", "[^n]: Note words", "[[1]](#sources)", "[[2]](#s)", "1. Listed", "[cited](#sources)[[1]](#sources)", "https://example.org/a", "<https://example.org/b>", "[link](https://example.org)",
    "Background", "What Happened?", "Related", "Sources", "About the author", "Jane Roe", "Jane Roe is a writer",
    "[Ida Roth said no]{.statement}", "[", "]{.statement cue: say}", "Putin said", "“no,”", "NATO:", "**Mayor, Ida Roth**:", "Ida Roth:", "(TLP:RED) ", "Seemingly", "a  word", "“", "’",
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
@example(titled=False, soup="<!-- x -->\\```")
def test_line_soup_loses_no_word(titled: bool, soup: str) -> None:
    soup = "# Soup\n\n" * titled + soup
    try:
        reading = read(soup)
    except ReadError as error:  # there is nothing that could be a title
        if titled or "has no title" not in str(error):
            raise
    else:
        assert_no_word_lost(soup, reading)
        assert read(dump(reading.brief)).brief == reading.brief


def words_of(text: str) -> list[str]:
    """Return the words of a text, without the characters that no brief may hold, and names of definitions and classes."""
    text = re.sub(r"&\w+;|\{\.statement|&#\d+;|\[1\]|\[\^n\]|(?=https?://)", " ", text)
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


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Ferryman, Jonas Wirth", bk.Person("Jonas Wirth", role="Ferryman")),
        ("Ferryman, Jonas Wirth (5 March 2026)", bk.Person("Jonas Wirth", role="Ferryman")),
        ("Key facts", None),
        ("Havnes, Tuesday", None),
        ("In short, yes", None),
    ],
)
def test_a_role_before_a_name_in_a_bold_label_is_taken_by_its_form(
    label: str, speaker: bk.Person | None
) -> None:
    page = f"# T\n\n## What Happened?\n\n- **{label}**: It sank.\n"
    brief = bk.read(page.encode(), "markdown").brief
    assert [one.speakers for one in brief.statements()] == ([(speaker,)] if speaker else [])
    assert bk.read(bk.render(brief, "markdown"), "markdown").brief == brief
