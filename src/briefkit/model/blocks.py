"""Blocks and sections: statements first of all, events, assessments, lists, tables and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, get_args

from attrs import evolve, field, frozen

from briefkit.errors import ErrorCode, Fault, ModelError
from briefkit.model.captioned import Figure, Table
from briefkit.model.converters import maybe_text
from briefkit.model.extra import NO_EXTRA, Extra, to_extra
from briefkit.model.grades import (
    Confidence,
    Marking,
    SectionKind,
    maybe_confidence,
    to_section_kind,
)
from briefkit.model.paragraph import Paragraph
from briefkit.model.sources import Actor, Evidence, Organisation, Person
from briefkit.model.statement import Statement
from briefkit.model.string_rules import check_id, check_words
from briefkit.model.text import Text, to_text
from briefkit.model.when import When, to_when
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import (
    checked_by,
    instance_of,
    name_in_errors,
    not_empty,
    to_tuple,
    tuple_of,
)

__all__ = [
    "BLOCKS",
    "EVIDENCED_BLOCKS",
    "IDENTIFIED_BLOCKS",
    "ITEM_BLOCKS",
    "MAX_BULLET_LEVELS",
    "MAX_SECTION_LEVELS",
    "Assessment",
    "Block",
    "Bullets",
    "Event",
    "EvidencedBlock",
    "Figure",
    "IdentifiedBlock",
    "Item",
    "ItemBlock",
    "Likelihood",
    "Paragraph",
    "Section",
    "Statement",
    "Table",
]

MAX_SECTION_LEVELS = 5
MAX_BULLET_LEVELS = 9


@frozen(field_transformer=name_in_errors)
class Event:
    """Event: something that happened.

    Attributes:
        text: What happened.
        on: When.
        place: Where.
        participants: Who took part.
        evidence: What bears it out.
        marking: Who may see it.
        id: The name of its own by which links and programs find it.
        extra: The user's own fields.
    """

    text: Text = field(converter=to_text, validator=not_empty)
    on: When | None = field(default=None, converter=to_when)
    place: str | None = field(default=None, validator=checked_by(check_words))
    participants: tuple[Actor, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(Person, Organisation)
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(Evidence)
    )
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    id: str | None = field(default=None, validator=checked_by(check_id))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr


@frozen
class Likelihood:
    """Likelihood: how likely something is, in the words of a scale.

    Attributes:
        scale: The scale, as "ICD 203" or "PHIA".
        term: The term of it, as "very likely".
    """

    scale: str = field(validator=checked_by(check_words))
    term: str = field(validator=checked_by(check_words))

    __repr__ = short_repr


@frozen(field_transformer=name_in_errors)
class Assessment:
    """Assessment: an analyst's judgement.

    Attributes:
        text: The judgement.
        likelihood: How likely what it foresees is.
        confidence: How sure the analyst is.
        basis: What it rests on.
        evidence: What bears it out.
        marking: Who may see it.
        id: The name of its own by which links and programs find it.
        extra: The user's own fields.
    """

    text: Text = field(converter=to_text, validator=not_empty)
    likelihood: Likelihood | None = field(
        default=None, validator=instance_of(Likelihood, optional=True)
    )
    confidence: Confidence | None = field(default=None, converter=maybe_confidence)
    basis: Text | None = field(default=None, converter=maybe_text, validator=not_empty)
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(Evidence)
    )
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    id: str | None = field(default=None, validator=checked_by(check_id))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr


#: What an item of a list may say.
ItemBlock: TypeAlias = Paragraph | Statement | Event | Assessment
ITEM_BLOCKS: tuple[type[ItemBlock], ...] = get_args(ItemBlock)
#: What may have a name and fields of its user's own.
IdentifiedBlock: TypeAlias = ItemBlock | Table | Figure
IDENTIFIED_BLOCKS: tuple[type[IdentifiedBlock], ...] = get_args(IdentifiedBlock)
#: What says what bears it out.
EvidencedBlock: TypeAlias = Statement | Event | Assessment
EVIDENCED_BLOCKS: tuple[type[EvidencedBlock], ...] = get_args(EvidencedBlock)


def _merged(values: Iterable[Any]) -> tuple[Any, ...]:
    """Merge neighbouring lists that no reader could tell apart."""
    parts = to_tuple(values)
    if len(parts) < 2:
        return parts
    blocks: list[Any] = []
    for block in parts:
        last = blocks[-1] if blocks else None
        if (
            isinstance(block, Bullets)
            and isinstance(last, Bullets)
            and (block.ordered, block.marking) == (last.ordered, last.marking)
        ):
            blocks[-1] = evolve(last, items=last.items + block.items)
        else:
            blocks.append(block)
    return tuple(blocks)


def _merged_bullets(values: Iterable[Bullets]) -> tuple[Bullets, ...]:
    return _merged(values)


def _validate_children(instance: Item, attribute: Any, value: tuple[Any, ...]) -> None:
    tuple_of(Bullets)(instance, attribute, value)


@frozen(field_transformer=name_in_errors)
class Item:
    """List item: a block, and the lists below it.

    Attributes:
        block: What it says.
        children: The lists below it.
    """

    block: ItemBlock = field(validator=instance_of(*ITEM_BLOCKS))
    children: tuple[Bullets, ...] = field(
        default=(), converter=_merged_bullets, validator=_validate_children
    )

    __repr__ = short_repr


@frozen(field_transformer=name_in_errors)
class Bullets:
    """List, numbered or not; neighbours alike in order and marking are one list.

    Attributes:
        items: What it lists.
        ordered: Whether the items are numbered.
        marking: Who may see it.
    """

    items: tuple[Item, ...] = field(converter=to_tuple, validator=tuple_of(Item, least=1))
    ordered: bool = field(default=False, validator=instance_of(bool))
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if _bullet_levels(self) > MAX_BULLET_LEVELS:
            raise ModelError(f"nests deeper than {MAX_BULLET_LEVELS} levels", where="Bullets.items")


def _bullet_levels(bullets: Bullets) -> int:
    below = [_bullet_levels(child) for item in bullets.items for child in item.children]
    return 1 + max(below, default=0)


#: What a section may say.
Block: TypeAlias = ItemBlock | Bullets | Table | Figure
BLOCKS: tuple[type[Block], ...] = get_args(Block)


def _merged_blocks(values: Iterable[Block]) -> tuple[Block, ...]:
    return _merged(values)


def _validate_sections(instance: Section, attribute: Any, value: tuple[Any, ...]) -> None:
    tuple_of(Section)(instance, attribute, value)


@frozen(field_transformer=name_in_errors)
class Section:
    """Section: a part of a brief, of the house structure or its own.

    Attributes:
        kind: What it is for.
        heading: What stands over it; None prints the house label of the kind in the brief's language, and nothing
            over the first section of a brief, of kind other, which then has blocks alone, no sub-sections and no marking.
        blocks: What it says.
        sections: Its sub-sections, after the blocks.
        marking: Who may see it.
        id: The name of its own by which links and programs find it.
        extra: The user's own fields.
    """

    kind: SectionKind = field(converter=to_section_kind)
    heading: Text | None = field(default=None, converter=maybe_text, validator=not_empty)
    blocks: tuple[Block, ...] = field(
        default=(), converter=_merged_blocks, validator=tuple_of(*BLOCKS)
    )
    sections: tuple[Section, ...] = field(
        default=(), converter=to_tuple, validator=_validate_sections
    )
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    id: str | None = field(default=None, validator=checked_by(check_id))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.is_opening:
            _check_opening(self)
        if not self.sections:
            return
        for fault in misplaced_openings(self.sections, "Section"):
            raise ModelError(fault.message, where=fault.path, remedy=fault.remedy)
        if _section_levels(self) > MAX_SECTION_LEVELS:
            raise ModelError(
                f"nests deeper than {MAX_SECTION_LEVELS} levels", where="Section.sections"
            )

    @property
    def is_opening(self) -> bool:
        """Whether it is an opening: nothing stands over it, for kind other has no house label."""
        return self.kind is SectionKind.OTHER and self.heading is None


def _check_opening(section: Section) -> None:
    """Refuse what nobody could see of an opening.

    Headings below it would leave out a level (PDF/UA-1, 7.4.2), and its marking would stand nowhere.
    """
    if not section.blocks:
        remedy = "give one, or blocks: kind other has no house label"
        raise ModelError("is missing", where="Section.heading", remedy=remedy)
    if section.sections:
        remedy = "give it one, or put them behind it"
        raise ModelError("stand below no heading", where="Section.sections", remedy=remedy)
    if section.marking:
        remedy = "give it one, or mark its blocks"
        raise ModelError("stands in no heading", where="Section.marking", remedy=remedy)


def misplaced_openings(sections: Iterable[Section], above: str, first: int = 0) -> Iterator[Fault]:
    """Yield a fault for each section that is an opening, and stands where none may.

    Args:
        sections: The sections.
        above: The path of what they stand in.
        first: The index of the first of them.
    """
    for index, section in enumerate(sections, first):
        if section.is_opening:
            path = f"{above}.sections[{index}].heading"
            remedy = "give one: only the first section of a brief may be without"
            yield Fault(ErrorCode.VALUE_INVALID, "is missing", path, remedy=remedy)


def _section_levels(section: Section) -> int:
    return 1 + max((_section_levels(below) for below in section.sections), default=0)
