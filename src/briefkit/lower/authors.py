"""Authors, lowered and lifted: of each the photo, the name, the bio and the contact line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve

from briefkit.language.printed_facts import AFFILIATION, CONTACT, DOT, ORCID
from briefkit.layout import LayoutBlock, Para, Picture, Role, RunRole, Runs
from briefkit.lower.context import LiftContext, LowerContext
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
from briefkit.recognise.back_matter_lines import author_named, typed_addresses
from briefkit.recognise.recogniser import recogniser_for


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
    contact = _lower_addresses(addresses, context.language)
    if contact:
        yield context.para(Role.CONTACT, contact)


def _lower_addresses(addresses: Mapping[str, str | None], language: str) -> Runs:
    facts = ((fact, fact_runs(fact, addresses[name], language)) for name, fact in CONTACT.items())
    labelled = (
        (generated_run(ORCID_LABEL), *runs) if runs and fact is ORCID else runs
        for fact, runs in facts
    )
    return joined_facts(labelled, DOT)


def lift_authors(blocks: Iterable[LayoutBlock], context: LiftContext) -> Iterator[Author]:
    """Authors that the blocks below the sections show.

    A name that stands where another paragraph of a bio would is that of one more author.
    """
    photo: Image | None = None
    author: Author | None = None
    bio: list[Para] = []
    for block in blocks:
        if isinstance(block, Picture) and block.role is Role.PHOTO:
            photo = block.image
            continue
        if not isinstance(block, Para):
            continue
        named = _named(block, author, context, is_below=bool(bio))
        if named is not None:
            if author is not None:
                yield _with_bio(author, bio, context)
            author, bio = evolve(named, photo=photo), []
            photo = None
        elif block.role in (Role.BIO, Role.CONTACT) and author is None:
            message = "Words about an author who is not named were left out."
            context.note(Code.VALUE_DROPPED, message, runs_text(block.runs))
        elif block.role is Role.BIO:
            bio.append(block)
        elif block.role is Role.CONTACT and author is not None:
            author = _with_addresses(author, block.runs, context)
    if author is not None:
        yield _with_bio(author, bio, context)


def _named(
    para: Para, author: Author | None, context: LiftContext, *, is_below: bool
) -> Author | None:
    """Author whom a paragraph names; None where it is about the one before.

    Args:
        para: The paragraph.
        author: The author before it.
        context: The context of lifting.
        is_below: Whether that author has a bio already.
    """
    words = without_loose_spaces(runs_text(para.runs)) or ""
    match para.role:
        case Role.AUTHOR if words:
            name = find_fact(para.runs, RunRole.NAME) or words
            return Author(name, affiliation=context.read(AFFILIATION, para.runs))
        case Role.BIO | Role.CONTACT if author is not None and (
            is_below or para.role is Role.CONTACT
        ):
            return author_named(words, recogniser_for(context.language))
        case _:
            return None


def _with_bio(author: Author, paras: Sequence[Para], context: LiftContext) -> Author:
    return evolve(author, bio=lift_text(joined_paragraphs(paras), context) or None)


def _with_addresses(author: Author, runs: Runs, context: LiftContext) -> Author:
    """Author with the addresses that a contact line shows; words that are none are left out, with a note.

    What somebody typed into it has no roles, or has those of what stood there, so its words tell what it is.
    """
    words = runs_text(runs)
    found = {name: find_fact(runs, fact.role) for name, fact in CONTACT.items()}
    shown = {name: value for name, value in found.items() if value}
    others = ""
    if words != runs_text(_lower_addresses(found, context.language)):
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
