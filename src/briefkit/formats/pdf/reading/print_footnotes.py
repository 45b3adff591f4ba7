"""Footnotes of print, and paragraphs that go on behind the end of their page, over the footnotes there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefkit.formats.pdf.reading.print_blocks import Measure, PrintBlock, Role, within_sentence
from briefkit.formats.pdf.reading.print_lines import PrintLine

#: How much smaller than the text a footnote is.
_SMALLER = 0.93
#: How far a raised number stands from its line, in parts of the font's size.
_RAISED = 0.15
_NOTE_LABEL = re.compile(r"(\d{1,3}|[*†‡§]+)[.)]?\s*(?=\S)")


def with_footnotes(blocks: Sequence[PrintBlock], measure: Measure) -> list[PrintBlock]:
    """Give the small blocks at the foot of each page that begin with a number or a sign, which stands raised above, their role.

    Args:
        blocks: The blocks of a document.
        measure: Its measure.
    """
    raised = {label for one in blocks for line in one.lines for label in _raised(line)}
    pages = {one.page: place for place, one in enumerate(blocks)}
    for last in pages.values():
        found: list[PrintBlock] = []
        for one in reversed(blocks[: last + 1]):
            if one.page != blocks[last].page or one.size > _SMALLER * measure.size:
                break
            found.append(one)
        labelled = [n for n, one in enumerate(found) if note_label(one.words) in raised]
        for one in found[: labelled[-1] + 1] if labelled else ():
            one.role = Role.FOOTNOTE
    return list(joined_over_pages(blocks))


def _raised(line: PrintLine) -> Iterator[str]:
    """Yield the raised numbers and signs of a line that stand behind words."""
    for one in line.stretches[1:]:
        if one.look.size < line.size and one.base > line.base + _RAISED * line.size:
            yield one.words.strip()


def joined_over_pages(blocks: Iterable[PrintBlock]) -> Iterator[PrintBlock]:
    """Yield blocks, a sentence that goes on behind the end of its page in one; footnotes stand behind it."""
    text: PrintBlock | None = None
    notes: list[PrintBlock] = []
    for one in blocks:
        if one.role is Role.FOOTNOTE and text is not None:
            notes.append(one)
        elif text is not None and _goes_on(text, one):
            text.lines += one.lines
        else:
            if text is not None:
                yield text
            yield from notes
            text, notes = one, []
    if text is not None:
        yield text
    yield from notes


def _goes_on(before: PrintBlock, after: PrintBlock) -> bool:
    """Whether a paragraph goes on with one on the page, or in the column, before it."""
    last, first = before.lines[-1], after.lines[0]
    return (
        before.role in (Role.PARAGRAPH, Role.ITEM)
        and after.role is Role.PARAGRAPH
        and (last.page < first.page or last.base < first.base)
        and abs(last.size - first.size) < 1
        and within_sentence(last, first)
    )


def note_label(words: str) -> str:
    """Return the number or the sign that opens a footnote; "" where there is none."""
    found = _NOTE_LABEL.match(words)
    return found[1] if found else ""
