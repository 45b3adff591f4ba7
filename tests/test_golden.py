"""The example briefs as every format prints them, in files that people can read.

Renew them with `make golden`, and read what `git diff` shows before you commit it.
"""

import io
import os
import re
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.text.paragraph import Paragraph

import briefkit as bk
from briefkit.formats.html.writing.write import page
from briefkit.lower import lower
from support.locks import NEWEST, locked

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
RENEW = "BRIEFKIT_RENEW_GOLDEN" in os.environ
EXAMPLES = {
    name: ROOT / "examples" / f"{name}.{suffix}"
    for name, suffix in (
        ("harbour", "txt"),
        ("grid", "json"),
        ("water", "json"),
        ("drones", "yaml"),
    )
}


def as_html(brief: bk.Brief) -> str:
    """The page without its style, and without the bytes of its pictures."""
    return re.sub(r"base64,[^\"]+", "base64,…", page(lower(brief), bk.PLAIN))


def as_text(brief: bk.Brief) -> str:
    return bk.render(brief, "text").decode()


def as_docx(brief: bk.Brief) -> str:
    """A line a paragraph: its style, and its words with the styles of runs in brackets."""

    def line(paragraph: Paragraph) -> str:
        words = []
        for part in paragraph.iter_inner_content():
            for run in getattr(part, "runs", [part]):
                name = run.style.name if run.style else ""
                words.append(
                    run.text if name == "Default Paragraph Font" else f"[{name}]{run.text}"
                )
        style = paragraph.style.name if paragraph.style else ""
        return f"{style}: {''.join(words)}\n"

    lines = []
    for part in Document(io.BytesIO(bk.render(brief, "docx"))).iter_inner_content():
        if isinstance(part, Paragraph):
            lines.append(line(part))
        else:
            lines += [" | ".join(cell.text for cell in row.cells) + "\n" for row in part.rows]
    return "".join(lines)


def as_pdf(brief: bk.Brief) -> str:
    """The words of each page, as they come out of the file."""
    reader = pypdf.PdfReader(io.BytesIO(bk.render(brief, "pdf")))
    pages = [f"[{n}]\n{page.extract_text()}\n" for n, page in enumerate(reader.pages, 1)]
    return "\n".join(pages)


def as_outline(brief: bk.Brief) -> str:
    """Who said what, when, as the model has it."""
    return "".join(
        f"{path}: {'; '.join(str(one.name) for one in said.speakers)} | {said.kind} | {said.cue} | "
        f"{said.said_on} | {' … '.join(said.quotes())}\n"
        for path, said in bk.walk(brief, bk.Statement)
    )


#: What lays out a PDF, and what takes its words out again: each release does it a little otherwise.
PRINTED_BY = ("weasyprint", "pypdf")
OTHERS = [name for name in PRINTED_BY if metadata.version(name) not in locked(NEWEST)[name]]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("shown", [as_html, as_text, as_docx, as_pdf, as_outline])
def test_golden(name: str, shown: Callable[[bk.Brief], str]) -> None:
    if shown is as_pdf and OTHERS:
        pytest.skip(f"the files are as the locked versions of {' and '.join(OTHERS)} print them")
    file = GOLDEN / f"{name}.{shown.__name__.removeprefix('as_')}"
    printed = shown(bk.load(EXAMPLES[name]))
    if RENEW:
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, "utf-8")
    assert printed == file.read_text("utf-8"), "renew it with `make golden` if it is better now"
