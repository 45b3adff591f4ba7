"""Builder of paragraphs: words, and the statements that are made in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefkit.build.by_language import ENGLISH
from briefkit.build.inputs import (
    MarkingLike,
    Words,
    boolean,
    language_of,
    marking_of,
    several,
    some_words,
)
from briefkit.errors import ArgumentError
from briefkit.model import Paragraph, Statement, Text
from briefkit.model.extra import NO_EXTRA
from briefkit.model.stretches import Stretches, words_between
from briefkit.model.walk import evolve
from briefkit.recognise.found_statements import with_found
from briefkit.recognise.recogniser import StatementRecogniser
from briefkit.recognise.recogniser_registry import AnyRecogniser, find_recogniser


def paragraph(
    words: Words,
    *,
    said: Statement | Iterable[Statement] = (),
    recognise: bool = False,
    recogniser: AnyRecogniser | None = None,
    language: str | None = None,
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
) -> Paragraph:
    """Return a paragraph with the statements that are made in it.

    Args:
        words: The words, as inline Markdown.
        said: Statements whose words stand in them, in order: each at its first place behind the one before. Their marks
            are those of the paragraph, and nobody's label is printed.
        recognise: Whether to find the statements in the words.
        recogniser: What finds them, or the name of one that a package adds; None is briefkit's own.
        language: The language of the words, in BCP 47, for what finds the statements; None is English.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.

    Raises:
        ModelError: A value out of form.
        ArgumentError: A value of a wrong type, or a statement whose words do not stand there; statements given and
            to be found; a language in which nothing tells them.
        RecogniserError: The recogniser is somebody else's, and fails or gives a wrong answer.

    Example:
        >>> ek = bk.statement("Mayor, Nils Ek", "Mayor Nils Ek said it was over.", cue="say")
        >>> talks = bk.paragraph("They met at ten. Mayor Nils Ek said it was over.", said=ek)
        >>> [one.cue for one in talks.statements]
        ['say']
        >>> talks = bk.paragraph("They met at ten. Mayor Nils Ek said it was over.", recognise=True)
        >>> talks.statements == (ek,)
        True
    """
    text = some_words(words, "words")
    given = (said,) if isinstance(said, Statement) else tuple(several(said))
    made = Paragraph(
        text, statements=_stretches(text, given), marking=marking_of(marking), id=id, extra=extra
    )
    prose = asked_recogniser(recognise, recogniser, language_of(language) or ENGLISH)
    if prose is None:
        return made
    if given:
        remedy = "give the statements, or have them found"
        raise ArgumentError("stands beside recognise=True", where="said", remedy=remedy)
    return with_found(made, prose.statements([text])[0])


def asked_recogniser(
    recognise: object, recogniser: AnyRecogniser | None, language: str
) -> StatementRecogniser | None:
    """Return what finds the statements in words that are built; None where that is not asked for.

    Args:
        recognise: The argument that asks for it.
        recogniser: A recogniser, or the name of one.
        language: The language of the words, in BCP 47.

    Raises:
        ArgumentError: A recogniser that is not asked for, or a language in which nothing tells statements.
        RecogniserError: It is another package's, and cannot be used.
    """
    if not boolean(recognise, "recognise"):
        if recogniser is not None:
            raise ArgumentError("is not for this", where="recogniser", remedy="add recognise=True")
        return None
    prose = find_recogniser(recogniser, language)
    if prose is None:
        what, remedy = f"nothing tells statements in {language!r}", "give a recogniser"
        raise ArgumentError(what, where="language", remedy=remedy)
    return prose


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
