"""More CSS: what a theme adds to the rules of a page, held to what a browser takes it for (CSS Syntax 3).

It is looked at token by token, wherever a token stands: what looks like a comment may be part of a string, what looks
like a name may be `url`, written in escapes, and a custom property may be put in anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinycss2

from briefkit.errors import ThemeError
from briefkit.limits.nesting import MAX_DEPTH, too_deep
from briefkit.runtime.caching import cached
from briefkit.style.data_urls import data_picture_fault

_WHERE = "Theme.css"
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_LEAVES = re.compile("</style", re.IGNORECASE)
_PREFIX = re.compile(r"\A-[a-z]+-")  # of a maker of browsers
#: A rule that is put after the CSS: it comes out as it is only where all that was opened is closed.
_END = "briefkit-end"
_SIDES = ("left", "center", "right")
#: The rules with an @ that say how something looks. Others name addresses, or may one day.
_AT_RULES = frozenset(
    {
        *("charset", "container", "counter-style", "font-feature-values", "font-palette-values"),
        *("footnote", "keyframes", "layer", "media", "page", "position-try", "property", "scope"),
        *("starting-style", "supports", "view-transition"),
        # Within @font-feature-values
        *("annotation", "character-variant", "historical-forms", "ornaments", "styleset"),
        *("stylistic", "swash"),
        # Within @page
        *(f"{edge}-{side}" for edge in ("top", "bottom") for side in _SIDES),
        *(f"{edge}-{side}-corner" for edge in ("top", "bottom") for side in ("left", "right")),
        *(f"{edge}-{side}" for edge in ("left", "right") for side in ("top", "middle", "bottom")),
    }
)
#: Functions that take an address as a mere string, or run something; with any maker's prefix.
_FETCHING = frozenset({"alphaimageloader", "expression", "image", "image-rect", "image-set", "src"})


def check_css(css: str) -> None:
    """Hold more CSS to what a page may have: whole rules that can be written, fetch nothing, and stay in their element.

    Raises:
        ThemeError: They would fetch something, leave the style element, go on into what follows, or nest too deep.
    """
    unwritable = _UNWRITABLE.search(css)
    if unwritable:
        raise _refused(
            f"has a character that no file can hold (U+{ord(unwritable[0]):04X})", "take it out"
        )
    if _LEAVES.search(css):
        raise _refused("'</style' would end the style sheet", "take it out")
    if css.strip():
        _check_rules(css)


# Themes are evolved often, and their CSS stays.
@cached(16)
def _check_rules(css: str) -> None:
    try:
        tokens = tinycss2.parse_component_value_list(f"{css}\n{_END}{{}}", skip_comments=True)
    except ValueError:  # the interpreter's limit of digits
        raise _refused("has a number that is too long", "write a shorter one") from None
    layer: list[Any] = tokens
    for _ in range(MAX_DEPTH + 1):
        for token in layer:
            _check_token(token)
        layer = [inner for token in layer for inner in _within(token)]
        if not layer:
            break
    else:
        raise too_deep(_WHERE, ThemeError)
    rules = tinycss2.parse_stylesheet(tokens, skip_comments=True, skip_whitespace=True)
    if not _is_end(rules[-1]):
        raise _refused("opens something that it does not close", "end the last rule with }")


def _within(token: Any) -> Iterable[Any]:
    return token.arguments if token.type == "function" else getattr(token, "content", None) or ()


def _is_end(rule: Any) -> bool:
    return rule.type == "qualified-rule" and [_name(one) for one in _said(rule.prelude)] == [_END]


def _said(tokens: Iterable[Any]) -> list[Any]:
    return [token for token in tokens if token.type != "whitespace"]


def _name(token: Any) -> str:
    return token.value if token.type == "ident" else ""


def _check_token(token: Any) -> None:
    match token.type:
        case "error":
            raise _refused(f"is no CSS ({token.kind})", "mend it", token)
        case "literal" if token.value == "\\":
            raise _refused("is no CSS (a backslash at the end of a line)", "mend it", token)
        case "at-keyword" if _PREFIX.sub("", token.lower_value) not in _AT_RULES:
            what = f"@{token.value} is no rule of looks alone"
            raise _refused(
                what, "leave it out; families go into Theme.body, display and mono", token
            )
        case "url":
            _check_address(token.value, token)
        case "function":
            _check_function(token)
        case _:
            pass


def _check_function(token: Any) -> None:
    name = _PREFIX.sub("", token.lower_name)
    said = _said(token.arguments)
    if name in _FETCHING:
        raise _refused(
            f"{token.name}() may fetch something", "use url() with a data: address", token
        )
    if name == "url":
        if [one.type for one in said] != ["string"]:
            raise _refused("url() holds more than an address", "mend it", token)
        _check_address(said[0].value, token)
    # Its second word would be a kind: attr(href url).
    if name == "attr" and [one.type for one in said[:2]] not in (["ident"], ["ident", "literal"]):
        raise _refused("attr() holds more than a name", "name the attribute alone", token)


def _check_address(address: str, token: Any) -> None:
    fault = data_picture_fault(address)
    if fault:
        raise _refused(f"{address!r} {fault}", "put the picture in as a data: address", token)


def _refused(what: str, remedy: str, token: Any = None) -> ThemeError:
    line = f", line {token.source_line}" if token else ""
    return ThemeError(what, where=f"{_WHERE}{line}", remedy=remedy)
