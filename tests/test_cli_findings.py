"""Many files on one command line: which they are, what is told of each, and what makes a command fail."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import briefkit as bk
from briefkit.cli import FAILED, main
from briefkit.cli.findings import Finding, Report
from briefkit.notes import Level, Note

Run = Callable[..., Result]
#: One line of it is guessed at, one is dropped.
GUESSED = "A title\n\nBackground\n\nWords.\n"
DROPPED = "A title\n\nBackground\n\nWords.\n\nRelated\n\n- No address\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in a folder of its own that holds three briefs."""
    monkeypatch.chdir(tmp_path)
    for name, words in (("a", GUESSED), ("b", GUESSED), ("deep/down/c", GUESSED)):
        file = Path(f"briefs/{name}.txt")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "utf-8")
    Path("dropped.txt").write_text(DROPPED, "utf-8")
    return lambda *args, **kwargs: CliRunner().invoke(main, [str(arg) for arg in args], **kwargs)


# Which files


def test_a_pattern_stands_for_files_at_any_depth_each_once(run: Run) -> None:
    result = run("render", "briefs/a.txt", "briefs/**/*.txt", "--to", "text", "-o", "out")
    assert result.exit_code == 0
    assert result.stdout.split() == ["out/a.txt", "out/b.txt", "out/c.txt"]


def test_a_file_whose_name_is_a_pattern_is_that_file(run: Run) -> None:
    Path("briefs/[ab].txt").write_text("Another\n\nBackground\n\nWords.\n", "utf-8")
    assert json.loads(run("read", "briefs/[ab].txt").stdout)["title"] == "Another"


@pytest.mark.parametrize("pattern", ["no*.txt", "./no/**/x", "[", "a\0*"])
def test_a_pattern_that_nothing_matches_is_an_error_of_its_own(run: Run, pattern: str) -> None:
    result = run("read", "-q", pattern, "briefs/a.txt", "--notes")
    assert result.exit_code == FAILED
    assert len(result.stdout.splitlines()) == 1
    assert " brief-unreadable " in result.stdout or "NUL" in result.stdout


def test_one_that_is_wrong_keeps_no_other_back(run: Run) -> None:
    Path("briefs/b.txt").write_bytes(b"")
    for line in (
        ("render", "briefs/*.txt", "nowhere.txt", "--to", "json", "-o", "out"),
        ("convert", "briefs/*.txt", "nowhere.txt", "*.json"),
    ):
        result = run(*line, "-q")
        assert result.exit_code == FAILED
        assert result.stdout.split()[0].endswith("a.json")
        assert [one.split(": ")[0] for one in result.stderr.splitlines()] == [
            "briefs/b.txt",
            "nowhere.txt",
        ]


def test_briefs_are_read_one_after_the_other(run: Run) -> None:
    printed, titles = run("read", "briefs/*.txt", "dropped.txt", "--fail-on", "never").stdout, []
    while printed.strip():
        brief, end = json.JSONDecoder().raw_decode(printed)
        titles.append(brief["title"])
        printed = printed[end:].lstrip()
    assert titles == ["A title"] * 3


def test_outlines_of_several_name_their_files(run: Run) -> None:
    shown = run("show", "-q", "briefs/*.txt").stdout.splitlines()
    assert [line for line in shown if line.startswith("brief ")] == [
        "brief A title  briefs/a.txt",
        "brief A title  briefs/b.txt",
    ]


def test_several_are_stripped_where_they_are_or_into_a_folder(run: Run) -> None:
    brief = bk.draft("T").background("Words.").build()
    for name in ("x.html", "y.html"):
        bk.save(brief, name)
    assert run("strip", "*.html").exit_code == FAILED
    assert run("strip", "*.html", "-o", "out").stdout.split() == ["out/x.html", "out/y.html"]
    assert run("strip", "*.html", "--force").stdout.split() == ["x.html", "y.html"]
    assert Path("x.html").read_bytes() == Path("out/x.html").read_bytes()
    assert run("strip", "*.html", "-o", "-").exit_code == 2


# Where they go


def test_two_files_in_one_place_are_refused_before_any_is_written(run: Run) -> None:
    Path("briefs/deep/a.txt").write_text(GUESSED, "utf-8")
    for line in (
        ("render", "briefs/a.txt", "briefs/deep/a.txt", "--to", "json", "-o", "out"),
        ("convert", "briefs/a.txt", "briefs/deep/a.txt", "*.json"),
    ):
        result = run(*line, "-q")
        assert result.exit_code == FAILED
        assert "would be written twice" in result.stderr
        assert result.stdout == ""
    assert not Path("out").exists()


def test_several_files_into_one_are_a_wrong_command_line(run: Run) -> None:
    for line in (
        ("render", "briefs/*.txt", "--to", "json", "-o", "one.json"),
        ("render", "briefs/*.txt", "--to", "json", "-o", "-"),
        ("convert", "briefs/*.txt", "one.json"),
    ):
        assert run(*line).exit_code == 2
    assert not Path("one.json").exists()


def test_a_brief_is_not_written_over_another_that_is_read(run: Run) -> None:
    result = run("convert", "-q", "briefs/a.txt", "briefs/b.txt", "briefs/deep/../*.txt")
    assert result.exit_code == FAILED
    assert "--force" in result.stderr
    assert Path("briefs/b.txt").read_text("utf-8") == GUESSED


# What makes a command fail


@pytest.mark.parametrize(
    ("level", "failing"),
    [
        ("dropped", ["dropped"]),
        ("edited", ["edited", "dropped"]),
        ("repaired", ["repaired", "edited", "dropped"]),
        ("assumed", ["assumed", "repaired", "edited", "dropped"]),
        ("never", []),
    ],
)
def test_a_level_fails_with_all_that_are_worse(level: str, failing: list[str]) -> None:
    failed = []
    for one in Level:
        report = Report("json", level, quiet=True)  # type: ignore[arg-type]  # a str of the table
        report.notes("a.txt", [Note("some-code", one, "Words.")])
        if report.failed:
            failed.append(one.value)
    assert failed == failing


@pytest.mark.parametrize(
    "command", [("read",), ("render", "--to", "html", "-o", "out"), ("convert", "out.html")]
)
def test_what_was_dropped_fails_and_is_done_all_the_same(
    run: Run, command: tuple[str, ...]
) -> None:
    name, *options = command
    result = run(name, "dropped.txt", *options, "-q")
    assert result.exit_code == FAILED
    assert result.stdout
    assert " related-without-address " in result.stderr
    assert len(result.stderr.splitlines()) == 1
    never = run(name, "dropped.txt", *options, "-q", "--fail-on", "never")
    assert (never.exit_code, never.stderr) == (0, "")


def test_what_was_guessed_fails_where_that_is_asked_for(run: Run) -> None:
    assert run("read", "briefs/a.txt").exit_code == 0
    assert run("read", "briefs/a.txt", "--fail-on", "assumed").exit_code == FAILED
    assert run("read", "briefs/a.txt", "--fail-on", "assumed", "--language", "en").exit_code == 0


# How it is told


def test_an_array_is_whole_whatever_goes_wrong(run: Run) -> None:
    result = run("read", "--notes", "--format", "json", "dropped.txt", "nowhere.txt")
    told = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (FAILED, "")
    assert [(one["file"], one["level"], one["code"]) for one in told] == [
        ("dropped.txt", "assumed", "language-assumed"),
        ("dropped.txt", "dropped", "related-without-address"),
        ("nowhere.txt", "error", "brief-unreadable"),
    ]
    assert told[1]["words"] == "No address"
    assert json.loads(run("read", "--format", "json", "nowhere.txt").stderr)[0]["file"]
    wrong = run("render", "dropped.txt", "--to", "odp", "--format", "json")
    assert json.loads(wrong.stderr)[0]["level"] == "error"
    assert run("read", "--notes", "-q", "--format", "json", "briefs/a.txt").stdout == "[]\n"


def test_github_is_given_a_command_a_line(run: Run) -> None:
    line = ("--notes", "--format", "github")
    result = run("read", "dropped.txt", *line, "--fail-on", "never")
    assert [one.split(" ")[0] for one in result.stdout.splitlines()] == [
        "::notice",
        "::warning",
    ]
    assert "::error file=dropped.txt,line=9,title=" in run("read", "dropped.txt", *line).stdout


def test_no_words_of_a_file_are_a_command_of_github(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report("github", err=False)
    path = "a,b:c%.txt"
    report.notes(path, [Note("some-code", Level.INFO, "50%\n::error::x\r")])
    assert capsys.readouterr().out == (
        "::notice file=a%2Cb%3Ac%25.txt,title=some-code::50%25 ::error::x\n"
    )


def test_a_finding_names_its_line_or_its_place() -> None:
    note = Finding("a.md", "info", "some-code", "Words.", path="sections[0]", remedy="mend it")
    assert str(note) == "a.md: some-code sections[0]: Words.; mend it"
    assert str(bk.evolve(note, line=3)) == "a.md:3: some-code sections[0]: Words.; mend it"
    assert str(bk.evolve(note, line=3, column=5)) == "a.md:3: some-code column 5: Words.; mend it"


def test_every_fault_of_a_brief_is_told_at_its_line(run: Run) -> None:
    wrong = '{\n"title": 5,\n"status": "x",\n"colour": 1,\n"schema_version": 1\n}\n'
    Path("wrong.json").write_text(wrong, "utf-8")
    told = run("read", "wrong.json", "--notes").stdout.splitlines()
    assert [" ".join(line.split(" ")[:2]) for line in told] == [
        "wrong.json:2: type-wrong",
        "wrong.json:3: value-invalid",
        "wrong.json:4: field-unknown",
    ]


def test_what_a_writer_says_is_told_at_the_line_of_the_brief(run: Run) -> None:
    block = bk.Paragraph("Secret words.", marking=bk.Marking("TLP", "RED"))
    bk.save(bk.Brief("T", sections=[bk.Section("background", blocks=[block])]), "red.yaml")
    lines = Path("red.yaml").read_text("utf-8").splitlines()
    line = next(n for n, words in enumerate(lines, 1) if "kind: paragraph" in words)
    refused = run("render", "red.yaml", "--to", "text").stderr
    assert refused.startswith(f"red.yaml:{line}: render-failed sections[0].blocks[0]: is marked")
    allowed = run("render", "red.yaml", "--to", "text", "--allow-overmarked").stderr
    assert allowed.startswith(f"red.yaml:{line}: overmarked sections[0].blocks[0]: is marked")
