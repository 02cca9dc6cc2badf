"""The library tab: browse and filter, editions over time, the articles' claims, what needs review."""

from __future__ import annotations

from datetime import date
from typing import Any

import gradio as gr

from assistant.ledger import Ledger
from assistant.page.catalogue import PAGE, Catalogue, Filter
from assistant.page.day import day_choice, day_update, read_day
from assistant.page.evidence import passage_html
from assistant.page.request import asked_by
from assistant.page.theme import script
from assistant.page.timeline import timeline_html
from assistant.standards import standard_name

STANDINGS = ("trusted", "correct", "outdated", "wrong", "misleading", "self-contradictory", "opinion")
FIRST_SHOWN = ("9001", "14001", "9000", "9002", "9003", "9004", "19011", "27001", "50001")
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class LibraryTab:
    """The handlers of the tab, over one library."""

    def __init__(self, iso: Any) -> None:
        self.library = iso.library
        self.ledger = Ledger(iso.library.facts)
        self.catalogue = Catalogue(iso.library)

    def open(self, request: gr.Request) -> list[Any]:
        """Choices and lists in the language of the browser."""
        said = asked_by(request)[1]
        everything = (said["all"], "")
        standings = [(said["standing_trusted"] if name == "trusted" else said[name], name) for name in STANDINGS]
        html, more = self.catalogue.found_html(Filter(), PAGE, said, date.today())
        return [
            gr.Dropdown(choices=[everything, *self.catalogue.standards], value=""),
            gr.Dropdown(choices=[everything, (said["fact"], "fact"), (said["source"], "source")], value=""),
            gr.Dropdown(choices=[everything, *standings], value=""),
            day_update("", said["holds_on"], said),
            html,
            gr.Button(visible=more),
            PAGE,
            day_update(date.today().isoformat(), said["as_of"], said),
            self.timeline(list(FIRST_SHOWN), "", request),
            gr.Dropdown(choices=[everything, *standings[1:]], value=""),
            self.catalogue.articles_html("", said),
            self.catalogue.reviews_html(said, date.today()),
        ]

    def find(
        self, text: str, standard: str, kind: str, standing: str, day: str, request: gr.Request
    ) -> tuple[str, Any, int]:
        """The first page of what matches the filters."""
        return self.more(text, standard, kind, standing, day, 0, request)

    def more(
        self, text: str, standard: str, kind: str, standing: str, day: str, shown: int, request: gr.Request
    ) -> tuple[str, Any, int]:
        """One page more of what matches the filters."""
        wanted = Filter(text or "", standard or "", kind or "", standing or "", read_day(day))
        html, more = self.catalogue.found_html(wanted, shown + PAGE, asked_by(request)[1], date.today())
        return html, gr.Button(visible=more), shown + PAGE

    def timeline(self, keys: list[str], day: str, request: gr.Request) -> str:
        """The editions of the chosen standards as of a day."""
        return timeline_html(self.ledger, keys, read_day(day) or date.today(), asked_by(request)[1])

    def show_edition(self, event: gr.EventData, request: gr.Request) -> str:
        """The fact behind a bar of the timeline."""
        passage = self.library.passage(str(event._data.get("passage", "")))
        return passage_html(passage, self.library, asked_by(request)[1], date.today()) if passage else ""

    def show_entry(self, event: gr.EventData, request: gr.Request) -> dict[str, str]:
        """The passage behind an entry that was opened, for the script that asked for it."""
        html = self.catalogue.opened_html(str(event._data.get("passage", "")), asked_by(request)[1], date.today())
        return {"entry": str(event._data.get("entry", "")), "html": html}

    def articles(self, verdict: str, request: gr.Request) -> str:
        """The articles' claims of one verdict, or all."""
        return self.catalogue.articles_html(verdict or "", asked_by(request)[1])


def lay_out_library(page: gr.Blocks, iso: Any, i18n: gr.I18n) -> None:
    """Adds the parts of the tab to the page under construction."""
    tab = LibraryTab(iso)
    with gr.Tabs(elem_id="library"):
        with gr.Tab(i18n("browse"), id="browse"):
            with gr.Row(elem_id="filters", equal_height=False):
                text = gr.Textbox(label=i18n("search"), elem_id="search", scale=3, min_width=200)
                standard = gr.Dropdown([""], value="", label=i18n("standard"), elem_id="filter-standard", min_width=150)
                kind = gr.Dropdown([""], value="", label=i18n("kind"), elem_id="filter-kind", min_width=150)
                standing = gr.Dropdown([""], value="", label=i18n("standing"), elem_id="filter-standing", min_width=150)
                day = day_choice("filter-day")
            found = gr.HTML(elem_id="found", js_on_load=script("entries"), apply_default_css=False)
            more = gr.Button(i18n("more"), elem_id="more", visible=False)
            shown = gr.State(PAGE)
        with gr.Tab(i18n("editions_tab"), id="editions"):
            with gr.Row(elem_id="timeline-choice", equal_height=False):
                names = [(standard_name(key), key) for key in sorted(tab.ledger.editions, key=_number)]
                first = [key for key in FIRST_SHOWN if key in tab.ledger.editions]
                keys = gr.Dropdown(
                    names,
                    value=first,
                    multiselect=True,
                    label=i18n("standards"),
                    elem_id="timeline-standards",
                    scale=3,
                    min_width=320,
                )
                seen_on = day_choice("timeline-day")
            plot = gr.HTML(elem_id="timeline", js_on_load=script("timeline"), apply_default_css=False)
            edition = gr.HTML(elem_id="edition", apply_default_css=False)
        with gr.Tab(i18n("articles_tab"), id="articles"):
            verdict = gr.Dropdown([""], value="", label=i18n("verdict"), elem_id="filter-verdict")
            articles = gr.HTML(elem_id="articles", js_on_load=script("entries"), apply_default_css=False)
        with gr.Tab(i18n("reviews_tab"), id="reviews"):
            reviews = gr.HTML(elem_id="reviews", js_on_load=script("entries"), apply_default_css=False)
    fetched = gr.JSON(visible=False)
    opened = [standard, kind, standing, day, found, more, shown, seen_on, plot, verdict, articles, reviews]
    page.load(tab.open, None, opened, **QUIET)
    filters = [text, standard, kind, standing, day]
    gr.on(
        [text.change, standard.input, kind.input, standing.input, day.change], tab.find, filters, [found, more, shown],
        trigger_mode="always_last", **QUIET,
    )  # fmt: skip
    more.click(tab.more, [*filters, shown], [found, more, shown], **QUIET)
    gr.on([keys.input, seen_on.change], tab.timeline, [keys, seen_on], plot, trigger_mode="always_last", **QUIET)
    shown_edition = plot.select(tab.show_edition, None, edition, **QUIET)
    # On a phone the card lies below what fits the screen.
    into_view = "() => document.querySelector('#edition .card')?.scrollIntoView({ block: 'nearest' })"
    shown_edition.then(None, js=into_view, **QUIET)
    verdict.input(tab.articles, verdict, articles, **QUIET)
    for entries in (articles, reviews):
        entry = entries.select(tab.show_entry, None, fetched, trigger_mode="multiple", **QUIET)
        entry.then(None, [fetched], js="(fetched) => window.isoFillEntry(fetched)", **QUIET)


def _number(key: str) -> tuple[int, str]:
    digits = "".join(
        character for character in key.split("-")[-1 if key.startswith("ts") else 0] if character.isdigit()
    )
    return int(digits or 0), key
