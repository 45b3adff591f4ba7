"""Many briefs at once: results in order, whole files, nothing made twice."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.bulk import manifest, worker
from briefkit.bulk.file_names import slug, stem_of_brief
from briefkit.bulk.runs import prepared


def brief(title: str, **fields: Any) -> bk.Brief:
    return bk.Brief(title, published="2026-03-11", **fields)


class Here(Executor):
    """Works at once, in this process, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.count += 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def run(briefs: Any, out: Path, to: Any = "html", **options: Any) -> tuple[list[bk.Result], int]:
    here = Here()
    return list(bk.render_many(briefs, to, out=out, executor=here, **options)), here.count


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if not one.name.startswith(".briefkit.sqlite")}


def test_files_are_called_after_the_brief_and_read_back(tmp_path: Path) -> None:
    briefs = [brief("Ferry returns", id="urn:x:7"), brief("Паром вернулся")]
    results, _ = run(briefs, tmp_path, ("html", "json"))
    assert [[Path(path).name for path in one.paths] for one in results] == [
        ["ferry-returns-2026-03-11-urn-x-7.html", "ferry-returns-2026-03-11-urn-x-7.json"],
        ["паром-вернулся-2026-03-11.html", "паром-вернулся-2026-03-11.json"],
    ]
    assert [bk.load(path) for one in results for path in one.paths] == [
        one for one in briefs for _ in range(2)
    ]
    assert results[0].path == results[0].paths[0]


def test_one_bad_document_stops_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"title": 3')
    documents: list[Any] = [brief("One"), bad, b"{", 7, tmp_path / "none.md", brief("Two")]
    results, _ = run(documents, tmp_path / "out")
    assert [one.error is None for one in results] == [True, False, False, False, False, True]
    assert [one.source for one in results] == [
        "#1", str(bad), "#3", "#4", str(tmp_path / "none.md"), "#6",
    ]  # fmt: skip
    assert len(names(tmp_path / "out")) == 2


def test_what_is_there_and_current_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    bk.save(brief("From a file"), file)
    documents = [file, brief("Value")]
    first, count = run(documents, tmp_path / "out")
    again, none = run(documents, tmp_path / "out")
    assert [one.skipped for one in first + again] == [False, False, True, True]
    assert [one.paths for one in first] == [one.paths for one in again]
    assert (count, none) == (2, 1)  # a file is read, for what it names may have changed

    assert first[1].path is not None
    Path(first[1].path).write_text("cut")
    assert [one.skipped for one in run(documents, tmp_path / "out")[0]] == [True, False]
    bk.save(brief("From a file", genre="report"), file)
    assert [one.skipped for one in run(documents, tmp_path / "out")[0]] == [False, True]
    assert [one.skipped for one in run(documents, tmp_path / "out", theme="formal")[0]] == [
        False
    ] * 2
    more = run([documents[1]], tmp_path / "out", ("html", "text"), theme="formal")[0]
    assert [len(more[0].paths), more[0].skipped] == [2, False]


def test_two_briefs_of_one_name_are_told_apart(tmp_path: Path) -> None:
    briefs = [brief("Same"), brief("SAME!"), brief("Same")]
    for _ in range(2):
        results, _count = run(briefs, tmp_path)
        first, second, third = (Path(one.path or "").name for one in results)
        assert first == third == "same-2026-03-11.html"
        assert second.startswith("same-2026-03-11-")
        assert len(second) == len(first) + 9
    (tmp_path / second).unlink()
    told = run(briefs, tmp_path)[0][1]
    assert [one.code for one in told.notes] == ["file-name-taken"]
    assert "same-2026-03-11.html" in told.notes[0].message


def test_a_generator_is_gone_through_no_further_than_workers_need(tmp_path: Path) -> None:
    taken: list[int] = []

    def endless() -> Iterator[bk.Brief]:
        number = 0
        while True:
            taken.append(number)
            yield brief(f"Number {number}")
            number += 1

    results = bk.render_many(endless(), "text", out=tmp_path, executor=Here(), jobs=2)
    assert [next(results).source for _ in range(20)][-1] == "#20"
    results.close()  # type: ignore[attr-defined]  # a generator, which is not promised
    assert len(taken) <= 20 + 4 * 2
    assert len(names(tmp_path)) == 20  # what was under way has left nothing


def test_an_error_of_the_input_is_the_callers(tmp_path: Path) -> None:
    def broken() -> Iterator[bk.Brief]:
        yield brief("One")
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        list(bk.render_many(broken(), "text", out=tmp_path, executor=Here()))
    assert run([brief("One")], tmp_path, "text")[0][0].error is None  # the folder is free again


def test_folders_and_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "briefs"
    (folder / "deep").mkdir(parents=True)
    for name in ("b.json", "a.yaml", "deep/c.md"):
        bk.save(brief(name), folder / name)
    (folder / "picture.png").write_bytes(b"x")
    (folder / ".hidden.json").write_bytes(b"x")
    found, _ = run(str(folder), folder / "out")
    assert [Path(one.source).name for one in found] == ["a.yaml", "b.json", "c.md"]
    assert all(one.error is None for one in found)
    again, _ = run(folder, folder / "out")
    assert [one.skipped for one in again] == [True] * 3
    by_pattern, _ = run(str(folder / "**" / "*.json"), tmp_path / "out")
    assert [Path(one.source).name for one in by_pattern] == ["b.json"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"briefs": brief("One")}, "one document"),
        ({"briefs": 3}, "int"),
        ({"briefs": "none/*.json"}, "matches no file"),
        ({"briefs": [], "jobs": 0}, "jobs"),
        ({"briefs": [], "to": ()}, "empty"),
        ({"briefs": [], "executor": "processes"}, "executor"),
        ({"briefs": [], "missing": str.upper}, "missing"),
        ({"briefs": [], "to": "odt"}, "only read"),
        ({"briefs": [], "theme": "none"}, "none"),
        ({"briefs": [], "payload": "half"}, "payload"),
    ],
)
def test_wrong_arguments_are_told_before_the_first_result(
    arguments: dict[str, Any], words: str, tmp_path: Path
) -> None:
    with pytest.raises(bk.BriefkitError, match=words):
        bk.render_many(**{"out": tmp_path, **arguments})


def test_the_folder_of_the_briefs_is_not_written_into(tmp_path: Path) -> None:
    with pytest.raises(bk.ArgumentError, match="folder of the briefs"):
        bk.render_many(tmp_path, "html", out=tmp_path)


def test_one_run_at_a_time_has_a_folder(tmp_path: Path) -> None:
    first = bk.render_many(
        [brief("One"), brief("Two")], "text", out=tmp_path, executor=Here(), jobs=1
    )
    next(first)
    with pytest.raises(bk.WriteError, match="other run"):
        run([brief("Three")], tmp_path)
    list(first)
    assert run([brief("Three")], tmp_path)[0][0].error is None


def test_what_a_killed_run_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".briefkit-0123456789abcdef.part").write_bytes(b"cut")
    (tmp_path / "mine.part").write_bytes(b"mine")
    run([brief("One")], tmp_path, "text")
    assert names(tmp_path) == {"mine.part", "one-2026-03-11.txt"}


def test_a_manifest_that_is_none_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_bytes(b"no database" * 1000)
    assert run([brief("One")], tmp_path, "text")[0][0].error is None
    assert run([brief("One")], tmp_path, "text")[0][0].skipped


def test_a_row_whose_file_never_got_its_name_counts_for_nothing(tmp_path: Path) -> None:
    results, _ = run([brief("One")], tmp_path, "text")
    os.unlink(results[0].path or "")  # as if the run was killed between the two
    with sqlite3.connect(tmp_path / manifest.NAME) as rows:
        assert rows.execute("SELECT count(*) FROM files").fetchone() == (1,)
    rows.close()
    assert not run([brief("One")], tmp_path, "text")[0][0].skipped


def test_a_fault_of_ours_is_an_error_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(worker, "write", fails)
    error = run([brief("One")], tmp_path)[0][0].error
    assert error is not None
    assert "ZeroDivisionError: oops" in str(error)


def test_threads_are_an_executor_too(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = list(
            bk.render_many(
                [brief(f"B {n}") for n in range(9)], "html", out=tmp_path, executor=threads
            )
        )
        assert [one.source for one in found] == [f"#{n}" for n in range(1, 10)]
    with pytest.raises(bk.RenderError, match="takes no more work"):
        list(bk.render_many([brief("One more")], "html", out=tmp_path, executor=threads))


def test_processes_print_what_one_process_prints(tmp_path: Path) -> None:
    briefs = [brief(f"Brief {number}") for number in range(6)]
    found = list(bk.render_many(briefs, ("docx", "html"), out=tmp_path / "a", jobs=2))
    assert [one.error for one in found] == [None] * 6
    run(briefs, tmp_path / "b", ("docx", "html"))
    assert names(tmp_path / "a") == names(tmp_path / "b")
    for one in names(tmp_path / "a"):
        assert (tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / one).read_bytes()


@given(st.text())
def test_slugs_are_names_of_files_everywhere(words: str) -> None:
    made = slug(words)
    assert made == slug(made)
    assert not set(made) & set('<>:"/\\|?*. \0')
    assert len(stem_of_brief(bk.Brief("x" + "ж" * 500, id=f"urn:a:{'b' * 300}")).encode()) <= 160


def test_names_of_devices_are_no_names_of_files() -> None:
    assert stem_of_brief(bk.Brief("CON")) == "brief-con"
    assert stem_of_brief(bk.Brief("!!!")) == "brief"
    assert slug("हिन्दी में") == "हिन्दी-में"


class Deadly:
    """Recogniser whose process ends over a certain word."""

    def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[Any]]:
        if any("deadly" in one.plain for one in paragraphs):
            os._exit(9)
        return [[] for _ in paragraphs]


def test_the_document_whose_worker_dies_is_named_and_the_others_are_printed(tmp_path: Path) -> None:
    texts = [
        f"Title {number}\n\n{'A deadly word.' if number == 2 else 'Words.'}\n".encode()
        for number in range(12)
    ]
    made = prepared("html", tmp_path, "plain", {"limits": bk.Limits()}, {"recogniser": Deadly()})
    results = list(made.results(texts, jobs=2))
    assert [one.source for one in results if one.error] == ["#3"]
    assert "worker" in str(results[2].error)
    assert len(names(tmp_path)) == 11


def command(*words: str) -> subprocess.Popen[str]:
    # Where the tests themselves are in a background, they ignore Ctrl-C, and so would the command.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from briefkit.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "render", *words], stderr=subprocess.PIPE, text=True
    )


def test_the_command_prints_a_folder_and_names_what_failed(tmp_path: Path) -> None:
    folder = tmp_path / "briefs"
    folder.mkdir()
    bk.save(brief("One"), folder / "one.json")
    (folder / "two.json").write_text("{")
    words = [str(folder), "--to", "html", "--jobs", "1", "-o", str(tmp_path / "out")]
    first = command(*words)
    told = first.communicate(timeout=120)[1].splitlines()
    assert first.returncode == 1
    assert any("two.json" in line and "no JSON" in line for line in told)
    assert told[-1].startswith("1 made, 0 there already, 1 failed")
    assert names(tmp_path / "out") == {"one-2026-03-11.html"}
    again = command(*words)
    assert "0 made, 1 there already, 1 failed" in again.communicate(timeout=120)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_leaves_whole_files_and_goes_on_from_there(tmp_path: Path) -> None:
    folder, out = tmp_path / "briefs", tmp_path / "out"
    folder.mkdir()
    for number in range(200):
        bk.save(brief(f"Number {number}"), folder / f"{number:03d}.json")
    words = [str(folder), "--to", "html", "--jobs", "1", "-o", str(out)]
    started = command(*words)
    while not list(out.glob("*.html")):  # the first has its name
        assert started.poll() is None
    started.send_signal(signal.SIGINT)
    told = started.communicate(timeout=120)[1]
    assert started.returncode == 130, told
    assert "goes on from here" in told
    whole = names(out)
    assert all(one.endswith(".html") for one in whole)
    assert 0 < len(whole) < 200
    assert all(bk.load(out / one).title.plain.startswith("Number") for one in whole)
