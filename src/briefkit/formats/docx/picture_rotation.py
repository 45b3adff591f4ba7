"""Picture rotation: the EXIF orientation as the transform of a picture's frame (ECMA-376 Part 1, 20.1.7.6).

Word does not apply the EXIF of a picture, and most programs save the transform that they were given.
"""

from __future__ import annotations

import re

from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import NAMESPACES
from briefkit.model.media import MIRRORED, TURNED, UPRIGHT

_ON = ("1", "true")
_DEGREE = 60_000  # the unit of angles (20.1.10.3)
_ANGLE = re.compile(r"-?\d{1,9}")
_TRANSFORM = f"{{{NAMESPACES['pic']}}}spPr/{{{NAMESPACES['a']}}}xfrm"
_ORIENTATIONS = {(turn, one in MIRRORED): one for one, turn in TURNED.items()}


def rotation_attributes(orientation: int) -> str:
    """Attributes of a frame's `a:xfrm`, which mirrors first and then turns clockwise."""
    turn = TURNED[orientation]
    turned = f' rot="{turn * _DEGREE}"' if turn else ""
    return f'{turned} flipH="1"' if orientation in MIRRORED else turned


def orientation_of(blip: _Element) -> int:
    """Orientation that a frame gives its picture; upright where it gives none, or turns by no right angle.

    Args:
        blip: The `a:blip` of the picture.
    """
    found = _transform(blip)
    if found is None:
        return UPRIGHT
    turn = _angle(found)
    mirrored, upset = (found.get(name) in _ON for name in ("flipH", "flipV"))
    if upset:  # the same as turned by half and mirrored
        turn, mirrored = (turn + 180) % 360, not mirrored
    return _ORIENTATIONS.get((turn, mirrored), UPRIGHT)


def rotation_of(blip: _Element) -> int:
    """Angle by which a frame turns its picture clockwise, in degrees from 0 to 359.

    Args:
        blip: The `a:blip` of the picture.
    """
    found = _transform(blip)
    return 0 if found is None else _angle(found)


def _transform(blip: _Element) -> _Element | None:
    picture = next(blip.iterancestors(f"{{{NAMESPACES['pic']}}}pic"), None)
    return None if picture is None else picture.find(_TRANSFORM)


def _angle(transform: _Element) -> int:
    found = _ANGLE.fullmatch(transform.get("rot", "0"))
    return round(int(found[0]) / _DEGREE) % 360 if found else 0
