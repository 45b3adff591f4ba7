"""Pictures: the bytes of those that travel in the page; no other is ever fetched."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from briefkit.errors import ModelError
from briefkit.model.media import Image, MediaType, without_metadata
from briefkit.model.rules import REFUSED_CHARACTER
from briefkit.notes import Code, Notes

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHOWN = 200  # characters of an address
_DATA = re.compile(r"data:(?P<type>image/[\w.+-]++)?+(?P<more>[^,]{0,200}),", re.IGNORECASE)
# One that stands anywhere in a page, perhaps in several lines.
_WRITTEN = re.compile(
    rb"(data:image/[\w.+-]{1,50}[^,\"'<>]{0,100};base64,)([\w+/=%]+(?:[ \t]*[\r\n]\s*[\w+/=%]+)*)",
    re.IGNORECASE | re.ASCII,
)
_TYPES = {"image/jpg": MediaType.JPEG, **{str(one): one for one in MediaType}}


def image_of(element: HtmlElement, notes: Notes) -> tuple[Image, str] | None:
    """Return the picture that an `img` shows, and the digest of its bytes as they stand in the page.

    None where it cannot be had, with a note of its words.
    """
    address = (element.get("src") or "").strip()
    alt = alt_of(element)
    what = f"“{alt}”" if alt else "A picture"
    data = _DATA.match(address)
    if data is None:
        if alt or not _is_for_looks(element):
            message = f"{what} is not in the page, and nothing is fetched: {address[:_SHOWN]}"
            notes.add(Code.PICTURE_DROPPED, message, alt, element.sourceline)
        return None
    media_type = _TYPES.get((data["type"] or "").lower())
    try:
        if media_type is None:
            raise ModelError("is not supported", where=data["type"] or "data")
        found = _decoded(address[data.end() :], data["more"])
        return Image(found, media_type), sha256(found).hexdigest()
    except (ModelError, binascii.Error) as error:
        message = f"{what} cannot be read: {error}."
        notes.add(Code.PICTURE_DROPPED, message, alt, element.sourceline)
        return None


def alt_of(element: HtmlElement) -> str:
    """Return what a picture shows, in words."""
    alt = (element.get("alt") or "").replace("\n", " ")
    return re.sub(" {2,}", " ", REFUSED_CHARACTER.sub("", alt)).strip(" ")


def _is_for_looks(element: HtmlElement) -> bool:
    """Whether a picture says that it shows nothing (HTML, 4.8.4.4.4), or is a dot that counts readers."""
    return element.get("alt") == "" or "1" in (element.get("width"), element.get("height"))


def _decoded(body: str, parameters: str) -> bytes:
    data = unquote_to_bytes(body)
    return b64decode(data) if parameters.lower().rstrip().endswith(";base64") else data


def without_metadata_in(page: bytes) -> bytes:
    """Return a page whose pictures say nothing but what is needed to see them; all else byte for byte."""
    return _WRITTEN.sub(_cleaned, page)


def _cleaned(found: re.Match[bytes]) -> bytes:
    try:
        data = b64decode(unquote_to_bytes(found[2]))
    except binascii.Error:
        return found[0]
    clean = without_metadata(data)
    return found[0] if clean is data else found[1] + b64encode(clean)
