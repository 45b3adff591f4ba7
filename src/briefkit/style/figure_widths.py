"""Figure widths: how much of the line a picture takes, one measure for pages, paper and Word documents.

A figure that says no width is as wide as its line, with three limits: half of the page is its height at most, so that
portraits leave room for words; and it is drawn with 96 pixels to the inch at least, as on a screen, for a picture that is
drawn larger than its pixels are is blurred. A figure that says its width has it, unless the page is too low for the
picture and the words under it.
"""

from __future__ import annotations

from math import ceil

from attrs import frozen

from briefkit.layout import Picture, Role
from briefkit.lower.generated_runs import runs_text
from briefkit.style.script_adjustments import for_script
from briefkit.style.text_widths import Type, text_widths
from briefkit.style.theme import NO_STYLE, Theme, start_inset

_MM_PER_POINT = 25.4 / 72
#: Pixels to the inch, at least: those of CSS, which a screenshot was made with.
_LEAST_RESOLUTION = 96
#: The height of a figure by its shape, at most, as a share of that of the text on a page: a chart of four to three still
#: has the whole line on common paper.
_BY_SHAPE = 1 / 2
# The share of a page's height for a figure with its caption; the rest is for spaces, and what programs round.
_ROOM = 0.95
_LEAST = 0.2  # of the page's height, for the picture, however long its caption is
_RAGGED = 1.1  # by how much more words take than they are wide, for lines end before the words that they have no room for
_USUAL_LINE = 1.4  # the distance of lines, where neither theme nor role has one


@frozen
class FigureRoom:
    """Room for figures on a page.

    Attributes:
        theme: The look, adjusted for the script.
        script: The script of the page's language, in ISO 15924.
        line: How long the lines of figures are, in millimetres.
        height: How high the text of a page is, in millimetres.
    """

    theme: Theme
    script: str
    line: float
    height: float

    def per_cent(self, picture: Picture) -> float:
        """Return how wide a figure is drawn, in per cent of its line.

        Args:
            picture: The figure; its pixels count as they are seen, turned by what the camera said.
        """
        across, down = picture.image.size
        shape = self.line * down / across  # the height at the whole line, in millimetres
        if picture.width is None:
            natural = across / _LEAST_RESOLUTION * 25.4 / self.line
            wanted = 100 * min(1, natural, _BY_SHAPE * self.height / shape)
        else:
            wanted = picture.width
        # What says 55 is not drawn with 55.00000000000001.
        return min(wanted, 100 * self._height_beside(picture, wanted / 100 * shape) / shape)

    def _height_beside(self, picture: Picture, wanted: float) -> float:
        """Return how high a picture may be with the words under it on the same page, up to a height, in millimetres."""
        style, base = self.theme.blocks.get(Role.FIGURE, NO_STYLE), self.theme.base
        size = (style.size or base.size or 10) * _MM_PER_POINT
        line = size * (style.line or base.line or _USUAL_LINE)
        words = [runs_text(runs) for runs in (picture.caption, picture.credit)]
        room = _ROOM * self.height
        # No letter is wider than the type is high, which most captions need not be measured for.
        lines = sum(ceil(len(one) * size / self.line) for one in words)
        if wanted + lines * line > room:
            type_ = Type(style.family or base.family or "body")
            measure = text_widths(self.theme, self.script)
            widths = [sum(measure.widths(one, type_)) * size for one in words]
            lines = sum(ceil(_RAGGED * one / self.line) for one in widths)
        return min(wanted, max(room - lines * line, _LEAST * self.height))


def figure_room(theme: Theme, script: str) -> FigureRoom:
    """Return the room for figures on the pages of a theme.

    Args:
        theme: The look.
        script: The script of the page's language, in ISO 15924.
    """
    page, adjusted = theme.page, for_script(theme, script)
    top, end, bottom, start = page.margins
    return room_between(adjusted, script, page.width - start - end, page.height - top - bottom)


def room_between(theme: Theme, script: str, width: float, height: float) -> FigureRoom:
    """Return the room for figures between the margins of a page.

    Args:
        theme: The look, adjusted for the script.
        script: The script of the page's language, in ISO 15924.
        width: The width of the text, in millimetres.
        height: The height of the text, in millimetres.
    """
    style, base = theme.blocks.get(Role.FIGURE, NO_STYLE), theme.base.size or 10
    return FigureRoom(theme, script, width - start_inset(style, base) * _MM_PER_POINT, height)
