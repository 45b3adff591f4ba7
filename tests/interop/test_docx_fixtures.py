"""Real Word documents of other projects' test suites: each gives all that LibreOffice shows, or one clear error.

The files stand beside the repository, not in it; without them, or without LibreOffice, nothing is run.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from briefkit.errors import BriefkitError
from briefkit.formats import ReadOptions
from briefkit.formats.docx.reading.read import read
from briefkit.model.text import Span
from briefkit.model.walk import walk
from briefkit.notes import Reading

FOLDER = Path(__file__).parents[3] / "shared" / "fixtures" / "docx"
FILES = sorted(FOLDER.glob("*.docx")) if FOLDER.is_dir() else []

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not FILES, reason="the files are not there"),
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]

#: What no brief can be made of, and what must be said of it.
REFUSED = {
    "mammoth.js__empty": "no words",
    "poi__51921-Word-Crash067": "no words",
    "poi__Bug60341": "no words",
    "poi__ExternalEntityInText": "document type",
    "poi__bug53475-password-is-pass": "encrypted",
    "poi__clusterfuzz-testcase-minimized-POIFuzzer-6709287337197568": "damaged",
    "poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-5313273089884160": "damaged",
    "poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-6442791109263360": "damaged",
    "poi__truncated62886": "damaged",
    "poi__zero-length": "no words",
    "python-docx__doc-no-coreprops": "no words",
    "python-docx__sty-having-no-styles-part": "no words",
}
#: Words that a brief holds in another form: a line with a month is its date of publication.
IN_ANOTHER_FORM = {"pandoc__0_level_headers": {"august"}}


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the text of every file, as LibreOffice shows it."""
    folder = tmp_path_factory.mktemp("shown")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            folder,
            *FILES,
        ],
        check=False,
        capture_output=True,
        timeout=300,
    )
    return folder


def folded(text: str) -> set[str]:
    """Return the words of two letters or more; what counts lists and pages has fewer, or figures."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    return set(re.findall(r"[^\W\d_]{2,}", plain))


def told(reading: Reading) -> set[str]:
    """Return the words of a brief, and those that its notes say are left out."""
    texts = [part if isinstance(part, str) else "" for _, part in walk(reading.brief)]
    plain = "".join(
        f"{part.text}" if isinstance(part, Span) else "\n" for _, part in walk(reading.brief)
    )
    notes = [f"{one.message} {one.words}" for one in reading.notes]
    return folded(" ".join(texts)) | folded(plain) | folded(" ".join(notes))


@pytest.mark.parametrize("file", FILES, ids=[file.stem[:60] for file in FILES])
def test_every_file_gives_its_words_or_one_error(file: Path, shown: Path) -> None:
    if file.stem in REFUSED:
        with pytest.raises(BriefkitError, match=REFUSED[file.stem]):
            read(file.read_bytes())
        return
    reading = read(file.read_bytes())
    text = (shown / f"{file.stem}.txt").read_text("utf-8-sig")
    words = told(reading)
    if "changes-accepted" in {note.code for note in reading.notes}:
        # LibreOffice shows taken words struck through, beside those that came for them.
        words |= told(read(file.read_bytes(), ReadOptions(changes="original")))
    assert folded(text) - words - IN_ANOTHER_FORM.get(file.stem, set()) == set()
