"""Attachment: the payload embedded as an associated file (ISO 32000-2, 14.13), and briefkit's page-piece dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import md5

import pydyf

from briefkit.formats.pdf.attachment_names import DESCRIPTION, FILE_NAME, PIECE_DATE, PIECE_KEY


def attach_payload(pdf: pydyf.PDF, payload: bytes) -> None:
    """Attach the payload to a PDF that is being written, with the date of the PDF."""
    parameters = pydyf.Dictionary(
        {
            "Size": len(payload),
            "ModDate": pdf.info["ModDate"],
            "CheckSum": f"<{md5(payload, usedforsecurity=False).hexdigest()}>",
        }
    )
    stream = pydyf.Stream(
        [payload],
        {"Type": "/EmbeddedFile", "Subtype": "/application#2fjson", "Params": parameters},
        compress=True,
    )
    pdf.add_object(stream)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(FILE_NAME),
            "UF": pydyf.String(FILE_NAME),
            "Desc": pydyf.String(DESCRIPTION),
            "AFRelationship": "/Source",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(file)
    names = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(FILE_NAME), file.reference])})
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array([file.reference])


def write_piece(
    pdf: pydyf.PDF,
    extraction_record: Iterable[tuple[str, str]],
    pictures: pydyf.Array,
    replaced: Mapping[str, str],
) -> None:
    """Write briefkit's page-piece dictionary into the catalogue of a PDF that is being written.

    Args:
        pdf: The PDF.
        extraction_record: Digests of blocks, each with that of the text that is extracted in its place.
        pictures: An entry for each picture, by which its file is found.
        replaced: The words that are printed in place of each sign that no font has.
    """
    digests = pydyf.String(" ".join(map(":".join, extraction_record)))
    private = pydyf.Dictionary({"Words": digests, "Pictures": pictures})
    if replaced:
        pairs = (words for pair in replaced.items() for words in pair)
        private["Replaced"] = pydyf.Array(map(pydyf.String, pairs))
    piece = pydyf.Dictionary({"LastModified": pydyf.String(PIECE_DATE), "Private": private})
    pdf.catalog["PieceInfo"] = pydyf.Dictionary({PIECE_KEY: piece})
