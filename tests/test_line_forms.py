"""Code, quotations, items of several paragraphs and lines that mean something each: apart, or joined with a note.

Each case is read in a document of somebody else's, and put by hand into one of briefkit's own.
"""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.write import dump

OWN = bk.Brief(
    "Tide tables of Havnes",
    sections=[bk.Section("background", blocks=[bk.Paragraph("Before."), bk.Paragraph("After.")])],
)
FOREIGN = "# Tide tables of Havnes\n\n## Background\n\nBefore.\n\nAfter.\n"
PARTS = {
    "foreign": FOREIGN.removesuffix("After.\n"),
    "own": dump(OWN).decode().removesuffix("After.\n"),
}
AFTER = "\n\nAfter.\n"


def told(document: str, written: str) -> tuple[list[object], list[tuple[str, str]]]:
    """Return what stands between two paragraphs, items as lists, and the codes and words of the notes on it."""
    before = PARTS[document]
    reading = read(f"{before}{written}{AFTER}")
    section = next(one for one in reading.brief.sections if one.kind == "background")
    assert all(before.count("\n") < note.line for note in reading.notes if note.line)
    first, *blocks, last = (_words(one) for one in section.blocks)
    assert (first, last) == ("Before.", "After.")
    return blocks, [(one.code, one.words) for one in reading.notes if one.line]


def _words(block: object) -> object:
    if isinstance(block, bk.Bullets):
        return [_item(one) for one in block.items]
    return str(block.text) if isinstance(block, bk.Paragraph) else block


def _item(item: bk.Item) -> object:
    words = str(item.block.text)
    return [words, *(_words(one) for one in item.children)] if item.children else words


CODE = ("markup-dropped", "")
QUOTE = ("quote-opened", "")


@pytest.mark.parametrize("document", PARTS)
@pytest.mark.parametrize(
    ("written", "blocks", "notes"),
    [
        # Code
        ("```sh\nmake x\n\n  make y\n```", ["make x", "make y"], [("markup-dropped", "sh")]),
        ("~~~\nmake x\nmake y\n~~~", ["make x", "make y"], [CODE]),
        ("    make x\n\n    make y", ["make x", "make y"], [CODE]),
        ("- Run\n\n  ```\n  make x\n  make y\n  ```\n- Wait", [["Run make x make y", "Wait"]], [CODE, ("item-joined", "Run / make x / make y")]),
        ("- Run\n  ```\n  make x\n  ```\n- Wait", [["Run make x", "Wait"]], [CODE, ("item-joined", "Run / make x")]),
        ("1. Run\n\n       make x\n       make y\n\n2. Wait", [["Run make x make y", "Wait"]], [CODE, ("item-joined", "Run / make x / make y")]),
        ("- A\n  - B\n\n    ```\n    one\n    two\n    ```\n  - C", [[["A", ["B one two", "C"]]]], [CODE, ("item-joined", "B / one / two")]),
        ("> ```\n> one\n> two\n> ```", ["one", "two"], [CODE, QUOTE]),
        ("<pre>one<br>two\n\n  three</pre>", ["one", "two", "three"], [("markup-dropped", "<pre>")]),
        ("$$\na = b\nc = d\n$$", ["a = b", "c = d"], [CODE]),
        # Quotations
        ("> The tide was high.\n>\n> Nobody left.", ["The tide was high.", "Nobody left."], [QUOTE]),
        ("> The tide was high.\n> — Ida Ek", ["The tide was high.", "— Ida Ek"], [QUOTE]),
        ("> The tide was\n> high, she said\n> -- Ida Ek", ["The tide was high, she said", "-- Ida Ek"], [QUOTE]),
        ("> The tide was high\n> — or so they said.", ["The tide was high — or so they said."], [QUOTE]),
        ("- Said\n\n  > The tide.\n  >\n  > It came.\n- Done", [["Said The tide. It came.", "Done"]], [QUOTE, ("item-joined", "Said / The tide. / It came.")]),
        ("> Three:\n>\n> - one\n> - two", ["Three:", ["one", "two"]], [QUOTE]),
        ("> [!NOTE] Tide\n> It is high.\n>\n> Twice.", ["Tide", "It is high.", "Twice."], [QUOTE, ("markup-dropped", "[!NOTE]")]),
        ("> [!tip]- Tide\n> It is\n> high.", ["Tide", "It is high."], [QUOTE, ("markup-dropped", "[!tip]-")]),
        ("> [!WARNING]\n> It is high.", ["It is high."], [QUOTE, ("markup-dropped", "[!WARNING]")]),
        # Items
        ("- One.\n\n  More.\n\n  Still.\n- Two", [["One. More. Still.", "Two"]], [("item-joined", "One. / More. / Still.")]),
        ("- A\n\n  - B\n\n    B more\n\n  A more", [[["A A more", ["B B more"]]]], [("item-joined", "B / B more"), ("item-joined", "A / A more")]),
        ("- One\\\n  two  \n  three", [["One two three"]], [("lines-joined", "One / two / three")]),
        ("- One<br>two", [["One two"]], [("lines-joined", "One / two")]),
        ("- One\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |", [["One a b 1 2"]], [("item-joined", "One / a / b / 1 / 2")]),
        # Lines that mean something each
        ("| The tide comes in\n|   and it goes\n|\n| and stays\n  away.", ["The tide comes in", "and it goes", "and stays away."], [CODE]),
        ("| May | 4 |\n| June | 5 |", ["May | 4", "June | 5"], [CODE]),
        ("Tide\n:   The sea's rise.\n:   Its fall.", ["Tide", "The sea's rise.", "Its fall."], [CODE]),
        (":Port: Havnes\n:Depth: nine\n  metres", [":Port: Havnes", ":Depth: nine metres"], []),
        ("Roses are red,  \nviolets are blue,\\\nsugar is sweet.", ["Roses are red, violets are blue, sugar is sweet."], [("lines-joined", "Roses are red, / violets are blue, / sugar is sweet.")]),
        ("Ice Desk<br>12 Quay Street<br>Havnes", ["Ice Desk", "12 Quay Street", "Havnes"], []),
        # Lines that a program wrapped
        ("The tide came in and\nit went: so they\nsay | it | was", ["The tide came in and it went: so they say | it | was"], []),
    ],
)  # fmt: skip
def test_lines_are_apart_or_their_joining_is_told(
    document: str, written: str, blocks: list[object], notes: list[tuple[str, str]]
) -> None:
    assert told(document, written) == (blocks, notes)


@pytest.mark.parametrize("document", PARTS)
def test_paragraphs_of_a_footnote_are_one_source_and_told(document: str) -> None:
    written = "It rose.[^1]\n\n[^1]: Port log,\n    page 3.\n\n    Kept by hand."
    reading = read(f"{PARTS[document]}{written}{AFTER}")
    assert [str(one.title) for one in reading.brief.sources] == ["Port log, page 3. Kept by hand."]
    assert [one.words for one in reading.notes if one.code == "item-joined"] == [
        "Port log, page 3. Kept by hand."
    ]


def test_a_line_break_parts_no_block_from_its_attributes() -> None:
    written = 'It rose.\\\nThe port closed. {.event on: "2026-03-05"}'
    reading = read(f"{PARTS['own']}{written}{AFTER}")
    (event,) = [one for one in reading.brief.sections[0].blocks if isinstance(one, bk.Event)]
    assert str(event.text) == "It rose. The port closed."
    assert [one.code for one in reading.notes] == ["lines-joined"]


@pytest.mark.parametrize(
    "words",
    [
        "```",
        "``` a `` b ```",
        "~~~ a",
        "| a | b",
        ": a",
        ":Port: Havnes",
        "$$",
        "!!! note",
        ":::note Tide",
        "[!NOTE] Tide",
        "— Ida Ek",
        "<pre>a<br>b</pre>",
        "+---+---+",
    ],
)
def test_words_of_a_brief_have_none_of_these_forms(words: str) -> None:
    blocks: list[bk.Block] = [bk.Paragraph(words), bk.Bullets([bk.Item(bk.Paragraph(words))])]
    brief = bk.Brief(words, sections=[bk.Section("background", blocks=blocks)])
    reading = bk.read(bk.render(brief, "markdown"), "markdown")
    assert (reading.brief, reading.notes) == (brief, ())
