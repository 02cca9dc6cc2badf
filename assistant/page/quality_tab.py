"""The quality tab: the last report of the evals, shut into a frame that may neither run nor fetch anything."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import gradio as gr

from assistant.page.request import asked_by
from assistant.page.text import Words
from assistant.rendering import escape

REPORT = Path(__file__).resolve().parents[2] / "evals" / "out" / "index.html"
COMMAND = "python -m evals"


def lay_out_quality(page: gr.Blocks) -> None:
    """Adds the tab's only part to the page under construction; the report is read anew whenever the page opens."""
    shown = gr.HTML(elem_id="quality", apply_default_css=False)

    def read(request: gr.Request) -> str:
        return report_html(REPORT, asked_by(request)[1])

    page.load(read, None, shown, show_progress="hidden", api_visibility="private")


def report_html(path: Path, words: Words) -> str:
    """The report in a sandboxed frame, with its date; how to make one when there is none."""
    try:
        report = path.read_text(encoding="utf-8")
        made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return f'<div class="nothing"><p>{escape(words["no_report"])}</p><pre><code>{COMMAND}</code></pre></div>'
    said = words["report_of"].format(day=f"{made:%Y-%m-%d %H:%M} UTC")
    return (
        f'<p class="found">{escape(said)}</p><iframe class="report" sandbox="" referrerpolicy="no-referrer" '
        f'title="{escape(words["tab_quality"])}" srcdoc="{escape(report)}"></iframe>'
    )
