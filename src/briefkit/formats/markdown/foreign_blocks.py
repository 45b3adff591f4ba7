"""Foreign blocks: code, HTML, formulas, definitions and directives of other programs, as paragraphs of their words.

They are rewritten among the parser's tokens, before and after words are parsed. A token `foreign` among the blocks is a note
that the reader adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from attrs import frozen
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefkit.formats.markdown.block_tokens import as_code, paragraph, told
from briefkit.formats.markdown.html_pieces import LEFT_OUT, html_pieces, is_line_break
from briefkit.formats.markdown.line_forms import split_lines
from briefkit.formats.markdown.tool_keys import picture_directives, prose_directives
from briefkit.notes import Code
from briefkit.recognise.broken_lines import JOINED, broken_paragraphs
from briefkit.recognise.said_widths import whole_per_cent

_DIRECTIVE = re.compile(r"\{(?P<name>[\w:.-]++)\}[ \t]*+(?P<title>[^\n]*+)")
_OPTION = re.compile(r":(?P<name>[\w-]+):(?P<value>.*)")
# Options in a block of YAML; each is a word with its value on the same line.
_OPTION_BLOCK = re.compile(r"---[ \t]*\n(?P<inside>(?:[\w-]+:.*\n)*+)---[ \t]*(?:\n|$)")
_OPTION_IN_BLOCK = re.compile(r"(?<![\w-])(?P<name>[\w-]++):(?P<value>.*)")
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
            case "fence" if (found := _directive(token)) and found.name in picture_directives():
                yield from _pictured(found, state)
            case "fence" if found:
                yield from _prose(found, state)
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


@frozen
class _Directive:
    """Directive: its name, what stands behind it, its options, and the lines in it.

    Attributes:
        name: As "figure".
        title: What stands behind the name: a title, or the address of a picture.
        options: What options say, by name.
        lines: The lines in it, without those of its options.
        start: The line of the body where these begin, from 0.
    """

    name: str
    title: str
    options: Mapping[str, str]
    lines: Sequence[str]
    start: int

    def told(self, message: str, options: Iterable[str]) -> Token:
        """Return the note that says which options have no place."""
        gone = (f":{name}: {self.options[name]}".rstrip() for name in options)
        return told(self.start - 1, message, " ".join([f"{{{self.name}}}", *gone]))

    def blocks(self, state: StateCore) -> list[Token]:
        """Return the blocks that its lines are."""
        inside: list[Token] = []
        state.md.block.parse("\n".join(self.lines), state.md, state.env, inside)
        for one in inside:
            one.map = [at + self.start for at in one.map] if one.map else None
        return inside


def _directive(token: Token) -> _Directive | None:
    """Return the directive that a fence is; None for one that holds code."""
    found = _DIRECTIVE.fullmatch(token.info.strip())
    if found is None or found["name"] not in prose_directives() | picture_directives():
        return None
    lines = token.content.split("\n")
    block = _OPTION_BLOCK.match(token.content)
    if block:
        taken, written = block.group().count("\n"), _OPTION_IN_BLOCK.finditer(block["inside"])
    else:
        taken = next(
            (at for at, line in enumerate(lines) if not _OPTION.fullmatch(line.strip())), len(lines)
        )
        written = (one for line in lines[:taken] if (one := _OPTION.fullmatch(line.strip())))
    options = {one["name"].lower(): one["value"].strip() for one in written}
    start = (token.map[0] if token.map else 0) + 1 + taken
    return _Directive(found["name"], found["title"].strip(), options, lines[taken:], start)


def _prose(found: _Directive, state: StateCore) -> Iterator[Token]:
    """Yield the blocks in a directive, and its title above them."""
    yield found.told("A directive became what stands in it.", found.options)
    if found.title:
        yield from paragraph(found.title, found.start - 1)
    yield from _rewritten(found.blocks(state), state)


def _pictured(found: _Directive, state: StateCore) -> Iterator[Token]:
    """Yield the picture of a directive, with its first paragraph as the caption, and what else stands in it."""
    used = {"alt", "width"} if whole_per_cent(found.options.get("width", "")) else {"alt"}
    gone = [name for name in found.options if name not in used]
    if gone:
        yield found.told("A directive became a figure, without some of its options.", gone)
    said = {"src": found.title} | {name: found.options.get(name, "") for name in used}
    picture = " ".join(f'{name}="{escape(words)}"' for name, words in sorted(said.items()))
    caption = ""
    inside = found.blocks(state)
    if inside and inside[0].type == "paragraph_open":
        caption = f"\n<em>{inside[1].content}</em>"
        del inside[:3]
    yield from paragraph(f"<img {picture}>{caption}", found.start - 1)
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
