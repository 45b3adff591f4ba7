"""Lexicons: labels, headings, words around dates and attribution verbs by language, as data.

`lexicons/` has one small file a language: labels, headings, words around dates. `lexicons/recognition/` has
what only the recognisers use. Other packages add files of languages that have none here. A language without a file prints, or is recognised, as English, and so does a label
that a file lacks; a label that English lacks is an error that names file and key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Collection, Container, Mapping
from typing import Any

from attrs import frozen

from briefkit.errors import LexiconError
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe
from briefkit.runtime.module_loading import OnDemand
from briefkit.runtime.plugins import Plugin, plugins_of

#: The group of entry points by which other packages add languages.
GROUP = "briefkit.languages"
#: Of a module for languages of other packages alone.
_read_lexicon: Callable[[Plugin, Mapping[str, Any]], dict[str, Any]] = OnDemand(
    "briefkit.lexicons.added_lexicons:read_lexicon"
)
FALLBACK = "en"
_FOLDER = os.path.dirname(__file__)  # pathlib would cost every import a tenth more


class Labels(dict[str, str]):
    """House labels by key; a key that is not there is told with the file that should have it."""

    def __missing__(self, key: str) -> str:
        raise LookupError(f"lexicons/{FALLBACK}.toml has no label {str(key)!r} under [labels]")


@frozen
class Lexicon:
    """Lexicon of one language: labels, section headings and date words.

    Attributes:
        language: The language, in BCP 47; with its script where the file is for that script alone.
        labels: What the house prints: by section kind, and for everything else that has a printed label.
        sections: Other wordings of a section's heading, by kind; "related", "authors", "sources",
            "corrections" among them.
        wordings: Other wordings of the label of a fact in the date line, by its key.
        layout: Words of the lines that stand around the text in the layouts of many houses, by group.
        dates: The words around dates, and whatever the CLDR does not know of how they are written.
    """

    language: str
    labels: Mapping[str, str]
    sections: Mapping[str, tuple[str, ...]]
    wordings: Mapping[str, tuple[str, ...]]
    layout: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, Any]


@frozen
class Recognition:
    """Recognition lexicon of one language: attribution verbs and lists of words.

    Attributes:
        language: The language, in BCP 47.
        verbs: Attribution verbs: the lemma, and its other forms.
        function_words: Words beside a speaker, a cue or a date that say nothing.
        lists: Every other list of words.
    """

    language: str
    verbs: Mapping[str, tuple[str, ...]]
    function_words: frozenset[str]
    lists: Mapping[str, Any]


@cached(1024, max_length=200)
def lexicon(language: str) -> Lexicon:
    """Lexicon of a language (BCP 47) in its script; the English one where there is none.

    Raises:
        LexiconError: Another package adds the language, and its lexicon cannot be used.
    """
    own = _names("")
    return _lexicon(nearest(language, own) or nearest(language, added_languages()) or FALLBACK)


@cached(1024, max_length=200)
def recognition(language: str) -> Recognition:
    """Recognition lexicon of a language (BCP 47); the English one where there is none."""
    return _recognition(nearest(language, _names("recognition")) or FALLBACK)


@cached(1024, max_length=200)
def has_recognition(language: str) -> bool:
    """Whether there is a recognition lexicon of a language (BCP 47), in its script."""
    return nearest(language, recognised_languages()) is not None


def recognised_languages() -> frozenset[str]:
    """Languages with a recognition lexicon, in BCP 47."""
    return _names("recognition")


@cached(128)
def languages() -> tuple[str, ...]:
    """Languages with labels of their own, in BCP 47."""
    return tuple(sorted((*_names(""), *added_languages())))


@cached(128)
def own_script(language: str) -> str | None:
    """Script of a language that has a lexicon of briefkit's own, in ISO 15924; None for any other language.

    Such a language is told without the registry of language tags.
    """
    return str(_own(language)["script"]) if language in _names("") else None


@cached(1)
@fork_safe
def added_languages() -> Mapping[str, Plugin]:
    """Languages that other packages add, in BCP 47; none is loaded, and those of briefkit's own are taken."""
    return plugins_of(GROUP, "language", LexiconError, _names(""))


@fork_safe
def nearest(language: str, names: Container[str]) -> str | None:
    """Name for a language (BCP 47) among those of lexicons: zh-TW is zh-Hant, zh-SG is zh, iw is he.

    None where there is none, or only one in another script.
    """
    first = language.split("-")[0].lower()
    # English, and a bare language that has a file, need no registry of language tags.
    if first == FALLBACK or language in names:
        return first if first == FALLBACK else language
    from langcodes import Language  # 20 ms; what is printed in English needs no registry

    try:
        asked = Language.get(language)
        name, script = str(asked.language), asked.maximize().script
    except ValueError:  # langcodes.tag_parser.LanguageTagError
        return None
    if f"{name}-{script}" in names:
        return f"{name}-{script}"
    usual = name in names and Language.get(name).maximize().script == script
    return name if usual else None


@cached(128)
def _names(folder: str) -> frozenset[str]:
    files = os.listdir(os.path.join(_FOLDER, folder))
    return frozenset(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


@cached(128)
def _own(name: str) -> Mapping[str, Any]:
    """Return what the file of a lexicon of briefkit's own says."""
    return _data(f"{name}.toml")


@fork_safe
def _data(*path: str) -> dict[str, Any]:
    with open(os.path.join(_FOLDER, *path), "rb") as file:
        return tomllib.load(file)


@cached(128)
def _lexicon(name: str) -> Lexicon:
    added = None if name in _names("") else added_languages()[name]
    data = _read_lexicon(added, _own(FALLBACK)) if added else _own(name)
    return Lexicon(
        language=name,
        labels=Labels(
            data["labels"] if name == FALLBACK else {**_lexicon(FALLBACK).labels, **data["labels"]}
        ),
        sections={kind: tuple(names) for kind, names in data["sections"].items()},
        wordings={key: tuple(words) for key, words in data["wordings"].items()},
        layout={key: tuple(words) for key, words in data["layout"].items()},
        dates=data["dates"],
    )


@cached(128)
def _recognition(name: str) -> Recognition:
    data = _data("recognition", f"{name}.toml")
    return Recognition(
        language=name,
        verbs={lemma: tuple(forms) for lemma, forms in data["verbs"].items()},
        function_words=frozenset(data["function_words"]),
        lists=data["recognition"],
    )


def is_attribution(words: Collection[str], cue: str | None) -> bool:
    """Whether case-folded words all belong to an attribution in one language: verbs, dates, function words."""
    rest = [word for word in words if not (_is_number(word) or _is_form_of(word, cue))]
    return not rest or any(known.issuperset(rest) for known in _attribution_words())


@cached(1)
def _attribution_words() -> tuple[frozenset[str], ...]:
    """Return the words of attributions in each language."""
    known = [(_recognition(name), _lexicon(name).dates) for name in _names("recognition")]
    return tuple(
        frozenset(
            word.casefold().rstrip(".")
            for words in (
                one.function_words,
                dates.get("weekdays", ()),
                one.lists.get("days", ()),
                *dates.get("months", ()),
                *one.verbs.values(),
            )
            for word in words
        )
        for one, dates in known
    )


def _is_number(word: str) -> bool:
    """Whether a word is a number in digits or an ordinal: `2025`, `5th`."""
    return word[:1].isdigit() and word.lstrip("0123456789") in ("", "st", "nd", "rd", "th")


def _is_form_of(word: str, lemma: str | None) -> bool:
    """Whether a word is a regular form of a verb that no lexicon lists."""
    stem = (lemma or "").casefold().removesuffix("e")
    return (
        bool(stem)
        and word.startswith(stem)
        and word[len(stem) :] in ("", "e", "es", "ed", "ing", "s")
    )
