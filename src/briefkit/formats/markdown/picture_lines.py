"""Picture lines: the pictures among the words of other programs' Markdown, as figures, where they can be had."""

from __future__ import annotations

from attrs import evolve

from briefkit.errors import ModelError
from briefkit.formats.markdown.line import Line, Picture, merged
from briefkit.model import Figure, Text
from briefkit.notes import Code, Notes
from briefkit.recognise.credits import split_credit
from briefkit.recognise.foreign_pictures import figure_of, note_drawn
from briefkit.recognise.named_pictures import NamedPictures


def without_held_pictures(
    line: Line, pictures: NamedPictures, language: str, notes: Notes
) -> tuple[Line, list[Figure]]:
    """Return a line without the pictures that are in the file or beside it, and these as figures.

    What all stands in italics beside one picture is its caption.

    Args:
        line: The line.
        pictures: The pictures that the file names.
        language: The language of its words, in BCP 47.
        notes: Gets what is wrong with a picture, or was done to it.
    """
    caption = Text()
    emphasised = all(span.emphasis or span.text.isspace() for span in line.spans)
    if len(line.pictures) == 1 and line.spans and emphasised:
        caption = Text(merged(evolve(span, emphasis=False) for span in line.spans))
    left: list[Picture] = []
    figures: list[Figure] = []
    for one in line.pictures:
        figure = _figure(one, caption or Text(one.title.strip()), pictures, language, line, notes)
        if figure is None:
            left.append(one)
        else:
            figures.append(figure)
    spans = () if caption and figures else line.spans
    return evolve(line, spans=spans, pictures=tuple(left)), figures


def _figure(
    picture: Picture,
    caption: Text,
    pictures: NamedPictures,
    language: str,
    line: Line,
    notes: Notes,
) -> Figure | None:
    if not pictures.has(picture.address):
        return None
    try:
        found = pictures.open(picture.address)
    except ModelError as error:
        what = f"“{picture.alt}”" if picture.alt else "A picture"
        notes.add(Code.PICTURE_DROPPED, f"{what} cannot be read: {error}.", "", line.number)
        return None
    note_drawn(found, notes, line.number)
    words, credit = split_credit(caption, language)
    return figure_of(found.image, picture.alt, notes, line.number, words, credit, picture.width)
