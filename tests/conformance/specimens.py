"""What is judged: every example in every theme, thirty drawn briefs, and a brief in every language, as files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings

import briefkit as bk
from briefkit.lexicons import languages, lexicon
from briefkit.model.walk import evolve, find, transform
from briefkit.themes import THEMES
from support.drawn import rendered
from support.printable import printable
from support.rendered import ENGINES, Engine
from support.strategies import briefs

EXAMPLES = Path(__file__).parents[2] / "examples"
DRAWN = 30
ORIGINS = ("examples", "drawn")
#: The windows in which pages are judged: width in pixels (320 is the least of WCAG 2.2, 1.4.10), and the colours asked for.
WINDOWS = ((1280, "light"), (1280, "dark"), (390, "light"), (320, "dark"))
_BARE = "-bare"


@frozen
class Specimen:
    """A brief as it is to be printed."""

    name: str
    brief: bk.Brief
    theme: str
    payload: bool
    #: Those that print it as a PDF.
    engines: tuple[Engine, ...] = ENGINES

    @property
    def stem(self) -> str:
        return f"{self.name}-{self.theme}{'' if self.payload else _BARE}"

    def files(self, folder: Path, format: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """The files of a format, each with the options that it is printed with."""
        if format == "pdf":
            for engine in self.engines:
                yield folder / f"{self.stem}-{engine}.pdf", {"engine": engine}
        else:
            yield folder / f"{self.stem}.{format}", {}


def example_files() -> list[Path]:
    return sorted(
        file for file in EXAMPLES.iterdir() if file.suffix in {".json", ".yaml", ".txt", ".md"}
    )


@cache
def specimens(origin: str) -> tuple[Specimen, ...]:
    """Every example in every theme, and in one of them without its data; or drawn briefs, in each way in turn; or languages."""
    themes = list(THEMES)
    if origin == "drawn":
        ways = [
            (theme, payload, (engine,))
            for payload in (True, False)
            for engine in ENGINES
            for theme in themes
        ]
        return tuple(
            Specimen(f"drawn{number:02}", brief, *ways[number % len(ways)])
            for number, brief in enumerate(drawn())
        )
    if origin == "languages":
        return tuple(
            Specimen(language, brief_in(language), themes[number % len(themes)], True)
            for number, language in enumerate(languages())
        )
    found = []
    for number, file in enumerate(example_files()):
        brief = bk.load(file)
        found += [Specimen(file.stem, brief, theme, True) for theme in themes]
        found.append(Specimen(file.stem, brief, themes[number % len(themes)], False))
    return tuple(found)


def brief_in(language: str) -> bk.Brief:
    """A brief in the words that pages have in a language, with what has tags of its own."""
    labels = lexicon(language).labels
    whole = (text for text in labels.values() if "{" not in text)
    words = " ".join(word for text in whole for word in text.split())
    paragraph = bk.Paragraph(
        [
            bk.Span(f"{words} “"),
            bk.Span(words, quoted=True),
            bk.Span("” "),
            bk.Span(labels["sources"], strong=True, cites=("report",)),
            bk.Span(" "),
            bk.Span(words, link="https://a.example/"),
            bk.Span(" "),
            bk.Span("ls -l", code=True),
            bk.Span(" "),
            bk.Span("Storm", language="en"),
        ]
    )
    rows = [[labels["published"], "1"], [labels["modified"], "2"]]
    return (
        bk.draft(labels["outlook"], language=language)
        .standfirst(words)
        .release(marking=("TLP", "GREEN"))
        .source("report", words, url="https://a.example/report")
        .background(paragraph, bk.Table(rows, header=[labels["author"], "№"], caption=words))
        .why_it_matters(bk.bullets(words, bk.bullets(words, ordered=True)))
        .author(labels["authors"])
        .build()
    )


@cache
def drawn() -> tuple[bk.Brief, ...]:
    """Thirty drawn briefs, the same on every machine, of many more.

    Most that Hypothesis draws are small, and neighbours differ little: so the fullest of each few is taken.
    """
    found: list[bk.Brief] = []

    @given(briefs())
    @settings(
        max_examples=6 * DRAWN,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def draw(brief: bk.Brief) -> None:
        found.append(brief)

    draw()
    few = len(found) // DRAWN
    neighbours = (found[number * few : (number + 1) * few] for number in range(DRAWN))
    fullest = (max(group, key=lambda one: len(list(find(one, bk.Span)))) for group in neighbours)
    return tuple(composed(printable(brief)) for brief in fullest)


def composed(brief: bk.Brief) -> bk.Brief:
    """A brief whose words are in Normalization Form C and start no run with a mark: the Nu checker warns of others.

    Signs alone are no link and no heading, for axe asks for letters or digits in both.
    """

    def change(value: Any) -> Any:
        if isinstance(value, bk.Span) and value.link and not _is_read(value.text):
            return evolve(value, link=None)
        if isinstance(value, bk.Section) and value.heading and not _is_read(value.heading.plain):
            return evolve(value, heading="é")
        if not isinstance(value, str):
            return value
        words = "".join("é" if combining(sign) else normalize("NFC", sign) for sign in value)
        return value if words == value else words

    return transform(brief, change)


def _is_read(words: str) -> bool:
    return any(map(str.isalnum, words))


class Shelf:
    """A folder of printed specimens, each printed when it is first asked for.

    Attributes:
        refused: Why a specimen could not be printed, by the name of its file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refused: dict[str, str] = {}
        self._printed: dict[tuple[str, str], list[str]] = {}

    def files(self, origin: str, takes: str) -> list[str]:
        """Return the files of a format, or the views of all pages."""
        asked = origin, takes
        if asked not in self._printed:
            self._printed[asked] = (
                self._views(origin) if takes == "views" else self._prints(origin, takes)
            )
        return self._printed[asked]

    def _prints(self, origin: str, format: str) -> list[str]:
        made = []
        for one in specimens(origin):
            payload = "full" if one.payload else "none"
            for file, options in one.files(self.folder, format):
                try:
                    data = rendered(one.brief, format, one.theme, payload=payload, **options)
                except bk.BriefkitError as error:
                    self.refused[file.name] = str(error)
                else:
                    file.write_bytes(data)
                    made.append(str(file))
        return made

    def _views(self, origin: str) -> list[str]:
        made = []
        for page in map(Path, self.files(origin, "html")):
            # Data that travels unseen makes no other picture: one view shows that it harms none.
            seen = WINDOWS[-1:] if page.stem.endswith(_BARE) else WINDOWS
            for width, scheme in seen:
                view = page.with_name(f"{page.stem}.{width}-{scheme}.view.html")
                view.write_text(as_seen(page.read_text("utf-8"), width, scheme), "utf-8")
                made.append(str(view))
        return made


_FEATURE = re.compile(r"\((prefers-color-scheme|min-width|max-width):\s*([\d.]*)(\w+)\)")
_PIXELS = {"px": 1, "em": 16, "rem": 16}


def as_seen(page: str, width: int, scheme: str) -> str:
    """Return a page that shows anywhere what it shows in a window of a width, in pixels, and a colour scheme.

    The validator opens one window of one size, in light colours. So the conditions of media queries are answered
    here, and the page is held to the width.
    """

    def answer(match: re.Match[str]) -> str:
        feature, number, rest = match.groups()
        match feature:
            case "prefers-color-scheme":
                holds = rest == scheme
            case "min-width":
                holds = width >= float(number) * _PIXELS[rest]
            case _:
                holds = width <= float(number) * _PIXELS[rest]
        return "(min-width:0)" if holds else "(max-width:0)"

    head, end, body = page.partition("</style>")
    return f"{_FEATURE.sub(answer, head)}\nhtml{{max-width:{width}px}}{end}{body}"
