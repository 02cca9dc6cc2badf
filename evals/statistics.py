"""Rates with their uncertainty: Wilson, cluster bootstrap, McNemar, risk and coverage, worst of cluster.

Everything is deterministic: random draws are seeded from the case ids.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from math import comb, sqrt
from typing import NamedTuple

Z = 1.959963984540054  # 97.5 % point of the normal distribution


class Interval(NamedTuple):
    """A 95 % interval of a share."""

    low: float
    high: float


def wilson(passed: int, total: int) -> Interval:
    """The Wilson interval of `passed`/`total`: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).

    >>> [round(bound, 2) for bound in wilson(90, 100)]
    [0.83, 0.94]
    """
    if not total:
        return Interval(0.0, 1.0)
    rate, square = passed / total, Z * Z
    middle = rate + square / (2 * total)
    spread = Z * sqrt(rate * (1 - rate) / total + square / (4 * total * total))
    scale = 1 + square / total
    return Interval(round(max(0.0, (middle - spread) / scale), 4), round(min(1.0, (middle + spread) / scale), 4))


def seed_of(names: Iterable[str]) -> int:
    """A seed that depends on the names only, not on their order."""
    return int.from_bytes(hashlib.sha256("\n".join(sorted(names)).encode()).digest()[:8], "big")


def cluster_bootstrap(clusters: Mapping[str, Sequence[bool]], draws: int = 1000) -> Interval:
    """The percentile interval of the pass rate when whole clusters are drawn with replacement.

    Paraphrases of one question fail together; drawing single cases would make the interval too narrow.
    """
    names = sorted(clusters)
    if not names:
        return Interval(0.0, 1.0)
    generator = random.Random(seed_of(names))
    sizes = [(sum(clusters[name]), len(clusters[name])) for name in names]
    rates = []
    for _ in range(draws):
        chosen = generator.choices(sizes, k=len(sizes))
        rates.append(sum(passed for passed, _ in chosen) / sum(total for _, total in chosen))
    rates.sort()
    low, high = rates[int(0.025 * draws)], rates[min(draws - 1, int(0.975 * draws))]
    return Interval(round(low, 4), round(high, 4))


def worst_of_cluster(clusters: Mapping[str, Sequence[bool]]) -> tuple[int, int]:
    """Clusters in which every case passes, and clusters; only those with two cases or more."""
    several = [cases for cases in clusters.values() if len(cases) > 1]
    return sum(all(cases) for cases in several), len(several)


def mcnemar(gained: int, lost: int) -> float:
    """The exact two-sided p-value that `gained` and `lost` flips come from equal chances: min(1, 2·P(X ≤ min)), X ~ B(n, ½).

    >>> mcnemar(0, 5), mcnemar(3, 3)
    (0.0625, 1.0)
    """
    flips = gained + lost
    if not flips:
        return 1.0
    tail = sum(comb(flips, count) for count in range(min(gained, lost) + 1))
    return float(round(min(1.0, 2 * tail / 2**flips), 6))


class Selective(NamedTuple):
    """Risk against coverage: the curve's points, the area under it, and the coverage at 1 % and 5 % risk."""

    points: tuple[tuple[float, float], ...]
    aurc: float | None
    coverage_at_1: float
    coverage_at_5: float


def risk_coverage(outcomes: Sequence[tuple[float, bool]], total: int) -> Selective:
    """How wrong answers are when only the most confident are given.

    `outcomes` are (confidence, right) of the answers given; `total` counts these and the refusals. Answers of equal
    confidence come together. Coverage is accepted/total, risk wrong/accepted; AURC is the mean risk over the answers,
    in order of falling confidence; coverage at r is the largest coverage whose risk is at most r.
    """
    levels: dict[float, list[bool]] = {}
    for confidence, right in outcomes:
        levels.setdefault(confidence, []).append(right)
    points: list[tuple[float, float]] = []
    accepted = wrong = 0
    area = 0.0
    for confidence in sorted(levels, reverse=True):
        level = levels[confidence]
        accepted += len(level)
        wrong += level.count(False)
        risk = wrong / accepted
        area += risk * len(level)
        points.append((round(accepted / total, 4), round(risk, 4)))
    best = {limit: max((coverage for coverage, risk in points if risk <= limit), default=0.0) for limit in (0.01, 0.05)}
    return Selective(tuple(points), round(area / accepted, 4) if accepted else None, best[0.01], best[0.05])
