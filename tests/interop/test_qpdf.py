"""qpdf rewrites a PDF in its four ways, and it reads back exactly."""

import shutil
import subprocess
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings

import briefkit as bk
from briefkit.data.tree import to_tree
from briefkit.formats.pdf import strip_pdf
from briefkit.formats.pdf.reading import read as pdf_reader
from briefkit.lower import lower
from support.printable import printable
from support.sheet_files import pdf_of
from support.strategies import briefs, house_briefs

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed"),
]

#: Briefs that each go through all of the rewrites.
DRAWN, HOUSE = 36, 14

REWRITES = {
    "linearized": ["--linearize"],
    "object streams": ["--object-streams=generate", "--recompress-flate"],
    "encrypted": ["--encrypt", "", "owner", "256", "--"],
    "qdf": ["--qdf"],
}


def check(brief: bk.Brief, folder: Path) -> None:
    payload = orjson.dumps({"briefkit": "0.1.0", "dated_labels": True, "brief": to_tree(brief)})
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(pdf_of(lower(brief), bk.PLAIN, payload))
    for way, options in REWRITES.items():
        subprocess.run(["qpdf", *options, str(source), str(target)], check=True)
        assert pdf_reader.read(target.read_bytes()) == bk.Reading(brief), way
        bare = pdf_reader.read(strip_pdf.without_unseen(target.read_bytes()))
        assert "pdf-structure-guessed" in [one.code for one in bare.notes], way


# One folder serves all examples: each writes its files anew.
_IN_ONE_FOLDER = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=DRAWN, suppress_health_check=_IN_ONE_FOLDER)
@given(brief=briefs().map(printable))
def test_drawn_briefs(brief: bk.Brief, tmp_path: Path) -> None:
    check(brief, tmp_path)


@settings(max_examples=HOUSE, suppress_health_check=_IN_ONE_FOLDER)
@given(brief=house_briefs())
def test_house_briefs(brief: bk.Brief, tmp_path: Path) -> None:
    check(brief, tmp_path)
