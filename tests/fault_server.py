"""A real HTTP server on this machine that speaks like OpenAI's chat completions, or fails in a chosen way."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]
# What a server sends that leaks on purpose; none of it may reach a log or a person.
LEAK = "Incorrect API key provided: sk-kettle-secret"


class Handler(BaseHTTPRequestHandler):
    """One request; the server's behaviour answers it."""

    server: FaultServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body | {"authorization": self.headers.get("Authorization", "")})
        try:
            self.server.behaviour(self)
        except OSError:
            self.close_connection = True  # the client has left

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing; tests read what the assistant logs."""

    def begin(self, status: int = 200, kind: str = "text/event-stream") -> None:
        """The head of a reply whose end is the end of the connection."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def piece(self, text: str, finish: str | None = None) -> None:
        """A piece of streamed text."""
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
        event = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.raw(f"data: {json.dumps(event)}\n\n")

    def raw(self, text: str) -> None:
        """These characters as they are."""
        self.wfile.write(text.encode())
        self.wfile.flush()


class FaultServer(ThreadingHTTPServer):
    """Answers every request with `behaviour`; notes the requests; `released` ends whatever waits."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour: Behaviour = says("")
        self.requests: list[dict[str, Any]] = []
        self.released = threading.Event()

    @property
    def address(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serving() -> Iterator[FaultServer]:
    """A running server, stopped afterwards."""
    server = FaultServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


def says(text: str, finish: str = "stop") -> Behaviour:
    """Streams `text` in pieces."""

    def behave(handler: Handler) -> None:
        handler.begin()
        for start in range(0, len(text), 40):
            handler.piece(text[start : start + 40])
        handler.piece("", finish)
        handler.raw("data: [DONE]\n\n")

    return behave


def fails(status: int) -> Behaviour:
    """Refuses with an HTTP status and a text that leaks."""

    def behave(handler: Handler) -> None:
        handler.begin(status, "application/json")
        handler.raw(json.dumps({"error": {"message": LEAK, "type": "x", "code": "x"}}))

    return behave


def hangs(handler: Handler) -> None:
    """Accepts and never answers."""
    handler.server.released.wait()


def dies(handler: Handler) -> None:
    """Breaks off in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.raw(
        '400\r\ndata: {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{"ind'
    )
    handler.close_connection = True


def drips(handler: Handler) -> None:
    """A character now and then, for ever: never silent for long enough that a client gives up."""
    handler.begin()
    while not handler.server.released.wait(0.1):
        handler.piece("x")


def breathes(handler: Handler) -> None:
    """Only signs of life, for ever."""
    handler.begin()
    while not handler.server.released.wait(0.1):
        handler.raw(": still here\n\n")


def babbles(handler: Handler) -> None:
    """No JSON at all."""
    handler.begin()
    handler.raw("data: <html>\x00\xff{{{ not json\n\ndata: {]\n\n")


def sends_a_page(handler: Handler) -> None:
    """A web page, as a proxy's log-in would be."""
    handler.begin(kind="text/html")
    handler.raw("<!doctype html><title>Log in</title>")


def sends_nothing(handler: Handler) -> None:
    """A good head and no body."""
    handler.begin()


def floods(handler: Handler) -> None:
    """A megabyte of text."""
    handler.begin()
    handler.piece('{"claims": [' + "x" * 1_000_000)
    handler.piece("", "stop")
    handler.raw("data: [DONE]\n\n")
