"""Whole processes, measured from start to end; and the spread of numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Measured:
    """One finished process: seconds on the clock, seconds of processor, and its peak memory in MB."""

    wall: float
    cpu: float
    memory: float


# A process counts as its own the memory of whoever started it, so a small one starts it.
_STARTER = """
import json, os, sys, time
started = time.perf_counter()
quiet = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1)])
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - started
print(json.dumps([os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def run(arguments: Sequence[str], variables: Mapping[str, str] | None = None) -> Measured:
    """`python ARGUMENTS`, from start to end. Raises RuntimeError when it fails."""
    command = [sys.executable, "-I", "-S", "-c", _STARTER, sys.executable, *arguments]
    done = subprocess.run(command, env={**os.environ, **(variables or {})}, capture_output=True, text=True, check=True)
    code, wall, cpu, memory = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"python {' '.join(arguments)}: ended with {code}: {done.stderr[-300:]}")
    return Measured(wall, cpu, memory)


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, lowest and highest of `values`."""
    return {"median": median(values), "low": min(values), "high": max(values)}


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of `values`, by rank."""
    ranked = sorted(values)
    return {f"p{share}": ranked[min(len(ranked) - 1, len(ranked) * share // 100)] for share in (50, 95, 99)}
