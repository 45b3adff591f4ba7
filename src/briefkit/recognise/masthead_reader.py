"""Masthead reader: bylines and dates on lines below or above a title, into the facts of a document."""

from __future__ import annotations

from briefkit.language.date_patterns import patterns
from briefkit.language.word_pattern import WORD
from briefkit.notes import Code
from briefkit.recognise import back_matter_lines, masthead_lines
from briefkit.recognise.bylines import byline_with_date, names_over_date
from briefkit.recognise.document_facts import DocumentFacts
from briefkit.recognise.lines import Line
from briefkit.recognise.words import fold


def read_masthead_line(facts: DocumentFacts, line: Line) -> bool:
    """Read a date, a byline, or both on one line."""
    return (
        _read_dateline(facts, line)
        or _read_byline(facts, line)
        or _read_byline_with_date(facts, line)
        or _read_author_with_address(facts, line)
    )


def _read_dateline(facts: DocumentFacts, line: Line) -> bool:
    """Read a line of dates; each date counts once."""
    dates = masthead_lines.dateline(line.plain, facts.recogniser)
    found = None if dates else masthead_lines.published(line.plain, facts.recogniser)
    if found:
        dates = {"published": found[0]}
        facts.note_label_replaced(line, found[1], "published")
    if not dates or dates.keys() & facts.fields.keys():
        return False
    facts.fill(dates, line)
    _note_weekday(facts, line)
    return True


def _note_weekday(facts: DocumentFacts, line: Line) -> None:
    """Add a note where a line names the day of the week, which the house does not print."""
    days = {fold(day) for day in patterns(facts.recogniser.language).weekdays}
    for word in WORD.findall(line.plain):
        if fold(word) in days:
            message = f"The house prints “{line.plain}” without the day of the week."
            facts.note(Code.LABEL_REPLACED, message, line, word)


def _read_byline(facts: DocumentFacts, line: Line) -> bool:
    named = back_matter_lines.byline(line.plain, facts.recogniser)
    if named is None:
        return False
    facts.add_authors(named, line)
    label = back_matter_lines.byline_label(line.plain, facts.recogniser)
    facts.note_label_replaced(line, label, "authors")
    return True


def _read_byline_with_date(facts: DocumentFacts, line: Line) -> bool:
    found = byline_with_date(line.plain, facts.recogniser)
    if found is None or found.facts.keys() & facts.fields.keys():
        return False
    facts.fill(found.facts, line)
    facts.add_authors(found.authors, line)
    for printed in found.labels:
        facts.note_label_replaced(line, printed, "authors")
    _note_weekday(facts, line)
    for words in found.left:
        message = f"“{words}”, beside a byline or a date, has no place in a brief."
        facts.note(Code.LINE_DROPPED, message, line, words)
    return True


def _read_author_with_address(facts: DocumentFacts, line: Line) -> bool:
    author = back_matter_lines.author_with_address(line.plain, facts.recogniser)
    if author:
        message = f"{author.name}, with an address below the title, was read as the author."
        facts.note(Code.AUTHOR_GUESSED, message, line)
        facts.add_authors([author], line)
    return author is not None


def read_names_over_date(facts: DocumentFacts, line: Line, after: Line | None) -> bool:
    """Read names right over a date as the authors."""
    named = names_over_date(line, after, facts.recogniser)
    if named:
        message = f"{line.plain}, right over a date, was read as the author."
        facts.note(Code.AUTHOR_GUESSED, message, line)
        facts.add_authors(named, line)
    return bool(named)
