"""Builder of paragraphs: words, and the statements that are made in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefkit.build.inputs import MarkingLike, Words, marking_of, several, some_words
from briefkit.errors import ArgumentError
from briefkit.model import Paragraph, Statement, Text
from briefkit.model.extra import NO_EXTRA
from briefkit.model.stretches import Stretches, words_between
from briefkit.model.walk import evolve


def paragraph(
    words: Words,
    *,
    said: Statement | Iterable[Statement] = (),
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
) -> Paragraph:
    """Return a paragraph with the statements that are made in it.

    Args:
        words: The words, as inline Markdown.
        said: Statements whose words stand in them, in order: each at its first place behind the one before. Their marks
            are those of the paragraph, and nobody's label is printed.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.

    Raises:
        ModelError: A value out of form.
        ArgumentError: A value of a wrong type, or a statement whose words do not stand there.

    Example:
        >>> ek = bk.statement("Mayor, Nils Ek", "Mayor Nils Ek said it was over.", cue="say")
        >>> talks = bk.paragraph("They met at ten. Mayor Nils Ek said it was over.", said=ek)
        >>> [one.cue for one in talks.statements]
        ['say']
    """
    text = some_words(words, "words")
    return Paragraph(
        text,
        statements=_stretches(text, (said,) if isinstance(said, Statement) else several(said)),
        marking=marking_of(marking),
        id=id,
        extra=extra,
    )


def _stretches(text: Text, said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements with their words as the text has them, whose marks and quotation marks count."""
    bare = Text(text.plain)
    stretches = Stretches.of(bare)
    begin = 0
    found: list[Statement] = []
    for place, one in enumerate(said):
        where = f"said[{place}]"
        if not isinstance(one, Statement):
            raise ArgumentError(f"is {type(one).__name__}, no statement", where=where)
        first = stretches.first(Text(str(one.text.plain)), begin)
        if first is None:
            raise ArgumentError(
                f"says {one.text.plain!r}, which does not stand in the words"
                + (" behind the statement before" if place else ""),
                where=where,
                remedy="give whole words of the paragraph",
            )
        found.append(evolve(one, text=words_between(text, *first), labelled=False))
        begin = first[1]
    return tuple(found)
