"""Facts that the words of a statement give follow them when they are edited, and what they give no more is told."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import briefkit as bk
from briefkit.language.days import find_day
from briefkit.layout import Para, Sheet
from briefkit.lower import lower
from briefkit.lower.edited_words import EditedWords
from briefkit.lower.generated_runs import block_text
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile

REGULATOR = bk.Person("Jonas Wirth", "Chief Regulator", "Energy Office")
SENTENCE = bk.Statement(
    [REGULATOR],
    "Chief Regulator, Jonas Wirth told the assembly on 17 July 2026 that it was late.",
    said_on="2026-07-17",
    cue="tell",
)
LABELLED = bk.Statement(
    [REGULATOR],
    "Told Adela Korvin on 17 July 2026 that it was late.",
    said_on="2026-07-17",
    cue="tell",
    labelled=True,
    addressees=[bk.Person("Adela Korvin")],
)
FIELDS = ("role", "name", "organisation", "cue", "said_on", "inferred", "addressees")


def typed_over(para: Para, old: str, new: str) -> Para:
    """Return a paragraph with words typed over others, in the look of the first run that these stand in."""
    start = block_text(para).index(old)
    left, done, runs = len(old), False, []
    for run in para.runs:
        words = run.span.text
        if left and start < len(words):
            taken = min(left, len(words) - start)
            words = words[:start] + ("" if done else new) + words[start + taken :]
            left, start, done = left - taken, 0, True
        else:
            start = max(start - len(words), 0)
        runs.append(attrs.evolve(run, span=attrs.evolve(run.span, text=words)))
    return attrs.evolve(para, runs=tuple(run for run in runs if run.span.text))


def edited(
    statement: bk.Statement, old: str, new: str, language: str = "en"
) -> tuple[dict[str, Any], list[str]]:
    """Return the facts of a statement that are others once words were typed over, and what was told as dropped."""
    brief = (
        bk.draft("Late", language=language)
        .background("Some words stay as they are.")
        .reactions(statement)
        .build()
    )
    sheet: Sheet = lower(brief)
    blocks = bk.transform(
        sheet.blocks,
        lambda part: (
            typed_over(part, old, new)
            if isinstance(part, Para) and old in block_text(part)
            else part
        ),
    )
    reading = reconcile(ParsedFile(attrs.evolve(sheet, blocks=blocks), write_payload(brief)))
    (after,) = reading.brief.statements()
    before, now = facts(statement), facts(after)
    changed = {name: now[name] for name in FIELDS if now[name] != before[name]}
    assert {note.path for note in reading.notes} == {"sections[1].blocks[0].items[0].block"}
    return changed, [note.words for note in reading.notes if note.code == "fact-dropped"]


def facts(statement: bk.Statement) -> dict[str, Any]:
    (speaker,) = statement.speakers
    return {
        "role": getattr(speaker, "role", None),
        "name": speaker.name,
        "organisation": getattr(speaker, "organisation", None),
        "cue": statement.cue,
        "said_on": statement.said_on and statement.said_on.edtf,
        "inferred": statement.inferred,
        "addressees": [bk.model.called(one) for one in statement.addressees],
    }


@pytest.mark.parametrize(
    ("old", "new", "changed", "dropped"),
    [
        ("Chief Reg", "Deputy Reg", {"role": "Deputy Regulator"}, []),
        ("Chief Reg", "Former Chief Reg", {"role": "Former Chief Regulator"}, []),
        ("Regulator", "Regulator of Tarn", {"role": "Chief Regulator of Tarn"}, []),
        ("Chief", "The Chief", {}, []),
        ("Chief Regulator, ", "", {"role": None}, ["Chief Regulator"]),
        ("Chief Regulator, Jonas Wirth", "Jonas Wirth, the chief regulator,", {}, []),
        ("17 July", "16 July", {"said_on": "2026-07-16"}, []),
        ("17 July", "July", {"said_on": "2026-07"}, []),
        ("17 July 2026", "17 July", {}, []),
        ("17 July 2026", "17.07.2026", {}, []),
        ("17 July 2026", "Friday", {}, []),
        ("17 July 2026", "16 July", {"said_on": None}, ["2026-07-17"]),
        ("17 July 2026", "Monday", {"said_on": None}, ["2026-07-17"]),
        ("on 17 July 2026 ", "", {"said_on": None}, ["2026-07-17"]),
        ("told", "warned", {"cue": "warn"}, []),
        ("told", "has now told", {}, []),
        ("told", "waved to", {"cue": None}, ["tell"]),
        ("Wirth", "Wirtz", {"name": "Jonas Wirtz"}, []),
        ("Jonas Wirth", "J. Wirth", {"name": "J. Wirth"}, []),
        ("Jonas Wirth", "Anna Berg", {"name": "Anna Berg", "organisation": None}, ["Energy Office"]),
        ("late", "too late", {}, []),
    ],
)  # fmt: skip
def test_of_a_sentence(old: str, new: str, changed: dict[str, Any], dropped: list[str]) -> None:
    assert edited(SENTENCE, old, new) == (changed, dropped)


@pytest.mark.parametrize(
    ("old", "new", "changed", "dropped"),
    [
        ("Wirth", "Wirtz", {"name": "Jonas Wirtz"}, []),
        ("Jonas Wirth", "Anna Berg", {"name": "Anna Berg", "organisation": None}, ["Energy Office"]),
        ("Chief", "Former Chief", {"role": "Former Chief Regulator"}, []),
        ("Told", "Warned", {"cue": "warn"}, []),
        ("17 July", "16 July", {"said_on": "2026-07-16"}, []),
        ("on 17 July 2026 ", "", {"said_on": None}, ["2026-07-17"]),
        ("Adela Korvin", "Karl Brandt", {"addressees": []}, ["Adela Korvin"]),
        ("Korvin", "Korvyn", {"addressees": ["Adela Korvyn"]}, []),
    ],
)  # fmt: skip
def test_of_a_labelled_text(
    old: str, new: str, changed: dict[str, Any], dropped: list[str]
) -> None:
    assert edited(LABELLED, old, new) == (changed, dropped)


@pytest.mark.parametrize(
    ("language", "words", "name", "role", "cue", "old", "new", "changed", "dropped"),
    [
        ("de", "Minister Karl Brandt sagte am 17. Juli 2026, dass es eilt.", "Karl Brandt", "Minister", "sagen",
         "17. Juli", "16. Juli", {"said_on": "2026-07-16"}, []),
        ("de", "Minister Karl Brandt sagte am 17. Juli 2026, dass es eilt.", "Karl Brandt", "Minister", "sagen",
         "sagte", "warnte", {"cue": "warnen"}, []),
        ("de", "Minister Karl Brandt sagte am 17. Juli 2026, dass es eilt.", "Karl Brandt", "Minister", "sagen",
         "Minister", "Früherer Minister", {"role": "Früherer Minister"}, []),
        ("fr", "Le ministre Karl Brandt a dit le 17 juillet 2026 que oui.", "Karl Brandt", "ministre", "dire",
         "le 17 juillet 2026 ", "", {"said_on": None}, ["2026-07-17"]),
        ("es", "El ministro Karl Brandt dijo el 17 de julio de 2026 que no.", "Karl Brandt", "ministro", "decir",
         "17 de julio de", "16 de julio de", {"said_on": "2026-07-16"}, []),
        ("zh", "部长安娜于2026年7月17日表示，已经太晚了。", "安娜", "部长", "表示",
         "7月17日", "7月16日", {"said_on": "2026-07-16"}, []),
        ("zh", "部长安娜于2026年7月17日表示，已经太晚了。", "安娜", "部长", "表示",
         "部长", "前部长", {"role": "前部长"}, []),
        ("ar", "قال الوزير كارل برانت في 17 يوليو 2026 إن الوقت قد فات.", "كارل برانت", "الوزير", "قال",
         "17 يوليو", "16 يوليو", {"said_on": "2026-07-16"}, []),
    ],
)  # fmt: skip
def test_of_sentences_in_other_languages(
    language: str, words: str, name: str, role: str, cue: str, old: str, new: str,
    changed: dict[str, Any], dropped: list[str],
) -> None:  # fmt: skip
    statement = bk.Statement([bk.Person(name, role)], words, said_on="2026-07-17", cue=cue)
    assert edited(statement, old, new, language) == (changed, dropped)


def test_a_position_that_words_now_report_is_inferred_no_more() -> None:
    read_into_acts = bk.Statement(
        [REGULATOR], "Seemingly opposes the plan and its costs.", labelled=True, inferred=True
    )
    assert edited(read_into_acts, "the plan", "the new plan") == ({}, [])
    changed = {"cue": "say", "inferred": False}
    assert edited(read_into_acts, "Seemingly opposes", "Said that he opposes") == (changed, [])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "on July 17th"),
        ("en", "on Friday"),
        ("en", "on 7/17/26"),
        ("de", "am 17. Juli"),
        ("fr", "vendredi"),
        ("es", "el 17 de julio"),
        ("zh", "于7月17日"),
        ("ar", "في 17 يوليو"),
        ("he", "ב־17 ביולי"),
    ],
)
def test_days_are_named_in_short(language: str, words: str) -> None:
    assert find_day(words, bk.When("2026-07-17"), language)
    assert not find_day(words, bk.When("2026-08-18"), language)


def test_what_stands_in_the_place_of_words() -> None:
    words = EditedWords("one two, three four", "one 2, 3 new four")

    def in_place(some: str) -> str:
        start = words.before.index(some)
        first, stop = words.span(words.in_place(start, start + len(some)))
        return words.now[first:stop]

    assert in_place("two") == "2"
    assert in_place("three") == "3 new"
    assert in_place("four") == "four"
    assert in_place("one two, three four") == words.now
