"""Known runs: words that lost their styles, with the roles and the marks that they were written with.

A word that stands where it stood is what it was: a name, a date, a source number, words in bold. So is a word in the
place of others of one run, and one between two of the same run. What else was typed in has no role; recognition may
know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from briefkit.layout import Run, RunRole, Runs
from briefkit.layout.fingerprint import join_runs, normalised_address
from briefkit.layout.roles import NOT_IN_TEXT, NUMBER_RUNS
from briefkit.model import Position
from briefkit.model.text import with_text
from briefkit.sequences import stretches

_TOKEN = re.compile(r"\[\d+\]|\w+|\s+|[^\w\s]")
_NUMBER = re.compile(r"\[\d+\]")
_ADDRESS = re.compile("https?:|mailto:")
_QUOTATION_MARK = re.compile("[\"'‘’“”]")


def with_known_runs(found: Runs, written: Runs) -> Runs:
    """Return the words of a file as runs of the roles and marks that they were written with.

    Args:
        found: The words, as the file shows them.
        written: The runs that they were.
    """
    ours, theirs = list(_tokens(written)), list(_tokens(found))
    runs: list[Run] = []
    agreeing = list(stretches(_words(ours), _words(theirs)))
    kept = {
        place
        for mine, its in agreeing
        if _words(ours[mine]) == _words(theirs[its])
        for place in range(len(ours))[mine]
    }
    broken = {one.run for place, one in enumerate(ours) if place not in kept}
    for mine, its in agreeing:
        if _words(ours[mine]) != _words(theirs[its]):
            known = _run_around(ours, mine)
            runs += [_typed(one, None if known is None else written[known]) for one in theirs[its]]
            continue
        for old, new in zip(ours[mine], theirs[its], strict=True):
            # Of a label that was typed over, nothing is one.
            is_typed = old.run in broken and old.source.role is RunRole.LABEL
            runs.append((new if is_typed else old).as_run())
    return join_runs(runs)


def with_changed_links(found: Runs, written: Runs) -> Runs:
    """Return runs of which the file has the same words, with the addresses that their words lead to there.

    Args:
        found: The words, as the file shows them.
        written: The runs that they were.
    """
    there = {normalised_address(link) for link in _links(written)}
    if all(normalised_address(link) in there for link in _links(found)):
        return written
    ours, theirs = list(_tokens(written)), list(_tokens(found))
    runs = [one.as_run() for one in ours]
    for mine, its in stretches(_words(ours), _words(theirs)):
        if _words(ours[mine]) == _words(theirs[its]):
            for place, new in zip(range(len(ours))[mine], theirs[its], strict=True):
                link = new.source.span.link
                if link and runs[place].role is None and _ADDRESS.match(link):
                    span = evolve(runs[place].span, link=link)
                    runs[place] = evolve(runs[place], span=span)
    return join_runs(runs)


def _links(runs: Runs) -> Iterator[str]:
    """Yield the addresses that words lead to; those within the file are none."""
    links = (run.span.link for run in runs)
    return (link for link in links if link and _ADDRESS.match(link))


def with_source_numbers(runs: Runs) -> Runs:
    """Return runs in which a number in brackets over the line is that of a source."""
    return tuple(
        evolve(run, role=RunRole.NOTE)
        if run.role is None
        and run.span.position is Position.SUPER
        and _NUMBER.fullmatch(run.span.text)
        else run
        for run in runs
    )


@frozen
class _Token:
    """A word, a space or a sign, and the run that it is of: by its index, for runs may be equal."""

    word: str
    run: int
    source: Run

    def as_run(self) -> Run:
        """The token as a run of its own."""
        return evolve(self.source, span=with_text(self.source.span, self.word))


def _tokens(runs: Sequence[Run]) -> Iterator[_Token]:
    for number, run in enumerate(runs):
        for word in _TOKEN.findall(run.span.text):
            yield _Token(word, number, run)


def _words(tokens: Sequence[_Token]) -> list[str]:
    """Return the words of tokens; programs type quotation marks in another form."""
    return [_QUOTATION_MARK.sub('"', one.word) for one in tokens]


def _run_around(tokens: Sequence[_Token], stretch: slice) -> int | None:
    """Return the one run that a stretch of written tokens is of, or stands within; None where there is none."""
    start, stop = stretch.start, stretch.stop
    around = tokens[start:stop] if start < stop else tokens[max(start - 1, 0) : stop + 1]
    inside = start < stop or len(around) == 2
    numbers = {one.run for one in around}
    return numbers.pop() if inside and len(numbers) == 1 else None


def _typed(token: _Token, known: Run | None) -> Run:
    """Return a word that was typed, in the place of a run that is known: nobody types what the house prints."""
    if known is None:
        return token.as_run()
    if known.role in NUMBER_RUNS and _NUMBER.fullmatch(token.word):
        return evolve(known, span=with_text(known.span, token.word), target=None, value=None)
    if known.role in NOT_IN_TEXT:
        return token.as_run()
    return evolve(known, span=with_text(known.span, token.word), value=None)
