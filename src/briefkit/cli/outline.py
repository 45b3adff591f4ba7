"""Outline: a brief as a tree for a terminal, with the kind and the facts of each part; the command `show`."""

from __future__ import annotations

from typing import assert_never

from rich.console import Console
from rich.text import Text as Line
from rich.tree import Tree

from briefkit.cli.findings import Report, reporting
from briefkit.cli.input_files import BriefReader, files_of, with_base
from briefkit.cli.options import ReadingOptions, ReportFormat
from briefkit.cli.streams import standard_output
from briefkit.model import (
    Actor,
    Assessment,
    Block,
    Brief,
    Bullets,
    Event,
    Figure,
    Organisation,
    Paragraph,
    Person,
    Section,
    Statement,
    Table,
    Text,
    house_label,
)
from briefkit.runtime.terminal import visible


def show(
    briefs: tuple[str, ...],
    reading: ReadingOptions,
    base: str | None,
    report_format: ReportFormat,
    quiet: bool,
) -> None:
    """Print the outlines of briefs, each with its file where there are several."""
    with reporting(Report(report_format, quiet=quiet)) as report:
        sources = files_of(briefs)
        reader = with_base(BriefReader(reading, report), base, sources)
        for source in sources:
            with report.about(source):
                brief = reader.read(source)
                standard_output()
                tree = outline(brief, source if len(sources) > 1 else "")
                Console(highlight=False).print(tree)


def outline(brief: Brief, file: str = "") -> Tree:
    """Return a brief as a tree: what each part is, and of every statement who said what, how and when."""
    tree = Tree(_line("brief", brief.title.plain, file))
    for name in ("standfirst", "genre", "published", "modified", "as_of", "embargo", "marking"):
        value = getattr(brief, name)
        if value is not None:
            tree.add(_line(name, str(value)))
    for section in brief.sections:
        _add_section(tree, section, brief.language)
    for author in brief.authors:
        tree.add(_line("author", author.name))
    for link in brief.related:
        tree.add(_line("related", link.text.plain, link.url))
    for source in brief.sources:
        tree.add(_line("source", source.title.plain, source.key))
    for correction in brief.corrections:
        tree.add(_line(correction.kind, correction.note.plain, str(correction.at)))
    return tree


def _add_section(tree: Tree, section: Section, language: str) -> None:
    heading = section.heading.plain if section.heading else house_label(section.kind, language)
    branch = tree.add(_line(section.kind, heading or ""))
    for block in section.blocks:
        _add_block(branch, block)
    for below in section.sections:
        _add_section(branch, below, language)


def _add_block(tree: Tree, block: Block) -> None:
    match block:
        case Paragraph():
            branch = tree.add(_line("paragraph", block.text.plain))
            for said in block.statements:
                _add_statement(branch, said)
        case Statement():
            _add_statement(tree, block)
        case Event():
            when = str(block.on) if block.on else ""
            tree.add(_line("event", block.text.plain, when, block.place or ""))
        case Assessment():
            likelihood = block.likelihood.term if block.likelihood else ""
            confidence = f"{block.confidence} confidence" if block.confidence else ""
            tree.add(_line("assessment", block.text.plain, likelihood, confidence))
        case Bullets():
            branch = tree.add(_line("numbered list" if block.ordered else "list", ""))
            for item in block.items:
                _add_block(branch, item.block)
                for child in item.children:
                    _add_block(branch.children[-1], child)
        case Table():
            size = f"{len(block.rows)} rows of {len(block.rows[0])}"
            tree.add(_line("table", block.caption.plain if block.caption else "", size))
        case Figure():
            tree.add(_line("figure", block.alt))
        case _:
            assert_never(block)


def _add_statement(tree: Tree, statement: Statement) -> None:
    when = str(statement.said_on) if statement.said_on else ""
    inferred = "inferred" if statement.inferred else ""
    who = "; ".join(map(_actor, statement.speakers))
    facts = (statement.kind, statement.cue or "", when, inferred)
    tree.add(_line("statement", who, *facts)).add(_words(statement.text))


def _actor(actor: Actor) -> str:
    match actor:
        case Person():
            return ", ".join(filter(None, (actor.role, actor.name)))
        case Organisation():
            return actor.name
        case _:
            assert_never(actor)


def _line(kind: str, words: str, *facts: str) -> Line:
    """Return one line: what it is, what it says, and facts about it."""
    line = Line.assemble((f"{kind} ", "cyan"), visible(words))
    known = visible(" · ".join(filter(None, facts)))
    return line.append(f"  {known}" if known else "", style="dim")


def _words(text: Text) -> Line:
    """Return the words of a text, the quoted ones set apart."""
    return Line.assemble(
        *[(visible(span.text), "italic" if span.quoted else "") for span in text.spans]
    )
