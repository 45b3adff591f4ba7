"""Briefs as typed data: who said what, when, on whose word; printed as PDF, DOCX and HTML.

import briefkit as bk

brief = bk.load("brief.txt")
bk.save(brief, "brief.pdf")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.errors import (
    ArgumentError,
    BriefkitError,
    MissingGlyphError,
    MissingLibraryError,
    ModelError,
    ReadError,
    RenderError,
    SchemaError,
    TagsWarning,
    TemplateWarning,
    ThemeError,
    UnknownFormatError,
    WriteError,
)
from briefkit.runtime.forking import inside as _inside
from briefkit.runtime.forking import wait_before_logging as _wait_before_logging
from briefkit.version import __version__ as __version__

if TYPE_CHECKING:
    from briefkit.api import (
        DroppedWarning,
        Preview,
        TrackedWarning,
        load,
        losses,
        preview,
        read,
        render,
        save,
        strip,
    )
    from briefkit.build import (
        Draft,
        assessment,
        bullets,
        draft,
        event,
        figure,
        inline,
        picture,
        section,
        statement,
        table,
    )
    from briefkit.data.schema import json_schema
    from briefkit.formats import FORMATS, Format
    from briefkit.layout import Role, RunRole, Sheet
    from briefkit.limits import Limits
    from briefkit.model import (
        Actor,
        Assessment,
        Author,
        Block,
        Brief,
        Bullets,
        Confidence,
        Correction,
        CorrectionKind,
        Event,
        Evidence,
        Figure,
        Image,
        Item,
        ItemBlock,
        Likelihood,
        Link,
        Marking,
        MediaType,
        Organisation,
        Paragraph,
        Person,
        Position,
        Reliability,
        Section,
        SectionKind,
        Source,
        Span,
        Statement,
        StatementKind,
        Status,
        Table,
        Text,
        When,
        house_label,
    )
    from briefkit.model.diff import Difference, differences
    from briefkit.model.walk import evolve, transform, walk
    from briefkit.notes import Level, Note, Reading
    from briefkit.release import EmbargoWarning, OvermarkedWarning
    from briefkit.style import (
        A4,
        LETTER,
        Face,
        Family,
        MarkingColours,
        Page,
        Palette,
        ScriptFamilies,
        Style,
        Theme,
        contrast,
        faces_of,
    )
    from briefkit.themes import FORMAL, MAGAZINE, PLAIN, THEMES, load_theme

# Where every other name comes from, when it is first asked for (PEP 562): importing costs what is used.
_LATER = {
    "briefkit.api": (
        "DroppedWarning",
        "Preview",
        "TrackedWarning",
        "load",
        "losses",
        "preview",
        "read",
        "render",
        "save",
        "strip",
    ),
    "briefkit.build": (
        "Draft",
        "assessment",
        "bullets",
        "draft",
        "event",
        "figure",
        "inline",
        "picture",
        "section",
        "statement",
        "table",
    ),
    "briefkit.model.diff": ("Difference", "differences"),
    "briefkit.formats": ("FORMATS", "Format"),
    "briefkit.layout": ("Role", "RunRole", "Sheet"),
    "briefkit.limits": ("Limits",),
    "briefkit.model": (
        "Actor",
        "Assessment",
        "Author",
        "Block",
        "Brief",
        "Bullets",
        "Confidence",
        "Correction",
        "CorrectionKind",
        "Event",
        "Evidence",
        "Figure",
        "Image",
        "Item",
        "ItemBlock",
        "Likelihood",
        "Link",
        "Marking",
        "MediaType",
        "Organisation",
        "Paragraph",
        "Person",
        "Position",
        "Reliability",
        "Section",
        "SectionKind",
        "Source",
        "Span",
        "Statement",
        "StatementKind",
        "Status",
        "Table",
        "Text",
        "When",
        "house_label",
    ),
    "briefkit.model.walk": ("evolve", "transform", "walk"),
    "briefkit.notes": ("Level", "Note", "Reading"),
    "briefkit.release": ("EmbargoWarning", "OvermarkedWarning"),
    "briefkit.data.schema": ("json_schema",),
    "briefkit.style": (
        "A4",
        "LETTER",
        "Face",
        "Family",
        "MarkingColours",
        "Page",
        "Palette",
        "ScriptFamilies",
        "Style",
        "Theme",
        "contrast",
        "faces_of",
    ),
    "briefkit.themes": ("FORMAL", "MAGAZINE", "PLAIN", "THEMES", "load_theme"),
}


if not TYPE_CHECKING:  # a type checker that saw it would take any name for one of the package's

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for module, names in _LATER.items():
            if name in names:
                with _inside():
                    _wait_before_logging()
                    value: object = getattr(import_module(module), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module 'briefkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "A4",
    "FORMAL",
    "FORMATS",
    "LETTER",
    "MAGAZINE",
    "PLAIN",
    "THEMES",
    "Actor",
    "ArgumentError",
    "Assessment",
    "Author",
    "Block",
    "Brief",
    "BriefkitError",
    "Bullets",
    "Confidence",
    "Correction",
    "CorrectionKind",
    "Difference",
    "Draft",
    "DroppedWarning",
    "EmbargoWarning",
    "Event",
    "Evidence",
    "Face",
    "Family",
    "Figure",
    "Format",
    "Image",
    "Item",
    "ItemBlock",
    "Level",
    "Likelihood",
    "Limits",
    "Link",
    "Marking",
    "MarkingColours",
    "MediaType",
    "MissingGlyphError",
    "MissingLibraryError",
    "ModelError",
    "Note",
    "Organisation",
    "OvermarkedWarning",
    "Page",
    "Palette",
    "Paragraph",
    "Person",
    "Position",
    "Preview",
    "ReadError",
    "Reading",
    "Reliability",
    "RenderError",
    "Role",
    "RunRole",
    "SchemaError",
    "ScriptFamilies",
    "Section",
    "SectionKind",
    "Sheet",
    "Source",
    "Span",
    "Statement",
    "StatementKind",
    "Status",
    "Style",
    "Table",
    "TagsWarning",
    "TemplateWarning",
    "Text",
    "Theme",
    "ThemeError",
    "TrackedWarning",
    "UnknownFormatError",
    "When",
    "WriteError",
    "assessment",
    "bullets",
    "contrast",
    "differences",
    "draft",
    "event",
    "evolve",
    "faces_of",
    "figure",
    "house_label",
    "inline",
    "json_schema",
    "load",
    "load_theme",
    "losses",
    "picture",
    "preview",
    "read",
    "render",
    "save",
    "section",
    "statement",
    "strip",
    "table",
    "transform",
    "walk",
]
