"""Languages of other packages: lexicon files that entry points name, checked when their language is asked for.

A package adds a language by an entry point of the group `briefkit.languages` whose name is the language, in BCP 47, and
which names the package in whose folder the lexicon stands: `no.toml`::

    [project.entry-points."briefkit.languages"]
    no = "briefkit_norwegian"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from briefkit.runtime.plugins import Plugin

_TABLES = ("labels", "sections", "wordings", "layout", "dates")
#: What a key of [dates] holds, by the name of the check.
_DATE_KEYS = {
    **dict.fromkeys(("approximate", "uncertain", "both"), "templates"),
    **dict.fromkeys(("at", "before_year", "ordinals", "own", "weekdays"), "words"),
    "first": "word",
    "interval": "word",
    "joint": "pattern",
    "forms": "patterns",
    "spaced": "flag",
    "months": "months",
    "print": "table",
}
#: The places in a form of a date, each of which becomes a regular expression.
_PLACE = re.compile(r"\{(?:day|last|month|number|year)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: What a language that the CLDR does not know has to have for its dates.
_OWN_DATES = ("months", "weekdays", "forms", "print", "interval")


def read_lexicon(plugin: Plugin, english: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of the lexicon of another package.

    Args:
        plugin: The plugin.
        english: The tables of the English lexicon, which say what labels, sections and places there are.

    Raises:
        LexiconError: There is no such file, it is no TOML, or it holds what no lexicon has.
    """
    path = plugin.file(".toml")
    try:
        with open(path, "rb") as file:
            tables = tomllib.load(file)
    except (OSError, ValueError) as error:
        raise plugin.refusal(str(error), where=path) from error
    tables.pop("script", None)  # briefkit's own files say it; that of another language is looked up
    wrong = _wrong(tables, english)
    if wrong:
        raise plugin.refusal(wrong, where=path)
    return {name: tables.get(name, {}) for name in _TABLES} | {"dates": _dates(tables, english)}


def _dates(tables: Mapping[str, Any], english: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words around dates; what a printed date cannot do without is English where it is missing."""
    needed = ("approximate", "uncertain", "both")
    return {**{name: english["dates"][name] for name in needed}, **tables.get("dates", {})}


def _wrong(tables: Mapping[str, Any], english: Mapping[str, Any]) -> str:
    """Return what is wrong with a lexicon; "" where nothing is."""
    for name, table in tables.items():
        if name not in _TABLES:
            return f"{name} is none of {', '.join(_TABLES)}"
        if not isinstance(table, dict):
            return f"{name} is no table"
        check: Callable[[str, Any, Mapping[str, Any]], str] = {
            "labels": _wrong_label,
            "sections": _wrong_section,
            "wordings": _wrong_wording,
            "layout": _wrong_layout,
            "dates": _wrong_date,
        }[name]
        for key, value in table.items():
            wrong = check(key, value, english)
            if wrong:
                return f"{name}.{key} {wrong}"
    dates = tables.get("dates", {})
    missing = [key for key in _OWN_DATES if "own" in dates and key not in dates]
    return f"dates.own needs {', '.join(missing)}" if missing else ""


def _wrong_label(key: str, value: Any, english: Mapping[str, Any]) -> str:
    if key not in english["labels"]:
        return "is no label of English"
    if not isinstance(value, str) or not value or _CONTROL.search(value):
        return "is no words on one line"
    places = _places(english["labels"][key])
    return "" if _places(value) == places else f"has other places than {english['labels'][key]!r}"


def _wrong_section(key: str, value: Any, english: Mapping[str, Any]) -> str:
    if key not in english["sections"]:
        return f"is none of {', '.join(english['sections'])}"
    return "" if _are_words(value) else "is no list of words"


def _wrong_wording(key: str, value: Any, english: Mapping[str, Any]) -> str:
    if key not in english["wordings"]:
        return f"is none of {', '.join(english['wordings'])}"
    return "" if _are_words(value) else "is no list of words"


def _wrong_layout(key: str, value: Any, english: Mapping[str, Any]) -> str:
    if key not in english["layout"]:
        return f"is none of {', '.join(english['layout'])}"
    return "" if _are_words(value) else "is no list of words"


def _wrong_date(key: str, value: Any, english: Mapping[str, Any]) -> str:
    match _DATE_KEYS.get(key):
        case "word":
            return "" if isinstance(value, str) else "is no words"
        case "words":
            return "" if _are_words(value) else "is no list of words"
        case "templates":
            right = _are_words(value) and all(_places(one) == ["date"] for one in value)
            return "" if value and right else "is no list of words with the place {date}"
        case "pattern":
            return _wrong_pattern(value)
        case "patterns":
            return (
                next(filter(None, map(_wrong_pattern, value)), "")
                if _are_words(value)
                else "is no list of words"
            )
        case "flag":
            return "" if isinstance(value, bool) else "is not true or false"
        case "months":
            right = isinstance(value, list) and len(value) == 12 and all(map(_are_words, value))
            return "" if right and all(value) else "is no list of twelve lists of names"
        case "table":
            right = isinstance(value, dict) and sorted(value) == sorted(english["dates"]["print"])
            return (
                "" if right and _are_words([*value.values()]) else "has other keys than in English"
            )
        case _:
            return f"is none of {', '.join(_DATE_KEYS)}"


def _wrong_pattern(value: Any) -> str:
    try:
        re.compile(_PLACE.sub("x", value))
    except (re.error, TypeError) as error:
        return f"is no regular expression: {error}"
    return ""


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def _places(words: str) -> list[str]:
    """Return the places of a template; what is no template has one that no other has."""
    try:
        return sorted(name for _, name, _, _ in Formatter().parse(words) if name is not None)
    except ValueError:
        return [words]
