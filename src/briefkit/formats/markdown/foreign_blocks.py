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

from briefkit.formats.markdown.block_tokens import as_code, paragraph, told
from briefkit.formats.markdown.html_pieces import LEFT_OUT, html_pieces, is_line_break
from briefkit.formats.markdown.line_forms import split_lines
from briefkit.formats.markdown.tool_keys import prose_directives
from briefkit.notes import Code
from briefkit.recognise.broken_lines import JOINED, broken_paragraphs

_DIRECTIVE = re.compile(r"\{(?P<name>[\w:.-]++)\}[ \t]*+(?P<title>[^\n]*+)")
_OPTION = re.compile(r":[\w-]+:.*|---")
_LISTS_OF_DEFINITIONS = ("dl_open", "dl_close", "dd_open", "dd_close")


def add_block_rules(parser: MarkdownIt) -> None:
    """Add the rules to a parser that knows code and HTML, and perhaps formulas and definitions."""
    parser.core.ruler.after("block", "foreign_blocks", _foreign_blocks)
    parser.core.ruler.after("foreign_blocks", "line_forms", split_lines)
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
                yield told(start, message, token.info.strip())
                yield from _code(token.content, start + (token.type == "fence"))
            case "math_block" | "math_block_label":
                message = "A formula stays as it is written in TeX."
                yield told(start, message, token.info.strip())
                yield from _code(token.content, start)
            case "html_block":
                yield from _html(token, start)
            case "dl_open":
                yield told(start, "A list of definitions became paragraphs.")
            case "dt_open" | "dt_close":
                kind = token.type.replace("dt", "paragraph")
                yield Token(kind, "p", token.nesting, map=token.map)
            case kind if kind in _LISTS_OF_DEFINITIONS:
                pass
            case _:
                yield token


def _code(content: str, start: int) -> Iterator[Token]:
    """Yield a paragraph of code for each line that has words."""
    for at, line in enumerate(content.split("\n")):
        words = line.strip()
        if words:
            yield from paragraph(as_code(words), start + at)


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
    gone = [f"{{{found['name']}}}", *(line.strip() for line in lines[:options])]
    yield told(start, "A directive became what stands in it.", " ".join(gone))
    if found["title"]:
        yield from paragraph(found["title"], start)
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
        yield told(start, LEFT_OUT, " ".join(found.dropped))
    for piece in found.pieces:
        yield from paragraph(piece.words, start + piece.line, piece.tag)


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
    whole = not in_paragraph or any(one.type == "attributes" for one in runs[-1].tokens)
    printed, bold = [run.words for run in runs], [run.is_bold for run in runs]
    *before, last = broken_paragraphs(printed, bold, whole=whole)
    for one in before:
        yield from _cut(token, _joined([runs[at] for at in one.lines]), opening)
    yield _inline(token, _joined([runs[at] for at in last.lines]))


def _joined(runs: Sequence[_Run]) -> list[Token]:
    """Return the tokens of runs, with a note on those that are joined."""
    children = list(runs[0].tokens)
    for run in runs[1:]:
        children += [Token("softbreak", "br", 0), *run.tokens]
    if len(runs) > 1:
        children.append(told(0, JOINED, " / ".join(run.words for run in runs), Code.LINES_JOINED))
    return children


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
