"""Limits of PDFs: what is over one names it, and what leaves no ink is no edit."""

from __future__ import annotations

import io
from itertools import product

import pypdf
import pytest
from pikepdf import Array

import briefkit as bk
from briefkit.formats.pdf.extracted_text import ExtractedText, TextBlock
from briefkit.formats.pdf.reading.read import read
from briefkit.formats.pdf.text_verification import block_texts, compare_text
from briefkit.limits import limited
from briefkit.lower import lower
from briefkit.style import Engine
from support.pdf_bombs import (
    BRIEF,
    files,
    lists,
    made,
    packed_by_lzw,
    packed_objects,
    ranges,
    with_content,
    with_mapping,
    with_tags,
)

_WORDS = b"BT /F 1 Tf (a) Tj ET"
#: A limit, and a document that is over it.
OVER: dict[str, tuple[bk.Limits, bytes]] = {
    "objects": (bk.Limits(objects=3), with_content(_WORDS)),
    "pages": (bk.Limits(pages=2), with_content(_WORDS, 3)),
    "stream_bytes": (bk.Limits(stream_bytes=2_000), with_mapping(ranges(2) + b" " * 9_000)),
    "page_content_bytes": (bk.Limits(page_content_bytes=9), with_content(_WORDS)),
    "content_bytes": (bk.Limits(content_bytes=50), with_content(_WORDS, 3)),
    "operators": (bk.Limits(operators=5), with_content(_WORDS, 3)),
    "tags": (bk.Limits(tags=2), with_tags(_WORDS, lambda pdf, _: Array([0, 1, 2]))),
    "mappings": (bk.Limits(mappings=70_000), with_mapping(ranges(2), _WORDS)),
    "printed_characters": (bk.Limits(printed_characters=2), with_content(_WORDS, 3)),
    "payload_bytes": (bk.Limits(payload_bytes=9), with_content(_WORDS)),
}


@pytest.mark.parametrize("limit", OVER)
def test_what_is_over_a_limit_names_it(limit: str) -> None:
    limits, data = OVER[limit]
    with limited(limits), pytest.raises(bk.ReadError, match=rf"raise Limits\.{limit} "):
        read(data)
    read(data)


@pytest.mark.parametrize(
    ("limit", "streams"),
    [("object_bytes", [lists(2_000)] * 2), ("object_packing", [lists(600_000)] * 2)],
)
def test_packed_objects_are_counted_together(limit: str, streams: list[bytes]) -> None:
    data = packed_objects(*streams)
    few = bk.Limits(object_bytes=3_000) if limit == "object_bytes" else bk.Limits()
    with limited(few), pytest.raises(bk.ReadError, match=rf"raise Limits\.{limit} "):
        read(data)
    with (
        limited(bk.Limits(object_packing=1_000_000)),
        pytest.raises(bk.ReadError, match="has no words"),
    ):
        read(data)


def test_objects_that_stand_with_the_catalogue_are_held_to_the_same_limit() -> None:
    data = bk.render(BRIEF, "pdf", engine="weasyprint")
    with limited(bk.Limits(object_bytes=100)), pytest.raises(bk.ReadError, match="object_bytes"):
        read(data)
    assert read(data).brief == BRIEF


@pytest.mark.parametrize("content", [_WORDS + b" " * 700_000, _WORDS + b"ET\n" * 20_000])
def test_content_is_held_to_what_it_is_packed_in(content: bytes) -> None:
    shared = with_content(content, 24)
    with pytest.raises(bk.ReadError, match=r"raise Limits\.content_packing "):
        read(shared)
    with limited(bk.Limits(content_packing=1_000_000)):
        read(shared)


def test_what_is_packed_by_lzw_is_not_unpacked() -> None:
    with pytest.raises(bk.ReadError, match="LZW"):
        read(made(packed_by_lzw))


def test_one_file_that_many_name_is_one() -> None:
    payload = b'{"briefkit":1,"brief":{"schema_version":1,"title":"Strike ends"}}'
    assert read(files(900, payload)).brief == bk.Brief("Strike ends")


def _printed(words: str, shown: str) -> bool:
    sheet = lower(
        bk.Brief("Title", sections=[bk.Section("background", blocks=[bk.Paragraph(words)])])
    )
    blocks = [TextBlock("/P", 1, shown if one == words else one) for one in block_texts(sheet)]
    return not compare_text(sheet, ExtractedText(tuple(blocks), ()))


@pytest.mark.parametrize(
    ("words", "shown", "same"),
    [
        ("long-term plan", "long-\nterm plan", True),
        ("longterm plan", "long-\nterm plan", True),
        ("long--term plan", "long-\nterm plan", False),
        ("longterm p-lan", "long-\nterm plan", False),
        ("a" + "-" * 60, "a" + "-\n" * 30, False),
        ("a" + "-" * 60, "a" + "-\n" * 60, True),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_may_be_the_lines(words: str, shown: str, same: bool) -> None:
    assert _printed(words, shown) is same


def test_signs_that_are_not_drawn_are_no_edit() -> None:
    assert _printed("Ships \U000e02be pas\u034fsed\u3164.", "Ships passed.")


def test_what_is_written_is_within_the_limits() -> None:
    brief = bk.Brief(
        "Long",
        sections=[
            bk.Section(
                "background", blocks=[bk.Paragraph("Word " * 200 + f"{n}.") for n in range(100)]
            )
        ],
    )
    found = read(bk.render(brief, "pdf"))
    assert (found.brief, found.notes) == (brief, ())


@pytest.mark.parametrize(("times", "hyphenated"), [(30, True), (60, False)])
def test_a_word_without_end_is_not_hyphenated(times: int, hyphenated: bool) -> None:
    # Each hyphen that could be there is tried with all that is left of the word.
    brief = bk.draft("A title").background("ship" * times).build()
    [page] = pypdf.PdfReader(io.BytesIO(bk.render(brief, "pdf"))).pages
    assert ("-\n" in page.extract_text()) is hyphenated


_READ = ("objects", "content_bytes", "operators", "tags")


@pytest.mark.parametrize(
    ("engine", "limit"),
    [
        *product(("weasyprint", "typst"), _READ),
        ("weasyprint", "object_bytes"),  # Typst packs no objects
    ],
)
def test_what_would_not_be_read_is_not_written(engine: Engine, limit: str) -> None:
    few = bk.Limits(**{limit: 5})
    with pytest.raises(bk.RenderError, match=limit):
        bk.render(BRIEF, "pdf", engine=engine, limits=few)
