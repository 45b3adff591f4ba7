"""Extra: fields of a user's own, as a frozen mapping of JSON values, which briefkit carries and never reads."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeAlias

from briefkit.errors import ModelError, ModelTypeError
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.path_grammar import spelled_step
from briefkit.runtime.module_loading import OnDemand

#: What a field of a user's own may hold; lists are tuples, objects are mappings of the same kind.
JSONValue: TypeAlias = "bool | int | float | str | tuple[JSONValue, ...] | Extra | None"

#: The levels of lists and objects, the fields themselves being the first.
MAX_EXTRA_LEVELS = 10
#: The characters of all strings and keys, a value counting as one more.
MAX_EXTRA_CHARACTERS = 100_000
#: The greatest whole number that every reader of JSON keeps exactly (RFC 8259, 6).
MAX_EXTRA_NUMBER = 2**53

_BREAKS = frozenset("\t\n\r")
# Most briefs have none.
_json_of: Callable[..., str] = OnDemand("json:dumps")


class Extra(Mapping[str, JSONValue]):
    """Fields of a user's own: a frozen mapping of JSON values, its keys in order.

    It is made of None, bool, int up to 2**53, finite float and str by their keys, and of lists and mappings of them;
    lists become tuples. It has ten levels and 100,000 characters at most. Two are equal where their JSON is: 1, 1.0
    and True are three values. A mapping of another class is equal to it where it would make an equal one.

    Raises:
        ModelError: A value that JSON does not have, or too much; `where` is its path.

    Example:
        >>> extra = bk.Extra({"risk": [2, 2.0], "desk": "Oslo"})
        >>> extra
        {'desk': 'Oslo', 'risk': (2, 2.0)}
        >>> extra == {"desk": "Oslo", "risk": [2, 2]}
        False
    """

    __slots__ = ("_json", "_values")
    _json: str
    _values: dict[str, JSONValue]

    def __init__(self, values: Mapping[str, object] = {}) -> None:  # which nobody changes
        try:
            made = to_extra(values)
        except ModelError as error:
            error.where = f"Extra{error.where}"
            raise
        _fill(self, made._values)

    def __getitem__(self, key: str) -> JSONValue:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Extra):
            return self._json == other._json
        if not isinstance(other, Mapping):
            return NotImplemented
        try:
            return self == to_extra(other)
        except ModelError:
            return False

    def __hash__(self) -> int:
        return hash(self._json)

    def __repr__(self) -> str:
        return repr(self._values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Extra is frozen: make another one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("Extra is frozen: make another one")

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, object]]]:
        return Extra, (self.to_dict(),)

    def to_dict(self) -> dict[str, object]:
        """Return the fields as a dict of what `json` takes: lists are lists again."""
        return {key: _thawed(value) for key, value in self._values.items()}


def to_extra(values: Mapping[str, object]) -> Extra:
    """Return a mapping as fields of a user's own; an error names the place within.

    Raises:
        ModelError: As for `Extra`.
    """
    if type(values) is Extra:
        return values
    if not isinstance(values, Mapping):
        raise ModelTypeError(
            f"is {type(values).__name__}, not a mapping", remedy="write {name: value}"
        )
    return _Freezer().mapping(values, "", 1)


class _Freezer:
    """What freezes values, and counts their characters."""

    def __init__(self) -> None:
        self._characters = 0

    def mapping(self, values: Mapping[Any, object], path: str, level: int) -> Extra:
        self._descend(path, level)
        for key in values:
            if type(key) is not str:
                what = f"has the key {key!r}, which is {type(key).__name__}, not str"
                raise ModelTypeError(what, where=path)
            self._check_words(key, path)
        extra: Extra = object.__new__(Extra)
        _fill(
            extra,
            {
                key: self._value(values[key], path + spelled_step(key), level)
                for key in sorted(values)
            },
        )
        return extra

    def _value(self, value: object, path: str, level: int) -> JSONValue:
        self._count(1, path)
        kind = type(value)
        if value is None or kind is bool:
            return value  # type: ignore[return-value]  # one of those
        if kind is str:
            self._check_words(value, path)  # type: ignore[arg-type]  # a string
            return value  # type: ignore[return-value]
        if isinstance(value, Mapping):
            return self.mapping(value, path, level + 1)
        if isinstance(value, list | tuple):
            self._descend(path, level + 1)
            return tuple(
                self._value(one, f"{path}[{index}]", level + 1) for index, one in enumerate(value)
            )
        return _number(value, path)

    def _descend(self, path: str, level: int) -> None:
        if level > MAX_EXTRA_LEVELS:
            raise ModelError(f"nests deeper than {MAX_EXTRA_LEVELS} levels", where=path)

    def _count(self, characters: int, path: str) -> None:
        self._characters += characters
        if self._characters > MAX_EXTRA_CHARACTERS:
            raise ModelError(
                f"has more than {MAX_EXTRA_CHARACTERS:,} characters in all",
                where=path,
                remedy="keep it elsewhere, and its address here",
            )

    def _check_words(self, words: str, path: str) -> None:
        self._count(len(words), path)
        refused = (one[0] for one in REFUSED_CHARACTER.finditer(words))
        character = next((one for one in refused if one not in _BREAKS), None)
        if character is not None:
            what = f"has U+{ord(character):04X}, which is no character of a text"
            raise ModelError(what, where=path, remedy="take it out")


def _number(value: object, path: str) -> int | float:
    if type(value) is int:
        if abs(value) <= MAX_EXTRA_NUMBER:
            return value
        what = f"is beyond {MAX_EXTRA_NUMBER}, and not every reader keeps it"
        raise ModelError(what, where=path, remedy="write it as words")
    if type(value) is float:
        if math.isfinite(value):
            return value
        what = f"is {value}, which JSON does not have"
        raise ModelError(what, where=path, remedy="write None, or words")
    raise ModelTypeError(
        f"is {type(value).__name__}, which JSON does not have",
        where=path,
        remedy="write None, a bool, int, float or str, or a list or mapping of them",
    )


def _fill(extra: Extra, values: dict[str, JSONValue]) -> None:
    object.__setattr__(extra, "_values", values)
    plain = {key: _thawed(value) for key, value in values.items()}
    text = _json_of(plain, ensure_ascii=False) if plain else "{}"
    object.__setattr__(extra, "_json", text)


def _thawed(value: JSONValue) -> Any:
    if isinstance(value, Extra):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_thawed(one) for one in value]
    return value


#: No fields of one's own.
NO_EXTRA: Extra = to_extra({})
