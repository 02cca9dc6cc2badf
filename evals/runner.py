"""Every case asked and judged; an error keeps its case in the denominator and makes the run invalid."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.library import Library
from assistant.types import Answer
from evals.cases import Case
from evals.checks import CHECKS, Check, Score, failed, judge, passes

Ask = Callable[[Case], Answer]
SCHEMA = 1


@dataclass(frozen=True)
class Result:
    """One case with its answer and scores; or, when asking or judging raised, with the error and no scores."""

    case: Case
    answer: Answer | None
    scores: Mapping[str, Score]
    error: str | None = None
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether no check fails; a case with an error has not passed."""
        return self.error is None and passes(self.scores)

    @property
    def failed(self) -> list[str]:
        """The checks that fail."""
        return ["error"] if self.error else failed(self.scores)


@dataclass(frozen=True)
class Run:
    """All results of one run, in order of case id. `library` is the content hash asked, `composer` who wrote."""

    results: tuple[Result, ...]
    library: str
    composer: str = "default"

    @property
    def by_id(self) -> dict[str, Result]:
        """Results by case id."""
        return {result.case.id: result for result in self.results}

    @property
    def errors(self) -> list[Result]:
        """The results with an error."""
        return [result for result in self.results if result.error]


def run_cases(
    cases: Sequence[Case],
    ask: Ask,
    library: Library,
    checks: Mapping[str, Check] = CHECKS,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Ask and judge every case. An exception becomes the result's error; nothing is skipped."""
    results = []
    for number, case in enumerate(sorted(cases, key=lambda case: case.id), start=1):
        started = time.perf_counter()
        answer: Answer | None = None
        try:
            answer = ask(case)
            seconds = time.perf_counter() - started
            scores = judge(case, answer, library, checks)
            results.append(Result(case, answer, scores, seconds=seconds))
        except Exception as error:  # an eval that raises is a result: the run is invalid, the case is counted
            seconds = time.perf_counter() - started
            results.append(Result(case, answer, {}, f"{type(error).__name__}: {error}", seconds))
        if progress:
            progress(number, len(cases))
    composers = sorted({result.answer.composer for result in results if result.answer})
    return Run(tuple(results), library.hash, ", ".join(composers) or "none")


def asker(iso: Any) -> Ask:
    """An Ask over an assistant (anything with `ask(question, history=..., as_of=...)`)."""

    def ask(case: Case) -> Answer:
        day = case.as_of.isoformat() if case.as_of else None
        answer: Answer = iso.ask(case.question, history=list(case.history), as_of=day)
        return answer

    return ask


def select(cases: Iterable[Case], split: str = "", names: Sequence[str] = (), tags: Sequence[str] = ()) -> list[Case]:
    """The cases of that split, of those ids and with any of those tags; each empty choice means all."""
    return [
        case
        for case in cases
        if (not split or case.split == split)
        and (not names or case.id in names)
        and (not tags or set(tags) & set(case.tags))
    ]


def sample(cases: Iterable[Case], size: int) -> list[Case]:
    """`size` of the cases, chosen by a hash of their ids: always the same ones, whatever the order."""
    return sorted(cases, key=lambda case: hashlib.sha256(case.id.encode()).digest())[:size]


_ANSWER = TypeAdapter(Answer)


def to_data(run: Run) -> dict[str, Any]:
    """The run as plain data without anything that varies between two equal runs (seconds are left out)."""
    return {"schema": SCHEMA, "library": run.library, "composer": run.composer} | {
        "results": [
            {
                "case": result.case.model_dump(mode="json") | {"place": result.case.place},
                "passed": result.passed,
                "error": result.error,
                "scores": {
                    name: {"passed": score.passed, "value": score.value, "why": score.why}
                    for name, score in result.scores.items()
                },
                "answer": replace(result.answer, seconds=0.0).to_dict() if result.answer else None,
            }
            for result in run.results
        ]
    }


def from_data(data: Mapping[str, Any], seconds: Mapping[str, float] | None = None) -> Run:
    """The run that `to_data` wrote, with `seconds` by case id put back."""
    results = []
    for entry in data["results"]:
        case = Case.model_validate(entry["case"])
        answer = _ANSWER.validate_python(entry["answer"]) if entry["answer"] else None
        scores = {name: Score(**score) for name, score in entry["scores"].items()}
        results.append(Result(case, answer, scores, entry["error"], (seconds or {}).get(case.id, 0.0)))
    return Run(tuple(results), data["library"], data["composer"])


def default_out() -> Path:
    """Where results are written unless told otherwise."""
    return Path(__file__).resolve().parent / "out"
