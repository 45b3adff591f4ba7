"""Images put into a PDF byte for byte, and the entries by which they are found again.

The payload names an image by its digest. A JPEG is a stream of the PDF as it is (ISO 32000-1, 7.4.8). So is the
image data of a PNG without transparency (7.4.4.4); the rest of that file is kept beside it as a frame. Any other PNG
is kept whole. What is kept hangs on briefkit's page-piece dictionary, so that a program which does not know it carries
it along.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5
from typing import NamedTuple

import pydyf

from briefkit.formats.html.writing.markup import data_url
from briefkit.formats.pdf.png_frames import frame_of
from briefkit.layout import Picture, Sheet
from briefkit.model.media import MIRRORED, TURNED, UPRIGHT, Image, MediaType, jpeg, png
from briefkit.reconcile.sheet_leaves import leaves

#: Colour types of PNG that PDF has a colour space for; those of a palette follow from it (PNG, 11.2.1).
_COLOUR_SPACES = {0: "/DeviceGray", 2: "/DeviceRGB", 3: "/Indexed"}
#: Bytes of PNG in a file that are kept whole though a frame would do: they also survive a program that packs
#: streams anew.
_WHOLE_BYTES = 64_000


class PlacedImage(NamedTuple):
    """An image in a PDF that is being written.

    Attributes:
        image: The image.
        stream: The image XObject that shows it; None where it is not to be found.
        frame: What its file has beside the bytes of the stream; None where the stream does not hold them.
    """

    image: Image
    stream: pydyf.Stream | None
    frame: bytes | None


def place_images(sheet: Sheet, pdf: pydyf.PDF) -> list[PlacedImage]:
    """Place the images' own bytes in a PDF that is being written, instead of what WeasyPrint made of them.

    Args:
        sheet: What was printed.
        pdf: The PDF.
    """
    images = {leaf.block.image: None for leaf in leaves(sheet) if isinstance(leaf.block, Picture)}
    streams = _xobjects(pdf) if images else {}
    return [_place(image, streams.get(_resource_name(image)), pdf) for image in images]


def write_image_entries(images: Iterable[PlacedImage], pdf: pydyf.PDF) -> pydyf.Array:
    """Write into a PDF what its images can be read with, byte for byte.

    Args:
        images: The images, as they stand in it.
        pdf: The PDF.

    Returns:
        An entry for each image.
    """
    spare = _WHOLE_BYTES
    entries = pydyf.Array()
    for image, stream, frame in sorted(images, key=lambda one: len(one.image.data)):
        entry = pydyf.Dictionary(
            {"Digest": pydyf.String(image.digest), "Orientation": image.orientation}
        )
        if stream is not None:
            entry["Image"] = stream.reference
        is_spare = image.media_type is MediaType.PNG and len(image.data) <= spare
        if frame is None or is_spare:
            entry["Whole"] = _add_stream(image.data, pdf)
            spare -= len(image.data) if is_spare else 0
        elif frame:
            entry["Frame"] = _add_stream(frame, pdf)
        entries.append(entry)
    return entries


def _resource_name(image: Image) -> str:
    """Return what WeasyPrint calls an image among a page's resources."""
    address = data_url(image).encode()
    return f"i{md5(address, usedforsecurity=False).hexdigest()}0"


def _xobjects(pdf: pydyf.PDF) -> dict[str, pydyf.Stream]:
    """Return the XObjects of a PDF that is being written, by their names among the resources."""
    by_reference = {part.reference: part for part in pdf.objects}
    return {
        name: by_reference[reference]
        for part in pdf.objects
        if isinstance(part, dict) and "XObject" in part
        for name, reference in part["XObject"].items()
    }


def _add_stream(data: bytes, pdf: pydyf.PDF) -> bytes:
    stream = pydyf.Stream([data])
    pdf.add_object(stream)
    reference: bytes = stream.reference
    return reference


def _place(image: Image, stream: pydyf.Stream | None, pdf: pydyf.PDF) -> PlacedImage:
    parts = None if stream is None else _stream_parts(image)
    if stream is None or parts is None:
        return PlacedImage(image, stream, None)
    data, entries, frame = parts
    own = pydyf.Dictionary(
        {"Type": "/XObject", "Subtype": "/Image", "Interpolate": "false"} | entries
    )
    if image.orientation == UPRIGHT:
        stream.stream, stream.extra = [data], own
        return PlacedImage(image, stream, frame)
    inner = pydyf.Stream([data], own)
    pdf.add_object(inner)
    # A form that turns the image (ISO 32000-1, 8.10), for WeasyPrint turned the pixels.
    stream.stream = [f"q {_matrix(image.orientation)} cm /P Do Q".encode()]
    stream.extra = pydyf.Dictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, 1, 1]),
            "Resources": pydyf.Dictionary({"XObject": pydyf.Dictionary({"P": inner.reference})}),
        }
    )
    return PlacedImage(image, inner, frame)


#: How the unit square of an image is turned clockwise, by degrees (ISO 32000-1, 8.3.3).
_TURNS = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, -1, 1, 0, 0, 1),
    180: (-1, 0, 0, -1, 1, 1),
    270: (0, 1, -1, 0, 1, 0),
}


def _matrix(orientation: int) -> str:
    """Return the matrix that shows a stored image as its orientation says."""
    a, b, c, d, e, f = _TURNS[TURNED[orientation]]
    if orientation in MIRRORED:  # first, from left to right
        a, b, e, f = -a, -b, e + a, f + b
    return f"{a} {b} {c} {d} {e} {f}"


def _stream_parts(image: Image) -> tuple[bytes, dict[str, object], bytes] | None:
    """Return the data of an image's stream, its entries, and what the file has beside the data."""
    if image.media_type is MediaType.JPEG:
        return image.data, _jpeg_entries(image), b""
    return _png_parts(image.data)


def _jpeg_entries(image: Image) -> dict[str, object]:
    width, height = jpeg.size_of(image.data)
    return {
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
        "ColorSpace": "/DeviceGray" if jpeg.components_of(image.data) == 1 else "/DeviceRGB",
        "Filter": "/DCTDecode",
    }


def _png_parts(data: bytes) -> tuple[bytes, dict[str, object], bytes] | None:
    """Return the same of a PNG (ISO 32000-1, 7.4.4.4 and 8.9.5); None for one that is transparent or interlaced."""
    chunks = list(png.chunks_of(data))
    header = png.header_of(chunks)
    parts = {chunk.kind: chunk.said for chunk in chunks}
    if (
        header is None
        or header.colours not in _COLOUR_SPACES
        or header.interlacing
        or b"tRNS" in parts
    ):
        return None
    colour_space: str | pydyf.Array = _COLOUR_SPACES[header.colours]
    if b"PLTE" in parts:
        palette = parts[b"PLTE"]
        last = len(palette) // 3 - 1
        colour_space = pydyf.Array(["/Indexed", "/DeviceRGB", last, f"<{palette.hex()}>"])
    parameters = {
        "Predictor": 15,
        "Columns": header.width,
        "Colors": png.CHANNELS[header.colours],
        "BitsPerComponent": header.depth,
    }
    entries: dict[str, object] = {
        "Width": header.width,
        "Height": header.height,
        "BitsPerComponent": header.depth,
        "ColorSpace": colour_space,
        "Filter": "/FlateDecode",
        "DecodeParms": pydyf.Dictionary(parameters),
    }
    pixels = b"".join([chunk.said for chunk in chunks if chunk.kind == b"IDAT"])
    return pixels, entries, frame_of(chunks)
