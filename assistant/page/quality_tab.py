"""The quality tab: how quality went over time, and the last report of the evals, shut into a frame.

Within the frame only the report's own script runs, told by its hash; it can reach neither this page nor a network.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import gradio as gr

from assistant.page.request import asked_by
from assistant.page.text import Words
from assistant.page.trend import read_runs, trend_html
from assistant.rendering import escape

EVALS = Path(__file__).resolve().parents[2] / "evals"
REPORT = EVALS / "out" / "index.html"
HISTORY = EVALS / "out" / "history.jsonl"
BASELINE = EVALS / "baseline.json"
SCRIPT = EVALS / "report" / "page.js"
COMMAND = "python -m evals"


def lay_out_quality(page: gr.Blocks) -> None:
    """Adds the tab's only part to the page under construction; the report is read anew whenever the page opens."""
    shown = gr.HTML(elem_id="quality", apply_default_css=False)

    def read(request: gr.Request) -> str:
        said = asked_by(request)[1]
        return trend_html(read_runs(BASELINE, HISTORY), said) + report_html(REPORT, said)

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
        f'<p class="found">{escape(said)}</p><iframe class="report" sandbox="allow-scripts" referrerpolicy="no-referrer" '
        f'title="{escape(words["tab_quality"])}" srcdoc="{escape(_policy() + report)}"></iframe>'
    )


def _policy() -> str:
    """What the frame may do: its own style and, when it is known, its own script."""
    script = SCRIPT.read_bytes() if SCRIPT.is_file() else b""
    allowed = f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" if script else "'none'"
    return (
        '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; script-src {allowed}; form-action 'none'; base-uri 'none'\">"
    )
