"""The page served: one web application with the page, its health, and headers that keep everything on this server."""

from __future__ import annotations

import contextlib
import importlib.util
import ipaddress
import logging
import socket
import sys
from collections.abc import Callable
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.page.api import speak_json
from assistant.page.installing import offer_manifest
from assistant.page.layout import build_page
from assistant.page.limits import LimitGuard, Limits
from assistant.page.listening import bind
from assistant.page.log_in import LogIn
from assistant.page.quality_tab import serve_report
from assistant.page.request import address_of
from assistant.page.text import words
from assistant.page.theme import ICON, STYLE, build_theme, script
from assistant.settings import Settings

# Gradio needs inline and evaluated scripts; what matters here is that nothing is fetched from or sent elsewhere.
POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; base-uri 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'self'"
)
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}

# An open page holds its connection for as long as it is open, so the server must not wait for it to let go.
SECONDS_TO_FINISH = 2
CONNECTIONS_WAITING = 2048


class Guard:
    """Adds HEADERS to every response that has none stricter of its own, without touching what is streamed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


class PageServer(uvicorn.Server):
    """A server that ends without complaint: what it cuts off then is only the connection of pages left open."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def build_app(iso: Any, settings: Settings) -> FastAPI:
    """The application: `/` is the page, `/health` answers load balancers.

    Raises SettingsError when the log-in cannot be set up as asked for.
    """
    if settings.mcp and importlib.util.find_spec("mcp") is None:
        raise SettingsError("ISO_ASSISTANT_MCP: the package mcp is missing; run `pip install 'iso-assistant[mcp]'`.")
    app = FastAPI(title="ISO Assistant", docs_url=None, redoc_url=None, openapi_url=None)
    user = _log_in(app, settings)
    limits = Limits(settings.questions_per_minute, settings.questions_at_once)
    page = build_page(iso, settings, limits)
    app.add_middleware(
        LimitGuard, limits=limits, visitor=lambda request: (user(request) if user else None) or address_of(request)
    )
    app.add_middleware(Guard)
    offer_manifest(app, words("en")["title"], settings.root_path)
    serve_report(app, user)

    @app.api_route("/health", methods=["GET", "HEAD"])
    def health() -> dict[str, Any]:
        return {"status": "ok", "library": iso.library.hash, "facts": len(iso.library.facts)}

    gr.mount_gradio_app(
        app, page, path="/", server_name=settings.host, server_port=settings.port,
        root_path=settings.root_path or None, footer_links=[], run_history=False, show_error=False,
        ssr_mode=False, enable_monitoring=False, pwa=True, favicon_path=str(ICON), i18n=page.i18n_instance,
        theme=build_theme(), css_paths=[STYLE], js=script("page", theme=settings.theme),
        mcp_server=settings.mcp, auth_dependency=user,
    )  # fmt: skip
    speak_json(page)
    return app


def launch(iso: Any, settings: Settings) -> None:
    """Serves the page until it is interrupted. Raises SettingsError when it cannot listen where it should."""
    app = build_app(iso, settings)
    listeners = bind(settings.host, settings.port)
    for listener in listeners:
        listener.listen(CONNECTIONS_WAITING)
    if not (settings.auth_file or settings.auth_header or is_loopback(settings.host)):
        print(
            f"Warning: the page listens on {settings.host} without log-in, so everyone in the network can use it; "
            "set ISO_ASSISTANT_AUTH_FILE or ISO_ASSISTANT_AUTH_HEADER.",
            file=sys.stderr,
        )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(
        f"ISO Assistant is open on http://{host}:{settings.port}{settings.root_path} (Ctrl-C ends it).", file=sys.stderr
    )
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SECONDS_TO_FINISH)
    # Ctrl-C is how the page is ended, not how it fails.
    with contextlib.suppress(KeyboardInterrupt):
        PageServer(config).run(sockets=listeners)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _log_in(app: FastAPI, settings: Settings) -> Callable[[Request], str | None] | None:
    """Who asks, by the request, where a log-in is asked for; it is added to `app`."""
    if settings.auth_file and settings.auth_header:
        raise SettingsError("Set either the users file or the header of a reverse proxy, not both.")
    if settings.auth_file:
        log_in = LogIn(settings)
        log_in.add_to(app)
        return log_in.user
    if settings.auth_header:
        return lambda request: request.headers.get(settings.auth_header) or None
    return None
