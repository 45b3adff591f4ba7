"""Boilerplate: what stands around the article of a web page (navigation, notices, forms, footers), in whole blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import takewhile

from lxml.html import HtmlElement

from briefkit.formats.html.reading.boilerplate_names import (
    BESIDE,
    CAPTION,
    FOOTER,
    FORM,
    HEADER,
    NAVIGATION,
    NOTICE,
    SURE,
    kind_by_name,
    kind_of_teaser,
)
from briefkit.formats.html.reading.elements import ENDS_LINE, NOT_RENDERED, is_hidden, take_out
from briefkit.formats.html.reading.text_lines import TextLine, remove_lines, text_lines
from briefkit.formats.html.reading.text_weights import TextWeights, text_weights, visible_text
from briefkit.notes import Code, Note, note
from briefkit.recognise.recogniser import recogniser_for

_LINKS, _HIDDEN = "links to other pages", "words that are not shown"
_KIND_OF_TAG: Mapping[str, str] = {
    "nav": NAVIGATION,
    "aside": BESIDE,
    "form": FORM,
    "button": FORM,
    "dialog": NOTICE,
}
_KIND_OF_ARIA_ROLE: Mapping[str, str] = {
    "navigation": NAVIGATION,
    "banner": HEADER,
    "contentinfo": FOOTER,
    "complementary": BESIDE,
    "search": FORM,
    "dialog": NOTICE,
    "alertdialog": NOTICE,
}


_NEVER_BOILERPLATE = frozenset(
    ("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6")
)
_MOST = 0.3  # of the page's running text; no element with more is boilerplate by its name
_MOST_OF_SURE = 0.75  # likewise, where its name leaves no doubt
_MOST_OF_LINKS = 0.6  # of the page's running text, where an element is mostly links
_TRUST = (
    0.7  # of its running text, in what else is left, for neighbours of one kind to be boilerplate
)
_TRUST_SURE = 0.1  # likewise, where its name leaves no doubt
_MOST_TRIES = 3
_MOST_WITHOUT_RUNNING_TEXT = 0.5  # of all text, where the page has no running text
_LINKED = 0.4  # of an element's text, in links, for it to be mostly links
_ONLY_LINKS = 0.8
_LONGEST_LINKS = 3_000  # characters
_FEWEST_OF_SENTENCE = 4  # words
_FEWEST_UNSPACED = 10  # characters, in a script without spaces
_ENDS = tuple('.!?…:;。！？؟।"”»')
_ENDS_LABEL = (":", "：")
_LONGEST_LABEL = 80  # characters
_LINK_BLOCKS = ("ul", "ol", "div", "section", "table", "dl", "p", "menu")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def remove_boilerplate(
    root: HtmlElement, language: str, spared: Set[HtmlElement] = frozenset()
) -> list[Note]:
    """Take the boilerplate out of a page; return one note for each kind.

    Args:
        root: The page.
        language: Its language, in BCP 47.
        spared: Elements that are known to be none.
    """
    _open_noscript(root, language)
    for element in list(root.iter(*NOT_RENDERED)):
        if element.tag not in ("head", "title") and element.getparent() is not None:
            element.drop_tree()
    weights = text_weights(root, language)
    known = set(spared)
    left = _boilerplate(root, language, weights, known)
    for _ in range(_MOST_TRIES):
        misjudged = _misjudged(root, left, weights)
        if not misjudged:
            break
        known.update(misjudged)
        left = _boilerplate(root, language, weights, known)
    return [_remove(kind, elements) for kind, elements in left.items()]


def _open_noscript(root: HtmlElement, language: str) -> None:
    """Show what browsers without scripts show, where that is most of the page."""
    shown = text_weights(root, language).shown[root]
    for element in list(root.iter("noscript")):
        if len(visible_text(element)) > shown:
            element.drop_tag()


def _boilerplate(
    root: HtmlElement,
    language: str,
    weights: TextWeights,
    spared: Set[HtmlElement],
) -> dict[str, list[HtmlElement]]:
    """Return the outermost elements that are boilerplate, by their kind."""
    titled = {one for title in root.iter("h1") for one in (title, *title.iterancestors())}
    left: dict[str, list[HtmlElement]] = {}
    gone: set[HtmlElement] = set()
    last = _last_running_text(root, weights)
    for place, element in enumerate(root.iter()):
        if element.getparent() in gone:
            gone.add(element)
            continue
        kind = _kind(element, weights)
        if not kind or element in spared:
            continue
        if place > last and _is_related(element, language):
            continue
        if _may_go(element, root, weights, titled, kind):
            gone.add(element)
            left.setdefault(kind, []).append(element)
    return left


def _misjudged(
    root: HtmlElement, left: Mapping[str, Sequence[HtmlElement]], weights: TextWeights
) -> set[HtmlElement]:
    """Return what must be the article, for hardly any running text is left without it: neighbours of one kind."""
    rest = weights.running[root]
    groups: dict[tuple[str, HtmlElement | None], list[HtmlElement]] = {}
    for kind, elements in left.items():
        for element in elements:
            rest -= weights.running[element]
            groups.setdefault((kind, element.getparent()), []).append(element)
    most = 0.0
    biggest: set[HtmlElement] = set()
    for (kind, parent), elements in groups.items():
        trust = 0 if kind == _HIDDEN else _TRUST_SURE if kind in SURE else _TRUST
        weight = trust * sum(weights.running[one] for one in elements)
        if weight > max(most, rest):
            most = weight
            around = [] if parent is None else [parent, *parent.iterancestors()]
            biggest = {*elements, *around, *_of_kind(elements, kind, weights)}
    return biggest


def _of_kind(
    elements: Iterable[HtmlElement], kind: str, weights: TextWeights
) -> Iterator[HtmlElement]:
    """Yield the elements within others that would be of the same kind."""
    for element in elements:
        yield from (one for one in element.iter() if _kind(one, weights) == kind)


def _last_running_text(root: HtmlElement, weights: TextWeights) -> int:
    """Return the place of the last paragraph of running text that is not in boilerplate by its name."""
    last = 0
    within: set[HtmlElement] = set()
    for place, element in enumerate(root.iter()):
        if element.getparent() in within or _kind(element, weights):
            within.add(element)
        elif weights.running[element]:
            last = place
    return last


def remove_links(main: HtmlElement, language: str) -> list[Note]:
    """Take blocks that are nothing but links out of an article, and headings at its end over nothing.

    The list below a heading of related articles or sources stays.
    """
    weights = text_weights(main, language)
    left: list[HtmlElement] = []
    gone: set[HtmlElement] = set()
    listed: set[HtmlElement] = set()
    for element in main.iter(*_LINK_BLOCKS):
        if element is main or not gone.isdisjoint(element.iterancestors()):
            continue
        only_links = weights.is_linked(element, _ONLY_LINKS)
        if not only_links or weights.shown[element] >= _LONGEST_LINKS:
            continue
        if _is_listed(element, listed, language):
            listed.update(element.iter())
        else:
            gone.add(element)
            left += [*_heading_over(element, gone), element]
    found = [_remove(_LINKS, left)] if left else []
    return [*found, *_remove_over_nothing(main)]


def _heading_over(element: HtmlElement, gone: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the heading right over a block that goes, which would stand over the text behind it."""
    before = element.getprevious()
    if before is not None and before.tag in _HEADINGS and not (before.tail or "").strip():
        gone.add(before)
        yield before


def _remove_over_nothing(main: HtmlElement) -> Iterator[Note]:
    """Take out headings and labels behind the last words and pictures of an article; yield a note on them."""
    lines = list(text_lines(main, ENDS_LINE, NOT_RENDERED))
    places = {element: place for place, element in enumerate(main.iter())}
    pictures = (one for one in main.iter("img") if next(one.iterancestors("a"), None) is None)
    last = max((places[one] for one in pictures), default=-1)
    over: list[TextLine] = []
    while lines and places[lines[-1].within] > last and _stands_over(lines[-1], main):
        over.append(lines.pop())
    if over:
        words = " ".join(one.text for one in reversed(over))
        yield note(Code.BOILERPLATE_DROPPED, f"Left out: {_LINKS}.", words)
        remove_lines(over, lines)


def _stands_over(line: TextLine, main: HtmlElement) -> bool:
    """Whether a line is a heading, or a label as "More on this:", of what follows it."""
    headed = any(
        one.tag in _HEADINGS for one in takewhile(lambda one: one is not main, line.around)
    )
    return headed or (line.text.endswith(_ENDS_LABEL) and len(line.text) <= _LONGEST_LABEL)


def _remove(kind: str, elements: list[HtmlElement]) -> Note:
    words = " ".join(filter(None, map(visible_text, elements)))
    for element in elements:
        take_out(element)
    return note(Code.BOILERPLATE_DROPPED, f"Left out: {kind}.", words)


def _may_go(
    element: HtmlElement,
    root: HtmlElement,
    weights: TextWeights,
    titled: set[HtmlElement],
    kind: str,
) -> bool:
    """Whether an element is not too much of the page to be boilerplate."""
    if kind == _HIDDEN:
        return True
    all_running = weights.running[root]
    mostly_links = weights.is_linked(element, _LINKED)
    if element in titled and not mostly_links:
        return False
    if not all_running:
        return weights.shown[element] <= _MOST_WITHOUT_RUNNING_TEXT * weights.shown[root]
    most = _MOST_OF_SURE if kind in SURE else _MOST_OF_LINKS if mostly_links else _MOST
    return weights.running[element] <= most * all_running


def _kind(element: HtmlElement, weights: TextWeights) -> str | None:
    """Return the kind of boilerplate that an element is; None where it may belong to the article."""
    if element.tag in _NEVER_BOILERPLATE or not isinstance(element.tag, str):
        return None
    if element.attrib and is_hidden(element):
        return _HIDDEN
    if element.tag == "figcaption":
        within = any(one.tag == "figure" for one in element.iterancestors())
        return None if within else CAPTION
    kind = (
        _KIND_OF_TAG.get(element.tag)
        or _KIND_OF_ARIA_ROLE.get(element.get("role") or "")
        or _kind_of_edge(element, weights)
        or kind_by_name(element)
        or kind_of_teaser(element, weights)
    )
    return None if kind and _is_prose(element, weights) else kind


def _kind_of_edge(element: HtmlElement, weights: TextWeights) -> str | None:
    """Return the kind of a header or a footer; within an article, only a footer of links is boilerplate."""
    if element.tag not in ("header", "footer"):
        return None
    if element.tag == "footer":
        within = any(one.tag in ("article", "main") for one in element.iterancestors())
        return None if within and not weights.is_linked(element, _LINKED) else FOOTER
    within = any(one.tag in ("article", "main") for one in element.iterancestors())
    return None if within else HEADER


def _is_prose(element: HtmlElement, weights: TextWeights) -> bool:
    """Whether an element is a paragraph or an item of running text, whatever its class, or holds a quotation."""
    if element.tag in ("p", "li"):
        return not weights.is_linked(element, _LINKED) and _is_sentence(visible_text(element))
    return any(weights.running[one] for one in element.iter("blockquote"))


def _is_sentence(words: str) -> bool:
    spaces = words.count(" ")
    long = spaces + 1 >= _FEWEST_OF_SENTENCE if spaces else len(words) >= _FEWEST_UNSPACED
    return long and words.endswith(_ENDS)


def _is_related(element: HtmlElement, language: str) -> bool:
    """Whether a heading says that an element holds the related articles or the sources of a brief."""
    if not any(one.tag == "article" for one in element.iterancestors()):
        return False
    return _is_below_heading(element, language) or any(
        _names_links(heading, language) for heading in element.iter(*_HEADINGS)
    )


def _is_listed(element: HtmlElement, listed: set[HtmlElement], language: str) -> bool:
    """Whether a block of links stands below a heading of related articles or sources, or has one."""
    if element in listed or element.getprevious() in listed:
        return True
    return _is_below_heading(element, language) or _is_related(element, language)


def _is_below_heading(element: HtmlElement, language: str) -> bool:
    """Whether a block stands right below a heading of related articles or sources."""
    before = element.getprevious()
    return (
        before is not None and before.tag in ("h1", *_HEADINGS) and _names_links(before, language)
    )


def _names_links(heading: HtmlElement, language: str) -> bool:
    named = recogniser_for(language).part_named(visible_text(heading))
    return named in ("related", "sources")
