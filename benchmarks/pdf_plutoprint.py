"""PDF, peer: PlutoPrint, from the same HTML and CSS; it finds the fonts by fontconfig, which is four times as fast as by CSS.

It makes no tags, and neither PDF/UA nor PDF/A, attaches no payload, hyphenates no words and has no running titles.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import plutoprint

import briefkit as bk
from benchmarks.pdf_page import page_of
from briefkit.style import font_files

PEER = "PlutoPrint"
#: What links within the page are relative to.
_ADDRESS = "file:///page.html"
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}<cachedir>{cache}</cachedir></fontconfig>"""


class Printer:
    """PlutoPrint with the fonts of the page; a context manager, for it keeps a folder.

    The whole process has these settings of fontconfig from then on, in libraries that are loaded later too.
    """

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        paths = dict.fromkeys(file.path.parent for file in font_files(bk.PLAIN))
        folders = "".join(f"<dir>{path}</dir>" for path in paths)
        settings = _FONTS.format(folders=folders, cache=self.folder.name)
        (Path(self.folder.name) / "fonts.conf").write_text(settings, "utf-8")
        plutoprint.plutobook_set_fontconfig_path(self.folder.name)

    def __enter__(self) -> Printer:
        return self

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()

    def write(self, brief: bk.Brief) -> bytes:
        """Return the PDF of a brief."""
        html, rules = page_of(brief)
        book = plutoprint.Book(plutoprint.PAGE_SIZE_A4, plutoprint.PAGE_MARGINS_NONE)
        book.load_html(html, user_style=rules, base_url=_ADDRESS)
        file = io.BytesIO()
        book.write_to_pdf_stream(file)
        return file.getvalue()
