"""Attachment: the payload found among a PDF's embedded files (ISO 32000-2, 14.13), and briefkit's page-piece dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson
import pikepdf

from briefkit.errors import ReadError
from briefkit.formats.pdf.attachment_names import FILE_NAME, PIECE_KEY
from briefkit.formats.pdf.opening import object_key, stream_data
from briefkit.formats.pdf.reading.image_reader import page_jpegs, read_images
from briefkit.formats.pdf.replaced_glyphs import is_credible
from briefkit.limits import check_limit
from briefkit.limits.json_input import check_json
from briefkit.model.media import Image

_MAX_NODES = 1_000  # of a name tree, and of files in it


def find_payload(pdf: pikepdf.Pdf) -> bytes | None:
    """Return the payload that is attached to an opened PDF, or None.

    Raises:
        ReadError: Two that differ are attached.
    """
    listed = list(file_specifications(pdf))
    for wanted in (_is_source, _is_named):
        found = set(_embedded_data(file for file in listed if wanted(file)))
        if found:
            return _only(found)
    others = {data for data in _embedded_data(listed) if _is_payload(data)}
    return _only(others) if others else None


def _only(found: set[bytes]) -> bytes:
    if len(found) > 1:
        raise ReadError(
            f"carries {len(found)} briefs that differ", remedy="take all but one out of it"
        )
    return found.pop()


def file_specifications(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the file specifications that a PDF's catalogue and its name tree list, each once."""
    listed = pdf.Root.get("/AF")
    names = pdf.Root.get("/Names")
    waiting: list[pikepdf.Object | None] = [listed]
    if isinstance(listed, pikepdf.Array):
        waiting = list(listed)
    if isinstance(names, pikepdf.Dictionary):
        waiting.append(names.get("/EmbeddedFiles"))
    visited: set[tuple[int, int]] = set()
    while waiting and len(visited) < _MAX_NODES:
        part = waiting.pop()
        if not isinstance(part, pikepdf.Dictionary) or object_key(part) in visited:
            continue
        visited.add(object_key(part))
        if "/EF" in part:
            yield part
        for key in ("/Names", "/Kids"):
            below = part.get(key)
            waiting += list(below) if isinstance(below, pikepdf.Array) else []


def _embedded_data(listed: Iterable[pikepdf.Object]) -> Iterator[bytes]:
    """Yield the data of the embedded files of file specifications, each once."""
    visited: set[tuple[int, int]] = set()
    for file in listed:
        embedded = file.get("/EF")
        if not isinstance(embedded, pikepdf.Dictionary):
            continue
        streams = (embedded.get(key) for key in ("/UF", "/F"))
        stream = next((one for one in streams if isinstance(one, pikepdf.Stream)), None)
        if stream is not None and object_key(stream) not in visited:
            visited.add(object_key(stream))
            yield stream_data(stream, "payload_bytes", where=FILE_NAME)


def _is_source(file: pikepdf.Object) -> bool:
    return str(file.get("/AFRelationship", "")) == "/Source" and _is_named(file)


def _is_named(file: pikepdf.Object) -> bool:
    return FILE_NAME in (str(file.get(key, "")) for key in ("/UF", "/F"))


def _is_payload(data: bytes) -> bool:
    if b'"briefkit"' not in data:
        return False
    check_json(data, FILE_NAME)
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return isinstance(found, dict) and "briefkit" in found and "brief" in found


def is_payload_file(file: pikepdf.Object) -> bool:
    """Whether a file specification is that of a payload."""
    return _is_named(file) or any(map(_is_payload, _embedded_data([file])))


def is_payload_stream(stream: pikepdf.Object) -> bool:
    """Whether a stream holds a payload, whatever names it."""
    if stream.get("/Subtype") == "/Image":
        return False
    try:
        data = stream_data(stream, "payload_bytes")
    except ReadError:
        return False  # nor would anybody read it
    return data.lstrip()[:1] == b"{" and _is_payload(data)


# Page-piece dictionary


def find_piece(pdf: pikepdf.Pdf) -> pikepdf.Object | None:
    """Return briefkit's entry in the page-piece dictionary of an opened PDF, or None."""
    pieces = pdf.Root.get("/PieceInfo")
    return pieces.get(f"/{PIECE_KEY}") if isinstance(pieces, pikepdf.Dictionary) else None


def find_extraction_record(pdf: pikepdf.Pdf) -> frozenset[tuple[str, str]]:
    """Return which text was extracted in place of other when an opened PDF was written, as pairs of digests."""
    found = _private_data(pdf, "/Words")
    digests = "" if found is None else str(found)
    check_limit("tags", digests.count(" "), where="/Words")  # a pair is of one block
    pairs = (pair.partition(":") for pair in digests.split())
    return frozenset((written, extracted) for written, _, extracted in pairs)


def find_replacements(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Return the words that were printed in place of signs when an opened PDF was written."""
    found = _private_data(pdf, "/Replaced")
    words = [*map(str, list(found)[: 2 * _MAX_NODES])] if isinstance(found, pikepdf.Array) else []
    pairs = zip(words[::2], words[1::2], strict=False)
    return {sign: printed for sign, printed in pairs if is_credible(sign, printed)}


def find_images(pdf: pikepdf.Pdf) -> dict[str, Image]:
    """Return the pictures of an opened PDF by the digests that they were written with."""
    entries = _private_data(pdf, "/Pictures")
    if not isinstance(entries, pikepdf.Array):
        return page_jpegs(pdf)
    listed = [one for one in list(entries) if isinstance(one, pikepdf.Dictionary)]
    return read_images(listed[:_MAX_NODES])


def _private_data(pdf: pikepdf.Pdf, key: str) -> pikepdf.Object | None:
    """Return an entry of the piece's private data; the first form of that was a string of words."""
    piece = find_piece(pdf)
    private = piece.get("/Private") if isinstance(piece, pikepdf.Dictionary) else None
    if isinstance(private, pikepdf.String):
        return private if key == "/Words" else None
    return private.get(key) if isinstance(private, pikepdf.Dictionary) else None
