"""CSS of heads and feet of printed pages: page-margin boxes (CSS Paged Media 3), and the rules of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never

from briefkit.language.direction import script
from briefkit.layout import Direction
from briefkit.style.css import css_string
from briefkit.style.font_files import font_stack
from briefkit.style.page_ends import END_LINE, EndBox, PageEnds
from briefkit.style.theme import Alignment

_Edge: TypeAlias = Literal["top", "bottom"]
_SIDES: dict[Direction, dict[Alignment, str]] = {
    "ltr": {"start": "left", "center": "center", "end": "right"},
    "rtl": {"start": "right", "center": "center", "end": "left"},
}


def number_css(ends: PageEnds) -> str:
    """Return the rule of the page number, for pages without a banner."""
    boxes, margin = ends.number_foot()
    return f"@page{{margin-bottom:{margin:.2f}pt;{_written(ends, 'bottom', boxes)}}}"


def title_css(ends: PageEnds) -> str:
    """Return the rule of the running title, for pages without a banner; where it is long, it is cut."""
    boxes, _ = ends.foot
    return f"@page{{{_written(ends, 'bottom', [one for one in boxes if one.kind == 'title'])}}}"


def banner_css(ends: PageEnds) -> str:
    """Return the page rules that put the banner at both ends of every page; the first head has the text's own."""
    if not ends.banner:
        return ""
    (head, high), (foot, low) = ends.head, ends.foot
    none = "".join(f"@{_name(ends, 'top', one.corner)}{{content:none}}" for one in head)
    return (
        f"@page{{margin-top:{high:.2f}pt;margin-bottom:{low:.2f}pt;"
        f"{_written(ends, 'top', head)}{_written(ends, 'bottom', foot)}}}@page:first{{{none}}}"
    )


def first_page_css(ends: PageEnds) -> str:
    """Return the rules that lift banner and masthead to the head of the first page, for WeasyPrint.

    The banner is a block of the text, so that screen readers read it too.

    Raises:
        RenderError: Head and foot leave no room for the text.
    """
    head = ends.first_head
    rules = [f"@page:first{{margin-top:{head.height:.2f}pt}}"]
    if head.marking:
        rules.append(f".banner [data-marking]{{font-size:{head.marking:g}pt}}")
    if head.banner:
        start, end = _SIDES[ends.runs]["start"], _SIDES[ends.runs]["end"]
        # WeasyPrint may leave no room for the padding at the end of a line that breaks within a marking.
        rules.append(
            f".banner{{position:absolute;top:-{head.height - head.banner_top:.2f}pt;{start}:0;"
            f"{end}:{head.banner_inset:.2f}pt;margin:0;"
            f"line-height:{head.banner:.2f}pt}}.banner.foot{{display:none}}"
        )
    if head.has_masthead:
        rules.append(
            f"@page:first{{@{_name(ends, 'top', 'start')}{{content:element(masthead);width:100%;"
            f"height:auto;margin:0;padding:0 0 {head.clear:.2f}pt;background:none;vertical-align:bottom}}}}"
        )
    return "".join(rules)


def _written(ends: PageEnds, edge: _Edge, boxes: Sequence[EndBox]) -> str:
    return "".join(
        f"@{_name(ends, edge, one.corner)}{{content:{_content(one)};overflow:visible;{_look(ends, one)};"
        f"height:{one.height:.2f}pt;margin:{one.top:.2f}pt 0 auto;vertical-align:middle;"
        f"text-align:{_SIDES[ends.runs][one.align]};{_width(ends, one)}}}"
        for one in boxes
    )


def _content(box: EndBox) -> str:
    content = f'"{css_string(box.words)}"'
    match box.kind:
        case "words":
            return content
        case "title":
            return "string(title,first-except)"
        case "number":
            content = content.replace("{pages}", '" counter(pages) "')
            return content.replace("{page}", '" counter(page) "')
        case _:
            assert_never(box.kind)


def _look(ends: PageEnds, box: EndBox) -> str:
    stack = font_stack(ends.theme.display, ends.theme, script(ends.language))
    look = f"font:{box.weight} {box.size:g}pt/{END_LINE} {stack};color:#{box.ink}"
    if box.ground:
        look += f";background:#{box.ground};-webkit-print-color-adjust:exact"
    return look + (";overflow:hidden;text-overflow:ellipsis" if box.kind == "title" else "")


def _width(ends: PageEnds, box: EndBox) -> str:
    """Return the declarations of a width: that of the words, or all of the line, which differs on a turned page."""
    if box.kind == "title":
        return f"white-space:nowrap;width:{box.width:.2f}pt"
    if box.width > ends.line:
        return "white-space:normal;overflow-wrap:anywhere;width:100%"
    if box.align != box.corner:
        return "white-space:nowrap;width:100%"
    width = f"{box.width - 2 * box.padding:.2f}pt" if box.width else "max-content"
    own = f"padding:0 {box.padding:g}pt;text-align:center" if box.padding else ""
    return f"white-space:nowrap;width:{width};{own}"


def _name(ends: PageEnds, edge: _Edge, corner: Alignment) -> str:
    """Return the name of a page-margin box."""
    return f"{edge}-{_SIDES[ends.runs][corner]}"
