"""Words over attributes: a hand edits a sentence in Markdown and leaves its braces alone."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.write import dump
from briefkit.model.walk import walk
from briefkit.notes import Level

WIRTH = bk.Person("Jonas Wirth", role="Chief Regulator", organisation="Energy Office")
KORVIN = bk.Person("Adela Korvin", role="Energy Minister")
GRID = bk.Organisation("GridNet", kind="company")
SOURCES = (bk.Source("minutes", "Minutes"), bk.Source("log", "Log"))


def brief_of(*blocks: bk.ItemBlock, language: str = "en") -> bk.Brief:
    items = bk.Bullets([bk.Item(block) for block in blocks])
    return bk.Brief(
        "T",
        language=language,
        sections=[bk.Section("reactions", blocks=[items])],
        sources=SOURCES,
    )


TOLD = bk.Statement(
    [WIRTH],
    "Chief Regulator, Jonas Wirth told the assembly on 17 July 2026 that it failed.",
    said_on="2026-07-17",
    cue="tell",
    evidence=[bk.Evidence("minutes", locator="p. 4")],
)
BOTH = bk.Statement([KORVIN, WIRTH], "Agreed to meet.", cue="agree", labelled=True)
DENIED = bk.Statement([GRID], "Denied that it saved money.", cue="deny", labelled=True)
FAILED = bk.Event("On 18 July 2026 the line failed.", on="2026-07-18", place="Upper Tarn")
WRITTEN = brief_of(TOLD, BOTH, DENIED, FAILED)
STERN = bk.Person("Karla Stern", role="Chief Regulator")


@pytest.mark.parametrize(
    ("words", "instead", "index", "expected"),
    [
        ("Jonas Wirth told", "Karla Stern told", 0, {"speakers": (STERN,)}),
        ("Jonas Wirth told", "Jonas Wirht told", 0, {"speakers": (bk.evolve(WIRTH, name="Jonas Wirht"),)}),
        ("Chief Regulator, Jonas Wirth told", "Karla Stern told", 0, {"speakers": (bk.Person("Karla Stern"),)}),
        ("Chief Regulator, Jonas", "Former Chief Regulator, Jonas", 0, {"speakers": (bk.evolve(WIRTH, role="Former Chief Regulator"),)}),
        ("Chief Regulator, Jonas", "Deputy Regulator, Jonas", 0, {"speakers": (bk.evolve(WIRTH, role="Deputy Regulator"),)}),
        ("[[1]](#sources)", "", 0, {"evidence": ()}),
        ("[[1]](#sources)", "[[2]](#sources)", 0, {"evidence": (bk.Evidence("log"),)}),
        ("Regulator, Jonas Wirth**", "Regulator, Karla Stern**", 1, {"speakers": (KORVIN, STERN)}),
        ("Adela Korvin and Chief Regulator, Jonas Wirth", "Adela Korvin", 1, {"speakers": (KORVIN,)}),
        ("**GridNet**", "**Coastal Grid**", 2, None),
        ("On 18 July 2026", "On 19 July 2026", 3, {"on": bk.When("2026-07-19")}),
    ],
)  # fmt: skip
def test_words_beat_attributes_with_a_note_that_names_both(
    words: str, instead: str, index: int, expected: dict[str, object] | None
) -> None:
    page = (
        dump(WRITTEN).decode().replace("{speakers", "{cue: tell, said_on: 2026-07-17, speakers", 1)
    )
    assert words in page
    reading = read(page.replace(words, instead, 1))
    [note] = reading.notes
    assert (note.code, note.level) == ("attribute-overruled", Level.EDITED)
    assert note.line == 14 + index
    blocks = [one.block for _, one in walk(reading.brief, bk.Item)]
    for name, value in (expected or {}).items():
        assert getattr(blocks[index], name) == value
        assert f"{name}: " in note.before
        assert f"{name}: " in note.after
    others = [one.block for _, one in walk(WRITTEN, bk.Item)]
    assert [*blocks[:index], *blocks[index + 1 :]] == [*others[:index], *others[index + 1 :]]


@pytest.mark.parametrize(
    ("words", "instead", "cue", "said_on"),
    [
        ("told the assembly", "warned the assembly", "warn", "2026-07-17"),
        ("17 July 2026", "16 July 2026", "tell", "2026-07-16"),
    ],
)
def test_what_words_say_needs_no_attribute(
    words: str, instead: str, cue: str, said_on: str
) -> None:
    reading = read(dump(WRITTEN).decode().replace(words, instead, 1))
    first = reading.brief.statements()[0]
    assert (first.cue, str(first.said_on), reading.notes) == (cue, said_on, ())


HART = bk.Person("Olga Hart", role="Başkan", organisation="Rat", country="DE")
SAID = bk.Statement(
    [HART],
    "Başkan Olga Hart 17 Temmuz 2026 günü bunun olacağını söyledi.",
    said_on="2026-07-17",
    cue="söylemek",
)


@pytest.mark.parametrize(
    ("words", "instead", "code", "before"),
    [
        ("Olga Hart", "Karla Stern", "attribute-overruled", "Olga Hart"),
        ("Başkan Olga Hart", "Karla Stern", "attribute-unsaid", "Olga Hart"),
        ("17 Temmuz 2026", "16 Temmuz 2026", "attribute-unsaid", "2026-07-17"),
        ("söyledi", "uyardı", "attribute-unsaid", "söylemek"),
    ],
)
def test_where_no_verb_is_known_a_note_says_that_words_and_attributes_differ(
    words: str, instead: str, code: str, before: str
) -> None:
    page = dump(brief_of(SAID, language="tr")).decode()
    assert (read(page).notes, "digest" in page) == ((), False)
    [note] = read(page.replace(words, instead, 1)).notes
    assert (note.code, note.level) == (code, Level.EDITED)
    assert before in note.message


@pytest.mark.parametrize(
    "block",
    [
        bk.Statement([WIRTH], "Chief Regulator, Karla Stern told us so.", cue="tell"),
        bk.Statement([WIRTH], "Karla Stern warned us.", cue="tell", said_on="2026"),
        bk.Statement([WIRTH], "He said no on 3 May 2026.", cue="say", said_on="2026-07-17"),
        bk.Statement([WIRTH], "Warned us.", cue="tell", labelled=True),
        bk.Event("On 19 July 2026 it failed.", on="2026-07-18"),
        bk.Statement([HART], "Sie warnte am 3. Mai 2026.", cue="sagen", said_on="2026-07-17"),
    ],
)
def test_a_brief_whose_words_and_data_differ_comes_back(block: bk.ItemBlock) -> None:
    for language in ("en", "de"):
        brief = brief_of(block, language=language)
        reading = read(dump(brief))
        assert (reading.brief, reading.notes) == (brief, ())


@pytest.mark.parametrize(
    ("line", "speakers"),
    [
        ("He said no. {.statement speakers: [{actor: person, name: Nils Ek}]}", ("Nils Ek",)),
        ("**Ek**: No. {speakers: [{actor: person, name: Nils Ek, role: Mayor}]}", ("Nils Ek",)),
        ("**Mayor**: No. {speakers: [{actor: person, name: Nils Ek, role: Mayor}]}", ("Nils Ek",)),
        ("The office said no. {.statement speakers: [{actor: person, name: Nils Ek}]}", ("Nils Ek",)),
    ],
)  # fmt: skip
def test_attributes_that_say_more_stay(line: str, speakers: tuple[str, ...]) -> None:
    reading = read(f"---\nlanguage: en\n---\n# T\n\n## What Happened?\n\n- {line}")
    [made] = reading.brief.statements()
    assert tuple(one.name for one in made.speakers if isinstance(one, bk.Person)) == speakers
    assert reading.notes == ()


def test_a_statement_that_lost_its_label_is_words_and_a_note() -> None:
    said = bk.evolve(TOLD, speakers=[KORVIN], text="Promised light.", labelled=True, cue="promise")
    said = bk.evolve(said, original_language="de", evidence=())
    page = dump(brief_of(said)).decode()
    reading = read(page.replace("**Energy Minister, Adela Korvin** (17 July 2026): ", ""))
    [note] = reading.notes
    assert [one.block for _, one in walk(reading.brief, bk.Item)] == [
        bk.Paragraph("Promised light.")
    ]
    assert (note.code, "original_language: de" in note.before) == ("attribute-overruled", True)


def test_attributes_are_read_whose_signs_a_program_escaped() -> None:
    page = dump(WRITTEN).decode().replace("[{", "\\[{").replace("}]", "}\\]")
    assert (read(page).brief, read(page).notes) == (WRITTEN, ())
