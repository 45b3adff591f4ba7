"""The line of judgement under an assessment: what it says is the judgement, also where somebody typed it over."""

from __future__ import annotations

import attrs
import pytest

import briefkit as bk
from briefkit.layout import LayoutBlock, Para, Role, Run, RunRole, Sheet
from briefkit.lower import lower
from briefkit.lower.generated_runs import block_text
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile

OUTAGE = bk.Assessment(
    "A third outage would come from the same corridor.",
    likelihood=bk.Likelihood("ICD 203", "likely"),
    confidence="moderate",
    basis=bk.Text([bk.Span("load forecasts and "), bk.Span("the schedule", cites=("s",))]),
    evidence=[bk.Evidence("s", locator="p. 4")],
)
RELIEF = bk.Assessment("Rain would bring relief.", confidence="low")


def brief_in(language: str) -> bk.Brief:
    return (
        bk.draft("Lights out", language=language)
        .source("s", "A source")
        .background("Some words stay as they are.")
        .why_it_matters(OUTAGE, RELIEF)
        .build()
    )


def home(brief: bk.Brief, blocks: list[LayoutBlock]) -> bk.Reading:
    sheet: Sheet = attrs.evolve(lower(brief), blocks=tuple(blocks))
    return reconcile(ParsedFile(sheet, write_payload(brief)))


def assessments(reading: bk.Reading) -> list[bk.Assessment]:
    return [one for _, one in bk.walk(reading.brief, bk.Assessment)]


def without_line(number: int) -> list[LayoutBlock]:
    blocks = list(lower(brief_in("en")).blocks)
    lines = [one for one in blocks if one.role is Role.JUDGEMENT]
    return [one for one in blocks if one is not lines[number]]


def test_a_line_that_was_deleted_stays_deleted() -> None:
    reading = home(brief_in("en"), without_line(0))
    bare = attrs.evolve(OUTAGE, likelihood=None, confidence=None, basis=None)
    assert assessments(reading) == [bare, RELIEF]
    assert [note.code for note in reading.notes] == ["block-deleted"]


def test_the_line_of_another_assessment_is_not_taken_for_the_own_one() -> None:
    blocks = [one for one in without_line(0) if "Rain" not in block_text(one)]
    reading = home(brief_in("en"), blocks)
    assert assessments(reading) == [
        attrs.evolve(OUTAGE, likelihood=None, confidence=RELIEF.confidence, basis=None)
    ]


def typed(words: str, role: RunRole | None) -> Run:
    return Run(bk.Span(words), role)


@pytest.mark.parametrize(
    ("language", "old", "new", "changed", "dropped"),
    [
        ("en", "likely", "very likely", {"likelihood": bk.Likelihood("ICD 203", "very likely")}, []),
        ("en", "moderate", "high", {"confidence": "high"}, []),
        ("en", "moderate", "High", {"confidence": "high"}, []),
        ("en", "moderate", "shaky", {"confidence": None}, ["Confidence: shaky"]),
        ("en", " · Confidence: moderate", "", {"confidence": None}, []),
        ("en", "likely (ICD 203)", "likely", {"likelihood": None}, ["Likelihood: likely"]),
        ("en", "Likelihood: likely (ICD 203) · ", "", {"likelihood": None}, []),
        ("en", "Likelihood", "In short. Likelihood", {}, ["In short"]),
        ("de", "likely", "sehr likely", {"likelihood": bk.Likelihood("ICD 203", "sehr likely")}, []),
        ("de", "mittel", "hoch", {"confidence": "high"}, []),
        ("fr", "likely", "très likely", {"likelihood": bk.Likelihood("ICD 203", "très likely")}, []),
        ("zh", "likely", "很可能", {"likelihood": bk.Likelihood("ICD 203", "很可能")}, []),
        ("ar", "likely", "very likely", {"likelihood": bk.Likelihood("ICD 203", "very likely")}, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("look", [None, RunRole.LABEL, RunRole.BASIS])
def test_words_of_the_line_count_in_any_look(
    look: RunRole | None, language: str, old: str, new: str, changed: object, dropped: list[str]
) -> None:
    brief = brief_in(language)
    blocks = list(lower(brief).blocks)
    place = next(n for n, one in enumerate(blocks) if one.role is Role.JUDGEMENT)
    line = blocks[place]
    assert isinstance(line, Para)
    before, found, behind = block_text(line).partition(old)
    assert found
    notes = [run for run in line.runs if run.role is RunRole.NOTE]
    behind = behind.removesuffix("[1]")
    blocks[place] = attrs.evolve(line, runs=(typed(before + new + behind, look), *notes))
    reading = home(brief, blocks)
    judged = assessments(reading)[0]
    assert attrs.evolve(judged, basis=OUTAGE.basis) == bk.evolve(OUTAGE, **changed)  # type: ignore[arg-type]

    assert str(judged.basis) == str(OUTAGE.basis)
    assert [note.words for note in reading.notes if note.level == "dropped"] == dropped
    assert {note.path for note in reading.notes if note.code == "block-edited"} == {
        "sections[1].blocks[0]"
    }
