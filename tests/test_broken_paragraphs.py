"""Line breaks within paragraphs of Word documents of other houses."""

from __future__ import annotations

from briefkit.formats.docx.reading.read import read
from briefkit.model import Bullets, Item, Paragraph, Span, Text
from briefkit.notes import Code, Reading
from support.docx_files import small

BREAK = "<w:r><w:br/></w:r>"
PROSE = (
    "<w:p><w:r><w:t>The port of Havnes opened again on Friday, after nine days.</w:t></w:r></w:p>"
)
TITLE = '<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Strike ends</w:t></w:r></w:p>'


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def document(*lines: str, properties: str = "") -> Reading:
    """A document with one paragraph of several lines, in the middle of text."""
    broken = f"<w:p><w:pPr>{properties}</w:pPr>{BREAK.join(lines)}</w:p>"
    return read(small(TITLE + 4 * PROSE + broken + PROSE))


def paragraphs(reading: Reading) -> list[str]:
    blocks = [one for part in reading.brief.sections for one in part.blocks]
    return [one.text.plain for one in blocks if isinstance(one, Paragraph)][4:-1]


def test_a_break_within_a_sentence_is_a_space() -> None:
    reading = document(run("The talks with Minister"), run("Ida Roe ended late."))
    assert paragraphs(reading) == ["The talks with Minister Ida Roe ended late."]
    notes = [one.words for one in reading.notes if one.code == Code.LINES_JOINED]
    assert notes == ["The talks with Minister / Ida Roe ended late."]


def test_a_break_behind_a_sentence_ends_a_paragraph() -> None:
    reading = document(run("It was late. "), run("Nobody ") + run("slept.", "<w:i/>"))
    assert paragraphs(reading) == ["It was late.", "Nobody slept."]


def test_the_lines_of_an_address_are_paragraphs_and_none_is_a_heading() -> None:
    reading = document(run("Harbour Office"), run("Quay 3"), "", run("Havnes"))
    assert paragraphs(reading) == ["Harbour Office", "Quay 3", "Havnes"]
    assert [one.heading for one in reading.brief.sections] == [None]


def test_an_item_and_a_title_stay_one() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    reading = document(run("It was late."), run("Nobody slept."), properties=numbered)
    blocks = [one for part in reading.brief.sections for one in part.blocks]
    wanted = Bullets([Item(Paragraph("It was late. Nobody slept."))])
    assert [one for one in blocks if isinstance(one, Bullets)] == [wanted]
    title = read(
        small(TITLE.replace("Strike ends", f"Strike</w:t></w:r>{BREAK}<w:r><w:t>Ends") + PROSE)
    )
    assert title.brief.title.plain == "Strike Ends"


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>'
)


def styled(style: str, *lines: str) -> Reading:
    """A document with one paragraph of a style that has several lines, in the middle of text."""
    broken = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{BREAK.join(lines)}</w:p>'
    return read(small(TITLE + 4 * PROSE + broken + PROSE, styles=STYLES))


def test_lines_of_code_are_paragraphs_of_code() -> None:
    reading = styled("SourceCode", run("for port in ports:"), run("    open(port)"), run("- x"))
    assert paragraphs(reading) == ["for port in ports:", "open(port)", "- x"]
    assert Code.LINES_JOINED not in [one.code for one in reading.notes]
    assert reading.brief.sections[0].blocks[-2] == Paragraph(Text([Span("- x", code=True)]))


def test_who_said_a_quotation_is_a_paragraph_and_no_item() -> None:
    reading = styled("Quote", run("The tide was high."), run("— Ida Ek"))
    assert paragraphs(reading) == ["The tide was high.", "— Ida Ek"]
    assert Code.QUOTE_OPENED in [one.code for one in reading.notes]


def test_a_verse_in_small_letters_is_told() -> None:
    reading = document(run("Roses are red,"), run("violets are blue."))
    assert paragraphs(reading) == ["Roses are red, violets are blue."]
    notes = [one.words for one in reading.notes if one.code == Code.LINES_JOINED]
    assert notes == ["Roses are red, / violets are blue."]


def test_ruby_stands_in_parentheses() -> None:
    ruby = "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby>"
    assert paragraphs(document(f"<w:r>{ruby}</w:r>" + run(" stands."))) == ["漢(kan) stands."]
