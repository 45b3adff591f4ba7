"""Headings: where the parts of a document start, and what each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve, field

from briefkit.lexicons import lexicon
from briefkit.model import SectionKind
from briefkit.recognise import front
from briefkit.recognise.attribution import split_label
from briefkit.recognise.furniture import author_starts, byline, is_full_name
from briefkit.recognise.lines import Kind, Line, plain_lines
from briefkit.recognise.words import bare, section_names
from briefkit.text import Text, cut

_LONGEST_HEADING = 80  # characters
_MOST_WORDS = 10
_SMALL_WORD = 4  # letters up to which a word of a title may stand in small letters
_TOP = 2  # the level of a section's heading


@define
class Part:
    """A run of lines below one heading, or below none.

    Attributes:
        name: "front", a section kind, or "authors", "related", "sources", "corrections".
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


def parts(lines: Sequence[Line], language: str) -> list[Part]:
    """Split the lines below the title into what stands before the first heading, and below each.

    Args:
        lines: The logical lines, without the title's.
        language: Their language, in BCP 47.
    """
    found = [Part("front")]
    names = section_names(language)
    last = _last_section(lines, names)
    for index, line in enumerate(lines):
        behind = index > last
        part = (
            _known(line, names)
            or _run_in(line, names, behind)
            or (_authors(lines, index, language) if behind and len(found) > 1 else None)
            or (_other(lines, index, names) if found[-1].is_section or len(found) == 1 else None)
        )
        if part:
            found.append(part)
        else:
            found[-1].lines.append(line)
    return found


def house_names(name: str, language: str) -> tuple[str, ...]:
    """Return the labels that the house prints over a part, bare; none for a section of its own."""
    labels = lexicon(language).labels
    names = ("author", "authors") if name == "authors" else (name,)
    return tuple(bare(labels[one]) for one in names if one in labels)


def reads_as_title(words: str, language: str) -> bool:
    """Whether words on the first line, without any sign, are read as the title that they are."""
    line = _alone(words, language)
    return (
        line is not None
        and bare(words) not in section_names(language)
        and front.genre(words) is None
        and front.banner(words, language) is None
    )


def reads_as_heading(words: str, after: str | None, name: str, language: str) -> bool:
    """Whether words on a line of their own, without any sign, are read as the heading of a part.

    Args:
        words: The heading.
        after: The next paragraph, "" before anything else, None at the end.
        name: The section kind, or the name of another part.
        language: Their language, in BCP 47.
    """
    line = _alone(words, language)
    if line is None:
        return False
    lines = [line]
    if after is not None:
        lines.append(_alone(after, language) or Line(0, Text("-"), Kind.PARAGRAPH))
    names = section_names(language)
    part = _known(line, names) or _other(lines, 0, names)
    return part is not None and part.name == name


def _alone(words: str, language: str) -> Line | None:
    """Return the line that words alone are read as; None where they do not stay as they are."""
    lines, _ = plain_lines(words, language)
    stays = len(lines) == 1 and lines[0].kind is Kind.UNKNOWN and lines[0].plain == words
    return lines[0] if stays else None


def _last_section(lines: Sequence[Line], names: Mapping[str, str]) -> int:
    """Return where the last section known by its name starts; nothing behind it is told twice."""
    found = -1
    for index, line in enumerate(lines):
        part = _known(line, names) or _run_in(line, names, behind=False)
        if part and part.is_section:
            found = index
    return found


def _known(line: Line, names: Mapping[str, str]) -> Part | None:
    """Read a heading that is marked as one, or whose words the lexicon knows."""
    name = names.get(bare(line.plain))
    if line.kind is Kind.HEADING:
        return Part(name or SectionKind.OTHER, _heading(line), max(line.level, 1))
    if name and line.kind is Kind.UNKNOWN and not line.plain.endswith((".", ",", ";")):
        return Part(name, _heading(line))
    return None


def _heading(line: Line) -> Line:
    """Return a heading's line without the colon that only closes it."""
    words = line.plain.rstrip(": ")
    return evolve(line, text=Text(cut(line.text.spans, 0, len(words)))) if words else line


def _run_in(line: Line, names: Mapping[str, str], behind: bool) -> Part | None:
    """Read a label that runs in: "Why it matters: text". Labels of the furniture count only at the end."""
    split = split_label(line.text) if line.kind in (Kind.UNKNOWN, Kind.PARAGRAPH) else None
    name = names.get(bare(split[0])) if split else None
    if split is None or name is None:
        return None
    heading = evolve(line, text=Text(cut(line.text.spans, 0, len(split[0]))))
    part = Part(name, heading, lines=[evolve(line, text=split[1], apart=True)])
    return part if part.is_section or behind else None


def _authors(lines: Sequence[Line], index: int, language: str) -> Part | None:
    """Read the start of an author block without a heading."""
    line = lines[index]
    if not line.apart or line.kind not in (Kind.UNKNOWN, Kind.PARAGRAPH):
        return None
    alone = index + 1 == len(lines) or _known(lines[index + 1], section_names(language))
    if (
        author_starts(lines, index, language)
        or byline(line.plain, language)
        or (alone and is_full_name(line.plain, language))
    ):
        return Part("authors", lines=[line])
    return None


def _other(lines: Sequence[Line], index: int, names: Mapping[str, str]) -> Part | None:
    """Read a heading of the document's own: a short line apart, in capitals, titled or a question."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or line.kind is not Kind.UNKNOWN or not line.apart:
        return None
    words = line.plain
    if (
        len(words) > _LONGEST_HEADING
        or words.count(" ") >= _MOST_WORDS
        or not (words[0].isupper() or words[0].isdigit())
        or words[-1] in '.,;!…”"’)'
        or after.kind is Kind.HEADING
        or (after.kind is Kind.UNKNOWN and _shaped_like_heading(after.plain))
        or _known(after, names)
        or not _shaped_like_heading(words)
    ):
        return None
    return Part(SectionKind.OTHER, _heading(line))


def _shaped_like_heading(words: str) -> bool:
    """Whether short words stand in capitals, are titled, or ask a question."""
    tokens = words.rstrip(":?").split(" ")
    letters = [token for token in tokens if token[:1].isalpha()]
    if len(words) > _LONGEST_HEADING or words.count(" ") >= _MOST_WORDS or not letters:
        return False
    titled = all(token[0].isupper() or len(token) <= _SMALL_WORD for token in letters)
    return words.isupper() or words.endswith("?") or (titled and letters[-1][0].isupper())
