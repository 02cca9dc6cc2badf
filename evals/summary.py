"""A run in numbers: slices with n, rate and intervals; checks; risk and coverage; worst of cluster; latency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import ANSWERING
from evals.checks import CHECKS
from evals.outcomes import Detection, Outcomes, detections, outcomes
from evals.runner import Result, Run
from evals.statistics import Interval, Selective, cluster_bootstrap, risk_coverage, wilson, worst_of_cluster


@dataclass(frozen=True)
class Slice:
    """How many of some cases passed; `ids` are the cases behind the number, `failed` those that did not pass."""

    kind: str
    name: str
    passed: int
    total: int
    wilson: Interval
    bootstrap: Interval
    ids: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def rate(self) -> float:
        """The share that passed, 0…1."""
        return round(self.passed / self.total, 4) if self.total else 0.0


@dataclass(frozen=True)
class CheckLine:
    """One check over a run: passed of scored, the mean value, and how many were unscored."""

    name: str
    passed: int
    scored: int
    unscored: int
    mean: float | None
    wilson: Interval
    failed: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        """Passed of scored; None when the check applied to no case."""
        return round(self.passed / self.scored, 4) if self.scored else None


@dataclass(frozen=True)
class Summary:
    """Everything that is reported of a run."""

    total: Slice
    slices: tuple[Slice, ...]
    checks: tuple[CheckLine, ...]
    selective: Selective
    clusters: tuple[int, int]
    errors: tuple[str, ...]
    outcomes: dict[str, Outcomes]
    detections: dict[str, tuple[Detection, ...]]


def _clusters(results: Iterable[Result]) -> dict[str, list[bool]]:
    clusters: dict[str, list[bool]] = {}
    for result in results:
        clusters.setdefault(result.case.group, []).append(result.passed)
    return clusters


def slice_of(kind: str, name: str, results: Sequence[Result]) -> Slice:
    """The slice of `results`; errors count as not passed."""
    passed = sum(result.passed for result in results)
    ids = tuple(result.case.id for result in results)
    failed = tuple(result.case.id for result in results if not result.passed)
    bootstrap = cluster_bootstrap(_clusters(results))
    return Slice(kind, name, passed, len(results), wilson(passed, len(results)), bootstrap, ids, failed)


def _names(result: Result) -> list[tuple[str, str]]:
    case = result.case
    expected = "answer" if case.answerable else case.verdicts[0]
    return [
        ("split", case.split),
        ("expects", expected),
        ("severity", case.severity),
        *(("tag", tag) for tag in case.tags),
    ]


def check_line(name: str, results: Sequence[Result]) -> CheckLine:
    """One check over `results`; a case with an error counts as scored and failed."""
    scored = [result for result in results if result.error or result.scores[name].passed is not None]
    passed = sum(not result.error and result.scores[name].passed is True for result in scored)
    values = [0.0 if result.error else result.scores[name].value or 0.0 for result in scored]
    mean = round(sum(values) / len(values), 4) if values else None
    failed = tuple(result.case.id for result in scored if result.error or not result.scores[name].passed)
    unscored = len(results) - len(scored)
    return CheckLine(name, passed, len(scored), unscored, mean, wilson(passed, len(scored)), failed)


def summarise(run: Run) -> Summary:
    """The numbers of a run; the same run gives the same numbers."""
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in run.results:
        for key in _names(result):
            groups.setdefault(key, []).append(result)
    order: Mapping[str, int] = {"split": 0, "expects": 1, "severity": 2, "tag": 3}
    slices = [slice_of(*key, groups[key]) for key in sorted(groups, key=lambda key: (order[key[0]], key[1]))]
    splits = {name: groups["split", name] for kind, name in sorted(groups) if kind == "split"}
    given = [
        (result.answer.confidence, result.passed)
        for result in run.results
        if result.answer and result.answer.verdict in ANSWERING
    ]
    return Summary(
        slice_of("all", "all cases", run.results),
        tuple(slices),
        tuple(check_line(name, run.results) for name in CHECKS),
        risk_coverage(given, len(run.results)),
        worst_of_cluster(_clusters(run.results)),
        tuple(result.case.id for result in run.errors),
        {name: outcomes(results) for name, results in splits.items()},
        {name: detections(results) for name, results in splits.items()},
    )


def seconds_at(run: Run, share: float) -> float:
    """The seconds within which that share of the answers came."""
    ordered = sorted(result.seconds for result in run.results) or [0.0]
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
