"""Style: the Theme class and its translation to CSS; the translation to Word styles is in formats/docx.

A theme says how each role looks; nothing that prints a role ever asks for the name of a theme.
"""

from __future__ import annotations

from briefkit.style.css import (
    PRINT_CSS,
    number_indent,
    page_css,
    run_class,
    theme_css,
)
from briefkit.style.figure_widths import FigureRoom, figure_room, room_between
from briefkit.style.font_files import (
    FontFile,
    families,
    family_names,
    font_face,
    font_files,
    font_stack,
)
from briefkit.style.font_packages import font_packages
from briefkit.style.marking_colours import TLP_COLOURS, MarkingColours
from briefkit.style.page_ends import MARKING_SIZE, PageEnds
from briefkit.style.page_ends_css import banner_css, first_page_css, number_css, title_css
from briefkit.style.script_adjustments import for_script, has_italics, on_screen
from briefkit.style.table_css import TALL_ROW, is_moved_whole, table_css, table_layouts
from briefkit.style.theme import (
    A4,
    LETTER,
    POINTS_PER_MM,
    Alignment,
    Engine,
    Face,
    Family,
    Page,
    Palette,
    PayloadChoice,
    ScriptFamilies,
    Style,
    Theme,
    Tone,
    faces_of,
    text_area,
)
from briefkit.style.theme_rules import MIN_CONTRAST, contrast
from briefkit.style.turned_pages import turned_blocks, turned_page
from briefkit.style.unbroken_pieces import is_spaced_number

__all__ = [
    "A4",
    "LETTER",
    "MARKING_SIZE",
    "MIN_CONTRAST",
    "POINTS_PER_MM",
    "PRINT_CSS",
    "TALL_ROW",
    "TLP_COLOURS",
    "Alignment",
    "Engine",
    "Face",
    "Family",
    "FigureRoom",
    "FontFile",
    "MarkingColours",
    "Page",
    "PageEnds",
    "Palette",
    "PayloadChoice",
    "ScriptFamilies",
    "Style",
    "Theme",
    "Tone",
    "banner_css",
    "contrast",
    "faces_of",
    "families",
    "family_names",
    "figure_room",
    "first_page_css",
    "font_face",
    "font_files",
    "font_packages",
    "font_stack",
    "for_script",
    "has_italics",
    "is_moved_whole",
    "is_spaced_number",
    "number_css",
    "number_indent",
    "on_screen",
    "page_css",
    "room_between",
    "run_class",
    "table_css",
    "table_layouts",
    "text_area",
    "theme_css",
    "title_css",
    "turned_blocks",
    "turned_page",
]
