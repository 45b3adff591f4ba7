"""Lines around a title: who wrote a document of another house, when it came out, who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field
from markdown_it.tree import SyntaxTreeNode

from briefkit.formats.markdown.line import Line, with_addresses
from briefkit.model import Author
from briefkit.notes import Code, Notes
from briefkit.recognise import back_matter_lines, masthead_lines
from briefkit.recognise.bylines import byline_with_date, names_over_date
from briefkit.recognise.front_lines import front_lines
from briefkit.recognise.lines import Kind, Line as TextLine
from briefkit.recognise.recogniser import Recogniser, recogniser_for
from briefkit.recognise.repaired import text_of

_NEAR = 6  # blocks, the title among them
_MOST_LINES = 6  # of a block

PrintedLines = Callable[[SyntaxTreeNode], Iterator[Line]]


def read_masthead(
    nodes: Sequence[SyntaxTreeNode],
    lines_of: PrintedLines,
    fields: Mapping[str, Any],
    language: str,
    notes: Notes,
) -> tuple[list[SyntaxTreeNode], dict[str, Any]]:
    """Read the lines of a masthead; return the other blocks, and the fields of the brief with what those lines say.

    Args:
        nodes: The blocks of the document.
        lines_of: Returns the lines of a paragraph as they are printed.
        fields: The fields that the front matter gives, which count.
        language: The language of the document.
        notes: The collector of notes on the lines that gave way to fields.
    """
    reader = _Reader(recogniser_for(language), notes, dict(fields))
    near = [node for node, _ in zip(nodes, range(_NEAR), strict=False)]
    sections = [at for at, node in enumerate(near) if node.type == "heading"]
    title = next((at for at in sections if near[at].tag == "h1"), None)
    stop = next((at for at in sections if at != title), len(near))
    found = []
    for node in near[:stop]:
        printed = list(lines_of(node)) if node.type == "paragraph" else []
        if 0 < len(printed) <= _MOST_LINES and not any(
            line.pictures or line.attributes for line in printed
        ):
            found.append((node, [reader.text_line(line) for line in printed]))
    gone: set[int] = set()
    if title is not None:
        above = [(node, lines) for node, lines in found if near.index(node) < title]
        gone = reader.above_title(above)
    every = [line for node, lines in found if id(node) not in gone for line in lines]
    for node, lines in found:
        if id(node) not in gone and lines and reader.are_masthead(lines, every):
            gone.add(id(node))
    return [node for node in nodes if id(node) not in gone], reader.fields


@define
class _Reader:
    """Reader of a masthead: the fields so far, and the words of each line with the addresses of its links."""

    recogniser: Recogniser
    notes: Notes
    fields: dict[str, Any] = field(factory=dict)
    words: dict[int, str] = field(factory=dict)

    def text_line(self, line: Line) -> TextLine:
        """Return a line as recognition knows it."""
        made = TextLine(line.number or 0, text_of(line.spans), apart=False)
        self.words[id(made)] = "".join([span.text for span in with_addresses(line)])
        return made

    def above_title(self, above: Sequence[tuple[SyntaxTreeNode, list[TextLine]]]) -> set[int]:
        """Read what other houses put over a title; return the paragraphs that gave way to fields."""
        lines = [line for _, some in above for line in some]
        title = TextLine(0, text_of(()), Kind.HEADING, 1)
        read = {id(one.line): one for one in front_lines([*lines, title], self.recogniser)}
        gone = set()
        for node, some in above:
            known = [read[id(line)] for line in some if id(line) in read]
            facts = {name: fact for one in known for name, fact in one.facts.items()}
            whole = len(known) == len(some) and all(one.facts and not one.left for one in known)
            if whole and not facts.keys() & self.fields.keys():
                gone.add(id(node))
                self.fill(facts, some)
        return gone

    def are_masthead(self, lines: Sequence[TextLine], every: Sequence[TextLine]) -> bool:
        """Read the lines of a paragraph, if each says who wrote the document or when it came out."""
        facts: dict[str, Any] = {}
        left: list[tuple[str, TextLine]] = []
        for line in lines:
            at = next(n for n, one in enumerate(every) if one is line)
            after = every[at + 1] if at + 1 < len(every) else None
            said, over = self.said(line, after)
            if not said or not self.agree(said, facts):
                return False
            facts = said | facts
            left += [(words, line) for words in over]
        self.fill(facts, lines)
        for words, line in left:
            message = f"“{words}”, beside a byline or a date, has no place in a brief."
            self.notes.add(Code.LINE_DROPPED, message, words, line.number)
        return True

    def said(self, line: TextLine, after: TextLine | None) -> tuple[dict[str, Any], Sequence[str]]:
        """Return the fields that a line gives, {} where it is no line of a masthead; and its other words."""
        words = line.plain
        if not words:
            return {}, ()
        dates = masthead_lines.dateline(words, self.recogniser)
        day = None if dates else masthead_lines.published(words, self.recogniser)
        if dates or day:
            return dates or {"published": day[0] if day else None}, ()
        named = back_matter_lines.byline(words, self.recogniser)
        if named:
            return {"authors": named}, ()
        both = byline_with_date(words, self.recogniser)
        if both:
            authors = {"authors": both.authors} if both.authors else {}
            return {**both.facts, **authors}, both.left
        over_date = names_over_date(line, after, self.recogniser)
        return ({"authors": over_date} if over_date else {}), ()

    def agree(self, said: Mapping[str, Any], others: Mapping[str, Any]) -> bool:
        """Whether facts contradict none that are known already."""
        for name, fact in said.items():
            known = others.get(name, self.fields.get(name))
            if known and _names(known) != _names(fact):
                return False
        return True

    def fill(self, facts: Mapping[str, Any], lines: Sequence[TextLine]) -> None:
        """Fill fields with what lines say, which is told."""
        number = lines[0].number
        for name, fact in facts.items():
            if not self.fields.get(name):
                self.fields[name] = fact
                self.notes.lines.add_field(name, number)
                for one in fact if name == "authors" else ():
                    self.notes.lines.add(one, number)
        message = "A line gave way to what it says of the brief."
        words = " ".join(self.words[id(line)] for line in lines)
        self.notes.add(Code.BYLINE_READ, message, words, number)


def _names(fact: Any) -> Any:
    """Return a fact as it is compared: of authors, their names."""
    is_authors = isinstance(fact, tuple) and all(isinstance(one, Author) for one in fact)
    return [one.name for one in fact] if is_authors else fact
