"""The page served: one web application with the page, its health, and headers that keep everything on this server."""

from __future__ import annotations

from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.page.layout import build_page
from assistant.page.theme import ICON, STYLE, build_theme, script
from assistant.settings import Settings

# Gradio needs inline and evaluated scripts; what matters here is that nothing is fetched from or sent elsewhere.
POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; base-uri 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'self'"
)

HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Guard:
    """Adds HEADERS to every response, without touching what is streamed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


def build_app(iso: Any, settings: Settings) -> FastAPI:
    """The application: `/` is the page, `/health` answers load balancers."""
    app = FastAPI(title="ISO Assistant", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard)

    @app.get("/health")
    def health() -> dict[str, Any]:
        return {"status": "ok", "library": iso.library.hash, "facts": len(iso.library.facts)}

    page = build_page(iso, settings)
    return gr.mount_gradio_app(
        app, page, path="/", server_name=settings.host, server_port=settings.port,
        root_path=settings.root_path or None, footer_links=[], run_history=False, show_error=False,
        ssr_mode=False, enable_monitoring=False, pwa=True, favicon_path=str(ICON), i18n=page.i18n_instance,
        theme=build_theme(), css_paths=[STYLE], js=script("page"), mcp_server=False,
    )


def launch(iso: Any, settings: Settings) -> None:
    """Serves the page until it is interrupted."""
    uvicorn.run(build_app(iso, settings), host=settings.host, port=settings.port, log_level="warning")
