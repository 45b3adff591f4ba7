"""Article: the elements of a web page that a brief is read from, found by briefkit's own rules or by trafilatura."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.formats.format import MainText
from briefkit.formats.html.reading.boilerplate import remove_boilerplate, remove_links
from briefkit.formats.html.reading.elements import NOT_RENDERED, STANDS_APART
from briefkit.formats.html.reading.kept_by_trafilatura import lines_of_trafilatura
from briefkit.formats.html.reading.kept_lines import kept_lines
from briefkit.formats.html.reading.main_content import kicker, lead_paragraphs, main_content
from briefkit.formats.html.reading.text_lines import (
    TextLine,
    elements_around,
    remove_lines,
    text_lines,
)
from briefkit.notes import Code, Notes

_ENDS_LINE = STANDS_APART - {"br"}


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


def find_article(root: HtmlElement, language: str, main_text: MainText, notes: Notes) -> Article:
    """Return the article of a page.

    Args:
        root: The page; what is around the article is taken out of it.
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
            article = _by_trafilatura(root, language, notes)
            if article is not None:
                return article
            message = "trafilatura found no article; briefkit's own rules were taken."
            notes.add(Code.MAIN_TEXT_FOUND, message)
        case _:
            assert_never(main_text)
    return _by_own_rules(root, language, notes)


def _by_own_rules(root: HtmlElement, language: str, notes: Notes) -> Article:
    notes.extend(remove_boilerplate(root, language))
    main = main_content(root, language)
    title = _title(root, main)
    before = (kicker(main, title), title, *lead_paragraphs(root, main, title, language))
    apart = [one for one in before if one is not None and main not in one.iterancestors()]
    notes.extend(remove_links(main, language))
    return Article(main, apart)


def _title(root: HtmlElement, main: HtmlElement) -> HtmlElement | None:
    """Return the heading of the article: the first `h1` in it, else the only one of the page."""
    inside, everywhere = list(main.iter("h1")), list(root.iter("h1"))
    if inside:
        return inside[0]
    return everywhere[0] if len(everywhere) == 1 else None


def _by_trafilatura(root: HtmlElement, language: str, notes: Notes) -> Article | None:
    """Return the article of a page by what trafilatura keeps of it; None where it keeps nothing that is there."""
    kept = lines_of_trafilatura(root)
    body = root.find("body")
    body = root if body is None else body
    spared = elements_around(kept_lines(_lines(body), kept))
    if not spared:
        return None
    notes.add(Code.MAIN_TEXT_FOUND, "The article was found by trafilatura.")
    title = _spared_title(root, spared)
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


def _spared_title(root: HtmlElement, spared: set[HtmlElement]) -> HtmlElement | None:
    """Return the heading of the article: the first `h1` that is kept, else the only one of the page."""
    found = list(root.iter("h1"))
    kept = [one for one in found if one in spared]
    return next(iter(kept or (found if len(found) == 1 else ())), None)


def _lines(body: HtmlElement) -> list[TextLine]:
    return list(text_lines(body, _ENDS_LINE, NOT_RENDERED))
