"""Unseen marks: citations begin where they began, and words are in the language they were written in."""

from collections import Counter

import attrs
import pytest
from hypothesis import assume, given, settings, strategies as st

import briefkit as bk
from briefkit.layout import Heading, Para, Role, Run, Sheet
from briefkit.layout.roles import BACK_OPENERS
from briefkit.lower import lower
from briefkit.model import Span, Text
from briefkit.model.walk import find
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile
from briefkit.reconcile.unseen_marks import with_unseen_marks, written_texts
from support.strategies import briefs

TYPED = Para(Role.PARAGRAPH, (Run(Span("Somebody typed this in the meantime.")),), "")


def with_typed(sheet: Sheet) -> Sheet:
    """Return a sheet with a paragraph more, at the end of its sections."""
    blocks = sheet.blocks
    end = next(
        (n for n, block in enumerate(blocks) if block.role in BACK_OPENERS), len(sheet.blocks)
    )
    return attrs.evolve(sheet, blocks=(*blocks[:end], TYPED, *blocks[end:]))


@settings(max_examples=40)
@given(marks_languages=st.booleans(), brief=briefs())
def test_a_paragraph_that_is_typed_leaves_every_other_text_as_it_was(
    marks_languages: bool, brief: bk.Brief
) -> None:
    assume(any(isinstance(block, Heading) for block in lower(brief).blocks[1:]))
    file = ParsedFile(
        with_typed(lower(brief)), write_payload(brief), marks_languages=marks_languages
    )
    kept = Counter(find(reconcile(file).brief, Text))
    assert not Counter(find(brief, Text)) - kept


def text(*spans: str | tuple[str, str] | Span) -> Text:
    """Return a text: a pair is words and the source that they cite."""
    return Text(
        Span(one)
        if isinstance(one, str)
        else one
        if isinstance(one, Span)
        else Span(one[0], cites=(one[1],))
        for one in spans
    )


DRY = text("The year was dry. ", ("Bravo saw no rain.", "a"), " Nobody else did.")
CASES = {
    "untouched": (
        DRY,
        text(("The year was dry. Bravo saw no rain.", "a"), " Nobody else did."),
        DRY,
    ),
    "a word before": (
        DRY,
        text(("This year was quite dry. Bravo saw no rain.", "a"), " Nobody else did."),
        text("This year was quite dry. ", ("Bravo saw no rain.", "a"), " Nobody else did."),
    ),
    "a word after": (
        DRY,
        text(("The year was dry. Bravo saw no rain.", "a"), " Nobody did."),
        text("The year was dry. ", ("Bravo saw no rain.", "a"), " Nobody did."),
    ),
    "a cited word": (
        DRY,
        text(("The year was dry. Bravo saw no snow.", "a"), " Nobody else did."),
        text("The year was dry. ", ("Bravo saw no snow.", "a"), " Nobody else did."),
    ),
    "the first cited word": (
        DRY,
        text(("The year was dry. Quebec saw no rain.", "a"), " Nobody else did."),
        text("The year was dry. ", ("Quebec saw no rain.", "a"), " Nobody else did."),
    ),
    "the start is gone": (
        DRY,
        text(("Bravo saw no rain.", "a"), " Nobody else did."),
        text(("Bravo saw no rain.", "a"), " Nobody else did."),
    ),
    "a second citation is typed": (
        DRY,
        text(("The year was dry. Bravo saw no rain.", "a"), (" Nobody else did.", "b")),
        text("The year was dry. ", ("Bravo saw no rain.", "a"), (" Nobody else did.", "b")),
    ),
    "bold cited words": (
        text("The year ", Span("was", strong=True), " dry. ", ("Bravo saw no rain.", "a")),
        text("The year ", Span("was", strong=True), (" so dry. Bravo saw no rain.", "a")),
        text("The year ", Span("was", strong=True), " so dry. ", ("Bravo saw no rain.", "a")),
    ),
    "a citation over two spans": (
        text("It was ", Span("so ", cites=("a",)), Span("dry", strong=True, cites=("a",)), "."),
        text("It was so ", Span("dry", strong=True, cites=("a",)), " then."),
        text(
            "It was ", Span("so ", cites=("a",)), Span("dry", strong=True, cites=("a",)), " then."
        ),
    ),
}


def brief_of(*texts: Text) -> bk.Brief:
    return (
        bk.draft("A title")
        .source("a", "A source")
        .source("b", "Another")
        .background(*(bk.Paragraph(one) for one in texts))
        .build()
    )


@pytest.mark.parametrize(("written", "shown", "wanted"), CASES.values(), ids=CASES)
def test_a_citation_begins_where_it_began(written: Text, shown: Text, wanted: Text) -> None:
    texts = written_texts(brief_of(written), marks_languages=True)
    assert with_unseen_marks(texts, shown) == wanted


def test_two_texts_that_were_joined_keep_both_citations() -> None:
    other = text("It was hot. ", ("Tango had a fire.", "b"))
    shown = text(
        ("The year was dry. Bravo saw no rain.", "a"),
        (" Nobody else did. It was hot. Tango had a fire.", "b"),
    )
    texts = written_texts(brief_of(DRY, other), marks_languages=True)
    assert with_unseen_marks(texts, shown) == Text(
        (*DRY.spans[:2], Span(" Nobody else did. It was hot. "), other.spans[1])
    )


def test_of_two_texts_that_read_alike_each_keeps_its_own() -> None:
    wide = text(("The year was dry. Bravo saw no rain.", "a"), " Nobody else did.")
    texts = written_texts(brief_of(DRY, wide), marks_languages=True)
    assert [with_unseen_marks(texts, wide) for _ in range(2)] == [DRY, wide]


FRENCH = text("They call it ", Span("le grand vide", language="fr"), ", the great void.")


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (text(FRENCH.plain), FRENCH),
        (text(Span(FRENCH.plain, language="en-US")), FRENCH),
        (
            text("We call it ", Span("le grand vide", language="fr-FR"), ", the great void."),
            text("We call it ", FRENCH.spans[1], ", the great void."),
        ),
        (text("Nobody ", Span("calls", language="de-DE"), " it so."), text("Nobody calls it so.")),
    ],
)
def test_a_language_that_a_spell_checker_left_is_no_data(shown: Text, wanted: Text) -> None:
    texts = written_texts(brief_of(FRENCH), marks_languages=False)
    assert with_unseen_marks(texts, shown) == wanted


def test_a_language_that_a_page_gives_to_words_is_kept() -> None:
    shown = text("They call it ", Span("der große Graben", language="de"), " now.")
    texts = written_texts(brief_of(FRENCH), marks_languages=True)
    assert with_unseen_marks(texts, shown) == shown
