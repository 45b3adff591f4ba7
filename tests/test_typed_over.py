"""Typed over: labels, events and authors whose words were typed in the look of others are read again."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import pytest

import briefkit as bk
from briefkit.layout import Run, RunRole
from briefkit.lower import lower
from briefkit.model import Span
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile
from support.sheet_edits import edited

HART = bk.Person("Olga Hart", "Prime Minister")
NORTHWIRE = bk.Organisation("NorthWire")
ENGLISH = (
    bk.draft("The dam holds")
    .what_happened(
        bk.event("The water rose again.", on="2026-07-18", place="Upper Tarn"),
        bk.event("Nobody was hurt.", on="2026-07-19"),
    )
    .reactions(
        bk.statement(
            bk.Person("Adela Korvin", "Energy Minister", organisation="Energy Ministry"),
            "Promised that nobody would be cold.",
            to=bk.Person(role="a shopkeeper"),
        ),
        bk.statement(bk.Organisation("GridNet", kind="company"), "Denied it."),
    )
    .author("Idris Vale", bio="He draws the charts of the desk.")
    .build()
)
GERMAN = (
    bk.draft("Der Damm hält", language="de")
    .what_happened(bk.event("Das Wasser stieg.", on="2026-07-18", place="Obertarn"))
    .reactions(bk.statement(bk.Person("Adela Korvin", "Energieministerin"), "Versprach Wärme."))
    .build()
)
FRENCH = (
    bk.draft("Le barrage tient", language="fr")
    .reactions(bk.statement(bk.Person("Adela Korvin", "ministre"), "A promis."))
    .build()
)


def read_with(brief: bk.Brief, words: str, runs: Sequence[tuple[RunRole | None, str]]) -> bk.Brief:
    """Return what is read where the runs of the paragraph that holds some words are others."""
    typed = tuple(Run(Span(text), role) for role, text in runs)
    sheet = edited(lower(brief), lambda para: [attrs.evolve(para, runs=typed)], words)
    return reconcile(ParsedFile(sheet, write_payload(brief))).brief


NAME, ROLE, BODY, LABEL = RunRole.NAME, RunRole.ROLE, RunRole.ORGANISATION, RunRole.LABEL
DATE, PLACE = RunRole.DATE, RunRole.PLACE
PROMISED = (None, "Promised that nobody would be cold.")

LABELS = {
    "over the name": ([(NAME, "Prime Minister, Olga Hart"), (LABEL, ": "), PROMISED], (HART,)),
    "over all, with the colon": ([(ROLE, "Prime Minister, Olga Hart: "), PROMISED], (HART,)),
    "over all, with the first word": (
        [(ROLE, "Prime Minister, Olga Hart: Promised "), (None, "that nobody would be cold.")],
        (HART,),
    ),
    "in the look of the comma": (
        [(ROLE, "Prime Minister"), (LABEL, ", Olga Hart: "), PROMISED],
        (HART,),
    ),
    "without any look": (
        [(ROLE, "Prime Minister"), (LABEL, ", "), (None, "Olga Hart"), (LABEL, ": "), PROMISED],
        (HART,),
    ),
    "in brackets": ([(NAME, "Olga Hart (Prime Minister)"), (LABEL, ": "), PROMISED], (HART,)),
    "another name": (
        [(ROLE, "Energy Minister"), (LABEL, ", "), (NAME, "Olga Hart"), (LABEL, ": "), PROMISED],
        (bk.Person("Olga Hart", "Energy Minister"),),
    ),
    "a second speaker": (
        [
            (ROLE, "Energy Minister"),
            (LABEL, ", "),
            (NAME, "Adela Korvin and Prime Minister, Olga Hart"),
            (LABEL, ": "),
            PROMISED,
        ],
        (bk.Person("Adela Korvin", "Energy Minister", organisation="Energy Ministry"), HART),
    ),
}


@pytest.mark.parametrize(("runs", "speakers"), LABELS.values(), ids=LABELS)
def test_a_label_that_was_typed_over_names_who_speaks(
    runs: list[tuple[RunRole | None, str]], speakers: tuple[bk.Actor, ...]
) -> None:
    statement = read_with(ENGLISH, "nobody would be cold", runs).statements()[0]
    assert statement == attrs.evolve(ENGLISH.statements()[0], speakers=speakers)


def test_a_second_body_in_a_label_is_a_body() -> None:
    runs = [(BODY, "GridNet and NorthWire"), (LABEL, ": "), (None, "Denied it.")]
    statement = read_with(ENGLISH, "Denied it", runs).statements()[1]
    assert statement.speakers == (bk.Organisation("GridNet", kind="company"), NORTHWIRE)


def test_a_body_with_an_and_in_its_name_is_one_body() -> None:
    runs = [(BODY, "Ministry of Trade and Industry"), (LABEL, ": "), (None, "Denied it.")]
    statement = read_with(ENGLISH, "Denied it", runs).statements()[1]
    assert statement.speakers == (bk.Organisation("Ministry of Trade and Industry"),)


@pytest.mark.parametrize(
    ("brief", "words", "runs", "speaker"),
    [
        (
            GERMAN,
            "Versprach",
            [(NAME, "Kanzlerin, Olga Hart"), (LABEL, ": "), (None, "Versprach Wärme.")],
            bk.Person("Olga Hart", "Kanzlerin"),
        ),
        (
            FRENCH,
            "A promis",
            [(ROLE, "présidente, Olga Hart\u00a0: "), (None, "A promis.")],
            bk.Person("Olga Hart", "présidente"),
        ),
    ],
)
def test_a_label_is_read_by_its_form_in_any_language(
    brief: bk.Brief,
    words: str,
    runs: list[tuple[RunRole | None, str]],
    speaker: bk.Person,
) -> None:
    assert read_with(brief, words, runs).statements()[0].speakers == (speaker,)


Find = Callable[[bk.Brief], Any]


def events(brief: bk.Brief) -> list[bk.Event]:
    return [one for _, one in bk.walk(brief, bk.Event)]


ROSE = (None, "The water rose again.")
EVENTS = {
    "over the place": ([(PLACE, "20 July 2026, Lower Tarn"), (LABEL, ": "), ROSE], "Lower Tarn"),
    "over the day": ([(DATE, "July 20, 2026, Lower Tarn"), (LABEL, ": "), ROSE], "Lower Tarn"),
    "over all": ([(DATE, "20 July 2026, Lower Tarn: The water rose again.")], "Lower Tarn"),
    "without any look": ([(None, "20 July 2026, Lower Tarn: The water rose again.")], "Lower Tarn"),
    "the day alone": ([(DATE, "20 July 2026: "), ROSE], None),
    "a place of two words": (
        [(DATE, "20 July 2026, Tarn, Corvania"), (LABEL, ": "), ROSE],
        "Tarn, Corvania",
    ),
}


@pytest.mark.parametrize(("runs", "place"), EVENTS.values(), ids=EVENTS)
def test_an_event_that_was_typed_over_has_its_day_and_place(
    runs: list[tuple[RunRole | None, str]], place: str | None
) -> None:
    event = events(read_with(ENGLISH, "water rose", runs))[0]
    assert event == bk.event("The water rose again.", on="2026-07-20", place=place)


def test_the_time_of_an_event_ends_no_label() -> None:
    runs = [(DATE, "20 July 2026, 14:30"), (LABEL, ": "), ROSE]
    event = events(read_with(ENGLISH, "water rose", runs))[0]
    assert str(event.on).startswith("2026-07-20T14:30")


def test_an_event_of_another_language_has_its_day() -> None:
    runs = [(DATE, "20. Juli 2026, Untertarn"), (LABEL, ": "), (None, "Das Wasser stieg.")]
    event = events(read_with(GERMAN, "Wasser", runs))[0]
    assert event == bk.event("Das Wasser stieg.", on="2026-07-20", place="Untertarn")


@pytest.mark.parametrize(
    "runs",
    [
        [(NAME, "Idris Vale, The Corvania Desk")],
        [(NAME, "Idris Vale"), (None, ", The Corvania Desk")],
    ],
)
def test_where_an_author_works_may_be_typed(runs: list[tuple[RunRole | None, str]]) -> None:
    (author,) = read_with(ENGLISH, "Idris Vale", [*runs]).authors[:1]
    assert (author.name, author.affiliation) == ("Idris Vale", "The Corvania Desk")
