"""HTML: one self-contained page of semantic HTML5, with nothing executable and no remote address."""

from __future__ import annotations

import re
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
    RunRole,
    Runs,
    Sheet,
    direction,
)
from briefkit.model import Position, Span
from briefkit.style import Theme, css, page_css, run_class

# Nothing runs and nothing is sent, whatever a page is put into. (An img-src would be right too, but the Nu
# checker takes every data: address to break it.)
_POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
#: The id of the element that carries the payload.
PAYLOAD_ID = "briefkit"
_BLOCK = re.compile(
    rb"<script\b[^>]*\bid=[\"']?" + PAYLOAD_ID.encode() + rb"[\"'\s>].*?</script\s*>\n?",
    re.IGNORECASE | re.DOTALL,
)
# A backslash before it that is itself escaped is a backslash of the words.
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\u003c")
# Looking a name up takes a fifth of the time that printing a member does.
_NAMES = {role: role.value for role in Role}
_CLASSES = {role: run_class(role) for role in RunRole}
_BACK = (Role.CORRECTIONS, Role.AUTHORS, Role.RELATED, Role.SOURCES, Role.RIGHTS)


def write(sheet: Sheet, theme: Theme, payload: bytes | None = None) -> bytes:
    """Return a sheet as a page.

    Args:
        sheet: What is seen.
        theme: How it looks.
        payload: JSON in UTF-8 that travels in the page, unseen; None for a page without.
    """
    # Piece by piece, for what is ASCII, the style most of all, is only copied.
    return b"".join([part.encode() for part in _page(sheet, _style(theme, sheet.page), payload)])


@lru_cache(maxsize=64)
def _style(theme: Theme, number: str) -> str:
    return f"<style>\n{css(theme)}\n{page_css(theme, number)}\n</style>\n"


def page(sheet: Sheet, head: str = "", payload: bytes | None = None) -> str:
    """Return a sheet as the text of a page.

    Args:
        sheet: What is seen.
        head: More elements for its head: its style, most of all.
        payload: JSON in UTF-8 that travels in the page, unseen; None for a page without.
    """
    return "".join(_page(sheet, head, payload))


def _page(sheet: Sheet, head: str, payload: bytes | None) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}" dir="{sheet.direction}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(sheet.title)}</title>\n"
    for name, content in _metadata(sheet):
        yield f'<meta name="{name}" content="{escape(content)}">\n'
    yield head
    yield "</head>\n<body>\n<main>\n"
    if sheet.banner:
        yield f'<p class="banner">{write_runs(sheet.banner)}</p>\n'
    yield '<article class="brief">\n<header>\n'
    yield from _blocks(sheet.blocks)
    yield "</article>\n</main>\n"
    if payload is not None:
        yield write_payload(payload)
    yield "</body>\n</html>\n"


def write_payload(payload: bytes) -> str:
    """Return JSON as a data block, which no browser runs (HTML, 4.12.1)."""
    # Only `<` can end a script element or change how it is read on; in JSON it stands in strings alone.
    words = payload.decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="{PAYLOAD_ID}">{words}</script>\n'


def strip(data: bytes) -> bytes:
    """Return a page without its data block; everything else stays byte for byte.

    Args:
        data: The page, in any encoding in which ASCII is ASCII.
    """
    return _BLOCK.sub(b"", data)


def read_payload(words: str) -> bytes:
    """Return the JSON that a data block holds, as it was before it was written."""
    return _ESCAPED.sub(r"\1<", words).encode()


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
        opens = isinstance(block, Heading) or block.role is Role.RIGHTS
        if opens and not footer and block.role in _BACK:
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
            return f'<p class="{_NAMES[block.role]}" id="{block.anchor}">{runs}</p>\n'
        case Heading():
            level, runs = block.level, write_runs(block.runs)
            return f'<h{level} class="{_NAMES[block.role]}" id="{block.anchor}">{runs}</h{level}>\n'
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
    return write_run(runs[0]) if len(runs) == 1 else "".join([write_run(run) for run in runs])


def write_run(run: Run) -> str:
    """Return a run: its link innermost, for PDF tags need that, then its marks, then its role."""
    span, role, words = run.span, run.role, run.span.text
    if "&" in words or "<" in words or ">" in words:
        words = escape(words, quote=False)
    linked = run.target is not None or span.link is not None
    if linked:
        address = f"#{run.target}" if run.target else escape(span.link or "")
        name = f' class="{_CLASSES[role]}"' if role else ""
        words = f'<a{name} href="{address}">{words}</a>'
    if span.quoted or span.strong or span.emphasis or span.position or span.code or span.language:
        words = _marked(span, words)
    return words if linked or role is None else f'<span class="{_CLASSES[role]}">{words}</span>'


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
