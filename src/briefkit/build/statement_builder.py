"""Builder of statements: from who spoke, and what was said or quoted, to speakers, words, cue and label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefkit.build.by_language import ENGLISH, printed
from briefkit.build.inputs import (
    ActorsLike,
    MarkingLike,
    WhenLike,
    Words,
    actors_of,
    boolean,
    language_of,
    marking_of,
    optional_words,
    several,
    some_words,
    when_of,
)
from briefkit.errors import ArgumentError
from briefkit.lexicons import lexicon
from briefkit.model import Evidence, Span, Statement, Text, called
from briefkit.model.extra import NO_EXTRA
from briefkit.model.walk import evolve
from briefkit.recognise.attributed_statement import attribution
from briefkit.runtime.forking import fork_safe


@fork_safe
def statement(
    speakers: ActorsLike,
    said: Words | None = None,
    *,
    quote: Words | None = None,
    on: WhenLike | None = None,
    cue: str | None = None,
    labelled: bool | None = None,
    inferred: bool = False,
    to: ActorsLike = (),
    original_language: str | None = None,
    evidence: Evidence | Iterable[Evidence] = (),
    marking: MarkingLike | None = None,
    id: str | None = None,
    extra: Mapping[str, object] = NO_EXTRA,
    language: str | None = None,
) -> Statement:
    """Return a statement.

    Words that begin with a small letter go on from the speaker: `statement(putin, "stated that …")` prints
    "Russian President, Vladimir Putin stated that …". Words that name the speaker stand as they are. Any
    others are printed after the label "Russian President, Vladimir Putin:".

    Args:
        speakers: Who said it; a string is "Role, Name", or a name, and several are parted by semicolons.
        said: What was said, as inline Markdown.
        quote: The speaker's own words, after those of `said`. Where they have no quotation marks, they get those of
            the language.
        on: When it was said.
        cue: The lemma of the attribution verb; None recognises it in the words.
        labelled: Whether to print the label; None goes by the words.
        inferred: Whether it is the analyst's reading, with no words reported.
        to: To whom it was said.
        original_language: The language in which it was said, in BCP 47.
        evidence: What bears out that it was said.
        marking: Who may see it.
        id: Its name, for links and programs; each stands once in a brief.
        extra: Fields of your own, of what JSON has.
        language: The language of the brief, in BCP 47; None is that of the draft that the statement is put into,
            or English.

    Raises:
        ModelError: A value out of form.
        ArgumentError: A value of a wrong type, or neither words nor a quote.

    Example:
        >>> bk.statement("Mayor, Nils Ek", "said", quote="It will open.").text.plain
        'Mayor, Nils Ek said “It will open.”'
        >>> bk.statement("Mayor, Nils Ek", quote="It will open.").kind
        <StatementKind.DIRECT: 'direct'>
    """
    from briefkit.lower.speaker_labels import printed_label  # 30 ms, which only statements need

    language = language_of(language)
    who = actors_of(speakers, "speakers", language)
    if not who:
        raise ArgumentError("names nobody", where="speakers", remedy="say who spoke")
    text = _text(optional_words(said, "said"), quote, language)
    is_inferred = boolean(inferred, "inferred")
    if cue is None and not is_inferred:
        cue = attribution(text, language or ENGLISH).cue
    if labelled is None:
        names_speaker = any(called(one) in text.plain for one in who)
        labelled = not names_speaker and not text.plain[:1].islower()
        if not names_speaker and not labelled:
            label = printed(lambda tag: f"{printed_label(who, tag)} ", language)
            text = Text((Span(label), *text.spans))
    return Statement(
        speakers=who,
        text=text,
        said_on=when_of(on, "on"),
        cue=cue,
        labelled=boolean(labelled, "labelled"),
        inferred=is_inferred,
        addressees=actors_of(to, "to", language),
        original_language=original_language,
        evidence=several(evidence),
        marking=marking_of(marking),
        id=id,
        extra=extra,
    )


def _text(said: Text | None, quote: Words | None, language: str | None) -> Text:
    """Return what is printed: the words, and the quote behind them in quotation marks."""
    if quote is None:
        if said is None:
            raise ArgumentError("is missing", where="said", remedy="give what was said, or a quote")
        return said
    words = some_words(quote, "quote")
    in_marks = words if _has_quotation_marks(words) else _in_quotation_marks(words, language)
    return Text((*said.spans, Span(" "), *in_marks.spans)) if said else in_marks


def _has_quotation_marks(words: Text) -> bool:
    """Whether words begin and end with quotation marks, perhaps those of two quotations."""
    ranges = list(words.quoted_ranges())
    return (
        bool(ranges) and ranges[0][0] == 1 and ranges[-1][1] >= len(words.plain.rstrip(".,;!?")) - 1
    )


def _in_quotation_marks(words: Text, language: str | None) -> Text:
    """Put words between the quotation marks of a language; what stands between mark and word is quoted with them."""

    def mark(side: int, part: slice) -> str:
        return printed(
            lambda tag: lexicon(tag).labels["quotation"].split("{words}")[side][part], language
        )

    first, *others = [evolve(span, quoted=True) for span in words.spans]
    *others, last = evolve(first, text=mark(0, slice(1, None)) + first.text), *others
    last = evolve(last, text=last.text + mark(1, slice(0, -1)))
    return Text((Span(mark(0, slice(0, 1))), *others, last, Span(mark(1, slice(-1, None)))))
