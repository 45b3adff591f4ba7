"""Markup: escaped HTML, made in this place alone, so that no words can end an attribute or open an element.

What is `Markup` is escaped; all else is `str`, and the type checker tells the two apart. Only this module makes
Markup of values; others may call a string literal Markup, and no more.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from typing import NewType

from briefkit.formats.html.payload_block import escape_json
from briefkit.model.media import Image

#: Escaped HTML, as it is written.
Markup = NewType("Markup", str)

_NONE = Markup("")
_NO_END = "<\\/"


def text(words: str) -> Markup:
    """Return words as the text of an element (HTML, 13.3)."""
    if "&" in words or "<" in words or ">" in words:
        return Markup(escape(words, quote=False))
    return words  # type: ignore[return-value]  # this is called most, and to call a type takes time


def attributes(values: Mapping[str, str | int | None]) -> Markup:
    """Return attributes, each with a space before it; those that are None are left out."""
    return joined([attribute(name, value) for name, value in values.items()])


def attribute(name: str, value: str | int | None) -> Markup:
    """Return one attribute, or none where its value is None."""
    if value is None:
        return _NONE
    return f' {name}="{_within_quotes(str(value))}"'  # type: ignore[return-value]  # likewise


def _within_quotes(value: str) -> str:
    """Return words escaped for an attribute value in double quotation marks (HTML, 13.1.2.3)."""
    if '"' in value or "&" in value or "<" in value or ">" in value:
        return escape(value, quote=False).replace('"', "&quot;")
    return value


def source(image: Image) -> Markup:
    """Return the `src` of a picture: its bytes, which are not looked through, for Base64 can end nothing."""
    return Markup(f' src="{data_url(image)}"')


def data_url(image: Image) -> str:
    """Return the data: URL of a picture (RFC 2397), in Base64."""
    return f"data:{image.media_type};base64,{b64encode(image.file).decode()}"


def opening(name: str, has: Markup = _NONE) -> Markup:
    """Return the start tag of an element, or a whole void element.

    Args:
        name: The element's name.
        has: Its attributes.
    """
    return f"<{name}{has}>"  # type: ignore[return-value]  # likewise


def element(name: str, inner: Markup, has: Markup = _NONE) -> Markup:
    """Return an element.

    Args:
        name: Its name.
        inner: What stands in it.
        has: Its attributes.
    """
    return f"<{name}{has}>{inner}</{name}>"  # type: ignore[return-value]  # likewise


def line(name: str, inner: Markup, has: Markup = _NONE) -> Markup:
    """Return an element as `element` does, and the end of its line."""
    return f"<{name}{has}>{inner}</{name}>\n"  # type: ignore[return-value]  # likewise


def meta(sort: str, name: str, content: str) -> Markup:
    """Return a `meta` element.

    Args:
        sort: The attribute that names it: name, property or http-equiv.
        name: The value of that.
        content: Its content.
    """
    return f'<meta {sort}="{_within_quotes(name)}" content="{_within_quotes(content)}">\n'  # type: ignore[return-value]  # likewise


def joined(parts: Iterable[Markup], between: Markup = _NONE) -> Markup:
    """Return parts in a row."""
    return between.join(parts)  # type: ignore[return-value]  # likewise


def data_block(data: bytes, values: Mapping[str, str]) -> Markup:
    """Return a script element that holds data.

    Args:
        data: JSON in UTF-8.
        values: The element's attributes.
    """
    return Markup(f"<script{attributes(values)}>{escape_json(data).decode()}</script>\n")


def style(rules: str) -> Markup:
    """Return a style element; what would end it can stand in strings of CSS alone (CSS Syntax 3, 4.3.5)."""
    return Markup(f"<style>{rules.replace('</', _NO_END)}</style>\n")
