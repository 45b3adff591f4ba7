"""Extra CSS of a theme, checked token by token, as a browser reads it (CSS Syntax 3).

A token is checked wherever it stands: what looks like a comment may be part of a string, what looks like a name may be
`url`, written in escapes, and the value of a custom property may be used anywhere.
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
_END_OF_STYLE = re.compile("</style", re.IGNORECASE)
_PREFIX = re.compile(r"\A-[a-z]+-")  # of a vendor
#: The selector of a rule that is put after the CSS: it parses as such only where all that was opened is closed.
_SENTINEL = "briefkit-end"
_SIDES = ("left", "center", "right")
#: The at-rules that only say how something looks. Others name addresses, or may one day.
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
#: Functions that take an address as a string, or run something; with any vendor prefix.
_FETCHING_FUNCTIONS = frozenset(
    {"alphaimageloader", "expression", "image", "image-rect", "image-set", "src"}
)


def check_css(css: str) -> None:
    """Refuse CSS that a page may not have: it must be whole rules, fetch nothing, and stay in its style element.

    Raises:
        ThemeError: They would fetch something, leave the style element, go on into what follows, or nest too deep.
    """
    unwritable = _UNWRITABLE.search(css)
    if unwritable:
        raise _refused(
            f"has a character that no file can hold (U+{ord(unwritable[0]):04X})", "take it out"
        )
    if _END_OF_STYLE.search(css):
        raise _refused("'</style' would end the style sheet", "take it out")
    if css.strip():
        _check_rules(css)


# Themes are evolved often, and their CSS stays.
@cached(16)
def _check_rules(css: str) -> None:
    try:
        tokens = tinycss2.parse_component_value_list(f"{css}\n{_SENTINEL}{{}}", skip_comments=True)
    except ValueError:  # the interpreter's limit of digits
        raise _refused("has a number that is too long", "write a shorter one") from None
    layer: list[Any] = tokens
    for _ in range(MAX_DEPTH + 1):
        for token in layer:
            _check_token(token)
        layer = [inner for token in layer for inner in _inner_tokens(token)]
        if not layer:
            break
    else:
        raise too_deep(_WHERE, ThemeError)
    rules = tinycss2.parse_stylesheet(tokens, skip_comments=True, skip_whitespace=True)
    if not _is_sentinel(rules[-1]):
        raise _refused("opens something that it does not close", "end the last rule with }")


def _inner_tokens(token: Any) -> Iterable[Any]:
    return token.arguments if token.type == "function" else getattr(token, "content", None) or ()


def _is_sentinel(rule: Any) -> bool:
    return rule.type == "qualified-rule" and [
        _identifier(one) for one in _without_spaces(rule.prelude)
    ] == [_SENTINEL]


def _without_spaces(tokens: Iterable[Any]) -> list[Any]:
    return [token for token in tokens if token.type != "whitespace"]


def _identifier(token: Any) -> str:
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
    said = _without_spaces(token.arguments)
    if name in _FETCHING_FUNCTIONS:
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
