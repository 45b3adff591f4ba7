"""Text extraction: the words of a PDF in the order of its structure tree, each block with its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pikepdf
from attrs import define, evolve, field

from briefkit.formats.pdf.extracted_text import PLAIN_LETTER, ExtractedText, TextBlock
from briefkit.formats.pdf.opening import object_key, stream_data
from briefkit.formats.pdf.reading.content_tally import ContentTally
from briefkit.limits import Tally, check_limit

#: Structure types whose words are one block (ISO 32000-1, 14.8.4).
_BLOCK_ROLES = frozenset(
    ("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TH", "/TD", "/Caption", "/Note")
)
#: Structure types whose words are generated: bullets and numbers.
_SKIPPED_ROLES = frozenset(("/Lbl", "/Artifact"))
#: Operators of marked content and of text; those that show text are the rest of them.
_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \" ET"
_ARTIFACT = "artifact"

#: What tells an object of a PDF from others.
_Key: TypeAlias = tuple[int, int]
#: Marked content: its page, and its number on that page (MCID).
_MarkedContent: TypeAlias = tuple[_Key, int]
_Instruction: TypeAlias = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
#: Reads the character codes of a font.
Decoder: TypeAlias = Callable[[bytes], list[str]]


def extract_text(pdf: pikepdf.Pdf) -> ExtractedText:
    """Return the text of an opened PDF.

    Args:
        pdf: The PDF.

    Raises:
        ReadError: More content than a brief can have.
    """
    fonts = FontDecoders()
    words: dict[_MarkedContent, list[str]] = {}
    pages: dict[_Key | None, int] = {}
    untagged = []
    root = pdf.Root.get("/StructTreeRoot")
    content, sizes = ContentTally(), dict[_Key, int]()
    characters = Tally("printed_characters")
    for number, page in enumerate(pdf.pages, 1):
        content.add(_content_size(page, number, sizes, content))
        page_key = object_key(page.obj)
        pages[page_key] = number
        outside = []
        for mark, part in _page_text(page, fonts, content.operators, characters):
            if mark is None or root is None:
                outside.append(part)
            else:
                words.setdefault((page_key, mark), []).append(part)
        untagged.append(TextBlock("", number, "".join(outside)))
    return ExtractedText(
        tuple(block for block in _tagged_blocks(root, words, pages) if block.words.strip()),
        tuple(block for block in untagged if block.words.strip()),
    )


# Structure tree


def _tagged_blocks(
    root: pikepdf.Object | None,
    words: dict[_MarkedContent, list[str]],
    pages: dict[_Key | None, int],
) -> list[TextBlock]:
    """Return the blocks of a structure tree; a tree that leads back into itself is walked once.

    Marked content belongs to one structure element alone (ISO 32000-1, 14.7.4.1): the words go to the first that
    names it.
    """
    visited: set[_Key] = set()
    # What to look at next, its page, and the block that it belongs to.
    waiting: list[tuple[pikepdf.Object | int | None, _Key | None, list[str] | None]] = [
        (root, None, None)
    ]
    blocks: list[tuple[TextBlock, list[str]]] = []
    elements = Tally("tags")
    while waiting:
        part, page, block = waiting.pop()
        if isinstance(part, int):
            if block is None:
                block = []
                blocks.append((TextBlock("", pages.get(page, 0)), block))
            block += words.pop((page, part), ()) if page else ()
            continue
        if not isinstance(part, pikepdf.Dictionary) or object_key(part) in visited:
            continue
        visited.add(object_key(part))
        own_page = part.get("/Pg")
        page = object_key(own_page) if isinstance(own_page, pikepdf.Dictionary) else page
        if "/MCID" in part:
            waiting.append((part.get("/MCID"), page, block))
            continue
        role = str(part.get("/S", ""))
        if role in _SKIPPED_ROLES:
            continue
        if role in _BLOCK_ROLES:
            block = []
            blocks.append((TextBlock(role, pages.get(page, 0)), block))
        kids = part.get("/K")
        elements.add(len(kids) if isinstance(kids, pikepdf.Array) else 1)
        below = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [(kid, page, block) for kid in reversed(below)]
    return [evolve(one, words="".join(parts)) for one, parts in blocks]


# Page content

_ACCENTED = re.compile(".[\u0300-\u036f]+")


@define
class _Replaced:
    """A marked-content sequence with an ActualText: that, how many sequences are open in it, and what its glyphs say."""

    actual: str
    depth: int
    glyphs: list[str] = field(factory=list)

    @property
    def text(self) -> str:
        shown = "".join(self.glyphs)
        # The glyph of an accent may say that it is the letter with it, as that of another letter was the first time.
        letters = PLAIN_LETTER.findall(_ACCENTED.sub("", shown))
        hidden = set(letters) - set(PLAIN_LETTER.findall(self.actual))
        return shown if hidden else self.actual


def _content_size(
    page: pikepdf.Page, number: int, sizes: dict[_Key, int], content: ContentTally
) -> int:
    """Return how many bytes a page's content has, unpacked.

    Args:
        page: The page.
        number: Its number, from 1.
        sizes: The sizes of streams that were met before.
        content: The count of what they are packed in, and of parts.
    """
    held = page.obj.get("/Contents")
    parts = list(held) if isinstance(held, pikepdf.Array) else [held]
    content.operators.add(len(parts))
    size, where = 0, f"page {number}"
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            key = object_key(part)
            if key not in sizes:
                sizes[key] = len(stream_data(part, "page_content_bytes", where=where))
                content.add_packed(part)
            size += sizes[key]
            check_limit("page_content_bytes", size, where=where)
    return size


def _page_text(
    page: pikepdf.Page, fonts: FontDecoders, operators: Tally, characters: Tally
) -> Iterator[tuple[int | None, str]]:
    """Yield the text of a page's content, each piece with the number of its marked content; None where it has none.

    Artifacts (running titles, page numbers) are left out. Where a sequence has an ActualText, that is its text
    (ISO 32000-1, 14.9.4), unless its glyphs have letters that are not in it.
    """
    # For each open marked-content sequence, the innermost that has a number or is an artifact.
    marks: list[int | str | None] = [None]
    replaced: _Replaced | None = None
    decoders: dict[str, Decoder] = {}
    decode: Decoder = fonts.fallback
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operators.add()
        match str(instruction.operator):
            case "BDC" | "BMC":
                properties = _properties_of(instruction, page)
                mark = _mark_of(instruction, properties)
                marks.append(marks[-1] if mark is None else mark)
                actual = properties.get("/ActualText") if replaced is None and properties else None
                if isinstance(actual, pikepdf.String):
                    replaced = _Replaced(str(actual), len(marks))
                    characters.add(len(replaced.actual))
            case "EMC":
                if replaced is not None and replaced.depth == len(marks):
                    if not isinstance(marks[-1], str):
                        yield marks[-1], replaced.text
                    replaced = None
                del marks[max(1, len(marks) - 1) :]
            case "Tf":
                name = str(instruction.operands[0])
                if name not in decoders:
                    decoders[name] = fonts.decoder(page, name)
                decode = decoders[name]
            case "ET":
                if not isinstance(marks[-1], str):
                    yield marks[-1], "\n"
            case _:
                if not isinstance(marks[-1], str):
                    parts = decode(_character_codes(instruction, operators))
                    characters.add(sum(map(len, parts)))
                    if replaced is None:
                        yield marks[-1], "".join(parts)
                    else:
                        replaced.glyphs += parts


def _properties_of(instruction: _Instruction, page: pikepdf.Page) -> pikepdf.Object | None:
    """Return the property list of a marked-content sequence (ISO 32000-1, 14.6.2)."""
    operands = instruction.operands
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = page_resource(page, "/Properties", str(properties))
    return properties if isinstance(properties, pikepdf.Dictionary) else None


def _mark_of(instruction: _Instruction, properties: pikepdf.Object | None) -> int | str | None:
    """Return the number of a marked-content sequence, "artifact", or None."""
    if instruction.operands and str(instruction.operands[0]) == "/Artifact":
        return _ARTIFACT
    if properties is None:
        return None
    number: object = properties.get("/MCID")  # numbers come as Python has them
    return number if isinstance(number, int) else None


def page_resource(page: pikepdf.Page, kind: str, name: str) -> pikepdf.Object | None:
    """Return a named resource of a page (ISO 32000-1, 7.8.3)."""
    resources = page.obj.get("/Resources")
    named = None if resources is None else resources.get(kind)
    return None if named is None else named.get(name)


def _character_codes(instruction: _Instruction, operators: Tally) -> bytes:
    """Return the character codes that an operator shows."""
    operands = instruction.operands
    shown = operands[-1] if operands else None
    if isinstance(shown, pikepdf.Array):  # a line of words has some ten parts
        operators.add(len(shown) // 5)
        # One by one: a list would hold an object of Python for each of a great many.
        return b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
    return bytes(shown) if isinstance(shown, pikepdf.String) else b""


# Fonts

_CMAP_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)(?:(end\1)|(?=begin)|\Z)", re.DOTALL)
_CMAP_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
# Hexadecimal digits of what one code stands for (Adobe Technical Note 5411, 1.4.1).
_MOST_DIGITS = 1024
_UNKNOWN = "\ufffd"


@define
class FontDecoders:
    """The decoders of fonts, made once a font.

    Attributes:
        decoders: Those of the fonts that were met.
        cmaps: The ToUnicode CMaps that were read.
        mappings: The count of what codes stand for.
    """

    decoders: dict[_Key, Decoder] = field(factory=dict)
    cmaps: dict[_Key, dict[int, str]] = field(factory=dict)
    mappings: Tally = field(factory=lambda: Tally("mappings"))

    def fallback(self, codes: bytes) -> list[str]:
        """Decode where no font is set, or it has no ToUnicode CMap."""
        return [codes.decode("cp1252", "replace")]

    def decoder(self, page: pikepdf.Page, name: str) -> Decoder:
        """Return the decoder of a page's font."""
        font = page_resource(page, "/Font", name)
        if not isinstance(font, pikepdf.Dictionary):
            return self.fallback
        key = object_key(font)
        if key not in self.decoders:
            self.decoders[key] = self._decoder_of(font)
        return self.decoders[key]

    def _decoder_of(self, font: pikepdf.Object) -> Decoder:
        cmap = font.get("/ToUnicode")
        width = 2 if str(font.get("/Subtype")) == "/Type0" else 1
        if not isinstance(cmap, pikepdf.Stream):
            return self.fallback if width == 1 else lambda codes: [_UNKNOWN * (len(codes) // 2)]
        key = object_key(cmap)
        if key not in self.cmaps:
            self.cmaps[key] = parse_to_unicode(stream_data(cmap, "stream_bytes"), self.mappings)
        table = self.cmaps[key]

        def decode(codes: bytes) -> list[str]:
            return [
                table.get(int.from_bytes(codes[start : start + width], "big"), _UNKNOWN)
                for start in range(0, len(codes), width)
            ]

        return decode


def parse_to_unicode(cmap: bytes, mappings: Tally) -> dict[int, str]:
    """Parse a ToUnicode CMap: character code → text (ISO 32000-1, 9.10.3).

    Args:
        cmap: The CMap.
        mappings: The count of what codes stand for.

    Raises:
        ReadError: They are more than `Limits.mappings`.
    """
    table: dict[int, str] = {}
    for kind, body, end in _CMAP_SECTION.findall(cmap):
        if not end:
            continue
        tokens = _CMAP_TOKEN.finditer(body)
        for first in tokens:
            start = _number(first[1])
            mappings.add()
            if kind == b"bfchar":
                table[start] = _utf16(next(tokens, first)[1])
                continue
            stop = _number(next(tokens, first)[1])
            target = next(tokens, first)
            if target[2]:
                for token in tokens:
                    if token[3]:
                        break
                    mappings.add()
                    table[start] = _utf16(token[1])
                    start += 1
            else:
                words = _utf16(target[1])
                mappings.add(max(0, stop - start) * max(1, len(words)))
                for code in range(start, stop + 1):
                    last = chr((ord(words[-1]) + code - start) % 0x110000) if words else ""
                    table[code] = words[:-1] + last
    return table


def _number(digits: bytes | None) -> int:
    return int(b"".join((digits or b"0").split())[:8] or b"0", 16)


def _utf16(digits: bytes | None) -> str:
    whole = b"".join((digits or b"").split())
    if len(whole) > _MOST_DIGITS:
        return _UNKNOWN
    data = bytes.fromhex(whole.decode()[: len(whole) // 4 * 4])
    return data.decode("utf-16-le" if _is_swapped(data) else "utf-16-be", "replace")


def _is_swapped(data: bytes) -> bool:
    """Whether the letters of a ligature stand in the wrong byte order, as Ghostscript writes them."""
    return len(data) > 2 and not any(data[1::2]) and data[::2].isalpha()
