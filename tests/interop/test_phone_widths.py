"""Reflow (WCAG 2.2, 1.4.10): at 320 pixels no page, fragment or e-mail scrolls sideways, and nothing of it is cut.

A window of Chromium has 500 pixels at least, so each page stands in an iframe of the width that is asked for.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from itertools import cycle, product
from pathlib import Path

import attrs
import pytest
from PIL import Image

import briefkit as bk
from support.chromium import driven

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed"),
]

NARROW = 320  # CSS pixels
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ADDRESS = f"https://archive.example/{'a-folder-of-the-archive/' * 4}{HASH}"
LABELS = (
    bk.Marking("US", "SECRET//NOFORN//ORCON//REL TO USA, AUS, CAN, GBR, NZL"),
    bk.Marking(None, "RESTREINT UE/EU RESTRICTED"),
    bk.Marking("TLP", "AMBER+STRICT"),
    bk.Marking(None, "Z" * 90),
)
PUBLISHER = (
    "The Corvania Desk for Strategic and International Work, and Its Partners in Five Harbours"
)
LANGUAGES = ("en", "ar", "zh")
#: What is too wide, or cut; what scrolls in a box of its own may be wider.
JUDGE = """
(() => {
  const page = frame.contentDocument, root = page.documentElement, wrong = [];
  if (root.scrollWidth > root.clientWidth) wrong.push("the page is " + root.scrollWidth + " wide");
  const scrolls = one => ["auto", "scroll"].includes(one.ownerDocument.defaultView.getComputedStyle(one).overflowX);
  for (const one of page.body.querySelectorAll("*")) {
    const name = one.tagName + "." + one.className;
    const style = page.defaultView.getComputedStyle(one);
    if (["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
      wrong.push(name + " is cut");
    if (scrolls(one)) {
      if (one.scrollWidth > one.clientWidth + 1 && !one.querySelector("table")) wrong.push(name + " scrolls");
      continue;
    }
    let box = one;
    while (box && !scrolls(box)) box = box.parentElement;
    const at = one.getBoundingClientRect();
    if (!box && at.width && (at.left < -0.5 || at.right > root.clientWidth + 0.5))
      wrong.push(name + " from " + at.left + " to " + at.right + ": " + one.textContent.slice(0, 40));
  }
  return JSON.stringify(wrong);
})()
"""


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), (40, 90, 130)).save(file, "PNG")
    return file.getvalue()


def brief(language: str, marking: bk.Marking | None) -> bk.Brief:
    """A brief with a long word, an address and a checksum in each of its parts."""
    speaker = bk.Person(WORD, role=f"Minister of {WORD}")
    long = f"{WORD} {HASH}"
    header = [f"Column {number}" for number in range(14)]
    return (
        bk.draft(long, language=language)
        .standfirst(f"`{HASH}` and {ADDRESS}")
        .author(
            WORD,
            f"Writes on {WORD}.",
            affiliation=WORD,
            email=f"{'a' * 60}@desk.example",
            url=ADDRESS,
            photo=picture(),
        )
        .author("Mara Lind", "Writes on harbours and the sea.", photo=picture())
        .release("draft", embargo="2036-09-25T06:00:00+05:30", marking=marking)
        .background(
            bk.paragraph(
                f"Of {long} and `{HASH}` [at the archive]({ADDRESS}) {ADDRESS}.", marking=marking
            ),
            bk.bullets(long, "Outer", bk.bullets("Inner", bk.bullets(long))),
            bk.statement(speaker, f"said that {long} is {ADDRESS}", marking=marking),
            bk.event(long, on="2026-09-05", place=WORD),
            bk.assessment(f"It will be {long}.", likelihood=("likely", "PHIA"), confidence="low"),
        )
        .what_happened(
            bk.table([[HASH, *"123456789", *"1234"]], header=header, caption=long, marking=marking),
            bk.table([[WORD, "1 234 567"], ["Harbour", "12"]], header=["What", WORD]),
            bk.figure(picture(), "A plain field", caption=long, credit=WORD, marking=marking),
            bk.section(long, bk.paragraph("Words."), marking=marking),
        )
        .source("s", f"{long}", publisher=WORD, author=WORD, url=ADDRESS, sha256=HASH)
        .related(long, ADDRESS)
        .build()
    )


def house(theme: bk.Theme) -> bk.Theme:
    return attrs.evolve(theme, publisher=WORD if theme.name == "plain" else PUBLISHER)


def pages() -> dict[str, bytes]:
    """Pages in each theme and language, with a marking of each length and without."""
    labels, found = cycle((*LABELS, None)), {}
    for theme, language in product(bk.THEMES.values(), LANGUAGES):
        written = brief(language, next(labels))
        found[f"{theme.name}, {language}"] = bk.render(written, "html", house(theme))
    return found


def fragments() -> dict[str, bytes]:
    """Fragments in a page of somebody else."""
    labels, found = cycle((*LABELS, None)), {}
    for theme, language in product(bk.THEMES.values(), LANGUAGES):
        article = bk.render(brief(language, next(labels)), "html", theme, fragment=True).decode()
        rules = bk.stylesheet(theme, language=language)
        head = f"<!DOCTYPE html><title>A site</title><style>body{{margin:0}}{rules}</style>"
        found[f"{theme.name}, {language}"] = f"{head}<body>{article}".encode()
    return found


def messages() -> dict[str, bytes]:
    """E-mails, as a program shows them."""
    labels, found = cycle((*LABELS, None)), {}
    for theme, language in product(bk.THEMES.values(), LANGUAGES):
        body = bk.email_message(brief(language, next(labels)), house(theme)).get_body(["html"])
        assert body is not None
        found[f"{theme.name}, {language}"] = body.get_content().encode()
    return found


@pytest.mark.filterwarnings("ignore::briefkit.EmbargoWarning")
@pytest.mark.parametrize("drawn", [pages, fragments, messages])
def test_nothing_scrolls_sideways_and_nothing_is_cut(
    drawn: Callable[[], dict[str, bytes]], tmp_path: Path
) -> None:
    shown = drawn()
    judged = driven([*shown.values()], tmp_path, JUDGE, width=NARROW)
    wrong = {name: json.loads(one) for name, one in zip(shown, judged, strict=True)}
    assert not {name: found for name, found in wrong.items() if found}
