"""Documents of kinds that are not read: an error says how to convert them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

import briefkit as bk

RTF = rb"{\rtf1\ansi{\b Ferry returns}\par It sails again.}"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def pages() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Index/Document.iwa", b"\0")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "remedy"), [(RTF, "soffice"), (DOC, "soffice"), (pages(), "Export To")]
)
@pytest.mark.parametrize("format", [None, "docx"])
def test_bytes_of_another_program_are_refused_with_what_to_do(
    data: bytes, remedy: str, format: str | None
) -> None:
    with pytest.raises(bk.ReadError) as caught:
        bk.read(data, format)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("name", ["ferry.rtf", "ferry.DOC", "ferry.pages", "ferry.wpd"])
def test_a_name_of_another_program_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"Ferry returns")
    with pytest.raises(bk.ReadError) as caught:
        bk.read(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["ferry.docm", "ferry.dotx", "ferry.doc"])
def test_a_word_document_of_any_name_is_read(tmp_path: Path, name: str) -> None:
    document = docx.Document()
    document.add_heading("Ferry returns", 0)
    document.save(str(tmp_path / name))
    assert bk.read(tmp_path / name).brief.title == bk.Text("Ferry returns")
