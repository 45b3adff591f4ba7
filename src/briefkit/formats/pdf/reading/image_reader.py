"""Images of a PDF, byte for byte as they were written, or else as the PDF shows them now."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress

import pikepdf
from attrs import define, evolve, field

from briefkit.errors import ModelError
from briefkit.formats.pdf.opening import limit_unpacking, object_key, stream_data
from briefkit.formats.pdf.png_frames import join_frame
from briefkit.limits import Tally
from briefkit.model.media import MAX_PIXELS, TURNED, UPRIGHT, Image, image_of

#: Forms within forms in which images are looked for.
_DEEPEST_FORM = 3


def read_images(entries: Iterable[pikepdf.Object]) -> dict[str, Image]:
    """Return the images of an opened PDF by the digests that they were written with.

    Args:
        entries: What `write_image_entries` left in it.

    Returns:
        The very image, or what stands in its place now; nothing where neither can be had.
    """
    found: dict[str, Image] = {}
    shown, size = _ShownImages(), Tally("picture_bytes")
    for entry in entries:
        digest, orientation = str(entry.get("/Digest", "")), _orientation(entry)
        if digest in found:
            continue
        stored = (_image(data, orientation) for data in _stored_files(entry, size))
        exact = (image for image in stored if image is not None and image.digest == digest)
        image = next(exact, None) or shown.image(entry.get("/Image"), orientation)
        if image is not None:
            found[digest] = image
    return found


def _orientation(entry: pikepdf.Object) -> int:
    found: object = entry.get("/Orientation")  # numbers come as Python has them
    return found if isinstance(found, int) and found in TURNED else UPRIGHT


def page_jpegs(pdf: pikepdf.Pdf) -> dict[str, Image]:
    """Return the JPEGs on the pages of an opened PDF, by their digests, for a file without entries of its images."""
    streams: dict[tuple[int, int], pikepdf.Object] = {}
    met, size = Tally("objects"), Tally("picture_bytes")
    for page in pdf.pages:
        resources = page.obj.get("/Resources")
        named = None if resources is None else resources.get("/XObject")
        if named is None:
            continue
        parts = [part for _, part in named.items()]
        met.add(len(parts))
        for part in parts:
            if isinstance(part, pikepdf.Stream) and part.get("/Filter") == pikepdf.Name.DCTDecode:
                streams[object_key(part)] = part
    jpegs = (_image(_counted(stream.read_raw_bytes(), size)) for stream in streams.values())
    return {one.digest: one for one in jpegs if one is not None}


def drawn_images(pdf: pikepdf.Pdf) -> list[Image]:
    """Return the images that the pages of an opened PDF draw, each once, in the order in which they are drawn.

    An image that cannot be read is left out.
    """
    shown = _ShownImages()
    streams: dict[tuple[int, int], pikepdf.Object] = {}
    met = Tally("operators")
    for page in pdf.pages:
        with suppress(pikepdf.PdfError):
            _add_drawn(page.obj, page, streams, met)
    drawn = (one for one in streams.values() if one.get("/Subtype") == "/Image")
    images = (shown.image(stream, UPRIGHT) for stream in drawn)
    return [image for image in images if image is not None]


def _add_drawn(
    owner: pikepdf.Object,
    content: pikepdf.Page | pikepdf.Object,
    streams: dict[tuple[int, int], pikepdf.Object],
    met: Tally,
    depth: int = 0,
) -> None:
    """Add the images and the forms that a page draws, or a form within it, each once (ISO 32000-2, 8.10)."""
    resources = owner.get("/Resources")
    named = None if resources is None else resources.get("/XObject")
    if not isinstance(named, pikepdf.Dictionary) or depth > _DEEPEST_FORM:
        return
    for instruction in pikepdf.parse_content_stream(content, "Do"):
        met.add()
        part = named.get(str(instruction.operands[0])) if instruction.operands else None
        if not isinstance(part, pikepdf.Stream):
            continue
        is_new = object_key(part) not in streams
        streams.setdefault(object_key(part), part)
        if is_new and part.get("/Subtype") == "/Form":
            _add_drawn(part, part, streams, met, depth + 1)


def _counted(data: bytes, size: Tally) -> bytes:
    size.add(len(data))
    return data


def _stored_files(entry: pikepdf.Object, size: Tally) -> Iterator[bytes]:
    """Yield what may be the bytes of the image that was written."""
    whole, frame, stream = (entry.get(key) for key in ("/Whole", "/Frame", "/Image"))
    files: list[bytes] = []
    with suppress(Exception):  # whatever is wrong with an image costs that image alone
        if isinstance(whole, pikepdf.Stream):
            files.append(stream_data(whole, "part_bytes"))
    with suppress(Exception):
        if isinstance(stream, pikepdf.Stream):
            files.append(stream.read_raw_bytes())
            if isinstance(frame, pikepdf.Stream):
                files.append(join_frame(stream_data(frame, "part_bytes"), files[-1]))
    for data in files:
        yield _counted(data, size)


@define
class _ShownImages:
    """Images extracted as a PDF shows them, where they are not as they were written; each made once.

    Attributes:
        files: The files of those that were met, by object key.
        pixels: How many pixels may still be packed anew.
    """

    files: dict[tuple[int, int], bytes] = field(factory=dict)
    pixels: int = MAX_PIXELS

    def image(self, stream: pikepdf.Object | None, orientation: int) -> Image | None:
        """Return an image as a PDF shows it."""
        if not isinstance(stream, pikepdf.Stream):
            return None
        key = object_key(stream)
        if key not in self.files:
            self.files[key] = b""
            with suppress(Exception), limit_unpacking("part_bytes"):  # as above
                self.files[key] = self._extracted(pikepdf.PdfImage(stream))
        return _image(self.files[key], orientation)

    def _extracted(self, image: pikepdf.PdfImage) -> bytes:
        if image.filters[-1:] != ["/DCTDecode"]:
            self.pixels -= image.width * image.height
        file = io.BytesIO()
        if self.pixels >= 0:
            image.extract_to(stream=file)
        return file.getvalue()


def _image(data: bytes, orientation: int = UPRIGHT) -> Image | None:
    try:
        return evolve(image_of(data), orientation=orientation)
    except ModelError:
        return None
