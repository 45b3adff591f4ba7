"""Bold headings: lines that are all in bold, between the paragraphs of another program's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from briefkit.notes import Code, Notes
from briefkit.recognise import back_matter_lines, masthead_lines
from briefkit.recognise.bylines import byline_with_date
from briefkit.recognise.heading_looks import asks, has_label, may_be_heading
from briefkit.recognise.recogniser import Recogniser

_DEEPEST = 6
_PARAGRAPH = 3  # tokens
_TEXT = ("paragraph_open", "bullet_list_open", "ordered_list_open", "blockquote_open", "table_open")


def with_bold_headings(
    tokens: Sequence[Token], numbers: Sequence[int], recogniser: Recogniser, notes: Notes
) -> list[Token]:
    """Return the blocks of a document, its bold lines between text as headings.

    Args:
        tokens: The blocks.
        numbers: The number of each line in the input.
        recogniser: The recogniser of the language.
        notes: The collector of notes on what was taken for a heading.
    """
    made = list(tokens)
    level = 1
    for at in _tops(tokens):
        opening = tokens[at]
        if opening.type == "heading_open":
            level = int(opening.tag[1])
        words = _bold_words(tokens, at)
        if not words or not _is_between_text(tokens, at) or not _is_heading(words, recogniser):
            continue
        tag = f"h{min(level + 1, _DEEPEST)}"
        place = opening.map
        inside = [one for one in tokens[at + 1].children or () if not one.type.startswith("strong")]
        content = tokens[at + 1].copy(children=inside)
        made[at : at + _PARAGRAPH] = [
            Token("heading_open", tag, 1, map=place),
            content,
            Token("heading_close", tag, -1),
        ]
        message = f"“{words}” looks like a heading, and was taken for one."
        notes.add(Code.HEADING_ASSUMED, message, line=numbers[place[0]] if place else None)
    return made


def _tops(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where blocks begin that stand in no other."""
    depth = 0
    for at, token in enumerate(tokens):
        if depth == 0 and token.nesting == 1:
            yield at
        depth += token.nesting


def _bold_words(tokens: Sequence[Token], at: int) -> str:
    """Return the words of a paragraph that is all in bold; "" of any other block."""
    if tokens[at].type != "paragraph_open":
        return ""
    children = [one for one in tokens[at + 1].children or () if one.type != "text" or one.content]
    kinds = [one.type for one in children]
    if (
        kinds[:1] != ["strong_open"]
        or kinds[-1] != "strong_close"
        or kinds.count("strong_open") > 1
    ):
        return ""
    plain = all(one.type in ("text", "strong_open", "strong_close") for one in children)
    return "".join(one.content for one in children).strip() if plain else ""


def _is_between_text(tokens: Sequence[Token], at: int) -> bool:
    """Whether text stands above a paragraph, and text below it that is not in bold as a whole."""
    below = at + _PARAGRAPH
    if at == 0 or below >= len(tokens) or tokens[below].type not in _TEXT:
        return False
    return tokens[at - 1].type != "heading_close" and not _bold_words(tokens, below)


def _is_heading(words: str, recogniser: Recogniser) -> bool:
    if asks(words) or has_label(words) or not may_be_heading(words):
        return False
    return not (
        masthead_lines.dates(words, recogniser)
        or back_matter_lines.byline(words, recogniser)
        or byline_with_date(words, recogniser)
    )
