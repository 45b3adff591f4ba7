"""Briefs in other people's programs: pydantic's fields, and web services under load."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pydantic
import pytest
import uvicorn
from hypothesis import given, settings

import briefkit as bk
from support import strategies

ROOT = Path(__file__).parents[1]


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


# Under a server


@pytest.fixture
def address() -> Iterator[str]:
    """The address of the service of docs/embedding.md, under uvicorn."""
    page = (ROOT / "docs" / "embedding.md").read_text("utf-8")
    [code] = [one for one in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "app =" in one]
    names: dict[str, Any] = {"bk": bk}
    exec(code, names)
    config = uvicorn.Config(names["app"], port=0, log_config=None, http="h11", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_service_gives_the_right_bytes_under_load(address: str) -> None:
    briefs = [bk.evolve(BRIEF, title=f"Ferry {number}") for number in range(1, 5)]
    suffixes = ["html"] * 30 + ["docx"] * 5 + ["json"] * 14 + ["pdf"]  # for each of four briefs
    wanted = {
        (number, suffix): bk.render(brief, suffix)
        for number, brief in enumerate(briefs, start=1)
        for suffix in set(suffixes)
    }
    requests = [(number, suffix) for suffix in suffixes for number in range(1, 5)]

    with httpx.Client(base_url=address, timeout=60) as client, ThreadPoolExecutor(8) as pool:
        for brief in briefs:
            assert client.post("/briefs", json=bk.to_dict(brief)).status_code == 201
        answers = pool.map(lambda one: client.get(f"/briefs/{one[0]}.{one[1]}"), requests)
        for request, answer in zip(requests, answers, strict=True):
            assert answer.status_code == 200
            assert answer.content == wanted[request]
            media_type = bk.FORMATS[request[1]].media_type
            assert answer.headers["content-type"].split(";")[0] == media_type
        assert client.get("/briefs/9.pdf").status_code == 404
