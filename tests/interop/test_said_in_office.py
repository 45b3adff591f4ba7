"""Statements in paragraphs outlive LibreOffice, in files that were edited before as well."""

import shutil
import subprocess
from pathlib import Path

import pytest

import briefkit as bk
from briefkit.lower import lower
from test_said_edits import (
    BRIEF,
    CALLED,
    DENIED,
    REFUSED,
    Edit,
    file_of,
    joined,
    moved_behind,
    respelt,
    said,
    split_before,
)

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]
Said = list[tuple[bk.Statement, ...]]
DOUBTED = bk.evolve(DENIED, text="Orsa Town Council doubted it", cue="doubt")

CASES: dict[str, tuple[Edit, Said]] = {
    "nothing": (lambda sheet: sheet, [(REFUSED, DENIED), (CALLED,)]),
    "beside": (respelt("The lock is", "The old lock is"), [(REFUSED, DENIED), (CALLED,)]),
    "words": (respelt("denied it", "doubted it"), [(REFUSED, DOUBTED), (CALLED,)]),
    "split": (split_before("Orsa Town Council denied"), [(REFUSED,), (DENIED,), (CALLED,)]),
    "joined": (joined("The lock is", "Nobody else"), [(REFUSED, DENIED, CALLED)]),
    "moved": (moved_behind("The lock is", "Nobody else"), [(CALLED,), (REFUSED, DENIED)]),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that LibreOffice saved anew, by way of OpenDocument."""
    place = tmp_path_factory.mktemp("office")
    for name, (edit, _) in CASES.items():
        (place / f"{name}.docx").write_bytes(file_of(edit(lower(BRIEF)), "docx"))
    convert(place, "docx", "odt")
    return convert(place / "odt", "odt", "docx")


def convert(place: Path, suffix: str, target: str) -> Path:
    profile = f"-env:UserInstallation=file://{place}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", target]
    files = sorted(map(str, place.glob(f"*.{suffix}")))
    subprocess.run(
        [*command, "--outdir", str(place / target), *files],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return place / target


@pytest.mark.parametrize("name", CASES)
def test_they_come_home(name: str, saved: Path) -> None:
    reading = bk.read(saved / f"{name}.docx")
    assert said(reading) == CASES[name][1]
    assert "fact-dropped" not in [note.code for note in reading.notes]


def test_what_nobody_edited_is_what_was_written(saved: Path) -> None:
    assert bk.read(saved / "nothing.docx") == bk.Reading(BRIEF)
