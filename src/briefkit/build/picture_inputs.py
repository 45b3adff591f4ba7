"""Inputs of pictures: bytes, paths, open files, and the pictures of PIL and figures of matplotlib, known by what they do."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from briefkit.build.inputs import called_by
from briefkit.errors import ArgumentError, BriefkitError, ReadError
from briefkit.model import Image
from briefkit.model.media import image_of
from briefkit.runtime.atomic_files import path_of

_LEAST_DPI = 200  # dots per inch of a figure, which matplotlib draws with 100 unless told otherwise
#: Modes of PIL that a PNG can have as they are.
_PNG_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")


class BinaryFile(Protocol):
    """Binary file, open for reading."""

    def read(self) -> bytes:
        """Return the bytes from here to the end."""


class PILImage(Protocol):
    """Picture of PIL (Pillow)."""

    @property
    def mode(self) -> str:
        """What a pixel is, as "RGB"."""

    @property
    def save(self) -> Callable[..., Any]:
        """Writes it into a file."""

    @property
    def getexif(self) -> Callable[..., Any]:
        """Returns its metadata."""


class MatplotlibFigure(Protocol):
    """Figure of matplotlib."""

    @property
    def savefig(self) -> Callable[..., Any]:
        """Writes it into a file."""


#: A picture, its bytes, the path of its file, the open file, or what PIL or matplotlib makes.
ImageLike: TypeAlias = (
    Image
    | bytes
    | bytearray
    | memoryview
    | str
    | os.PathLike[str]
    | BinaryFile
    | PILImage
    | MatplotlibFigure
)


def picture_of(image: ImageLike, name: str) -> Image:
    """Return a picture from what an argument gives.

    Raises:
        ModelError: It is neither PNG nor JPEG.
        ReadError: It cannot be read.
        ArgumentError: It is nothing that holds a picture.
    """
    if isinstance(image, Image):
        return image
    data = _data(image, name)
    return called_by(name, image_of, data)


def _data(image: Any, name: str) -> bytes:
    if isinstance(image, bytes | bytearray | memoryview):
        return bytes(image)
    if isinstance(image, str | os.PathLike):
        path = path_of(image, name)
        try:
            return Path(path).read_bytes()
        except OSError as error:
            raise ReadError(error.strerror or str(error), where=path) from None
    for methods, read in _READERS:
        if not isinstance(image, type) and all(hasattr(image, one) for one in methods):
            return _read(read, image, name)
    raise ArgumentError(
        f"is {type(image).__name__}, no picture",
        where=name,
        remedy="give its bytes, its path, an open file, or a picture of PIL or matplotlib",
    )


def _read(read: Callable[[Any], Any], image: Any, name: str) -> bytes:
    try:
        data = read(image)
    except BriefkitError:
        raise
    except Exception as error:  # of another library, which may raise anything
        raise ReadError(f"cannot be read: {error}", where=name) from error
    if not isinstance(data, bytes):
        raise ArgumentError(
            f"reads as {type(data).__name__}, not bytes", where=name, remedy='open it with "rb"'
        )
    if not data:
        raise ReadError(
            "has no bytes left to read", where=name, remedy="go back to its start: .seek(0)"
        )
    return data


def _from_file(file: Any) -> Any:
    return file.read()


def _from_pil(picture: Any) -> bytes:
    """Save a picture of PIL: a JPEG that was not changed as it was coded, any other as a PNG."""
    file = BytesIO()
    told = {"exif": picture.getexif()}  # the orientation, which saving would forget
    if getattr(picture, "format", None) == "JPEG":
        picture.save(file, "JPEG", quality="keep", **told)
    else:
        if picture.mode not in _PNG_MODES:
            picture = picture.convert("RGBA" if "A" in picture.mode.upper() else "RGB")
        picture.save(file, "PNG", **told)
    return file.getvalue()


def _from_matplotlib(figure: Any) -> bytes:
    file = BytesIO()
    figure.savefig(file, format="png", dpi=max(_LEAST_DPI, getattr(figure, "dpi", 0)))
    return file.getvalue()


#: What an object that holds a picture can do, and how the picture is had from it.
_READERS: tuple[tuple[tuple[str, ...], Callable[[Any], Any]], ...] = (
    (("savefig",), _from_matplotlib),
    (("save", "getexif", "mode"), _from_pil),
    (("read",), _from_file),
)
