"""Frames of pictures: what of a picture they show, and at what angle (ECMA-376 Part 1, 20.1.8.55 and 20.1.7.6)."""

from __future__ import annotations

from lxml.etree import _Element

from briefkit.formats.docx.picture_rotation import orientation_of, rotation_of
from briefkit.formats.docx.reading.paragraph_content import PictureReference
from briefkit.formats.docx.wordprocessingml import NAMESPACES, OFF, R
from briefkit.model.media import TURNED, UPRIGHT
from briefkit.recognise.foreign_pictures import WHOLE, Crop

_A, _PIC, _WP = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("a", "pic", "wp"))
_SIDES = ("l", "t", "r", "b")
_WHOLE_SIDE = 100_000  # the unit of parts (22.9.2.9)
_MILLIMETRE = 36_000  # in English Metric Units


def framed_picture(blip: _Element, alt: str) -> PictureReference:
    """Return the picture of a frame.

    Args:
        blip: The `a:blip` of the picture.
        alt: The alternative text of the drawing that it stands in.
    """
    orientation, crop = orientation_of(blip), _crop(blip)
    is_askew = orientation == UPRIGHT and rotation_of(blip) != 0
    return PictureReference(
        blip.get(f"{R}embed") or blip.get(f"{R}link") or "",
        alt,
        orientation,
        crop,
        is_askew=is_askew,
        is_hidden=_is_hidden(blip),
        own_alt=_own_alt(blip),
        length=None if is_askew or crop != WHOLE else _length(blip, orientation),
    )


def _length(blip: _Element, orientation: int) -> float | None:
    """Width of a picture as it is seen, in millimetres (20.4.2.7); the extents of a frame are those before its rotation."""
    frame = _frame(blip)
    extent = None if frame is None else frame.find(f"{_WP}extent")
    digits = "" if extent is None else extent.get("cy" if TURNED[orientation] % 180 else "cx", "")
    return int(digits) / _MILLIMETRE if digits.isdecimal() and len(digits) < 12 else None


def _frame(blip: _Element) -> _Element | None:
    return next(blip.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)


def _is_hidden(blip: _Element) -> bool:
    """Whether the frame of a picture is hidden (20.4.2.5)."""
    frame = _frame(blip)
    properties = None if frame is None else frame.find(f"{_WP}docPr")
    return properties is not None and properties.get("hidden", "0") not in OFF


def _own_alt(blip: _Element) -> str:
    """Alternative text that a picture has by itself, as pictures of a group do."""
    picture = next(blip.iterancestors(f"{_PIC}pic"), None)
    found = None if picture is None else picture.find(f"{_PIC}nvPicPr/{_PIC}cNvPr")
    return "" if found is None else found.get("descr", "")


def _crop(blip: _Element) -> Crop:
    """Parts of a picture's width and height that its frame cuts off; frames larger than the picture cut nothing."""
    fill = blip.getparent()
    found = None if fill is None else fill.find(f"{_A}srcRect")
    if found is None:
        return WHOLE
    sides = tuple(max(_part(found.get(side, "0")), 0) for side in _SIDES)
    left, top, right, bottom = sides
    return sides if left + right < 1 and top + bottom < 1 else WHOLE


def _part(value: str) -> float:
    """Part of a side: in thousandths of a per cent, or in per cent with the sign."""
    digits = value.removesuffix("%")
    try:
        number = float(digits) if len(digits) < 12 else 0.0
    except ValueError:
        return 0.0
    return number / (100 if value.endswith("%") else _WHOLE_SIDE)
