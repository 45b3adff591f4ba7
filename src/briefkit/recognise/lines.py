"""Logical lines: headings, items and paragraphs, and how plain text becomes them."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Set
from itertools import zip_longest

from attrs import evolve, frozen

from briefkit.language.dates import opens_with_date
from briefkit.model import Figure, Table
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.model.text import Span, Text
from briefkit.notes import Code, Notes
from briefkit.recognise import layout_words
from briefkit.recognise.marked_headings import with_marked_headings
from briefkit.recognise.printed_pages import pages_of, without_page_furniture
from briefkit.recognise.recogniser import Recogniser, recogniser_for
from briefkit.recognise.wrapping import (
    PrintedLine,
    PrintedWords,
    is_full,
    joined,
    single_spaced,
    words_of_print,
    wrapping_width,
)

_TAB = 4  # columns

_RULE = re.compile(r"([-=_*~#+.·•–—]) ?(?:\1 ?){2,}")
_HASHES = re.compile(r"(?P<hashes>#{1,6}) ++(?P<words>.*?)(?:(?<! ) +#+)?")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<words>[^*_]+)(?P=mark)(?P<colon>:?)")
_BOLD_LABEL = re.compile(
    r"(?P<mark>\*\*|__)(?P<words>[^*_]+?)(?P<colon>:?)(?P=mark)(?P<more>:?) (?P<rest>.+)"
)
_INNER = r"[^\s*](?:[^*]*[^\s*])?"
_INLINE = re.compile(
    rf"(?<![\w*])(?:\*\*(?P<strong>{_INNER})\*\*|\*(?P<emphasis>{_INNER})\*)(?![\w*])"
)
_BULLET = re.compile(r"(?P<glyph>[•‣⁃›◦▪▫▸▹►▶●○■□◆◇➢➤✓✔→∙·–—*+-]) ++(?P<words>.+)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}\.|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)) ++(?P<words>.+)")
_HEADING_NUMBER = re.compile(
    r"(?P<number>(?:\d{1,2}(?:\.\d)*|[A-Z]|[IVX]{1,5})[.):]?) ++(?P<words>.+)"
)
# A heading between two rows of the same sign: "=== MARKETS ===".
_BETWEEN_SIGNS = re.compile(
    r"(?P<sign>[-=*~_+•·–—#])(?P=sign)+ *+(?P<words>[^\W_].*?[^\W_]) *(?P=sign){2,}"
)
_UNDERLINE = re.compile(r"={3,}|-{3,}")
# What stands before each line of an e-mail that is quoted.
_QUOTED = re.compile(r"(?:> ?)+(?!\d)")
_QUOTED_LINE = re.compile(r"^>", re.MULTILINE)
_FEWEST_QUOTED = 2  # lines


class Kind(enum.StrEnum):
    """Kind of a line, where it is known before the words are read."""

    UNKNOWN = "unknown"
    PARAGRAPH = "paragraph"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    ITEM = "item"
    BLOCK = "block"
    FACT = "fact"


@frozen
class Line:
    """A logical line: a heading, an item, a paragraph, however many lines of print it took; or a table or a picture.

    Attributes:
        number: The line of the input where it starts, from 1.
        text: The words, without bullet, number or Markdown marks.
        kind: What it is, where that is known.
        level: Of a heading, 1 for the title; of an item, its indentation in columns.
        ordered: Whether an item, or a heading, is numbered.
        apart: Whether a blank line, or the start, stands before it.
        mark: The bullet or the number, as printed; of a fact, the name of the field of the brief.
        block: A table or a picture, which has no text here.
        behind: The lines of the tables and pictures that stand between it and the next line.
    """

    number: int
    text: Text
    kind: Kind = Kind.UNKNOWN
    level: int = 0
    ordered: bool = False
    apart: bool = True
    mark: str = ""
    block: Table | Figure | None = None
    behind: tuple[Line, ...] = ()

    @property
    def plain(self) -> str:
        """The words without their marks."""
        return self.text.plain


def plain_lines(data: str, language: str) -> tuple[list[Line], Notes]:
    """Turn plain text into logical lines.

    Args:
        data: The text, with any of the line ends that Unicode knows.
        language: Its language, in BCP 47.

    Returns:
        The lines that have words, and notes on what was repaired or left out.
    """
    notes = Notes()
    printed = without_page_furniture(list(_printed_lines(data, notes)), notes)
    raw = with_marked_headings(single_spaced(printed), language, notes)
    lines = _unwrapped(raw, recogniser_for(language), notes)
    quoted = {line.number for line in raw if line.quoted}
    return [_without_heading(one, quoted) for one in _with_underlines(lines, notes)], notes


def _without_heading(line: Line, quoted: Set[int]) -> Line:
    """Return a line as a paragraph where it is quoted, for what looks like a heading there is none of this text."""
    plain = line.kind is Kind.UNKNOWN and line.number in quoted
    return evolve(line, kind=Kind.PARAGRAPH) if plain else line


def _printed_lines(data: str, notes: Notes) -> Iterator[PrintedLine]:
    """Yield the lines that are not blank, without what no text may hold."""
    apart = True
    folded = False
    depth = 0
    is_mail = len(_QUOTED_LINE.findall(data)) >= _FEWEST_QUOTED
    for number, (page, line) in enumerate(pages_of(data), start=1):
        quoted = _QUOTED.match(line) if is_mail else None
        printed = line[quoted.end() :] if quoted else line
        if quoted and not depth:
            message = "The signs of a quotation, >, were taken off its lines."
            notes.add(Code.QUOTE_OPENED, message, line=number)
        if line.strip() and depth != (depth := line[: quoted.end()].count(">") if quoted else 0):
            apart = True
        tabbed = printed.expandtabs(_TAB) if printed[:1] in (" ", "\t") else printed
        indent = len(tabbed) - len(tabbed.lstrip(" "))
        words = printed.replace("\t", " ")
        if REFUSED_CHARACTER.search(words):
            removed = "".join(REFUSED_CHARACTER.findall(words))
            notes.add_characters_dropped(removed, number)
            words = REFUSED_CHARACTER.sub("", words)
        words = words.strip(" ")
        if "  " in words or "\t" in printed.strip(" \t"):
            words = re.sub(" {2,}", " ", words)
            if not folded:
                notes.add(Code.SPACES_FOLDED, "Folded tabs and doubled spaces.", line=number)
            folded = True
        if not words or words.isspace():
            apart = True
            continue
        yield PrintedLine(number, indent, words, apart, page, depth > 0)
        apart = False


# Joining what was wrapped


def _unwrapped(raw: list[PrintedLine], recogniser: Recogniser, notes: Notes) -> list[Line]:
    """Read each line's marks, and join it to the one before where that was evidently wrapped."""
    width = wrapping_width(raw)
    known = words_of_print(raw) if width else PrintedWords()
    parts: list[str] = []
    lines: list[Line] = []
    previous: PrintedLine | None = None
    first_joined: int | None = None
    for one in raw:
        line = _marked_line(one, recogniser)
        if (
            previous is not None
            and lines
            and not one.apart
            and _continues(previous, lines[-1], one, line, width, recogniser)
        ):
            first_joined = first_joined or one.number
            parts.append(one.words)
        else:
            _finish(lines, parts, known)
            parts = [line.plain]
            lines.append(line)
        previous = one
    _finish(lines, parts, known)
    if first_joined:
        notes.add(Code.LINES_JOINED, "Joined lines that were wrapped.", line=first_joined)
    return lines


def _finish(lines: list[Line], parts: list[str], known: PrintedWords) -> None:
    """Give the last line the words of all the lines of print that it took."""
    if parts:
        lines[-1] = evolve(lines[-1], text=Text(_spans(joined(parts, known))))


def _spans(words: str) -> Iterator[Span]:
    """Yield words with what stands between ** strong, and between * emphasised (CommonMark, 6.2)."""
    start = 0
    for match in _INLINE.finditer(words):
        yield Span(words[start : match.start()])
        strong = match["strong"]
        yield Span(strong or match["emphasis"], strong=bool(strong), emphasis=not strong)
        start = match.end()
    yield Span(words[start:])


def _continues(
    before: PrintedLine,
    line: Line,
    after: PrintedLine,
    found: Line,
    width: int,
    recogniser: Recogniser,
) -> bool:
    """Whether the line after goes on with the one before it."""
    if found.kind is not Kind.UNKNOWN or line.kind is Kind.HEADING or _RULE.fullmatch(after.words):
        return False
    if recogniser.part_named(before.words) or recogniser.part_named(after.words.split(":")[0]):
        return False
    if after.goes_on:
        return True
    first = after.words.split(" ", 1)[0]
    if "@" in first or "://" in first:
        return False
    if width and is_full(before, first, width):
        return True
    inside = line.kind is Kind.ITEM and after.indent > line.level
    return (inside or bool(width)) and first[0].islower() and before.words[-1] not in ".!?"


# Marks


def _marked_line(one: PrintedLine, recogniser: Recogniser) -> Line:
    """Take a line's bullet, number or Markdown marks off."""
    words = one.words
    hashes = _HASHES.fullmatch(words)
    if hashes and hashes["words"].strip("# "):
        inner = _unmarked(hashes["words"])
        return _line(one, inner, Kind.HEADING, len(hashes["hashes"]))
    bold = _BOLD.fullmatch(words)
    if bold and bold["words"].strip():
        return _line(one, bold["words"].strip() + bold["colon"], Kind.HEADING, 2, mark=bold["mark"])
    between = _BETWEEN_SIGNS.fullmatch(words) if words[-1] == words[0] else None
    if between and not layout_words.is_one_of("ends", words, recogniser.language):
        return _line(one, between["words"], Kind.HEADING, 2)
    number = _HEADING_NUMBER.fullmatch(words)
    if number and recogniser.part_named(number["words"]):
        inner = _unmarked(number["words"])
        return _line(one, inner, Kind.HEADING, 2, ordered=True, mark=number["number"])
    number = _NUMBER.fullmatch(words)
    if number and not opens_with_date(words, recogniser.language):
        inner = _unlabelled(number["words"])
        return _line(one, inner, Kind.ITEM, one.indent, ordered=True, mark=number["number"])
    bullet = _BULLET.fullmatch(words)
    if bullet:
        return _line(one, _unlabelled(bullet["words"]), Kind.ITEM, one.indent, mark=bullet["glyph"])
    return _line(one, _unlabelled(words), Kind.UNKNOWN, one.indent)


def _line(
    one: PrintedLine, words: str, kind: Kind, level: int, *, ordered: bool = False, mark: str = ""
) -> Line:
    return Line(one.number, Text(words.strip(" ")), kind, level, ordered, one.apart, mark)


def _unmarked(words: str) -> str:
    """Take a pair of bold marks off a whole heading."""
    bold = _BOLD.fullmatch(words)
    return bold["words"].strip() + bold["colon"] if bold and bold["words"].strip() else words


def _unlabelled(words: str) -> str:
    """Take the bold marks off a label that runs in: "**Why it matters:** text"."""
    label = _BOLD_LABEL.fullmatch(words)
    if not label or not (label["colon"] or label["more"]):
        return words
    return f"{label['words'].strip()}: {label['rest'].strip()}"


def _with_underlines(lines: list[Line], notes: Notes) -> Iterator[Line]:
    """Turn a line above a row of = or - into a heading, and leave other rows of signs out."""
    for line, after in zip_longest(lines, lines[1:]):
        if line.kind is not Kind.HEADING and _RULE.fullmatch(_printed(line)):
            notes.add(
                Code.RULE_DROPPED,
                "Left out a line without words.",
                _printed(line),
                line.number,
            )
        elif line.kind is Kind.UNKNOWN and after and _underlines(after):
            yield evolve(line, kind=Kind.HEADING, level=1 if "=" in after.plain else 2)
        else:
            yield line


def _printed(line: Line) -> str:
    return f"{line.mark} {line.plain}".strip()


def _underlines(line: Line) -> bool:
    return not line.apart and bool(_UNDERLINE.fullmatch(line.plain))
