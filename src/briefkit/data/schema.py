"""The JSON Schema (2020-12) of the tree, derived from the classes of the model and shipped as a file.

It holds what a schema can hold. That a table is rectangular, a cited key known, a quotation between quotation
marks, only the readers check. `python -m briefkit.data.schema > src/briefkit/data/brief.schema.json` renews the file.
"""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from briefkit.data.tree import SCHEMA_VERSION
from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.model import (
    IDENTIFIED_BLOCKS,
    MARKING_POLICIES,
    Brief,
    Bullets,
    Extra,
    Marking,
    Person,
    Section,
    Span,
    Statement,
    Table,
    Text,
    When,
)
from briefkit.model.brief import MAX_VERSION
from briefkit.model.string_rules import COUNTRIES
from briefkit.runtime.forking import fork_safe

Schema: TypeAlias = dict[str, Any]

_FILE = "brief.schema.json"

# Patterns are written so that they mean the same in ECMA 262 and in Python.
_CHARACTER = r"[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]"
_TO_THE_END = r"+(?!\n)$"  # Python takes a line break at the end for the end
_ADDRESS = r'[^\s<>"{}|\\^`]+$'
_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
_TIME = r"T[0-9]{2}:[0-9]{2}:[0-9]{2}"
_OFFSET = r"(Z|[+-][0-9]{2}(:[0-9]{2})?)"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

_SUBJECT = r"(\?([Ss][Uu][Bb][Jj][Ee][Cc][Tt]=[^&#]*)?)?$"
_URL = rf"^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:(?=[^?#]*{_SUBJECT})){_ADDRESS}"
_WEB_ADDRESS = rf"^[Hh][Tt][Tt][Pp][Ss]?://{_ADDRESS}"
_MOMENT: Schema = {"type": "string", "format": "date-time", "pattern": f"^{_DAY}{_TIME}{_OFFSET}$"}

_WORDS = {
    "description": "Some words: no control characters or line breaks, no leading, trailing or doubled space.",
    "type": "string",
    "pattern": rf"^(?! )(?!.* $)(?!.*  ){_CHARACTER}{_TO_THE_END}",
}
_TEXT = {
    "description": "Words: a string, or spans where some of them carry marks.",
    "oneOf": [
        {"$ref": "#/$defs/words"},
        {"type": "array", "items": {"$ref": "#/$defs/Span"}, "minItems": 1},
    ],
}

_EXTRA = {
    "description": "Fields of the user's own: what JSON has, ten levels at most.",
    "type": "object",
    "additionalProperties": {"$ref": "#/$defs/JSON"},
}
_JSON = {
    "description": "A value of JSON.",
    "anyOf": [
        {"type": ["null", "boolean", "string"]},
        {"type": "number"},
        {"type": "array", "items": {"$ref": "#/$defs/JSON"}},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/JSON"}},
    ],
}
_ID = {
    "type": "string",
    "pattern": r"^(?![Bb][0-9]+$|[Bb][Kk]_|[Bb][Rr][Ii][Ee][Ff][Kk][Ii][Tt]$)[A-Za-z][A-Za-z0-9_]{0,39}(?!\n)$",
}

#: Classes that the tree writes as something simpler than an object.
_LEAVES: Mapping[Any, Schema] = {
    str: {"$ref": "#/$defs/words"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    bytes: {"type": "string", "contentEncoding": "base64"},
    dt.datetime: _MOMENT,
    dt.date: {"anyOf": [{"type": "string", "format": "date", "pattern": f"^{_DAY}$"}, _MOMENT]},
    Extra: {"$ref": "#/$defs/Extra"},
    Text: {"$ref": "#/$defs/Text"},
    When: {"$ref": "#/$defs/When"},
}

#: What a field of this name holds in whatever class it stands.
FORMS: Mapping[str, Schema] = {
    "id": {"type": "string", "format": "iri", "pattern": rf"^[A-Za-z][A-Za-z0-9+.-]*:{_ADDRESS}"},
    "url": {"type": "string", "format": "iri", "pattern": _URL},
    "link": {"type": "string", "format": "iri", "pattern": _URL},
    "email": {"type": "string", "format": "idn-email", "pattern": r"^[^\s@?#%]+@[^\s@?#%]+$"},
    "country": {"$ref": "#/$defs/country"},
    "language": {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"},
    "original_language": {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"},
    "orcid": {"type": "string", "pattern": "^([0-9]{4}-){3}[0-9]{3}[0-9X]$"},
    "sha256": {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"},
    "credibility": {"type": "integer", "minimum": 1, "maximum": 6},
    "version": {"type": "integer", "minimum": 1, "maximum": MAX_VERSION},
    "orientation": {"type": "integer", "minimum": 1, "maximum": 8},
    "width": {"type": "integer", "minimum": 1, "maximum": 100},
}

_CELLS: Schema = {
    "type": "array",
    "items": {"anyOf": [{"const": ""}, {"$ref": "#/$defs/Text"}]},
    "minItems": 1,
}
_KIND_OTHER: Schema = {"properties": {"kind": {"const": "other"}}}
#: A section that stands below a heading, or behind another section.
_HEADED = {"$ref": "#/$defs/Section", "if": _KIND_OTHER, "then": {"required": ["heading"]}}
#: What a single field holds, where its type and name do not tell.
_FIELDS: Mapping[tuple[type, str], Schema] = {
    **{(kind, "id"): _ID for kind in (Section, *IDENTIFIED_BLOCKS)},
    (Span, "text"): {"type": "string", "pattern": f"^{_CHARACTER}{_TO_THE_END}"},
    (Brief, "url"): {"type": "string", "format": "iri", "pattern": _WEB_ADDRESS},
    (Table, "rows"): {"type": "array", "items": _CELLS, "minItems": 1},
    (Table, "header"): _CELLS,
}
#: What holds for a list beside its type.
_LISTS: Mapping[tuple[type, str], Schema] = {
    (Statement, "speakers"): {"minItems": 1},
    (Bullets, "items"): {"minItems": 1},
    (Section, "sections"): {"items": _HEADED},
    (Brief, "sections"): {"prefixItems": [{"$ref": "#/$defs/Section"}], "items": _HEADED},
}

#: What the fields of a class hold together.
_CLASSES: Mapping[type, Schema] = {
    Person: {"anyOf": [{"required": ["name"]}, {"required": ["role"]}]},
    Section: {
        "if": {**_KIND_OTHER, "not": {"required": ["heading"]}},
        "then": {
            "properties": {
                "blocks": {"minItems": 1},
                "sections": {"maxItems": 0},
                "marking": False,
            },
            "required": ["blocks"],
        },
    },
    Marking: {
        "required": ["level"],
        "allOf": [
            {
                "if": {"properties": {"policy": {"const": policy}}, "required": ["policy"]},
                "then": {"properties": {"level": {"enum": list(levels)}}},
            }
            for policy, levels in MARKING_POLICIES.items()
        ],
    },
}


@fork_safe
def json_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a brief's tree, as it is shipped."""
    schema: Schema = json.loads(files("briefkit.data").joinpath(_FILE).read_bytes())
    return schema


def derive_schema() -> Schema:
    """Return the JSON Schema that the classes of the model have now."""
    definitions: Schema = {
        "words": _WORDS,
        "Text": _TEXT,
        "Extra": _EXTRA,
        "JSON": _JSON,
        "When": {
            "description": _summary(When),
            "type": "string",
            "pattern": f"^({_DATE}(/{_DATE})?|{_DAY}{_TIME}{_OFFSET}?)$",
        },
        "country": {
            "description": "A code that ISO 3166-1 assigns to a country, or XK.",
            "enum": sorted(COUNTRIES),
        },
    }
    _define(Span, definitions)
    brief = _object(Brief, definitions)
    version = {"description": "The version of this schema.", "const": SCHEMA_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:briefkit:schema:brief:{SCHEMA_VERSION}",
        "title": "Brief",
        **brief,
        "properties": {"schema_version": version, **brief["properties"]},
        "required": ["schema_version", *brief["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def _define(kind: type, definitions: Schema) -> None:
    """Add the definition of a class, and of all that it is made of, to the definitions."""
    if kind.__name__ in definitions:
        return
    definitions[
        kind.__name__
    ] = {}  # keeps its place while it is made: some classes hold themselves
    if issubclass(kind, enum.Enum):
        values = [member.value for member in kind]
        definitions[kind.__name__] = {"description": _summary(kind), "enum": values}
    else:
        definitions[kind.__name__] = _object(kind, definitions)


def _object(kind: type, definitions: Schema) -> Schema:
    descriptions = field_descriptions(kind)
    hints = get_type_hints(kind)
    properties: Schema = {}
    required = []
    if kind in TAG_KEYS:
        properties[TAG_KEYS[kind]] = {"description": "Which it is.", "const": tag(kind)}
        required.append(TAG_KEYS[kind])
    for field in attrs.fields(kind):
        shape = (
            _FIELDS.get((kind, field.name))
            or FORMS.get(field.name)
            or _shape(hints[field.name], definitions)
        )
        more = _LISTS.get((kind, field.name), {})
        properties[field.name] = {
            "description": descriptions.get(field.name, ""),
            **shape,
            **more,
        }
        if field.default is attrs.NOTHING:
            required.append(field.name)
        elif isinstance(field.default, str | int) and field.default != "":
            properties[field.name]["default"] = field.default
    return {
        "description": _summary(kind),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
        **_CLASSES.get(kind, {}),
    }


def _shape(hint: Any, definitions: Schema) -> Schema:
    """Return the schema of a type that a field may have."""
    if hint in _LEAVES:
        return _LEAVES[hint]
    members = [member for member in get_args(hint) if member not in (type(None), ...)]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _shape(members[0], definitions)}
    if get_origin(hint) in (Union, UnionType):
        shapes = [_shape(member, definitions) for member in members]
        return shapes[0] if len(shapes) == 1 else {"oneOf": shapes}
    _define(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


# Words from the docstrings


def _summary(kind: type) -> str:
    return inspect.getdoc(kind).split("\n\n")[0].replace("\n", " ")  # type: ignore[union-attr]  # each has one


def field_descriptions(kind: type) -> dict[str, str]:
    """Return what the "Attributes:" section of a class's docstring says about each field."""
    _, _, section = (inspect.getdoc(kind) or "").partition("Attributes:\n")
    entries = re.findall(r"^    (\w+): (.*(?:\n {8,}.*)*)", section.split("\n\n")[0], re.MULTILINE)
    return {name: " ".join(words.split()) for name, words in entries}


def main() -> None:
    """Print the schema that the classes have now."""
    print(json.dumps(derive_schema(), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
