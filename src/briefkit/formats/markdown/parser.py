"""The parser: CommonMark with tables, attributes and notes; without code blocks and HTML, which stay words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefkit.formats.markdown.attributes import Attributes, attributes_at

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

#: Levels of lists and quotations beyond which the parser would leave words out.
MOST_NESTED = 60
#: Keys of the parser's environment.
REFERENCES, KEYS, NOTES = "references", "keys", "notes"

_MANY_BRACKETS = 500  # in one block; below, they cost nothing
_DEEPEST_BRACKET = 30
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_OFF = ("code", "fence", "html_block", "html_inline", "reference")


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the one parser; what a document defines is given to it with each document."""
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        """Leaves addresses as they are written: the model says which it takes."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802  # the name of the base class
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # likewise
            return link

        def validateLink(self, url: str) -> bool:  # noqa: N802  # likewise
            return True

    made = Parser("commonmark", {"maxNesting": MOST_NESTED, "store_labels": True})
    made.enable("table").disable(_OFF)
    made.inline.ruler.before("link", "note", _note)
    made.inline.ruler.before("link", "span", _span)
    made.inline.ruler.before("link", "attributes", _attributes)
    made.inline.ruler.before("text", "stray", _stray)
    return made


def _stray(state: StateInline, silent: bool) -> bool:
    """Read a bracket that nothing closes as a word at once: looking for its end each time is quadratic."""
    mark = state.src[state.pos : state.pos + 2]
    at = state.pos + 1 if mark == "![" else state.pos
    if not mark.startswith(("[", "![")):
        return False
    known: dict[str, frozenset[int]] = state.env.setdefault("stray", {})
    if state.src not in known:
        many = state.src.count("[") > _MANY_BRACKETS
        known[state.src] = frozenset(_strays(state.src) if many else ())
    if at not in known[state.src]:
        return False
    if not silent:
        state.pending += mark[0]
    state.pos += 1
    return True


def _strays(source: str) -> Iterator[int]:
    """Yield where brackets stand that no other closes, or that hold too many others."""
    waiting: list[int] = []
    for match in _BRACKET.finditer(source):
        if match.group() == "[":
            waiting.append(match.start())
        elif match.group() == "]" and waiting:
            start = waiting.pop()
            if len(waiting) > _DEEPEST_BRACKET:
                yield start
    yield from waiting


def _span(state: StateInline, silent: bool) -> bool:
    """Read `[words]{.strong}`."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _group(state, end + 1) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        start, stop = state.pos, state.posMax
        _push(state, "span_open", 1, found)
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
        state.posMax = stop
    state.pos = end + 1 + found.taken
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    """Read attributes behind a link, or at the end of a block, where they are the block's own."""
    if state.src[state.pos] != "{":
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    of_link = before == ")" and not state.pending and _opened(state) is not None
    if not of_link and before not in " \n":
        return False
    found = _group(state, state.pos)
    if found is None:
        return False
    if not of_link and state.src[state.pos + found.taken :].strip(" \n"):
        return False
    if not silent:
        link = _opened(state) if of_link else None
        if link:
            link.meta["attributes"] = found
        else:
            _push(state, "attributes", 0, found)
    state.pos += found.taken
    return True


def _opened(state: StateInline) -> Token | None:
    """Return the start of a link that has just ended."""
    if not state.tokens or state.tokens[-1].type != "link_close":
        return None
    level = state.tokens[-1].level
    return next(
        one for one in reversed(state.tokens) if one.type == "link_open" and one.level == level
    )


def _group(state: StateInline, place: int) -> Attributes | None:
    if place >= state.posMax or state.src[place] != "{":
        return None
    known: dict[tuple[str, int], Attributes | None] = state.env.setdefault("groups", {})
    key = (state.src, place)
    if key not in known:  # labels are looked at again and again while brackets are matched
        known[key] = attributes_at(state.src, place, state.posMax)
    return known[key]


def _push(state: StateInline, name: str, nesting: Any, found: Attributes) -> None:
    token = state.push(name, "", nesting)
    token.meta["attributes"] = found


def _note(state: StateInline, silent: bool) -> bool:
    """Read `[^key]`, where it is the key of a source."""
    from markdown_it.common.utils import unescapeAll

    if not state.src.startswith("[^", state.pos):
        return False
    end = _closing(state.src, state.pos + 2, state.posMax)
    key = unescapeAll(state.src[state.pos + 2 : end])
    if end < 0 or key not in state.env.get(KEYS, ()):
        if not silent and end > 0:
            state.env.setdefault(NOTES, []).append(key)
        return False
    if not silent:
        state.push("note", "", 0).content = key
    state.pos = end + 1
    return True


def _closing(source: str, place: int, stop: int) -> int:
    """Return where the first bracket stands that no backslash escapes; -1 where none does."""
    while place < stop:
        if source[place] == "]":
            return place
        if source[place] in "[\n":
            return -1
        place += 2 if source[place] == "\\" else 1
    return -1
