"""Headings: where the parts of a document start, and what each part is."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from briefkit.model import SectionKind
from briefkit.model.text import Text, slice_spans
from briefkit.recognise import masthead_lines
from briefkit.recognise.attributed_statement import split_label
from briefkit.recognise.back_matter_lines import author_starts, byline, is_full_name
from briefkit.recognise.lines import Kind, Line, plain_lines
from briefkit.recognise.recogniser import Recogniser

_LONGEST_HEADING = 80  # characters
_MOST_WORDS = 10
_FEW_WORDS = 6
_SMALL_WORD = 4  # letters up to which a word of a title may stand in small letters
_TOP = 2  # the level of a section's heading


@define
class Part:
    """Part of a document: the lines below one heading, or below none.

    Attributes:
        name: "masthead", a section kind, or "authors", "related", "sources", "corrections".
        heading: The line of the heading, without a closing colon; None where there is none.
        level: The level of the heading, 2 for a section.
        lines: What stands below it.
    """

    name: str
    heading: Line | None = None
    level: int = _TOP
    lines: list[Line] = field(factory=list)

    @property
    def is_section(self) -> bool:
        """Whether the part is a section of the brief."""
        return self.name in set(SectionKind)

    @property
    def is_opening(self) -> bool:
        """Whether it is a section that nothing stands over."""
        return self.name == SectionKind.OTHER and self.heading is None


def split_at_headings(lines: Sequence[Line], recogniser: Recogniser) -> list[Part]:
    """Split the lines below the title into what stands before the first heading, and below each.

    Args:
        lines: The logical lines, without the title's.
        recogniser: The recogniser of the language.
    """
    found = [Part("masthead")]
    last = _last_section(lines, recogniser)
    numbered = any(line.kind is Kind.HEADING and line.ordered for line in lines)
    for index, line in enumerate(lines):
        behind = index > last
        part = (
            _known_heading(line, recogniser)
            or _run_in_heading(line, recogniser, behind)
            or (_author_block(lines, index, recogniser) if behind and len(found) > 1 else None)
            or _own_heading(lines, index, recogniser, found, numbered)
        )
        if part:
            found.append(part)
        else:
            found[-1].lines.append(line)
    return found


def reads_as_title(words: str, recogniser: Recogniser) -> bool:
    """Whether words on the first line, without any sign, are read as the title that they are."""
    line = _alone(words, recogniser)
    return (
        line is not None
        and recogniser.part_named(words) is None
        and masthead_lines.genre(words) is None
        and masthead_lines.banner(words, recogniser) is None
    )


def reads_as_heading(words: str, after: str | None, name: str, recogniser: Recogniser) -> bool:
    """Whether words on a line of their own, without any sign, are read as the heading of a part.

    Args:
        words: The heading.
        after: The next paragraph, "" before anything else, None at the end.
        name: The section kind, or the name of another part.
        recogniser: The recogniser of the language.
    """
    line = _alone(words, recogniser)
    if line is None:
        return False
    lines = [line]
    if after is not None:
        lines.append(_alone(after, recogniser) or Line(0, Text("-"), Kind.PARAGRAPH))
    part = _known_heading(line, recogniser) or _heading_by_look(lines, 0, recogniser)
    return part is not None and part.name == name


def _alone(words: str, recogniser: Recogniser) -> Line | None:
    """Return the line that words alone are read as; None where they do not stay as they are."""
    lines, _ = plain_lines(words, recogniser.language)
    stays = len(lines) == 1 and lines[0].kind is Kind.UNKNOWN and lines[0].plain == words
    return lines[0] if stays else None


def _last_section(lines: Sequence[Line], recogniser: Recogniser) -> int:
    """Return the place of the last section with a known name; the back matter starts behind it."""
    found = -1
    for index, line in enumerate(lines):
        part = _known_heading(line, recogniser) or _run_in_heading(line, recogniser, behind=False)
        if part and part.is_section:
            found = index
    return found


def _known_heading(line: Line, recogniser: Recogniser) -> Part | None:
    """Read a heading that is marked as one, or whose words the lexicon knows."""
    name = recogniser.part_named(line.plain)
    if line.kind is Kind.HEADING:
        return Part(name or SectionKind.OTHER, _without_colon(line), max(line.level, 1))
    if name and line.kind is Kind.UNKNOWN and not line.plain.endswith((".", ",", ";")):
        return Part(name, _without_colon(line))
    return None


def _without_colon(line: Line) -> Line:
    """Return a heading's line without the colon that only closes it."""
    words = line.plain.rstrip(": ")
    return evolve(line, text=Text(slice_spans(line.text.spans, 0, len(words)))) if words else line


def _run_in_heading(line: Line, recogniser: Recogniser, behind: bool) -> Part | None:
    """Read a label that runs in: "Why it matters: text". Labels of the back matter count only behind the sections."""
    split = split_label(line.text) if line.kind in (Kind.UNKNOWN, Kind.PARAGRAPH) else None
    name = recogniser.part_named(split[0]) if split else None
    if split is None or name is None:
        return None
    heading = evolve(line, text=Text(slice_spans(line.text.spans, 0, len(split[0]))))
    part = Part(name, heading, lines=[evolve(line, text=split[1], apart=True)])
    return part if part.is_section or behind else None


def _author_block(lines: Sequence[Line], index: int, recogniser: Recogniser) -> Part | None:
    """Read the start of an author block without a heading."""
    line = lines[index]
    if not line.apart or line.kind not in (Kind.UNKNOWN, Kind.PARAGRAPH):
        return None
    alone = index + 1 == len(lines) or _known_heading(lines[index + 1], recogniser)
    if (
        author_starts(lines, index, recogniser)
        or byline(line.plain, recogniser)
        or (alone and is_full_name(line.plain, recogniser))
    ):
        return Part("authors", lines=[line])
    return None


def _own_heading(
    lines: Sequence[Line], index: int, recogniser: Recogniser, found: list[Part], numbered: bool
) -> Part | None:
    """Read a heading of the document's own, where one may stand."""
    line, part = lines[index], found[-1]
    if not (part.is_section or len(found) == 1):
        return None
    if len(found) == 1 and _is_of_masthead(line.plain, recogniser):
        return None
    if line.kind is Kind.ITEM:
        next_is_item = lines[index + 1 : index + 2] and lines[index + 1].kind is Kind.ITEM
        if not (numbered and line.ordered) or next_is_item:
            return None
    elif (
        line.kind is not Kind.UNKNOWN
        or not _may_be_heading(line.plain)
        or (len(found) == 1 and not part.lines and not _looks_like_title(line.plain))
    ):
        return None
    return _heading_by_look(lines, index, recogniser)


def _is_of_masthead(words: str, recogniser: Recogniser) -> bool:
    """Whether a line says who wrote the brief, or when it came out."""
    return byline(words, recogniser) is not None or masthead_lines.dates(words, recogniser)


def _heading_by_look(lines: Sequence[Line], index: int, recogniser: Recogniser) -> Part | None:
    """Read a heading of the document's own: a short line apart, in capitals, titled or a question.

    A few words that stand apart before a paragraph are one too.
    """
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or not line.apart or not _may_be_heading(line.plain):
        return None
    if after.kind is Kind.HEADING or _known_heading(after, recogniser):
        return None
    if (
        after.kind is not Kind.ITEM
        and _may_be_heading(after.plain)
        and _looks_like_title(after.plain)
    ):
        return None
    if _looks_like_title(line.plain) or (
        after.apart and _is_short(line.plain) and _is_sentence(after.plain)
    ):
        return Part(SectionKind.OTHER, _without_colon(line))
    return None


def _may_be_heading(words: str) -> bool:
    return (
        len(words) <= _LONGEST_HEADING
        and words.count(" ") < _MOST_WORDS
        and (words[0].isupper() or words[0].isdigit())
        and words[-1] not in '.,;!…”"’)'
        and any(character.isalpha() for character in words)
    )


def _looks_like_title(words: str) -> bool:
    """Whether words stand in capitals, have a title's, or ask a question."""
    letters = [word for word in words.rstrip(":?").split(" ") if word[:1].isalpha()]
    if not letters:
        return False
    titled = all(word[0].isupper() or len(word) <= _SMALL_WORD for word in letters)
    return words.isupper() or words.endswith("?") or (titled and letters[-1][0].isupper())


def _is_short(words: str) -> bool:
    return words.count(" ") < _FEW_WORDS


def _is_sentence(words: str) -> bool:
    return words[-1] in '.!?”"’»' and words.count(" ") >= 2
