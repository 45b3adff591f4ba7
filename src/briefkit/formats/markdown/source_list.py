"""List of sources: written under its heading at the end, and recognised when it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

from attrs import define, evolve, field
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefkit.errors import ReadError
from briefkit.formats.markdown.citations import Citations, anchor
from briefkit.formats.markdown.front_matter import without_pictures
from briefkit.formats.markdown.line import (
    Line,
    merged,
    with_addresses,
)
from briefkit.formats.markdown.line_reader import parse_line, without_said
from briefkit.formats.markdown.line_writer import write_line
from briefkit.formats.markdown.sections import heading_reads_as
from briefkit.layout import RunRole, Runs
from briefkit.lexicons import lexicon
from briefkit.lower.back_matter import lower_source
from briefkit.lower.context import LowerContext
from briefkit.model import Source
from briefkit.model.text import Span, Text
from briefkit.notes import Code, Notes
from briefkit.recognise import back_matter_lines
from briefkit.recognise.lines import Line as TextLine
from briefkit.recognise.recogniser import recogniser_for

_LISTS = ("bullet_list", "ordered_list")

# Writing


def write_sources(sources: Iterable[Source], language: str, citations: Citations) -> Iterator[str]:
    """Yield a line for each source: its number, and the words that all formats print."""
    listed = tuple(sources)
    for number, line in enumerate(_source_lines(listed, language), start=1):
        yield f"{number}. {write_line(line, citations)}"


def _source_lines(sources: tuple[Source, ...], language: str) -> Iterator[Line]:
    numbers = {source.key: n for n, source in enumerate(sources, start=1)}
    keys = [source.key for source in sources]
    context = LowerContext(language, numbers)
    for source in sources:
        runs = lower_source(source, context).runs
        yield Line(merged(_spans(runs, keys))).with_keys()


def _spans(runs: Runs, keys: list[str]) -> Iterator[Span]:
    """Yield the words of runs; the numbers in a title, which may cite other sources, become citations."""
    last: Span | None = None
    for run in runs:
        if run.role is RunRole.NOTE and last:
            key = keys[int(run.span.text.strip("[]")) - 1]
            last = evolve(last, cites=(*last.cites, key))
        else:
            if last:
                yield last
            last = evolve(run.span, quoted=False)
    if last:
        yield last


# Reading


@define
class SourceList:
    """List of sources: those of its front matter, and those that only its body names.

    Attributes:
        language: The language of the brief.
        notes: The collector of notes on what is dropped.
        sources: The sources, in order.
        labels: Key by what may stand in `[^…]`.
        numbers: Key by number.
        listed: How many of them the front matter has.
        places: The place of each source by its key.
        printed: The place of each source of the front matter by the words that it prints as.
        lines: The lines of the input that say nothing more: their sources are here, or their words in a note.
        headings: The lines of headings of somebody's own over the list that was printed.
    """

    language: str
    notes: Notes
    sources: list[Source]
    labels: dict[str, str] = field(factory=dict)
    numbers: dict[str, str] = field(factory=dict)
    listed: int = 0
    places: dict[str, int] = field(factory=dict)
    printed: dict[Any, int] = field(factory=dict)
    lines: set[int] = field(factory=set)
    headings: set[int] = field(factory=set)

    @classmethod
    def of(
        cls,
        front: tuple[Source, ...],
        footnotes: Mapping[str, tuple[int, str]],
        language: str,
        notes: Notes,
    ) -> SourceList:
        """Start with the front matter, and with what is defined as `[^label]: words` anywhere."""
        made = cls(language, notes, list(front))
        made.numbers |= {str(n): one.key for n, one in enumerate(front, start=1)}
        made.labels |= {one.key: one.key for one in front}
        made.listed = len(front)
        made.places |= {one.key: at for at, one in enumerate(front)}
        for at, line in enumerate(_source_lines(front, language)):
            made.printed.setdefault(_words(line), at)
        for label, (number, words) in footnotes.items():
            made.define(label, number, words)
        made.labels = made.numbers | made.labels
        return made

    @property
    def citations(self) -> Citations:
        """What may be cited."""
        words = lexicon(self.language).labels["sources"]
        return Citations(self.labels, self.numbers, anchor(words))

    def define(self, label: str, number: int, words: str) -> None:
        """Read `[^label]: words`: a source, or one that the front matter has."""
        if label not in self.labels:
            for key in self.add(label, number, words, self.notes):
                self.labels[label] = key
            return
        at = self.places[label]
        if self.place(words) != at:
            self.add_difference(at, number, words)

    def add(self, key: str, number: int, words: str, notes: Notes) -> list[str]:
        """Add a source that only the body names, and return its key; nothing where no words are left."""
        line = without_pictures(parse_line(words, notes=notes, number=number), notes)
        line = without_said(line, notes)
        if not line.spans:
            return []
        found = back_matter_lines.sources(
            [TextLine(number, Text(with_addresses(line)))], recogniser_for(self.language)
        )
        added = self.added(evolve(one, key=key) for one in found)
        for one in added:
            self.notes.lines.add(one, number)
        return [one.key for one in added]

    def added(self, sources: Iterable[Source]) -> list[Source]:
        """Add sources, under other keys where theirs are taken, and return them."""
        new: list[Source] = []
        for source in sources:
            free = (f"added-{n}" for n in count(1))
            key = next(one for one in chain([source.key], free) if one not in self.places)
            new.append(evolve(source, key=key))
            self.places[key] = len(self.sources)
            self.sources.append(new[-1])
        return new

    def place(self, words: str) -> int | None:
        """Return where the source stands in the front matter that prints as these words."""
        try:
            line = parse_line(words, self.citations)
        except ReadError:  # which is told where the words are read in their place
            return None
        return None if line.attributes else self.printed.get(_words(line))

    def add_difference(self, at: int, number: int, words: str) -> None:
        """Add the note that a line says something else of a source than the front matter does."""
        key = self.sources[at].key
        message = f"What the front matter says of the source {key!r} counts; change it there."
        self.notes.add(Code.SOURCE_DIFFERS, message, words, number)

    def read_items(self, tokens: list[Token], numbers: Sequence[int]) -> None:
        """Read the items under the heading of the sources, before any words are read that may cite them.

        Args:
            tokens: The blocks of the document.
            numbers: The number of each of its lines in the input.
        """
        found = self.items(tokens, numbers)
        places = [self.place(words) for _, _, words in found]
        told = {at for at in places if at is not None}
        for (mark, number, words), at in zip(found, places, strict=True):
            self.lines.add(number)
            if at is not None:
                continue
            meant = int(mark) - 1 if mark else self.listed
            if 0 <= meant < self.listed and meant not in told:
                told.add(meant)
                self.add_difference(meant, number, words)
                continue
            key = mark or str(len(self.sources) + 1)
            for added in self.add(key, number, words, Notes()):  # the reader tells what is dropped
                self.numbers.setdefault(key, added)
                self.labels.setdefault(key, added)

    def items(self, tokens: list[Token], numbers: Sequence[int]) -> list[tuple[str, int, str]]:
        """Return the items under the heading of the sources: number or "", line of the input, words.

        Where no heading is one, somebody may have put another over the list that was printed.
        """
        parts: list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]] = []
        for node in SyntaxTreeNode(tokens).children:
            if node.type == "heading":
                parts.append((node, []))
            elif parts:
                parts[-1][1].append(node)
        if parts and parts[0][0].tag == "h1":
            del parts[0]  # the title
        named = [one for one in parts if self.is_heading(one[0].children[0].content)]
        if not named:
            named = [one for one in parts if self.is_printed(one[1], numbers)]
            self.headings |= {_line_of(heading, numbers) for heading, _ in named}
        lists = [node for _, below in named for node in below if node.type in _LISTS]
        return [item for node in lists for item in _items(node, numbers)]

    def is_printed(self, nodes: list[SyntaxTreeNode], numbers: Sequence[int]) -> bool:
        """Whether blocks are the list of sources as it was printed, and nothing else."""
        return [node.type for node in nodes] == ["ordered_list"] and all(
            self.place(words) is not None for _, _, words in _items(nodes[0], numbers)
        )

    def is_heading(self, words: str) -> bool:
        """Whether words are a heading of the sources."""
        try:
            line = parse_line(words)
        except ReadError:  # likewise
            return False
        bare = Text(line.plain)
        return not line.attributes and heading_reads_as(bare, self.language)[0] == "sources"


def _words(line: Line) -> Any:
    """Return the key by which lines without attributes are compared."""
    return line.spans, line.says_quoted, line.keys


def _items(node: SyntaxTreeNode, numbers: Sequence[int]) -> Iterator[tuple[str, int, str]]:
    """Yield the items of a list, and of the lists below it, that are one paragraph."""
    for item in node.walk():
        if item.type == "list_item" and _is_line(item):
            paragraph = item.children[0]
            yield item.info, _line_of(paragraph, numbers), paragraph.children[0].content


def _line_of(node: SyntaxTreeNode, numbers: Sequence[int]) -> int:
    return numbers[node.map[0] if node.map else 0]


def _is_line(item: SyntaxTreeNode) -> bool:
    """Whether an item is one paragraph, and perhaps lists below it."""
    first, *others = [child.type for child in item.children] or [""]
    return first == "paragraph" and all(one in _LISTS for one in others)
