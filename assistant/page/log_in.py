"""Who may enter: a log-in page over the users file, a signed cookie for whoever entered, and patience with guessers."""

from __future__ import annotations

import math
import time
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.page.request import address_of
from assistant.page.text import Words, preferred_language, words
from assistant.page.theme import MARK
from assistant.passwords import Attempts, Users
from assistant.rendering import escape
from assistant.settings import Settings

# Programs that log in as gradio_client does keep only cookies whose name starts so.
COOKIE = "access-token-iso-assistant"
SESSION = 7 * 24 * 3600
# Wrong passwords before the wait begins: of one user from one address, and of everyone from one address.
SLIPS, SLIPS_OF_ADDRESS = 5, 20


class LogIn:
    """The log-in of one server. Raises SettingsError when the users file cannot be used."""

    def __init__(self, settings: Settings) -> None:
        self.users = Users(Path(settings.auth_file).expanduser())
        self.root = settings.root_path
        self.theme = settings.theme
        self.attempts = Attempts(SLIPS)
        self.attempts_of_address = Attempts(SLIPS_OF_ADDRESS)

    def user(self, request: Request) -> str | None:
        """Who is logged in, None when nobody is."""
        return self.users.holder(request.cookies.get(COOKIE, ""), time.time())

    def add_to(self, app: FastAPI) -> None:
        """Adds `/login` and `/logout`, and leads everyone else from the page to the log-in."""
        app.add_api_route("/login", self.show, methods=["GET"])
        app.add_api_route("/login", self.enter, methods=["POST"])
        app.add_api_route("/logout", self.leave, methods=["GET"])
        app.add_middleware(Gate, log_in=self)

    def show(self, request: Request) -> Response:
        """The form; the question of a ?q= link waits in it."""
        return self._form(request, str(request.query_params.get("q", "")))

    async def enter(self, request: Request) -> Response:
        """Lets in whoever gives a right password; people are led on to the page, programs get the cookie only."""
        form = await request.form()
        user, password, question = (str(form.get(name, "")) for name in ("username", "password", "q"))
        user, address = user.strip(), address_of(request)
        who = f"{user}@{address}"
        wait = max(self.attempts.wait(who), self.attempts_of_address.wait(address))
        if wait:
            return self._refused(request, question, 429, math.ceil(wait))
        # In a thread of its own: a check takes a tenth of a second on purpose, and others must not wait for it.
        if not await run_in_threadpool(self.users.may_enter, user, password):
            self.attempts.failed(who)
            self.attempts_of_address.failed(address)
            return self._refused(request, question, 401, 0)
        self.attempts.succeeded(who)
        onward = f"{self.root}/" + (f"?q={quote(question, safe='')}" if question else "")
        entered = RedirectResponse(onward, 303) if _reads_pages(request) else JSONResponse({"success": True})
        entered.set_cookie(
            COOKIE, self.users.ticket(user, time.time() + SESSION), max_age=SESSION, path=self.root or "/",
            secure=request.url.scheme == "https", httponly=True, samesite="lax",
        )  # fmt: skip
        return entered

    def leave(self) -> Response:
        """Forgets who was logged in."""
        left = RedirectResponse(f"{self.root}/login", 303)
        left.delete_cookie(COOKIE, path=self.root or "/")
        return left

    def _refused(self, request: Request, question: str, status: int, wait: int) -> Response:
        headers = {"Retry-After": str(wait)} if wait else {}
        if _reads_pages(request):
            return self._form(request, question, status, wait, headers)
        said = words("en")
        sentence = said["too_many_log_ins"].format(seconds=wait) if wait else said["wrong_password"]
        return JSONResponse({"error": sentence}, status, headers)

    def _form(
        self, request: Request, question: str, status: int = 200, wait: int = 0, headers: dict[str, str] | None = None
    ) -> Response:
        language = preferred_language(request.headers.get("accept-language"))
        said = words(language)
        trouble = said["too_many_log_ins"].format(seconds=wait) if wait else said["wrong_password"]
        return HTMLResponse(
            log_in_html(said, language, self.theme, question, trouble if status >= 400 else ""), status, headers
        )


class Gate:
    """Leads people who open the page without being logged in to the log-in; all else is refused by the page itself."""

    def __init__(self, app: ASGIApp, log_in: LogIn) -> None:
        self.app = app
        self.log_in = log_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/":
            request = Request(scope)
            if self.log_in.user(request) is None:
                question = request.query_params.get("q", "")
                asked = f"?q={quote(question, safe='')}" if question else ""
                await RedirectResponse(f"{self.log_in.root}/login{asked}", 303)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def log_in_html(said: Words, language: str, theme: str, question: str, trouble: str) -> str:
    """The log-in page: a form that works without any script."""
    alert = f'<p class="trouble" role="alert">{escape(trouble)}</p>' if trouble else ""
    style = (Path(__file__).parent / "log_in.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{language}" data-theme="{escape(theme)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(said['log_in'])} – {escape(said['title'])}</title><style>{style}</style></head>\n"
        f"<body><main>{MARK}<h1>{escape(said['title'])}</h1><p>{escape(said['tagline'])}</p>{alert}"
        f'<form method="post" action="login"><label>{escape(said["user_name"])}'
        '<input name="username" autocomplete="username" autocapitalize="none" required autofocus></label>'
        f'<label>{escape(said["password"])}<input name="password" type="password" autocomplete="current-password" required>'
        f'</label><input type="hidden" name="q" value="{escape(question)}">'
        f"<button>{escape(said['log_in'])}</button></form></main></body></html>\n"
    )


def _reads_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
