"""Caching: every cache of the package is bounded, in number and in the length of what it keeps."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefkit
from briefkit.errors import ModelError
from briefkit.model.string_rules import check_language
from briefkit.runtime.caching import cached

SOURCE = Path(briefkit.__file__).parent


def caches_of_python(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "functools":
            yield from (one.name for one in node.names if one.name in ("cache", "lru_cache"))
        elif isinstance(node, ast.Attribute) and node.attr in ("cache", "lru_cache"):
            yield node.attr


def test_every_cache_is_a_bounded_one() -> None:
    users = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if list(caches_of_python(ast.parse(path.read_text())))
    }
    assert users == {"runtime/caching.py"}


def test_what_is_short_is_worked_out_once_and_what_is_long_each_time() -> None:
    calls = []

    @cached(4, max_length=3)
    def doubled(words: str) -> str:
        calls.append(words)
        return words * 2

    assert [doubled(words) for words in ("abc", "abc", "abcd", "abcd")] == ["abcabc"] * 2 + [
        "abcdabcd"
    ] * 2
    assert calls == ["abc", "abcd", "abcd"]


def test_no_more_is_kept_than_is_said() -> None:
    calls = []

    @cached(2)
    def same(number: int) -> int:
        calls.append(number)
        return number

    for number in (1, 2, 3, 1):
        same(number)
    assert calls == [1, 2, 3, 1]


def test_a_language_tag_without_end_is_none() -> None:
    tag = "en-x-" + "-".join(["a"] * 47)
    assert check_language(tag, "language") == tag
    with pytest.raises(ModelError):
        check_language(tag + "-aa", "language")
