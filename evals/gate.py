"""The exit code of a run, and why: bars, flips against the committed baseline, and what makes a run invalid.

0 pass · 1 quality (below a bar, or a `must` case flipped from pass to fail) · 2 the run is invalid · 3 usage
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.cases import Case, CasesError
from evals.lock import SPLITS, SplitLock
from evals.runner import Run
from evals.statistics import mcnemar
from evals.summary import check_line, slice_of

PATH = Path(__file__).resolve().parent / "baseline.json"
PASS, QUALITY, INVALID, USAGE = 0, 1, 2, 3


@dataclass(frozen=True)
class Gate:
    """The outcome: exit code and a sentence for each reason; `notes` are worth reading but stop nothing."""

    code: int
    invalid: tuple[str, ...]
    quality: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def word(self) -> str:
        """The outcome in one word."""
        return {PASS: "passed", QUALITY: "failed", INVALID: "invalid"}[self.code]


@dataclass(frozen=True)
class Comparison:
    """Two runs over the cases that both have: names of the flips, and the exact McNemar p-value."""

    both: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    p_value: float


def baseline_of(run: Run, previous: Mapping[str, Any] | None = None, day: date | None = None) -> dict[str, Any]:
    """What is committed of a run: which case passed, and one line more in the trend."""
    trend = [entry for entry in (previous or {}).get("trend", []) if entry["library"] != run.library]
    entry: dict[str, Any] = {"day": (day or date.today()).isoformat(), "library": run.library}
    for split in SPLITS:
        part = slice_of("split", split, [result for result in run.results if result.case.split == split])
        entry[split] = {"passed": part.passed, "cases": part.total}
    return {
        "library": run.library,
        "cases": {result.case.id: result.passed for result in run.results},
        "trend": [*trend, entry],
    }


def read_baseline(path: Path = PATH) -> dict[str, Any]:
    """The committed baseline. Raises CasesError when it is missing or damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        _ = data["cases"], data["trend"]
    except FileNotFoundError as error:
        raise CasesError(f"{path}: not found; run `python -m evals baseline --update` and commit it.") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CasesError(f"{path}: not a baseline ({error!r}); run `python -m evals baseline --update`.") from error
    return dict(data)


def outcomes_in(path: Path) -> dict[str, bool]:
    """Case ids with whether they passed, from a baseline or from a run's JSON."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise CasesError(f"{path}: cannot be read ({error}); give a run.json or a baseline.json.") from error
    if "cases" in data:
        return {str(name): bool(passed) for name, passed in data["cases"].items()}
    if "results" in data:
        return {entry["case"]["id"]: bool(entry["passed"]) for entry in data["results"]}
    raise CasesError(f"{path}: holds neither cases nor results; give a run.json or a baseline.json.")


def compare(before: Mapping[str, bool], after: Mapping[str, bool]) -> Comparison:
    """How the cases that both runs have moved."""
    both = sorted(set(before) & set(after))
    gained = tuple(name for name in both if after[name] and not before[name])
    lost = tuple(name for name in both if before[name] and not after[name])
    new, gone = tuple(sorted(set(after) - set(before))), tuple(sorted(set(before) - set(after)))
    return Comparison(len(both), gained, lost, new, gone, mcnemar(len(gained), len(lost)))


def run_problems(run: Run, asked: Sequence[Case]) -> list[str]:
    """Why a run cannot be trusted: a case that errored, was not asked, or was judged by no check."""
    problems = [f"{result.case.place}: {result.case.id} errored: {result.error}" for result in run.errors]
    names = {case.id for case in asked}
    if missing := sorted(names - set(run.by_id)):
        problems.append(f"{len(missing)} cases were not asked: {', '.join(missing[:5])}")
    if len(run.results) != len(run.by_id):
        problems.append("a case was counted twice")
    if not run.results:
        problems.append("no case was selected; an empty run proves nothing")
    return problems


def bar_problems(run: Run, locks: Mapping[str, SplitLock]) -> list[str]:
    """Every bar of a complete split that the run stays below."""
    problems = []
    for name, locked in locks.items():
        results = [result for result in run.results if result.case.split == name]
        if not results or len(results) < locked.cases:
            continue  # a selection of cases is held to no bar of the whole split
        for check, bar in sorted(locked.bars.items()):
            part = slice_of("split", name, results)
            line = None if check == "pass_rate" else check_line(check, results)
            rate = part.rate if line is None else line.rate
            if rate is not None and rate < bar:
                failed = part.failed if line is None else line.failed
                problems.append(
                    f"{name}: {check} is {rate:.3f}, the bar is {bar:.3f}; not passed: {', '.join(failed[:5])}"
                    + (f" and {len(failed) - 5} more" if len(failed) > 5 else "")
                )
    return problems


def judge_run(
    run: Run,
    asked: Sequence[Case],
    locks: Mapping[str, SplitLock],
    baseline: Mapping[str, Any],
    invalid: Sequence[str] = (),
) -> Gate:
    """The gate: `invalid` are reasons found elsewhere (lock, controls) that make the run void."""
    void = [*invalid, *run_problems(run, asked)]
    quality = bar_problems(run, locks)
    after = {result.case.id: result.passed for result in run.results}
    moved = compare(baseline["cases"], after)
    notes: list[str] = []
    for name in moved.lost:
        result = run.by_id[name]
        sentence = f"{result.case.place}: {name} passed in the baseline and fails now ({', '.join(result.failed)})"
        (quality if result.case.severity == "must" else notes).append(sentence)
    if moved.gained:
        notes.append(f"{len(moved.gained)} cases pass that did not in the baseline: {', '.join(moved.gained[:8])}")
    if moved.new:
        notes.append(f"{len(moved.new)} cases are not in the baseline: {', '.join(moved.new[:8])}")
    code = INVALID if void else QUALITY if quality else PASS
    return Gate(code, tuple(void), tuple(quality), tuple(notes))
