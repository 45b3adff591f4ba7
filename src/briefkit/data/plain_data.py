"""Plain data: any value of the model as dicts, lists, strings, numbers and booleans, and back, through cattrs."""

from __future__ import annotations

import datetime as dt
import enum
from base64 import b64decode, b64encode
from collections.abc import Callable
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from briefkit.data.schema_errors import explained, wrong_tag
from briefkit.data.vocabulary import PICTURE_NAME, TAG_KEYS, Tree, tag, type_name
from briefkit.errors import SchemaError
from briefkit.limits.nesting import data_too_deep, too_deep
from briefkit.model import Span, Text, When
from briefkit.model.media import Image
from briefkit.runtime.caching import cached

T = TypeVar("T")


def to_data(value: object, *, name_pictures: bool = False) -> Any:
    """Return a value of one of the model's classes as plain data.

    Args:
        value: The value.
        name_pictures: Whether `sha256:` and a digest stand for the bytes of a picture, which are elsewhere.
    """
    return _converter(False, name_pictures).unstructure(value)


def from_data(data: Any, kind: type[T]) -> T:
    """Return plain data as a value of one of the model's classes.

    Raises:
        SchemaError: Data of another shape; it names the path and what was expected there.
    """
    try:
        return _converter(False, False).structure(data, kind)
    except Exception:  # whatever it is, the second reading says where
        pass
    if data_too_deep(data):
        raise too_deep(kind=SchemaError)
    try:
        return _converter(True, False).structure(data, kind)
    except Exception as error:
        raise explained(error) from None


@cached(8)
def _converter(detailed: bool, name_pictures: bool) -> Converter:
    """Return a converter: one that is fast, or one whose errors know their places.

    Args:
        detailed: Whether errors know their places.
        name_pictures: Whether digests stand for the bytes of pictures.
    """
    converter = Converter(
        detailed_validation=detailed,
        forbid_extra_keys=detailed,
        omit_if_default=True,
        unstruct_collection_overrides={tuple: list},
    )
    # The constructors of the model convert and check these; doing it here too would cost twice.
    for leaf in (str, int, When, dt.date):
        converter.register_structure_hook(leaf, lambda value, _: value)
    converter.register_structure_hook(str | None, lambda value, _: value)
    converter.register_structure_hook_func(_is_choice, lambda value, _: value)
    converter.register_structure_hook(bool, _structure_bool)
    converter.register_structure_hook(bytes, _structure_bytes)
    converter.register_structure_hook_factory(_is_tuple, _tuple_structurer)
    converter.register_structure_hook_factory(_is_tagged_union, _union_structurer)
    converter.register_structure_hook_factory(attrs.has, _class_structurer)
    converter.register_structure_hook(Text, _text_structurer(converter))
    converter.register_structure_hook(Image, _image_structurer(converter))

    converter.register_unstructure_hook(enum.StrEnum, lambda value: value.value)
    converter.register_unstructure_hook(dt.date, lambda value: value.isoformat())
    converter.register_unstructure_hook(When, lambda value: value.edtf)
    converter.register_unstructure_hook(bytes, _base64)
    converter.register_unstructure_hook_factory(attrs.has, _class_unstructurer)
    converter.register_unstructure_hook(Text, _text_unstructurer(converter))
    if name_pictures:
        converter.register_unstructure_hook(Image, _named_picture)
    return converter


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _structure_bool(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise SchemaError(f"is {type_name(value)}, not true or false")
    return value


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _named_picture(image: Image) -> Tree:
    return {"data": PICTURE_NAME + image.digest, "media_type": image.media_type.value}


def _image_structurer(converter: Converter) -> Callable[[Any, Any], Image]:
    structure = _untagged_structurer(Image, converter)
    # Who reads a file puts pictures that it shows into the tree as they are.
    return lambda data, kind: data if isinstance(data, Image) else structure(data, kind)


def _structure_bytes(value: Any, _: Any) -> bytes:
    try:
        return b64decode(value, validate=True)
    except (TypeError, ValueError) as error:
        raise SchemaError(f"is no base64: {error}") from None


def _text_unstructurer(converter: Converter) -> Callable[[Text], Any]:
    unstructure_span = converter.get_unstructure_hook(Span)

    def unstructure(text: Text) -> Any:
        spans = [unstructure_span(span) for span in text.spans]
        if not spans:
            return ""
        return spans[0]["text"] if len(spans) == 1 and len(spans[0]) == 1 else spans

    return unstructure


def _text_structurer(converter: Converter) -> Callable[[Any, Any], Text]:
    structure_spans = _list_structurer(list[Span], converter)

    def structure(data: Any, _: Any) -> Text:
        if isinstance(data, str):
            return Text(data)
        if not isinstance(data, list):
            raise SchemaError(f"is {type_name(data)}, not a string or a list of spans")
        return Text(structure_spans(data, list[Span]))

    return structure


def _list_structurer(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    """Return what structures a list, up to the first entry that is wrong: cattrs would explain a million of them."""
    if not converter.detailed_validation:
        return converter.get_structure_hook(kind)
    entry = get_args(kind)[0]
    structure_entry = converter.get_structure_hook(entry)

    def structure(data: list[Any], _: Any) -> list[Any]:
        found = []
        for index, one in enumerate(data):
            try:
                found.append(structure_entry(one, entry))
            except Exception as error:
                raise _within(error, index, kind) from None
        return found

    return structure


def _within(error: Exception, index: int, kind: Any) -> Exception:
    """Return an error of an entry as cattrs would raise it for the list."""
    error.add_note(IterableValidationNote("", index, kind))
    return IterableValidationError("", [error], kind)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_structurer(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    several: Any = list[get_args(kind)[0]]  # type: ignore[misc]  # a type that is known here only
    structure_all = _list_structurer(several, converter)

    def structure(data: Any, _: Any) -> Any:
        if not isinstance(data, list):
            raise SchemaError(f"is {type_name(data)}, not a list")
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
    # Only so does an error of a field's converter know which field it was.
    overrides = {
        field.name: override(struct_hook=_converting(field.converter, converter))
        for field in attrs.fields(kind)
        if converter.detailed_validation and field.converter is not None
    }
    options: dict[str, Any] = {**overrides}
    build: Callable[[Any, Any], Any] = make_dict_structure_fn(kind, converter, **options)
    if converter.detailed_validation:
        return lambda data, _: build(_object(data), kind)
    # cattrs can refuse unknown keys too; this takes a third of the time, and the detailed way says which.
    known = {*(field.name for field in attrs.fields(kind)), TAG_KEYS.get(kind)}

    def structure(data: Any, _: Any) -> Any:
        if not known.issuperset(data):
            raise SchemaError("has an unknown field")
        return build(data, kind)

    return structure


def _object(data: Any) -> Tree:
    if not isinstance(data, dict):
        raise SchemaError(f"is {type_name(data)}, not an object")
    return data


def _converting(convert: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    return lambda value, kind: convert(converter.structure(value, kind))


def _is_tagged_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and all(
        member in TAG_KEYS for member in get_args(kind)
    )


def _union_structurer(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    return _tagged_structurer(get_args(kind), converter)


def _tagged_structurer(kinds: tuple[type, ...], converter: Converter) -> Callable[[Any, Any], Any]:
    key = TAG_KEYS[kinds[0]]
    build = {tag(kind): _untagged_structurer(kind, converter) for kind in kinds}
    if not converter.detailed_validation:
        return lambda data, _: build[data[key]](data, None)

    def structure(data: Any, _: Any) -> Any:
        rest = dict(_object(data))
        name = rest.pop(key, None)
        if not isinstance(name, str) or name not in build:
            raise wrong_tag(key, name, list(build))
        return build[name](rest, None)

    return structure
