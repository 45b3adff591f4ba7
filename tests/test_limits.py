"""Limits: what is written within them is read within them, and what is over them is told before there is a file."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import briefkit as bk

#: Limits that no writer of these meets: of themes, of errors, of work that is left out beyond them, and of PDF.
_OTHERS = {
    *("faults", "packing", "comparisons", "pages", "objects", "object_bytes"),
    *("object_packing", "stream_bytes"),
    *("page_content_bytes", "content_bytes", "content_packing", "operators", "tags", "mappings"),
    "printed_characters",
}
_LIMITS = [
    one.name
    for one in attrs.fields(bk.Limits)
    if one.name not in _OTHERS and not one.name.startswith(("theme_", "css_"))
]
_FORMATS = [name for name, one in bk.FORMATS.items() if one.write and one.read and one.bounded]


def _carries(format: str) -> bool:
    return bk.FORMATS[format].strip is not None


def _brief() -> bk.Brief:
    """Return a brief with a bit of everything that is counted."""
    return bk.Brief(
        "Ships",
        sections=[
            bk.section(
                "Now",
                bk.Statement(
                    (bk.Person("Nils Ek", "Harbour Master"),), "All passed.", labelled=True
                ),
                bk.figure("examples/author.png", alt="An author"),
                bk.table([("a", "b"), ("c", "d")], header=("x", "y")),
                bk.Paragraph(bk.Text([bk.Span("So say the records.", cites=("records",))])),
            )
        ],
        sources=[bk.Source("records", "Records of the port", url="https://port.example/1")],
    )


def written(brief: bk.Brief, format: str, payload: bool, limit: str, most: int) -> bytes | None:
    """Return a brief as a file within a limit; None where it is refused."""
    limits = bk.Limits(**{limit: most})
    try:
        return bk.render(brief, format, payload="full" if payload else "none", limits=limits)
    except bk.RenderError:
        return None


@pytest.mark.parametrize(
    ("format", "payload"),
    [(one, payload) for one in _FORMATS for payload in (True, False) if payload or _carries(one)],
)
def test_the_largest_brief_that_is_written_is_read(format: str, payload: bool) -> None:
    brief = _brief()
    told = set()
    for limit in _LIMITS:
        least, most = 0, 1
        while (data := written(brief, format, payload, limit, most)) is None:
            told.add(limit)
            least, most = most, most * 4
        while most - least > max(1, most // 100):  # nearly the least with which it is written
            middle = (least + most) // 2
            found = written(brief, format, payload, limit, middle)
            if found is None:
                least = middle
            else:
                most, data = middle, found
        bk.read(data, format, limits=bk.Limits(**{limit: most}))
    assert told >= ({"text_bytes", "lines"} if format == "text" else {"file_bytes"})


def test_a_pdf_over_a_limit_is_refused() -> None:
    brief = bk.Brief("Ships", sections=[bk.section("Now", "All passed.")])
    limits = bk.Limits(file_bytes=1_000)
    with pytest.raises(bk.RenderError, match=r"bytes; the limit is 1,000"):
        bk.render(brief, "pdf", limits=limits)


@pytest.mark.parametrize("format", ["html", "docx", "json", "yaml", "markdown", "pdf"])
@pytest.mark.parametrize("limit", ["picture_bytes", "pixels", "cells"])
def test_what_a_brief_holds_is_told_before_it_is_written(
    format: str, limit: str, tmp_path: Path
) -> None:
    figure = bk.figure("examples/author.png", alt="An author")
    table = bk.table([("a", "b"), ("c", "d")], header=("x", "y"))
    brief = bk.Brief("Ships", sections=[bk.section("Now", figure, figure, table)])
    holds = {
        "picture_bytes": 2 * len(figure.image.data),
        "pixels": figure.image.size[0] * figure.image.size[1],
        "cells": 6,
    }[limit]
    path = tmp_path / "brief"
    with pytest.raises(bk.RenderError) as caught:
        bk.save(brief, path, format, limits=bk.Limits(**{limit: holds - 1}))
    assert f"has {holds:,} {limit.replace('_', ' ')}; the limit is {holds - 1:,}" in str(
        caught.value
    )
    assert f"Limits.{limit}" in caught.value.remedy
    assert caught.value.code == bk.ErrorCode.INPUT_TOO_LARGE
    assert not path.exists()


def test_a_page_of_short_rows_that_has_too_many_elements_is_refused() -> None:
    empty = bk.Table(rows=[("",)] * 50_500)
    brief = bk.Brief("Ships", sections=[bk.Section("other", heading="Now", blocks=[empty])])
    with pytest.raises(bk.RenderError, match="elements"):
        bk.render(brief, "html", payload="none")


def test_losses_are_found_within_limits_of_the_caller() -> None:
    brief = bk.Brief("Ships", sections=[bk.section("Now", "All passed.")])
    assert bk.losses(brief, "html", limits=bk.Limits(file_bytes=10**9)) == ()
    with pytest.raises(bk.RenderError, match="the limit is 1,000"):
        bk.losses(brief, "html", limits=bk.Limits(file_bytes=1_000))
