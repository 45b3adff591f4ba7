"""Image data: pictures in data: URLs of a page (RFC 2397); none is ever fetched."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement

from briefkit.errors import ModelError
from briefkit.model.media import Image, MediaType, without_metadata
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.notes import Code, Notes
from briefkit.recognise.named_pictures import DATA_URL, data_in

_MAX_ADDRESS = 200  # characters of an address
# A data: URL anywhere in a page, perhaps in several lines.
_DATA_URL_IN_PAGE = re.compile(
    rb"(data:image/[\w.+-]{1,50}[^,\"'<>]{0,100};base64,)([\w+/=%]+(?:[ \t]*[\r\n]\s*[\w+/=%]+)*)",
    re.IGNORECASE | re.ASCII,
)
_MEDIA_TYPES = {"image/jpg": MediaType.JPEG, **{str(one): one for one in MediaType}}


def read_image(element: HtmlElement, notes: Notes) -> tuple[Image, str] | None:
    """Return the picture of an `img`, and the digest of its bytes as they stand in the page.

    None where it cannot be read, with a note that has its alternative text.
    """
    address = (element.get("src") or "").strip()
    alt = alt_text(element)
    what = f"“{alt}”" if alt else "A picture"
    data = DATA_URL.match(address)
    if data is None:
        if alt or not is_decorative(element):
            message = f"{what} is not in the page, and nothing is fetched: {address[:_MAX_ADDRESS]}"
            notes.add(Code.PICTURE_DROPPED, message, alt, element.sourceline)
        return None
    media_type = _MEDIA_TYPES.get((data["type"] or "").lower())
    try:
        if media_type is None:
            raise ModelError("is not supported", where=data["type"] or "data")
        found = data_in(address)
        return Image(found, media_type), sha256(found).hexdigest()
    except ModelError as error:
        message = f"{what} cannot be read: {error}."
        notes.add(Code.PICTURE_DROPPED, message, alt, element.sourceline)
        return None


def alt_text(element: HtmlElement) -> str:
    """Return the alternative text of a picture."""
    alt = (element.get("alt") or "").replace("\n", " ")
    return re.sub(" {2,}", " ", REFUSED_CHARACTER.sub("", alt)).strip(" ")


def is_decorative(element: HtmlElement) -> bool:
    """Whether a picture is decorative (HTML, 4.8.4.4.4), or a tracking pixel."""
    return element.get("alt") == "" or "1" in (element.get("width"), element.get("height"))


def without_metadata_in(page: bytes) -> bytes:
    """Return a page without the metadata of its pictures; all else stays byte for byte."""
    return _DATA_URL_IN_PAGE.sub(_data_url_without_metadata, page)


def _data_url_without_metadata(found: re.Match[bytes]) -> bytes:
    try:
        data = b64decode(unquote_to_bytes(found[2]))
    except binascii.Error:
        return found[0]
    clean = without_metadata(data)
    return found[0] if clean is data else found[1] + b64encode(clean)
