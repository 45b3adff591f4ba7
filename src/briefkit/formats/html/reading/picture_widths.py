"""Picture widths: how much of the line a page says that a picture takes."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from briefkit.formats.html.reading.inline_reader import classes
from briefkit.recognise.said_widths import whole_per_cent
from briefkit.style.figure_classes import said_by_class

# The property that briefkit's pages have, and the one that people write, which browsers prefer.
_DECLARED = re.compile(r"(?:^|;)\s*(?P<own>--)?width\s*:(?P<words>[^;]{1,40})", re.IGNORECASE)


def said_width(element: HtmlElement) -> int | None:
    """Return the width of an `img`, in whole per cent of the line; None where its style or attribute says none."""
    declared = {
        bool(one["own"]): one["words"] for one in _DECLARED.finditer(element.get("style") or "")
    }
    said = declared.get(False) or declared.get(True) or element.get("width") or ""
    return whole_per_cent(said)


def own_width(element: HtmlElement) -> int | None:
    """Return the width of an `img` of briefkit's own; in a fragment, a class says it."""
    return said_width(element) or next(filter(None, map(said_by_class, classes(element))), None)


def foreign_width(element: HtmlElement) -> int | None:
    """Return the width of an `img` of a foreign page, or of the figure around it; None where it says none.

    Pages say of all pictures that they fill the column that they stand in, whatever that is: this is no width of one.
    """
    figures = islice(element.iterancestors("figure"), 1)
    said = next(filter(None, map(said_width, (element, *figures))), None)
    return None if said == 100 else said
