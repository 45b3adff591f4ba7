"""Rendering, and the pictures that other programs take of it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

from attrs import field, frozen
from PIL import Image, ImageChops

import briefkit as bk

#: The programs, and what there is no picture of without each.
PROGRAMS = {
    "pdftoppm": "PDF and Word pages",
    "soffice": "Word pages",
    "chromium": "HTML pages",
}
#: A name, the width in pixels, and whether the reader asks for dark colours.
Window: TypeAlias = tuple[str, int, bool]
#: The windows in which HTML is seen.
WINDOWS: tuple[Window, ...] = (
    ("desktop, light", 1280, False),
    ("desktop, dark", 1280, True),
    ("phone, light", 390, False),
    ("phone, dark", 390, True),
    # The narrowest that a page must do with (WCAG 2.2, 1.4.10).
    ("narrow, light", 320, False),
    ("narrow, dark", 320, True),
)
PHONE = WINDOWS[2]
_PROCESSES = 2
_DPI = 100
_TALL = 12_000  # pixels; no example is longer, and what stays empty is cut off
_CHROMIUM = """
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars
    --disable-background-networking --disable-component-update --disable-sync
""".split()  # noqa: SIM905 # a command line reads best as one


@frozen
class Looked:
    """One example in one theme, with pictures of it.

    Attributes:
        example: The name of the example.
        title: What the brief is called.
        theme: The name of the theme.
        files: The rendered files.
        pictures: Pictures by what they show: "PDF", "Word", and "HTML, " with the name of a window.
    """

    example: str
    title: str
    theme: str
    files: tuple[Path, ...]
    pictures: dict[str, list[Path]] = field(factory=dict)


def missing() -> list[str]:
    return [program for program in PROGRAMS if shutil.which(program) is None]


def look_at(
    briefs: Mapping[str, bk.Brief],
    wanted: Sequence[tuple[str, str]],
    folder: Path,
    windows: Sequence[Window] = WINDOWS,
) -> list[Looked]:
    """Render briefs, each with its name and in a theme, and take their pictures, all into one folder."""
    looked = []
    for example, theme in wanted:
        brief = briefs[example]
        files = tuple(folder / f"{example}-{theme}.{format}" for format in ("pdf", "docx", "html"))
        for file in files:
            bk.save(brief, file, theme=theme)
        looked.append(Looked(example, brief.title.plain, theme, files))
    absent = missing()
    if "pdftoppm" not in absent:
        _print_pages(looked, folder, with_word="soffice" not in absent)
    if "chromium" not in absent:
        _open_pages(looked, windows)
    return looked


def _print_pages(looked: Sequence[Looked], folder: Path, with_word: bool) -> None:
    laid_out = folder / "word"
    if with_word:
        _lay_out([one.files[1] for one in looked], laid_out)
    wanted = [(one, "PDF", one.files[0]) for one in looked]
    if with_word:
        wanted += [(one, "Word", laid_out / f"{one.files[1].stem}.pdf") for one in looked]
    with ThreadPoolExecutor(_PROCESSES) as pool:
        pages = pool.map(_pages, [file for _, _, file in wanted])
        for (one, kind, _), found in zip(wanted, pages, strict=True):
            one.pictures[kind] = found


def _lay_out(documents: Sequence[Path], folder: Path) -> None:
    """Let LibreOffice lay out Word documents: one process, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{profile}"),
                *("--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _pages(file: Path) -> list[Path]:
    stem = file.with_name(f"{file.stem}-page")
    for old in stem.parent.glob(f"{stem.name}-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-png", str(file), str(stem)], check=True)
    return sorted(stem.parent.glob(f"{stem.name}-*.png"))


def _open_pages(looked: Sequence[Looked], windows: Sequence[Window]) -> None:
    wanted = [(one, *window) for one in looked for window in windows]
    with ThreadPoolExecutor(_PROCESSES) as pool:
        shots = pool.map(lambda each: _screenshot(each[0].files[2], *each[2:]), wanted)
        for (one, name, _, _), shot in zip(wanted, shots, strict=True):
            one.pictures[f"HTML, {name}"] = [shot]


def _screenshot(page: Path, width: int, dark: bool) -> Path:
    """Take a picture of a whole page in a window of a width."""
    shot = page.with_name(f"{page.stem}-{width}-{'dark' if dark else 'light'}.png")
    # A window is no narrower than 500 pixels, so a phone's is a frame in a wider one.
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder) / "frame.html"
        frame.write_text(
            "<!DOCTYPE html><style>body{margin:0}iframe{border:0;display:block}</style>"
            f'<iframe src="{page.resolve().as_uri()}" width={width} height={_TALL}></iframe>',
            "utf-8",
        )
        subprocess.run(
            [
                *(*_CHROMIUM, f"--user-data-dir={folder}/profile", f"--screenshot={shot}"),
                f"--window-size={max(width, 500)},{_TALL}",
                f"--blink-settings=preferredColorScheme={0 if dark else 1}",
                frame.as_uri(),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    _cut(shot, width)
    return shot


def _cut(shot: Path, width: int) -> None:
    """Cut off what is beside the page and empty below it."""
    with Image.open(shot) as opened:
        picture = opened.convert("RGB").crop((0, 0, width, opened.height))
    empty = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, empty).getbbox()
    bottom = min(picture.height, box[3] + 24) if box else picture.height
    picture.crop((0, 0, width, bottom)).save(shot)
