"""The tree: a brief as plain data — dicts, lists, strings, numbers, booleans — and back.

What JSON and YAML write, and what the other formats carry along. Its rules:

- `schema_version` comes first, then the fields in the order of their classes; a field at its default is left out.
- A block says which it is under `kind` ("statement"), an actor under `actor` ("person", "organisation").
- A text of one plain span is a string, any other a list of spans.
- Dates and moments are ISO 8601, a When is EDTF, an enumeration its value, bytes base64 (RFC 4648, 4).

Nothing is dropped: what is not known here is an error that names its path.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, Union, get_args, get_origin

import attrs

from briefkit.errors import BriefkitError, ModelError, SchemaError
from briefkit.limits.nesting import data_too_deep, too_deep
from briefkit.model import BLOCKS, Brief, Organisation, Person, Span, Text, When
from briefkit.model.media import Image
from briefkit.runtime.caching import cached

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
Tree: TypeAlias = dict[str, Any]

#: The version of the tree that this release writes.
SCHEMA_VERSION = 1
#: From each older version of the tree, what makes it the next one. Each takes and returns a whole tree.
MIGRATIONS: Mapping[int, Callable[[Tree], Tree]] = {}
#: What stands before the SHA-256 of a picture that is named, not carried.
PICTURE_NAME = "sha256:"


def check_key(kind: type, key: str) -> None:
    """Refuse a class with a field that a key of the tree would overwrite, or be overwritten by.

    Args:
        kind: A class of attrs.
        key: The key that the tree writes beside the fields of the class.

    Raises:
        ModelError: The class has a field of that name.
    """
    if key in attrs.fields_dict(kind):
        raise ModelError(
            "has the name of a key that the tree writes beside the fields",
            where=f"{kind.__name__}.{key}",
            remedy="give the field another name",
        )


def tag_keys(kinds: Mapping[str, tuple[type, ...]]) -> Mapping[type, str]:
    """Return the key that tells each class from those that may stand in its place.

    Args:
        kinds: The classes by their key.

    Raises:
        ModelError: A class has a field of that name.
    """
    found = {kind: key for key, several in kinds.items() for kind in several}
    for kind, key in found.items():
        check_key(kind, key)
    return found


check_key(Brief, "schema_version")
#: Classes of which several may stand in one place → the key that tells them apart.
TAG_KEYS = tag_keys({"kind": BLOCKS, "actor": (Person, Organisation)})


def tag(kind: type) -> str:
    """Return the name under which the tree knows a class: "statement" for Statement."""
    return kind.__name__.lower()


# A whole brief, with the version of the tree


def to_tree(brief: Brief, *, name_pictures: bool = False) -> Tree:
    """Return a brief as plain data; equal briefs give equal trees, keys in the same order.

    Args:
        brief: The brief.
        name_pictures: Whether `sha256:` and a digest stand for the bytes of a picture, which are elsewhere.
    """
    data = _converter(False, name_pictures).unstructure(brief)
    return {"schema_version": SCHEMA_VERSION, **data}


def from_tree(tree: Tree) -> Brief:
    """Return the brief of a tree, of this version or an older one.

    Raises:
        SchemaError: No tree of a brief; it names the path and what was expected there.
    """
    if not isinstance(tree, dict):
        raise SchemaError(f"is {_name(tree)}, not an object", remedy="give the tree of one brief")
    rest = migrate(tree)
    del rest["schema_version"]
    return from_data(rest, Brief)


def migrate(
    tree: Tree,
    steps: Mapping[int, Callable[[Tree], Tree]] = MIGRATIONS,
    version: int = SCHEMA_VERSION,
) -> Tree:
    """Return a copy of a tree as `version` of the schema has it.

    Args:
        tree: The tree, of that version or an older one.
        steps: From each older version, what makes it the next one.
        version: The version to arrive at.

    Raises:
        SchemaError: A newer version, or none.
    """
    tree = dict(tree)
    found = tree.get("schema_version")
    if type(found) is not int or found < 1:
        what = f"{found!r} is no version" if "schema_version" in tree else "is missing"
        raise SchemaError(what, where="schema_version", remedy=f"write {version}")
    if found > version:
        raise SchemaError(
            f"version {found} is newer than {version}, the last that this release knows",
            where="schema_version",
            remedy="update briefkit",
        )
    for older in range(found, version):
        tree = {**steps[older](tree), "schema_version": older + 1}
    return tree


# Any value of the model


def to_data(value: Any) -> Any:
    """Return a value of one of the model's classes as plain data."""
    return _converter(False, False).unstructure(value)


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
        raise _explained(error) from None


# How cattrs is told all that


@cached(8)
def _converter(detailed: bool, name_pictures: bool) -> Converter:
    """Return a converter: one that is fast, or one whose errors know their places.

    Args:
        detailed: Whether errors know their places.
        name_pictures: Whether digests stand for the bytes of pictures.
    """
    from cattrs import Converter

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
        raise SchemaError(f"is {_name(value)}, not true or false")
    return value


def _base64(value: bytes) -> str:
    from base64 import b64encode

    return b64encode(value).decode("ascii")


def _named_picture(image: Image) -> Tree:
    return {"data": PICTURE_NAME + image.digest, "media_type": image.media_type.value}


def _image_structurer(converter: Converter) -> Callable[[Any, Any], Image]:
    structure = _untagged_structurer(Image, converter)
    # Who reads a file puts pictures that it shows into the tree as they are.
    return lambda data, kind: data if isinstance(data, Image) else structure(data, kind)


def _structure_bytes(value: Any, _: Any) -> bytes:
    from base64 import b64decode

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
            raise SchemaError(f"is {_name(data)}, not a string or a list of spans")
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
    from cattrs import IterableValidationError, IterableValidationNote

    error.add_note(IterableValidationNote("", index, kind))
    return IterableValidationError("", [error], kind)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_structurer(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    several: Any = list[get_args(kind)[0]]  # type: ignore[misc]  # a type that is known here only
    structure_all = _list_structurer(several, converter)

    def structure(data: Any, _: Any) -> Any:
        if not isinstance(data, list):
            raise SchemaError(f"is {_name(data)}, not a list")
        return structure_all(data, several)  # the constructor makes a tuple of it

    return structure


def _class_unstructurer(kind: type, converter: Converter) -> Callable[[Any], Tree]:
    from cattrs.gen import make_dict_unstructure_fn

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
    from cattrs.gen import make_dict_structure_fn, override

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
        raise SchemaError(f"is {_name(data)}, not an object")
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
            raise _wrong_tag(key, name, list(build))
        return build[name](rest, None)

    return structure


# What went wrong, and where

_LONGEST_NAME = 50  # characters of what may be a field, misspelt
_LIKE = 60  # percent, at least, of what is alike
_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}


def _name(value: Any) -> str:
    return _NAMES.get(type(value), "a number" if isinstance(value, int | float) else "no such data")


def _wrong_tag(key: str, name: Any, allowed: list[str]) -> SchemaError:
    choice = f"use {' or '.join(allowed)}"
    if name is None:
        return SchemaError(f"missing field {key!r}", remedy=choice)
    if name in [tag(kind) for kind, its_key in TAG_KEYS.items() if its_key == key]:
        return SchemaError(f"{key} {name!r} cannot stand here", remedy=choice)
    return SchemaError(f"unknown {key} {name!r}", remedy=_likely(name, allowed) or choice)


def _likely(name: object, known: list[str]) -> str:
    from rapidfuzz import fuzz, process

    words = str(name).lower()
    if len(words) > _LONGEST_NAME:
        return ""
    found = process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return f"did you mean {found[0]!r}?" if found else ""


def _explained(error: BaseException) -> SchemaError:
    """Return the first thing that cattrs found wrong, as an error with its path."""
    from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

    path = ""
    while isinstance(error, ClassValidationError | IterableValidationError):
        kind = error.cl
        # An unknown name is often the reason why another is missing, so it comes first.
        error = next(
            (one for one in error.exceptions if isinstance(one, ForbiddenExtraKeysError)),
            error.exceptions[0],
        )
        step = next(_steps(error), None)
        if step is None:
            return _refusal(error, path, kind)
        if isinstance(error, KeyError) and step == f".{error.args[0]}":
            return SchemaError(f"missing field {error.args[0]!r}", where=path.removeprefix("."))
        path += step
    return _refusal(error, path, None)


def _steps(error: BaseException) -> Iterator[str]:
    """Yield the step in the path that an error was raised at, if it was raised at one."""
    from cattrs import AttributeValidationNote, IterableValidationNote

    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            yield f".{note.name}"
        if isinstance(note, IterableValidationNote):
            yield f"[{note.index}]"


def _refusal(error: BaseException, path: str, kind: type | None) -> SchemaError:
    """Return what a hook, or the constructor of `kind`, has against what stands at a path."""
    from cattrs import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        name = min(error.extra_fields, key=str)
        known = [field.name for field in attrs.fields(error.cl)]
        remedy = _likely(name, known) or f"known are {', '.join(known)}"
        return SchemaError(f"unknown field {name!r}", where=path.removeprefix("."), remedy=remedy)
    if not isinstance(error, BriefkitError):
        return SchemaError(f"cannot stand here: {error}", where=path.removeprefix("."))
    if kind is not None and error.where:
        # The constructor names a field as `Statement.cue`, or a place below as `sections[0].blocks[1]`.
        name = kind.__name__
        below = (
            error.where.removeprefix(name).removeprefix(".")
            if error.where.startswith(name)
            else error.where
        )
        path += f".{below}".replace(".spans[", "[") if below else ""
    return SchemaError(error.what, where=path.removeprefix("."), remedy=error.remedy)
