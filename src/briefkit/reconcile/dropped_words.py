"""Dropped words: what a file says and the brief that was read from it does not, told in notes; the last net of all readers.

The words and numbers of the file, as its reader found them before it made anything of them, are counted, and so are
those that the brief prints. What the file has more of went lost on the way, wherever that was. What the house prints by
itself does not count: labels, numbers of sources, and dates that were written in another form. Nor does what another
note has told already.

A note on what somebody put in is held to the same: words that did not arrive were not put in.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, zip_longest

from attrs import evolve, frozen

from briefkit.language.dates import dates_in
from briefkit.language.spacing import UNSPACED
from briefkit.layout import RunRole, Runs, Sheet
from briefkit.layout.roles import NOT_IN_TEXT, NUMBER_RUNS, RunKind, runs_of
from briefkit.lexicons import lexicon
from briefkit.lower import lower
from briefkit.lower.generated_runs import lines_of_runs, runs_text
from briefkit.model import Brief, Text
from briefkit.model.diff import shortened
from briefkit.model.walk import walk
from briefkit.model.when import When
from briefkit.notes import Code, Level, Note, Reading, note
from briefkit.recognise.recogniser import recogniser_for
from briefkit.reconcile.edit_notes import insertion
from briefkit.reconcile.parsed_file import ParsedFile

# What stands within words, or around them, and nobody sees: soft hyphens, joiners, marks of direction.
_UNSEEN = dict.fromkeys(
    (0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
)
# Letters and digits are parts of their own: programs and people set a number beside a word without a space.
_PART = re.compile(rf"\d+|[{UNSPACED}]|[^\W\d_{UNSPACED}]+")
_GENERATED_NUMBERS = re.compile(r"(?:\[\d*\]|↑\d*|\s)+")
_NUMBERS = (*NUMBER_RUNS, *runs_of(RunKind.LINK_BACK))
_FACTS = runs_of(RunKind.FACT)
#: Notes below the level of a loss that name words which were left out on purpose.
_LEFT_OUT = (
    Code.BYLINE_READ,
    Code.CONTENTS_DROPPED,
    Code.END_DROPPED,
    Code.LABEL_REPLACED,
    Code.RULE_DROPPED,
    Code.STRUCK_OUT,
)
_LONGEST_JOINED = 100  # characters
#: The most lines whose place in the brief is looked for.
_MAX_PLACED = 100
#: The least share of what is left of a line that a text has to have, to be the one that the line became.
_MIN_SHARE = 0.5


@frozen
class _Line:
    """A line of a file that has words which its brief does not print.

    Attributes:
        text: Its text.
        lost: The stretches that were lost, as places in the text; none follows another at once.
    """

    text: str
    lost: tuple[slice, ...]

    @property
    def words(self) -> str:
        """What was lost of it."""
        return " … ".join(self.text[place] for place in self.lost)

    @property
    def kept(self) -> str:
        """What was not lost of it."""
        ends = [0, *(place.stop for place in self.lost)]
        starts = [*(place.start for place in self.lost), len(self.text)]
        pieces = [self.text[end:start] for end, start in zip(ends, starts, strict=True)]
        return " ".join("".join(pieces).split())


def with_dropped_words(reading: Reading, file: ParsedFile, printed: Sheet) -> Reading:
    """Return a reading with a note on every line of the file that has words which its brief does not print.

    Args:
        reading: The brief that was read from the file, and notes.
        file: The file.
        printed: What the brief prints; the sheet of the file itself where nothing differs from it.
    """
    sheet = file.sheet
    if printed is sheet and file.text() == "".join(map(runs_text, lines_of_runs(sheet.blocks))):
        return reading
    lines = file.lines()
    if lines is None and printed is sheet:
        return reading
    banner = runs_text(sheet.banner)  # it stands on every page, and is one
    shown = lines_of(sheet) if lines is None else chain([banner], _without(banner, lines))

    def house() -> Counter[str]:
        furniture = _counted(_furniture(sheet, printed)) - _counted(_furniture(printed, sheet))
        return furniture + (_counted(_addresses(printed)) - _counted(_addresses(sheet)))

    return _with_losses(reading, _apart(shown, lines_of(printed)), printed, house)


def with_dropped_lines(reading: Reading, lines: Iterable[str]) -> Reading:
    """Return a reading with a note on every line of words that its brief does not print.

    Args:
        reading: The brief that was read from the lines, and notes.
        lines: The lines of a format that has no looks: labels are words there, and numbers of sources are none.
    """
    printed = lower(reading.brief)
    apart = _apart(lines, map(_typed_text, _runs_of(printed)))
    return _with_losses(reading, apart, printed, lambda: _counted(_addresses(printed)))


def _with_losses(
    reading: Reading,
    apart: tuple[list[str], list[str]],
    printed: Sheet,
    house: Callable[[], Counter[str]],
) -> Reading:
    """Return a reading with a note on every line that has words which its brief does not print.

    Args:
        reading: The brief that was read, and notes.
        apart: The lines of the file that the brief does not print, and those of the brief that the file does not have.
        printed: What the brief prints.
        house: Returns what is no loss, since it is the house's own.
    """
    found, there = _apart(map(_plain, apart[0]), map(_plain, apart[1]))
    found = [*filter(None, found)]
    lost = _counted(found) - _counted(there) if found else Counter[str]()
    if lost:
        lost -= house()
        lost -= sum(_dates_read(found, printed), Counter())
        lost = _without_joined(lost, _counted(there) - _counted(found))
    if not lost:
        return reading
    untold = _located(found, lost - _counted(_told(reading.notes)))
    notes = _without_false_insertions(reading.notes, _located(found, lost))
    return evolve(reading, notes=(*notes, *_dropped(untold, reading.brief)))


def _typed_text(runs: Runs) -> str:
    """Return the text of runs as one types it: without numbers of sources, and with a space behind each role."""
    pieces = []
    for run, after in zip_longest(runs, runs[1:]):
        if run.role not in _NUMBERS:
            pieces.append(run.span.text)
            # Chinese prints none between a role and a name.
            if run.role is RunRole.ROLE and after and after.role is RunRole.NAME:
                pieces.append(" ")
    return "".join(pieces)


def _without(banner: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines but those that are the banner."""
    plain = _plain(banner)
    return (line for line in lines if line != banner and _plain(line) != plain)


# Words


def lines_of(sheet: Sheet) -> Iterator[str]:
    """Yield the lines that a sheet shows: its banner, and those of its blocks."""
    return map(runs_text, _runs_of(sheet))


def _runs_of(sheet: Sheet) -> Iterator[Runs]:
    return chain([sheet.banner], lines_of_runs(sheet.blocks))


def _apart(lines: Iterable[str], others: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the lines that are not among others as often, and the others that are not among the lines."""
    shown, there = [*lines], [*others]
    if shown == there:
        return [], []
    left = Counter(there)
    found = []
    for line in shown:
        if left[line]:
            left[line] -= 1
        else:
            found.append(line)
    return found, [*left.elements()]


def _plain(line: str) -> str:
    """Return a line with single spaces, in composed letters, without what nobody sees."""
    if not line.isascii():
        line = unicodedata.normalize("NFC", line.translate(_UNSEEN))
    return " ".join(line.split())


def _words(line: str) -> Iterator[tuple[str, slice]]:
    """Yield the words and numbers of a plain line, folded, each with its place."""
    for found in _PART.finditer(line):
        yield _folded(found[0]), slice(*found.span())


def _folded(word: str) -> str:
    """Return a word without what makes no difference: its case, and other forms of its letters."""
    return word.casefold() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()


def _counted(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in lines."""
    text = "\n".join(map(_plain, lines))
    if text.isascii():
        return Counter(_PART.findall(text.casefold()))
    return Counter(map(_folded, _PART.findall(text)))


def _in_words(line: str) -> str:
    return " ".join(word for word, _ in _words(_plain(line)))


# What may be lost


def _furniture(sheet: Sheet, other: Sheet) -> Iterator[str]:
    """Yield the words of a sheet that are what the house prints there, in its language or another's: labels, numbers."""
    languages = (sheet.language, other.language)
    printed = chain.from_iterable(lexicon(one).labels.values() for one in languages)
    labels = {_in_words(label) for label in printed}
    named = recogniser_for(sheet.language).part_named
    for run in chain.from_iterable(_runs_of(sheet)):
        words = run.span.text
        if run.role in _NUMBERS:
            printed_so = _GENERATED_NUMBERS.fullmatch(words) is not None
        else:
            # Older versions headed a section by another of the words for it.
            printed_so = run.role in NOT_IN_TEXT and (
                _in_words(words) in labels or named(words) is not None
            )
        if printed_so:
            yield words


def _addresses(sheet: Sheet) -> Iterator[str]:
    """Yield the addresses that words of a sheet lead to: one that was typed may have become that of a link."""
    runs = chain.from_iterable(_runs_of(sheet))
    return (run.span.link for run in runs if run.span.link and run.span.link != run.span.text)


def _dates_read(lines: Iterable[str], printed: Sheet) -> Iterator[Counter[str]]:
    """Yield, for each date in lines that a brief prints as a fact, the words of which the house has others."""
    language = printed.language
    facts = [run.span.text for runs in _runs_of(printed) for run in runs if run.role in _FACTS]
    there: dict[When, list[str]] = {}
    for words in facts:
        for when, start, stop in dates_in(words, language):
            there.setdefault(when, []).append(words[start:stop])
    for line in lines:
        for when, start, stop in dates_in(line, language):
            if there.get(when):
                yield _counted([line[start:stop]]) - _counted([there[when].pop()])


def _told(notes: Iterable[Note]) -> Iterator[str]:
    """Yield the words that notes say were left out."""
    for one in notes:
        lost = one.level is Level.DROPPED and one.code != Code.FACT_DROPPED
        if lost or one.code in _LEFT_OUT:
            yield one.words


def _without_joined(lost: Counter[str], there: Counter[str]) -> Counter[str]:
    """Return lost words without those that a brief prints as several: a fact typed beside a word without a space.

    Args:
        lost: The lost words.
        there: The words of the brief that the file does not have.
    """
    left, still_lost = Counter(there), Counter[str]()
    for word, count in lost.items():
        parts = Counter(_parts(word, left))
        if parts and all(left[part] >= number * count for part, number in parts.items()):
            left.subtract({part: number * count for part, number in parts.items()})
        else:
            still_lost[word] = count
    return still_lost


def _parts(word: str, known: Mapping[str, int]) -> tuple[str, ...]:
    """Return known words that a word is made of; () where it is of none."""
    if len(word) > _LONGEST_JOINED:
        return ()
    made: dict[int, tuple[str, ...]] = {0: ()}
    for stop in range(1, len(word) + 1):
        for start in range(stop):
            if start in made and known.get(word[start:stop], 0) > 0:
                made[stop] = (*made[start], word[start:stop])
                break
    return made.get(len(word), ())


# Where words were lost


def _located(lines: Iterable[str], lost: Counter[str]) -> list[_Line]:
    """Return the lines that words were lost of; of several that have a word, the one that lost most."""
    left = Counter(lost)
    placed = [(n, line, [*_words(line)]) for n, line in enumerate(lines)]

    def share_kept(entry: tuple[int, str, list[tuple[str, slice]]]) -> float:
        words = entry[2]
        return sum(word not in lost for word, _ in words) / len(words) if words else 1

    found: dict[int, _Line] = {}
    for n, line, words in sorted(placed, key=share_kept):
        taken = Counter(word for word, _ in words) & left
        if taken:
            left -= taken
            found[n] = _Line(line, tuple(_stretches(line, words, taken)))
    return [found[n] for n in sorted(found)]


def _stretches(
    line: str, words: Sequence[tuple[str, slice]], taken: Counter[str]
) -> Iterator[slice]:
    """Yield the stretches of a line that hold as many of its words as were taken, next to one another where that can be."""
    places: dict[str, list[int]] = {}
    for n, (word, _) in enumerate(words):
        places.setdefault(word, []).append(n)
    sure = [n for n, (word, _) in enumerate(words) if len(places[word]) == taken[word]]
    if len(sure) == len(words):
        yield slice(0, len(line))
        return

    def distance(n: int) -> int:
        """How far a word is from the next that was lost for sure; where none was, the last words come first."""
        at = bisect_left(sure, n)
        return min((abs(n - one) for one in sure[max(at - 1, 0) : at + 1]), default=-n)

    gone = set(sure)
    for word, number in taken.items():
        if number < len(places[word]):
            gone.update(sorted(places[word], key=distance)[:number])
    for is_gone, stretch in groupby(enumerate(words), lambda entry: entry[0] in gone):
        if is_gone:
            (_, (_, first)), *_ = run = [*stretch]
            yield slice(first.start, run[-1][1][1].stop)


# Notes


def _dropped(lines: Sequence[_Line], brief: Brief) -> Iterator[Note]:
    """Yield a note on every line that lost words, with the path of what became of it."""
    texts = [(path, _counted([text.plain])) for path, text in walk(brief, Text)] if lines else []
    for number, line in enumerate(lines):
        kept = line.kept
        place = f" (in “{shortened(line.text)}”)" if _counted([kept]) else ""
        message = f"“{shortened(line.words)}”{place} is not in the brief."
        path = _path(kept, texts) if number < _MAX_PLACED else ""
        yield note(Code.WORDS_DROPPED, message, line.words, path=path)


def _path(kept: str, texts: Sequence[tuple[str, Counter[str]]]) -> str:
    """Return the path of the text that has most of the words that were kept of a line."""
    words = _counted([kept])
    share, path = max(
        ((((words & text).total()) / words.total(), path) for path, text in texts if words),
        default=(0.0, ""),
    )
    return path if share >= _MIN_SHARE else ""


def _without_false_insertions(notes: Iterable[Note], lines: Sequence[_Line]) -> Iterator[Note]:
    """Yield notes, those on what was put in as the brief has it, and none on what it has nothing of."""
    for one in notes:
        if one.code != Code.BLOCK_INSERTED:
            yield one
            continue
        after = _plain(one.after)
        for line in lines:
            after = after.replace(line.text, line.kept)
        if _counted([after]):
            yield one if after == _plain(one.after) else insertion(" ".join(after.split()))
