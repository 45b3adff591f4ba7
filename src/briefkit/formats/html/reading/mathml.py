"""MathML: the equations of a page, in words on one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from lxml.html import HtmlElement

from briefkit.formats.html.reading.inline_reader import classes
from briefkit.model.diff import shortened
from briefkit.notes import Code, Notes
from briefkit.recognise.equation_signs import (
    fraction,
    has_script_signs,
    limits,
    matrix,
    root,
    under_sign,
    with_scripts,
)

#: What programs put around an equation that a page has once more in a look of their own: its picture, or its letters.
_WRAPPERS = frozenset(
    ["katex", "katex-display", "mwe-math-element", "MathJax", "MathJax_Display", "MathJax_Preview"]
)
_WRAPPER_TAG = "mjx-container"
_STACKED = ("mfrac", "msqrt", "mroot", "mtable", "munder", "mover", "munderover")
_UNREAD = frozenset(["annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts"])
#: Signs that nobody sees: function application, times, a comma between indices, plus.
_UNSEEN = str.maketrans({"\u2061": " ", "\u2062": "", "\u2063": ",", "\u2064": "+"})
#: Signs over a letter that combine with it.
_COMBINING: Mapping[str, str] = {
    "^": "\u0302",
    "\u02c6": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
    "\u00af": "\u0305",
    "\u203e": "\u0305",
    "\u02d9": "\u0307",
    "\u00a8": "\u0308",
    "\u2192": "\u20d7",
}


def settle_equations(page: HtmlElement, notes: Notes) -> None:
    """Put the words of each equation in its place, in the tree itself.

    Args:
        page: The page.
        notes: Gets the words of equations that got signs for what stood above or below.
    """
    whole = [one for one in page.iter("math") if next(one.iterancestors("math"), None) is None]
    for equation, place in [(one, _wrapper(one)) for one in whole]:
        words = " ".join(_words(equation).split()) or (equation.get("alttext") or "")
        flat = next(equation.iter(*_STACKED), None) is not None or has_script_signs(words)
        if flat and words:
            message = f"An equation was written on one line: {shortened(words)}"
            notes.add(Code.EQUATION_FLATTENED, message, words, equation.sourceline)
        tail = place.tail
        place.clear()
        place.tag, place.text, place.tail = "span", words, tail


def _wrapper(equation: HtmlElement) -> HtmlElement:
    """Return the outermost element that shows nothing but an equation, which its program shows in a look of its own."""
    found = equation
    for around in equation.iterancestors("span", "div", _WRAPPER_TAG):
        if around.tag == _WRAPPER_TAG or not _WRAPPERS.isdisjoint(classes(around)):
            if len(list(islice(around.iter("math"), 2))) > 1:
                break
            found = around
    return found


def _words(element: HtmlElement) -> str:
    """Return the words of an element of an equation; how deep it nests is limited for the whole page."""
    if element.tag in _UNREAD:
        return ""
    read = _READERS.get(element.tag)
    if read is not None:
        return read(element)
    own = " ".join((element.text or "").split()).translate(_UNSEEN)
    return own + _row(element)


def _row(element: HtmlElement) -> str:
    return "".join(map(_words, element))


def _parts(element: HtmlElement, count: int) -> list[str]:
    """Return the words of as many elements within an element as it should have."""
    return [*map(_words, element[:count]), *[""] * (count - len(element))]


def _fraction(element: HtmlElement) -> str:
    over, under = _parts(element, 2)
    if not over and not under:
        return ""
    return fraction(over, under, bar=(element.get("linethickness") or "1").strip("0.px ") != "")


def _root(element: HtmlElement) -> str:
    if element.tag == "msqrt":
        return root(_row(element))
    words, degree = _parts(element, 2)
    return root(words, degree)


def _scripts(element: HtmlElement) -> str:
    """Return a base with its scripts: `msub` has one below, `msup` one above, `msubsup` both."""
    base, first, second = _parts(element, 3)
    match element.tag:
        case "msup":
            scripts = limits("", first)
        case "msub":
            scripts = limits(first, "")
        case _:
            scripts = limits(first, second)
    return with_scripts(base, scripts)


def _over_and_under(element: HtmlElement) -> str:
    base, first, second = _parts(element, 3)
    if element.tag == "mover" and first in _COMBINING:
        return under_sign(base, _COMBINING[first])
    below, above = ("", first) if element.tag == "mover" else (first, second)
    return f"{with_scripts(base, limits(below, above))} "


def _scripts_around(element: HtmlElement) -> str:
    """Return a base with scripts behind it, and, after `mprescripts`, before it; each is a pair."""
    sides: list[list[str]] = [[]]
    for child in element[1:]:
        if child.tag == "mprescripts":
            sides.append([])
        else:
            sides[-1].append(_words(child))
    behind, before = (
        "".join(limits(below, above) for below, above in _pairs(side))
        for side in (sides[0], sides[1] if len(sides) > 1 else [])
    )
    return before + with_scripts("".join(map(_words, element[:1])), behind)


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    for place in range(0, len(words), 2):
        yield words[place], "".join(words[place + 1 : place + 2])


def _table(element: HtmlElement) -> str:
    rows = [row for row in element if row.tag in ("mtr", "mlabeledtr")]
    return matrix([_row(cell) for cell in row] for row in rows)


def _fenced(element: HtmlElement) -> str:
    separators = "".join((element.get("separators") or ",").split()) or ","
    words = ""
    for number, part in enumerate(map(_words, element)):
        words += separators[min(number, len(separators)) - 1] + part if number else part
    return f"{element.get('open') or '('}{words}{element.get('close') or ')'}"


def _first(element: HtmlElement) -> str:
    """Return the words of the first element: the others of `semantics` and `maction` stand for it."""
    return "".join(map(_words, element[:1]))


_READERS: Mapping[str, Callable[[HtmlElement], str]] = {
    "mfrac": _fraction,
    **dict.fromkeys(("msqrt", "mroot"), _root),
    **dict.fromkeys(("msup", "msub", "msubsup"), _scripts),
    **dict.fromkeys(("munder", "mover", "munderover"), _over_and_under),
    "mmultiscripts": _scripts_around,
    "mtable": _table,
    "mfenced": _fenced,
    **dict.fromkeys(("semantics", "maction"), _first),
}
