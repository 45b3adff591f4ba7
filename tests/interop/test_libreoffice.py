"""Word documents that LibreOffice and pandoc saved anew show what was written.

What a re-save changes, and nothing else, is folded by `briefkit.layout.fingerprint`: addresses lose their escapes, soft
hyphens move, languages gain a country, runs are split and joined, links end where the script changes.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import briefkit as bk
from briefkit.formats import ReadOptions
from briefkit.formats.docx.reading.read import parse, read
from briefkit.formats.odt.opendocument import open_document
from briefkit.formats.odt.word_document import word_document
from briefkit.layout import Grid, Heading, LayoutBlock, Para, Picture, RunRole, Sheet
from briefkit.layout.fingerprint import content_key, runs_key
from briefkit.lower import lower
from briefkit.model import Brief, Marking, Paragraph, Section, Table
from briefkit.model.walk import walk
from briefkit.reconcile.sheet_leaves import leaves
from briefkit.themes import PLAIN
from support.sheet_files import docx_of
from support.strategies import briefs

COUNT = 60
WORD = "docx:MS Word 2007 XML"

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]


@cache
def drawn() -> tuple[Sheet, ...]:
    """Sheets of drawn briefs, no two alike, the same on every machine.

    Neighbours that Hypothesis draws differ little, so of many briefs those are kept that say most.
    """
    found: list[Brief] = []

    @given(briefs())
    @settings(
        max_examples=COUNT * 6,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def draw(brief: Brief) -> None:
        found.append(brief)

    draw()
    sheets = {lower(brief): None for brief in found if brief.sections}
    return tuple(list(sheets)[:: max(1, len(sheets) // COUNT)][:COUNT])


def payload(number: int) -> bytes:
    """No brief, but with the anchors of the blocks: by it a bookmark is known for an id."""
    seen = [[leaf.block.anchor] for leaf in leaves(drawn()[number])]
    return json.dumps(
        {"brief": {}, "words": "Ünïcode ]]> &amp; “quoted”" * 20, "seen": seen}
    ).encode()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    for number, sheet in enumerate(drawn()):
        (folder / f"{number}.docx").write_bytes(docx_of(sheet, PLAIN, payload(number)))
    return folder


@pytest.fixture(scope="session")
def saved(written: Path) -> Path:
    """The files as LibreOffice saves them."""
    return converted(written, WORD)


@pytest.fixture(scope="session")
def saved_twice(opened: Path) -> Path:
    """The files as LibreOffice saves them from OpenDocument."""
    return converted(opened, WORD)


@pytest.fixture(scope="session")
def opened(written: Path) -> Path:
    """The files as LibreOffice saves them in OpenDocument."""
    return converted(written, "odt")


def converted(folder: Path, target: str) -> Path:
    """Convert all files of a folder, in one run of LibreOffice."""
    out = folder / target[:4].strip(":")
    files = sorted(one for one in folder.iterdir() if one.is_file())
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(out)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    assert len(list(out.iterdir())) == len(files) >= 50
    return out


def same(sheet: Sheet, found: Sheet) -> None:
    assert keys(found.blocks) == keys(sheet.blocks)
    assert [block.anchor for block in found.blocks] == [block.anchor for block in sheet.blocks]
    assert runs_key(found.banner) == runs_key(sheet.banner)
    assert found.direction == sheet.direction
    assert found.language.split("-")[0] == sheet.language.split("-")[0]


def keys(blocks: tuple[LayoutBlock, ...]) -> list[str]:
    return [content_key(block) for block in blocks]


@pytest.mark.parametrize("number", range(COUNT))
def test_a_word_file_saved_by_libreoffice(number: int, saved: Path) -> None:
    parsed = parse((saved / f"{number}.docx").read_bytes())
    same(drawn()[number], parsed.sheet)
    assert (parsed.payload, parsed.notes) == (payload(number), ())


@pytest.mark.parametrize("number", range(COUNT))
def test_a_word_file_through_opendocument(number: int, saved_twice: Path) -> None:
    parsed = parse((saved_twice / f"{number}.docx").read_bytes())
    same(drawn()[number], parsed.sheet)
    assert (parsed.payload, parsed.notes) == (payload(number), ())


@pytest.mark.parametrize("number", range(COUNT))
def test_a_word_file_saved_as_opendocument(number: int, opened: Path) -> None:
    words, notes = word_document(open_document((opened / f"{number}.odt").read_bytes()))
    parsed = parse(words)
    same(drawn()[number], parsed.sheet)
    assert (parsed.payload, parsed.notes, tuple(notes)) == (payload(number), (), ())


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize("number", range(COUNT))
def test_a_word_file_saved_by_pandoc_has_all_its_words(
    number: int, written: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.docx"
    subprocess.run(["pandoc", written / f"{number}.docx", "-o", out], check=True, timeout=60)
    reading = read(out.read_bytes(), ReadOptions("en"))
    told = [f"{note.message} {note.words}" for note in reading.notes]
    # A heading may be the house's own in the language that is assumed: then it comes back as a label.
    found = letters("\n".join([words_of(lower(reading.brief), labels=True), *told]))
    assert letters(words_of(drawn()[number], labels=False)) - found == set()


def words_of(sheet: Sheet, *, labels: bool) -> str:
    """Return the words of a sheet, a line a paragraph; labels may be left out, for the house prints them anew."""
    parts = [part for _, part in walk(sheet.blocks) if isinstance(part, Para | Heading)]
    cells = [
        cell
        for _, grid in walk(sheet.blocks)
        if isinstance(grid, Grid)
        for cell in (grid.caption, *grid.header, *(one for row in grid.rows for one in row))
    ]
    pictures = [
        runs
        for _, picture in walk(sheet.blocks)
        if isinstance(picture, Picture)
        for runs in (picture.caption, picture.credit)
    ]
    return "\n".join(
        "".join(run.span.text if labels or run.role is not RunRole.LABEL else " " for run in runs)
        for runs in (*(part.runs for part in parts), *cells, *pictures)
    )


def letters(text: str) -> set[str]:
    """Return the words of two Latin letters or more, without soft hyphens; a source's address is taken out of its words."""
    words = re.sub("https?://", " ", text.casefold()).replace("\u00ad", "")
    return set(re.findall(r"[a-z]{2,}", words))


@pytest.mark.parametrize("target", [WORD, "odt"])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_landscape_sections_come_home(language: str, target: str, tmp_path: Path) -> None:
    cells = [[f"Land {n}", *[f"{1234567.25 + n:,.2f}"] * 11] for n in range(3)]
    table = Table(cells, [f"Column {n}" for n in range(12)], "Shown")
    words = " ".join(["The plan will go ahead in the spring."] * 20)
    sections = [
        Section("background", blocks=[Paragraph(f"First. {words}"), table, Paragraph(words)]),
        Section("outlook", blocks=[table]),
    ]
    brief = Brief("Trade", sections=sections, marking=Marking("TLP", "AMBER"), language=language)
    file = tmp_path / "wide.docx"
    file.write_bytes(bk.render(brief, "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    out = tmp_path / "out"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", out, file]
    subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=300)
    (saved,) = out.iterdir()
    assert bk.read(saved.read_bytes(), saved.suffix.strip(".")) == bk.Reading(brief)
