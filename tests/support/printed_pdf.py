"""PDFs as other programs print them, from a list of words with their places."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TypeAlias

import pikepdf
from attrs import frozen
from pikepdf import Array, Dictionary, Name

_FONTS = {
    "F": "Helvetica",
    "B": "Helvetica-Bold",
    "I": "Helvetica-Oblique",
}


#: A structure element: its role, and the marked content or the elements within it.
Element: TypeAlias = tuple[str, "Sequence[int | Element]"]


@frozen
class Print:
    """Words at a place of a page, in points from its lower left corner; `mark` is their marked content."""

    left: float
    base: float
    words: str
    size: float = 10
    font: str = "F"
    mark: int | None = None


def column(
    lines: Sequence[str], left: float = 72, top: float = 700, step: float = 12, size: float = 10
) -> list[Print]:
    """Lines one below the other; an empty one leaves its place blank."""
    return [Print(left, top - n * step, words, size) for n, words in enumerate(lines) if words]


def printed(
    pages: Sequence[Sequence[Print]],
    change: Callable[[pikepdf.Pdf], object] = lambda _: None,
) -> bytes:
    """A PDF of pages, with a change."""
    pdf = pikepdf.new()
    for page in pages:
        made = pdf.add_blank_page(page_size=(595, 842)).obj
        made.Resources = Dictionary(
            Font=Dictionary(
                {
                    f"/{name}": Dictionary(
                        Type=Name.Font,
                        Subtype=Name.Type1,
                        BaseFont=Name(f"/{font}"),
                        Encoding=Name.WinAnsiEncoding,
                    )
                    for name, font in _FONTS.items()
                }
            )
        )
        made.Contents = pdf.make_stream(b"\n".join(map(_operators, page)))
    change(pdf)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _operators(one: Print) -> bytes:
    text = bytes(pikepdf.String(one.words).unparse()) if one.words.isascii() else b""
    text = text or b"<" + one.words.encode("cp1252").hex().encode() + b">"
    shown = f"BT /{one.font} {one.size} Tf {one.left} {one.base} Td ".encode() + text + b" Tj ET"
    return shown if one.mark is None else f"/P <</MCID {one.mark}>> BDC ".encode() + shown + b" EMC"


def tagged(pdf: pikepdf.Pdf, elements: Sequence[Element]) -> None:
    """Give the first page tags."""
    page = pdf.pages[0].obj
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def element(one: Element) -> pikepdf.Object:
        role, kids = one
        made = [kid if isinstance(kid, int) else element(kid) for kid in kids]
        return pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), Pg=page, K=Array(made))
        )

    root.K = Array([element(one) for one in elements])
    pdf.Root.StructTreeRoot = root
