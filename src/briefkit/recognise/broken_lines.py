"""Line breaks within paragraphs of other houses: where one ends a paragraph, and where the sentence goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from briefkit.notes import Code, Notes

_ENDS_SENTENCE = tuple('.!?…:;。！？：；؟»”"')
#: What is told where lines became one.
JOINED = "Joined lines that a line break parted."
#: Characters of a line of an address or a poem, at most.
SHORT = 60


@frozen
class BrokenParagraph:
    """Paragraph of lines that line breaks part.

    Attributes:
        lines: The places of its lines.
        is_seen: Whether a reader may miss a break that became a space: behind a short line, or before one that does not
            go on as a line does that was wrapped.
    """

    lines: tuple[int, ...]
    is_seen: bool = False


def ends_sentence(line: str) -> bool:
    """Whether a sentence ends, or may end, with a line."""
    return line.endswith(_ENDS_SENTENCE)


def broken_paragraphs(
    lines: Sequence[str], bold: Sequence[bool], *, whole: bool = False
) -> list[BrokenParagraph]:
    """Return the paragraphs that the lines of one are.

    A break ends the paragraph where a sentence ends before it, at a line in bold, and in an address, whose lines are short
    and end no sentence; never before a small letter.

    Args:
        lines: The words of each line.
        bold: Whether each line is all in bold.
        whole: Whether they stay one paragraph, as a heading or an item does.
    """
    is_address = all(len(one) <= SHORT and not ends_sentence(one) for one in lines)
    is_bold = bold[0] if bold else False
    found = [BrokenParagraph((0,))] if lines else []
    for at, (before, words) in enumerate(pairwise(lines), start=1):
        small = words[:1].islower()
        ends = not small and (ends_sentence(before) or is_address or is_bold != bold[at])
        if ends and not whole:
            found.append(BrokenParagraph((at,)))
            is_bold = bold[at]
            continue
        is_seen = found[-1].is_seen or not small or len(before) <= SHORT
        found[-1] = BrokenParagraph((*found[-1].lines, at), is_seen)
        is_bold = is_bold and bold[at]
    return found


def note_joined(lines: Iterable[str], notes: Notes, number: int | None = None) -> None:
    """Note that the lines of a paragraph were joined.

    Args:
        lines: Their words.
        notes: Gets the note.
        number: The line of the input where they start.
    """
    notes.add(Code.LINES_JOINED, JOINED, " / ".join(lines), number)
