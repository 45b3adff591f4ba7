"""What a PDF shows: its words in the order of its tags, each block of them with its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define, evolve, field, frozen

from briefkit.formats.pdf.opening import identity, unpacked
from briefkit.limits import Tally, check_limit

#: Tags whose words are one block (ISO 32000-1, 14.8.4).
_BLOCK_TAGS = frozenset(
    ("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TH", "/TD", "/Caption", "/Note")
)
#: Tags whose words are the house's: bullets and numbers.
_SKIPPED_TAGS = frozenset(("/Lbl", "/Artifact"))
_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \" ET"


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
    words: dict[tuple[Any, int], list[str]] = {}
    pages: dict[Any, int] = {}
    loose = []
    root = pdf.Root.get("/StructTreeRoot")
    content, sizes = Tally("content_bytes"), dict[Any, int]()
    operators, characters = Tally("operators"), Tally("printed_characters")
    for number, page in enumerate(pdf.pages, 1):
        content.add(_content_size(page, number, sizes, operators))
        home = identity(page.obj)
        pages[home] = number
        outside = []
        for mark, part in _stretches(page, fonts, operators, characters):
            if mark is None or root is None:
                outside.append(part)
            else:
                words.setdefault((home, mark), []).append(part)
        loose.append(Printed("", number, "".join(outside)))
    return Shown(
        tuple(block for block in _tagged(root, words, pages) if block.words.strip()),
        tuple(outside for outside in loose if outside.words.strip()),
    )


# Tags


def _tagged(
    root: Any, words: dict[tuple[Any, int], list[str]], pages: dict[Any, int]
) -> list[Printed]:
    """Return the blocks of a structure tree; a tree that leads back into itself is walked once.

    What has a mark belongs to one tag alone (ISO 32000-1, 14.7.4.1): the words go to the first that names it.
    """
    import pikepdf

    met: set[Any] = set()
    # What to look at next, its page, and the block that it belongs to.
    waiting: list[tuple[Any, Any, list[str] | None]] = [(root, None, None)]
    blocks: list[tuple[Printed, list[str]]] = []
    tags = Tally("tags")
    while waiting:
        part, page, block = waiting.pop()
        if isinstance(part, int):
            if block is None:
                block = []
                blocks.append((Printed("", pages.get(page, 0)), block))
            block += words.pop((page, part), ())
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
            block = []
            blocks.append((Printed(tag, pages.get(page, 0)), block))
        kids = part.get("/K")
        tags.add(len(kids) if isinstance(kids, pikepdf.Array) else 1)
        below = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [(kid, page, block) for kid in reversed(below)]
    return [evolve(one, words="".join(parts)) for one, parts in blocks]


# Content


def _content_size(page: Any, number: int, sizes: dict[Any, int], parts_met: Tally) -> int:
    """Return how many bytes a page's content has, unpacked.

    Args:
        page: The page.
        number: Which one, from 1.
        sizes: The sizes of streams that were met before.
        parts_met: The count of parts.
    """
    import pikepdf

    content = page.obj.get("/Contents")
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    parts_met.add(len(parts))
    size, where = 0, f"page {number}"
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            key = identity(part)
            if key not in sizes:
                sizes[key] = len(unpacked(part, "page_content_bytes", where=where))
            size += sizes[key]
            check_limit("page_content_bytes", size, where=where)
    return size


def _stretches(
    page: Any, fonts: _Fonts, operators: Tally, characters: Tally
) -> Iterator[tuple[int | None, str]]:
    """Yield the words of a page's content, each with the number of its mark; None where it has none.

    Words that are marked as an artefact (running titles, numbers of pages) are left out.
    """
    import pikepdf

    # For each open mark, the innermost that has a number or is an artefact.
    marks: list[int | str | None] = [None]
    decoders: dict[str, Any] = {}
    decode = fonts.none
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operands: Any = instruction.operands
        operators.add()
        match str(instruction.operator):
            case "BDC" | "BMC":
                mark = _mark_of(operands, page)
                marks.append(marks[-1] if mark is None else mark)
            case "EMC":
                del marks[max(1, len(marks) - 1) :]
            case "Tf":
                name = str(operands[0])
                if name not in decoders:
                    decoders[name] = fonts.decoder(page, name)
                decode = decoders[name]
            case "ET":
                if not isinstance(marks[-1], str):
                    yield marks[-1], "\n"
            case _:
                if not isinstance(marks[-1], str):
                    parts = decode(_codes(operands, operators))
                    characters.add(sum(map(len, parts)))
                    yield marks[-1], "".join(parts)


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


def _codes(operands: Any, operators: Tally) -> bytes:
    import pikepdf

    shown = operands[-1] if operands else b""
    if isinstance(shown, pikepdf.Array):  # a line of words has some ten parts
        operators.add(len(shown) // 5)
    parts: Any = shown if isinstance(shown, pikepdf.Array) else [shown]
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))


# Fonts

_MAPPINGS = re.compile(rb"begin(bfchar|bfrange)(.*?)(?:(end\1)|(?=begin)|\Z)", re.DOTALL)
_CODES = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
# Hexadecimal digits of what one code stands for (Adobe Technical Note 5411, 1.4.1).
_MOST_DIGITS = 1024


@define
class _Fonts:
    """How the codes of each font are read, found out once a font."""

    known: dict[Any, Any] = field(factory=dict)
    tables: dict[Any, dict[int, str]] = field(factory=dict)
    mappings: Tally = field(factory=lambda: Tally("mappings"))

    def none(self, codes: bytes) -> list[str]:
        """Read codes where no font is set."""
        return [codes.decode("cp1252", "replace")]

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
            return self.none if width == 1 else lambda codes: ["\ufffd" * (len(codes) // 2)]
        key = identity(mapping)
        if key not in self.tables:
            self.tables[key] = to_unicode(unpacked(mapping, "stream_bytes"), self.mappings)
        table = self.tables[key]

        def decode(codes: bytes) -> list[str]:
            return [
                table.get(int.from_bytes(codes[start : start + width], "big"), "\ufffd")
                for start in range(0, len(codes), width)
            ]

        return decode


def to_unicode(mapping: bytes, met: Tally) -> dict[int, str]:
    """Return the words that each code of a font stands for (ISO 32000-1, 9.10.3).

    Args:
        mapping: The font's ToUnicode CMap.
        met: The count of what codes stand for.

    Raises:
        ReadError: They are more than `Limits.mappings`.
    """
    table: dict[int, str] = {}
    for kind, body, end in _MAPPINGS.findall(mapping):
        if not end:
            continue
        codes = _CODES.finditer(body)
        for first in codes:
            start = _number(first[1])
            met.add()
            if kind == b"bfchar":
                table[start] = _utf16(next(codes, first)[1])
                continue
            stop = _number(next(codes, first)[1])
            target = next(codes, first)
            if target[2]:
                for code in codes:
                    if code[3]:
                        break
                    met.add()
                    table[start] = _utf16(code[1])
                    start += 1
            else:
                words = _utf16(target[1])
                met.add(max(0, stop - start) * max(1, len(words)))
                for code_number in range(start, stop + 1):
                    last = chr((ord(words[-1]) + code_number - start) % 0x110000) if words else ""
                    table[code_number] = words[:-1] + last
    return table


def _number(digits: bytes | None) -> int:
    return int(b"".join((digits or b"0").split())[:8] or b"0", 16)


def _utf16(digits: bytes | None) -> str:
    whole = b"".join((digits or b"").split())
    if len(whole) > _MOST_DIGITS:
        return "\ufffd"
    return bytes.fromhex(whole.decode()[: len(whole) // 4 * 4]).decode("utf-16-be", "replace")
