"""The chat tab laid out: conversation and composer beside the evidence, and which event calls which handler."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import gradio as gr

from assistant.page.chat import Chat, status_html
from assistant.page.day import day_choice
from assistant.page.editing import editing_line
from assistant.page.export import Export
from assistant.page.theme import script
from assistant.rendering import escape
from assistant.settings import Settings

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def lay_out_chat(page: gr.Blocks, chat: Chat, settings: Settings, i18n: gr.I18n) -> None:
    """Adds the parts of the chat to the page under construction, and wires them."""
    parts = chat.parts
    # What only the browser knows from one event to the next; nothing of it stays on the server.
    parts.kept, parts.earlier = gr.JSON(visible=False), gr.JSON(visible=False)
    parts.unanswered, parts.linked = gr.Textbox(visible=False), gr.Textbox(visible=False)
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="talk", scale=3, min_width=300):
            parts.conversation = gr.HTML(
                elem_id="conversation",
                js_on_load=script("asking") + script("conversation"),
                apply_default_css=False,
            )
            with gr.Column(elem_id="composer"):
                _lay_out_composer(parts, settings, i18n)
        with gr.Column(elem_id="evidence-column", scale=2, min_width=300):
            parts.evidence_head = gr.HTML(elem_id="evidence-head", apply_default_css=False)
            parts.evidence = gr.HTML(elem_id="evidence", js_on_load=script("timeline"), apply_default_css=False)
            parts.edition = gr.HTML(elem_id="evidence-edition", apply_default_css=False)
    parts.file = gr.JSON(visible=False)
    shown = [parts.conversation, parts.evidence, parts.edition, parts.kept, parts.status, parts.ask, parts.stop]
    shown.append(parts.unanswered)
    _wire_asking(chat, shown)
    _wire_opening(page, chat)
    _wire_conversations(chat, shown)
    _wire_answers(chat)
    _wire_export(Export(chat), parts)


def _lay_out_composer(parts: SimpleNamespace, settings: Settings, i18n: gr.I18n) -> None:
    parts.status = gr.HTML(status_html(""), elem_id="status", apply_default_css=False)
    parts.editing = editing_line()
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


def _wire_asking(chat: Chat, shown: list[Any]) -> None:
    # There is one event for a question, wherever it was asked: the script of the conversation starts it.
    parts = chat.parts
    asked = parts.conversation.ask(
        chat.ask, [parts.kept, parts.day], shown, concurrency_limit=4, concurrency_id="ask", **QUIET
    )
    # Only while one is on its way: Gradio fails when the same event is cancelled twice.
    parts.conversation.give_up(None, cancels=[asked], **QUIET)
    given_up = "(_, kept) => [window.isoAsked(), kept]"
    failed = asked.failure(chat.failed, [parts.unanswered, parts.kept], shown, js=given_up, **QUIET)
    stopped = parts.stop.click(
        chat.stop, [parts.unanswered, parts.question, parts.kept, parts.earlier], shown,
        js="(_, draft, kept, __) => [window.isoGiveUp(), draft, kept, window.isoShelf.others(kept)]", **QUIET
    )  # fmt: skip
    for settled in (asked.success, failed.then, stopped.then):
        _keep(settled(None, [parts.unanswered], js="(unanswered) => { window.isoSettle(unanswered); }", **QUIET), parts)


def _keep(event: Any, parts: SimpleNamespace) -> None:
    """Has the browser keep the conversation that is shown, after `event`."""
    event.then(None, [parts.kept], [parts.kept], js="(kept) => window.isoShelf.keep(kept)", **QUIET)


def _wire_opening(page: gr.Blocks, chat: Chat) -> None:
    parts = chat.parts
    restored = [parts.conversation, parts.evidence, parts.edition, parts.kept, parts.linked, parts.day, parts.editing]
    opened = page.load(chat.open, [parts.kept, parts.earlier], restored, js=script("shelf"), **QUIET)
    _keep(opened, parts)
    opened.then(None, [parts.linked], js="(linked) => { window.isoBegin(linked); }", **QUIET)


def _wire_conversations(chat: Chat, shown: list[Any]) -> None:
    parts = chat.parts
    others = "() => [window.isoShelf.others()]"
    chosen = "() => [window.isoShelf.take(window.isoChosen), window.isoShelf.others()]"
    for switched in (
        parts.new.click(chat.new, [parts.earlier], shown, js=others, **QUIET),
        parts.conversation.delete(chat.new, [parts.earlier], shown, js=others, **QUIET),
        parts.conversation.expand(chat.reopen, [parts.kept, parts.earlier], shown, js=chosen, **QUIET),
    ):
        _keep(switched, parts)
        switched.then(None, js="() => { window.isoArrive(); }", **QUIET)


def _wire_answers(chat: Chat) -> None:
    parts = chat.parts
    _keep(parts.conversation.like(chat.rate, [parts.kept], [parts.status, parts.kept], **QUIET), parts)
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
