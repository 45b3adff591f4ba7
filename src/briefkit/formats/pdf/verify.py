"""The words that a PDF shows, held block by block against those that its brief would print.

Both sides are folded first to what survives printing: no spaces, soft hyphens and other signs without ink; one
form of letters, ligatures and capitals; one kind of quotation mark. Right-to-left words come out of a PDF in
the order in which they stand on the line, so blocks with such words are compared letter by letter, in no order.

Some scripts print signs of which a PDF does not say the letters. There the writer records what each block's
words came out as, in digests (`record`); the same words that came out so again are no edit. A file may record anything,
so letters of scripts that print as they are written must be the same all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import zip_longest
from typing import TypeAlias, assert_never

from attrs import frozen

from briefkit.formats.pdf.reading.text_extraction import Printed, Shown
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Runs,
    Sheet,
)
from briefkit.reconcile.similarity import stretches
from briefkit.runtime.caching import cached

#: Digests of a block's words, each with that of what they came out as.
Record: TypeAlias = Collection[tuple[str, str]]

#: Words of these characters come out of a PDF as they went in.
_CERTAIN = re.compile(r"[\u0020-\u007e\u00a0-\u00ff\u2010-\u2027\u2030-\u203a\u20ac]*")
#: Letters of scripts that print a sign a letter: Latin, Greek, Cyrillic, kana, Han, Hangul.
_PLAIN_LETTER = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u052f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"
)
_QUOTATION_MARKS = re.compile("[\"'`‘’‚‛“”„‟‹›«»′″]")
_HYPHENS = re.compile("[‐‑]")
_LINE_HYPHEN = re.compile("[-‐‑\u00ad]\n")
_LETTER = re.compile("[^-\n]")
# Pages that one block may go on over, and letters, some ten pages, within which the next one is looked for.
_MOST_PAGES = 20
_NEAR = 30_000
# Signs that are not drawn though a font has none for them, beside those of format (UAX #44, Default_Ignorable_Code_Point).
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)


@frozen
class Difference:
    """Words of the brief, and those that stand in their place.

    Attributes:
        words: The words of one block of the brief; "" where the PDF shows a block more.
        printed: What the PDF shows there; None where it shows nothing.
    """

    words: str
    printed: Printed | None


def words_of(sheet: Sheet) -> list[str]:
    """Return the words of each block that a sheet prints, in order, but for those without any ink."""
    blocks = (_spelled(sheet.banner), *_words_of(sheet.blocks))
    return [words for words in blocks if folded(words)]


def _words_of(blocks: Iterable[LayoutBlock]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Para() | Heading():
                yield _spelled(block.runs)
            case Items():
                for item in block.items:
                    yield from _words_of(item)
            case Grid():
                yield _spelled(block.caption)
                for row in (block.header, *block.rows):
                    yield from (_spelled(cell) for cell in row)
            case Picture():
                yield f"{_spelled(block.caption)} {_spelled(block.credit)}"
            case _:
                assert_never(block)


def _spelled(runs: Runs) -> str:
    return "".join([run.span.text for run in runs])


# Folding


@cached(4096, longest=200)
def folded(words: str) -> str:
    """Return what of words survives printing, right-to-left ones sorted."""
    # Capitals first, for a label that prints in capitals loses its ß.
    plain = unicodedata.normalize("NFKC", words).upper().casefold()
    plain = unicodedata.normalize("NFKC", plain)
    plain = _HYPHENS.sub("-", _QUOTATION_MARKS.sub("'", plain))
    kept = plain.translate(_INK)
    return "".join(sorted(kept)) if any(map(_runs_right_to_left, set(kept))) else kept


def _runs_right_to_left(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("R", "AL")


def _has_ink(sign: str) -> bool:
    inkless = unicodedata.category(sign) in ("Cf", "Cc", "Zs", "Zl", "Zp")
    return not inkless and not _IGNORABLE.match(sign)


class _Ink(dict[int, "int | None"]):
    """A table for `str.translate` that keeps signs with ink, and looks at each sign once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if _has_ink(chr(code)) else None
        return self[code]


_INK = _Ink()


def _key(words: str) -> str:
    """Return folded words without hyphens, of which some may be those of broken lines."""
    return folded(words).replace("-", "")


def _agree(words: str, printed: str) -> bool:
    """Whether words are those printed, where a hyphen at the end of a line may be the line's."""
    if folded(words) == folded(printed):
        return True
    if _key(words) != _key(printed):
        return False
    if any(map(_runs_right_to_left, words)):
        return True  # sorted as they are, no hyphen has a place of its own
    # Between two letters stand the hyphens of the words; a line that ended there may have brought one of its own.
    parts = map(folded, _LINE_HYPHEN.split(printed))
    gaps, hyphens = _LETTER.split("\n".join(parts)), _LETTER.split(folded(words))
    return len(gaps) == len(hyphens) and all(
        gap.count("-") <= len(found) <= len(gap) for gap, found in zip(gaps, hyphens, strict=True)
    )


# What came out as something else when the PDF was written


def certain(sheet: Sheet) -> bool:
    """Whether all words of a sheet come out of a PDF as they went in."""
    return all(_CERTAIN.fullmatch(words) for words in words_of(sheet))


def record(sheet: Sheet, shown: Shown) -> list[tuple[str, str]]:
    """Return digests of the words that came out as others, with those of what they came out as."""
    found = []
    for expected, printed in _stretches(words_of(sheet), shown.blocks, ()):
        whole = _rejoined(printed, None) if len(printed) > len(expected) else list(printed)
        for words, one in zip_longest(expected, whole):
            if words and not (one and _agree(words, one.words)):
                found.append((_digest(words), _digest(one.words if one else "")))
    return sorted(set(found))


def _digest(words: str) -> str:
    return blake2b("".join(words.split()).encode(), digest_size=8).hexdigest()


# Comparing


def differences(sheet: Sheet, shown: Shown, known: Record = ()) -> list[Difference]:
    """Return where a PDF shows other words than a sheet, in the order of the sheet.

    Args:
        sheet: What the brief prints.
        shown: What the PDF shows; its blocks, so it must have tags.
        known: What words came out as when the PDF was written.
    """
    found: list[Difference] = []
    headers = {folded(one.words) for one in shown.blocks if one.tag == "/TH"}
    for expected, printed in _stretches(words_of(sheet), shown.blocks, known):
        if _same_letters_over_pages(expected, printed):
            continue
        for words, one in zip_longest(expected, printed):
            if one is None:
                if not _came_out_as(words, "", known):
                    found.append(Difference(words, None))
            elif words is None:
                # A table that goes on over a page has its header again.
                if not (one.tag == "/TH" and folded(one.words) in headers):
                    found.append(Difference("", one))
            elif not _same(words, one, known):
                found.append(Difference(words, one))
    return found


def missing(sheet: Sheet, words: str) -> list[str]:
    """Return the blocks of a sheet that do not stand in words without tags, as far as that can be known.

    Right-to-left ones, and those of which a PDF may not say the letters, are not looked for.
    """
    lost, place = [], 0
    whole = "".join([_key(line) for line in words.split("\n")])
    for block in words_of(sheet):
        if _CERTAIN.fullmatch(block):
            found = whole.find(_key(block), place, place + _NEAR + len(_key(block)))
            if found < 0:
                lost.append(block)
            else:
                place = found + len(_key(block))
    return lost


def _same(words: str, printed: Printed, known: Record) -> bool:
    return _agree(words, printed.words) or _came_out_as(words, printed.words, known)


def _came_out_as(words: str, printed: str, known: Record) -> bool:
    """Whether words came out as others when the PDF was written."""
    return (_digest(words), _digest(printed)) in known and _plain(words) == _plain(printed)


def _plain(words: str) -> list[str]:
    """Return the letters of words that come out of a PDF as they are written, in no order and without accents.

    Greek capitals are printed without theirs.
    """
    apart = unicodedata.normalize("NFD", folded(words))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return sorted(filter(_PLAIN_LETTER.match, unicodedata.normalize("NFC", bare)))


def _stretches(
    expected: Sequence[str], blocks: Sequence[Printed], known: Record
) -> Iterator[tuple[Sequence[str], Sequence[Printed]]]:
    """Yield stretches of the brief's blocks with the printed ones in their place."""
    keys = {_digest(words): _key(words) for words in expected}
    came_from = {came_out: keys[words] for words, came_out in known if words in keys}
    printed = _rejoined(blocks, {*keys.values(), *came_from})
    seen = [came_from.get(_digest(one.words), _key(one.words)) for one in printed]
    for ours, theirs in stretches([_key(words) for words in expected], seen):
        yield expected[ours], printed[theirs]


def _rejoined(blocks: Sequence[Printed], wanted: Collection[str] | None) -> list[Printed]:
    """Return blocks, those that a page break cut as one, where that gives wanted words; None wants any."""
    joined: list[Printed] = []
    place = 0
    while place < len(blocks):
        whole, after = blocks[place], place + 1
        together = whole.words
        last = min(len(blocks), place + _MOST_PAGES)
        while after < last and _goes_on(blocks[after - 1], blocks[after]):
            together += blocks[after].words
            after += 1
            if wanted is None or _key(together) in wanted or _digest(together) in wanted:
                whole, place = Printed(whole.tag, whole.page, together), after - 1
        joined.append(whole)
        place += 1
    return joined


def _goes_on(one: Printed, following: Printed) -> bool:
    return one.tag == following.tag and following.page == one.page + 1


def _same_letters_over_pages(expected: Sequence[str], printed: Sequence[Printed]) -> bool:
    """Whether blocks differ only in how a page break cut them, as it does with cells side by side."""
    if len(printed) <= len(expected) or printed[0].page == printed[-1].page:
        return False
    return sorted(_key("".join(expected))) == sorted(_key("".join(one.words for one in printed)))
