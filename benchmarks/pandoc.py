"""Peer: pandoc, a process for each document, as pypandoc runs it.

It writes DOCX and HTML from Markdown with the same words, which is made beforehand, and reads DOCX into its own tree.
It knows no speakers, sources and citations, and carries no payload.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pypandoc

import briefkit as bk
from briefkit.formats.docx.writing.blank_document import write_blank_document
from briefkit.formats.html.writing.write import page
from briefkit.lower import lower

PEER = "pandoc"


class Pandoc:
    """pandoc with the styles of the Word document; a context manager, for it keeps a folder."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.reference = Path(self.folder.name) / "reference.docx"
        self.reference.write_bytes(write_blank_document(bk.PLAIN, "en"))
        self.written = Path(self.folder.name) / "written.docx"

    def __enter__(self) -> Pandoc:
        return self

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()

    def markdown(self, brief: bk.Brief) -> str:
        """Return the Markdown that it writes other formats from."""
        html = page(lower(brief), bk.PLAIN)
        return str(pypandoc.convert_text(html, "markdown", "html"))

    def docx(self, markdown: str) -> bytes:
        """Return a Word document."""
        options = [f"--reference-doc={self.reference}"]
        pypandoc.convert_text(
            markdown, "docx", "markdown", outputfile=self.written, extra_args=options
        )
        return self.written.read_bytes()

    def html(self, markdown: str) -> str:
        """Return a page."""
        return str(pypandoc.convert_text(markdown, "html", "markdown", extra_args=["--standalone"]))

    def tree(self, data: bytes) -> str:
        """Return what it reads of a Word document, as JSON."""
        return str(pypandoc.convert_text(data, "json", "docx"))


def processor_time() -> float:
    """Return the seconds that the processor has spent on processes that have ended."""
    spent = getrusage(RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
