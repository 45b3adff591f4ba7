"""Embedded CSS: the style sheet of a theme for a part of somebody else's page, each selector held to that part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tinycss2

from briefkit.language.direction import script
from briefkit.runtime.caching import cached
from briefkit.style.css import colour_variables, look_css, root_lengths
from briefkit.style.figure_classes import figure_class_rules
from briefkit.style.script_adjustments import for_script, on_screen
from briefkit.style.theme import Theme

#: At-rules whose rules are those of the page, with the conditions that they hold under.
_CONDITIONAL = frozenset(("media", "supports", "container", "layer", "scope", "starting-style"))
#: At-rules of the whole document: sheets of paper.
_DOCUMENT = frozenset(("page", "charset"))
#: What is named for all elements of a page that hold the brief, and so becomes its article.
_ROOTS = frozenset(("body", "root"))
#: The class of the article.
_BRIEF = "brief"
#: What the other page may say of such elements without a class, as it does of its own.
_RESET = (
    " :where(h1,h2,h3,h4,h5,h6,p,ul,ol,li,table,caption,tr,td,figcaption)"
    "{color:inherit;background:none;font:inherit;letter-spacing:inherit;text-transform:none}"
)
#: Elements that are the other page's own.
_FOREIGN = frozenset(("html", "main"))


@cached(64)
def embedded_css(theme: Theme, prefix: str, language: str) -> str:
    """Return the rules of a theme for fragments with a prefix.

    Args:
        theme: The look.
        prefix: What the classes and ids of the fragments begin with.
        language: The language of the briefs, in BCP 47.
    """
    written = script(language)
    look = on_screen(theme, written)
    adjusted = for_script(look, written)
    scope = f".{prefix}{_BRIEF}"
    both = "".join(
        f"--{name}:light-dark(#{light},#{getattr(adjusted.dark, name)});"
        for name, light in colour_variables(adjusted.light).items()
    )
    light = "".join(f"--{name}:#{one};" for name, one in colour_variables(adjusted.light).items())
    rules = [
        f"{scope}{{{light}{root_lengths(adjusted)}font-size:1rem;max-width:var(--measure);padding:1.25rem}}",
        # The page says by color-scheme whether it can be dark; where it does not, the brief is light like it.
        f"@supports (color:light-dark(red,red)){{{scope}{{{both}}}}}",
        f"{scope}{_RESET}",
        *_scoped(tinycss2.parse_stylesheet(look_css(look, written), True, True), prefix),
        *(f"{scope} {rule}" for rule in figure_class_rules(prefix)),
    ]
    return "\n".join(rules).replace("</", "<\\/")


def _scoped(rules: Iterable[Any], prefix: str) -> Iterator[str]:
    """Yield rules with their selectors held to the fragment; those of other elements are left out."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = ",".join(
                one for part in _split(rule.prelude) for one in _selectors(part, prefix)
            )
            if selectors:
                yield f"{selectors}{{{_declarations(rule.content, prefix)}}}"
        elif rule.type == "at-rule" and rule.content is not None:
            if rule.lower_at_keyword in _DOCUMENT:
                continue
            inner = tinycss2.serialize(rule.content)
            if rule.lower_at_keyword in _CONDITIONAL:
                inner = "\n".join(
                    _scoped(tinycss2.parse_rule_list(rule.content, True, True), prefix)
                )
            if inner:
                yield f"{_condition(rule, prefix)}{{{inner}}}"


def _condition(rule: Any, prefix: str) -> str:
    """Return the name and the condition of an at-rule; only that of @scope has selectors (CSS Cascade 6, 2.5)."""
    scope = rule.lower_at_keyword == "scope"
    words = _prefixed(rule.prelude, prefix) if scope else tinycss2.serialize(rule.prelude)
    return f"@{rule.at_keyword}{words}"


def _declarations(content: Sequence[Any], prefix: str) -> str:
    """Return what a rule holds; rules nested in it are held to the article by the one around them (CSS Nesting 1)."""
    parts = tinycss2.parse_blocks_contents(content)
    if not any(one.type in ("qualified-rule", "at-rule") for one in parts):
        return str(tinycss2.serialize(content))
    written = []
    for one in parts:
        if one.type in ("qualified-rule", "at-rule") and one.content is not None:
            nested = one.type == "at-rule"
            opens = _condition(one, prefix) if nested else _prefixed(one.prelude, prefix)
            written.append(f"{opens}{{{_declarations(one.content, prefix)}}}")
        elif one.type == "declaration":
            written.append(f"{one.serialize()};")
    return "".join(written)


def _split(tokens: Sequence[Any]) -> list[list[Any]]:
    """Return the selectors of a list, without white space around them."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif parts[-1] or token.type not in ("whitespace", "comment"):
            parts[-1].append(token)
    return [part for part in parts if part]


def _selectors(tokens: list[Any], prefix: str) -> Iterator[str]:
    """Yield what a selector becomes: below the article, or at it."""
    scope = f".{prefix}{_BRIEF}"
    first = tokens[0]
    if first.type == "ident" and first.lower_value in _FOREIGN:
        return
    root = _root_length(tokens)
    rest = _prefixed(tokens[root:], prefix).rstrip()
    if root:
        yield scope + rest
        return
    if first.type == "[] block":  # a direction, which the article says itself
        yield scope + rest
    yield f"{scope} {rest}"


def _root_length(tokens: list[Any]) -> int:
    """Return how many tokens name the root: `body`, `:root`, `.brief`."""
    first, second = (*tokens, None)[:2]
    if first.type == "ident" and first.lower_value in _ROOTS:
        return 1
    sign = first.value if first.type == "literal" else ""
    name = second.value if second is not None and second.type == "ident" else ""
    return 2 if (sign == ":" and name.lower() in _ROOTS) or (sign == "." and name == _BRIEF) else 0


def _prefixed(tokens: Sequence[Any], prefix: str) -> str:
    """Return the tokens of a selector as text, the prefix before each class and id."""
    written = []
    after_dot = False
    for token in tokens:
        if token.type == "ident" and after_dot:
            written.append(f"{prefix}{tinycss2.serialize([token])}")
        elif token.type == "hash" and token.is_identifier:
            written.append(f"#{prefix}{tinycss2.serialize([token])[1:]}")
        elif token.type == "function":
            written.append(f"{token.name}({_prefixed(token.arguments, prefix)})")
        elif token.type == "() block":
            written.append(f"({_prefixed(token.content, prefix)})")
        else:
            written.append(tinycss2.serialize([token]))
        after_dot = token.type == "literal" and token.value == "."
    return "".join(written)
