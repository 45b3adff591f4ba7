"""Text paragraph: a paragraph of a foreign Word document that has words, in the normal form of a brief."""

from __future__ import annotations

from attrs import define

from briefkit.formats.docx.reading.body_reader import Paragraph
from briefkit.model import Text
from briefkit.recognise.style_roles import StyleRole


@define
class TextParagraph:
    """Paragraph that has words.

    Attributes:
        source: The paragraph as it was read.
        text: Its words.
        role: What its style says that it is.
        level: Its level as a heading, 1 for the title; None where it is none.
        number: Its number, as the document prints it; "" where it has none.
    """

    source: Paragraph
    text: Text
    role: StyleRole | None = None
    level: int | None = None
    number: str = ""

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold by themselves."""
        spans = [span for span in self.text.spans if span.text.strip()]
        return bool(spans) and all(span.strong for span in spans)
