"""Comments and other annotations of an edited Word document: each is told once, with the path of its part."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import OFFICE, W
from support.docx_files import changed, packed, unpacked

BRIEF = (
    bk.draft("The lock at Orsa")
    .standfirst("A gate that will not close.")
    .published("2026-07-21")
    .source("log", "The lock keeper’s log")
    .author("Mara Lind", bio="Keeps the desk’s maps.")
    .background(
        "The lock was built in 1931.",
        bk.bullets("It leaks.", "It sticks.", "It leaks."),
        bk.table([["Orsa", "3"], ["Vell", "4"]], header=["Lock", "Gates"]),
    )
    .reactions(
        bk.statement(bk.Person("Olga Hart", "Prime Minister"), "Promised a new gate."),
        bk.assessment("It will be shut by May.", likelihood=("likely", "ICD 203")),
    )
    .build()
)
PATHS = {
    "The lock at Orsa": "title",
    "A gate that will": "standfirst",
    "Background": "sections[0]",
    "built in 1931": "sections[0].blocks[0]",
    "It sticks": "sections[0].blocks[1].items[1].block",
    "Vell": "sections[0].blocks[2]",
    "Promised": "sections[1].blocks[0].items[0].block",
    "shut by May": "sections[1].blocks[1]",
    "likely": "sections[1].blocks[1]",
    "Keeps the desk": "authors[0]",
    "keeper’s log": "sources[0]",
}


def with_comments(data: bytes, *places: tuple[str, str, int]) -> bytes:
    """The document with a comment from one paragraph to another: their words, and which of the former it is."""
    inner = "".join(
        f'<w:comment w:id="{key}" w:author="Ann"><w:p><w:r><w:t>Remark {key}</w:t></w:r></w:p></w:comment>'
        for key in range(len(places))
    )
    parts = {
        **unpacked(data),
        "word/comments.xml": f'<w:comments xmlns:w="{W[1:-1]}">{inner}</w:comments>',
    }

    def mark(root: Any) -> None:
        for key, (first, last, nth) in enumerate(places):
            identified = {f"{W}id": str(key)}
            start = [one for one in root.iter(f"{W}p") if first in "".join(one.itertext())][nth]
            stop = next(one for one in root.iter(f"{W}p") if last in "".join(one.itertext()))
            etree.SubElement(start, f"{W}commentRangeStart", identified)
            stop = start if last == first else stop
            etree.SubElement(stop, f"{W}commentRangeEnd", identified)
            etree.SubElement(etree.SubElement(stop, f"{W}r"), f"{W}commentReference", identified)

    def relate(root: Any) -> None:
        kind = f"{OFFICE}/relationships/comments"
        etree.SubElement(root, root[0].tag, Id="rIdC", Type=kind, Target="comments.xml")

    return changed(changed(packed(parts), mark), relate, "word/_rels/document.xml.rels")


def paths(data: bytes, **options: Any) -> list[tuple[str, str]]:
    notes = bk.read(data, "docx", **options).notes
    return [(note.words, note.path) for note in notes if note.code == "comment"]


@pytest.mark.parametrize("payload", ["full", "none"])
def test_a_comment_has_the_path_of_its_part(payload: Any) -> None:
    data = bk.render(BRIEF, "docx", payload=payload)
    data = with_comments(data, *((words, words, 0) for words in PATHS))
    told = {f"Remark {key}": path for key, path in enumerate(PATHS.values())}
    assert dict(paths(data)) == told
    assert bk.read(data, "docx").brief == bk.read(bk.render(BRIEF, "docx", payload=payload)).brief


def test_of_equal_blocks_the_commented_one_is_named() -> None:
    data = with_comments(
        bk.render(BRIEF, "docx"), ("It leaks.", "It leaks.", 0), ("It leaks.", "It leaks.", 1)
    )
    items = "sections[0].blocks[1].items"
    assert paths(data) == [
        ("Remark 0", f"{items}[0].block"),
        ("Remark 1", f"{items}[2].block"),
    ]


def test_a_comment_over_several_paragraphs_is_told_once() -> None:
    data = with_comments(bk.render(BRIEF, "docx"), ("built in", "Promised", 0))
    assert paths(data) == [("Remark 0", "sections[0].blocks[0]")]


def test_a_comment_on_an_edited_and_moved_block_has_its_new_path() -> None:
    def edit(root: Any) -> None:
        paragraph = next(
            one for one in root.iter(f"{W}p") if "built in 1931" in "".join(one.itertext())
        )
        for words in paragraph.iter(f"{W}t"):
            words.text = (words.text or "").replace("built", "opened")
        other = next(one for one in root.iter(f"{W}p") if "Promised" in "".join(one.itertext()))
        other.addnext(paragraph)

    data = with_comments(changed(bk.render(BRIEF, "docx"), edit), ("opened in", "opened in", 0))
    reading = bk.read(data, "docx")
    assert paths(data) == [("Remark 0", "sections[1].blocks[1]")]
    assert reading.brief.sections[1].blocks[1] == bk.Paragraph("The lock was opened in 1931.")


def test_hidden_words_have_the_path_of_their_block() -> None:
    def hide(root: Any) -> None:
        paragraph = next(one for one in root.iter(f"{W}p") if "sticks" in "".join(one.itertext()))
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}vanish")
        etree.SubElement(run, f"{W}t").text = "Ask Nils."

    notes = bk.read(changed(bk.render(BRIEF, "docx"), hide), "docx").notes
    assert [(note.code, note.words, note.path) for note in notes] == [
        ("hidden-dropped", "Ask Nils.", "sections[0].blocks[1].items[1].block")
    ]


def test_a_comment_on_a_foreign_document_has_a_path() -> None:
    document = bk.render(
        bk.draft("Strike ends").background("It was long.").build(), "docx", payload="none"
    )

    def plain(root: Any) -> None:
        for style in root.iter(f"{W}name"):
            style.set(f"{W}val", style.get(f"{W}val").replace("Brief ", "House "))

    data = changed(document, plain, "word/styles.xml")
    assert paths(with_comments(data, ("long", "long", 0))) == [
        ("Remark 0", "sections[0].blocks[0]")
    ]
