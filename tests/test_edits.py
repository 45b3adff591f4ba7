"""What a person does to the Word file comes home as that edit of the brief, and as nothing else."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Word
from docx.text.paragraph import Paragraph

import briefkit as bk
from support.docx_files import typed_below

MACRON = bk.Person("Emmanuel Macron", "French President", country="FR")
PUTIN = bk.Person("Vladimir Putin", "Russian President", id="urn:x:putin")
BRIEF = (
    bk.draft("Talks go on")
    .standfirst("Nothing is settled yet.")
    .details(id="urn:x:brief", topics=["talks"])
    .source("wire", "A wire report")
    .source("note", "A diplomatic note")
    .background("The war goes on. So do the talks.")
    .what_happened(
        bk.statement(
            MACRON,
            "said that some states may not deploy.",
            to=PUTIN,
            evidence=bk.Evidence("wire", locator="p. 1"),
        ),
        bk.statement(
            PUTIN,
            "stated that they would be “legitimate targets”.",
            evidence=bk.Evidence("note", locator="p. 2"),
        ),
    )
    .reactions(
        bk.statement(PUTIN, "Called it “a threat” to everybody.", original_language="ru"),
        bk.statement(MACRON, "Said that he would call again."),
    )
    .whats_next("Nobody knows what comes next.", "A meeting is planned.")
    .build()
)
FIRST, SECOND, THIRD, FOURTH = BRIEF.statements()
Edit = Callable[[Word], None]


def paragraph(word: Word, words: str) -> Paragraph:
    return next(one for one in word.paragraphs if words in one.text)


def element(word: Word, words: str) -> Any:
    return paragraph(word, words)._p


def respell(old: str, new: str) -> Edit:
    def edit(word: Word) -> None:
        for one in word.paragraphs:
            for run in one.runs:
                run.text = run.text.replace(old, new)

    return edit


def delete(words: str) -> Edit:
    return lambda word: element(word, words).getparent().remove(element(word, words))


def add_after(words: str, new: str, style: str = "Normal") -> Edit:
    """Type a new paragraph after one, in the same list, as Word makes it: without a bookmark."""

    def edit(word: Word) -> None:
        made = typed_below(paragraph(word, words), new)
        if style != "same":
            made.style = word.styles[style]

    return edit


def move_before(words: str, other: str) -> Edit:
    return lambda word: element(word, other).addprevious(element(word, words))


def move_section(heading: str, until: str, before: str) -> Edit:
    def edit(word: Word) -> None:
        start, stop = element(word, heading), element(word, until)
        body = list(start.getparent())
        for one in body[body.index(start) : body.index(stop)]:
            element(word, before).addprevious(one)

    return edit


def split(words: str, at: str) -> Edit:
    def edit(word: Word) -> None:
        old = paragraph(word, words)
        before, _, after = old.text.partition(at)
        add_after(words, at + after, style="same")(word)
        for run in old.runs[1:]:
            old._p.remove(run._r)
        old.runs[0].text = before.rstrip()

    return edit


def merge(words: str, following: str) -> Edit:
    def edit(word: Word) -> None:
        one, other = element(word, words), element(word, following)
        paragraph(word, words).add_run(" ")
        for child in list(other):
            if not child.tag.endswith("}pPr"):
                one.append(child)
        other.getparent().remove(other)

    return edit


def home(edit: Edit) -> bk.Reading:
    word = Document(io.BytesIO(bk.render(BRIEF, "docx")))
    edit(word)
    saved = io.BytesIO()
    word.save(saved)
    return bk.read(saved.getvalue())


EDITS: dict[str, tuple[Edit, Callable[[bk.Brief], bk.Brief], set[str]]] = {}


def edit(name: str, how: Edit, want: Callable[[bk.Brief], bk.Brief], *codes: str) -> None:
    EDITS[name] = (how, want, set(codes))


def with_statement(old: bk.Statement, new: bk.Statement | None) -> Callable[[bk.Brief], bk.Brief]:
    def change(value: Any) -> Any:
        if isinstance(value, tuple) and any(
            isinstance(one, bk.Item) and one.block == old for one in value
        ):
            return tuple(
                one if one.block != old else bk.evolve(one, block=new)
                for one in value
                if one.block != old or new is not None
            )
        return value

    return lambda brief: bk.transform(brief, change)


def with_blocks(kind: str, *words: str) -> Callable[[bk.Brief], bk.Brief]:
    blocks = [bk.Paragraph(one) for one in words]

    def change(value: Any) -> Any:
        named = isinstance(value, bk.Section) and value.kind == kind
        return bk.evolve(value, blocks=blocks) if named else value

    return lambda brief: bk.transform(brief, change)


def with_added(after: bk.Statement, new: bk.Statement) -> Callable[[bk.Brief], bk.Brief]:
    def change(value: Any) -> Any:
        if isinstance(value, bk.Bullets) and any(one.block == after for one in value.items):
            place = [one.block for one in value.items].index(after) + 1
            items = (*value.items[:place], bk.Item(new), *value.items[place:])
            return bk.evolve(value, items=items)
        return value

    return lambda brief: bk.transform(brief, change)


MERZ = bk.Person("Friedrich Merz", "German Chancellor")

edit("nothing at all", lambda word: None, lambda brief: brief)
edit(
    "a word of the title",
    respell("Talks go", "Talks drag"),
    lambda brief: bk.evolve(brief, title="Talks drag on"),
    "block-edited",
)
edit(
    "a word of the standfirst",
    respell("settled", "signed"),
    lambda brief: bk.evolve(brief, standfirst="Nothing is signed yet."),
    "block-edited",
)
edit(
    "a word of a paragraph",
    respell("So do the talks", "So does the talking"),
    with_blocks("background", "The war goes on. So does the talking."),
    "block-edited",
)
edit(
    "a word of a labelled statement",
    respell("everybody", "nobody"),
    with_statement(THIRD, bk.evolve(THIRD, text=bk.inline("Called it “a threat” to nobody."))),
    "block-edited",
)
edit(
    "the speaker in a sentence",
    respell("Emmanuel Macron", "Friedrich Merz"),
    lambda brief: with_statement(
        FOURTH, bk.evolve(FOURTH, speakers=[bk.Person("Friedrich Merz", "French President")])
    )(
        with_statement(
            FIRST,
            bk.evolve(
                FIRST,
                speakers=[bk.Person("Friedrich Merz", "French President")],
                text="French President, Friedrich Merz said that some states may not deploy.",
            ),
        )(brief)
    ),
    "block-edited",
    "fact-dropped",
)
edit(
    "the verb in a sentence",
    respell("said that some", "warned that some"),
    with_statement(
        FIRST,
        bk.evolve(
            FIRST,
            cue="warn",
            text="French President, Emmanuel Macron warned that some states may not deploy.",
        ),
    ),
    "block-edited",
)
edit("a bullet is deleted", delete("a threat"), with_statement(THIRD, None), "block-deleted")
edit(
    "a bullet is typed",
    add_after("a threat", "German Chancellor, Friedrich Merz: Said no."),
    with_added(THIRD, bk.statement(MERZ, "Said no.", labelled=True)),
    "block-inserted",
    "statement-recognised",
)
edit(
    "a bullet is typed in the same style",
    add_after("a threat", "German Chancellor, Friedrich Merz: Said no.", style="same"),
    with_added(THIRD, bk.statement(MERZ, "Said no.", labelled=True)),
    "block-inserted",
)
edit(
    "a paragraph is deleted",
    delete("A meeting is"),
    with_blocks("outlook", "Nobody knows what comes next."),
    "block-deleted",
)
edit(
    "a paragraph is typed",
    add_after("A meeting is", "It may rain."),
    with_blocks(
        "outlook", "Nobody knows what comes next.", "A meeting is planned.", "It may rain."
    ),
    "block-inserted",
)
edit(
    "a paragraph is moved",
    move_before("A meeting is", "Nobody knows"),
    with_blocks("outlook", "A meeting is planned.", "Nobody knows what comes next."),
    "block-moved",
)
edit(
    "a section is moved",
    move_section("What’s Next?", "Sources", "Background"),
    lambda brief: bk.evolve(brief, sections=(brief.sections[-1], *brief.sections[:-1])),
    "block-moved",
)
edit(
    "a heading is changed",
    respell("Stakeholder Reactions", "Who Said What"),
    lambda brief: bk.evolve(
        brief,
        sections=[
            bk.evolve(one, heading=bk.Text("Who Said What")) if one.kind == "reactions" else one
            for one in brief.sections
        ],
    ),
    "block-edited",
)
edit(
    "a paragraph is split",
    split("The war goes on", "So do"),
    with_blocks("background", "The war goes on.", "So do the talks."),
    "block-edited",
    "block-inserted",
)
edit(
    "paragraphs are merged",
    merge("Nobody knows", "A meeting is"),
    with_blocks("outlook", "Nobody knows what comes next. A meeting is planned."),
    "block-edited",
    "block-deleted",
)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_home(name: str) -> None:
    how, want, codes = EDITS[name]
    reading = home(how)
    assert reading.brief == want(BRIEF), bk.differences(want(BRIEF), reading.brief)
    assert {note.code for note in reading.notes} == codes


def test_a_merge_keeps_the_first_and_unites_the_evidence() -> None:
    reading = home(merge("may not deploy", "legitimate targets"))
    merged = reading.brief.statements()[0]
    assert merged.addressees == FIRST.addressees
    assert merged.evidence == FIRST.evidence + SECOND.evidence
    (gone,) = [note for note in reading.notes if note.code == "block-deleted"]
    assert "evidence" not in gone.message
