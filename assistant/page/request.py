"""Who asks, in which language: what a request tells, as far as log-in is switched on."""

from __future__ import annotations

import gradio as gr

from assistant.page.text import Words, preferred_language, words


def asked_by(request: gr.Request) -> tuple[str, Words]:
    """The name of the person who is logged in (else empty), and the words in the language of that browser."""
    language = preferred_language(request.headers.get("accept-language"))
    return getattr(request, "username", None) or "", words(language)
