"""Builders: functions and a draft that make a brief from data.

    draft("Title").standfirst("…").what_happened(statement(putin, "stated that …", on="2025-09-05")).build()

Strings are read as inline Markdown by `inline`. Drafts never change: each method returns a new one.
"""

from briefkit.build.block_builders import (
    assessment,
    bullets,
    event,
    figure,
    picture,
    section,
    table,
)
from briefkit.build.drafting import Draft, draft
from briefkit.build.inputs import escape, inline
from briefkit.build.paragraph_builder import paragraph
from briefkit.build.statement_builder import statement

__all__ = [
    "Draft",
    "assessment",
    "bullets",
    "draft",
    "escape",
    "event",
    "figure",
    "inline",
    "paragraph",
    "picture",
    "section",
    "statement",
    "table",
]
