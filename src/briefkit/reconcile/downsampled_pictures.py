"""Downsampled pictures: those of a file that were printed with fewer pixels, for the whole ones of the base.

The payload says which picture each was made of. That is believed only where the same comes of it again, for a file may say
anything.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from briefkit.layout import LayoutBlock, Picture
from briefkit.layout.fingerprint import picture_digest
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.walk import walk
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload_reading import glance
from briefkit.runtime.module_loading import OnDemand

# Pillow takes long to load, and few files have such pictures.
_downsampled: Callable[[Image, tuple[int, int]], Image] = OnDemand(
    "briefkit.model.media.downsampling:downsampled"
)


def with_whole_pictures(file: ParsedFile, base: Brief) -> ParsedFile:
    """Return a file with the pictures of a base in place of those that were made of them.

    Args:
        file: The file.
        base: The brief that it is an edit of.
    """
    originals = glance(file.payload).originals
    if not originals:
        return file
    whole = {image.digest: image for _, image in walk(base, Image)}

    def restored(block: LayoutBlock) -> LayoutBlock:
        if not isinstance(block, Picture):
            return block
        image = whole.get(originals.get(picture_digest(block), ""))
        if image is None or _downsampled(image, block.image.size) != block.image:
            return block
        return evolve(block, image=image, digest=None)

    return evolve(file, sheet=evolve(file.sheet, blocks=tuple(map(restored, file.sheet.blocks))))
