"""Parser: CommonMark with tables, attributes and notes; formulas and definitions in documents of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from briefkit.formats.markdown.attributes import Attributes, attributes_at
from briefkit.formats.markdown.citations import (
    CITATION,
    ESCAPED_CITATION,
    RAISED_CITATION,
    Citations,
)
from briefkit.formats.markdown.foreign_blocks import add_block_rules
from briefkit.formats.markdown.foreign_marks import (
    add_foreign_rules,
    add_words_rules,
    foreign_attributes,
    push_attributes,
    split_width,
)
from briefkit.limits.nesting import MAX_DEPTH, too_deep
from briefkit.runtime.caching import cached

#: Keys of the parser's environment: BLOCKS is called with the blocks before their words are read.
REFERENCES, CITATIONS, NOTES, BLOCKS = "references", "citations", "notes", "blocks"
#: Whether words that are struck out are gone.
ACCEPTED = "accepted"
#: Whether the document is another program's.
IS_FOREIGN = "foreign"

_MANY_BRACKETS = 500  # in one block; below, they cost nothing
_DEEPEST_BRACKET = 12
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_NO_CITATIONS = Citations()


class _Parser(MarkdownIt):
    """Parser that leaves addresses as they are written: the model says which it takes."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the name of the base class
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # likewise
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802  # likewise
        return True


@cached(1)
def parser() -> MarkdownIt:
    """Return the parser of briefkit's own; what a document defines is given to it with each document."""
    made = _made()
    made.parse("a")  # see `foreign_parser`
    return made


@cached(1)
def foreign_parser() -> MarkdownIt:
    """Return the parser of documents of other programs, which knows formulas and definitions."""
    made = _made()
    made.use(deflist_plugin)
    made.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    add_words_rules(made)
    # Its chains of rules are made as it first reads: later, another thread would find half of them.
    made.parse("a")
    return made


def _made() -> MarkdownIt:
    made = _Parser("commonmark", {"maxNesting": MAX_DEPTH + 2, "store_labels": True})
    made.enable("table").disable("reference")
    made.core.ruler.after("block", "blocks", _blocks)
    made.inline.ruler.before("link", "citation", _citation)
    made.inline.ruler.before("link", "note", _note)
    made.inline.ruler.before("link", "span", _span)
    made.inline.ruler.before("link", "attributes", _attributes)
    add_foreign_rules(made)
    add_block_rules(made)
    made.inline.ruler.before("escape", "escaped_span", _escaped_span)
    made.inline.ruler.before("text", "stray", _stray)
    return made


def _blocks(state: StateCore) -> None:
    """Core rule: the list of sources is read before any inline content, for it says what may be cited.

    Raises:
        ReadError: Lists and quotations nest too deep; the parser leaves out what is deeper than one level more.
    """
    if any(token.nesting == 1 and token.level > MAX_DEPTH for token in state.tokens):
        raise too_deep()
    look = state.env.get(BLOCKS)
    if look:
        look(state.tokens)


def _citations(state: StateInline) -> Citations:
    found: Citations = state.env.get(CITATIONS, _NO_CITATIONS)
    return found


def _stray(state: StateInline, silent: bool) -> bool:
    """Inline rule: a bracket that nothing closes is a word at once; to look for its end each time is quadratic."""
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
    """Inline rule: `[words]{.strong}`, and `[words](#sources)[[1]](#sources)`."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0:
        return False
    keys: tuple[str, ...] = ()
    behind = end + 1
    if not state.src.startswith("[^", state.pos):  # a note of its own
        keys, behind = _citations(state).keys_at(state.src, end + 1, state.posMax)
    found = Attributes(fields={"cites": keys}) if keys else _group(state, end + 1)
    foreign = "" if found else foreign_attributes(state.src, end + 1, state.posMax)
    if found is None and not foreign:
        return False
    found = found or Attributes(taken=len(foreign))
    if not silent:
        if foreign and end > state.pos + 1:  # an anchor has no words
            push_attributes(state, foreign)
        _push_span(state, found, state.pos + 1, end)
    state.pos = behind + found.taken
    return True


def _push_span(state: StateInline, found: Attributes, start: int, end: int) -> None:
    """Push a span and the words in it, which stand between two places."""
    stop = state.posMax
    _push(state, "span_open", 1, found)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push("span_close", "", -1)
    state.posMax = stop


def _escaped_span(state: StateInline, silent: bool) -> bool:
    r"""Inline rule: `\[words\]{language: fr}`, as programs write a span whose braces they take for words."""
    if not state.src.startswith("\\[", state.pos):
        return False
    known: dict[str, Mapping[int, int]] = state.env.setdefault("escaped", {})
    if state.src not in known:
        known[state.src] = dict(_escaped_brackets(state.src))
    end = known[state.src].get(state.pos, state.posMax)
    found = _group(state, end + 2) if end + 2 < state.posMax else None
    if found is None:
        return False
    if not silent:
        _push_span(state, found, state.pos + 2, end)
    state.pos = end + 2 + found.taken
    return True


def _escaped_brackets(source: str) -> Iterator[tuple[int, int]]:
    """Yield where escaped brackets open that close right before a brace, and where those close."""
    waiting: list[int] = []
    for match in _ESCAPE.finditer(source):
        if match.group() == "\\[":
            waiting.append(match.start())
        elif match.group() == "\\]" and waiting:
            start = waiting.pop()
            if source.startswith("{", match.end()) and len(waiting) <= _DEEPEST_BRACKET:
                yield start, match.start()


def _attributes(state: StateInline, silent: bool) -> bool:
    """Inline rule: attributes behind a link, or at the end of a block, where they are the block's own."""
    if state.src[state.pos] != "{":
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    of_link = before == ")" and not state.pending and _opened(state) is not None
    found = _group(state, state.pos)
    foreign = foreign_attributes(state.src, state.pos, state.posMax)
    ends = not state.src[state.pos + len(foreign) :].strip(" \n")
    may_be = (
        _is_marked(state) if found else _is_marked(state) or of_link or (before in " \n" and ends)
    )
    if foreign and may_be:
        if not silent:
            width, rest = split_width(foreign) if _is_of_picture(state) else (None, foreign)
            if width:
                state.tokens[-1].meta["width"] = width
            if rest:
                push_attributes(state, rest)
        state.pos += len(foreign)
        return True
    if found is None or (not of_link and before not in " \n"):
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


def _is_marked(state: StateInline) -> bool:
    """Whether a picture or code has just ended, which have no attributes of ours right behind them."""
    ends = ("image", "code_inline")
    return bool(state.tokens) and not state.pending and state.tokens[-1].type in ends


def _is_of_picture(state: StateInline) -> bool:
    """Whether a picture has just ended."""
    return bool(state.tokens) and not state.pending.strip() and state.tokens[-1].type == "image"


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


def _citation(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[[1]](#sources)`; where no source has the number, its words stay, and nothing leads anywhere."""
    citations = _citations(state)
    found = CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        found = ESCAPED_CITATION.match(state.src, state.pos, state.posMax)
        found = found or RAISED_CITATION.match(state.src, state.pos, state.posMax)
        if found is None or found["number"] not in citations.numbers:
            return False
    key = citations.numbers.get(found["number"])
    leads_to = found["anchor"]
    if key is None and leads_to != citations.anchor and leads_to in citations.keys:
        return False  # `[[7]](#key)` are words that cite by the key
    if not silent and key is not None:
        state.push("note", "", 0).content = key
    elif not silent:
        state.pending += f"[{found['number']}]"
        state.env.setdefault(NOTES, []).append((found["number"], found.group()))
    state.pos = found.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[^key]`, where it is the key or the number of a source."""
    if not state.src.startswith("[^", state.pos):
        return False
    end = _closing(state.src, state.pos + 2, state.posMax)
    label = unescapeAll(state.src[state.pos + 2 : end])
    key = _citations(state).labels.get(label)
    if end < 0 or key is None:
        if not silent and end > 0:
            state.env.setdefault(NOTES, []).append((label, ""))
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
