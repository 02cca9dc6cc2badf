"""The report as plain text for a terminal, and as Markdown for a CI step summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.gate import Comparison, Gate
from evals.runner import Run
from evals.statistics import Interval, wilson
from evals.summary import Summary

Rows = list[tuple[str, ...]]


def _share(rate: float | None) -> str:
    return "–" if rate is None else f"{100 * rate:.1f} %"


def _span(interval: Interval) -> str:
    return f"{100 * interval.low:.1f}–{100 * interval.high:.1f}"


def span(passed: int, total: int) -> str:
    """The Wilson interval of a share, in percent."""
    return _span(wilson(passed, total)) if total else "–"


def slice_rows(summary: Summary) -> Rows:
    """A row for each slice: name, n, passed, rate, Wilson interval, bootstrap interval."""
    rows: Rows = [("slice", "n", "passed", "rate", "Wilson 95 %", "clusters 95 %")]
    for part in (summary.total, *summary.slices):
        name = part.name if part.kind == "all" else f"{part.kind} {part.name}"
        rows.append(
            (name, str(part.total), str(part.passed), _share(part.rate), _span(part.wilson), _span(part.bootstrap))
        )
    return rows


def check_rows(summary: Summary) -> Rows:
    """A row for each check: name, scored, passed, rate, interval, mean value, unscored."""
    rows: Rows = [("check", "scored", "passed", "rate", "Wilson 95 %", "mean", "unscored")]
    for line in summary.checks:
        mean = "–" if line.mean is None else f"{line.mean:.3f}"
        interval = _span(line.wilson) if line.scored else "–"
        rows.append(
            (line.name, str(line.scored), str(line.passed), _share(line.rate), interval, mean, str(line.unscored))
        )
    return rows


def outcome_rows(summary: Summary) -> Rows:
    """A row for each split: n, and the cases right, wrong, missed and refused with their shares."""
    rows: Rows = [("split", "n", "right", "wrong", "missed", "refused")]
    for name, counts in summary.outcomes.items():
        shares = [
            f"{n} ({_share(n / counts.total)}, {span(n, counts.total)})"
            for n in (counts.right, counts.wrong, counts.missed, counts.refused)
        ]
        rows.append((name, str(counts.total), *shares))
    return rows


def detection_rows(summary: Summary) -> Rows:
    """A row for each split and verdict: said, precision, due, recall, with intervals."""
    rows: Rows = [("verdict", "said", "precision", "due", "recall")]
    for name, lines in summary.detections.items():
        for line in lines:
            precision = "–" if not line.said else f"{_share(line.right / line.said)} ({span(line.right, line.said)})"
            recall = "–" if not line.due else f"{_share(line.found / line.due)} ({span(line.found, line.due)})"
            rows.append((f"{name}: {line.name}", str(line.said), precision, str(line.due), recall))
    return rows


def table(rows: Sequence[Sequence[str]]) -> str:
    """`rows` in columns, the first left, the others right; the first row is the head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    return "\n".join(lines)


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """`rows` as a Markdown table; the first row is the head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = "|" + "|".join([" --- ", *(" ---: " for _ in rows[0][1:])]) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _confidence_lines(summary: Summary) -> list[str]:
    held, several = summary.clusters
    selective = summary.selective
    area = "–" if selective.aurc is None else f"{selective.aurc:.4f}"
    return [
        f"risk and coverage: AURC {area}; coverage {_share(selective.coverage_at_1)} at 1 % risk, "
        f"{_share(selective.coverage_at_5)} at 5 % risk",
        f"paraphrase clusters in which every case passes: {held} of {several}",
    ]


def failures(run: Run) -> list[str]:
    """A line for each case that did not pass: where, which checks, and why."""
    lines = []
    for result in run.results:
        if result.passed:
            continue
        why = result.error or "; ".join(f"{name}: {result.scores[name].why}" for name in result.failed)
        lines.append(f"{result.case.place} {result.case.id} [{result.case.severity}] {why}")
    return lines


def gate_lines(gate: Gate) -> list[str]:
    """The gate's word and its reasons."""
    lines = [f"INVALID  {reason}" for reason in gate.invalid]
    lines += [f"QUALITY  {reason}" for reason in gate.quality]
    lines += [f"note     {note}" for note in gate.notes]
    return [*lines, f"gate: {gate.word} (exit {gate.code})"]


def terminal(run: Run, summary: Summary, gate: Gate | None, most_failures: int = 30) -> str:
    """The whole report for a terminal."""
    failed = failures(run)
    parts = [table(slice_rows(summary)), table(check_rows(summary))]
    parts += [table(outcome_rows(summary)), table(detection_rows(summary)), "\n".join(_confidence_lines(summary))]
    if failed:
        more = [f"… and {len(failed) - most_failures} more in run.json"] if len(failed) > most_failures else []
        parts.append("\n".join([f"not passed ({len(failed)}):", *failed[:most_failures], *more]))
    if gate:
        parts.append("\n".join(gate_lines(gate)))
    return "\n\n".join(parts) + "\n"


def markdown(run: Run, summary: Summary, gate: Gate | None, extra: Iterable[str] = ()) -> str:
    """The report as Markdown; long parts are folded."""
    parts = [f"# Evals: {gate.word if gate else 'not gated'}", ""]
    if gate:
        parts += [*(f"- {line}" for line in gate_lines(gate)), ""]
    parts += [f"Library `{run.library}`, composer `{run.composer}`.", "", markdown_table(slice_rows(summary)), ""]
    parts += [markdown_table(check_rows(summary)), "", markdown_table(outcome_rows(summary)), ""]
    parts += [markdown_table(detection_rows(summary)), "", *(f"- {line}" for line in _confidence_lines(summary)), ""]
    parts += extra
    failed = failures(run)
    if failed:
        parts += ["<details><summary>", f"{len(failed)} cases not passed", "</summary>", ""]
        parts += [f"- {_escaped(line)}" for line in failed] + ["", "</details>", ""]
    return "\n".join(parts)


def _escaped(line: str) -> str:
    return line.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def comparison_text(moved: Comparison) -> str:
    """A comparison in words, every flip by name."""
    lines = [
        f"{moved.both} cases in both; {len(moved.gained)} gained, {len(moved.lost)} lost, exact McNemar p = {moved.p_value}"
    ]
    for word, names in (("lost", moved.lost), ("gained", moved.gained), ("new", moved.new), ("gone", moved.gone)):
        lines += [f"{word:6}  {name}" for name in names]
    return "\n".join(lines) + "\n"
