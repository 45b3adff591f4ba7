"""Pictures in a PDF, byte for byte: where each stands, how it is put there, and how it is taken out again.

The payload names a picture by its digest. A JPEG is a stream of the PDF as it is (ISO 32000-1, 7.4.8). So is the
image data of a PNG without transparency (7.4.4.4); the rest of that file, a few hundred bytes, is kept beside it as a
frame. Any other PNG is kept whole. What is kept hangs on the piece of information that is briefkit's own, so that a
program which does not know it carries it along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import md5
from typing import Any, NamedTuple

from attrs import define, evolve, field

from briefkit.errors import ModelError
from briefkit.formats.html.writing.markup import data_address
from briefkit.formats.pdf.opening import identity, unpacked, unpacking_to
from briefkit.layout import Picture, Sheet
from briefkit.limits import Tally
from briefkit.model.media import (
    MAX_PIXELS,
    MIRRORED,
    TURNED,
    UPRIGHT,
    Image,
    MediaType,
    image_of,
    jpeg,
    png,
)
from briefkit.reconcile.leaves import leaves

#: Colours of PNG that PDF has a space for; those of a palette follow from it (PNG, 11.2.1).
_COLOURS = {0: "/DeviceGray", 2: "/DeviceRGB", 3: "/Indexed"}
#: Bytes of PNG in a file that are kept whole though a frame would do: they also survive a program that packs
#: streams anew.
_SPARE = 64_000


# Written


class PutPicture(NamedTuple):
    """A picture in a PDF that is being written.

    Attributes:
        image: The picture.
        stream: The pydyf.Stream that shows it; None where it is not to be found.
        frame: What its file has beside the bytes of the stream; None where the stream does not hold them.
    """

    image: Image
    stream: Any
    frame: bytes | None


def put_pictures(sheet: Sheet, pdf: Any) -> list[PutPicture]:
    """Let a PDF that is being written hold the pictures' own bytes, in place of what WeasyPrint made of them.

    Args:
        sheet: What was printed.
        pdf: Its pydyf.PDF.
    """
    images = {leaf.block.image: None for leaf in leaves(sheet) if isinstance(leaf.block, Picture)}
    streams = _streams(pdf) if images else {}
    return [_put(image, streams.get(_name(image)), pdf) for image in images]


def keep_pictures(pictures: Iterable[PutPicture], pdf: Any) -> Any:
    """Keep in a PDF that is being written what its pictures can be read with, byte for byte.

    Args:
        pictures: The pictures, as they stand in it.
        pdf: A pydyf.PDF.

    Returns:
        A pydyf.Array with an entry for each picture.
    """
    import pydyf

    spare = _SPARE
    entries = pydyf.Array()
    for image, stream, frame in sorted(pictures, key=lambda one: len(one.image.data)):
        entry = pydyf.Dictionary(
            {"Digest": pydyf.String(image.digest), "Orientation": image.orientation}
        )
        if stream is not None:
            entry["Image"] = stream.reference
        is_spare = image.media_type is MediaType.PNG and len(image.data) <= spare
        if frame is None or is_spare:
            entry["Whole"] = _kept(image.data, pdf)
            spare -= len(image.data) if is_spare else 0
        elif frame:
            entry["Frame"] = _kept(frame, pdf)
        entries.append(entry)
    return entries


def _name(image: Image) -> str:
    """Return what WeasyPrint calls a picture among a page's resources."""
    address = data_address(image).encode()
    return f"i{md5(address, usedforsecurity=False).hexdigest()}0"


def _streams(pdf: Any) -> dict[str, Any]:
    """Return the pictures of a PDF that is being written, by their names among the resources."""
    by_reference = {part.reference: part for part in pdf.objects}
    return {
        name: by_reference[reference]
        for part in pdf.objects
        if isinstance(part, dict) and "XObject" in part
        for name, reference in part["XObject"].items()
    }


def _kept(data: bytes, pdf: Any) -> Any:
    import pydyf

    stream = pydyf.Stream([data])
    pdf.add_object(stream)
    return stream.reference


def _put(image: Image, stream: Any, pdf: Any) -> PutPicture:
    import pydyf

    shown = None if stream is None else _as_shown(image)
    if shown is None:
        return PutPicture(image, stream, None)
    data, form, frame = shown
    own = pydyf.Dictionary({"Type": "/XObject", "Subtype": "/Image", "Interpolate": "false"} | form)
    if image.orientation == UPRIGHT:
        stream.stream, stream.extra = [data], own
        return PutPicture(image, stream, frame)
    inner = pydyf.Stream([data], own)
    pdf.add_object(inner)
    # A form that turns the picture (ISO 32000-1, 8.10), for WeasyPrint turned the pixels.
    stream.stream = [f"q {_turn(image.orientation)} cm /P Do Q".encode()]
    stream.extra = pydyf.Dictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, 1, 1]),
            "Resources": pydyf.Dictionary({"XObject": pydyf.Dictionary({"P": inner.reference})}),
        }
    )
    return PutPicture(image, inner, frame)


#: How the unit square of a picture is turned clockwise, by degrees (ISO 32000-1, 8.3.3).
_TURNS = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, -1, 1, 0, 0, 1),
    180: (-1, 0, 0, -1, 1, 1),
    270: (0, 1, -1, 0, 1, 0),
}


def _turn(orientation: int) -> str:
    """Return the matrix that shows a stored picture as its orientation says."""
    a, b, c, d, e, f = _TURNS[TURNED[orientation]]
    if orientation in MIRRORED:  # first, from left to right
        a, b, e, f = -a, -b, e + a, f + b
    return f"{a} {b} {c} {d} {e} {f}"


def _as_shown(image: Image) -> tuple[bytes, dict[str, Any], bytes] | None:
    """Return the bytes of a stream, how a PDF reads them, and what a file has beside them."""
    if image.media_type is MediaType.JPEG:
        return image.data, _of_jpeg(image), b""
    return _of_png(image.data)


def _of_jpeg(image: Image) -> dict[str, Any]:
    width, height = jpeg.size_of(image.data)
    return {
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
        "ColorSpace": "/DeviceGray" if jpeg.components_of(image.data) == 1 else "/DeviceRGB",
        "Filter": "/DCTDecode",
    }


def _of_png(data: bytes) -> tuple[bytes, dict[str, Any], bytes] | None:
    """Return the parts of a PNG (ISO 32000-1, 7.4.4.4 and 8.9.5); None for one that is transparent or interlaced."""
    import pydyf

    chunks = list(png.chunks_of(data))
    header = png.header_of(chunks)
    parts = {chunk.kind: chunk.said for chunk in chunks}
    if header is None or header.colours not in _COLOURS or header.interlacing or b"tRNS" in parts:
        return None
    colours: Any = _COLOURS[header.colours]
    if b"PLTE" in parts:
        palette = parts[b"PLTE"]
        last = len(palette) // 3 - 1
        colours = pydyf.Array(["/Indexed", "/DeviceRGB", last, f"<{palette.hex()}>"])
    parameters = {
        "Predictor": 15,
        "Columns": header.width,
        "Colors": png.CHANNELS[header.colours],
        "BitsPerComponent": header.depth,
    }
    form = {
        "Width": header.width,
        "Height": header.height,
        "BitsPerComponent": header.depth,
        "ColorSpace": colours,
        "Filter": "/FlateDecode",
        "DecodeParms": pydyf.Dictionary(parameters),
    }
    pixels = b"".join([chunk.said for chunk in chunks if chunk.kind == b"IDAT"])
    return pixels, form, b"".join([png.BEGINNING, *map(_framed, chunks)])


def _framed(chunk: png.Chunk) -> bytes:
    """Return a chunk as it stands in a frame: of image data, only the length, the name and the checksum."""
    return chunk.data[:8] + chunk.data[-4:] if chunk.kind == b"IDAT" else chunk.data


# Read


def pictures_of(entries: Iterable[Any]) -> dict[str, Image]:
    """Return the pictures of an opened PDF by the digests that they were written with.

    Args:
        entries: What `keep_pictures` left in it.

    Returns:
        The very picture, or what stands in its place now; nothing where neither can be had.
    """
    found: dict[str, Image] = {}
    shown, size = _ShownPictures(), Tally("picture_bytes")
    for entry in entries:
        digest, orientation = str(entry.get("/Digest", "")), _orientation(entry)
        if digest in found:
            continue
        kept = (_image(data, orientation) for data in _kept_bytes(entry, size))
        own = (image for image in kept if image is not None and image.digest == digest)
        image = next(own, None) or shown.image(entry.get("/Image"), orientation)
        if image is not None:
            found[digest] = image
    return found


def _orientation(entry: Any) -> int:
    found = entry.get("/Orientation")
    return found if isinstance(found, int) and found in TURNED else UPRIGHT


def loose_pictures(pdf: Any) -> dict[str, Image]:
    """Return the JPEGs on the pages of an opened PDF, by their digests, where nothing else finds them."""
    import pikepdf

    streams: dict[Any, Any] = {}
    met, size = Tally("objects"), Tally("picture_bytes")
    for page in pdf.pages:
        named = dict(page.obj.get("/Resources", {}).get("/XObject", {}))
        met.add(len(named))
        for one in named.values():
            if isinstance(one, pikepdf.Stream) and one.get("/Filter") == pikepdf.Name.DCTDecode:
                streams[identity(one)] = one
    jpegs = (_image(_counted(stream.read_raw_bytes(), size)) for stream in streams.values())
    return {one.digest: one for one in jpegs if one is not None}


def _counted(data: bytes, size: Tally) -> bytes:
    size.add(len(data))
    return data


def _kept_bytes(entry: Any, size: Tally) -> Iterator[bytes]:
    """Yield what may be the bytes of the picture that was written."""
    import pikepdf

    whole, frame, stream = (entry.get(key) for key in ("/Whole", "/Frame", "/Image"))
    read: list[bytes] = []
    with suppress(Exception):  # whatever is wrong with a picture costs that picture alone
        if isinstance(whole, pikepdf.Stream):
            read.append(unpacked(whole, "part_bytes"))
    with suppress(Exception):
        if isinstance(stream, pikepdf.Stream):
            read.append(stream.read_raw_bytes())
            if isinstance(frame, pikepdf.Stream):
                read.append(_woven(unpacked(frame, "part_bytes"), read[-1]))
    for data in read:
        yield _counted(data, size)


@define
class _ShownPictures:
    """What is to be seen of pictures that are not as they were written, each made once.

    Attributes:
        made: The files of those that were met, by what tells objects of a PDF apart.
        pixels: How many pixels may still be packed anew.
    """

    made: dict[tuple[int, int], bytes] = field(factory=dict)
    pixels: int = MAX_PIXELS

    def image(self, stream: Any, orientation: int) -> Image | None:
        """Return a picture as a PDF shows it."""
        import pikepdf

        if not isinstance(stream, pikepdf.Stream):
            return None
        key = identity(stream)
        if key not in self.made:
            self.made[key] = b""
            with suppress(Exception), unpacking_to("part_bytes"):  # as above
                self.made[key] = self._file(pikepdf.PdfImage(stream))
        return _image(self.made[key], orientation)

    def _file(self, picture: Any) -> bytes:
        import io

        if picture.filters[-1:] != ["/DCTDecode"]:
            self.pixels -= picture.width * picture.height
        file = io.BytesIO()
        if self.pixels >= 0:
            picture.extract_to(stream=file)
        return file.getvalue()


def _woven(frame: bytes, pixels: bytes) -> bytes:
    """Return the PNG of a frame and its image data."""
    parts, start, place = [png.BEGINNING], 0, len(png.BEGINNING)
    while place + 12 <= len(frame):
        length = int.from_bytes(frame[place : place + 4], "big")
        if frame[place + 4 : place + 8] == b"IDAT":
            parts += [frame[place : place + 8], pixels[start : start + length]]
            parts.append(frame[place + 8 : place + 12])
            start, place = start + length, place + 12
        else:
            parts.append(frame[place : place + 12 + length])
            place += 12 + length
    return b"".join(parts)


def _image(data: bytes, orientation: int = UPRIGHT) -> Image | None:
    try:
        return evolve(image_of(data), orientation=orientation)
    except ModelError:
        return None
