"""Nesting: the depth of what is read, counted by briefkit itself, for every format alike.

Each parser has its own limit of depth, or none, and its own error for it, which change from release to release. So
depth is measured here, before or right after parsing, and nothing is walked that is too deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from briefkit.errors import BriefkitError, ErrorCode, ReadError
from briefkit.limits import limits_in_force
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

E = TypeVar("E", bound=BriefkitError)

#: Levels within levels: objects and lists in data, elements in a page or a part, lists and quotations in Markdown.
#: The deepest brief has some sixty as data, articles of the wild have some forty elements, and a walk over this
#: many fits into the interpreter's stack whoever calls.
MAX_DEPTH = 150

_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in _STEPS)
_NO_OPENING = bytes(byte for byte in range(256) if byte not in b"[{")
_ALIKE = bytes.maketrans(b"{}", b"[]")
_ROUNDS = 4  # after which few brackets of a brief are left
#: A string of JSON, closed or not: it is passed over in one step.
STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_BRACKET = re.compile(STRING + rb"|[\[\]{}]", re.DOTALL)
_MANY_STRINGS = 500_000  # of which a list would be large


def too_deep(where: str = "", kind: type[E] = ReadError) -> E:  # type: ignore[assignment]  # E's default
    """Return the one error for what nests too deep.

    Args:
        where: The line, the path or the part, if it is known.
        kind: The class of the error.
    """
    remedy = f"the limit is {MAX_DEPTH} levels"
    return kind("nests too deep", where=where, remedy=remedy, code=ErrorCode.DATA_TOO_DEEP)


def brackets_too_deep(words: bytes) -> bool:
    """Whether brackets outside of double quotation marks nest too deep, closed or not (JSON, YAML)."""
    if len(words.translate(None, _NO_OPENING)) <= MAX_DEPTH:
        return False  # the quick way, for most briefs
    brackets: Iterable[int]
    if words.count(b'"') > _MANY_STRINGS:
        brackets = (match.group()[0] for match in _BRACKET.finditer(words))
    else:
        unescaped = words.replace(b"\\\\", b"").replace(b'\\"', b"")
        brackets = b"".join(unescaped.split(b'"')[::2]).translate(_ALIKE, _NO_BRACKETS)
        outer = brackets
        for level in range(_ROUNDS):
            if outer.count(b"[") <= MAX_DEPTH - level:
                return False
            outer = outer.replace(b"[]", b"")  # which takes one level away, or none
    steps = (_STEPS.get(one, 0) for one in brackets)
    return any(depth > MAX_DEPTH for depth in accumulate(steps))


def is_bounded(data: Any) -> bool:
    """Whether data nests no deeper, and holds no more, than what is read; data that holds itself does not.

    What stands in several places counts in each.
    """
    most = limits_in_force().values
    layer: list[Any] = [data]
    for _ in range(MAX_DEPTH + 1):
        parts: list[Any] = []
        for one in layer:
            if isinstance(one, Mapping):
                parts += one.values()
            elif isinstance(one, list | tuple):
                parts += one
            if len(parts) > most:
                return False
        most -= len(parts)
        layer = parts
        if not layer:
            return True
    return False


def elements_too_deep(root: _Element) -> bool:
    """Whether elements nest too deep (HTML, XML)."""
    return bool(_path_of_too_deep()(root))


@cached(1)
@fork_safe
def _path_of_too_deep() -> XPath:
    """Return the path to elements below the last level, compiled once: that takes longer than most parts are searched."""
    from lxml.etree import XPath  # which data needs none of

    return XPath("/*" * (MAX_DEPTH + 1))
