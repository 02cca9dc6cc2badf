"""Times, in a real browser over the real library: server start to page usable, and click to first checked statement.

    python tests/browser/measure.py [ROUNDS]

Needs a built index (else the first round builds it) and Chromium. Prints the median and the slowest of each.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUESTIONS = (
    "Can my company get certified to ISO 9002 today?",
    "When was ISO 9001 last revised?",
    "What is the difference between ISO 9001 and ISO 14001?",
)
PATIENCE = 600_000


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def one_round(browser: Browser, times: dict[str, list[float]]) -> None:
    """Starts a server, opens the page, asks; adds the seconds of each step to `times`."""
    port = free_port()
    command = [sys.executable, "-m", "assistant.cli", "chat", "--port", str(port), "--feedback", "off"]
    started = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            page = browser.new_page()
            page.set_default_timeout(PATIENCE)
            while server.poll() is None and not _listens(port):
                time.sleep(0.02)
            times.setdefault("server start to listening", []).append(time.perf_counter() - started)
            opened = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/")
            page.locator(".welcome").wait_for()
            page.locator("#question textarea").wait_for()
            times.setdefault("page opened to usable", []).append(time.perf_counter() - opened)
            times.setdefault("server start to page usable", []).append(time.perf_counter() - started)
            for number, question in enumerate(QUESTIONS):
                page.fill("#question textarea", question)
                clicked = time.perf_counter()
                page.click("#ask")
                page.locator(f".turn:nth-child({number + 1}) .text .chip").first.wait_for()
                name = "first" if number == 0 else "later"
                times.setdefault(f"click to first checked statement, {name} question", []).append(
                    time.perf_counter() - clicked
                )
                page.locator(f".turn[data-turn='{number}']").wait_for()
                page.locator("#ask").wait_for()
            page.close()
        finally:
            server.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def main() -> None:
    """Prints what was measured."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    times: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(rounds):
            one_round(browser, times)
        browser.close()
    for name, seconds in times.items():
        print(f"{name}: median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s (n {len(seconds)})")
    print(f"load average of the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
