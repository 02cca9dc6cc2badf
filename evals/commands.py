"""What each command of `python -m evals` does, and the exit code it gives."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.library import Library
from evals import cases as case_files
from evals import gate as gates
from evals import lock as locks
from evals.beside import beside_default
from evals.cases import Case, CasesError, UsageError
from evals.offline import offline
from evals.report.terminal import Rows, comparison_text, table
from evals.results import (
    add_to_history,
    as_json,
    last_run,
    read_gate,
    read_rows,
    say,
    write,
    write_gate,
    write_reports,
    write_rows,
    write_run,
)
from evals.runner import asker, run_cases, sample, select

Options = argparse.Namespace
CASES, LOCK, BASELINE = case_files.FOLDER, locks.PATH, gates.PATH
NO_BASELINE: dict[str, Any] = {"cases": {}, "trend": []}


def open_assistant(options: Options) -> Any:
    """The assistant under test, with the model that the options name."""
    from assistant import Assistant
    from assistant.settings import Settings

    return Assistant.open(Settings.from_environment(**model_named(options)), _progress_line)


def model_named(options: Options) -> dict[str, object]:
    """The settings that name a chat model; without --llm none is asked, whatever the environment says."""
    return {"llm": options.llm, "llm_base_url": options.llm_base_url, "llm_timeout": options.llm_timeout}


def run(options: Options) -> int:
    """Ask all chosen cases, gate, run the controls, write every report."""
    with offline(not options.llm):
        iso = open_assistant(options)
        cases = case_files.load_cases(CASES, iso.library)
        chosen = choose(cases, options)
        done = run_cases(chosen, asker(iso), iso.library, progress=_progress)
    write_run(done, options.out)
    if iso.drafter:
        write_rows("language-model", beside_default(done, chosen, iso), options.out)
        say(table(read_rows("language-model", options.out)) + "\n")
    invalid: list[str] = []
    locked = _committed(lambda: locks.read_lock(LOCK), {}, invalid)
    invalid += locks.lock_problems(cases, locked) if locked else []
    baseline = _committed(lambda: gates.read_baseline(BASELINE), NO_BASELINE, invalid)
    if not options.no_controls:
        invalid += prove(cases, iso.library, options.out)
    outcome = gates.judge_run(done, chosen, locked, baseline, invalid)
    write_gate(outcome, options.out)
    if len(chosen) == len(cases):
        add_to_history(done, outcome, options.out)
    write_reports(done, outcome, options.out, _trend())
    return outcome.code


def prove(cases: list[Case], library: Library, out: Path) -> list[str]:
    """Run the controls and write their matrix; returns what makes the run void."""
    from evals.controls.suite import matrix_rows, run_controls

    found = run_controls(cases, library)
    write_rows("controls", matrix_rows(found), out)
    return found.problems


def controls(options: Options) -> int:
    """Run the controls alone: 0 when all hold, 2 when one fails."""
    library = load_library_only()
    problems = prove(case_files.load_cases(CASES, library), library, options.out)
    say(table(read_rows("controls", options.out)) + "\n\n" + "\n".join(problems or ["controls: all hold"]) + "\n")
    return gates.INVALID if problems else gates.PASS


def retrieval(options: Options) -> int:
    """Measure the search against plain baselines."""
    from evals.retrieval import benchmark

    with offline():
        iso = open_assistant(options)
        rows = benchmark(choose(case_files.load_cases(CASES, iso.library), options), iso)
    return _benchmark("retrieval", rows, options.out)


def robustness(options: Options) -> int:
    """Ask seeded variants of 80 cases."""
    from evals.robustness import benchmark

    with offline(not options.llm):
        iso = open_assistant(options)
        rows = benchmark(choose(case_files.load_cases(CASES, iso.library), options), asker(iso), iso.library)
    return _benchmark("robustness", rows, options.out)


def counterfactual(options: Options) -> int:
    """Edit facts in a scratch library: 0 when every answer follows, 1 when one does not."""
    from evals.counterfactual import benchmark

    with offline(not options.llm):
        rows, problems = benchmark(model_named(options))
    _benchmark("counterfactual", rows, options.out)
    say("\n".join(problems or ["every answer follows the library"]) + "\n")
    return gates.QUALITY if problems else gates.PASS


def peer(options: Options) -> int:
    """Judge the textbook LangChain chain by the same checks, beside the assistant."""
    from evals.peer import benchmark

    with offline(not options.llm):
        iso = open_assistant(options)
        cases = choose(case_files.load_cases(CASES, iso.library), options)
        rows = benchmark(cases, iso)
    return _benchmark("peer", rows, options.out)


def speed(options: Options) -> int:
    """Measure how fast everything is, beside the textbook chain."""
    from evals.speed.report import rows
    from evals.speed.suite import STEPS, run_suite

    unknown = sorted(set(options.step) - STEPS.keys())
    if unknown:
        raise UsageError(f"--step {unknown[0]}: there is no such measurement; choose from {', '.join(STEPS)}.")
    iso = open_assistant(options)
    questions = [case.question for case in choose(case_files.load_cases(CASES, iso.library), options)]
    found = run_suite(questions, options.out, options.quick, options.step)
    say(table(rows(found)) + f"\n\nwritten to {options.out}: speed.json, speed.md, speed.svg\n")
    return gates.PASS


def compare(options: Options) -> int:
    """Compare the last run with BASE: 1 when a `must` case was lost."""
    done = last_run(options.out)
    moved = gates.compare(gates.outcomes_in(options.base), {name: item.passed for name, item in done.by_id.items()})
    say(comparison_text(moved))
    must = [name for name in moved.lost if done.by_id[name].case.severity == "must"]
    return gates.QUALITY if must else gates.PASS


def report(options: Options) -> int:
    """Write the reports of the last run again."""
    write_reports(last_run(options.out), read_gate(options.out), options.out, _trend())
    return gates.PASS


def lock(options: Options) -> int:
    """Write the lock, keeping its bars."""
    cases = case_files.load_cases(CASES, load_library_only())
    for name, split in locks.write_lock(cases, LOCK).items():
        say(f"{name}: {split.cases} cases, {split.sha256[:12]}, bars {dict(split.bars)}\n")
    return gates.PASS


def baseline(options: Options) -> int:
    """Show how the last run differs from the baseline; write it when told to."""
    done = last_run(options.out)
    previous = gates.read_baseline(BASELINE) if BASELINE.exists() else NO_BASELINE
    say(comparison_text(gates.compare(previous["cases"], {name: item.passed for name, item in done.by_id.items()})))
    if not options.update:
        return gates.PASS
    cases = case_files.load_cases(CASES)
    if len(done.results) != len(cases) or done.errors:
        raise CasesError(
            f"{options.out / 'run.json'}: has {len(done.results)} of {len(cases)} cases and {len(done.errors)} errors; "
            "a baseline is made of a complete run without errors: run `python -m evals` first."
        )
    write(BASELINE, as_json(gates.baseline_of(done, previous)))
    say(f"written: {BASELINE}\n")
    return gates.PASS


def _trend() -> list[dict[str, Any]]:
    return list(gates.read_baseline(BASELINE)["trend"]) if BASELINE.exists() else []


def _committed(read: Callable[[], Any], otherwise: Any, invalid: list[str]) -> Any:
    """What `read` finds; a missing or damaged file makes the run invalid instead of losing it."""
    try:
        return read()
    except CasesError as error:
        invalid.append(str(error))
        return otherwise


def choose(cases: list[Case], options: Options) -> list[Case]:
    """The cases that the options select. Raises UsageError for an unknown case or tag."""
    known = {case.id for case in cases}
    tags = {tag for case in cases for tag in case.tags}
    for name in options.case:
        if name not in known:
            raise UsageError(f"--case {name}: there is no such case in evals/cases.")
    for tag in options.tag:
        if tag not in tags:
            raise UsageError(f"--tag {tag}: no case has it; tags are {', '.join(sorted(tags))}.")
    chosen = select(cases, options.split, options.case, options.tag)
    return sample(chosen, options.limit) if options.limit else chosen


def load_library_only() -> Library:
    """The library without an index, for what needs no search."""
    from assistant.library import load_library
    from assistant.settings import Settings

    return load_library(Settings.from_environment().knowledge)


def _benchmark(name: str, rows: Rows, out: Path) -> int:
    write_rows(name, rows, out)
    say(table(rows) + "\n")
    return gates.PASS


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() or done == total:
        sys.stderr.write(f"\rasked {done} of {total}" + ("\n" if done == total else ""))
        sys.stderr.flush()


def _progress_line(*told: object) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " ".join(str(item) for item in told))
        sys.stderr.flush()
