"""Document facts: the fields of a brief that a document gives, as far as it has been read, with the notes on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from briefkit.model import Author
from briefkit.notes import Code, Notes
from briefkit.recognise import back_matter_lines
from briefkit.recognise.lines import Line
from briefkit.recognise.recogniser import Recogniser


@define
class DocumentFacts:
    """Facts of one document so far.

    Attributes:
        recogniser: What is known of the language.
        notes: The notes so far.
        fields: The fields of the brief, but for its sections.
        has_house_label: Whether a heading or a label is the one that the house prints.
    """

    recogniser: Recogniser
    notes: Notes = field(factory=Notes)
    fields: dict[str, Any] = field(factory=dict)
    has_house_label: bool = False

    def is_house_label(self, words: str, name: str) -> bool:
        """Whether a heading or a label is the one that the house prints; one of them is a sign of the house."""
        found = self.recogniser.is_house_label(words, name)
        self.has_house_label = self.has_house_label or found
        return found

    def note(self, code: Code, message: str, line: Line | None = None, words: str = "") -> None:
        """Add a note on a line."""
        self.notes.add(code, message, words, line.number if line else None)

    def fill(self, found: Mapping[str, Any], line: Line) -> None:
        """Fill fields of the brief with what a line says."""
        self.fields |= found
        for name in found:
            self.notes.lines.add_field(name, line.number)

    def note_label_replaced(self, line: Line, printed: str, name: str) -> None:
        """Add a note where a heading or a label is not the one that the house prints."""
        if printed and not self.is_house_label(printed, name):
            back_matter_lines.add_label_replaced(printed, line, self.notes)

    def add_authors(self, found: Sequence[Author], line: Line | None) -> None:
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
