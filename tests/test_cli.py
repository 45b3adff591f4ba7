"""The command line: what it prints, where it writes, how it fails."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint
from click.testing import CliRunner, Result

import briefkit as bk
from briefkit.cli import FAILED, MISSING, main
from briefkit.formats.pdf import parts, tagged

EXAMPLES = Path(__file__).parents[1] / "examples"
Run = Callable[..., Result]
TEXT = "A title\n\nA standfirst.\n\nBackground\n\nWords of it.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in a folder of its own that holds brief.txt."""
    monkeypatch.chdir(tmp_path)
    Path("brief.txt").write_text(TEXT, "utf-8")
    return lambda *args, **kwargs: CliRunner().invoke(main, [str(arg) for arg in args], **kwargs)


def test_render_writes_each_format_and_says_where(run: Run) -> None:
    result = run("render", "brief.txt", "--to", "pdf", "--to", "docx", "--to", "html", "-o", "out/")
    assert result.exit_code == 0
    assert result.stdout.split() == ["out/brief.pdf", "out/brief.docx", "out/brief.html"]
    assert Path("out/brief.pdf").read_bytes().startswith(b"%PDF-")
    assert "language-assumed" in result.stderr


def test_render_into_a_file_and_to_standard_output(run: Run) -> None:
    assert run("render", "brief.txt", "--to", "html", "-o", "page.html").exit_code == 0
    assert Path("page.html").exists()
    result = run("render", "-q", "-", "--to", "json", "-o", "-", input=TEXT)
    assert bk.read(result.stdout_bytes, "json").brief == bk.load("brief.txt")
    assert result.stderr == ""


def test_show_prints_the_outline(run: Run) -> None:
    result = run("show", EXAMPLES / "grid.json", env={"COLUMNS": "200"})
    assert result.exit_code == 0
    for words in (
        "Chief Regulator, Jonas Wirth",
        "mixed · tell · 2026-07-17",
        "4 rows of 4",
        "likely",
    ):
        assert words in result.stdout


def test_schema_and_doctor(run: Run) -> None:
    assert json.loads(run("schema").stdout) == bk.json_schema()
    result = run("doctor")
    assert result.exit_code == 0
    assert "Pango" in result.stdout


def test_doctor_says_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    result = run("doctor")
    assert result.exit_code == MISSING
    assert "apt install" in result.stdout


def test_doctor_says_where_weasyprint_is_none_that_tags_are_made_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "99.1")
    assert "99.1 is another, but they fit" in run("doctor").stdout
    monkeypatch.setitem(parts.PARTS, "weasyprint.document:Page", ("_sheet_box",))
    result = run("doctor")
    assert result.exit_code == MISSING
    assert "WeasyPrint 99.1 is none that tags are made for" in result.stdout
    assert "weasyprint.document:Page._sheet_box is gone" in result.stdout


@pytest.mark.filterwarnings("default")
def test_a_warning_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagged, "_has_no_bullet", lambda box: True)
    Path("brief.txt").write_text("A title\n\nBackground\n\n- One\n- Two\n", "utf-8")
    result = run("render", "-q", "brief.txt", "--to", "pdf")
    assert result.exit_code == 0
    [line] = result.stderr.splitlines()
    assert line.startswith("briefkit: the PDF keeps WeasyPrint's own tags")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["render", "nowhere.txt", "--to", "pdf"], f"nowhere.txt: {os.strerror(errno.ENOENT)}"),
        (["render", "brief.txt", "--to", "odt"], "no format is called 'odt'"),
        (["render", "brief.txt", "--to", "html", "--theme", "loud"], "no theme is called 'loud'"),
        (["show", "empty.txt"], "empty.txt: has no words"),
        (["show", "broken.json"], "broken.json"),
        (["show", "binary.txt"], "binary.txt"),
        (["show", "folder.txt"], "folder.txt"),
    ],
)
def test_errors_are_one_line_without_a_traceback(
    run: Run, arguments: list[str], words: str
) -> None:
    Path("empty.txt").write_bytes(b"")
    Path("broken.json").write_text('{"schema_version": 1, "title": }', "utf-8")
    Path("binary.txt").write_bytes(bytes(range(256)) * 40)
    Path("folder.txt").mkdir()
    result = run(*arguments)
    assert result.exit_code == FAILED
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("briefkit: ")
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "brief.txt"],
        ["render", "brief.txt", "--to", "pdf", "--to", "html", "-o", "-"],
        ["render", "brief.txt", "--to", "pdf", "-o", "page.html"],
        ["dance"],
    ],
)
def test_a_wrong_command_line_is_exit_code_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    brief = bk.draft("T").background(*[f"Paragraph {n}." for n in range(20_000)]).build()
    bk.save(brief, tmp_path / "long.json")
    code = "from briefkit.cli import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "render",
        str(tmp_path / "long.json"),
        "--to",
        "json",
        "-o",
        "-",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == 0
