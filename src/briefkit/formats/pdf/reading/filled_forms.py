"""Filled-in forms: what stands in the fields of a form becomes a part of its pages, as on paper."""

from __future__ import annotations

from contextlib import suppress

import pikepdf

from briefkit.limits import Tally


def print_fields(pdf: pikepdf.Pdf) -> None:
    """Put the words of the fields of an opened PDF on its pages, and take all its annotations but links out.

    Remarks are no words of the page: `annotations` tells them.

    Args:
        pdf: The PDF.

    Raises:
        ReadError: It has more annotations than objects are allowed.
    """
    links, met = [list[pikepdf.Object]() for _ in pdf.pages], Tally("objects")
    has_fields = False
    for place, page in enumerate(pdf.pages):
        listed = page.obj.get("/Annots")
        if not isinstance(listed, pikepdf.Array):
            continue
        met.add(len(listed))
        found = [one for one in listed if isinstance(one, pikepdf.Dictionary)]
        links[place] = [one for one in found if str(one.get("/Subtype", "")) == "/Link"]
        fields = [one for one in found if str(one.get("/Subtype", "")) == "/Widget"]
        has_fields = has_fields or bool(fields)
        page.obj.Annots = pikepdf.Array(fields)
    if has_fields:
        # What is wrong with a form costs its fields alone.
        with suppress(pikepdf.PdfError, RuntimeError, TypeError, ValueError):
            pdf.generate_appearance_streams()
        with suppress(pikepdf.PdfError, RuntimeError, TypeError, ValueError):
            pdf.flatten_annotations("screen")
    for page, kept in zip(pdf.pages, links, strict=True):
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(kept)
