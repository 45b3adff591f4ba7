"""Line forms: paragraphs whose lines mean something each, which CommonMark takes for one line of words.

They are verses and rows between bars, definitions, fields, formulas, the first lines of callouts and directives, and who
said a quotation. Each line becomes a paragraph. briefkit itself writes every paragraph on one line, so a form never takes
words of its own for more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from attrs import frozen
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefkit.formats.markdown.block_tokens import as_code, paragraph, told
from briefkit.formats.markdown.foreign_marks import AT_START
from briefkit.recognise.broken_lines import SHORT, ends_sentence

_BAR = re.compile(r"\|(?=\s|$)")
_DEFINITION = re.compile(r"[:~][ \t]++(?=\S)")
_FIELD = re.compile(r":[^\s:][^:\n]{0,40}:(?:[ \t]|$)")
_DIRECTIVE = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+\w.*|:{3,}[ \t]*[\w{].*", re.DOTALL)
_ATTRIBUTION = re.compile(r"(?:[—–―]|-{2,3})[ \t]*+(?=\S)")
_FORMULA = "$$"

#: A paragraph that a line becomes: the place of the line in its own, and its Markdown.
_Kept: TypeAlias = tuple[int, str]


@frozen
class _Form:
    """Form of the lines of a paragraph.

    Attributes:
        keep: Finds the paragraphs that they become; none where the lines have another form.
        quoted: Whether only a block quotation has such lines.
        message: What is told of the form; "" where nothing of it goes.
    """

    keep: Callable[[Sequence[str]], list[_Kept]]
    quoted: bool = False
    message: str = ""


def split_lines(state: StateCore) -> None:
    """Core rule: the lines of a paragraph that has one of the forms become paragraphs."""
    state.tokens = list(_split(state.tokens))


def _split(tokens: Sequence[Token]) -> Iterator[Token]:
    quotations = 0  # that are open
    at = 0
    while at < len(tokens):
        token = tokens[at]
        quotations += token.nesting * (token.tag == "blockquote")
        apart = None
        if token.type == "paragraph_open" and "\n" in tokens[at + 1].content:
            apart = _apart(token, tokens[at + 1].content, quoted=quotations > 0)
        if apart:
            yield from apart
            at += 3
        else:
            yield token
            at += 1


def _apart(opening: Token, content: str, *, quoted: bool) -> list[Token]:
    """Return the paragraphs that the lines of one become; none where they have no form."""
    lines = [line.strip() for line in content.split("\n")]
    start = opening.map[0] if opening.map else 0
    for form in _FORMS:
        kept = form.keep(lines) if quoted or not form.quoted else []
        if kept:
            made = [told(start, form.message)] if form.message else []
            for at, words in kept:
                made += paragraph(words, start + at, hidden=opening.hidden)
            return made
    return []


def _groups(lines: Sequence[str], begins: Callable[[str], object]) -> list[_Kept]:
    """Return lines, those together that go on one that begins."""
    found: list[_Kept] = []
    for at, line in enumerate(lines):
        if begins(line) or not found:
            found.append((at, line))
        else:
            place, words = found[-1]
            found[-1] = place, f"{words}\n{line}"
    return found


def _verse(lines: Sequence[str]) -> list[_Kept]:
    """Return the lines of a line block of pandoc's and reStructuredText's, or the rows of a table without a header."""
    if not _BAR.match(lines[0]) or sum(map(bool, map(_BAR.match, lines))) < 2:
        return []
    bare = ((at, words[1:].strip().removesuffix("|")) for at, words in _groups(lines, _BAR.match))
    return [(at, words.strip()) for at, words in bare if words.strip()]


def _definitions(lines: Sequence[str]) -> list[_Kept]:
    """Return a term, and its definitions without their sign."""
    first = next((at for at, line in enumerate(lines) if _DEFINITION.match(line)), 0)
    if not first or any(len(line) > SHORT for line in lines[:first]):
        return []
    found = _groups(lines[first:], _DEFINITION.match)
    below = ((first + at, _DEFINITION.sub("", words, count=1)) for at, words in found)
    return [*enumerate(lines[:first]), *below]


def _fields(lines: Sequence[str]) -> list[_Kept]:
    """Return the fields of a list of fields of reStructuredText."""
    found = _groups(lines, _FIELD.match) if _FIELD.match(lines[0]) else []
    return found if len(found) > 1 else []


def _formula(lines: Sequence[str]) -> list[_Kept]:
    """Return the lines of a formula."""
    if lines[0] != _FORMULA or lines[-1] != _FORMULA:
        return []
    return [(at, as_code(line)) for at, line in enumerate(lines) if line != _FORMULA]


def _titled(lines: Sequence[str]) -> list[_Kept]:
    """Return the title of a callout, and what it stands over."""
    kind = AT_START.match(lines[0])
    if kind is None or not lines[0].startswith("[!") or kind.end() == len(lines[0]):
        return []
    return [(0, lines[0]), (1, "\n".join(lines[1:]))]


def _directive(lines: Sequence[str]) -> list[_Kept]:
    """Return the first line of a directive, and what it stands over."""
    return [(0, lines[0]), (1, "\n".join(lines[1:]))] if _DIRECTIVE.fullmatch(lines[0]) else []


def _attributed(lines: Sequence[str]) -> list[_Kept]:
    """Return a quotation, and the line below that says whose it is."""
    *words, last = lines
    sign = _ATTRIBUTION.match(last)
    if sign is None or not (ends_sentence(words[-1]) or last[sign.end() :][:1].isupper()):
        return []
    return [(0, "\n".join(words)), (len(words), last)]


_FORMS = (
    _Form(_verse, message="The lines of a verse, or the rows of a table, became paragraphs."),
    _Form(_definitions, message="A list of definitions became paragraphs."),
    _Form(_fields),
    _Form(_formula, message="A formula stays as it is written in TeX."),
    _Form(_directive),
    _Form(_titled, quoted=True),
    _Form(_attributed, quoted=True),
)
