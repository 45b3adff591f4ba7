"""Front matter, and the definitions of addresses and footnotes, taken apart from the body of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen
from markdown_it.common.utils import normalizeReference

from briefkit import model
from briefkit.data.diagnosis import diagnose_fields
from briefkit.data.tree import SCHEMA_VERSION, from_tree
from briefkit.data.vocabulary import Tree
from briefkit.errors import ErrorCode, Fault, ReadError, SchemaError
from briefkit.formats.format import ReadOptions
from briefkit.formats.markdown.attributes import with_marking_data
from briefkit.formats.markdown.conflicts import refuse_conflicts
from briefkit.formats.markdown.editing_marks import (
    Body,
    Remark,
    lines_of_leading_comments,
    without_marks,
)
from briefkit.formats.markdown.foreign_front_matter import with_foreign_fields
from briefkit.formats.markdown.foreign_lines import without_directives
from briefkit.formats.markdown.foreign_marks import DIV
from briefkit.formats.markdown.front_matter_forms import FrontMatter, end_of_yaml, find_front_matter
from briefkit.formats.markdown.line import Line
from briefkit.formats.markdown.own_front_matter import with_own_fields
from briefkit.formats.markdown.table_sources import with_pipe_tables
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.limits import check_limit
from briefkit.limits.faults import Faults
from briefkit.model.string_rules import REFUSED_CHARACTER, check_language
from briefkit.model.text import Span, Text
from briefkit.notes import Code, Notes

_LONGEST_TOLD = 1_000_000  # characters of a definition that nothing leads to
_DEFINITION = re.compile(
    r' {0,3}\[(?P<label>[^\]^\[]+)\]:\s+<?(?P<address>[^\s>]+)>?(?:\s+"(?P<title>[^"]*)")?\s*'
)
_ADDRESS = re.compile(
    r"(?:data|https?|mailto):|[^:]*\.(?:png|jpe?g|gif|webp|bmp|tiff?|avif|svg)\Z", re.IGNORECASE
)
_FOOTNOTE = re.compile(r" {0,3}\[\^(?P<key>[^\]\[]+)\]:\s+(?P<words>\S.*)")
_GOES_ON = re.compile(r"(?: {4}|\t)\s*\S")  # a line of a footnote behind its first
_DATA = re.compile(r"data:(?P<type>image/\w+);base64,(?P<data>\S*)", re.IGNORECASE)
_BREAKS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")


@frozen
class Document:
    """Document before its body is parsed: the fields of the front matter, the definitions and the body.

    Attributes:
        body: The Markdown, each definition a blank line.
        numbers: The number of each of its lines in the file.
        language: The language of the brief.
        fields: The fields of the brief that the front matter gives.
        is_own: Whether it has front matter that is none of another program's.
        references: Addresses by label, as the parser wants them.
        definitions: The line and the words of each definition, by label.
        footnotes: The words that stand in a note's definition, by key.
        remarks: The notes on comments and suggestions.
    """

    body: str
    numbers: Sequence[int]
    language: str
    fields: Mapping[str, Any]
    is_own: bool
    references: Mapping[str, Mapping[str, str]] = field(factory=dict)
    definitions: Mapping[str, tuple[int, str]] = field(factory=dict)
    footnotes: Mapping[str, tuple[int, str]] = field(factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def sources(self) -> tuple[model.Source, ...]:
        """The sources of the front matter."""
        found: tuple[model.Source, ...] = self.fields.get("sources", ())
        return found

    def has(self, name: str) -> bool:
        """Whether the front matter gives a field."""
        return name in self.fields


def split_document(text: str, options: ReadOptions, notes: Notes, faults: Faults) -> Document:
    """Split a document into front matter, definitions and body.

    Args:
        text: The document.
        options: The language, where the front matter does not say it, and whether suggestions count.
        notes: The collector of notes on what is assumed.
        faults: The collector of what is wrong with the front matter.

    Raises:
        ReadError: Front matter that is no YAML, or does not end, with the line; or too many words.
    """
    text = _BREAKS.sub("\n", text)
    lines = text.split("\n")
    start = lines_of_leading_comments(text)
    refuse_conflicts(lines, end_of_yaml(lines, start) - 1)
    front = find_front_matter(lines, start, faults, notes)
    outside = [at for at in range(len(lines)) if not start <= at < front.stop]
    whole = Body([lines[at] for at in outside], [at + 1 for at in outside])
    is_own = front.stop > start and not front.is_foreign
    whole, remarks = without_marks(
        without_divs(whole if is_own else without_directives(whole, notes), notes),
        accepted=options.changes == "accepted",
        templates=not is_own,
    )
    body, references, definitions, footnotes = _definitions(whole, notes)
    numbered = zip(body, whole.numbers, strict=True)
    cleaned = Body([_cleaned(line, number, notes) for line, number in numbered], whole.numbers)
    whole = with_pipe_tables(cleaned, notes)
    body = whole.lines
    check_limit("lines", len(body), remedy="split it")
    limit = "characters" if is_own else "markdown_characters"
    check_limit(limit, sum(map(len, body)), remedy="split it")
    if front.is_foreign:
        language = options.language or FALLBACK
        tree, places = with_foreign_fields(front.tree, front.lines, language, faults, notes)
        front = evolve(front, tree=tree, lines=places)
    fields = _fields(front, references, faults, notes)
    notes.lines.add_fields(front.lines)
    for label in _portraits(front):
        definitions.pop(label, None)
    if "language" not in fields:
        if options.language is None:
            name = lexicon(FALLBACK).language
            notes.add(Code.LANGUAGE_ASSUMED, f"No language was given; {name!r} was assumed.")
        fields["language"] = check_language(options.language or FALLBACK, "language")
    return Document(
        "\n".join(body),
        whole.numbers,
        fields["language"],
        fields,
        is_own,
        references,
        definitions,
        footnotes,
        remarks,
    )


def _cleaned(line: str, number: int, notes: Notes) -> str:
    if REFUSED_CHARACTER.search(line.replace("\t", " ")):
        message = "Characters that no text may hold were taken out."
        gone = [one for one in REFUSED_CHARACTER.findall(line) if one != "\t"]
        notes.add(Code.CHARACTERS_DROPPED, message, "".join(gone), number)
        return REFUSED_CHARACTER.sub(lambda one: "\t" * (one.group() == "\t"), line)
    return line


def without_divs(body: Body, notes: Notes) -> Body:
    """Return a body with a blank line for each that opens or closes a div of pandoc's."""
    if not any(line.lstrip(" ").startswith(":::") for line in body.lines):
        return body
    lines = []
    for line, number in zip(body.lines, body.numbers, strict=True):
        is_div = DIV.fullmatch(line)
        lines.append("" if is_div else line)
        if is_div and line.strip(" :"):
            message = "A div of pandoc's became what stands in it."
            notes.add(Code.MARKUP_DROPPED, message, line.strip(" :"), number)
    return Body(lines, body.numbers)


def _definitions(body: Body, notes: Notes) -> tuple[Any, ...]:
    """Take the definitions out of a body, a blank line in the place of each; the paragraphs of a footnote are joined."""
    kept: list[str] = []
    references: dict[str, dict[str, str]] = {}
    definitions: dict[str, tuple[int, str]] = {}
    footnotes: dict[str, tuple[int, str]] = {}
    note = ""  # the key of the footnote that goes on
    parted: dict[str, int] = {}  # by the key of a footnote, where its second paragraph starts
    blank = False
    for line, number in zip(body.lines, body.numbers, strict=True):
        if note and (_GOES_ON.match(line) or not line.strip()):
            at, words = footnotes[note]
            if line.strip():
                footnotes[note] = (at, f"{words} {line.strip()}")
                if blank:
                    parted.setdefault(note, number)
            blank = not line.strip()
            kept.append("")
            continue
        blank = False
        footnote = _FOOTNOTE.fullmatch(line)
        note = footnote["key"] if footnote and footnote["key"] not in footnotes else ""
        found = None if footnote else _DEFINITION.fullmatch(line)
        label = normalizeReference(found["label"]) if found else ""
        if footnote and footnote["key"] not in footnotes:
            footnotes[footnote["key"]] = (number, footnote["words"])
        elif found and label not in references and _ADDRESS.match(found["address"]):
            references[label] = {"href": found["address"], "title": found["title"] or ""}
            words = line.strip() if len(line) < _LONGEST_TOLD else f"[{found['label']}]"
            definitions[label] = (number, words)
        else:
            kept.append(line)
            continue
        kept.append("")
    for key, number in parted.items():
        message = "The paragraphs of a footnote were joined."
        notes.add(Code.ITEM_JOINED, message, footnotes[key][1], number)
    return kept, references, definitions, footnotes


def _fields(
    front: FrontMatter, references: Mapping[str, Mapping[str, str]], faults: Faults, notes: Notes
) -> dict[str, Any]:
    """Return the fields that front matter gives, as far as they are right."""
    tree = front.tree
    if not isinstance(tree, dict):
        raise ReadError("front matter holds no fields", where="line 2", remedy="write name: value")
    if not front.is_foreign:
        tree = with_own_fields(tree, front.lines, faults, notes)
    data: Tree = {"schema_version": SCHEMA_VERSION, "title": "-", **tree}
    if "sections" in tree:
        what = "sections are written below the front matter"
        faults.add(Fault(ErrorCode.FIELD_UNKNOWN, what, line=front.lines["sections"]))
        del data["sections"]
    try:
        if isinstance(data.get("authors"), list):
            line = front.lines.get("authors")
            data["authors"] = [_portrayed(one, references, line, notes) for one in data["authors"]]
        data = with_marking_data(data)
    except ReadError as error:
        faults.add_error(error)
        data.pop("marking", None)
    try:
        brief = from_tree(data, Faults(lambda: front.lines))
    except SchemaError as error:
        faults.add_error(error)
        found = diagnose_fields(data, model.Brief, Faults())
        return {name: value for name, value in found.items() if name in tree}
    return {
        name: getattr(brief, name) for name in tree if name in data and name != "schema_version"
    }


def _portrayed(
    author: Any, references: Mapping[str, Mapping[str, str]], line: int | None, notes: Notes
) -> Any:
    """Return an author with the portrait that is defined under a name; without one where none is."""
    name = author.get("photo") if isinstance(author, dict) else None
    if not isinstance(name, str):
        return author
    defined = references.get(normalizeReference(name), {})
    data = picture_data(defined.get("href", ""))
    if data is None:
        message = f"No picture is defined as {name!r}; the author has no portrait."
        notes.add(Code.PICTURE_DROPPED, message, name, line)
        return {key: value for key, value in author.items() if key != "photo"}
    return {**author, "photo": data}


def _portraits(front: FrontMatter) -> set[str]:
    """Return the labels of the pictures that authors name as theirs."""
    authors = front.tree.get("authors") if isinstance(front.tree, dict) else None
    named = [one.get("photo") for one in authors or () if isinstance(one, dict)]
    return {normalizeReference(name) for name in named if isinstance(name, str)}


def picture_data(address: str) -> dict[str, str] | None:
    """Return the picture of a data: address (RFC 2397) in the form of the tree; None for any other."""
    found = _DATA.fullmatch(address)
    return {"data": found["data"], "media_type": found["type"].lower()} if found else None


def without_pictures(line: Line, notes: Notes) -> Line:
    """Return a line with the descriptions of its pictures in their place, for no words hold a picture.

    Args:
        line: The line.
        notes: The collector of notes on what is dropped.
    """
    for picture in line.pictures:
        message = "A picture is not in the file, or stands amid words; its description stays."
        address = "" if picture_data(picture.address) else picture.address
        words = f"{address} {picture.title}".strip()
        notes.add(Code.PICTURE_DROPPED, message, words, line.number)
        space = (Span(" "),) if line.spans else ()
        alt = (Span(picture.alt),) if picture.alt else ()
        line = evolve(line, spans=Text((*line.spans, *(space if alt else ()), *alt)).spans)
    return evolve(line, pictures=())
