"""Pictures of which a program dropped the words that say what they show, in Word documents and pages."""

from __future__ import annotations

import re
from typing import Any

import pytest

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import NAMESPACES
from support.docx_files import changed
from support.strategies import IMAGES

CHART, PORTRAIT = IMAGES[0], IMAGES[1]
BRIEF = (
    bk.draft("The lock at Orsa")
    .author("Mara Lind", photo=PORTRAIT)
    .background(
        bk.figure(CHART, "A chart of the water", caption="It falls.", credit="The desk"),
        bk.figure(CHART, "The same chart, in winter"),
        "The lock was built in 1931.",
    )
    .build()
)
DOCUMENT = bk.render(BRIEF, "docx")


def without_words(data: bytes, *numbers: int) -> bytes:
    """The document without the alternative text of some pictures, of all where none is named."""

    def drop(root: Any) -> None:
        for number, one in enumerate(root.iter(f"{{{NAMESPACES['wp']}}}docPr")):
            if number in numbers or not numbers:
                one.attrib.pop("descr", None)

    return changed(data, drop)


@pytest.mark.parametrize("numbers", [(), (0,), (1,), (2,)])
def test_a_known_picture_has_the_words_that_it_was_written_with(numbers: tuple[int, ...]) -> None:
    reading = bk.read(without_words(DOCUMENT, *numbers), "docx")
    assert reading.brief == BRIEF
    assert [note.code for note in reading.notes] == ["alt-missing"] * (len(numbers) or 3)


def test_in_a_page_too() -> None:
    page = re.sub(r' alt="[^"]*"', ' alt=""', bk.render(BRIEF, "html").decode())
    reading = bk.read(page.encode(), "html")
    assert reading.brief == BRIEF
    assert [note.code for note in reading.notes] == ["alt-missing"] * 3
    assert not any("…" in note.message for note in reading.notes)


def test_a_base_knows_them_as_well() -> None:
    bare = bk.render(BRIEF, "docx", payload="none")
    assert bk.read(without_words(bare), "docx", base=BRIEF).brief == BRIEF


def test_a_picture_that_nobody_knows_goes_and_the_words_under_it_stay() -> None:
    bare = without_words(bk.render(BRIEF, "docx", payload="none"))
    reading = bk.read(bare, "docx")
    words = ["It falls.", "The desk", "The lock was built in 1931."]
    assert reading.brief.sections[0].blocks == tuple(map(bk.Paragraph, words))
    assert [note.code for note in reading.notes].count("picture-dropped") == 3


def test_words_that_stay_are_those_of_the_file() -> None:
    data = bk.render(BRIEF, "docx")

    def reword(root: Any) -> None:
        for one in root.iter(f"{{{NAMESPACES['wp']}}}docPr"):
            one.set("descr", one.get("descr", "").replace("water", "lake"))

    reading = bk.read(changed(without_words(data, 1), reword), "docx")
    first, second, _ = reading.brief.sections[0].blocks
    assert isinstance(first, bk.Figure)
    assert first.alt == "A chart of the lake"
    assert second == BRIEF.sections[0].blocks[1]
