"""The chat tab laid out: conversation and composer beside the evidence, and which event calls which handler."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import gradio as gr

from assistant.page.chat import Chat, status_html
from assistant.page.day import day_choice
from assistant.page.export import Export
from assistant.page.theme import script
from assistant.rendering import escape
from assistant.settings import Settings

# Only obscures what the browser keeps; constant, so that conversations survive a restart of the server.
BROWSER_SECRET = "iso-assistant"
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def lay_out_chat(page: gr.Blocks, chat: Chat, settings: Settings, i18n: gr.I18n) -> None:
    """Adds the parts of the chat to the page under construction, and wires them."""
    parts = chat.parts
    parts.kept = gr.BrowserState({}, storage_key="iso-assistant-conversation", secret=BROWSER_SECRET)
    parts.earlier = gr.BrowserState({}, storage_key="iso-assistant-earlier", secret=BROWSER_SECRET)
    parts.asking, parts.linked, parts.editing = gr.State(""), gr.State(""), gr.State(None)
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="talk", scale=3, min_width=300):
            parts.conversation = gr.HTML(
                elem_id="conversation", js_on_load=script("conversation"), apply_default_css=False
            )
            with gr.Column(elem_id="composer"):
                _lay_out_composer(parts, settings, i18n)
        with gr.Column(elem_id="evidence-column", scale=2, min_width=300):
            parts.evidence_head = gr.HTML(elem_id="evidence-head", apply_default_css=False)
            parts.evidence = gr.HTML(elem_id="evidence", js_on_load=script("timeline"), apply_default_css=False)
            parts.edition = gr.HTML(elem_id="evidence-edition", apply_default_css=False)
    parts.file = gr.JSON(visible=False)
    shown = [parts.conversation, parts.evidence, parts.question, parts.kept, parts.status, parts.ask, parts.stop]
    shown += [parts.asking, parts.editing, parts.edition]
    _wire_asking(page, chat, shown)
    _wire_conversations(chat, [*shown, parts.earlier])
    _wire_export(Export(chat), parts)


def _lay_out_composer(parts: SimpleNamespace, settings: Settings, i18n: gr.I18n) -> None:
    parts.status = gr.HTML(status_html(""), elem_id="status", apply_default_css=False)
    with gr.Row(elem_id="ask-row", equal_height=True):
        parts.question = gr.Textbox(
            label=i18n("question"), placeholder=i18n("placeholder"), elem_id="question", show_label=False, lines=1,
            max_lines=8, max_length=settings.question_limit, autofocus=True, scale=1, container=False,
        )  # fmt: skip
        parts.ask = gr.Button(i18n("ask"), variant="primary", elem_id="ask", scale=0, min_width=88)
        parts.stop = gr.Button(i18n("stop"), variant="stop", elem_id="stop", scale=0, min_width=88, visible=False)
    with gr.Row(elem_id="tools", equal_height=True):
        parts.day = day_choice("as-of")
        small: dict[str, Any] = {"size": "sm", "scale": 0, "min_width": 0}
        parts.new = gr.Button(i18n("new"), elem_id="new", **small)
        parts.markdown = gr.Button(i18n("export_markdown"), elem_id="export-markdown", **small)
        parts.printable = gr.Button(i18n("export_html"), elem_id="export-html", **small)


def evidence_head_html(title: str, close: str) -> str:
    """The title of the evidence panel, and the button that closes it on small screens."""
    return (
        f'<div class="evidence-head"><h2 id="evidence-title">{escape(title)}</h2><button type="button" class="quiet-button" '
        f'data-page="close-evidence" aria-label="{escape(close)}">✕</button></div>'
    )


def _wire_asking(page: gr.Blocks, chat: Chat, shown: list[Any]) -> None:
    parts = chat.parts
    turn: dict[str, Any] = {**QUIET, "outputs": shown, "concurrency_limit": 4, "concurrency_id": "ask"}
    typed = gr.on(
        [parts.question.submit, parts.ask.click], chat.ask,
        [parts.question, parts.kept, parts.day, parts.editing], trigger_mode="once", **turn,
    )  # fmt: skip
    clicked = parts.conversation.example_select(chat.ask_clicked, [parts.kept, parts.day], trigger_mode="once", **turn)
    again = parts.conversation.retry(chat.retry, [parts.kept, parts.day], trigger_mode="once", **turn)
    restored = [parts.conversation, parts.evidence, parts.edition, parts.kept, parts.earlier, parts.linked, parts.day]
    opened = page.load(chat.open, [parts.kept, parts.earlier], restored, **QUIET)
    linked = opened.then(chat.ask_linked, [parts.linked, parts.kept, parts.day], **turn)
    linked.then(None, js="() => window.isoForgetLink()", **QUIET)
    for asking in (typed, clicked, again, linked):
        asking.failure(chat.failed, [parts.asking, parts.kept], shown, **QUIET)
    parts.stop.click(
        chat.stop, [parts.asking, parts.kept, parts.earlier], shown, cancels=[typed, clicked, again, linked], **QUIET
    )
    focus = "() => document.querySelector('#question textarea')?.focus()"
    edited = parts.conversation.edit(chat.edit, [parts.kept], [parts.question, parts.editing, parts.status], **QUIET)
    edited.then(None, js=focus, **QUIET)


def _wire_conversations(chat: Chat, shown: list[Any]) -> None:
    parts = chat.parts
    both = [parts.kept, parts.earlier]
    parts.new.click(chat.new, both, shown, **QUIET)
    parts.conversation.expand(chat.reopen, both, shown, **QUIET)
    parts.conversation.delete(chat.delete, [parts.earlier], shown, **QUIET)
    parts.conversation.like(chat.rate, [parts.kept], [parts.status], **QUIET)
    chosen = parts.conversation.select(chat.select, [parts.kept], [parts.evidence, parts.edition], **QUIET)
    chosen.then(None, js="() => window.isoOpenEvidence()", **QUIET)
    edition = parts.evidence.select(chat.show_edition, None, [parts.edition], **QUIET)
    show = "() => document.querySelector('#evidence-edition .card')?.scrollIntoView({ block: 'nearest' })"
    edition.then(None, js=show, **QUIET)


def _wire_export(export: Export, parts: SimpleNamespace) -> None:
    for saved in (
        parts.conversation.download(export.record, [parts.kept], [parts.file], **QUIET),
        parts.markdown.click(export.markdown, [parts.kept], [parts.file], **QUIET),
        parts.printable.click(export.printable, [parts.kept], [parts.file], **QUIET),
    ):
        saved.then(None, [parts.file], js="(file) => window.isoDownload(file)", **QUIET)
