"""Statements of sections: what a recogniser finds in the paragraphs of a document becomes statements in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from briefkit.model import Block, Bullets, Item, Paragraph, Section, Statement, called
from briefkit.model.paragraph import stretches_of
from briefkit.model.text import Span, Text
from briefkit.model.walk import evolve, find
from briefkit.notes import Code, Notes, note
from briefkit.recognise.found import Found
from briefkit.recognise.found_statements import with_found
from briefkit.recognise.prose import is_speech, is_too_long
from briefkit.recognise.recogniser import StatementRecogniser, recogniser_for

_LONGEST_QUOTED = 60  # characters of a quotation in a note


def with_statements(
    sections: Sequence[Section],
    standfirst: Text | None,
    recogniser: StatementRecogniser | None,
    language: str,
    notes: Notes,
) -> tuple[Section, ...]:
    """Return sections with the statements that a recogniser finds in their paragraphs.

    It is asked once, for all paragraphs in reading order; the standfirst, which holds no statements, and blocks that are
    statements already are read as what was said before. An item that is one statement as a whole becomes that.

    Args:
        sections: The sections of a document.
        standfirst: Its standfirst.
        recogniser: What finds statements; None leaves the sections as they are, with a note.
        language: The language of the document, in BCP 47.
        notes: The collector of notes and lines.
    """
    whole = tuple(sections)
    blocks: list[Paragraph | Statement] = list(find(whole, Paragraph, Statement))
    if recogniser is None:
        if any(isinstance(one, Paragraph) for one in blocks):
            message = (
                f"Statements in {language!r} are not known; none were looked for in paragraphs."
            )
            notes.add(Code.STATEMENTS_UNSOUGHT, message)
        return whole
    if any(is_too_long(one.text) for one in blocks):
        message = "A paragraph is too long to be prose; no statements were looked for in it."
        notes.add(Code.STATEMENTS_UNSOUGHT, message)
    opening = [standfirst] if standfirst else []
    found = recogniser.statements([*opening, *map(_words_of, blocks)])
    search = _Search(
        {id(block): one for block, one in zip(blocks, found[len(opening) :], strict=True)},
        notes.lines.numbers(),
        language,
        notes,
    )
    if standfirst:
        line = notes.lines.field_line("standfirst")
        search.tell_quotations(standfirst, search.places(found[0]), "standfirst", line)
    return tuple(search.sections(whole, ""))


def _words_of(block: Paragraph | Statement) -> Text:
    """Return the words of a block, with the label of a statement, which names who speaks."""
    if isinstance(block, Paragraph) or not block.labelled:
        return block.text
    return Text((Span(f"{', '.join(map(called, block.speakers))}: "), *block.text.spans))


@frozen
class _Search:
    """What was found in a document, which its paragraphs get, and what is told of it.

    Attributes:
        found: What was found in each paragraph, by the identity of the paragraph.
        lines: The line of each part, by the identity of the part.
        language: The language of the document, in BCP 47.
        notes: The collector of notes and lines.
    """

    found: Mapping[int, Sequence[Found]]
    lines: Mapping[int, int]
    language: str
    notes: Notes

    def sections(self, sections: Sequence[Section], path: str) -> Iterator[Section]:
        """Yield sections with statements in their paragraphs."""
        for index, one in enumerate(sections):
            at = f"{path}sections[{index}]"
            blocks = [self.block(block, f"{at}.blocks[{n}]") for n, block in enumerate(one.blocks)]
            below = tuple(self.sections(one.sections, f"{at}."))
            yield evolve(one, blocks=tuple(blocks), sections=below)

    def block(self, block: Block, path: str) -> Block:
        """Return a block with statements in its paragraphs."""
        if isinstance(block, Bullets):
            return self.bullets(block, path)
        return self.paragraph(block, path) if isinstance(block, Paragraph) else block

    def bullets(self, bullets: Bullets, path: str) -> Bullets:
        """Return a list with statements in its items."""
        items = [self.item(one, f"{path}.items[{n}]") for n, one in enumerate(bullets.items)]
        return evolve(bullets, items=tuple(items))

    def item(self, item: Item, path: str) -> Item:
        """Return an item with statements; one that is one statement as a whole becomes that."""
        block = item.block
        if isinstance(block, Paragraph):
            said = self.paragraph(block, f"{path}.block")
            block = self.as_whole(said) or said
            self.notes.lines.add(block, self.lines.get(id(item.block)))
        below = [self.bullets(one, f"{path}.children[{n}]") for n, one in enumerate(item.children)]
        return evolve(item, block=block, children=tuple(below))

    def paragraph(self, paragraph: Paragraph, path: str) -> Paragraph:
        """Return a paragraph with the statements that were found in it; one that has some stays as it is."""
        line = self.lines.get(id(paragraph))
        if paragraph.statements:
            self.tell_quotations(paragraph.text, stretches_of(paragraph), f"{path}.text", line)
            return paragraph
        found = self.found[id(paragraph)]
        self.tell_quotations(paragraph.text, self.places(found), f"{path}.text", line)
        said = with_found(paragraph, found)
        for one in found:
            if one.assumed:
                who = " and ".join(map(called, one.speakers))
                message = f"The words do not name who speaks; {who} was assumed."
                self.note(Code.SPEAKER_ASSUMED, message, path, line)
        self.notes.lines.add(said, line)
        return said

    def tell_quotations(
        self, text: Text, said: Sequence[tuple[int, int]], path: str, line: int | None
    ) -> None:
        """Add a note on each quotation that stands in none of some places in order, those of statements."""
        own = recogniser_for(self.language)
        plain = text.plain
        places = iter(said)
        place = next(places, None)
        for start, stop in text.quoted_ranges():
            while place and place[1] <= start:
                place = next(places, None)
            if (place is None or place[0] > start) and is_speech(plain, start, stop, own):
                words = plain[start:stop]
                if len(words) > _LONGEST_QUOTED:
                    words = f"{words[:_LONGEST_QUOTED]}…"
                message = f"No speaker of a quotation was found: {words}"
                self.note(Code.QUOTATION_UNATTRIBUTED, message, path, line)

    def note(self, code: Code, message: str, path: str, line: int | None) -> None:
        self.notes.extend([note(code, message, line=line, path=path)])

    def as_whole(self, paragraph: Paragraph) -> Statement | None:
        """Return the statement that a paragraph is as a whole; None where it says anything else, or a pronoun speaks."""
        if len(paragraph.statements) != 1:
            return None
        (one,) = paragraph.statements
        if any(map(recogniser_for(self.language).is_pronoun, one.speakers)):
            return None
        whole = one.text.plain == paragraph.text.plain
        return evolve(one, text=paragraph.text) if whole else None

    def places(self, found: Sequence[Found]) -> list[tuple[int, int]]:
        """Return the places of statements, but for those of which only a pronoun says whose they are."""
        own = recogniser_for(self.language)
        return [
            (one.start, one.stop) for one in found if not any(map(own.is_pronoun, one.speakers))
        ]
