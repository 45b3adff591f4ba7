"""Paragraph: the writer's own words, and the statements that are made in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.model.extra import NO_EXTRA, Extra, to_extra
from briefkit.model.grades import Marking
from briefkit.model.statement import Statement
from briefkit.model.stretches import Stretches, find_stretches, without_citations
from briefkit.model.string_rules import check_id
from briefkit.model.text import Text, TextLike, to_text, with_text as with_words
from briefkit.model.walk import evolve
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import (
    checked_by,
    instance_of,
    name_in_errors,
    not_empty,
    to_tuple,
    tuple_of,
)


def _uncited_statements(values: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements without citations in their words: the paragraph that they stand in has those."""
    return tuple(
        evolve(one, text=without_citations(one.text))
        if type(one) is Statement and any(span.cites for span in one.text.spans)
        else one
        for one in to_tuple(values)
    )


@frozen(field_transformer=name_in_errors)
class Paragraph:
    """Paragraph: the writer's own words, and the statements in them.

    Attributes:
        text: The words.
        statements: What somebody says in it. The text of each is a stretch of the words with the same marks, without
            citations: the first place behind the statement before where it stands as whole words (in scripts without
            spaces, any). None is labelled, and none has a marking: the paragraph has.
        marking: Who may see it.
        id: The name of its own by which links and programs find it.
        extra: The user's own fields.

    Raises:
        ModelError: A statement whose words do not stand there.
    """

    text: Text = field(converter=to_text, validator=not_empty)
    statements: tuple[Statement, ...] = field(
        default=(), converter=_uncited_statements, validator=tuple_of(Statement)
    )
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    id: str | None = field(default=None, validator=checked_by(check_id))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.statements:
            object.__setattr__(self, "text", _text_of_statements(self.text, self.statements))


def stretches_of(paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    """Return where each statement of a paragraph stands: its start and stop in the paragraph's plain words."""
    if not paragraph.statements:
        return ()
    found = find_stretches(paragraph.text, [one.text for one in paragraph.statements])
    return tuple(one for one in found if one)


def with_text(paragraph: Paragraph, text: TextLike) -> Paragraph:
    """Return a paragraph with other words, and those of its statements whose words still stand in them.

    Args:
        paragraph: The paragraph.
        text: Its new words.

    Raises:
        ModelError: The words are out of form, or none.

    Example:
        >>> said = bk.Statement([bk.Person("Ida Ek")], "Ida Ek said no.")
        >>> paragraph = bk.Paragraph("They met. Ida Ek said no. Nobody left.", [said])
        >>> bk.with_text(paragraph, "They met at ten. Ida Ek said no.").statements == (said,)
        True
        >>> bk.with_text(paragraph, "They met. Ida Ek said nothing.").statements
        ()
    """
    words = to_text(text)
    return evolve(paragraph, text=words, statements=standing(words, paragraph.statements))


def standing(text: Text, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return those of some statements whose words stand in a text, in their order and apart."""
    stretches = Stretches.of(text)
    begin = 0
    kept: list[Statement] = []
    for one in statements:
        found = stretches.first(one.text, begin)
        if found is not None:
            kept.append(one)
            begin = found[1]
    return tuple(kept)


def _text_of_statements(text: Text, statements: Sequence[Statement]) -> Text:
    """Return a text that statements stand in without the citations that their evidence repeats.

    Both would print the same number at the same place.

    Args:
        text: The words of a paragraph.
        statements: Its statements.

    Raises:
        ModelError: A statement that does not stand there, or that could not be printed there.
    """
    for index, one in enumerate(statements):
        where = f"Paragraph.statements[{index}]"
        if one.labelled:
            remedy = "leave it out: the words of the paragraph name the speaker"
            raise ModelError("is True", where=f"{where}.labelled", remedy=remedy)
        if one.marking is not None:
            remedy = "mark the paragraph"
            raise ModelError("is more than can be printed", where=f"{where}.marking", remedy=remedy)
    cited: dict[int, set[str]] = {}
    found = find_stretches(text, [one.text for one in statements])
    for index, (one, place) in enumerate(zip(statements, found, strict=False)):
        if place is None:
            raise ModelError(
                f"is {one.text.plain!r}, which does not stand in the paragraph"
                + (" behind the statement before" if index else ""),
                where=f"Paragraph.statements[{index}].text",
                remedy="give whole words of the paragraph with the same marks, or change it with_text",
            )
        cited.setdefault(place[1], set()).update(evidence.source for evidence in one.evidence)
    return _without_repeated_citations(text, cited)


def _without_repeated_citations(text: Text, cited: Mapping[int, Set[str]]) -> Text:
    """Return a text without the citations of some sources whose numbers stand at some places."""
    spans = list(text.spans)
    place = 0
    for index, span in enumerate(text.spans):
        place += len(span.text)
        goes_on = spans[index + 1].cites if index + 1 < len(spans) else ()
        repeated = cited.get(place, frozenset()) & set(span.cites).difference(goes_on)
        first = index
        while repeated and first >= 0 and not repeated.isdisjoint(spans[first].cites):
            cites = tuple(key for key in spans[first].cites if key not in repeated)
            spans[first] = with_words(spans[first], spans[first].text, cites=cites)
            first -= 1
    return text if spans == list(text.spans) else Text(spans)
