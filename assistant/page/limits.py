"""How much one visitor may ask: so many questions a minute, so many at once; whoever asks more is told to wait."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import LimitReached

MINUTE = 60.0
# A question whose end was never told, because the connection was lost, no longer counts after this.
LONGEST_ANSWER = 300.0
_MCP = "/gradio_api/mcp"
_ASKS = re.compile(r"/gradio_api/(call|call/v2|run|api)/ask/?$")


class Limits:
    """Counts the questions of each visitor, in this process; 0 as a limit means none."""

    def __init__(
        self, questions_per_minute: int, questions_at_once: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.questions_per_minute = questions_per_minute
        self.questions_at_once = questions_at_once
        self._clock = clock
        self._lock = Lock()
        self._asked: dict[str, list[float]] = {}
        self._running: dict[str, list[float]] = {}

    def check(self, visitor: str) -> None:
        """Raises LimitReached when `visitor` has to wait before the next question."""
        with self._lock:
            self._check(visitor, self._clock())

    @contextmanager
    def asking(self, visitor: str) -> Iterator[None]:
        """Counts one question of `visitor` while it is answered. Raises LimitReached when that is one too many."""
        with self._lock:
            started = self._clock()
            self._check(visitor, started)
            self._asked.setdefault(visitor, []).append(started)
            self._running.setdefault(visitor, []).append(started)
        try:
            yield
        finally:
            with self._lock:
                running = self._running.get(visitor, [])
                if started in running:
                    running.remove(started)

    def _check(self, visitor: str, now: float) -> None:
        self._asked = _since(now - MINUTE, self._asked)
        self._running = _since(now - LONGEST_ANSWER, self._running)
        asked, running = self._asked.get(visitor, []), self._running.get(visitor, [])
        if self.questions_per_minute and len(asked) >= self.questions_per_minute:
            wait = max(1, math.ceil(asked[-self.questions_per_minute] + MINUTE - now))
            raise LimitReached(
                f"You have asked {len(asked)} questions within a minute, as many as this server takes from one visitor; "
                f"ask again in {wait} seconds.",
                wait,
            )
        if self.questions_at_once and len(running) >= self.questions_at_once:
            raise LimitReached(
                f"{len(running)} of your questions are still being answered, as many as this server takes from one "
                "visitor at once; wait for an answer, then ask again."
            )


class LimitGuard:
    """Answers 429 to programs whose next question would be one too many, before it is taken."""

    def __init__(self, app: ASGIApp, limits: Limits, visitor: Callable[[Request], str]) -> None:
        self.app = app
        self.limits = limits
        self.visitor = visitor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and _ASKS.search(scope["path"]):
            try:
                self.limits.check(self.visitor(Request(scope)))
            except LimitReached as error:
                refused = JSONResponse({"error": str(error)}, 429, {"Retry-After": str(error.wait or 1)})
                await refused(scope, receive, send)
                return
        if scope["type"] == "http" and scope["path"].startswith(_MCP):
            scope = _with_address(scope)
        await self.app(scope, receive, send)


def _with_address(scope: Scope) -> Scope:
    """Gradio's MCP server asks by a call to itself with the same headers; so the visitor's address goes along."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"x-forwarded-for"]
    address = scope["client"][0] if scope.get("client") else "unknown"
    return {**scope, "headers": [*headers, (b"x-forwarded-for", address.encode())]}


def _since(moment: float, times: dict[str, list[float]]) -> dict[str, list[float]]:
    """What happened after `moment`; visitors of whom nothing is left are forgotten."""
    left = {visitor: [time for time in those if time > moment] for visitor, those in times.items()}
    return {visitor: those for visitor, those in left.items() if those}
