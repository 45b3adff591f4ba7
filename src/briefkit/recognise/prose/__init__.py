"""Statements in prose: who said what in running text, by rules whose words are data."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.model.text import Text
from briefkit.recognise.found import Found
from briefkit.recognise.prose.antecedents import Persons
from briefkit.recognise.prose.grammar import grammar_of
from briefkit.recognise.prose.speech import is_speech
from briefkit.recognise.prose.tokens import tokens_of
from briefkit.recognise.prose.units import Earlier, statements_of
from briefkit.recognise.prose.unspaced import unspaced_statements
from briefkit.recognise.recogniser import Recogniser

_LONGEST_PARAGRAPH = 1_000_000  # characters

__all__ = ["is_speech", "is_too_long", "opening_statement", "statements_in"]


def statements_in(
    paragraphs: Sequence[Text], recogniser: Recogniser
) -> tuple[tuple[Found, ...], ...]:
    """Find the statements in the paragraphs of a document.

    Args:
        paragraphs: The paragraphs in order, their quotations marked.
        recogniser: The recogniser of their language.

    Returns:
        For each paragraph what was found in it, in order and apart.
    """
    grammar = grammar_of(recogniser)
    if grammar.word_order == "unspaced":
        return tuple(
            () if is_too_long(text) else unspaced_statements(text, grammar) for text in paragraphs
        )
    found: list[tuple[Found, ...]] = []
    earlier = Earlier(None, None, Persons())
    for text in paragraphs:
        if is_too_long(text):
            found.append(())
            continue
        said, earlier = statements_of(tokens_of(text, grammar), earlier, grammar)
        found.append(said)
    return tuple(found)


def is_too_long(text: Text) -> bool:
    """Whether a paragraph is too long to be searched: no prose is, and its tokens would take a hundred times its memory."""
    return sum(len(span.text) for span in text.spans) > _LONGEST_PARAGRAPH


def opening_statement(text: Text, recogniser: Recogniser) -> Found | None:
    """Find the statement that a text opens with; None where nobody speaks in its first sentence, or only a pronoun does.

    Args:
        text: The words, their quotations marked.
        recogniser: The recogniser of their language.
    """
    (found,) = statements_in((text,), recogniser)
    if not found or found[0].start > 0 or any(map(recogniser.is_pronoun, found[0].speakers)):
        return None
    return found[0]
