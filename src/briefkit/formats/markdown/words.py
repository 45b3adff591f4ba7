"""The words of one block with their marks, written as Markdown: in the plainest form that reads back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefkit.errors import BriefkitError
from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.escapes import escaped
from briefkit.formats.markdown.inline import Line, parse_line
from briefkit.notes import Note
from briefkit.text import Position, Span


def write_line(line: Line, *, heading: bool = False) -> str:
    """Return a line as Markdown that reads back as exactly that line: in the plainest form that does.

    Args:
        line: The line; its attributes stand at the end.
        heading: Whether it is to stand in a heading.
    """
    spans = list(line.spans)
    said: list[bool | None] = [True if span.quoted else None for span in spans]
    if line.says_quoted and not any(said):
        said[-1] = False
    end = "".join(f"[^{_escaped_key(key)}]" for key in line.keys)
    end += f" {line.attributes}" if line.attributes else ""
    for fenced, everything in ((False, False), (True, False), (True, True)):
        characters = escaped(line.plain, heading=heading, everything=everything)
        written = "".join(_pieces(spans, said, characters, fenced)) + end
        known = {*line.keys, *(key for span in spans for key in span.cites)}
        if _reads_as(written, line, known):
            return written
    raise AssertionError(f"no Markdown reads as {line}")


def _reads_as(written: str, line: Line, keys: set[str]) -> bool:
    notes: list[Note] = []
    try:
        return parse_line(written, keys, notes) == line and not notes
    except BriefkitError:
        return False


def _escaped_key(key: str) -> str:
    return re.sub(r"([\\\[\]&*_`<])", r"\\\1", key)


def _pieces(
    spans: Sequence[Span], said: Sequence[bool | None], characters: Sequence[str], fenced: bool
) -> Iterator[str]:
    """Yield the source of each span: between marks, or with its marks as attributes."""
    open_marks: list[tuple[str, str]] = []  # what opened, and what closes it
    position = 0
    last = ""
    for span, quoted in zip(spans, said, strict=True):
        words = "".join(characters[position : position + len(span.text)])
        position += len(span.text)
        marks, words = _marks(span, quoted, words, fenced)
        kept = _common(open_marks, marks)
        closing = "".join(close for _, close in reversed(open_marks[kept:]))
        opening = "".join(start for start, _ in marks[kept:])
        bare = last.endswith("!") and not last.endswith("\\!")
        if bare and not closing and opening.startswith("["):
            last = last[:-1] + "\\!"  # what follows is no picture
        yield last
        last = closing + opening + words
        open_marks = marks
    yield last + "".join(close for _, close in reversed(open_marks))


def _common(before: Sequence[Any], after: Sequence[Any]) -> int:
    """Return how many marks stay open; a bracket with attributes of its own never does."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other or "{" in one[1]:
            break
        count += 1
    return count


def _marks(
    span: Span, quoted: bool | None, words: str, fenced: bool
) -> tuple[list[tuple[str, str]], str]:
    """Return the marks around a span, the outermost first, and the words between them."""
    code = span.code and not fenced and _may_be_code(span.text)
    fields: dict[str, Any] = {}
    if span.language:
        fields["language"] = span.language
    address = span.link
    if not fenced and not span.link and len(span.cites) == 1:
        address = f"#{span.cites[0]}"
    elif span.cites:
        fields["cites"] = list(span.cites)
    if fenced and address:
        fields["link"] = address
        address = None
    names = {
        "strong": fenced and span.strong,
        "emphasis": fenced and span.emphasis,
        "code": span.code and not code,
        "quoted": quoted is True,
        "unquoted": quoted is False,
        "super": span.position is Position.SUPER,
        "sub": span.position is Position.SUB,
    }
    attributes = Attributes(tuple(name for name, has in names.items() if has), fields)
    marks: list[tuple[str, str]] = []
    if address or attributes:
        where = f"({_destination(address)})" if address else ""
        marks.append(("[", f"]{where}{attributes if attributes else ''}"))
    if span.strong and not fenced:
        marks.append(("**", "**"))
    if span.emphasis and not fenced:
        marks.append(("*", "*"))
    if code:
        marks.append(("`", "`"))
        words = span.text
    return marks, words


def _may_be_code(words: str) -> bool:
    return "`" not in words and words == words.strip()


def _destination(address: str) -> str:
    if re.search(r"[\s()<>\\&*]", address):
        return "<" + re.sub(r"([<>\\&])", r"\\\1", address) + ">"
    return address
