"""The line above the box while it holds an earlier question: which one, and how to leave it as it was."""

from __future__ import annotations

import gradio as gr

from assistant.page.text import Words
from assistant.page.theme import script

# `value` is the number of the turn, or empty; the words come from the translations, never from a person.
TEMPLATE = (
    '<div role="status"><p class="editing" ${value === "" ? "hidden" : ""}><span>${said.replace("{number}", Number(value) + 1)}</span>'
    '<button type="button" class="quiet-button" data-cancel>${cancel}</button></p></div>'
)


def editing_line() -> gr.HTML:
    """The line, unseen until `window.isoEdit(turn, question)` is called; its words come with `editing_update`."""
    return gr.HTML(
        "", html_template=TEMPLATE, js_on_load=script("box"), elem_id="editing", apply_default_css=False,
        said="", cancel="",
    )  # fmt: skip


def editing_update(words: Words) -> gr.HTML:
    """The update that gives the line its words."""
    return gr.HTML(said=words["editing"], cancel=words["cancel"])
