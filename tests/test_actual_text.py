"""Words in scripts whose glyphs do not tell their letters are found in a PDF."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pydyf
import pytest

import briefkit as bk
from briefkit.formats.pdf.extracted_text import needs_actual_text
from briefkit.formats.pdf.writing.actual_text import write_actual_texts
from support.rendered import Engine

WORDS = {
    "hi": "वार्ता दिल्ली मंत्रालय हिन्दी",
    "bn": "বাংলাদেশ মন্ত্রণালয় কর্মসূচি",
    "ta": "தமிழ்நாடு கொள்கை அமைச்சகம்",
    "te": "ప్రభుత్వం మంత్రిత్వ",
    "th": "รัฐมนตรี สำนักข่าว",
    "lo": "ລັດຖະບານ ລາວ",
    "my": "မြန်မာ ဝန်ကြီးဌာန",
    "km": "រដ្ឋមន្ត្រី ក្រសួង",
    "bo": "བོད་ཡིག་གི་གསར་འགྱུར།",
    "si": "ලංකාව අමාත්‍යාංශය",
}


def brief_in(language: str) -> bk.Brief:
    words = WORDS[language]
    bold = bk.Text([bk.Span(words, strong=True), bk.Span(f" {words}", link="https://a.example/")])
    return (
        bk.draft(words, language=language)
        .background(
            f"{words} " * 15 + "ABC",
            bk.Paragraph(bold),
            bk.Table([[words, "1"]], header=["a", "b"]),
        )
        .build()
    )


def printed(language: str, engine: Engine) -> bytes:
    try:
        return bk.render(brief_in(language), "pdf", engine=engine)
    except bk.MissingGlyphError as error:
        pytest.skip(str(error)[:100])


def actual_texts(data: bytes) -> list[str]:
    """The words that stand beside glyphs, in their order on the pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            str(instruction.operands[1].ActualText)
            for page in pdf.pages
            for instruction in pikepdf.parse_content_stream(page, "BDC")
            if "/ActualText" in instruction.operands[1]
        ]


@pytest.mark.parametrize("language", WORDS)
def test_words_are_found_once_where_they_are_printed(
    engine: Engine, language: str, tmp_path: Path
) -> None:
    data = printed(language, engine)
    beside = "".join("".join(actual_texts(data)).split())  # a word may go on over two lines
    for word in WORDS[language].split():
        assert beside.count(word) == 19
    assert bk.read(data, "pdf") == bk.Reading(brief_in(language))
    if shutil.which("pdftotext"):
        (tmp_path / "words.pdf").write_bytes(data)
        command = ["pdftotext", "-raw", str(tmp_path / "words.pdf"), "-"]
        found = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        for word in WORDS[language].split():
            assert "".join(found.split()).count(word) == 19


@pytest.mark.parametrize("words", [WORDS["hi"], "ґ́Ж́ş́", "Ạ̈ ểễ"])
def test_words_from_left_to_right_in_a_page_from_right_to_left(engine: Engine, words: str) -> None:
    speaker = bk.Person(role=f"the {words}", organisation="• talks (1) - 2")
    brief = (
        bk.draft("T", language="ar")
        .background(bk.statement(speaker, f"{words}: {words} - (1)"), f"{words}.", "End.")
        .build()
    )
    assert bk.read(bk.render(brief, "pdf", engine=engine)) == bk.Reading(brief)


def test_words_whose_glyphs_tell_their_letters_have_none(engine: Engine) -> None:
    words = "Words, слова, λέξεις, từ, 文字, 말, كلمات, מילים."
    assert not needs_actual_text(words)
    brief = bk.draft("T").background("Words, слова.").build()
    assert actual_texts(bk.render(brief, "pdf", engine=engine)) == []


def test_words_are_written_within_their_marked_content_alone() -> None:

    pdf = pydyf.PDF()
    content = pydyf.Stream()
    for mark, words in enumerate((b"one", b"two")):
        content.begin_marked_content("P", pydyf.Dictionary({"MCID": mark}))
        content.begin_marked_content("Span")
        content.stream.append(words)
        content.end_marked_content()
        content.end_marked_content()
    pdf.add_object(content)
    page = pydyf.Dictionary({"Type": "/Page", "Contents": content.reference})
    pdf.add_page(page)
    write_actual_texts({(0, 1): "zwei"}, pdf)
    assert content.data.split(b"\n")[2:-1] == [
        *(b"/P", b"<</MCID 0>>", b"BDC", b"/Span", b"BMC", b"one", b"EMC", b"EMC"),
        *(b"/P", b"<</MCID 1>>", b"BDC", b"/Span", b"<</ActualText (zwei)>>", b"BDC"),
        *(b"/Span", b"BMC", b"two", b"EMC", b"EMC", b"EMC"),
    ]
