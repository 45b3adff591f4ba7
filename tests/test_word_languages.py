"""Languages of Word documents of other houses: of the whole, and of words in another."""

from __future__ import annotations

import pytest

from briefkit.formats.docx.reading.read import read
from briefkit.model import Brief, Paragraph
from briefkit.notes import Code
from support.docx_files import small

TITLE = '<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def other_languages(brief: Brief) -> list[tuple[str, str]]:
    """Words of the first block that are in a language of their own."""
    block = brief.sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return [(one.text, one.language) for one in block.text.spans if one.language]


@pytest.mark.parametrize(
    ("words", "marks", "wanted"),
    [
        ("Der Hafen ist wieder offen.", '<w:lang w:val="de-DE"/>', "de-DE"),
        ("Порт снова открыт.", '<w:lang w:val="ru-RU"/>', "ru-RU"),
        ("港が再び開いた。", '<w:lang w:val="en-US" w:eastAsia="ja-JP"/>', "ja-JP"),
        ("הנמל נפתח מחדש.", '<w:rtl/><w:lang w:bidi="he-IL"/>', "he-IL"),
        ("فتح الميناء من جديد.", '<w:lang w:val="ar-EG"/>', "ar-EG"),
        ("The port is open.", '<w:lang w:bidi="ar-SA"/>', "en-GB"),
        ("The port is open.", '<w:lang w:val="ar-SA"/>', "en-GB"),
    ],
)
def test_a_document_is_in_the_language_of_most_of_its_words(
    words: str, marks: str, wanted: str
) -> None:
    body = TITLE.format(words="2026") + paragraph(run(words, marks)) * 2
    brief = read(small(body)).brief
    assert brief.language == wanted
    assert other_languages(brief) == []


def test_words_in_another_language_keep_it_whatever_the_country() -> None:
    body = TITLE.format(words="Strike ends") + paragraph(
        run("The office said the strike was over, and called it ", '<w:lang w:val="en-US"/>'),
        run("höhere Gewalt", '<w:lang w:val="de-DE"/>'),
        run("."),
    )
    assert other_languages(read(small(body)).brief) == [("höhere Gewalt", "de-DE")]


def test_words_in_a_script_that_no_language_names_are_in_that_of_the_script() -> None:
    body = TITLE.format(words="הנמל נפתח מחדש") + paragraph(run("הנמל נפתח ביום שישי אחרי שביתה."))
    reading = read(small(body))
    assert reading.brief.language == "he"
    assert Code.LANGUAGE_ASSUMED in {one.code for one in reading.notes}
