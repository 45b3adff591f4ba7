"""Plain data: any value of the model as dicts, lists, strings, numbers and booleans, and back, through cattrs."""

from __future__ import annotations

import datetime as dt
import enum
from base64 import b64encode
from collections.abc import Callable
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from briefkit.data.constructors import Structure, constructor, unchanged
from briefkit.data.diagnosis import base64_bytes, diagnose
from briefkit.data.vocabulary import PICTURE_NAME, TAG_KEYS, Tree, tag
from briefkit.errors import ErrorCode, SchemaError, SchemaTypeError
from briefkit.limits.faults import Faults
from briefkit.model import Extra, Span, Text, When
from briefkit.model.extra import to_extra
from briefkit.model.media import Image
from briefkit.model.text import UNMARKED, same_marks
from briefkit.model.walk import FIELD_TYPES
from briefkit.runtime.caching import cached

T = TypeVar("T")


def to_data(value: object, *, name_pictures: bool = False) -> Any:
    """Return a value of one of the model's classes as plain data.

    Args:
        value: The value.
        name_pictures: Whether `sha256:` and a digest stand for the bytes of a picture, which are elsewhere.
    """
    return _converter(name_pictures).unstructure(value)


def from_data(
    data: Any, kind: type[T], faults: Faults | None = None, *, measured: bool = True
) -> T:
    """Return plain data as a value of one of the model's classes.

    Args:
        data: The data.
        kind: The class, or a union of some that a tag tells apart.
        faults: The collector of what is wrong with the input; what it holds is told too.
        measured: Whether the data is known to be no larger and no deeper than what is read.

    Raises:
        SchemaError: Data of another shape; it tells all that is wrong, and what was expected there.
    """
    if measured and not faults:
        try:
            return _converter(False).structure(data, kind)
        except Exception:  # whatever it is, the second reading says where
            pass
    faults = Faults() if faults is None else faults
    value: T = diagnose(data, kind, faults)
    if faults:
        raise schema_error(faults)
    return value


def schema_error(faults: Faults) -> SchemaError:
    """Return the error that tells faults of data; it is a TypeError where one is a wrong type."""
    mistyped = any(one.code == ErrorCode.TYPE_WRONG for one in faults.found)
    return faults.error(SchemaTypeError if mistyped else SchemaError, attrgetter("path"))


@cached(8)
def _converter(name_pictures: bool) -> Converter:
    """Return a converter, which is fast, and refuses what is wrong without saying where.

    Args:
        name_pictures: Whether digests stand for the bytes of pictures.
    """
    converter = Converter(
        detailed_validation=False,
        omit_if_default=True,
    )
    # The constructors of the model convert and check these; doing it here too would cost twice.
    for leaf in (str, int, bool, dt.date):
        converter.register_structure_hook(leaf, unchanged)
    converter.register_structure_hook(Extra, lambda value, _: to_extra(value))
    converter.register_structure_hook(When, lambda value, _: When(value))
    converter.register_structure_hook_factory(_is_optional, _optional_structurer)
    converter.register_structure_hook_func(_is_choice, unchanged)
    converter.register_structure_hook(bytes, lambda value, _: base64_bytes(value))
    converter.register_structure_hook_factory(_is_tuple, _tuple_structurer)
    converter.register_structure_hook_factory(_is_tagged_union, _union_structurer)
    converter.register_structure_hook_factory(attrs.has, _class_structurer)
    converter.register_structure_hook(Text, _text_structurer(converter))
    converter.register_structure_hook(Image, _structure_image)

    converter.register_unstructure_hook(str, str.__str__)  # of a derived class too
    converter.register_unstructure_hook(enum.StrEnum, lambda value: value.value)
    converter.register_unstructure_hook(dt.date, lambda value: value.isoformat())
    converter.register_unstructure_hook(When, lambda value: value.edtf)
    converter.register_unstructure_hook(bytes, _base64)
    converter.register_unstructure_hook(Extra, Extra.to_dict)
    converter.register_unstructure_hook_factory(attrs.has, _class_unstructurer)
    converter.register_unstructure_hook(Text, _text_unstructurer(converter))
    if name_pictures:
        converter.register_unstructure_hook(Image, _named_picture)
    return converter


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _named_picture(image: Image) -> Tree:
    return {"data": PICTURE_NAME + image.digest, "media_type": image.media_type.value}


def _structure_image(data: Any, _: Any) -> Image:
    if isinstance(
        data, Image
    ):  # who reads a file puts pictures that it shows into the tree as they are
        return data
    return Image(**{**data, "data": base64_bytes(data["data"])})


def _text_unstructurer(converter: Converter) -> Callable[[Text], Any]:
    unstructure_span = converter.get_unstructure_hook(Span)

    def unstructure(text: Text) -> Any:
        if not text.spans:
            return ""
        if len(text.spans) == 1 and same_marks(text.spans[0], UNMARKED):
            return str.__str__(text.spans[0].text)
        return [unstructure_span(span) for span in text.spans]

    return unstructure


def _text_structurer(converter: Converter) -> Callable[[Any, Any], Text]:
    structure_span = converter.get_structure_hook(Span)

    def structure(data: Any, _: Any) -> Text:
        if isinstance(data, list):
            return Text([structure_span(one, Span) for one in data])
        return Text(data)

    return structure


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def _optional_structurer(kind: Any, converter: Converter) -> Structure:
    (other,) = [one for one in get_args(kind) if one is not NoneType]
    structure_other = converter.get_structure_hook(other)
    if structure_other is unchanged:
        return unchanged
    return lambda data, _: None if data is None else structure_other(data, other)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_structurer(kind: Any, converter: Converter) -> Structure:
    entry = get_args(kind)[0]
    structure_entry = converter.get_structure_hook(entry)

    def structure(data: Any, _: Any) -> Any:
        if not isinstance(data, list):
            raise TypeError
        return [structure_entry(one, entry) for one in data]  # the field makes a tuple of it

    return structure


def _class_unstructurer(kind: type, converter: Converter) -> Callable[[Any], Tree]:
    by_class = _Unstructurers(converter)
    hooks = {name: by_class.hook(hint) for name, hint in FIELD_TYPES[kind].items()}
    overrides: dict[str, Any] = {
        name: override(unstruct_hook=hook) for name, hook in hooks.items() if hook
    }
    unstructure: Callable[[Any], Tree] = make_dict_unstructure_fn(
        kind,
        converter,
        _cattrs_omit_if_default=True,
        **overrides,
    )
    key, name = TAG_KEYS.get(kind), tag(kind)
    return unstructure if key is None else lambda value: {key: name, **unstructure(value)}


class _Unstructurers(dict[type, Callable[[Any], Any]]):
    """What makes plain data of a value, by its class, found when the first value of the class comes.

    What cattrs makes of a union, or of a value that may be missing, asks it for the class each time.
    """

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self[tuple] = self.entries  # of a row of a table

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        self[kind] = self._converter.get_unstructure_hook(kind)
        return self[kind]

    def hook(self, hint: Any) -> Callable[[Any], Any] | None:
        """Return what makes plain data of the values of a type, which are not None; None where they are such data."""
        kinds = [one for one in get_args(hint) if one is not NoneType] or [hint]
        if get_origin(hint) is tuple:
            return self.entries
        if len(kinds) > 1:
            return lambda value: self[type(value)](value)
        return None if kinds[0] in (bool, int) else self[kinds[0]]

    def entries(self, values: tuple[Any, ...]) -> list[Any]:
        return [self[type(one)](one) for one in values]


def _class_structurer(kind: type, converter: Converter) -> Structure:
    if kind in TAG_KEYS:
        return _tagged_structurer((kind,), converter)
    return constructor(kind, converter.get_structure_hook)


def _is_tagged_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and all(
        member in TAG_KEYS for member in get_args(kind)
    )


def _union_structurer(kind: Any, converter: Converter) -> Structure:
    return _tagged_structurer(get_args(kind), converter)


def _tagged_structurer(kinds: tuple[type, ...], converter: Converter) -> Structure:
    key = TAG_KEYS[kinds[0]]
    build = {tag(kind): constructor(kind, converter.get_structure_hook) for kind in kinds}
    return lambda data, _: build[data[key]](data, None)
