"""Furniture: labels, separators and source numbers, told from words that were typed in their look.

Programs give typed words the look of what stands beside them: words behind a source number are raised and lead to the
source, words behind a colon look like the label. A look makes words furniture only where the house prints those words
there; all others are words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from briefkit.language.printed_facts import ACCESSED, BANNER, DATELINE, DOT, RELIABILITY, Fact
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    RunRole,
    Runs,
    with_runs,
)
from briefkit.layout.fingerprint import LINK_BACK
from briefkit.layout.roles import NUMBER_RUNS, SPEAKER_RUNS, ParaRole
from briefkit.lexicons import lexicon
from briefkit.lower.generated_runs import brackets
from briefkit.model.text import with_text
from briefkit.runtime.caching import cached

_NUMBERS = re.compile(r"(\[[^\[\]]*\])")
_LINKS_BACK = re.compile(f"({LINK_BACK.pattern})")
# What words that were typed right beside it belong to.
_JOINING = (
    *SPEAKER_RUNS,
    RunRole.DATE,
    RunRole.SAID_ON,
    RunRole.PLACE,
    RunRole.KIND,
    RunRole.AFFILIATION,
    RunRole.AUTHOR,
    RunRole.PUBLISHER,
)
ORCID_LABEL = "ORCID "


def with_true_roles(block: LayoutBlock, language: str) -> LayoutBlock:
    """Return a block in which only what the house prints there is furniture.

    Args:
        block: The block.
        language: The language of the sheet.
    """
    match block:
        case Para():
            return evolve(block, runs=_true(block.runs, _furniture(block.role, language)))
        case Heading(role=Role.TITLE):
            return evolve(block, runs=_true(block.runs, ()))
        case Heading():
            # A house label is told by its section; any other words may head one.
            return evolve(
                block,
                runs=tuple(
                    part
                    for run in block.runs
                    for part in ((run,) if run.role is RunRole.LABEL else _true_parts(run, ()))
                ),
            )
        case Items():
            items: Any = tuple(
                tuple(with_true_roles(part, language) for part in item) for item in block.items
            )
            return evolve(block, items=items)
        case Grid() | Picture():
            return with_runs(block, lambda runs: _true(runs, ()))


def _true(runs: Runs, printed: Sequence[str]) -> Runs:
    """Return runs, each with its true role; words that were typed beside a name or a fact are words of it."""
    found: list[Run] = []
    beside = False  # whether the last run may still become words of the next
    for run in runs:
        for part in _true_parts(run, printed):
            is_typed = run.role is RunRole.LABEL and part.role is None and _has_words(part)
            if is_typed and found and found[-1].role in _JOINING:
                found[-1] = _joined(found[-1], found[-1].span.text + part.span.text)
                is_typed = False
            elif beside and part.role in _JOINING:
                found[-1] = _joined(part, found[-1].span.text + part.span.text)
            else:
                found.append(part)
            beside = is_typed
    return tuple(found)


def _has_words(run: Run) -> bool:
    return any(map(str.isalnum, run.span.text))


def _joined(run: Run, words: str) -> Run:
    return evolve(run, span=with_text(run.span, words), value=None)


def _true_parts(run: Run, printed: Sequence[str]) -> Iterator[Run]:
    """Yield the parts of a run, what is no furniture as words of the text."""
    match run.role:
        case RunRole.LABEL:
            yield from _parts_of_label(run, printed)
        case RunRole.NOTE | RunRole.EVIDENCE:
            yield from _parts_of_number(run, _NUMBERS)
        case RunRole.BACK:
            yield from _parts_of_number(run, _LINKS_BACK)
        case _:
            yield run


def _parts_of_number(run: Run, numbers: re.Pattern[str]) -> Iterator[Run]:
    """Yield the numbers in a run that looks like one, and the words between."""
    for words in numbers.split(run.span.text):
        yield from [_part(run, words)] if numbers.fullmatch(words) else _typed(run, words)


def _parts_of_label(run: Run, printed: Sequence[str]) -> Iterator[Run]:
    """Yield the furniture that a run in the look of a label begins and ends with, and the words between."""
    words = run.span.text
    start, stop = 0, len(words)
    while end := _furniture_at(words, start, printed):
        yield _part(run, words[start:end])
        start = end
    behind: list[Run] = []
    while (end := _furniture_before(words, start, stop, printed)) < stop:
        behind.append(_part(run, words[end:stop]))
        stop = end
    yield from _typed(run, words[start:stop])
    yield from reversed(behind)


def _furniture_at(words: str, start: int, printed: Sequence[str]) -> int:
    """Return where the furniture ends that words go on with, with the spaces around it; 0 where there is none."""
    first = _behind_spaces(words, start)
    for one in printed:
        end = first + len(one)
        if words.startswith(one, first) and not _is_within_word(words, end):
            return _behind_spaces(words, end)
    return 0


def _furniture_before(words: str, start: int, stop: int, printed: Sequence[str]) -> int:
    """Return where the furniture begins that words end with, with the spaces around it; `stop` where there is none."""
    last = _before_spaces(words, start, stop)
    for one in printed:
        first = last - len(one)
        if first > start and words.startswith(one, first) and not _is_within_word(words, first):
            return _before_spaces(words, start, first)
    return stop


def _is_within_word(words: str, at: int) -> bool:
    """Whether a position is between two letters."""
    return 0 < at < len(words) and words[at - 1].isalnum() and words[at].isalnum()


def _behind_spaces(words: str, start: int) -> int:
    while start < len(words) and words[start].isspace():
        start += 1
    return start


def _before_spaces(words: str, start: int, stop: int) -> int:
    while stop > start and words[stop - 1].isspace():
        stop -= 1
    return stop


def _part(run: Run, words: str) -> Run:
    return evolve(run, span=with_text(run.span, words))


def _typed(run: Run, words: str) -> Iterator[Run]:
    """Yield words that were typed in the look of a run; a space alone is no word, and stays what it looks like."""
    if words.isspace() and run.role not in NUMBER_RUNS:
        yield _part(run, words)
    elif words:
        typed = with_text(run.span, words)
        yield Run(evolve(typed, position=None) if run.role in NUMBER_RUNS else typed)


# What the house prints


@cached(512)
def _furniture(role: ParaRole, language: str) -> tuple[str, ...]:
    """Return the furniture of paragraphs of a role, without spaces around it, the longest first."""
    words = {one.strip() for one in _printed(role, lexicon(language).labels, language)} - {""}
    return tuple(sorted(words, key=len, reverse=True))


def _printed(role: ParaRole, labels: Mapping[str, str], language: str) -> Iterable[str]:
    """Return what the house prints among the words of a paragraph."""
    comma, colon = labels["comma"], labels["colon"]
    match role:
        case Role.STATEMENT | Role.INFERRED:
            separators = ("role_separator", "speaker_separator", "speaker_last")
            return (*(labels[name] for name in separators), *brackets(labels), colon)
        case Role.JUDGEMENT:
            facts = ("likelihood", "confidence", "basis")
            return (*(labels[name] + colon for name in facts), "(", ")", DOT)
        case Role.BANNER:
            return (DOT, *_prefixes(BANNER.values(), language))
        case Role.DATELINE:
            return (DOT, *_prefixes(DATELINE.values(), language))
        case Role.CORRECTION:
            return DOT, colon
        case Role.AUTHOR:
            return (comma,)
        case Role.CONTACT:
            return DOT, ORCID_LABEL
        case Role.SOURCE:
            return (comma, *_prefixes((ACCESSED, RELIABILITY), language))
        case (Role.GENRE | Role.STANDFIRST | Role.PARAGRAPH | Role.ASSESSMENT | Role.PORTION) | (
            Role.BIO | Role.LINK | Role.RIGHTS
        ):
            return ()
        case _:  # an event, or another block with facts before its text
            return comma, colon


def _prefixes(facts: Iterable[Fact[Any]], language: str) -> tuple[str, ...]:
    return tuple(fact.prefix(language) for fact in facts)
