"""Related lines: "**Read more:** [How it began](https://…)", which another house puts into its text."""

from __future__ import annotations

from briefkit.formats.markdown.line import Line
from briefkit.model import Link
from briefkit.model.text import Text
from briefkit.notes import Notes
from briefkit.recognise import back_matter_lines
from briefkit.recognise.lines import Kind, Line as TextLine
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.run_in_labels import run_in_label, says_entry


def related_of_line(line: Line, language: str, notes: Notes) -> tuple[Link, ...]:
    """Read the related articles that a paragraph names behind their label; () for any other.

    Args:
        line: The paragraph.
        language: The language of the document, in BCP 47.
        notes: The collector of notes.
    """
    recogniser = recogniser_for(language)
    text = TextLine(line.number or 0, Text(line.spans), Kind.PARAGRAPH)
    name, label, rest = run_in_label(text, recogniser) or ("", text, text)
    if name != "related" or not says_entry(name, rest, None, recogniser, is_last=False):
        return ()
    links = back_matter_lines.related([rest], recogniser, notes)
    if links and not recogniser.is_house_label(label.plain, name):
        back_matter_lines.add_label_replaced(label.plain, text, notes)
    return links
