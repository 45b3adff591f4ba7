"""The preview: what it says of a file that changes, and whom it answers."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import briefkit as bk
from briefkit.cli import main
from briefkit.cli.preview import Previewed, PreviewServer
from briefkit.themes import PLAIN

TEXT = "A title\n\nA standfirst.\n\nBackground\n\nWords of it.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "brief.txt"
    made.write_text(TEXT, "utf-8")
    return made


@pytest.fixture
def previewed(file: Path) -> Previewed:
    return Previewed(file, lambda: PLAIN)


@pytest.fixture
def server(previewed: Previewed) -> Iterator[PreviewServer]:
    with PreviewServer(previewed) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ask(
    server: PreviewServer, path: str, *, method: str = "GET", host: str | None = None
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    try:
        connection.request(method, path, headers={} if host is None else {"Host": host})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def news(server: PreviewServer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(server, "/version")[2])
    return found


# What a file is at the moment


def test_a_file_that_stays_is_not_read_again(previewed: Previewed, file: Path) -> None:
    first = previewed.state()
    os.utime(file, (0, 0))
    assert previewed.state() is first


def test_a_save_is_seen_though_size_and_time_stay(previewed: Previewed, file: Path) -> None:
    first, times = previewed.state(), os.stat(file)
    file.write_text(TEXT.replace("Words", "Lines"), "utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    second = previewed.state()
    assert second.version != first.version
    assert b"Lines of it." in second.page
    assert b"Words of it." not in second.page


def test_an_error_keeps_the_last_good_page_and_goes_with_the_next_save(
    previewed: Previewed, file: Path
) -> None:
    good = previewed.state()
    file.write_bytes(b"")
    broken = previewed.state()
    assert "has no words" in broken.error
    assert "\n" not in broken.error
    assert broken.page == good.page
    file.write_text(TEXT, "utf-8")
    assert previewed.state() == good


def test_a_file_that_goes_away_and_comes_back_is_followed(previewed: Previewed, file: Path) -> None:
    good = previewed.state()
    file.unlink()
    assert "No such file" in previewed.state().error
    file.write_text(TEXT, "utf-8")
    assert previewed.state() == good


def test_a_file_that_was_never_good_has_an_error_and_no_page(tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    file.write_text('{"schema_version": 1, "title": ', "utf-8")
    previewed = Previewed(file, lambda: PLAIN)
    assert previewed.state().error
    assert previewed.state().page == b""
    with pytest.raises(bk.BriefkitError, match=r"brief\.json"):
        previewed.printed("docx")


def test_a_theme_that_changes_is_followed(file: Path, tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text("one", "utf-8")
    themes = {"one": PLAIN, "two": bk.evolve(PLAIN, name="other")}

    def theme() -> bk.Theme:
        words = house.read_text("utf-8")
        if words not in themes:
            raise bk.RenderError(f"no theme in {words}")
        return themes[words]

    previewed = Previewed(file, theme, watched=(house,))
    first = previewed.state()
    house.write_text("two", "utf-8")
    assert previewed.state().version != first.version
    house.write_text("three", "utf-8")
    assert previewed.state().error == "no theme in three"


def test_what_is_printed_follows_the_file(previewed: Previewed, file: Path) -> None:
    first = previewed.printed("docx")
    assert previewed.printed("docx") is first
    file.write_text(TEXT.replace("Words", "Lines"), "utf-8")
    assert bk.read(previewed.printed("docx")).brief == bk.load(file)


# The server


def test_the_frame_shows_the_brief_and_asks_for_news(server: PreviewServer) -> None:
    status, headers, body = ask(server, "/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    for address in (b'"version"', b'"brief.html"', b'"brief.pdf"', b'"brief.docx"'):
        assert address in body
    status, headers, body = ask(server, "/brief.html")
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert b"Words of it." in body


def test_the_news_change_with_the_file(server: PreviewServer, file: Path) -> None:
    first = news(server)
    assert first["error"] == ""
    assert "language-assumed" in first["notes"][0]
    assert news(server) == first
    file.write_text(TEXT.replace("Words", "Lines"), "utf-8")
    assert news(server)["version"] != first["version"]
    assert b"Lines of it." in ask(server, "/brief.html")[2]
    file.write_bytes(b"")
    assert "has no words" in news(server)["error"]
    assert b"Lines of it." in ask(server, "/brief.html")[2]


def test_the_page_of_a_preview_runs_no_script(server: PreviewServer) -> None:
    policy = ask(server, "/brief.html")[1]["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(("path", "start"), [("/brief.pdf", b"%PDF-"), ("/brief.docx", b"PK")])
def test_a_download_reads_back(server: PreviewServer, file: Path, path: str, start: bytes) -> None:
    status, headers, body = ask(server, path)
    assert status == 200
    assert headers["Content-Type"].startswith("application/")
    assert body.startswith(start)
    assert bk.read(body).brief == bk.load(file)


def test_a_download_of_what_is_no_brief_says_why(server: PreviewServer, file: Path) -> None:
    file.write_bytes(b"")
    status, _, body = ask(server, "/brief.pdf")
    assert status == 409
    assert b"has no words" in body


@pytest.mark.parametrize(
    "path", ["/brief.txt", "/../brief.txt", "/etc/passwd", "/brief.html/", "//x"]
)
def test_nothing_else_is_served(server: PreviewServer, path: str) -> None:
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_nothing_but_get_is_answered(server: PreviewServer, method: str) -> None:
    assert ask(server, "/", method=method)[0] == 501


@pytest.mark.parametrize("path", ["/", "/version", "/brief.html", "/brief.pdf"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "", "127.0.0.1.evil.example:{port}"]
)
def test_another_name_is_refused(server: PreviewServer, path: str, host: str) -> None:
    status, _, body = ask(server, path, host=host.format(port=server.server_port))
    assert status == 403
    assert b"Words" not in body


def test_localhost_is_a_name_of_its_own(server: PreviewServer) -> None:
    assert ask(server, "/", host=f"localhost:{server.server_port}")[0] == 200


def test_it_listens_on_this_machine_alone(server: PreviewServer) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"


# The command


def test_the_command_serves_until_it_is_interrupted(file: Path) -> None:
    # What runs in the background of a shell ignores interrupts, and so would the child.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from briefkit.cli import main; main()"
    )
    command = [sys.executable, "-u", "-c", code, "preview", str(file), "--port", "0", "--no-open"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[0]
        port = int(address.rstrip("/").rsplit(":", 1)[1])
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/brief.html")
        assert b"Words of it." in connection.getresponse().read()
        connection.close()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["{file}", "--theme", "loud"], "no theme is called 'loud'"),
        (["{file}", "--from", "odp"], "no format is called 'odp'"),
    ],
)
def test_what_cannot_be_previewed_is_one_line(file: Path, arguments: list[str], words: str) -> None:
    given = [argument.format(file=file) for argument in arguments]
    result = CliRunner().invoke(main, ["preview", "--no-open", *given])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_a_port_that_is_taken_is_one_line_that_names_it(file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        arguments = ["preview", "--no-open", "--port", str(port), str(file)]
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert f"port {port}: " in result.stderr
    assert "--port" in result.stderr


def test_standard_input_is_no_file_to_follow() -> None:
    result = CliRunner().invoke(main, ["preview", "-"])
    assert result.exit_code == 2
    assert "standard input" in result.stderr


def test_of_several_each_has_a_folder_and_a_page_leads_to_all(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "<b>.txt"
    other.write_text(TEXT.replace("Words", "Lines"), "utf-8")
    with PreviewServer(*(Previewed(one, lambda: PLAIN) for one in (file, other))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            listed = ask(server, "/")[2].decode()
            assert 'href="1/"' in listed
            assert "&lt;b&gt;.txt</a>" in listed
            assert ask(server, "/2/")[2] == ask(server, "/1/")[2]
            assert b"Words of it." in ask(server, "/1/brief.html")[2]
            assert b"Lines of it." in ask(server, "/2/brief.html")[2]
            assert json.loads(ask(server, "/2/version")[2])["error"] == ""
            for nowhere in ("/0/", "/3/", "/2", "/brief.html", "/2/else", "/2/../1/"):
                assert ask(server, nowhere)[0] == 404, nowhere
        finally:
            server.shutdown()
            thread.join()
