"""The command line: what it prints, where it writes, how it fails."""

import datetime as dt
import errno
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

import briefkit as bk
from briefkit import release_check
from briefkit.cli import FAILED, MISSING, main
from briefkit.formats.pdf.writing import retag, weasyprint_internals

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
    assert re.search(r"made for WeasyPrint 70\s", run("doctor").stdout)
    monkeypatch.setattr(weasyprint, "__version__", "99.1")
    assert "99.1 is another, but they fit" in run("doctor").stdout
    monkeypatch.setitem(weasyprint_internals.PARTS, "weasyprint.document:Page", ("_sheet_box",))
    result = run("doctor")
    assert result.exit_code == MISSING
    assert "WeasyPrint 99.1 is none that tags are made for" in result.stdout
    assert "weasyprint.document:Page._sheet_box is gone" in result.stdout


@pytest.mark.filterwarnings("default")
def test_a_warning_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retag, "_has_no_bullet", lambda box: True)
    Path("brief.txt").write_text("A title\n\nBackground\n\n- One\n- Two\n", "utf-8")
    result = run("render", "brief.txt", "--to", "pdf", "--fail-on", "never")
    assert result.exit_code == 0
    lines = [line for line in result.stderr.splitlines() if "own tags" in line]
    assert len(lines) == 1
    assert lines[0].startswith("brief.txt: tags-kept the PDF keeps WeasyPrint's own tags")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["render", "nowhere.txt", "--to", "pdf"],
            f"nowhere.txt: brief-unreadable {os.strerror(errno.ENOENT)}",
        ),
        (["render", "brief.txt", "--to", "odp"], "no format is called 'odp'"),
        (["render", "brief.txt", "--to", "html", "--theme", "loud"], "no theme is called 'loud'"),
        (["show", "empty.txt"], "empty.txt: brief-unreadable has no words"),
        (["show", "broken.json"], "broken.json"),
        (["show", "binary.txt"], "binary.txt"),
        (["show", "folder.txt"], "folder.txt"),
        (["show", "brief.txt", "--language", "en-"], "language: 'en-' is no language"),
        (["show", "brief\0.txt"], "NUL"),
        (["show", "brief.txt", "--from", ""], "no format is called ''"),
        (["convert", "brief.txt", "brief"], "brief: the name has no suffix"),
        (["convert", "brief.txt", "out\0.json"], "NUL"),
        (["convert", "brief.txt", "no/where.json"], "no/where.json: write-failed No such file"),
        (["convert", "brief.txt", "folder.txt"], "folder.txt: write-failed Is a directory"),
        (["render", "brief.txt", "--to", "json", "-o", "brief.txt/"], "brief.txt"),
        (["render", "brief.txt", "--to", "html", "--css", "latin.css"], "latin.css: is no UTF-8"),
        (["render", "brief.txt", "--to", "html", "--css", "nowhere.css"], "nowhere.css: No such"),
        (["render", "brief.txt", "--to", "html", "--css", "a\0.css"], "null"),
        (["render", "brief.txt", "--to", "docx", "--template", "folder.txt"], "folder.txt"),
        (["render", "brief.txt", "--to", "docx", "--template", "latin.css"], "no Word document"),
        (
            ["render", "brief.txt", "--to", "html", "--theme", "latin.toml"],
            "latin.toml: is no TOML",
        ),
        (["render", "brief.txt", "--to", "html", "--theme", "deep.toml"], "deep.toml"),
        (["strip", "brief.txt", "--force"], "nothing travels unseen in text"),
        (["strip", "nowhere.pdf"], "nowhere.pdf: brief-unreadable No such file"),
        (["preview", "brief\0.txt", "--no-open"], "NUL"),
    ],
)
def test_errors_are_one_line_without_a_traceback(
    run: Run, arguments: list[str], words: str
) -> None:
    Path("empty.txt").write_bytes(b"")
    Path("broken.json").write_text('{"schema_version": 1, "title": }', "utf-8")
    Path("binary.txt").write_bytes(bytes(range(256)) * 40)
    Path("folder.txt").mkdir()
    Path("latin.css").write_bytes("p::before{content:'é'}".encode("latin-1"))
    Path("latin.toml").write_bytes("name = 'é'".encode("latin-1"))
    Path("deep.toml").write_text("name = " + "[" * 20_000, "utf-8")
    # A note may go before the error: what is read is read before what cannot be written.
    result = run(*arguments, *(["-q"] if arguments[0] in ("show", "convert", "render") else []))
    assert result.exit_code == FAILED
    assert len(result.stderr.splitlines()) == 1
    assert re.match(r"briefkit: |[^ ]+: [a-z]+-[a-z]+ ", result.stderr)
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "brief.txt"],
        ["render", "brief.txt", "--to", "pdf", "--to", "html", "-o", "-"],
        ["render", "brief.txt", "--to", "pdf", "-o", "page.html"],
        ["render", "brief.txt", "--to", "pdf", "--to", "html", "-o", "page.html"],
        ["render", "brief.txt", "--to", "pdf", "--payload", "FULL"],
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


def test_what_travels_is_told_in_one_line(run: Run) -> None:
    line = "the brief's data travels along unseen; leave it out with --payload none\n"
    (arguments, files) = (
        ("--to", "html", "--to", "docx", "--to", "text"),
        "brief.html, brief.docx",
    )
    told = run("render", "brief.txt", "--language", "en", *arguments, "-o", "out").stderr
    assert told == ", ".join(f"out/{one}" for one in files.split(", ")) + f": {line}"
    told = run("convert", "brief.txt", "a.docx", "--language", "en").stderr
    assert told == f"a.docx: {line}"
    told = run("render", "brief.txt", "--to", "html", "--language", "en", "-o", "-").stderr
    assert told == f"standard output: {line}"
    for quiet in (["--payload", "none"], ["-q"]):
        told = run("convert", "brief.txt", "a.docx", "--language", "en", *quiet).stderr
        assert told == ""
    assert run("convert", "brief.txt", "a.json", "--language", "en").stderr == ""


def test_a_part_marked_above_its_brief_is_refused_unless_allowed(run: Run) -> None:
    block = bk.Paragraph("Secret words.", marking=bk.Marking("TLP", "RED"))
    bk.save(bk.Brief("T", sections=[bk.Section("background", blocks=[block])]), "red.json")
    for line in (["render", "red.json", "--to", "text"], ["convert", "red.json", "red.txt"]):
        result = run(*line)
        assert result.exit_code == FAILED
        assert "sections[0].blocks[0]: is marked TLP:RED" in result.stderr
        assert not Path("red.txt").exists()
    result = run("convert", "red.json", "red.txt", "--allow-overmarked")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "red.json:8: overmarked sections[0].blocks[0]: is marked TLP:RED"
    )
    assert len(result.stderr.splitlines()) == 1
    assert run("convert", "red.json", "red.txt", "--allow-overmarked", "-q").stderr == ""
    both = ("--to", "text", "--to", "markdown", "--allow-overmarked")
    assert run("render", "red.json", *both).stderr == result.stderr


def test_an_embargo_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    bk.save(bk.Brief("T", embargo="2026-03-01T06:00:00Z"), "later.json")
    monkeypatch.setattr(release_check, "now", lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    result = run("convert", "later.json", "later.txt")
    assert (result.exit_code, result.stdout) == (0, "later.txt\n")
    assert result.stderr == (
        "later.json: embargo the brief is under embargo until 2026-03-01T06:00:00+00:00\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "brief.txt", "--to", "text"],
        ["render", "brief.txt", "--to", "html", "--to", "text"],
        ["render", "brief.txt", "--to", "text", "-o", "soft.txt"],
        ["convert", "brief.txt", "./brief.txt"],
        ["convert", "soft.txt", "brief.txt"],
        ["convert", "brief.txt", "soft.txt"],
        ["convert", "brief.txt", "hard.txt"],
        ["convert", "brief.txt", "letter.docx", "--template", "letter.docx"],
        ["convert", "brief.txt", "house.html", "--css", "house.html"],
        ["strip", "page.html"],
        ["strip", "page.html", "-o", "./page.html"],
    ],
)
def test_what_is_read_is_written_over_by_force_only(run: Run, arguments: list[str]) -> None:
    Path("brief.txt").write_text(f"{TEXT}\n\n\n", "utf-8")  # as briefkit would not write it
    Path("soft.txt").symlink_to("brief.txt")
    os.link("brief.txt", "hard.txt")
    brief = bk.Brief("T")
    for name in ("page.html", "letter.docx"):
        bk.save(brief, name)
    Path("house.html").write_text("h1{color:red}", "utf-8")
    before = {one.name: one.read_bytes() for one in Path().iterdir()}
    result = run(*arguments)
    assert result.exit_code == FAILED
    assert len(result.stderr.splitlines()) == 1
    assert "--force" in result.stderr
    assert {one.name: one.read_bytes() for one in Path().iterdir()} == before
    assert run(*arguments, "--force").exit_code == 0
    assert {one.name: one.read_bytes() for one in Path().iterdir()} != before
    assert Path("soft.txt").is_symlink()


def test_standard_input_is_a_source_too(tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    file.write_text(TEXT, "utf-8")
    code = "from briefkit.cli import main; main()"
    command = [sys.executable, "-c", code, "convert", "-", str(file)]
    with file.open("rb") as source:
        done = subprocess.run(command, stdin=source, capture_output=True, timeout=60, check=False)
    assert done.returncode == FAILED
    assert b"--force" in done.stderr
    assert file.read_text("utf-8") == TEXT


def test_what_cannot_be_printed_leaves_nothing_half_done(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    result = run("render", "brief.txt", "--to", "html", "--to", "pdf", "-o", "out")
    assert result.exit_code == FAILED
    assert not Path("out").exists()


def test_a_format_that_is_asked_for_twice_is_written_once(run: Run) -> None:
    result = run("render", "-q", "brief.txt", "--to", "html", "--to", "htm", "--to", "html")
    assert result.stdout == "brief.html\n"


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="the system has no such device")
def test_a_device_is_written_straight(run: Run) -> None:
    result = run("render", "-q", "brief.txt", "--to", "html", "-o", "/dev/null")
    assert (result.exit_code, result.stdout) == (0, "/dev/null\n")


def test_doctor_says_that_there_is_no_room(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("briefkit.cli.doctor.TemporaryFile", full)
    result = run("doctor")
    assert result.exit_code == MISSING
    assert "No space left on device; let TMPDIR name a folder" in result.stdout


def test_a_pdf_without_room_for_its_fonts_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("briefkit.formats.pdf.writing.write.write", full)
    result = run("render", "-q", "brief.txt", "--to", "pdf")
    assert result.exit_code == FAILED
    assert result.stderr.startswith("brief.txt: render-failed cannot be written as pdf: No space")
    assert "TMPDIR" in result.stderr


def test_strip_says_what_stays_of_changes(run: Run) -> None:
    document = io.BytesIO()
    words = b'<w:ins w:id="1" w:author="Ann"><w:r><w:t>Words.</w:t></w:r></w:ins>'
    with (
        zipfile.ZipFile(
            io.BytesIO(bk.render(bk.draft("T").background("One.").build(), "docx"))
        ) as old,
        zipfile.ZipFile(document, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            whole = part.replace(b"</w:p>", words + b"</w:p>", 1)
            new.writestr(name, whole if name == "word/document.xml" else part)
    Path("a.docx").write_bytes(document.getvalue())
    told = run("strip", "a.docx", "-o", "b.docx")
    assert told.exit_code == 0
    assert "1 insertions (Ann)" in told.stderr
    assert run("strip", "a.docx", "-o", "c.docx", "--changes").stderr == ""
    assert b"Ann" not in zipfile.ZipFile("c.docx").read("word/document.xml")


def test_the_status_of_a_foreign_document_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Strike ends\n\nThe strike is over.\n")
    told = run("read", tmp_path / "note.txt", "--language", "en")
    assert "status-assumed" in told.stderr
    for status in bk.Status:
        done = run("read", tmp_path / "note.txt", "--language", "en", "--status", status)
        assert (done.exit_code, done.stderr) == (0, "")
        assert bk.read(done.stdout.encode(), "json").brief.status == status


@pytest.mark.parametrize(
    ("before", "begun", "offered"),
    [
        (["render", "--to"], "do", [("plain", "docx")]),
        (["render", "--theme"], "ma", [("plain", "magazine")]),
        (["render", "--theme"], "house", [("file", "house")]),
        (["read", "--fail-on"], "dr", [("plain", "dropped")]),
    ],
)
def test_a_shell_completes_names(
    before: list[str], begun: str, offered: list[tuple[str, str]]
) -> None:
    found = ShellComplete(main, {}, "briefkit", "").get_completions(before, begun)
    assert [(one.type, one.value) for one in found] == offered


def test_a_base_gives_back_what_a_file_lost(run: Run) -> None:
    brief = bk.load("brief.txt", language="en")
    brief = bk.evolve(brief, topics=["ports"])
    Path("brief.json").write_bytes(bk.render(brief, "json"))
    page = bk.render(brief, "html", payload="none")
    Path("page.html").write_bytes(page.replace(b"Words of it", b"More words of it"))
    bare = run("convert", "page.html", "bare.json")
    assert bare.exit_code == FAILED
    assert "payload-gone" in bare.stderr
    assert bk.load("bare.json").topics == ()
    told = run("convert", "page.html", "whole.json", "--base", "brief.json")
    assert told.exit_code == 0
    assert "block-edited" in told.stderr
    assert bk.load("whole.json").topics == ("ports",)
    assert "ports" in run("read", "page.html", "--base", "brief.json").stdout
    assert run("show", "page.html", "--base", "brief.json").exit_code == 0


def test_a_base_is_of_one_brief(run: Run) -> None:
    Path("brief.json").write_bytes(bk.render(bk.load("brief.txt", language="en"), "json"))
    two = run("read", "brief.txt", "brief.json", "--base", "brief.json")
    assert two.exit_code == 2
    assert "--base" in two.stderr
    missing = run("read", "brief.txt", "--base", "nowhere.json")
    assert (missing.exit_code, missing.stdout) == (FAILED, "")
    assert "nowhere.json" in missing.stderr
    over = run("convert", "brief.txt", "brief.json", "--base", "brief.json", "--language", "en")
    assert over.exit_code != 0  # no base is written over unasked
