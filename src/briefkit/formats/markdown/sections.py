"""Sections: which part a heading begins, and how sections nest by the level of their headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import define, evolve, field
from markdown_it.token import Token

from briefkit.data.plain_data import from_data
from briefkit.data.vocabulary import tag
from briefkit.errors import ReadError, SchemaError
from briefkit.formats.markdown.block_lines import marking_of, refusal
from briefkit.formats.markdown.front_matter import Document
from briefkit.formats.markdown.line import (
    Line,
)
from briefkit.formats.markdown.line_reader import (
    parse_line,
)
from briefkit.model import (
    ITEM_BLOCKS,
    MAX_SECTION_LEVELS,
    Block,
    Marking,
    Section,
    SectionKind,
    Text,
)
from briefkit.model.extra import NO_EXTRA, Extra
from briefkit.model.text import slice_spans
from briefkit.notes import Code, Notes
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.words import fold
from briefkit.runtime.spelling import likely

#: The classes of headings, and those of all blocks.
SECTION_KINDS = frozenset(one.value for one in SectionKind)
ALL_KINDS = SECTION_KINDS | frozenset(tag(one) for one in ITEM_BLOCKS)
_HEADING_FIELDS = ("marking", "id", "extra")
_OPENING_FIELDS = ("id", "extra")


@define
class Part:
    """Part of a document: a heading, and the content below it.

    Attributes:
        name: A section kind, or "authors", "related", "sources", "corrections".
        heading: The words of the heading; None prints the house label.
        level: 2 for a section.
        line: The line of the heading in the input.
        blocks: The blocks of a section.
        lines: The lines of any other part.
        listed: The numbers of those that are items of a list.
    """

    name: str
    heading: Text | None
    level: int
    line: int | None = None
    marking: Marking | None = None
    id: str | None = None
    extra: Extra = NO_EXTRA
    blocks: list[Block] = field(factory=list)
    lines: list[Line] = field(factory=list)
    listed: set[int | None] = field(factory=set)
    below: list[Part] = field(factory=list)

    @property
    def has_house_label(self) -> bool:
        """Whether it is a section below a heading that is the house's own."""
        return (
            self.is_section
            and self.heading is None
            and self.line is not None
            and not self.is_opening
        )

    @property
    def is_opening(self) -> bool:
        """Whether it is a section that nothing stands over."""
        return self.name == SectionKind.OTHER and self.heading is None

    @property
    def is_section(self) -> bool:
        """Whether the part is a section of the brief."""
        return self.name in set(SectionKind)


def heading_reads_as(words: Text, language: str) -> tuple[str, Text | None]:
    """Return the part that a heading without a class begins, and its words, unless they are the house's own.

    A colon that only closes it is no part of it.
    """
    end = len(words.plain.rstrip(": "))
    words = Text(slice_spans(words.spans, 0, end)) if end else words
    recogniser = recogniser_for(language)
    name = recogniser.part_named(words.plain) or SectionKind.OTHER.value
    if name in set(SectionKind):
        kind = SectionKind(name)
        return kind, None if recogniser.is_house_label(words.plain, kind) else words
    return name, words


def with_fields(part: Part, fields: Mapping[str, Any]) -> Part:
    """Return a part with what the attributes of its heading say.

    Raises:
        SchemaError: A field that it does not have, or a value that this cannot have.
    """
    known = () if not part.is_section else _OPENING_FIELDS if part.is_opening else _HEADING_FIELDS
    unknown = fields.keys() - known
    if unknown:
        what = "the opening" if part.is_opening else "this heading"
        remedy = f"a section's has {', '.join(known or _HEADING_FIELDS)}"
        raise SchemaError(f"{what} has no field {min(unknown)!r}", remedy=remedy)
    own = {name: value for name, value in fields.items() if name != "marking"}
    made = from_data({"kind": part.name, "heading": "-", **own}, Section) if own else None
    part.marking = marking_of(fields)
    part.id, part.extra = (made.id, made.extra) if made else (None, NO_EXTRA)
    return part


def is_title(line: Line, document: Document) -> bool:
    """Return whether the first heading of level 1 is the title, which the front matter may give as well.

    Raises:
        ReadError: The front matter gives another title.
    """
    title = document.fields.get("title")
    words = line.with_cites().text(document.language)
    if title is None or words.plain == title.plain:
        return True
    named, _ = heading_reads_as(words, document.language)
    if not document.is_own:
        return fold(words.plain) == fold(title.plain)
    if line.attributes.classes or named != SectionKind.OTHER:
        return False
    remedy = "leave one of them out, or begin the heading of a section with ##"
    raise refusal(f"the front matter has another title: {title.plain!r}", line.number, remedy)


def has_title(tokens: Iterable[Token], language: str) -> bool:
    """Whether the first heading of level 1 is the title: no house label, as long as others have its level."""
    inside = list(pairwise(tokens))
    titles = [
        words.content for opening, words in inside if opening.tag == "h1" and opening.nesting > 0
    ]
    if len(titles) < 2:
        return bool(titles)
    try:
        words = Text(parse_line(titles[0]).plain)
    except ReadError:  # which is told where the heading is read
        return True
    return not words or heading_reads_as(words, language)[0] == SectionKind.OTHER


def without_foreign_classes(line: Line, notes: Notes, kinds: Collection[str] = ALL_KINDS) -> Line:
    """Return a line without classes that are another program's, as `{.unnumbered}`; a slip for one of ours stays.

    Args:
        line: The line.
        notes: The collector of notes on what is left out.
        kinds: The classes that are ours.
    """
    classes = line.attributes.classes
    ours = tuple(one for one in classes if one in kinds or likely(one, kinds))
    if ours == classes:
        return line
    for name in classes:
        if name not in ours:
            message = f"No part of a brief is .{name}."
            notes.add(Code.MARKUP_DROPPED, message, f".{name}", line.number)
    return evolve(line, attributes=evolve(line.attributes, classes=ours))


def section_kind(line: Line) -> str:
    """Return the kind of section that the class of a heading names.

    Raises:
        ReadError: It names none.
    """
    (name, *others) = line.attributes.classes
    if others or name not in set(SectionKind):
        remedy = f"use one of {', '.join(SectionKind)}"
        raise refusal(f"no section is .{others[0] if others else name}", line.number, remedy)
    return name


def nested(parts: Sequence[Part], notes: Notes) -> tuple[Section, ...]:
    """Nest sections by the level of their headings, as deep as the model allows."""
    top: list[Part] = []
    stack: list[Part] = []
    for part in parts:
        while stack and stack[-1].level >= part.level:
            stack.pop()
        if len(stack) >= MAX_SECTION_LEVELS:
            message = f"A heading deeper than {MAX_SECTION_LEVELS} levels was put on the last."
            notes.add(Code.SECTIONS_FLATTENED, message, line=part.line)
            stack[MAX_SECTION_LEVELS - 2].below.append(part)
            continue
        (stack[-1].below if stack else top).append(part)
        if not part.is_opening:
            stack.append(part)
    return tuple(_section(part, notes) for part in top)


def path_of_last(parts: Sequence[Part]) -> str:
    """Return the path that the section of the last part has once they are nested."""
    stack: list[tuple[int, str]] = []
    below: Counter[str] = Counter()
    last = ""
    for part in parts:
        if not part.is_section:
            continue
        while stack and (stack[-1][0] >= part.level or len(stack) >= MAX_SECTION_LEVELS):
            stack.pop()
        around = f"{stack[-1][1]}." if stack else ""
        last = f"{around}sections[{below[around]}]"
        below[around] += 1
        if not part.is_opening:
            stack.append((part.level, last))
    return last


def _section(part: Part, notes: Notes) -> Section:
    notes.lines.add_section(part.line)
    return Section(
        SectionKind(part.name),
        part.heading,
        tuple(part.blocks),
        tuple(_section(below, notes) for below in part.below),
        part.marking,
        part.id,
        part.extra,
    )
