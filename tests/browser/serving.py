"""A page served for a test, and what a person does on it."""

from __future__ import annotations

import contextlib
import gc
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Page, Request
from scripted import ScriptedAssistant

from assistant.page import build_app
from assistant.settings import Settings

# Seconds after leaving a page in which it may still report that it was left.
JUST_LEFT = 5.0


@dataclass
class Server:
    """A running page: its address, the scripted assistant behind it, and its feedback file."""

    address: str
    iso: ScriptedAssistant
    feedback: Path


@contextlib.contextmanager
def serving(iso: ScriptedAssistant, **settings: Any) -> Iterator[str]:
    """The page served on a free port, as its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    # The tests ask more, from one address, than a person would.
    unlimited = {"questions_per_minute": 0, "questions_at_once": 0}
    app = build_app(iso, Settings(port=listener.getsockname()[1], **{**unlimited, **settings}))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended before it was up"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(10)
        listener.close()
        del app, server
        with warnings.catch_warnings():
            # Gradio leaves event loops open; here, so that no later test is blamed for them.
            warnings.simplefilter("ignore")
            gc.collect()


def watch(page: Page, address: str, faults: list[str]) -> None:
    """Enters into `faults` what must not happen on any page."""
    page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
    # A reload while Gradio opens its stream makes Gradio's client report that the browser closed it: then, and only then.
    closed = ("AbortError: signal is aborted", "Connection errored out.")
    left: list[float] = []

    def leaves(request: Request) -> None:
        if request.is_navigation_request() and request.frame == page.main_frame:
            left.append(time.monotonic())

    page.on("request", leaves)

    def of_a_reload(words: str) -> bool:
        return any(said in words for said in closed) and bool(left) and time.monotonic() - left[-1] < JUST_LEFT

    # The browser reports what the frame of the report forbids as an error; there it is what we want.
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if message.type == "error"
            and message.location.get("url") != address + "/report"
            and not of_a_reload(message.text)
            else None
        ),
    )
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def foreign(url: str) -> None:
        if not url.startswith((address, "data:", "blob:", "about:")):
            faults.append(f"request elsewhere: {url}")

    def failed(request: Request) -> None:
        # What the policy of a page or frame forbids is announced, but never leaves the browser.
        if "csp" not in (request.failure or "").lower():
            foreign(request.url)

    page.on("response", lambda response: foreign(response.url))
    page.on("requestfailed", failed)


def ask(page: Page, question: str) -> None:
    """Types a question, sends it, and waits for its answer."""
    before = page.locator(".turn:not(.pending)").count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function("count => document.querySelectorAll('.turn:not(.pending)').length > count", arg=before)
    page.wait_for_selector("#ask", state="visible")
