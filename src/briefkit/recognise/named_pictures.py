"""Named pictures: those that a page or a Markdown file names by an address, in it (data:) or beside it in its folder.

No address is fetched, and no file is opened outside of the folder.
"""

from __future__ import annotations

import binascii
import os
import re
import stat
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from math import prod
from urllib.parse import unquote, unquote_to_bytes

from attrs import define, field

from briefkit.errors import ModelError
from briefkit.limits import Tally, limits_in_force
from briefkit.recognise.foreign_pictures import ForeignImage, foreign_image

_WHERE = "Image.data"
_LONGEST_NAME = 1_000  # characters
#: The beginning of a data: address of a picture (RFC 2397).
DATA_URL = re.compile(r"data:(?P<type>image/[\w.+-]++)?+(?P<more>[^,]{0,200}),", re.IGNORECASE)


@define
class NamedPictures:
    """Pictures that a file names, each opened once.

    Attributes:
        folder: The folder of the file; None where it is not known, and nothing stands beside it.
    """

    folder: str | None = None
    _size: Tally = field(factory=lambda: Tally("picture_bytes"))
    _pixels: Tally = field(factory=lambda: Tally("pixels"))
    _opened: dict[str, ForeignImage] = field(factory=dict)

    def has(self, address: str) -> bool:
        """Whether an address names a picture in the file or a file beside it."""
        return bool(DATA_URL.match(address)) or self._path(address) is not None

    def open(self, address: str) -> ForeignImage:
        """Return the picture that an address names.

        Raises:
            ModelError: It is no picture that can be drawn, or neither in the file nor beside it.
            ReadError: The pictures of the file are over a limit.
        """
        data_url = DATA_URL.match(address)
        path = None if data_url else self._path(address)
        if not data_url and path is None:
            raise ModelError("is not in the file, and nothing is fetched", where=_WHERE)
        key = path or address
        found = self._opened.get(key)
        if found is None:
            found = foreign_image(_data_beside(path) if path else data_in(address))
            self._opened[key] = found
            self._pixels.add(prod(found.image.size))
        self._size.add(len(found.image.data))
        return found

    def _path(self, address: str) -> str | None:
        """Return the path of the plain file within the folder that a relative address names."""
        if self.folder is None or len(address) > _LONGEST_NAME:
            return None
        root = os.path.realpath(self.folder)
        for name in _names(address.strip()):
            try:
                path = os.path.realpath(os.path.join(root, name))
                if path.startswith(os.path.join(root, "")) and os.path.isfile(path):
                    return path
            except (OSError, ValueError):  # a name that no file can have
                continue
        return None


def data_in(address: str) -> bytes:
    """Return the bytes in a data: address.

    Raises:
        ModelError: There are none.
    """
    found = DATA_URL.match(address)
    if found is None:
        raise ModelError("is no data: address of a picture", where=_WHERE)
    data = unquote_to_bytes(address[found.end() :])
    if not found["more"].lower().rstrip().endswith(";base64"):
        return data
    try:
        return b64decode(data)
    except binascii.Error as error:
        raise ModelError(f"is no Base64: {error}", where=_WHERE) from None


def _names(address: str) -> Iterator[str]:
    """Yield the names that an address may stand for: as it is written, without a query, and decoded."""
    if ":" in address.split("/", 1)[0] or address.startswith(("/", "\\", "#", "?")):
        return
    plain = address.split("#", 1)[0].split("?", 1)[0]
    for name in dict.fromkeys((address, plain, unquote(address), unquote(plain))):
        local = name.replace("\\", "/")
        if local and not os.path.isabs(local) and ".." not in local.split("/"):
            yield local
            # Names with accents are composed on one system, and decomposed on another.
            yield from {unicodedata.normalize(form, local) for form in ("NFC", "NFD")} - {local}


def _data_beside(path: str) -> bytes:
    """Return the bytes of a file, which must be plain and within the limit."""
    most = limits_in_force().part_bytes
    try:
        # A pipe that was put in the file's place since must not keep us waiting, nor a link lead out of the folder.
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ModelError("is no plain file", where=_WHERE)
            data = file.read(most + 1)
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror}", where=_WHERE) from None
    if len(data) > most:
        raise ModelError(f"has more than {most:,} bytes", where=_WHERE)
    return data


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
