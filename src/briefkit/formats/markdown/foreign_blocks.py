"""Foreign blocks: code, HTML, formulas, definitions and directives of other programs, as paragraphs of their words.

They are rewritten among the parser's tokens, before and after words are parsed. A token `foreign` among the blocks is a note
that the reader adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefkit.formats.markdown.foreign_marks import FOREIGN
from briefkit.formats.markdown.html_pieces import html_pieces, is_line_break
from briefkit.formats.markdown.tool_keys import prose_directives
from briefkit.notes import Code
from briefkit.recognise.broken_lines import line_breaks

_TICKS = re.compile("`+")
_DIRECTIVE = re.compile(r"\{(?P<name>[\w:.-]++)\}[ \t]*+(?P<title>[^\n]*+)")
_OPTION = re.compile(r":[\w-]+:.*|---")
_LISTS_OF_DEFINITIONS = ("dl_open", "dl_close", "dd_open", "dd_close")


def add_block_rules(parser: MarkdownIt) -> None:
    """Add the rules to a parser that knows code, HTML, formulas and definitions."""
    parser.core.ruler.after("block", "foreign_blocks", _foreign_blocks)
    parser.core.ruler.after("inline", "line_breaks", _line_breaks)


def _foreign_blocks(state: StateCore) -> None:
    """Core rule: what is no block of a brief becomes paragraphs."""
    state.tokens = list(_rewritten(state.tokens, state))


def _rewritten(tokens: Sequence[Token], state: StateCore) -> Iterator[Token]:
    for token in tokens:
        start = token.map[0] if token.map else 0
        match token.type:
            case "fence" if found := _prose_directive(token):
                yield from _directive(token, found, state)
            case "fence" | "code_block":
                message = "A block of code became a paragraph for each of its lines."
                yield _note(start, message, token.info.strip())
                yield from _code(token.content, start + (token.type == "fence"))
            case "math_block" | "math_block_label":
                message = "A formula stays as it is written in TeX."
                yield _note(start, message, token.info.strip())
                yield from _code(token.content, start)
            case "html_block":
                yield from _html(token, start)
            case "dl_open":
                yield _note(start, "A list of definitions became paragraphs.")
            case "dt_open" | "dt_close":
                kind = token.type.replace("dt", "paragraph")
                yield Token(kind, "p", token.nesting, map=token.map)
            case kind if kind in _LISTS_OF_DEFINITIONS:
                pass
            case _:
                yield token


def _note(start: int, message: str, words: str = "", code: Code = Code.MARKUP_DROPPED) -> Token:
    meta = {"code": code, "message": message}
    return Token(FOREIGN, "", 0, content=words, map=[start, start + 1], meta=meta)


def _paragraph(words: str, line: int, tag: str = "p") -> Iterator[Token]:
    name = "paragraph" if tag == "p" else "heading"
    place = [line, line + 1]
    yield Token(f"{name}_open", tag, 1, map=place)
    yield Token("inline", "", 0, content=words, map=place, children=[])
    yield Token(f"{name}_close", tag, -1)


def _code(content: str, start: int) -> Iterator[Token]:
    """Yield a paragraph of code for each line that has words."""
    for at, line in enumerate(content.split("\n")):
        words = line.strip()
        if words:
            ticks = "`" * (1 + max(map(len, _TICKS.findall(words)), default=0))
            yield from _paragraph(f"{ticks} {words} {ticks}", start + at)


# Directives of MyST


def _prose_directive(token: Token) -> re.Match[str] | None:
    """Return the name and the title of a directive that holds text, as a note does; None for code."""
    found = _DIRECTIVE.fullmatch(token.info.strip())
    return found if found and found["name"] in prose_directives() else None


def _directive(token: Token, found: re.Match[str], state: StateCore) -> Iterator[Token]:
    """Yield the blocks in a directive, and its title above them."""
    start = token.map[0] if token.map else 0
    lines = token.content.split("\n")
    options = 0
    while options < len(lines) and _OPTION.fullmatch(lines[options].strip()):
        options += 1
    told = [f"{{{found['name']}}}", *(line.strip() for line in lines[:options])]
    yield _note(start, "A directive became what stands in it.", " ".join(told))
    if found["title"]:
        yield from _paragraph(found["title"], start)
    inside: list[Token] = []
    state.md.block.parse("\n".join(lines[options:]), state.md, state.env, inside)
    for one in inside:
        one.map = [at + start + 1 + options for at in one.map] if one.map else None
    yield from _rewritten(inside, state)


# HTML


def _html(token: Token, start: int) -> Iterator[Token]:
    """Yield the text of HTML, cut where its blocks begin and end; elements in a line are left to the parser of words."""
    found = html_pieces(token.content)
    if found.dropped:
        message = "Elements of HTML were left out; the words that they show stay."
        yield _note(start, message, " ".join(found.dropped))
    for piece in found.pieces:
        yield from _paragraph(piece.words, start + piece.line, piece.tag)


# Line breaks


def _line_breaks(state: StateCore) -> None:
    """Core rule: a hard line break ends a paragraph where lines are short, as in an address; else it is told."""
    tokens: list[Token] = []
    for at, token in enumerate(state.tokens):
        if token.type != "inline":
            tokens.append(token)
            continue
        for child in token.children or ():
            if child.type == "html_inline" and is_line_break(child.content):
                child.type = "hardbreak"
        in_paragraph = state.tokens[at - 1].type == "paragraph_open"
        tokens += _broken(token, state.tokens[at - 1], in_paragraph=in_paragraph)
    state.tokens = tokens


@frozen
class _Run:
    """Run of tokens between two hard breaks."""

    tokens: list[Token]

    @property
    def words(self) -> str:
        return "".join(
            " " if one.type == "softbreak" else one.content for one in self.tokens
        ).strip()

    @property
    def is_bold(self) -> bool:
        inner = [one for one in self.tokens if one.content.strip()]
        return (
            bool(inner) and self.tokens[0].type == "strong_open" and all(one.level for one in inner)
        )


def _broken(token: Token, opening: Token, *, in_paragraph: bool) -> Iterator[Token]:
    """Yield the content of a block, as several paragraphs where line breaks end them."""
    runs = [_Run([])]
    for child in token.children or ():
        if child.type == "hardbreak" and not child.level:
            runs.append(_Run([]))
        else:
            runs[-1].tokens.append(child)
    runs = [run for run in runs if run.words or len(run.tokens)]
    if len(runs) < 2:
        yield token
        return
    printed = [run.words for run in runs]
    breaks = line_breaks(printed, [run.is_bold for run in runs])
    children = list(runs[0].tokens)
    for one, before, run in zip(breaks, printed, runs[1:], strict=False):
        if one.ends and in_paragraph:
            yield from _cut(token, children, opening)
            children = list(run.tokens)
            continue
        message = "Joined lines that a line break parted."
        told = _note(0, message, f"{before} / {run.words}", Code.LINES_JOINED)
        children += [told, Token("softbreak", "br", 0), *run.tokens]
    yield _inline(token, children)


def _cut(token: Token, children: list[Token], opening: Token) -> Iterator[Token]:
    """Yield the content of a paragraph, and where it ends and the next begins."""
    yield _inline(token, children)
    yield Token("paragraph_close", "p", -1, hidden=opening.hidden)
    yield Token("paragraph_open", "p", 1, map=opening.map, hidden=opening.hidden)


def _inline(token: Token, children: list[Token]) -> Token:
    content = "".join(" " if one.type == "softbreak" else one.content for one in children)
    return Token(
        "inline", "", 0, content=content, map=token.map, level=token.level, children=children
    )
