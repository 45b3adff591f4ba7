"""Printed numbers: those that Word prints before the paragraphs of numbered lists and headings (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import Factory, define

from briefkit.formats.docx.reading.body_reader import BodyContent, paragraphs_in
from briefkit.formats.docx.reading.numbering_reader import LevelDefinition, ListPosition, Numbering
from briefkit.notes import Code, Notes

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 3999
_MOST_LETTERS = 26 * 30
_CHINESE = "〇一二三四五六七八九"
_CHINESE_FORMATS = (
    *("chineseCounting", "chineseCountingThousand", "ideographDigital"),
    *("japaneseCounting", "japaneseDigitalTenThousand", "taiwaneseCounting"),
    "taiwaneseCountingThousand",
)
# Alphabets, of which each letter is a number.
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_NO_NUMBERS = ("bullet", "none")
_OTHER_FORMATS = ("decimal", "decimalZero", "decimalFullWidth", "lowerRoman", "upperRoman")


def printed_numbers(found: BodyContent, numbering: Numbering, notes: Notes) -> Mapping[int, str]:
    """Number of each numbered paragraph as it is printed, "2.1" or "c)", by the number of the paragraph.

    Args:
        found: The paragraphs and tables, those without words among them: they count too.
        numbering: The lists of the document.
        notes: Gets a note on each format of numbers that is not known here.
    """
    counter = _Counter(numbering)
    numbers: dict[int, str] = {}
    for one in paragraphs_in(found):
        if one.position is None:
            continue
        numbers[one.line] = counter.count(one.position)
        shown = counter.numbering.definition_at(one.position).format
        if not _is_known(shown) and shown not in counter.unknown:
            counter.unknown.add(shown)
            message = f"Numbers of a list in the format “{shown}” are read as 1, 2, 3."
            notes.add(Code.LABEL_REPLACED, message, line=one.line)
    return numbers


def _is_known(shown: str) -> bool:
    known = (*_NO_NUMBERS, *_CHINESE_FORMATS, *_ALPHABETS, *_OTHER_FORMATS)
    return shown in known


@define
class _Counter:
    """Counter of the lists of a document; lists of one definition count on from one another (17.9.15).

    Attributes:
        numbering: The lists.
        counts: How far each level of a definition has counted, by its id; None where it begins anew.
        begun: The lists that have begun.
        unknown: The formats of numbers that are not known here.
    """

    numbering: Numbering
    counts: dict[str, list[int | None]] = Factory(dict)
    begun: set[str] = Factory(set)
    unknown: set[str] = Factory(set)

    def count(self, position: ListPosition) -> str:
        """Count a paragraph; return its number, "" where it has a bullet or none."""
        level = position.level
        counts = self.counts.setdefault(
            self.numbering.definition_of(position.list), [None] * _LEVELS
        )
        if position.list not in self.begun:
            self.begun.add(position.list)
            for one in self.numbering.restarted_levels(position.list):
                counts[one] = None
        definitions = [self._definition(position, one) for one in range(level + 1)]
        for one, definition in enumerate(definitions):
            if counts[one] is None:
                counts[one] = definition.start
            elif one == level:
                counts[one] = (counts[one] or 0) + 1
        for one in range(level + 1, _LEVELS):
            if self._definition(position, one).restarts:
                counts[one] = None
        return _label(definitions, [one or 0 for one in counts])

    def _definition(self, position: ListPosition, level: int) -> LevelDefinition:
        return self.numbering.definition_at(ListPosition(position.list, level))


def _label(definitions: list[LevelDefinition], counts: list[int]) -> str:
    """Number of the last of some levels, as its text says: "%1.%2" (17.9.11)."""
    own = definitions[-1]
    if own.format in _NO_NUMBERS:
        return ""

    def number(place: re.Match[str]) -> str:
        level = int(place[1]) - 1
        if level >= len(definitions):
            return ""
        shown = "decimal" if own.legal else definitions[level].format
        return _number(counts[level], shown)

    return _PLACE.sub(number, own.text).strip()


def _number(count: int, shown: str) -> str:
    """Number in a format (17.18.59); one that is not known here is decimal."""
    if shown in _ALPHABETS and 0 < count <= _MOST_LETTERS:
        alphabet = _ALPHABETS[shown]
        return alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1)
    if shown in ("lowerRoman", "upperRoman") and 0 < count <= _MOST_ROMAN:
        return _roman(count).upper() if shown == "upperRoman" else _roman(count)
    if shown == "decimalZero":
        return f"{count:02}"
    if shown == "decimalFullWidth":
        return str(count).translate(_FULL_WIDTH)
    if shown in _CHINESE_FORMATS and 0 < count < 100:
        return _chinese(count)
    return "" if shown in _NO_NUMBERS else str(count)


def _roman(count: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        found += letters * (count // value)
        count %= value
    return found


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    before = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
    return before + (_CHINESE[ones] if ones else "")
