"""Reader of OpenDocument texts, by way of the same document in WordprocessingML."""

from __future__ import annotations

from attrs import evolve

from briefkit.formats.docx.reading.read import read as read_word
from briefkit.formats.format import READ_DEFAULTS, ReadOptions
from briefkit.formats.odt.opendocument import open_document
from briefkit.formats.odt.word_document import word_document
from briefkit.notes import Reading
from briefkit.notes.summed import summed


def read(data: bytes, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Return the brief of an OpenDocument text.

    Args:
        data: The file's bytes: those of a package (.odt) or of one flat file in XML (.fodt).
        options: As for a Word document.

    Raises:
        ReadError: The file is damaged, encrypted, made to harm, or has no words.
    """
    words, notes = word_document(open_document(data))
    reading = read_word(words, options)
    return evolve(reading, notes=(*reading.notes, *summed(notes)))
