"""HTML reader: a page of briefkit's own becomes the sheet that it shows; any other is read as a web page."""

from __future__ import annotations

from functools import partial

from attrs import evolve
from lxml.html import HtmlElement

from briefkit.formats.format import READ_DEFAULTS, ReadOptions
from briefkit.formats.html.page_names import PAYLOAD_ID
from briefkit.formats.html.payload_block import unescape_json
from briefkit.formats.html.reading.block_reader import read_blocks
from briefkit.formats.html.reading.block_runs import paragraphs_in
from briefkit.formats.html.reading.foreign_page import read_web_page
from briefkit.formats.html.reading.fragment import own_page
from briefkit.formats.html.reading.inline_reader import classes
from briefkit.formats.html.reading.marked_changes import settle_changes
from briefkit.formats.html.reading.page_language import language_of, page_language
from briefkit.formats.html.reading.parsing import parse_html, parse_page
from briefkit.formats.html.reading.unstyled_page import read_unstyled_page
from briefkit.formats.html.reading.visible_lines import visible_lines
from briefkit.language.direction import direction_of
from briefkit.layout import Direction, Heading, LayoutBlock, Para, Role, Sheet
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.model.string_rules import check_language
from briefkit.notes import Code, Notes, Reading
from briefkit.reconcile.lost_payload import (
    GENERATOR,
    has_house_dateline,
    with_payload_gone,
)
from briefkit.reconcile.page_banners import AgreedBanner, Banner, agreed_banner, read_banner
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.reading_back import reconcile, with_base_other


def read(data: bytes, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Read a brief from a page.

    Args:
        data: The page, as it was written, as a browser saved it, or as anybody else wrote it.
        options: The language; of a page of briefkit's own, only where it names none.

    Raises:
        ReadError: No page, no words in it, no title, or one that is too large or nests too deep.
        ModelError: The language is no BCP 47 tag.
        MissingLibraryError: trafilatura is to find the article, and is not installed.
    """
    notes = Notes()
    root = parse_page(data, notes)
    settle_changes(root, options.changes, notes)
    own = own_page(root, notes)
    if own is not None:
        return reconcile(_parsed(own, options.language or language_of(root), notes), options.base)
    edit = options.base and read_unstyled_page(root, options.base, language_of(root), notes)
    if edit:
        return edit
    language = options.language or page_language(root)
    is_own = _lost_its_classes(root, language or FALLBACK)
    reading = read_web_page(
        root, language, notes, options.recogniser, options.main_text, options.folder
    )
    reading = with_payload_gone(reading) if is_own else reading
    return with_base_other(reading) if options.base else reading


def _lost_its_classes(root: HtmlElement, language: str) -> bool:
    """Whether a page without an article of briefkit's was one once."""
    generators = (one.get("content") for one in root.iter("meta") if one.get("name") == "generator")
    lines = (" ".join(one.text_content().split()) for one in root.iter("p"))
    return GENERATOR in generators or has_house_dateline(lines, language)


def parse(data: bytes, language: str | None = None) -> ParsedFile:
    """Parse a page as briefkit's own: its blocks by the classes of their elements, and its payload.

    Args:
        data: The page.
        language: Its language, in BCP 47, where the page does not say.

    Raises:
        ReadError: No page, no words in it, or one that is too large or nests too deep.
        ModelError: The language is no BCP 47 tag.
    """
    notes = Notes()
    root = parse_html(data, notes)
    own = own_page(root, notes)
    return _parsed(root if own is None else own, language, notes)


def _parsed(root: HtmlElement, language: str | None, notes: Notes) -> ParsedFile:
    payload = _payload(root)
    spoken = language_of(root) or language
    if spoken is None:
        notes.add(Code.LANGUAGE_ASSUMED, "The page names no language; English was assumed.")
        spoken = FALLBACK
    spoken = check_language(spoken, "language")
    for masthead in list(root.iter("header")):
        if "masthead" in classes(masthead):  # the theme's, not the brief's
            masthead.drop_tree()
    read = read_blocks([root], True, notes)
    banner, blocks = _without_banners(_with_title(read), spoken)
    title = next(
        (words for block in blocks for words in paragraphs_in(block) if is_title(block)), ()
    )
    sheet = Sheet(
        title="".join(run.span.text for run in title if run.role is None),
        language=spoken,
        direction=_direction(root) or direction_of(spoken),
        banner=banner.runs,
        blocks=tuple(blocks),
        page=lexicon(spoken).labels["page"],
    )
    return ParsedFile(
        sheet, payload, (*notes, *banner.notes), lines=partial(visible_lines, root, read)
    )


def _payload(root: HtmlElement) -> bytes | None:
    found = next((one for one in root.iter("script") if one.get("id") == PAYLOAD_ID), None)
    return None if found is None else unescape_json(found.text or "")


def _direction(root: HtmlElement) -> Direction | None:
    match (root.get("dir") or "").lower():
        case "ltr":
            return "ltr"
        case "rtl":
            return "rtl"
        case _:
            return None


def is_title(block: LayoutBlock) -> bool:
    """Whether a block is the title."""
    return isinstance(block, Heading) and block.role is Role.TITLE


def _with_title(blocks: list[LayoutBlock]) -> list[LayoutBlock]:
    """Make a heading of level 1 that somebody added the title, where there is no other."""
    titled = any(map(is_title, blocks))
    found: list[LayoutBlock] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and not is_title(block):
            block = evolve(block, role=block.role if titled else Role.TITLE, level=1 + titled)
            titled = True
        found.append(block)
    return found


def _without_banners(
    blocks: list[LayoutBlock], language: str
) -> tuple[AgreedBanner, list[LayoutBlock]]:
    """Take the banners at the head and the foot out of the blocks; one without a fact is a paragraph."""
    banners: list[Banner] = []
    rest: list[LayoutBlock] = []
    for block in blocks:
        if isinstance(block, Para) and block.role is Role.BANNER:
            banner = read_banner(block.runs, language)
            if banner.facts:
                banners.append(banner)
                continue
            block = evolve(block, role=Role.PARAGRAPH, anchor="")
        rest.append(block)
    return agreed_banner(banners, language), rest
