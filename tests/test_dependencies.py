"""What is leant on of other projects: private names, where it must be, each listed; versions; locks."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import docx
import pytest

from briefkit.formats.pdf.engine_loading import KNOWN_VERSIONS
from briefkit.formats.pdf.writing import weasyprint_internals
from support.locks import LOWEST, NEWEST, ROOT, locked

FOLDERS = ("src", "tests", "benchmarks", "look", "examples", "docs")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Private names


def _paragraph() -> Any:
    return docx.Document().add_paragraph("Words")


#: Names of python-docx that tests and benchmarks use, for it has no others that lead to the XML, and what has them.
OF_PYTHON_DOCX: dict[str, Callable[[], Any]] = {
    "_p": _paragraph,
    "_r": lambda: _paragraph().runs[0],
    "_sectPr": lambda: docx.Document().sections[0],
    "_tbl": lambda: docx.Document().add_table(1, 1),
    "_tc": lambda: docx.Document().add_table(1, 1).cell(0, 0),
    "_tr": lambda: docx.Document().add_table(1, 1).rows[0],
    "_inline": lambda: docx.Document().add_picture(str(ROOT / "docs" / "pictures" / "pages.png")),
}
#: Names of WeasyPrint, which `parts` looks for; test_concurrency finds folders where the last one is gone.
OF_WEASYPRINT = {part for wanted in weasyprint_internals.PARTS.values() for part in wanted} | {
    "_folder"
}
#: Names of types alone, which nothing looks up when it runs; mypy fails where one is gone.
OF_TYPES = {"_Element", "_Compress"}
#: Modules of Python that `regex_steps` counts with; test_linear fails where they read patterns otherwise.
OF_PYTHON = {"_constants", "_parser"}
#: Public ones of the standard library, in spite of the underscore: those of named tuples, of os, and of enums.
PUBLIC = {"_replace", "_asdict", "_exit", "_value_"}


@pytest.mark.parametrize("name", OF_PYTHON_DOCX)
def test_python_docx_still_has(name: str) -> None:
    holder = OF_PYTHON_DOCX[name]()
    assert hasattr(holder, name), (
        f"python-docx {metadata.version('python-docx')} has no {type(holder).__name__}.{name} any "
        "more: find what tests and benchmarks can use instead"
    )


def test_weasyprint_still_has_what_tags_and_glyphs_are_found_by() -> None:
    gone = "; ".join(weasyprint_internals.incompatibilities())
    assert not gone, (
        f"WeasyPrint {metadata.version('weasyprint')} is another than formats/pdf is made for ({gone}): "
        "mend that, or bound its version in pyproject.toml"
    )


@pytest.mark.parametrize(
    ("name", "wanted", "said"),
    [
        ("weasyprint.document:Page", ("_page_frame",), "Page._page_frame is gone"),
        ("weasyprint.document:Sheet", (), "weasyprint.document:Sheet is gone"),
        ("weasyprint.layout.relative:Placeholder", (), "weasyprint.layout.relative:Placeholder is"),
        ("weasyprint.formatting_structure.boxes:InlineFlexBox", (), "InlineFlexBox is not drawn"),
    ],
)
def test_a_part_that_is_gone_is_named(
    name: str, wanted: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weasyprint_internals, "PARTS", {**weasyprint_internals.PARTS, name: wanted})
    [gone] = weasyprint_internals.incompatibilities()
    assert said in gone


def test_a_walk_that_does_not_fit_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.formats.pdf.writing.retag._has_no_bullet", lambda _box: False)
    assert weasyprint_internals.incompatibilities() == ("its elements are not those of its boxes",)


def test_no_other_private_name_of_another_project_is_used() -> None:
    own: set[str] = set()
    used: list[tuple[str, str]] = []
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            nodes = [*ast.walk(ast.parse(file.read_text("utf-8")))]
            own.update(_made(nodes))
            place = file.relative_to(ROOT)
            used += [(f"{place}:{line}: {name}", name) for line, name in _used(nodes)]
    listed = own | OF_PYTHON_DOCX.keys() | OF_WEASYPRINT | OF_TYPES | OF_PYTHON | PUBLIC
    found = [said for said, name in used if name not in listed]
    assert not found, "list it here with a test that it is there, or do without"


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _made(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the names that a module of ours gives: to functions, classes, variables and its own fields."""
    for node in nodes:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name
            case _:
                pass


def _used(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """Yield the private names that are asked for of values and of modules."""
    for node in nodes:
        match node:
            case ast.Attribute(attr=name, lineno=line) if _is_private(name):
                yield line, name
            case ast.ImportFrom(module=str(module), names=names, lineno=line):
                imported = (*module.split("."), *(one.name for one in names))
                yield from ((line, name) for name in imported if _is_private(name))
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(str(name)), *_]):
                if _is_private(name):
                    yield node.lineno, name
            case _:
                pass


# Versions


def _asked() -> dict[str, str]:
    """What pyproject.toml asks for: the bounds by the name of the package."""
    every = [
        *PROJECT["project"]["dependencies"],
        *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
        *(one for group in PROJECT["dependency-groups"].values() for one in group),
    ]
    found = [re.fullmatch(r"([\w.-]+)(.*)", one) for one in every]
    return {one[1].lower(): one[2] for one in found if one}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", version))


def test_every_package_has_a_lowest_version() -> None:
    assert [name for name, bounds in _asked().items() if ">=" not in bounds] == []


def test_weasyprint_is_bounded_by_the_versions_that_tags_are_made_for() -> None:
    assert _asked()["weasyprint"] == f">={KNOWN_VERSIONS[0]},<{KNOWN_VERSIONS.stop}"
    assert "<" in _asked()["pydyf"]


def test_the_lock_has_every_package_and_the_lowest_lock_its_lowest_version() -> None:
    newest, lowest = locked(NEWEST), locked(LOWEST)
    for name, bounds in _asked().items():
        least = re.findall(r">=([\d.]+)", bounds)[0]
        assert name in newest, f"{name} is not locked: make lock"
        assert all(_numbers(one) >= _numbers(least) for one in newest[name]), f"{name}: make lock"
        if name in lowest:
            assert _numbers(lowest[name][0])[: len(_numbers(least))] == _numbers(least), (
                f"{name} {lowest[name][0]} is not {least}: make lock, or ask for what can be had"
            )


@pytest.mark.parametrize("lock", [NEWEST, LOWEST], ids=lambda lock: lock.stem)
def test_a_lock_holds_files_to_their_hashes_and_names_no_place(lock: Path) -> None:
    words = lock.read_text("utf-8")
    assert "://" not in words
    assert "index" not in re.sub(r"(?m)^[\w.-]+==.*", "", words)
    packages = re.split(r"(?m)^(?=[\w.-]+==)", words)[1:]
    assert all("--hash=sha256:" in one for one in packages)


# What is installed


def test_a_wheel_has_every_file_that_is_read() -> None:
    builder = pytest.importorskip("hatchling.builders.wheel").WheelBuilder(str(ROOT))
    packed = {one.distribution_path for one in builder.recurse_included_files()}
    source = ROOT / "src"
    files = {
        one.relative_to(source).as_posix()
        for one in (source / "briefkit").rglob("*.*")
        if one.is_file() and one.suffix != ".pyc"
    }
    assert "briefkit/formats/pdf/typst/brief.typ" in files
    assert files <= packed
