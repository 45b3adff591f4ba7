"""Ways to break a good file, each of which a validator must see."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

# PDF


def _changed_pdf(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))


def without_its_claim_to_pdfua(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        metadata = pdf.Root.Metadata
        said = metadata.read_bytes()
        assert b"pdfuaid:part" in said
        metadata.write(said.replace(b"pdfuaid:part", b"pdfuaid:rev"))

    return _changed_pdf(data, change)


def without_its_fonts(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        found = 0
        for one in _dictionaries(pdf):
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in one:
                    del one[key]
                    found += 1
        assert found

    return _changed_pdf(data, change)


def without_alt_texts(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        figures = [one for one in _dictionaries(pdf) if one.get("/S") == "/Figure"]
        assert figures
        for figure in figures:
            del figure.Alt

    return _changed_pdf(data, change)


def cut_short(data: bytes) -> bytes:
    return data[: len(data) // 2]


# DOCX


def _changed_document(data: bytes, old: str, new: str, count: int = -1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                before = part.decode()
                part = before.replace(old, new, count).encode()
                assert part != before.encode()
            target.writestr(name, part)
    return out.getvalue()


def with_an_element_out_of_place(data: bytes) -> bytes:
    return _changed_document(data, "</w:p>", "<w:pPr/></w:p>", 1)


def with_hidden_words(data: bytes) -> bytes:
    """Words that one program shows and another does not."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>" + "unseen words " * 500 + "</w:t></w:r></w:p>"
    return _changed_document(data, "</w:p>", hidden, 1)


# HTML


def _with(data: bytes, addition: bytes) -> bytes:
    end = b"</main>"
    assert data.count(end) == 1
    return data.replace(end, addition + end)


def with_an_identifier_twice(data: bytes) -> bytes:
    return _with(data, b'<p id="twice">A</p><p id="twice">B</p>')


def with_an_element_left_open(data: bytes) -> bytes:
    return _with(data, b"<section><h2>A</h2>")


def with_a_section_without_heading(data: bytes) -> bytes:
    return _with(data, b"<section><p>A</p></section>")


def with_a_picture_without_alt(data: bytes) -> bytes:
    return _with(data, b'<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=">')


def with_pale_words(data: bytes) -> bytes:
    return _with(data, b'<p style="color:#cccccc;background:#ffffff">Pale words.</p>')
