"""Quality over time as HTML: the share of eval cases that passed in each run, as a plot and as a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.page.text import Words
from assistant.rendering import escape

MOST_RUNS = 30
WIDTH, HEIGHT = 400, 150
LEFT, RIGHT, TOP, BOTTOM = 46, 24, 16, 28


@dataclass(frozen=True, slots=True)
class EvalRun:
    """One run of all eval cases."""

    day: str
    passed: int
    cases: int
    library: str

    @property
    def rate(self) -> float:
        """Share of the cases that passed, 0…1."""
        return self.passed / self.cases


def read_runs(baseline: Path, history: Path) -> list[EvalRun]:
    """The committed runs, then those made on this machine, oldest first; a damaged line is left out."""
    committed = _parsed(baseline.read_text(encoding="utf-8")) if baseline.is_file() else {}
    runs = [_committed(entry) for entry in committed.get("trend", [])]
    lines = history.read_text(encoding="utf-8").splitlines() if history.is_file() else []
    runs += [_made_here(_parsed(line)) for line in lines]
    return [run for run in runs if run]


def trend_html(runs: Sequence[EvalRun], words: Words) -> str:
    """The last runs as a line (from two on) and as a table; nothing when there are no runs."""
    shown = list(runs)[-MOST_RUNS:]
    if not shown:
        return ""
    last = shown[-1]
    said = words["passed_of"].format(passed=last.passed, cases=last.cases, percent=f"{100 * last.rate:.1f}")
    rows = "".join(
        f"<tr><td>{escape(run.day)}</td><td>{run.passed}</td><td>{run.cases}</td><td>{100 * run.rate:.1f} %</td>"
        f"<td><code>{escape(run.library)}</code></td></tr>"
        for run in reversed(shown)
    )
    heads = "".join(
        f"<th scope=col>{escape(words[name])}</th>" for name in ("run_day", "passed", "cases", "share", "tab_library")
    )
    return (
        f'<section class="card trend"><div><h3>{escape(words["trend"])}</h3><p>{escape(said)}</p>'
        f"<details><summary>{escape(words['as_table'])}</summary>"
        f'<div class="scroll" tabindex="0"><table class="reviews"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details></div>{_plot(shown, words) if len(shown) > 1 else ''}</section>"
    )


def _plot(runs: Sequence[EvalRun], words: Words) -> str:
    # Below half, small changes no longer matter and the whole scale is shown.
    floor = 0.5 if min(run.rate for run in runs) >= 0.5 else 0.0
    step = (WIDTH - LEFT - RIGHT) / (len(runs) - 1)
    places = [(LEFT + step * number, _height(run.rate, floor)) for number, run in enumerate(runs)]
    grid = "".join(
        f'<line x1="{LEFT}" y1="{_height(share, floor):.1f}" x2="{WIDTH - RIGHT}" y2="{_height(share, floor):.1f}"/>'
        f'<text x="{LEFT - 8}" y="{_height(share, floor) + 4:.1f}" text-anchor="end">{100 * share:.0f} %</text>'
        for share in (floor, (floor + 1) / 2, 1.0)
    )
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5"><title>{escape(f"{run.day}: {run.passed} / {run.cases}")}</title></circle>'
        for run, (x, y) in zip(runs, places, strict=True)
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    ends = f'<text x="{LEFT}" y="{HEIGHT - 6}">{escape(runs[0].day)}</text>'
    ends += f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 6}" text-anchor="end">{escape(runs[-1].day)}</text>'
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(words["trend"])}">'
        f'{grid}<polyline points="{line}"/>{dots}{ends}</svg>'
    )


def _height(share: float, floor: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (share - floor) / (1 - floor)


def _parsed(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _committed(entry: dict[str, Any]) -> EvalRun | None:
    splits = [part for part in entry.values() if isinstance(part, dict)]
    passed, cases = (sum(part.get(name, 0) for part in splits) for name in ("passed", "cases"))
    return EvalRun(str(entry.get("day", "")), passed, cases, str(entry.get("library", ""))) if cases else None


def _made_here(entry: dict[str, Any]) -> EvalRun | None:
    passed, cases = entry.get("passed"), entry.get("cases")
    if not isinstance(passed, int) or not isinstance(cases, int) or cases < 1:
        return None
    return EvalRun(str(entry.get("at", ""))[:16].replace("T", " "), passed, cases, str(entry.get("library", "")))
