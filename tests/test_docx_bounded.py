"""Limits of Word documents: what is over one names it, what briefkit writes is within all, and work is done once."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest

import briefkit as bk
from briefkit.formats.docx.reading import picture_reader
from briefkit.formats.docx.reading.read import parse, read
from briefkit.layout import Items, Para, Picture
from briefkit.limits import limited
from briefkit.model.media import image_of
from support.docx_bombs import (
    BRIEF,
    TITLE,
    carrying,
    in_list,
    lists,
    p,
    picture_shown,
    ps,
    styles,
    table,
    that_lies,
    with_body,
    with_numbering,
    with_parts,
)
from support.docx_files import document, small, unpacked

#: A limit, and a document that is over it.
OVER: dict[str, tuple[bk.Limits, bytes]] = {
    "file bytes": (bk.Limits(file_bytes=1000), small(p("Words"))),
    "parts": (bk.Limits(parts=3), small(p("Words"))),
    "limit of a part": (bk.Limits(part_bytes=200), small(p("Words"))),
    "unpacked bytes": (bk.Limits(unpacked_bytes=1000), small(p("Words"))),
    "xml bytes": (bk.Limits(xml_bytes=200), small(p("Words"))),
    "xml nodes": (bk.Limits(xml_nodes=50), small(p("Words"))),
    "payload bytes": (bk.Limits(payload_bytes=100), carrying(b"[" + b"1," * 50 + b"1]")),
    "paragraphs": (bk.Limits(paragraphs=9), small(ps(10))),
    "cells": (bk.Limits(cells=11), small(p("Words") + table(3, 4))),
    "characters": (bk.Limits(characters=50), small(ps(9))),
    "picture bytes": (bk.Limits(picture_bytes=20_000_000), picture_shown(2)),
    "pixels": (bk.Limits(pixels=1_000_000), picture_shown(1)),
}


@pytest.mark.parametrize("limit", OVER)
def test_what_is_over_a_limit_names_it(limit: str) -> None:
    limits, data = OVER[limit]
    with limited(limits), pytest.raises(bk.ReadError, match=f"{limit}.*raise Limits"):
        read(data)
    read(data)


def test_short_rows_count_as_long_as_they_are_filled_up() -> None:
    rows = f"<w:tbl><w:tr>{'<w:tc/>' * 10}</w:tr>{'<w:tr/>' * 9}</w:tbl>"
    with limited(bk.Limits(cells=99)), pytest.raises(bk.ReadError, match="cells"):
        read(small(p("Words") + rows))


def test_a_note_counts_as_often_as_something_leads_to_it() -> None:
    noted = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="7"/></w:r></w:p>'
    data = small(
        p("Words") + noted * 10, footnotes=f'<w:footnote w:id="7">{p("Seven " * 20)}</w:footnote>'
    )
    assert sum(one.code == "footnote-dropped" for one in read(data).notes) == 1  # for all ten
    with limited(bk.Limits(characters=1000)), pytest.raises(bk.ReadError, match="characters"):
        read(data)


def test_a_brief_over_a_limit_is_not_written() -> None:
    long = bk.Brief(
        "Long", sections=[bk.Section("background", blocks=[bk.Paragraph("Words.")] * 20_000)]
    )
    with pytest.raises(bk.RenderError, match="paragraphs; the limit is"):
        bk.render(long, "docx", limits=bk.Limits(paragraphs=20_000))


def test_a_large_brief_is_written_and_read() -> None:
    blocks = [bk.Paragraph(f"These are the words of paragraph {n}.") for n in range(15_000)]
    large = bk.Brief("Large", sections=[bk.Section("background", blocks=blocks)])
    assert bk.read(bk.render(large, "docx")) == bk.Reading(large)


def test_a_picture_is_decoded_once_however_often_it_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decoded: list[bytes] = []

    def counted(data: bytes) -> bk.Image:
        decoded.append(data)
        return image_of(data)

    monkeypatch.setattr(picture_reader, "image_of", counted)
    shown = [one for one in parse(picture_shown(5)).sheet.blocks if isinstance(one, Picture)]
    assert (len(shown), len(decoded)) == (5, 1)


def test_a_picture_that_cannot_be_decoded_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bytes] = []

    def refused(data: bytes) -> Any:
        tried.append(data)
        raise bk.ModelError("is damaged")

    monkeypatch.setattr(picture_reader, "image_of", refused)
    notes = parse(picture_shown(5)).notes
    assert [one.code for one in notes] == ["picture-dropped"] * 5
    assert len(tried) == 1


def test_styles_take_what_they_are_based_on_however_long_the_chain() -> None:
    brief = read(styles(100, last="Titel", words="Far below")).brief
    assert str(brief.title) == "Far below"


def test_styles_in_a_circle_are_read() -> None:
    assert str(read(styles(10, last="s0")).brief.title) == "Words"


def test_lists_have_nine_levels() -> None:
    body = (
        p("Title", TITLE)
        + p("One", in_list(1, 0))
        + "".join(p(f"a{n}", in_list(1, n)) for n in range(1, 400))
    )
    items = parse(with_body(body, small(p("a"), numbering=lists(9, 2)))).sheet.blocks[-1]
    depth = 0
    while isinstance(items, Items):
        depth, items = depth + 1, items.items[-1][-1]
    assert depth == 9


def test_fields_that_never_end_are_one_error() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    with pytest.raises(bk.ReadError, match="nests too deep"):
        read(small(f"<w:p>{begun * 200}</w:p>"))


def test_a_part_is_unpacked_no_further_than_it_says() -> None:
    with pytest.raises(bk.ReadError, match=r"numbering\.xml.*is damaged"):
        read(that_lies())


def test_a_part_is_packed_as_the_norm_says() -> None:
    with pytest.raises(bk.ReadError, match="is packed as no document is"):
        read(with_numbering(zipfile.ZIP_BZIP2))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_parts_are_in_utf_8_or_utf_16(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>{document(p("Wörter"))}'
    data = with_parts(small(p("Words")), {"word/document.xml": part.encode(encoding)})
    assert str(read(data).brief.title) == "Wörter"


@pytest.mark.parametrize("encoding", ["cp037", "iso-8859-1"])
def test_no_other_encoding_hides_what_a_part_has(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>{document(p("Wörter"))}'
    data = with_parts(small(p("Words")), {"word/document.xml": part.encode(encoding)})
    with pytest.raises(bk.ReadError, match="is no XML"):
        read(data)


@pytest.mark.parametrize("part", [b"", b"\0", b"\xff\xfe", b"\xfe\xff<"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_part_of_nothing_is_no_xml(name: str, part: bytes) -> None:
    with pytest.raises(bk.ReadError, match="is no XML"):
        read(with_parts(small(p("Words")), {name: part}))


def test_a_bookmark_may_have_any_number() -> None:
    names = "".join(f'<w:bookmarkStart w:name="bk_b{name}"/>' for name in ("9" * 9000, "1"))
    shown = parse(with_body(f"<w:p>{names}<w:r><w:t>Words</w:t></w:r></w:p>")).sheet.blocks
    assert [one.anchor for one in shown if isinstance(one, Para)] == ["b1"]


def test_custom_xml_of_others_is_not_parsed() -> None:
    payload = unpacked(bk.render(BRIEF, "docx"))["customXml/item1.xml"]
    other = {f"customXml/item{n}.xml": "<not XML" for n in range(2, 20)}
    data = with_parts(bk.render(BRIEF, "docx"), {**other, "customXml/item1.xml": payload})
    assert read(data).brief == BRIEF
