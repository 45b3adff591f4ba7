"""Text weights: how many characters of each element of a page are shown, lead elsewhere, or are running text."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import NOT_RENDERED, STANDS_APART

_FEWEST_OF_PARAGRAPH = 60  # characters
_FEWEST_UNSPACED = 25  # characters, in languages whose words stand without spaces
_UNSPACED_LANGUAGES = frozenset(["zh", "ja", "ko", "th", "lo", "km", "my"])
_MOST_LINKS = 0.5  # of a paragraph's characters, for it to be running text
_LISTED = 0.7  # of a paragraph's weight has an item or a cell
_LISTED_TAGS = frozenset(["li", "td", "th"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@frozen
class TextWeights:
    """Weights of the elements of a page, each in characters, with those of the elements within.

    Attributes:
        shown: Its visible text.
        linked: What of that is the text of links.
        running: What of that is paragraphs of running text, outside of links.
    """

    shown: dict[HtmlElement, int]
    linked: dict[HtmlElement, int]
    running: dict[HtmlElement, float]

    def is_linked(self, element: HtmlElement, share: float) -> bool:
        """Whether more than a share of an element's text is links; False where it has no text."""
        return self.linked[element] > share * self.shown[element]

    def unlinked(self, element: HtmlElement) -> int:
        """Return the length of an element's text outside of links."""
        return self.shown[element] - self.linked[element]


def text_weights(
    root: HtmlElement, language: str, factor: Callable[[HtmlElement], float] = lambda _: 1
) -> TextWeights:
    """Return the weights of an element and all within it.

    Args:
        root: The element.
        language: Its language, in BCP 47: paragraphs are shorter where words stand without spaces.
        factor: What the running text of an element counts for, 1 for as much as it is.
    """
    unspaced = language.split("-")[0].lower() in _UNSPACED_LANGUAGES
    fewest = _FEWEST_UNSPACED if unspaced else _FEWEST_OF_PARAGRAPH
    weights = TextWeights({}, {}, {})
    for element in reversed(list(root.iter())):  # what is within comes before what is around
        _weigh(element, weights, fewest, factor)
    return weights


def _weigh(
    element: HtmlElement,
    weights: TextWeights,
    fewest: int,
    factor: Callable[[HtmlElement], float],
) -> None:
    shown, linked, running = weights.shown, weights.linked, weights.running
    if not isinstance(element.tag, str) or element.tag in NOT_RENDERED:
        shown[element], linked[element], running[element] = 0, 0, 0
        return
    own = len((element.text or "").strip())
    own_links, within = 0, 0.0
    whole, whole_links = own, 0
    for child in element:
        tail = len((child.tail or "").strip())
        whole += shown[child] + tail
        whole_links += linked[child]
        within += running[child]
        own += tail
        if child.tag not in STANDS_APART:
            own += shown[child]
            own_links += linked[child]
    shown[element] = whole
    linked[element] = whole if element.tag == "a" else whole_links
    is_block = element.tag in STANDS_APART and element.tag not in _HEADINGS
    if is_block and own >= fewest and own_links < _MOST_LINKS * own:
        within += (own - own_links) * (_LISTED if element.tag in _LISTED_TAGS else 1)
    running[element] = within * factor(element) if within else 0


def visible_text(element: HtmlElement, *besides: HtmlElement) -> str:
    """Return the visible text of an element, with single spaces.

    Args:
        element: The element.
        besides: Elements within it whose text is left out.
    """
    left = {one for other in besides for one in other.iter()}
    shown = []
    for part in element.iter():
        if part.tag not in NOT_RENDERED and part not in left:
            shown.append(part.text or "")
        if part is not element and (part not in left or part in besides):
            shown.append(part.tail or "")
    return " ".join(" ".join(shown).split())
