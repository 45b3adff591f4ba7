"""The associated file that carries the brief: put into a PDF, and found in one (ISO 32000-2, 14.13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefkit.errors import ReadError
from briefkit.formats.pdf.image_streams import loose_pictures, pictures_of
from briefkit.formats.pdf.opening import identity, unpacked
from briefkit.limits import check_limit
from briefkit.limits.json_input import check_json
from briefkit.model.media import Image

#: What the file is called, and what a viewer says of it.
NAME = "brief.json"
DESCRIPTION = "The brief as data"
#: The catalogue's piece of information that is briefkit's own (ISO 32000-2, 14.5).
PIECE = "briefkit"

_PIECE_DATE = "D:20250101000000Z"  # a piece must have one; any will do, if it is always the same
_MAX_NODES = 1_000  # of a tree of names, and of files in it


# Put in


def attach(pdf: Any, payload: bytes) -> None:
    """Put the payload into a PDF that is being written, without dates, so that equal input gives equal bytes.

    Args:
        pdf: A pydyf.PDF.
        payload: The payload.
    """
    from hashlib import md5

    import pydyf

    parameters = pydyf.Dictionary(
        {
            "Size": len(payload),
            "CheckSum": f"<{md5(payload, usedforsecurity=False).hexdigest()}>",
        }
    )
    stream = pydyf.Stream(
        [payload],
        {"Type": "/EmbeddedFile", "Subtype": "/application#2fjson", "Params": parameters},
        compress=True,
    )
    pdf.add_object(stream)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(NAME),
            "UF": pydyf.String(NAME),
            "Desc": pydyf.String(DESCRIPTION),
            "AFRelationship": "/Source",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(file)
    names = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(NAME), file.reference])})
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array([file.reference])


def put_piece(pdf: Any, record: list[tuple[str, str]], pictures: Any) -> None:
    """Put briefkit's own piece of information into a PDF that is being written.

    Args:
        pdf: A pydyf.PDF.
        record: Digests of words, with those of what they came out as.
        pictures: A pydyf.Array of what finds the pictures.
    """
    import pydyf

    digests = pydyf.String(" ".join(map(":".join, record)))
    private = pydyf.Dictionary({"Words": digests, "Pictures": pictures})
    piece = pydyf.Dictionary({"LastModified": pydyf.String(_PIECE_DATE), "Private": private})
    pdf.catalog["PieceInfo"] = pydyf.Dictionary({PIECE: piece})


# Find


def find(pdf: Any) -> bytes | None:
    """Return the payload that an opened PDF carries, or None.

    Args:
        pdf: A pikepdf.Pdf.

    Raises:
        ReadError: It carries two that differ.
    """
    listed = list(files(pdf))
    for wanted in (_is_source, _is_named):
        found = set(_contents(file for file in listed if wanted(file)))
        if len(found) > 1:
            raise ReadError(
                f"carries {len(found)} briefs that differ", remedy="take all but one out of it"
            )
        if found:
            return found.pop()
    others = {content for content in _contents(listed) if _is_payload(content)}
    if len(others) > 1:
        raise ReadError(
            f"carries {len(others)} briefs that differ", remedy="take all but one out of it"
        )
    return others.pop() if others else None


def find_record(pdf: Any) -> frozenset[tuple[str, str]]:
    """Return what words came out as when an opened PDF was written."""
    words = str(_private(pdf, "/Words", ""))
    check_limit("tags", words.count(" "), where="/Words")  # a pair is of one block
    pairs = (pair.partition(":") for pair in words.split())
    return frozenset((words, came_out) for words, _, came_out in pairs)


def find_pictures(pdf: Any) -> dict[str, Image]:
    """Return the pictures of an opened PDF by the digests that they were written with."""
    import pikepdf

    entries = _private(pdf, "/Pictures", None)
    if not isinstance(entries, pikepdf.Array):
        return loose_pictures(pdf)
    listed = [one for one in list(entries) if isinstance(one, pikepdf.Dictionary)]
    return pictures_of(listed[:_MAX_NODES])


def _private(pdf: Any, key: str, default: Any) -> Any:
    """Return what briefkit's piece of information holds under a key; its first form was a string of words."""
    import pikepdf

    own = piece(pdf)
    private = own.get("/Private") if isinstance(own, pikepdf.Dictionary) else None
    if isinstance(private, pikepdf.String):
        return private if key == "/Words" else default
    return private.get(key, default) if isinstance(private, pikepdf.Dictionary) else default


def _is_source(file: Any) -> bool:
    return str(file.get("/AFRelationship", "")) == "/Source" and _is_named(file)


def _is_named(file: Any) -> bool:
    return NAME in (str(file.get(key, "")) for key in ("/UF", "/F"))


def _is_payload(content: bytes) -> bool:
    import orjson

    if b'"briefkit"' not in content:
        return False
    check_json(content, NAME)
    try:
        found = orjson.loads(content)
    except orjson.JSONDecodeError:
        return False
    return isinstance(found, dict) and "briefkit" in found and "brief" in found


def is_ours(file: Any) -> bool:
    """Whether a file specification is that of a brief."""
    return _is_named(file) or any(map(_is_payload, _contents([file])))


def is_payload_stream(stream: Any) -> bool:
    """Whether a stream holds a payload, whatever names it."""
    if stream.get("/Subtype") == "/Image":
        return False
    try:
        content = unpacked(stream, "payload_bytes")
    except ReadError:
        return False  # nor would anybody read it
    return content.lstrip()[:1] == b"{" and _is_payload(content)


def piece(pdf: Any) -> Any:
    """Return the piece of information that is briefkit's own in an opened PDF; None where there is none."""
    import pikepdf

    pieces = pdf.Root.get("/PieceInfo")
    return pieces.get(f"/{PIECE}") if isinstance(pieces, pikepdf.Dictionary) else None


def _contents(listed: Iterable[Any]) -> Iterator[bytes]:
    """Yield what the embedded files of file specifications hold, each once."""
    import pikepdf

    met: set[Any] = set()
    for file in listed:
        embedded = file.get("/EF")
        found: Any = embedded if isinstance(embedded, pikepdf.Dictionary) else {}
        streams = (found.get(key) for key in ("/UF", "/F"))
        stream = next((one for one in streams if isinstance(one, pikepdf.Stream)), None)
        if stream is not None and identity(stream) not in met:
            met.add(identity(stream))
            yield unpacked(stream, "payload_bytes", where=NAME)


def files(pdf: Any) -> Iterator[Any]:
    """Yield the file specifications that a PDF's catalogue and its tree of names list, each once."""
    import pikepdf

    listed = pdf.Root.get("/AF", ())
    names = pdf.Root.get("/Names")
    waiting = list(listed) if isinstance(listed, pikepdf.Array) else [listed]
    if isinstance(names, pikepdf.Dictionary):
        waiting.append(names.get("/EmbeddedFiles"))
    met: set[Any] = set()
    while waiting and len(met) < _MAX_NODES:
        part = waiting.pop()
        if not isinstance(part, pikepdf.Dictionary) or identity(part) in met:
            continue
        met.add(identity(part))
        if "/EF" in part:
            yield part
        for key in ("/Names", "/Kids"):
            below = part.get(key)
            waiting += list(below) if isinstance(below, pikepdf.Array) else []
