"""The server of a preview: a frame that asks for news, and the brief in it.

It answers this machine only, and only to its own name: another site that lets its name point here (DNS
rebinding) is refused, for its pages could otherwise read the brief.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

from briefkit.cli.preview.watched_file import Previewed
from briefkit.errors import BriefkitError
from briefkit.formats import FORMATS, Format
from briefkit.runtime.caching import cached
from briefkit.runtime.terminal import visible

#: The folder of one of several previews.
_FOLDER = re.compile(r"/(?P<number>[0-9]{1,6})(?P<path>/.*)")
ADDRESS = "127.0.0.1"
_DOWNLOADS = {f"/brief.{name}": FORMATS[name] for name in ("pdf", "docx")}
#: The frame is a fixed page: no word of the brief stands in it but as the script puts it there, as text.
_FRAME_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


class PreviewServer(ThreadingHTTPServer):
    """A server on this machine for previews; `serve_forever` runs it, from its making on it is reachable.

    One preview stands at `/`; of several each has a folder, by its number, and `/` lists them.

    Args:
        previews: What it shows.
        port: The port; 0 takes any that is free.

    Raises:
        OSError: The port is taken, or needs rights.
    """

    daemon_threads = True

    def __init__(self, *previews: Previewed, port: int = 0) -> None:
        self.previews = previews
        super().__init__((ADDRESS, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking for the name of this machine, which may go out to the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # IPv4

    @property
    def url(self) -> str:
        """Where the frame is, or the list of several."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Leave it: whoever asked went away; everything else is answered."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "briefkit"
    sys_version = ""

    def do_GET(self) -> None:  # the name is that of http.server
        hosts = {f"{name}:{self.server.server_port}" for name in (ADDRESS, "localhost")}
        if (self.headers.get("Host") or "").lower() not in hosts:
            self._answer(
                HTTPStatus.FORBIDDEN,
                "text/plain",
                b"This preview answers to its own address only.\n",
            )
            return
        path, previews = urlsplit(self.path).path, self.server.previews
        folder = _FOLDER.fullmatch(path)
        if len(previews) == 1:
            self._show(previews[0], path)
        elif path == "/":
            self._answer(HTTPStatus.OK, "text/html", _list_page(previews), _PAGE_POLICY)
        elif folder and 0 < int(folder["number"]) <= len(previews):
            self._show(previews[int(folder["number"]) - 1], folder["path"])
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", _NOT_FOUND)

    def _show(self, previewed: Previewed, path: str) -> None:
        match path:
            case "/":
                self._answer(HTTPStatus.OK, "text/html", frame(), _FRAME_POLICY)
            case "/version":
                self._answer(HTTPStatus.OK, "application/json", _news(previewed))
            case "/brief.html":
                page = previewed.state().page
                self._answer(HTTPStatus.OK, "text/html", page or _NOTHING, _PAGE_POLICY)
            case _ if path in _DOWNLOADS:
                self._download(previewed, _DOWNLOADS[path])
            case _:
                self._answer(HTTPStatus.NOT_FOUND, "text/plain", _NOT_FOUND)

    def _download(self, previewed: Previewed, format: Format) -> None:
        try:
            data = previewed.printed(format.name)
        except BriefkitError as error:
            self._answer(HTTPStatus.CONFLICT, "text/plain", f"{error}\n".encode())
        else:
            self._answer(HTTPStatus.OK, format.media_type, data)

    def _answer(self, status: HTTPStatus, media_type: str, body: bytes, policy: str = "") -> None:
        self.send_response(status)
        text = media_type.startswith("text/")
        self.send_header("Content-Type", f"{media_type}; charset=utf-8" if text else media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the frame asks every second."""


def _news(previewed: Previewed) -> bytes:
    state = previewed.state()
    return json.dumps(
        {"version": state.version, "error": state.error, "notes": state.notes}
    ).encode()


def _list_page(previews: Sequence[Previewed]) -> bytes:
    """Return the page that leads to each of several previews."""
    items = "\n".join(
        f'<li><a href="{number}/">{escape(visible(one.name))}</a>'
        for number, one in enumerate(previews, 1)
    )
    return f"{_LIST}<ul>\n{items}\n</ul>\n</html>\n".encode()


@cached(8)
def frame() -> bytes:
    """Return the page around the brief."""
    return files("briefkit.cli.preview").joinpath("frame.html").read_bytes()


_NOT_FOUND = b"There is nothing here.\n"
_LIST = (
    "<!DOCTYPE html>\n<html lang=en><meta charset=utf-8>\n"
    '<meta name=viewport content="width=device-width, initial-scale=1"><title>Previews</title>\n'
    "<style>:root{color-scheme:light dark;font:1rem/1.8 system-ui,sans-serif}a{overflow-wrap:anywhere}</style>\n"
    "<h1>Previews</h1>\n"
)
_NOTHING = b"<!DOCTYPE html>\n<html lang=en><title>No brief yet</title><p>No brief yet.</html>\n"
