"""Back matter reader: authors, related articles, sources, corrections, rights and the end, into the facts of a document."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from briefkit.model import SectionKind
from briefkit.notes import Code
from briefkit.recognise import back_matter_lines, layout_words, masthead_lines
from briefkit.recognise.document_facts import DocumentFacts
from briefkit.recognise.headings import Part
from briefkit.recognise.lines import Line
from briefkit.recognise.words import fold_heading

_SIGNS_OF_END = "-–—#*"


def without_end(facts: DocumentFacts, lines: Sequence[Line]) -> Sequence[Line]:
    """Take lines that only say that the text ends: "-- ENDS --"; only a last one may have neither signs nor capitals."""
    rest = []
    for line in lines:
        signed = line.plain[0] in _SIGNS_OF_END or line.plain.isupper()
        if not (signed or line is lines[-1]) or not _only_ends(facts, line):
            rest.append(line)
            continue
        words = f"{line.mark} {line.plain}".strip()
        facts.note(Code.END_DROPPED, f"“{words}” only says that the text ends.", line, words)
    return rest


def _only_ends(facts: DocumentFacts, line: Line) -> bool:
    words = line.plain
    known = facts.recogniser.has("ends", fold_heading(words))
    return known or layout_words.is_one_of("ends", words, facts.recogniser.language)


def without_rights(facts: DocumentFacts, lines: Sequence[Line]) -> Sequence[Line]:
    """Take a last line that says whose the words are."""
    if not lines or not masthead_lines.is_rights(lines[-1].plain, facts.recogniser):
        return lines
    facts.fill({"rights": lines[-1].plain}, lines[-1])
    return lines[:-1]


def section_or_back_matter(facts: DocumentFacts, part: Part) -> list[Part]:
    """Return a part that is a section; read one that is not into its field."""
    match part.name:
        case "authors":
            return _read_authors(facts, part)
        case "related":
            return _read_related(facts, part)
        case "sources":
            _note_heading_replaced(facts, part)
            before = facts.fields.get("sources", ())
            found = back_matter_lines.sources(part.lines, facts.recogniser, len(before))
            _add_lines(facts, found, part.lines)
            facts.fields["sources"] = before + found
            return []
        case "corrections":
            return _read_corrections(facts, part)
        case _:
            return [part]


def _add_lines(facts: DocumentFacts, found: Sequence[object], lines: Sequence[Line]) -> None:
    """Add the lines of what stands on one each."""
    for one, line in zip(found, lines, strict=True):
        facts.notes.lines.add(one, line.number)


def _note_heading_replaced(facts: DocumentFacts, part: Part) -> None:
    if part.heading:
        facts.note_label_replaced(part.heading, part.heading.plain, part.name)


def _read_authors(facts: DocumentFacts, part: Part) -> list[Part]:
    alone = len(part.lines) == 1 and part.heading is None
    first = part.lines[0] if part.lines else part.heading
    found = back_matter_lines.authors(part.lines, facts.recogniser, facts.notes)
    if alone and first and not back_matter_lines.byline(first.plain, facts.recogniser):
        facts.note(
            Code.AUTHOR_GUESSED,
            f"{first.plain}, alone at the end, was read as the author.",
            first,
        )
    facts.add_authors(found, first)
    _note_heading_of_authors(facts, part)
    return []


def _note_heading_of_authors(facts: DocumentFacts, part: Part) -> None:
    """Add a note on a heading that the house does not print over as many authors."""
    if part.heading is None:
        return
    words = part.heading.plain
    label = facts.recogniser.labels["author" if len(facts.fields["authors"]) == 1 else "authors"]
    known = facts.is_house_label(words, part.name)
    if not known or fold_heading(words) != fold_heading(label):
        back_matter_lines.add_label_replaced(words, part.heading, facts.notes)


def _read_related(facts: DocumentFacts, part: Part) -> list[Part]:
    links = back_matter_lines.related(part.lines, facts.recogniser, facts.notes)
    facts.fields["related"] = facts.fields.get("related", ()) + links
    if (
        part.heading and not links and not part.lines
    ):  # items without an address are told one by one
        words = part.heading.plain
        message = f"“{words}” has nothing under it."
        facts.note(Code.RELATED_EMPTY, message, part.heading, words)
    else:
        _note_heading_replaced(facts, part)
    return []


def _read_corrections(facts: DocumentFacts, part: Part) -> list[Part]:
    """Read dated corrections; others stay a section, since no day is made up for them."""
    found = back_matter_lines.corrections(part.lines, facts.recogniser)
    if found is None:
        return [evolve(part, name=SectionKind.OTHER)]
    _note_heading_replaced(facts, part)
    _add_lines(facts, found, part.lines)
    facts.fields["corrections"] = facts.fields.get("corrections", ()) + found
    return []
