"""Headers and footers of a Word document: their banners, and what other words stand in them (ECMA-376 Part 1, 17.10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import TypeAlias

from attrs import evolve, frozen
from lxml.etree import _Element

from briefkit.formats.docx.opc import Package, open_package, related_part
from briefkit.formats.docx.part_names import DOCUMENT, SETTINGS
from briefkit.formats.docx.reading.body_reader import BodyReader, Paragraph, paragraphs_in
from briefkit.formats.docx.reading.content_controls import remove_placeholders
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.styles_reader import Styles
from briefkit.formats.docx.reading.text_normalisation import collapse_spaces
from briefkit.formats.docx.style_names import BANNER, MASTHEAD
from briefkit.formats.docx.wordprocessingml import R, W, is_on
from briefkit.layout.fingerprint import join_runs
from briefkit.lower.generated_runs import runs_text
from briefkit.notes import Code, Reading
from briefkit.reconcile.page_banners import (
    AgreedBanner,
    Banner,
    agreed_banner,
    banner_among,
    joined_banner,
    read_banner,
    typed_banner,
)
from briefkit.reconcile.page_words import notes_on_page_words, without_running_words
from briefkit.release_check import is_above

_BANNER, _MASTHEAD = BANNER.lower(), MASTHEAD.lower()
_KINDS = ("header", "footer")

#: The words of each paragraph that the theme has on pages; None where that is not known.
Letterhead: TypeAlias = "Set[str] | None"


@frozen
class HeadersFooters:
    """What the headers and footers of a document show.

    Attributes:
        banner: The banner that they agree on.
        words: The words of each paragraph that is neither a banner nor the theme's.
    """

    banner: AgreedBanner
    words: tuple[str, ...]


def read_headers_footers(
    body: _Element,
    context: ReadContext,
    language: str,
    letterhead: Letterhead,
    title: str = "",
    *,
    foreign: bool = False,
) -> HeadersFooters:
    """Return what the headers and footers that pages show say.

    Args:
        body: The body element.
        context: The context of the document; it counts the tracked changes of headers and footers too.
        language: The language of the document.
        letterhead: The words of each paragraph that the theme has on pages; None where that is not known.
        title: The title of the document, which runs on, and is no banner whatever it says.
        foreign: Whether briefkit did not write the document: then facts stand among other words, and in fields.
    """
    read_typed = banner_among if foreign else typed_banner
    banners: list[Banner] = []
    words: list[str] = []
    for root, name in _distinct(_shown_parts(body, context), context.package):
        own = _own_context(context, name, computes_fields=not foreign)
        paragraphs = [*_paragraphs(root, own)]
        context.change_count += own.change_count
        banner, others = _read_part(paragraphs, language, letterhead, title, read_typed)
        words += others
        if foreign:
            _note_pictures(paragraphs, context)
        # A part without words is one that a program made; other houses mark one end of a page.
        marked = others or any(one.style.name == _BANNER for one in paragraphs)
        if banner.facts or (marked and not foreign):
            banners.append(banner)
    return HeadersFooters(agreed_banner(banners, language, complete=not foreign), tuple(words))


def with_headers_footers(reading: Reading, pages: HeadersFooters) -> Reading:
    """Return the reading of a document that briefkit did not write, with what its headers and footers say.

    Args:
        reading: What was read from the text.
        pages: The headers and footers.
    """
    brief, facts = reading.brief, dict(pages.banner.facts)
    if brief.marking and not ("marking" in facts and is_above(facts["marking"], brief.marking)):
        facts.pop("marking", None)
    others = without_running_words(pages.words, [brief.title.plain], [brief.language])
    notes = [
        *(one for one in reading.notes if "status" not in facts or one.code != Code.STATUS_ASSUMED),
        *pages.banner.notes,
        *notes_on_page_words(others),
    ]
    return evolve(reading, brief=evolve(brief, **facts), notes=tuple(notes))


def _note_pictures(paragraphs: Iterable[Paragraph], context: ReadContext) -> None:
    """Note the pictures of a header or a footer, as logos."""
    for picture in (picture for one in paragraphs for picture in one.content.pictures):
        message = "Left out: a picture in a header or a footer."
        context.notes.add(Code.BOILERPLATE_DROPPED, message, picture.alt)


def letterhead_of(data: bytes) -> tuple[str, ...]:
    """Return the words of each paragraph in the headers and footers of a Word document that is a template."""
    package = open_package(data)
    name = related_part(package.relationships(""), "officeDocument", DOCUMENT)
    relationships = package.relationships(name)
    context = ReadContext(package, name, relationships, Styles())
    parts = (one.target for one in relationships.values() if one.kind in _KINDS)
    return tuple(
        words
        for root, part in _distinct(parts, package)
        for paragraph in _paragraphs(root, _own_context(context, part, computes_fields=True))
        for words in _words(paragraph)
    )


# Parts


def _shown_parts(body: _Element, context: ReadContext) -> list[str]:
    """Names of the headers that pages show, and of the footers; a section has those of the one before (17.10.1)."""
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    there: dict[tuple[str, str], str] = {}
    for section in body.iter(f"{W}sectPr"):
        parent = section.getparent()
        if parent is not None and parent.tag == f"{W}sectPrChange":
            continue
        for kind in _KINDS:
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                target = context.relationships.get(reference.get(f"{R}id", ""))
                if target is not None and not target.external:
                    there[kind, reference.get(f"{W}type", "default")] = target.target
        types = ["default"]
        if is_on(section.find(f"{W}titlePg")):
            types.append("first")
        if any(of == "even" for _, of in there) and _has_even_pages(context):
            types.append("even")
        for kind in _KINDS:
            found[kind] += [there[kind, of] for of in types if (kind, of) in there]
    return [name for names in found.values() for name in dict.fromkeys(names)]


def _has_even_pages(context: ReadContext) -> bool:
    settings = context.package.parse(related_part(context.relationships, "settings", SETTINGS))
    return settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))


def _distinct(names: Iterable[str], package: Package) -> Iterator[tuple[_Element, str]]:
    """Root elements of parts, each with its name; of parts that are the same, the first."""
    known: set[bytes] = set()
    for name in names:
        data = package.read(name)
        if data is None or data in known:
            continue
        known.add(data)
        root = package.parse_data(data, name)
        remove_placeholders(root)
        yield root, name


def _own_context(context: ReadContext, name: str, *, computes_fields: bool) -> ReadContext:
    """Context of a header or a footer, whose relationships are its own."""
    package = context.package
    return ReadContext(
        package,
        name,
        package.relationships(name),
        context.styles,
        context.changes,
        computes_fields=computes_fields,
    )


# Words


def _paragraphs(root: _Element, context: ReadContext) -> Iterator[Paragraph]:
    return paragraphs_in(BodyReader(context).read(root))


def _read_part(
    paragraphs: Iterable[Paragraph],
    language: str,
    letterhead: Letterhead,
    title: str,
    read_typed: Callable[[str, str], Banner | None],
) -> tuple[Banner, list[str]]:
    """Return the banner of a part, and the words of each paragraph that is neither a banner nor the theme's."""
    banners: list[Banner] = []
    others: list[str] = []
    for one in paragraphs:
        if one.style.name == _BANNER:
            banners.append(read_banner(join_runs(collapse_spaces(one.content.runs)), language))
            continue
        for words in _words(one):
            if one.style.name == _MASTHEAD if letterhead is None else words in letterhead:
                continue
            runs_on = not [*without_running_words([words], [title], [language])]
            typed = None if runs_on else read_typed(words, language)
            if typed is None:
                others.append(words)
            else:
                banners.append(typed)
    return joined_banner(banners, language), others


def _words(paragraph: Paragraph) -> list[str]:
    """Words of a paragraph, and those of each text box in it."""
    content = paragraph.content
    found = (runs_text(content.runs), *content.text_boxes)
    return [words for one in found if (words := " ".join(one.split()))]
