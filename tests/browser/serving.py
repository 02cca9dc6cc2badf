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
from playwright.sync_api import ConsoleMessage, Page, Request
from scripted import ScriptedAssistant

from assistant.page import build_app
from assistant.settings import Settings

# What a document says to its watcher when it opens, and when it is left: before Gradio's listener of the same event.
OPENS, LEAVES = "watched: opens", "watched: leaves"
SAID = f"""if (window === top) {{
    console.debug("{OPENS}");
    addEventListener("beforeunload", () => console.debug("{LEAVES}"));
}}"""


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
    closed = ("AbortError: signal", "Connection errored out.", "network error", "ERR_INCOMPLETE_CHUNKED_ENCODING")
    state = OPENS

    def hear(message: ConsoleMessage) -> None:
        nonlocal state
        if message.text in (OPENS, LEAVES):
            state = message.text
        elif message.type == "error":
            of_a_reload = state == LEAVES and any(said in message.text for said in closed)
            # The browser reports what the frame of the report forbids as an error; there it is what we want.
            if not of_a_reload and message.location.get("url") != address + "/report":
                faults.append(message.text)

    page.add_init_script(SAID)
    page.on("console", hear)
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
