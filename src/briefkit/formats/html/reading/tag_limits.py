"""Limits of tags: elements and attributes of a page, counted before it is parsed.

The parser compares each attribute of an element with all before it, and takes a hundred bytes for each element. So
both are counted on the text of the page. Scripts, styles and comments are skipped only where they surely end.
"""

from __future__ import annotations

import re

from briefkit.limits import Tally, check_limit

_UNCOUNTED = 100_000  # characters; a page of so few is within all limits, whatever it is made of
_MAX_ATTRIBUTES = 1_000  # attributes of one element
_NAME = r"[^\s/>][^\s/>=]*+"
_VALUE = r"(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)"
_ATTRIBUTE_PATTERN = rf"{_NAME}(?:\s*+=\s*+{_VALUE}?+)?+"
_ATTRIBUTE = re.compile(_ATTRIBUTE_PATTERN)
# What the parser makes an element of: the end of a paragraph that is not open is an empty paragraph.
_TAG = re.compile(
    rf"<(?:(?P<raw>!--)|/[pP]\b|(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]*+{_ATTRIBUTE_PATTERN}){{0,{_MAX_ATTRIBUTES}}}+)/?)"
)
_ENDS = {
    "!--": re.compile("--!?>"),
    "script": re.compile("</script", re.I),
    "style": re.compile("</style", re.I),
}


def check_tag_counts(page: str) -> None:
    """Refuse a page of too many elements or attributes.

    Raises:
        ReadError: It has more than `Limits.elements` or `Limits.attributes`, or an element with a thousand.
    """
    if len(page) <= _UNCOUNTED:
        return
    elements, attributes = Tally("elements"), Tally("attributes")
    endless: set[str] = set()
    place = 0
    while match := _TAG.search(page, place):
        place = match.end()
        said = match["attributes"]
        if not match["raw"]:
            elements.add()
        if said:
            found = len(_ATTRIBUTE.findall(said))
            check_limit("element_attributes", found)
            attributes.add(found)
        raw = (match["raw"] or match["name"] or "").lower()
        if raw in _ENDS and raw not in endless and not match.group().endswith("/"):
            # A comment may end with the two hyphens that it begins with.
            end = _ENDS[raw].search(page, match.start() + 2)
            if end:
                place = max(place, end.start())
            else:
                endless.add(raw)
