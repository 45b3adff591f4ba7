"""Annotations of a PDF: each remark is a note with its page, the words that it stands on and their place in the brief."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import briefkit as bk
from support.pdf_bombs import with_content
from support.rendered import Engine

BRIEF = (
    bk.draft("Aldane warns of prizes")
    .what_happened(
        bk.statement(bk.Person("Viktor Aldane"), "said that boats would be “fair prizes”."),
        bk.statement(bk.Person("Irena Halloran"), "said that forty boats may come."),
    )
    .build()
)


@pytest.fixture(scope="module")
def pdf(engine: Engine) -> bytes:
    """The brief as a PDF."""
    return bk.render(BRIEF, "pdf", engine=engine)


def remarked(data: bytes, *remarks: Any) -> bytes:
    """A PDF with annotations on its first page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.pages[0].obj.Annots = file.make_indirect(Array(remarks))
        file.save(out)
    return out.getvalue()


def remark(kind: str, **entries: Any) -> Any:
    return Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), **entries)


def box_of(words: str, pdf: bytes) -> list[float]:
    """Return the rectangle around a line of the page that has some words, found by the marks on it."""
    for up in range(0, 842, 4):
        box: list[float] = [0, up, 600, up + 12]
        (note,) = bk.read(remarked(pdf, remark("Highlight", Rect=Array(box)))).notes
        if words in note.words:
            return box
    raise AssertionError(words)


def test_each_remark_is_told_and_the_brief_is_the_same(pdf: bytes) -> None:
    box = box_of("fair", pdf)
    corners = [box[0], box[3], box[2], box[3], box[0], box[1], box[2], box[1]]
    reading = bk.read(
        remarked(
            pdf,
            remark(
                "Text",
                T=String("Ben"),
                Contents=String("Is this right?\rAsk him."),
                Rect=Array(box),
            ),
            remark("StrikeOut", T=String("Ada"), QuadPoints=Array(corners), Rect=Array(box)),
            remark("FreeText", RC=String("<p>Add <b>Moser</b> &amp; Lund</p>"), Rect=Array(box)),
            remark("Link", Contents=String("no remark"), Rect=Array(box)),
            remark("Popup", Contents=String("the window of one"), Rect=Array(box)),
        )
    )
    assert reading.brief == BRIEF
    assert [(note.code, note.level, note.message, note.path) for note in reading.notes] == [
        ("comment", bk.Level.INFO, "Page 1: Ben commented: Is this right? Ask him.", ""),
        (
            "comment",
            bk.Level.INFO,
            "Page 1: Ada struck out “Viktor Aldane said that boats would be “fair prizes”.”.",
            "sections[0].blocks[0].items[0].block",
        ),
        ("comment", bk.Level.INFO, "Page 1: Somebody wrote on the page: Add Moser & Lund", ""),
    ]


def test_the_words_under_a_mark_are_whole(pdf: bytes) -> None:
    left, bottom, _, top = box_of("Halloran", pdf)
    (note,) = bk.read(
        remarked(pdf, remark("Highlight", Rect=Array([left, bottom, 150, top])))
    ).notes
    assert note.words
    assert "Irena Halloran said that forty boats may come.".startswith(f"{note.words} ")


@pytest.mark.parametrize(
    "content",
    [
        b"q 2 0 0 2 10 20 cm BT /F 5 Tf 0 10 Td (one two) Tj ET Q",
        b"BT /F 10 Tf 12 TL 10 52 Td T* (one two) Tj ET",
        b"BT /F 10 Tf 100 Tz 0 Tc 0 Tw 0 Ts 12 TL 1 0 0 1 10 52 Tm (one two) ' ET",
        b"BT /F 10 Tf 10 52 Td 0 -12 TD [(o) 20 (ne two)] TJ ET",
        b'BT /F 10 Tf 12 TL 10 52 Td 0 0 (one two) " ET',
    ],
)
def test_words_are_found_however_a_page_places_them(content: bytes) -> None:
    from briefkit.formats.pdf.reading.annotations import read_annotations

    data = remarked(with_content(content + b" "), remark("Underline", Rect=Array([0, 38, 25, 50])))
    with pikepdf.open(io.BytesIO(data)) as file:
        (found,) = read_annotations(file)
    assert found.marked == "one"


def _itself(file: Any) -> None:
    loop = file.make_indirect(remark("Text", Contents=String("once")))
    loop.Parent, loop.Popup, loop.IRT = loop, loop, loop
    file.pages[0].obj.Annots = Array([loop, loop])


def _on_both(file: Any) -> None:
    shared = file.make_indirect(
        Array([file.make_indirect(remark("Text", Contents=String("once")))])
    )
    file.pages[0].obj.Annots = shared
    file.add_blank_page()
    file.pages[1].obj.Annots = shared


BAD: dict[str, tuple[Callable[[Any], Any], list[str]]] = {
    "loops": (_itself, ["once"]),
    "shared by pages": (_on_both, ["once"]),
    "no array": (lambda file: setattr(file.pages[0].obj, "Annots", Dictionary()), []),
    "no dictionaries": (
        lambda file: setattr(file.pages[0].obj, "Annots", Array([1, None, Name.A])),
        [],
    ),
    "no words": (
        lambda file: setattr(file.pages[0].obj, "Annots", Array([remark("Ink"), remark("Text")])),
        ["", ""],
    ),
    "no strings": (
        lambda file: setattr(
            file.pages[0].obj,
            "Annots",
            Array(
                [
                    remark("Text", Contents=Array([1]), T=3),
                    remark("Highlight", QuadPoints=Array(["x", 1]), Rect=4),
                ]
            ),
        ),
        ["", ""],
    ),
    "odd letters": (
        lambda file: setattr(
            file.pages[0].obj,
            "Annots",
            Array([remark("Text", Contents=String(b"\xfe\xff\xd8\x00"))]),
        ),
        [""],
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_annotations_cost_no_more_than_themselves(pdf: bytes, kind: str) -> None:
    change, words = BAD[kind]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        file.save(out)
    reading = bk.read(out.getvalue())
    assert reading.brief == BRIEF
    assert [note.words for note in reading.notes] == words


def test_remarks_without_end_are_over_a_limit(pdf: bytes) -> None:
    many = remarked(pdf, *(remark("Text", Contents=String("word " * 40)) for _ in range(50)))
    with pytest.raises(bk.ReadError, match=r"raise Limits\.characters "):
        bk.read(many, limits=bk.Limits(characters=5_000))
