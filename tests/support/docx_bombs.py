"""Word documents that are made to cost more than they are worth."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

import briefkit as bk
from support.docx_files import R, document, packed, small, unpacked, without

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWN = (
    '<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><wp:inline><wp:docPr id="1" descr="Noise"/>'
    '<a:blip r:embed="rIdP1"/></wp:inline></w:drawing></w:r></w:p>'
)
BRIEF = bk.Brief(
    "Strike ends", "It was long.", [bk.Section("background", blocks=[bk.Paragraph("A.")])]
)


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def ps(times: int, words: str = "Words of it", properties: str = "") -> str:
    return "".join(p(f"{words} {n}", properties) for n in range(times))


def with_parts(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    return packed({**unpacked(data), **parts})


def with_body(body: str, data: bytes = b"") -> bytes:
    """A document of ours, or the one given, with another body."""
    found = unpacked(data or bk.render(BRIEF, "docx", payload="none"))
    return packed({**found, "word/document.xml": document(body)})


def relations(inner: Iterable[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(inner)}</Relationships>'


def with_relations(body: str, inner: Iterable[str]) -> bytes:
    data = small(body)
    name = "word/_rels/document.xml.rels"
    before = unpacked(data)[name]
    assert isinstance(before, bytes)
    return with_parts(data, {name: before.decode().replace("</R", "".join(inner) + "</R")})


def picture_shown(
    times: int, width: int = 4000, height: int = 3700, level: int = 0, bits: int = 8
) -> bytes:
    """A large picture that packs to little, shown many times."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    header = struct.pack(">LLBBBBB", width, height, bits, 0, 0, 0, 0)
    packer, row = zlib.compressobj(level), bytes(1 + width * bits // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    ends = chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    parts = unpacked(bk.render(BRIEF, "docx", payload="none"))
    name = "word/_rels/document.xml.rels"
    before = parts[name]
    assert isinstance(before, bytes)
    shown = f'<Relationship Id="rIdP1" Type="{R}/image" Target="media/image1.png"/></Relationships>'
    return packed(
        {
            **parts,
            name: before.replace(b"</Relationships>", shown.encode()),
            "word/document.xml": document(p("Title", '<w:pStyle w:val="Title"/>') + _DRAWN * times),
            "word/media/image1.png": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + ends,
        }
    )


def carrying(payload: bytes, copies: int = 1, *, torn: int = 0) -> bytes:
    """A document with copies of a payload, whose last bytes may be gone."""
    packed_payload = zlib.compress(payload)
    letters = base64.b64encode(packed_payload[: len(packed_payload) - torn]).decode()
    one = f'<payload xmlns="urn:briefkit:payload">{letters}</payload>'
    parts = {f"customXml/item{n}.xml": one for n in range(1, copies + 1)}
    return with_parts(bk.render(BRIEF, "docx", payload="none"), {**parts})


def with_items(data: bytes, part: str) -> bytes:
    return with_parts(data, {f"customXml/item{n}.xml": part for n in range(2, 1002)})


def styles(times: int, last: str = "", words: str = "Words") -> bytes:
    """Styles of which each is based on the next."""
    names = [*(f"s{n}" for n in range(times)), last]
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in pairwise(names)
    )
    data = small(p(words, '<w:pStyle w:val="s0"/>'))
    before = unpacked(data)["word/styles.xml"]
    assert isinstance(before, bytes)
    after = before.decode().replace("</w:styles>", chain + "</w:styles>")
    return with_parts(data, {"word/styles.xml": after})


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def lists(levels: int, numbers: int) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="decimal"/></w:lvl>' for n in range(levels)
    )
    return f'<w:abstractNum w:abstractNumId="5">{inner}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="5"/></w:num>' for n in range(numbers)
    )


def in_list(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def table(rows: int, cells: int, properties: str = "") -> str:
    row = f"<w:tr>{f'<w:tc>{properties}<w:p/></w:tc>' * cells}</w:tr>"
    return f"<w:tbl>{row * rows}</w:tbl>"


def with_numbering(method: int) -> bytes:
    """A document with a large part of lists, packed in some way."""
    file = io.BytesIO(without(small(p("Words")), "word/numbering.xml"))
    with zipfile.ZipFile(file, "a", method) as archive:
        archive.writestr("word/numbering.xml", bytes(60_000_000))
    return file.getvalue()


def that_lies() -> bytes:
    """A part that says that it unpacks to a thousand bytes, and unpacks to more."""
    return with_numbering(zipfile.ZIP_DEFLATED).replace(
        struct.pack("<L", 60_000_000), struct.pack("<L", 1000)
    )


def in_words(encoding: str) -> bytes:
    text = document("<w:p/>" * 800_000)
    return with_parts(small(p("Words")), {"word/document.xml": text.encode(encoding)})


def footnotes(times: int) -> bytes:
    body = p("Words") + f"<w:p>{_NOTED * times}</w:p>"
    return small(body, footnotes=f'<w:footnote w:id="7">{p("Seven " * 20_000)}</w:footnote>')


_NOTED = '<w:r><w:t>a</w:t><w:footnoteReference w:id="7"/></w:r>'
_HEADER = '<w:headerReference r:id="rIdLink"/>'
TITLE = '<w:pStyle w:val="Title"/>'
_GONE = "<w:rPr><w:del/></w:rPr>"
_NESTED = 30
_BOX = "<w:r><w:pict><w:txbxContent><w:p>"
_BOX_END = "</w:p></w:txbxContent></w:pict></w:r>"

DOCX: Mapping[str, Callable[[], bytes]] = {
    "empty paragraphs": lambda: small("<w:p/>" * 2_700_000),
    "paragraphs": lambda: small(ps(100_000)),
    "small paragraphs": lambda: small("<w:p/>" * 100_000),
    "paragraphs of ours": lambda: with_body(ps(30_000)),
    "as many paragraphs as may be": lambda: small(ps(19_000)),
    "as many of ours": lambda: with_body(p("T", TITLE) + ps(19_000)),
    "lists": lambda: small(ps(19_000, properties=in_list(1, 0))),
    "headings": lambda: small(ps(19_000, properties='<w:pStyle w:val="berschrift1"/>')),
    "quotations": lambda: small(ps(19_000, "Anna Ek said on 3 May 2024: “No.”")),
    "one long paragraph": lambda: small(p("T") + p("word " * 1_900_000)),
    "characters": lambda: small(p("word " * 5_000_000)),
    "paragraphs without their marks": lambda: small(ps(19_000, properties=_GONE)),
    "a picture": lambda: picture_shown(1000),
    "a picture that packs to little": lambda: picture_shown(10),
    "a vast picture": lambda: picture_shown(1, 9900, 9900, 9),
    "a row of a picture": lambda: picture_shown(1, 99_000_000, 1, 9),
    "a vast picture of 16 bits": lambda: picture_shown(1, 9900, 9900, 9, 16),
    "a brief of empty lists": lambda: carrying(b"[" + b"[]," * 20_000_000 + b"1]"),
    "briefs of nothing": lambda: carrying(bytes(15_000_000), 300, torn=9),
    "open fields": lambda: small(
        f"<w:p>{(field('begin') + '<w:r><w:t>a</w:t></w:r>') * 5_000}</w:p>"
    ),
    "fields": lambda: small(
        p("T")
        + f"<w:p>{field('begin')}{'<w:r><w:instrText>a b c</w:instrText></w:r>' * 100_000}</w:p>"
    ),
    "styles on each other": lambda: styles(20_000),
    "bad links": lambda: with_relations(
        "<w:p><w:r><w:t>T</w:t></w:r></w:p>"
        + "".join(
            f'<w:p><w:hyperlink r:id="b{n}"><w:r><w:t>a{n}</w:t></w:r></w:hyperlink></w:p>'
            for n in range(15_000)
        ),
        (
            f'<Relationship Id="b{n}" Type="{R}/hyperlink" Target="nowhere:{n}" TargetMode="External"/>'
            for n in range(15_000)
        ),
    ),
    "custom XML": lambda: with_items(carrying(b"{}"), "<a>" + "<b/>" * 20_000 + "</a>"),
    "custom XML that names us": lambda: with_items(
        carrying(b"{}", 2, torn=1), '<a c="urn:briefkit:payload">' + "<b/>" * 100_000 + "</a>"
    ),
    "parts": lambda: with_parts(small(p("T")), {f"x/{n}": b"" for n in range(60_000)}),
    "attributes": lambda: small("<w:p " + " ".join(f"a{n}=''" for n in range(800_000)) + "/>"),
    "namespaces": lambda: small(
        "<w:p "
        + " ".join(f"xmlns:a{n}='u:{n}'" for n in range(100_000))
        + "><w:r><w:t>a</w:t></w:r></w:p>"
    ),
    "a table": lambda: small(p("T") + table(1000, 1000)),
    "a table of wide cells": lambda: small(
        p("T") + table(50, 100, '<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>')
    ),
    "a ragged table": lambda: small(
        p("T")
        + table(1, 10_000)
        + "".join(table(5_000, 1))
        + f"<w:tbl><w:tr>{'<w:tc/>' * 10_000}</w:tr>{'<w:tr/>' * 10_000}</w:tbl>"
    ),
    "levels of lists": lambda: small(p("T") + "".join(p("a", in_list(1, n)) for n in range(5_000))),
    "levels of lists of ours": lambda: with_body(
        p("T", TITLE) + "".join(p("a", in_list(1, n)) for n in range(5_000))
    ),
    "definitions of lists": lambda: small(
        p("T") + "".join(p("a", in_list(n, 3)) for n in range(15_000)),
        numbering=lists(60_000, 15_000),
    ),
    "numbers": lambda: small(
        p("T")
        + p(
            "a",
            in_list(10**4000, 10**4000)
            + f'<w:outlineLvl w:val="{"9" * 5000}"/><w:ind w:left="{"9" * 5000}"/>',
        )
    ),
    "headers": lambda: with_body(p("T", TITLE) + f"<w:sectPr>{_HEADER * 100_000}</w:sectPr>"),
    "footnotes": lambda: footnotes(20_000),
    "bookmarks": lambda: with_body(
        "<w:p>"
        + "".join(f'<w:bookmarkStart w:name="bk_b{n}"/>' for n in range(150_000))
        + "<w:r><w:t>a</w:t></w:r></w:p>"
        + p("T", TITLE)
    ),
    "a bookmark of a long number": lambda: with_body(
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:bookmarkStart w:name="bk_b{"9" * 9000}"/><w:bookmarkStart w:name="bk_b1"/><w:r><w:t>a</w:t></w:r></w:p>'
    ),
    "boxes in boxes": lambda: small(
        p("T")
        + f"<w:p>{_BOX * _NESTED}<w:r><w:t>{'word ' * 400_000}</w:t></w:r>{_BOX_END * _NESTED}</w:p>"
    ),
    "runs": lambda: small(
        p("T")
        + f"<w:p>{'<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>' * 45_000}</w:p>"
    ),
    "relationships": lambda: with_relations(
        p("T"), (f'<Relationship Id="b{n}" Type="x" Target="y"/>' for n in range(100_000))
    ),
    "a part that lies": that_lies,
    "a part packed otherwise": lambda: with_numbering(zipfile.ZIP_BZIP2),
    "another encoding": lambda: in_words("utf-16"),
    "an encoding that hides": lambda: in_words("cp037"),
}
