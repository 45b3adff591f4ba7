"""Article: the elements of a web page that a brief is read from, found by briefkit's own rules or by trafilatura."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.formats.format import MainText
from briefkit.formats.html.reading.boilerplate import remove_boilerplate, remove_links
from briefkit.formats.html.reading.elements import ENDS_LINE, NOT_RENDERED
from briefkit.formats.html.reading.kept_by_trafilatura import lines_of_trafilatura
from briefkit.formats.html.reading.kept_lines import kept_lines
from briefkit.formats.html.reading.main_content import (
    kicker,
    lead_paragraphs,
    main_content,
    mark_standfirst,
)
from briefkit.formats.html.reading.metadata import PageMetadata
from briefkit.formats.html.reading.page_title import (
    mark_title,
    remove_site_names,
    title_heading,
)
from briefkit.formats.html.reading.text_lines import (
    TextLine,
    elements_around,
    remove_lines,
    text_lines,
)
from briefkit.formats.html.reading.text_weights import visible_text
from briefkit.notes import Code, Notes


@frozen(eq=False)
class Article:
    """Article of a web page.

    Attributes:
        main: The element that holds it.
        apart: What of it stands before that: the line over the title, the title, the standfirst.
    """

    main: HtmlElement
    apart: Sequence[HtmlElement] = ()

    @property
    def elements(self) -> list[HtmlElement]:
        """The elements that hold all of it, in order."""
        return [*self.apart, self.main]


def find_article(
    root: HtmlElement, metadata: PageMetadata, language: str, main_text: MainText, notes: Notes
) -> Article:
    """Return the article of a page.

    Args:
        root: The page; what is around the article is taken out of it.
        metadata: What the page says of itself.
        language: Its language, in BCP 47.
        main_text: What finds the article.
        notes: Gets what found it, and the words that were left out.

    Raises:
        MissingLibraryError: trafilatura is to find it, and is not installed.
    """
    match main_text:
        case "own":
            notes.add(Code.MAIN_TEXT_FOUND, "The article was found by briefkit's own rules.")
        case "trafilatura":
            article = _by_trafilatura(root, metadata, language, notes)
            if article is not None:
                return article
            message = "trafilatura found no article; briefkit's own rules were taken."
            notes.add(Code.MAIN_TEXT_FOUND, message)
        case _:
            assert_never(main_text)
    return _by_own_rules(root, metadata, language, notes)


def _by_own_rules(
    root: HtmlElement, metadata: PageMetadata, language: str, notes: Notes
) -> Article:
    notes.extend(remove_boilerplate(root, language))
    main = main_content(root, language)
    title = title_heading(root, main, metadata)
    notes.extend(remove_site_names(root, title, metadata))
    mark_title(root, title)
    leads = lead_paragraphs(root, main, title, language)
    mark_standfirst(leads)
    over = kicker(main, title)
    if over is not None and visible_text(over) in metadata.sites:
        over = None
    before = (over, title, *leads)
    apart = [one for one in before if one is not None and main not in one.iterancestors()]
    notes.extend(remove_links(main, language))
    return Article(main, apart)


def _by_trafilatura(
    root: HtmlElement, metadata: PageMetadata, language: str, notes: Notes
) -> Article | None:
    """Return the article of a page by what trafilatura keeps of it; None where it keeps nothing that is there."""
    kept = lines_of_trafilatura(root)
    body = root.find("body")
    body = root if body is None else body
    spared = elements_around(kept_lines(_lines(body), kept))
    if not spared:
        return None
    notes.add(Code.MAIN_TEXT_FOUND, "The article was found by trafilatura.")
    title = title_heading(root, body, metadata)
    mark_title(root, title)
    around_title = () if title is None else (title, *title.iterancestors())
    notes.extend(remove_boilerplate(root, language, spared.union(around_title)))
    lines = _lines(body)
    stay = {*kept_lines(lines, kept), *(one for one in lines if title in one.around)}
    gone = [one for one in lines if one not in stay]
    if gone:
        words = " ".join(one.text for one in gone)
        notes.add(Code.OUTSIDE_DROPPED, "Left out words that trafilatura does not keep.", words)
    remove_lines(gone, stay)
    return Article(body)


def _lines(body: HtmlElement) -> list[TextLine]:
    return list(text_lines(body, ENDS_LINE, NOT_RENDERED))
