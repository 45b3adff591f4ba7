"""Found: a statement that recognition finds within a paragraph."""

from __future__ import annotations

from attrs import frozen

from briefkit.model import Actor
from briefkit.model.when import When


@frozen
class Found:
    """Statement found in a paragraph, by its place in the paragraph's words.

    Attributes:
        start: Where its words start in `text.plain`.
        stop: Where they stop.
        speakers: Who said it, as the words name them.
        cue: The lemma of the attribution verb; None where no verb says so.
        said_on: When it was said.
        assumed: Whether the speaker is carried over from earlier words.
    """

    start: int
    stop: int
    speakers: tuple[Actor, ...]
    cue: str | None = None
    said_on: When | None = None
    assumed: bool = False
