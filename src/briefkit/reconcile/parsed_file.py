"""Parsed file: what a file of briefkit's own shows, and the payload that travels in it, if these are left of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import field, frozen

from briefkit.layout import LayoutBlock, Sheet
from briefkit.notes import Note


@frozen
class ParsedFile:
    """A file of briefkit's own, parsed.

    Attributes:
        sheet: What the file shows; a block without a name of its own has the anchor "".
        payload: The payload, as it stands in the file; None where there is none.
        notes: What the reader has to say of the file itself.
        marks_languages: Whether the format says of words on purpose which language they are in; a word processor says
            it of what it checks the spelling of.
        lines: Returns the lines of words that the file shows, as they stand in it before anything was made of them; None
            where the sheet has all of them.
        text: Returns all text in it in one piece, seen or not, where that takes no time; None where it would.
        page_words: The words of each paragraph of headers and footers that is neither a banner nor the theme's.
    """

    sheet: Sheet
    payload: bytes | None = None
    notes: tuple[Note, ...] = ()
    marks_languages: bool = True
    page_words: tuple[str, ...] = ()
    lines: Callable[[], Iterable[str] | None] = field(default=lambda: None, eq=False, kw_only=True)
    text: Callable[[], str | None] = field(default=lambda: None, eq=False, kw_only=True)


@frozen
class UnstyledFile:
    """A file that lost what tells its blocks apart: styles, classes, anchors.

    Attributes:
        blocks: What it shows.
        notes: What the reader has to say of the file itself.
        language: The language that it says it is in; None where it says none.
    """

    blocks: tuple[LayoutBlock, ...]
    notes: tuple[Note, ...] = ()
    language: str | None = None
