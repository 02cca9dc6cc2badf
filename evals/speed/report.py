"""The measurements as Markdown, as a picture, and as numbers to read again."""

from __future__ import annotations

import os
from html import escape
from typing import Any

from evals.report.terminal import Rows, markdown_table

Numbers = dict[str, Any]
WIDTH, ROW = 720, 26


def machine() -> str:
    """The machine by its kind: cores and instruction sets."""
    with open("/proc/cpuinfo", encoding="utf-8") as stream:
        flags = next((line.split(":", 1)[1].split() for line in stream if line.startswith("flags")), [])
    sets = [name for name in ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16") if name in flags]
    return f"{os.cpu_count()} cores, {', '.join(sets) or 'no vector instructions known here'}"


def rows(found: Numbers) -> Rows:
    """One line a figure: what, this assistant, the textbook chain, how many times faster."""
    table: Rows = [("", "this assistant", "textbook chain", "times faster")]
    if cold := found.get("cold"):
        for name, unit in (("wall", "s"), ("cpu", "s of processor"), ("memory", "MB at most")):
            ratio = cold.get({"wall": "ratio", "cpu": "ratio_cpu"}.get(name, ""))
            cells = (_spread(cold["ours"][name], unit), _spread(cold["textbook"][name], unit))
            table.append((f"cold `ask`, a whole process, {unit}", *cells, _times(ratio) if ratio else "–"))
    if warm := found.get("warm"):
        table.append((f"warm answer, p50 / p95 / p99, {warm['n']} eval questions", _ms(warm["ours"]), _ms(warm["textbook"]),
                      f"{warm['ratio']:.1f}"))  # fmt: skip
        bare = f"{_ms(warm['bare'])} ({warm['ratio to bare']:.1f} of these)"
        table.append(("the same, bare: embed and query only", bare, "–", "–"))
        table.append(("the same, asked again", _ms(warm["asked again"]), "–", "–"))
    if rates := found.get("concurrency"):
        for threads, rate in rates["ours"].items():
            other = rates["textbook"][threads]
            name = f"answers a second, {threads} thread{'s' if threads != '1' else ''}"
            table.append((name, f"{rate:.0f}", f"{other:.0f}", f"{rate / other:.1f}"))
    for name, line in found.get("undisturbed", {}).items():
        table.append((f"warm answer {name}", _ms(line), "–", "–"))
    for name, line in found.get("ingest", {}).items():
        ours, theirs = (f"{line[side]['median']:.0f}" for side in ("ours", "textbook"))
        table.append((f"passages indexed a second, {name} (n {line['n']})", ours, theirs, _times(line["ratio"])))
    if whole := found.get("whole index"):
        told = f"{whole['wall']:.0f} s, {whole['cpu']:.0f} s of processor, {whole['memory']:.0f} MB at most"
        table.append((f"index of the whole library, {whole['passages']} passages, from nothing", told, "–", "–"))
    if page := found.get("page"):
        table.append(("page, start to served", _spread(page["start to served"], "s") + " s", "–", "–"))
    for line in found.get("growth", {}).values():
        told = (
            f"first answer {line['first answer']:.1f} s; then {_ms(line['search and answer'])}; "
            f"{line['megabytes']:.0f} MB; stored in {line['stored in']:.0f} s"
        )
        table.append((f"{line['passages']} passages", told, "–", "–"))
    return table


def markdown(found: Numbers) -> str:
    """The table, with when and where it was measured."""
    head = f"Measured {found['when']} on {found['machine']}; load before the run {found['load']:.1f}."
    notes = "Spreads are the lowest and highest of the rounds; times faster are ratios within a round."
    imports: Rows = [
        ("loaded by a cold `ask`", "seconds"),
        *((name, f"{s:.3f}") for name, s in found.get("imports", {}).items()),
    ]
    return "\n".join([head, notes, "", markdown_table(rows(found)), "", markdown_table(imports), ""])


def plot(found: Numbers) -> str:
    """How many times faster than the textbook chain, one bar a figure, with its spread, as SVG."""
    bars = _ratios(found)
    most = max([high for _, _, _, high in bars], default=1) * 1.1
    left, right = 260, WIDTH - 50
    parts = []
    for number, (name, ratio, low, high) in enumerate(bars):
        y = 30 + number * ROW
        x, x1, x2 = (left + (right - left) * value / most for value in (ratio, low, high))
        parts += [
            f'<text x="{left - 10}" y="{y + 14}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{left}" y="{y + 3}" width="{x - left:.1f}" height="14" fill="#2f6f8f"/>',
            f'<line x1="{x1:.1f}" y1="{y + 10}" x2="{x2:.1f}" y2="{y + 10}" stroke="#111" stroke-width="2"/>',
            f'<text x="{max(x, x2) + 6:.1f}" y="{y + 14}">{ratio:.1f}</text>',
        ]
    one, height = left + (right - left) / most, 40 + ROW * len(bars)
    parts.append(
        f'<line x1="{one:.1f}" y1="24" x2="{one:.1f}" y2="{height - 8}" stroke="#b00" stroke-dasharray="4 3"/>'
    )
    title = "Times faster than the textbook chain (dashed: as fast)"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13">'
        f'<rect width="100%" height="100%" fill="#fff"/><text x="10" y="18" font-weight="bold">{title}</text>'
        f"{''.join(parts)}</svg>\n"
    )


def _ratios(found: Numbers) -> list[tuple[str, float, float, float]]:
    bars = []
    if cold := found.get("cold"):
        bars.append(("cold ask", *_three(cold["ratio"])))
    if warm := found.get("warm"):
        bars.append(("warm answer, p50", warm["ratio"], warm["ratio"], warm["ratio"]))
    if rates := found.get("concurrency"):
        for threads, rate in rates["ours"].items():
            ratio = rate / rates["textbook"][threads]
            bars.append((f"answers a second, {threads} threads", ratio, ratio, ratio))
    for name, line in found.get("ingest", {}).items():
        bars.append((f"indexing, {name}", *_three(line["ratio"])))
    return bars


def _three(values: dict[str, float]) -> tuple[float, float, float]:
    return values["median"], values["low"], values["high"]


def _spread(values: dict[str, float], unit: str) -> str:
    digits = 0 if unit.startswith("MB") else 2
    return f"{values['median']:.{digits}f} ({values['low']:.{digits}f}–{values['high']:.{digits}f})"


def _times(values: dict[str, float]) -> str:
    return f"{values['median']:.1f} ({values['low']:.1f}–{values['high']:.1f})"


def _ms(values: dict[str, float]) -> str:
    return " / ".join(f"{values[name]:.1f}" for name in ("p50", "p95", "p99")) + " ms"
