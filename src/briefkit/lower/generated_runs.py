"""Runs: facts and generated text as runs, and the words of runs and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, assert_never

from briefkit.language.printed_facts import PORTION_MARK, Fact
from briefkit.layout import (
    FactValue,
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Run,
    RunRole,
    Runs,
    made_run,
)
from briefkit.model import Marking, Span
from briefkit.model.text import made_span
from briefkit.runtime.caching import cached

T = TypeVar("T", bound=FactValue)

#: What ends a label and what parts two facts, in the signs of all languages.
COLONS = frozenset(":：")
COMMAS = frozenset(",،，、")


@cached(512, max_length=200)
def generated_run(words: str) -> Run:
    """Generated text: words that the house prints and nobody wrote, such as labels and separators."""
    return Run(Span(words), RunRole.LABEL)


def brackets(labels: Mapping[str, str]) -> tuple[str, str]:
    """Brackets behind words, with the space before them: those of a language whose colon is full-width are so too."""
    return ("（", "）") if labels["colon"] == "：" else (" (", ")")


def name_run(words: str, role: RunRole) -> Run:
    """Name or role of a person or a body, as a run."""
    return made_run(made_span(words), role)


def fact_run(fact: Fact[T], value: T, language: str) -> Run:
    """Fact as a run: a value printed in a language, which the run carries."""
    link = fact.link(value) if fact.link else None
    return Run(made_span(fact.print(value, language), link), fact.role, value=value)


def fact_runs(fact: Fact[T], value: T | None, language: str) -> Runs:
    """Fact as runs, after its house label where it has one; () where there is no value."""
    if value is None:
        return ()
    run = fact_run(fact, value, language)
    return (generated_run(fact.prefix(language)), run) if fact.label else (run,)


def joined_facts(facts: Iterable[Runs], separator: str) -> Runs:
    """Facts in a row, with the separator between two of them."""
    runs: list[Run] = []
    for fact in facts:
        if runs and fact and separator:  # Chinese has nothing between a role and a name
            runs.append(generated_run(separator))
        runs += fact
    return tuple(runs)


def joined_paragraphs(parts: Iterable[Heading | Para]) -> Runs:
    """Runs of paragraphs where one is expected, with a space between two of them."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(Run(Span(" ")))
        runs += part.runs
    return tuple(runs)


def runs_text(runs: Iterable[Run]) -> str:
    """Text of runs, as printed."""
    return "".join([run.span.text for run in runs])


def lines_of_runs(blocks: Iterable[LayoutBlock]) -> Iterator[Runs]:
    """Runs of each line of blocks: of each paragraph, cell, caption and credit, in the order of a page."""
    for block in blocks:
        match block:
            case Heading() | Para():
                yield block.runs
            case Items():
                for item in block.items:
                    yield from lines_of_runs(item)
            case Grid():
                yield block.caption
                yield from block.header
                for row in block.rows:
                    yield from row
            case Picture():
                yield block.caption
                yield block.credit
            case _:
                assert_never(block)


def block_text(block: LayoutBlock) -> str:
    """Text of a block, its parts one after the other."""
    match block:
        case Heading() | Para():
            return runs_text(block.runs)
        case Items():
            return " ".join(block_text(part) for item in block.items for part in item)
        case Grid():
            cells = (*block.header, *(cell for row in block.rows for cell in row))
            return " ".join(filter(None, map(runs_text, (block.caption, *cells))))
        case Picture():
            return " ".join(
                filter(None, (block.alt, runs_text(block.caption), runs_text(block.credit)))
            )
        case _:
            assert_never(block)


def behind_label(runs: Sequence[Run]) -> int:
    """Index of the first run behind a label, which ends with a colon; 0 where there is none."""
    ends = (
        n
        for n, run in enumerate(runs, 1)
        if run.role is RunRole.LABEL and run.span.text.strip() in COLONS
    )
    return next(ends, 0)


def find_fact(runs: Iterable[Run], role: RunRole) -> str | None:
    """Text of the first run of a role, without loose spaces; None where there is none."""
    return without_loose_spaces(next((run.span.text for run in runs if run.role is role), ""))


def without_loose_spaces(words: str) -> str | None:
    """Words without leading, trailing and doubled spaces; None where nothing is left."""
    return re.sub(" {2,}", " ", words).strip(" ") or None


# Markings


def lower_marking(marking: Marking | None, language: str) -> Runs:
    """Portion mark before a marked block, with the space after it."""
    if marking is None:
        return ()
    return fact_run(PORTION_MARK, marking, language), generated_run(" ")
