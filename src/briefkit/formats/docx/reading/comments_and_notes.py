"""Annotations that a brief has no place for: comments, foot- and endnotes, hidden and struck-out text, text boxes."""

from __future__ import annotations

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.reading.body_reader import BodyContent, Paragraph, paragraphs_in
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.text_normalisation import plain_text
from briefkit.formats.docx.wordprocessingml import W
from briefkit.model.diff import shortened
from briefkit.notes import Code

_LONGEST_QUOTE = 60  # characters of a paragraph that a note quotes


def report_annotations(found: BodyContent, context: ReadContext) -> None:
    """Add a note for each annotation of the paragraphs."""
    reporter = _Reporter(context)
    for paragraph in paragraphs_in(found):
        reporter.report(paragraph)


@define
class _Reporter:
    """Reporter of annotations; the parts of comments and notes are read when the first is met.

    Attributes:
        context: The context of reading.
        parts: The comments or notes of each part, by id.
        texts: Their text, by kind and id.
    """

    context: ReadContext
    parts: dict[str, dict[str, _Element]] = field(factory=dict)
    texts: dict[tuple[str, str], str] = field(factory=dict)

    def report(self, paragraph: Paragraph) -> None:
        content, line = paragraph.content, paragraph.line
        plain = content.plain.strip()
        quote = plain[:_LONGEST_QUOTE].rstrip()
        place = f"“{quote}{'…' if len(plain) > _LONGEST_QUOTE else ''}”"
        add = self.context.notes.add
        for key in dict.fromkeys(content.comments):
            comment = self._part("comments").get(key)
            if comment is not None:
                author = comment.get(f"{W}author") or "Somebody"
                text = self._text("comments", key)
                add(Code.COMMENT, f"{author} commented on {place}: {text}", text, line)
        for kind, key in content.footnotes:
            text = self._text(f"{kind}s", key)
            if text:
                add(Code.FOOTNOTE_DROPPED, f"{place} has a note: {text}", text, line)
        if content.hidden:
            text = "".join(content.hidden)
            add(Code.HIDDEN_DROPPED, f"Words in {place} are hidden.", text, line)
        if content.struck:
            text = "".join(content.struck)
            message = f"“{shortened(text)}” is struck out; it was read as deleted."
            add(Code.STRUCK_OUT, message, text, line)
        for text in content.text_boxes:
            add(Code.TEXT_BOX_DROPPED, f"A text box says: {text}", text, line)

    def _text(self, kind: str, key: str) -> str:
        """Text of a comment or a note, counted each time, for each note has it whole."""
        if (kind, key) not in self.texts:
            one = self._part(kind).get(key)
            self.texts[kind, key] = "" if one is None else plain_text(one)
        text = self.texts[kind, key]
        self.context.package.count("characters", len(text))
        return text

    def _part(self, kind: str) -> dict[str, _Element]:
        if kind not in self.parts:
            names = [one.target for one in self.context.relationships.values() if one.kind == kind]
            root = self.context.package.parse(names[0]) if names else None
            self.parts[kind] = {
                one.get(f"{W}id", ""): one for one in (() if root is None else root)
            }
        return self.parts[kind]
