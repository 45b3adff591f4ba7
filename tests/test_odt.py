"""OpenDocument texts: they read as the same documents in Word do."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow

import briefkit as bk
from support.odt_files import flat, h, odt, p, style

CASES = Path(__file__).parent / "cases" / "odt"
TITLE = p("Ferry returns", "Title") + p("The ferry sails again from Monday.") + h("Fares")


def picture() -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", (8, 4), (10, 90, 160)).save(out, "PNG")
    return out.getvalue()


def frame(inner: str, words: str = "The ferry at its pier") -> str:
    return (
        f'<draw:frame text:anchor-type="as-char">{inner}<svg:desc>{words}</svg:desc></draw:frame>'
    )


IMAGE = '<draw:image xlink:href="Pictures/a.png"/>'
FILES = {"Pictures/a.png": picture()}


def reading_of(below: str = "", **parts: Any) -> bk.Reading:
    """What is read from a document with a title, an opening and a heading, and blocks below them."""
    return bk.read(odt(TITLE + below, **parts), language="en")


def blocks(reading: bk.Reading) -> tuple[Any, ...]:
    """The blocks below the heading."""
    [section] = [one for one in reading.brief.sections if one.heading]
    return section.blocks


def words(reading: bk.Reading) -> list[str]:
    return [str(getattr(one, "text", type(one).__name__)) for one in blocks(reading)]


def told(reading: bk.Reading) -> dict[str, str]:
    """The words of each note but of guesses, by its code."""
    return {one.code: one.words for one in reading.notes if one.level != "assumed"}


def test_a_document_that_libreoffice_saved_reads_as_the_one_of_word_that_it_opened() -> None:
    ours, words = bk.read(CASES / "ferry.odt"), bk.read(CASES / "ferry.docx")
    assert ours.brief == words.brief
    assert [one.code for one in ours.notes] == [one.code for one in words.notes]
    assert str(ours.brief.marking) == "TLP:AMBER"
    kinds = {type(value) for _, value in bk.walk(ours.brief)}
    assert {bk.Table, bk.Figure, bk.Bullets} <= kinds


def test_a_brief_that_libreoffice_saved_comes_home() -> None:
    reading = bk.read(CASES / "brief.odt")
    assert reading.brief == bk.load(CASES / "brief.json")
    assert reading.notes == ()


def test_a_stripped_brief_keeps_what_is_seen_and_no_brief() -> None:
    stripped = bk.strip(CASES / "brief.odt")
    brief = bk.load(CASES / "brief.json")
    with zipfile.ZipFile(io.BytesIO(stripped)) as archive:
        assert 'meta:name="briefkit"' not in archive.read("meta.xml").decode()
        assert archive.infolist()[0].filename == "mimetype"
    reading = bk.read(stripped)
    assert [one.code for one in reading.notes] == ["payload-gone"]
    assert bk.render(reading.brief, "text") == bk.render(brief, "text")


def test_what_a_stripped_text_keeps_is_told() -> None:
    comment = f"<office:annotation>{p('Check this.')}</office:annotation>"
    data = odt(TITLE + p(f"They hold.{comment}"))
    with pytest.warns(bk.TrackedWarning, match="comments"):
        assert bk.read(bk.strip(data, "odt")).brief == bk.read(data).brief
    with pytest.raises(bk.ReadError):
        bk.strip(data, "odt", changes=True)
    with pytest.raises(bk.ReadError):
        bk.strip(flat(TITLE), "odt")


def test_the_title_is_the_paragraph_in_its_style_or_what_the_document_says_of_itself() -> None:
    own = style("P1", parent="Title")
    reading = bk.read(
        odt(p("Harbour desk") + p("Ferry returns", "P1") + p("It sails."), automatic=own)
    )
    assert str(reading.brief.title) == "Ferry returns"
    meta = "<dc:title>Ferry returns</dc:title>"
    reading = bk.read(
        odt(p("Ferry returns") + p("It sails again.") + h("Fares") + p("They hold."), meta=meta)
    )
    assert str(reading.brief.title) == "Ferry returns"


def test_a_style_map_counts_for_styles_by_the_names_that_people_read() -> None:
    own = style("Desk_20_Headline")
    body = p("Paper no. 7") + p("Ferry returns", "Desk_20_Headline") + p("It sails again.")
    reading = bk.read(odt(body, styles=own), language="en", styles={"Desk Headline": "title"})
    assert str(reading.brief.title) == "Ferry returns"


def test_marks_of_words_are_those_of_their_styles() -> None:
    automatic = (
        style("T1", "text", inner='<style:text-properties fo:font-weight="bold"/>')
        + style("T2", "text", inner='<style:text-properties style:text-position="sub 58%"/>')
        + style("P1", inner='<style:text-properties fo:font-style="italic"/>')
    )
    spans = 'A <text:span text:style-name="T1">bold</text:span> x<text:span text:style-name="T2">2</text:span>'
    link = '<text:a xlink:href="https://ferry.example.org/">fares</text:a>'
    [paragraph] = blocks(reading_of(p(f"{spans} of {link}.", "P1"), automatic=automatic))
    found = {one.text.strip(): one for one in paragraph.text.spans}
    assert all(one.emphasis for one in paragraph.text.spans)
    assert found["bold"].strong
    assert found["2"].position == "sub"
    assert found["fares"].link == "https://ferry.example.org/"


def test_white_space_is_read_as_it_is_shown() -> None:
    [paragraph] = blocks(reading_of(p("\n  It\n   sails<text:s/>again.  ")))
    assert str(paragraph.text) == "It sails again."


LIST_STYLES = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>'
)


def test_lists_nest_and_have_numbers() -> None:
    inner = f"<text:list><text:list-item>{p('A pier')}</text:list-item></text:list>"
    items = f"<text:list-item>{p('First')}{inner}</text:list-item><text:list-item>{p('Second')}</text:list-item>"
    listed = f'<text:list text:style-name="L1">{items}</text:list>'
    [bullets] = blocks(reading_of(listed, automatic=LIST_STYLES))
    assert bullets.ordered
    assert [str(one.block.text) for one in bullets.items] == ["First", "Second"]
    [below] = bullets.items[0].children
    assert not below.ordered
    assert [str(one.block.text) for one in below.items] == ["A pier"]


def test_paragraphs_of_an_item_are_joined_with_a_note() -> None:
    items = "".join(
        f"<text:list-item>{one}</text:list-item>" for one in (p("One.") + p("More."), p("Two"))
    )
    reading = reading_of(
        f'<text:list text:style-name="L1">{items}</text:list>', automatic=LIST_STYLES
    )
    [bullets] = blocks(reading)
    assert [str(one.block.text) for one in bullets.items] == ["One. More.", "Two"]
    assert "item-joined" in told(reading)


def test_tables_keep_headers_empty_cells_and_merged_ones() -> None:
    def cell(words: str, spans: str = "") -> str:
        return f"<table:table-cell {spans}>{p(words) if words else ''}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    table = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("Port", 'table:number-columns-spanned="2"')
        + covered
        + cell("Load")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell("Coast", 'table:number-rows-spanned="2"')
        + cell("North")
        + cell("78")
        + f"</table:table-row><table:table-row>{covered}"
        + cell("South")
        + cell("")
        + "</table:table-row></table:table>"
    )
    [found] = blocks(reading_of(table))
    assert [str(one) for one in found.header] == ["Port", "Port", "Load"]
    assert [[str(one) for one in row] for row in found.rows] == [
        ["Coast", "North", "78"],
        ["Coast", "South", ""],
    ]


def test_rows_and_cells_without_words_that_repeat_are_few() -> None:
    row = (
        f"<table:table-row><table:table-cell>{p('A')}</table:table-cell><table:table-cell>{p('B')}</table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    )
    empty = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    [found] = blocks(reading_of(f"<table:table>{row}{row}{empty}</table:table>"))
    assert len(found.rows) == 2


def test_a_picture_has_what_it_shows_and_its_caption() -> None:
    caption = style("Illustration", parent="Caption") + style("Caption")
    [figure] = blocks(
        reading_of(p(frame(IMAGE)) + p("The ferry", "Illustration"), files=FILES, styles=caption)
    )
    assert (figure.alt, str(figure.caption)) == ("The ferry at its pier", "The ferry")
    assert figure.image == bk.Image(picture(), "image/png")


def test_a_picture_that_is_cut_on_the_page_is_read_whole_with_a_note() -> None:
    cut = style(
        "fr1", "graphic", inner='<style:graphic-properties fo:clip="rect(0cm, 1.5cm, 0cm, 0cm)"/>'
    )
    framed = p(frame(IMAGE).replace("<draw:frame", '<draw:frame draw:style-name="fr1"'))
    assert "picture-altered" in told(reading_of(framed, files=FILES, automatic=cut))
    assert "picture-altered" not in told(reading_of(p(frame(IMAGE)), files=FILES, automatic=cut))


def test_a_picture_is_turned_as_the_page_shows_it() -> None:
    turned = p(
        frame(IMAGE).replace(
            "<draw:frame", '<draw:frame draw:transform="rotate (-1.5707963267949)"'
        )
    )
    [figure] = blocks(reading_of(turned, files=FILES))
    assert figure.image == bk.evolve(bk.Image(picture(), "image/png"), orientation=6)


def test_a_picture_in_a_box_with_its_caption_is_one_figure() -> None:
    box = (
        f"<draw:text-box>{p(frame(IMAGE) + 'Picture 1: the ferry', 'Illustration')}</draw:text-box>"
    )
    reading = reading_of(
        p(frame(box, "")), files=FILES, styles=style("Illustration", parent="Caption")
    )
    [figure] = blocks(reading)
    assert (figure.alt, str(figure.caption)) == ("The ferry at its pier", "Picture 1: the ferry")
    assert "text-box-dropped" not in told(reading)


def test_boxes_notes_and_comments_are_told() -> None:
    box = frame(f"<draw:text-box>{p('Night boats from June')}</draw:text-box>")
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('Since 2019.')}</text:note-body></text:note>"
    )
    comment = (
        f"<office:annotation><dc:creator>Ann</dc:creator>{p('Check this.')}</office:annotation>"
    )
    reading = reading_of(p(f"They hold{note} until May{comment}.{box}"))
    assert words(reading) == ["They hold until May."]
    assert told(reading) == {
        "comment": "Check this.",
        "footnote-dropped": "Since 2019.",
        "text-box-dropped": "Night boats from June",
    }


def test_charts_are_told_with_their_words_and_formulas_keep_their_sense() -> None:
    chart = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:chart><chart:chart>'
        "<chart:title><text:p>Load by year</text:p></chart:title></chart:chart></office:chart></office:body>"
        "</office:document-content>"
    )
    reading = reading_of(
        p("Loads." + frame('<draw:object xlink:href="./Object 1"/>', "")),
        files={"Object 1/content.xml": chart},
    )
    assert told(reading)["text-box-dropped"] == "Load by year"
    assert "file-dropped" in told(reading)


CHANGES = (
    "<text:tracked-changes>"
    '<text:changed-region text:id="c1"><text:insertion/></text:changed-region>'
    f'<text:changed-region text:id="c2"><text:deletion>{p("gone")}</text:deletion></text:changed-region>'
    f'<text:changed-region text:id="c3"><text:deletion>{p("on Monday.")}{p("It ")}</text:deletion></text:changed-region>'
    "</text:tracked-changes>"
)
CHANGED = (
    CHANGES
    + TITLE
    + p(
        'A <text:change-start text:change-id="c1"/>new<text:change-end text:change-id="c1"/>'
        '<text:change text:change-id="c2"/> boat came <text:change text:change-id="c3"/>late.'
    )
)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ("accepted", ["A new boat came late."]),
        ("original", ["A gone boat came on Monday.", "It late."]),
    ],
)
def test_tracked_changes_are_read_in_either_view(changes: Any, wanted: list[str]) -> None:
    assert words(bk.read(odt(CHANGED), language="en", changes=changes)) == wanted


def test_headers_of_pages_give_their_facts_and_page_numbers_are_none() -> None:
    header = f"<style:header>{p('TLP:RED – Harbour Ministry')}</style:header>"
    footer = f"<style:footer>{p('<text:page-number>7</text:page-number>')}</style:footer>"
    page = f'<style:master-page style:name="Standard">{header}{footer}</style:master-page>'
    unused = f'<style:master-page style:name="Envelope"><style:header>{p("DRAFT")}</style:header></style:master-page>'
    reading = reading_of(p("They hold."), masters=page + unused)
    assert (str(reading.brief.marking), reading.brief.status) == ("TLP:RED", "published")
    assert told(reading) == {"page-words-dropped": "Harbour Ministry"}


def test_hidden_sections_are_told_and_tables_of_contents_left_out() -> None:
    hidden = f'<text:section text:display="none">{p("Not for you.")}</text:section>'
    contents = f"<text:table-of-content><text:index-body>{p('Fares 1')}</text:index-body></text:table-of-content>"
    reading = reading_of(contents + hidden + p("They hold."))
    assert words(reading) == ["They hold."]
    assert told(reading) == {"contents-dropped": "Fares 1", "hidden-dropped": "Not for you."}


def test_the_language_is_that_of_the_styles() -> None:
    properties = '<style:text-properties fo:language="de" fo:country="AT"/>'
    default = f'<style:default-style style:family="paragraph">{properties}</style:default-style>'
    body = p("Fähre fährt wieder", "Title") + p("Sie fährt ab Montag.")
    assert bk.read(odt(body, styles=default)).brief.language == "de-AT"


def test_a_flat_file_is_read_with_its_pictures() -> None:
    held = f"<office:binary-data>{base64.b64encode(picture()).decode()}</office:binary-data>"
    reading = bk.read(flat(TITLE + p(frame(f"<draw:image>{held}</draw:image>"))), language="en")
    assert [type(one) for one in blocks(reading)] == [bk.Figure]


@pytest.mark.parametrize("name", ["ferry.odt", "ferry.ott", "ferry.docx"])
def test_a_file_is_known_by_its_bytes_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(odt(TITLE))
    assert str(bk.read(tmp_path / name, language="en").brief.title) == "Ferry returns"


def without(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
    return out.getvalue()


ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><office:document/>'
)


@pytest.mark.parametrize(
    "data",
    [
        odt(TITLE)[:400],
        without(odt(TITLE), "content.xml"),
        odt(TITLE, files={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        odt("", files={"content.xml": "<a"}),
        odt("", files={"content.xml": "<a/>"}),
        odt("", files={"content.xml": "<a>" * 400 + "</a>" * 400}),
        odt("", files={"content.xml": ENTITY}),
        odt(""),
        ENTITY,
        b"Ferry returns",
    ],
)
def test_a_bad_file_is_one_error(data: bytes) -> None:
    with pytest.raises(bk.ReadError):
        bk.read(data, "odt")


def test_limits_hold() -> None:
    cell = f'<table:table-cell table:number-columns-repeated="60">{p("A")}</table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="900">{cell}</table:table-row>'
    with pytest.raises(bk.ReadError):
        bk.read(odt(f"{TITLE}<table:table>{row}</table:table>"), limits=bk.Limits(cells=1000))
    with pytest.raises(bk.ReadError):
        bk.read(odt(TITLE), limits=bk.Limits(unpacked_bytes=500))


def test_what_was_deleted_once_and_is_led_to_often_passes_a_limit() -> None:
    deleted = f"<text:deletion>{p('gone ' * 1000)}</text:deletion>"
    changes = f'<text:changed-region text:id="c1">{deleted}</text:changed-region>'
    body = f"<text:tracked-changes>{changes}</text:tracked-changes>{TITLE}"
    led = p('<text:change text:change-id="c1"/>' * 8000)
    with pytest.raises(bk.ReadError):
        bk.read(odt(body + led))


def test_a_picture_that_is_shown_often_stands_in_the_file_once() -> None:
    reading = reading_of(p(frame(IMAGE)) * 3, files=FILES)
    first, *others = blocks(reading)
    assert [one.image for one in others] == [first.image] * 2
