"""Body: sections, paragraphs and lists, down and back; which function lowers each block and lifts each role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from briefkit.language.printed_facts import PORTION_MARK
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
)
from briefkit.layout.roles import NOT_IN_TEXT, SECTION_ROLES, HeadingRole, SectionRole, in_body
from briefkit.lower.context import LowerContext, PartlyRendered
from briefkit.lower.generated_runs import generated_run, lower_marking, runs_text
from briefkit.lower.judgements import Judgement, judgement_of, lift_judgement, with_lines_below
from briefkit.lower.label_dates import has_label_date
from briefkit.lower.lifting_on_demand import dropped_facts, merged
from briefkit.lower.said_stretches import lift_said, lower_said
from briefkit.lower.statements import (
    lift_assessment,
    lift_event,
    lift_statement,
    lower_assessment,
    lower_event,
    lower_statement,
)
from briefkit.lower.tables_figures import lift_grid, lift_picture, lower_figure, lower_table
from briefkit.lower.text_runs import lift_text, lower_text
from briefkit.model import (
    Assessment,
    Block,
    Bullets,
    Event,
    Figure,
    Item,
    ItemBlock,
    Marking,
    Paragraph,
    Section,
    SectionKind,
    Statement,
    Table,
    Text,
)
from briefkit.model.walk import evolve
from briefkit.notes import Code
from briefkit.recognise import on_demand as recognise
from briefkit.recognise.on_demand import recogniser_for

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext

# Sections


def lower_sections(
    sections: Sequence[Section], level: int, context: LowerContext
) -> Iterator[LayoutBlock]:
    """Lower sections: of each its heading, unless it is the opening, its blocks, then its sub-sections."""
    for section in sections:
        anchor = context.anchor(section)
        if not section.is_opening:
            yield _lower_heading(section, level, anchor, context)
        for block in section.blocks:
            yield from lower_block(block, context)
        yield from lower_sections(section.sections, level + 1, context)


def _lower_heading(section: Section, level: int, anchor: str, context: LowerContext) -> Heading:
    words: Runs
    if section.heading is None:
        words = (generated_run(context.labels[section.kind]),)
    else:
        words = lower_text(section.heading, context)
    marking = lower_marking(section.marking, context.language)
    return Heading(_ROLES[section.kind], marking + words, level, anchor)


def lift_opening(blocks: Sequence[LayoutBlock], context: LiftContext) -> tuple[Section, ...]:
    """Lift the opening, a first section without a heading, if there is one."""
    found = lift_blocks(blocks, context)
    if not found:
        return ()
    opening = Section(SectionKind.OTHER, blocks=found)
    return (context.with_own_fields(opening, context.original.opening),)


def _role(kind: SectionKind) -> SectionRole:
    match kind:
        case SectionKind.BACKGROUND:
            return Role.BACKGROUND
        case SectionKind.EVENTS:
            return Role.EVENTS
        case SectionKind.SIGNIFICANCE:
            return Role.SIGNIFICANCE
        case SectionKind.REACTIONS:
            return Role.REACTIONS
        case SectionKind.OUTLOOK:
            return Role.OUTLOOK
        case SectionKind.OTHER:
            return Role.OTHER
        case _:
            assert_never(kind)


# Each heading is asked, and to look up a member takes longer.
_ROLES = {kind: _role(kind) for kind in SectionKind}


def _kind(role: HeadingRole) -> SectionKind:
    """Kind of the section that a heading opens; a heading that was moved here from outside the body opens one like any other."""
    return SectionKind(role.value) if role in SECTION_ROLES else SectionKind.OTHER


def lift_sections(blocks: Sequence[LayoutBlock], context: LiftContext) -> tuple[Section, ...]:
    """Lift sections from headings and the blocks below them.

    The first heading gives the level: where somebody skipped one, deeper headings are sub-sections still.
    """
    headings = [n for n, block in enumerate(blocks) if isinstance(block, Heading)]
    if not headings:
        return ()
    level = _level(blocks[headings[0]])
    starts = [n for n in headings if _level(blocks[n]) <= level]
    return tuple(
        _lift_section(blocks[start:stop], context)
        for start, stop in pairwise([*starts, len(blocks)])
    )


def _level(block: LayoutBlock) -> int:
    assert isinstance(block, Heading)
    return block.level


def _lift_section(blocks: Sequence[LayoutBlock], context: LiftContext) -> Section:
    heading, *rest = blocks
    assert isinstance(heading, Heading)
    below = next((n for n, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    kind = _kind(heading.role)
    words = _lift_heading(heading, context)
    if kind is SectionKind.OTHER and words and not heading.anchor:
        # Somebody put it in: its wording tells what it is for, as in any text.
        named = recogniser_for(context.language).part_named(words.plain)
        kind = SectionKind(named) if named in list(SectionKind) else kind
    section = Section(
        kind=kind,
        heading=words,
        blocks=lift_blocks(rest[:below], context),
        sections=lift_sections(rest[below:], context),
        marking=context.read(PORTION_MARK, heading.runs),
    )
    return context.with_own_fields(section, heading.anchor)


def _lift_heading(heading: Heading, context: LiftContext) -> Text | None:
    """Lift the text of a heading; None where it is the house label, unchanged."""
    labels = [run for run in heading.runs if run.role is not RunRole.PORTION]
    if all(run.role is RunRole.LABEL for run in labels) and (
        heading.anchor in context.original.unchanged
        or runs_text(labels).strip(" ") == context.labels.get(heading.role.value)
    ):
        return None
    words = [
        run if run.role is not RunRole.LABEL or run.span.text.isspace() else Run(run.span)
        for run in heading.runs
    ]
    return lift_text(words, context) or None


# Blocks


def lower_block(block: Block, context: LowerContext) -> tuple[LayoutBlock, ...]:
    """Lower a block."""
    match block:
        case Table():
            return *_lower_portion(block.marking, context), lower_table(block, context)
        case Figure():
            return *_lower_portion(block.marking, context), lower_figure(block, context)
        case _:
            return lower_listed(block, context)


def lower_listed(block: ItemBlock | Bullets, context: LowerContext) -> tuple[Para | Items, ...]:
    """Lower a block that may stand in a list."""
    match block:
        case Paragraph():
            return (lower_paragraph(block, context),)
        case Statement():
            return (lower_statement(block, context),)
        case Event():
            return (lower_event(block, context),)
        case Assessment():
            return lower_assessment(block, context)
        case Bullets():
            return *_lower_portion(block.marking, context), lower_bullets(block, context)
        case _:
            assert_never(block)


def lift_blocks(blocks: Sequence[LayoutBlock], context: LiftContext) -> tuple[Block, ...]:
    """Lift the blocks of a section from its layout blocks."""
    lifted: list[Block] = []
    portion: Marking | None = None
    blocks = with_lines_below(blocks)
    for index, block in enumerate(blocks):
        match block:
            case Para(role=Role.PORTION):
                portion = context.read(PORTION_MARK, block.runs)
                continue
            case Para(role=Role.JUDGEMENT) if index and _is_assessment(blocks[index - 1]):
                continue  # read with the assessment before it
            case Para():
                below = blocks[index + 1 : index + 2]
                lifted += filter(None, [lift_para(block, below, context, listed=False)])
            case Items():
                lifted += filter(None, [_lift_items(block, portion, context)])
            case Grid():
                found = lift_grid(block, portion, context)
                lifted.append(context.with_own_fields(found, block.anchor))
            case Picture():
                found = lift_picture(block, portion, context)
                lifted.append(context.with_own_fields(found, block.anchor))
                context.blocks[block.anchor] = lifted[-1]
            case Heading():
                raise AssertionError("headings open sections of their own")
            case _:
                assert_never(block)
        portion = None
    return tuple(lifted)


def _lift_items(items: Items, marking: Marking | None, context: LiftContext) -> Block | None:
    match items.role:
        case Role.LIST | Role.RELATED | Role.SOURCES:
            return lift_bullets(items, marking, context)
        case _:
            assert_never(items.role)


def _is_assessment(block: LayoutBlock) -> bool:
    return isinstance(block, Para) and block.role is Role.ASSESSMENT


def lift_para(
    para: Para, after: Sequence[LayoutBlock], context: LiftContext, *, listed: bool
) -> ItemBlock | None:
    """Lift a block from its paragraph and the line of judgement that may follow it.

    None where no words are left of it.
    """
    known = context.original.partly_rendered.get(para.anchor)
    if not any(run.span.text.strip(" ") for run in para.runs if run.role not in NOT_IN_TEXT):
        if known and not isinstance(known, Paragraph):
            context.dropped[para.anchor] = dropped_facts(known, None)
        return None
    line = after[0] if after and isinstance(after[0], Para) else None
    block: ItemBlock | None = None
    if known and para.anchor in context.original.unchanged:
        block = known if _has_its_line(known, line, context) else None
    if block is None:
        # A block may have lost the words that it cannot be without.
        block = context.attempt(
            lambda: _lift_shown(para, line, context, listed=listed), runs_text(para.runs)
        )
    if known and block and block is not known and not isinstance(known, Paragraph):
        shown, block = block, merged(block, known, context)
        match shown, block:
            case Statement(said_on=said_on), Statement() if has_label_date(para, context):
                block = evolve(block, said_on=said_on)
            case _:
                pass
        context.dropped[para.anchor] = dropped_facts(known, block)
    if block:
        block = context.with_own_fields(block, para.anchor)
    context.blocks[para.anchor] = block
    if isinstance(block, Assessment) and line and line.role is Role.JUDGEMENT:
        context.blocks[line.anchor] = block
    return block


def _has_its_line(known: PartlyRendered, line: Para | None, context: LiftContext) -> bool:
    """Whether the line of judgement that a block was written with, or none, still follows it."""
    if not isinstance(known, Assessment):
        return True
    if line is None or line.role is not Role.JUDGEMENT:
        return judgement_of(known) == Judgement()
    return line.anchor in context.original.unchanged and _says(line, known, context)


def _says(line: Para, known: Assessment, context: LiftContext) -> bool:
    """Whether an unchanged line of judgement is that of an assessment: another's may have moved up."""
    judgement, basis = lift_judgement(line.runs, context), known.basis
    return (judgement.likelihood, judgement.confidence) == (
        known.likelihood,
        known.confidence,
    ) and ((judgement.basis and judgement.basis.plain) == (basis and basis.plain))


def _lift_shown(para: Para, line: Para | None, context: LiftContext, *, listed: bool) -> ItemBlock:
    if not in_body(para.role):  # somebody moved it here from where it has a meaning
        return lift_paragraph(para, context)
    match para.role:
        case Role.STATEMENT | Role.INFERRED:
            statement = lift_statement(para, context)
            if statement is not None:
                return statement
            context.note(
                Code.STATEMENT_WITHOUT_SPEAKER, "A statement names no speaker; it is a paragraph."
            )
        case Role.EVENT:
            return lift_event(para, context)
        case Role.ASSESSMENT:
            return lift_assessment(para, line, context)
        case Role.PARAGRAPH if para.anchor:
            pass
        case Role.PARAGRAPH:
            added = recognise.statement(lift_text(para.runs, context), context.language)
            if added is not None and (listed or added.labelled):
                context.note(
                    Code.STATEMENT_RECOGNISED, "An added paragraph was read as a statement.", ""
                )
                return added
        case Role.JUDGEMENT | Role.PORTION:
            pass  # It stands alone.
        case _:
            assert_never(para.role)
    return lift_paragraph(para, context)


def lower_paragraph(paragraph: Paragraph, context: LowerContext) -> Para:
    """Lower a paragraph, with its portion mark."""
    anchor = context.anchor(paragraph)
    if paragraph.statements:
        runs = lower_said(paragraph, anchor, context)
        context.partly_rendered[anchor] = paragraph
    else:
        runs = lower_text(paragraph.text, context)
    return context.para(
        Role.PARAGRAPH, lower_marking(paragraph.marking, context.language) + runs, anchor
    )


def lift_paragraph(para: Para, context: LiftContext) -> Paragraph:
    """Lift a paragraph."""
    text, said = lift_said(para, context)
    return Paragraph(text, said, marking=context.read(PORTION_MARK, para.runs))


def _lower_portion(marking: Marking | None, context: LowerContext) -> tuple[Para, ...]:
    """Lower the portion mark of a block without words of its own: a paragraph before it."""
    if marking is None:
        return ()
    return (context.para(Role.PORTION, lower_marking(marking, context.language)[:1]),)


# Lists


def lower_bullets(bullets: Bullets, context: LowerContext) -> Items:
    """Lower a list with the lists below it."""
    anchor = next(context.anchors)
    items = tuple([_lower_item(item, context) for item in bullets.items])
    return Items(bullets.ordered, items, Role.LIST, anchor)


def lift_bullets(items: Items, marking: Marking | None, context: LiftContext) -> Bullets | None:
    """Lift a list from its items; None where none has words."""
    lifted = [one for item in items.items for one in _lift_item(item, context)]
    return Bullets(lifted, items.ordered, marking) if lifted else None


def _lower_item(item: Item, context: LowerContext) -> tuple[Para | Items, ...]:
    own = lower_listed(item.block, context)
    for child in item.children:
        own += lower_listed(child, context)
    return own


def _lift_item(blocks: Sequence[Para | Items], context: LiftContext) -> list[Item]:
    """Lift an item from its blocks, and one more from each paragraph that somebody added to it."""
    items: list[Item] = []
    portion: Marking | None = None
    blocks = with_lines_below(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Items):
            below = lift_bullets(block, portion, context)
            portion = None
            if below and items:
                items[-1] = evolve(items[-1], children=(*items[-1].children, below))
            elif below:
                items += below.items
        elif block.role is Role.PORTION:
            portion = context.read(PORTION_MARK, block.runs)
        elif block.role is not Role.JUDGEMENT or not index or not _is_assessment(blocks[index - 1]):
            said = lift_para(block, blocks[index + 1 : index + 2], context, listed=True)
            if said is not None:
                items.append(Item(said))
    return items
