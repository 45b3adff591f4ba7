"""Pictures as inline drawings (ECMA-376 Part 1, 20.2, 20.4)."""

from __future__ import annotations

from html import escape

from briefkit.formats.docx.picture_rotation import rotation_attributes
from briefkit.formats.docx.writing.write_context import WriteContext
from briefkit.layout import Picture, Role
from briefkit.model.media import TURNED, Image, MediaType
from briefkit.style import FigureRoom

#: Suffixes of the names of picture parts.
PICTURE_SUFFIXES = {MediaType.PNG: "png", MediaType.JPEG: "jpeg"}
#: The type of a relationship to a picture.
IMAGE_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

# Lengths in English Metric Units: 914,400 to the inch.
_MILLIMETRE = 36_000
_PHOTO_SIZE = 20 * _MILLIMETRE


def write_picture(picture: Picture, context: WriteContext) -> str:
    """Run that holds the picture of a block."""
    key = context.pictures.setdefault(picture.image, f"rIdP{len(context.pictures) + 1}")
    size = _printed_size(picture, context.room)
    if picture.role is Role.FIGURE:
        context.figure_widths[picture.anchor] = round(size[0] / _MILLIMETRE, 3)
    return write_drawing(picture.image, picture.alt, key, size, context)


def picture_target(relationship: str, image: Image) -> str:
    """Name of a picture part, relative to the document, by the id of its relationship."""
    number = relationship.removeprefix("rIdP")
    return f"media/image{number}.{PICTURE_SUFFIXES[image.media_type]}"


def write_drawing(
    image: Image, alt: str, relationship: str, size: tuple[int, int], context: WriteContext
) -> str:
    """Run that holds a picture.

    The extents of a frame are those before its rotation; the line makes room for those after it.

    Args:
        image: The picture.
        alt: Its alternative text.
        relationship: The id of the picture's relationship in the part.
        size: Its printed width and height after the rotation, in English Metric Units.
        context: The context of writing.
    """
    width, height = reversed(size) if TURNED[image.orientation] % 180 else size
    number = next(context.drawing_ids)
    alt = escape(alt)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{alt}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f"<pic:spPr><a:xfrm{rotation_attributes(image.orientation)}>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _printed_size(picture: Picture, room: FigureRoom) -> tuple[int, int]:
    """Printed size of a picture; all photos of people have one."""
    across, down = picture.image.size
    if picture.role is Role.PHOTO:
        scale = min(_PHOTO_SIZE / across, _PHOTO_SIZE / down)
    else:
        scale = room.line * _MILLIMETRE * room.per_cent(picture) / 100 / across
    return max(1, round(across * scale)), max(1, round(down * scale))
