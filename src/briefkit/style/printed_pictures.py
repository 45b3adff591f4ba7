"""Printed pictures: those of a brief with no more pixels than a theme's resolution wants at the size that they have on paper.

They take the place of the brief's own before anything is written, so that the file is whole: what it shows is the brief
that travels in it. The payload says beside that of which pictures they were made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from attrs import field, frozen

from briefkit.language.direction import script
from briefkit.layout import Picture, Role
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.walk import transform, walk
from briefkit.notes import Code, Note, note
from briefkit.runtime.module_loading import OnDemand
from briefkit.style.figure_widths import FigureRoom, figure_room
from briefkit.style.theme import Theme

_MM_PER_INCH = 25.4
#: The shorter side of an author's photo, in millimetres, at most.
_PHOTO = 20
# By how much finer than wanted a picture may be. What was made of one once is not made less again.
_TOLERANCE = 1.1

# Pillow takes long to load, and most themes want no less than there is.
_downsampled: Callable[[Image, tuple[int, int]], Image] = OnDemand(
    "briefkit.model.media.downsampling:downsampled"
)


@frozen
class PrintedPictures:
    """A brief as a file has it, and what was done to its pictures for that.

    Attributes:
        brief: The brief, with the pictures that are printed.
        originals: The digest of the picture that each downsampled one was made of, by the digest of that.
        notes: A note on each picture that was downsampled.
    """

    brief: Brief
    originals: Mapping[str, str] = field(factory=dict)
    notes: tuple[Note, ...] = ()


def print_pictures(brief: Brief, theme: Theme, room: FigureRoom | None = None) -> PrintedPictures:
    """Return a brief with the pictures that a file of it has; the same where the theme has no resolution.

    A picture that is printed twice has the pixels that the larger one wants. Where fewer pixels would take no fewer bytes,
    it stays.

    Args:
        brief: The brief.
        theme: The look.
        room: The room for figures; None is that on the theme's own page.
    """
    if theme.resolution is None:
        return PrintedPictures(brief)
    room = room or figure_room(theme, script(brief.language))
    wanted: dict[Image, float] = {}
    for block in lower(brief).blocks:
        if isinstance(block, Picture):
            share = _wanted_share(block, room, theme.resolution)
            wanted[block.image] = max(wanted.get(block.image, 0), share)
    printed = {
        image: made
        for image, share in wanted.items()
        if share * _TOLERANCE < 1 and (made := _downsampled(image, _scaled(image, share))) != image
    }
    if not printed:
        return PrintedPictures(brief)
    first = {image: path for path, image in reversed([*walk(brief, Image)])}
    return PrintedPictures(
        transform(
            brief, lambda value: printed.get(value, value) if isinstance(value, Image) else value
        ),
        {made.digest: image.digest for image, made in printed.items()},
        tuple(_note_on(image, made, first.get(image, "")) for image, made in printed.items()),
    )


def _wanted_share(picture: Picture, room: FigureRoom, resolution: int) -> float:
    """Return which part of its pixels across a picture is printed with, at most."""
    across, down = picture.image.size
    if picture.role is Role.PHOTO:
        return _PHOTO / _MM_PER_INCH * resolution / min(across, down)
    return room.line * room.per_cent(picture) / 100 / _MM_PER_INCH * resolution / across


def _scaled(image: Image, share: float) -> tuple[int, int]:
    across, down = image.size
    return ceil(across * share), max(1, round(down * share))


def _note_on(image: Image, made: Image, path: str) -> Note:
    before, after = (f"{across} × {down}" for across, down in (image.size, made.size))
    what = f"A picture of {before} pixels has {after} in the file."
    return note(Code.PICTURE_DOWNSAMPLED, what, path=path)
