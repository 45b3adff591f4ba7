"""The recogniser as a value: whose it is, what it may answer, and what of it comes into a brief."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.lexicons import recognised_languages
from briefkit.notes import Code
from briefkit.recognise.quotation_marks import marked
from support.packages import install, run_with

HEAD = "Ferry returns\n\nWhat Happened?\n\n"
EK = bk.Person("Nils Ek", role="Mayor")


def read(*paragraphs: str, **options: Any) -> bk.Reading:
    words = HEAD + "\n\n".join(paragraphs) + "\n"
    return bk.read(words.encode(), "text", **{"language": "en", **options})


def said(brief: bk.Brief) -> list[tuple[str, str]]:
    return [(one.speakers[0].name or "", one.text.plain) for one in brief.statements()]


def codes(reading: bk.Reading) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.path, one.line) for one in reading.notes if one.path]


# Where statements are looked for


def test_a_paragraph_has_the_statements_made_in_it() -> None:
    reading = read("It is shut. “We wait,” Mayor Nils Ek said. Nobody came.")
    (paragraph,) = reading.brief.sections[0].blocks
    assert isinstance(paragraph, bk.Paragraph)
    (one,) = paragraph.statements
    assert (one.speakers, one.cue, one.text.plain) == (
        (EK,),
        "say",
        "“We wait,” Mayor Nils Ek said.",
    )
    assert not one.labelled
    assert reading.line_of("sections[0].blocks[0].statements[0]") == 5


@pytest.mark.parametrize(
    ("format", "file"),
    [
        ("html", "<h1>Ferry returns</h1><h2>Background</h2><p>{words}</p><p>Rain fell.</p>"),
        ("markdown", "# Ferry returns\n\n## Background\n\n{words}\n\nRain fell.\n"),
    ],
)
def test_files_of_others_are_searched(format: str, file: str) -> None:
    words = "It is shut, Mayor Nils Ek said. Nobody came."
    brief = bk.read(file.format(words=words).encode(), format, language="en").brief
    assert said(brief) == [("Nils Ek", "It is shut, Mayor Nils Ek said.")]


def test_a_word_document_of_others_is_searched(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Ferry returns", 1)
    document.add_paragraph("Rain fell. It is shut, Mayor Nils Ek said. Nobody came.")
    document.add_paragraph("Rain fell again.")
    document.save(str(tmp_path / "a.docx"))
    brief = bk.load(tmp_path / "a.docx", language="en")
    assert said(brief) == [("Nils Ek", "It is shut, Mayor Nils Ek said.")]


@pytest.mark.parametrize("format", ["html", "docx", "markdown", "json", "yaml"])
def test_what_briefkit_wrote_is_not_searched(format: str) -> None:
    words = "It is shut, Mayor Nils Ek said. Nobody came."
    brief = bk.draft("Ferry returns").background(words).build()
    assert bk.read(bk.render(brief, format), format) == bk.Reading(brief)


def test_paragraphs_are_given_once_in_reading_order() -> None:
    asked: list[list[str]] = []

    class Listening:
        def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[bk.Found]]:
            asked.append([one.plain for one in paragraphs])
            return [[] for _ in paragraphs]

    words = (
        "Ferry returns\n\nIt sails again.\n\nWhat Happened?\n\nOne.\n\n  • Two.\n    • Three.\n\n"
        "Reactions\n\n  • Mayor, Nils Ek: It is late.\n"
    )
    bk.read(words.encode(), "text", language="en", recogniser=Listening())
    assert asked == [["It sails again.", "One.", "Two.", "Three.", "Nils Ek: It is late."]]


def test_an_item_that_is_one_statement_becomes_that() -> None:
    class Whole:
        def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[bk.Found]]:
            return [[bk.Found(0, len(one.plain), [EK], "roar")] for one in paragraphs]

    reading = read("  • Mayor Nils Ek roared.", "Mayor Nils Ek roared.", recogniser=Whole())
    bullets, paragraph = reading.brief.sections[0].blocks
    assert isinstance(bullets, bk.Bullets)
    assert isinstance(paragraph, bk.Paragraph)
    assert bullets.items[0].block == bk.Statement([EK], "Mayor Nils Ek roared.", cue="roar")
    assert paragraph.statements == (bk.Statement([EK], "Mayor Nils Ek roared.", cue="roar"),)
    assert reading.line_of("sections[0].blocks[0].items[0].block") == 5


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_another_recogniser_finds_all_but_labels(format: str) -> None:
    class Nobody:
        def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[bk.Found]]:
            return [[] for _ in paragraphs]

    words = "# Ferry\n\n## Reactions\n\n- Mayor, Nils Ek: It is late.\n- Mayor Nils Ek said it is late.\n"
    with_ours = bk.read(words.encode(), format, language="en").brief
    assert len(with_ours.statements()) == 2
    (one,) = bk.read(words.encode(), format, language="en", recogniser=Nobody()).brief.statements()
    assert one.labelled


def test_a_quotation_beside_statements_that_somebody_typed_is_told() -> None:
    words = "# Ferry\n\n## Background\n\n[Nils Ek said “it is very late”.]{.statement} “We are all going home,” it went.\n"
    reading = bk.read(words.encode(), "markdown", language="en")
    assert said(reading.brief) == [("Nils Ek", "Nils Ek said “it is very late”.")]
    assert codes(reading) == [(Code.QUOTATION_UNATTRIBUTED, "sections[0].blocks[0].text", 5)]


def test_statements_that_stand_twice_are_told_apart_by_more_words() -> None:
    class Second:
        def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[bk.Found]]:
            return [[bk.Found(12, 22, [bk.Person("Ek")], "say")] for _ in paragraphs]

    (one,) = read("Ek said no. Ek said no at noon.", recogniser=Second()).brief.statements()
    assert one.text.plain == "Ek said no at"


# Notes


def test_a_quotation_that_is_nobodys_is_told() -> None:
    reading = read(
        "“We are all going home,” Mayor Nils Ek said.", "“We are all going home,” it went."
    )
    assert codes(reading) == [(Code.QUOTATION_UNATTRIBUTED, "sections[0].blocks[1].text", 7)]


def test_titles_and_scare_quotes_are_nobodys_words() -> None:
    assert codes(read("The film “The Long Way Home” ran. It is a “bridge”.")) == []


def test_a_quotation_of_the_standfirst_is_told() -> None:
    words = "Ferry returns\n\n“We are all going home,” Mayor Nils Ek said.\n\nBackground\n\nRain fell.\n"
    reading = bk.read(words.encode(), "text", language="en")
    told = [(one.code, one.path, one.line) for one in reading.notes if one.path]
    assert reading.brief.standfirst is not None
    assert told in ([], [(Code.QUOTATION_UNATTRIBUTED, "standfirst", 3)])


def test_a_speaker_who_is_named_before_is_told() -> None:
    class Assuming:
        def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[bk.Found]]:
            return [[], [bk.Found(0, len(paragraphs[1].plain), [EK], "say", assumed=True)]]

    reading = read("Mayor Nils Ek came.", "He said that it was late.", recogniser=Assuming())
    assert codes(reading) == [(Code.SPEAKER_ASSUMED, "sections[0].blocks[1]", 7)]


def test_a_language_without_words_is_told_and_nothing_is_guessed() -> None:
    words = (
        "Haven\n\nBackground\n\nMayor Nils Ek said that it is shut.\n\n  • Mayor Nils Ek said no.\n"
    )
    reading = bk.read(words.encode(), "text", language="nl")
    assert [one.code for one in reading.notes].count(Code.STATEMENTS_UNSOUGHT) == 1
    assert reading.brief.statements() == ()
    assert bk.Recogniser("nl").statements([bk.Text("Ek said no.")]) == ((),)
    assert not bk.Recogniser("nl").knows_language


# Recognisers of others


def found(*places: tuple[int, int]) -> Callable[[Sequence[bk.Text]], object]:
    return lambda paragraphs: [[bk.Found(*place, [EK]) for place in places]]


WRONG: dict[str, tuple[Callable[[Sequence[bk.Text]], object], str]] = {
    "fails": (lambda paragraphs: 1 / 0, "failed: ZeroDivisionError"),
    "is no list": (lambda paragraphs: None, "failed: TypeError"),
    "is short": (lambda paragraphs: [], "answered for 0 paragraphs, not for 1"),
    "is something else": (lambda paragraphs: [["Ek"]], "answered with str, not briefkit.Found"),
    "is outside": (found((0, 99)), "found words from 0 to 99 of 11 characters"),
    "is before": (found((-1, 2)), "found words from -1 to 2"),
    "is empty": (found((2, 2)), "found words from 2 to 2"),
    "is a space": (found((2, 3)), "found no words from 2 to 3"),
    "goes over": (found((0, 7), (3, 11)), "found words from 3 on, which the statement before goes"),
    "names nobody": (lambda paragraphs: [[bk.Found(0, 2, [])]], "needs at least 1"),
    "has no place": (lambda paragraphs: [[bk.Found("a", 2, [EK])]], "is str, not int"),  # type: ignore[arg-type]  # that is the point
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_is_an_error_that_names_the_recogniser(name: str) -> None:
    answer, why = WRONG[name]

    class Bad:
        def statements(self, paragraphs: Sequence[bk.Text]) -> Any:
            return answer(paragraphs)

    with pytest.raises(bk.RecogniserError) as error:
        read("Ek said no.", recogniser=Bad())
    assert "the recogniser Bad " in str(error.value)
    assert why in str(error.value)


def test_a_speaker_whom_the_words_do_not_name_is_assumed() -> None:
    class Knowing:
        def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[bk.Found]]:
            return [[bk.Found(0, 10, [EK])]]

    assert codes(read("He said no.", recogniser=Knowing()))[0][0] == Code.SPEAKER_ASSUMED
    assert codes(read("Ek said no.", recogniser=Knowing())) == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (1, "is int, which finds no statements"),
        (bk.Recogniser, "is the class Recogniser, which finds no statements"),
        ("minutes", "no recogniser is called 'minutes'; install the package that has it"),
    ],
)
def test_what_is_no_recogniser_is_refused(given: object, why: str) -> None:
    with pytest.raises(bk.ArgumentError, match=why):
        bk.read(b"T", "text", recogniser=given)  # type: ignore[arg-type]  # that is the point


def test_recognisers_of_one_language_are_equal() -> None:
    assert bk.Recogniser("EN-gb") == bk.Recogniser("en-GB") != bk.Recogniser("en")
    assert repr(bk.Recogniser("en")) == "Recogniser(language='en')"
    with pytest.raises(bk.ModelError, match="is no language"):
        bk.Recogniser("english please")


PACKAGE = """
import briefkit as bk

class Minutes:
    def __init__(self, language):
        self.language = language

    def statements(self, paragraphs):
        return [[bk.Found(0, len(one.plain), [bk.Person(self.language)])] for one in paragraphs]

def broken(language):
    raise OSError("no model")

def nothing(language):
    return 1
"""


def test_packages_add_recognisers_by_name_and_by_language(tmp_path: Path) -> None:
    names = {"minutes": "Minutes", "nl": "Minutes", "en": "broken", "a": "broken", "b": "nothing"}
    points = {name: f"briefkit_minutes:{made}" for name, made in names.items()}
    files = {"briefkit_minutes/__init__.py": PACKAGE}
    install(tmp_path, "briefkit_minutes", {"briefkit.recognisers": points}, files)
    code = """
    import sys
    from pathlib import Path
    import briefkit as bk
    from briefkit.cli import main
    from briefkit.cli.doctor import examine
    text = b"T\\n\\nBackground\\n\\nEk nee.\\n"
    def who(language, **options):
        return [str(one.speakers[0].name) for one in bk.read(text, "text", language=language, **options).brief.statements()]
    assert who("en") == [] and "briefkit_minutes" not in sys.modules
    print(*who("nl-BE"), *who("en", recogniser="minutes"))
    for name in ("a", "b", "en"):
        try:
            who("de", recogniser=name)
        except bk.BriefkitError as error:
            print(type(error).__name__, error)
    Path("a.txt").write_bytes(text)
    main("convert -q a.txt a.json --language fi --recogniser minutes".split(), standalone_mode=False)
    print(*(one.speakers[0].name for one in bk.load("a.json").statements()))
    print(*(f"{one.name}: {one.found or one.remedy}" for one in examine() if "recogniser" in one.name), sep="|")
    """
    spoke, a, b, en, _, converted, checks = run_with(tmp_path, code).splitlines()
    assert spoke == "nl-BE en"
    cannot = (
        "RecogniserError the recogniser {!r} of the package briefkit_minutes cannot be used: {}"
    )
    assert a.startswith(cannot.format("a", "OSError('no model')"))
    assert b.startswith(cannot.format("b", "it gives int, which has no function `statements`"))
    assert en.startswith("ArgumentError recogniser: no recogniser is called 'en'; use one of a, b")
    assert converted == "fi"
    assert [one.split(",")[0] for one in checks.split("|")] == ["a", "b", "minutes", "nl"]


# A paragraph by itself


def test_a_builder_finds_statements() -> None:
    built = bk.paragraph("It is *shut*, Mayor Nils Ek said. Nobody came.", recognise=True)
    assert [(one.speakers, one.text.plain) for one in built.statements] == [
        ((EK,), "It is shut, Mayor Nils Ek said.")
    ]
    assert bk.paragraph("It is shut, Mayor Nils Ek said.").statements == ()


def test_a_draft_finds_statements_in_its_language() -> None:
    draft = bk.draft("Ferry returns").background("Mayor Nils Ek came.", "It is late, Ek said.")
    assert draft.build().statements() == ()
    assert said(draft.build(recognise=True)) == [("Ek", "It is late, Ek said.")]
    with pytest.raises(bk.ArgumentError, match="add recognise=True"):
        draft.build(recogniser=bk.Recogniser("en"))
    with pytest.raises(bk.ArgumentError, match="language: nothing tells statements in 'nl'"):
        bk.draft("Haven", language="nl").build(recognise=True)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"recognise": True, "said": bk.Statement([EK], "Ek said no.")}, "said: stands beside"),
        ({"recogniser": bk.Recogniser("en")}, "recogniser: is not for this; add recognise=True"),
        ({"recognise": 1}, "recognise: is int"),
        ({"recognise": True, "language": "nl"}, "language: nothing tells statements in 'nl'"),
        ({"recognise": True, "recogniser": "minutes"}, "no recogniser is called 'minutes'"),
    ],
)
def test_a_builder_says_what_it_cannot_find(options: dict[str, Any], why: str) -> None:
    with pytest.raises(bk.ArgumentError, match=why):
        bk.paragraph("Ek said no.", **options)


# Bad input

PIECES = st.sampled_from(
    [
        *(
            "Mayor Nils Ek",
            "Ida Holm",
            "the ministry",
            "officials",
            "He",
            "She",
            "Ольга Кос",
            "محمد",
        ),
        *("said", "said that", "according to", "told reporters", "declined to comment", "were"),
        *(
            "“We are going home,”",
            "“",
            "”",
            '"',
            "„Wir gehen nach Haus“",
            "«Мы идём»",
            "'",
            "(",
            ")",
        ),
        *(
            "it is late",
            "in March",
            "BUT",
            "if",
            "who met Ann Lee",
            "M A Y O R",
            "的",
            ",",
            ".",
            ":",
        ),
        *("sagte", "laut", "die Ministerin", "a dit", "selon", "сказал", "по словам", "قال", "说"),
        *(". In the morning", "! ", "? ", " – ", "a spokesman for Norbank", "and", "his", "\n\n"),
    ]
)


@given(
    st.lists(PIECES, min_size=1, max_size=40).map(" ".join),
    st.sampled_from(sorted(recognised_languages())),
)
def test_no_speaker_without_their_words_in_the_text(words: str, language: str) -> None:
    lines = [" ".join(one.split()) for one in words.split("\n\n") if one.strip()]
    paragraphs = [marked(one, language) for one in lines]
    found = bk.Recogniser(language).statements(paragraphs)
    assert len(found) == len(paragraphs)
    before = ""
    for text, statements in zip(paragraphs, found, strict=True):
        end = 0
        for one in statements:
            assert end <= one.start < one.stop <= len(text.plain)
            end = one.stop
            for actor in one.speakers:
                names = (
                    [actor.name] if isinstance(actor, bk.Organisation) else [actor.name, actor.role]
                )
                assert any(name and name in f"{before} {text.plain}" for name in names)
        before = text.plain


@pytest.mark.parametrize(
    "words",
    [
        "the mayor of the town and the minister " * 1_250,
        '" ' * 10_000,
        "“We go, said Ek. " * 1_000,
        "THE MAYOR OF HAVNES SAYS NOTHING OF IT. " * 500,
        "T h e m a y o r s a i d n o t h i n g . " * 500,
        "said " * 5_000,
        "He said it. " * 1_000,
        "“" + "a “b” " * 2_000,
    ],
    ids=[
        "no full stop",
        "marks",
        "not closed",
        "capitals",
        "spaced",
        "verbs",
        "pronouns",
        "nested",
    ],
)
def test_bad_input_is_read_with_all_its_words_and_no_speaker_of_its_own(words: str) -> None:
    reading = read(words.strip())
    (paragraph,) = reading.brief.sections[0].blocks
    assert isinstance(paragraph, bk.Paragraph)
    assert paragraph.text.plain.split() == words.split()
    for one in paragraph.statements:
        assert all((actor.name or "") in ("Ek", "") for actor in one.speakers)
