"""Section tree: the parts of a document nested by the level of their headings, and notes on them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from briefkit.model import MAX_SECTION_LEVELS
from briefkit.model.text import Text
from briefkit.notes import Code, Notes
from briefkit.recognise.headings import Part


@define
class SectionTree:
    """Section that is not built yet, with the sections below it."""

    part: Part
    below: list[SectionTree] = field(factory=list)


def nested(parts: Sequence[Part], notes: Notes) -> list[SectionTree]:
    """Nest sections by the level of their headings, as deep as the model allows."""
    top: list[SectionTree] = []
    stack: list[SectionTree] = []
    for part in parts:
        tree = SectionTree(part)
        while stack and stack[-1].part.level >= part.level:
            stack.pop()
        if len(stack) >= MAX_SECTION_LEVELS:
            message = f"A heading deeper than {MAX_SECTION_LEVELS} levels was put on the last."
            number = part.heading.number if part.heading else None
            notes.add(Code.SECTIONS_FLATTENED, message, line=number)
            stack[MAX_SECTION_LEVELS - 2].below.append(tree)
            continue
        (stack[-1].below if stack else top).append(tree)
        if not part.is_opening:
            stack.append(tree)
    return top


def note_numbers(parts: Sequence[Part], notes: Notes) -> None:
    """Add a note with the numbers of headings, which the house does not print."""
    headings = [part.heading for part in parts if part.heading]
    numbered = [line for line in headings if line.ordered and line.mark]
    if numbered:
        numbers = " ".join(line.mark for line in numbered)
        message = f"The house prints no numbers before headings, as “{numbers}”."
        notes.add(Code.LABEL_REPLACED, message, numbers, numbered[0].number)


def note_repeated_standfirst(parts: Sequence[Part], standfirst: Text | None, notes: Notes) -> None:
    """Add a note where the first line of a section begins with the standfirst."""
    for part in parts:
        for line in part.lines[:1]:
            if standfirst and part.is_section and line.plain.startswith(standfirst.plain):
                message = "The standfirst stands again in this section."
                notes.add(Code.STANDFIRST_REPEATED, message, line=line.number)
