"""Layout context of WeasyPrint: what a page is laid out by, let go of with the page.

WeasyPrint's holds itself, by the function that it fetches pictures with. So nine tenths of what a document is made of,
layouts of Pango among it, would wait for the collector of garbage, which comes seldom to a process that holds much.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from weakref import proxy

import weasyprint
from weasyprint.text.fonts import FontConfiguration


def lay_out(
    html: weasyprint.HTML, fonts: FontConfiguration, **options: object
) -> weasyprint.Document:
    """Return a page laid out, as `HTML.render` does.

    Args:
        html: The page.
        fonts: What it is printed with.
        options: WeasyPrint's own, by their names; the others are at their defaults.
    """
    return _Document._render(html, fonts, None, None, {**weasyprint.DEFAULT_OPTIONS, **options})


class _Document(weasyprint.Document):  # type: ignore[misc]  # WeasyPrint has no types
    """Document whose context lives as long as its page, which has it, and does not hold itself."""

    @classmethod
    def _build_layout_context(cls, html: Any, *arguments: Any) -> Any:
        context = html.layout_context = super()._build_layout_context(html, *arguments)
        fetch = context.get_image_from_uri
        context.get_image_from_uri = partial(
            fetch.func, *fetch.args, **{**fetch.keywords, "context": proxy(context)}
        )
        return context
