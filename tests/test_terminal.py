"""Nothing that a stranger wrote commands a terminal, whatever is printed of it."""

from __future__ import annotations

import ast
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit import cli
from briefkit.cli import FAILED, main
from briefkit.runtime.terminal import is_words, visible
from support.stretched import stretched

PACKAGE = Path(cli.__file__).parent
#: What clears a screen, sets a title, makes a link, writes backwards, and does so in one sign of C1.
COMMANDS = (
    "\x1b[2J",
    "\x1b]0;x\x07",
    "\x1b]8;;https://a.example\x1b\\",
    "\u202e",
    "\u2066",
    "\x9b2J",
)
TEXT = "A title\n\nA standfirst.\n\nBackground\n\nWords of it.\n"
Run = Callable[..., Result]


def commands_in(printed: str) -> list[str]:
    """Every sign of what was printed that a terminal does not show as a letter."""
    return [
        one for one in printed if one != "\n" and (ord(one) < 0x20 or 0x7F <= ord(one) < 0xA0)
    ] + [one for one in printed if "\u202a" <= one <= "\u202e" or "\u2066" <= one <= "\u2069"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *args, **kwargs: CliRunner().invoke(main, [str(arg) for arg in args], **kwargs)


@given(st.text())
def test_what_is_visible_commands_nothing_and_keeps_its_letters(words: str) -> None:
    assert not commands_in(visible(words).replace("\n", "\\n"))
    assert "\n" not in visible(words)
    if not commands_in(words) and "\n" not in words:
        assert visible(words) == words.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "{}.txt", "--to", "json"),
        ("render", "{}.txt", "--to", "json", "-o", "{}/"),
        ("render", "{}.txt", "--to", "{}"),
        ("render", "{}.txt", "--to", "json", "--{}"),
        ("render", "{}.txt", "--to", "json", "--theme", "{}"),
        ("render", "{}.txt", "--to", "json", "--payload", "{}"),
        ("render", "{}.txt", "--to", "pdf", "-o", "{}.docx"),
        ("convert", "{}.txt", "{}.md"),
        ("read", "{}.txt", "--notes"),
        ("read", "{}.txt", "--language", "{}"),
        ("show", "{}.txt"),
        ("show", "no{}"),
        ("preview", "no{}"),
        ("strip", "{}.txt"),
        ("{}",),
        ("--{}",),
    ],
    ids=" ".join,
)
def test_no_name_on_the_command_line_commands(
    run: Run, command: str, arguments: tuple[str, ...]
) -> None:
    name = command.replace("/", "")
    Path(f"{name}.txt").write_text(TEXT, "utf-8")
    result = run(*(one.format(name) for one in arguments))
    assert not commands_in(result.output)
    assert not isinstance(result.exception, UnicodeError)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"])
def test_no_words_of_a_brief_command(run: Run, sign: str) -> None:
    Path("brief.json").write_bytes(bk.render(stretched(f"a{sign}b"), "json"))
    shown = run("show", "brief.json", env={"COLUMNS": "300"})
    assert shown.exit_code == 0
    assert not commands_in(shown.output)
    assert visible(sign) in shown.output


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.json", '{"schema_version": 1, "title": "T", "a\\u001b[2J\\u202e": 1}'),
        ("brief.yaml", 'schema_version: 1\ntitle: T\n"a\\e[2J\\u202e": 1\n'),
        ("brief.yaml", "schema_version: 1\ntitle: T\nlanguage: a\u202e\n"),
        ("brief.md", f"{TEXT}\n[a](javascript:\u202e) \u202eb\n"),
    ],
)
def test_no_words_of_a_note_or_an_error_command(run: Run, name: str, content: str) -> None:
    Path(name).write_text(content, "utf-8")
    result = run("read", name, "--notes")
    assert not commands_in(result.output)
    assert "\\u202e" in result.output


def test_a_line_is_printed_by_one_function_alone() -> None:
    calls = [
        f"{file.name}:{node.lineno}"
        for file in sorted(PACKAGE.glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("click.echo", "print", "click.secho")
    ]
    assert len(calls) == 1
    assert calls[0].startswith("streams.py")


# A terminal


def in_terminal(*arguments: str, cwd: Path) -> tuple[int, str]:
    """Run the command with a terminal for its output; return its exit code and what the terminal got."""
    command = [sys.executable, "-c", "from briefkit.cli import main; main()", *arguments]
    reading, writing = pty.openpty()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=writing, stderr=writing, cwd=cwd
    ) as process:
        os.close(writing)
        printed = b"".join(_read(reading))
    os.close(reading)
    return process.returncode, printed.decode()


def _read(reading: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(reading, 65_536)
        except OSError:  # the other end is closed
            return
        if not part:
            return
        yield part


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    brief = bk.draft("A title").background("Words \u202e of it.").build()
    (tmp_path / "brief.json").write_bytes(bk.render(brief, "json"))
    (tmp_path / "page.html").write_bytes(bk.render(brief, "html") + b"\x1b[2J")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "brief.json", "--to", "pdf", "-o", "-"),
        ("render", "brief.json", "--to", "docx", "-o", "-"),
        ("strip", "page.html", "-o", "-"),
    ],
    ids=" ".join,
)
def test_what_is_no_text_is_not_written_to_a_terminal(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    code, printed = in_terminal(*arguments, cwd=folder)
    assert code == FAILED
    assert "-o" in printed
    assert printed.count("\n") == 1
    assert not commands_in(printed.replace("\r\n", "\n"))


@pytest.mark.parametrize("format", ["json", "yaml", "markdown", "text", "html"])
def test_text_is_written_to_a_terminal(folder: Path, format: str) -> None:
    code, printed = in_terminal("render", "-q", "brief.json", "--to", format, "-o", "-", cwd=folder)
    assert code == 0
    assert "A title" in printed
    assert "\x1b" not in printed


def test_an_outline_in_a_terminal_has_no_commands_but_colours(folder: Path) -> None:
    code, printed = in_terminal("show", "brief.json", cwd=folder)
    assert code == 0
    assert "\\u202e" in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a\r\n\tb", True),
        ("é\u202e".encode(), True),
        (b"\x1b[2J", False),
        (b"\xff", False),
        ("\u009b".encode(), False),
        (b"\x00", False),
    ],
)
def test_what_is_words(data: bytes, words: bool) -> None:
    assert is_words(data) is words


def test_a_terminal_shows_a_table_of_what_a_bulk_run_came_to(folder: Path) -> None:
    (folder / "bad.json").write_text("{")
    words = ("render", "brief.json", "bad.json", "--to", "text", "--jobs", "1", "-o", "out")
    code, printed = in_terminal(*words, cwd=folder)
    assert code == FAILED
    assert "bad.json" in printed
    rows = [re.findall(r"\d+", re.sub(r"\x1b\[[\d;]*m", "", line)) for line in printed.split("\n")]
    assert ["1", "0", "1", "2"] in [row[:4] for row in rows]
