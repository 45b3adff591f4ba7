"""Time that grows no faster than what is written or read: work is counted, seconds are not."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import pytest

import briefkit
from briefkit import model
from briefkit.formats import FORMATS
from briefkit.formats.html.writing import picture_addresses
from briefkit.formats.pdf.replaced_glyphs import sign_pattern
from briefkit.formats.pdf.typst.run_data import _BREAKS
from briefkit.language import dates, days
from briefkit.language.identifiers import _word
from briefkit.language.spacing import whole_words
from briefkit.lexicons import languages
from briefkit.lower.facts_in_words import _unlisted
from briefkit.model.stretches import _spaced_letter
from briefkit.model.string_rules import _REFUSED
from briefkit.model.walk import walk
from briefkit.recognise.prose.grammar import grammar_of
from briefkit.recognise.prose.unspaced import _patterns as unspaced_patterns
from briefkit.recognise.recogniser import recogniser_for
from briefkit.runtime import terminal
from briefkit.style import text_widths, unbroken_pieces
from support.regex_steps import Counter, grows
from support.stretched import rule_of, stretched
from support.work import KINDS, LENGTHS, grows_faster

SOURCE = Path(briefkit.__file__).parent
#: How each method of a pattern, or function of `re`, goes over words.
HOW = {
    "match": "match",
    "fullmatch": "fullmatch",
    **dict.fromkeys(("search", "finditer", "findall", "sub", "subn", "split"), "search"),
}
EVERY_WAY = ("search", "match", "fullmatch")


# Every pattern of the package


def _grammars() -> Iterator[tuple[re.Pattern[str], str]]:
    for language in languages():
        grammar = dates._grammar(language)
        yield from ((part, "fullmatch") for part in grammar.parts)
        yield from ((grammar.finder, how) for how in ("search", "match"))
        yield grammar.joint, "search"


#: The functions that make patterns when they are called → those patterns, and how they are used.
MADE: Mapping[str, Callable[[], Iterable[tuple[re.Pattern[Any], str]]]] = {
    "formats/pdf/replaced_glyphs.py sign_pattern": lambda: (
        (sign_pattern(("\U0001f44b", "\U0001f44b\U0001f3fd", "ab", "a")), "search"),
    ),
    "formats/pdf/typst/run_data.py pieces": lambda: (
        (re.compile(rf"[^{_BREAKS}]{{{least},}}"), "search") for least in (1, 20)
    ),
    "language/dates.py _grammar": _grammars,
    "language/days.py _pattern": lambda: (
        (form, "search") for one in languages() for form in days._forms(one)
    ),
    "language/days.py _in_figures": lambda: (
        (days._in_figures(dt.date(2026, 7, day)), "search") for day in (7, 17)
    ),
    "language/spacing.py whole_words": lambda: (
        (whole_words("Jonas Wirth", one), "search") for one in ("en", "zh")
    ),
    "lower/facts_in_words.py _unlisted": lambda: (
        (_unlisted("sagen", one), "search") for one in ("de", "zh")
    ),
    "model/stretches.py _spaced_letter": lambda: ((_spaced_letter(), "match"),),
    "language/identifiers.py _word": lambda: ((_word(), "search"),),
    "formats/html/writing/picture_addresses.py _not_in_address": lambda: (
        (picture_addresses._not_in_address(), "search"),
    ),
    "runtime/terminal.py _signs": lambda: ((terminal._signs(), "search"),),
    "style/text_widths.py _broad_script": lambda: ((text_widths._broad_script(), "match"),),
    "style/text_widths.py _joined": lambda: ((text_widths._joined(), "search"),),
    "style/unbroken_pieces.py _stretch": lambda: (
        (unbroken_pieces._stretch(), "search"),
        (unbroken_pieces._stretch(), "fullmatch"),
    ),
    "style/unbroken_pieces.py square_pattern": lambda: (
        (unbroken_pieces.square_pattern(), "match"),
    ),
    "style/unbroken_pieces.py unspaced_pattern": lambda: (
        (unbroken_pieces.unspaced_pattern(), "match"),
    ),
    "style/unbroken_pieces.py _piece": lambda: ((unbroken_pieces._piece(), "search"),),
    "recognise/prose/unspaced.py _patterns": lambda: (
        (one, "search") for one in unspaced_patterns(grammar_of(recogniser_for("zh")))
    ),
    "recognise/recogniser.py according_to": lambda: (
        (recogniser_for(one).according_to, "search") for one in languages()
    ),
    "recognise/recogniser.py author_joints": lambda: (
        (recogniser_for(one).author_joints, "search") for one in languages()
    ),
    # Of a lexicon of another package, whose forms of dates become part of a grammar: it is trusted, as its code is.
    "lexicons/added_lexicons.py _wrong_pattern": lambda: (),
    "model/string_rules.py check_characters": lambda: (
        (re.compile(one), "match") for one in _REFUSED
    ),
}


@attrs.frozen
class _File:
    """What a module's source says of patterns.

    Attributes:
        name: Its path in the package.
        made: Patterns that are written out in a call inside a function, and how they are used.
        makers: Functions that make patterns of something else.
        used: How each name is used as a pattern.
    """

    name: str
    made: tuple[tuple[re.Pattern[Any], str], ...]
    makers: frozenset[str]
    used: Mapping[str, frozenset[str]]


@cache
def _files() -> tuple[_File, ...]:
    return tuple(_read(path) for path in sorted(SOURCE.rglob("*.py")))


def _read(path: Path) -> _File:
    name = path.relative_to(SOURCE).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    made: list[tuple[re.Pattern[Any], str]] = []
    makers: set[str] = set()
    used: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=method)) if (
                owner != "re" and method in HOW
            ):
                used.setdefault(owner, set()).add(HOW[method])
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=method)) if (
                    method == "compile" or method in HOW
                ):
                    first, *rest = node.args
                    if method != "compile" and isinstance(first, ast.Constant):
                        flags = [one for one in rest if ast.unparse(one).startswith("re.")]
                        flag = getattr(re, flags[0].attr) if flags else 0  # type: ignore[attr-defined]  # re.X
                        made.append((re.compile(first.value, flag), HOW[method]))
                    else:
                        makers.add(f"{name} {function.name}")
    return _File(
        name,
        tuple(made),
        frozenset(makers),
        {one: frozenset(ways) for one, ways in used.items()},
    )


def _held(value: Any) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns that a module holds under a name."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _held(one)
    elif isinstance(value, Mapping):
        yield from _held([*value.keys(), *value.values()])
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _held(getattr(value, field.name))


@cache
def _patterns() -> Mapping[tuple[re.Pattern[Any], str], str]:
    """Return each pattern and how it is used, with the place that it is from."""
    found: dict[tuple[re.Pattern[Any], str], str] = {}
    for file in _files():
        if file.name == "__main__.py":
            continue
        dotted = file.name.removesuffix(".py").replace("/", ".").removesuffix("__init__")
        module = import_module(f"briefkit.{dotted}".rstrip("."))
        for name, value in vars(module).items():
            ways = file.used.get(name) or EVERY_WAY
            if not isinstance(value, type) and not name.startswith("__"):
                found |= {(one, way): f"{file.name} {name}" for one in _held(value) for way in ways}
        found |= dict.fromkeys(file.made, file.name)
    for place, made in MADE.items():
        found |= dict.fromkeys(made(), place)
    return found


def test_every_pattern_is_known() -> None:
    assert {maker for file in _files() for maker in file.makers} == MADE.keys()
    assert len(_patterns()) > 150


@pytest.mark.parametrize("how", [*EVERY_WAY[1:], pytest.param("search", marks=pytest.mark.long)])
def test_patterns_take_linear_time(how: str) -> None:
    slow = {
        place: f"{pattern.pattern!r}: {what}"
        for (pattern, way), place in _patterns().items()
        if way == how and (what := grows(pattern, how))
    }
    assert not slow


# That this would be noticed


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        (r"[^\W_](?: ?[\w.;/+()’-]+)*", "fullmatch"),  # a scalar of YAML that is plain
        (r"(a+)+b", "match"),
        (r"(a|aa)+b", "match"),
        (r"(?:a*)*b", "match"),
        (r"\w+\s*,?\s*\w+;", "match"),
        (r"x\d*\d*$", "match"),
        (r"^\s+|\s+$", "search"),
        (r"\[[^\]]+\]\(", "search"),
        (r"/\*.*?\*/", "search"),
        (r"<script\b[^>]*\bid=.*?</script>", "search"),
        (r"#(?=#*$)", "search"),
        (r"begin(a|b)(.*?)end\1", "search"),
        (r"# +(.*?)(?: +#+)?", "fullmatch"),
    ],
)
def test_a_slow_pattern_is_noticed(pattern: str, how: str) -> None:
    assert grows(re.compile(pattern), how)


def test_the_counter_matches_as_re_does() -> None:
    for pattern, how in _patterns():
        counter = Counter(pattern, whole=True)
        text = isinstance(pattern.pattern, str)
        strings = () if counter.bounded else islice(counter.strings(), 0, 200, 7)
        for start, middle, end in strings:
            words = start + middle * 3 + end
            if how == "search":
                expected = [
                    one.span()
                    for one in pattern.finditer(words if text else words.encode("latin-1"))
                ]
            else:
                one = getattr(pattern, how)(words if text else words.encode("latin-1"))
                expected = [one.span()] if one else []
            assert counter.run(words, how, 1_000_000) == expected, (pattern.pattern, words)


# Every string of a brief, in every format


@pytest.mark.long
@pytest.mark.parametrize("format", [name for name, one in FORMATS.items() if one.write])
def test_writing_and_reading_take_linear_work(format: str) -> None:
    # A PDF takes as much as all others together, and breaks lines and pages from some length on only.
    kinds, most = (["words"], 3.2) if format == "pdf" else (list(KINDS), 2.6)
    ran = subprocess.run(
        [sys.executable, "-m", "support.work", format, *kinds],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    counts = dict(json.loads(line) for line in ran.stdout.splitlines())
    assert list(counts) == kinds, f"the next one has no end, or fails: {ran.stderr}"
    assert {kind: count for kind, count in counts.items() if grows_faster(count, most)} == {}


def test_every_string_is_stretched() -> None:
    words = (KINDS["words"] * LENGTHS[0]).strip(" ")
    classes: list[Any] = [getattr(model, name) for name in model.__all__]
    strings = {
        (one.__name__, field.name)
        for one in classes
        if attrs.has(one) and one is not model.When
        for field in attrs.fields(one)
        if re.search(r"\b(str|Text)\b", str(field.type))
    }
    held = {
        (type(part).__name__, field.name)
        for _, part in walk(stretched(words))
        if attrs.has(kind := type(part))
        for field in attrs.fields(kind)
        if any(len(one) >= len(words) for one in _strings(getattr(part, field.name)))
    }
    fixed = {
        (name, field)
        for name, field in strings
        if len(rule_of(getattr(model, name), field)(words)) < len(words)
    }
    assert strings - fixed == held & strings
    assert {name for _, name in fixed} == {
        *("country", "id", "language", "orcid", "original_language", "sha256")
    }


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str | model.Text):
        yield str(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)


def test_work_that_grows_faster_is_noticed() -> None:
    fixed, each = 100_000, 300
    assert not grows_faster([fixed, fixed, fixed])
    assert not grows_faster([fixed + each * length for length in LENGTHS])
    assert grows_faster([fixed + each * length + length**2 for length in LENGTHS])
    assert grows_faster([fixed + each * length + 2 ** (length // 20) for length in LENGTHS])
