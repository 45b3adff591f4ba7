"""Inline writer: the words of one block with their marks, in the plainest Markdown that reads back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from briefkit.errors import BriefkitError, RenderError
from briefkit.formats.markdown.attributes import Attributes, attributes_at
from briefkit.formats.markdown.citations import Citations
from briefkit.formats.markdown.escapes import escaped
from briefkit.formats.markdown.line import Line, Said
from briefkit.formats.markdown.line_reader import parse_line
from briefkit.model.text import UNMARKED, Position, Span, same_marks, with_text
from briefkit.notes import Notes
from briefkit.runtime.caching import cached

_NO_CITATIONS = Citations()
#: Words in which no rule of the parser finds anything: no sign that begins a mark, and no space but single ones.
_BARE = re.compile(r"[^\W\d_](?:[^\W_]|[,.;:()?'\"“”„‘’«»–—…-]| (?! ))*")
_LETTER = re.compile(r"[^\W_]")
_STRONG = Span("", strong=True)
#: An address that may stand between angle brackets as it is.
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>\\&*_`\[\]]+")


def write_line(line: Line, citations: Citations = _NO_CITATIONS, *, heading: bool = False) -> str:
    """Return a line as Markdown that reads back as exactly that line: in the plainest form that does.

    Args:
        line: The line; its attributes stand at the end.
        citations: How the sources that it cites are numbered.
        heading: Whether it is to stand in a heading.

    Raises:
        RenderError: No Markdown does.
    """
    bare = _bare_line(line)
    if bare:
        return bare
    ends_cited = bool(line.keys and line.spans and line.spans[-1].cites)
    end = " " * ends_cited + citations.cite(line.keys)
    end += f" {line.attributes}" if line.attributes else ""
    for fenced, everything in ((False, False), (True, False), (True, True)):
        characters = escaped(line.plain, heading=heading, everything=everything)
        written = _joined([*_parts(line, characters, citations, fenced), end])
        if _reads_as(written, line, citations):
            return written
    raise RenderError(
        "no Markdown reads back as these words", remedy="use a format that carries them, as YAML"
    )


def _bare_line(line: Line) -> str:
    """Return a line of bare words as Markdown, perhaps with strong words at its start; "" for any other.

    Most lines are such. They surely read back, and to parse each again takes most of the time of writing.
    """
    if line.keys or line.said or line.says_quoted or not _BARE.fullmatch(line.plain):
        return ""
    first, *rest = line.spans
    if not all(same_marks(one, UNMARKED) for one in rest):
        return ""
    start = first.text
    if not same_marks(first, UNMARKED):
        # Between a letter and whatever follows, marks that open and close are what they seem (CommonMark, 6.2).
        if not rest or not same_marks(first, _STRONG) or not _LETTER.match(start[-1]):
            return ""
        start = f"**{start}**"
    words = "".join([start, *(one.text for one in rest)])
    if not line.attributes:
        return words
    written = str(line.attributes)
    return f"{words} {written}" if _attributes_in(written) == line.attributes else ""


@cached(256, max_length=100)
def _attributes_in(written: str) -> Attributes | None:
    return attributes_at(written, 0, len(written))


def _reads_as(written: str, line: Line, citations: Citations) -> bool:
    notes = Notes()
    try:
        return parse_line(written, citations, notes) == line and not notes
    except BriefkitError:
        return False


def _cited(
    cut: Sequence[tuple[Span, Said | None]], place: int, citations: Citations, fenced: bool
) -> list[tuple[str, str]]:
    """Return what stands around a span for what it cites: its numbers behind it, where that says it all.

    Numbers cite the words before them that look alike; fewer words are a link to the list of sources.
    """
    span, said = cut[place]
    if not span.cites:
        return []
    numbers = citations.cite(span.cites)
    before = cut[place - 1][0] if place else None
    after = [one for one, _ in cut[place + 1 :]]
    begins = before is None or not same_marks(before, with_text(span, span.text, cites=()))
    beside = [one for one in (before, *after[:1]) if one]
    alone = all(one.cites != span.cites or span.link for one in beside)
    followed = said is not None or any(one.text.strip(" ") for one in after)
    if not fenced and begins and alone and followed and span.text.strip(" "):
        return [("", numbers)]
    leads = "{.cited}" if span.link else f"(#{citations.anchor})"
    return [("[", f"]{leads}{numbers}")]


def _joined(pieces: Sequence[str]) -> str:
    """Return pieces in a row, none of which makes a picture of the next."""
    joined: list[str] = []
    for piece in filter(None, pieces):
        if joined and piece[0] == "[" and joined[-1][-1] == "!" and joined[-1][-2:] != "\\!":
            joined[-1] = joined[-1][:-1] + "\\!"
        joined.append(piece)
    return "".join(joined)


def _parts(
    line: Line, characters: Sequence[str], citations: Citations, fenced: bool
) -> Iterator[str]:
    """Yield the source of a line: that of each statement in brackets, with its attributes and notes."""
    cut = [*line.pieces()]
    spans = [span for span, _ in cut]
    quoted: list[bool | None] = [True if span.quoted else None for span in spans]
    if line.says_quoted and not any(quoted):
        quoted[-1] = False
    cited = [_cited(cut, n, citations, fenced) for n in range(len(cut))]
    first = start = 0
    for said, group in groupby(cut, key=itemgetter(1)):
        stop = start
        last = first
        for span, _ in group:
            stop, last = stop + len(span.text), last + 1
        part = slice(first, last)
        pieces = _pieces(spans[part], quoted[part], characters[start:stop], cited[part], fenced)
        if said is None:
            yield from pieces
        else:
            yield from ("[", *pieces, f"]{said.attributes}{citations.cite(said.keys)}")
        first, start = last, stop


def _pieces(
    spans: Sequence[Span],
    said: Sequence[bool | None],
    characters: Sequence[str],
    cited: Sequence[list[tuple[str, str]]],
    fenced: bool,
) -> Iterator[str]:
    """Yield the source of each span: between marks, or with its marks as attributes."""
    open_marks: list[tuple[str, str]] = []  # what opened, and what closes it
    position = 0
    for span, quoted, cites in zip(spans, said, cited, strict=True):
        words = "".join(characters[position : position + len(span.text)])
        position += len(span.text)
        marks, words = _marks(span, quoted, words, fenced)
        marks = [*cites, *marks]
        kept = _common(open_marks, marks)
        yield "".join(close for _, close in reversed(open_marks[kept:]))
        yield "".join(start for start, _ in marks[kept:])
        yield words
        open_marks = marks
    yield "".join(close for _, close in reversed(open_marks))


def _common(before: Sequence[Any], after: Sequence[Any]) -> int:
    """Return how many marks stay open; a bracket with attributes of its own never does."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other or "{" in one[1] or not one[0]:
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
    if address == span.text and not attributes and _PLAIN_ADDRESS.fullmatch(address):
        marks.append(("<", ">"))
        words = address
    elif address or attributes:
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
