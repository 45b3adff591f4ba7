"""Any thread, any process: the same bytes as alone, nothing that hangs, nothing that stays behind.

Each case runs in an interpreter of its own, with a temporary folder of its own. BRIEFKIT_SOAK asks for more of each.
"""

import ast
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MANY = bool(os.environ.get("BRIEFKIT_SOAK"))
THEMES = "plain", "formal", "magazine"
#: The engine of PDF after the format.
FORMATS = "pdf weasyprint", "pdf typst", "docx", "html", "json", "yaml", "markdown", "text"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")

COMMON = """
import hashlib, os, signal, sys, threading
import briefkit as bk

def brief(language="en", title="A quiet week"):
    return (
        bk.draft(title, language=language)
        .what_happened(bk.statement("Harbour master, Tom Reed", "Said that the port is open.", on="2026-03-11"))
        .background("The **plan** goes ahead in the *spring*. Εντάξει. حسنا. בסדר.")
        .build()
    )

def digest(data):
    return hashlib.sha256(data).hexdigest()

def render(brief, form, theme):
    format, *engine = form.split()
    return bk.render(brief, format, theme, engine=engine[0] if engine else None)

def reads_back(data, form, brief):
    return form == "text" or bk.read(data, form.split()[0]).brief == brief

def pdf_of(theme):
    return digest(bk.render(brief(), "pdf", theme))

def in_child(work):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        try:
            os.write(writing, work().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        said = pipe.read().decode()
    assert os.waitpid(child, 0)[1] == 0, "the child was stopped"
    return said
"""


def run(code: str, folder: Path, *, ends_by: int = 0, faults: str = "error") -> str:
    """What code prints in an interpreter of its own; it must end so, and complain of nothing."""
    done = subprocess.run(
        [sys.executable, "-W", faults, "-c", COMMON + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        timeout=240,
    )
    assert (done.returncode, done.stderr) == (ends_by, ""), done.stderr
    return done.stdout.strip()


# Threads


def test_eight_threads_write_the_bytes_that_one_writes(tmp_path: Path) -> None:
    examples = "harbour.txt", "water.json", "grid.json", "drones.yaml"
    jobs = f"""
    import itertools, random
    from concurrent.futures import ThreadPoolExecutor
    sys.setswitchinterval(1e-5)
    briefs = [bk.load("examples/" + name) for name in {examples if MANY else examples[:1]!r}]
    briefs += [brief(), brief("ar"), brief("de")]
    themes = itertools.cycle({THEMES!r})
    jobs = [(b, t, f) for b, f in itertools.product(briefs, {FORMATS!r}) for t in itertools.islice(themes, THEMES)]
    """.replace("THEMES", "3" if MANY else "1")
    made = run(
        jobs
        + """
    print(digest("".join(digest(render(b, f, t)) for b, t, f in jobs).encode()))
    """,
        tmp_path,
    )
    together = """
    def work(seed):
        order = random.Random(seed).sample(range(len(jobs)), len(jobs))
        found = {n: render(jobs[n][0], jobs[n][2], jobs[n][1]) for n in order[seed % 3 :: 3]}
        for n, data in found.items():
            assert reads_back(data, jobs[n][2], jobs[n][0])
        return {n: digest(data) for n, data in found.items()}
    def once():
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(work, range(8)))
        for n, (b, t, f) in enumerate(jobs):
            every = {one[n] for one in found if n in one} or {digest(render(b, f, t))}
            assert len(every) == 1, (n, f, t)
            yield every.pop()
    print(digest("".join(once()).encode()))
    """
    for _ in range(3 if MANY else 1):
        assert run(jobs + together, tmp_path) == made
    assert not list(tmp_path.iterdir())


def test_threads_that_come_first_find_nothing_half_made(tmp_path: Path) -> None:
    code = f"""
    sys.setswitchinterval(1e-6)
    b = brief()
    start, found = threading.Barrier(8), []
    def work(n):
        start.wait()
        for f in {FORMATS[1:]!r}:
            data = render(b, f, {THEMES!r}[n % 3])
            found.append((f, n % 3, data, reads_back(data, f, b)))
    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    print(len(found), len({{one[:3] for one in found}}), all(one[3] for one in found))
    """
    for _ in range(5 if MANY else 2):
        assert run(code, tmp_path) == "56 21 True"


# Processes


@needs_fork
def test_a_forked_worker_has_the_fonts_of_its_theme_and_leaves_its_parent_its_own(
    tmp_path: Path,
) -> None:
    alone = run("print(pdf_of('formal'))", tmp_path)
    code = """
    pdf_of("plain")
    found = {in_child(lambda: pdf_of("formal")) for _ in range(2)}
    found.add(in_child(lambda: in_child(lambda: pdf_of("formal"))))
    print(*found, pdf_of("formal"))
    """
    assert set(run(code, tmp_path, faults="default").split()) == {alone}
    assert not list(tmp_path.iterdir())


@needs_fork
def test_a_process_that_is_forked_after_typst_printed_something_prints_by_it(
    tmp_path: Path,
) -> None:
    """The threads that Typst works with are not in the child."""
    code = """
    def by_typst(b):
        return digest(bk.render(b, "pdf", "formal", engine="typst"))
    def refused():
        try:
            by_typst(brief(title="T \\U0010fffd"))
        except bk.MissingGlyphError as error:
            return error.where
    found = {in_child(lambda: by_typst(brief()))}  # the first that prints so, with threads of its own
    alone = by_typst(brief())
    found |= {in_child(lambda: by_typst(brief())), in_child(lambda: in_child(lambda: by_typst(brief())))}
    print(found == {alone}, in_child(refused) == refused())
    """
    assert run(code, tmp_path) == "True True"
    assert not list(tmp_path.iterdir())


@needs_fork
def test_a_fork_amid_threads_that_are_at_work_gives_a_child_that_works(tmp_path: Path) -> None:
    code = """
    import logging  # loaded by a thread as the process forks, it would say that it had no lock to release
    over = threading.Event()
    def work(n):
        while not over.is_set():
            for f in ("docx", "pdf weasyprint", "pdf typst", "html"):
                reads_back(render(brief("fr"), f, "plain"), f, brief("fr"))
    threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(3)]
    [one.start() for one in threads]
    def all_of_them():
        return pdf_of("formal") + digest(render(brief(), "pdf typst", "formal")) + digest(bk.render(brief("de"), "docx")) + digest(bk.render(brief(), "html"))
    # The first fork comes while the threads load what they need.
    found = {in_child(all_of_them) for _ in range(MANY)}
    over.set()
    [one.join() for one in threads]
    print(len(found), found == {all_of_them()})
    """
    code = code.replace("MANY", "20" if MANY else "2")
    # From 3.12 on, Python itself warns of forks amid threads.
    assert run(code, tmp_path, faults="ignore::DeprecationWarning") == "1 True"


@needs_fork
def test_a_fork_waits_for_others_and_not_for_itself(tmp_path: Path) -> None:
    code = """
    from briefkit.runtime.forking import fork_lock
    within, leave = threading.Event(), threading.Event()
    order = []
    def work():
        with fork_lock():
            within.set()
            leave.wait()
            order.append("left")
    thread = threading.Thread(target=work)
    thread.start()
    within.wait()
    threading.Timer(0.1, leave.set).start()
    with fork_lock():
        said = in_child(lambda: " ".join(order) + str(fork_lock().acquire(timeout=5)))
    thread.join()
    print(said)
    """
    assert run(code, tmp_path, faults="ignore::DeprecationWarning") == "leftTrue"


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_pools_of_every_kind_print_what_the_parent_prints(tmp_path: Path, method: str) -> None:
    if method != "spawn":
        pytest.importorskip("_posixshmem", reason="the system has no fork")
    script = tmp_path / "pool.py"
    script.write_text(
        COMMON
        + textwrap.dedent(f"""
        if __name__ == "__main__":
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor
            alone = pdf_of("plain")
            with ProcessPoolExecutor(2, multiprocessing.get_context({method!r})) as pool:
                print({{alone}} == set(pool.map(pdf_of, ["plain"] * 3)))
        """)
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, cwd=ROOT, timeout=240
    )
    assert done.stdout.strip() == "True", done.stderr


#: Rooms that are for programs alone, and formats, which hold the lock as a whole.
WHOLE = "formats", "cli"
#: Functions that load something, and are called only by others that are fork-safe.
WITHIN = {
    "data.schema": "main, of `python -m`",
    "api": "holds the lock by hand",
    "__init__": "holds the lock by hand",
    "runtime.forking": "called from there",
}


def test_whatever_loads_something_when_it_is_called_is_fork_safe() -> None:
    # A module that another thread was loading as a process forked cannot be loaded in the child ever after.
    for file in (ROOT / "src" / "briefkit").rglob("*.py"):
        room = ".".join(file.relative_to(ROOT / "src" / "briefkit").with_suffix("").parts)
        if not room.startswith((*WHOLE, *WITHIN)):
            for function in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(function, ast.FunctionDef) and any(
                    isinstance(one, ast.Import | ast.ImportFrom) for one in ast.walk(function)
                ):
                    held = [ast.unparse(one) for one in function.decorator_list]
                    assert "fork_safe" in held, f"{room}.{function.name}"


# Interrupts


@needs_fork
@pytest.mark.long
@pytest.mark.parametrize("kind", ["Exception", "BaseException"])
def test_after_an_interrupt_anywhere_in_a_first_page_the_next_is_as_ever(
    tmp_path: Path, kind: str
) -> None:
    alone = run("print(pdf_of('formal'))", tmp_path)
    code = f"""
    class Late({kind}):
        pass
    calls = 0
    def late(at):
        # Raised as a signal's handler would raise it: between two steps of whatever runs.
        def count(frame, event, _):
            global calls
            calls += 1
            if calls == at:
                sys.setprofile(None)
                raise Late
        return count
    def interrupted(at):
        global calls
        calls = 0
        sys.setprofile(late(at))
        try:
            bk.render(brief(), "pdf", "formal")
        except Late:
            pass
        finally:
            sys.setprofile(None)
        return pdf_of("formal")
    import weasyprint, briefkit.formats
    bk.render(brief(), "html")
    whole = int(in_child(lambda: interrupted(-1) and str(calls)))
    found = {{in_child(lambda: interrupted(whole * n // STEPS + n)) for n in range(STEPS)}}
    print(*found)
    """
    code = code.replace("STEPS", "200" if MANY else "8")
    # The interpreter closes the file that was being read.
    assert run(code, tmp_path, faults="ignore::ResourceWarning") == alone
    assert not list(tmp_path.iterdir())


# What stays behind


def test_nothing_stays_behind_however_a_process_ends(tmp_path: Path) -> None:
    ends = {
        "os.kill(os.getpid(), 9)": -9,
        "try: pdf_of('none')\nexcept bk.RenderError: pass": 0,
    }
    for end, code in ends.items():
        run(f"pdf_of('plain')\n{end}", tmp_path, ends_by=code)
    assert not list(tmp_path.iterdir())
