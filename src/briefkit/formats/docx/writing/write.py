"""Writer of Word documents: a sheet and a theme as the parts of a package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape

from attrs import evolve

from briefkit.errors import RenderError
from briefkit.formats.content_limits import check_contents
from briefkit.formats.docx.opc import check_parts
from briefkit.formats.docx.part_names import CORE, DOCUMENT, NUMBERING, RELATIONSHIPS, STYLES
from briefkit.formats.docx.payload_parts import MAX_TEXT_LENGTH, write_payload
from briefkit.formats.docx.reading.header_footer_reader import letterhead_of
from briefkit.formats.docx.style_names import CharacterStyle, character_style_name
from briefkit.formats.docx.wordprocessingml import TWIPS_IN_MILLIMETRE
from briefkit.formats.docx.writing.body_writer import write_blocks
from briefkit.formats.docx.writing.core_properties import write_core_properties
from briefkit.formats.docx.writing.headers_footers import (
    logo_parts,
    write_banner,
    write_headers_footers,
)
from briefkit.formats.docx.writing.list_levels import ListRegister
from briefkit.formats.docx.writing.numbering_writer import write_lists
from briefkit.formats.docx.writing.picture_writer import IMAGE_TYPE, picture_target
from briefkit.formats.docx.writing.shared_parts import Skeleton, skeleton_for
from briefkit.formats.docx.writing.styles_writer import twips, write_character_style
from briefkit.formats.docx.writing.table_writer import table_layouts
from briefkit.formats.docx.writing.write_context import WriteContext
from briefkit.formats.docx.zip_archive import PackedMember, deflate, store, write_archive
from briefkit.formats.format import WriteOptions, Written
from briefkit.language.direction import script
from briefkit.layout import Sheet
from briefkit.limits import surely_within_limits
from briefkit.lower import Lowered, lower_with_unrendered
from briefkit.model import Brief
from briefkit.notes import Code, Note, note
from briefkit.reconcile.payload import write_payload as payload_of
from briefkit.runtime.caching import cached
from briefkit.style import FigureRoom, Style, Theme, for_script, is_moved_whole, room_between
from briefkit.style.printed_pictures import PrintedPictures, print_pictures

_HYPERLINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_MAX_NAMED = 8  # things that a note names
_TOO_LONG = re.compile(rf"[^<]{{{MAX_TEXT_LENGTH}}}")


def write(brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a Word document.

    Raises:
        RenderError, ReadError: The document would be larger than a reader takes.
    """
    printed = print_pictures(brief, options.theme, _template_room(brief, options.theme))
    check_contents(printed.brief)
    lowered = lower_with_unrendered(printed.brief, dated_labels=options.theme.dated_labels)
    payload = _payload_of(printed, lowered, options)
    written = write_sheet(lowered.sheet, options.theme, payload)
    return evolve(written, notes=(*printed.notes, *written.notes))


def _payload_of(
    printed: PrintedPictures, lowered: Lowered, options: WriteOptions
) -> Callable[[Mapping[str, float]], bytes] | None:
    """Payload of a document by how wide its figures are drawn; None where it carries none."""
    if not options.payload:
        return None
    sheet = lowered.sheet
    letterhead = _letterhead(options.theme, sheet.language, with_banner=bool(sheet.banner))
    return lambda drawn: payload_of(
        printed.brief,
        letterhead,
        drawn,
        printed.originals,
        dated_labels=options.theme.dated_labels,
        lowered=lowered,
    )


def write_sheet(
    sheet: Sheet, theme: Theme, payload: Callable[[Mapping[str, float]], bytes] | None = None
) -> Written:
    """Return a sheet as a Word document; the same sheet, theme and payload give the same bytes.

    Args:
        sheet: The layout of the brief.
        theme: The look.
        payload: Returns the payload that the document carries, from the widths of its figures in millimetres, by their
            anchors; None for none.

    Raises:
        RenderError, ReadError: The document would be larger than a reader takes.
    """
    given, theme = theme, for_script(theme, script(sheet.language))
    skeleton = _skeleton(
        theme, sheet.language, with_payload=payload is not None, with_banner=bool(sheet.banner)
    )
    layouts = table_layouts(sheet, given, skeleton.page, skeleton.cell_size)
    context = WriteContext(
        sheet.direction,
        skeleton.width,
        _figure_room(theme, sheet.language, skeleton),
        sheet.language,
        ListRegister.of(theme, skeleton.list_ids, skeleton.type_size),
        layouts=layouts,
        whole_tables={
            one for one, layout in layouts.items() if is_moved_whole(layout, theme, skeleton.page)
        },
        numbered=skeleton.numbered,
        against_styles=skeleton.against_styles,
        space_above_opening="" if skeleton.templated else _space_above_opening(sheet, theme),
    )
    body, section = write_blocks(sheet, context, skeleton.sections)
    if len(body) > MAX_TEXT_LENGTH and _TOO_LONG.search(body):
        what = f"has {MAX_TEXT_LENGTH:,} characters or more in one piece of text"
        raise RenderError(what, where=sheet.title, remedy="make two paragraphs of it")
    own = _own_parts(sheet, theme, body, section, skeleton, context)
    if payload is not None:
        own |= write_payload(payload(context.figure_widths))
    members = [(name, own.get(name, packed)) for name, packed in skeleton.members]
    logo = () if skeleton.templated or theme.logo is None else logo_parts(theme.logo)
    pictures = (
        (f"word/{picture_target(key, image)}", store(image.data))
        for image, key in context.pictures.items()
    )
    data = write_archive([*members, *logo, *pictures])
    if not surely_within_limits(len(body)):
        check_parts(data)
    return Written(data, (_note_on(skeleton.left_out),) if skeleton.left_out else ())


def _figure_room(theme: Theme, language: str, skeleton: Skeleton) -> FigureRoom:
    """Room for figures in a document."""
    width, height = (one / TWIPS_IN_MILLIMETRE for one in (skeleton.width, skeleton.height))
    return room_between(theme, script(language), width, height)


def _template_room(brief: Brief, theme: Theme) -> FigureRoom | None:
    """Room for figures on the pages of a template, where pictures are made to fit it; None where there is none."""
    if theme.template is None or theme.resolution is None:
        return None
    theme = for_script(theme, script(brief.language))
    skeleton = _skeleton(theme, brief.language, with_payload=True, with_banner=False)
    return _figure_room(theme, brief.language, skeleton)


def _space_above_opening(sheet: Sheet, theme: Theme) -> str:
    """Property that puts a line below the masthead, as on a page, where its style has less."""
    block = sheet.last_above_opening
    if block is None:
        return ""
    own = theme.blocks.get(block.role, Style()).after or 0
    line = theme.base.size or 0
    return f'<w:spacing w:after="{twips(line)}"/>' if own < line else ""


def _skeleton(theme: Theme, language: str, *, with_payload: bool, with_banner: bool) -> Skeleton:
    in_template = with_banner and theme.template is not None
    return skeleton_for(theme, language, with_payload=with_payload, with_banner=in_template)


@cached(32)
def _letterhead(theme: Theme, language: str, *, with_banner: bool) -> tuple[str, ...]:
    """Words of each paragraph that a theme has in the headers and footers of documents with a payload."""
    if theme.template is None:
        return (" ".join(theme.publisher.split()),) if theme.publisher else ()
    theme = for_script(theme, script(language))
    skeleton = _skeleton(theme, language, with_payload=True, with_banner=with_banner)
    return letterhead_of(write_archive(skeleton.members))


def _own_parts(
    sheet: Sheet, theme: Theme, body: str, section: str, skeleton: Skeleton, context: WriteContext
) -> dict[str, PackedMember]:
    """Parts that each document writes for itself, by name."""
    # Before headers and footers are written: they use only styles that are in every document.
    styles = context.character_styles - skeleton.character_styles
    split_parts = dict(skeleton.split_parts)
    usual = skeleton.sections.usual.first
    if section != usual:
        document = split_parts[DOCUMENT]
        end = document.end.replace(usual.encode(), section.encode(), 1)
        split_parts[DOCUMENT] = evolve(document, end=end)
    middles = {
        DOCUMENT: body,
        RELATIONSHIPS: "".join(_relationships(context)),
        STYLES: _write_styles(styles, theme, sheet.language),
        NUMBERING: write_lists(context.lists, theme, sheet.language),
    }
    headers_footers = (
        _template_headers(sheet, theme, context, skeleton)
        if skeleton.templated
        else write_headers_footers(sheet, theme, context)
    )
    return {
        **{name: split_parts[name].around(middle) for name, middle in middles.items()},
        CORE: deflate(write_core_properties(sheet).encode()),
        **headers_footers,
    }


def _note_on(left_out: Sequence[str]) -> Note:
    """Return the note on what of a template goes into no document."""
    more = f"; and {len(left_out) - _MAX_NAMED} more" if len(left_out) > _MAX_NAMED else ""
    what = f"left out of the template: {'; '.join(left_out[:_MAX_NAMED])}{more}"
    return note(Code.TEMPLATE_PARTS_DROPPED, what)


def _template_headers(
    sheet: Sheet, theme: Theme, context: WriteContext, skeleton: Skeleton
) -> dict[str, PackedMember]:
    """Headers and footers of a template, with the banner in them."""
    banner = write_banner(sheet, theme, context)
    return {name: skeleton.split_parts[name].around(banner) for name in skeleton.banner_parts}


def _relationships(context: WriteContext) -> Iterator[str]:
    for url, key in context.links.items():
        yield (
            f'<Relationship Id="{key}" Type="{_HYPERLINK_TYPE}" Target="{escape(url)}" TargetMode="External"/>'
        )
    for image, key in context.pictures.items():
        yield f'<Relationship Id="{key}" Type="{IMAGE_TYPE}" Target="{picture_target(key, image)}"/>'


def _write_styles(styles: Iterable[CharacterStyle], theme: Theme, language: str) -> str:
    """Character styles that the skeleton does not define, sorted by name."""
    return "".join(
        write_character_style(one, theme, language)
        for one in sorted(styles, key=character_style_name)
    )
