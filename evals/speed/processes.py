"""Whole processes, measured from start to end; and the spread of numbers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Measured:
    """One finished process: seconds on the clock, seconds of processor, and its peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(arguments: Sequence[str], variables: Mapping[str, str] | None = None) -> Measured:
    """`python ARGUMENTS`, from start to end. Raises RuntimeError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], env={**os.environ, **(variables or {})}, stdout=subprocess.DEVNULL, stderr=2
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"python {' '.join(arguments)}: ended with {process.returncode}")
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, lowest and highest of `values`."""
    return {"median": median(values), "low": min(values), "high": max(values)}


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of `values`, by rank."""
    ranked = sorted(values)
    return {f"p{share}": ranked[min(len(ranked) - 1, len(ranked) * share // 100)] for share in (50, 95, 99)}
