"""Actual text of a PDF by Typst: what lines say whose glyphs do not tell, so that their words are found (ISO 32000-1, 14.9.4).

Typst cuts a line where a glyph stands higher than the one before, and each part that holds glyphs of a cluster says all
letters of that cluster. Here the parts of a line in such a script are one again, with its words beside its glyphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

import pikepdf
from attrs import define, field, frozen
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, String

from briefkit.formats.pdf.extracted_text import needs_actual_text
from briefkit.formats.pdf.opening import object_key
from briefkit.formats.pdf.reading.text_extraction import Decoder, FontDecoders
from briefkit.formats.pdf.text_verification import runs_right_to_left

#: How far from each other, in heights of type, parts of one line stand.
_ONE_LINE = 0.8

_Instruction: TypeAlias = ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_Content: TypeAlias = list[_Instruction]
_Key: TypeAlias = tuple[int, int]


@frozen
class _Glyphs:
    """Glyphs that say letters together: their font, and their codes in it."""

    letters: str
    font: str
    codes: frozenset[int]


@define
class _Part:
    """Marked content with words.

    Attributes:
        number: Its number on the page (MCID).
        begin: The place of its `BDC` in the content.
        language: What it says of its language.
        end: The place of its `EMC`.
        origins: The place on the page of each of its stretches of text, in points.
        size: The size of its type, in points.
        glyphs: Its glyphs, in order.
        is_reversed: Whether glyphs of it stand in the order of the page, from left to right, against that of their words.
    """

    number: int
    begin: int
    language: str
    end: int = 0
    origins: list[tuple[float, float]] = field(factory=list)
    size: float = 0.0
    glyphs: list[_Glyphs] = field(factory=list)
    is_reversed: bool = False

    @property
    def is_of_a_line(self) -> bool:
        """Whether its words stand on one line, in the order in which they are said."""
        read_from_right = any(
            runs_right_to_left(sign) for one in self.glyphs for sign in one.letters
        )
        in_order = not (read_from_right or self.is_reversed)
        return len(self.origins) == 1 and bool(self.glyphs) and in_order


def write_actual_texts(pdf: pikepdf.Pdf) -> None:
    """Put the words of lines beside glyphs that do not tell them.

    Args:
        pdf: The PDF that Typst printed.
    """
    fonts = FontDecoders()
    elements = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    merged: dict[_Key, tuple[pikepdf.Object, set[tuple[_Key, int]]]] = {}
    for page in pdf.pages:
        if "/StructParents" not in page.obj:
            continue
        parents = elements[int(page.obj.StructParents)]
        content: _Content = list(pikepdf.parse_content_stream(page))
        lines = [
            line
            for line in _lines(_parts(content, page, fonts), content, parents)
            if any(needs_actual_text(one.letters) for part in line for one in part.glyphs)
        ]
        if not lines:
            continue
        written = pikepdf.unparse_content_stream(_with_words(content, lines))
        page.obj.Contents = pdf.make_stream(written)
        for first, *others in lines:
            parent = parents[first.number]
            _, marks = merged.setdefault(object_key(parent), (parent, set()))
            for one in others:
                marks.add((object_key(page.obj), one.number))
                parents[one.number] = None
    for parent, marks in merged.values():
        _remove_marks(parent, marks)


# Reading


def _parts(content: _Content, page: pikepdf.Page, fonts: FontDecoders) -> Iterator[_Part]:
    """Yield the marked content of a page."""
    part: _Part | None = None
    depth, font = 0, ""
    decode: Decoder = fonts.fallback
    actual: str | None = None
    codes: list[int] = []
    for place, instruction in enumerate(content):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC":
                properties = operands[1]
                if "/MCID" in properties:
                    part = _Part(int(properties.MCID), place, str(properties.get("/Lang", "")))
                    depth = 0
                elif "/ActualText" in properties:
                    actual, codes = str(properties.ActualText), []
                depth += 1
            case "BMC":
                depth += 1
                if part is not None and str(operands[0]) == "/ReversedChars":
                    part.is_reversed = True
            case "EMC":
                depth -= 1
                if part is not None and depth == 0:
                    part.end = place
                    yield part
                    part = None
                elif part is not None and actual is not None:
                    part.glyphs.append(_Glyphs(actual, font, frozenset(codes)))
                    actual = None
            case "cm" if part is not None:
                part.origins.append((float(operands[4]), float(operands[5])))
            case "Tf" if part is not None:
                font, part.size = str(operands[0]), float(operands[1])
                decode = fonts.decoder(page, font)
            case "Tj" | "TJ" if part is not None:
                shown = _shown(operands[0])
                if actual is None:
                    pairs = zip(decode(shown), _codes(shown), strict=False)
                    part.glyphs += [_Glyphs(said, font, frozenset((code,))) for said, code in pairs]
                else:
                    codes += _codes(shown)
            case _:
                pass


def _shown(operand: pikepdf.Object) -> bytes:
    parts = operand if isinstance(operand, Array) else (operand,)
    return b"".join(bytes(one) for one in parts if isinstance(one, String))


def _codes(shown: bytes) -> list[int]:
    return [int.from_bytes(shown[place : place + 2], "big") for place in range(0, len(shown), 2)]


# Lines


def _lines(parts: Iterable[_Part], content: _Content, parents: pikepdf.Object) -> list[list[_Part]]:
    """Return the parts of each line that stand in one element."""
    lines: list[list[_Part]] = []
    before: _Part | None = None
    for part in parts:
        if part.is_of_a_line:
            if before is not None and _goes_on(before, part, content, parents):
                lines[-1].append(part)
            else:
                lines.append([part])
        before = part if part.is_of_a_line else None
    return lines


def _goes_on(before: _Part, part: _Part, content: _Content, parents: pikepdf.Object) -> bool:
    return (
        part.language == before.language
        and abs(part.origins[0][1] - before.origins[0][1]) < _ONE_LINE * part.size
        and object_key(parents[part.number]) == object_key(parents[before.number])
        and _is_artifact(content[before.end + 1 : part.begin])
    )


def _is_artifact(content: _Content) -> bool:
    """Whether content is that of artifacts alone, such as the lines under a link, or none."""
    depth = 0
    for one in content:
        operator = str(one.operator)
        if operator in ("BDC", "BMC"):
            if depth == 0 and str(one.operands[0]) != "/Artifact":
                return False
            depth += 1
        elif depth == 0:
            return False
        elif operator == "EMC":
            depth -= 1
    return True


def _words(glyphs: Iterable[_Glyphs]) -> str:
    """Return what glyphs say. Further glyphs of a cluster say again what the first ones say."""
    said: list[str] = []
    letters, font, codes = "", "", frozenset[int]()
    for one in glyphs:
        is_further = len(one.letters) > 1 and (one.letters, one.font) == (letters, font)
        if is_further and codes.isdisjoint(one.codes):
            codes |= one.codes
        else:
            said.append(one.letters)
            letters, font, codes = one.letters, one.font, one.codes
    return "".join(said)


# Writing


#: What is around each part of a line, and once around the whole line.
_AROUND = frozenset(("q", "cm", "BT", "ET", "Q", "BDC", "BMC", "EMC"))


def _with_words(content: _Content, lines: Iterable[Sequence[_Part]]) -> _Content:
    """Return the content of a page with each line as one marked content, its words beside it."""
    written: _Content = []
    place = 0
    for line in lines:
        first, last = line[0], line[-1]
        words = String(_words(one for part in line for one in part.glyphs))
        origin = next(one for one in content[first.begin :] if str(one.operator) == "cm")
        written += content[place : first.begin + 1]
        written += [_operation("q"), origin, _operation("BT")]
        written.append(_operation("BDC", Name.Span, Dictionary(ActualText=words)))
        for part in line:
            written += _moved(content[part.begin + 1 : part.end], part, first)
        written += [_operation(name) for name in ("EMC", "ET", "Q", "EMC")]
        for part, after in pairwise(line):
            written += content[part.end + 1 : after.begin]
        place = last.end + 1
    return [*written, *content[place:]]


def _moved(content: _Content, part: _Part, first: _Part) -> Iterator[_Instruction]:
    """Yield the content of a part of a line, its glyphs placed from where the first part begins."""
    (left, top), (first_left, first_top) = part.origins[0], first.origins[0]
    for one in content:
        if str(one.operator) == "Tm":
            *matrix, across, down = map(float, one.operands)
            yield _operation("Tm", *matrix, across + left - first_left, down + first_top - top)
        elif str(one.operator) not in _AROUND:
            yield one


def _operation(name: str, *operands: float | pikepdf.Object) -> ContentStreamInstruction:
    return ContentStreamInstruction(operands, Operator(name))


def _remove_marks(element: pikepdf.Object, marks: set[tuple[_Key, int]]) -> None:
    """Remove marked content from a structure element, by page and number."""
    home: pikepdf.Object = element.Pg
    kids: list[object] = []
    for kid in element.K:
        if isinstance(kid, int):
            mark = (object_key(home), kid)
        elif "/MCID" in kid:
            mark = (object_key(kid.Pg), int(kid.MCID))
        else:
            mark = None
        if mark not in marks:
            kids.append(kid)
    element.K = Array(kids)
