"""The page laid out: chat beside its evidence, then the library and its quality. `build_page` returns the Blocks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import gradio as gr

from assistant.page.chat import Chat, status_html
from assistant.page.text import LANGUAGES, words
from assistant.page.theme import script
from assistant.rendering import escape
from assistant.settings import Settings

# Only obscures what the browser keeps; constant, so that conversations survive a restart of the server.
BROWSER_SECRET = "iso-assistant"
DAY_TEMPLATE = (
    '<label class="day-choice" title="${help}"><span>${name}</span>'
    '<input type="date" min="1947-01-01" max="2100-12-31" value="${value}"></label>'
    '<button type="button" class="quiet-button" data-today ${value === today ? "hidden" : ""}>${back}</button>'
)


def build_page(iso: Any, settings: Settings) -> gr.Blocks:
    """The whole page over one assistant; `iso` offers `stream`, `ask` and `library`."""
    i18n = gr.I18n(**{language: dict(words(language)) for language in LANGUAGES})
    with gr.Blocks(title=words("en")["title"], fill_width=True, analytics_enabled=False) as page:
        gr.HTML(_header(), elem_id="header")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(i18n("tab_chat"), id="chat"):
                _lay_out_chat(Chat(iso), i18n)
    page.i18n_instance = i18n
    return page


def _header() -> str:
    said = words("en")
    mark = '<svg class="mark" viewBox="0 0 64 64" aria-hidden="true"><rect width="64" height="64" rx="15"/>'
    mark += '<path d="M14 19a5 5 0 0 1 5-5h26a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5H31l-10 9v-9h-2a5 5 0 0 1-5-5z"/></svg>'
    return (
        f'<header class="masthead"><a class="skip" href="#question">{escape(said["skip"])}</a>{mark}'
        f'<div><h1>{escape(said["title"])}</h1><p>{escape(said["tagline"])}</p></div>'
        f'<button type="button" class="theme-button" data-page="theme" aria-label="{escape(said["theme"])}">'
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="6.5"/>'
        '<path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/></svg></button></header>'
    )


def _lay_out_chat(chat: Chat, i18n: gr.I18n) -> None:
    parts = chat.parts = SimpleNamespace()
    parts.kept = gr.BrowserState({}, storage_key="iso-assistant-conversation", secret=BROWSER_SECRET)
    parts.asking, parts.linked, parts.editing = gr.State(""), gr.State(""), gr.State(None)
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="talk", scale=3, min_width=300):
            parts.conversation = gr.HTML(elem_id="conversation", js_on_load=script("conversation"), apply_default_css=False)
            with gr.Column(elem_id="composer"):
                parts.status = gr.HTML(status_html(""), elem_id="status", apply_default_css=False)
                with gr.Row(elem_id="ask-row", equal_height=True):
                    parts.question = gr.Textbox(
                        label=i18n("question"), placeholder=i18n("placeholder"), elem_id="question", show_label=False,
                        lines=1, max_lines=8, max_length=4000, autofocus=True, scale=1, container=False,
                    )
                    parts.ask = gr.Button(i18n("ask"), variant="primary", elem_id="ask", scale=0, min_width=88)
                    parts.stop = gr.Button(i18n("stop"), variant="stop", elem_id="stop", scale=0, min_width=88, visible=False)
                with gr.Row(elem_id="tools", equal_height=True):
                    parts.day = gr.HTML(
                        "", html_template=DAY_TEMPLATE, js_on_load=script("day"), elem_id="as-of", apply_default_css=False,
                        today="", name="", back="", help="",
                    )
                    parts.new = gr.Button(i18n("new"), size="sm", elem_id="new", scale=0, min_width=0)
                    parts.markdown = gr.Button(i18n("export_markdown"), size="sm", elem_id="export-markdown", scale=0, min_width=0)
                    parts.printable = gr.Button(i18n("export_html"), size="sm", elem_id="export-html", scale=0, min_width=0)
        with gr.Column(elem_id="evidence-column", scale=2, min_width=300):
            gr.HTML(_evidence_head(), elem_id="evidence-head", apply_default_css=False)
            parts.evidence = gr.HTML(elem_id="evidence", apply_default_css=False)
    parts.file = gr.JSON(visible=False)
    _wire_chat(chat, parts)


def _evidence_head() -> str:
    said = words("en")
    return (
        f'<div class="evidence-head"><h2>{escape(said["evidence"])}</h2><button type="button" class="quiet-button" '
        f'data-page="close-evidence" aria-label="{escape(said["close"])}">✕</button></div>'
    )


def _wire_chat(chat: Chat, parts: SimpleNamespace) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    shown = [parts.conversation, parts.evidence, parts.question, parts.kept, parts.status, parts.ask, parts.stop]
    shown += [parts.asking, parts.editing]
    turn: dict[str, Any] = {**quiet, "outputs": shown, "concurrency_limit": 4, "concurrency_id": "ask"}
    typed = gr.on(
        [parts.question.submit, parts.ask.click], chat.ask,
        [parts.question, parts.kept, parts.day, parts.editing], trigger_mode="once", **turn,
    )
    clicked = parts.conversation.example_select(chat.ask_clicked, [parts.kept, parts.day], trigger_mode="once", **turn)
    again = parts.conversation.retry(chat.retry, [parts.kept, parts.day], trigger_mode="once", **turn)
    opened = gr.on(
        None, chat.open, [parts.kept],
        [parts.conversation, parts.evidence, parts.kept, parts.linked, parts.day], **quiet,
    )
    linked = opened.then(chat.ask_linked, [parts.linked, parts.kept, parts.day], **turn)
    linked.then(None, js="() => window.isoForgetLink()", **quiet)
    parts.stop.click(chat.stop, [parts.asking, parts.kept], shown, cancels=[typed, clicked, again, linked], **quiet)
    parts.new.click(chat.new, None, [*shown], **quiet)
    focus = "() => document.querySelector('#question textarea')?.focus()"
    parts.conversation.edit(chat.edit, [parts.kept], [parts.question, parts.editing, parts.status], **quiet).then(
        None, js=focus, **quiet
    )
    chosen = parts.conversation.select(chat.select, [parts.kept], [parts.evidence], **quiet)
    chosen.then(None, js="() => window.isoOpenEvidence()", **quiet)
    save = "(file) => window.isoDownload(file)"
    for saved in (
        parts.conversation.download(chat.record, [parts.kept], [parts.file], **quiet),
        parts.markdown.click(chat.export_markdown, [parts.kept], [parts.file], **quiet),
        parts.printable.click(chat.export_html, [parts.kept], [parts.file], **quiet),
    ):
        saved.then(None, [parts.file], js=save, **quiet)
