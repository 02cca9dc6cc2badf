"""Plots as inline SVG: they need no library, follow the page's colours and are readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import log10
from typing import Any

from evals.statistics import Selective
from evals.summary import Slice

WIDTH = 640


def _svg(height: int, label: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label, quote=True)}">'
        f"<title>{escape(label)}</title>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{name}"/>'


def _shares(left: float, right: float, top: float, bottom: float) -> list[str]:
    """Vertical grid lines at 0, 25, 50, 75 and 100 %."""
    parts = []
    for quarter in range(5):
        x = left + (right - left) * quarter / 4
        parts += [_line(x, top, x, bottom, "grid"), _text(x, bottom + 16, f"{25 * quarter} %", "middle")]
    return parts


def rates(slices: Sequence[Slice]) -> str:
    """Pass rate of each slice: a dot with its Wilson interval, and n."""
    row, left, right = 22, 190, WIDTH - 60
    bottom = 8 + row * len(slices)
    parts = _shares(left, right, 4, bottom)
    for number, part in enumerate(slices):
        y = 8 + row * number + row / 2
        low, high, x = (left + (right - left) * value for value in (part.wilson.low, part.wilson.high, part.rate))
        name = part.name if part.kind == "all" else f"{part.kind} {part.name}"
        tip = f"{name}: {part.passed} of {part.total}, {100 * part.wilson.low:.1f}–{100 * part.wilson.high:.1f} %"
        dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="dot"><title>{escape(tip)}</title></circle>'
        parts += [_text(left - 10, y + 4, name, "end"), _line(low, y, high, y, "span"), dot]
        parts.append(_text(right + 12, y + 4, f"n {part.total}"))
    return _svg(bottom + 24, "Pass rate by slice with 95 % Wilson intervals", parts)


def risk(selective: Selective) -> str:
    """Risk against coverage, with the 5 % and 1 % lines."""
    left, right, top, bottom = 50, WIDTH - 20, 12, 240
    highest = max([0.1, *(value for _, value in selective.points)])

    def place(coverage: float, value: float) -> str:
        return f"{left + (right - left) * coverage:.1f},{bottom - (bottom - top) * value / highest:.1f}"

    parts = _shares(left, right, top, bottom)
    for value, name in ((0.0, "0 %"), (0.05, "5 %"), (highest, f"{100 * highest:.0f} %")):
        y = bottom - (bottom - top) * value / highest
        parts += [_line(left, y, right, y, "limit" if value == 0.05 else "grid"), _text(left - 6, y + 4, name, "end")]
    if selective.points:
        path = " ".join(place(*point) for point in selective.points)
        parts.append(f'<polyline points="{path}" class="curve"/>')
    return _svg(bottom + 26, "Share of wrong answers (risk) against share of questions answered (coverage)", parts)


def latency(seconds: Sequence[float]) -> str:
    """How many answers came within which time, in bins that double; the median and the 95th percentile are named."""
    ordered = sorted(seconds) or [0.0]
    floor = 0.001
    edges = [floor * 2**step for step in range(17)]
    counts = [0] * len(edges)
    for value in ordered:
        counts[next((place for place, edge in enumerate(edges) if value <= edge), len(edges) - 1)] += 1
    used = [place for place, count in enumerate(counts) if count] or [0]
    first, last = used[0], used[-1]
    left, right, top, bottom = 40, WIDTH - 20, 24, 190
    step, highest = (right - left) / (last - first + 1), max(counts)
    parts = [_line(left, bottom, right, bottom, "grid")]
    for place in range(first, last + 1):
        x, height = left + step * (place - first), (bottom - top) * counts[place] / highest
        tip = f"{counts[place]} answers within {_seconds(edges[place])}"
        bar = (
            f'<rect x="{x + 2:.1f}" y="{bottom - height:.1f}" width="{step - 4:.1f}" height="{height:.1f}" class="bar">'
        )
        parts += [
            f"{bar}<title>{escape(tip)}</title></rect>",
            _text(x + step / 2, bottom + 16, f"≤ {_seconds(edges[place])}", "middle"),
        ]
        if counts[place]:
            parts.append(_text(x + step / 2, bottom - height - 5, str(counts[place]), "middle"))
    middle, late = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return _svg(bottom + 26, f"Seconds an answer: median {_seconds(middle)}, 95 % within {_seconds(late)}", parts)


def _seconds(value: float) -> str:
    return f"{1000 * value:.0f} ms" if value < 1 else f"{value:.{max(0, 1 - int(log10(value)))}f} s"


def trend(entries: Sequence[dict[str, Any]]) -> str:
    """Pass rate of the committed runs in order, a line a split."""
    left, right, top, bottom = 50, WIDTH - 90, 12, 200
    shown = entries[-30:]
    step = (right - left) / max(1, len(shown) - 1)
    parts = []
    for value in (0.0, 0.5, 1.0):
        y = bottom - (bottom - top) * value
        parts += [_line(left, y, right, y, "grid"), _text(left - 6, y + 4, f"{100 * value:.0f} %", "end")]
    for split, name in (("report", "curve"), ("tune", "curve second")):
        points = []
        for number, entry in enumerate(shown):
            part = entry.get(split) or {"passed": 0, "cases": 0}
            rate = part["passed"] / part["cases"] if part["cases"] else 0.0
            points.append((left + step * number, bottom - (bottom - top) * rate))
            tip = f"{entry['day']}, {split}: {part['passed']} of {part['cases']}"
            x, y = points[-1]
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" class="dot"><title>{escape(tip)}</title></circle>')
        if points:
            parts.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" class="{name}"/>')
            parts.append(_text(points[-1][0] + 8, points[-1][1] + (-4 if split == "report" else 12), split))
    for number in {0, len(shown) - 1} if shown else set():
        parts.append(_text(left + step * number, bottom + 16, str(shown[number]["day"]), "middle"))
    return _svg(bottom + 26, "Pass rate over committed runs", parts)
