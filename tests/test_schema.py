"""The JSON Schema: what it takes, what it refuses, and that the file is what the classes say."""

import copy
import json
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from briefkit import model
from briefkit.data.schema import derive_schema, field_descriptions, json_schema, main
from briefkit.data.tree import from_tree, to_tree
from briefkit.errors import ModelError, SchemaError
from briefkit.model import Brief
from support import strategies

VALIDATOR = Draft202012Validator(json_schema())

CLASSES: list[Any] = [
    kind for kind in (getattr(model, name) for name in model.__all__) if attrs.has(kind)
]
FIELDS = [(kind, field) for kind in CLASSES for field in attrs.fields(kind)]

WHOLE: dict[str, Any] = {
    "schema_version": 1,
    "title": "T",
    "published": "2025-09-05T18:30:00+02:00",
    "marking": {"policy": "TLP", "level": "RED"},
    "authors": [{"name": "A", "url": "https://example.org", "orcid": "0000-0002-1825-0097"}],
    "sections": [
        {
            "kind": "reactions",
            "blocks": [
                {
                    "kind": "statement",
                    "speakers": [{"actor": "person", "name": "Anna", "country": "NO"}],
                    "text": [{"text": "Said “"}, {"text": "no", "quoted": True}, {"text": "”."}],
                    "said_on": "2025-09-05",
                    "evidence": [{"source": "k", "credibility": 2}],
                },
                {"kind": "bullets", "items": [{"block": {"kind": "paragraph", "text": "x"}}]},
                {"kind": "table", "rows": [["a", ""]]},
            ],
        }
    ],
    "sources": [{"key": "k", "title": "S", "reliability": "A"}],
}

OPENING: dict[str, Any] = {"kind": "other", "blocks": [{"kind": "paragraph", "text": "x"}]}


def test_the_shipped_file_is_what_the_classes_say() -> None:
    renew = "python -m briefkit.data.schema > src/briefkit/data/brief.schema.json"
    assert json_schema() == json.loads(json.dumps(derive_schema())), f"renew it: {renew}"


def test_the_module_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$id"].startswith("urn:")


@given(strategies.briefs())
def test_it_takes_every_brief(brief: Brief) -> None:
    error = best_match(VALIDATOR.iter_errors(to_tree(brief)))
    assert error is None, f"{error.json_path}: {error.message}"


def test_it_takes_what_the_next_tests_break() -> None:
    assert VALIDATOR.is_valid(WHOLE)
    assert from_tree(WHOLE).title.plain == "T"


MISSING = object()
STATEMENT = ("sections", 0, "blocks", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), MISSING),
        (("schema_version",), 2),
        (("title",), MISSING),
        (("title",), ""),
        (("title",), " T"),
        (("title",), "T  U"),
        (("title",), "T\n"),
        (("title",), []),
        (("titel",), "T"),
        (("published",), "yesterday"),
        (("published",), "2025-09-05T18:30:00"),
        (("embargo",), "2025-09-05"),
        (("status",), "final"),
        (("version",), 0),
        (("version",), "1"),
        (("id",), "brief 1"),
        (("url",), "mailto:desk@example.org"),
        (("url",), "www.example.org"),
        (("topics",), "peace"),
        (("topics",), [1]),
        (("marking", "level"), "PINK"),
        (("marking", "note"), "x"),
        (("authors", 0, "url"), "ftp://example.org"),
        (("authors", 0, "orcid"), "1825"),
        (("sections",), {}),
        (("sections", 0, "kind"), "history"),
        (("sections", 0), {"kind": "other"}),
        (("sections", 0), {"kind": "other", "blocks": []}),
        (("sections", 0), {**OPENING, "marking": {"policy": "TLP", "level": "RED"}}),
        (("sections", 0), {**OPENING, "sections": [{"kind": "outlook"}]}),
        (("sections",), [{"kind": "outlook"}, OPENING]),
        (("sections", 0, "sections"), [OPENING]),
        ((*STATEMENT, "kind"), "Statement"),
        ((*STATEMENT, "kind"), MISSING),
        ((*STATEMENT, "speakers"), []),
        ((*STATEMENT, "speakers"), MISSING),
        ((*STATEMENT, "speakers", 0, "actor"), "robot"),
        ((*STATEMENT, "speakers", 0, "name"), MISSING),
        ((*STATEMENT, "speakers", 0, "country"), "Norway"),
        ((*STATEMENT, "text", 0), "Said"),
        ((*STATEMENT, "text", 0, "text"), "Said\n"),
        ((*STATEMENT, "text", 1, "quoted"), "yes"),
        ((*STATEMENT, "said_on"), "soon"),
        ((*STATEMENT, "said_on"), "2025-9-5"),
        ((*STATEMENT, "labelled"), 1),
        ((*STATEMENT, "evidence", 0, "credibility"), 7),
        (("sections", 0, "blocks", 1, "items"), []),
        (("sections", 0, "blocks", 1, "items", 0, "block"), {"kind": "table", "rows": [["a"]]}),
        (("sections", 0, "blocks", 2, "rows"), []),
        (("sections", 0, "blocks", 2, "rows"), [[]]),
        (("sources", 0, "reliability"), "G"),
    ],
)
def test_what_is_broken_is_refused_as_the_reader_refuses_it(
    path: tuple[str | int, ...], value: Any
) -> None:
    broken = copy.deepcopy(WHOLE)
    *way, last = path
    holder: Any = broken
    for step in way:
        holder = holder[step]
    if value is MISSING:
        del holder[last]
    else:
        holder[last] = value
    assert not VALIDATOR.is_valid(broken)
    with pytest.raises(SchemaError):
        from_tree(broken)


@pytest.mark.parametrize("kind", CLASSES)
def test_each_field_is_described(kind: Any) -> None:
    names = [field.name for field in attrs.fields(kind)]
    assert list(field_descriptions(kind)) == names
    assert all(words.endswith(".") for words in field_descriptions(kind).values())


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_that_holds_more_than_words_says_so(kind: Any, field: Any) -> None:
    """A string that the model refuses in a field is refused there by the schema."""
    schema = json_schema() if kind is Brief else json_schema()["$defs"].get(kind.__name__, {})
    shape = schema.get("properties", {}).get(field.name, {})
    if shape.get("$ref") != "#/$defs/words":
        return
    try:
        field.validator(SimpleNamespace(), field, "\u00a0 not an address ~")
    except ModelError:
        pytest.fail("the model has a rule of its own for this field: give it a form in FORMS")


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_lists_that_may_not_be_empty_say_so(kind: Any, field: Any) -> None:
    properties = (
        json_schema() if kind is Brief else json_schema()["$defs"].get(kind.__name__, {})
    ).get("properties", {})
    if properties.get(field.name, {}).get("type") == "array" and field.default is attrs.NOTHING:
        assert properties[field.name]["minItems"] == 1
