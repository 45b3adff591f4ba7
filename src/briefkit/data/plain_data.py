"""Plain data: any value of the model as dicts, lists, strings, numbers and booleans, and back, through cattrs."""

from __future__ import annotations

import datetime as dt
import enum
from base64 import b64encode
from collections.abc import Callable
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from briefkit.data.diagnosis import base64_bytes, diagnose
from briefkit.data.vocabulary import PICTURE_NAME, TAG_KEYS, Tree, tag
from briefkit.errors import ErrorCode, SchemaError, SchemaTypeError
from briefkit.limits.faults import Faults
from briefkit.model import Extra, Span, Text, When
from briefkit.model.extra import to_extra
from briefkit.model.media import Image
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
        unstruct_collection_overrides={tuple: list},
    )
    # The constructors of the model convert and check these; doing it here too would cost twice.
    for leaf in (str, int, dt.date):
        converter.register_structure_hook(leaf, lambda value, _: value)
    converter.register_structure_hook(Extra, lambda value, _: to_extra(value))
    converter.register_structure_hook(When, lambda value, _: When(value))
    converter.register_structure_hook(str | None, lambda value, _: value)
    converter.register_structure_hook_func(_is_choice, lambda value, _: value)
    converter.register_structure_hook(bool, _structure_bool)
    converter.register_structure_hook(bytes, lambda value, _: base64_bytes(value))
    converter.register_structure_hook_factory(_is_tuple, _tuple_structurer)
    converter.register_structure_hook_factory(_is_tagged_union, _union_structurer)
    converter.register_structure_hook_factory(attrs.has, _class_structurer)
    converter.register_structure_hook(Text, _text_structurer(converter))
    converter.register_structure_hook(Image, _image_structurer(converter))

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


def _structure_bool(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _named_picture(image: Image) -> Tree:
    return {"data": PICTURE_NAME + image.digest, "media_type": image.media_type.value}


def _image_structurer(converter: Converter) -> Callable[[Any, Any], Image]:
    structure = _untagged_structurer(Image, converter)
    # Who reads a file puts pictures that it shows into the tree as they are.
    return lambda data, kind: data if isinstance(data, Image) else structure(data, kind)


def _text_unstructurer(converter: Converter) -> Callable[[Text], Any]:
    unstructure_span = converter.get_unstructure_hook(Span)

    def unstructure(text: Text) -> Any:
        spans = [unstructure_span(span) for span in text.spans]
        if not spans:
            return ""
        return spans[0]["text"] if len(spans) == 1 and len(spans[0]) == 1 else spans

    return unstructure


def _text_structurer(converter: Converter) -> Callable[[Any, Any], Text]:
    structure_spans = converter.get_structure_hook(list[Span])

    def structure(data: Any, _: Any) -> Text:
        if isinstance(data, str):
            return Text(data)
        if not isinstance(data, list):
            raise TypeError
        return Text(structure_spans(data, list[Span]))

    return structure


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_structurer(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    several: Any = list[get_args(kind)[0]]  # type: ignore[misc]  # a type that is known here only
    structure_all = converter.get_structure_hook(several)

    def structure(data: Any, _: Any) -> Any:
        if not isinstance(data, list):
            raise TypeError
        return structure_all(data, several)  # the constructor makes a tuple of it

    return structure


def _class_unstructurer(kind: type, converter: Converter) -> Callable[[Any], Tree]:
    unstructure: Callable[[Any], Tree] = make_dict_unstructure_fn(
        kind, converter, _cattrs_omit_if_default=True
    )
    key, name = TAG_KEYS.get(kind), tag(kind)
    return unstructure if key is None else lambda value: {key: name, **unstructure(value)}


def _class_structurer(kind: type, converter: Converter) -> Callable[[Any, Any], Any]:
    if kind in TAG_KEYS:
        return _tagged_structurer((kind,), converter)
    return _untagged_structurer(kind, converter)


def _untagged_structurer(kind: type, converter: Converter) -> Callable[[Any, Any], Any]:
    build: Callable[[Any, Any], Any] = make_dict_structure_fn(kind, converter)
    # cattrs can refuse unknown keys too; this takes a third of the time.
    known = {field.name for field in attrs.fields(kind)} | (
        {TAG_KEYS[kind]} if kind in TAG_KEYS else set()
    )

    def structure(data: Any, _: Any) -> Any:
        if not known.issuperset(data):
            raise ValueError
        return build(data, kind)

    return structure


def _is_tagged_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and all(
        member in TAG_KEYS for member in get_args(kind)
    )


def _union_structurer(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    return _tagged_structurer(get_args(kind), converter)


def _tagged_structurer(kinds: tuple[type, ...], converter: Converter) -> Callable[[Any, Any], Any]:
    key = TAG_KEYS[kinds[0]]
    build = {tag(kind): _untagged_structurer(kind, converter) for kind in kinds}
    return lambda data, _: build[data[key]](data, None)
