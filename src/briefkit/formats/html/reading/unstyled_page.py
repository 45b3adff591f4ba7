"""Unstyled page: a page of briefkit's own that lost its classes, read as an edit of the brief that it was made of."""

from __future__ import annotations

from copy import deepcopy

from lxml.html import HtmlElement

from briefkit.formats.html.reading.block_reader import read_blocks
from briefkit.formats.html.reading.boilerplate import remove_boilerplate
from briefkit.formats.html.reading.main_content import main_content
from briefkit.formats.html.reading.office_html import normalise_office_html
from briefkit.layout import LayoutBlock
from briefkit.lower.generated_runs import block_text
from briefkit.model import Brief
from briefkit.notes import Code, Notes, Reading
from briefkit.reconcile.parsed_file import UnstyledFile
from briefkit.reconcile.reading_back import reconcile_unstyled
from briefkit.reconcile.restyled_sheet import is_banner


def read_unstyled_page(
    root: HtmlElement, base: Brief, language: str | None, notes: Notes
) -> Reading | None:
    """Read a page as an edit of a brief; None where it shows something else.

    Args:
        root: The page; it stays as it is.
        base: The brief.
        language: The language that the page names.
        notes: The notes on how the page was parsed.
    """
    bare = _file(deepcopy(root), base, language, notes, with_edges=False)
    whole = _file(deepcopy(root), base, language, notes, with_edges=True)
    # What stands around the articles of others, as a footer, may be a part of the brief.
    return reconcile_unstyled((bare, whole), base)


def _file(
    root: HtmlElement, base: Brief, language: str | None, notes: Notes, *, with_edges: bool
) -> UnstyledFile:
    """Return what a page shows, with or without what stands around its article; it is taken out of the page."""
    told = Notes()
    told.extend(notes)
    normalise_office_html(root)
    if not with_edges:
        told.extend(remove_boilerplate(root, base.language))
    main = main_content(root, base.language)
    blocks = read_blocks([main], False, told)
    outside: list[LayoutBlock] = []
    if main.tag not in ("html", "body"):
        main.drop_tree()
        outside = read_blocks(root.iter("body"), False, Notes())
    banners = [block for block in outside if is_banner(block, base)]
    words = " ".join(block_text(block) for block in outside if block not in banners)
    if words:
        told.add(Code.OUTSIDE_DROPPED, "Left out words outside the article.", words)
    return UnstyledFile((*banners, *blocks), tuple(told), language)
