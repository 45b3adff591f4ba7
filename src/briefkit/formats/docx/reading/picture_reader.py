"""Pictures of a Word document, each decoded once (ECMA-376 Part 1, 20.2)."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from math import prod
from typing import TypeAlias

from attrs import define, evolve, field

from briefkit.errors import ModelError, ReadError
from briefkit.formats.docx.opc import Package
from briefkit.formats.docx.reading.paragraph_content import PictureReference
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.model.media import UPRIGHT, Image, image_of

_NOT_THERE = "is not in the file"

#: A picture, and the digest of its bytes as they stand in the file.
DigestedImage: TypeAlias = "tuple[Image, str]"


@define
class PictureReader:
    """Reader of the pictures that a part refers to.

    Attributes:
        context: The context of reading.
        opened: Returns a picture from its bytes, or raises a ModelError; None for pictures that a brief takes.
        known: The pictures that were met, or what is wrong with them, by part and orientation.
    """

    context: ReadContext
    opened: Callable[[bytes], Image] | None = None
    known: dict[tuple[str, int], DigestedImage | ModelError | ReadError] = field(factory=dict)

    def read(self, reference: PictureReference) -> DigestedImage | ModelError | ReadError:
        """Picture with its digest, or what is wrong with it."""
        relationship = self.context.relationships.get(reference.id)
        if relationship is None or relationship.external:
            return ReadError(_NOT_THERE)
        package, key = self.context.package, (relationship.target, reference.orientation)
        new = key not in self.known
        if new:
            try:
                self.known[key] = _image_in(package, *key, self.opened)
            except (ModelError, ReadError) as error:
                self.known[key] = error
        found = self.known[key]
        if isinstance(found, tuple):
            package.count("picture_bytes", len(found[0].data))
            package.count("pixels", prod(found[0].size) if new else 0)
        return found


def _image_in(
    package: Package, name: str, orientation: int, opened: Callable[[bytes], Image] | None
) -> DigestedImage:
    """Picture of a part, and the digest of its bytes as they stand in the file.

    A frame that is rotated says how its picture is seen, whatever the picture's EXIF says. The digest of a rotated
    picture is that of a file whose EXIF says the same.

    Raises:
        ModelError: The bytes are no picture.
        ReadError: The part is damaged, or missing.
    """
    data = package.read(name)
    if data is None:
        raise ReadError(_NOT_THERE)
    image = (opened or image_of)(data)
    if orientation == UPRIGHT:
        return image, sha256(data).hexdigest()
    image = evolve(image, orientation=orientation)
    return image, image.digest
