"""What a browser needs to install the page as an app, also behind a path prefix: the manifest, the icon, the links."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.rendering import escape

# How Gradio links its manifest: from the root of the host, where behind a prefix something else answers.
LINK = '<link rel="manifest" href="/manifest.json" />'


def offer_manifest(app: FastAPI, title: str, root_path: str) -> None:
    """Adds the manifest to `app`, in place of Gradio's, with addresses relative to it; the page links it where it is."""

    @app.get("/manifest.json")
    def manifest() -> JSONResponse:
        icon = {"src": "pwa_icon", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
        content = {"name": title, "icons": [icon], "id": "./", "start_url": "./", "display": "standalone"}
        return JSONResponse(content, media_type="application/manifest+json")

    if root_path:
        app.add_middleware(PrefixedLinks, root_path=root_path)


class PrefixedLinks:
    """Puts the addresses of manifest and icon into the page; a browser looks for an icon at the root of the host too."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app = app
        root = escape(root_path)
        self.links = f'<link rel="manifest" href="{root}/manifest.json"><link rel="icon" href="{root}/pwa_icon">'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        held: list[Message] = []

        async def linked(message: Message) -> None:
            # The page comes in one piece; its length is known only when the link is in it.
            if message["type"] == "http.response.start":
                held.append(message)
                return
            if held:
                start = held.pop()
                if not message.get("more_body"):
                    body = message.get("body", b"").replace(LINK.encode(), self.links.encode())
                    MutableHeaders(scope=start)["Content-Length"] = str(len(body))
                    message = {**message, "body": body}
                await send(start)
            await send(message)

        is_page = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/"
        await self.app(scope, receive, linked if is_page else send)
