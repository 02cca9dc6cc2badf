"""The control for a day: the browser's own date field, with a way back to today or to no day."""

from __future__ import annotations

from datetime import date

import gradio as gr

from assistant.page.text import Words
from assistant.page.theme import script

# `value` and `today` hold a day as YYYY-MM-DD or nothing; the words come from the translations, never from a person.
TEMPLATE = (
    '<label class="day-choice" title="${help}"><span>${name}</span>'
    '<input type="date" min="1947-01-01" max="2100-12-31" value="${value}"></label>'
    '<button type="button" class="quiet-button" data-back ${value === standard ? "hidden" : ""}>${back}</button>'
)


def day_choice(name: str) -> gr.HTML:
    """A date field whose value is a day as YYYY-MM-DD, or empty; words and day come with `day_update`."""
    return gr.HTML(
        "", html_template=TEMPLATE, js_on_load=script("day"), elem_id=name, elem_classes="day-field", apply_default_css=False,
        standard="", name="", back="", help="",
    )  # fmt: skip


def day_update(standard: str, name: str, words: Words, chosen: date | None = None) -> gr.HTML:
    """The update that sets a date field to `chosen`, else to its standard day (empty: no day), and gives it its words."""
    back = words["today"] if standard else words["any_day"]
    return gr.HTML(
        value=chosen.isoformat() if chosen else standard,
        standard=standard,
        name=name,
        back=back,
        help=words["as_of_help"],
    )


def read_day(text: str | None) -> date | None:
    """The day that a date field holds, None when it holds none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
