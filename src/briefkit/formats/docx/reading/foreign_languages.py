"""Languages of a foreign Word document: of the whole, by most of its words, and of words that are in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from briefkit.formats.docx.reading.body_reader import BodyContent, paragraphs_in
from briefkit.formats.docx.reading.language_tags import LanguageTags, language_of_words
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.styles_reader import Style
from briefkit.language.word_scripts import (
    is_same_language,
    likely_language,
    may_be_in,
    without_country,
)
from briefkit.layout import Run, Runs
from briefkit.layout.fingerprint import join_runs
from briefkit.notes import Code

_SAMPLE = 2000  # characters of words whose language nothing says


def language_of_most_words(
    found: BodyContent, context: ReadContext, defaults: LanguageTags
) -> str | None:
    """Language that most words are in, by what runs, styles and defaults say of them; None where nothing says one.

    What is said counts only of words in a script of the language: programs put the language of their menus into every
    document. Where it fits few words, their script tells a language, with a note.

    Args:
        found: The paragraphs and tables.
        context: The context in which they were read.
        defaults: The languages of words of which neither a run nor a style says one.
    """
    letters = Counter[str]()
    unsaid: list[str] = []
    for words, own, style in _stretches(found):
        said = own or language_of_words(style.languages.over(defaults), words)
        if said and may_be_in(words, said):
            letters[said] += sum(map(str.isalpha, words))
        else:
            unsaid.append(words)
    rest = "".join(unsaid)
    told = _heaviest(letters)
    if sum(letters.values()) >= sum(map(str.isalpha, rest)):
        return told
    likely = likely_language(rest[:_SAMPLE])
    if likely is None:
        return told
    message = f"No language is named that fits the words; by their script, {likely!r} was assumed."
    context.notes.add(Code.LANGUAGE_ASSUMED, message)
    return likely


def _stretches(found: BodyContent) -> Iterator[tuple[str, str | None, Style]]:
    """Yield the words of each run, the language that it names, and the style of its paragraph."""
    for one in paragraphs_in(found):
        for run in one.content.runs:
            yield run.span.text, run.span.language, one.style


def _heaviest(letters: Counter[str]) -> str | None:
    """Language with most letters, that of all countries together; in the form that has most of them."""
    whole = Counter[tuple[str, str]]()
    for tag, count in letters.items():
        whole[without_country(tag)] += count
    if not whole:
        return None
    first = whole.most_common(1)[0][0]
    return max((tag for tag in letters if without_country(tag) == first), key=letters.__getitem__)


def with_other_languages(runs: Runs, style: Style, language: str) -> Runs:
    """Runs that name a language only where it is another than the document's, and one that the words may be in.

    Args:
        runs: The runs of a paragraph.
        style: The style of the paragraph.
        language: The language of the document, in BCP 47.
    """

    def other(words: str, said: str | None) -> str | None:
        said = said or language_of_words(style.languages, words)
        differs = said is not None and not is_same_language(said, language)
        return said if said is not None and differs and may_be_in(words, said) else None

    def changed(run: Run) -> Run:
        said = other(run.span.text, run.span.language)
        if said == run.span.language:
            return run
        return evolve(run, span=evolve(run.span, language=said))

    return join_runs(map(changed, runs))
