"""The document: from logical lines to a brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from attrs import define, evolve, field

from briefkit.errors import ReadError
from briefkit.language.date_patterns import patterns
from briefkit.language.spacing import WORD
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.model import Author, Brief, Section, SectionKind
from briefkit.model.text import Span, Text
from briefkit.notes import Code, Note, Notes, Reading, note
from briefkit.notes.summed import summed
from briefkit.recognise import back_matter_lines, layout_words, masthead_lines
from briefkit.recognise.assumed_title import assumed_title, is_running_text
from briefkit.recognise.bylines import byline_with_date, names_over_date
from briefkit.recognise.checked_recogniser import CheckedRecogniser
from briefkit.recognise.credits import with_credit
from briefkit.recognise.front_lines import front_lines, without_mail_header
from briefkit.recognise.headings import Part, contact_parts, split_at_headings
from briefkit.recognise.lines import Kind, Line
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
from briefkit.recognise.recogniser import Recogniser, StatementRecogniser, recogniser_for
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
from briefkit.recognise.words import fold, fold_heading

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
        recogniser_for(spoken), find_recogniser(recogniser, spoken), is_foreign=foreign
    )
    reader.notes.extend(notes)
    if language is None:
        name = lexicon(FALLBACK).language
        reader.note(Code.LANGUAGE_ASSUMED, f"No language was given; {name!r} was assumed.")
    captioned = with_numbered_captions(lines, spoken)
    brief = reader.read([with_credit(line, spoken) for line in captioned])
    if foreign or not reader.shows_house_form():
        reader.notes.extend(reader.guesses)
        if "status" not in reader.fields:
            reader.notes.add_status_assumed()
    find_lines = reader.notes.lines if numbered else None
    return Reading(brief, summed(reader.notes.in_order()), find_lines=find_lines)


@define
class _DocumentReader:
    """Reader of one document: it fills the fields of the brief, and gathers notes.

    Attributes:
        recogniser: What is known of the language.
        prose: What finds the statements in paragraphs; None where nothing does in this language.
        is_foreign: Whether the document could have marked its title, and shows that briefkit did not write it.
        notes: The notes so far.
        fields: The fields of the brief, but for its sections.
        has_house_label: Whether a heading or a label is the one that the house prints.
        contacts: The lines over the title on whom to ask.
        has_foreign_front: Whether a line stands over the title that the house prints nowhere.
        is_untitled: Whether the text begins without a title.
        above: The identities of the lines that stand over a title that is marked as one.
        guesses: Notes on what nothing but its look or its place says, in a document of another house.
    """

    recogniser: Recogniser
    prose: StatementRecogniser | None
    is_foreign: bool
    notes: Notes = field(factory=Notes)
    fields: dict[str, Any] = field(factory=dict)
    has_house_label: bool = False
    contacts: list[Line] = field(factory=list)
    has_foreign_front: bool = False
    is_untitled: bool = False
    above: frozenset[int] = frozenset()
    guesses: Notes = field(factory=Notes)

    def shows_house_form(self) -> bool:
        """Whether the lines that were read look like those of a brief that briefkit wrote as text."""
        if self.has_foreign_front:
            return False
        return self.has_house_label or not _HOUSE_FIELDS.isdisjoint(self.fields)

    def is_house_label(self, words: str, name: str) -> bool:
        """Whether a heading or a label is the one that the house prints; one of them is a sign of the house."""
        found = self.recogniser.is_house_label(words, name)
        self.has_house_label = self.has_house_label or found
        return found

    def note(self, code: Code, message: str, line: Line | None = None, words: str = "") -> None:
        self.notes.add(code, message, words, line.number if line else None)

    def fill(self, found: Mapping[str, Any], line: Line) -> None:
        """Fill fields of the brief with what a line says."""
        self.fields |= found
        for name in found:
            self.notes.lines.add_field(name, line.number)

    def read(self, lines: Sequence[Line]) -> Brief:
        """Read the title, then what stands before, in and behind the sections."""
        language = self.recogniser.language
        lines = self._without_told_facts(lines)
        blocks = [line for line in lines if line.block is not None]
        words = without_mail_header(fold_blocks(lines), language, self.notes, self.fill)
        titled = self._without_front(words)
        rest = self._without_rights(self._without_end(self._without_title(titled)))
        called = f"{self.fields.get('genre', '')} {self.fields['title'].plain}"
        first, *others = split_at_headings(rest, self.recogniser, called)
        self._note_assumed_headings(others)
        has_sections = any(part.is_section for part in others)
        contacts = contact_parts(self.contacts, self.recogniser)
        found = [*self._read_masthead(first, has_sections), *others, *contacts]
        parts = with_lost_blocks(self._sections_alone(found), blocks)
        sections = tuple(self._section(tree) for tree in nested(parts, self.notes))
        note_numbers(found, self.notes)
        note_repeated_standfirst(found, self.fields.get("standfirst"), self.notes)
        sections = with_statements(
            sections, self.fields.get("standfirst"), self.prose, language, self.notes
        )
        return made_or_told(
            Brief,
            self.notes,
            keep=("sections", "language"),
            **self.fields,
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
        kept, told = without_told_facts(lines, self.recogniser, self.notes, foreign=self.is_foreign)
        for one in told:
            self.fill(one.facts, one.line)
            if one.authors:
                self._add_authors(one.authors, one.line)
        return kept

    def _without_front(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Take what other houses put over the title: markings, the kind of text, contacts, a date, a byline.

        Contacts go behind the text, and what no field holds below the title, or into a note.
        """
        kept: list[Line] = []
        front = front_lines(lines, self.recogniser)
        self.has_foreign_front = not all(one.is_of_house for one in front)
        for one in front:
            new = {name: fact for name, fact in one.facts.items() if name not in self.fields}
            self.fill(new, one.line)
            if one.is_contact:
                self.contacts.append(one.line)
            elif one.is_masthead:
                kept += [] if self._read_masthead_line(one.line) else [one.line]
            elif one.stays or one.facts != new:
                kept.append(evolve(one.line, kind=Kind.PARAGRAPH))
            elif one.left:
                message = f"“{one.left}”, over the title, has no place in a brief."
                self.note(Code.LINE_DROPPED, message, one.line, one.left)
        title, *rest = lines[len(front) :]
        return [title, *kept, *rest]

    def _without_title(self, lines: Sequence[Line]) -> list[Line]:
        """Take the title from the lines: the only top heading, near the top, else the first line."""
        index = 0
        top = sum(line.kind is Kind.HEADING and line.level == 1 for line in lines)
        for number, line in enumerate(lines[:_TITLE_WITHIN]):
            if line.kind is Kind.HEADING and line.level == 1 and top == 1:
                index = number
            if line.kind is Kind.HEADING or self.recogniser.part_named(line.plain):
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
            self.note(Code.TITLE_ASSUMED, message, title)
            self.fill({"title": assumed_title(title.text, self.recogniser)}, title)
            self.is_untitled = True
            return list(lines)
        names_section = not marked_as_one and self.recogniser.part_named(title.plain)
        unmarked = self.is_foreign and not marked_as_one
        if names_section or title.kind is Kind.ITEM or unmarked:
            message = "No line is clearly a title; the first was taken for it."
            self.note(Code.TITLE_ASSUMED, message, title)
        if title.ordered and title.mark:
            title = evolve(title, text=Text([Span(f"{title.mark} "), *title.text.spans]))
        self.fill({"title": marked(title.text, self.recogniser.language)}, title)
        return [title, *rest] if names_section else rest

    def _read_masthead(self, part: Part, has_sections: bool) -> list[Part]:
        """Read the dates, bylines and the standfirst; anything more is the opening, a section without a heading."""
        rest: list[Line] = []
        below: list[Line] = []
        parted = False
        for line, after in zip_longest(part.lines, part.lines[1:]):
            plain = line.kind in (Kind.UNKNOWN, Kind.PARAGRAPH)
            if plain and (
                self._read_masthead_line(line) or self._read_names_over_date(line, after)
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
            self.fill({"standfirst": marked(first.text, self.recogniser.language)}, first)
        return [Part(SectionKind.OTHER, lines=rest)] if rest else []

    def _read_masthead_line(self, line: Line) -> bool:
        """Read a date, a byline, or both on one line."""
        return (
            self._read_dateline(line)
            or self._read_byline(line)
            or self._read_byline_with_date(line)
            or self._read_author_with_address(line)
        )

    def _read_dateline(self, line: Line) -> bool:
        """Read a line of dates; each date counts once."""
        facts = masthead_lines.dateline(line.plain, self.recogniser)
        found = None if facts else masthead_lines.published(line.plain, self.recogniser)
        if found:
            facts = {"published": found[0]}
            self._note_label_replaced(line, found[1], "published")
        if not facts or facts.keys() & self.fields.keys():
            return False
        self.fill(facts, line)
        self._note_weekday(line)
        return True

    def _note_weekday(self, line: Line) -> None:
        """Add a note where a line names the day of the week, which the house does not print."""
        days = {fold(day) for day in patterns(self.recogniser.language).weekdays}
        for word in WORD.findall(line.plain):
            if fold(word) in days:
                message = f"The house prints “{line.plain}” without the day of the week."
                self.note(Code.LABEL_REPLACED, message, line, word)

    def _read_byline(self, line: Line) -> bool:
        named = back_matter_lines.byline(line.plain, self.recogniser)
        if named is None:
            return False
        self._add_authors(named, line)
        label = back_matter_lines.byline_label(line.plain, self.recogniser)
        self._note_label_replaced(line, label, "authors")
        return True

    def _read_byline_with_date(self, line: Line) -> bool:
        found = byline_with_date(line.plain, self.recogniser)
        if found is None or found.facts.keys() & self.fields.keys():
            return False
        self.fill(found.facts, line)
        self._add_authors(found.authors, line)
        for printed in found.labels:
            self._note_label_replaced(line, printed, "authors")
        self._note_weekday(line)
        for words in found.left:
            message = f"“{words}”, beside a byline or a date, has no place in a brief."
            self.note(Code.LINE_DROPPED, message, line, words)
        return True

    def _read_author_with_address(self, line: Line) -> bool:
        author = back_matter_lines.author_with_address(line.plain, self.recogniser)
        if author:
            message = f"{author.name}, with an address below the title, was read as the author."
            self.note(Code.AUTHOR_GUESSED, message, line)
            self._add_authors([author], line)
        return author is not None

    def _read_names_over_date(self, line: Line, after: Line | None) -> bool:
        named = names_over_date(line, after, self.recogniser)
        if named:
            message = f"{line.plain}, right over a date, was read as the author."
            self.note(Code.AUTHOR_GUESSED, message, line)
            self._add_authors(named, line)
        return bool(named)

    def _note_label_replaced(self, line: Line, printed: str, name: str) -> None:
        """Add a note where a heading or a label is not the one that the house prints."""
        if printed and not self.is_house_label(printed, name):
            back_matter_lines.add_label_replaced(printed, line, self.notes)

    # Back matter

    def _without_end(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Take lines that only say that the text ends: "-- ENDS --"; only a last one may have neither signs nor capitals."""
        rest = []
        for line in lines:
            signed = line.plain[0] in _SIGNS_OF_END or line.plain.isupper()
            if not (signed or line is lines[-1]) or not self._only_ends(line):
                rest.append(line)
                continue
            words = f"{line.mark} {line.plain}".strip()
            self.note(Code.END_DROPPED, f"“{words}” only says that the text ends.", line, words)
        return rest

    def _only_ends(self, line: Line) -> bool:
        words = line.plain
        known = self.recogniser.has("ends", fold_heading(words))
        return known or layout_words.is_one_of("ends", words, self.recogniser.language)

    def _without_rights(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Take a last line that says whose the words are."""
        if not lines or not masthead_lines.is_rights(lines[-1].plain, self.recogniser):
            return lines
        self.fill({"rights": lines[-1].plain}, lines[-1])
        return lines[:-1]

    def _sections_alone(self, parts: Iterable[Part]) -> list[Part]:
        """Return the parts that are sections; read others into their fields."""
        found: list[Part] = []
        for part in parts:
            kept = self._section_or_back_matter(part)
            found += map(unfolded, kept)
            if not kept:
                with_blocks_of(found, part)
        return found

    def _section_or_back_matter(self, part: Part) -> list[Part]:
        """Return a part that is a section; read one that is not into its field."""
        match part.name:
            case "authors":
                return self._read_authors(part)
            case "related":
                return self._read_related(part)
            case "sources":
                self._note_heading_replaced(part)
                before = self.fields.get("sources", ())
                found = back_matter_lines.sources(part.lines, self.recogniser, len(before))
                self._add_lines(found, part.lines)
                self.fields["sources"] = before + found
                return []
            case "corrections":
                return self._read_corrections(part)
            case _:
                return [part]

    def _add_lines(self, found: Sequence[object], lines: Sequence[Line]) -> None:
        """Add the lines of what stands on one each."""
        for one, line in zip(found, lines, strict=True):
            self.notes.lines.add(one, line.number)

    def _note_heading_replaced(self, part: Part) -> None:
        if part.heading:
            self._note_label_replaced(part.heading, part.heading.plain, part.name)

    def _read_authors(self, part: Part) -> list[Part]:
        alone = len(part.lines) == 1 and part.heading is None
        first = part.lines[0] if part.lines else part.heading
        found = back_matter_lines.authors(part.lines, self.recogniser, self.notes)
        if alone and first and not back_matter_lines.byline(first.plain, self.recogniser):
            self.note(
                Code.AUTHOR_GUESSED,
                f"{first.plain}, alone at the end, was read as the author.",
                first,
            )
        self._add_authors(found, first)
        self._note_heading_of_authors(part)
        return []

    def _note_heading_of_authors(self, part: Part) -> None:
        """Add a note on a heading that the house does not print over as many authors."""
        if part.heading is None:
            return
        words = part.heading.plain
        label = self.recogniser.labels["author" if len(self.fields["authors"]) == 1 else "authors"]
        known = self.is_house_label(words, part.name)
        if not known or fold_heading(words) != fold_heading(label):
            back_matter_lines.add_label_replaced(words, part.heading, self.notes)

    def _add_authors(self, found: Sequence[Author], line: Line | None) -> None:
        """Add authors; one who is named already gets the other facts too."""
        known: dict[str, Author] = {one.name: one for one in self.fields.get("authors", ())}
        for author in found:
            before = known.get(author.name)
            if before:
                author, left = back_matter_lines.merge_authors(before, author)
                message = f"The author's name, {author.name}, stands twice."
                self.note(Code.AUTHOR_TWICE, message, line, ", ".join((author.name, *left)))
            known[author.name] = author
            self.notes.lines.add(author, line.number if line else None)
        self.fields["authors"] = tuple(known.values())

    def _read_related(self, part: Part) -> list[Part]:
        links = back_matter_lines.related(part.lines, self.recogniser, self.notes)
        self.fields["related"] = self.fields.get("related", ()) + links
        if part.heading and not links:
            words = part.heading.plain
            message = f"“{words}” has no items that lead anywhere."
            self.note(Code.RELATED_EMPTY, message, part.heading, words)
        else:
            self._note_heading_replaced(part)
        return []

    def _read_corrections(self, part: Part) -> list[Part]:
        """Read dated corrections; others stay a section, since no day is made up for them."""
        found = back_matter_lines.corrections(part.lines, self.recogniser)
        if found is None:
            return [evolve(part, name=SectionKind.OTHER)]
        self._note_heading_replaced(part)
        self._add_lines(found, part.lines)
        self.fields["corrections"] = self.fields.get("corrections", ()) + found
        return []

    # Sections

    def _section(self, tree: SectionTree) -> Section:
        part = tree.part
        kind = SectionKind(part.name)
        first = part.heading or next(iter(part.lines), None)
        self.notes.lines.add_section(first.number if first else None)
        if part.heading and not part.lines and not tree.below:
            self.note(
                Code.SECTION_EMPTY, f"“{part.heading.plain}” has nothing under it.", part.heading
            )
        return Section(
            kind,
            heading=self._own_heading(part),
            blocks=section_blocks(
                part.lines,
                kind,
                self.recogniser,
                self.notes,
                labels_only=isinstance(self.prose, CheckedRecogniser),
            ),
            sections=tuple(self._section(below) for below in tree.below),
        )

    def _own_heading(self, part: Part) -> Text | None:
        """Return a heading, or None where it is the house label but for case and marks."""
        if part.heading is None or self.is_house_label(part.heading.plain, part.name):
            return None
        return marked(part.heading.text, self.recogniser.language)


def _is_standfirst(line: Line) -> bool:
    return line.kind is Kind.STANDFIRST
