"""Mutants: files of each format with something in them changed, the same for a number every time.

A change at random rarely gets past the first check of a reader. So each kind of syntax is changed by its own pieces:
the tags of a page, the values of JSON, the parts of a Word document, the objects of a PDF, unpacked; and the brief that
a file carries is changed inside it. Some changes are of bytes, wherever they fall.
"""

from __future__ import annotations

import base64
import io
import json
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pikepdf

import briefkit as bk

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("harbour.txt", "grid.json", "water.json", "drones.yaml")

Change: TypeAlias = Callable[[Random, bytes], bytes]

#: What somebody puts into a file to see what happens, in any syntax.
_ODD = tuple(
    one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass")
    for one in (
        *(
            "",
            " ",
            "\t",
            "\n\n",
            "\u00a0" * 40,
            "\u200b",
            "\u202e",
            "\ufeff",
            "\U000e02be",
            "\x1b[2J",
        ),
        *("0", "-1", "1e999", "9" * 400, "9" * 5_000, "NaN", "null", "true", "\\u0000", "\\ud800"),
        *(
            "[" * 200,
            "{" * 200,
            "(" * 200,
            "<" * 200,
            "<div>" * 200,
            "> " * 200,
            "- " * 200,
            "*a " * 200,
        ),
        *(
            "![" * 200,
            "[[" * 200,
            "`" * 201,
            '"' * 3,
            "'",
            "&amp;",
            "&#0;",
            "&#x110000;",
            "&x;",
            "%00",
        ),
        *(
            "file:///etc/passwd",
            "http://127.0.0.1:9/x",
            "javascript:alert(1)",
            "data:,x",
            "../../x",
        ),
        *("<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml?>", "---\n", "...\n"),
        *(
            "!!python/object:os.system",
            "&a [*a]",
            "*a",
            "<<: *a",
            "? ",
            "| ",
            "2026-02-30",
            "2026-99-99",
        ),
        *("word " * 400, "a" * 3_000, "\u0301" * 300, "مرحبا", "北京。" * 40, "👩‍👩‍👧‍👦" * 20),
        *(b"\x00", b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\x80" * 40),
    )
)
# The pieces of a syntax, none of which can be matched in two ways.
_PIECES: Mapping[str, re.Pattern[bytes]] = {
    "json": re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[-+.\w]+'),
    "yaml": re.compile(rb"\n *(?:- )*|: |\"(?:[^\"\\]|\\.)*\"|[\w-]+|[|>*&!\[\]{}]"),
    "markdown": re.compile(rb"\n+(?:[#>*-]+ )?|[*_`\[\](){}<>!|:=]+|[\w.-]+"),
    "text": re.compile(rb"\n+|[^\s\w]+|\w+"),
    "xml": re.compile(rb"<[^<>]*>|[^<>]+"),
    "attributes": re.compile(rb"[\w:-]+=(?:\"[^\"]*\"|'[^']*')"),
    "pdf": re.compile(
        rb"/[^\s/<>\[\]()]+|<<|>>|[\[\]]|\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>|[-+.\d]+|\w+"
    ),
}


_LARGEST = 3_000_000  # bytes
_SEEN = 30_000  # bytes in which pieces are looked for, somewhere in the file


def mutant(format: str, number: int) -> bytes:
    """A mutant of a format: the same bytes for the same number, as long as the examples stay what they are."""
    random = Random(f"{format} {number}")
    data = random.choice(files(format))
    change = random.choice(_CHANGES[format])
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        data = change(random, data)[:_LARGEST]
    return data


@cache
def files(format: str) -> Sequence[bytes]:
    """The examples in a format, with and without the brief's data."""
    briefs = [bk.load(EXAMPLES / name) for name in NAMES]
    files = [bk.render(brief, format) for brief in briefs]
    if format in ("docx", "html"):
        files += [bk.render(brief, format, payload="none") for brief in briefs]
    return files


def _bytes_changed(random: Random, data: bytes) -> bytes:
    at, to = sorted(random.randrange(len(data) + 1) for _ in range(2))
    to = min(to, at + random.choice((0, 1, 4, 60, 4_000)))
    match random.randrange(6):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + data[to:]
        case 2:
            return data[:to] + data[at:to] * random.choice((1, 2, 50)) + data[to:]
        case 3:
            return data[:at] + random.choice(_ODD) + data[to:]
        case 4:
            return data[:at] + random.randbytes(to - at) + data[to:]
        case _:
            other = random.randrange(len(data) + 1)
            return data[:at] + data[other : other + to - at] + data[to:]


def _pieces_changed(syntax: str) -> Change:
    """A change of the pieces of a syntax: one goes, comes twice, changes places, or becomes another."""

    def changed(random: Random, data: bytes) -> bytes:
        start = random.randrange(max(len(data) - _SEEN, 0) + 1)
        found = list(_PIECES[syntax].finditer(data, start, start + _SEEN))
        if not found:
            return _bytes_changed(random, data)
        one, other = random.choice(found), random.choice(found)
        before, after = data[: one.start()], data[one.end() :]
        match random.randrange(6):
            case 0:
                return before + after
            case 1:
                return before + one[0] * random.choice((2, 3, 500)) + after
            case 2:
                return before + other[0] + after
            case 3:
                return before + random.choice(_ODD) + after
            case 4:
                return before + one[0] + other[0] + after
            case _:
                start, end = sorted((one.start(), other.start()))
                piece = data[start : min(end, start + 20_000)]
                return data[:start] + piece * 2 + data[start + len(piece) :]

    return changed


def _value_changed(random: Random, data: bytes) -> bytes:
    """JSON that is well formed still: a value goes, becomes another, or stands in another place."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return _bytes_changed(random, data)
    places = list(_places(tree))
    if not places:
        return _bytes_changed(random, data)
    holder, key = random.choice(places)
    value, odd = holder[key], random.choice(_ODD).decode("utf-8", "replace")
    alike = [other[place] for other, place in places if type(other[place]) is type(value)]
    match random.randrange(7):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = deepcopy(random.choice(alike))
        case 3 | 4 if isinstance(value, str):
            at = random.randrange(len(value) + 1)
            holder[key] = value[:at] + odd + value[at:]
        case 5:
            holder[key] = random.choice(
                (None, True, 0, 10**30, 1e300, [], {}, [[]], [""] * 300, odd)
            )
        case _:
            holder[key] = (
                value * 2 if isinstance(value, list) else [value] * random.choice((1, 200))
            )
    return json.dumps(tree, ensure_ascii=random.random() < 0.5).encode("utf-8", "replace")


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each value of parsed JSON, as what holds it and its key or index."""
    if isinstance(tree, dict | list):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield tree, key
            yield from _places(value)


_DATA_BLOCK = re.compile(rb'(<script id="briefkit"[^>]*>)([^<]*)')


def _carried_changed(random: Random, data: bytes) -> bytes:
    change = random.choice((_value_changed, _pieces_changed("json")))
    return change(random, data)


def _carried_in_page_changed(random: Random, data: bytes) -> bytes:
    found = _DATA_BLOCK.search(data)
    if not found:
        return _pieces_changed("xml")(random, data)
    inside = _carried_changed(random, found[2])
    return data[: found.start(2)] + inside + data[found.end() :]


def _part_changed(random: Random, data: bytes) -> bytes:
    """A Word document with one of its parts changed, gone, there twice, or under another name."""
    parts = _parts_of(data)
    if not parts:
        return _bytes_changed(random, data)
    heavy = [part for part in parts if part[0].startswith("word/document")]
    at = parts.index(random.choice(heavy if heavy and random.random() < 0.5 else parts))
    name, inside = parts[at]
    match random.randrange(12):
        case 0:
            del parts[at]
        case 1:
            parts.append((name, random.choice(parts)[1]))
        case 2:
            parts[at] = (random.choice(("x", "../x", "word/x.xml", name.upper())), inside)
        case 3:
            parts[at] = (name, _bytes_changed(random, inside))
        case 4 | 5 | 6:
            parts[at] = (name, _pieces_changed("attributes")(random, inside))
        case _:
            parts[at] = (name, _pieces_changed("xml")(random, inside))
    return _packed(parts)


def _carried_in_document_changed(random: Random, data: bytes) -> bytes:
    """A Word document that carries another brief, packed as it was."""
    parts = _parts_of(data)
    if not parts:
        return _bytes_changed(random, data)
    packed = re.compile(rb"[A-Za-z0-9+/]{200,}=*")

    def repacked(found: re.Match[bytes]) -> bytes:
        try:
            inside = zlib.decompress(base64.b64decode(found[0]))
        except (ValueError, zlib.error):
            return _bytes_changed(random, found[0])
        return base64.b64encode(zlib.compress(_carried_changed(random, inside)))

    return _packed([(name, packed.sub(repacked, inside)) for name, inside in parts])


def _parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of a Word document; none where it is no whole archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(one.filename, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, OSError, zlib.error, NotImplementedError):
        return []


def _packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, inside in parts:
            archive.writestr(zipfile.ZipInfo(name), inside, zipfile.ZIP_DEFLATED)  # of one time
    return target.getvalue()


@lru_cache(maxsize=8)
def _unpacked(data: bytes) -> bytes:
    """A PDF with no object within another, and no stream packed but fonts, pictures and profiles."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and len(one.read_raw_bytes()) < _SEEN:
                one.write(one.read_bytes())
        pdf.save(
            target,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()


_OBJECT = re.compile(rb"\n\d+ 0 obj")


def _objects_changed(random: Random, data: bytes) -> bytes:
    """A PDF with something changed in one of its objects."""
    try:
        data = _unpacked(data)
    except (pikepdf.PdfError, ValueError):
        return _bytes_changed(random, data)
    starts = [found.start() for found in _OBJECT.finditer(data)]
    if not starts:
        return _bytes_changed(random, data)
    start = random.choice(starts)
    end = start + 4_000
    return data[:start] + _pieces_changed("pdf")(random, data[start:end]) + data[end:]


def _carried_in_pdf_changed(random: Random, data: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for name, spec in list(pdf.attachments.items()):
                inside = _carried_changed(random, spec.get_file().read_bytes())
                spec.get_file().obj.write(inside)
                pdf.attachments[name] = spec
            target = io.BytesIO()
            pdf.save(target)
            return target.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError):
        return _bytes_changed(random, data)


_CHANGES: Mapping[str, Sequence[Change]] = {
    "json": (
        _value_changed,
        _value_changed,
        _value_changed,
        _pieces_changed("json"),
        _bytes_changed,
    ),
    "yaml": (_pieces_changed("yaml"), _pieces_changed("yaml"), _bytes_changed),
    "markdown": (_pieces_changed("markdown"), _pieces_changed("markdown"), _bytes_changed),
    "text": (_pieces_changed("text"), _bytes_changed),
    "html": (
        _pieces_changed("xml"),
        _pieces_changed("attributes"),
        _carried_in_page_changed,
        _bytes_changed,
    ),
    "docx": (
        _part_changed,
        _part_changed,
        _part_changed,
        _carried_in_document_changed,
        _bytes_changed,
    ),
    "pdf": (_objects_changed, _objects_changed, _carried_in_pdf_changed, _bytes_changed),
}
FORMATS = tuple(_CHANGES)
