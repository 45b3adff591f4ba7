"""The public names: what is promised is there, described, typed, and cheap to import."""

import ast
import enum
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, get_args

import pytest

import briefkit as bk
from briefkit.formats.registry import FormatName, added_formats
from briefkit.style import Engine, PayloadChoice
from briefkit.themes.theme_registry import AnyTheme, ThemeName, added_themes

ROOT = Path(__file__).parents[1]
USER = ROOT / "tests" / "typing" / "user.py"
#: What takes time to load, and is loaded when it is needed.
HEAVY = (
    "PIL",
    "babel",
    "cattrs",
    "click",
    "docx",
    "langcodes",
    "lxml",
    "markdown_it",
    "orjson",
    "pikepdf",
    "rich",
    "turbohtml",
    "weasyprint",
    "yaml",
)


def python(code: str) -> str:
    """What code prints in an interpreter of its own."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_all_is_sorted_without_doubles() -> None:
    assert sorted(set(bk.__all__)) == bk.__all__


@pytest.mark.parametrize("name", bk.__all__)
def test_a_name_is_what_its_module_defines_and_says_what_it_is(name: str) -> None:
    value = getattr(bk, name)
    if isinstance(value, type) or callable(value):
        assert value.__name__ == name
        assert value.__module__.startswith("briefkit.")
        summary, *_ = (value.__doc__ or "").split("\n\n")
        assert summary.rstrip().endswith(".")


def test_only_the_names_of_all_are_public() -> None:
    code = (
        "import briefkit as bk, types;"
        "[getattr(bk, name) for name in bk.__all__];"
        "print(*[n for n, v in vars(bk).items()"
        " if n[0] != '_' and not isinstance(v, types.ModuleType)])"
    )
    others = {"TYPE_CHECKING", "annotations"}
    assert set(python(code).split()) - others == set(bk.__all__)


def test_a_star_imports_them_all() -> None:
    names = python("from briefkit import *\nprint(*[n for n in dir() if n[0] != '_'])").split()
    assert set(names) == set(bk.__all__)


def test_dir_lists_them_before_they_are_loaded() -> None:
    names = python("import briefkit; print(*dir(briefkit))").split()
    assert set(bk.__all__) <= set(names)


def test_the_stub_says_where_each_name_comes_from() -> None:
    stub = ast.parse(Path(bk.__file__).with_name("__init__.pyi").read_text("utf-8"))
    found = []
    for line in stub.body:
        if isinstance(line, ast.ImportFrom):
            module = importlib.import_module(f"briefkit.{line.module}")
            for one in line.names:
                assert one.asname == one.name  # so that a type checker exports it
                assert getattr(bk, one.name) is getattr(module, one.name)
                found.append(one.name)
    assert sorted(found) == bk.__all__


def test_threads_load_names_at_the_same_time() -> None:
    code = (
        "import briefkit as bk\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def load(at): return [getattr(bk, n) for n in bk.__all__[at:] + bk.__all__[:at]]\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    print(len({frozenset(map(id, one)) for one in pool.map(load, range(0, 80, 10))}))"
    )
    assert python(code) == "1"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'breif'"):
        _ = bk.breif  # type: ignore[attr-defined]  # that is the point


def test_importing_loads_nothing_heavy() -> None:
    loaded = python("import sys, briefkit; print(*sys.modules)").split()
    assert "briefkit.version" in loaded
    assert [name for name in HEAVY if name in loaded] == []


#: Where a signature says Any, and why no type could stand there.
ANY = {
    "Draft.fields": "the arguments of Brief, by name",
    **dict.fromkeys(
        ("to_dict", *(f"{one}.to_dict" for one in ("Difference", "Fault", "Note", "Reading"))),
        "what stands in plain data is what `json.loads` returns",
    ),
    "at": "what stands at a path is of the class that the path leads to",
}


def public_functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """The functions and the constructors that are public, and the methods of public classes."""
    for name in bk.__all__:
        value = getattr(bk, name)
        if isinstance(value, type) and not issubclass(value, enum.Enum | BaseException):
            if Protocol not in value.__bases__:  # of which nobody makes one
                yield name, value
            for below, part in vars(value).items():
                function = part.fget if isinstance(part, property) else part
                function = getattr(function, "__func__", function)
                if inspect.isfunction(function) and not below.startswith("_"):
                    yield f"{name}.{below}", function
        elif inspect.isfunction(value):
            yield name, value


def test_signatures_say_what_is_taken_and_returned() -> None:
    untyped = set()
    for name, function in public_functions():
        signature = inspect.signature(function)
        for one in signature.parameters.values():
            if one.name != "self" and re.search(r"\bAny\b|_empty", str(one.annotation)):
                untyped.add(f"{name}.{one.name}")
        if re.search(r"\bAny\b|_empty", str(signature.return_annotation)):
            untyped.add(name)
    assert untyped == set(ANY)


def test_constructors_say_what_their_converters_take() -> None:
    taken = inspect.signature(bk.Section).parameters
    assert {name: one.annotation for name, one in taken.items()} == {
        "kind": "SectionKind | str",
        "heading": "Text | str | Iterable[Span] | None",
        "blocks": "Iterable[Block]",
        "sections": "Iterable[Section]",
        "marking": "Marking | None",
        "id": "str | None",
        "extra": "Mapping[str, object]",
    }
    taken = inspect.signature(bk.Assessment).parameters
    assert taken["confidence"].annotation == "Confidence | str | None"


def test_an_editor_completes_the_names_of_formats_and_themes() -> None:
    assert set(get_args(FormatName)) == {one for one in bk.FORMATS if one not in added_formats()}
    assert set(get_args(ThemeName)) == {one for one in bk.THEMES if one not in added_themes()}
    for function in (bk.render, bk.write, bk.save):
        aliases = {"AnyTheme": AnyTheme, "PayloadChoice": PayloadChoice, "Engine": Engine}
        taken = inspect.signature(function, eval_str=True, locals=aliases).parameters
        for name, literal in (("format", FormatName), ("theme", ThemeName)):
            assert set(get_args(literal)) <= {
                value for one in get_args(taken[name].annotation) for value in get_args(one)
            }


def test_help_says_of_limits_what_is_not_as_usual() -> None:
    assert repr(bk.Limits()) == "Limits()"
    assert repr(bk.Limits(lines=3)) == "Limits(lines=3)"
    assert "limits: 'Limits' = Limits()" in str(inspect.signature(bk.read))


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(bk.__file__).with_name("py.typed").exists()


def test_the_code_of_a_user_has_every_public_name() -> None:
    # Whoever adds a name writes there how it is used; mypy checks it below, pyright in `make lint`.
    tree = ast.parse(USER.read_text("utf-8"))
    used = {
        one.attr
        for one in ast.walk(tree)
        if ast.unparse(one).startswith("bk.") and isinstance(one, ast.Attribute)
    }
    assert sorted(set(bk.__all__) - used) == []


def test_the_code_of_a_user_type_checks() -> None:
    api = pytest.importorskip("mypy.api")
    said, errors, status = api.run(["--strict", "--warn-unused-ignores", str(USER)])
    assert (status, errors) == (0, ""), said
