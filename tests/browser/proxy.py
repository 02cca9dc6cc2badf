"""A reverse proxy for a test: it serves a page under a path prefix and nothing beside it, as operators do."""

from __future__ import annotations

import contextlib
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What belongs to one connection and is not passed on.
OWN = {"connection", "transfer-encoding", "keep-alive", "date", "server"}


@contextlib.contextmanager
def proxied(address: str, prefix: str) -> Iterator[str]:
    """What `address` serves, under `prefix` of the address that is given."""

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith(prefix + "/"):
                self.send_error(404)
                return
            length = int(self.headers.get("Content-Length") or 0)
            asked = urllib.request.Request(
                address + self.path.removeprefix(prefix),
                data=self.rfile.read(length) if self.command == "POST" else None,
                headers={name: value for name, value in self.headers.items() if name.lower() not in OWN},
                method=self.command,
            )
            try:
                answer = urllib.request.urlopen(asked)
            except urllib.error.HTTPError as error:
                answer = error
            with answer, contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    if name.lower() not in OWN:
                        self.send_header(name, value)
                self.end_headers()
                # Whatever has come is passed on at once, or streams would stall.
                while piece := answer.read1():
                    self.wfile.write(piece)
                    self.wfile.flush()

        do_POST = do_HEAD = do_GET

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
