"""PDFs that are made to cost more than they are worth."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

import briefkit as bk

BRIEF = bk.Brief(
    "Strike ends", "It was long.", [bk.Section("background", blocks=[bk.Paragraph("A.")])]
)
_PAYLOAD = b'{"briefkit":1,"brief":{"schema_version":1,"title":"Strike ends"}}'


def made(change: Callable[[pikepdf.Pdf], object], payload: bytes = _PAYLOAD) -> bytes:
    """A PDF of one page that carries a brief, with a change."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page().obj
    page.Resources = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1)))
    file = packed(pdf, payload)
    pdf.Root.AF = Array([specification(pdf, file)])
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def specification(pdf: pikepdf.Pdf, file: Any, name: str = "brief.json") -> Any:
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=file, UF=file))
    )


def packed(pdf: pikepdf.Pdf, data: bytes) -> Any:
    return pdf.make_stream(zlib.compress(data), Filter=Name.FlateDecode)


def with_content(content: bytes, pages: int = 1) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        for _ in range(pages - 1):
            pdf.pages.append(pdf.pages[0])
        shared = packed(pdf, content)
        for page in pdf.pages:
            page.obj.Contents = shared

    return made(change)


def with_mapping(mapping: bytes, content: bytes = b"BT /F 1 Tf (a) Tj ET", fonts: int = 1) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        named = {
            f"/F{n or ''}": pdf.make_indirect(
                Dictionary(Type=Name.Font, Subtype=Name.Type1, ToUnicode=packed(pdf, mapping))
            )
            for n in range(fonts)
        }
        page = pdf.pages[0].obj
        page.Resources = Dictionary(Font=Dictionary(named))
        page.Contents = packed(pdf, content)

    return made(change)


def ranges(times: int) -> bytes:
    return b"1 beginbfrange " + b"<0000> <FFFF> <0041> " * times + b"endbfrange"


def with_tags(content: bytes, kids: Callable[[pikepdf.Pdf, Any], Any]) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = packed(pdf, content)
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = kids(pdf, page)
        pdf.Root.StructTreeRoot = root

    return made(change)


def tag(pdf: pikepdf.Pdf, page: Any, kids: Any) -> Any:
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=page, K=kids))


def sharing(pdf: pikepdf.Pdf, page: Any) -> Array:
    shared = pdf.make_indirect(Array([0] * 100_000))
    return Array([tag(pdf, page, shared) for _ in range(1_000)])


def round_in_circles(pdf: pikepdf.Pdf, page: Any) -> Any:
    one = tag(pdf, page, 0)
    one.K = Array([one] * 1_000)
    return one


def files(times: int, payload: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        shared = packed(pdf, payload)
        pdf.Root.AF = Array([specification(pdf, shared) for _ in range(times)])

    return made(change)


def names_in_circles(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node] * 10_000)
    pdf.Root.Names = Dictionary(EmbeddedFiles=node)


def with_pictures(entries: int, size: int) -> bytes:
    """A PDF that says of one stream many times that it is a picture."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = packed(pdf, bytes(size))
        stream.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Image,
                "/Width": size,
                "/Height": 1,
                "/ColorSpace": Name.DeviceGray,
                "/BitsPerComponent": 8,
            }
        )
        listed = [
            Dictionary(Digest=f"{n}", Orientation=1, Image=stream, Whole=stream)
            for n in range(entries)
        ]
        private = Dictionary(Words="", Pictures=Array(listed))
        pdf.Root.PieceInfo = Dictionary(briefkit=Dictionary(Private=private))

    return made(change)


def with_words(pdf: pikepdf.Pdf) -> None:
    private = Dictionary(Words="a:b " * 800_000)
    pdf.Root.PieceInfo = Dictionary(briefkit=Dictionary(Private=private))


@cache
def lzw() -> bytes:
    """Eight megabytes of one letter, packed by LZW, in which each code stands for a letter more than the last."""
    letters = [format(256, "09b"), format(0, "09b")]
    for code in range(258, 4095):
        letters.append(format(code, f"0{min(12, (code + 1).bit_length())}b"))
    bits = "".join(letters)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def packed_by_lzw(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(lzw() * 60, Filter=Name.LZWDecode)


def packed_again(pdf: pikepdf.Pdf) -> None:
    data = bytes(100_000_000)
    for _ in range(5):
        data = zlib.compress(data)
    filters = Array([Name.FlateDecode] * 5)
    pdf.pages[0].obj.Contents = pdf.make_stream(data, Filter=filters)


def objects(times: int) -> bytes:
    parts = [b"%PDF-1.7\n", *(b"%d 0 obj[]endobj\n" % n for n in range(1, times + 1))]
    return b"".join(parts) + b"trailer<</Root 1 0 R>>"


def packed_objects(*streams: bytes) -> bytes:
    """A PDF whose tags are in object streams of their own, each of one object (ISO 32000-2, 7.5.7 and 7.5.8)."""
    tags = range(5, 5 + len(streams))
    named = b" ".join(b"%d 0 R" % number for number in tags)
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/StructTreeRoot/K[%b]>>" % named,
    }
    first = tags.stop
    for stream, (number, content) in enumerate(zip(tags, streams, strict=True), first):
        head = b"%d 0 " % number
        entries = b"/Type/ObjStm/N 1/First %d" % len(head)
        bodies[stream] = _stream(entries, head + content)
    last = first + len(streams)
    file, rows = b"%PDF-1.7\n", {0: (0, 0, 0)}
    rows |= {number: (2, first + index, 0) for index, number in enumerate(tags)}
    for number, body in bodies.items():
        rows[number] = (1, len(file), 0)
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows[last] = (1, len(file), 0)
    table = b"".join(part.to_bytes(4, "big") for number in sorted(rows) for part in rows[number])
    entries = b"/Type/XRef/Size %d/W[4 4 4]/Root 1 0 R" % (last + 1)
    end = b"%d 0 obj\n%b\nendobj\n" % (last, _stream(entries, table))
    return file + end + b"startxref\n%d\n%%%%EOF" % len(file)


def _stream(entries: bytes, data: bytes) -> bytes:
    body = zlib.compress(data)
    form = b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
    return form % (entries, len(body), body)


def lists(size: int) -> bytes:
    """A tag with so many bytes of empty lists."""
    return b"<</S/P/X[" + b"[]" * (size // 2) + b"]>>"


def deep_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(20_000):
        below = pdf.Root.Pages
        pdf.Root.Pages = pdf.make_indirect(
            Dictionary(Type=Name.Pages, Count=1, Kids=Array([below]))
        )


_WIDE = b"1 beginbfchar <61> <" + b"0041" * 200 + b"> endbfchar"
PDF: Mapping[str, Callable[[], bytes]] = {
    "file specifications of one file": lambda: files(900, b"[" + b"[]," * 8_000_000 + b"1]"),
    "a payload of empty lists": lambda: files(1, b"[" + b"[]," * 12_000_000 + b"1]"),
    "names in circles": lambda: made(names_in_circles),
    "operators": lambda: with_content(b"' " * 370_000, 16),
    "pages that share their content": lambda: with_content(b"BT (a) Tj ET " * 55_000, 25),
    "open marks": lambda: with_content(b"BT " + b"/P BMC " * 70_000 + b"(a) Tj " * 20_000),
    "marks that name their properties": lambda: with_content(b"/P /x BDC " * 70_000, 5),
    "ends of marks": lambda: with_content(b"EMC " * 180_000),
    "operands": lambda: with_content(b"1 " * 370_000 + b"Tj", 16),
    "parts of a line": lambda: with_content(b"[" + b"()" * 370_000 + b"]TJ", 16),
    "inline pictures that do not end": lambda: with_content(b"BI ID " * 120_000, 16),
    "arrays within arrays": lambda: with_content(b"[" * 740_000, 16),
    "a mark in many tags": lambda: with_tags(
        b"BT /P <</MCID 0>> BDC " + b"(%s) Tj " % (b"a" * 700_000) + b"EMC ET",
        lambda pdf, page: Array([tag(pdf, page, Array([0] * 3_000))]),
    ),
    "tags that share what they have": lambda: with_tags(b"", sharing),
    "tags in circles": lambda: with_tags(b"", round_in_circles),
    "ranges of codes": lambda: with_mapping(ranges(2_000)),
    "fonts": lambda: with_mapping(
        ranges(1), b"BT " + b"".join(b"/F%d 1 Tf " % n for n in range(1, 2_000)), 2_000
    ),
    "codes of many letters": lambda: with_mapping(
        _WIDE, b"BT /F 1 Tf (" + b"a" * 700_000 + b") Tj ET"
    ),
    "a long target": lambda: with_mapping(
        b"1 beginbfrange <0000> <FFFF> <" + b"0041" * 900_000 + b"> endbfrange"
    ),
    "mappings that do not end": lambda: with_mapping(b"beginbfrange " * 300_000),
    "a large mapping": lambda: with_mapping(b"beginbfchar" + b"<00>" * 5_000_000),
    "pictures": lambda: with_pictures(1_000, 25_000_000),
    "words that came out as others": lambda: made(with_words),
    "content packed by LZW": lambda: made(packed_by_lzw),
    "content packed again": lambda: made(packed_again),
    "content that packs to little": lambda: with_content(bytes(50_000_000)),
    "objects": lambda: objects(2_000_000),
    "packed objects": lambda: packed_objects(lists(4_900_000)),
    "packed objects in many streams": lambda: packed_objects(*[lists(900_000)] * 40),
    "pages within pages": lambda: made(deep_pages),
}
