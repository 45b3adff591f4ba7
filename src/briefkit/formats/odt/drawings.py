"""Drawings of an OpenDocument text: pictures, text boxes, shapes, charts, formulas (OpenDocument 1.3, part 3, 10)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import NAMESPACES, R
from briefkit.formats.odt.formulas import write_formula
from briefkit.formats.odt.opendocument import CHART, DRAW, FO, MATH, OFFICE, STYLE, SVG, TABLE, TEXT
from briefkit.formats.odt.translation import PartContext
from briefkit.formats.odt.word_parts import WordPart, sub
from briefkit.notes import Code

_A, _PIC, _WP = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("a", "pic", "wp"))
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_PARAGRAPH = f"{TEXT}p"
_LENGTH = re.compile(r"[1-9]")
# Frames are turned by radians, against the clock; in Word by parts of a degree, with it (20.1.10.3).
_ROTATION = re.compile(r"\brotate ?\((-?\d{1,2}(?:\.\d{1,20})?)")
_DEGREE = 60_000
_OBJECTS = (f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}applet")
# What of a drawing says something about it, and is no part of it.
_BESIDE = frozenset(
    (
        *(f"{SVG}{name}" for name in ("title", "desc")),
        *(f"{DRAW}{name}" for name in ("glue-point", "contour-polygon", "contour-path")),
        *(f"{DRAW}{name}" for name in ("enhanced-geometry", "image-map")),
        f"{OFFICE}event-listeners",
    )
)


def is_drawing(element: _Element) -> bool:
    """Whether an element is a drawing."""
    return str(element.tag).startswith(DRAW)


def write_drawing(
    element: _Element,
    run: _Element,
    context: PartContext,
    blocks: Callable[[Iterable[_Element], _Element, PartContext], None],
) -> None:
    """Write a drawing, with all that it holds, into a run.

    Args:
        element: The drawing: a frame, a shape, a group, or a link around one.
        run: The run.
        context: The context.
        blocks: Writes the blocks of a text box.
    """
    words = [one for one in element if str(one.tag).startswith((TEXT, TABLE))]
    if element.tag == f"{DRAW}text-box" or words:
        data = _graphic(run, element, context)
        box = etree.SubElement(etree.SubElement(data, f"{_WPS}wsp"), f"{_WPS}txbx")
        blocks(words, sub(box, "txbxContent"), context)
    drawn = False
    for child in element:
        if child.tag in _OBJECTS:
            drawn = _write_object(child, element, run, context) or drawn
        elif child.tag == f"{DRAW}image":
            drawn = drawn or _write_picture(child, element, run, context)
        elif is_drawing(child) and child.tag not in _BESIDE:
            write_drawing(child, run, context, blocks)


def _write_picture(image: _Element, frame: _Element, run: _Element, context: PartContext) -> bool:
    """Write a picture; of several in one frame, programs show the first that they can."""
    key = context.picture(image)
    if key is None:
        return False
    style = frame.get(f"{DRAW}style-name", "")
    if _LENGTH.search(context.styles.graphic(style, f"{FO}clip")):
        message = "A picture is cut on the page; all of it was read, for where it is cut depends on the program."
        context.whole.notes_made.add(Code.PICTURE_ALTERED, message)
    picture = etree.SubElement(_graphic(run, frame, context), f"{_PIC}pic")
    fill = etree.SubElement(picture, f"{_PIC}blipFill")
    etree.SubElement(fill, f"{_A}blip").set(f"{R}embed", key)
    turned = etree.SubElement(etree.SubElement(picture, f"{_PIC}spPr"), f"{_A}xfrm")
    turn = _ROTATION.search(frame.get(f"{DRAW}transform", ""))
    if turn:
        turned.set("rot", str(round(-math.degrees(float(turn[1]))) * _DEGREE))
    mirrored = context.styles.graphic(style, f"{STYLE}mirror").split()
    for name, way in (("flipH", "horizontal"), ("flipV", "vertical")):
        if way in mirrored:
            turned.set(name, "1")
    return True


def _graphic(run: _Element, frame: _Element, context: PartContext) -> _Element:
    """Write the frame of a drawing, with what it says that it shows; return what the drawing goes into."""
    context.whole.frames += 1
    inline = etree.SubElement(sub(run, "drawing"), f"{_WP}inline")
    properties = etree.SubElement(inline, f"{_WP}docPr")
    properties.set("id", str(context.whole.frames))
    for name, key in (("title", "title"), ("descr", "desc")):
        properties.set(name, frame.findtext(f"{SVG}{key}") or "")
    graphic = etree.SubElement(inline, f"{_A}graphic")
    return etree.SubElement(graphic, f"{_A}graphicData")


# Embedded documents


def _write_object(element: _Element, frame: _Element, run: _Element, context: PartContext) -> bool:
    """Write an embedded document; return whether it is drawn, so that no picture need stand for it."""
    root = context.whole.document.object(element) if element.tag == _OBJECTS[0] else None
    if root is not None and root.tag.startswith(MATH):
        place = run.getparent()
        if place is not None:
            write_formula(root, place)
        return True
    chart = None if root is None else next(root.iter(f"{CHART}chart"), None)
    if chart is None:
        name = str(element.tag).removeprefix(DRAW)
        etree.SubElement(sub(run, "object"), _OLE).set("ProgID", name)
        return False
    data = _graphic(run, frame, context)
    etree.SubElement(data, f"{_C}chart").set(f"{R}id", _chart(chart, context))
    return True


def _chart(chart: _Element, context: PartContext) -> str:
    """Write the part of a chart, which has its words and numbers; return the id of the relationship to it."""
    number = len(context.whole.charts) + 1
    part = WordPart(f"word/charts/chart{number}.xml", etree.Element(f"{_C}chartSpace"))
    for words in _chart_words(chart):
        etree.SubElement(part.root, f"{_C}v").text = words
    context.whole.charts.append(part)
    return context.part.relate("chart", part.name)


def _chart_words(chart: _Element) -> Iterator[str]:
    """Yield the words of a chart: those of its titles first, then those of the table that it is drawn of."""
    tables = {id(one) for table in chart.iter(f"{TABLE}table") for one in table.iter(_PARAGRAPH)}
    paragraphs = [*chart.iter(_PARAGRAPH)]
    for one in sorted(paragraphs, key=lambda one: id(one) in tables):
        yield f"{''.join(map(str, one.itertext()))} "
