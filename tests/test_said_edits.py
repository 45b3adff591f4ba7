"""Statements in paragraphs under hands: each stays with its words, in pages and in Word documents."""

import re
from collections.abc import Callable

import attrs
import pytest

import briefkit as bk
from briefkit.formats.html.writing.write import write_sheet
from briefkit.layout import LayoutBlock, Para, Run, RunRole, Runs, Sheet
from briefkit.lower import lower
from briefkit.lower.generated_runs import block_text
from briefkit.model.text import with_text
from briefkit.reconcile.payload import write_payload
from briefkit.themes import PLAIN
from support.rendered import Engine
from support.sheet_edits import edited
from support.sheet_files import docx_of
from support.unstyled import unstyled_document, unstyled_page

LIND = bk.Person("Mara Lind", "harbour master")
COUNCIL = bk.Organisation("Orsa Town Council", kind="authority")
REFUSED = bk.statement(
    LIND,
    "Mara Lind said on Monday that the gate was “beyond repair”",
    to=COUNCIL,
    evidence=bk.Evidence("log", locator="p. 4"),
)
DENIED = bk.Statement([COUNCIL], "Orsa Town Council denied it", cue="deny", id="denial")
CALLED = bk.Statement([LIND], "She called for two new ones", cue="call", extra={"assumed": True})
TALKS = "The lock is shut. {}, and {}. Boats wait for a week now, and the fares have doubled."
QUIET = "Nobody else spoke in the hall. {}, it was heard."


def words(text: str, *said: bk.Statement) -> bk.Paragraph:
    plain = text.format(*(one.text.plain for one in said))
    return bk.Paragraph(bk.inline(plain), said)


BRIEF = (
    bk.draft("The lock at Orsa")
    .source("log", "The lock keeper’s log")
    .background(words(TALKS, REFUSED, DENIED), "It was built in 1931 of larch and stone.")
    .whats_next(words(QUIET, CALLED), "A meeting is planned for the coming autumn.")
    .build()
)
Edit = Callable[[Sheet], Sheet]
FORMATS = pytest.mark.parametrize("format", ["html", "docx"])


def file_of(sheet: Sheet, format: str, brief: bk.Brief | None = BRIEF) -> bytes:
    payload = write_payload(brief) if brief else None
    return (write_sheet if format == "html" else docx_of)(sheet, PLAIN, payload)


def read_edited(edit: Edit, format: str) -> bk.Reading:
    return bk.read(file_of(edit(lower(BRIEF)), format), format)


def respelt(old: str, new: str) -> Edit:
    """Type over words that stand in one run."""

    def change(run: Run) -> Run:
        return attrs.evolve(run, span=with_text(run.span, run.span.text.replace(old, new)))

    def edit(para: Para) -> list[LayoutBlock]:
        return [attrs.evolve(para, runs=tuple(map(change, para.runs)))]

    return lambda sheet: edited(sheet, edit, old)


def halves(runs: Runs, words: str) -> tuple[Runs, Runs]:
    """Cut runs where some words begin."""
    index = next(n for n, run in enumerate(runs) if words in run.span.text)
    run = runs[index]
    at = run.span.text.index(words)
    first, second = (
        attrs.evolve(run, span=with_text(run.span, part))
        for part in (run.span.text[:at].rstrip(), run.span.text[at:])
    )
    return (*runs[:index], first), (second, *runs[index + 1 :])


def split_before(words: str) -> Edit:
    def edit(para: Para) -> list[LayoutBlock]:
        first, second = halves(para.runs, words)
        return [attrs.evolve(para, runs=first), Para(para.role, second, "")]

    return lambda sheet: edited(sheet, edit, words)


def without(words: str) -> Edit:
    return lambda sheet: edited(sheet, lambda para: [], words)


def block(sheet: Sheet, words: str) -> Para:
    return next(one for one in sheet.blocks if isinstance(one, Para) and words in block_text(one))


def joined(first: str, second: str) -> Edit:
    def edit(sheet: Sheet) -> Sheet:
        more = block(sheet, second).runs
        end = lambda para: [attrs.evolve(para, runs=(*para.runs, Run(bk.Span(" ")), *more))]  # noqa: E731
        return edited(without(second)(sheet), end, first)

    return edit


def moved_behind(words: str, other: str) -> Edit:
    def edit(sheet: Sheet) -> Sheet:
        return edited(without(words)(sheet), lambda para: [para, block(sheet, words)], other)

    return edit


def said(reading: bk.Reading) -> list[tuple[bk.Statement, ...]]:
    """The statements of each paragraph that has some."""
    found = [one for section in reading.brief.sections for one in section.blocks]
    return [one.statements for one in found if isinstance(one, bk.Paragraph) and one.statements]


def codes(reading: bk.Reading) -> list[str]:
    return [note.code for note in reading.notes]


@FORMATS
@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (respelt("The lock is", "The old lock is still"), [(REFUSED, DENIED), (CALLED,)]),
        (respelt(" Boats wait", " Some boats wait"), [(REFUSED, DENIED), (CALLED,)]),
        (respelt(", and ", ", but "), [(REFUSED, DENIED), (CALLED,)]),
        (split_before("Boats wait"), [(REFUSED, DENIED), (CALLED,)]),
        (split_before("Orsa Town Council denied"), [(REFUSED,), (DENIED,), (CALLED,)]),
        (joined("The lock is", "Nobody else"), [(REFUSED, DENIED, CALLED)]),
        (joined("It was built", "Nobody else"), [(REFUSED, DENIED), (CALLED,)]),
        (moved_behind("The lock is", "Nobody else"), [(CALLED,), (REFUSED, DENIED)]),
        (without("It was built"), [(REFUSED, DENIED), (CALLED,)]),
    ],
)
def test_an_edit_elsewhere_leaves_statements_alone(
    edit: Edit, left: list[tuple[bk.Statement, ...]], format: str
) -> None:
    reading = read_edited(edit, format)
    assert said(reading) == left
    assert "fact-dropped" not in codes(reading)


@FORMATS
def test_words_that_were_edited_are_recognised_anew(format: str) -> None:
    reading = read_edited(respelt("said on Monday that the gate", "warned that the gate"), format)
    warned = bk.inline("Mara Lind warned that the gate was “beyond repair”")
    assert said(reading)[0] == (
        bk.evolve(REFUSED, text=warned, cue="warn", said_on=None),
        DENIED,
    )
    assert codes(reading) == ["block-edited"]


@FORMATS
def test_one_who_is_not_named_still_speaks(format: str) -> None:
    reading = read_edited(respelt("She called for two new ones", "She called for three"), format)
    assert said(reading)[1] == (bk.evolve(CALLED, text="She called for three"),)


@FORMATS
def test_words_before_the_number_of_evidence_are_part_of_the_statement(format: str) -> None:
    def edit(para: Para) -> list[LayoutBlock]:
        place = next(n for n, run in enumerate(para.runs) if run.role is RunRole.EVIDENCE)
        typed = Run(bk.Span(", and the rail too"))
        return [attrs.evolve(para, runs=(*para.runs[:place], typed, *para.runs[place:]))]

    reading = bk.read(file_of(edited(lower(BRIEF), edit, "The lock is"), format), format)
    longer = bk.inline(f"{REFUSED.text.plain}, and the rail too")
    assert said(reading)[0] == (bk.evolve(REFUSED, text=longer), DENIED)


@FORMATS
def test_a_sentence_before_the_number_is_none_of_it(format: str) -> None:
    one = words(
        "They met. {} Nobody left.", bk.evolve(REFUSED, text=bk.inline(f"{REFUSED.text.plain}."))
    )
    brief = bk.evolve(BRIEF, sections=[bk.Section("background", blocks=[one])])

    def edit(para: Para) -> list[LayoutBlock]:
        place = next(n for n, run in enumerate(para.runs) if run.role is RunRole.EVIDENCE)
        typed = Run(bk.Span(" It rained."))
        return [attrs.evolve(para, runs=(*para.runs[:place], typed, *para.runs[place:]))]

    reading = bk.read(file_of(edited(lower(brief), edit, "They met"), format, brief), format)
    (paragraph,) = reading.brief.sections[0].blocks
    assert isinstance(paragraph, bk.Paragraph)
    assert paragraph.statements == (bk.evolve(one.statements[0], evidence=()),)
    assert [span.text for span in paragraph.text.spans if span.cites] == ["”. It rained."]


@FORMATS
def test_the_number_that_somebody_deletes_is_evidence_no_more(format: str) -> None:
    reading = read_edited(
        lambda sheet: edited(
            sheet,
            lambda para: [
                attrs.evolve(
                    para, runs=tuple(run for run in para.runs if run.role is not RunRole.EVIDENCE)
                )
            ],
            "The lock is",
        ),
        format,
    )
    assert said(reading)[0] == (bk.evolve(REFUSED, evidence=()), DENIED)


@FORMATS
@pytest.mark.parametrize(
    ("edit", "gone", "path"),
    [
        (respelt("Orsa Town Council denied it", "it rained"), DENIED, "sections[0].blocks[0]"),
        (without("The lock is"), DENIED, ""),
    ],
)
def test_a_statement_whose_words_are_gone_is_told(
    edit: Edit, gone: bk.Statement, path: str, format: str
) -> None:
    reading = read_edited(edit, format)
    assert gone not in [*reading.brief.statements()]
    told = [note for note in reading.notes if note.code == "fact-dropped"]
    assert gone.text.plain in [note.words for note in told]
    assert {note.path for note in told} == {path}


@FORMATS
def test_the_same_words_elsewhere_are_not_hers(format: str) -> None:
    typed = CALLED.text.plain
    reading = read_edited(respelt("It was built in 1931", f"{typed}, the master of 1931"), format)
    assert said(reading) == [(REFUSED, DENIED), (CALLED,)]


@pytest.mark.parametrize("unstyled", [unstyled_page, unstyled_document])
def test_a_base_knows_them_in_a_file_without_styles(
    unstyled: Callable[[bk.Brief], bytes | str],
) -> None:
    sections = bk.evolve(BRIEF.sections[0], blocks=BRIEF.sections[0].blocks[:1])
    brief = bk.evolve(BRIEF, sections=[sections, BRIEF.sections[1]])
    shorter = bk.transform(
        brief,
        lambda part: (
            bk.with_text(part, bk.inline(part.text.plain.replace("a week now", "a month now")))
            if isinstance(part, bk.Paragraph)
            else part
        ),
    )
    data = unstyled(shorter)
    reading = bk.read(data.encode() if isinstance(data, str) else data, base=brief)
    assert said(reading) == [(REFUSED, DENIED), (CALLED,)]


# Without the brief


def test_a_page_marks_who_speaks() -> None:
    reading = bk.read(file_of(lower(BRIEF), "html", None), "html")
    first, second = said(reading)[0]
    assert first == bk.evolve(
        REFUSED, speakers=[bk.Person("Mara Lind")], addressees=(), evidence=[bk.Evidence("1")]
    )
    assert second == bk.evolve(DENIED, speakers=[bk.Organisation("Orsa Town Council")], id=None)


def test_a_marked_stretch_that_names_nobody_is_words_and_a_note() -> None:
    named = bk.Statement([LIND], "a gate fell", evidence=[bk.Evidence("log")])
    brief = bk.evolve(
        BRIEF, sections=[bk.Section("background", blocks=[words("It was dark; {}.", named)])]
    )
    reading = bk.read(file_of(lower(brief), "html", None), "html")
    cited = bk.Text([bk.Span("It was dark; a gate fell", cites=("1",)), bk.Span(".")])
    assert reading.brief.sections[0].blocks == (bk.Paragraph(cited),)
    assert "statement-without-speaker" in codes(reading)


def test_a_number_of_evidence_tells_where_somebody_speaks() -> None:
    reading = bk.read(file_of(lower(BRIEF), "docx", None), "docx")
    assert said(reading) == [
        (
            bk.evolve(
                REFUSED,
                speakers=[bk.Person("Mara Lind")],
                addressees=(),
                evidence=[bk.Evidence("1")],
            ),
        )
    ]
    assert block_text(lower(reading.brief).blocks[2]) == block_text(lower(BRIEF).blocks[2])


def test_a_number_of_evidence_is_a_citation_where_nobody_is_known_to_speak() -> None:
    fell = bk.Statement([LIND], "a gate fell", evidence=[bk.Evidence("log")])
    brief = bk.evolve(
        BRIEF, sections=[bk.Section("background", blocks=[words("It was dark; {}.", fell)])]
    )
    reading = bk.read(file_of(lower(brief), "docx", None), "docx")
    cited = bk.Text([bk.Span("It was dark; a gate fell", cites=("1",)), bk.Span(".")])
    assert reading.brief.sections[0].blocks == (bk.Paragraph(cited),)


# In a page


def test_the_words_of_a_statement_are_one_element() -> None:
    spans = [
        bk.Span("Mara Lind", link="https://example.org/lind"),
        bk.Span(" said ", cites=("log",)),
        bk.Span("no", strong=True),
    ]
    text = bk.Text([bk.Span("They met. "), *spans, bk.Span(", on Monday", strong=True)])
    one = bk.Statement([LIND], bk.Text(spans), evidence=[bk.Evidence("log")])
    brief = bk.evolve(
        BRIEF, sections=[bk.Section("background", blocks=[bk.Paragraph(text, [one])])]
    )
    page = bk.render(brief, "html").decode()
    (paragraph,) = re.findall(r'<p class="paragraph".*</p>', page)
    assert re.sub(r' (id|href|class)="[^"]*"', "", paragraph) == (
        "<p>They met. <span><a>Mara Lind</a> said <sup><a>[1]</a></sup><strong>no</strong></span>"
        "<sup><a>[1]</a></sup><strong>, on Monday</strong></p>"
    )
    assert 'class="said" id="b3-1"' in paragraph
    assert bk.read(page.encode()) == bk.Reading(brief)


def test_an_element_leads_to_a_statement_by_its_id() -> None:
    page = bk.render(BRIEF, "html", fragment=True, prefix="x-").decode()
    assert '<span class="x-said" id="x-denial">Orsa Town Council denied it</span>' in page


def test_strip_takes_what_was_made_of_an_id() -> None:
    talks = bk.evolve(BRIEF.sections[0].blocks[0], id="talks")
    brief = bk.evolve(BRIEF, sections=[bk.Section("background", blocks=[talks])])
    page = bk.render(brief, "html").decode()
    assert re.findall(' id="((?:talks|denial).*?)"', page) == ["talks", "talks-1", "denial"]
    stripped = bk.strip(page.encode()).decode()
    assert "talks" not in stripped
    assert "denial" not in stripped
    assert 'id="source-1"' in stripped


def test_words_of_one_statement_in_two_elements_of_another_hand_are_two() -> None:
    page = (
        '<html lang="en"><body><article class="brief"><h1 class="title" id="b1">T</h1><section>'
        '<h2 class="background" id="b2">Background</h2><p class="paragraph" id="b3">'
        '<span class="said">Mara Lind said no.</span><span class="said"> Ida Roth said yes.</span>'
        "</p></section></article></body></html>"
    )
    reading = bk.read(page.encode(), "html")
    assert [[one.text.plain for one in each] for each in said(reading)] == [
        ["Mara Lind said no.", "Ida Roth said yes."]
    ]


# In scripts without spaces


@FORMATS
def test_they_are_found_in_scripts_without_spaces(format: str) -> None:
    ek, roth = (
        bk.Statement([bk.Person(name)], text, cue="say")
        for name, text in (("埃克", "埃克说不"), ("罗特", "罗特说好"))
    )
    brief = bk.Brief(
        "会谈",
        sections=[
            bk.Section(
                "background",
                blocks=[
                    bk.Paragraph(
                        "他们昨天在城里见了面。埃克说不。罗特说好。会谈还将继续进行。", [ek, roth]
                    ),
                    bk.Paragraph("船只已经等待了一个星期。"),
                ],
            )
        ],
        language="zh",
    )
    sheet = split_before("罗特说好")(lower(brief))
    assert said(bk.read(file_of(sheet, format, brief), format)) == [(ek,), (roth,)]


def test_a_pdf_names_no_places_of_them_and_gives_them_back(engine: Engine) -> None:
    data = bk.render(BRIEF, "pdf", engine=engine)
    assert bk.read(data) == bk.Reading(BRIEF)
    assert b"denial" not in bk.strip(data)
