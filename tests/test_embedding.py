"""Briefs in other people's programs: pydantic's fields, and web services under load."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pydantic
import pytest
from hypothesis import given, settings

import briefkit as bk
from support import strategies


class Issue(pydantic.BaseModel):
    brief: bk.Brief
    editor: bk.Person | None = None
    blocks: list[bk.Block] = []
    lead: bk.Text = bk.Text("It sails.")
    status: bk.Status = bk.Status.DRAFT


BRIEF = bk.draft("Ferry").reactions(bk.statement("Mayor, Nils Ek", "Called it good.")).build()


@settings(max_examples=10)
@given(strategies.briefs(most_sections=2))
def test_a_field_of_pydantic_gives_and_takes_a_brief(brief: bk.Brief) -> None:
    issue = Issue(brief=brief)
    assert issue.brief is brief
    assert Issue.model_validate(json.loads(json.dumps(issue.model_dump()))) == issue
    assert Issue.model_validate_json(issue.model_dump_json()) == issue


def test_parts_and_unions_of_them_are_fields_too() -> None:
    table = bk.Table([["x"]])
    issue = Issue(brief=BRIEF, editor=bk.Person("Ada"), blocks=[bk.Paragraph("x"), table])
    assert Issue.model_validate_json(issue.model_dump_json()) == issue


def test_every_fault_is_an_error_of_pydantic_at_its_place() -> None:
    faulty = {"schema_version": 1, "titel": "x", "sections": [{"kind": "events", "blocks": [5]}]}
    with pytest.raises(pydantic.ValidationError) as caught:
        Issue.model_validate({"brief": faulty, "editor": {"actor": "person"}})
    assert [(one["type"], one["loc"]) for one in caught.value.errors()] == [
        ("field_unknown", ("brief",)),
        ("type_wrong", ("brief", "sections", 0, "blocks", 0)),
        ("value_invalid", ("editor",)),
    ]
    assert caught.value.errors()[0]["msg"] == "unknown field 'titel'; did you mean 'title'?"
    assert caught.value.errors()[1]["ctx"]["path"] == "sections[0].blocks[0]"


def referred(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {name for one in schema for name in referred(one)}
    if not isinstance(schema, dict):
        return set()
    return {schema["$ref"] for _ in "x" if "$ref" in schema} | referred([*schema.values()])


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_schema_of_a_model_is_whole(mode: Any) -> None:
    class Brief(pydantic.BaseModel):  # which has a name of ours
        issue: Issue
        brief: bk.Brief

    schema = Brief.model_json_schema(mode=mode)
    assert referred(schema) <= {f"#/$defs/{name}" for name in schema["$defs"]}
    issue = Issue(brief=BRIEF)
    data = json.loads(Brief(issue=issue, brief=BRIEF).model_dump_json())
    check = jsonschema.Draft202012Validator(schema)
    check.validate(data)
    data["brief"]["sections"][0]["kind"] = "x"
    assert not check.is_valid(data)
    assert pydantic.TypeAdapter(bk.Section).json_schema()["$defs"]["Section"] == {
        key: pydantic.TypeAdapter(bk.Brief).json_schema()["$defs"]["Section"][key]
        for key in bk.json_schema()["$defs"]["Section"]
    }
