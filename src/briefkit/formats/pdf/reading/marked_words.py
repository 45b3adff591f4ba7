"""Marked words: which words of a page stand within rectangles, as those of a highlight (ISO 32000-2, 9.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from math import dist

import pikepdf
from attrs import define, field, frozen

from briefkit.formats.pdf.reading.text_extraction import (
    Decoder,
    FontDecoders,
    page_resource,
)
from briefkit.limits import Tally

#: Operators of the graphics state that place text, and of text.
_OPERATORS = "q Q cm BT Tf Tm Td TD T* TL Tc Tw Tz Ts Tj TJ ' \""
#: Rectangles times glyphs that are compared: more than a page with a remark on every word has.
_MOST_COMPARED = 20_000_000
#: How high over its line the middle of a small letter is, in parts of the font's size.
_MIDDLE = 0.25
#: How far apart two glyphs of one word stand at most, in parts of the font's size.
_GAP = 0.15
_BULLETS = "•◦▪ "
_MISSING_WIDTH = 500.0
_GLYPH_UNITS = 1000
#: Codes of a font of two bytes.
_MOST_CODES = 0xFFFF

#: A matrix of coordinates: a, b, c, d, e, f.
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


@frozen
class Box:
    """A rectangle on a page, in the units of its user space."""

    left: float
    bottom: float
    right: float
    top: float


@frozen
class _Glyph:
    """What one glyph says, the middle of it, and whether it stands apart from the one before."""

    words: str
    across: float
    up: float
    apart: bool


def marked_words(page: pikepdf.Page, boxes: Sequence[Sequence[Box]]) -> list[str]:
    """Return the words of a page that stand within rectangles.

    Args:
        page: The page.
        boxes: The rectangles of each annotation.

    Returns:
        The words of each; "" where there are none, or they cannot be known.
    """
    nothing = ["" for _ in boxes]
    count = sum(map(len, boxes))
    if not count:
        return nothing
    glyphs: list[_Glyph] = []
    with suppress(Exception):  # what is wrong with a page costs no more than the words under a mark
        for glyph in _glyphs(page):
            glyphs.append(glyph)
            if len(glyphs) * count > _MOST_COMPARED:
                return nothing
    words = list(_words_of(glyphs))
    return [_without_bullets(" ".join(_within(words, one))) for one in boxes]


def _without_bullets(words: str) -> str:
    """Return words without the bullets of their items, which a page has behind them or before."""
    return words.strip(_BULLETS)


def _words_of(glyphs: Sequence[_Glyph]) -> Iterator[list[_Glyph]]:
    word: list[_Glyph] = []
    for glyph in glyphs:
        if word and (glyph.apart or glyph.words.isspace()):
            yield word
            word = []
        if not glyph.words.isspace():
            word.append(glyph)
    if word:
        yield word


def _within(words: Sequence[Sequence[_Glyph]], boxes: Sequence[Box]) -> Iterator[str]:
    """Yield the words of which half stands within rectangles."""
    for word in words:
        inside = sum(
            box.left <= glyph.across <= box.right and box.bottom <= glyph.up <= box.top
            for glyph in word
            for box in boxes
        )
        if boxes and 2 * inside >= len(word):
            yield "".join(glyph.words for glyph in word)


@define
class _TextState:
    """Text state of a page (ISO 32000-2, 9.3), as far as it places glyphs."""

    text: _Matrix = _IDENTITY
    line: _Matrix = _IDENTITY
    size: float = 0
    leading: float = 0
    character_space: float = 0
    word_space: float = 0
    scale: float = 1
    rise: float = 0
    end: tuple[float, float] | None = None
    code_bytes: int = 1
    widths: Mapping[int, float] = field(factory=dict)

    def move(self, across: float, up: float) -> None:
        """Begin a line, seen from the beginning of the last."""
        self.text = self.line = _times((1, 0, 0, 1, across, up), self.line)


def _glyphs(page: pikepdf.Page) -> Iterator[_Glyph]:
    """Yield the glyphs of a page's own content, in its order."""
    fonts, operators = FontDecoders(), Tally("operators")
    state, view, views = _TextState(), _IDENTITY, list[_Matrix]()
    known: dict[str, tuple[int, Mapping[int, float]]] = {}
    decode: Decoder = fonts.fallback
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operators.add()
        operands: list[object] = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                views.append(view)
            case "Q":
                view = views.pop() if views else view
            case "cm":
                view = _times(_matrix(operands), view)
            case "BT":
                state.text = state.line = _IDENTITY
            case "Tf":
                name = str(operands[0])
                state.size = _number(operands[1])
                decode = fonts.decoder(page, name)
                if name not in known:
                    font = page_resource(page, "/Font", name)
                    known[name] = _code_bytes(font), _widths(font)
                state.code_bytes, state.widths = known[name]
            case "Tm":
                state.text = state.line = _matrix(operands)
            case "Td":
                state.move(_number(operands[0]), _number(operands[1]))
            case "TD":
                state.leading = -_number(operands[1])
                state.move(_number(operands[0]), _number(operands[1]))
            case "T*":
                state.move(0, -state.leading)
            case "TL":
                state.leading = _number(operands[0])
            case "Tc":
                state.character_space = _number(operands[0])
            case "Tw":
                state.word_space = _number(operands[0])
            case "Tz":
                state.scale = _number(operands[0]) / 100
            case "Ts":
                state.rise = _number(operands[0])
            case operator:
                if operator in ("'", '"'):
                    state.move(0, -state.leading)
                if operator == '"':
                    state.word_space, state.character_space = map(_number, operands[:2])
                yield from _shown(operands[-1], decode, state, view)


def _shown(operand: object, decode: Decoder, state: _TextState, view: _Matrix) -> Iterator[_Glyph]:
    """Yield the glyphs that an operator shows, and move on behind them."""
    for part in _parts(operand) or [operand]:
        if not isinstance(part, pikepdf.String):
            _advance(state, -_number(part) / _GLYPH_UNITS * state.size)
            continue
        codes = bytes(part)
        for start in range(0, len(codes), state.code_bytes):
            code = codes[start : start + state.code_bytes]
            width = state.widths.get(int.from_bytes(code, "big"), _MISSING_WIDTH) / _GLYPH_UNITS
            begin, height = _point(0, 0, state, view), _point(0, state.size, state, view)
            gap = _GAP * dist(begin, height)
            apart = state.end is None or dist(begin, state.end) > gap
            across, up = _point(width * state.size / 2, _MIDDLE * state.size, state, view)
            yield _Glyph("".join(decode(code)), across, up, apart)
            space = state.word_space if code == b" " else 0
            _advance(state, width * state.size + state.character_space + space)
            state.end = _point(0, 0, state, view)


def _point(across: float, up: float, state: _TextState, view: _Matrix) -> tuple[float, float]:
    """Return a point that is seen from where the next glyph begins, in the page's user space."""
    *_, x, y = _times(_times((1, 0, 0, 1, across, up + state.rise), state.text), view)
    return x, y


def _advance(state: _TextState, across: float) -> None:
    state.text = _times((1, 0, 0, 1, across * state.scale, 0), state.text)


def _code_bytes(font: pikepdf.Object | None) -> int:
    composite = isinstance(font, pikepdf.Dictionary) and str(font.get("/Subtype")) == "/Type0"
    return 2 if composite else 1


def _widths(font: pikepdf.Object | None) -> dict[int, float]:
    """Return the widths of a font's glyphs by their codes, in thousandths of its size (ISO 32000-2, 9.2.4, 9.7.4.3)."""
    if not isinstance(font, pikepdf.Dictionary):
        return {}
    below = font.get("/DescendantFonts")
    if not isinstance(below, pikepdf.Array):
        start = int(_number(font.get("/FirstChar")))
        return {code: _number(one) for code, one in enumerate(_parts(font.get("/Widths")), start)}
    found: dict[int, float] = {}
    mappings = Tally("mappings")
    waiting = _parts(below[0].get("/W"))[::-1]
    while len(waiting) > 1:
        first, following = int(_number(waiting.pop())), waiting.pop()
        if isinstance(following, pikepdf.Array):
            found |= {code: _number(one) for code, one in enumerate(_parts(following), first)}
        elif waiting:
            width = _number(waiting.pop())
            last = min(int(_number(following)), first + _MOST_CODES)
            mappings.add(max(0, last - first))
            found |= dict.fromkeys(range(first, last + 1), width)
    return found


def _parts(array: object) -> list[object]:
    return list(array) if isinstance(array, pikepdf.Array) else []


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """Return the product of two matrices."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _matrix(operands: Sequence[object]) -> _Matrix:
    a, b, c, d, e, f = map(_number, operands)
    return a, b, c, d, e, f


def _number(found: object) -> float:
    return float(found) if isinstance(found, int | float | Decimal) else 0.0
