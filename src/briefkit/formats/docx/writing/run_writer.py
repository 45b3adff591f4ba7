"""Runs: text with its character style, its direct formatting and its link (ECMA-376 Part 1, 17.3.2, 17.16.22)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import assert_never

from briefkit.formats.docx.bookmark_names import bookmark_name
from briefkit.formats.docx.font_slots import font_slot
from briefkit.formats.docx.style_names import CharacterStyle, character_style_name, style_id
from briefkit.formats.docx.wordprocessingml import NO_LANGUAGE
from briefkit.formats.docx.writing.script_fonts import write_language
from briefkit.formats.docx.writing.write_context import WriteContext
from briefkit.language.direction import direction_of
from briefkit.language.house_words import house_language, is_house_words
from briefkit.language.identifiers import split_identifiers
from briefkit.layout import Direction, Run, Runs
from briefkit.layout.roles import ADDRESS_RUNS, HeadingRole
from briefkit.model import Position
from briefkit.runtime.caching import cached

_SOFT_HYPHEN = "\u00ad"


def write_runs(
    runs: Runs,
    context: WriteContext,
    heading: HeadingRole | None = None,
    *,
    hyphenated: bool = False,
    size: int | None = None,
) -> str:
    """Runs of a paragraph; neighbours of one style that lead to one place are one link.

    LibreOffice keeps the style of a link's run only where the link has a single style.

    Args:
        runs: The runs.
        context: The context of writing.
        heading: The role of the section that they head, if they do.
        hyphenated: Whether their words are hyphenated, but for identifiers.
        size: The size of their type, in half-points; None for that of the paragraph's style.
    """
    split = split_identifiers(runs, context.language) if hyphenated else None
    parts = split or [[(run.span.text, False)] for run in runs]
    found = []
    for (target, link, style, anchor, spoken), group in groupby(
        zip(runs, parts, strict=True),
        lambda one: (*_link_and_style(one[0], heading), one[0].anchor, one[0].spoken),
    ):
        inner = "".join([_write_run(run, style, context, words, size) for run, words in group])
        if target is not None:
            tooltip = f' w:tooltip="{escape(spoken)}"' if spoken else ""
            inner = f'<w:hyperlink w:anchor="{bookmark_name(target)}"{tooltip} w:history="1">{inner}</w:hyperlink>'
        elif link is not None:
            key = context.links.setdefault(link, f"rIdL{len(context.links) + 1}")
            inner = f'<w:hyperlink r:id="{key}" w:history="1">{inner}</w:hyperlink>'
        found.append(context.bookmark(inner, anchor) if anchor else inner)
    return "".join(found)


def write_run(run: Run, context: WriteContext) -> str:
    """Run without its link."""
    return _write_run(run, _link_and_style(run, None)[2], context, [(run.span.text, False)])


def _link_and_style(
    run: Run, heading: HeadingRole | None
) -> tuple[str | None, str | None, CharacterStyle]:
    """Destination of a run, in the document or outside it, and its character style."""
    span = run.span
    linked = span.link is not None and run.role not in ADDRESS_RUNS
    return run.target, span.link, CharacterStyle(heading, run.role, span.quoted, span.code, linked)


def _write_run(
    run: Run,
    style: CharacterStyle,
    context: WriteContext,
    parts: Sequence[tuple[str, bool]],
    size: int | None = None,
) -> str:
    """Run in parts, each with whether it is an identifier."""
    context.character_styles.add(style)
    span = run.span
    house = house_language(context.language) if is_house_words(run) else None
    written = []
    for words, is_identifier in parts:
        properties = _properties(
            style,
            span.strong,
            span.emphasis,
            span.position,
            span.language or house,
            context.language,
            run.direction,
            is_identifier,
            size,
        )
        written.append(f"<w:r>{properties}{write_text(words)}</w:r>")
    return "".join(written)


@cached(4096)
def _properties(
    style: CharacterStyle,
    strong: bool,
    emphasis: bool,
    position: Position | None,
    language: str | None,
    document_language: str,
    direction: Direction | None,
    is_identifier: bool,
    size: int | None,
) -> str:
    """Properties of a run, in the order of their schema (EG_RPrBase).

    What is not proofed is not hyphenated either: that is how Word keeps an identifier whole.

    Bold and italics are direct formatting, for a bold style within a bold one would be regular (17.7.3).
    """
    name = character_style_name(style)
    found = [f'<w:rStyle w:val="{style_id(name)}"/>'] if name else []
    if font_slot(language or document_language) == "eastAsia":
        # Quotation marks and dashes are in the fonts of every script: these are of this one (17.3.2.26).
        found.append('<w:rFonts w:hint="eastAsia"/>')
    if strong:
        found.append("<w:b/><w:bCs/>")
    if emphasis:
        found.append("<w:i/><w:iCs/>")
    if is_identifier:
        found.append("<w:noProof/>")
    if size:
        found.append(write_size(size))
    match position:
        case Position.SUPER:
            found.append('<w:vertAlign w:val="superscript"/>')
        case Position.SUB:
            found.append('<w:vertAlign w:val="subscript"/>')
        case None:
            pass
        case _:
            assert_never(position)
    if (direction or direction_of(language or document_language)) == "rtl":
        found.append("<w:rtl/>")
    if language:
        found.append(write_language(language))
    elif (
        is_identifier
    ):  # LibreOffice hyphenates what is not proofed, but no words without a language
        found.append(f'<w:lang w:val="{NO_LANGUAGE}"/>')
    return f"<w:rPr>{''.join(found)}</w:rPr>" if found else ""


def write_size(size: int) -> str:
    """Size of type, in half-points, in all scripts."""
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def write_text(text: str) -> str:
    """Text elements; a soft hyphen has an element of its own in Word (17.3.3.29)."""
    if _SOFT_HYPHEN in text:
        return "<w:softHyphen/>".join(write_text(part) for part in text.split(_SOFT_HYPHEN))
    if not text:
        return ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    if "&" in text or "<" in text or ">" in text:
        text = escape(text, quote=False)
    return f"<w:t{space}>{text}</w:t>"
