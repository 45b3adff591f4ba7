"""E-mail writer: one complete page for mail programs, its frame of tables, without a style sheet and without scripts."""

from __future__ import annotations

from attrs import evolve

from briefkit.formats.email.block_markup import BlockMarkup
from briefkit.formats.email.inline_styles import InlineStyles
from briefkit.formats.format import WriteOptions, Written
from briefkit.formats.html.writing.markup import (
    Markup,
    attributes,
    element,
    joined,
    line,
    meta,
    opening,
    text,
)
from briefkit.formats.html.writing.picture_addresses import PictureAddresses
from briefkit.language.direction import script
from briefkit.language.house_words import house_language
from briefkit.layout import Role, Sheet
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.style import Theme, figure_room, for_script, on_screen
from briefkit.style.printed_pictures import print_pictures

_WIDTH = 640  # pixels
_LOGO = 120  # pixels, at most
# Outlook for Windows lays out with Word, which knows no max-width; only it reads what these comments hold.
_OUTLOOK_FRAME = Markup(
    '<!--[if mso]><table role="presentation" width="640" align="center"><tr><td><![endif]-->\n'
)
_OUTLOOK_END = Markup("<!--[if mso]></td></tr></table><![endif]-->\n")


def write(brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as the HTML of an e-mail; nothing travels unseen in it."""
    printed = print_pictures(brief, options.theme)
    addresses = PictureAddresses(options.media)
    sheet = lower(printed.brief, dated_labels=options.theme.dated_labels)
    page = write_sheet(sheet, options.theme, addresses)
    return Written(page.encode(), (*printed.notes, *addresses.notes(printed.brief)))


def write_sheet(sheet: Sheet, theme: Theme, addresses: PictureAddresses) -> str:
    """Return a sheet as the text of an e-mail's page.

    Args:
        sheet: What is seen.
        theme: How it looks; its CSS of its own is for style sheets, and left out.
        addresses: Where its pictures are.
    """
    written = script(sheet.language)
    adjusted = for_script(on_screen(theme, written), written)
    look = InlineStyles(evolve(adjusted, css=""), written, sheet.direction)
    room = figure_room(theme, written)
    blocks = BlockMarkup(
        look,
        addresses.source,
        room,
        theme.numbered,
        sheet.last_above_opening,
        house_language(sheet.language),
    )
    head = joined(
        [
            Markup('<meta charset="utf-8">\n'),
            meta("name", "viewport", "width=device-width, initial-scale=1"),
            # It has colours of its own on a ground of its own; a program that would mix them is told not to.
            meta("name", "color-scheme", "light"),
            meta("name", "supported-color-schemes", "light"),
            line("title", text(sheet.title)),
        ]
    )
    spoken = {"lang": sheet.language, "dir": sheet.direction}
    # A mail program in a browser takes the content of the body alone, which says its language again.
    main = attributes({"role": "main", **spoken})
    framed = line("div", _frame(_article(sheet, theme, blocks), theme, blocks.look.start), main)
    return joined(
        [
            Markup("<!DOCTYPE html>\n"),
            opening("html", attributes(spoken)),
            line("head", joined([Markup("\n"), head])),
            line("body", framed, _ground(theme)),
            Markup("</html>\n"),
        ]
    )


def _article(sheet: Sheet, theme: Theme, blocks: BlockMarkup) -> Markup:
    """Return what the frame holds: the masthead, the banner, the blocks, and the banner again."""
    banner = blocks.runs(sheet.banner)
    style = attributes({"style": blocks.look.block(Role.BANNER)})
    marked = line("p", banner, style) if banner else Markup("")
    parts = [_masthead(sheet, theme, blocks), marked, blocks.write_blocks(sheet.blocks), marked]
    return joined(parts)


def _masthead(sheet: Sheet, theme: Theme, blocks: BlockMarkup) -> Markup:
    """Return the masthead: the publisher's logo and name."""
    if not theme.has_masthead:
        return Markup("")
    parts = []
    if theme.logo:
        parts.append(
            blocks.image(theme.logo, theme.logo_alt(sheet.language), min(theme.logo.size[0], _LOGO))
        )
    if theme.publisher:
        parts.append(element("span", text(theme.publisher), attributes({"dir": "auto"})))
    style = f"{blocks.look.block(Role.DATELINE)};font-weight:600;margin:0 0 16px"
    return line("p", joined(parts), attributes({"style": style}))


def _frame(inner: Markup, theme: Theme, side: str) -> Markup:
    """Return the tables around the text: one as wide as the window, and one in its middle.

    Args:
        inner: The text.
        theme: How it looks.
        side: Where its lines begin.
    """
    shared: dict[str, str | int] = {
        "role": "presentation",
        "cellpadding": 0,
        "cellspacing": 0,
        "border": 0,
        "width": "100%",
    }
    ground = {"bgcolor": f"#{theme.light.paper}"}
    colours = f"background-color:#{theme.light.paper};color:#{theme.light.ink}"
    # As wide as the window, whatever stands in it.
    fixed = f"table-layout:fixed;{colours}"
    column = attributes({**shared, **ground, "style": f"max-width:{_WIDTH}px;{fixed}"})
    cell = attributes({"style": f"padding:24px;{colours};overflow-wrap:anywhere", "align": side})
    text_table = line(
        "table", line("tr", element("td", joined([Markup("\n"), inner]), cell)), column
    )
    middle = joined([Markup("\n"), _OUTLOOK_FRAME, text_table, _OUTLOOK_END])
    outer = line("td", middle, attributes({"align": "center", "style": "padding:0"}))
    whole = attributes({**shared, **ground, "style": fixed})
    return joined([Markup("\n"), line("table", line("tr", outer), whole)])


def _ground(theme: Theme) -> Markup:
    paper = f"#{theme.light.paper}"
    return attributes({"bgcolor": paper, "style": f"margin:0;padding:0;background-color:{paper}"})
