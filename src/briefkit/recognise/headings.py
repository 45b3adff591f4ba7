"""Headings: where the parts of a document start, and what each part is."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from briefkit.model import SectionKind
from briefkit.model.text import Text, slice_spans
from briefkit.recognise import layout_words
from briefkit.recognise.back_matter_lines import author_starts, byline, is_full_name
from briefkit.recognise.bylines import byline_with_date, names_over_date, says_day
from briefkit.recognise.entries import entries_below, is_back_matter
from briefkit.recognise.front_lines import reads_as_front
from briefkit.recognise.heading_looks import (
    ends_sentence,
    has_label,
    is_prose,
    is_sentence,
    is_short,
    looks_like_title,
    may_be_heading,
)
from briefkit.recognise.interviews import is_interview, is_question_of_interview
from briefkit.recognise.lines import Kind, Line, plain_lines
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.repaired import text_of
from briefkit.recognise.run_in_labels import lines_below, run_in_label, says_entry

_FEW_WORDS_BEFORE_COLON = 3
_FEW_WORDS_BEFORE_LIST = 4
_FEWEST_IN_ROW = 2
_OPENS_QUOTATION = '“„«"「'
_COLONS = (":", "：")
_TOP = 2  # the level of a section's heading


@define
class Part:
    """Part of a document: the lines below one heading, or below none.

    Attributes:
        name: "masthead", a section kind, or "authors", "related", "sources", "corrections".
        heading: The line of the heading, without a closing colon; None where there is none.
        level: The level of the heading, 2 for a section.
        lines: What stands below it.
        is_assumed: Whether nothing but its look says that the line is a heading.
    """

    name: str
    heading: Line | None = None
    level: int = _TOP
    lines: list[Line] = field(factory=list)
    is_assumed: bool = False

    @property
    def is_section(self) -> bool:
        """Whether the part is a section of the brief."""
        return self.name in set(SectionKind)

    @property
    def is_opening(self) -> bool:
        """Whether it is a section that nothing stands over."""
        return self.name == SectionKind.OTHER and self.heading is None


def split_at_headings(lines: Sequence[Line], recogniser: Recogniser, title: str = "") -> list[Part]:
    """Split the lines below the title into what stands before the first heading, and below each.

    Args:
        lines: The logical lines, without the title's.
        recogniser: The recogniser of the language.
        title: The title, and what sort of text it is.
    """
    text = Part("masthead")
    found = [text]
    taken = 0
    last = _last_section(lines, recogniser)
    last_prose = max((at for at, line in enumerate(lines) if is_prose(line.plain)), default=-1)
    numbered = any(line.kind is Kind.HEADING and line.ordered for line in lines)
    in_row = _headings_in_row(lines)
    unknown = [line for line in lines if recogniser.part_named(line.plain) is None]
    interview = is_interview(unknown, recogniser.language, title)
    for index, line in enumerate(lines):
        if taken:
            taken -= 1
            found[-1].lines.append(line)
            continue
        if interview and is_question_of_interview(line) and not recogniser.part_named(line.plain):
            text.lines.append(_as_paragraph(line))
            continue
        part = (
            _run_in_heading(lines, index, recogniser, is_last=index >= last_prose)
            or (_known_heading(line, recogniser) if not _is_bold_label(line, recogniser) else None)
            or _contact_heading(line, recogniser)
            or (_assumed(line) if index in in_row else None)
            or _author_block(lines, index, recogniser, text, behind=index > last)
            or _own_heading(lines, index, recogniser, text, numbered)
        )
        if part is None:
            text.lines.append(_as_paragraph(line) if line.kind is Kind.HEADING else line)
            continue
        if is_back_matter(part.name):
            part, taken = _with_entries(part, lines, index + 1, recogniser)
        if part.is_section:
            text = part
        found.append(part)
    return found


def _with_entries(
    part: Part, lines: Sequence[Line], start: int, recogniser: Recogniser
) -> tuple[Part, int]:
    """Return a part of the back matter and how many of the lines below belong to it.

    A heading that has text below it, and no entries, is one of a section.
    """
    stop = start
    while stop < len(lines) and not _known_heading(lines[stop], recogniser):
        stop += 1
    below = lines[start:stop]
    if part.lines and part.heading:
        return part, lines_below(below)
    named = (*part.lines, *below)
    count = entries_below(part.name, named, recogniser) - len(part.lines)
    is_marked = part.heading is not None and part.heading.kind is Kind.HEADING
    if count <= 0 and (is_marked or part.name != "related") and part.heading:
        return evolve(part, name=SectionKind.OTHER), 0
    return part, max(count, 0)


def reads_as_title(words: str, recogniser: Recogniser) -> bool:
    """Whether words on the first line, without any sign, are read as the title that they are."""
    line = _alone(words, recogniser)
    return (
        line is not None
        and recogniser.part_named(words) is None
        and not reads_as_front(line, recogniser)
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
    below = None
    if after is not None:
        below = _alone(after, recogniser) or Line(0, Text("-"), Kind.PARAGRAPH)
    part = _known_heading(line, recogniser) or _heading_by_look(line, None, below, recogniser)
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
        part = _known_heading(line, recogniser) or _run_in_heading(
            lines, index, recogniser, is_last=False
        )
        if part and part.is_section:
            found = index
    return found


def _known_heading(line: Line, recogniser: Recogniser) -> Part | None:
    """Read a heading that is marked as one, or whose words the lexicon knows."""
    name = recogniser.part_named(line.plain)
    if line.kind is Kind.HEADING:
        is_bold = name is None and bool(line.mark) and not line.ordered
        level = max(line.level, 1)
        return Part(name or SectionKind.OTHER, _without_colon(line), level, is_assumed=is_bold)
    if name and line.kind is Kind.UNKNOWN and not line.plain.endswith((".", ",", ";")):
        return Part(name, _without_colon(line))
    return None


def _assumed(line: Line) -> Part:
    """Return the section of a heading of the document's own that nothing but its look tells."""
    return Part(SectionKind.OTHER, _without_colon(line), is_assumed=True)


def _without_colon(line: Line) -> Line:
    """Return a heading's line without the colon that only closes it."""
    words = line.plain.rstrip(": ")
    return (
        evolve(line, text=text_of(slice_spans(line.text.spans, 0, len(words)))) if words else line
    )


def _as_paragraph(line: Line) -> Line:
    """Return a line as a paragraph; strong where it was marked as that."""
    if line.kind is not Kind.HEADING:
        return evolve(line, kind=Kind.PARAGRAPH)
    strong = Text([evolve(span, strong=True) for span in line.text.spans])
    return evolve(line, kind=Kind.PARAGRAPH, text=strong, level=0, mark="")


def _headings_in_row(lines: Sequence[Line]) -> frozenset[int]:
    """Return where items are headings: numbered from 1, or all with one sign, each with text below it, none in a list."""
    numbers: list[tuple[str, int]] = []
    signs: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.kind is Kind.HEADING and line.ordered:
            numbers.append((line.mark, index))
        elif line.kind is Kind.ITEM and line.level == 0 and _stands_over_text(lines, index):
            if line.ordered:
                numbers.append((line.mark, index))
            elif looks_like_title(line.plain):
                signs.setdefault(line.mark, []).append(index)
    counted = [mark.strip("().:") for mark, _ in numbers]
    runs = counted == [str(number) for number in range(1, len(counted) + 1)]
    rows = [[index for _, index in numbers] if runs else [], *signs.values()]
    return frozenset(index for row in rows if len(row) >= _FEWEST_IN_ROW for index in row)


def _stands_over_text(lines: Sequence[Line], index: int) -> bool:
    """Whether an item may be a heading: no list goes on before or behind it, and text follows, or a heading of it."""
    before, after, next_one = (_at(lines, place) for place in (index - 1, index + 1, index + 2))
    if after is None or after.kind in (Kind.ITEM, Kind.HEADING):
        return False
    if (before and before.kind is Kind.ITEM) or not may_be_heading(lines[index].plain):
        return False
    if is_prose(after.plain):
        return True
    over_heading = after.apart and may_be_heading(after.plain)
    return over_heading and next_one is not None and is_prose(next_one.plain)


def _contact_heading(line: Line, recogniser: Recogniser) -> Part | None:
    """Read what stands alone over the lines on whom to ask: "Media contact:"."""
    label = layout_words.opening("contacts", line.plain, recogniser.language)
    rest = line.plain[len(label) :].strip()
    alone = bool(label) and (rest in _COLONS or (not rest and line.apart))
    if not alone or line.kind not in (Kind.UNKNOWN, Kind.PARAGRAPH):
        return None
    return Part(SectionKind.OTHER, _without_colon(line))


def contact_parts(lines: Sequence[Line], recogniser: Recogniser) -> list[Part]:
    """Return the lines on whom to ask that stood over a title as a section; its heading is their first label."""
    if not lines:
        return []
    first, *rest = lines
    label = layout_words.opening("contacts", first.plain, recogniser.language)
    heading = evolve(first, text=text_of(slice_spans(first.text.spans, 0, len(label))))
    start = len(first.plain) - len(first.plain[len(label) :].lstrip(" :："))
    if start < len(first.plain):
        rest = [evolve(first, text=text_of(slice_spans(first.text.spans, start))), *rest]
    return [Part(SectionKind.OTHER, heading, lines=rest)]


def _run_in_heading(
    lines: Sequence[Line], index: int, recogniser: Recogniser, *, is_last: bool
) -> Part | None:
    """Read a label that runs in: "Why it matters: text", "Read more: How it began"."""
    found = run_in_label(lines[index], recogniser)
    if found is None:
        return None
    name, label, rest = found
    part, after = Part(name, label, lines=[rest]), _at(lines, index + 1)
    is_entry = part.is_section or says_entry(name, rest, after, recogniser, is_last=is_last)
    return part if is_entry else None


def _is_bold_label(line: Line, recogniser: Recogniser) -> bool:
    """Whether a line, all bold, is the label of an entry with what stands behind it, and no heading."""
    return line.kind is Kind.HEADING and bool(line.mark) and bool(run_in_label(line, recogniser))


def _author_block(
    lines: Sequence[Line], index: int, recogniser: Recogniser, text: Part, *, behind: bool
) -> Part | None:
    """Read the start of an author block without a heading, behind the text of a section."""
    line = lines[index]
    plain = line.kind in (Kind.UNKNOWN, Kind.PARAGRAPH)
    if not (behind and text.lines and text.is_section and line.apart and plain):
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
    lines: Sequence[Line], index: int, recogniser: Recogniser, text: Part, numbered: bool
) -> Part | None:
    """Read a heading of the document's own, where one may stand: not right below the title, unless it looks like one."""
    line = _without_brackets(lines[index])
    if line.kind is Kind.ITEM:
        next_is_item = lines[index + 1 : index + 2] and lines[index + 1].kind is Kind.ITEM
        if not (numbered and line.ordered) or next_is_item:
            return None
    elif (
        line.kind is not Kind.UNKNOWN
        or not may_be_heading(line.plain)
        or (not text.is_section and not text.lines and not _shows_heading(line.plain, recogniser))
    ):
        return None
    found_one = _heading_by_look(line, _at(lines, index - 1), _at(lines, index + 1), recogniser)
    is_masthead = found_one and not text.is_section and _is_of_masthead(lines, index, recogniser)
    return None if is_masthead else found_one


def _shows_heading(words: str, recogniser: Recogniser) -> bool:
    """Whether words look like a heading where a standfirst, or the name of an author, may stand."""
    titled = looks_like_title(words) and not is_full_name(words, recogniser)
    return titled or words.endswith(_COLONS)


def _at(lines: Sequence[Line], index: int) -> Line | None:
    return lines[index] if 0 <= index < len(lines) else None


def _without_brackets(line: Line) -> Line:
    """Take the brackets off capitals; other words in brackets are those of a picture."""
    words = line.plain
    if not (words.startswith("[") and words.endswith("]") and words.isupper()):
        return line
    return evolve(line, text=text_of(slice_spans(line.text.spans, 1, len(words) - 1)))


def _is_of_masthead(lines: Sequence[Line], index: int, recogniser: Recogniser) -> bool:
    """Whether a line says who wrote the brief, or when it came out."""
    line, after = lines[index], _at(lines, index + 1)
    return (
        byline(line.plain, recogniser) is not None
        or byline_with_date(line.plain, recogniser) is not None
        or says_day(line.plain, recogniser)
        or bool(names_over_date(line, after, recogniser))
    )


def _heading_by_look(
    line: Line, before: Line | None, after: Line | None, recogniser: Recogniser
) -> Part | None:
    """Read a heading of the document's own: a short line apart, in capitals, titled or a question.

    A few words that stand before a paragraph, and no sentence themselves, are one too.
    """
    words = line.plain
    if after is None or not may_be_heading(words) or not _stands_over(line, before, after):
        return None
    if after.kind is Kind.HEADING or _known_heading(after, recogniser):
        return None
    if has_label(words) or layout_words.opening("promotions", words, recogniser.language):
        return None
    if run_in_label(line, recogniser):
        return None
    if _is_speaker(words, after, recogniser):
        return None
    if after.kind is not Kind.ITEM and may_be_heading(after.plain):
        if words.isupper() and not after.plain.isupper():
            return _assumed(line)
        if looks_like_title(after.plain):
            return None
    if looks_like_title(words) or _opens_text(words, after):
        return _assumed(line)
    return None


def _stands_over(line: Line, before: Line | None, after: Line) -> bool:
    """Whether a line stands apart from the text before it: by a blank line, or by the end of a sentence."""
    if line.apart or before is None:
        return line.apart
    return ends_sentence(before.plain) and is_prose(after.plain)


def _is_speaker(words: str, after: Line, recogniser: Recogniser) -> bool:
    """Whether words are the label of somebody who is quoted below it."""
    named = words.endswith(_COLONS) and is_full_name(words[:-1].rstrip(), recogniser)
    return named and bool(after.text.quotes() or after.plain[0] in _OPENS_QUOTATION)


def _opens_text(words: str, after: Line) -> bool:
    """Whether words in small letters stand over the text after them; words with a colon lead into it, but for a few."""
    count = words.count(" ") + 1
    if words.endswith(_COLONS) and count > _FEW_WORDS_BEFORE_COLON:
        return False
    if after.kind is Kind.ITEM:
        return count <= _FEW_WORDS_BEFORE_LIST
    prose = is_prose(after.plain) and not after.plain[0].islower()
    return prose or (after.apart and is_short(words) and is_sentence(after.plain))
