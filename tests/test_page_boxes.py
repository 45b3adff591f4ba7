"""No word, rule or picture of a PDF lies outside the margins, and nothing lies over anything else at head and foot."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, seed, settings

import briefkit as bk
from briefkit.style import Engine, Theme
from support.odd_pages import KINDS, OddBrief, odd_briefs
from support.page_boxes import Box, PrintedBoxes, printed_boxes

#: Of drawn briefs, by each engine; as many as the environment says.
EXAMPLES = int(os.environ.get("BRIEFKIT_DRAWN_PAGES", "5"))
POINTS = 72 / 25.4
# What a letter may stand out of its line, as an f does: points, and in large type a share of its height.
_INK, _INK_OF_HEIGHT = 1.5, 0.1
_EDGE = 3 * POINTS  # of the paper, which no printer reaches


def languages() -> tuple[str, ...]:
    """The languages of the packages' fonts, and Chinese where a font of this machine has it."""
    try:
        bk.render(bk.draft("中文", language="zh").background("中文。").build(), "pdf")
    except bk.MissingGlyphError:
        return ("en", "de", "ar")
    return ("en", "de", "ar", "zh")


def outside(page: PrintedBoxes, theme: Theme, *, rtl: bool) -> Iterator[Box]:
    """Yield what lies beyond the margins at the sides, or off the paper."""
    turned = (page.width > page.height) != (theme.page.width > theme.page.height)
    top, end, bottom, start = theme.page.margins
    left, right = (end, start) if rtl else (start, end)
    if turned:
        left = right = min(top, end, bottom, start)
    for box in page.boxes:
        from_left, from_right = box.left - left * POINTS, page.width - right * POINTS - box.right
        ink = max(_INK, _INK_OF_HEIGHT * (box.top - box.bottom)) if box.kind == "word" else _INK
        across = min(from_left, from_right) >= -ink
        down = box.bottom >= _EDGE and box.top <= page.height - _EDGE
        if not (across and down):
            yield box


def covered(page: PrintedBoxes, theme: Theme) -> Iterator[tuple[Box, Box]]:
    """Yield words in the margins at the head and the foot that lie over others."""
    top, _, bottom, _ = theme.page.margins
    low, high = bottom * POINTS, page.height - top * POINTS
    words = [box for box in page.boxes if box.kind == "word"]
    for one in words:
        if one.top < low or one.bottom > high:
            yield from ((one, other) for other in words if one is not other and one.meets(other, 1))


@settings(max_examples=EXAMPLES)
@given(odd_briefs(languages()))
def test_nothing_of_a_pdf_lies_outside_its_place(engine: Engine, odd: OddBrief) -> None:
    try:
        pdf = bk.render(odd.brief, "pdf", odd.theme, engine=engine, payload="none")
    except bk.RenderError as error:
        if not re.search("table.*column", str(error)):
            raise
        return
    rtl = odd.brief.language == "ar"
    for number, page in enumerate(printed_boxes(pdf), 1):
        assert not list(outside(page, odd.theme, rtl=rtl)), f"page {number}"
        assert not list(covered(page, odd.theme)), f"page {number}"


def test_each_kind_of_odd_page_is_drawn() -> None:
    left = dict(KINDS)

    @settings(
        max_examples=50, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
    )
    @given(odd_briefs(languages()))
    def draw(odd: OddBrief) -> None:
        for kind in [kind for kind, is_drawn in left.items() if is_drawn(odd)]:
            del left[kind]

    for number in range(8):
        if left:
            seed(number)(draw)()
    assert not left


def test_boxes_are_measured() -> None:
    """What lies past a margin or over other words is seen."""
    page = PrintedBoxes(
        bk.A4.width * POINTS,
        bk.A4.height * POINTS,
        (
            Box("word", 100, 30, 180, 40, "Page"),
            Box("word", 170, 32, 220, 42, "title"),
            Box("rule", 100, 400, 590, 401),
            Box("picture", 100, 500, 300, 841),
        ),
    )
    theme = bk.THEMES["plain"]
    assert [one.kind for one in outside(page, theme, rtl=False)] == ["rule", "picture"]
    assert [{one.words, other.words} for one, other in covered(page, theme)] == 2 * [
        {"Page", "title"}
    ]
