"""Pictures of a Word document that briefkit did not write, as lines for recognition."""

from __future__ import annotations

from attrs import define, evolve, field

from briefkit.errors import BriefkitError, ModelError
from briefkit.formats.docx.reading.body_reader import Paragraph
from briefkit.formats.docx.reading.paragraph_content import PictureReference
from briefkit.formats.docx.reading.picture_reader import PictureReader
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.model import Image
from briefkit.notes import Code
from briefkit.recognise.foreign_pictures import WHOLE, cropped, figure_of, foreign_image
from briefkit.recognise.lines import Line
from briefkit.recognise.ready_blocks import block_line


@define
class ForeignPictures:
    """Reader of pictures, and of what other programs draw.

    Attributes:
        context: The context of reading.
        pictures: The reader of the pictures' bytes.
    """

    context: ReadContext
    pictures: PictureReader = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.pictures = PictureReader(self.context, self._opened)

    def lines(self, paragraph: Paragraph) -> list[Line]:
        """Return the line of each picture in a paragraph; note what cannot be read.

        A text box that is a caption becomes that of the pictures, and is no text box any more.
        """
        content, notes, line = paragraph.content, self.context.notes, paragraph.line
        position = paragraph.position
        level = 0 if position is None else position.level + 1
        figures = [
            figure_of(image, reference.best_alt, notes, line)
            for reference in content.pictures
            if (image := self._image(reference, line)) is not None
        ]
        for place, caption in enumerate(content.captions[: len(figures)]):
            figures[place] = evolve(figures[place], caption=caption)
            content.text_boxes.remove(caption)
        for name in content.objects:
            message = f"A {name} is drawn by another program; it was not read."
            notes.add(Code.FILE_DROPPED, message, line=line)
        return [block_line(line, figure, level) for figure in figures]

    def _image(self, reference: PictureReference, line: int) -> Image | None:
        if reference.is_hidden:
            self.context.notes.add(
                Code.HIDDEN_DROPPED, "A picture is hidden.", reference.best_alt, line
            )
            return None
        found = self.pictures.read(reference)
        if not isinstance(found, tuple):
            self._drop(reference, found, line)
            return None
        if reference.is_askew:
            self._note_altered("stands at an angle; it was set upright", line)
        if reference.crop == WHOLE:
            return found[0]
        try:
            image: Image = cropped(found[0], reference.crop)
        except ModelError as error:
            self._drop(reference, error, line)
            return None
        self._note_altered("is cut; what the page shows of it was taken", line)
        return image

    def _opened(self, data: bytes) -> Image:
        found = foreign_image(data)
        if found.drawn_from:
            self._note_altered(f"was {found.drawn_from}; it was drawn anew as PNG", None)
        return found.image

    def _note_altered(self, what: str, line: int | None) -> None:
        self.context.notes.add(Code.PICTURE_ALTERED, f"A picture {what}.", line=line)

    def _drop(self, reference: PictureReference, error: BriefkitError, line: int) -> None:
        relationship = self.context.relationships.get(reference.id)
        address = relationship.target if relationship and relationship.external else ""
        place = f", but at {address}" if address else ""
        words = " ".join(filter(None, (reference.best_alt, address)))
        self.context.notes.add(Code.PICTURE_DROPPED, f"A picture {error.what}{place}.", words, line)
