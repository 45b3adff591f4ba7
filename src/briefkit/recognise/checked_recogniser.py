"""Recognisers of others, whose answers are checked: a wrong one is an error that names the recogniser."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from briefkit.errors import RecogniserError
from briefkit.model import called
from briefkit.model.text import Text
from briefkit.recognise.found import Found
from briefkit.recognise.recogniser import StatementRecogniser
from briefkit.recognise.words import fold


@frozen
class CheckedRecogniser:
    """Recogniser of somebody else's, whose answers are checked.

    Attributes:
        name: What errors call it: "the recogniser 'nl' of the package briefkit_dutch".
        recogniser: The recogniser.
    """

    name: str
    recogniser: StatementRecogniser

    def statements(self, paragraphs: Sequence[Text]) -> tuple[tuple[Found, ...], ...]:
        """Return for each paragraph of a document what is said in it, in order and apart.

        Args:
            paragraphs: The paragraphs in order, what is quoted in them marked.

        Raises:
            RecogniserError: The recogniser fails, or what it answers are no statements of these paragraphs.
        """
        try:
            answer = self.recogniser.statements(tuple(paragraphs))
            found = tuple(tuple(one) for one in answer)
        except Exception as error:  # a parser or a model may raise whatever it likes
            raise RecogniserError(f"{self.name} failed: {error!r}") from error
        if len(found) != len(paragraphs):
            what = f"answered for {len(found)} paragraphs, not for {len(paragraphs)}"
            raise RecogniserError(f"{self.name} {what}")
        for number, (text, statements) in enumerate(zip(paragraphs, found, strict=True)):
            wrong = _fault(text, statements)
            if wrong:
                raise RecogniserError(f"{self.name} {wrong}", where=f"paragraph {number}")
        return tuple(
            tuple(_named_or_assumed(text, one) for one in statements)
            for text, statements in zip(paragraphs, found, strict=True)
        )


def _named_or_assumed(text: Text, found: Found) -> Found:
    """Return a statement as one of an assumed speaker where its own words name none of the speakers."""
    words = fold(text.plain[found.start : found.stop])
    names = [fold(called(one)).split()[-1] for one in found.speakers]
    return found if any(name in words for name in names) else evolve(found, assumed=True)


def _fault(text: Text, found: Sequence[object]) -> str:
    """Return what is wrong with the statements of a paragraph, or ""."""
    end = 0
    for one in found:
        if type(one) is not Found:
            return f"answered with {type(one).__name__}, not briefkit.Found"
        if not 0 <= one.start < one.stop <= len(text.plain):
            return f"found words from {one.start} to {one.stop} of {len(text.plain)} characters"
        if one.start < end:
            return f"found words from {one.start} on, which the statement before goes over"
        if not text.plain[one.start : one.stop].strip():
            return f"found no words from {one.start} to {one.stop}"
        end = one.stop
    return ""
