"""Ids and fields of a user's own outlive LibreOffice: as Word files, and by way of OpenDocument."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import briefkit as bk
from briefkit.model.ids import identified_parts
from support.strategies import IMAGES

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]

LONG = "An_id_of_forty_characters_0123456789_end"
BRIEF = bk.Brief(
    "Two Blackouts",
    language="en",
    extra={"desk": ["Energy", 1, 1.0, True, None]},
    sections=[
        bk.section(
            "events",
            bk.Paragraph("A first paragraph.", id="first", extra={"a": 1}),
            bk.bullets(
                bk.event("It began.", on="2026-03", id="began", extra={"b": {"c": []}}),
                bk.statement(
                    "Ada Roe", "Said that it ended.", id="a_statement", extra={"d": "x\ny"}
                ),
                ordered=True,
            ),
            bk.assessment("It may go on.", confidence="low", id=LONG, extra={"e": -0.0}),
            bk.table([["Coast", "78"]], header=["Line", "Load"], id="grid", extra={"f": 2**53}),
            bk.figure(IMAGES[1], "A blue field.", caption="Blue.", id="shot", extra={"g": "<b>"}),
            id="Part",
            extra={"h": 1},
        ),
        bk.section("A heading of its own", bk.Paragraph("The last.", id="z9"), id="own"),
    ],
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "brief.docx"
    bk.save(BRIEF, path)
    return path


def saved(path: Path, target: str) -> Path:
    out = path.parent / target
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return out / f"brief.{target}"


@pytest.mark.parametrize("ways", [["docx"], ["odt", "docx"]], ids="-".join)
def test_they_come_home(ways: list[str], written: Path) -> None:
    path = written
    for target in ways:
        path = saved(path, target)
    assert bk.read(path) == bk.Reading(BRIEF)
    ids = {part.id for part in identified_parts(BRIEF.sections)}
    assert ids <= bookmarks(path.read_bytes())
    assert not ids & bookmarks(bk.strip(path))


def bookmarks(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        document = file.read("word/document.xml").decode()
    return set(re.findall(r'bookmarkStart[^>]*w:name="([^"]*)"', document))
