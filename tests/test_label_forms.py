"""Label forms: labels that somebody typed, in languages with and without word lists, and without any look."""

import pytest

import briefkit as bk
from briefkit.layout import Para, Role, Run, RunRole
from briefkit.lower import lower
from briefkit.lower.speaker_labels import lift_speakers
from briefkit.lower.typed_labels import read_label
from briefkit.lower.typed_runs import Written
from briefkit.model import Span
from briefkit.recognise.label_forms import KnownSpeakers, typed_speakers, unmarked_speakers

# Two persons and a body that each brief names.
KNOWN = {
    "en": KnownSpeakers({"Adela Korvin"}, {"Energy Minister"}, {"GridNet"}),
    "de": KnownSpeakers({"Adela Korvin"}, {"Energieministerin"}, {"NetzAG"}),
    "fr": KnownSpeakers({"Adela Korvin"}, {"ministre de l’Énergie"}, {"RéseauSA"}),
    "es": KnownSpeakers({"Adela Korvin"}, {"ministra de Energía"}, {"RedSA"}),
    "ar": KnownSpeakers({"أديلا كورفين"}, {"وزيرة الطاقة"}, {"شركة الشبكة"}),
    "zh": KnownSpeakers({"阿德拉·科尔文"}, {"能源部长"}, {"电网公司"}),
    "ja": KnownSpeakers({"山田花子"}, {"エネルギー大臣"}, {"電力会社"}),
}


def person(name: str | None, role: str | None = None) -> bk.Person:
    return bk.Person(name, role=role)


LABELS: list[tuple[str, str, tuple[bk.Actor, ...]]] = [
    ("de", "Kanzlerin, Olga Hart", (person("Olga Hart", "Kanzlerin"),)),
    ("de", "Olga Hart (Kanzlerin)", (person("Olga Hart", "Kanzlerin"),)),
    ("de", "Adela Korvin, Kanzlerin", (person("Adela Korvin", "Kanzlerin"),)),
    ("de", "Kanzlerin Adela Korvin", (person("Adela Korvin", "Kanzlerin"),)),
    ("de", "Energieministerin Olga Hart", (person("Olga Hart", "Energieministerin"),)),
    ("de", "Olga Hart und Adela Korvin", (person("Olga Hart"), person("Adela Korvin"))),
    ("de", "NetzAG und NordDraht", (bk.Organisation("NetzAG"), bk.Organisation("NordDraht"))),
    ("fr", "présidente, Olga Hart", (person("Olga Hart", "présidente"),)),
    (
        "fr",
        "présidente, Olga Hart et maire, Nils Ek",
        (person("Olga Hart", "présidente"), person("Nils Ek", "maire")),
    ),
    (
        "es",
        "ministra de Energía y Minas, Olga Hart",
        (person("Olga Hart", "ministra de Energía y Minas"),),
    ),
    ("ar", "رئيسة الوزراء، أولغا هارت", (person("أولغا هارت", "رئيسة الوزراء"),)),
    ("zh", "奥尔加·哈特（总理）", (person("奥尔加·哈特", "总理"),)),
    ("zh", "能源部长李强", (person("李强", "能源部长"),)),
    ("zh", "电网公司", (bk.Organisation("电网公司"),)),
    ("ja", "首相 佐藤太郎", (person("佐藤太郎", "首相"),)),
    ("ja", "佐藤太郎（首相）", (person("佐藤太郎", "首相"),)),
    ("en", "Mayor Olga Hart", (person("Olga Hart", "Mayor"),)),
    ("en", "Karl Brandt (GridNet)", (person("Karl Brandt", "GridNet"),)),
    (
        "en",
        "Energy Minister, Adela Korvin; Mayor, Nils Ek; and GridNet",
        (
            person("Adela Korvin", "Energy Minister"),
            person("Nils Ek", "Mayor"),
            bk.Organisation("GridNet"),
        ),
    ),
]


@pytest.mark.parametrize(("language", "words", "speakers"), LABELS)
def test_a_typed_label_names_who_speaks(
    language: str, words: str, speakers: tuple[bk.Actor, ...]
) -> None:
    assert typed_speakers(words, KNOWN[language], language) == speakers


def test_bodies_in_a_list_are_bodies() -> None:
    found = typed_speakers("GridNet, NorthWire and CoastLine", KNOWN["en"], "en", is_body=True)
    assert found == tuple(map(bk.Organisation, ("GridNet", "NorthWire", "CoastLine")))


@pytest.mark.parametrize(
    ("language", "words", "speakers"),
    [
        ("de", "Kanzlerin, Olga Hart", (person("Olga Hart", "Kanzlerin"),)),
        ("de", "Olga Hart", (person("Olga Hart"),)),
        ("de", "Am Montag sagte Olga Hart", None),
        ("de", "Gestern", None),
        ("fr", "La ministre a dit", None),
        ("zh", "昨天", None),
        ("en", "He told parliament", None),
    ],
)
def test_what_may_be_a_sentence_is_no_label(
    language: str, words: str, speakers: tuple[bk.Actor, ...] | None
) -> None:
    assert unmarked_speakers(words, KNOWN[language], language) == speakers


BRIEF = (
    bk.draft("T1")
    .reactions(
        bk.statement(
            [person("Adela Korvin", "Energy Minister"), person("Nils Ek", "Mayor")], "Denied it."
        ),
        bk.statement(person(None, "a shopkeeper in Tarn"), "“It went dark.”"),
    )
    .build()
)
LABEL, NAME, ROLE = RunRole.LABEL, RunRole.NAME, RunRole.ROLE
FIRST = [(ROLE, "Energy Minister"), (LABEL, ", "), (NAME, "Adela Korvin")]


def speakers_of(anchor: str, *runs: tuple[RunRole | None, str]) -> tuple[bk.Actor, ...]:
    items = lower(BRIEF).blocks[-1]
    printed = {
        part.anchor: frozenset((run.role, run.span.text) for run in part.runs)
        for item in getattr(items, "items", ())
        for part in item
    }
    block = Para(Role.STATEMENT, tuple(Run(Span(words), role) for role, words in runs), anchor)
    return lift_speakers(read_label(block, Written("en", printed)))


def test_a_speaker_whom_nobody_touched_stays() -> None:
    runs = [
        *FIRST,
        (LABEL, " and "),
        (NAME, "Regulator, Jonas Wirth"),
        (LABEL, ": "),
        (None, "Denied it."),
    ]
    assert speakers_of("b2", *runs) == (
        person("Adela Korvin", "Energy Minister"),
        person("Jonas Wirth", "Regulator"),
    )


def test_words_without_any_look_are_words_of_the_name_beside_them() -> None:
    runs = [*FIRST, (None, "-Ek"), (LABEL, ": "), (None, "Denied it.")]
    assert speakers_of("b2", *runs) == (person("Adela Korvin-Ek", "Energy Minister"),)


def test_an_honorific_is_part_of_a_name() -> None:
    runs = [(NAME, "Dr Adela Korvin"), (LABEL, ": "), (None, "Denied it.")]
    assert speakers_of("b2", *runs) == (person("Dr Adela Korvin"),)


def test_a_longer_role_stays_a_role() -> None:
    runs = [(ROLE, "a shopkeeper in Tarn and Ferry"), (LABEL, ": "), (None, "“It went dark.”")]
    assert speakers_of("b3", *runs) == (person(None, "a shopkeeper in Tarn and Ferry"),)


def test_a_label_that_was_typed_without_any_look_is_a_label() -> None:
    assert speakers_of("", (None, "Mayor, Olga Hart: Denied it.")) == (
        person("Olga Hart", "Mayor"),
    )
