"""Fingerprint of a block: a key of what a reader sees, which is the same after other programs saved the file.

Programs that open and save a file respell what they do not show. Two blocks have one key where a reader sees no
difference between them. The digests in a payload are made of these keys, in every format.

=====================  ===========================================  ======================================
what                   why it changes                               in the key
=====================  ===========================================  ======================================
split runs             spell-check and revision marks, sort of      neighbours alike are one
                       any editor
soft hyphens           elements in Word, and dropped by some        left out
addresses              browsers and LibreOffice add the slash of    escapes undone, host in small letters,
                       an empty path and escape letters             no slash at the end
language of words      ``en`` becomes ``en-US``; Word marks what    left out
                       it spell-checks, LibreOffice one script
numbers of sources     neighbours with one target become one run    a run a number
anchors of blocks      bookmarks are names, not seen                left out
links back             they follow from the citations               left out
statements in          only pages mark their words                  left out
paragraphs
pictures               kept bit by bit; older versions kept what    SHA-256 of the bytes in the file, or as a
                       cameras say in them, and this one cuts it    file has them that says which way it is turned
=====================  ===========================================  ======================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import zip_longest
from typing import assert_never
from urllib.parse import unquote, urlsplit

from attrs import evolve

from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Run,
    RunRole,
    Runs,
)
from briefkit.layout.roles import NUMBER_RUNS
from briefkit.model.text import same_marks, with_text
from briefkit.runtime.caching import cached

_SOFT_HYPHEN = "\u00ad"
#: The words of a link from a source back to a citation.
LINK_BACK = re.compile(r"↑\d*")
_NUMBER = re.compile(r"\[(?:[^\[\]]*\])?|[^\[]+")


def join_runs(runs: Iterable[Run]) -> Runs:
    """Join neighbouring runs that are alike; empty ones go, and each number of a source is a run of its own."""
    found = tuple([run for run in runs if run.span.text])
    if any(map(_are_alike, found, found[1:])):
        found = tuple(map(_as_one_run, _groups(found)))
    for run in found:
        if run.role in NUMBER_RUNS:
            return tuple(part for one in found for part in _split_numbers(one))
    return found


def _groups(runs: Runs) -> Iterator[list[Run]]:
    """Yield runs that are alike, and stand side by side, together."""
    group: list[Run] = []
    for run in runs:
        if group and not _are_alike(group[0], run):
            yield group
            group = []
        group.append(run)
    yield group


def _as_one_run(group: list[Run]) -> Run:
    """Return runs that are alike as one, in one step: a paragraph may have thousands."""
    first = group[0]
    if len(group) == 1:
        return first
    words = "".join(run.span.text for run in group)
    return Run(with_text(first.span, words), first.role, first.target, said=first.said)


def _are_alike(one: Run, other: Run) -> bool:
    return (
        one.role is other.role
        and one.target == other.target
        and one.said == other.said
        and same_marks(one.span, other.span)
    )


def _split_numbers(run: Run) -> Iterator[Run]:
    """Yield a run for each number: "[1][1]" are two, also where a program made them one run."""
    parts = _NUMBER.findall(run.span.text) if run.role in NUMBER_RUNS else ()
    if len(parts) < 2:
        yield run
    else:
        yield from (evolve(run, span=with_text(run.span, part)) for part in parts)


def content_key(block: LayoutBlock) -> str:
    """Return the content key of a block, folded as the table above says; no text holds its line breaks.

    Args:
        block: The block; its anchor does not count.
    """
    return "\n".join(_key_lines(block))


def runs_key(runs: Runs) -> str:
    """Return the key of runs, folded as the table above says."""
    folded = map(_folded, without_links_back(runs))
    return "\v".join(_run_key(run) for run in join_runs(folded))


def _folded(run: Run) -> Run:
    span = run.span
    if span.language is None and not run.said and _SOFT_HYPHEN not in span.text:
        return run
    words = span.text.replace(_SOFT_HYPHEN, "")
    return evolve(run, span=evolve(span, text=words, language=None), said="")


def without_links_back(runs: Runs) -> Runs:
    """Return runs without the links from a source back to its citations, and without the space before each."""
    if not any(map(_is_link_back, runs)):
        return runs
    return tuple(
        run
        for run, after in zip_longest(runs, runs[1:])
        if not _is_link_back(run)
        and not (after and _is_link_back(after) and run.span.text.isspace())
    )


def _is_link_back(run: Run) -> bool:
    """Whether a run is a link back to a citation, and nobody wrote words into it."""
    return run.role is RunRole.BACK and LINK_BACK.fullmatch(run.span.text) is not None


def _run_key(run: Run) -> str:
    span = run.span
    strong, emphasis = "b" if span.strong else "", "i" if span.emphasis else ""
    marks = strong + emphasis + ("q" if span.quoted else "") + ("c" if span.code else "")
    link = normalised_address(span.link) if span.link else ""
    return (
        f"{run.role or ''}\t{marks}\t{span.position or ''}\t{link}\t{run.target or ''}\t{span.text}"
    )


@cached(1024, max_length=200)
def normalised_address(url: str) -> str:
    """Return an address normalised (RFC 3986, 6.2), for programs respell it."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if "xn--" in host:  # RFC 5890, 2.3.2.1
        with suppress(UnicodeError):  # it is none, or stands beside letters of other scripts
            host = host.encode("ascii").decode("idna")
    return unquote(parts._replace(netloc=host).geturl()).rstrip("/")


def picture_digest(picture: Picture) -> str:
    """Return the SHA-256 of a picture's bytes, in hexadecimal digits."""
    return picture.digest or picture.image.digest


def _key_lines(block: LayoutBlock) -> Iterator[str]:
    match block:
        case Heading(role=role, runs=runs, level=level):
            yield f"heading\t{role}\t{level}"
            yield runs_key(runs)
        case Para(role=role, runs=runs):
            yield f"para\t{role}"
            yield runs_key(runs)
        case Items(ordered=ordered, items=items, role=role):
            yield f"items\t{role}\t{'ordered' if ordered else 'bullets'}"
            for item in items:
                yield "item"
                for one in item:
                    yield from _key_lines(one)
            yield "end"
        case Grid(header=header, rows=rows, caption=caption):
            yield f"grid\t{len(header)}"
            yield runs_key(caption)
            for row in (header, *rows):
                yield "\f".join(runs_key(cell) for cell in row)
        case Picture(role=role, alt=alt, caption=caption, credit=credit):
            yield f"picture\t{role}\t{picture_digest(block)}\t{alt}"
            yield runs_key(caption)
            yield runs_key(credit)
        case _:
            assert_never(block)
