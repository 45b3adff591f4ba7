"""Pictures of foreign documents: those of other kinds drawn anew as PNG, and what the file says of them."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.layout.sheet import UNKNOWN_ALT
from briefkit.model import Figure, Image, Text
from briefkit.model.media import image_of
from briefkit.model.media.codec import NO_PICTURE
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.notes import Code, Notes
from briefkit.recognise.ready_blocks import foreign_figure
from briefkit.runtime.module_loading import OnDemand

# Pillow takes 30 ms to load, and hardly a document has pictures of other kinds.
_drawn_anew = OnDemand("briefkit.recognise.drawn_pictures:drawn_anew")
#: Returns what is shown of a picture that is cut.
cropped = OnDemand("briefkit.recognise.drawn_pictures:cropped")
_is_blank = OnDemand("briefkit.recognise.drawn_pictures:is_blank")
_STAND_IN = 32  # pixels of a side, up to which a picture may stand in for one that a script shows
# Kinds that are told by their first bytes, for a note; none of them is drawn.
_OTHERS = (
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00", "WMF"),
    (b"\x01\x00\x00\x00", "EMF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"%!PS", "EPS"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"\x00\x00\x00\x0cJXL", "JPEG XL"),
)

#: Parts of the sides of a picture that are cut off, from 0 to 1: left, top, right, bottom.
Crop: TypeAlias = tuple[float, ...]
#: Nothing is cut off.
WHOLE: Crop = (0, 0, 0, 0)


@frozen
class ForeignImage:
    """Picture of a foreign document.

    Attributes:
        image: The picture.
        drawn_from: The kind that it was, where it had to be drawn anew, as "GIF"; "" where it stands as it was.
    """

    image: Image
    drawn_from: str = ""


def foreign_image(data: bytes) -> ForeignImage:
    """Return a picture from its bytes: PNG and JPEG as they are, others drawn anew as PNG.

    Raises:
        ModelError: The bytes are no picture that can be drawn, a damaged one, or one too large.
    """
    kind = _kind_of(data)
    if kind:
        raise ModelError(f"is {kind}, which is not drawn", where="Image.data")
    try:
        return ForeignImage(image_of(data))
    except ModelError as error:
        if error.what != NO_PICTURE:
            raise
    image, drawn_from = _drawn_anew(data)
    return ForeignImage(image, drawn_from)


def _kind_of(data: bytes) -> str:
    start = data[:64].lstrip().removeprefix(b"\xef\xbb\xbf")
    return next((kind for begin, kind in _OTHERS if start.startswith(begin)), "")


def figure_of(
    image: Image,
    alt: str,
    notes: Notes,
    line: int | None = None,
    caption: Text | None = None,
    credit: Text | None = None,
    width: int | None = None,
) -> Figure:
    """Return a picture as a block; one that does not say what it shows gets a sign for that, and a note.

    Args:
        image: The picture.
        alt: What the file says that it shows.
        notes: The collector of notes.
        line: The line of the input.
        caption: The words under it.
        credit: Whose picture it is.
        width: How wide it is, in whole per cent of the line; None where the file does not say.
    """
    words = alternative_text(alt)
    if not words:
        words = UNKNOWN_ALT
        message = f"A picture does not say what it shows; “{words}” stands for that."
        notes.add(Code.ALT_MISSING, message, line=line)
    return foreign_figure(image, words, caption, credit, width)


def stands_in(found: ForeignImage) -> bool:
    """Whether a picture only stands in for one that a script shows: it is small, and nothing is seen of it."""
    if max(found.image.size) > _STAND_IN:
        return False
    blank: bool = _is_blank(found.image, plain=found.drawn_from == "GIF")
    return blank


def note_drawn(found: ForeignImage, notes: Notes, line: int | None = None) -> None:
    """Note that a picture was drawn anew, where it was."""
    if found.drawn_from:
        message = f"A picture was {found.drawn_from}; it was drawn anew as PNG."
        notes.add(Code.PICTURE_ALTERED, message, line=line)


def alternative_text(alt: str) -> str:
    """Return what a file says that a picture shows, in the form of a brief's texts."""
    return " ".join(REFUSED_CHARACTER.sub(" ", alt).split())
