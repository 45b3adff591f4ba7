"""Every part of a file that holds others, unpacked: what a search for words goes through."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf


def every_part(data: bytes) -> Iterator[bytes]:
    """A file, and all that is packed in it."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in file.namelist():
                yield from every_part(file.read(name))
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as file:
            for part in file.objects:
                if isinstance(part, pikepdf.Stream):
                    yield part.read_raw_bytes()
                    if part.get("/Subtype") != "/Image":
                        yield part.read_bytes()
                else:
                    yield repr(part).encode()
    for letters in re.findall(rb"[A-Za-z0-9+/=]{200,}", data):
        try:
            yield (inner := base64.b64decode(letters))
            yield zlib.decompress(inner)
        except (ValueError, zlib.error):
            continue
