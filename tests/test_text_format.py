from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from briefkit.api import losses, render
from briefkit.errors import ReadError
from briefkit.formats import ReadOptions
from briefkit.formats.plain_text import read
from briefkit.lexicons import lexicon
from briefkit.model import (
    MAX_BULLET_LEVELS,
    MAX_SECTION_LEVELS,
    Author,
    Block,
    Brief,
    Bullets,
    Item,
    Link,
    Organisation,
    Paragraph,
    Person,
    Section,
    SectionKind,
    Statement,
    Text,
    When,
)
from briefkit.model.paths import at
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.model.walk import walk
from briefkit.notes import Code, Reading
from briefkit.recognise.quotation_marks import marked
from support.drawn import rendered
from support.outlines import outline
from support.strategies import briefs

LEVELS = {code.value: code.level for code in Code}
CASES = Path(__file__).parent / "cases" / "text"
SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
DOCUMENTS = sorted(path.stem for path in CASES.glob("*.txt"))


def case(name: str) -> bytes:
    return (CASES / f"{name}.txt").read_bytes()


# Documents of many houses


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_reads_as_its_outline_says(name: str) -> None:
    assert outline(read(case(name))) == (CASES / f"{name}.expected").read_text("utf-8")


def test_there_are_many_documents() -> None:
    assert len(DOCUMENTS) >= 25


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_loses_no_word(name: str) -> None:
    words = case(name).decode()
    assert_no_word_lost(words, read(words))


def test_every_note_has_its_code_and_level() -> None:
    for name in DOCUMENTS:
        for note in read(case(name)).notes:
            assert note.level is LEVELS[note.code]


# The house sample


def house_documents() -> list[bytes]:
    return [case("house"), *(path.read_bytes() for path in sorted(SAMPLES.glob("*.txt")))]


@pytest.mark.parametrize("data", house_documents())
def test_house_document_has_its_parts(data: bytes) -> None:
    reading = read(data)
    brief = reading.brief
    assert [section.kind for section in brief.sections] == list(SectionKind)[:5]
    assert all(section.heading is None for section in brief.sections)
    assert brief.standfirst is not None
    assert brief.published is None
    assert len(brief.title.quotes()) == 1
    [author] = brief.authors
    assert author.bio is not None
    assert author.bio.plain.startswith(author.name)
    assert [note.code for note in reading.notes] == [
        "language-assumed",
        "standfirst-repeated",
        "statement-inferred",
        "author-twice",
        "related-empty",
    ]


@pytest.mark.parametrize("data", house_documents())
def test_house_document_has_its_statements(data: bytes) -> None:
    brief = read(data).brief
    events, reactions = (
        [one for _, one in walk(section, Statement)]
        for section in brief.sections
        if section.kind in (SectionKind.EVENTS, SectionKind.REACTIONS)
    )
    assert [(one.cue, one.kind.value) for one in events] == [
        ("say", "indirect"),
        ("state", "mixed"),
        ("clarify", "indirect"),
        ("confirm", "indirect"),
    ]
    assert [one.said_on is not None for one in events] == [True, False, False, False]
    assert not any(one.labelled or one.inferred for one in events)
    assert [(one.cue, one.kind.value, one.inferred) for one in reactions] == [
        ("say", "mixed", False),
        (None, "indirect", True),
        ("express", "mixed", False),
        ("state", "indirect", False),
    ]
    assert all(one.labelled for one in reactions)
    assert reactions[2].quotes()[0].endswith(".")


@pytest.mark.parametrize("data", house_documents())
def test_house_document_comes_back_whole(data: bytes) -> None:
    brief = read(data).brief
    assert losses(brief, "text") == ()
    assert read(render(brief, "text"), ReadOptions("en")).brief == brief


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_sample_names_its_speakers() -> None:
    brief = read(next(SAMPLES.glob("000_*.txt")).read_bytes()).brief
    said = [(*one.speakers, one.said_on, one.quotes()) for one in brief.statements()]
    assert said[0] == (
        Person("Volodymyr Zelenskyy", "Ukrainian President"),
        When("2025-09-05"),
        (),
    )
    assert said[1][0] == Person("Vladimir Putin", "Russian President")
    assert said[1][2] == ("legitimate targets for destruction",)
    assert said[2][0] == Person("Emmanuel Macron", "French President")
    assert said[3][0] == Person("Antonio Costa", "European Council President")
    assert [one[0] for one in said[4:]] == [
        Person("Volodymyr Zelenskyy"),
        Person("Vladimir Putin"),
        Person("Donald Trump", "U.S. President"),
        Person("Dmitry Peskov", "Kremlin Spokesman"),
        Organisation("Ukraine"),
    ]
    assert [author.name for author in brief.authors] == ["Nicholas Oakes"]


# Losses


def _marked(words: str) -> Text:
    return marked(words, "en")


_NAMES = st.sampled_from(["Kaja Tamm", "Nils Ek", "Olav Berg", "Marta Ruiz", "Jan van Dijk"])
_ROLES = st.sampled_from(["Estonian Prime Minister", "Foreign Minister", "Mayor", "U.S. President"])
_BODIES = st.sampled_from(["NATO", "the European Commission", "Russia", "Human Rights Watch"])
_PERSONS = st.builds(Person, _NAMES, st.none() | _ROLES)
_SPEAKERS = st.one_of(
    st.lists(_PERSONS, min_size=1, max_size=2, unique=True).map(tuple),
    st.builds(lambda name: (Organisation(name),), _BODIES),
)
_SENTENCES = st.sampled_from(
    [
        "The harbour froze in the night, and no ship left before noon.",
        "Nobody had planned for “a winter like this”, and it showed.",
        "Prices rose by a tenth; wages did not.",
        "A vote is due in May, the third in as many years.",
    ]
)
_CLAUSES = st.sampled_from(
    ["that the port would stay open", "that “no one will be left alone” in winter"]
)
_CUES = st.sampled_from([("said", "say"), ("warned", "warn"), ("confirmed", "confirm")])
_DAYS = st.none() | st.sampled_from(["2025-09-05", "2024-02", "2025-01-31"])


@st.composite
def naming_statements(draw: st.DrawFn) -> Statement:
    """A statement as the house prints it in a list of events: "Role, Name, said on DATE, that …"."""
    person = draw(st.builds(Person, _NAMES, _ROLES))
    (verb, cue), clause, day = draw(_CUES), draw(_CLAUSES), draw(_DAYS)
    when = When(day) if day else None
    date = {"2025-09-05": " on Sept. 5th, 2025,", "2024-02": " in February 2024"}.get(day or "", "")
    date = date or (" on 31 January 2025" if day else "")
    words = f"{person.role}, {person.name}, {verb}{date} {clause}."
    return Statement((person,), marked(words, "en"), said_on=when, cue=cue)


@st.composite
def labelled_statements(draw: st.DrawFn) -> Statement:
    """A statement as the house prints it among reactions: "Role, Name: Said that …"."""
    speakers = draw(_SPEAKERS)
    if draw(st.booleans()):
        words = "Seemingly accepts the delay."
        return Statement(speakers, words, labelled=True, inferred=True)
    (verb, cue), clause = draw(_CUES), draw(_CLAUSES)
    text = marked(f"{verb.capitalize()} {clause}.", "en")
    return Statement(speakers, text, cue=cue, labelled=True)


_PARAGRAPHS = _SENTENCES.map(lambda words: Paragraph(_marked(words)))


def _lists(blocks: st.SearchStrategy[Statement]) -> st.SearchStrategy[Bullets]:
    one = st.builds(Item, st.one_of(blocks, _PARAGRAPHS))
    return st.builds(Bullets, st.lists(one, min_size=1, max_size=3), st.booleans())


@st.composite
def openings(draw: st.DrawFn) -> list[Section]:
    """A first section without a heading, or none; of one paragraph alone, text would make the standfirst."""
    if not draw(st.booleans()):
        return []
    rest = _PARAGRAPHS | _lists(naming_statements())
    blocks = (draw(_PARAGRAPHS), draw(_PARAGRAPHS), *draw(st.lists(rest, max_size=1)))
    return [Section(SectionKind.OTHER, blocks=blocks)]


def with_standfirst(brief: Brief) -> bool:
    """Whether text tells the standfirst of a brief from its text: by a date between them, or a heading."""
    opens = bool(brief.sections) and brief.sections[0].is_opening
    dated = brief.published is not None or brief.version > 1
    return brief.standfirst is None or (dated if opens else bool(brief.sections))


@st.composite
def house_sections(draw: st.DrawFn) -> tuple[Section, ...]:
    kinds = draw(st.lists(st.sampled_from(list(SectionKind)[:5]), unique=True))
    sections = draw(openings())
    for kind in sorted(kinds, key=list(SectionKind).index):
        blocks: list[Block] = draw(st.lists(_PARAGRAPHS, max_size=2).map(list))
        if kind is SectionKind.EVENTS:
            blocks.append(draw(_lists(naming_statements())))
        if kind is SectionKind.REACTIONS:
            blocks.append(draw(_lists(labelled_statements())))
        headings = {SectionKind.OUTLOOK: "What to watch", SectionKind.REACTIONS: "Who said what"}
        heading = headings.get(kind) if draw(st.booleans()) else None
        own = Section(SectionKind.OTHER, "The money", draw(st.lists(_PARAGRAPHS, min_size=1)))
        below = (own,) if draw(st.booleans()) else ()
        sections.append(Section(kind, heading, blocks, below))
    return tuple(sections)


HOUSE_BRIEFS = st.builds(
    Brief,
    title=st.sampled_from(["Ice Closes the Port", "A “Shared Duty”", "Winter"]).map(_marked),
    standfirst=st.none() | _SENTENCES.map(_marked),
    sections=house_sections(),
    authors=st.lists(
        st.builds(
            Author,
            _NAMES,
            bio=st.none() | _SENTENCES.map(_marked),
            email=st.none() | st.just("desk@example.org"),
        ),
        max_size=2,
        unique_by=lambda author: author.name,
    ),
    related=st.lists(
        st.builds(Link, _SENTENCES.map(_marked), st.just("https://example.org/a")),
        max_size=2,
    ),
    published=st.none() | st.dates(),
    version=st.integers(1, 3),
    genre=st.none() | st.just("Explainer"),
    rights=st.none() | st.just("© 2025 Example"),
).filter(with_standfirst)


@given(HOUSE_BRIEFS)
def test_house_brief_loses_nothing(brief: Brief) -> None:
    assert losses(brief, "text") == ()


@given(briefs())
def test_any_brief_comes_back_changed_only_where_its_losses_say(brief: Brief) -> None:
    found = read(rendered(brief, "text")).brief
    lost = losses(brief, "text")
    assert (found == brief) == (lost == ())
    for one in lost:
        spans = isinstance(one.after, tuple)  # words, of which the marks differ too
        assert one.kind == "deleted" or spans or at(found, one.path) == one.after


def test_lost_field_is_named() -> None:
    brief = Brief("Winter", topics=("ice",))
    assert [one.path for one in losses(brief, "text")] == ["topics[0]"]


# Bad input


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "has no words"),
        (b" \r\n\t\n", "has no words"),
        (b"\xef\xbb\xbf", "has no words"),
        ("\u00a0\n\u2003", "has no words"),
        (bytes(range(256)) * 20, "is no text"),
        (b"%PDF-1.7\x00\x01\x02", "is no text"),
        (b"a b\n" * 12_500_000, "has 50,000,000 text bytes"),
        (b"a\n" * 40_001, "has 40,001 lines"),
    ],
)
def test_no_text_is_an_error_that_says_so(data: bytes | str, what: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert what in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        "Café\n\nBackground\n\nDéjà vu.".encode(),
        "Café\n\nBackground\n\nDéjà vu.".encode("utf-8-sig"),
        "Café\n\nBackground\n\nDéjà vu.".encode("utf-16"),
        "Café\r\n\r\nBackground\r\n\r\nDéjà vu.\r\n".encode(),
        "Café\r\rBackground\r\rDéjà vu.".encode(),
        "Café\u2028\u2028Background\u2028Déjà vu.".encode(),
        "Café\n\nBackground\n\nDéjà vu.",
        "\ufeffCafé\n\nBackground\n\nDéjà vu.",
    ],
)
def test_encodings_and_line_ends_make_no_difference(data: bytes | str) -> None:
    assert read(data, ReadOptions("en")) == Reading(
        Brief("Café", sections=(Section("background", blocks=(Paragraph("Déjà vu."),)),))
    )


def test_eight_bit_text_is_read_with_a_note() -> None:
    reading = read("Caf\xe9 \x96 d\xe9j\xe0".encode("latin-1"), ReadOptions("en"))
    assert reading.brief.title.plain == "Café – déjà"
    assert [note.code for note in reading.notes] == ["encoding-assumed", "status-assumed"]


@pytest.mark.parametrize(
    "data",
    [
        "Fähre fährt\n\nFrüh.".encode() + b" \xff",
        "\ufeffFähre fährt\n\nFrüh. ".encode("utf-16-le") + b"\x00",
    ],
)
def test_one_stray_byte_is_one_character_with_a_note(data: bytes) -> None:
    reading = read(data, ReadOptions("de"))
    assert reading.brief == Brief(
        "Fähre fährt",
        sections=(Section("other", blocks=(Paragraph("Früh. \ufffd"),)),),
        language="de",
    )
    assert [note.code for note in reading.notes] == ["characters-replaced", "status-assumed"]


def test_control_characters_are_taken_out_with_a_note() -> None:
    reading = read("Bells\x07 ring\ufdd0\n", ReadOptions("en"))
    assert reading.brief.title.plain == "Bells ring"
    assert [(note.code, note.line, note.words) for note in reading.notes if note.line] == [
        ("characters-dropped", 1, "\x07\ufdd0")
    ]


def test_author_told_of_twice_keeps_everything() -> None:
    text = "Title\n\nBy Ida Roth\n\nAuthors\n\nIda Roth, Example Institute\nIda Roth, Other Institute\nShe writes.\n"
    reading = read(text, ReadOptions("en"))
    assert [author.name for author in reading.brief.authors] == ["Ida Roth"]
    assert_no_word_lost(text, reading)
    assert reading.brief.authors[0].affiliation == "Example Institute"
    assert reading.brief.authors[0].bio == Text("She writes.")


def test_deep_bullets_are_flattened_with_a_note() -> None:
    items = "\n".join("  " * level + f"• item {level}" for level in range(40))
    reading = read(f"Title\n\nWhat happened?\n\n{items}", ReadOptions("en"))
    depth = max(path.count("children") for path, _ in walk(reading.brief, Item)) + 1
    assert depth == MAX_BULLET_LEVELS
    assert len([1 for _ in walk(reading.brief, Item)]) == 40
    assert [note.code for note in reading.notes] == ["list-flattened"]


def test_deep_headings_are_flattened_with_a_note() -> None:
    text = "# Title\n" + "\n".join(f"{'#' * level} Level {level}" for level in (1, 2, 3, 4, 5, 6))
    reading = read(text, ReadOptions("en"))
    sections = [path for path, _ in walk(reading.brief, Section)]
    assert len(sections) == 6
    assert max(path.count("sections") for path in sections) == MAX_SECTION_LEVELS
    assert "sections-flattened" in [note.code for note in reading.notes]


@pytest.mark.parametrize(
    "line",
    [
        "“" * 50_000,
        '"' * 50_000,
        "‘a " * 20_000,
        "A: " * 20_000,
        "A and " * 20_000 + "said no.",
        "according to " * 10_000,
        "5 September 2025 " * 5_000,
        "(" * 50_000,
        "**a" * 20_000,
        "# " * 20_000,
        "a, " * 20_000,
        "of A " * 20_000,
        "x" + " " * 50_000 + "y",
    ],
)
def test_long_line_is_read(line: str) -> None:
    reading = read(f"Title\n\nReactions\n\n• {line}\n{line}\n", ReadOptions("en"))
    assert reading.brief.title.plain == "Title"


def test_many_lines_are_read() -> None:
    reading = read("Title\n\nEvents\n\n" + "• a\n" * 19_000, ReadOptions("en"))
    assert len(at(reading.brief, "sections[0].blocks[0].items")) == 19_000


# Line soup: whatever the lines, no word is lost

# fmt: off
_PIECES = (
    "•", "-", "1.", "2)", "#", "##", "###", "**", "**Why it matters:**", "Background", "WHAT HAPPENED?", "Reactions",
    "Why it matters: because", "What’s Next?", "Jane Roe", "Jane Roe is a writer", "By Jane Roe", "About the author",
    "Further reading", "Read more", "Sources", "Corrections", "Source: Reuters", "https://example.org/a",
    "Title https://example.org/b", "[a](b)", "[a](https://example.org)", "5 September 2025", "Published 5 September 2025",
    "Putin said", "on", "“no,”", "said", "NATO:", "Grim warning:", "the", "talks", "“", "”", "‘", "’", "'", '"', "*x*",
    "===", "---", "***", "•••", "\t", "  ", "    ", "\x00", "\x0b", "\ufeff", "\u00a0", "ENDS", "[Opinion]", "TLP:RED",
    "© 2025 Me", "roe@example.org", "Correction:", "Updated 5 September 2025 · Version 2", "(a)", "I.", "A Heading Here",
    "according to", "Friday", "Mayor, Ida Roth:", "Ida Roth, Example Institute", "Seemingly", "a word-", "Bürgermeister",
)
# fmt: on
_LINES = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=5).map(" ".join),
    st.sampled_from(_PIECES),
    st.text(st.characters(exclude_characters="\n"), max_size=20),
)


@given(st.lists(_LINES, max_size=14).map("\n".join))
def test_line_soup_loses_no_word(soup: str) -> None:
    try:
        reading = read(soup)
    except ReadError:
        assert not words_of(soup)
    else:
        assert_no_word_lost(soup, reading)


def words_of(text: str) -> list[str]:
    """Return the words of a text, without the characters that no brief may hold."""
    lines = [REFUSED_CHARACTER.sub("", line.replace("\t", " ")) for line in text.splitlines()]
    return re.findall(r"[^\W_]+", "\n".join(lines).casefold())


def assert_no_word_lost(text: str, reading: Reading) -> None:
    """Hold that each word is in the brief, in a note, or a label that the house prints itself.

    Numbers of items and the words of dates become order, and dates.
    """
    kept = [value for _, value in walk(reading.brief) if isinstance(value, str)]
    kept += [note.words for note in reading.notes]
    kept += lexicon("en").labels.values()
    known = set(words_of("\n".join(kept)))
    dates = {"september", "5", "6", "2025", "3", "june", "4", "may", "18", "30", "utc", "2"}
    numbers = re.compile(r"\d+|[a-z]|[ivx]+")
    lost = [
        word for word in words_of(text) if word not in known | dates and not numbers.fullmatch(word)
    ]
    assert lost == []
