"""Run-in labels: "Read more: How it began", which takes its own line, and the list right below it, of the back matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from briefkit.language.word_pattern import WORD
from briefkit.model import SectionKind
from briefkit.model.text import slice_spans
from briefkit.recognise.attributed_statement import split_label
from briefkit.recognise.back_matter_lines import (
    author_named,
    authors_named,
    byline,
    correction,
    has_address,
    opens_with_author,
)
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.repaired import text_of
from briefkit.recognise.words import fold_heading, section_names
from briefkit.runtime.caching import cached

_LONGEST = 60  # characters of a label
_FIRST_LETTERS = 8  # characters in which the first two letters of a label stand, behind signs
#: What stands behind a label; after a sign other than a colon, only what leads somewhere is behind one.
_SEPARATOR = re.compile(r"(?P<colon>：| ?: )|(?: ?[|»›→▶>–—-]{1,3} )|(?= )")
_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】"}


def run_in_label(line: Line, recogniser: Recogniser) -> tuple[str, Line, Line] | None:
    """Read a line that opens with the name of a part.

    Args:
        line: The line.
        recogniser: The recogniser of the language.

    Returns:
        The name of the part, the line of its label, and the line of what stands behind that; None for any other line.
    """
    if line.kind not in (Kind.UNKNOWN, Kind.PARAGRAPH, Kind.HEADING):
        return None
    return _section_label(line, recogniser) or _back_matter_label(line, recogniser)


def _section_label(line: Line, recogniser: Recogniser) -> tuple[str, Line, Line] | None:
    split = split_label(line.text) if line.kind is not Kind.HEADING else None
    name = recogniser.part_named(split[0]) if split else None
    if split is None or name is None or name not in set(SectionKind):
        return None
    return name, _cut(line, 0, len(split[0])), evolve(line, text=split[1], apart=True)


def _back_matter_label(line: Line, recogniser: Recogniser) -> tuple[str, Line, Line] | None:
    words = line.plain
    if not _may_open_with_name(words, recogniser.language):
        return None
    stop = len(words) - (words[-1:] == _PAIRS.get(words[:1], ""))
    for sign in reversed([*_SEPARATOR.finditer(words, 1, _LONGEST)]):  # the longest name counts
        name = recogniser.part_named(words[: sign.start()])
        if name is None or name in set(SectionKind):
            continue
        start = sign.end() + len(words[sign.end() :]) - len(words[sign.end() :].lstrip())
        rest = evolve(_cut(line, start, stop), kind=Kind.PARAGRAPH, level=0, mark="", apart=True)
        if rest.plain and (sign["colon"] or _leads_somewhere(rest)):
            first = WORD.search(words)
            return name, _cut(line, first.start() if first else 0, sign.start()), rest
    return None


def _may_open_with_name(words: str, language: str) -> bool:
    """Whether words begin with the first letters of a name of the back matter; few do, and to look is quick."""
    return fold_heading(words[:_FIRST_LETTERS])[:2] in _first_letters(language)


@cached(256, max_length=200)
def _first_letters(language: str) -> frozenset[str]:
    names = section_names(language).items()
    return frozenset(name[:2] for name, part in names if part not in set(SectionKind))


def _leads_somewhere(line: Line) -> bool:
    """Whether all words of a line are a link, or its last ones an address."""
    spans = [span for span in line.text.spans if span.text.strip()]
    return all(span.link for span in spans) or line.plain.split(" ")[-1].strip("<>()").startswith(
        ("http://", "https://")
    )


def _cut(line: Line, start: int, stop: int) -> Line:
    return evolve(line, text=text_of(slice_spans(line.text.spans, start, stop)))


def says_entry(
    name: str, line: Line, after: Line | None, recogniser: Recogniser, *, is_last: bool
) -> bool:
    """Whether what stands behind a label of the back matter is an entry of that, and no words of the text.

    Args:
        name: The name of the part.
        line: What stands behind the label.
        after: The line below.
        recogniser: The recogniser of the language.
        is_last: Whether no text follows.
    """
    match name:
        case "related":
            return has_address(line) or (after is not None and _is_its_address(after))
        case "sources":
            return is_last or has_address(line)
        case "corrections":
            return correction(line.plain, recogniser) is not None
        case _:
            words = line.plain
            named = authors_named(words, recogniser) or author_named(words, recogniser)
            return bool(named or byline(words, recogniser) or opens_with_author(words, recogniser))


def _is_its_address(line: Line) -> bool:
    """Whether a line is nothing but the address of the one right above it."""
    return not line.apart and " " not in line.plain and has_address(line)


def lines_below(lines: Sequence[Line]) -> int:
    """Return how many lines belong to the label before them: its address, or items that each have one."""
    if lines and lines[0].kind is not Kind.ITEM:
        return int(_is_its_address(lines[0]))
    count = 0
    while count < len(lines) and lines[count].kind is Kind.ITEM and has_address(lines[count]):
        count += 1
    return count
