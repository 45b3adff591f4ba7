"""The document: from logical lines to a brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from attrs import define, evolve, field

from briefkit.errors import ReadError
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.model import Brief, Section, SectionKind
from briefkit.model.text import Span, Text
from briefkit.notes import Code, Note, Notes, Reading, note
from briefkit.notes.summed import summed
from briefkit.recognise import back_matter_lines
from briefkit.recognise.assumed_title import assumed_title, is_running_text
from briefkit.recognise.back_matter_reader import (
    section_or_back_matter,
    without_end,
    without_rights,
)
from briefkit.recognise.checked_recogniser import CheckedRecogniser
from briefkit.recognise.credits import with_credit
from briefkit.recognise.document_facts import DocumentFacts
from briefkit.recognise.front_lines import front_lines, without_mail_header
from briefkit.recognise.headings import Part, contact_parts, split_at_headings
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.masthead_reader import read_masthead_line, read_names_over_date
from briefkit.recognise.metadata_tables import without_told_facts
from briefkit.recognise.numbered_captions import with_numbered_captions
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.ready_blocks import (
    fold_blocks,
    title_of_blocks,
    unfolded,
    with_blocks_of,
    with_lost_blocks,
)
from briefkit.recognise.recogniser import StatementRecogniser, recogniser_for
from briefkit.recognise.recogniser_registry import AnyRecogniser, find_recogniser
from briefkit.recognise.repaired import made_or_told
from briefkit.recognise.section_blocks import section_blocks
from briefkit.recognise.section_tree import (
    SectionTree,
    nested,
    note_numbers,
    note_repeated_standfirst,
)
from briefkit.recognise.standfirst import has_standfirst
from briefkit.recognise.statements_of_sections import with_statements
from briefkit.recognise.told_facts import name_of_fact

_SIGNS_OF_END = "-–—#*"
_TITLE_WITHIN = 4  # lines
#: Fields that are printed over or below a title in words of the house, which others seldom write.
_HOUSE_FIELDS = frozenset({"genre", "marking", "embargo", "modified", "as_of", "version"})


def recognise_lines(
    lines: Sequence[Line],
    language: str | None = None,
    notes: Iterable[Note] = (),
    *,
    numbered: bool = False,
    foreign: bool = False,
    recogniser: AnyRecogniser | None = None,
) -> Reading:
    """Recognise a brief in logical lines.

    Args:
        lines: The lines, from plain text or from a document whose marks and kinds are known.
        language: The language, in BCP 47; None assumes English, with a note.
        notes: The notes on how the lines were made.
        numbered: Whether the lines have the numbers of lines of the input.
        foreign: Whether the file's form says that briefkit did not write it; plain text has no such form.
        recogniser: What finds the statements in paragraphs; None is briefkit's own.

    Raises:
        ReadError: There are no words.
        RecogniserError: The recogniser is somebody else's, and cannot be used.
    """
    if all(line.block is not None for line in lines):
        title = title_of_blocks(lines)
        if title is None:
            raise ReadError("has no words", remedy="give a title at least")
        message = "No line is a title; the first words of a table or a picture were taken for it."
        notes = [*notes, note(Code.TITLE_ASSUMED, message, line=title.number or None)]
        lines = [title, *lines]
    spoken = language or FALLBACK
    reader = _DocumentReader(
        DocumentFacts(recogniser_for(spoken)),
        find_recogniser(recogniser, spoken),
        is_foreign=foreign,
    )
    reader.facts.notes.extend(notes)
    if language is None:
        name = lexicon(FALLBACK).language
        reader.facts.note(Code.LANGUAGE_ASSUMED, f"No language was given; {name!r} was assumed.")
    captioned = with_numbered_captions(lines, spoken)
    brief = reader.read([with_credit(line, spoken) for line in captioned])
    if foreign or not reader.shows_house_form():
        reader.facts.notes.extend(reader.guesses)
        if "status" not in reader.facts.fields:
            reader.facts.notes.add_status_assumed()
    find_lines = reader.facts.notes.lines if numbered else None
    return Reading(brief, summed(reader.facts.notes.in_order()), find_lines=find_lines)


@define
class _DocumentReader:
    """Reader of one document: it fills the fields of the brief, and gathers notes.

    Attributes:
        facts: The fields of the brief so far, and the notes.
        prose: What finds the statements in paragraphs; None where nothing does in this language.
        is_foreign: Whether the document could have marked its title, and shows that briefkit did not write it.
        contacts: The lines over the title on whom to ask.
        has_foreign_front: Whether a line stands over the title that the house prints nowhere.
        is_untitled: Whether the text begins without a title.
        above: The identities of the lines that stand over a title that is marked as one.
        guesses: Notes on what nothing but its look or its place says, in a document of another house.
    """

    facts: DocumentFacts
    prose: StatementRecogniser | None
    is_foreign: bool
    contacts: list[Line] = field(factory=list)
    has_foreign_front: bool = False
    is_untitled: bool = False
    above: frozenset[int] = frozenset()
    guesses: Notes = field(factory=Notes)

    def shows_house_form(self) -> bool:
        """Whether the lines that were read look like those of a brief that briefkit wrote as text."""
        if self.has_foreign_front:
            return False
        return self.facts.has_house_label or not _HOUSE_FIELDS.isdisjoint(self.facts.fields)

    def read(self, lines: Sequence[Line]) -> Brief:
        """Read the title, then what stands before, in and behind the sections."""
        language = self.facts.recogniser.language
        lines = self._without_told_facts(lines)
        blocks = [line for line in lines if line.block is not None]
        words = without_mail_header(fold_blocks(lines), language, self.facts.notes, self.facts.fill)
        if not words:
            raise ReadError("has no title", remedy="write it on the first line")
        titled = self._without_front(words)
        rest = without_rights(self.facts, without_end(self.facts, self._without_title(titled)))
        called = f"{self.facts.fields.get('genre', '')} {self.facts.fields['title'].plain}"
        first, *others = split_at_headings(rest, self.facts.recogniser, called)
        self._note_assumed_headings(others)
        has_sections = any(part.is_section for part in others)
        contacts = contact_parts(self.contacts, self.facts.recogniser)
        found = [*self._read_masthead(first, has_sections), *others, *contacts]
        parts = with_lost_blocks(self._sections_alone(found), blocks)
        sections = tuple(self._section(tree) for tree in nested(parts, self.facts.notes))
        note_numbers(found, self.facts.notes)
        note_repeated_standfirst(found, self.facts.fields.get("standfirst"), self.facts.notes)
        sections = with_statements(
            sections, self.facts.fields.get("standfirst"), self.prose, language, self.facts.notes
        )
        return made_or_told(
            Brief,
            self.facts.notes,
            keep=("sections", "language"),
            **self.facts.fields,
            sections=sections,
            language=language,
        )

    def _note_assumed_headings(self, parts: Iterable[Part]) -> None:
        """Add a note on each line that was taken for a heading by its look."""
        for part in parts:
            if part.heading and part.is_assumed:
                message = f"“{part.heading.plain}” looks like a heading, and was taken for one."
                self.guesses.add(Code.HEADING_ASSUMED, message, line=part.heading.number)

    # Title and masthead

    def _without_told_facts(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Take metadata tables, and lines of which a style says what they tell."""
        kept, told = without_told_facts(
            lines, self.facts.recogniser, self.facts.notes, foreign=self.is_foreign
        )
        for one in told:
            self.facts.fill(one.facts, one.line)
            if one.authors:
                self.facts.add_authors(one.authors, one.line)
                label = one.line.plain.partition(":")[0]
                if name_of_fact(label, self.facts.recogniser.language) == "authors":
                    back_matter_lines.add_label_replaced(label, one.line, self.facts.notes)
        return kept

    def _without_front(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Take what other houses put over the title: markings, the kind of text, contacts, a date, a byline.

        Contacts go behind the text, and what no field holds below the title, or into a note.
        """
        kept: list[Line] = []
        front = front_lines(lines, self.facts.recogniser)
        self.has_foreign_front = not all(one.is_of_house for one in front)
        for one in front:
            new = {name: fact for name, fact in one.facts.items() if name not in self.facts.fields}
            self.facts.fill(new, one.line)
            if one.is_contact:
                self.contacts.append(one.line)
            elif one.is_masthead:
                kept += [] if read_masthead_line(self.facts, one.line) else [one.line]
            elif one.stays or one.facts != new:
                kept.append(evolve(one.line, kind=Kind.PARAGRAPH))
            elif one.left:
                message = f"“{one.left}”, over the title, has no place in a brief."
                self.facts.note(Code.LINE_DROPPED, message, one.line, one.left)
        title, *rest = lines[len(front) :]
        return [title, *kept, *rest]

    def _without_title(self, lines: Sequence[Line]) -> list[Line]:
        """Take the title from the lines: the only top heading, near the top, else the first line."""
        index = 0
        top = sum(line.kind is Kind.HEADING and line.level == 1 for line in lines)
        for number, line in enumerate(lines[:_TITLE_WITHIN]):
            if line.kind is Kind.HEADING and line.level == 1 and top == 1:
                index = number
            if line.kind is Kind.HEADING or self.facts.recogniser.part_named(line.plain):
                break
        title = lines[index]
        marked_as_one = title.kind is Kind.HEADING and title.level == 1
        # What stands over a title that is marked as one heads no text.
        above = [
            evolve(line, kind=Kind.PARAGRAPH) if line.kind is Kind.UNKNOWN else line
            for line in lines[:index]
        ]
        self.above = frozenset(map(id, above))
        rest = [*above, *lines[index + 1 :]]
        if title.kind in (Kind.UNKNOWN, Kind.PARAGRAPH) and is_running_text(title.plain):
            message = "No line is a title; the first sentence was taken for it."
            self.facts.note(Code.TITLE_ASSUMED, message, title)
            self.facts.fill({"title": assumed_title(title.text, self.facts.recogniser)}, title)
            self.is_untitled = True
            return list(lines)
        names_section = not marked_as_one and self.facts.recogniser.part_named(title.plain)
        unmarked = self.is_foreign and not marked_as_one
        if names_section or title.kind is Kind.ITEM or unmarked:
            message = "No line is clearly a title; the first was taken for it."
            self.facts.note(Code.TITLE_ASSUMED, message, title)
        if title.ordered and title.mark:
            title = evolve(title, text=Text([Span(f"{title.mark} "), *title.text.spans]))
        self.facts.fill({"title": marked(title.text, self.facts.recogniser.language)}, title)
        return [title, *rest] if names_section else rest

    def _read_masthead(self, part: Part, has_sections: bool) -> list[Part]:
        """Read the dates, bylines and the standfirst; anything more is the opening, a section without a heading."""
        rest: list[Line] = []
        below: list[Line] = []
        parted = False
        for line, after in zip_longest(part.lines, part.lines[1:]):
            plain = line.kind in (Kind.UNKNOWN, Kind.PARAGRAPH)
            if plain and (
                read_masthead_line(self.facts, line)
                or read_names_over_date(self.facts, line, after)
            ):
                parted = parted or len(below) == 1
            else:
                rest.append(line)
                below += [line] if id(line) not in self.above else []
        below = below[next((at for at, one in enumerate(below) if _is_standfirst(one)), 0) :]
        if not self.is_untitled and has_standfirst(below, parted, has_sections):
            first = below[0]
            rest = [line for line in rest if line is not first]
            if first.kind is not Kind.STANDFIRST:
                message = "The first paragraph stands apart from the text; it was taken for the standfirst."
                self.guesses.add(Code.STANDFIRST_ASSUMED, message, line=first.number)
            self.facts.fill(
                {"standfirst": marked(first.text, self.facts.recogniser.language)}, first
            )
        return [Part(SectionKind.OTHER, lines=rest)] if rest else []

    def _sections_alone(self, parts: Iterable[Part]) -> list[Part]:
        """Return the parts that are sections; read others into their fields."""
        found: list[Part] = []
        for part in parts:
            kept = section_or_back_matter(self.facts, part)
            found += map(unfolded, kept)
            if not kept:
                with_blocks_of(found, part)
        return found

    # Sections

    def _section(self, tree: SectionTree) -> Section:
        part = tree.part
        kind = SectionKind(part.name)
        first = part.heading or next(iter(part.lines), None)
        self.facts.notes.lines.add_section(first.number if first else None)
        if part.heading and not part.lines and not tree.below:
            self.facts.note(
                Code.SECTION_EMPTY, f"“{part.heading.plain}” has nothing under it.", part.heading
            )
        return Section(
            kind,
            heading=self._own_heading(part),
            blocks=section_blocks(
                part.lines,
                kind,
                self.facts.recogniser,
                self.facts.notes,
                labels_only=isinstance(self.prose, CheckedRecogniser),
            ),
            sections=tuple(self._section(below) for below in tree.below),
        )

    def _own_heading(self, part: Part) -> Text | None:
        """Return a heading, or None where it is the house label but for case and marks."""
        if part.heading is None or self.facts.is_house_label(part.heading.plain, part.name):
            return None
        return marked(part.heading.text, self.facts.recogniser.language)


def _is_standfirst(line: Line) -> bool:
    return line.kind is Kind.STANDFIRST
