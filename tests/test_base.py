"""A base: the brief that a file is an edit of gives back what programs dropped, and nothing else."""

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings

import briefkit as bk
from support.drawn import rendered
from support.printable import printable
from support.strategies import briefs
from support.unstyled import unstyled_document, unstyled_page

QUINT = bk.Person("Rafael Quint", role="Chamber of Commerce President")
BRIEF = (
    bk.draft("Harbour reopens")
    .details(id="urn:x:harbour", topics=["ports"], extra={"desk": "north"})
    .source("s", "Minutes of the council", sha256="0" * 64)
    .what_happened(
        bk.statement(
            QUINT,
            "said on 5 September 2025 that the quay would open.",
            on="2025-09-05",
            to=bk.Person("Ada Lund"),
            evidence=bk.Evidence("s", exact="the quay would open", locator="p. 4"),
        ),
        bk.event("The gates were closed.", on="2025-09-07", place="Veldmark"),
    )
    .background("Ships had waited for a week, and the fares had doubled.")
    .build()
)
OTHER = (
    bk.draft("Strike ends").background("The drivers voted on Sunday, by a small majority.").build()
)
VISUAL = ("html", "docx")


def gone(reading: bk.Reading) -> bool:
    return "payload-gone" in [note.code for note in reading.notes]


@pytest.mark.parametrize("format", VISUAL)
def test_a_file_without_its_payload_says_so(format: str, tmp_path: Path) -> None:
    bare = bk.render(BRIEF, format, payload="none")
    assert gone(bk.read(bare))
    assert not gone(bk.read(bk.render(BRIEF, format)))
    assert not gone(bk.read(bare, base=BRIEF))
    path = tmp_path / f"brief.{format}"
    path.write_bytes(bare)
    with pytest.warns(bk.DroppedWarning, match="No brief travels"):
        assert bk.load(path) != BRIEF
    assert bk.load(path, base=BRIEF) == BRIEF


@pytest.mark.parametrize("format", VISUAL)
def test_the_base_gives_back_what_is_not_seen(format: str) -> None:
    @settings(max_examples=20)
    @given(briefs())
    def hold(brief: bk.Brief) -> None:
        assert bk.read(rendered(brief, format, payload="none"), format, base=brief) == bk.Reading(
            brief
        )

    hold()


@settings(max_examples=2)
@given(briefs().map(printable))
def test_the_base_takes_the_place_of_an_attachment(brief: bk.Brief) -> None:
    assert bk.read(bk.strip(rendered(brief, "pdf")), base=brief).brief == brief


@pytest.mark.parametrize("payload", ["full", "none"])
@pytest.mark.parametrize("format", VISUAL)
def test_an_edit_of_the_base_is_an_edit(format: str, payload: Any) -> None:
    words = "said on 6 September 2025 that the quay would open."
    shown = bk.evolve(
        BRIEF,
        sections=bk.draft("x")
        .source("s", "Minutes of the council")
        .what_happened(
            bk.statement(QUINT, words, on="2025-09-06", evidence=bk.Evidence("s")),
            bk.event("The gates were closed.", on="2025-09-07", place="Veldmark"),
        )
        .background("Ships had waited for a week, and the fares had doubled.")
        .build()
        .sections,
    )
    reading = bk.read(bk.render(shown, format, payload=payload), base=BRIEF)
    (statement,) = reading.brief.statements()
    (before,) = BRIEF.statements()
    assert str(statement.said_on) == "2025-09-06"
    assert (statement.addressees, statement.evidence) == (before.addressees, before.evidence)
    assert (reading.brief.id, reading.brief.topics) == (BRIEF.id, BRIEF.topics)
    assert [note.code for note in reading.notes] == ["block-edited"]


@pytest.mark.parametrize("format", VISUAL)
def test_a_file_that_shows_something_else_is_read_without_the_base(format: str) -> None:
    for payload in ("full", "none"):
        data = bk.render(OTHER, format, payload=payload)
        alone, beside = bk.read(data), bk.read(data, base=BRIEF)
        assert beside.brief == alone.brief
        assert [note.code for note in beside.notes] == [
            "base-other",
            *[n.code for n in alone.notes],
        ]


def test_a_pdf_of_something_else() -> None:
    data = bk.render(OTHER, "pdf")
    reading = bk.read(data, base=BRIEF)
    assert reading.brief == OTHER
    assert [note.code for note in reading.notes] == ["base-other"]
    bare, alone = bk.read(bk.strip(data), base=BRIEF), bk.read(bk.strip(data))
    assert bare.brief == alone.brief
    assert {note.code for note in bare.notes} - {note.code for note in alone.notes} == {
        "base-other"
    }


def test_a_pdf_that_lost_tags_and_attachment() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bk.render(BRIEF, "pdf"))) as file:
        for key in ("/StructTreeRoot", "/Names", "/AF", "/PieceInfo"):
            if key in file.Root:
                del file.Root[key]
        file.save(out)
    reading = bk.read(out.getvalue(), base=BRIEF)
    assert reading.brief == BRIEF
    assert [note.code for note in reading.notes] == ["pdf-untagged"]


def test_pictures_that_lost_their_entries_are_those_that_are_drawn() -> None:
    pictures = ("examples/author.png", "examples/grid-load.png")
    figures = [bk.figure(name, alt=name) for name in pictures]
    brief = bk.draft("Harbour reopens").background("Words.", *figures).build()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bk.render(brief, "pdf"))) as file:
        del file.Root.PieceInfo
        file.save(out)
    reading = bk.read(out.getvalue())
    assert [note.code for note in reading.notes] == ["picture-changed", "picture-changed"]
    found = [image.size for _, image in bk.walk(reading.brief, bk.Image)]
    assert found == [bk.picture(name).size for name in pictures]
    assert bk.read(out.getvalue(), base=brief) == bk.Reading(brief)


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_data_says_everything_itself(format: str) -> None:
    assert bk.read(bk.render(OTHER, format), format, base=BRIEF) == bk.Reading(OTHER)
    assert bk.read(bk.to_dict(OTHER), base=BRIEF) == bk.Reading(OTHER)


def test_a_base_is_a_brief() -> None:
    with pytest.raises(bk.ArgumentError, match="base: is str, not Brief"):
        bk.read(bk.render(BRIEF, "html"), base="before.json")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "de", "fr", "ar", "zh"])
def test_a_file_that_lost_its_styles_too_says_so(language: str) -> None:
    brief = bk.evolve(BRIEF, language=language, published="2025-09-08", as_of="2025-09-07")
    page = unstyled_page(brief)
    assert gone(bk.read(page.encode()))
    assert gone(bk.read(unstyled_document(brief)))


def test_a_page_that_names_what_wrote_it_says_so() -> None:
    page = unstyled_page(BRIEF)
    named = page.replace("<head>", '<head><meta content="briefkit" name="generator">')
    assert not gone(bk.read(page.encode()))  # nothing is left that only briefkit writes
    assert gone(bk.read(named.encode()))
    assert not gone(bk.read(named.encode(), base=BRIEF))


def test_a_page_of_another_house_does_not() -> None:
    page = b"<html lang=en><h1>Strike ends</h1><p>Published 5 September 2025 \xc2\xb7 Updated 6 September 2025</p><h2>Background</h2><p>Words.</p>"
    assert not gone(bk.read(page))


PICTURED = (
    bk.draft("Harbour reopens")
    .author("Idris Vale", photo="examples/author.png")
    .background(
        "Ships had waited for a week.",
        bk.figure("examples/author.png", alt="Quay", caption="The quay.", credit="The Desk"),
    )
    .whats_next("The fares are to fall.")
    .build()
)


@pytest.mark.parametrize("payload", ["full", "none"])
def test_pictures_that_a_program_dropped_come_from_the_base(payload: Any) -> None:
    page = bk.render(PICTURED, "html", payload=payload).decode()
    elsewhere = re.sub(r'src="data:[^"]*"', 'src="page_files/image001.png"', page)
    for lost in (elsewhere, re.sub("<img[^>]*>", "", page)):
        assert bk.read(lost.encode(), base=PICTURED) == bk.Reading(PICTURED)
    edited = bk.read(elsewhere.replace("The quay", "The old quay").encode(), base=PICTURED)
    assert [note.code for note in edited.notes] == ["block-edited"]
    (figure,) = (block for _, block in bk.walk(edited.brief, bk.Figure))
    assert (str(figure.caption), str(figure.credit)) == ("The old quay.", "The Desk")


def test_a_picture_that_somebody_took_out_is_taken_out() -> None:
    page = bk.render(PICTURED, "html", payload="none").decode()
    edited = bk.read(
        re.sub("<figure.*?</figure>", "", page, flags=re.DOTALL).encode(), base=PICTURED
    )
    assert not [*bk.walk(edited.brief, bk.Figure)]
    assert [note.code for note in edited.notes] == ["block-deleted"]
