"""HTML writer: one self-contained page of semantic HTML5, with nothing executable and no remote address."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from attrs import evolve

from briefkit.formats.content_limits import check_contents
from briefkit.formats.format import WriteOptions, Written
from briefkit.formats.html.page_names import BRIEF_CLASS, PAYLOAD_ID
from briefkit.formats.html.payload_block import escape_json
from briefkit.formats.html.writing.block_writer import BlockWriter
from briefkit.formats.html.writing.json_ld import linked_data
from briefkit.formats.html.writing.markup import (
    Markup,
    attributes,
    data_block,
    element,
    joined,
    line,
    meta,
    opening,
    style,
    text,
)
from briefkit.formats.html.writing.picture_addresses import PictureAddresses
from briefkit.language.direction import script
from briefkit.language.identifiers import odd_words_of
from briefkit.layout import Direction, Sheet
from briefkit.limits import check_limit, limits_in_force
from briefkit.lower import lower_with_unrendered
from briefkit.model import Brief
from briefkit.reconcile.payload import write_payload
from briefkit.runtime.caching import cached
from briefkit.style import (
    FigureRoom,
    PageEnds,
    Theme,
    banner_css,
    figure_room,
    number_css,
    on_screen,
    page_css,
    table_css,
    table_layouts,
    theme_css,
)
from briefkit.style.printed_pictures import print_pictures

# Content Security Policy: one for what a page may load, one for what may run; of two, each holds (CSP 3, 8.1). The Nu
# checker goes by the last, and takes every data: address to break an img-src.
_CSP = "Content-Security-Policy"
_LOAD_POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
_LOAD_POLICY_META = meta("http-equiv", _CSP, _LOAD_POLICY)
_SCRIPT_POLICY = "script-src {}; object-src 'none'; base-uri 'none'; form-action 'none'"
# A language tag with a country (RFC 5646, 2.2), as the model spells it.
_WITH_COUNTRY = re.compile(
    r"(?P<language>(?!und-)[a-z]{2,8})(?:-[A-Z][a-z]{3})?-(?P<country>[A-Z]{2})(?![^-])"
)
# What is counted of a tag, and of an attribute, is no shorter.
_SHORTEST_TAG, _SHORTEST_VALUE = len("<p>"), len('="')
_VIEWPORT = meta("name", "viewport", "width=device-width, initial-scale=1")


def write(brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a page, or as a fragment of somebody else's.

    Raises:
        ReadError: There is more of it than is read.
    """
    dated, printed = options.theme.dated_labels, print_pictures(brief, options.theme)
    if options.media is None:
        check_contents(printed.brief)
    brief, payload = printed.brief, None
    lowered = lower_with_unrendered(brief, dated_labels=dated)
    if options.payload:
        payload = write_payload(
            brief, originals=printed.originals, dated_labels=dated, lowered=lowered
        )
    if options.fragment:
        written = _fragment(brief, lowered.sheet, options, payload)
    else:
        written = Written(write_sheet(lowered.sheet, options.theme, payload))
    _check_page(written.data)
    return evolve(written, notes=(*printed.notes, *written.notes)) if printed.notes else written


def _check_page(page: bytes) -> None:
    """Refuse a page that is more than is read; each of its tags and attributes has the signs that are counted.

    Raises:
        ReadError: It has too many bytes, elements or attributes.
    """
    check_limit("file_bytes", len(page))
    limits = limits_in_force()
    if len(page) < min(_SHORTEST_TAG * limits.elements, _SHORTEST_VALUE * limits.attributes):
        return  # as are most, so nothing need be counted
    # What ends a paragraph counts too: where none is open, a parser makes an element of it.
    ends = page.count(b"</") - page.count(b"</p>")
    check_limit("elements", page.count(b"<") - ends)
    check_limit("attributes", page.count(b'="'))


def _fragment(brief: Brief, sheet: Sheet, options: WriteOptions, payload: bytes | None) -> Written:
    """Return a brief as an article for a page of somebody else, which has a head, a style and policies of its own."""
    prefix = options.prefix
    addresses = PictureAddresses(options.media)
    own = {"class": prefix + BRIEF_CLASS, "lang": sheet.language, "dir": sheet.direction}
    room = _room(options.theme, sheet.language)
    writer = BlockWriter(
        room,
        prefix,
        addresses.source,
        widths_are_classes=True,
        marks_said=bool(sheet.said),
        language=sheet.language,
        odd_words=odd_words_of(sheet.blocks),
    )
    parts = _article(sheet, writer, attributes(own), payload)
    return Written(joined(parts).encode(), addresses.notes(brief))


def write_sheet(sheet: Sheet, theme: Theme, payload: bytes | None = None) -> bytes:
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


def _style(sheet: Sheet, theme: Theme) -> Markup:
    shared = _shared_style(theme, sheet.page, sheet.language, sheet.direction)
    written = script(sheet.language)
    own = banner_css(PageEnds.of(sheet, on_screen(theme, written), running_title=False))
    # A screen shows tables of any width.
    tables = table_css(sheet, theme, table_layouts(sheet, theme, all_must_fit=False))
    own += f"@media print{{{tables}}}" if tables else ""
    return joined([shared, style(own)]) if own else shared


@cached(64)
def _shared_style(theme: Theme, number: str, language: str, runs: Direction) -> Markup:
    written = script(language)
    look = on_screen(theme, written)
    paper = page_css(look, runs) + number_css(PageEnds(look, language, runs, number))
    return style(f"\n{theme_css(look, written)}\n{paper}\n")


def page(sheet: Sheet, theme: Theme) -> str:
    """Return a sheet as the text of a page without style, linked data or payload.

    Args:
        sheet: What is seen.
        theme: Whose page it is.
    """
    # In a PDF, each id would be the name of a place.
    return joined(_page(sheet, theme, Markup(""), None, None, marks_said=False))


@cached(64)
def _room(theme: Theme, language: str) -> FigureRoom:
    return figure_room(theme, script(language))


def _page(
    sheet: Sheet,
    theme: Theme,
    look: Markup,
    linked: bytes | None,
    payload: bytes | None,
    *,
    marks_said: bool = True,
) -> list[Markup]:
    room = _room(theme, sheet.language)
    blocks = BlockWriter(
        room,
        marks_said=marks_said and bool(sheet.said),
        language=sheet.language,
        odd_words=odd_words_of(sheet.blocks),
    )
    escaped = None if payload is None else escape_json(payload)
    head = [
        Markup("<!DOCTYPE html>\n"),
        opening("html", attributes({"lang": sheet.language, "dir": sheet.direction})),
        Markup('\n<head>\n<meta charset="utf-8">\n'),
        _LOAD_POLICY_META,
        meta("http-equiv", _CSP, _script_policy(linked, escaped)),
        _VIEWPORT,
        line("title", text(sheet.title)),
    ]
    if sheet.url:
        canonical = attributes({"rel": "canonical", "href": sheet.url})
        head += [opening("link", canonical), Markup("\n")]
    head += [meta("name", name, content) for name, content in _metadata(sheet)]
    head += [meta("property", name, content) for name, content in _open_graph(sheet, theme)]
    if linked is not None:
        head.append(data_block(linked, {"type": "application/ld+json"}))
    head += [look, Markup("</head>\n<body>\n")]
    if theme.has_masthead:
        head.append(_masthead(theme, sheet.language))
    body = [Markup("<main>\n"), *_article(sheet, blocks, blocks.named(BRIEF_CLASS))]
    body.append(Markup("</main>\n"))
    if escaped is not None:
        body.append(data_block(escaped, {"type": "application/json", "id": PAYLOAD_ID}))
    return [*head, *body, Markup("</body>\n</html>\n")]


def _article(
    sheet: Sheet, writer: BlockWriter, has: Markup, payload: bytes | None = None
) -> list[Markup]:
    """Return the article, with its banner inside: who takes it out of the page takes the marking along."""
    prefix, banner = writer.prefix, writer.write_runs(sheet.banner)
    written = [opening("article", has), Markup("\n")]
    if banner:
        written.append(line("p", banner, writer.named("banner")))
    written += [Markup("<header>\n"), *writer.write_blocks(sheet)]
    if banner:
        written.append(line("p", banner, attributes({"class": f"{prefix}banner {prefix}foot"})))
    if payload is not None:
        names = {"type": "application/json", "id": prefix + PAYLOAD_ID}
        written.append(data_block(payload, names))
    return [*written, Markup("</article>\n")]


@cached(64)
def _masthead(theme: Theme, language: str) -> Markup:
    """Return the masthead: the publisher's logo and name."""
    parts = []
    if theme.logo:
        blocks = BlockWriter(_room(theme, language))
        logo = blocks.image_attributes(theme.logo, theme.logo_alt(language))
        parts.append(opening("img", joined([attributes({"class": "logo"}), logo])))
    if theme.publisher:
        parts.append(element("span", text(theme.publisher), attributes({"dir": "auto"})))
    return line("header", joined(parts), attributes({"class": "masthead"}))


def _script_policy(*blocks: bytes | None) -> str:
    """Return the Content Security Policy of what runs in a page with these data blocks.

    Browsers need no leave to skip data, but checkers take each block for a script. Its hash allows that very
    block and nothing else (CSP 3, 8.3), and JSON, were it run, does nothing.
    """
    hashes = [f"'sha256-{b64encode(sha256(block).digest()).decode()}'" for block in blocks if block]
    return _SCRIPT_POLICY.format(" ".join(hashes) or "'none'")


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


def _open_graph(sheet: Sheet, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield the Open Graph properties: what a link to the page shows where it is shared; no topics, nobody sees them."""
    yield "og:type", "article"
    yield "og:title", sheet.title
    if sheet.url:
        yield "og:url", sheet.url
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


def _locale(language: str) -> str:
    """Return a language as Open Graph writes it, "en_GB"; "" where it names no country, for none is made up."""
    found = _WITH_COUNTRY.match(language)
    return f"{found['language']}_{found['country']}" if found else ""
