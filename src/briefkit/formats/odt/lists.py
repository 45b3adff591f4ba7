"""Lists of an OpenDocument text, as the numbering of a Word document (OpenDocument 1.3, part 3, 5.3 and 16.30 to 16.35)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import whole_number
from briefkit.formats.odt.opendocument import ID, STYLE, TEXT, OpenDocument
from briefkit.formats.odt.word_parts import sub

#: The list style of headings, which has no name.
OUTLINE = "\N{SECTION SIGN}"
LEVELS = 9
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"} | {
    "I": "upperRoman",
    "": "none",
}


@define
class Lists:
    """Lists of a document, as they are met.

    Attributes:
        root: The root of the part of numbering.
        levels: The definition of each level, by list style and level.
        abstracts: The ids of the definitions that were written, by list style.
        last: The id of the last list of a style, which another may go on with.
        named: The id of each list that has a name.
        count: How many lists there are.
    """

    root: _Element
    levels: Mapping[str, Mapping[int, _Element]]
    abstracts: dict[str, str] = field(factory=dict)
    last: dict[str, str] = field(factory=dict)
    named: dict[str, str] = field(factory=dict)
    count: int = 0

    def begin(self, element: _Element, style: str) -> str:
        """Begin a list, and return its id; one that goes on with another has that one's.

        Args:
            element: The `text:list`.
            style: Its list style.
        """
        continued = element.get(f"{TEXT}continue-list")
        before = None if continued is None else self.named.get(continued)
        if before is None and element.get(f"{TEXT}continue-numbering") == "true":
            before = self.last.get(style)
        number = before or self.new(style)
        self.named[element.get(ID, "")] = self.last[style] = number
        return number

    def outline(self, level: int) -> str | None:
        """Return the id of the list of headings; None where those of a level have no number."""
        definition = self.levels.get(OUTLINE, {}).get(level)
        if definition is None or not definition.get(f"{STYLE}num-format"):
            return None
        return self.last.get(OUTLINE) or self.last.setdefault(OUTLINE, self.new(OUTLINE))

    def new(self, style: str, level: int = -1, start: int = 1) -> str:
        """Write a list, and return its id.

        Args:
            style: Its list style.
            level: A level that begins to count elsewhere than its style says.
            start: Where.
        """
        self.count += 1
        number = str(self.count)
        key = self.abstracts.get(style) or self._define(style)
        one = sub(self.root, "num", numId=number)
        sub(one, "abstractNumId", key)
        for each in range(LEVELS):
            begins = start if each == level else self._start(style, each)
            sub(sub(one, "lvlOverride", ilvl=str(each)), "startOverride", str(begins))
        return number

    def _start(self, style: str, level: int) -> int:
        definition = self.levels.get(style, {}).get(level)
        value = None if definition is None else definition.get(f"{TEXT}start-value")
        return _or_one(value)

    def _define(self, style: str) -> str:
        """Write the definition of a list style; one that is not known has bullets."""
        key = self.abstracts[style] = str(len(self.abstracts) + 1)
        abstract = sub(self.root, "abstractNum", abstractNumId=key)
        for level in range(LEVELS):
            one = sub(abstract, "lvl", ilvl=str(level))
            sub(one, "start", str(self._start(style, level)))
            definition = self.levels.get(style, {}).get(level)
            if definition is None or not _is_number(definition):
                sub(one, "numFmt", "bullet")
                continue
            sub(one, "numFmt", _format(definition))
            sub(one, "lvlText", "".join(_label(definition, level)))
        return key


def read_lists(document: OpenDocument, root: _Element) -> Lists:
    """Return the lists of a document.

    Args:
        document: The document.
        root: The root of the part of numbering that they are written into.
    """
    found: dict[str, Mapping[int, _Element]] = {}
    for name in ("styles", "automatic-styles"):
        for styles in document.sections(name):
            for one in styles.iterchildren(f"{TEXT}list-style"):
                found[one.get(f"{STYLE}name", "")] = dict(_levels(one))
            for one in styles.iterchildren(f"{TEXT}outline-style"):
                found[OUTLINE] = dict(_levels(one))
    return Lists(root, found)


def _levels(style: _Element) -> Iterator[tuple[int, _Element]]:
    for one in style:
        yield _or_one(one.get(f"{TEXT}level")) - 1, one


def _or_one(digits: str | None) -> int:
    return whole_number(digits) or 1


def _is_number(definition: _Element) -> bool:
    return f"{STYLE}num-format" in definition.attrib


def _format(definition: _Element) -> str:
    return _FORMATS.get(definition.get(f"{STYLE}num-format", ""), "decimal")


def _label(definition: _Element, level: int) -> Iterator[str]:
    """Yield the pieces of how a number stands among other words, with those of the levels above that it shows."""
    shown = min(_or_one(definition.get(f"{TEXT}display-levels")), level + 1)
    yield definition.get(f"{STYLE}num-prefix", "")
    yield ".".join(f"%{one + 1}" for one in range(level + 1 - shown, level + 1))
    yield definition.get(f"{STYLE}num-suffix", "")
