"""Pictures of a foreign page: in it or beside it, whichever of an element's addresses leads there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from attrs import define, field
from lxml.html import HtmlElement

from briefkit.errors import ModelError
from briefkit.formats.html.reading.image_data import alt_text, is_decorative
from briefkit.model import Image
from briefkit.notes import Code, Notes
from briefkit.recognise.foreign_pictures import ForeignImage, note_drawn, stands_in
from briefkit.recognise.named_pictures import DATA_URL, NamedPictures, data_in

#: Attributes in which scripts look for the address that they put in the place of a stand-in.
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-full-src",
    "data-hi-res-src",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(
    r"(?P<address>data:\S+|[^\s,]\S*[^\s,]|[^\s,])(?:\s+(?P<size>\d+(?:\.\d+)?)[wxh])?"
)
_SMALL = 32  # pixels of a side, up to which a picture without words is an icon or counts visitors
_MAX_ADDRESS = 200  # characters of an address in a note
_UNHEARD = ("presentation", "none")


@define
class PagePictures:
    """Pictures of a page.

    Attributes:
        named: The pictures by their addresses.
    """

    named: NamedPictures = field(factory=NamedPictures)

    def has(self, element: HtmlElement) -> bool:
        """Whether the picture of an `img` is in the page or beside it, and does not stand in for one elsewhere."""
        named = list(addresses(element))
        held = list(filter(self.named.has, named))
        return bool(held) and (len(held) == len(named) or not all(map(DATA_URL.match, held)))

    def read(self, element: HtmlElement, notes: Notes) -> tuple[Image, str] | None:
        """Return the picture of an `img`, and the digest of its bytes as they stand in the page.

        None where it only decorates, or cannot be had, with a note that has its words.
        """
        alt, line = described(element), element.sourceline
        found = self._best(element)
        if isinstance(found, str):
            if alt or not is_decorative(element):
                what = f"“{alt}”" if alt else "A picture"
                notes.add(Code.PICTURE_DROPPED, f"{what} {found}", alt, line)
            return None
        address, picture = found
        if _is_small(picture.image) and not alt:
            return None
        data_url = DATA_URL.match(address)
        if _decorates(element):
            name = "in the page" if data_url else address[:_MAX_ADDRESS]
            message = f"A picture that only decorates was left out: {name}"
            notes.add(Code.PICTURE_DECORATIVE, message, alt, line)
            return None
        note_drawn(picture, notes, line)
        data = data_in(address) if data_url else picture.image.data
        return picture.image, sha256(data).hexdigest()

    def _best(self, element: HtmlElement) -> tuple[str, ForeignImage] | str:
        """Return the best picture of an `img` and its address, or what is wrong with it."""
        named = list(addresses(element))
        held = list(filter(self.named.has, named))
        away = next((one for one in named if one not in held), "")
        fault, small = "", None
        for address in held:
            try:
                picture = self.named.open(address)
            except ModelError as error:
                fault = f"cannot be read: {error}."
                continue
            if not _is_small(picture.image):
                return address, picture
            small = address, picture
        if small and not away and not stands_in(small[1]):
            return small
        if fault and not away:
            return fault
        return f"is not in the page or beside it, and nothing is fetched: {away[:_MAX_ADDRESS]}"


def _is_small(image: Image) -> bool:
    return max(image.size) <= _SMALL


def addresses(element: HtmlElement) -> Iterator[str]:
    """Yield the addresses of an `img`, the best first: what scripts show, its own, those for other screens."""
    for name in (*_LAZY, "src"):
        address = (element.get(name) or "").strip()
        if address:
            yield address
    yield from _in_sets(element)
    for picture in islice(element.iterancestors("picture"), 1):
        for source in picture.iter("source"):
            yield from _in_sets(source)


def _in_sets(element: HtmlElement) -> Iterator[str]:
    """Yield the addresses of `srcset`, the largest first."""
    for name in _SETS:
        found = list(_CANDIDATE.finditer(element.get(name) or ""))
        for one in sorted(found, key=lambda one: -float(one["size"] or 1)):
            yield one["address"]


def described(element: HtmlElement) -> str:
    """Return what a page says that a picture shows."""
    said = (element.get(name) or "" for name in ("aria-label", "title"))
    return alt_text(element) or next((" ".join(one.split()) for one in said if one.strip()), "")


def _decorates(element: HtmlElement) -> bool:
    """Whether a page says that a picture only decorates; one with a caption does not."""
    if element.get("role") in _UNHEARD or element.get("aria-hidden") == "true":
        return True
    captioned = any(
        next(figure.iter("figcaption"), None) is not None
        for figure in element.iterancestors("figure")
    )
    return element.get("alt") == "" and not described(element) and not captioned
