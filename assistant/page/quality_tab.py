"""The quality tab: how quality went over time, and the last report of the evals, shut into a frame.

The report weighs megabytes, so it has an address of its own, which the frame asks for once it is seen. Within the frame
only the report's own script runs, told by its hash; it can reach neither this page nor a network.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import gradio as gr
from fastapi import FastAPI, Request, Response

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
ADDRESS = "/report"


def lay_out_quality(page: gr.Blocks, root_path: str) -> None:
    """Adds the tab's only part to the page under construction; runs and date are read anew whenever the page opens."""
    shown = gr.HTML(elem_id="quality", apply_default_css=False)

    def read(request: gr.Request) -> str:
        said = asked_by(request)[1]
        return trend_html(read_runs(BASELINE, HISTORY), said) + report_html(REPORT, root_path + ADDRESS, said)

    page.load(read, None, shown, show_progress="hidden", api_visibility="private")


def report_html(path: Path, address: str, words: Words) -> str:
    """The date of the report in `path`, and a sandboxed frame for it; how to make one when there is none."""
    if not path.is_file():
        return f'<div class="nothing"><p>{escape(words["no_report"])}</p><pre><code>{COMMAND}</code></pre></div>'
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    said = words["report_of"].format(day=f"{made:%Y-%m-%d %H:%M} UTC")
    return (
        f'<p class="found">{escape(said)}</p><iframe class="report" sandbox="allow-scripts" referrerpolicy="no-referrer" '
        f'loading="lazy" title="{escape(words["tab_quality"])}" src="{escape(address)}"></iframe>'
    )


def serve_report(app: FastAPI, user: Callable[[Request], str | None] | None) -> None:
    """Adds the address of the report to `app`: compressed, for whoever may see the page."""

    @app.get(ADDRESS)
    def report(request: Request) -> Response:
        if user and user(request) is None:
            return Response(status_code=401)
        if not REPORT.is_file():
            return Response(status_code=404)
        state = REPORT.stat()
        tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
        headers = {
            "Content-Security-Policy": _policy(), "Cache-Control": "private, no-cache", "ETag": tag,
            "Vary": "Accept-Encoding",
        }  # fmt: skip
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        content = REPORT.read_bytes()
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = gzip.compress(content, 5)
            headers["Content-Encoding"] = "gzip"
        return Response(content, media_type="text/html", headers=headers)


def _policy() -> str:
    """What the report may do, in the frame and when it is opened by itself: its own style, and its own script if known."""
    script = SCRIPT.read_bytes() if SCRIPT.is_file() else b""
    allowed = f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'; sandbox allow-scripts"
    )
