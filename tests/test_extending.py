"""docs/extending.md is true: applied to a copy of the project, it gives a kind of block and a format that keep the laws."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
MOST_FILES = 12
SCHEMA = "src/briefkit/data/brief.schema.json"
SCHEMA_TEST = "tests/test_schema.py::test_the_shipped_file_is_what_the_classes_say"
LAWS = "tests/support/kind_laws.py"
STEP = re.compile(
    r"^If this is left out, (?P<by>[^\n]+) names it:\n\n```diff\n\+\+\+ (?P<path>[^\n]+)\n(?P<hunks>.*?)^```$",
    re.M | re.S,
)


@frozen
class Step:
    """One file of a recipe.

    Attributes:
        path: The file.
        named_by: What names it where it was left out: "mypy", or a file of tests.
        hunks: What stands there before, and after.
    """

    path: str
    named_by: str
    hunks: tuple[tuple[str, str], ...]

    def apply(self, project: Path) -> None:
        """Change the file; each hunk has one place."""
        file = project / self.path
        text = file.read_text("utf-8")
        for before, after in self.hunks:
            assert text.count(before) == 1, (
                f"docs/extending.md: {self.path} has no one place for\n{before}"
            )
            text = text.replace(before, after)
        file.write_text(text, "utf-8")


def steps(part: str) -> list[Step]:
    """The steps under a heading of the page."""
    _, _, text = PAGE.partition(f"\n## {part}\n")
    found = STEP.finditer(text.partition("\n## ")[0])
    return [Step(one["path"], one["by"].strip("`"), tuple(hunks(one["hunks"]))) for one in found]


def hunks(diff: str) -> Iterator[tuple[str, str]]:
    for hunk in diff.split("@@\n")[1:]:
        lines = hunk.splitlines(keepends=True)
        before, after = (
            "".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +")
        )
        yield before, after


KIND, FORMAT = steps("A kind of block"), steps("A format")


def module_of_format() -> str:
    """The module that the page shows."""
    [code] = re.findall(r'^```python\n("""Gemini: .*?)^```$', PAGE, re.M | re.S)
    return str(code)


def copied(to: Path) -> Path:
    """A copy of what the laws need of the project."""
    for name in ("src", "docs", "tests"):
        left_out = shutil.ignore_patterns(
            "__pycache__", "cases", "golden", "_build", "*.png", ".hypothesis"
        )
        shutil.copytree(ROOT / name, to / name, ignore=left_out)
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, to / name)
    return to


def python(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(project / "src"), str(project / "tests")))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )


def pytest_in(project: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    return python(
        project, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *tests
    )


def renew_schema(project: Path) -> None:
    schema = python(project, "-m", "briefkit.data.schema")
    assert schema.returncode == 0, schema.stderr
    (project / SCHEMA).write_text(schema.stdout, "utf-8")


def extended(project: Path) -> Path:
    """The project with the kind of block and the format of the page."""
    for step in (*KIND, *FORMAT):
        step.apply(project)
    (project / "src/briefkit/formats/gemini.py").write_text(module_of_format(), "utf-8")
    return project


def test_a_kind_of_block_touches_a_dozen_files_at_most() -> None:
    assert len({SCHEMA, *(step.path for step in KIND)}) <= MOST_FILES


@pytest.mark.extending
def test_a_kind_of_block_and_a_format_made_by_the_page_keep_the_laws(tmp_path: Path) -> None:
    project = extended(copied(tmp_path))
    renew_schema(project)
    held = pytest_in(
        project,
        LAWS,
        SCHEMA_TEST,
        "tests/test_lower.py::test_every_field_of_every_class_has_a_row_and_every_row_a_field",
        "tests/test_docs.py::test_the_reference_has_every_public_name",
        "tests/test_docs.py::test_the_examples_of_a_docstring_run[Indicator]",
        "tests/test_docs.py::test_the_table_of_formats_is_that_of_the_code",
    )
    assert held.returncode == 0, held.stdout + held.stderr


# Whatever is left out is named; `make test-extending` runs these, for the type checker takes its time.

LEFT_OUT = [
    pytest.param(step.path, after, before, step.named_by, id=f"{step.path}-{number}")
    for step in (*KIND, *FORMAT)
    for number, (before, after) in enumerate(step.hunks, 1)
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = extended(copied(tmp_path_factory.mktemp("project")))
    renew_schema(whole)
    return whole


def mypy_in(project: Path) -> subprocess.CompletedProcess[str]:
    return python(project, "-m", "mypy", "--no-error-summary", "src", "tests/typing")


def asked(project: Path, who: str) -> subprocess.CompletedProcess[str]:
    """What the type checker, an import, or a test has to say."""
    match who:
        case "mypy":
            return mypy_in(project)
        case "import briefkit.layout":
            return python(project, "-c", who)
        case _:
            return pytest_in(project, who)


@pytest.mark.extending
def test_nothing_is_named_where_nothing_is_left_out(project: Path) -> None:
    checked = mypy_in(project)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.extending
@pytest.mark.parametrize(("path", "there", "left", "named_by"), LEFT_OUT)
def test_what_is_left_out_is_named(
    project: Path, path: str, there: str, left: str, named_by: str
) -> None:
    file = project / path
    whole = file.read_text("utf-8")
    assert whole.count(there) == 1
    file.write_text(whole.replace(there, left), "utf-8")
    try:
        found = asked(project, named_by)
    finally:
        file.write_text(whole, "utf-8")
    assert found.returncode, found.stdout
    said = found.stdout + found.stderr
    assert re.search("indicator|gemini", said, re.I), said


@pytest.mark.extending
def test_an_old_schema_is_named(project: Path) -> None:
    schema = project / SCHEMA
    whole = schema.read_bytes()
    shutil.copy(ROOT / SCHEMA, schema)
    try:
        found = pytest_in(project, SCHEMA_TEST)
    finally:
        schema.write_bytes(whole)
    assert found.returncode
    assert f"> {SCHEMA}" in found.stdout
