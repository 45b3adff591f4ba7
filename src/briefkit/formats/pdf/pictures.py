"""Pictures in a PDF, byte for byte: where each stands, how it is put there, and how it is taken out again.

The envelope names a picture by its digest. A JPEG is a stream of the PDF as it is (ISO 32000-1, 7.4.8). So is the
image data of a PNG without transparency (7.4.4.4); the rest of that file, a few hundred bytes, is kept beside it as a
frame. Any other PNG is kept whole. What is kept hangs on the piece of information that is briefkit's own, so that a
program which does not know it carries it along.
"""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import md5, sha256
from typing import Any

from attrs import define, field, frozen

from briefkit.envelope import leaves
from briefkit.errors import ModelError
from briefkit.formats.pdf.finish import content
from briefkit.formats.pdf.opened import identity
from briefkit.layout import Picture, Sheet
from briefkit.media import MAX_PIXELS, Image, MediaType

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Kinds of PNG that PDF has a colour space for → how many values a pixel has (PNG, 11.2.2).
_CHANNELS = {0: 1, 2: 3, 3: 1}
_PALETTE = 3
#: Bytes of PNG in a file that are kept whole though a frame would do: they also survive a program that packs
#: streams anew.
_SPARE = 64_000


# Written


def keep_pictures(sheet: Sheet, pdf: Any) -> Any:
    """Make the pictures of a sheet readable, byte for byte, from a PDF that is being written.

    Args:
        sheet: What was printed.
        pdf: Its pydyf.PDF.

    Returns:
        A pydyf.Array with an entry for each picture.
    """
    import pydyf

    streams = _streams(pdf)
    images = {leaf.block.image: None for leaf in leaves(sheet) if isinstance(leaf.block, Picture)}
    spare = _SPARE
    entries = pydyf.Array()
    for image in sorted(images, key=lambda one: len(one.data)):
        stream = streams.get(_name(image))
        entry = pydyf.Dictionary({"Digest": pydyf.String(sha256(image.data).hexdigest())})
        if stream is not None:
            entry["Image"] = stream.reference
        is_spare = image.media_type is MediaType.PNG and len(image.data) <= spare
        frame = None if stream is None else _frame(image, stream)
        if frame is None or is_spare:
            entry["Whole"] = _kept(image.data, pdf)
            spare -= len(image.data) if is_spare else 0
        elif frame:
            entry["Frame"] = _kept(frame, pdf)
        entries.append(entry)
    return entries


def _name(image: Image) -> str:
    """Return what WeasyPrint calls a picture among a page's resources."""
    address = f"data:{image.media_type};base64,{b64encode(image.data).decode()}"
    return f"i{md5(address.encode(), usedforsecurity=False).hexdigest()}0"


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


def _frame(image: Image, stream: Any) -> bytes | None:
    """Let a stream hold a picture's own bytes; return what a file has beside them, None where it cannot."""
    if image.media_type is MediaType.JPEG:
        return b"" if content(stream) == image.data else None
    found = _Png.of(image.data)
    if found is None:
        return None
    stream.stream = [found.pixels]
    stream.extra.update(found.dictionary())
    return found.frame


@frozen
class _Png:
    """A PNG whose image data a PDF can show as it is.

    Attributes:
        frame: The file without the content of its IDAT chunks, whose lengths and sums are kept.
        pixels: That content.
        size: Width and height in pixels.
        depth: Bits of a value.
        kind: What its colours are (PNG, table 11.1).
        palette: Its colours, three bytes each; empty where it has none.
    """

    frame: bytes
    pixels: bytes
    size: tuple[int, int]
    depth: int
    kind: int
    palette: bytes

    @classmethod
    def of(cls, data: bytes) -> _Png | None:
        """Return the parts of a PNG; None for one that is transparent, interlaced or of 16 bits."""
        parts, pixels, palette = [_SIGNATURE], [], b""
        for name, body, whole in _chunks(data):
            parts.append(whole if name != b"IDAT" else whole[:8] + whole[-4:])
            if name == b"IDAT":
                pixels.append(body)
            elif name == b"PLTE":
                palette = body
            elif name == b"tRNS":
                return None
        width, height, depth, kind, *_, interlaced = struct.unpack(">IIBBBBB", data[16:29])
        if kind not in _CHANNELS or depth > 8 or interlaced:
            return None
        return cls(b"".join(parts), b"".join(pixels), (width, height), depth, kind, palette)

    def dictionary(self) -> dict[str, Any]:
        """Return how a PDF reads the pixels (ISO 32000-1, 7.4.4.4 and 8.9.5)."""
        import pydyf

        parameters = {
            "Predictor": 15,
            "Columns": self.size[0],
            "Colors": _CHANNELS[self.kind],
            "BitsPerComponent": self.depth,
        }
        colours: Any = "/DeviceRGB" if self.kind == 2 else "/DeviceGray"
        if self.kind == _PALETTE:
            last = len(self.palette) // 3 - 1
            colours = pydyf.Array(["/Indexed", "/DeviceRGB", last, f"<{self.palette.hex()}>"])
        return {
            "Width": self.size[0],
            "Height": self.size[1],
            "BitsPerComponent": self.depth,
            "ColorSpace": colours,
            "DecodeParms": pydyf.Dictionary(parameters),
        }


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield the chunks of a PNG: name, content, and the chunk as a whole (PNG, 5.3)."""
    start = len(_SIGNATURE)
    while start + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[start : start + 8])
        whole = data[start : start + 12 + length]
        yield name, whole[8:-4], whole
        start += len(whole)


# Read


def pictures_of(entries: Iterable[Any]) -> dict[str, Image]:
    """Return the pictures of an opened PDF by the digests that they were written with.

    Args:
        entries: What `keep_pictures` left in it.

    Returns:
        The very picture, or what stands in its place now; nothing where neither can be had.
    """
    found: dict[str, Image] = {}
    shown = _ShownPictures()
    for entry in entries:
        digest = str(entry.get("/Digest", ""))
        kept = (data for data in _kept_bytes(entry) if sha256(data).hexdigest() == digest)
        image = _image(next(kept, b"")) or shown.image(entry.get("/Image"))
        if image is not None:
            found[digest] = image
    return found


def loose_pictures(pdf: Any) -> dict[str, Image]:
    """Return the JPEGs on the pages of an opened PDF, by their digests, where nothing else finds them."""
    import pikepdf

    streams = {
        identity(one): one
        for page in pdf.pages
        for one in dict(page.obj.get("/Resources", {}).get("/XObject", {})).values()
        if isinstance(one, pikepdf.Stream) and one.get("/Filter") == pikepdf.Name.DCTDecode
    }
    jpegs = map(_image, (stream.read_raw_bytes() for stream in streams.values()))
    return {sha256(one.data).hexdigest(): one for one in jpegs if one is not None}


def _kept_bytes(entry: Any) -> Iterator[bytes]:
    """Yield what may be the bytes of the picture that was written."""
    import pikepdf

    whole, frame, stream = (entry.get(key) for key in ("/Whole", "/Frame", "/Image"))
    with suppress(Exception):  # whatever is wrong with a picture costs that picture alone
        if isinstance(whole, pikepdf.Stream):
            yield whole.read_bytes()
        if isinstance(stream, pikepdf.Stream):
            data = stream.read_raw_bytes()
            yield data
            if isinstance(frame, pikepdf.Stream):
                yield _woven(frame.read_bytes(), data)


@define
class _ShownPictures:
    """What is to be seen of pictures that are not as they were written, each made once.

    Attributes:
        made: The pictures that were met, by what tells objects of a PDF apart.
        pixels: How many pixels may still be packed anew.
    """

    made: dict[tuple[int, int], Image | None] = field(factory=dict)
    pixels: int = MAX_PIXELS

    def image(self, stream: Any) -> Image | None:
        """Return a picture as a PDF shows it."""
        import pikepdf

        if not isinstance(stream, pikepdf.Stream):
            return None
        key = identity(stream)
        if key not in self.made:
            self.made[key] = None
            with suppress(Exception):  # as above
                self.made[key] = _image(self._file(pikepdf.PdfImage(stream)))
        return self.made[key]

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
    parts, start, place = [_SIGNATURE], 0, len(_SIGNATURE)
    while place + 12 <= len(frame):
        length, name = struct.unpack(">I4s", frame[place : place + 8])
        if name == b"IDAT":
            parts += [frame[place : place + 8], pixels[start : start + length]]
            parts.append(frame[place + 8 : place + 12])
            start, place = start + length, place + 12
        else:
            parts.append(frame[place : place + 12 + length])
            place += 12 + length
    return b"".join(parts)


def _image(data: bytes) -> Image | None:
    media_type = MediaType.PNG if data.startswith(_SIGNATURE) else MediaType.JPEG
    try:
        return Image(data, media_type)
    except ModelError:
        return None
