"""PDF, peer: Typst with a template of somebody's own, in which one compiler with its fonts is kept.

It makes PDF/UA-1 and PDF/A-3a as briefkit does, from the words of the sheet as data. It attaches no payload, checks no
glyphs, and knows no language, theme, table or picture that these briefs do not have.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, assert_never

import orjson
import typst

import briefkit as bk
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Run
from briefkit.lower import lower
from briefkit.style import font_files

PEER = "Typst, template by hand"
_TEMPLATE = Path(__file__).with_name("page.typ")
#: What this template sets in bold.
_BOLD = {"name", "organisation"}
#: Links that are not underlined.
_NUMBERS = {"note", "evidence"}


class Template:
    """The compiler, kept with its fonts and its template."""

    def __init__(self) -> None:
        folders = dict.fromkeys(str(file.path.parent) for file in font_files(bk.PLAIN))
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders]
        )
        self.compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts)

    def write(self, brief: bk.Brief) -> bytes:
        """Return the PDF of a brief."""
        data = orjson.dumps(_data(brief)).decode()
        pdf = self.compiler.compile(
            format="pdf", pdf_standards=["a-3a", "ua-1"], sys_inputs={"data": data}
        )
        assert isinstance(pdf, bytes)
        return pdf


def _data(brief: bk.Brief) -> dict[str, Any]:
    sheet, day = lower(brief), brief.published or dt.date(1980, 1, 1)
    return {
        "title": sheet.title,
        "authors": sheet.authors,
        "keywords": sheet.keywords,
        "description": sheet.description,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "parts": [_part(block) for block in sheet.blocks],
    }


def _part(block: LayoutBlock) -> dict[str, Any]:
    match block:
        case Para():
            return _paragraph(block)
        case Heading():
            return {
                "kind": "heading",
                "role": block.role,
                "level": block.level,
                "anchor": block.anchor,
                "runs": [*_runs(block.runs)],
            }
        case Items():
            kind = "numbers" if block.ordered else "bullets"
            items = [_paragraph(one) for item in block.items for one in item if type(one) is Para]
            return {"kind": kind, "role": block.role, "items": items}
        case Grid() | Picture():
            raise NotImplementedError("the corpus holds no tables and no pictures")
        case _:
            assert_never(block)


def _paragraph(block: Para) -> dict[str, Any]:
    return {
        "kind": "paragraph",
        "role": block.role,
        "anchor": block.anchor,
        "runs": [*_runs(block.runs)],
    }


def _runs(runs: Iterable[Run]) -> Iterator[dict[str, Any]]:
    for run in runs:
        data: dict[str, Any] = {"t": run.span.text}
        if run.role in _BOLD:
            data["bold"] = True
        if run.span.position:
            data["super"] = True
        if run.target:
            data["target"] = run.target
        if run.span.link:
            data["link"] = run.span.link
        if (run.target or run.span.link) and run.role not in _NUMBERS:
            data["underlined"] = True
        if run.role == "back":
            data["back"] = True
        if run.span.quoted:
            data["quoted"] = True
        if run.anchor:
            data["anchor"] = run.anchor
        yield data
