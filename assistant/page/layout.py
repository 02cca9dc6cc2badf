"""The page laid out: head, chat, library, quality. `build_page` returns the Blocks."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.feedback import FeedbackStore, feedback_file
from assistant.page.api import offer_api
from assistant.page.chat import Chat
from assistant.page.chat_layout import QUIET, evidence_head_html, lay_out_chat
from assistant.page.library_tab import lay_out_library
from assistant.page.limits import Limits
from assistant.page.quality_tab import lay_out_quality
from assistant.page.request import asked_by
from assistant.page.text import LANGUAGES, Words, words
from assistant.page.theme import MARK
from assistant.rendering import escape
from assistant.settings import Settings


def build_page(iso: Any, settings: Settings, limits: Limits) -> gr.Blocks:
    """The whole page over one assistant; `iso` offers `stream`, `ask` and `library`."""
    file = feedback_file(settings.feedback)
    chat = Chat(iso, FeedbackStore(file) if file else None, limits)
    i18n = gr.I18n(**{language: dict(words(language)) for language in LANGUAGES})
    page = gr.Blocks(title=words("en")["title"], fill_width=True, analytics_enabled=False)
    with page:
        # First, so that the public names are theirs.
        offer_api(page, iso, limits)
        head = gr.HTML(_head_html(words("en"), False), elem_id="header", apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(i18n("tab_chat"), id="chat"):
                lay_out_chat(page, chat, settings, i18n)
            with gr.Tab(i18n("tab_library"), id="library"):
                lay_out_library(page, iso, i18n)
            # A tab for people's own documents belongs here, between the library and its quality.
            with gr.Tab(i18n("tab_quality"), id="quality"):
                lay_out_quality(page, settings.root_path)
        foot = gr.HTML(_foot_html(words("en")), elem_id="foot", apply_default_css=False)

        def translate(request: gr.Request) -> tuple[str, str, str]:
            said = asked_by(request)[1]
            title = evidence_head_html(said["evidence"], said["close"])
            return _head_html(said, bool(settings.auth_file)), title, _foot_html(said)

        page.load(translate, None, [head, chat.parts.evidence_head, foot], **QUIET)
    page.i18n_instance = i18n
    return page


def _head_html(said: Words, logged_in: bool) -> str:
    leave = f'<a class="leave" href="logout">{escape(said["log_out"])}</a>' if logged_in else ""
    return (
        f'<header class="masthead"><a class="skip" href="#question" data-page="skip">{escape(said["skip"])}</a>{MARK}'
        f'<div class="names"><h1>{escape(said["title"])}</h1><p>{escape(said["tagline"])}</p></div>{leave}'
        f'<button type="button" class="theme-button" data-page="theme" aria-label="{escape(said["theme"])}">'
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="6.5"/>'
        '<path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/></svg></button></header>'
    )


def _foot_html(said: Words) -> str:
    return f'<p class="foot">{escape(said["footer"])}</p>'
