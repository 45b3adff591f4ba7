"""What a person does to the file in LibreOffice comes home as that edit of the brief."""

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

import briefkit as bk
from test_edits import BRIEF, EDITS

SCRIPT = Path(__file__).parent / "office_edits.py"
PYTHON = "/usr/bin/python3"


def has_uno() -> bool:
    if not Path(PYTHON).exists():
        return False
    tried = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return tried.returncode == 0


pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(
        not shutil.which("soffice") or not has_uno(), reason="no LibreOffice with UNO"
    ),
]

# The edits that both programs make are held against the same briefs.
WANTED = {
    "nothing": "nothing at all",
    "word": "a word of a labelled statement",
    "title": "a word of the title",
    "speaker": "the speaker in a sentence",
    "heading": "a heading is changed",
    "move-section": "a section is moved",
    "delete-bullet": "a bullet is deleted",
    "delete-paragraph": "a paragraph is deleted",
    "add-bullet": "a bullet is typed",
    "add-paragraph": "a paragraph is typed",
}


TRIES = 3  # LibreOffice itself may crash


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the brief, edited in every way."""
    for _ in range(TRIES):
        place = tmp_path_factory.mktemp("office")
        bk.save(BRIEF, place / "brief.docx")
        if was_edited(place):
            return place
    raise AssertionError(f"LibreOffice edited nothing in {TRIES} tries")


def was_edited(place: Path) -> bool:
    """Edit FOLDER/brief.docx in an office of its own; whether all edits were saved."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    office = subprocess.Popen(
        [
            *(
                "soffice",
                f"-env:UserInstallation=file://{place}/profile",
                "--headless",
                "--norestore",
            ),
            f"--accept=socket,host=localhost,port={port};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        editing = subprocess.run(
            [PYTHON, str(SCRIPT), str(port), str(place)],
            check=False,
            stdout=subprocess.PIPE,
            timeout=180,
        )
    finally:
        office.terminate()
        office.wait(30)
    return editing.stdout == b"done\n"


@pytest.mark.parametrize("name", WANTED)
def test_an_edit_in_libreoffice_comes_home(folder: Path, name: str) -> None:
    _, want, codes = EDITS[WANTED[name]]
    reading = bk.read(folder / f"{name}.docx")
    assert reading.brief == want(BRIEF), bk.differences(want(BRIEF), reading.brief)
    assert {note.code for note in reading.notes} - {"statement-recognised"} == codes - {
        "statement-recognised"
    }
