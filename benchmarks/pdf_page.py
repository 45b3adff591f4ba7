"""The page that peers print to PDF which take HTML and CSS: that of briefkit's WeasyPrint engine."""

from __future__ import annotations

import briefkit as bk
from briefkit.formats.html.writing.write import page
from briefkit.lower import lower
from briefkit.style import (
    PRINT_CSS,
    PageEnds,
    font_face,
    font_files,
    number_css,
    page_css,
    theme_css,
    title_css,
)


def page_of(brief: bk.Brief) -> tuple[str, str]:
    """Return the HTML of a brief, and the CSS that prints it, without the rules of fonts."""
    sheet, theme = lower(brief), bk.PLAIN
    ends = PageEnds.of(sheet, theme, running_title=True)
    rules = (
        theme_css(theme),
        page_css(theme),
        number_css(ends),
        title_css(ends),
        PRINT_CSS,
    )
    return page(sheet, theme), "\n".join(rules)


def font_rules() -> str:
    """Return the `@font-face` rules of that page."""
    return "\n".join(map(font_face, font_files(bk.PLAIN)))
