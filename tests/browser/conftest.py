"""A real server over a scripted assistant, and a real Chromium that reports every error and every foreign request."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from scripted import ScriptedAssistant
from serving import Server, serving, watch

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Beside tests that build an index a busy machine may take long over one event.
PATIENCE = 45_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What Gradio and pandas deprecate or leave open is theirs; as errors it would break the server under test."""
    for item in items:
        if HERE in item.path.parents:
            for kind in ("DeprecationWarning", "ResourceWarning", "pytest.PytestUnraisableExceptionWarning"):
                item.add_marker(pytest.mark.filterwarnings(f"ignore::{kind}"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that need no settings of their own."""
    feedback = tmp_path_factory.mktemp("feedback") / "feedback.sqlite"
    iso = ScriptedAssistant()
    with serving(iso, feedback=str(feedback)) as address:
        yield Server(address, iso, feedback)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    assert Path(CHROMIUM).exists(), f"{CHROMIUM} is missing; install Debian's chromium or set CHROMIUM."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, served: Server) -> Iterator[Callable[..., Page]]:
    """Opens the page as a new person; afterwards no console error and no request elsewhere may have happened."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        path: str = "/", address: str = "", wait_for: str = "#conversation :is(.welcome, .turn)", **context: Any
    ) -> Page:
        address = address or served.address
        opened = browser.new_context(locale=context.pop("locale", "en-GB"), **context)
        opened.set_default_timeout(PATIENCE)
        contexts.append(opened)
        page = opened.new_page()
        watch(page, address, faults)
        page.goto(address + path)
        page.wait_for_selector(wait_for)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
