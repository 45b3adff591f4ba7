"""The tags of a PDF say what each thing is, and all that is printed is either tagged or an artifact."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from attrs import frozen
from hypothesis import given, settings

import briefkit as bk
from briefkit.formats.pdf.reading.text_extraction import extract_text
from briefkit.formats.pdf.writing import retag
from support.drawn import rendered
from support.printable import printable
from support.rendered import Engine
from support.strategies import briefs

EXAMPLES = Path(__file__).parents[1] / "examples"
PICTURE = bk.Image((EXAMPLES / "grid-load.png").read_bytes(), "image/png")
HOUSE = bk.evolve(bk.PLAIN, publisher="Harbour & Desk", logo=PICTURE)
LINES = "Nobody knows how long the repair of the northern pier will take, said the harbour master. "


def brief_of_everything() -> bk.Brief:
    cited = bk.Span("as reported", cites=("report",))
    rows = tuple((f"Port {row}", ("closed " * 12).strip()) for row in range(60))
    return (
        bk.draft("Ports closed", language="en-GB")
        .standfirst("What the storm left.")
        .release(marking=("TLP", "AMBER"))
        .source("report", "Harbour report", url="https://a.example/report")
        .background(
            bk.Paragraph(
                [
                    bk.Span(LINES * 40 + "“"),
                    bk.Span((LINES * 3).strip(), quoted=True),
                    bk.Span("”"),
                ]
            ),
            bk.Paragraph(
                [
                    bk.Span("Two things happened, "),
                    cited,
                    bk.Span(", and the crew said "),
                    bk.Span("bonjour", language="fr"),
                    bk.Span(" and ran "),
                    bk.Span("ls", code=True),
                    bk.Span("; "),
                    bk.Span(
                        "see " + ("this very long page " * 6).strip(), link="https://a.example/page"
                    ),
                ]
            ),
            bk.Table(rows, header=("Port", "State"), caption="Ports by state"),
            bk.Figure(PICTURE, "A chart of loads", caption="Loads", credit="The Desk"),
        )
        .why_it_matters(
            bk.bullets("First", bk.bullets("Below", "Beside", ordered=True), "Second"),
        )
        .section("Of its own", bk.section("Deeper", "Words."))
        .author("Maren Dahl")
        .build()
    )


@frozen
class Element:
    """A tag as it stands in a file."""

    tag: str
    dictionary: Any
    kids: "list[Element | tuple[int, int] | Any]"
    above: "Element | None"

    def all(self) -> "Iterator[Element]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all()

    def tags(self) -> list[str]:
        return [kid.tag for kid in self.kids if isinstance(kid, Element)]

    def attribute(self, name: str) -> Any:
        """An attribute, of whichever owner."""
        attributes = self.dictionary.A
        owners = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        (found,) = (one[f"/{name}"] for one in owners if f"/{name}" in one)
        return found


def key(part: Any) -> int:
    number: int = part.objgen[0]
    return number


class Tagged:
    """A PDF with its tags, its marks of content and its annotations."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.pages = {key(page.obj): number for number, page in enumerate(self.pdf.pages)}
        self.root: Any = self.pdf.Root.StructTreeRoot
        (top,) = self.root.K
        self.top = self.element(top, None)

    def element(self, found: Any, above: Element | None) -> Element:
        made = Element(str(found.S), found, [], above)
        kids = found.get("/K", [])
        home = found.get("/Pg")
        for kid in kids:
            if isinstance(kid, int):
                made.kids.append((self.pages[key(home)], kid))
            elif str(kid.get("/Type")) == "/MCR":
                made.kids.append((self.pages[key(kid.Pg)], int(kid.MCID)))
            elif str(kid.get("/Type")) == "/OBJR":
                made.kids.append(kid)
            else:
                made.kids.append(self.element(kid, made))
        return made

    def named(self, tag: str) -> list[Element]:
        return [one for one in self.top.all() if one.tag == tag]

    def marks(self) -> Iterator[tuple[int, int]]:
        for page in range(len(self.pdf.pages)):
            depth = 0
            for operator, operands in self.marked(page):
                if operator == "EMC":
                    depth -= 1
                    continue
                if depth == 0 and str(operands[0]) != "/Artifact":
                    yield page, int(operands[1].MCID)
                else:  # within marked content stand its words, or that they are reversed
                    assert depth == 0 or "/MCID" not in (operands[1] if len(operands) > 1 else {})
                depth += 1

    def languages(self) -> list[str]:
        """The languages of words, of elements or of marked content, that are not the document's."""
        told = [one.dictionary.get("/Lang") for one in self.top.all()]
        for page in range(len(self.pdf.pages)):
            told += [one[1].get("/Lang") for one in self.begun(page) if len(one) > 1]
        return [str(one) for one in told if one is not None and one != self.pdf.Root.Lang]

    def marked(self, page: int) -> Iterator[tuple[str, Any]]:
        for instruction in pikepdf.parse_content_stream(self.pdf.pages[page], "BDC BMC EMC"):
            yield str(instruction.operator), instruction.operands

    def begun(self, page: int) -> Iterator[Any]:
        return (operands for operator, operands in self.marked(page) if operator != "EMC")

    def artifacts(self, page: int) -> list[str]:
        """The kinds of headers and footers of a page."""
        found = [one for one in self.begun(page) if str(one[0]) == "/Artifact" and len(one) > 1]
        return [str(one[1].get("/Subtype", one[1].Type)) for one in found]

    def words(self, wanted: Element) -> list[str]:
        return [
            re.sub(r"\s+", " ", one.words)
            for one in extract_text(self.pdf).blocks
            if one.role == wanted.tag
        ]


@pytest.fixture(scope="module")
def everything(engine: Engine) -> Tagged:
    return Tagged(bk.render(brief_of_everything(), "pdf", HOUSE, engine=engine))


#: Elements that may hold nothing: cells, and those of words without ink, such as a soft hyphen alone.
MAYBE_WITHOUT_INK = frozenset(
    ("/TD", "/TH", "/Document", "/Note", "/Link", "/Quote", "/Code", "/Em", "/Strong", "/Span")
)


def check(pdf: Tagged) -> None:
    """What holds for every PDF: one tree, and all content and all annotations are in it, once."""
    in_tree = [kid for one in pdf.top.all() for kid in one.kids if isinstance(kid, tuple)]
    assert len(in_tree) == len(set(in_tree))
    marks = list(pdf.marks())
    assert len(marks) == len(set(marks))
    assert set(marks) == set(in_tree)

    numbers = list(pdf.root.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(parents) == sorted(parents)
    for one in pdf.top.all():
        assert key(one.dictionary.P) == key(one.above.dictionary if one.above else pdf.root)
        assert one.kids or one.tag in MAYBE_WITHOUT_INK, one.tag
        for kid in one.kids:
            if isinstance(kid, tuple):
                page = pdf.pdf.pages[kid[0]].obj
                assert key(parents[page.StructParents][kid[1]]) == key(one.dictionary)
            elif not isinstance(kid, Element):
                assert key(parents[kid.Obj.StructParent]) == key(one.dictionary)
    bound = [
        key(kid.Obj)
        for one in pdf.top.all()
        for kid in one.kids
        if not isinstance(kid, Element | tuple)
    ]
    annotations = [one for page in pdf.pdf.pages for one in page.obj.get("/Annots", [])]
    assert sorted(bound) == sorted(map(key, annotations))
    assert all(str(one.Contents) for one in annotations)

    levels = [int(one.tag[2:]) for one in pdf.top.all() if re.fullmatch("/H[1-6]", one.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))

    named = [str(one.dictionary.ID) for one in pdf.top.all() if "/ID" in one.dictionary]
    listed = list(pdf.root.IDTree.Names)[::2] if named else []
    assert len(named) == len(set(named))
    assert sorted(named) == [str(one) for one in listed]

    for one in pdf.named("/L"):
        assert one.tags()[0] == "/LI"
        assert set(one.tags()) <= {"/LI", "/L"}
    for one in pdf.named("/LI"):
        assert one.tags() == ["/Lbl", "/LBody"]
    for one in pdf.named("/Link"):
        assert set(one.tags()) <= {"/Span", "/Em", "/Strong", "/Code"}
    for one in pdf.named("/Note"):
        assert one.above is not None
        assert one.above.tag == "/LBody"
    assert not pdf.named("/NonStruct")


def test_all_content_is_in_one_tree_or_an_artifact(everything: Tagged) -> None:
    check(everything)


@settings(max_examples=15)
@given(briefs())
def test_so_it_is_for_every_brief(engine: Engine, brief: bk.Brief) -> None:
    check(Tagged(rendered(printable(brief), "pdf", bk.FORMAL, engine=engine)))


@pytest.mark.parametrize("name", ["water.json", "drones.yaml"])
def test_so_it_is_in_other_scripts(engine: Engine, name: str) -> None:
    check(Tagged(bk.render(bk.load(EXAMPLES / name), "pdf", bk.MAGAZINE, engine=engine)))


def test_headers_of_tables_have_a_scope_and_are_read_once(everything: Tagged) -> None:
    (table,) = everything.named("/Table")
    assert table.tags() == ["/Caption", "/THead", "/TBody"]
    heads = everything.named("/TH")
    assert [str(one.attribute("Scope")) for one in heads] == ["/Column", "/Column"]
    names = [str(one.dictionary.ID) for one in heads]
    cells = everything.named("/TD")
    pages = {
        kid[0] for one in cells for part in one.all() for kid in part.kids if isinstance(kid, tuple)
    }
    assert len(pages) > 1  # or nothing is repeated
    assert len(cells) == 120
    assert [[str(name) for name in one.attribute("Headers")] for one in cells] == [
        [name] for _ in range(60) for name in names
    ]
    again = max(pages)
    assert "/Pagination" in everything.artifacts(again)


def test_what_goes_on_over_lines_and_pages_is_one_tag(everything: Tagged) -> None:
    (quote,) = everything.named("/Quote")
    assert len(quote.kids) > 2
    paragraph = quote.above
    assert paragraph is not None
    assert paragraph.tag == "/P"
    pages = {kid[0] for one in paragraph.all() for kid in one.kids if isinstance(kid, tuple)}
    assert len(pages) == 2


def test_sections_are_within_the_article() -> None:
    tagged = Tagged(bk.render(brief_of_everything(), "pdf", HOUSE, engine="weasyprint"))
    assert [one.tag for one in tagged.top.all()][:3] == ["/Document", "/Part", "/Art"]
    assert tagged.top.tags() == ["/Part"]
    first = next(one for one in tagged.named("/Sect"))
    assert "/P" in first.tags()


def test_language_and_code_of_words_are_told(everything: Tagged) -> None:
    assert everything.languages() == ["fr"]
    assert len(everything.named("/Code")) == 1


def test_a_list_in_an_item_is_in_its_body_or_after_it_and_numbers_are_told(
    everything: Tagged,
) -> None:
    lists = everything.named("/L")
    inner = [one for one in lists if one.above and one.above.tag in ("/LBody", "/L")]
    assert len(inner) == 1
    assert str(inner[0].attribute("ListNumbering")) == "/Decimal"
    assert inner[0].tags() == ["/LI", "/LI"]


def test_figures_have_words_a_place_on_the_page_and_their_caption_beside_them(
    everything: Tagged,
) -> None:
    (figure,) = everything.named("/Figure")
    assert str(figure.dictionary.Alt) == "A chart of loads"
    assert figure.above is not None
    assert figure.above.tag == "/Div"
    assert sorted(figure.above.tags()) == ["/Caption", "/Figure"]
    page = everything.pdf.pages[everything.pages[key(figure.dictionary.Pg)]]
    left, bottom, right, top = (float(edge) for edge in figure.attribute("BBox"))
    assert 0 < left < right < float(page.mediabox[2])
    assert 0 < bottom < top < float(page.mediabox[3])


def test_sources_are_notes_and_what_cites_them_leads_there(
    engine: Engine, everything: Tagged
) -> None:
    (note,) = everything.named("/Note")
    assert str(note.dictionary.ID) == ("note-source-1" if engine == "weasyprint" else "Note 1")
    if engine == "weasyprint":
        (reference,) = everything.named("/Reference")
        assert reference.tags() == ["/Link"]
    below = [key(one.dictionary) for one in note.all()]
    (citing,) = (
        annotation
        for link in everything.named("/Link")
        for annotation in annotations(link)
        if "/Dest" in annotation and key(link.dictionary) not in below
    )
    place = citing.Dest
    if isinstance(place, pikepdf.Array):
        assert everything.pages[key(place[0])] == len(everything.pdf.pages) - 1
    else:
        assert str(place) == "source-1"
    assert re.search(r"\d", str(citing.Contents))
    assert citing.Rect[2] > citing.Rect[0]


def annotations(link: Element) -> list[Any]:
    return [kid.Obj for kid in link.kids if not isinstance(kid, tuple | Element)]


def test_a_link_over_lines_is_one_tag(everything: Tagged) -> None:
    def places(link: Element) -> int:
        ours = [
            one
            for one in annotations(link)
            if "/A" in one and str(one.A.URI) == "https://a.example/page"
        ]
        return sum(len(one.get("/QuadPoints", range(8))) // 8 for one in ours)

    (link,) = [one for one in everything.named("/Link") if places(one)]
    assert places(link) > 1


def test_what_stands_in_the_margins_is_an_artifact(everything: Tagged) -> None:
    assert "/Header" in everything.artifacts(0)  # the masthead
    for page in range(len(everything.pdf.pages)):
        assert "/Footer" in everything.artifacts(page)
    assert {"/Header", "/Footer"} <= set(everything.artifacts(1))  # the banner
    banner, title = (next(one for one in everything.named(tag)) for tag in ("/P", "/H1"))
    assert everything.words(banner)[0].strip() == "TLP:AMBER"
    assert everything.words(title)[0].strip() == "Ports closed"
    assert len(everything.named("/Figure")) == 1  # no logo


def test_pages_are_walked_in_the_order_of_their_tags(everything: Tagged) -> None:
    assert {str(page.obj.Tabs) for page in everything.pdf.pages} == {"/S"}


def bookmarks(data: bytes) -> list[Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:

        def titles(entries: Any) -> list[Any]:
            return [
                (one.title, titles(one.children)) if one.children else one.title for one in entries
            ]

        return titles(outline.root)


def test_bookmarks_have_the_numbers_that_are_printed(engine: Engine) -> None:
    brief = (
        bk.draft("Ports")
        .background("Words.")
        .section("2024 in review", bk.section("Deeper", "Words."))
        .author("Maren Dahl")
        .build()
    )
    assert bookmarks(bk.render(brief, "pdf", bk.FORMAL, engine=engine)) == [
        ("Ports", ["1 Background", ("2 2024 in review", ["2.1 Deeper"]), "About the Author"])
    ]
    assert bookmarks(bk.render(brief, "pdf", bk.PLAIN, engine=engine)) == [
        ("Ports", ["Background", ("2024 in review", ["Deeper"]), "About the Author"])
    ]


def test_the_publisher_is_in_the_metadata(everything: Tagged) -> None:
    metadata: Any = everything.pdf.Root.Metadata
    assert b"<dc:publisher>" in metadata.read_bytes()
    with everything.pdf.open_metadata() as read:
        assert list(read["dc:publisher"]) == ["Harbour & Desk"]


def test_where_weasyprint_has_its_boxes_elsewhere_only_the_tags_are_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brief = bk.draft("T").why_it_matters(bk.bullets("One")).build()
    monkeypatch.setattr(retag, "weasyprint", SimpleNamespace())
    with pytest.warns(bk.TagsWarning, match="formatting_structure"):
        data = bk.render(brief, "pdf")
    assert bk.read(data) == bk.Reading(brief)


def test_where_weasyprint_tags_in_another_way_its_tags_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brief = bk.draft("T").why_it_matters(bk.bullets("One")).build()
    monkeypatch.setattr(retag, "_has_no_bullet", lambda box: box.element_tag == "li")
    with pytest.warns(bk.TagsWarning, match="its elements are not those of its boxes"):
        data = bk.render(brief, "pdf")
    pdf = Tagged(data)
    assert pdf.named("/NonStruct") or pdf.named("/Span")
    assert [one.tags() for one in pdf.named("/LI")] == [["/Lbl", "/LBody"]]
    assert bk.read(data) == bk.Reading(brief)
