"""Found: a statement that recognition finds within a paragraph."""

from __future__ import annotations

from attrs import field, frozen

from briefkit.model.sources import Actor, Organisation, Person
from briefkit.model.string_rules import check_words
from briefkit.model.when import When
from briefkit.validation import checked_by, instance_of, name_in_errors, to_tuple, tuple_of


@frozen(field_transformer=name_in_errors)
class Found:
    """Statement found in a paragraph, by its place in the paragraph's words.

    Attributes:
        start: Where its words start in `text.plain`.
        stop: Where they stop.
        speakers: Who said it, as the words name them.
        cue: The lemma of the attribution verb; None where no verb says so.
        said_on: When it was said.
        assumed: Whether the speaker is carried over from earlier words.

    Raises:
        ModelError: A value out of form, or no speaker.
    """

    start: int = field(validator=instance_of(int))
    stop: int = field(validator=instance_of(int))
    speakers: tuple[Actor, ...] = field(
        converter=to_tuple, validator=tuple_of(Person, Organisation, least=1)
    )
    cue: str | None = field(default=None, validator=checked_by(check_words))
    said_on: When | None = field(default=None, validator=instance_of(When, optional=True))
    assumed: bool = field(default=False, validator=instance_of(bool))
