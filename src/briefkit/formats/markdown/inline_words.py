"""Visible lines of a document: the words of each paragraph, heading and cell, whatever a reader makes of them.

They are those of the parser's tokens. Descriptions of pictures are left out, and citations: nobody reads them as words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from markdown_it.token import Token

from briefkit.formats.markdown.foreign_marks import FOREIGN
from briefkit.lexicons import lexicon
from briefkit.lower.speaker_labels import printed_label
from briefkit.model import Brief, Section, Statement, Text
from briefkit.model.walk import find

_BREAKS = ("softbreak", "hardbreak")
_WORDLESS = ("attributes", "html_inline", "image", "note", FOREIGN)


def visible_lines(
    tokens: Iterable[Token], numbers: Sequence[int], besides: Collection[int]
) -> list[str]:
    """Return the words of each block of inline content.

    Args:
        tokens: The tokens of a document.
        numbers: The number of each of its lines in the input.
        besides: The lines of the input that are left out.
    """
    return [
        "".join([_words(child) for child in token.children or ()]).strip(" ")
        for token in tokens
        if token.type == "inline" and not (token.map and numbers[token.map[0]] in besides)
    ]


def _words(token: Token) -> str:
    if token.type in _BREAKS:
        return " "
    return "" if token.type in _WORDLESS else token.content


def are_texts(lines: Iterable[str], brief: Brief) -> bool:
    """Whether lines are texts of a brief as they stand, so that no word of them can be lost."""
    left = Counter(_texts(brief))
    left.subtract(lines)
    return all(count >= 0 for line, count in left.items() if line)


def _texts(brief: Brief) -> Iterator[str]:
    """Yield the texts of a brief, and its labels and headings, as Markdown has them."""
    for part in find(brief, Text, Statement):
        if isinstance(part, Text):
            yield part.plain
        elif isinstance(part, Statement):
            label = f"{printed_label(part.speakers, brief.language)}: " if part.labelled else ""
            yield f"{label}{part.text.plain}"
    labels = lexicon(brief.language).labels
    yield from _labels(brief.sections, labels)
    if brief.sources:
        yield labels["sources"]


def _labels(sections: Iterable[Section], labels: Mapping[str, str]) -> Iterator[str]:
    for section in sections:
        if section.heading is None and not section.is_opening:
            yield labels[section.kind]
        yield from _labels(section.sections, labels)
