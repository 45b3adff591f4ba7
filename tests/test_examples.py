"""The examples run anywhere, and what they make is what is kept beside them."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import briefkit as bk

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))


def imported(script: Path) -> ModuleType:
    """A script as a module: nothing of it runs that runs only as a script."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The examples in a place where what they write does no harm."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "examples"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_runs_from_anywhere(script: Path, copied: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run = subprocess.run(
        [sys.executable, "-W", "error", copied / script.name],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", ["flood", "grid", "prices", "water"])
def test_the_brief_that_is_kept_is_the_one_that_its_script_makes(name: str) -> None:
    made: bk.Brief = imported(EXAMPLES / f"{name}.py").brief()
    assert (EXAMPLES / f"{name}.json").read_bytes() == bk.render(made, "json")
    assert bk.load(EXAMPLES / f"{name}.json") == made


def test_the_drones_are_kept_as_yaml_is_written() -> None:
    written = (EXAMPLES / "drones.yaml").read_bytes()
    assert bk.render(bk.load(EXAMPLES / "drones.yaml"), "yaml") == written


@pytest.mark.parametrize("name", ["water.json", "drones.yaml"])
def test_a_brief_in_another_script_has_every_kind_of_statement(name: str) -> None:
    brief = bk.load(EXAMPLES / name)
    assert {one.kind for one in brief.statements()} == set(bk.StatementKind)
    assert [one.inferred for one in brief.statements()].count(True) == 1


def test_the_water_and_the_drones_have_every_kind_of_block_and_mark() -> None:
    briefs = [bk.load(EXAMPLES / name) for name in ("water.json", "drones.yaml")]
    found = {type(part) for brief in briefs for _, part in bk.walk(brief.sections)}
    assert set(bk.Block.__args__) <= found
    spans = [span for brief in briefs for _, span in bk.walk(brief, bk.Span)]
    for mark in attrs.fields(bk.Span):
        assert any(getattr(span, mark.name) for span in spans), mark.name
    assert {span.position for span in spans} >= set(bk.Position)


@pytest.mark.parametrize("name", ["flood.json", "prices.json", "water.json", "drones.yaml"])
@pytest.mark.parametrize(
    "format", [name for name in bk.FORMATS if name not in ("text", "email", "odt")]
)
def test_an_example_reads_back_equal(name: str, format: str) -> None:
    brief = bk.load(EXAMPLES / name)
    reading = bk.read(bk.render(brief, format), format)
    assert reading.brief == brief
    assert reading.notes == ()


def test_the_grid_has_every_kind_of_block() -> None:
    grid = bk.load(EXAMPLES / "grid.json")
    found = {type(part) for _, part in bk.walk(grid.sections)}
    assert set(bk.Block.__args__) <= found


def test_the_flood_is_of_pictures_and_the_prices_are_of_tables() -> None:
    flood, prices = (bk.load(EXAMPLES / name) for name in ("flood.json", "prices.json"))
    assert sum(1 for _ in bk.walk(flood, bk.Figure)) == 5
    assert max(len(one.header) for _, one in bk.walk(prices, bk.Table)) == 15


def test_the_harbour_reads_with_no_notes_but_those_expected() -> None:
    reading = bk.read(EXAMPLES / "harbour.txt")
    assert [(note.code, note.line) for note in reading.notes] == [
        ("language-assumed", None),
        ("statement-inferred", 24),
    ]


def test_the_harbour_loses_nothing_as_text() -> None:
    assert bk.losses(bk.load(EXAMPLES / "harbour.txt"), "text") == ()
    assert bk.losses(bk.load(EXAMPLES / "harbour.txt"), "json") == ()


def test_the_statements_of_the_harbour_are_all_found(capsys: pytest.CaptureFixture[str]) -> None:
    brief = bk.load(EXAMPLES / "harbour.txt")
    bullets = sum(
        line.lstrip().startswith("•")
        for line in (EXAMPLES / "harbour.txt").read_text("utf-8").splitlines()
    )
    in_paragraphs = [said for _, one in bk.walk(brief, bk.Paragraph) for said in one.statements]
    assert [one.cue for one in in_paragraphs] == ["say"]  # "two shipping lines say …"
    assert len(brief.statements()) == bullets - len(brief.related) + len(in_paragraphs)


@pytest.mark.parametrize("name", ["harbour.txt", "grid.json", "water.json", "drones.yaml"])
@pytest.mark.parametrize("format", [name for name, one in bk.FORMATS.items() if one.write])
def test_an_example_prints_in_every_format(name: str, format: str) -> None:
    assert bk.render(bk.load(EXAMPLES / name), format)
