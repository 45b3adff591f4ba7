"""Edits of words and paragraphs in files of every visual format, drawn at random; and the words that a person sees in one.

What is typed are words that no brief has, each its own, so that one that vanishes is known. What a person sees is counted
from the bytes alone, apart from any reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from copy import deepcopy
from html import unescape
from random import Random

from lxml import etree, html
from lxml.etree import _Element

from support.docx_files import W, changed, unpacked

_W = f"{{{W}}}"
_TEXT, _RUN, _PARAGRAPH = f"{_W}t", f"{_W}r", f"{_W}p"
_TYPED = (
    "Zorble",
    "qwill",
    "7041",
    "Brumfit said",
    "on 4 May 2031",
    "flurk 93.5",
    "Tarnsby, Mayor",
)
_NOT_SEEN = ("script", "style", "head", "template")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_GROUP = re.compile(r"\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\}")
_DEFINITION = re.compile(r"(?m)^ {0,3}\[[^\]\n]+\]:.*$")
_PICTURE = re.compile(r"!\[[^\]]*\](?:\[[^\]]*\]|\([^)]*\))?")
_TARGET = re.compile(r"\]\([^)\s]*\)")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\d+|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+")


def words_in(text: str) -> set[str]:
    """The words and numbers of a text, folded."""
    seen = re.sub("[\u00ad\u200b-\u200f\u2060-\u206f\ufeff]", "", text)
    plain = unicodedata.normalize("NFKC", seen)
    return {unicodedata.normalize("NFKC", word.casefold()) for word in _WORD.findall(plain)}


def unknown_words(words: set[str], known: set[str]) -> set[str]:
    """Words that are neither known nor made of known ones: some are typed, or left, without a space between.

    Numbers of two digits are often the house's own: of pages, notes, items.
    """
    return {
        word
        for word in words - known
        if not (word.isdecimal() and len(word) < 3) and not _is_made_of(word, known)
    }


def _is_made_of(word: str, known: set[str]) -> bool:
    ends = {0}
    for stop in range(1, len(word) + 1):
        if any(start in ends and word[start:stop] in known for start in range(stop)):
            ends.add(stop)
    return len(word) in ends


# Word documents


def edit_docx(data: bytes, random: Random, times: int) -> bytes:
    """A document after some edits."""

    def change(root: _Element) -> None:
        for _ in range(times):
            paragraphs = [
                one for one in root.iter(_PARAGRAPH) if next(one.iter(_TEXT), None) is not None
            ]
            if paragraphs:
                random.choice(_DOCX_EDITS)(random.choice(paragraphs), random)

    return changed(data, change)


def _type_in_run(paragraph: _Element, random: Random) -> None:
    text = random.choice([*paragraph.iter(_TEXT)])
    text.text = _typed(text.text or "", random)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _replace_run(paragraph: _Element, random: Random) -> None:
    random.choice([*paragraph.iter(_TEXT)]).text = random.choice(_TYPED)


def _delete_run(paragraph: _Element, random: Random) -> None:
    random.choice([*paragraph.iter(_TEXT)]).text = ""


def _split(paragraph: _Element, random: Random) -> None:
    second = deepcopy(paragraph)
    runs, copies = [*paragraph], [*second]
    at = random.randrange(len(runs) + 1)
    for number, (one, other) in enumerate(zip(runs, copies, strict=True)):
        if one.tag != f"{_W}pPr":
            home, gone = (paragraph, one) if number >= at else (second, other)
            home.remove(gone)
    paragraph.addnext(second)


def _join(paragraph: _Element, _: Random) -> None:
    following = paragraph.getnext()
    if following is not None and following.tag == _PARAGRAPH:
        paragraph.extend(one for one in [*following] if one.tag != f"{_W}pPr")
        _home(following).remove(following)


def _home(element: _Element) -> _Element:
    home = element.getparent()
    assert home is not None
    return home


def _move(paragraph: _Element, random: Random) -> None:
    siblings = [one for one in _home(paragraph) if one.tag == _PARAGRAPH]
    random.choice(siblings).addprevious(paragraph)


def _copy(paragraph: _Element, random: Random) -> None:
    siblings = [one for one in _home(paragraph) if one.tag == _PARAGRAPH]
    random.choice(siblings).addnext(deepcopy(paragraph))


def _restyle(paragraph: _Element, random: Random) -> None:
    styles = {one.get(f"{_W}val") for one in paragraph.getroottree().iter(f"{_W}pStyle")}
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None:
        style.set(f"{_W}val", random.choice(["Normal", *sorted(filter(None, styles))]))


_DOCX_EDITS: Sequence[Callable[[_Element, Random], None]] = (
    *(_type_in_run, _type_in_run, _type_in_run, _replace_run, _delete_run),
    *(_split, _join, _move, _copy, _restyle),
)


def _typed(words: str, random: Random) -> str:
    """Words, with others typed among them, beside a space or not."""
    at = random.randrange(len(words) + 1)
    before, after = random.choice(
        [(" ", " "), (" ", ""), ("", " "), ("", ""), (", ", ""), (" ", ". ")]
    )
    return f"{words[:at]}{before}{random.choice(_TYPED)}{after}{words[at:]}"


def docx_words(data: bytes) -> set[str]:
    """The words in the paragraphs of a document."""
    root = etree.fromstring(unpacked(data)["word/document.xml"])
    lines = ("".join(one.text or "" for one in p.iter(_TEXT)) for p in root.iter(_PARAGRAPH))
    return words_in("\n".join(lines))


# Pages


def edit_html(data: bytes, random: Random, times: int) -> bytes:
    """A page after some edits."""
    root = html.document_fromstring(data.decode())
    article = next(root.iter("article"))
    for _ in range(times):
        found = [one for one in article.iter() if one is not article and (one.text or "").strip()]
        if found:
            random.choice(_HTML_EDITS)(random.choice(found), random)
    page: bytes = html.tostring(root, encoding="utf-8", doctype="<!doctype html>")
    return page


def _type_in_element(element: html.HtmlElement, random: Random) -> None:
    element.text = _typed(element.text or "", random)


def _type_behind_element(element: html.HtmlElement, random: Random) -> None:
    element.tail = _typed(element.tail or "", random)


def _replace_element(element: html.HtmlElement, random: Random) -> None:
    element.text = random.choice(_TYPED)


def _empty_element(element: html.HtmlElement, _: Random) -> None:
    element.text = ""


def _copy_element(element: html.HtmlElement, _: Random) -> None:
    element.addnext(deepcopy(element))


def _move_element(element: html.HtmlElement, random: Random) -> None:
    others = list(element.itersiblings(preceding=random.random() < 0.5))
    if others:
        other = random.choice(others)
        tail, element.tail = element.tail or "", None
        other.addnext(element)
        element.tail = f"{element.tail or ''} {tail}"


def _reclass(element: html.HtmlElement, random: Random) -> None:
    names = sorted({one.get("class") or "" for one in element.getroottree().iter("p", "span")})
    element.set("class", random.choice(names))


_HTML_EDITS: Sequence[Callable[[html.HtmlElement, Random], None]] = (
    *(_type_in_element, _type_in_element, _type_behind_element, _replace_element, _empty_element),
    *(_copy_element, _move_element, _reclass),
)


def html_words(data: bytes) -> set[str]:
    """The words of a page."""
    root = html.document_fromstring(data.decode())
    for one in [*root.iter(*_NOT_SEEN)]:
        tail = one.tail
        one.clear()
        one.tail = tail
    inline = (
        "span",
        "a",
        "b",
        "i",
        "em",
        "strong",
        "q",
        "cite",
        "code",
        "sup",
        "sub",
        "time",
        "bdi",
    )
    for one in root.iter():
        if one.tag not in inline:
            one.text, one.tail = f" {one.text or ''}", f" {one.tail or ''}"
    return words_in(str(root.xpath("string(.)")))


# Markdown


def edit_markdown(data: bytes, random: Random, times: int) -> bytes:
    """A document after some edits below its front matter."""
    front, body = _split_document(data.decode())
    lines = body.split("\n")
    for _ in range(times):
        places = [n for n, line in enumerate(lines) if _words_of_line(line)]
        if places:
            random.choice(_MARKDOWN_EDITS)(lines, random.choice(places), random)
    return f"{front}{chr(10).join(lines)}".encode()


def _split_document(text: str) -> tuple[str, str]:
    found = _FRONT_MATTER.match(text)
    return (text[: found.end()], text[found.end() :]) if found else ("", text)


def _words_of_line(line: str) -> list[tuple[int, int]]:
    """Where the words of a line stand: not those in attributes, addresses, definitions and pictures."""
    if line.lstrip().startswith(("[", "|", "```")) or "](" in line or "![" in line or "<" in line:
        return []
    end = min([line.find("{"), len(line)], key=lambda at: at if at >= 0 else len(line))
    return [found.span() for found in re.finditer(r"[^\W\d_]{2,}", line[:end])]


def _type_in_line(lines: list[str], place: int, random: Random) -> None:
    start, stop = random.choice(_words_of_line(lines[place]))
    line, word = lines[place], random.choice(_TYPED)
    lines[place] = (
        f"{line[:start]}{word} {line[start:]}"
        if random.random() < 0.5
        else f"{line[:stop]} {word}{line[stop:]}"
    )


def _replace_word(lines: list[str], place: int, random: Random) -> None:
    start, stop = random.choice(_words_of_line(lines[place]))
    lines[place] = f"{lines[place][:start]}{random.choice(_TYPED)}{lines[place][stop:]}"


def _delete_line(lines: list[str], place: int, _: Random) -> None:
    del lines[place]


def _copy_line(lines: list[str], place: int, random: Random) -> None:
    lines[place + 1 : place + 1] = ["", lines[place]] if random.random() < 0.5 else [lines[place]]


def _put_in_paragraph(lines: list[str], place: int, random: Random) -> None:
    kind = random.choice(["", "- ", "## ", "1. ", "> "])
    lines[place : place + 1] = [
        lines[place],
        "",
        f"{kind}{random.choice(_TYPED)} {random.choice(_TYPED)}",
        "",
    ]


def _move_line(lines: list[str], place: int, random: Random) -> None:
    lines.insert(random.randrange(len(lines)), lines.pop(place))


_MARKDOWN_EDITS: Sequence[Callable[[list[str], int, Random], None]] = (
    *(_type_in_line, _type_in_line, _replace_word, _delete_line, _copy_line, _put_in_paragraph),
    _move_line,
)


def markdown_words(data: bytes) -> set[str]:
    """The words below the front matter of a document, outside attributes, addresses and descriptions of pictures."""
    _, body = _split_document(data.decode())
    for pattern, instead in ((_DEFINITION, ""), (_PICTURE, " "), (_TARGET, "] "), (_GROUP, " ")):
        body = pattern.sub(instead, body)
    return words_in(unescape(_unescaped(body)))


def _unescaped(body: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", body)
