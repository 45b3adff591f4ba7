from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from briefkit.language.dates import (
    find_date,
    parse_stamp,
    parse_when,
    print_stamp,
    print_when,
)
from briefkit.lexicons import lexicon, recognition
from briefkit.model import Organisation, Person, Statement, Text, When
from briefkit.model.text import Span
from briefkit.notes import Code, Level
from briefkit.recognise.attributed_statement import attribution, split_label, statement
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.speaker_names import parse_speakers
from support.outlines import statement_line
from support.strategies import dates, moments, stamps, whens

CASES = Path(__file__).parent / "cases" / "recognise"


def table(name: str) -> list[tuple[str, str]]:
    """Read the rows "words => what is expected" of a file of cases."""
    lines = (CASES / name).read_text("utf-8").splitlines()
    rows = [line.partition("=>") for line in lines if line and not line.startswith("#")]
    return [(words.strip(), expected.strip()) for words, _, expected in rows]


def sentences() -> list[tuple[str, str]]:
    """Read the sentences and, below each, the statement that it is."""
    lines = (CASES / "statements.txt").read_text("utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [(words, below.strip()) for words, below in zip(kept[::2], kept[1::2], strict=True)]


# Statements


def test_there_are_many_sentences() -> None:
    assert len(sentences()) >= 100


@pytest.mark.parametrize(("words", "expected"), sentences())
def test_statement_says_who_how_and_when(words: str, expected: str) -> None:
    found = statement(words, "en")
    assert (statement_line(found) if found else "nobody") == expected


@pytest.mark.parametrize(("words", "expected"), sentences())
def test_statement_keeps_every_word(words: str, expected: str) -> None:
    found = statement(words, "en")
    if found and found.labelled:
        assert words.endswith(f": {found.text.plain}")
    elif found:
        assert found.text.plain == words


def test_label_like_a_name_needs_a_reactions_section_or_reported_words() -> None:
    assert statement("Paul Renn: Troops should leave.", "en") is None
    found = statement("Paul Renn: Troops should leave.", "en", permissive=True)
    assert found == Statement((Person("Paul Renn"),), "Troops should leave.", labelled=True)


def test_statement_keeps_the_marks_of_its_text() -> None:
    text = Text([Span("Ada Moor", strong=True), Span(" said it was "), Span("late", emphasis=True)])
    found = statement(text, "en")
    assert found is not None
    assert found.text == text
    assert found.speakers == (Person("Ada Moor"),)


def test_statement_copies_no_role_from_elsewhere() -> None:
    first = statement("Latvian President, Ilze Kalna, said no.", "en")
    second = statement("Kalna said yes.", "en")
    assert first is not None
    assert second is not None
    assert second.speakers == (Person("Kalna"),)


@pytest.mark.parametrize(
    ("words", "cue", "said_on", "inferred"),
    [
        ("Said on 5 September 2025 that it rains.", "say", "2025-09-05", False),
        ("Has repeatedly warned of rain.", "warn", None, False),
        ("Seemingly accepts the rain.", None, None, True),
        ("Seemingly accepts “the rain”.", None, None, False),
        ("Troops should leave.", None, None, False),
        ("Ada Moor said on 5 September 2025 that it rains.", "say", "2025-09-05", False),
    ],
)
def test_attribution_reads_a_statement_s_own_words(
    words: str, cue: str | None, said_on: str | None, inferred: bool
) -> None:
    found = attribution(words, "en")
    assert (found.cue, found.inferred) == (cue, inferred)
    assert found.said_on == (When(said_on) if said_on else None)


@given(st.text(max_size=60))
def test_any_line_is_a_statement_or_none(words: str) -> None:
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    found = statement(plain, "en") if plain else None
    assert found is None or plain.endswith(found.text.plain)


# Labels


@pytest.mark.parametrize(("words", "expected"), table("labels.txt"))
def test_label_names_who_speaks(words: str, expected: str) -> None:
    found = parse_speakers(words, recogniser_for("en"))
    shown = statement_line(Statement(found.actors, "-")).split(" | ")[0] if found else "nobody"
    assert shown == expected


_NAMES = st.sampled_from(["Ada Moor", "Jan van Dijk", "Noor O’Neil", "Xi", "Dr. Ida Roth"])
_ROLES = st.sampled_from(["Mayor", "U.S. President", "Minister for Trade", "Head of the IAEA"])
_BODIES = st.sampled_from(
    ["NATO", "the European Union", "Russian Foreign Ministry", "Labour Party"]
)
_ACTORS = st.one_of(
    st.builds(Person, name=_NAMES, role=st.none() | _ROLES), st.builds(Organisation, _BODIES)
)


@given(st.lists(_ACTORS, min_size=1, max_size=3).map(tuple))
def test_label_of_the_house_reads_back(actors: tuple[Person | Organisation, ...]) -> None:
    *others, last = [
        ", ".join(filter(None, (getattr(actor, "role", None), actor.name))) for actor in actors
    ]
    printed = f"{'; '.join(others)} and {last}" if others else last
    found = parse_speakers(printed, recogniser_for("en"))
    assert found is not None
    assert found.actors == actors


# Quotations


@pytest.mark.parametrize(("words", "expected"), table("quotes.txt"))
def test_quotations_stand_between_their_marks(words: str, expected: str) -> None:
    assert " | ".join(marked(words, "en").quotes()) == expected


@given(st.lists(st.sampled_from(["“", "”", '"', "'", "‘", "’", "«", "»", "„", "a", "s", " b"])))
def test_marking_quotations_changes_no_words(parts: list[str]) -> None:
    words = " ".join("".join(parts).split())
    assert marked(words, "en").plain == words
    assert marked(marked(words, "en"), "en") == marked(words, "en")


def test_marking_quotations_keeps_other_marks() -> None:
    text = Text([Span("a “b", strong=True), Span(" c” d")])
    assert marked(text, "en").spans == (
        Span("a “", strong=True),
        Span("b", strong=True, quoted=True),
        Span(" c", quoted=True),
        Span("” d"),
    )


# Dates


@pytest.mark.parametrize(("words", "expected"), table("dates.txt"))
def test_date_is_found_in_a_sentence(words: str, expected: str) -> None:
    sentence = f"It was said on {words}, that it rains."
    found = find_date(sentence, "en")
    assert (found[0].edtf if found else "") == expected
    if found:
        assert sentence[found[1] : found[2]] == words
        assert parse_when(words, "en") == found[0]


@pytest.mark.parametrize("words", ["in 2025", "In 2025"])
def test_year_alone_is_a_date_only_after_its_preposition(words: str) -> None:
    found = find_date(f"He said {words} that", "en")
    assert found is not None
    assert found[0] == When("2025")
    assert find_date("2025 troops", "en") is None


@pytest.mark.parametrize("language", ["en", "en-GB", "de"])
@given(when=whens())
def test_printed_date_reads_back(language: str, when: When) -> None:
    assert parse_when(print_when(when, language), language) == when


@given(stamps())
def test_printed_stamp_reads_back(stamp: object) -> None:
    printed = print_stamp(stamp, "en")  # type: ignore[arg-type]  # the strategy's type is wider
    found = parse_stamp(printed, "en")
    assert (found, getattr(found, "tzinfo", None)) == (stamp, getattr(stamp, "tzinfo", None))


@given(st.one_of(dates(), moments()), st.text(max_size=20))
def test_find_date_never_fails(day: object, words: str) -> None:
    find_date(f"{words} {day} {words}", "en")


@pytest.mark.parametrize(
    ("edtf", "printed"),
    [
        ("2025-09-05", "5 September 2025"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("2025-09-05T18:30:00Z", "5 September 2025, 18:30 UTC"),
        ("2025-09-05T18:30:07+02:00", "5 September 2025, 18:30:07 UTC+02:00"),
        ("2025-08~", "about August 2025"),
        ("2025-08-15/2025-09-05", "15 August 2025 to 5 September 2025"),
    ],
)
def test_date_is_printed_in_full(edtf: str, printed: str) -> None:
    assert print_when(When(edtf), "en") == printed


# Lines whose kind is known


def test_known_lines_keep_their_marks_and_kinds() -> None:
    lines = [
        Line(1, Text("The Title"), Kind.HEADING, 1),
        Line(2, Text("because it is"), Kind.HEADING, 2),
        Line(3, Text([Span("bold", strong=True), Span(" words")]), Kind.PARAGRAPH),
        Line(4, Text("Ada Moor said no."), Kind.ITEM),
    ]
    brief = recognise_lines(lines, "en").brief
    [section] = brief.sections
    assert section.heading == Text("because it is")
    assert brief.statements()[0].speakers == (Person("Ada Moor"),)
    assert Text([Span("bold", strong=True), Span(" words")]) in [
        block.text for block in section.blocks if hasattr(block, "text")
    ]


# The lexicon and the table of notes


def test_lexicon_is_generous() -> None:
    english = recognition("en")
    assert len(english.verbs) >= 120
    assert len(english.lists["roles"]) >= 100
    assert all(
        len(lexicon("en").sections[kind]) >= 30 for kind in ("background", "events", "outlook")
    )


def test_every_form_belongs_to_one_verb_or_to_its_own() -> None:
    forms = [form for forms in recognition("en").verbs.values() for form in forms]
    assert len(forms) == len(set(forms))


def test_no_heading_names_two_parts() -> None:
    names = [name.casefold() for names in lexicon("en").sections.values() for name in names]
    assert sorted(names) == sorted(set(names))


def test_every_code_has_a_level_and_a_sentence() -> None:
    for code in Code:
        assert code == code.name.lower().replace("_", "-")
        assert code.level in Level
        assert code.meaning.endswith(".")


def test_a_label_may_have_two_kinds_of_space_behind_its_colon() -> None:
    assert split_label(Text("Mayor:\u00a0 No.")) == ("Mayor", Text("No."))
