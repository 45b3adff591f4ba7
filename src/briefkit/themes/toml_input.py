"""TOML input: checked before it is parsed, for the parser has no limits of its own."""

from __future__ import annotations

import re
import tomllib
from typing import Any, TypeAlias

from briefkit.errors import ThemeError
from briefkit.limits.nesting import MAX_DEPTH, brackets_too_deep, is_bounded, too_deep

Table: TypeAlias = dict[str, Any]

#: Strings and comments, closed or not: brackets in them do not nest (TOML 1.0). The parser stops at one that is not
#: closed.
_WORDS = re.compile(
    rb'"""(?:\\.|(?!""")[^\\])*(?:""")?'
    rb"|'''(?:(?!''').)*(?:''')?"
    rb'|"(?:\\.|[^"\\\n])*"?'
    rb"|'[^'\n]*'?"
    rb"|#[^\n]*",
    re.DOTALL,
)
_BITS = 64  # of a whole number (TOML 1.0, Integer)


def parse_toml(content: bytes, where: str) -> Table:
    """Return the table of a TOML document.

    Args:
        content: The TOML, in UTF-8.
        where: What to call it in an error.

    Raises:
        ThemeError: It is no TOML, nests too deep, or has a number that is too long.
    """
    if _too_deep(content):
        raise too_deep(where, ThemeError)
    try:
        table = tomllib.loads(content.decode())
    except ValueError as error:
        raise ThemeError(f"is no TOML: {error}", where=where) from None
    if not is_bounded(table):  # by dots in one line and the next
        raise too_deep(where, ThemeError)
    _check_numbers(table, where)
    return table


def _too_deep(content: bytes) -> bool:
    """Whether brackets, or the dots of a key, make for too many levels."""
    bare = _WORDS.sub(b"", content)
    return brackets_too_deep(bare) or any(
        line.count(b".") > MAX_DEPTH for line in bare.splitlines()
    )


def _check_numbers(table: Table, where: str) -> None:
    layer: list[Any] = [table]
    while layer:
        parts = [part for one in layer for part in (one.values() if isinstance(one, dict) else one)]
        if any(isinstance(part, int) and part.bit_length() > _BITS for part in parts):
            raise ThemeError(
                "has a number that is too long", where=where, remedy="write a shorter one"
            )
        layer = [part for part in parts if isinstance(part, dict | list)]
