"""Picture widths: how much of the line a page says that a picture takes, in per cent; lengths say nothing of the line."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

# The property that briefkit's pages have, and the one that people write, which browsers prefer.
_DECLARED = re.compile(
    r"(?:^|;)\s*(?P<own>--)?width\s*:\s*(?P<number>\d{1,3}(?:\.\d{1,9})?)\s*%", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"\s*(\d{1,3}(?:\.\d{1,9})?)%\s*")


def said_width(element: HtmlElement) -> int | None:
    """Return the width of an `img` of briefkit's own page, in whole per cent of the line; None where it says none."""
    found = {
        bool(one["own"]): one["number"] for one in _DECLARED.finditer(element.get("style") or "")
    }
    attribute = _ATTRIBUTE.fullmatch(element.get("width") or "")
    said = found.get(False) or found.get(True) or (attribute and attribute[1])
    return _whole(said) if said else None


def foreign_width(element: HtmlElement) -> int | None:
    """Return the width of an `img` of a foreign page, or of the figure around it; None where it says none.

    Pages say of all pictures that they fill the column that they stand in, whatever that is: this is no width of one.
    """
    figures = islice(element.iterancestors("figure"), 1)
    said = next(filter(None, map(said_width, (element, *figures))), None)
    return None if said == 100 else said


def _whole(number: str) -> int | None:
    per_cent = round(float(number))
    return per_cent if 1 <= per_cent <= 100 else None
