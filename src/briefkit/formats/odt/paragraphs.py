"""Paragraphs of an OpenDocument text: words, marks, links, fields, notes, comments and tracked changes.

OpenDocument 1.3, part 3, 5.1, 5.5, 6 and 7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import TypeAlias

from attrs import define, evolve
from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import R, W
from briefkit.formats.odt.drawings import is_drawing, write_drawing
from briefkit.formats.odt.opendocument import DC, OFFICE, TEXT, XLINK
from briefkit.formats.odt.styles import Look, ParagraphStyle, write_look
from briefkit.formats.odt.translation import NOTES, PartContext
from briefkit.formats.odt.word_parts import add_words, sub
from briefkit.recognise import ruby

#: Writes blocks into an element.
WriteBlocks: TypeAlias = Callable[[Iterable[_Element], _Element, PartContext], None]

_NODES_OF_RUN = 2  # at least
_SPACES = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_PAGE_FIELDS = {f"{TEXT}page-number": "PAGE", f"{TEXT}page-count": "NUMPAGES"}
# What has words that nobody reads here, or none.
_SKIPPED = frozenset(
    (
        *(f"{OFFICE}{name}" for name in ("annotation-end", "event-listeners")),
        *(f"{TEXT}{name}" for name in ("script", "soft-page-break", "tracked-changes")),
    )
)


@define
class ParagraphWriter:
    """Writer of one paragraph, which becomes several where a deletion ran over its end.

    Attributes:
        context: The context.
        blocks: Writes the blocks of text boxes and notes.
        parent: The element that the paragraph goes into.
        style: Its style.
        paragraph: The paragraph so far.
        place: The element that its next run goes into: itself, or a link.
        deleted: Whether what is read was deleted.
        after_space: Whether a space was just written, or nothing yet.
    """

    context: PartContext
    blocks: WriteBlocks
    parent: _Element
    style: ParagraphStyle
    paragraph: _Element
    place: _Element
    deleted: bool = False
    after_space: bool = True

    def write(self, element: _Element, look: Look) -> None:
        """Write the words of an element, and of those in it.

        Args:
            element: The element.
            look: What is said of its words.
        """
        self._words(element.text, look)
        for child in element:
            self._child(child, look)
            self._words(child.tail, look)

    def end(self) -> None:
        """End the paragraph: where an insertion goes on behind it, its mark is part of that."""
        if self.context.inserted:
            sub(_mark(self.paragraph), "ins")

    def _child(self, child: _Element, look: Look) -> None:
        tag = str(child.tag)
        name = tag.removeprefix(TEXT)
        if tag in _SKIPPED:
            return
        if is_drawing(child):
            write_drawing(child, self._run(look), self.context, self.blocks)
            return
        if tag == f"{OFFICE}annotation":
            self._comment(child)
            return
        if tag in _PAGE_FIELDS:
            self._field(_PAGE_FIELDS[tag], child, look)
            return
        match name:
            case "span":
                own = self.context.styles.words(child.get(f"{TEXT}style-name", ""))
                self.write(child, own.over(look))
            case "a":
                self._link(child, look)
            case "s" | "tab":
                self._words(" ", look)
            case "ruby-text":
                self._plain(ruby.OPENING, look)
                self.write(child, look)
                self._plain(ruby.CLOSING, look)
            case "line-break":
                sub(self._run(look), "br")
                self.after_space = True
            case "bookmark" | "bookmark-start":
                name = child.get(f"{TEXT}name", "")
                sub(self.place, "bookmarkStart", name=name)
            case "note":
                self._note(child, look)
            case "sequence":
                self._field("SEQ", child, look)
            case "hidden-text":
                self._plain(child.get(f"{TEXT}string-value", ""), evolve(look, hidden=True))
            case "change-start" | "change-end" | "change":
                self._change(name, child.get(f"{TEXT}change-id", ""), look)
            case _:
                self.write(child, look)

    # Words

    def _words(self, words: str | None, look: Look) -> None:
        """Write words, their spaces as they are shown: one for any number of them (OpenDocument 1.3, part 3, 6.1.2)."""
        if not words:
            return
        shown = _SPACES.sub(" ", words)
        if self.after_space and shown.startswith(" "):
            shown = shown[1:]
        self._plain(shown, look)

    def _plain(self, words: str, look: Look) -> None:
        if words:
            self.after_space = words.endswith(" ")
            self.context.whole.characters.add(len(words))
            add_words(self._run(look), words, "delText" if self.deleted else "t")

    def _run(self, look: Look) -> _Element:
        """Add a run, within what was inserted or deleted."""
        self.context.whole.nodes.add(_NODES_OF_RUN)
        place = self.place
        if self.deleted:
            place = sub(place, "del")
        elif self.context.inserted:
            place = sub(place, "ins")
        run = sub(place, "r")
        shown = look.over(self.style.look)
        if self.context.hidden:
            shown = evolve(shown, hidden=True)
        if shown != Look():
            write_look(sub(run, "rPr"), shown)
        return run

    def _link(self, element: _Element, look: Look) -> None:
        address, before = element.get(f"{XLINK}href", ""), self.place
        if address.startswith("#"):
            self.place = sub(before, "hyperlink", anchor=address[1:])
        elif address:
            self.place = sub(before, "hyperlink")
            key = self.context.part.relate("hyperlink", address, external=True)
            self.place.set(f"{R}id", key)
        self.write(element, look)
        self.place = before

    def _field(self, instruction: str, element: _Element, look: Look) -> None:
        before = self.place
        self.place = sub(before, "fldSimple", instr=instruction)
        self.write(element, look)
        self.place = before

    # Notes and comments

    def _note(self, element: _Element, look: Look) -> None:
        kind = element.get(f"{TEXT}note-class", "")
        kind = kind if kind in NOTES else NOTES[0]
        root = self.context.whole.notes[kind].root
        key = str(len(root) + 1)
        body = element.find(f"{TEXT}note-body")
        self.blocks(() if body is None else body, sub(root, kind, id=key), self.context)
        sub(self._run(look), f"{kind}Reference", id=key)

    def _comment(self, element: _Element) -> None:
        root = self.context.whole.comments.root
        key = str(len(root) + 1)
        comment = sub(root, "comment", id=key, author=element.findtext(f"{DC}creator") or "")
        blocks = [one for one in element if str(one.tag).startswith(TEXT)]
        self.blocks(blocks, comment, self.context)
        sub(self._run(Look()), "commentReference", id=key)

    # Tracked changes

    def _change(self, name: str, key: str, look: Look) -> None:
        change = self.context.whole.changes.get(key)
        if change is None:
            return
        if change.tag == f"{TEXT}insertion":
            follow_insertion(name, key, self.context)
        elif change.tag == f"{TEXT}deletion" and name == "change":
            self._deletion(change, look)

    def _deletion(self, deletion: _Element, look: Look) -> None:
        """Write what was deleted: its first paragraph ended this one, its last one began what follows here."""
        self.deleted = True
        paragraphs = [one for one in deletion if one.tag in _PARAGRAPHS]
        for place, one in enumerate(paragraphs):
            if place:
                self._next_paragraph()
            self.write(one, look)
        self.deleted = False

    def _next_paragraph(self) -> None:
        """Begin another paragraph like this one, whose mark was deleted."""
        before = self.paragraph
        own = before.find(f"{W}pPr")
        properties = None if own is None else deepcopy(own)
        sub(_mark(before), "del")
        self.paragraph = self.place = sub(self.parent, "p")
        if properties is not None:
            self.paragraph.append(properties)


def follow_insertion(name: str, key: str, context: PartContext) -> None:
    """Begin or end a tracked insertion.

    Args:
        name: What stands in the text: "change-start" or "change-end".
        key: The id of the change.
        context: The context.
    """
    if name == "change-start":
        context.inserted.add(key)
    elif name == "change-end":
        context.inserted.discard(key)


def _mark(paragraph: _Element) -> _Element:
    """Return the properties of a paragraph's mark."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = sub(paragraph, "pPr")
        paragraph.insert(0, properties)
    mark = properties.find(f"{W}rPr")
    return sub(properties, "rPr") if mark is None else mark
