"""HTML: against a compiled Jinja2 template that writes the same bytes from the same brief."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib import resources
from itertools import count
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

import briefkit as bk
from benchmarks import pandoc
from benchmarks.corpus import corpus, text
from benchmarks.measure import Row, interleaved, speed
from briefkit.language.dates import print_when
from briefkit.language.direction import direction_of
from briefkit.language.identifiers import identifier_places
from briefkit.lexicons import lexicon
from briefkit.model.text import slice_spans
from briefkit.style import PageEnds, number_css, on_screen, page_css, theme_css

PEER = "Jinja2, compiled"


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the line of HTML, once both sides are known to write the same pages."""
    briefs = corpus(2 if quick else 40)
    template = Template()
    for brief in (*briefs, _with_identifiers(briefs[0])):
        assert template.render(brief) == bk.render(brief, "html", payload="none"), (
            "page.html.j2 is not html.py"
        )
    times = interleaved(
        briefs,
        {"briefkit": lambda brief: bk.render(brief, "html", payload="none"), PEER: template.render},
        rounds=4 if quick else 200,
        batch=len(briefs),
    )
    yield speed("HTML", PEER, times["briefkit"], times[PEER], 3)
    with pandoc.Pandoc() as converter:
        times = interleaved(
            [(brief, converter.markdown(brief)) for brief in briefs],
            {
                "briefkit": lambda source: bk.render(source[0], "html", payload="none"),
                pandoc.PEER: lambda source: converter.html(source[1]),
            },
            rounds=1 if quick else 2,
            clocks={pandoc.PEER: pandoc.processor_time},
        )
    yield speed("HTML", pandoc.PEER, times["briefkit"], times[pandoc.PEER], None)


class Template:
    """The template, compiled once, and what it takes from Python.

    The style sheet is handed to it ready-made, and briefkit keeps one too. Dates in words, the way that a language runs, and
    where identifiers stand in a text it asks of the functions that briefkit asks.
    """

    def __init__(self) -> None:
        environment = Environment(
            autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
        )
        environment.filters.update(
            day=_day,
            direction=direction_of,
            identified=_identified,
            kind=_kind,
            named=_named,
            refused=_refused,
            sha256=_sha256,
        )
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        environment.tests.update(marked=_is_marked, organisation=_is_organisation)
        source = (resources.files("benchmarks") / "page.html.j2").read_text("utf-8")
        self.template = environment.from_string(source)
        number = lexicon("en").labels["page"]
        look = on_screen(bk.PLAIN, "Latn")
        rules = f"{theme_css(look)}\n{page_css(look)}"
        rules += number_css(PageEnds(look, "en", "ltr", number))
        self.style = Markup(f"<style>\n{rules}\n</style>\n")

    def render(self, brief: bk.Brief) -> bytes:
        """Return the page of a brief."""
        cited: Counter[int] = Counter()

        def cite(number: int) -> int:
            cited[number] += 1
            return cited[number]

        return self.template.render(
            brief=brief,
            style=self.style,
            labels=lexicon(brief.language).labels,
            numbers={source.key: number for number, source in enumerate(brief.sources, 1)},
            anchor=map("b{}".format, count(1)).__next__,
            cited=cited,
            cite=cite,
        ).encode()


def _with_identifiers(brief: bk.Brief) -> bk.Brief:
    """Return a brief with words that no line may hyphenate; the corpus holds none."""
    found = text("The file draft_7.docx and its copy “draft_7-final.docx” differ <by far>.")
    section = bk.Section("background", blocks=(bk.Paragraph(found),))
    return bk.evolve(brief, sections=(section, *brief.sections[1:]))


def _kind(block: bk.Block) -> str:
    return type(block).__name__.lower()


def _refused(block: bk.Block) -> str:
    raise NotImplementedError(f"the corpus holds no {_kind(block)}")


def _sha256(block: str) -> str:
    return f"sha256-{b64encode(sha256(block.encode()).digest()).decode()}"


def _day(when: Any) -> str:
    return print_when(bk.When(when), "en")


def _identified(words: str) -> str:
    """Return words, each identifier among them marked: it gets no hyphen where a line ends."""
    parts, done = [], 0
    for start, stop in identifier_places(words):
        identifier = Markup('<span class="identifier">{}</span>').format(words[start:stop])
        parts += [escape(words[done:start]), identifier]
        done = stop
    return Markup("").join([*parts, escape(words[done:])]) if done else words


def _is_organisation(actor: bk.Actor) -> bool:
    return type(actor) is bk.Organisation


def _is_marked(span: bk.Span) -> bool:
    return bool(
        span.quoted
        or span.strong
        or span.emphasis
        or span.position
        or span.code
        or span.language
        or span.link
        or span.cites
    )


def _named(statement: bk.Statement) -> Iterator[tuple[str, Sequence[bk.Span]]]:
    """Yield the words of a statement in pieces: "name", "role" or "organisation" where they name a speaker."""
    spans = statement.text.spans
    outside = "".join([" " * len(span.text) if span.quoted else span.text for span in spans])
    found: list[tuple[int, int, str]] = []
    for actor in statement.speakers:
        for role, words in _names(actor):
            start = outside.find(words) if words else -1
            stop = start + len(words)
            if start >= 0 and all(stop <= one[0] or one[1] <= start for one in found):
                found.append((start, stop, role))
    position = 0
    for start, stop, role in sorted(found):
        yield "", slice_spans(spans, position, start)
        yield role, slice_spans(spans, start, stop)
        position = stop
    yield "", slice_spans(spans, position)


def _names(actor: bk.Actor) -> tuple[tuple[str, str], ...]:
    if isinstance(actor, bk.Organisation):
        return (("organisation", actor.name),)
    return ("name", actor.name or ""), ("role", actor.role or "")
