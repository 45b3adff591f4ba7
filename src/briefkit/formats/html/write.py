"""HTML: one self-contained page of semantic HTML5, with nothing executable and no remote address."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import assert_never

from briefkit.formats.html.linked import linked_data
from briefkit.formats.html.pictures import without_metadata_in
from briefkit.layout import (
    Direction,
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
    script,
)
from briefkit.media import Image
from briefkit.model import Position, Span
from briefkit.style import Theme, banner_css, css, on_screen, page_css, run_class

# Nothing runs and nothing is sent, whatever a page is put into. (An img-src would be right too, but the Nu
# checker takes every data: address to break it.)
_POLICY = "script-src {}; object-src 'none'; base-uri 'none'; form-action 'none'"
#: The id of the element that carries the payload.
PAYLOAD_ID = "briefkit"
# What `strip` looks for: the attribute of a script element first, for that is rare.
_IS_PAYLOAD = re.compile(rb"\bid\s*=\s*[\"']?" + PAYLOAD_ID.encode() + rb"[\"'\s>]", re.IGNORECASE)
_IS_LINKED = re.compile(rb"\btype\s*=\s*[\"']?application/ld\+json[\"'\s>]", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_SCRIPT_END = re.compile(rb"</script\s*>\n?", re.IGNORECASE)
_HASHES = re.compile(rb"(?<=script-src) 'sha256-[A-Za-z0-9+/=]+'(?: 'sha256-[A-Za-z0-9+/=]+')*")
# A backslash before it that is itself escaped is a backslash of the words.
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\u003c")
# Looking a name up takes a fifth of the time that printing a member does.
_NAMES = {role: role.value for role in Role}
_CLASSES = {role: run_class(role) for role in RunRole}
# A word that is wider than most columns of a table.
_LONG = re.compile(r"\S{30}")
_BACK = (Role.CORRECTIONS, Role.AUTHORS, Role.RELATED, Role.SOURCES, Role.RIGHTS)


def write(sheet: Sheet, theme: Theme, payload: bytes | None = None) -> bytes:
    """Return a sheet as a page.

    Args:
        sheet: What is seen.
        theme: How it looks.
        payload: JSON in UTF-8 that travels in the page, unseen; None for a page without.
    """
    linked = linked_data(sheet, theme.publisher)
    parts = _page(sheet, theme, _style(sheet, theme), linked, payload)
    # Piece by piece, for what is ASCII, the style most of all, is only copied.
    return b"".join([part.encode() for part in parts])


def _style(sheet: Sheet, theme: Theme) -> str:
    style = _shared_style(theme, sheet.page, sheet.language, sheet.direction)
    if not sheet.banner:
        return style
    written = script(sheet.language)
    own = banner_css(sheet.banner, on_screen(theme, written), sheet.direction, written)
    return f"{style}<style>{own}</style>\n"


@lru_cache(maxsize=64)
def _shared_style(theme: Theme, number: str, language: str, runs: Direction) -> str:
    written = script(language)
    look = on_screen(theme, written)
    rules = f"{css(look, written)}\n{page_css(look, number, runs, written)}"
    return f"<style>\n{rules}\n</style>\n"


def page(sheet: Sheet, theme: Theme) -> str:
    """Return a sheet as the text of a page without style, linked data or payload.

    Args:
        sheet: What is seen.
        theme: Whose page it is.
    """
    return "".join(_page(sheet, theme, "", None, None))


def _page(
    sheet: Sheet, theme: Theme, style: str, linked: bytes | None, payload: bytes | None
) -> Iterator[str]:
    carried = None if payload is None else _safe(payload)
    yield f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}" dir="{sheet.direction}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(linked, carried)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(sheet.title)}</title>\n"
    for name, content in _metadata(sheet):
        yield f'<meta name="{name}" content="{escape(content)}">\n'
    for name, content in _shared(sheet, theme):
        yield f'<meta property="{name}" content="{escape(content)}">\n'
    if linked is not None:
        yield f'<script type="application/ld+json">{linked.decode()}</script>\n'
    yield style
    yield "</head>\n<body>\n"
    if theme.has_masthead:
        yield _masthead(theme, sheet.language)
    yield "<main>\n"
    banner = write_runs(sheet.banner)
    if banner:
        yield f'<p class="banner">{banner}</p>\n'
    yield '<article class="brief">\n<header>\n'
    yield from _blocks(sheet.blocks)
    yield "</article>\n"
    if banner:
        yield f'<p class="banner foot">{banner}</p>\n'
    yield "</main>\n"
    if carried is not None:
        yield f'<script type="application/json" id="{PAYLOAD_ID}">{carried.decode()}</script>\n'
    yield "</body>\n</html>\n"


@lru_cache(maxsize=64)
def _masthead(theme: Theme, language: str) -> str:
    """Return what says whose page it is: the publisher's picture and name."""
    logo = ""
    if theme.logo:
        logo = f'<img class="logo" {_image(theme.logo, theme.logo_alt(language))}>'
    name = f'<span dir="auto">{escape(theme.publisher)}</span>' if theme.publisher else ""
    return f'<header class="masthead">{logo}{name}</header>\n'


def _safe(payload: bytes) -> bytes:
    """Return JSON for a data block, which no browser runs (HTML, 4.12.1)."""
    # Only `<` can end a script element or change how it is read on; in JSON it stands in strings alone.
    return payload.replace(b"<", b"\\u003c")


def _policy(*blocks: bytes | None) -> str:
    """Return the policy of a page with these data blocks.

    Browsers need no leave to skip data, but checkers take each block for a script. Its hash allows that very
    block and nothing else (CSP 3, 8.3), and JSON, were it run, does nothing.
    """
    hashes = [f"'sha256-{b64encode(sha256(block).digest()).decode()}'" for block in blocks if block]
    return _POLICY.format(" ".join(hashes) or "'none'")


def strip(data: bytes) -> bytes:
    """Return a page without its data blocks, their hashes and what its pictures tell; all else stays byte for byte.

    Linked data goes too, whoever put it there: it would still tell what somebody deleted from the page.

    Args:
        data: The page, in any encoding in which ASCII is ASCII.
    """
    bare = _without_scripts(_without_scripts(data, _IS_PAYLOAD), _IS_LINKED)
    return without_metadata_in(_HASHES.sub(b" 'none'", bare, count=1))


def _without_scripts(data: bytes, attribute: re.Pattern[bytes]) -> bytes:
    """Return a page without the script elements that have an attribute, in one pass.

    One that nothing closes goes on to the end, as in browsers.
    """
    kept: list[bytes] = []
    copied = behind = 0
    for found in attribute.finditer(data):
        if found.start() < behind:
            continue
        tag = max(behind, data.rfind(b">", behind, found.start()) + 1)
        start = _SCRIPT.search(data, tag, found.start())
        behind = found.end()
        if start:
            end = _SCRIPT_END.search(data, behind)
            kept.append(data[copied : start.start()])
            copied = behind = end.end() if end else len(data)
    return b"".join([*kept, data[copied:]])


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


def _shared(sheet: Sheet, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield what a link to the page shows where people share it (Open Graph); no topics, for nobody sees them."""
    yield "og:type", "article"
    yield "og:title", sheet.title
    if sheet.description:
        yield "og:description", sheet.description
    if theme.publisher:
        yield "og:site_name", theme.publisher
    locale = _locale(sheet.language)
    if locale:
        yield "og:locale", locale
    if sheet.published:
        yield "article:published_time", sheet.published.isoformat()
    if sheet.modified:
        yield "article:modified_time", sheet.modified.isoformat()


@lru_cache(maxsize=256)
def _locale(language: str) -> str:
    """Return a language as Open Graph writes it, "en_GB"; "" where it names no country: none is made up."""
    from langcodes import Language

    tag = Language.get(language, normalize=False)
    known = tag.language and tag.territory and tag.territory.isalpha()
    return f"{tag.language}_{tag.territory}" if known else ""


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
    header = "".join([_heading_cell(cell) for cell in grid.header])
    head = f"<thead><tr>{header}</tr></thead>\n" if header else ""
    rows = "".join([f"<tr>{''.join([_cell(cell) for cell in row])}</tr>\n" for row in grid.rows])
    return (
        f'<div class="{grid.role}" tabindex="0"><table id="{grid.anchor}">\n'
        f"{caption}{head}<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _cell(cell: Runs) -> str:
    """Return a cell; one with a word too long for a column may break it anywhere."""
    words = write_runs(cell)
    if any(_LONG.search(run.span.text) for run in cell):
        return f'<td class="long">{words}</td>'
    return f"<td>{words}</td>"


def _heading_cell(cell: Runs) -> str:
    """Return a cell of the header; one without words heads nothing (WCAG 2.2, 1.3.1)."""
    words = write_runs(cell)
    return f'<th scope="col">{words}</th>' if words else "<td></td>"


def write_picture(picture: Picture) -> str:
    """Return a picture, its bytes within the page."""
    image = _image(picture.image, picture.alt)
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


def _image(image: Image, alt: str) -> str:
    """Return the attributes of a picture's element; its bytes say which way it is turned, for browsers go by that."""
    width, height = image.size
    return f'src="{data_address(image)}" alt="{escape(alt)}" width="{width}" height="{height}"'


def data_address(image: Image) -> str:
    """Return the address that holds a picture's bytes (RFC 2397)."""
    return f"data:{image.media_type};base64,{b64encode(image.file).decode()}"


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
        if run.anchor:
            name += f' id="{run.anchor}"'
        if run.direction:
            name += f' dir="{run.direction}"'
        if run.spoken:
            name += f' aria-label="{escape(run.spoken)}"'
        words = f'<a{name} href="{address}">{words}</a>'
    if span.quoted or span.strong or span.emphasis or span.position or span.code or span.language:
        words = _marked(span, words)
    if linked or (role is None and run.direction is None):
        return words
    name = f' class="{_CLASSES[role]}"' if role else ""
    if run.direction:
        name += f' dir="{run.direction}"'
    if role is RunRole.MARKING:
        name += f' data-marking="{words}"'
    return f"<span{name}>{words}</span>"


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
