"""Markdown of other programs, without front matter and attributes, as lines of words: for whoever knows the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.model import Brief
from briefkit.notes import Reading
from briefkit.recognise.lines import plain_lines
from briefkit.reconcile.unstyled_lines import read_lines_as_edit

_FENCE = "---"
#: What begins a line that does not go on the one before: a heading, an item, a table, a quotation, a fence, a rule.
_BEGINS = re.compile(r"[ \t]*+(?:#|[-*+•] |\d{1,3}[.)] |\||>|:::|```|---|===|!\[)")
#: Attributes of briefkit's own: a kind, or a field with a value.
_OWN_ATTRIBUTES = re.compile(
    r"\{(?:\.[a-z]+ )?(?:speakers|addressees|caption|credit|evidence|said_on|cue|on|place|marking): "
    r"|\{\.(?:statement|event|assessment|inferred)[ }]"
)
#: What is no word: elements, attributes in braces, fences, addresses behind links, pictures.
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|\{[.#][^{}]*\}|\{[a-z]+=[^{}]*\}|^[ \t]*+:{3,}+.*$|^[-=| :+\t]{3,}+$",
    re.MULTILINE,
)
_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\([^()\s]*\)|\[[^\[\]]*\])?")
_LINK = re.compile(r"\](?:\([^()\s]*(?: \"[^\"]*\")?\)|\[[^\[\]]*\]\Z)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]]+\]:[ \t]++\S.*$", re.MULTILINE)
_BRACKETED = re.compile(r"(?<!\\)\[(?!\d+\])([^\[\]]*)\]")
_RAISED = re.compile(r"\[\^\\?\[(\d+)\\?\]\^\]|\^\\?\[(\d+)\\?\]\^")
_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|`+|~~)|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def has_front_matter(text: str) -> bool:
    """Whether a document begins with front matter."""
    return text.startswith(f"{_FENCE}\n")


def is_own_markdown(text: str, written: str) -> bool:
    """Whether a document without front matter is briefkit's own: it has its attributes, or most of the lines.

    Args:
        text: The document.
        written: The Markdown of the brief that it is an edit of.
    """
    body = {line for line in written.split("\n") if line.strip()}
    lines = {line for line in text.split("\n") if line.strip()}
    return _OWN_ATTRIBUTES.search(text) is not None or 2 * len(lines & body) >= len(lines)


def read_unstyled_markdown(text: str, base: Brief) -> Reading | None:
    """Read Markdown as an edit of a brief; None where it shows something else.

    Args:
        text: The document.
        base: The brief.
    """
    words = "\n\n".join(_paragraphs(_without_markup(text)))
    lines, _ = plain_lines(words, base.language)
    return read_lines_as_edit(lines, base)


def _without_markup(text: str) -> str:
    for pattern in (_PICTURE, _DEFINITION, _MARKUP):
        text = pattern.sub("", text)
    text = _RAISED.sub(r"[\1\2]", _LINK.sub("]", text))
    text = _BRACKETED.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", _MARKS.sub("", text))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a text, those that a program wrapped as one."""
    paragraph: list[str] = []
    for line in text.split("\n"):
        if paragraph and (not line.strip() or _BEGINS.match(line)):
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip() if paragraph else line.rstrip())
    if paragraph:
        yield " ".join(paragraph)
