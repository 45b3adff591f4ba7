"""Compiling by Typst, also in a process that was forked.

Typst works with threads that it starts once in a process. One that was forked after that does not have them, and would wait
for them for ever: there, each page is compiled by a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import typst
from attrs import frozen

from briefkit.errors import RenderError
from briefkit.formats.pdf.typst import compile_alone

#: The process that has Typst's threads.
_started_in: int | None = None


class RefusedPageError(Exception):
    """Typst refuses a page, with the reason that it gives."""


@frozen(eq=False)
class Fonts:
    """Fonts that Typst prints with.

    Attributes:
        found: Them, as Typst has found them.
        asked: Where it was asked to look.
    """

    found: typst.Fonts
    asked: Mapping[str, Any]

    @classmethod
    def of(cls, paths: list[str], *, with_those_of_the_system: bool) -> Fonts:
        """Return the fonts of folders.

        Args:
            paths: The folders.
            with_those_of_the_system: Whether those of the system count too.
        """
        asked: dict[str, Any] = {
            "include_system_fonts": with_those_of_the_system,
            "include_embedded_fonts": False,
            "font_paths": paths,
        }
        return cls(typst.Fonts(**asked), asked)


class _KeptCompilers(threading.local):
    """The compilers of a thread: two threads cannot use one at a time."""

    def __init__(self) -> None:
        self.of_fonts: WeakKeyDictionary[Fonts, typst.Compiler] = WeakKeyDictionary()


_kept = _KeptCompilers()


def compile_page(template: Path, root: Path, fonts: Fonts, inputs: Mapping[str, str]) -> bytes:
    """Return the PDF (PDF/UA-1 and PDF/A-3a) of a template and its data.

    Args:
        template: The file of the template, which need not be within the root.
        root: The folder outside of which nothing may be read.
        fonts: What it is printed with.
        inputs: The data, by name.

    Raises:
        RefusedPageError: Typst cannot lay the page out.
        RenderError: No process can be started, or it fails.
    """
    global _started_in
    if _started_in is None:
        _started_in = os.getpid()
    options: dict[str, Any] = {
        "format": "pdf",
        "pdf_standards": ["a-3a", "ua-1"],
        "sys_inputs": dict(inputs),
    }
    if _started_in != os.getpid():
        return _compiled_alone(template.read_bytes(), root, fonts, options)
    compiler = _compiler(template, root, fonts)
    try:
        printed = compiler.compile(**options)
    except typst.TypstError as error:
        raise RefusedPageError(error.message) from error
    assert isinstance(printed, bytes)
    return printed


def _compiler(template: Path, root: Path, fonts: Fonts) -> typst.Compiler:
    """Return a compiler; one that reads nothing but the template is kept, and has parsed it from the second page on."""
    if template.parent != root:
        return typst.Compiler(template.read_bytes(), root=root, font_paths=fonts.found)
    kept = _kept.of_fonts
    if fonts not in kept:
        kept[fonts] = typst.Compiler(template, root=root, font_paths=fonts.found)
    return kept[fonts]


def _compiled_alone(template: bytes, root: Path, fonts: Fonts, options: Mapping[str, Any]) -> bytes:
    work = {
        "root": str(root),
        "fonts": fonts.asked,
        "template": template.decode(),
        "options": options,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", compile_alone.__file__],
            input=json.dumps(work).encode(),
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except OSError as error:
        raise _failed(str(error)) from error
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == compile_alone.REFUSED:
        raise RefusedPageError(said)
    if done.returncode:
        raise _failed(said)
    return done.stdout


def _failed(why: str) -> RenderError:
    return RenderError(
        f"Typst does not run in a process that was forked after it had started ({why})",
        remedy="start processes by `spawn`, or print by Typst in the forked ones alone",
    )
