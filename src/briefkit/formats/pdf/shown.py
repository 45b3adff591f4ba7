"""What a PDF shows: its words in the order of its tags, each block of them with its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from briefkit.errors import ReadError
from briefkit.formats.pdf.opened import identity

#: Tags whose words are one block (ISO 32000-1, 14.8.4).
_BLOCK_TAGS = frozenset(
    ("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TH", "/TD", "/Caption", "/Note")
)
#: Tags whose words are the house's: bullets and numbers.
_SKIPPED_TAGS = frozenset(("/Lbl", "/Artifact"))
_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \" ET"
_MAX_ELEMENTS = 1_000_000

#: Bytes of content, of one page and of all, beyond which a file is refused: a brief's page has some 20,000.
MAX_PAGE_CONTENT = 2_000_000
MAX_CONTENT = 50_000_000


@define
class Printed:
    """The words of one block on one page.

    Attributes:
        tag: What it is tagged as: "/P", "/TH".
        page: The page, from 1.
        words: The words, with a line break where a line, or a stretch of one look, ends.
    """

    tag: str
    page: int
    words: str = ""


@frozen
class Shown:
    """Everything that a PDF shows.

    Attributes:
        blocks: The words of its tags, in their order; () where it has none.
        loose: Words that stand on a page outside of all tags, page by page.
    """

    blocks: tuple[Printed, ...]
    loose: tuple[Printed, ...]


def shown(pdf: Any) -> Shown:
    """Return what an opened PDF shows.

    Args:
        pdf: A pikepdf.Pdf.

    Raises:
        ReadError: More content than a brief can have.
    """
    fonts = _Fonts()
    words: dict[tuple[Any, int], str] = {}
    pages: dict[Any, int] = {}
    loose = []
    root = pdf.Root.get("/StructTreeRoot")
    size = 0
    for number, page in enumerate(pdf.pages, 1):
        size += _content_size(page, number)
        if size > MAX_CONTENT:
            raise ReadError(f"has more than {MAX_CONTENT:,} bytes of content, too many for a brief")
        pages[identity(page.obj)] = number
        outside = Printed("", number)
        for mark, part in _stretches(page, fonts):
            if mark is None or root is None:
                outside.words += part
            else:
                key = (identity(page.obj), mark)
                words[key] = words.get(key, "") + part
        loose.append(outside)
    blocks = tuple(_tagged(root, words, pages))
    return Shown(
        tuple(block for block in blocks if block.words.strip()),
        tuple(outside for outside in loose if outside.words.strip()),
    )


# Tags


def _tagged(
    root: Any, words: dict[tuple[Any, int], str], pages: dict[Any, int]
) -> Iterator[Printed]:
    """Yield the blocks of a structure tree; a tree that leads back into itself is walked once."""
    import pikepdf

    met: set[Any] = set()
    # What to look at next, its page, and the block that it belongs to.
    waiting: list[tuple[Any, Any, Printed | None]] = [(root, None, None)]
    blocks: list[Printed] = []
    while waiting and len(met) < _MAX_ELEMENTS:
        part, page, block = waiting.pop()
        if isinstance(part, int):
            if block is None:
                block = Printed("", pages.get(page, 0))
                blocks.append(block)
            block.words += words.get((page, part), "")
            continue
        if not isinstance(part, pikepdf.Dictionary) or identity(part) in met:
            continue
        met.add(identity(part))
        home = part.get("/Pg")
        page = identity(home) if isinstance(home, pikepdf.Dictionary) else page
        if "/MCID" in part:
            waiting.append((part.get("/MCID"), page, block))
            continue
        tag = str(part.get("/S", ""))
        if tag in _SKIPPED_TAGS:
            continue
        if tag in _BLOCK_TAGS:
            block = Printed(tag, pages.get(page, 0))
            blocks.append(block)
        kids = part.get("/K")
        below = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [(kid, page, block) for kid in reversed(below)]
    yield from blocks


# Content


def _content_size(page: Any, number: int) -> int:
    """Return how many bytes a page's content has, unpacked."""
    import pikepdf

    content = page.obj.get("/Contents")
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    size = 0
    for part in parts:
        size += len(part.read_bytes()) if isinstance(part, pikepdf.Stream) else 0
        if size > MAX_PAGE_CONTENT:
            where = f"page {number}"
            raise ReadError(f"has more than {MAX_PAGE_CONTENT:,} bytes of content", where=where)
    return size


def _stretches(page: Any, fonts: _Fonts) -> Iterator[tuple[int | None, str]]:
    """Yield the words of a page's content, each with the number of its mark; None where it has none.

    Words that are marked as an artefact (running titles, numbers of pages) are left out.
    """
    import pikepdf

    marks: list[int | str | None] = []
    decode = fonts.none
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                marks.append(_mark_of(operands, page))
            case "EMC":
                del marks[-1:]
            case "Tf":
                decode = fonts.decoder(page, str(operands[0]))
            case "ET":
                inner = _innermost(marks)
                if not isinstance(inner, str):
                    yield inner, "\n"
            case _:
                inner = _innermost(marks)
                if not isinstance(inner, str):
                    yield inner, decode(_codes(operands))


def _innermost(marks: list[int | str | None]) -> int | str | None:
    return next((mark for mark in reversed(marks) if mark is not None), None)


def _mark_of(operands: Any, page: Any) -> int | str | None:
    """Return the number of a mark, "artefact", or None."""
    import pikepdf

    if operands and str(operands[0]) == "/Artifact":
        return "artefact"
    named: Any = operands[1] if len(operands) > 1 else None
    properties: Any = named
    if isinstance(named, pikepdf.Name):
        properties = page.obj.get("/Resources", {}).get("/Properties", {}).get(str(named))
    if not isinstance(properties, pikepdf.Dictionary):
        return None
    found: Any = properties.get(
        "/MCID"
    )  # pikepdf gives scalars as Python has them, and types them as objects
    return found if isinstance(found, int) else None


def _codes(operands: Any) -> bytes:
    import pikepdf

    shown = operands[-1] if operands else b""
    parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))


# Fonts

_MAPPINGS = re.compile(rb"begin(bfchar|bfrange)(.*?)(?:(end\1)|(?=begin)|\Z)", re.DOTALL)
_CODES = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MAX_RANGE = 0x10000


@define
class _Fonts:
    """How the codes of each font are read, found out once a font."""

    known: dict[Any, Any] = field(factory=dict)

    def none(self, codes: bytes) -> str:
        """Read codes where no font is set."""
        return codes.decode("cp1252", "replace")

    def decoder(self, page: Any, name: str) -> Any:
        """Return what reads the codes of a page's font."""
        import pikepdf

        resources = page.resources if hasattr(page, "resources") else {}
        font = resources.get("/Font", {}).get(name)
        if not isinstance(font, pikepdf.Dictionary):
            return self.none
        key = identity(font)
        if key not in self.known:
            self.known[key] = self._read(font)
        return self.known[key]

    def _read(self, font: Any) -> Any:
        import pikepdf

        mapping = font.get("/ToUnicode")
        width = 2 if str(font.get("/Subtype")) == "/Type0" else 1
        if not isinstance(mapping, pikepdf.Stream):
            return self.none if width == 1 else lambda codes: "\ufffd" * (len(codes) // 2)
        table = to_unicode(mapping.read_bytes())

        def decode(codes: bytes) -> str:
            return "".join(
                [
                    table.get(int.from_bytes(codes[start : start + width], "big"), "\ufffd")
                    for start in range(0, len(codes), width)
                ]
            )

        return decode


def to_unicode(mapping: bytes) -> dict[int, str]:
    """Return the words that each code of a font stands for (ISO 32000-1, 9.10.3).

    Args:
        mapping: The font's ToUnicode CMap.
    """
    table: dict[int, str] = {}
    for kind, body, end in _MAPPINGS.findall(mapping):
        if not end:
            continue
        codes = _CODES.finditer(body)
        for first in codes:
            start = _number(first[1])
            if kind == b"bfchar":
                table[start] = _utf16(next(codes, first)[1])
                continue
            stop = min(_number(next(codes, first)[1]), start + _MAX_RANGE)
            target = next(codes, first)
            if target[2]:
                for code in codes:
                    if code[3]:
                        break
                    table[start] = _utf16(code[1])
                    start += 1
            else:
                words = _utf16(target[1])
                for code_number in range(start, stop + 1):
                    last = chr((ord(words[-1]) + code_number - start) % 0x110000) if words else ""
                    table[code_number] = words[:-1] + last
    return table


def _number(digits: bytes | None) -> int:
    return int(b"".join((digits or b"0").split()) or b"0", 16)


def _utf16(digits: bytes | None) -> str:
    whole = b"".join((digits or b"").split())
    return bytes.fromhex(whole.decode()[: len(whole) // 4 * 4]).decode("utf-16-be", "replace")
