"""A brief and its notes as a few lines of text, so that a case's expectation can be read at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.model import (
    Actor,
    Block,
    Brief,
    Bullets,
    Organisation,
    Paragraph,
    Person,
    Section,
    Statement,
    Text,
)
from briefkit.notes import Reading

_SHOWN = 48  # characters of a text


def outline(reading: Reading) -> str:
    """Show a reading: one line a field, a section, a block and a note."""
    return "\n".join([*_brief(reading.brief), *_notes(reading)]) + "\n"


def _brief(brief: Brief) -> Iterator[str]:
    yield f"title: {_quoting(brief.title)}"
    for name in (
        "standfirst",
        "genre",
        "published",
        "modified",
        "version",
        "marking",
        "status",
        "rights",
    ):
        value = getattr(brief, name)
        if value not in (None, 1, "published"):
            yield f"{name}: {_short(str(value))}"
    for section in brief.sections:
        yield from _section(section, "")
    for author in brief.authors:
        facts = (author.name, author.affiliation, author.email, author.url, author.bio)
        yield "author: " + " | ".join(_short(str(fact)) for fact in facts if fact)
    for link in brief.related:
        yield f"related: {link.text} <{link.url}>"
    for source in brief.sources:
        yield f"source: {source.title}" + (f" <{source.url}>" if source.url else "")
    for correction in brief.corrections:
        yield f"{correction.kind}: {correction.at} {_short(correction.note.plain)}"


def _section(section: Section, indent: str) -> Iterator[str]:
    yield f"{indent}[{section.kind}]" + (f" {section.heading}" if section.heading else "")
    for block in section.blocks:
        yield from _block(block, indent + "  ")
    for below in section.sections:
        yield from _section(below, indent + "  ")


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Bullets():
            for number, item in enumerate(block.items, start=1):
                mark = f"{number}." if block.ordered else "*"
                [line] = _block(item.block, "")
                yield f"{indent}{mark} {line}"
                for child in item.children:
                    yield from _block(child, indent + "    ")
        case Statement():
            yield indent + statement_line(block)
        case Paragraph():
            yield f"{indent}{_quoting(block.text)}"
        case _:
            yield f"{indent}{type(block).__name__}"


def statement_line(statement: Statement) -> str:
    """Show who said it, how, when and in what words: "Role = Name; Body | say | 2025 | mixed | “…”"."""
    flags = ("labelled" * statement.labelled, "inferred" * statement.inferred)
    facts = (
        "; ".join(_actor(actor) for actor in statement.speakers),
        statement.cue or "-",
        str(statement.said_on or "-"),
        " ".join(filter(None, (*flags, statement.kind))),
        *(f"“{quote}”" for quote in statement.quotes()),
    )
    return " | ".join(facts)


def _actor(actor: Actor) -> str:
    match actor:
        case Organisation():
            return f"<{actor.name}>"
        case Person():
            body = f" ({actor.organisation})" if actor.organisation else ""
            return " = ".join(part for part in (actor.role, actor.name or "?") if part) + body


def _quoting(text: Text) -> str:
    quotes = text.quotes()
    return _short(text.plain) + (f"  quotes {', '.join(quotes)}" if quotes else "")


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _notes(reading: Reading) -> Iterator[str]:
    for note in reading.notes:
        place = f" line {note.line}" if note.line else ""
        yield f"note: {note.code}{place}" + (f": {_short(note.words)}" if note.words else "")
