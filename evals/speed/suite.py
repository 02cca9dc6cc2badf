"""All measurements in order, with progress; a run that is cut short keeps what it has."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from evals.results import as_json, say, write
from evals.speed import answering, indexing
from evals.speed.bench import QUESTION, Bench, prepare
from evals.speed.report import Numbers, machine, markdown, plot

STEPS: dict[str, Callable[[Bench], Numbers]] = {
    "cold": answering.cold,
    "warm": answering.warm,
    "concurrency": answering.concurrency,
    "undisturbed": answering.undisturbed,
    "ingest": indexing.ingest,
    "whole index": indexing.whole_index,
    "page": answering.page,
    "growth": indexing.growth,
}
# Left out of a quick run.
LONG = frozenset({"whole index", "undisturbed"})
SHOWN_IMPORTS = 12


def run_suite(questions: Sequence[str], out: Path, quick: bool = False, only: Sequence[str] = ()) -> Numbers:
    """Measure, and write speed.json, speed.md and speed.svg to `out` after every step."""
    found: Numbers = {
        "when": f"{datetime.now():%Y-%m-%d %H:%M}", "machine": machine(), "load": os.getloadavg()[0], "quick": quick,
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        started = time.perf_counter()
        say("speed: opening both sides\n")
        bench = prepare(questions, Path(folder), quick)
        for name, step in STEPS.items():
            if (only and name not in only) or (quick and name in LONG and not only):
                continue
            say(f"speed: {name} (after {time.perf_counter() - started:.0f} s)\n")
            found[name] = step(bench)
            _write(found, out)
        found["imports"] = imports(bench)
        found["seconds"] = time.perf_counter() - started
        _write(found, out)
    return found


def imports(bench: Bench) -> dict[str, float]:
    """The packages that a cold question loads, with the seconds that their own modules take; slowest first."""
    command = [sys.executable, "-X", "importtime", "-m", "assistant.cli", "ask", QUESTION]
    done = subprocess.run(command, env={**os.environ, **bench.environment}, capture_output=True, text=True, check=True)
    taken: dict[str, float] = {}
    for own, name in re.findall(r"^import time:\s*(\d+) \|\s*\d+ \|\s*(\S+)$", done.stderr, re.M):
        package = name.split(".")[0]
        package = package if package not in sys.stdlib_module_names else "the standard library"
        taken[package] = taken.get(package, 0.0) + int(own) / 1e6
    slowest = sorted(taken.items(), key=lambda item: -item[1])[:SHOWN_IMPORTS]
    return dict(slowest)


def _write(found: Numbers, out: Path) -> None:
    write(out / "speed.json", as_json(found))
    write(out / "speed.md", markdown(found))
    write(out / "speed.svg", plot(found))
