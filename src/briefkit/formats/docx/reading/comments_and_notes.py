"""Annotations that a brief has no place for: comments, foot- and endnotes, hidden and struck-out text, text boxes."""

from __future__ import annotations

from collections import Counter

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.reading.body_reader import BodyContent, Paragraph, paragraphs_in
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.text_normalisation import plain_text
from briefkit.formats.docx.wordprocessingml import W
from briefkit.model.diff import shortened
from briefkit.notes import Code, Note, note
from briefkit.reconcile.annotation_paths import AnnotatedWords


def report_annotations(found: BodyContent, context: ReadContext) -> dict[Note, AnnotatedWords]:
    """Add a note for each annotation of the paragraphs; return what words each is on."""
    reporter = _Reporter(context)
    if not any(_has_annotations(one) for one in paragraphs_in(found)):
        return reporter.annotated
    for one in found:
        if isinstance(one, Paragraph):
            reporter.report(one, reporter.annotated_words(_words_of(one)))
            continue
        paragraphs = [*paragraphs_in([one])]
        words = reporter.annotated_words(" ".join(map(_words_of, paragraphs)))
        for paragraph in paragraphs:
            reporter.report(paragraph, words)
    return reporter.annotated


def _has_annotations(paragraph: Paragraph) -> bool:
    content = paragraph.content
    return bool(
        content.comments
        or content.footnotes
        or content.hidden
        or content.struck
        or content.text_boxes
    )


def _words_of(paragraph: Paragraph) -> str:
    """Words of a paragraph; those that say what its pictures show, where it has no others."""
    content = paragraph.content
    return content.plain.strip() or " ".join(one.alt for one in content.pictures)


@define
class _Reporter:
    """Reporter of annotations; the parts of comments and notes are read when the first is met.

    Attributes:
        context: The context of reading.
        annotated: The words that each note is on.
        commented: The ids of the comments that were told; one may be on several paragraphs.
        counts: How often words stood in a paragraph or a table so far.
        parts: The comments or notes of each part, by id.
        texts: Their text, by kind and id.
    """

    context: ReadContext
    annotated: dict[Note, AnnotatedWords] = field(factory=dict)
    commented: set[str] = field(factory=set)
    counts: Counter[str] = field(factory=Counter)
    parts: dict[str, dict[str, _Element]] = field(factory=dict)
    texts: dict[tuple[str, str], str] = field(factory=dict)

    def annotated_words(self, words: str) -> AnnotatedWords:
        """The words of the next paragraph or table."""
        found = AnnotatedWords(words, self.counts[words])
        self.counts[words] += 1
        return found

    def report(self, paragraph: Paragraph, on: AnnotatedWords) -> None:
        if not _has_annotations(paragraph):
            return
        content, line = paragraph.content, paragraph.line
        place = f"“{shortened(words)}”" if (words := _words_of(paragraph)) else "an empty paragraph"

        def add(code: Code, message: str, words: str) -> None:
            made = note(code, message, words, line)
            self.annotated.setdefault(made, on)
            self.context.notes.extend([made])

        for key in dict.fromkeys(content.comments):
            comment = self._part("comments").get(key)
            if comment is not None and key not in self.commented:
                self.commented.add(key)
                author = comment.get(f"{W}author") or "Somebody"
                text = self._text("comments", key)
                add(Code.COMMENT, f"{author} commented on {place}: {text}", text)
        for kind, key in content.footnotes:
            text = self._text(f"{kind}s", key)
            if text:
                add(Code.FOOTNOTE_DROPPED, f"{place} has a note: {text}", text)
        if content.hidden:
            add(Code.HIDDEN_DROPPED, f"Words in {place} are hidden.", "".join(content.hidden))
        if content.struck:
            text = "".join(content.struck)
            message = f"“{shortened(text)}” is struck out; it was read as deleted."
            add(Code.STRUCK_OUT, message, text)
        for text in content.text_boxes:
            add(Code.TEXT_BOX_DROPPED, f"A text box or a chart says: {shortened(text)}", text)

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
