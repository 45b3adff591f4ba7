"""Markup annotations of a PDF: what people wrote on its pages, or marked there (ISO 32000-2, 12.5.6.2)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import pikepdf
from attrs import frozen

from briefkit.formats.pdf.opening import object_key
from briefkit.formats.pdf.reading.marked_words import Box, marked_words
from briefkit.limits import Tally
from briefkit.model import Brief
from briefkit.model.diff import shortened
from briefkit.notes import Code, Note, note
from briefkit.reconcile.annotation_paths import printed_parts

#: What somebody did with each kind of annotation. Others are no remarks: links, fields of forms, windows of remarks.
_DEEDS: Mapping[str, str] = {
    "/Text": "commented",
    "/FreeText": "wrote on the page",
    "/Highlight": "marked",
    "/Underline": "underlined",
    "/Squiggly": "underlined",
    "/StrikeOut": "struck out",
    "/Caret": "would put in",
    "/Stamp": "stamped the page",
    "/FileAttachment": "attached a file",
    "/Ink": "drew on the page",
    "/Line": "drew on the page",
    "/Square": "drew on the page",
    "/Circle": "drew on the page",
    "/Polygon": "drew on the page",
    "/PolyLine": "drew on the page",
}
#: Those that stand on words of the page.
_ON_WORDS = frozenset(("/Highlight", "/Underline", "/Squiggly", "/StrikeOut"))
_TAG = re.compile(r"<[^<>]*>")
_CORNERS = 8  # numbers of a quadrilateral


@frozen
class Annotation:
    """A markup annotation.

    Attributes:
        kind: Its subtype, as "/Text".
        page: The page, from 1.
        author: Who made it; "" where it does not say.
        words: What it says.
        marked: The words of the page that it stands on.
    """

    kind: str
    page: int
    author: str
    words: str
    marked: str = ""


def read_annotations(pdf: pikepdf.Pdf) -> Iterator[Annotation]:
    """Yield the markup annotations of an opened PDF, each once, in the order of its pages.

    Raises:
        ReadError: There are more, or they say more, than a brief's PDF can have.
    """
    met, characters = Tally("objects"), Tally("characters")
    visited: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        listed = page.obj.get("/Annots")
        found: list[pikepdf.Object] = []
        for one in list(listed) if isinstance(listed, pikepdf.Array) else []:
            met.add()
            if isinstance(one, pikepdf.Dictionary) and object_key(one) not in visited:
                visited.add(object_key(one))
                if str(one.get("/Subtype", "")) in _DEEDS:
                    found.append(one)
        boxes = [list(_boxes(one)) for one in found]
        for one, marked in zip(found, marked_words(page, boxes), strict=True):
            annotation = Annotation(
                str(one.get("/Subtype")), number, _string(one.get("/T")), _words(one), marked
            )
            characters.add(len(annotation.words) + len(annotation.author) + len(marked))
            yield annotation


def annotation_notes(annotations: Iterable[Annotation], brief: Brief) -> Iterator[Note]:
    """Yield a note on each annotation, with the place in the brief of the words that it stands on."""
    annotations = list(annotations)
    parts = [*printed_parts(brief)] if any(one.marked for one in annotations) else []
    for one in annotations:
        on = f" “{shortened(one.marked)}”" if one.marked else ""
        said = f": {one.words}" if one.words else "."
        message = f"Page {one.page}: {one.author or 'Somebody'} {_DEEDS[one.kind]}{on}{said}"
        yield note(Code.COMMENT, message, one.words or one.marked, path=_place(one.marked, parts))


def _place(marked: str, parts: Iterable[tuple[str, str]]) -> str:
    """Return the place of the only part of a brief that prints some words; "" where it is none or not the only one."""
    found = [path for words, path in parts if marked and marked in words]
    return found[0] if len(found) == 1 else ""


def _words(annotation: pikepdf.Object) -> str:
    plain = _string(annotation.get("/Contents"))
    return plain or " ".join(html.unescape(_TAG.sub(" ", _string(annotation.get("/RC")))).split())


def _string(found: object) -> str:
    return " ".join(str(found).split()) if isinstance(found, pikepdf.String) else ""


def _boxes(annotation: pikepdf.Object) -> Iterator[Box]:
    """Yield the rectangles around the words that an annotation stands on."""
    if str(annotation.get("/Subtype")) not in _ON_WORDS:
        return
    corners = _numbers(annotation.get("/QuadPoints")) or _numbers(annotation.get("/Rect"))
    for start in range(0, len(corners), _CORNERS):
        across, up = (
            corners[start : start + _CORNERS : 2],
            corners[start + 1 : start + _CORNERS : 2],
        )
        if across and up:
            yield Box(min(across), min(up), max(across), max(up))


def _numbers(found: object) -> list[float]:
    if not isinstance(found, pikepdf.Array):
        return []
    values: list[object] = list(found)
    return [float(one) for one in values if isinstance(one, int | float | Decimal)]
