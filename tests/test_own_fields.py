"""Fields of a user's own: `extra` and `id`, in the model and in every format."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from lxml import etree

import briefkit as bk
from briefkit import model
from briefkit.errors import ModelError
from briefkit.model import IDENTIFIED_BLOCKS, Block, Brief, Bullets, Extra, Item, Paragraph, Section
from briefkit.model.extra import MAX_EXTRA_CHARACTERS, MAX_EXTRA_LEVELS
from briefkit.model.ids import have_own_fields
from briefkit.model.walk import walk
from support import strategies
from support.docx_files import W, changed as changed_document, unpacked
from support.every_part import every_part
from support.rendered import ENGINES

# Any value of JSON, as it stands in `extra`; each differs from all others.
APART: tuple[Any, ...] = (
    None,
    0,
    False,
    0.0,
    -0.0,
    1,
    True,
    1.0,
    "1",
    (1,),
    (True,),
    {"1": 1},
    {"1": True},
)


@given(strategies.briefs())
def test_a_brief_has_own_fields_where_one_of_its_parts_has(brief: Brief) -> None:
    parts = [part for _, part in walk(brief.sections) if isinstance(part, Section | Block)]
    own = any(getattr(part, "id", None) or getattr(part, "extra", None) for part in parts)
    assert have_own_fields(brief.sections) is own


def nested(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return {"a": value}


def cyclic() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


# The mapping


def test_values_that_python_holds_equal_are_told_apart() -> None:
    made = [Extra({"x": value}) for value in APART]
    assert len(set(made)) == len(APART)
    assert all((one == other) is (one is other) for one in made for other in made)
    assert all(Extra({"x": value}) == {"x": value} for value in APART)
    assert Extra({"x": (1,)}) != {"x": (True,)}


def test_it_is_one_value_in_any_order() -> None:
    one, other = (
        Extra({"b": [1, {"d": 1, "c": []}], "a": None}),
        Extra({"a": None, "b": (1, {"c": (), "d": 1})}),
    )
    assert one == other
    assert hash(one) == hash(other)
    assert list(one) == ["a", "b"]
    assert one["b"] == (1, Extra({"c": (), "d": 1}))
    assert one.to_dict() == {"a": None, "b": [1, {"c": [], "d": 1}]}
    assert repr(one) == "{'a': None, 'b': (1, {'c': (), 'd': 1})}"


def test_it_is_frozen_and_can_be_copied() -> None:
    extra = Extra({"a": [1]})
    with pytest.raises(AttributeError, match="frozen"):
        extra.more = 1
    with pytest.raises(TypeError):
        extra["a"] = 2  # type: ignore[index]
    assert pickle.loads(pickle.dumps(extra)) == copy.deepcopy(extra) == extra


class Shade(enum.StrEnum):
    RED = "red"


REFUSED: list[tuple[str, Any]] = [
    ("Paragraph.extra: is list", [1]),
    ("Paragraph.extra: is str", "a"),
    ("Paragraph.extra: has the key 1, which is int", {1: 2}),
    ("Paragraph.extra.a: has the key None", {"a": {None: 2}}),
    ('Paragraph.extra.a["x y"][1]: is set', {"a": {"x y": [1, {2}]}}),
    ("Paragraph.extra.a: is bytes", {"a": b"x"}),
    ("Paragraph.extra.a: is Shade", {"a": Shade.RED}),
    ("Paragraph.extra.a: is date", {"a": bk.When("2025").earliest}),
    ("Paragraph.extra.a: is Text", {"a": bk.Text("x")}),
    ("Paragraph.extra.a: is nan", {"a": float("nan")}),
    ("Paragraph.extra.a: is -inf", {"a": -float("inf")}),
    ("Paragraph.extra.a[0]: is beyond", {"a": [2**53 + 1]}),
    ("Paragraph.extra.a: has U\\+0000", {"a": "\0"}),
    ("Paragraph.extra.a: has U\\+D800", {"a": "\ud800"}),
    ("Paragraph.extra: has U\\+FDD0", {"\ufdd0": 1}),
    ("Paragraph.extra.a: has more than 100,000 characters", {"a": "x" * MAX_EXTRA_CHARACTERS}),
    (r"Paragraph.extra.a\[\d+\]: has more than", {"a": [0] * (MAX_EXTRA_CHARACTERS + 1)}),
    (r"Paragraph.extra.a(\[0\]){9}: nests deeper than 10", {"a": cyclic()}),
    (r"Paragraph.extra\S+: nests deeper than 10 levels", nested(MAX_EXTRA_LEVELS)),
]


@pytest.mark.parametrize(("message", "extra"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_json_does_not_have_is_refused_by_its_path(message: str, extra: Any) -> None:
    with pytest.raises(
        ModelError,
        match=f"^{message.replace('[', chr(92) + '[') if chr(92) not in message else message}",
    ):
        Paragraph("x", extra=extra)


def test_the_deepest_and_the_shared_are_taken() -> None:
    assert Extra(nested(MAX_EXTRA_LEVELS - 1))
    shared = {"k": [1]}
    assert Extra({"a": shared, "b": shared})["a"] == {"k": (1,)}


def test_walk_does_not_enter_it() -> None:
    paragraph = Paragraph("x", extra={"a": {"b": [1]}})
    assert [path for path, _ in walk(paragraph) if path.startswith("extra")] == ["extra"]


# Ids

IDS = (
    "b1",
    "B12",
    "bk_x",
    "BK_",
    "briefkit",
    "Briefkit",
    "",
    "a b",
    "1a",
    "_a",
    "a-b",
    "source-1",
    "a" * 41,
    "é",
    "a\n",
)


@pytest.mark.parametrize("kind", [Section, *IDENTIFIED_BLOCKS])
def test_an_id_is_a_name_that_no_anchor_has(kind: type[Any]) -> None:
    made = next(one for one in PARTS if type(one) is kind)
    for name in IDS:
        with pytest.raises(ModelError, match=rf"^{kind.__name__}\.id: "):
            attrs.evolve(made, id=name)
    for name in ("a", "A" * 40, "b", "b1x", "bk", "b_1", "source_1", "briefkit_"):
        assert attrs.evolve(made, id=name).id == name


def test_an_id_stands_once_whatever_its_case() -> None:
    blocks: list[Block] = [Paragraph("x", id="Risk"), Bullets([Item(Paragraph("y", id="rISK"))])]
    with pytest.raises(ModelError) as caught:
        Brief("T", sections=[Section("background", blocks=blocks)])
    assert caught.value.where == "sections[0].blocks[1].items[0].block.id"
    assert "sections[0].blocks[0]" in caught.value.what
    below = Section("other", "Below", id="risk")
    with pytest.raises(ModelError, match=r"^sections\[0\]\.sections\[0\]\.id: "):
        Brief("T", sections=[Section("background", blocks=blocks[:1], sections=[below])])


def test_builders_take_both() -> None:
    own: Any = {"id": "risk", "extra": {"a": [1]}}
    made: tuple[Any, ...] = (
        bk.statement("Ada", "said so.", **own),
        bk.event("x", **own),
        bk.assessment("x", **own),
        bk.table([["x"]], **own),
        bk.figure(strategies.IMAGES[0], "x", **own),
        bk.section("outlook", **own),
        bk.section("A heading", **own),
    )
    assert {(one.id, one.extra) for one in made} == {("risk", Extra({"a": [1]}))}
    assert bk.draft("T").details(extra={"a": 1}).build().extra == {"a": 1}


# Subclasses


def refusals() -> dict[str, Callable[[Any], Any]]:
    """What would hold a part, by the class of the part."""
    statement = bk.statement("Ada", "Said so.")
    return {
        "Span": lambda part: bk.Text([part]),
        "Text": lambda part: Paragraph(part),
        "When": lambda part: bk.Event("x", on=part),
        "Image": lambda part: bk.Figure(part, "x"),
        "Marking": lambda part: Paragraph("x", marking=part),
        "Person": lambda part: attrs.evolve(statement, speakers=[part]),
        "Organisation": lambda part: attrs.evolve(statement, addressees=[part]),
        "Evidence": lambda part: attrs.evolve(statement, evidence=[part]),
        "Likelihood": lambda part: bk.Assessment("x", likelihood=part),
        "Item": lambda part: Bullets([part]),
        "Bullets": lambda part: Item(Paragraph("x"), [part]),
        "Section": lambda part: Brief("x", sections=[part]),
        "Author": lambda part: Brief("x", authors=[part]),
        "Link": lambda part: Brief("x", related=[part]),
        "Source": lambda part: Brief("x", sources=[part]),
        "Correction": lambda part: Brief("x", corrections=[part]),
        "Brief": lambda part: bk.render(part, "json"),
        **{
            kind.__name__: lambda part: Section("outlook", blocks=[part])
            for kind in IDENTIFIED_BLOCKS
        },
    }


PARTS: tuple[Any, ...] = (
    bk.Span("x"),
    bk.Text("x"),
    bk.When("2025"),
    strategies.IMAGES[0],
    bk.Marking("TLP", "RED"),
    bk.Person("Ada"),
    bk.Organisation("UN"),
    bk.Evidence("k"),
    bk.Likelihood("PHIA", "likely"),
    Item(Paragraph("x")),
    Bullets([Item(Paragraph("x"))]),
    Section("outlook"),
    bk.Author("Ada"),
    bk.Link("x", "https://example.org"),
    bk.Source("k", "x"),
    bk.Correction("2025-01-01", "correction", "x"),
    Brief("x"),
    Paragraph("x"),
    bk.Statement([bk.Person("Ada")], "Said so."),
    bk.Event("x"),
    bk.Assessment("x"),
    bk.Table([["x"]]),
    bk.Figure(strategies.IMAGES[0], "x"),
)


def test_the_parts_are_of_all_classes() -> None:
    classes = {kind for kind in vars(model).values() if isinstance(kind, type) and attrs.has(kind)}
    assert {type(part) for part in PARTS} == classes


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_a_subclass_is_refused_by_its_name(part: Any) -> None:
    kind = type(part)
    fields = {one.name: getattr(part, one.name) for one in attrs.fields(kind)}
    desk = {"desk": attrs.field(default="")}
    own = attrs.make_class("MyOwn", desk, bases=(kind,), frozen=True)
    with pytest.raises(bk.BriefkitError, match="MyOwn"):
        refusals()[kind.__name__](own(**fields))


# Data


@pytest.mark.parametrize("format", ["json", "yaml", "markdown"])
@settings(max_examples=25)
@given(extra=strategies.extras())
def test_every_value_comes_back_from_data(format: str, extra: Extra) -> None:
    section = Section(
        "outlook", extra=extra, blocks=[Paragraph("x", extra=extra), bk.Table([["x"]], extra=extra)]
    )
    brief = Brief("T", language="en", sections=[section], extra=extra)
    data = bk.render(brief, format)
    assert bk.read(data, format).brief == brief
    assert bk.render(bk.read(data, format).brief, format) == data


def test_a_value_that_json_does_not_have_is_refused_in_a_file_with_its_path() -> None:
    tree = json.loads(
        bk.render(Brief("T", sections=[Section("outlook", blocks=[Paragraph("x")])]), "json")
    )
    tree["sections"][0]["blocks"][0]["extra"] = {"a": [1, 2**60]}
    with pytest.raises(
        bk.SchemaError, match=r"^sections\[0\]\.blocks\[0\]\.extra\.a\[1\]: is beyond"
    ):
        bk.read(json.dumps(tree).encode(), "json")
    with pytest.raises(
        bk.ReadError, match="a whole number that no reader keeps, 18446744073709551617"
    ):
        bk.read(
            b'{"schema_version": 1, "title": "T", "extra": {"a": 18446744073709551617}}', "json"
        )
    for written in (b"9007199254740993", b"1" * 5000, b"1e999", b".inf"):
        with pytest.raises(bk.SchemaError, match=r"^line 3, extra\.a: is "):
            bk.read(b"schema_version: 1\ntitle: T\nextra: {a: " + written + b"}", "yaml")
    front = b"---\nextra:\n  a:\n  - .nan\n---\n# T\n\nx\n"
    with pytest.raises(bk.ReadError, match=r"^line 4, extra\.a\[0\]: is nan"):
        bk.read(front, "markdown")
    line = b"# T\n\nx\n\n## Outlook\n\ny {id: b1}\n"
    with pytest.raises(bk.ReadError, match=r"^line 7, id: 'b1' looks like"):
        bk.read(line, "markdown")


# Edits

ONE, TWO = (
    "The first sentence stands alone.",
    "The second goes on for quite a while, and ends at last.",
)


def edited(*blocks: Any, change: Callable[[str], str]) -> bk.Reading:
    """Read a page that somebody edited."""
    section = Section(
        "background", blocks=[*blocks, *(Paragraph(f"Number {n}.") for n in range(4))]
    )
    page = bk.render(Brief("T", language="en", sections=[section]), "html").decode()
    changed = change(page)
    assert changed != page
    return bk.read(changed.encode(), "html")


def own(reading: bk.Reading) -> list[tuple[str, str | None, Extra]]:
    return [(one.text.plain, one.id, one.extra) for _, one in walk(reading.brief, Paragraph)][:2]


def codes(reading: bk.Reading) -> list[str]:
    return [note.code for note in reading.notes]


WHOLE = Paragraph(f"{ONE} {TWO}", id="whole", extra={"a": 1})


@pytest.mark.parametrize(
    "start",
    ['<p class="paragraph" id="whole">', '<p class="paragraph">', "<p>"],
    ids=["both named", "second unnamed", "second plain"],
)
@pytest.mark.parametrize("named", [True, False], ids=["first named", "first unnamed"])
def test_a_block_that_is_cut_in_two_keeps_them_on_its_first_part(start: str, named: bool) -> None:
    def cut(page: str) -> str:
        page = page.replace(f"{ONE} {TWO}</p>", f"{ONE}</p>\n{start}{TWO}</p>")
        return page if named else page.replace(' id="whole">' + ONE, ">" + ONE)

    assert own(edited(WHOLE, change=cut)) == [(ONE, "whole", Extra({"a": 1})), (TWO, None, Extra())]


def joined(page: str) -> str:
    return page.replace(f'{ONE}</p>\n<p class="paragraph" id="two">', f"{ONE} ")


def test_two_blocks_that_become_one_keep_those_of_the_first_with_a_note() -> None:
    blocks = Paragraph(ONE, id="one", extra={"a": 1}), Paragraph(TWO, id="two", extra={"b": 1})
    for change in (joined, lambda page: joined(page).replace(' id="one"', "")):
        found = edited(*blocks, change=change)
        assert own(found)[0] == (f"{ONE} {TWO}", "one", Extra({"a": 1}))
        [note] = [note for note in found.notes if note.code == "own-fields-dropped"]
        assert "'two'" in note.message
        assert "'b'" in note.message


def test_a_block_without_any_has_those_of_the_one_that_it_was_joined_with() -> None:
    found = edited(
        Paragraph(ONE),
        Paragraph(TWO, id="two"),
        change=joined,
    )
    assert own(found)[0] == (f"{ONE} {TWO}", "two", Extra())
    assert "own-fields-dropped" not in codes(found)


def test_they_stay_with_an_edited_a_moved_and_a_renamed_block_and_go_with_a_deleted_one() -> None:
    found = edited(WHOLE, change=lambda page: page.replace("stands alone", "is here"))
    assert own(found)[0][1:] == ("whole", Extra({"a": 1}))
    found = edited(WHOLE, change=lambda page: page.replace('id="whole"', 'id="other"'))
    assert own(found)[0][1:] == ("whole", Extra({"a": 1}))
    line = f'<p class="paragraph" id="whole">{ONE} {TWO}</p>\n'
    found = edited(WHOLE, change=lambda page: page.replace(line, ""))
    assert "own-fields-dropped" in codes(found)


def test_a_section_a_table_and_a_figure_keep_them_when_they_are_edited() -> None:
    section = Section(
        "other",
        "A heading",
        id="part",
        extra={"a": 1},
        blocks=[
            bk.Table([["cell", "other"]], id="grid", extra={"b": 1}),
            bk.Figure(strategies.IMAGES[0], "alt", caption="A caption.", id="shot", extra={"c": 1}),
        ],
    )
    brief = Brief("T", language="en", sections=[section], extra={"desk": 1})
    page = bk.render(brief, "html").decode()
    for before in ("A heading", "cell", "A caption."):
        page = page.replace(f">{before}<", f">{before} more<")
    found = bk.read(page.encode(), "html").brief
    [changed] = found.sections
    assert found.extra == {"desk": 1}
    parts = [one for one in (changed, *changed.blocks) if not isinstance(one, Bullets)]
    assert [one.id for one in parts] == ["part", "grid", "shot"]
    assert [one.extra.to_dict() for one in parts] == [{"a": 1}, {"b": 1}, {"c": 1}]
    assert changed.blocks[0] != section.blocks[0]
    assert changed.blocks[1] != section.blocks[1]


# Files without the payload

FULL = Brief(
    "T",
    language="en",
    extra={"Secret1": "Secret2"},
    sections=[
        Section(
            "outlook", id="Secret3", blocks=[Paragraph("x", id="Secret4", extra={"Secret5": 1})]
        )
    ],
)


@pytest.mark.parametrize(
    ("format", "options"),
    [("html", {}), ("docx", {}), *(("pdf", {"engine": engine}) for engine in ENGINES)],
)
def test_without_the_payload_nothing_of_them_is_left(format: str, options: Any) -> None:
    whole = bk.render(FULL, format, **options)
    for data in (
        bk.render(FULL, format, payload="none", **options),
        bk.strip(whole, format),
    ):
        parts = list(every_part(data))
        assert not any(b"Secret" in part or b"S\0e\0c\0r" in part for part in parts)
    assert bk.read(whole, format).brief == FULL


def test_an_id_that_something_leads_to_stays_in_a_stripped_page() -> None:
    page = bk.render(FULL, "html").replace(b">x<", b'>x <a href="#Secret4">y</a><')
    stripped = bk.strip(page, "html")
    assert b'id="Secret4"' in stripped
    assert b"Secret3" not in stripped


def test_a_bookmark_that_a_field_leads_to_stays_in_a_stripped_document() -> None:
    def leads(root: Any) -> None:
        run = next(root.iter(f"{{{W}}}r"))
        etree.SubElement(run, f"{{{W}}}instrText").text = r" PAGEREF Secret3 \h "

    data = bk.strip(changed_document(bk.render(FULL, "docx"), leads), "docx")
    names = etree.fromstring(unpacked(data)["word/document.xml"]).iter(f"{{{W}}}bookmarkStart")
    found = {one.get(f"{{{W}}}name") or "" for one in names}
    assert {name for name in found if name.startswith("Secret")} == {"Secret3"}


def test_a_fragment_has_them_behind_its_prefix_until_it_is_stripped() -> None:
    fragment = bk.render(FULL, "html", fragment=True, prefix="x-")
    assert b'id="x-Secret4"' in fragment
    assert bk.read(fragment, "html").brief == FULL
    assert b"Secret" not in bk.strip(fragment, "html")
    assert b"Secret" not in bk.render(FULL, "html", fragment=True, prefix="x-", payload="none")


# Word documents that somebody edited


def paragraph_with(root: Any, words: str) -> Any:
    return next(one for one in root.iter(f"{{{W}}}p") if words in "".join(one.itertext()))


def document(*blocks: Any) -> bytes:
    rest = [Paragraph(f"Number {n}.") for n in range(4)]
    section = Section("background", blocks=[*blocks, *rest])
    return bk.render(Brief("T", language="en", sections=[section]), "docx")


def test_a_paragraph_of_word_that_is_cut_in_two_keeps_them_on_its_first_part() -> None:
    def cut(root: Any) -> None:
        whole = paragraph_with(root, ONE)
        [words] = whole.iter(f"{{{W}}}t")
        second = copy.deepcopy(whole)
        for mark in (*second.iter(f"{{{W}}}bookmarkStart"), *second.iter(f"{{{W}}}bookmarkEnd")):
            mark.getparent().remove(mark)
        words.text = ONE
        next(second.iter(f"{{{W}}}t")).text = TWO
        whole.addnext(second)

    found = bk.read(changed_document(document(WHOLE), cut), "docx")
    assert own(found) == [(ONE, "whole", Extra({"a": 1})), (TWO, None, Extra())]


@pytest.mark.parametrize("names", [("one", "two"), ("two", "one"), (None, "b_2")])
def test_paragraphs_of_word_that_become_one_keep_those_of_the_first(
    names: tuple[str | None, str],
) -> None:
    def join(root: Any) -> None:
        first, second = paragraph_with(root, ONE), paragraph_with(root, TWO)
        first.extend(one for one in second if not one.tag.endswith("}pPr"))
        second.getparent().remove(second)
        space = next(first.iter(f"{{{W}}}t"))
        space.text += " "
        space.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    data = document(Paragraph(ONE, id=names[0]), Paragraph(TWO, id=names[1], extra={"b": 1}))
    found = bk.read(changed_document(data, join), "docx")
    assert own(found)[0][:2] == (f"{ONE} {TWO}", names[0] or names[1])
    assert ("own-fields-dropped" in codes(found)) is (names[0] is not None)
