"""Writing files: whatever happens, a file holds what it held or what it was to hold, and nothing else is left."""

import errno
import os
import pickle
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import briefkit as bk
from briefkit.runtime import atomic_files
from briefkit.runtime.atomic_files import write_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="of POSIX")
BRIEF = bk.Brief("A title")


@pytest.fixture(params=[False, True], ids=["named", "nameless"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with files that have no name until they are whole, and once as on systems without them."""
    if not request.param and sys.platform == "linux":
        monkeypatch.setattr(atomic_files, "_write_nameless", lambda *_: False)


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.usefixtures("_way")
def test_a_new_file_has_the_mode_of_the_umask_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    before = os.umask(0o027)
    try:
        write_file(file, b"new")
    finally:
        os.umask(before)
    assert file.read_bytes() == b"new"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        file.chmod(0o604)
        write_file(file, b"again")
        assert stat.S_IMODE(file.stat().st_mode) == 0o604
    assert left(tmp_path) == ["brief.json"]


@posix
@pytest.mark.usefixtures("_way")
def test_owner_group_and_extended_attributes_stay(tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    file.write_bytes(b"old")
    if os.geteuid() == 0:
        os.chown(file, 1234, 4321)
    if sys.platform == "linux":
        try:
            os.setxattr(file, "user.desk", b"north")
        except OSError:
            pytest.skip("the file system has no extended attributes")
    before = file.stat()
    write_file(file, b"new")
    after = file.stat()
    assert (before.st_uid, before.st_gid) == (after.st_uid, after.st_gid)
    if sys.platform == "linux":
        assert os.getxattr(file, "user.desk") == b"north"


@posix
@pytest.mark.usefixtures("_way")
def test_links_are_followed_also_to_what_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "first").symlink_to("second")
    (tmp_path / "second").symlink_to(Path("place") / "brief.json")
    for data in (b"new", b"again"):
        write_file(tmp_path / "first", data)
        assert (tmp_path / "place" / "brief.json").read_bytes() == data
    assert (tmp_path / "first").is_symlink()
    assert (tmp_path / "second").is_symlink()
    assert left(tmp_path / "place") == ["brief.json"]
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(bk.WriteError) as caught:
        write_file(tmp_path / "loop", b"x")
    assert caught.value.errno == errno.ELOOP
    assert (tmp_path / "loop").is_symlink()


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("part", ["fsync", "replace"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), MemoryError()]
)
def test_what_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, error: BaseException
) -> None:
    file = tmp_path / "brief.json"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, part, fail)
    expected = bk.WriteError if isinstance(error, OSError) else type(error)
    with pytest.raises(expected):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert left(tmp_path) == ["brief.json"]


def child(code: str, *args: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "import os, signal, sys\nimport briefkit as bk\n" + code]
    return subprocess.run([*command, *map(str, args)], capture_output=True, timeout=60, check=False)


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    file.write_bytes(b"old")
    code = """
import resource
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    bk.save(bk.Brief("T" * 5000), sys.argv[1])
except OSError as error:
    print(type(error).__name__, error.errno, error)
"""
    done = child(code, file)
    assert done.stdout.decode().startswith(f"WriteError {errno.EFBIG} {file}: "), done.stderr
    assert file.read_bytes() == b"old"
    assert left(tmp_path) == ["brief.json"]


@posix
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_kill_leaves_the_old_file(tmp_path: Path, moment: str) -> None:
    file = tmp_path / "brief.json"
    file.write_bytes(b"old")
    code = f"""
os.{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
bk.save(bk.Brief("T"), sys.argv[1])
"""
    assert child(code, file).returncode == -signal.SIGKILL
    assert file.read_bytes() == b"old"
    if sys.platform == "linux" and moment == "fsync":
        assert left(tmp_path) == ["brief.json"]


@posix
def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    pipe = tmp_path / "brief.json"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    bk.save(BRIEF, pipe)
    reader.join(30)
    assert got == [bk.render(BRIEF, "json")]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_is_written_on_where_it_stands(tmp_path: Path, name: str) -> None:
    if not os.path.exists(name):
        pytest.skip("the system has no such name")
    log = tmp_path / "log"
    code = (
        'print("before", flush=True)\nbk.save(bk.Brief("T"), sys.argv[1], "json")\nprint("after")'
    )
    with log.open("wb") as out:
        command = [sys.executable, "-c", "import sys, briefkit as bk\n" + code, name]
        subprocess.run(command, stdout=out, timeout=60, check=True)
    data = bk.render(bk.Brief("T"), "json")
    assert log.read_bytes() == b"before\n" + data + b"after\n"
    assert left(tmp_path) == ["log"]


@posix
def test_a_device_that_is_full_is_an_error() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("the system has no such device")
    with pytest.raises(bk.WriteError) as caught:
        bk.save(BRIEF, "/dev/full", "json")
    assert caught.value.errno == errno.ENOSPC


def test_a_folder_that_takes_no_files_is_told_and_atomic_false_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "brief.json"
    file.write_bytes(b"old")
    opened = os.open

    def refuse(path: str, flags: int, *rest: int) -> int:
        # What a system does for a user without rights on the folder; that user may be one who has them all.
        if flags & os.O_CREAT or os.path.isdir(path):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(bk.WriteError, match=r"folder.*atomic=False") as caught:
        bk.save(BRIEF, file)
    assert caught.value.where == str(file)
    assert file.read_bytes() == b"old"
    with pytest.raises(bk.WriteError) as caught:
        bk.save(BRIEF, tmp_path / "new.json")
    assert "atomic" not in str(caught.value)
    monkeypatch.undo()
    inode = file.stat().st_ino
    bk.save(BRIEF, file, atomic=False)
    assert bk.load(file) == BRIEF
    assert file.stat().st_ino == inode


def test_a_file_that_is_kept_from_being_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "brief.json"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(bk.WriteError, match="Permission denied"):
        bk.save(BRIEF, file)
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (lambda folder: folder, errno.EISDIR),
        (lambda folder: folder / "nowhere" / "brief.json", errno.ENOENT),
        (lambda folder: folder / "file" / "brief.json", errno.ENOTDIR),
        (lambda folder: folder / ("x" * 300), errno.ENAMETOOLONG),
        (lambda folder: f"{folder}/new/", errno.EISDIR),
        (lambda folder: f"{folder}/file/", errno.ENOTDIR),
    ],
)
def test_a_place_that_cannot_be_is_an_error(
    tmp_path: Path, place: Callable[[Path], Path | str], number: int
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(bk.WriteError) as caught:
        bk.save(BRIEF, place(tmp_path), "json")
    if sys.platform != "win32":
        assert caught.value.errno == number
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.errno) == (str(caught.value), caught.value.errno)
    assert left(tmp_path) == ["file"]
