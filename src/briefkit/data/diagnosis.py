"""Diagnosis: plain data as a value of the model, with all that is wrong in it, each fault at its path.

It reads what the fast converter refuses, and anything that is no dict, list or plain value of exactly those classes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

import attrs
from attrs import define, field

from briefkit.data.base64 import base64_bytes
from briefkit.data.vocabulary import TAG_KEYS, tag, type_name
from briefkit.errors import (
    BriefkitError,
    ErrorCode,
    Fault,
    ModelError,
    ReadError,
    SchemaError,
    SchemaTypeError,
)
from briefkit.limits import Tally
from briefkit.limits.faults import Faults
from briefkit.limits.nesting import MAX_DEPTH, is_bounded, too_deep
from briefkit.model import Extra, Span, Text, When
from briefkit.model.extra import MAX_EXTRA_LEVELS, to_extra
from briefkit.model.paths import where_inside
from briefkit.model.walk import FIELD_TYPES
from briefkit.path_grammar import spelled_step
from briefkit.runtime.spelling import did_you_mean, likely


class Wrong(enum.Enum):
    """What stands in the place of a value that is wrong, and was told."""

    VALUE = enum.auto()


#: The one of them.
WRONG: Final = Wrong.VALUE


def diagnose(data: Any, kind: Any, faults: Faults) -> Any:
    """Return plain data as a value of one of the model's classes; WRONG where there are faults.

    Args:
        data: The data.
        kind: The class, or a union of some.
        faults: The collector of what is wrong.
    """
    try:
        return _Diagnosis(faults).value(data, kind, "")
    except ReadError as error:  # more values than are read
        faults.add_error(error)
        return WRONG


def diagnose_fields(data: Mapping[Any, Any], kind: type, faults: Faults) -> dict[str, Any]:
    """Return those fields that an object has and that are right, none of them held against another.

    Args:
        data: The object.
        kind: The class that has the fields.
        faults: The collector of what is wrong.
    """
    return _Diagnosis(faults).fields(data, kind, "")[0]


@define
class _Diagnosis:
    """Reader of data that goes on behind what is wrong.

    Attributes:
        faults: The collector of what is wrong.
        values: The number of values so far: what stands in several places counts in each.
        around: The objects and lists that what is read stands in, by identity.
        meant: The field that an unknown one seems to be, by its name and its class.
    """

    faults: Faults
    values: Tally = field(factory=lambda: Tally("values"))
    around: set[int] = field(factory=set)
    meant: dict[tuple[Any, type], str | None] = field(factory=dict)

    def tell(
        self,
        code: ErrorCode,
        message: str,
        path: str,
        remedy: str = "",
        *,
        place: str | None = None,
    ) -> Wrong:
        """Add a fault."""
        self.faults.add(Fault(code, message, path, remedy=remedy), place)
        return WRONG

    def tell_error(self, error: Exception, path: str, kind: type | None = None) -> Wrong:
        """Add what a constructor, a converter or a validator has against what stands at a path.

        Args:
            error: The error; a constructor's names a field as `Statement.cue`, or a place below.
            path: The path.
            kind: The class of what the error's place begins with; None where the path is the place.
        """
        if not isinstance(error, BriefkitError):
            return self.tell(ErrorCode.VALUE_INVALID, f"cannot stand here: {error}", path)
        for one in error.errors:
            below = where_inside(one.path, kind).replace(".spans[", "[") if kind else ""
            self.tell(ErrorCode(one.code), one.message, _below(path, below), one.remedy)
        return WRONG

    def value(self, data: Any, hint: Any, path: str) -> Any:
        """Return data as a value of a type; WRONG where that cannot be."""
        self.values.add()
        if data is WRONG or (type(data) is hint and attrs.has(hint)):
            return data  # as a picture that the reader of a file has put there
        if not isinstance(data, Mapping | list | tuple):
            return self.typed(data, hint, path)
        if id(data) in self.around:
            return self.tell(
                ErrorCode.DATA_CYCLIC, "holds itself", path, "give data without cycles"
            )
        if len(self.around) >= MAX_DEPTH:
            return self.tell_error(too_deep(), path)
        self.around.add(id(data))
        try:
            return self.typed(data, hint, path)
        finally:
            self.around.discard(id(data))

    def typed(self, data: Any, hint: Any, path: str) -> Any:
        if get_origin(hint) in (Union, UnionType):
            return self.of_union(data, get_args(hint), path)
        if get_origin(hint) is tuple:
            return self.entries(data, get_args(hint)[0], path)
        if hint is Text:
            return self.text(data, path)
        if hint is When:
            return self.attempt(lambda: When(data), path)
        if hint is Extra:
            return self.extra(data, path)
        if hint is bytes:
            return self.bytes(data, path)
        if hint is bool and type(data) is not bool:
            return self.mistyped(data, "true or false", path)
        if attrs.has(hint):
            return self.of_union(data, (hint,), path)
        if not is_bounded(data):  # nobody is to print it, or to walk over it
            return self.tell(ErrorCode.TYPE_WRONG, f"is {type_name(data)} without end", path)
        return data  # which its field converts and checks

    def attempt(self, make: Callable[[], Any], path: str) -> Any:
        try:
            return make()
        except Exception as error:  # whatever a strange value does to a constructor
            return self.tell_error(error, path)

    def mistyped(self, data: Any, wanted: str, path: str) -> Wrong:
        return self.tell(ErrorCode.TYPE_WRONG, f"is {type_name(data)}, not {wanted}", path)

    def extra(self, data: Any, path: str) -> Any:
        try:
            return to_extra(data)
        except ModelError as error:  # the first, whose place is a path within
            if not self.wrong_inside(data, path):  # too many, or too deep
                place = _below(path, error.where.removeprefix("."))
                self.tell(ErrorCode(error.code), error.what, place, error.remedy)
            return WRONG

    def wrong_inside(self, data: Any, path: str, level: int = 1) -> bool:
        """Tell of each key and value that the user's own fields cannot have; return whether there are any."""
        self.values.add()
        if level > MAX_EXTRA_LEVELS or data is WRONG:
            return data is WRONG  # which was told
        if isinstance(data, Mapping):
            keys = [self.unfit({key: None}, path) for key in data]
            steps = [
                (data[key], _below(path, spelled_step(str(key)).removeprefix("."))) for key in data
            ]
        elif isinstance(data, list | tuple) and level > 1:
            keys = []
            steps = [(one, f"{path}[{index}]") for index, one in enumerate(data)]
        else:
            return level > 1 and self.unfit({"value": data}, path)
        return any([*keys, *(self.wrong_inside(one, below, level + 1) for one, below in steps)])

    def unfit(self, fields: dict[Any, Any], path: str) -> bool:
        """Tell what is wrong with one field of the user's own; return whether anything is."""
        try:
            to_extra(fields)
        except ModelError as error:
            self.tell(ErrorCode(error.code), error.what, path, error.remedy)
            return True
        return False

    def bytes(self, data: Any, path: str) -> Any:
        try:
            return base64_bytes(data)
        except SchemaError as error:
            return self.tell_error(error, path)

    def text(self, data: Any, path: str) -> Any:
        if not isinstance(data, str | list | tuple):
            return self.mistyped(data, "a string or a list of spans", path)
        spans = data if isinstance(data, str) else self.entries(data, Span, path)
        return WRONG if spans is WRONG else self.attempt(lambda: Text(spans), path)

    def entries(self, data: Any, hint: Any, path: str) -> Any:
        if not isinstance(data, list | tuple):
            return self.mistyped(data, "a list", path)
        found = [self.value(one, hint, f"{path}[{index}]") for index, one in enumerate(data)]
        return WRONG if any(one is WRONG for one in found) else found

    def of_union(self, data: Any, kinds: tuple[Any, ...], path: str) -> Any:
        """Return data as one of some classes, which a tag tells apart where there are several."""
        if data is None and NoneType in kinds:
            return None
        if type(data) in kinds and attrs.has(type(data)):
            return data
        kinds = tuple(kind for kind in kinds if kind is not NoneType)
        if kinds[0] not in TAG_KEYS:
            build = self.made if _is_object(kinds[0]) else self.typed
            return build(data, kinds[0], path)
        if not isinstance(data, Mapping):
            return self.mistyped(data, "an object", path)
        key = TAG_KEYS[kinds[0]]
        names = {tag(kind): kind for kind in kinds}
        name = data.get(key)
        if not isinstance(name, str) or name not in names:
            return self.tell_error(wrong_tag(key, name, list(names)), path)
        return self.made({one: data[one] for one in data if one != key}, names[name], path)

    def made(self, data: Any, kind: type, path: str) -> Any:
        """Return an object as a value of a class, if all its fields are right."""
        if not isinstance(data, Mapping):
            return self.mistyped(data, "an object", path)
        values, right = self.fields(data, kind, path)
        if not right:
            return WRONG
        try:
            return kind(**values)
        except Exception as error:
            return self.tell_error(error, path, kind)

    def fields(self, data: Mapping[Any, Any], kind: type, path: str) -> tuple[dict[str, Any], bool]:
        """Return the fields that are right, and whether all are."""
        known = attrs.fields_dict(kind)
        meant = [self.unknown(name, kind, path) for name in data if name not in known]
        values, right = {}, not meant
        for name, its in known.items():
            if name in data:
                value = self.value(data[name], FIELD_TYPES[kind][name], _below(path, name))
                if value is not WRONG:
                    value = self.checked(value, its, kind, path)
                if value is not WRONG:
                    values[name] = value
                right &= value is not WRONG
            elif its.default is attrs.NOTHING:
                right = False
                if name not in meant:  # a name that is misspelt is one fault
                    self.tell(ErrorCode.FIELD_MISSING, f"missing field {name!r}", path)
        return values, right

    def unknown(self, name: Any, kind: type, path: str) -> str | None:
        """Tell of an unknown field, and return the name that it seems to be."""
        known = attrs.fields_dict(kind)
        if (name, kind) not in self.meant:  # one slip is often made a thousand times
            self.meant[name, kind] = likely(name, known)
        meant = self.meant[name, kind]
        remedy = did_you_mean(meant) or f"known are {', '.join(known)}"
        message = f"unknown field {name!r}"
        self.tell(ErrorCode.FIELD_UNKNOWN, message, path, remedy, place=_below(path, str(name)))
        return meant

    def checked(self, value: Any, its: attrs.Attribute[Any], kind: type, path: str) -> Any:
        """Return a value as its field has it."""
        convert: Any = its.converter
        if convert is not None:
            value = self.attempt(lambda: convert(value), _below(path, its.name))
        if value is not WRONG and its.validator is not None:
            try:
                its.validator(object.__new__(kind), its, value)  # which looks at its class alone
            except Exception as error:
                return self.tell_error(error, path, kind)
        return value


def _is_object(kind: Any) -> bool:
    return attrs.has(kind) and kind not in (Text, When)


def _below(path: str, step: str) -> str:
    return f"{path}{step}" if step.startswith("[") else f"{path}.{step}".strip(".")


def wrong_tag(key: str, name: Any, allowed: list[str]) -> SchemaError:
    """Return the error for a value whose tag is missing, unknown, or of a class that cannot stand there."""
    choice = f"use {' or '.join(allowed)}"
    if name is None:
        what = f"missing field {key!r}"
        return SchemaError(what, remedy=choice, code=ErrorCode.FIELD_MISSING)
    if not isinstance(name, str):
        what = f"{key} is {type_name(name)}, not a string"
        return SchemaTypeError(what, remedy=choice)
    code = ErrorCode.KIND_UNKNOWN
    if name in [tag(kind) for kind, its_key in TAG_KEYS.items() if its_key == key]:
        return SchemaError(f"{key} {name!r} cannot stand here", remedy=choice, code=code)
    remedy = did_you_mean(likely(name, allowed)) or choice
    return SchemaError(f"unknown {key} {name!r}", remedy=remedy, code=code)
