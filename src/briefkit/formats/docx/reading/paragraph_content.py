"""Content of a paragraph as it is read: runs, bookmarks, pictures, and its annotations."""

from __future__ import annotations

from attrs import define, field

from briefkit.layout import Run
from briefkit.layout.roles import HeadingRole
from briefkit.model.media import UPRIGHT
from briefkit.recognise.foreign_pictures import WHOLE, Crop


@define
class PictureReference:
    """Picture as a paragraph refers to it.

    Attributes:
        id: The id of its relationship.
        alt: The alternative text of its drawing, which people see and edit.
        orientation: The rotation by its frame, as an EXIF orientation.
        crop: The parts of its sides that the frame cuts off.
        is_askew: Whether the frame turns it by another angle than a right one.
        is_hidden: Whether the frame is hidden.
        own_alt: The alternative text of the picture by itself, which may be out of date.
        length: How wide the whole picture is seen, in millimetres; None where the frame does not say, or cuts it.
    """

    id: str
    alt: str
    orientation: int = UPRIGHT
    crop: Crop = WHOLE
    is_askew: bool = False
    is_hidden: bool = False
    own_alt: str = ""
    length: float | None = None

    @property
    def best_alt(self) -> str:
        """The alternative text, in a document whose pictures nobody knows."""
        return self.alt or self.own_alt


@define
class ParagraphContent:
    """Content of a paragraph.

    Attributes:
        runs: Its runs, with the spaces of the file.
        length: The number of characters in them.
        anchors: The anchors that its bookmarks stand for.
        heading: The role of the section that it heads, by the styles of its runs.
        pictures: Its pictures.
        comments: The ids of the comments on it.
        footnotes: The kinds and ids of its foot- and endnotes.
        hidden: Pieces of hidden text.
        struck: Pieces of text that somebody struck out by hand.
        text_boxes: The text of each text box.
        breaks: The places of the spaces in its text that stand for line breaks.
        captions: Those of the text boxes that are captions.
        objects: What stands in it that another program draws: "chart", "diagram", or the name of the program.
        is_numbered: Whether a field in it numbers a picture or a table, as in a caption.
    """

    runs: list[Run] = field(factory=list)
    length: int = 0
    anchors: list[str] = field(factory=list)
    heading: HeadingRole | None = None
    pictures: list[PictureReference] = field(factory=list)
    comments: list[str] = field(factory=list)
    footnotes: list[tuple[str, str]] = field(factory=list)
    hidden: list[str] = field(factory=list)
    struck: list[str] = field(factory=list)
    text_boxes: list[str] = field(factory=list)
    breaks: list[int] = field(factory=list)
    captions: list[str] = field(factory=list)
    objects: list[str] = field(factory=list)
    is_numbered: bool = False

    @property
    def plain(self) -> str:
        """Text without formatting."""
        return "".join([run.span.text for run in self.runs])

    def join(self, following: ParagraphContent) -> None:
        """Join the content of a following paragraph to this one; an empty one leaves no anchors."""
        if not self.runs:
            self.anchors = []
        self.breaks += [self.length + one for one in following.breaks]
        self.runs += following.runs
        self.length += following.length
        self.anchors += following.anchors
        self.heading = self.heading or following.heading
        self.pictures += following.pictures
        self.comments += following.comments
        self.footnotes += following.footnotes
        self.hidden += following.hidden
        self.struck += following.struck
        self.text_boxes += following.text_boxes
        self.captions += following.captions
        self.objects += following.objects
        self.is_numbered = self.is_numbered or following.is_numbered
