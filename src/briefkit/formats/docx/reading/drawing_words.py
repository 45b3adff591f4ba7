"""Words of drawings: text boxes, shapes, charts, diagrams (ECMA-376 Part 1, 20.1 and 21; [MS-ODRAWXML], 2.24)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from briefkit.formats.docx.reading.captions import captions_in
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.text_normalisation import plain_text
from briefkit.formats.docx.wordprocessingml import NAMESPACES, R, W

_TEXT_BOX = f"{W}txbxContent"
_BLIP, _SHAPE_TEXT = (f"{{{NAMESPACES['a']}}}{name}" for name in ("blip", "t"))
_PROPERTIES = f"{{{NAMESPACES['wp']}}}docPr"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
# What refers to a part with words, and the attributes that may name it: charts, and the data of diagrams.
_REFERENCES = {"chart": f"{R}id", "relIds": f"{R}dm"}
# The elements of such parts that hold words and numbers: titles and labels, values, and points of newer charts.
_PIECES = ("t", "v", "pt")
# What another program draws, by what refers to it.
_OBJECTS = {"chart": "chart", "relIds": "diagram", "contentPart": "drawing by hand"}
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"


def drawing_words(drawing: _Element, context: ReadContext) -> Iterator[str]:
    """Yield the words of each text box, shape, chart and diagram of a drawing.

    Args:
        drawing: The drawing.
        context: The context of the part that it stands in.
    """
    for box in drawing.iter(_TEXT_BOX):
        if next(box.iterancestors(_TEXT_BOX), None) is None:
            yield from _counted(plain_text(box), context)
    yield from _counted(" ".join(_shape_words(drawing)), context)
    for one in drawing.iter():
        name = _local(one)
        part = (
            context.relationships.get(one.get(_REFERENCES[name], ""))
            if name in _REFERENCES
            else None
        )
        if part is not None and not part.external:
            root = context.package.parse(part.target)
            pieces = () if root is None else (x.text or "" for x in root.iter() if _is_piece(x))
            yield from _counted(" ".join(pieces), context)


def box_captions(drawing: _Element, context: ReadContext) -> Iterator[str]:
    """Yield the words of each text box of a drawing that is a caption.

    Args:
        drawing: The drawing.
        context: The context of the part that it stands in.
    """
    for box in drawing.iter(_TEXT_BOX):
        if next(box.iterancestors(_TEXT_BOX), None) is not None:
            continue
        words = " ".join(plain_text(box).split())
        if words and captions_in(box.iter(f"{W}p"), context.styles):
            yield words


def foreign_objects(drawing: _Element) -> Iterator[str]:
    """Yield what of a drawing another program draws: "chart", "diagram", the name of a program."""
    for one in drawing.iter():
        if one.tag == _EMBEDDED:
            yield one.get("ProgID") or "object"
        elif _local(one) in _OBJECTS:
            yield _OBJECTS[_local(one)]


def _shape_words(drawing: _Element) -> Iterator[str]:
    """Yield the words that stand in a drawing itself; what it says to show, where that is no picture."""
    if next(drawing.iter(_BLIP), None) is None:
        for one in drawing.iter(_PROPERTIES):
            yield one.get("descr") or ""
    for one in drawing.iter(_SHAPE_TEXT, _WORD_ART):
        yield one.get("string") or one.text or ""


def _is_piece(element: _Element) -> bool:
    return len(element) == 0 and _local(element) in _PIECES


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _counted(words: str, context: ReadContext) -> Iterator[str]:
    """Yield words, if there are any, and count their characters."""
    found = " ".join(words.split())
    if found:
        context.package.count("characters", len(found))
        yield found
