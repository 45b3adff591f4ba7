"""The command `import`: drafts of documents of others, the table of what was recognised, and the report."""

import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console
from rich.progress import Progress

import briefkit as bk
from briefkit.cli import FAILED, main
from briefkit.cli.importing import command
from briefkit.cli.importing.imported import unique_names
from support.printed_pdf import Print, printed

Run = Callable[..., Result]
PAGE = """<!doctype html><html lang="en"><title>Quay opens</title><body><article><h1>Quay opens</h1>
<p>The quay opens again on Monday, the harbour office said, after a year of repairs that cost more than was planned.</p>
<table><tr><th>Month<th>Ships<tr><td>May<td>12</table>
<p>Ferries are to return first, for they need the least depth of water.</p></article></body></html>"""
TEXT = (
    "Strike ends\n\nIt took nine days.\n\nBackground\n\nWords of it.\n\nRelated\n\n- No address\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in a folder of its own that holds three documents."""
    monkeypatch.chdir(tmp_path)
    Path("shelf").mkdir()
    Path("shelf/quay.html").write_text(PAGE, "utf-8")
    Path("shelf/strike.txt").write_text(TEXT, "utf-8")
    page = [Print(72, 760, "Ferry returns", 20, "B"), Print(72, 700, "It sails again from Monday.")]
    Path("shelf/ferry.pdf").write_bytes(printed([page]))
    return lambda *args, **named: CliRunner().invoke(main, [str(one) for one in args], **named)


def test_each_file_becomes_a_draft_that_is_told_in_a_table(run: Run) -> None:
    arguments = ("import", "shelf/*", "-o", "drafts/", "--language", "en", "--fail-on", "never")
    result = run(*arguments, env={"COLUMNS": None})
    assert result.exit_code == 0
    assert sorted(os.listdir("drafts")) == ["ferry.md", "quay.md", "strike.md"]
    for name, title in (("ferry", "Ferry returns"), ("quay", "Quay opens")):
        brief = bk.load(f"drafts/{name}.md")
        assert (brief.title.plain, brief.status) == (title, "draft")
    rows = [line.split() for line in result.stdout.splitlines()]
    (head,) = [row for row in rows if row[:1] == ["File"]]
    assert head[1:5] == ["sections", "statements", "tables", "pictures"]
    (quay,) = [row for row in rows if row[:1] == ["shelf/quay.html"]]
    assert quay[3] == "1"
    assert "pdf-structure-guessed" in result.stdout
    assert "3 of 3 files became drafts in drafts/" in result.stdout
    assert result.stderr == ""


def test_a_narrow_terminal_has_short_heads(run: Run) -> None:
    result = run("import", "shelf/*", "-o", "drafts", env={"COLUMNS": "70"})
    assert "stat." in result.stdout
    assert max(map(len, result.stdout.splitlines()[:-1])) <= 70


@pytest.mark.parametrize(("format", "suffix"), [("json", ".json"), ("docx", ".docx")])
def test_drafts_may_have_any_format(run: Run, format: str, suffix: str) -> None:
    assert run("import", "shelf/quay.html", "-o", "out", "--to", format).exit_code == 0
    assert bk.load(f"out/quay{suffix}").title.plain == "Quay opens"


def test_a_status_that_is_given_counts(run: Run) -> None:
    run("import", "shelf/quay.html", "-o", "out", "--status", "published")
    assert bk.load("out/quay.md").status == "published"


def test_files_of_one_name_get_names_of_their_own(run: Run) -> None:
    Path("more").mkdir()
    Path("more/QUAY.html").write_text(PAGE.replace("Quay opens", "Other quay"), "utf-8")
    run("import", "shelf/quay.html", "more/QUAY.html", "-o", "out")
    assert bk.load("out/quay.md").title.plain == "Quay opens"
    assert bk.load("out/QUAY-2.md").title.plain == "Other quay"
    assert unique_names(["a", "a", "a-2", "A"], ".md") == ["a.md", "a-2.md", "a-2-2.md", "A-3.md"]


def test_what_is_wrong_is_told_and_the_rest_go_on(run: Run) -> None:
    Path("shelf/broken.docx").write_bytes(b"PK\x03\x04 no archive")
    result = run("import", "shelf/broken.docx", "nowhere.md", "shelf/quay.html", "-o", "out")
    assert result.exit_code == FAILED
    assert os.listdir("out") == ["quay.md"]
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        "shelf/broken.docx",
        "nowhere.md",
    ]
    assert "1 of 3 files became drafts" in result.stdout


def test_what_was_left_out_makes_it_fail_unless_that_is_allowed(run: Run) -> None:
    arguments = ("import", "shelf/strike.txt", "-o", "out", "--force")
    assert run(*arguments, "--fail-on", "never").exit_code == 0
    level = (
        "dropped"
        if "dropped" in {one.level for one in bk.read("shelf/strike.txt").notes}
        else "assumed"
    )
    assert run(*arguments, "--fail-on", level).exit_code == FAILED


def test_a_draft_that_is_there_is_kept(run: Run) -> None:
    assert run("import", "shelf/quay.html", "-o", "out").exit_code == 0
    Path("out/quay.md").write_text("Somebody's work.", "utf-8")
    result = run("import", "shelf/quay.html", "shelf/ferry.pdf", "-o", "out")
    assert result.exit_code == FAILED
    assert "out/quay.md: write-failed is there already" in result.stderr
    assert "is there already; name another folder" in " ".join(result.stdout.split())
    assert Path("out/quay.md").read_text("utf-8") == "Somebody's work."
    assert Path("out/ferry.md").exists()
    run("import", "shelf/quay.html", "-o", "out", "--force")
    assert bk.load("out/quay.md").title.plain == "Quay opens"


def test_quiet_it_prints_the_paths_alone(run: Run) -> None:
    result = run("import", "-q", "shelf/quay.html", "-o", "out")
    assert (result.stdout, result.stderr) == ("out/quay.md\n", "")


def test_as_json_it_tells_each_note(run: Run) -> None:
    result = run("import", "shelf/ferry.pdf", "-o", "out", "--format", "json")
    assert result.stdout == "out/ferry.md\n"
    assert "pdf-structure-guessed" in [one["code"] for one in json.loads(result.stderr)]


def test_standard_input_is_a_file_too(run: Run) -> None:
    assert run("import", "-", "-o", "out", input=PAGE).exit_code == 0
    assert bk.load("out/brief.md").title.plain == "Quay opens"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--to", "email2"],
        ["--language", "x y"],
        ["-o", "shelf/quay.html"],
        ["-o", "-"],
        ["--style", "a"],
    ],
)
def test_what_is_wrong_for_all_is_told_before_the_first(run: Run, wrong: list[str]) -> None:
    result = run("import", "shelf/quay.html", "-o", "out", *wrong)
    assert result.exit_code in (1, 2)
    assert not Path("out").exists()
    assert "Traceback" not in result.output


def test_words_of_files_command_no_terminal(run: Run) -> None:
    Path("a\x1b[31m.txt").write_text("Title \x1b]0;x\x07\n\nBackground\n\nWords.\n", "utf-8")
    result = run("import", "a\x1b[31m.txt", "gone\x07.txt", "-o", "out", "--report", "r.html")
    assert not re.search("[\x00-\x09\x0b-\x1f]", result.output)
    assert not re.search("[\x00-\x09\x0b-\x1f]", Path("r.html").read_text("utf-8"))


# The report


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.names: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self.elements.append(tag)
        self.addresses += [str(has["href"])] if "href" in has else []
        self.names += [str(has["id"])] if "id" in has else []


def parsed(page: str) -> _Links:
    found = _Links()
    found.feed(page)
    return found


def test_the_report_has_each_file_and_each_note_with_its_words(run: Run) -> None:
    Path("bad.docx").write_bytes(b"")
    run("import", "shelf/*", "bad.docx", "-o", "drafts", "--report", "told/report.html")
    page = Path("told/report.html").read_text("utf-8")
    found = parsed(page)
    for one in ("../drafts/quay.md", "../drafts/ferry.md", "../drafts/strike.md"):
        assert one in found.addresses
        assert (Path("told") / one).exists()
    assert {one[1:] for one in found.addresses if one.startswith("#")} == set(found.names)
    for brief_notes in (
        bk.read(f"shelf/{name}", status="draft").notes for name in os.listdir("shelf")
    ):
        for note in brief_notes:
            assert note.code in page
    assert "script" not in found.elements
    assert "bad.docx" in page


def test_the_report_takes_no_words_for_markup(run: Run) -> None:
    title = 'Tom & "Jo" </h2><script>alert(1)</script>'
    Path("a<b>&.txt").write_text(f"{title}\n\nBackground\n\nWords.\n", "utf-8")
    run("import", "a<b>&.txt", "-o", "out", "--report", "report.html")
    page = Path("report.html").read_text("utf-8")
    assert "script" not in parsed(page).elements
    assert "a&lt;b&gt;&amp;.txt" in page
    assert "out/a%3Cb%3E%26.md" in parsed(page).addresses


def test_a_report_that_is_there_is_kept(run: Run) -> None:
    Path("report.html").write_text("kept", "utf-8")
    result = run("import", "shelf/quay.html", "-o", "out", "--report", "report.html")
    assert result.exit_code == FAILED
    assert Path("report.html").read_text("utf-8") == "kept"
    assert not Path("out").exists()


# Progress


def test_a_terminal_sees_how_far_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    class _Bar(Progress):
        def update(self, *arguments: object, **named: object) -> None:
            told.append(str(named["description"]))

    monkeypatch.setattr(command, "Progress", _Bar)
    monkeypatch.setattr(command, "Console", lambda **_: Console(quiet=True))
    monkeypatch.setattr(command, "is_terminal", lambda: True)
    run("import", "shelf/*", "-o", "out")
    assert told == ["ferry.pdf", "quay.html", "strike.txt"]
