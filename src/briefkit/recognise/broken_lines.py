"""Line breaks within paragraphs of other houses: where one ends a paragraph, and where the sentence goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

_ENDS_SENTENCE = tuple('.!?…:;。！？：；؟»”"')
_SHORT = 60  # characters of a line of an address or a poem


@frozen
class LineBreak:
    """What a line break does.

    Attributes:
        ends: Whether it ends the paragraph; else it is a space.
        is_seen: Whether a reader may miss it as a space: the line behind it begins like one.
    """

    ends: bool
    is_seen: bool


def line_breaks(lines: Sequence[str], bold: Sequence[bool]) -> Iterator[LineBreak]:
    """Yield what each break between the lines of a paragraph does.

    It ends the paragraph where a sentence ends before it, at a line in bold, and in an address, whose lines are short and
    end no sentence; never before a small letter.

    Args:
        lines: The words of each line.
        bold: Whether each line is all in bold.
    """
    is_address = all(len(one) <= _SHORT and not one.endswith(_ENDS_SENTENCE) for one in lines)
    is_bold = bold[0] if bold else False
    for before, words, own in zip(lines, lines[1:], bold[1:], strict=False):
        small = words[:1].islower()
        ends = not small and (before.endswith(_ENDS_SENTENCE) or is_address or is_bold != own)
        is_bold = own if ends else is_bold and own
        yield LineBreak(ends, not small)
