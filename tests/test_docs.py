"""What the documentation shows is true: its code runs, its commands print that, its tables are complete."""

import ast
import doctest
import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import attrs
import pytest
import yaml

import briefkit as bk
from briefkit.formats.pdf.install_hints import PANGO_REMEDY
from briefkit.notes import Code

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN_FILE = re.compile(
    r"^```\{code-block\} \w+\n:caption: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
SOURCE = ROOT / "src" / "briefkit"
NAMES = {name: getattr(bk, name) for name in bk.__all__}


def fenced(page: Path, language: str) -> str:
    """The blocks of a page in a language as one, each on the lines on which it stands in the page."""
    text = page.read_text("utf-8")
    lines = [""] * text.count("\n")
    for match in FENCE.finditer(text):
        if match[1] == language:
            start = text[: match.start(2)].count("\n")
            block = match[2].splitlines()
            lines[start : start + len(block)] = block
    return "\n".join(lines)


def docstring_examples() -> Iterator[doctest.DocTest]:
    finder = doctest.DocTestFinder(recurse=True)
    for name, value in NAMES.items():
        if isinstance(value, type) or callable(value):
            for test in finder.find(value, name, globs={"bk": bk}):
                if test.examples:
                    yield test


EXAMPLES = list(docstring_examples())


@pytest.fixture
def at_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of one's own that has the examples, as the root of the repository does."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def save_files(page: Path, folder: Path) -> dict[str, str]:
    """Save the files that a page shows under their names; they are what its reader has."""
    files = {match[1]: match[2] for match in SHOWN_FILE.finditer(page.read_text("utf-8"))}
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return files


# Code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_code_of_a_page_runs(page: Path, at_root: Path) -> None:
    save_files(page, at_root)
    code = compile(fenced(page, "python"), str(page), "exec")
    exec(code, {"__name__": "__main__"})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_examples_of_a_docstring_run(example: doctest.DocTest) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    said: list[str] = []
    runner.run(example, out=said.append)
    assert not runner.failures, "".join(said)


def test_every_public_name_is_used_by_an_example_that_runs() -> None:
    sources = [fenced(page, "python") for page in PAGES]
    sources += [example.source for test in EXAMPLES for example in test.examples]
    used = {
        node.attr
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "bk"
    }
    assert sorted(set(bk.__all__) - used) == []


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", *(DOCS / f"{name}.md" for name in ("index", "tutorial", "ci"))],
    ids=lambda page: page.name,
)
def test_whoever_installed_the_package_can_run_a_page(page: Path, tmp_path: Path) -> None:
    assert "examples/" not in fenced(page, "python") + fenced(page, "console") + fenced(page, "sh")
    example = ROOT / "examples/harbour.txt"
    shown = save_files(page, tmp_path).get(example.name)
    assert shown in (None, example.read_text("utf-8"))


# Commands


def commands(page: Path) -> Iterator[tuple[str, str, int]]:
    """Yield each command of a page, what it prints, and its exit code."""
    for block in re.split(r"^\$ ", fenced(page, "console"), flags=re.MULTILINE)[1:]:
        line, _, output = block.partition("\n")
        command, _, remark = line.partition("  # exits with ")
        yield command, output.strip("\n"), int(remark or 0)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if fenced(page, "console").strip()],
    ids=lambda page: page.name,
)
def test_the_commands_of_a_page_print_what_it_shows(
    page: Path, at_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    testing = pytest.importorskip("click.testing")
    from briefkit.cli import main

    monkeypatch.setenv("COLUMNS", "100")
    save_files(page, at_root)
    for command, shown, code in commands(page):
        line, _, stdin = command.partition(" < ")
        program, *arguments = shlex.split(line)
        assert program == "briefkit"
        given = BytesIO((at_root / stdin).read_bytes()) if stdin else None
        result = testing.CliRunner().invoke(main, arguments, input=given)
        assert result.exit_code == code, (command, result.output)
        printed = result.output.replace(os.sep, "/")
        like = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        assert doctest.OutputChecker().check_output(shown, printed, like), (command, printed)


def test_the_pipelines_of_the_page_on_ci_run(at_root: Path) -> None:
    testing = pytest.importorskip("click.testing")
    from briefkit.cli import main

    files = save_files(DOCS / "ci.md", at_root)
    (at_root / "briefs/drones.md").unlink()  # the one that is wrong
    run = []
    for name, content in files.items():
        if name.endswith(".yml"):
            for line in re.findall(r"^ +- (?:run: )?briefkit (.*)$", content, re.MULTILINE):
                command, *_ = line.partition(" > ")
                result = testing.CliRunner().invoke(main, shlex.split(command))
                assert result.exit_code == 0, (command, result.output)
                run.append(command.split()[0])
    assert run == ["read", "render", "read"]
    assert {file.name for file in (at_root / "printed").iterdir()} == {"strike.pdf", "strike.html"}


def test_the_hooks_of_pre_commit_run(at_root: Path) -> None:
    testing = pytest.importorskip("click.testing")
    from briefkit.cli import main

    (own,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (shown,) = yaml.safe_load(save_files(DOCS / "ci.md", at_root)[".pre-commit-config.yaml"])[
        "repos"
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert own["additional_dependencies"] == project["optional-dependencies"]["cli"]
    (local,) = shown["hooks"]
    assert {name: local[name] for name in ("id", "entry", "language", "require_serial")} == {
        name: own[name] for name in ("id", "entry", "language", "require_serial")
    }
    for hook in (own, local):
        program, *arguments = [*shlex.split(hook["entry"]), *map(str, hook.get("args", ()))]
        assert program == "briefkit"
        staged = [one for one in ("briefs/strike.md", "README.md") if re.search(hook["files"], one)]
        assert testing.CliRunner().invoke(main, [*arguments, *staged]).output == ""
        result = testing.CliRunner().invoke(main, [*arguments, *staged, "briefs/drones.md"])
        assert (result.exit_code, len(result.output.splitlines())) == (1, 1)


def test_no_link_of_the_package_page_leads_into_the_repository() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    page = (ROOT / "README.md").read_text("utf-8")
    for one in project["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        page = re.sub(one["pattern"], one["replacement"], page)
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", page) == []
    assert "Tutorial" in page


def test_every_command_and_option_is_described() -> None:
    click = pytest.importorskip("click")
    from briefkit.cli import main

    page = (DOCS / "cli.md").read_text("utf-8")
    for name, command in main.commands.items():
        assert f"## `briefkit {name}`" in page
        for option in command.params:
            if isinstance(option, click.Option):
                assert all(f"`{one}" in page for one in option.opts), option.opts


# Tables


def test_the_reference_has_every_public_name() -> None:
    page = (DOCS / "api.md").read_text("utf-8")
    described = re.findall(r"^\.\. (?:auto\w+|py:data):: (\w+)$", page, re.MULTILINE)
    assert sorted(described) == sorted(bk.__all__)


def test_the_tables_of_codes_are_that_of_the_code() -> None:
    part = (DOCS / "formats.md").read_text("utf-8").split("\n## Notes\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \|$", part, re.MULTILINE)
    assert rows == [(code.value, code.level.value, code.meaning) for code in Code]
    headings = re.findall(r"^### (.+)$", part, re.MULTILINE)
    source = (SOURCE / "notes" / "codes.py").read_text("utf-8")
    assert re.findall(r"^    # (.+)$", source, re.MULTILINE) == headings


def test_every_code_of_a_note_is_used() -> None:
    source = "".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))
    assert {code.name for code in Code} <= {*re.findall(r"\bCode\.(\w+)", source)}


def test_the_table_of_levels_is_complete() -> None:
    page = (DOCS / "formats.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \| [^|]+ \|$", page, re.MULTILINE) == list(bk.Level)


def test_the_table_of_formats_is_that_of_the_code() -> None:
    page = (DOCS / "formats.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) \| (`\..*?`) \| (yes|no) \| (yes|no) \|", page, re.MULTILINE)
    assert {(name.lower(), suffixes, written, read) for name, suffixes, written, read in rows} == {
        (
            one.name,
            ", ".join(f"`{suffix}`" for suffix in one.suffixes),
            "yes" if one.write else "no",
            "yes" if one.read else "no",
        )
        for one in bk.FORMATS.values()
    }


def test_the_table_of_limits_is_that_of_the_code() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([\d,]+) \| (.+) \|$", (ROOT / "docs/formats.md").read_text("utf-8"), re.M
    )
    said = re.findall(r"^        (\w+): (.*(?:\n            .*)*)", bk.Limits.__doc__ or "", re.M)
    limits = bk.Limits()
    assert rows == [
        (name, f"{getattr(limits, name):,}", " ".join(what.split()))
        for name, what in said
        if hasattr(limits, name)
    ]
    assert [name for name, *_ in rows] == [one.name for one in attrs.fields(bk.Limits)]


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", DOCS / "formats.md"], ids=lambda page: page.name
)
def test_a_page_says_how_to_install_pango_as_the_error_does(page: Path) -> None:
    text = page.read_text("utf-8")
    assert all(command in text for command in re.findall(r"`[^`]+`", PANGO_REMEDY))


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name
)
def test_the_links_into_the_repository_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_json_that_is_shown_is_what_the_code_above_it_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (DOCS / "json.md").read_text("utf-8")
    first, shown = (
        next(m[2] for m in FENCE.finditer(text) if m[1] == name) for name in ("python", "json")
    )
    exec(first, {})
    assert capsys.readouterr().out.strip() == shown.strip()
