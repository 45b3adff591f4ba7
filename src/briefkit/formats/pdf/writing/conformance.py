"""Conformance to PDF/UA-1 and PDF/A-3a: what WeasyPrint leaves open, done on the PDF before it is written."""

from __future__ import annotations

import io
import zlib

import pydyf
import weasyprint
from fontTools.ttLib import TTFont

from briefkit.formats.pdf.publisher_metadata import with_publisher

# PDF/A wants every property of the metadata declared that it does not know itself (ISO 19005-3, 6.6.2.3).
_PDF_UA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def declare_pdf_ua(pdf: pydyf.PDF, publisher: str) -> None:
    """Declare PDF/UA-1 in the metadata of a PDF/A, for WeasyPrint declares one of them only; and its publisher.

    Args:
        pdf: The PDF.
        publisher: Whose document it is (Dublin Core); "" says nothing.
    """
    metadata = next(part for part in pdf.objects if part.reference == pdf.catalog["Metadata"])
    (packet,) = metadata.stream
    end = b"</rdf:RDF>"
    declared = packet.replace(end, _PDF_UA.encode() + end)
    metadata.stream = [with_publisher(declared, publisher)]
    metadata.compress = False


# WeasyPrint strips each part of a label, so no space can stand between them; this sign can, and has no ink.
_SEPARATOR = "\u2063"
#: The rule that gives bookmarks the numbers that headings print.
NUMBERED_BOOKMARKS = (
    f"h2,h3,h4,h5,h6{{bookmark-label:content(before) '{_SEPARATOR}' content(text)}}"
)


def space_bookmarks(pdf: pydyf.PDF) -> None:
    """Put a space between number and words of each bookmark, in a PDF of a page with `NUMBERED_BOOKMARKS`."""
    for part in pdf.objects:
        if isinstance(part, dict) and "Title" in part and "Dest" in part:
            number, separator, words = part["Title"].string.partition(_SEPARATOR)
            if separator:
                part["Title"].string = f"{number} {words}".strip()


def add_list_bodies(pdf: pydyf.PDF) -> None:
    """Put what a list item holds beside its label into a body (ISO 14289-1, 7.2).

    WeasyPrint does so for lines of text only, not for paragraphs within an item.
    """
    by_reference = {part.reference: part for part in pdf.objects}
    for item in [part for part in pdf.objects if _has_role(part, "/LI")]:
        kids = [by_reference[kid] for kid in item["K"]]
        loose = [kid for kid in kids if kid["S"] not in ("/Lbl", "/LBody")]
        if loose:
            body = pydyf.Dictionary(
                {
                    "Type": "/StructElem",
                    "S": "/LBody",
                    "K": pydyf.Array([kid.reference for kid in loose]),
                    "Pg": item["Pg"],
                    "P": item.reference,
                }
            )
            pdf.add_object(body)
            for kid in loose:
                kid["P"] = body.reference
            bound = [kid.reference for kid in kids if kid not in loose]
            item["K"] = pydyf.Array([*bound, body.reference])


def _has_role(part: pydyf.Object, role: str) -> bool:
    return isinstance(part, dict) and part.get("S") == role


# Where a mark is drawn by two glyphs, the letters are those of one of them.
_UNMAPPED, _INVISIBLE = b"> <>", b"> <200b>"


def map_every_glyph(pdf: pydyf.PDF) -> None:
    """Map glyphs that WeasyPrint maps to no letters to an invisible one (ISO 19005-3, 6.2.11.7.2)."""
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and b"begincmap" in part.stream[:3]:
            part.stream = [
                item[: -len(_UNMAPPED)] + _INVISIBLE if item.endswith(_UNMAPPED) else item
                for item in part.stream
            ]


def keep_font_dates(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Date instances of variable fonts as the font is dated, instead of today (OpenType, `head`).

    fontTools dates an instance by the clock, and equal input would not give equal bytes.

    Args:
        document: The document that was printed.
        pdf: Its PDF.
    """
    instances = [font.file_content for font in document.fonts.values() if "fvar" in font.tables]
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and part.stream[:1] in ([one] for one in instances):
            font = TTFont(io.BytesIO(part.stream[0]), recalcTimestamp=False, recalcBBoxes=False)
            font["head"].modified = font["head"].created
            dated = io.BytesIO()
            font.save(dated)
            part.stream = [dated.getvalue()]
            if "Length1" in part.extra:
                part.extra["Length1"] = len(part.stream[0])


def settle_streams(pdf: pydyf.PDF) -> None:
    """Put each stream of a PDF together and compress it, once for all the times that it is written."""
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream):
            data = _stream_content(part)
            if part.compress:
                data = zlib.compress(data, level=9)
                part.extra["Filter"] = "/FlateDecode"
                part.compress = False
            part.stream = [data]


def _stream_content(stream: pydyf.Stream) -> bytes:
    """Return what a stream holds, before it is compressed."""
    plain: bytes = pydyf.Stream(stream.stream).data
    return plain.partition(b"stream\n")[2].removesuffix(b"\nendstream")


def avoid_ambiguous_ends(pdf: pydyf.PDF) -> None:
    """Let no settled stream end in a carriage return, which could be taken for a part of the line end behind it.

    What is compressed gets a byte after its end, which no program reads.
    """
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and part.extra.get("Filter") == "/FlateDecode":
            (data,) = part.stream
            if data.endswith(b"\r"):
                part.stream = [data, b""]


def add_unused_objects(pdf: pydyf.PDF, count: int) -> None:
    """Add objects that nothing refers to, which moves all that are added after them."""
    for _ in range(count):
        pdf.add_object(pydyf.Dictionary())
