"""PDF, peer: headless Chromium, kept open, which prints the same HTML and CSS with tags (DevTools protocol, over pipes).

It makes neither PDF/UA nor PDF/A, and attaches no payload.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import psutil

import briefkit as bk
from benchmarks.pdf_page import font_rules, page_of
from benchmarks.programs import chromium

PEER = "Chromium, kept open"
_FLAGS = """
    --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update
    --disable-sync --allow-file-access-from-files --remote-debugging-pipe
""".split()  # noqa: SIM905 # a command line reads best as one
#: The style is the page's own, so that no other rules come before it.
_STYLE = "<style>{}</style></head>"


class Chromium:
    """A browser with one open tab; a context manager that closes it."""

    def __init__(self) -> None:
        found = chromium()
        assert found is not None, "Chromium is not installed"
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        # The browser reads commands from file 3, and answers into file 4.
        words = [found, *_FLAGS, f"--user-data-dir={self.folder.name}/profile", "about:blank"]
        self.browser = subprocess.Popen(
            ["sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            stderr=subprocess.DEVNULL,
        )
        self.count, self.unread = 0, b""
        self.spent: dict[int, float] = {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        self.call("Page.enable", self.session)

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, *_: object) -> None:
        self.call("Browser.close")
        with self.browser:  # closes its pipes, and waits for it
            pass
        self.folder.cleanup()

    @property
    def version(self) -> str:
        """The name and the version of the browser."""
        return str(self.call("Browser.getVersion")["product"])

    def write(self, brief: bk.Brief) -> bytes:
        """Return the PDF of a brief."""
        html, rules = page_of(brief)
        file = Path(self.folder.name) / "page.html"
        file.write_text(html.replace("</head>", _STYLE.format(font_rules() + rules), 1), "utf-8")
        self.call("Page.navigate", self.session, url=file.as_uri())
        self.until("Page.loadEventFired")
        printed = self.call(
            "Page.printToPDF",
            self.session,
            preferCSSPageSize=True,
            printBackground=True,
            generateTaggedPDF=True,
            generateDocumentOutline=True,
        )
        return b64decode(printed["data"])

    def processor_time(self) -> float:
        """Return the seconds that the processor has spent on all processes of the browser, those that ended too."""
        browser = psutil.Process(self.browser.pid)
        for process in (browser, *browser.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                self.spent[process.pid] = times.user + times.system
        return sum(self.spent.values())

    def call(self, method: str, session: str | None = None, **arguments: Any) -> Any:
        """Return what the browser answers to a command."""
        self.count += 1
        said = {"id": self.count, "method": method, "params": arguments}
        if session:
            said["sessionId"] = session
        assert self.browser.stdin is not None
        self.browser.stdin.write(orjson.dumps(said) + b"\0")
        self.browser.stdin.flush()
        while True:
            answer = self._message()
            if answer.get("id") == self.count:
                assert "error" not in answer, answer
                return answer["result"]

    def until(self, event: str) -> None:
        """Wait for an event."""
        while self._message().get("method") != event:
            pass

    def _message(self) -> Any:
        assert self.browser.stdout is not None
        while b"\0" not in self.unread:
            more = os.read(self.browser.stdout.fileno(), 1 << 20)
            assert more, "the browser has ended"
            self.unread += more
        said, _, self.unread = self.unread.partition(b"\0")
        return orjson.loads(said)
