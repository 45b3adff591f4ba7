"""Grammar: what a word can be in a sentence, as far as the lexicon of a language tells it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from briefkit.lexicons import recognition
from briefkit.recognise.recogniser import Recogniser, recogniser_for
from briefkit.recognise.words import fold
from briefkit.runtime.caching import cached

# What a word can be: one bit each, for a word can be several and each word of a text is asked.
CUE = 1 << 0  # a form of an attribution verb
HAVE = 1 << 1  # "has" before a participle
BE = 1 << 2  # "is" before a participle
DO = 1 << 3  # "did"
MODAL = 1 << 4  # "would"
NEGATION = 1 << 5  # "not"
ADVERB = 1 << 6  # what stands between a speaker and the verb
SUBORDINATOR = 1 << 7  # opens a clause: "that", "because"
CONJUNCTION = 1 << 8  # "but"
JOINT = 1 << 9  # "and"
RELATIVE = 1 << 10  # "who"
PREPOSITION = 1 << 11
DETERMINER = 1 << 12  # "the", "several"
PRONOUN = 1 << 13  # "she", and all that stand for a noun
TIME = 1 << 14  # "Monday", "year"
PERSONS = 1 << 15  # nouns of persons: "spokesman", "officials"
BODY = 1 << 16  # nouns of bodies: "ministry"
DOCUMENT = 1 << 17  # "report", "poll"
UNREAL = 1 << 18  # opens a clause in which nothing is said yet: "if"
TITLE = 1 << 19  # what stands before a name: "Mr.", "Sen."
PARTICLE = 1 << 20  # small words inside names
NO_NAME = 1 << 21  # capitalised at the start of a sentence, and no name
INFINITIVE = 1 << 22  # "to"
AGENT = 1 << 23  # "by", before who did it
NOTHING = 1 << 24  # verbs that say that nothing was said: "declined"
COMPARISON = 1 << 25  # "as", before who said it
POSTMODIFIER = 1 << 26  # behind a noun: "released", "familiar"
POSSESSIVE = 1 << 28  # "Calder's"
PHRASE = 1 << 27  # opens what names a speaker without a verb: "according"

_GROUPS = {
    "have_forms": HAVE,
    "be_forms": BE,
    "do_forms": DO,
    "modals": MODAL,
    "negations": NEGATION,
    "before_cue": ADVERB,
    "adverbs": ADVERB,
    "subordinators": SUBORDINATOR,
    "unreal_subordinators": UNREAL | SUBORDINATOR,
    "conjunctions": CONJUNCTION,
    "joint": JOINT,
    "relatives": RELATIVE,
    "prepositions": PREPOSITION,
    "other_prepositions": PREPOSITION,
    "articles": DETERMINER,
    "determiners": DETERMINER,
    "numerals": DETERMINER,
    "pronouns": PRONOUN,
    "other_pronouns": PRONOUN,
    "days": TIME,
    "time_words": TIME,
    "roles": PERSONS,
    "person_nouns": PERSONS,
    "organisation_heads": BODY,
    "body_nouns": BODY,
    "documents": DOCUMENT,
    "honorifics": TITLE,
    "particles": PARTICLE,
    "not_names": NO_NAME,
    "infinitive": INFINITIVE,
    "agent": AGENT,
    "verbs_of_nothing": NOTHING,
    "comparison": COMPARISON,
    "postmodifiers": POSTMODIFIER,
}


@frozen(eq=False)
class Grammar:
    """Grammar of one language.

    Attributes:
        recogniser: The recogniser of the language.
        kinds: What each known word can be, folded and without a full stop.
        adverb_endings: Endings of words that say how: "ly".
        participle_endings: Endings of verbs without a subject of their own: "ing".
        before_participle: What stands before such a form of who speaks: "quoted as".
        past_endings: Endings of verbs in the past: "ed".
        possessive_endings: Endings of nouns whose something is named: "'s".
        cue_phrases: Lemmas of verbs that report only before a certain word, by both: "put it".
        according_to: The phrases that name a speaker without a verb, as words, by their first word.
        word_order: Where the verb stands: "" before or behind its speaker, as in English; "verb-second" as in German,
            "verb-first" as in Arabic, "unspaced" where words have no spaces between them.
        adjective_endings: Endings of what may stand between an article and a noun, where nouns have capitals.
        elided: Words that lost their last vowel before another, with the apostrophe: "l'".
        enclitics: Pronouns that a hyphen joins to the verb before them: "dit-elle".
        inverts_auxiliary: Whether an auxiliary may stand before the verb and its speaker: "a affirmé la ministre".
        joined_prefixes: Letters that are words of their own before a verb: the Arabic "and".
    """

    recogniser: Recogniser
    kinds: dict[str, int]
    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    before_participle: frozenset[str]
    past_endings: tuple[str, ...]
    possessive_endings: tuple[str, ...]
    cue_phrases: dict[tuple[str, str], str]
    according_to: dict[str, list[tuple[str, ...]]]
    word_order: str
    adjective_endings: tuple[str, ...]
    elided: frozenset[str]
    enclitics: frozenset[str]
    inverts_auxiliary: bool
    joined_prefixes: frozenset[str]

    def lemma_at(self, words: list[str], index: int) -> str | None:
        """Return the lemma of the cue at a place; None where the word after it makes it none."""
        lemma = self.recogniser.words.lemmas.get(words[index])
        if lemma or index + 1 >= len(words):
            return lemma
        return self.cue_phrases.get((words[index], words[index + 1]))

    def says_nothing(self, words: list[str], index: int) -> bool:
        """Whether a verb and the words behind it report nothing: "called off", "said nothing of"."""
        return any(
            self.lists("phrases_of_nothing", " ".join(words[index : index + count]))
            for count in (2, 3)
        )

    def lists(self, group: str, word: str) -> bool:
        """Whether a group of the lexicon, if it has one of this name, lists a folded word."""
        return word in self.recogniser.words.sets.get(group, ())

    def phrases(self, group: str) -> tuple[str, ...]:
        """Return the phrases of a group, the longest first; none where the lexicon has no such group."""
        return self.recogniser.words.phrases.get(group, ())


def grammar_of(recogniser: Recogniser) -> Grammar:
    """Return the grammar of a recogniser's language."""
    return _grammar(recogniser.language)


@cached(128, max_length=200)
def _grammar(language: str) -> Grammar:
    recogniser = recogniser_for(language)
    words = recogniser.words
    kinds: dict[str, int] = {}
    for name, bit in _GROUPS.items():
        _add(kinds, words.phrases.get(name, ()), bit)
    for form, lemma in words.lemmas.items():
        _add(kinds, (form,), NOTHING if lemma in words.sets.get("verbs_of_nothing", ()) else CUE)
    cue_phrases = {}
    for phrase, lemma in recognition(language).lists.get("cue_phrases", {}).items():
        first, _, second = fold(phrase).partition(" ")
        cue_phrases[first, second] = lemma
        _add(kinds, (first,), CUE)
    according_to: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words.phrases.get("according_to", ()):
        first, *rest = phrase.split()
        according_to.setdefault(first, []).append((first, *rest))
        _add(kinds, (first,), PHRASE)
    return Grammar(
        recogniser,
        kinds,
        words.phrases.get("adverb_endings", ()),
        words.phrases.get("verbal_noun_endings", ()),
        words.sets.get("before_verbal_noun", frozenset()),
        words.phrases.get("past_endings", ()),
        words.phrases.get("possessive_endings", ()),
        cue_phrases,
        according_to,
        next(iter(words.phrases.get("word_order", ())), ""),
        words.phrases.get("adjective_endings", ()),
        words.sets.get("elided", frozenset()),
        words.sets.get("enclitics", frozenset()),
        bool(words.sets.get("inverted_auxiliaries")),
        words.sets.get("joined_prefixes", frozenset()),
    )


def _add(kinds: dict[str, int], words: Iterable[str], bit: int) -> None:
    for word in words:
        key = word.rstrip(".")
        kinds[key] = kinds.get(key, 0) | bit
