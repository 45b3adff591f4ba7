"""Verification: the text of a PDF, compared block by block with what its brief would print.

Both sides are folded first to what survives printing: no spaces, soft hyphens and other characters without ink; one
form of letters, ligatures and capitals; one kind of quotation mark. Right-to-left text comes out of a PDF in
the order in which it stands on the line, so blocks with such text are compared letter by letter, in no order.

Some scripts print glyphs of which a PDF does not say the letters. There the writer records in digests what was
extracted in place of each block (`extraction_record`); the same text extracted so again is no edit. A file may record
anything, so letters of scripts that print as they are written must be the same all the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate, zip_longest
from typing import TypeAlias, assert_never

from attrs import frozen

from briefkit.formats.pdf.extracted_text import PLAIN_LETTER, ExtractedText, TextBlock
from briefkit.language.capitals import is_greek
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Sheet,
)
from briefkit.lower.generated_runs import lines_of_runs, runs_text
from briefkit.runtime.caching import cached
from briefkit.sequences import stretches
from briefkit.style import Theme
from briefkit.style.advance_widths import common_characters

#: Digests of the text of blocks, each with that of the text that was extracted in its place.
ExtractionRecord: TypeAlias = Collection[tuple[str, str]]

#: Characters that are extracted from a PDF as they went in.
_EXTRACTABLE = re.compile(r"[\u0020-\u007e\u00a0-\u00ff\u2010-\u2027\u2030-\u203a\u20ac]*")
#: Characters that are, too, where a font has a glyph for them: letters with an accent have it in the one glyph. Greek ones
#: lose theirs in capitals.
_ONE_GLYPH = re.compile("[\u0020-\u007e\u00a0-\u024f\u0400-\u052f\u1e00-\u1eff\u2190-\u2193]*")
# Small letter of the capital İ, which a label in Turkish capitals has for its i.
_TURKISH_I = "i\u0307"
# What most texts have, and only what is drawn.
_INKED = re.compile("[0-9A-Za-z]")
_QUOTATION_MARKS = re.compile("[\"'`‘’‚‛“”„‟‹›«»′″]")
_HYPHENS = re.compile("[‐‑]")
# A soft hyphen is in the text of a page only where a line ends with it.
_LINE_HYPHEN = re.compile("[-‐‑]\n|\u00ad\n?")
_LETTER = re.compile("[^-\n]")
#: Pages that one block may go on over.
_MOST_PAGES = 20
#: Letters, some ten pages of them, within which the next block is looked for in text without tags.
_NEAR = 30_000
#: Letters by which the rest of a block is known where a page begins with it.
_LONG_ENOUGH = 12
# Characters that are not drawn though a font has none for them, beside format characters (UAX #44,
# Default_Ignorable_Code_Point).
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)


@frozen
class TextDifference:
    """A block of the brief, and the text that stands in its place.

    Attributes:
        expected: The text of one block of the brief; "" where the PDF shows a block more.
        found: What the PDF shows there; None where it shows nothing.
    """

    expected: str
    found: TextBlock | None

    @property
    def is_sure(self) -> bool:
        """Whether the text is extracted as it went in, whatever was recorded when it was written."""
        return _EXTRACTABLE.fullmatch(self.expected) is not None


def block_texts(sheet: Sheet) -> list[str]:
    """Return the text of each block that a sheet prints, in order, but for those without any ink."""
    texts = (runs_text(sheet.banner), *_block_texts(sheet.blocks))
    return [text for text in texts if _INKED.search(text) or fold(text)]


def _block_texts(blocks: Iterable[LayoutBlock]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Para() | Heading():
                yield runs_text(block.runs)
            case Items():
                for item in block.items:
                    yield from _block_texts(item)
            case Grid():
                yield runs_text(block.caption)
                for row in (block.header, *block.rows):
                    yield from (runs_text(cell) for cell in row)
            case Picture():
                yield f"{runs_text(block.caption)} {runs_text(block.credit)}"
            case _:
                assert_never(block)


# Folding


@cached(1024, max_length=200)
def fold(text: str) -> str:
    """Return what of a text survives printing; right-to-left text sorted."""
    # Capitals first, for a label that prints in capitals loses its ß.
    plain = unicodedata.normalize("NFKC", text).upper().casefold()
    plain = unicodedata.normalize("NFKC", plain).replace(_TURKISH_I, "i")
    plain = _HYPHENS.sub("-", _QUOTATION_MARKS.sub("'", plain))
    kept = plain.translate(_WITHOUT_INKLESS)
    return "".join(sorted(kept)) if any(map(runs_right_to_left, set(kept))) else kept


def runs_right_to_left(character: str) -> bool:
    """Whether a character is of a script that runs from right to left."""
    return unicodedata.bidirectional(character) in ("R", "AL")


def has_ink(character: str) -> bool:
    """Whether a character needs a glyph: no space, no format character, nothing else that is not drawn."""
    inkless = unicodedata.category(character) in ("Cf", "Cc", "Zs", "Zl", "Zp")
    return not inkless and not _IGNORABLE.match(character)


class _InklessTable(dict[int, "int | None"]):
    """A table for `str.translate` that deletes characters without ink, and looks at each once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if has_ink(chr(code)) else None
        return self[code]


_WITHOUT_INKLESS = _InklessTable()


def _without_hyphens(text: str) -> str:
    """Return a text folded and without hyphens, of which some may be those of broken lines."""
    return fold(text).replace("-", "")


def _reads_as(text: str, extracted: str) -> bool:
    """Whether a text was extracted as it was written, where a hyphen at the end of a line may be the line's."""
    if fold(text) == fold(extracted):
        return True
    if _without_hyphens(text) != _without_hyphens(extracted):
        return False
    if any(map(runs_right_to_left, text)):
        return True  # sorted as they are, no hyphen has a place of its own
    # Between two letters stand the hyphens of the text; a line that ended there may have brought one of its own.
    lines = map(fold, _LINE_HYPHEN.split(extracted))
    gaps, hyphens = _LETTER.split("\n".join(lines)), _LETTER.split(fold(text))
    return len(gaps) == len(hyphens) and all(
        gap.count("-") <= len(own) <= len(gap) for gap, own in zip(gaps, hyphens, strict=True)
    )


# Extraction record


def is_extractable(sheet: Sheet, theme: Theme) -> bool:
    """Whether all text of a sheet is surely extracted as it went in from a PDF that is printed here.

    Args:
        sheet: The sheet.
        theme: Whose fonts it is printed with.
    """
    # The numbers before headings are of no block of the sheet, and lines from right to left are extracted as they stand.
    if theme.numbered or sheet.direction == "rtl":
        return False
    signs = set("".join(block_texts(sheet)))
    if has_greek(sheet) and not all(map(str.isascii, signs)):
        return False
    others = {sign for sign in signs if not _EXTRACTABLE.fullmatch(sign)}
    if not others:
        return True
    printed = "".join({*others, *map(str.upper, others)})
    return bool(_ONE_GLYPH.fullmatch(printed)) and common_characters(theme).issuperset(
        map(ord, printed)
    )


def has_greek(sheet: Sheet) -> bool:
    """Whether any words of a sheet are Greek, of which capitals are printed without accents, those on Latin letters too."""
    spoken = {run.span.language for runs in lines_of_runs(sheet.blocks) for run in runs}
    return any(map(is_greek, filter(None, (sheet.language, *spoken))))


def extraction_record(sheet: Sheet, extracted: ExtractedText) -> list[tuple[str, str]]:
    """Return digests of the blocks that were extracted as other text, each with the digest of that."""
    record = []
    for expected, found in _aligned(block_texts(sheet), extracted.blocks, ()):
        whole = _joined_over_pages(found, None) if len(found) > len(expected) else list(found)
        for text, block in zip_longest(expected, whole):
            if text and not (block and _reads_as(text, block.words)):
                record.append((_digest(text), _digest(block.words if block else "")))
    return sorted(set(record))


def _digest(text: str) -> str:
    return blake2b("".join(text.split()).encode(), digest_size=8).hexdigest()


def _was_extracted_as(text: str, extracted: str, record: ExtractionRecord) -> bool:
    """Whether other text was extracted in place of a block when the PDF was written."""
    known = (_digest(text), _digest(extracted)) in record
    return known and _plain_letters(text) == _plain_letters(extracted)


def has_plain_letters(text: str) -> bool:
    """Whether a text has letters that are extracted as they are written."""
    return any(map(str.isalpha, _plain_letters(text)))


def _plain_letters(text: str) -> list[str]:
    """Return the letters that are extracted as they are written, in no order and without accents.

    Greek capitals are printed without theirs. Where an engine sets an accent over a letter, each of the two glyphs may say
    that it is the letter with its accent.
    """
    apart = unicodedata.normalize("NFD", fold(_without_set_letters(text)))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return sorted(filter(PLAIN_LETTER.match, unicodedata.normalize("NFC", bare)))


def _without_set_letters(text: str) -> str:
    """Return a text without spaces, and without letters over which the next character is the accent."""
    kept: list[str] = []
    for sign in "".join(text.split()):
        apart = unicodedata.normalize("NFD", sign)
        if kept and len(apart) > 1 and kept[-1] in (apart[0], sign):
            kept.pop()
        kept.append(sign)
    return "".join(kept)


# Comparing


def compare_text(
    sheet: Sheet, extracted: ExtractedText, record: ExtractionRecord = ()
) -> list[TextDifference]:
    """Return where a PDF shows other text than a sheet, in the order of the sheet.

    Args:
        sheet: What the brief prints.
        extracted: The text of the PDF; its blocks, so it must have tags.
        record: What was extracted in place of other text when the PDF was written.
    """
    differences: list[TextDifference] = []
    headers = {fold(block.words) for block in extracted.blocks if block.role == "/TH"}
    for expected, found in _aligned(block_texts(sheet), extracted.blocks, record):
        if _differ_by_page_breaks(expected, found):
            continue
        for text, block in zip_longest(expected, found):
            if block is None:
                if not _was_extracted_as(text, "", record):
                    differences.append(TextDifference(text, None))
            elif text is None:
                # A table that goes on over a page has its header again.
                if not (block.role == "/TH" and fold(block.words) in headers):
                    differences.append(TextDifference("", block))
            elif not _reads_as(text, block.words) and not _was_extracted_as(
                text, block.words, record
            ):
                differences.append(TextDifference(text, block))
    return differences


def missing_text(sheet: Sheet, pages: Sequence[str]) -> list[str]:
    """Return the blocks of a sheet that do not stand in text without tags, as far as that can be known.

    Right-to-left ones, and those of which a PDF may not say the letters, are not looked for.

    Args:
        sheet: What the brief prints.
        pages: The text of each page: where a page ends, what stands at its edges comes between the words of a block.
    """
    folded = ["".join(map(_without_hyphens, page.split("\n"))) for page in pages]
    whole, starts = "".join(folded), list(accumulate(map(len, folded), initial=0))
    banner = runs_text(sheet.banner)
    missing, place = [], 0
    for text in block_texts(sheet):
        if not _EXTRACTABLE.fullmatch(text):
            continue
        wanted = _without_hyphens(text)
        if text == banner and wanted in whole:
            continue  # at the edge of a page, wherever a program puts that
        stop = _end_of(wanted, whole, place, starts)
        if stop is None:
            missing.append(text)
        else:
            place = stop
    return missing


def _end_of(wanted: str, whole: str, place: int, starts: Sequence[int]) -> int | None:
    """Return where a block ends that stands in a text from a place on, at once or over the start of a page."""
    last = place + _NEAR + len(wanted)
    found = whole.find(wanted, place, last)
    if found >= 0:
        return found + len(wanted)
    for start in starts[bisect_right(starts, place) : bisect_right(starts, last)]:
        for cut in _cuts(wanted, whole[start : start + _LONG_ENOUGH]):
            rest = wanted[cut:]
            if whole.startswith(rest, start) and whole.find(wanted[:cut], place, start) >= 0:
                return start + len(rest)
    return None


def _cuts(wanted: str, page: str) -> Iterator[int]:
    """Yield where a block may be cut so that its rest begins a page, by the first letters of that."""
    for length in range(1, len(page)):
        if wanted.endswith(page[:length]):
            yield len(wanted) - length
    cut = wanted.find(page, 1) if page else -1
    if cut > 0:
        yield cut


def _aligned(
    expected: Sequence[str], blocks: Sequence[TextBlock], record: ExtractionRecord
) -> Iterator[tuple[Sequence[str], Sequence[TextBlock]]]:
    """Yield stretches of the brief's blocks, each with the extracted ones in its place."""
    keys = {_digest(text): _without_hyphens(text) for text in expected}
    written_as = {extracted: keys[written] for written, extracted in record if written in keys}
    found = _joined_over_pages(blocks, {*keys.values(), *written_as})
    found_keys = [
        written_as.get(_digest(block.words), _without_hyphens(block.words)) for block in found
    ]
    for ours, theirs in stretches([_without_hyphens(text) for text in expected], found_keys):
        yield expected[ours], found[theirs]


def _joined_over_pages(
    blocks: Sequence[TextBlock], wanted: Collection[str] | None
) -> list[TextBlock]:
    """Return blocks, those that a page break cut joined where that gives a wanted text; None wants any.

    Args:
        blocks: The blocks.
        wanted: The texts, by their folded form or their digest.
    """
    joined: list[TextBlock] = []
    place = 0
    while place < len(blocks):
        whole, after = blocks[place], place + 1
        together = whole.words
        last = min(len(blocks), place + _MOST_PAGES)
        while after < last and _may_continue(blocks[after - 1], blocks[after]):
            together += blocks[after].words
            after += 1
            if (
                wanted is None
                or _without_hyphens(together) in wanted
                or _digest(together) in wanted
            ):
                whole, place = TextBlock(whole.role, whole.page, together), after - 1
        joined.append(whole)
        place += 1
    return joined


def _may_continue(block: TextBlock, following: TextBlock) -> bool:
    return block.role == following.role and following.page == block.page + 1


def _differ_by_page_breaks(expected: Sequence[str], found: Sequence[TextBlock]) -> bool:
    """Whether blocks differ only in how a page break cut them, as it does with cells side by side."""
    if len(found) <= len(expected) or found[0].page == found[-1].page:
        return False
    letters = sorted(_without_hyphens("".join(expected)))
    return letters == sorted(_without_hyphens("".join(block.words for block in found)))
