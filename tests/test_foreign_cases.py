"""Documents of other houses, and what a careful reader sees in each.

`tests/cases/foreign` has the documents, each beside a `NAME.expect.json` with the keys that matter for it; a function
of this module with the name of a key says what the key means. `read` gives arguments of `bk.read`, such as the
language. A file called `.page` is given as bytes, without a name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import briefkit as bk
from briefkit.lexicons import lexicon
from briefkit.recognise.words import fold_heading
from support.foreign_words import alike, printed, told

CASES = Path(__file__).parent / "cases" / "foreign"
EXPECTATIONS = sorted(CASES.glob("*.expect.json"))


def title(reading: bk.Reading, wanted: str) -> bool:
    return reading.brief.title.plain == wanted


def standfirst(reading: bk.Reading, wanted: str) -> bool:
    return str(reading.brief.standfirst or "") == wanted


def language(reading: bk.Reading, wanted: str) -> bool:
    """The language, without its region."""
    return reading.brief.language.split("-")[0] == wanted


def marking(reading: bk.Reading, wanted: str) -> bool:
    return str(reading.brief.marking) == wanted


def status(reading: bk.Reading, wanted: str) -> bool:
    return reading.brief.status == wanted


def published(reading: bk.Reading, wanted: str) -> bool:
    """The day, or the moment, begins so."""
    return _begins(reading.brief.published, wanted)


def embargo(reading: bk.Reading, wanted: str) -> bool:
    """The day, or the moment, begins so."""
    return _begins(reading.brief.embargo, wanted)


def authors(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """The names, in their order."""
    return [one.name for one in reading.brief.authors] == wanted


def headings(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """These stand in this order among the headings; @events and the like name the kind of a section."""
    found = iter(_headings(reading.brief))
    return all(any(_heading_name(one) in names for names in found) for one in wanted)


def no_heading(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """No heading is, or begins with, one of these."""
    names = [name for names in _headings(reading.brief) for name in names]
    return not any(name.startswith(fold_heading(one)) for one in wanted for name in names)


def in_paragraphs(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """A paragraph, a statement, an event, an assessment or the standfirst has these words."""
    kinds = (bk.Paragraph, bk.Statement, bk.Event, bk.Assessment)
    texts = [alike(str(one.text)) for one in _values(reading.brief) if isinstance(one, kinds)]
    texts.append(alike(str(reading.brief.standfirst or "")))
    return all(any(alike(one) in text for text in texts) for one in wanted)


def words(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """These are printed."""
    return all(alike(one) in printed(reading.brief) for one in wanted)


def not_words(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """These are not printed."""
    return not any(alike(one) in printed(reading.brief) for one in wanted)


def words_any(reading: bk.Reading, wanted: Sequence[Sequence[str]]) -> bool:
    """One of each list is printed."""
    return all(any(words(reading, [one]) for one in some) for some in wanted)


def in_brief_or_note(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """These are printed, or in a note."""
    found = f"{printed(reading.brief)} {told(reading.notes)}".casefold()
    return all(alike(one).casefold() in found for one in wanted)


def tables(reading: bk.Reading, wanted: int) -> bool:
    """How many tables there are."""
    return len(_of(reading, bk.Table)) == wanted


def pictures(reading: bk.Reading, wanted: int) -> bool:
    """How many pictures there are."""
    return len(_of(reading, bk.Figure)) == wanted


def table(reading: bk.Reading, wanted: Sequence[Sequence[str]]) -> bool:
    """The cells of one of the tables, its header first."""
    return any(_cells(one) == wanted for one in _of(reading, bk.Table))


def captions(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """Tables and pictures have these captions."""
    found = [str(one.caption) for one in (*_of(reading, bk.Table), *_of(reading, bk.Figure))]
    return all(one in found for one in wanted)


def picture_words(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """Pictures have these alternative texts."""
    return set(wanted) <= {one.alt for one in _of(reading, bk.Figure)}


def statements(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """Who speaks in each statement, “Role, Name”, in their order."""
    return [_who(one) for one in reading.brief.statements()] == wanted


def statements_have(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """These are among those who speak."""
    return set(wanted) <= {_who(one) for one in reading.brief.statements()}


def related(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """The addresses of the related articles."""
    return [one.url for one in reading.brief.related] == wanted


def sources_have(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """These are among the addresses of the sources."""
    return set(wanted) <= {one.url for one in reading.brief.sources}


def span_languages(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """The languages of words within the text, without their regions."""
    found = {one.language.split("-")[0] for one in _of(reading, bk.Span) if one.language}
    return found == set(wanted)


def notes(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """Codes that there are."""
    return set(wanted) <= {one.code for one in reading.notes}


def not_notes(reading: bk.Reading, wanted: Sequence[str]) -> bool:
    """Codes that there are not."""
    return not set(wanted) & {one.code for one in reading.notes}


KEYS: Mapping[str, Callable[[bk.Reading, Any], bool]] = {
    one.__name__: one
    for one in (
        *(title, standfirst, language, marking, status, published, embargo, authors),
        *(headings, no_heading, in_paragraphs, words, not_words, words_any),
        *(tables, pictures, table, captions, picture_words, statements, statements_have),
        *(related, sources_have, span_languages, notes, not_notes),
    )
} | {"told": in_brief_or_note}


def _begins(value: object, wanted: str) -> bool:
    return value is not None and str(value).replace(" ", "T").startswith(wanted)


def _values(brief: bk.Brief) -> Iterator[Any]:
    return (value for _, value in bk.walk(brief))


def _of(reading: bk.Reading, kind: type[Any]) -> list[Any]:
    return [one for one in _values(reading.brief) if isinstance(one, kind)]


def _headings(brief: bk.Brief) -> Iterator[set[str]]:
    """Yield what each heading may be called, folded: its words, or the label of its kind, and the kind."""
    labels = lexicon(brief.language).labels
    for section in (one for one in _values(brief) if isinstance(one, bk.Section)):
        words = str(section.heading or labels.get(section.kind, ""))
        yield {f"@{section.kind}", fold_heading(words)} - {""}


def _heading_name(words: str) -> str:
    return words if words.startswith("@") else fold_heading(words)


def _cells(table: bk.Table) -> list[list[str]]:
    rows = [table.header, *table.rows] if table.header else table.rows
    return [[str(cell) for cell in row] for row in rows]


def _who(statement: bk.Statement) -> str:
    return " and ".join(
        ", ".join(filter(None, (getattr(one, "role", None), one.name)))
        for one in statement.speakers
    )


def document(expectation: Path) -> Path:
    """The document of an expectation: the file beside it that has its name."""
    name = expectation.name.removesuffix(".expect.json")
    [found] = [one for one in CASES.glob(f"{name}.*") if one != expectation]
    return found


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda one: one.name.split(".")[0])
def test_document_reads_as_a_careful_reader_sees_it(expectation: Path) -> None:
    wanted = json.loads(expectation.read_text("utf-8"))
    arguments = wanted.pop("read", {})
    path = document(expectation)
    source = path.read_bytes() if path.suffix == ".page" else path
    reading = bk.read(source, **arguments)
    assert {key: value for key, value in wanted.items() if not KEYS[key](reading, value)} == {}
