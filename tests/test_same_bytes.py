"""Same bytes: a brief, a theme and an engine make one file, in any process, thread, place and language, on any day."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

import briefkit as bk
from support import rendered

HARBOUR = rendered.EXAMPLES / "harbour.txt"
SCRIPT = Path(rendered.__file__)
#: In the place of the C library's, these tell a time that is so many seconds off.
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
static const time_t off = 400 * 86400 + 3601;
int clock_gettime(clockid_t clock, struct timespec *now) {
  int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
  int done = real(clock, now);
  if (!done && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += off;
  return done;
}
time_t time(time_t *kept) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (kept) *kept = now.tv_sec;
  return now.tv_sec;
}
int gettimeofday(struct timeval *now, void *zone) {
  struct timespec fine;
  clock_gettime(CLOCK_REALTIME, &fine);
  now->tv_sec = fine.tv_sec;
  now->tv_usec = fine.tv_nsec / 1000;
  return 0;
}
"""


def elsewhere(folder: Path, **variables: str) -> dict[str, str]:
    """The digests that a process finds in another folder, with other variables."""
    found = subprocess.run(
        [sys.executable, SCRIPT],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert found.returncode == 0, found.stderr
    return dict(json.loads(found.stdout))


def another_day(folder: Path) -> dict[str, str]:
    """The variable by which a process has another day; none where there is no compiler, or the system is not Linux."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or not compiler:
        return {}
    (folder / "clock.c").write_text(CLOCK)
    library = folder / "clock.so"
    built = [compiler, "-shared", "-fPIC", "-o", str(library), str(folder / "clock.c"), "-ldl"]
    subprocess.run(built, check=True)
    return {"LD_PRELOAD": str(library)}


def test_a_process_can_have_another_day(tmp_path: Path) -> None:
    preload = another_day(tmp_path)
    if not preload:
        pytest.skip("the clock is put forward by a C library of our own, on Linux")
    today = [sys.executable, "-c", "import datetime; print(datetime.date.today())"]
    told = subprocess.run(
        today, env={**os.environ, **preload}, capture_output=True, text=True, check=True
    )
    after = dt.date.fromisoformat(told.stdout.strip()) - dt.date.today()
    assert after > dt.timedelta(days=300)


def test_on_another_day_elsewhere_often_by_threads_in_another_order_and_language(
    tmp_path: Path,
) -> None:
    found = elsewhere(
        tmp_path,
        TZ="America/St_Johns",
        PYTHONHASHSEED="12345",
        LC_ALL="C",
        LANG="ar_EG.UTF-8",
        LANGUAGE="de",
        PYTHONUTF8="0",
        **another_day(tmp_path),
    )
    expected = rendered.digests([*rendered.jobs()])
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []


# The date of a file


def dates(brief: bk.Brief, engine: rendered.Engine) -> dict[str, str]:
    """The dates in a PDF: of its properties, of its metadata, of its attachment."""
    with pikepdf.open(io.BytesIO(bk.render(brief, "pdf", engine=engine))) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        attached = pdf.attachments["brief.json"].get_file().obj.Params.ModDate
        return {
            **{key: str(pdf.docinfo[f"/{key}"]) for key in ("CreationDate", "ModDate")},
            **dict(re.findall(r"<xmp:(\w+Date)>([^<]+)<", packet)),
            "attached": str(attached),
        }


def core_dates(brief: bk.Brief) -> dict[str, str]:
    """The dates in a Word document."""
    with zipfile.ZipFile(io.BytesIO(bk.render(brief, "docx"))) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    return dict(re.findall(r"<dcterms:(\w+)[^>]*>([^<]+)<", core))


UNDATED = bk.load(HARBOUR)
ZONE = dt.timezone(dt.timedelta(hours=5, minutes=30))
DATED = [
    (UNDATED, "", None),
    (UNDATED, "1700000000", "2023-11-14T22:13:20Z"),
    (bk.evolve(UNDATED, published=dt.date(2025, 3, 4)), "1700000000", "2025-03-04T00:00:00Z"),
    (
        bk.evolve(UNDATED, published=dt.datetime(2025, 3, 4, 2, tzinfo=ZONE)),
        "",
        "2025-03-03T20:30:00Z",
    ),
    (
        bk.evolve(UNDATED, published=dt.date(2025, 3, 4), modified=dt.date(2025, 3, 9)),
        "",
        "2025-03-09T00:00:00Z",
    ),
    (bk.evolve(UNDATED, published=dt.date(1912, 4, 15)), "", "1912-04-15T00:00:00Z"),
    (
        bk.evolve(UNDATED, published=dt.datetime(1, 1, 1, tzinfo=ZONE)),
        "",
        "0001-01-01T00:00:00Z",
    ),
]


@pytest.mark.parametrize(("brief", "epoch", "made"), DATED, ids=[str(made) for *_, made in DATED])
def test_a_file_has_the_date_of_its_brief(
    brief: bk.Brief, epoch: str, made: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    moment = made or "1980-01-01T00:00:00Z"
    compact = f"D:{re.sub('[-:T]', '', moment)}"
    for engine in rendered.ENGINES:
        assert dates(brief, engine) == {
            "CreationDate": compact,
            "ModDate": compact,
            "CreateDate": moment,
            "ModifyDate": moment,
            "attached": compact,
        }
    assert core_dates(brief).get("modified") == made


def test_a_word_document_tells_when_its_brief_came_out_and_was_changed() -> None:
    brief = bk.evolve(UNDATED, published=dt.date(2025, 3, 4), modified=dt.date(2025, 3, 9))
    assert core_dates(brief) == {
        "created": "2025-03-04T00:00:00Z",
        "modified": "2025-03-09T00:00:00Z",
    }


@pytest.mark.parametrize("epoch", ["soon", "1.5", "99999999999999999999"])
def test_an_epoch_that_is_no_time_is_an_error(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    for format in ("pdf", "docx"):
        with pytest.raises(bk.ArgumentError, match=r"SOURCE_DATE_EPOCH is .*; .*unset it"):
            bk.render(UNDATED, format)
    assert bk.render(bk.evolve(UNDATED, published=dt.date(2025, 3, 4)), "docx")
