"""Pydantic's core schema of the model's classes: how the fields of a user's model take, give and describe a brief.

Core schemas are plain dicts, so nothing of pydantic is imported: it calls this module where it meets one of the classes
(`__get_pydantic_core_schema__`). Each definition of the JSON Schema becomes a definition of pydantic's, which names and
collects it as it does its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from briefkit.data.interchange import PARTS, from_dict, to_dict
from briefkit.data.schema import json_schema
from briefkit.errors import BriefkitError, Fault, PathError
from briefkit.path_grammar import steps_of

Schema: TypeAlias = dict[str, Any]
#: Pydantic's handler: takes a core schema, and returns the JSON Schema of it.
Handler: TypeAlias = Callable[[Schema], Schema]

_DEFINITION = "#/$defs/"
_OF_THE_WHOLE = ("$schema", "$id", "title", "$defs")


def core_schema(kind: type, _source: object, _handler: object) -> Schema:
    """Return the core schema of a class of the model."""
    return {
        "type": "definitions",
        "schema": _reference(kind.__name__),
        "definitions": [_definition(*one) for one in _json_schemas().items()],
    }


def _json_schemas() -> dict[str, Schema]:
    """Return the JSON Schema of each class by its name, and of what they share."""
    whole = json_schema()
    brief = {key: value for key, value in whole.items() if key not in _OF_THE_WHOLE}
    return {"Brief": brief, **whole["$defs"]}


def _reference(name: str) -> Schema:
    return {"type": "definition-ref", "schema_ref": f"briefkit.{name}:"}


def _definition(name: str, schema: Schema) -> Schema:
    """Return a definition of the core schema: it validates and gives by our functions, and its JSON Schema is ours."""
    # A definition that nothing refers to is left out, and one that is referred to once loses its name.
    names = [one for one in dict.fromkeys(_referred(schema)) for _ in range(2)]
    made: Schema = {
        "type": "tuple",
        "items_schema": [_reference(one) for one in names],
        "ref": f"briefkit.{name}:",
        "metadata": {"pydantic_js_functions": [lambda _, handler: _linked(schema, handler)]},
    }
    kind = next((one for one in PARTS if one.__name__ == name), None)
    if kind is None:
        return made

    def validate(data: object, _handler: object) -> object:
        return data if type(data) is kind else _validated(data, kind)

    return {
        **made,
        "type": "function-wrap",
        "function": {"type": "no-info", "function": validate},
        "schema": {"type": "tuple", "items_schema": made.pop("items_schema")},
        "serialization": {"type": "function-plain", "function": to_dict},
    }


def _referred(schema: Any) -> Iterator[str]:
    """Yield the names that a JSON Schema refers to."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "$ref":
                yield value.removeprefix(_DEFINITION)
            else:
                yield from _referred(value)
    elif isinstance(schema, list):
        for one in schema:
            yield from _referred(one)


def _linked(schema: Any, handler: Handler) -> Any:
    """Return a JSON Schema with its references as pydantic names them."""
    if isinstance(schema, list):
        return [_linked(one, handler) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found: Schema = {}
    for key, value in schema.items():
        if key == "$ref":
            found |= handler(_reference(value.removeprefix(_DEFINITION)))
        else:
            found[key] = _linked(value, handler)
    return found


# Validation


def _validated(data: object, kind: type) -> object:
    try:
        return from_dict(data, kind)
    except BriefkitError as error:
        raise _validation_error(error, kind) from None


def _validation_error(error: BriefkitError, kind: type) -> Exception:
    """Return an error of pydantic's with a line for each fault, at its place below the field."""
    core: Any = sys.modules["pydantic_core"]  # which is calling
    lines = [
        {
            "type": core.PydanticCustomError(
                fault.code.replace("-", "_"), "{message}", _context(fault)
            ),
            "loc": _location(fault),
            "input": None,
        }
        for fault in error.errors
    ]
    found: Exception = core.ValidationError.from_exception_data(kind.__name__, lines)
    return found


def _context(fault: Fault) -> dict[str, object]:
    return {
        "message": f"{fault.message}; {fault.remedy}" if fault.remedy else fault.message,
        "path": fault.path,
    }


def _location(fault: Fault) -> tuple[str | int, ...]:
    """Return a path as pydantic writes a place."""
    try:
        steps = steps_of(fault.path)
    except PathError:  # it was cut
        return (fault.path,)
    return tuple(step for step in steps if not isinstance(step, slice))
