"""Heads and feet of a PDF's pages: banner, masthead, running title and page number keep clear of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle, product

import attrs
import pypdfium2
import pytest

import briefkit as bk
from briefkit.lower import lower
from briefkit.style import Engine, PageEnds, banner_css

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TITLES = {
    "en": f"Talks on the {WORD} Go On",
    "ar": "يعود الميناء الوحيد للحاويات إلى العمل بعد إضراب دام تسعة أيام وكلف البلاد ربع صادراتها والوزير منصبه",
    "zh": "唯一的集装箱港口在罢工九天之后重新开放，出口损失四分之一，部长因此辞职，工会与政府继续谈判",
}
PUBLISHER = "The Corvania Desk for Strategic and International Work, and Its Partners in Five Harbours of the North"
MARKINGS = (
    bk.Marking("US", "SECRET//NOFORN//ORCON//REL TO USA, AUS, CAN, GBR, NZL"),
    bk.Marking("TLP", "AMBER+STRICT"),
    bk.Marking(None, "RESTREINT UE/EU RESTRICTED"),
    bk.Marking("HOUSE", "For the eyes of the desk and of nobody else " * 4 + "at all"),
    bk.Marking(None, "Z" * 130),
)
PAGES = (bk.A4, bk.LETTER, bk.Page(148, 210, (20, 15, 18, 15)), bk.Page(297, 210, (0, 10, 0, 10)))
SENTENCE = (
    "The council says that the bridge will open in the autumn, though nobody has paid for it yet. "
)


def brief(title: str, language: str, marking: bk.Marking | None, **release: str) -> bk.Brief:
    draft = bk.draft(title, language=language).release("draft", marking=marking, **release)
    return draft.background(*[SENTENCE * 8] * 8).build()


def characters(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float, int, str]]:
    """The characters of a page: left, bottom, right, top, place, and itself."""
    words = page.get_textpage()
    for at in range(words.count_chars()):
        sign = words.get_text_range(at, 1)
        if sign.strip():
            yield (*words.get_charbox(at), at, sign)


def clashes(page: pypdfium2.PdfPage) -> list[str]:
    """What is off the paper, and characters that print over others."""
    width, height = page.get_size()
    found = sorted(characters(page), key=lambda one: one[1])
    wrong = [f"{one[-1]} is off the paper" for one in found if one[0] < 0 or one[2] > width]
    wrong += [f"{one[-1]} is off the paper" for one in found if one[1] < 0 or one[3] > height]
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if other[1] >= one[3] - 0.5:
                break
            beside = other[0] >= one[2] - 0.5 or one[0] >= other[2] - 0.5
            if not beside and abs(one[4] - other[4]) > 3:  # letters of a ligature have one box
                wrong.append(f"{one[-1]} over {other[-1]}")
    return wrong


def whole_text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


CASES = [
    (*case, *more)
    for case, *more in zip(
        product(bk.THEMES.values(), TITLES), cycle(MARKINGS), cycle(PAGES), strict=False
    )
]


@pytest.mark.filterwarnings("ignore::briefkit.EmbargoWarning")
@pytest.mark.parametrize(("theme", "language", "marking", "paper"), CASES)
def test_nothing_prints_over_anything_at_the_ends_of_pages(
    engine: Engine, theme: bk.Theme, language: str, marking: bk.Marking, paper: bk.Page
) -> None:
    house = attrs.evolve(theme, page=paper, publisher=PUBLISHER)
    written = brief(TITLES[language], language, marking, embargo="2036-09-25T06:00:00+05:30")
    with pypdfium2.PdfDocument(bk.render(written, "pdf", house, engine=engine)) as document:
        assert len(document) > 1
        for number in (0, 1):
            assert clashes(document[number]) == []
            shown = "".join(whole_text(document[number]).split())
            assert all(shown.count(word) >= 2 for word in re.findall(r"\w+", str(marking)))


@pytest.mark.parametrize("marking", [None, MARKINGS[0], MARKINGS[1]])
def test_a_long_running_title_is_cut_in_a_space_of_its_own(
    engine: Engine, marking: bk.Marking | None
) -> None:
    written = bk.evolve(brief(TITLES["en"], "en", marking), status="published")
    with pypdfium2.PdfDocument(bk.render(written, "pdf", engine=engine)) as document:
        assert "…" not in whole_text(document[0])
        assert clashes(document[1]) == []
        foot = whole_text(document[1])
        assert "Talks on the Donaudampf" in foot


def test_a_label_of_tlp_has_twelve_points_and_others_shrink_before_they_break() -> None:
    sizes = {}
    for marking in MARKINGS:
        sheet = lower(brief("T", "en", marking))
        rules = banner_css(PageEnds.of(sheet, bk.PLAIN, running_title=True))
        sizes[marking] = float(rules.split("font:700 ")[1].split("pt")[0])
    assert sizes[MARKINGS[1]] == 12
    assert 9 < sizes[MARKINGS[0]] <= 12
    assert min(sizes.values()) == 9


def test_margins_grow_by_what_stands_in_them_and_stay_otherwise(engine: Engine) -> None:
    def body(marking: bk.Marking | None) -> float:
        data = bk.render(brief("T", "en", marking), "pdf", engine=engine)
        with pypdfium2.PdfDocument(data) as document:
            text = document[1].get_textpage()
            at = whole_text(document[1]).index("says that the bridge")
            return float(text.get_charbox(at)[3])

    assert body(MARKINGS[1]) == pytest.approx(body(MARKINGS[2]), abs=0.1)
    assert body(bk.Marking(None, "Z" * 400)) < body(MARKINGS[1]) - 5


def test_what_leaves_no_room_for_the_text_is_an_error(engine: Engine) -> None:
    small = attrs.evolve(bk.PLAIN, page=bk.Page(60, 60, (10, 10, 10, 10)))
    with pytest.raises(bk.RenderError, match="too little room") as told:
        bk.render(brief("T", "en", MARKINGS[3]), "pdf", small, engine=engine)
    assert told.value.where == "Brief.marking"
    assert bk.render(brief("T", "en", MARKINGS[3]), "html", small)
