"""Authors, lowered and lifted: of each the photo, the name, the bio and the contact line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from briefkit.language.printed_facts import AFFILIATION, CONTACT, DOT, ORCID
from briefkit.layout import LayoutBlock, Para, Picture, Role, RunRole, Runs
from briefkit.lower.context import LowerContext
from briefkit.lower.furniture import ORCID_LABEL
from briefkit.lower.generated_runs import (
    fact_runs,
    find_fact,
    generated_run,
    joined_facts,
    joined_paragraphs,
    name_run,
    runs_text,
    without_loose_spaces,
)
from briefkit.lower.text_runs import lift_text, lower_text
from briefkit.model import Author
from briefkit.model.media import Image
from briefkit.notes import Code
from briefkit.recognise.on_demand import author_named, recogniser_for, typed_addresses

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext


def lower_author(author: Author, context: LowerContext) -> Iterator[LayoutBlock]:
    """Author: photo, name with affiliation, bio and contact line."""
    if author.photo:
        alt = context.labels["photo"].format(name=author.name)
        yield Picture(Role.PHOTO, author.photo, alt, (), (), next(context.anchors))
    name = (name_run(author.name, RunRole.NAME),)
    affiliation = fact_runs(AFFILIATION, author.affiliation, context.language)
    yield context.para(Role.AUTHOR, joined_facts((name, affiliation), context.labels["comma"]))
    if author.bio:
        yield context.para(Role.BIO, lower_text(author.bio, context))
    addresses = {name: getattr(author, name) for name in CONTACT}
    if any(addresses.values()):
        yield context.para(Role.CONTACT, _lower_addresses(addresses, context.language))


def _lower_addresses(addresses: Mapping[str, str | None], language: str) -> Runs:
    facts = ((fact, fact_runs(fact, addresses[name], language)) for name, fact in CONTACT.items())
    labelled = (
        (generated_run(ORCID_LABEL), *runs) if runs and fact is ORCID else runs
        for fact, runs in facts
    )
    return joined_facts(labelled, DOT)


@define
class _Lines:
    """Lines about an author.

    Attributes:
        author: The author, as far as it was read.
        is_written: Whether the line with the name was written, and not typed.
        bio: The paragraphs of the bio.
    """

    author: Author
    is_written: bool
    bio: list[Para] = field(factory=list)


def lift_authors(blocks: Sequence[LayoutBlock], context: LiftContext) -> Iterator[Author]:
    """Authors that the blocks below the sections show.

    What was written about an author stays theirs, whoever was typed in between. A name that stands where another
    paragraph of a bio would is that of one more author.
    """
    photo: Image | None = None
    lines: list[_Lines] = []
    anchored = any(block.anchor for block in blocks if block.role is Role.AUTHOR)
    for block in blocks:
        if isinstance(block, Picture) and block.role is Role.PHOTO:
            photo = block.image
        elif isinstance(block, Para) and block.role in (Role.AUTHOR, Role.BIO, Role.CONTACT):
            is_written = bool(block.anchor) or not anchored
            whose = [one for one in lines if one.is_written or not block.anchor][-1:]
            named = _named(block, whose[0] if whose else None, is_written, context)
            if named is not None:
                lines.append(_Lines(evolve(named, photo=photo), is_written))
                photo = None
            elif not whose:
                message = "Words about an author who is not named were left out."
                context.note(Code.VALUE_DROPPED, message, runs_text(block.runs))
            elif block.role is Role.CONTACT:
                whose[0].author = _with_addresses(whose[0].author, block.runs, context)
            else:
                whose[0].bio.append(block)
    for one in lines:
        yield evolve(one.author, bio=lift_text(joined_paragraphs(one.bio), context) or None)


def _named(
    para: Para, before: _Lines | None, is_written: bool, context: LiftContext
) -> Author | None:
    """Author whom a paragraph names; None where it is about the one before.

    Args:
        para: The paragraph.
        before: The lines about the author before it.
        is_written: Whether it was written, as far as one can tell.
        context: The context of lifting.
    """
    words = without_loose_spaces(runs_text(para.runs)) or ""
    if para.role is Role.AUTHOR and words and (is_written or before is None):
        name = find_fact(para.runs, RunRole.NAME) or words
        return Author(name, affiliation=context.read(AFFILIATION, para.runs))
    if before is None or para.anchor or (para.role is Role.BIO and not before.bio):
        return None
    return author_named(words, recogniser_for(context.language))


def _with_addresses(author: Author, runs: Runs, context: LiftContext) -> Author:
    """Author with the addresses that a contact line shows; words that are none are left out, with a note.

    What somebody typed into it has no roles, or has those of what stood there, so its words tell what it is.
    """
    words = runs_text(runs)
    found = {name: find_fact(runs, fact.role) for name, fact in CONTACT.items()}
    shown = {name: value for name, value in found.items() if value}
    others = ""
    is_printed = words == runs_text(_lower_addresses(found, context.language))
    if not is_printed or any(" " in value for value in shown.values()):
        typed, others = typed_addresses(words)
        for name, value in shown.items():
            if name not in typed and value in others:
                typed[name] = value
                others = others.replace(value, "", 1)
        shown = typed
    for name, value in shown.items():
        if getattr(author, name) not in (None, value):
            others += f" {value}"
            continue
        change: dict[str, Any] = {name: value}
        author = context.attempt(partial(evolve, author, **change), value) or author
    left = without_loose_spaces(others)
    if left:
        message = f"“{left}” was left out of the contact line."
        context.note(Code.VALUE_DROPPED, message, left)
    return author
