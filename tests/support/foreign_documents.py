"""Documents of other houses, drawn by a seed: the same sorts of blocks as a page, a Word file, Markdown and text.

Nearly every word is invented, and stands once, so that a lost one is found.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeAlias

import docx
from attrs import define, field, frozen

from briefkit.lexicons import languages, lexicon

_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")
_SMALL = ("the", "of", "and", "in", "after", "a", "while", "to")
_NAMES = ("Ida Roe", "Tomas Brandt", "Petra Lindqvist", "Ann Lee , Harbour Post", "desk")
_DATES = ("12 March 2026", "2026-03-12", "March 12, 2026", "12. März 2026", "12/03/2026")
_ROWS = 4


@frozen
class Run:
    """Run of words: its mark is b, i, a (a link), del, or nothing."""

    words: str
    mark: str = ""


@frozen
class Paragraph:
    """Paragraph, or a quotation, or code."""

    runs: tuple[Run, ...]
    kind: str = "p"


@frozen
class Heading:
    """Heading: 1 is the title."""

    words: str
    level: int


@frozen
class Items:
    """List; each item is its words, and perhaps a list below."""

    items: tuple[tuple[str, Items | None], ...]
    ordered: bool
    start: int = 1


@frozen
class Rows:
    """Table, its first row the header."""

    rows: tuple[tuple[str, ...], ...]


@frozen
class Label:
    """Line that runs in: "Read more: …"."""

    label: str
    words: str
    address: str = ""


Block: TypeAlias = Paragraph | Heading | Items | Rows | Label


@define
class _Writer:
    """Writer of words that stand once."""

    random: Random
    language: str
    count: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.count = self.random.randrange(1000, 9000)

    def word(self) -> str:
        self.count += 1
        number, word = self.count, ""
        while number:
            number, place = divmod(number, len(_SYLLABLES))
            word += _SYLLABLES[place]
        return word

    def words(self, fewest: int, most: int) -> str:
        count = self.random.randint(fewest, most)
        each = [self.word() if self.random.random() < 0.6 else self.small() for _ in range(count)]
        return " ".join(each).capitalize()

    def small(self) -> str:
        return self.random.choice(_SMALL)

    def sentences(self) -> str:
        ends = (". ", ". ", "? ", "! ", ": ")
        count = self.random.randint(1, 4)
        said = "".join(self.words(3, 14) + self.random.choice(ends) for _ in range(count))
        if self.random.random() < 0.2:
            said += f"“{self.words(3, 9)},” said {self.random.choice(_NAMES)}. "
        return said.strip().rstrip(":") + self.random.choice(("", "", "."))

    def paragraph(self) -> Paragraph:
        kind = self.random.choice(("p",) * 8 + ("quote", "code"))
        marks = ("",) * 6 + (("b", "i", "a", "del") if kind == "p" else ())
        return Paragraph(
            tuple(Run(self.sentences(), mark) for mark in self.random.choices(marks, k=2)), kind
        )

    def items(self, depth: int = 0) -> Items:
        ordered = self.random.random() < 0.3
        below = [
            self.items(depth + 1) if depth < 2 and self.random.random() < 0.2 else None
            for _ in range(self.random.randint(1, 4))
        ]
        start = self.random.choice((1, 1, 1, 3)) if ordered and not depth else 1
        return Items(tuple((self.words(1, 9), one) for one in below), ordered, start)

    def rows(self) -> Rows:
        columns = self.random.randint(1, 4)
        cells = [
            tuple("" if self.random.random() < 0.1 else self.words(1, 3) for _ in range(columns))
            for _ in range(self.random.randint(2, _ROWS))
        ]
        return Rows((tuple(self.words(1, 2) for _ in range(columns)), *cells))

    def label(self) -> Label:
        sections = lexicon(self.language).sections
        name = self.random.choice(("related", "sources", "authors", "corrections", "outlook"))
        label = self.random.choice(sections.get(name) or ("Related",))
        words = self.random.choice((self.words(2, 6), self.random.choice(_NAMES)))
        return Label(label, words, self.random.choice(("", f"https://example.org/{self.word()}")))

    def heading(self, level: int) -> Heading:
        sections = lexicon(self.language).sections
        known = self.random.choice([*sections.values()])
        words = self.words(1, 6) if self.random.random() < 0.7 else self.random.choice(known)
        return Heading(words, level)


def drawn_document(seed: int) -> tuple[str, list[Block]]:
    """Draw the language and the blocks of a document."""
    random = Random(seed)
    language = random.choice(["en"] * 4 + list(languages()))
    writer = _Writer(random, language)
    titled = random.random() < 0.9
    blocks: list[Block] = [Heading(writer.words(2, 7), 1) if titled else writer.paragraph()]
    if random.random() < 0.4:
        blocks.append(Paragraph((Run(f"By {random.choice(_NAMES)}"),)))
    if random.random() < 0.4:
        blocks.append(Paragraph((Run(random.choice(_DATES)),)))
    makers = (writer.paragraph,) * 6 + (writer.items, writer.rows, writer.label, None)
    for maker in random.choices(makers, k=random.randint(1, 12)):
        blocks.append(maker() if maker else writer.heading(random.randint(2, 4)))
    return language, blocks


def words_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the words of blocks, each stretch as it stands."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from (run.words for run in block.runs)
            case Heading():
                yield block.words
            case Items():
                for words, below in block.items:
                    yield words
                    yield from words_of([below] if below else [])
            case Rows():
                yield from (cell for row in block.rows for cell in row)
            case Label():
                yield from (block.label, block.words)


# Text


def as_text(blocks: Sequence[Block], seed: int) -> bytes:
    random = Random(seed)
    joint = random.choice(("\n\n", "\n\n", "\n\n\n", "\r\n\r\n"))
    return joint.join("\n".join(_text_lines(block, random)) for block in blocks).encode()


def _text_lines(block: Block, random: Random) -> Iterator[str]:
    match block:
        case Paragraph():
            words = " ".join(run.words for run in block.runs)
            yield f"> {words}" if block.kind == "quote" else words
        case Heading():
            row = random.choice(("", "", "=", "~"))
            yield block.words
            if row:
                yield row * max(len(block.words), 3)
        case Items():
            yield from _text_items(block, "")
        case Rows():
            yield from (" | ".join(row) for row in block.rows if any(row))
        case Label():
            yield f"{block.label}: {block.words} {block.address}".rstrip()


def _text_items(items: Items, indent: str) -> Iterator[str]:
    for number, (words, below) in enumerate(items.items, items.start):
        yield f"{indent}{f'{number}.' if items.ordered else '-'} {words}"
        if below:
            yield from _text_items(below, f"{indent}  ")


# Markdown


def as_markdown(blocks: Sequence[Block], seed: int) -> bytes:
    random = Random(seed)
    front = "---\ndate: 2026-03-12\ntags: [harbour]\n---\n\n" if random.random() < 0.3 else ""
    return (front + "\n\n".join("\n".join(_markdown(one)) for one in blocks) + "\n").encode()


def _markdown(block: Block) -> Iterator[str]:
    marks = {"b": "**", "i": "*", "del": "~~"}
    match block:
        case Paragraph(kind="code"):
            yield from ("```", *(run.words for run in block.runs), "```")
        case Paragraph():
            words = " ".join(
                f"[{run.words}](https://example.org)"
                if run.mark == "a"
                else f"{marks.get(run.mark, '')}{run.words}{marks.get(run.mark, '')}"
                for run in block.runs
            )
            words = re.sub(r"^(\d+)\.", r"\1\.", words)  # else it would begin a list
            yield f"> {words}" if block.kind == "quote" else words
        case Heading():
            yield f"{'#' * block.level} {block.words}"
        case Items():
            yield from _text_items(block, "")
        case Rows():
            head, *rows = block.rows
            yield f"| {' | '.join(head)} |"
            yield f"|{' --- |' * len(head)}"
            yield from (f"| {' | '.join(row)} |" for row in rows)
        case Label():
            words = f"[{block.words}]({block.address})" if block.address else block.words
            yield f"**{block.label}:** {words}"


# HTML

_TEMPLATES = (
    '<html lang="{language}"><body><article>{body}</article></body></html>',
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Nanode</title></head>'
    '<body><nav><a href="/">Homepage</a></nav><main><div class="content">{body}</div></main>'
    '<aside class="newsletter">Weeklymail</aside><footer>Imprint</footer></body></html>',
    '<html lang="{language}"><body><div id="page"><div class="post-body">{body}</div></div></body></html>',
    "<html><body>{body}</body></html>",
)


def as_html(blocks: Sequence[Block], language: str, seed: int) -> bytes:
    body = "".join(part for block in blocks for part in _html(block))
    return Random(seed).choice(_TEMPLATES).format(language=language, body=body).encode()


def _html(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            tag = {"p": "p", "quote": "blockquote", "code": "pre"}[block.kind]
            runs = " ".join(_html_run(run) for run in block.runs)
            yield f"<{tag}>{runs}</{tag}>"
        case Heading():
            yield f"<h{block.level}>{html.escape(block.words)}</h{block.level}>"
        case Items():
            yield _html_items(block)
        case Rows():
            rows = [
                "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row)
                for tag, row in zip(["th", *["td"] * _ROWS], block.rows, strict=False)
            ]
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case Label():
            words = html.escape(block.words)
            linked = f'<a href="{block.address}">{words}</a>' if block.address else words
            yield f"<p><strong>{html.escape(block.label)}:</strong> {linked}</p>"


def _html_run(run: Run) -> str:
    words = html.escape(run.words)
    if run.mark == "a":
        return f'<a href="https://example.org">{words}</a>'
    return f"<{run.mark}>{words}</{run.mark}>" if run.mark else words


def _html_items(items: Items) -> str:
    tag = "ol" if items.ordered else "ul"
    start = f' start="{items.start}"' if items.start > 1 else ""
    inner = "".join(
        f"<li>{html.escape(words)}{_html_items(below) if below else ''}</li>"
        for words, below in items.items
    )
    return f"<{tag}{start}>{inner}</{tag}>"


# Word


def as_docx(blocks: Sequence[Block], seed: int) -> bytes:
    styled = Random(seed).random() < 0.7
    file = docx.Document()
    for block in blocks:
        _add(file, block, styled=styled)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _add(file: docx.document.Document, block: Block, *, styled: bool) -> None:
    match block:
        case Paragraph():
            style = "Quote" if block.kind == "quote" and styled else None
            paragraph = file.add_paragraph(style=style)
            for place, run in enumerate(block.runs):
                one = paragraph.add_run(f" {run.words}" if place else run.words)
                one.bold = run.mark == "b" or None
                one.italic = run.mark == "i" or None
                one.font.strike = run.mark == "del" or None
        case Heading() if styled:
            file.add_heading(block.words, block.level - 1)
        case Heading():
            file.add_paragraph().add_run(block.words).bold = True
        case Items():
            _add_items(file, block, 1)
        case Rows():
            table = file.add_table(len(block.rows), len(block.rows[0]))
            for row, cells in zip(table.rows, block.rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
        case Label():
            paragraph = file.add_paragraph()
            paragraph.add_run(f"{block.label}: ").bold = True
            paragraph.add_run(f"{block.words} {block.address}".rstrip())


def _add_items(file: docx.document.Document, items: Items, depth: int) -> None:
    style = "List Number" if items.ordered else "List Bullet"
    for words, below in items.items:
        file.add_paragraph(words, style=style if depth == 1 else f"{style} {depth}")
        if below:
            _add_items(file, below, depth + 1)
