"""Picture addresses: where the pictures of a brief are once their bytes are handed to whoever publishes them."""

from __future__ import annotations

import re

from attrs import define, field

from briefkit.errors import RenderError
from briefkit.formats.format import MediaAddress
from briefkit.formats.html.writing.markup import Markup, attributes, source
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.walk import walk
from briefkit.notes import Code, Note, note
from briefkit.runtime.caching import cached

_LONGEST = 2000  # characters
# White space, controls, and what RFC 3986 leaves out of every part of an address.
_NOT_IN_ADDRESS = r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff<>\"{}|\\^`]"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset(("http", "https", "cid"))


@cached(1)
def _not_in_address() -> re.Pattern[str]:
    """Return the pattern of what no address has; few pages hand pictures over."""
    return re.compile(_NOT_IN_ADDRESS)


@define(eq=False)
class PictureAddresses:
    """Addresses of pictures, each asked for once.

    Attributes:
        media: Takes a picture and returns its address; None for data: URLs, which hold the bytes.
        handed_over: The addresses so far, by the digests of the pictures.
    """

    media: MediaAddress | None
    handed_over: dict[str, str] = field(factory=dict)

    def source(self, image: Image) -> Markup:
        """Return the `src` of a picture.

        Raises:
            RenderError: What was returned for it is no address.
        """
        if self.media is None:
            return source(image)
        address = self.handed_over.get(image.digest)
        if address is None:
            address = self.handed_over[image.digest] = check_address(self.media(image))
        return attributes({"src": address})

    def notes(self, brief: Brief) -> tuple[Note, ...]:
        """Return a note on each picture that was handed over: the file does not hold it."""
        if not self.handed_over:
            return ()
        places = [(path, image.digest) for path, image in walk(brief, Image)]
        of_brief = {digest for _, digest in places}
        logo = [("", digest) for digest in self.handed_over if digest not in of_brief]
        return tuple(
            note(
                Code.PICTURE_HANDED_OVER,
                f"The picture is at {self.handed_over[digest]}, not in the file.",
                path=path,
            )
            for path, digest in (*logo, *places)
            if digest in self.handed_over
        )


def check_address(address: object) -> str:
    """Hold what a callback returned to an address of a picture: http, https, cid, or one relative to the page.

    Raises:
        RenderError: It is none.
    """
    if not isinstance(address, str):
        what = f"returned {type(address).__name__}, not the address of a picture as str"
        raise RenderError(what, where="media")
    scheme = _SCHEME.match(address)
    if (
        not 0 < len(address) <= _LONGEST
        or _not_in_address().search(address)
        or (scheme and scheme[1].lower() not in _SCHEMES)
    ):
        raise RenderError(
            f"returned {address[:100]!r}, which is no address of a picture",
            where="media",
            remedy="return an http or https address, or one relative to the page, escaped as RFC 3986 says",
        )
    return address
