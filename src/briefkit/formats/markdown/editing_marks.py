"""Editing marks: comments and suggestions, taken out before a document is parsed.

`<!-- … -->` of HTML and `%%…%%` of Obsidian are comments; `{++…++}`, `{--…--}`, `{~~…~>…~~}`, `{>>…<<}` and `{==…==}`
are CriticMarkup. A document without them is what it was before somebody put them in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from briefkit.formats.markdown.attributes import attributes_at
from briefkit.model import ITEM_BLOCKS, Brief, Figure, Section, Table
from briefkit.model.walk import walk
from briefkit.notes import Code, LineFinder, Note, note

#: What ends each mark that is taken out, by what begins it.
_ENDS = {
    "<!--": "-->",
    "%%": "%%",
    "{++": "++}",
    "{--": "--}",
    "{~~": "~~}",
    "{>>": "<<}",
    "{==": "==}",
}
_COMMENTS = ("<!--", "%%", "{>>")
# What matters on the way to the next mark. What is escaped, code, addresses and attributes hold none.
_STEP = re.compile(
    r"\\[^\w\s]|`+|\]\((?:<(?:\\.|[^<>\n\\])*>|[^\s()<>]*)|<https?://[^\s<>]*>|"
    + "|".join(map(re.escape, [*_ENDS, "{"]))
)
#: The same of templates of other programs.
_TEMPLATE_ENDS = {"{%": "%}", "{{": "}}"}
_COMMENTED_OUT = re.compile(r"\{%-? *comment *-?%\}")
_END_OF_COMMENT = "endcomment %}"
_COMMENT_TAG = "{% comment %}"
_ALL_ENDS = {**_ENDS, **_TEMPLATE_ENDS, _COMMENT_TAG: _END_OF_COMMENT}
_TEMPLATE_STEP = re.compile(
    rf"{_COMMENTED_OUT.pattern}|\{{\{{|\{{%|~{{3,}}|\]\((?=[^\s()<>]*?\{{[{{%])|{_STEP.pattern}"
)
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})", re.MULTILINE)
_WORDS = re.compile(r"\S")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_LEADING = re.compile(r"(?:\s|<!--(?:(?!-->).)*-->)*", re.DOTALL)
# Neither is in a document any more, where each is a line break.
_TAKEN, _JOINED = "\u2028", "\u2029"
_NO_SIGNS = str.maketrans(dict.fromkeys((_TAKEN, _JOINED)))

_COMMENTED = (*ITEM_BLOCKS, Figure, Table, Section)

#: A note on a mark, and the line of the words that it is about.
Remark: TypeAlias = tuple[Note, int]


def lines_of_leading_comments(text: str) -> int:
    """Return how many lines stand before the first that holds more than comments."""
    leading = _LEADING.match(text)
    assert leading is not None
    return leading.group().count("\n")


# Marks


@frozen
class Body:
    """Body of a document: its lines, and the number that each has in the input."""

    lines: Sequence[str]
    numbers: Sequence[int]


def without_marks(
    body: Body, *, accepted: bool, templates: bool = False
) -> tuple[Body, tuple[Remark, ...]]:
    """Return a body as it reads without comments and suggestions, and the notes on them.

    A line on which nothing else stood is gone.

    Args:
        body: The body.
        accepted: Whether suggestions count; else what they would take out does.
        templates: Whether it may have tags of templates, and code in fences, which another program wrote.
    """
    text = "\n".join(body.lines)
    if not any(start in text for start in (*_ENDS, *(_TEMPLATE_ENDS if templates else ()))):
        return body, ()
    marks = _Marks(text, accepted, templates)
    text = "".join(marks.taken_out(0, len(text)))
    lines: list[str] = []
    numbers: list[int] = []
    left = iter(body.numbers)
    for line in text.split("\n"):
        of_line = [next(left) for _ in range(line.count(_JOINED) + 1)]
        words = line.replace(_TAKEN, "").replace(_JOINED, "")
        if words.strip() or _TAKEN not in line:
            lines.append(words)
            numbers.append(of_line[0])
    remarks = tuple(
        (evolve(one, line=body.numbers[at]), body.numbers[about]) for one, at, about in marks.found
    )
    return Body(lines, numbers), remarks


@define
class _Marks:
    """Marks in a text.

    Attributes:
        text: The text.
        accepted: Whether suggestions count.
        templates: Whether it may have tags of templates.
        found: The notes so far, each with the lines on which the mark stands and that it is about.
        unended: The marks that nothing ends up to a place.
    """

    text: str
    accepted: bool
    templates: bool = False
    found: list[tuple[Note, int, int]] = field(factory=list)
    unended: set[tuple[str, int]] = field(factory=set)

    def taken_out(self, place: int, stop: int) -> Iterator[str]:
        """Yield the text between two places as it reads without its marks."""
        kept = place
        steps, ends = _STEP, _ENDS
        if self.templates:
            steps, ends = _TEMPLATE_STEP, _ENDS | _TEMPLATE_ENDS
        while step := steps.search(self.text, place, stop):
            start, place = step.span()
            mark = step.group()
            if self.templates and start in self.fences:
                place = self.fences[start]
            elif self.templates and _COMMENTED_OUT.fullmatch(mark):
                last = self.end_of(_COMMENT_TAG, place, stop)
                if last is not None:
                    yield self.text[kept:start]
                    yield from self.read("<!--", start, place, self.text.rfind("{%", 0, last))
                    kept = place = last + len(_END_OF_COMMENT)
            elif mark in ends:
                end = self.end_of(mark, place, stop)
                if end is None:
                    continue
                yield self.text[kept:start]
                yield from self.read(mark, start, place, end)
                kept = place = end + len(ends[mark])
            elif mark == "{":
                found = attributes_at(self.text, start, min(stop, self.end_of_paragraph(start)))
                place = start + found.taken if found else place
            elif mark[0] == "`":
                place = self.end_of_code(mark, place)
        yield self.text[kept:stop]

    def end_of(self, mark: str, place: int, stop: int) -> int | None:
        """Return where what a mark opens ends; None where it does not."""
        if (mark, stop) in self.unended:
            return None
        end = self.text.find(_ALL_ENDS[mark], place, stop)
        if end < 0:
            self.unended.add((mark, stop))
            return None
        replaces = mark != "{~~" or self.text.find("~>", place, end) >= 0
        return end if replaces else None

    def read(self, mark: str, start: int, place: int, end: int) -> Iterator[str]:
        """Read a mark, and yield what the text has in its place."""
        words = self.text[place:end]
        yield _TAKEN
        if mark in _TEMPLATE_ENDS:
            message = "A tag of a template was left out."
            tag = " ".join(f"{mark}{words}{_TEMPLATE_ENDS[mark]}".split())
            self.add(note(Code.MARKUP_DROPPED, message, tag), start, end, mark)
            yield _JOINED * words.count("\n")
            return
        if mark in _COMMENTS:
            said = " ".join(words.split())
            if said:
                self.add(note(Code.COMMENT, f"Somebody commented: {said}", said), start, end, mark)
            yield _JOINED * words.count("\n")
            return
        if mark == "{==":
            message = "Somebody highlighted words, which a brief has no mark for."
            self.add(note(Code.MARKUP_DROPPED, message), start, end, mark)
            yield from self.taken_out(place, end)
            return
        arrow = self.text.find("~>", place, end) if mark == "{~~" else -1
        middle = {"{++": place, "{--": end}.get(mark, arrow)
        old, new = (place, middle), (middle + 2 * (arrow >= 0), end)
        views = ["".join(self.taken_out(*one)) for one in (old, new)]
        before, after = (" ".join(one.translate(_NO_SIGNS).split()) for one in views)
        code = Code.CHANGES_ACCEPTED if self.accepted else Code.CHANGES_REFUSED
        view = "as accepted" if self.accepted else "as refused"
        told = note(
            code,
            f"A suggestion was read {view}.",
            before if self.accepted else after,
            before=before,
            after=after,
        )
        self.add(told, start, end, mark)
        yield _JOINED * self.text.count("\n", *(old if self.accepted else new))
        yield views[self.accepted]

    def add(self, told: Note, start: int, end: int, mark: str) -> None:
        """Add the note on a mark between two places."""
        line = self.line_of(start)
        self.found.append(
            (told, line, self.line_about(start, end + len(_ENDS.get(mark, "}}")), line))
        )

    def line_about(self, start: int, end: int, line: int) -> int:
        """Return the line of the words that a mark is about: its own; where nothing else stands there, the next.

        What closes a section is about what stands above it.
        """
        if not self.is_alone(start, end):
            return line
        below = _WORDS.search(self.text, end)
        return line if below is None or below.group() == "#" else self.line_of(below.start())

    def is_alone(self, start: int, end: int) -> bool:
        """Whether nothing else stands on the lines of a mark between two places."""
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        stop = self.text.find("\n", end)
        behind = self.text[end : stop if stop >= 0 else None]
        return not before.strip() and not behind.strip()

    def line_of(self, place: int) -> int:
        """Return how many lines stand before that of a place."""
        return bisect_left(self.breaks, place)

    def end_of_paragraph(self, place: int) -> int:
        """Return where the next blank line is."""
        at = bisect_left(self.blank_lines, place)
        return self.blank_lines[at] if at < len(self.blank_lines) else len(self.text)

    def end_of_code(self, signs: str, place: int) -> int:
        """Return where code ends that some signs before a place open; the place where it does not.

        Behind a backslash the signs are fewer than the whole run, and no other run need be as long.
        """
        others = self.code_signs.get(len(signs), [])
        at = bisect_left(others, place)
        end = others[at] if at < len(others) else len(self.text)
        return end + len(signs) if end < self.end_of_paragraph(place) else place

    @cached_property
    def breaks(self) -> list[int]:
        """Where lines end."""
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def blank_lines(self) -> list[int]:
        """Where paragraphs end."""
        return [match.start() for match in _BLANK_LINE.finditer(self.text)]

    @cached_property
    def fences(self) -> Mapping[int, int]:
        """Where fenced code begins and ends."""
        found: dict[int, int] = {}
        opened: re.Match[str] | None = None
        for one in _FENCE.finditer(self.text):
            if opened is None:
                opened = one
            elif (
                one[1].startswith(opened[1])
                and not self.text[one.end() : self.end_of_line(one.end())].strip()
            ):
                found[opened.start(1)] = one.end()
                opened = None
        return found

    def end_of_line(self, place: int) -> int:
        """Return where the line of a place ends."""
        end = self.text.find("\n", place)
        return end if end >= 0 else len(self.text)

    @cached_property
    def code_signs(self) -> dict[int, list[int]]:
        """Where runs of backticks are, by their length."""
        found: dict[int, list[int]] = {}
        for match in re.finditer("`+", self.text):
            found.setdefault(len(match.group()), []).append(match.start())
        return found


def with_paths(remarks: Sequence[Remark], brief: Brief, find_lines: LineFinder) -> Iterator[Note]:
    """Yield the notes on marks, each with the path of the block that it is about.

    Args:
        remarks: The notes, each with a line.
        brief: The brief that was read.
        find_lines: What finds the lines of its parts.
    """
    if not remarks:
        return
    lines = find_lines(brief)
    parts = [path for path, part in walk(brief) if isinstance(part, _COMMENTED)]
    known = [path for path in ("title", "standfirst", *parts) if path in lines]
    for told, about in remarks:
        above = [path for path in known if lines[path] <= about]
        yield evolve(told, path=max(above, key=lines.__getitem__, default=""))
