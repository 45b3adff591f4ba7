"""Attribution: who spoke, with which verb, on which day, and whether any words were reported."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from briefkit.model import Actor, Person, Statement
from briefkit.model.text import Text, TextLike, slice_spans
from briefkit.model.when import When
from briefkit.recognise.bracketed_dates import split_dated
from briefkit.recognise.cues import MASK, mask_quotations
from briefkit.recognise.dates_of_saying import said_on
from briefkit.recognise.heading_looks import ends_sentence
from briefkit.recognise.known_speaker import cue_of_known
from briefkit.recognise.prose import opening_statement
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import Recogniser, recogniser_for
from briefkit.recognise.repaired import text_of
from briefkit.recognise.speaker_names import Speakers, parse_speakers
from briefkit.recognise.words import WORD

_LONGEST_LABEL = 240  # characters


@frozen
class Attribution:
    """Attribution of a statement, as far as its own words give it.

    Attributes:
        cue: The lemma of the attribution verb.
        said_on: When it was said.
        inferred: Whether no words were reported: a position is read into acts.
    """

    cue: str | None = None
    said_on: When | None = None
    inferred: bool = False


def statement(
    text: TextLike, language: str, *, permissive: bool = False, explicit: bool = False
) -> Statement | None:
    """Recognise a statement: labelled ("Role, Name: …") or naming its own speaker ("Name said …").

    Args:
        text: One bullet or one paragraph.
        language: Its language, in BCP 47.
        permissive: Whether a label that is only capitalised like a name is taken for one, as where
            reactions are listed.
        explicit: Whether the label is set apart as one, so that "Role, Name" is taken by its form.

    Returns:
        The statement, its quoted words marked; None where nobody is recognised as speaking.
    """
    recogniser = recogniser_for(language)
    words = marked(text, language)
    labelled = _labelled_statement(words, recogniser, permissive, explicit)
    if labelled or not recogniser.knows_language:
        return labelled
    return _statement_naming_its_speaker(words, recogniser)


def attribution(text: TextLike, language: str, speakers: Sequence[Actor] = ()) -> Attribution:
    """Recognise how a statement's own words say that it was said, whether or not they name a speaker.

    Args:
        text: The words of the statement, without its label.
        language: Its language, in BCP 47.
        speakers: Who is known to be named in it as speaking, also where no word list knows them.
    """
    recogniser = recogniser_for(language)
    words = marked(text, language)
    plain = mask_quotations(words)
    opening = _opening_verb(plain, recogniser)
    if opening:
        lemma, verb, stop = opening
        return Attribution(lemma, said_on(plain, 0, verb, stop, recogniser))
    if MASK not in plain and recogniser.opening("hedges", plain):
        return Attribution(inferred=True)
    found = opening_statement(words, recogniser)
    if found:
        return Attribution(found.cue, found.said_on)
    cue = cue_of_known(plain, speakers, recogniser)
    if cue is None:
        return Attribution()
    return Attribution(cue.lemma, said_on(plain, cue.start, cue.verb, cue.stop, recogniser))


def split_label(text: Text) -> tuple[str, Text] | None:
    """Split the words before the first colon from those after it; None where nothing may be a label."""
    words = mask_quotations(text)
    at = words.find(": ", 0, _LONGEST_LABEL)
    if at < 0:  # A full-width colon may stand behind a verb too, but hardly behind brackets.
        at = words.find("）：", 0, _LONGEST_LABEL) + 1
    # A no-break space may stand before another.
    start = len(words) - len(words[at + 1 :].lstrip(" "))
    rest = text_of(slice_spans(text.spans, start)) if at > 0 else None
    return (text.plain[:at].rstrip(), rest) if rest else None


def _is_clause(words: str, recogniser: Recogniser) -> bool:
    """Whether the words before a colon say something themselves: "Experts modelled what would happen"."""
    groups = recogniser.words.sets
    parts = words.split()
    if any(recogniser.has("relatives", part) for part in parts if "relatives" in groups):
        return False
    verbs = [groups.get(name, frozenset()) for name in ("be_forms", "have_forms", "modals")]
    return any(part in one for part in parts for one in verbs)


def _labelled_statement(
    text: Text, recogniser: Recogniser, permissive: bool, explicit: bool
) -> Statement | None:
    split = split_label(text)
    if split is None:
        return None
    label, rest = split
    who, day = split_dated(label, recogniser.language)
    found = parse_speakers(who, recogniser, explicit=explicit)
    if found is None or (not explicit and _is_clause(who, recogniser)):
        return None
    how = attribution(rest, recogniser.language)
    plain = mask_quotations(rest)
    evident = (
        permissive
        or how.cue
        or how.inferred
        or MASK in plain
        or (found.sure and (explicit or _may_be_said(found, plain)))
    )
    if not evident:
        return None
    return Statement(
        found.actors,
        rest,
        said_on=day or how.said_on,
        cue=how.cue,
        labelled=True,
        inferred=how.inferred,
    )


def _may_be_said(found: Speakers, words: str) -> bool:
    """Whether words behind a label may be somebody's: behind that of a body or a mere role, only a sentence.

    "Port Office: open from nine to five" tells something of the office.
    """
    named = any(isinstance(one, Person) and one.name for one in found.actors)
    return named or ends_sentence(words)


def _statement_naming_its_speaker(text: Text, recogniser: Recogniser) -> Statement | None:
    found = opening_statement(text, recogniser)
    return Statement(found.speakers, text, said_on=found.said_on, cue=found.cue) if found else None


def _opening_verb(plain: str, recogniser: Recogniser) -> tuple[str, int, int] | None:
    """Return the verb that a labelled text opens with and where it stands: "Also said", "Has warned"."""
    start = 0
    while phrase := recogniser.opening("before_cue", plain[start : start + 40]):
        start += len(phrase)
        while plain[start : start + 1] in (" ", ","):
            start += 1
    match = WORD.match(plain, start)
    lemma = recogniser.lemma_of(match.group()) if match else None
    return (lemma, match.start(), match.end()) if match and lemma else None
