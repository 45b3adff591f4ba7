"""HTML: one self-contained page of semantic HTML5, with nothing executable and no remote address."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import assert_never

from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    Runs,
    Sheet,
    direction,
)
from briefkit.model import Position, Span
from briefkit.style import Theme, css, page_css, run_class

# Nothing runs and nothing is sent, whatever a page is put into. (An img-src would be right too, but the Nu
# checker takes every data: address to break it.)
_POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
_BACK = (Role.CORRECTIONS, Role.AUTHORS, Role.RELATED, Role.SOURCES, Role.RIGHTS)


def write(sheet: Sheet, theme: Theme) -> bytes:
    """Return a sheet as a page.

    Args:
        sheet: What is seen.
        theme: How it looks.
    """
    return page(sheet, _style(theme, sheet.page)).encode()


@lru_cache(maxsize=64)
def _style(theme: Theme, number: str) -> str:
    return f"<style>\n{css(theme)}\n{page_css(theme, number)}\n</style>\n"


def page(sheet: Sheet, head: str = "") -> str:
    """Return a sheet as the text of a page, with more for its head: its style, most of all."""
    return "".join(_page(sheet, head))


def _page(sheet: Sheet, head: str) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}" dir="{sheet.direction}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(sheet.title)}</title>\n"
    for name, content in _metadata(sheet):
        yield f'<meta name="{name}" content="{escape(content)}">\n'
    yield f"{head}</head>\n<body>\n<main>\n"
    if sheet.banner:
        yield f'<p class="banner">{write_runs(sheet.banner)}</p>\n'
    yield '<article class="brief">\n<header>\n'
    yield "".join(_blocks(sheet.blocks))
    yield "</article>\n</main>\n</body>\n</html>\n"


def _metadata(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield "generator", "briefkit"
    if sheet.description:
        yield "description", sheet.description
    for author in sheet.authors:
        yield "author", author
    if sheet.keywords:
        yield "keywords", ", ".join(sheet.keywords)
    if sheet.published:
        yield "dcterms.issued", sheet.published.isoformat()
    if sheet.modified:
        yield "dcterms.modified", sheet.modified.isoformat()
    if sheet.rights:
        yield "dcterms.rights", sheet.rights


# Blocks


def _blocks(blocks: Iterable[LayoutBlock]) -> list[str]:
    """Return the blocks: a header, then sections within sections, then a footer."""
    written: list[str] = []
    level_and_end = [(2, "</header>\n")]
    footer = False
    for block in blocks:
        outer = 6
        if block.role in _BACK and not footer:
            outer, footer = 1, True
        elif block.role is Role.RIGHTS:
            outer = 2
        elif isinstance(block, Heading) and block.role is not Role.TITLE:
            outer = block.level
        while level_and_end and level_and_end[-1][0] >= outer:
            written.append(level_and_end.pop()[1])
        if outer == 1:
            written.append('<footer class="back">\n')
            level_and_end.append((1, "</footer>\n"))
        if isinstance(block, Heading) and block.role is not Role.TITLE:
            written.append("<section>\n")
            level_and_end.append((block.level, "</section>\n"))
        written.append(write_block(block))
    written += [end for _, end in reversed(level_and_end)]
    return written


def write_block(block: LayoutBlock) -> str:
    """Return a block as an element."""
    match block:
        case Para():
            runs = write_runs(block.runs)
            return f'<p class="{block.role}" id="{block.anchor}">{runs}</p>\n'
        case Heading():
            tag = f"h{block.level}"
            runs = write_runs(block.runs)
            return f'<{tag} class="{block.role}" id="{block.anchor}">{runs}</{tag}>\n'
        case Items():
            return write_items(block)
        case Grid():
            return write_grid(block)
        case Picture():
            return write_picture(block)
        case _:
            assert_never(block)


def write_items(items: Items) -> str:
    """Return a list."""
    tag = "ol" if items.ordered else "ul"
    inner = "".join(
        [f"<li>{''.join([write_block(block) for block in item])}</li>\n" for item in items.items]
    )
    return f'<{tag} class="{items.role}" id="{items.anchor}">\n{inner}</{tag}>\n'


def write_grid(grid: Grid) -> str:
    """Return a table, in a frame that scrolls where the table is wider than the screen."""
    caption = f"<caption>{write_runs(grid.caption)}</caption>\n" if grid.caption else ""
    header = "".join([f'<th scope="col">{write_runs(cell)}</th>' for cell in grid.header])
    head = f"<thead><tr>{header}</tr></thead>\n" if header else ""
    rows = "".join(
        [
            f"<tr>{''.join([f'<td>{write_runs(cell)}</td>' for cell in row])}</tr>\n"
            for row in grid.rows
        ]
    )
    return (
        f'<div class="{grid.role}" tabindex="0"><table id="{grid.anchor}">\n'
        f"{caption}{head}<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def write_picture(picture: Picture) -> str:
    """Return a picture, its bytes within the page."""
    width, height = picture.image.size
    data = b64encode(picture.image.data).decode()
    image = (
        f'src="data:{picture.image.media_type};base64,{data}" alt="{escape(picture.alt)}"'
        f' width="{width}" height="{height}"'
    )
    if picture.role is Role.PHOTO:
        return f'<img class="photo" id="{picture.anchor}" {image}>\n'
    caption = (
        f'<span class="caption">{write_runs(picture.caption)}</span>' if picture.caption else ""
    )
    credit = f'<span class="credit">{write_runs(picture.credit)}</span>' if picture.credit else ""
    words = " ".join(part for part in (caption, credit) if part)
    figcaption = f"<figcaption>{words}</figcaption>" if words else ""
    return (
        f'<figure class="{picture.role}" id="{picture.anchor}"><img {image}>{figcaption}</figure>\n'
    )


# Runs


def write_runs(runs: Runs) -> str:
    """Return runs as inline elements."""
    return "".join([write_run(run) for run in runs])


def write_run(run: Run) -> str:
    """Return a run: its link innermost, for PDF tags need that, then its marks, then its role."""
    span = run.span
    words = escape(span.text, quote=False)
    address = f"#{run.target}" if run.target else span.link
    if address is not None:
        role = f' class="{run_class(run.role)}"' if run.role else ""
        words = f'<a{role} href="{escape(address)}">{words}</a>'
    if (
        span.quoted
        or span.strong
        or span.emphasis
        or span.position
        or span.code
        or span.language
    ):
        words = _marked(span, words)
    if run.role is not None and address is None:
        return f'<span class="{run_class(run.role)}">{words}</span>'
    return words


def _marked(span: Span, words: str) -> str:
    if span.code:
        words = f"<code>{words}</code>"
    match span.position:
        case Position.SUPER:
            words = f"<sup>{words}</sup>"
        case Position.SUB:
            words = f"<sub>{words}</sub>"
        case None:
            pass
        case _:
            assert_never(span.position)
    if span.emphasis:
        words = f"<em>{words}</em>"
    if span.strong:
        words = f"<strong>{words}</strong>"
    if span.quoted:
        words = f"<q>{words}</q>"
    if span.language:
        words = f'<span lang="{span.language}" dir="{direction(span.language)}">{words}</span>'
    return words
