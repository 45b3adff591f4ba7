"""What of a sheet a page shows: in one form, to compare two sheets, and in lines, to see it at a glance."""

from __future__ import annotations

from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Run,
    Runs,
    Sheet,
    with_runs,
)
from briefkit.layout.fingerprint import join_runs


def normal(block: LayoutBlock) -> LayoutBlock:
    """Join the runs of a block."""
    return with_runs(block, join_runs)


def shown(sheet: Sheet) -> tuple[object, ...]:
    """What of a sheet a page shows: all but the file's properties."""
    blocks = tuple(map(normal, sheet.blocks))
    return sheet.title, sheet.language, sheet.direction, join_runs(sheet.banner), blocks


def sketch(block: LayoutBlock) -> list[str]:
    """Show a block in a few lines: its role, its name and its words."""
    match block:
        case Para():
            return [f"{_named(block)}: {_words(block.runs)}"]
        case Heading():
            return [f"h{block.level} {_named(block)}: {_words(block.runs)}"]
        case Items():
            lines = [f"{'ol' if block.ordered else 'ul'} {_named(block)}"]
            for item in block.items:
                inner = [line for one in item for line in sketch(one)]
                lines += [f"{'  ' if number else '- '}{line}" for number, line in enumerate(inner)]
            return lines
        case Grid():
            caption = f" ({_words(block.caption)})" if block.caption else ""
            header = f" [{_row(block.header)}]" if block.header else ""
            return [f"{_named(block)}{caption}{header}: {' / '.join(map(_row, block.rows))}"]
        case Picture():
            return [f"{_named(block)}: {block.alt}"]


def _named(block: LayoutBlock) -> str:
    return f"{block.role} {block.anchor}".strip()


def _row(cells: tuple[Runs, ...]) -> str:
    return " | ".join(map(_words, cells)).strip()


def _words(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    span = run.span
    words = span.text
    signs = (
        (span.strong, "**{}**"),
        (span.emphasis, "*{}*"),
        (span.quoted, "<{}>"),
        (span.code, "`{}`"),
        (span.position == "super", "^{}^"),
        (span.position == "sub", "~{}~"),
        (span.link, f"[{{}}]({span.link})"),
        (run.target, f"[{{}}](#{run.target})"),
        (span.language, f"({{}}){span.language}"),
        (run.role, f"{{{{{run.role} {{}}}}}}"),
    )
    for holds, form in signs:
        words = form.format(words) if holds else words
    return words
