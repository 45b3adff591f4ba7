"""Figure marks: pictures with words under them that a page marks by classes alone, made the figures of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from briefkit.formats.html.page_names import CREDIT_CLASS
from briefkit.formats.html.reading.inline_reader import classes
from briefkit.formats.html.reading.page_pictures import PagePictures
from briefkit.formats.html.reading.text_weights import TextWeights, text_weights, visible_text
from briefkit.lexicons import FALLBACK
from briefkit.notes import Code, Notes

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_CAPTION = frozenset(["caption", "captions", "legend"])
_CREDIT = frozenset(["credit", "credits", "copyright", "photographer", "attribution"])
_MAY_BE_CAPTION = ("p", "div", "span", "small", "dd", "em", "i", "figcaption")
_SET_APART = ("small", "em", "i")  # within the paragraph of a picture, without a class
_FRAMES = ("div", "p", "dl", "span", "li", "section", "aside", "center")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEVELS = 3  # of elements from a caption, or a picture, to what is around both
_AROUND_ICONS = ("a", "button", "header", "nav", "footer", "aside")
_LONGEST = 600  # characters of a caption


def mark_figures(root: HtmlElement, pictures: PagePictures, notes: Notes) -> list[HtmlElement]:
    """Make figures of pictures and their captions, and name the credits in them; in the tree itself.

    What a page says of pictures that are elsewhere stays as it is. Returns the pictures that can be had.

    Args:
        root: The page.
        pictures: The pictures of the page.
        notes: Gets the words of drawings, which are not read.
    """
    for caption in root.iter("figcaption", "caption"):
        for heading in list(caption.iter(*_HEADINGS)):
            heading.tag = "p"
    _remove_repeated(root)
    _tell_drawings(root, notes)
    held = [one for one in root.iter("img") if pictures.has(one)]
    if not held:
        return []
    weights = text_weights(root, FALLBACK)
    around = {one for picture in held for one in islice(picture.iterancestors(), _LEVELS)}
    for caption in list(root.iter(*_MAY_BE_CAPTION)):
        named = caption.get("class") and _is_named(caption, _CAPTION)
        if caption not in around and (named or caption.tag in _SET_APART):
            frame = _frame(caption, around, weights)
            if frame is not None:
                frame.tag, caption.tag = "figure", "figcaption"
    for figure in {one for picture in held for one in picture.iterancestors("figure")}:
        _name_credits(figure)
    return held


def _remove_repeated(root: HtmlElement) -> None:
    """Remove the picture for readers without scripts where the one for all others stands beside it."""
    for element in list(root.iter("noscript")):
        before = element.getprevious()
        beside = before is not None and next(before.iter("img"), None) is not None
        if beside and next(element.iter("img"), None) is not None and not visible_text(element):
            element.drop_tree()


def _tell_drawings(root: HtmlElement, notes: Notes) -> None:
    """Tell the words in drawings (SVG), and in figures their names; others without words are icons."""
    for drawing in root.iter("svg"):
        if next(drawing.iterancestors("svg", *_AROUND_ICONS), None) is not None:
            continue
        parts = ["text", "tspan"]
        said = []
        if next(drawing.iterancestors("figure"), None) is not None:
            parts += ["title", "desc"]
            said.append(drawing.get("aria-label") or "")
        said += [part.text or "" for part in drawing.iter(*parts)]
        words = " ".join(" ".join(said).split())
        if words:
            message = "A drawing (SVG) of the page is not taken over."
            notes.add(Code.PICTURE_DROPPED, message, words, drawing.sourceline)


def _frame(
    caption: HtmlElement, around: set[HtmlElement], weights: TextWeights
) -> HtmlElement | None:
    """Return the element around a picture and its caption alone; None where it holds more, or is a figure already."""
    words = weights.shown[caption]
    if not 0 < words <= _LONGEST or next(caption.iterancestors("figure"), None) is not None:
        return None
    for frame in islice(caption.iterancestors(), _LEVELS):
        if frame.tag not in _FRAMES or weights.shown[frame] != words:
            return None
        if frame in around:
            return frame
    return None


def _name_credits(figure: HtmlElement) -> None:
    """Give the elements of a figure no class but that of a credit, so that none of it is taken for boilerplate."""
    for element in figure.iter():
        if not isinstance(element.tag, str) or element.tag == "img":
            continue
        is_credit = element is not figure and _is_named(element, _CREDIT)
        for name in ("class", "id"):
            element.attrib.pop(name, None)
        if is_credit and next(element.iterancestors("span"), figure).get("class") != CREDIT_CLASS:
            element.tag = "span"
            element.set("class", CREDIT_CLASS)


def _is_named(element: HtmlElement, words: frozenset[str]) -> bool:
    """Whether a class of an element has one of some words."""
    return any(not words.isdisjoint(_words_of(name)) for name in classes(element))


def _words_of(name: str) -> Iterator[str]:
    return (word.lower() for word in _WORD.findall(name))
