"""What a run leaves behind in its folder: the run itself, its gate, the tables of benchmarks, and the reports made of them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals import gate as gates
from evals.cases import CasesError
from evals.report.junit import junit
from evals.report.page import page
from evals.report.terminal import Rows, markdown, markdown_table, terminal
from evals.runner import Run, from_data, to_data
from evals.summary import summarise

# Benchmarks whose last table is shown in the reports.
BENCHMARKS = ("language-model", "controls", "retrieval", "robustness", "counterfactual", "peer")


def write_run(done: Run, out: Path) -> None:
    """run.json, equal for equal runs; timing.json with what is not."""
    write(out / "run.json", as_json(to_data(done)))
    write(out / "timing.json", as_json({result.case.id: round(result.seconds, 4) for result in done.results}))


def last_run(out: Path) -> Run:
    """The run that was last written to `out`. Raises CasesError when there is none."""
    try:
        data = json.loads((out / "run.json").read_text(encoding="utf-8"))
        seconds = json.loads((out / "timing.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise CasesError(f"{out / 'run.json'}: cannot be read ({error}); run `python -m evals` first.") from error
    return from_data(data, seconds)


def write_gate(outcome: gates.Gate, out: Path) -> None:
    """gate.json, for reports that are written again."""
    write(out / "gate.json", as_json(asdict(outcome)))


def read_gate(out: Path) -> gates.Gate | None:
    """The gate of the last run; None when there was none."""
    path = out / "gate.json"
    if not path.exists():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return gates.Gate(data["code"], tuple(data["invalid"]), tuple(data["quality"]), tuple(data["notes"]))


def write_reports(done: Run, outcome: gates.Gate | None, out: Path, trend: Sequence[dict[str, Any]]) -> None:
    """summary.md (and the CI step summary), junit.xml, index.html, and the table on the terminal."""
    numbers = summarise(done)
    tables = {name: rows for name in BENCHMARKS if (rows := read_rows(name, out))}
    text = markdown(done, numbers, outcome, _sections(tables))
    write(out / "summary.md", text)
    (out / "junit.xml").write_bytes(junit(done))
    write(out / "index.html", page(done, numbers, outcome, tables, trend))
    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(target).open("a", encoding="utf-8") as stream:
            stream.write(text)
    say(terminal(done, numbers, outcome))
    say(f"written to {out}: index.html, summary.md, junit.xml, run.json\n")


def add_to_history(done: Run, outcome: gates.Gate, out: Path) -> None:
    """One line more in history.jsonl, from which the page's Quality tab draws its trend."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "library": done.library,
        "composer": done.composer,
        "passed": sum(result.passed for result in done.results),
        "cases": len(done.results),
        "gate": outcome.word,
    }
    with (out / "history.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line) + "\n")


def write_rows(name: str, rows: Rows, out: Path) -> None:
    """The table of a benchmark, for this and later reports."""
    write(out / f"{name}.json", as_json(rows))


def read_rows(name: str, out: Path) -> Rows:
    """The last table of a benchmark; empty when there is none."""
    path = out / f"{name}.json"
    return [tuple(row) for row in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def _sections(tables: dict[str, Rows]) -> list[str]:
    return [line for name, rows in tables.items() for line in (f"## {name.capitalize()}", "", markdown_table(rows), "")]


def as_json(data: Any) -> str:
    """`data` as JSON that can be read and compared line by line."""
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file, and its folder when needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text)
    sys.stdout.flush()
