"""Imports go down only; the floors stand in docs/architecture.md and are read from there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "briefkit"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d) \| `(\w+)` \|", re.MULTILINE)
#: Each room with its floor, the topmost first.
ROOMS = {room: int(floor) for floor, room in ROW.findall(PAGE)}
ORDER = list(ROOMS)


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(file): file for file in sorted(SOURCE.rglob("*.py"))}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports_of(module: str) -> Iterator[str]:
    """The modules of briefkit that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(origin), level=0):
                inside = [f"{origin}.{alias.name}" for alias in node.names]
                submodules = [name for name in inside if name in MODULES]
                # "from briefkit.recognise import quotes" imports a module, not the package's names.
                yield from submodules
                if len(submodules) < len(inside):
                    yield origin
            case ast.ImportFrom():
                pytest.fail(f"{module} imports by a relative name")
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case _:
                pass


@cache  # when the first test asks, not where the tests are collected
def imports() -> dict[str, set[str]]:
    return {
        module: {name for name in imports_of(module) if name in MODULES} - {module}
        for module in MODULES
    }


def test_every_room_has_a_floor_and_every_floor_its_rooms() -> None:
    assert {room_of(module) for module in MODULES} == set(ROOMS)
    assert sorted(ROOMS.values(), reverse=True) == list(ROOMS.values())


def test_imports_go_down_only() -> None:
    def is_above(name: str, module: str) -> bool:
        return room_of(name) not in ORDER[ORDER.index(room_of(module)) :]

    up = {
        module: sorted(above)
        for module, names in imports().items()
        if (above := [name for name in names if is_above(name, module)])
    }
    assert up == {}, "a module imports from above"


ROOMS_OF_FORMATS = {"docx", "email", "html", "json", "markdown", "odt", "pdf", "plain_text", "yaml"}


def test_formats_import_nothing_sideways_but_pdf_its_html_and_markdown_its_front_matter() -> None:
    def part(module: str) -> str:
        return module.removeprefix("briefkit.formats").split(".")[1]

    sideways = {
        (part(module), part(name))
        for module, names in imports().items()
        for name in names
        if module.startswith("briefkit.formats.") and name.startswith("briefkit.formats.")
    }
    found = {(one, other) for one, other in sideways if one != other}
    assert {(one, other) for one, other in found if one in ROOMS_OF_FORMATS} <= {
        ("pdf", "html"),
        ("email", "html"),
        ("markdown", "yaml"),
        *((one, "decoding") for one in ("html", "markdown", "plain_text")),
        ("odt", "docx"),
        *(
            (one, shared)
            for one in ROOMS_OF_FORMATS
            for shared in ("content_limits", "file_dates", "format", "unread_kinds")
        ),
    }
    # What all formats share knows none of them, so that each is loaded when it is used.
    assert not {one for one, other in found if other in ROOMS_OF_FORMATS} - ROOMS_OF_FORMATS


#: Names that say which way a room goes, and so may stand in any.
DIRECTIONS = {"__init__", "read", "write"}
#: How many imports may stand in functions; whoever needs one more takes another to the top.
MOST_LATE_IMPORTS = 20


def test_a_name_stands_for_one_module_among_rooms_that_know_each_other() -> None:
    folders: dict[str, list[str]] = {}
    for module, file in MODULES.items():
        if file.stem not in DIRECTIONS:
            folders.setdefault(file.stem, []).append(module.rpartition(".")[0])
    known = {
        (module.rpartition(".")[0], name.rpartition(".")[0])
        for module, names in imports().items()
        for name in names
    }
    assert {name: found for name, found in folders.items() if len(found) > 2} == {}
    for name, found in folders.items():
        for one, other in product(found, found):
            assert one == other or (one, other) not in known, f"{name} is in {one} and {other}"


def late_imports() -> Iterator[tuple[str, bool]]:
    """Each import in a function, and whether a comment gives its reason: beside it, above it, or over the function."""
    for module, file in MODULES.items():
        lines = file.read_text("utf-8").splitlines()
        for function in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        around = lines[function.lineno - 2 : node.lineno]
                        yield f"{module}:{node.lineno}", any("#" in line for line in around)


def test_few_imports_stand_in_functions_and_each_has_its_reason() -> None:
    found = dict(late_imports())
    assert len(found) <= MOST_LATE_IMPORTS
    assert [place for place, reason in found.items() if not reason] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert list(TopologicalSorter(imports()).static_order())  # raises CycleError, which names them
