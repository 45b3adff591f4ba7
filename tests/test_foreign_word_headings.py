"""Titles, headings and numbers of Word documents of other houses: by styles, by a style map, and by look."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import briefkit as bk
from briefkit.cli import main
from briefkit.errors import ArgumentError
from briefkit.model import Bullets, Paragraph
from briefkit.notes import Code, Reading
from support.docx_files import packed, small, unpacked

PROSE = "The port of Havnes opened again on Friday after a strike of nine days, said the office."


def paragraph(words: str, style: str = "", properties: str = "", run: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def style(name: str, base: str = "", run: str = "", outline: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'{f"""<w:basedOn w:val="{base}"/>""" if base else ""}<w:pPr>{outline}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def with_styles(body: str, *styles: str, **parts: str) -> bytes:
    """A document with more styles."""
    files = unpacked(small(body, **parts))
    known = files["word/styles.xml"]
    text = known.decode() if isinstance(known, bytes) else known
    files["word/styles.xml"] = text.replace("</w:styles>", "".join(styles) + "</w:styles>")
    return packed(files)


def outline(reading: Reading) -> list[str]:
    return [
        reading.brief.title.plain,
        *(str(one.heading or one.kind) for one in reading.brief.sections),
    ]


def codes(reading: Reading) -> set[str]:
    return {one.code for one in reading.notes}


def read(data: bytes, styles: Mapping[str, str] | None = None, **options: Any) -> Reading:
    return bk.read(data, "docx", styles=styles, **options)


SIZE = '<w:b/><w:sz w:val="{}"/>'


def house_document() -> bytes:
    """A document in styles of a house that say neither levels nor what they are based on."""
    body = (
        paragraph("Strike ends", "DeskHeadline")
        + paragraph(
            "The cranes of Havnes move again, and nobody knows what comes next.", "DeskLead"
        )
        + paragraph("What the union wants", "DeskCrosshead")
        + paragraph(PROSE, "DeskBody")
        + paragraph("Where the talks go on", "DeskCrosshead")
        + paragraph(PROSE, "DeskBody")
    )
    return with_styles(
        body,
        style("Desk Headline", run=SIZE.format(44)),
        style("Desk Lead", run='<w:sz w:val="26"/>'),
        style("Desk Crosshead", run=SIZE.format(28)),
        style("Desk Body", run='<w:sz w:val="22"/>'),
    )


def test_styles_of_a_house_are_headings_by_their_look_and_each_is_told() -> None:
    reading = read(house_document())
    assert outline(reading) == ["Strike ends", "What the union wants", "Where the talks go on"]
    assert reading.brief.standfirst is not None
    told = [one.words for one in reading.notes if one.code == Code.HEADING_ASSUMED]
    assert told == ["What the union wants", "Where the talks go on"]


def test_a_style_map_says_what_the_styles_of_a_house_are() -> None:
    reading = read(
        house_document(),
        {
            "Desk Headline": "heading 1",
            "desk lead": "title",
            "Desk Crosshead": "skip",
            "Desk Body": "body",
        },
    )
    assert outline(reading) == [
        "The cranes of Havnes move again, and nobody knows what comes next.",
        "Strike ends",
    ]
    assert [one.words for one in reading.notes if one.code == Code.LINE_DROPPED] == [
        "What the union wants",
        "Where the talks go on",
    ]
    assert Code.HEADING_ASSUMED not in codes(reading)


def test_a_style_map_tells_bylines_datelines_markings_and_genres() -> None:
    styles = {"A": "byline", "B": "dateline", "C": "marking", "D": "genre", "E": "list"}
    body = (
        paragraph("Petra Lindqvist", "A")
        + paragraph("22 November 2026", "B")
        + paragraph("TLP:AMBER", "C")
        + paragraph("Explainer", "D")
        + paragraph("Strike ends", "Titel")
        + paragraph(PROSE)
        + paragraph("One", "E")
        + paragraph("Two", "E")
    )
    brief = read(with_styles(body, *map(style, styles)), styles).brief
    assert [one.name for one in brief.authors] == ["Petra Lindqvist"]
    assert (str(brief.published), str(brief.marking)) == ("2026-11-22", "TLP:AMBER")
    assert (brief.genre, brief.title.plain) == ("Explainer", "Strike ends")
    assert isinstance(brief.sections[0].blocks[-1], Bullets)


@pytest.mark.parametrize(
    ("styles", "wanted"),
    [
        ({"Desk Headline": "tilte"}, "did you mean 'title'?"),
        ({"Desk Headlin": "title"}, "did you mean 'desk headline'?"),
        ({"Quite Another": "title"}, "desk crosshead"),
    ],
)
def test_unknown_roles_and_styles_are_refused_with_what_is_near(
    styles: dict[str, str], wanted: str
) -> None:
    with pytest.raises(ArgumentError, match=wanted.replace("?", r"\?")):
        read(house_document(), styles)


def test_a_style_of_the_map_that_one_document_does_not_have_is_told() -> None:
    reading = read(house_document(), {"Desk Headline": "title", "Pull-out": "skip"})
    assert Code.STYLE_MISSING in codes(reading)


def test_styles_count_by_what_they_are_based_on_in_any_language() -> None:
    body = (
        paragraph("Ministry of Ports", "Letterhead")
        + paragraph("Strike ends", "HouseTitle")
        + paragraph(PROSE)
        + paragraph("What the union wants", "HouseHead")
        + paragraph(PROSE)
        + paragraph("Where the talks go on", "Encabezado")
        + paragraph(PROSE)
    )
    data = with_styles(
        body,
        style("Letterhead"),
        style("House Title", base="Titel"),
        style("Überschrift 2"),
        style("House Head", base="Überschrift2"),
        style("Encabezado"),
    )
    found = outline(read(data))
    assert found[0] == "Strike ends"
    assert found[-1] == "Where the talks go on"


def test_the_title_of_the_properties_is_the_title_where_a_paragraph_says_it() -> None:
    body = paragraph("Weekly paper of the desk") + paragraph("Strike ends") + paragraph(PROSE)
    files = unpacked(small(body))
    files["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Strike Ends</dc:title></cp:coreProperties>'
    )
    assert read(packed(files)).brief.title.plain == "Strike ends"


def test_a_title_far_below_the_top_is_the_title() -> None:
    above = "".join(
        paragraph(f"{words} of the desk") for words in ("Paper", "Series", "House", "Town")
    )
    body = above + paragraph("Strike ends", "Titel") + paragraph(PROSE)
    reading = read(small(body))
    assert reading.brief.title.plain == "Strike ends"
    assert "Paper of the desk" in str(reading.brief)


# Numbers

LISTS = "".join(
    f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'
    for key, levels in (
        (
            1,
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>',
        ),
        (
            2,
            '<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>',
        ),
    )
) + (
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>"
)


def item(words: str, number: int, level: int = 0, style: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, style, numbered)


def numbered(body: str) -> Reading:
    return read(small(paragraph("Strike ends", "Titel") + paragraph(PROSE) + body, numbering=LISTS))


def test_numbers_of_a_list_that_goes_on_are_words() -> None:
    body = item("Dogs pay.", 1) + item("Cats pay.", 1) + paragraph(PROSE) + item("Horses pay.", 1)
    blocks = numbered(body).brief.sections[0].blocks
    assert isinstance(blocks[0], Bullets)
    assert blocks[0].ordered
    assert isinstance(blocks[-1], Paragraph)
    assert blocks[-1].text.plain == "3. Horses pay."


def test_numbers_begin_where_a_list_of_its_own_says() -> None:
    brief = numbered(item("Dogs pay.", 3) + item("Cats pay.", 3)).brief
    words = str(bk.render(brief, "text"), "utf-8")
    assert all(one in words for one in ("7. Dogs pay.", "8. Cats pay."))


def test_legal_numbers_stand_before_clauses() -> None:
    brief = numbered(item("Ports", 2) + item("Dogs pay.", 2, 1) + item("Cats pay.", 2, 1)).brief
    words = str(bk.render(brief, "text"), "utf-8")
    assert all(one in words for one in ("II Ports", "2.1 Dogs pay.", "2.2 Cats pay."))


def test_numbers_of_headings_are_told() -> None:
    reading = numbered(item("What the union wants", 1, style="berschrift1") + paragraph(PROSE))
    assert outline(reading)[-1] == "What the union wants"
    assert "1." in [one.words for one in reading.notes if one.code == Code.LABEL_REPLACED]


def test_a_style_map_may_stand_in_a_file_or_on_the_command_line(tmp_path: Path) -> None:
    document, house = tmp_path / "paper.docx", tmp_path / "house.toml"
    document.write_bytes(house_document())
    house.write_text('[styles]\n"Desk Lead" = "title"\n', "utf-8")
    wanted = "The cranes of Havnes move again, and nobody knows what comes next."
    assert bk.load(document, styles=house).title.plain == wanted
    for options in (["--styles", str(house)], ["--style", "Desk Lead=title"]):
        done = CliRunner().invoke(main, ["show", str(document), *options])
        assert wanted in done.output


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("styles = 3", "has no table"),
        ("[styles", "is no TOML"),
        ('[styles]\n"Desk Lead" = "tilte"', "did you mean 'title'"),
        ('[styles]\n"Desk Lead" = 3', "the roles are"),
        (None, "No such file"),
    ],
)
def test_a_file_that_is_no_style_map_is_refused(
    tmp_path: Path, content: str | None, wanted: str
) -> None:
    house = tmp_path / "house.toml"
    if content is not None:
        house.write_text(content, "utf-8")
    with pytest.raises(ArgumentError, match=wanted):
        bk.read(house_document(), styles=house)


def test_a_style_without_a_role_is_refused_on_the_command_line(tmp_path: Path) -> None:
    document = tmp_path / "paper.docx"
    document.write_bytes(house_document())
    done = CliRunner().invoke(main, ["show", str(document), "--style", "Desk Lead"])
    assert done.exit_code == 2
    assert "Desk Headline=title" in done.output


def test_the_number_of_a_title_stays_and_paragraphs_of_spaces_are_none() -> None:
    body = (
        item("Strike ends", 1, style="Titel")
        + paragraph(PROSE)
        + paragraph("\u00a0", "berschrift1")
    )
    reading = read(small(body, numbering=LISTS))
    assert outline(reading) == ["1. Strike ends", "other"]


def test_a_block_quotation_is_told() -> None:
    body = (
        paragraph("Strike ends", "Titel")
        + paragraph(PROSE)
        + paragraph("We will not wait", "Quote")
    )
    assert Code.QUOTE_OPENED in codes(read(with_styles(body, style("Quote"))))


def test_bold_lines_that_are_an_address_or_an_author_head_nothing() -> None:
    bold = "<w:b/>"
    body = (
        paragraph("Strike ends", run=SIZE.format(40))
        + paragraph("Ann Lee", run=bold)
        + paragraph("22 November 2026", run=bold)
        + paragraph(PROSE)
        + paragraph("What the union wants", run=bold)
        + paragraph(PROSE)
        + "".join(paragraph(words, run=bold) for words in ("Harbour Office", "Quay 3", "Havnes"))
        + paragraph(PROSE)
    )
    reading = read(small(body))
    assert [one.name for one in reading.brief.authors] == ["Ann Lee"]
    told = [one.words for one in reading.notes if one.code == Code.HEADING_ASSUMED]
    assert told == ["What the union wants"]


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ("upperLetter", "B. Dogs pay."),
        ("lowerRoman", "ii. Dogs pay."),
        ("russianLower", "б. Dogs pay."),
        ("chineseCounting", "二. Dogs pay."),
        ("decimalEnclosedCircle", "②. Dogs pay."),
        ("decimalZero", "02. Dogs pay."),
        ("cardinalText", "2. Dogs pay."),
    ],
)
def test_numbers_have_the_format_of_their_list_or_are_told(shown: str, wanted: str) -> None:
    lists = LISTS.replace(
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/>',
        f'<w:start w:val="2"/><w:numFmt w:val="{shown}"/>',
        1,
    )
    body = paragraph("Strike ends", "Titel") + paragraph(PROSE) + item("Dogs pay.", 1)
    reading = read(small(body, numbering=lists))
    assert wanted in str(bk.render(reading.brief, "text"), "utf-8")
    assert (Code.LABEL_REPLACED in codes(reading)) == (shown == "cardinalText")


def test_a_title_in_two_paragraphs_is_one() -> None:
    body = (
        paragraph("Strike ends,", "Titel")
        + paragraph("and the port opens", "Titel")
        + paragraph(PROSE)
    )
    reading = read(small(body))
    assert reading.brief.title.plain == "Strike ends, and the port opens"
    assert Code.LINES_JOINED in codes(reading)


def test_what_stands_over_a_title_is_no_standfirst() -> None:
    body = (
        paragraph("Weekly paper of the desk")
        + paragraph("22 November 2026")
        + paragraph("Strike ends", "Titel")
        + paragraph("The cranes move again", "Subtitle")
        + paragraph(PROSE)
    )
    brief = read(with_styles(body, style("Subtitle"))).brief
    assert (brief.title.plain, str(brief.standfirst)) == ("Strike ends", "The cranes move again")
    assert "Weekly paper of the desk" in str(bk.render(brief, "text"), "utf-8")
