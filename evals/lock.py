"""The lock on the cases: count and hash per split, and the bars that a run has to reach."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evals.cases import Case, CasesError
from evals.checks import INTEGRITY

PATH = Path(__file__).resolve().parent / "cases.lock"
SPLITS = ("tune", "report")
# Bars of a fresh lock: nothing may be invented; how much is answered right is for the owner to set.
FRESH_BARS = {"pass_rate": 0.0} | dict.fromkeys(INTEGRITY, 1.0)


@dataclass(frozen=True)
class SplitLock:
    """What one split must be: how many cases, their hash, and the lowest rate per check (and `pass_rate`) allowed."""

    cases: int
    sha256: str
    bars: Mapping[str, float] = field(default_factory=dict)


def split_hash(cases: Sequence[Case]) -> str:
    """SHA-256 over everything the cases ask and expect, in order of id."""
    digest = hashlib.sha256()
    for case in sorted(cases, key=lambda case: case.id):
        digest.update(json.dumps(case.model_dump(mode="json"), sort_keys=True, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def lock_of(cases: Sequence[Case], bars: Mapping[str, Mapping[str, float]] | None = None) -> dict[str, SplitLock]:
    """The lock that fits `cases`, keeping `bars`."""
    locks = {}
    for name in SPLITS:
        chosen = [case for case in cases if case.split == name]
        locks[name] = SplitLock(len(chosen), split_hash(chosen), dict((bars or {}).get(name, FRESH_BARS)))
    return locks


def read_lock(path: Path = PATH) -> dict[str, SplitLock]:
    """The committed lock. Raises CasesError when it is missing or not what `write_lock` writes."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {name: SplitLock(**data["splits"][name]) for name in SPLITS}
    except FileNotFoundError as error:
        raise CasesError(f"{path}: not found; run `python -m evals lock` and commit it.") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CasesError(f"{path}: not a lock ({error!r}); run `python -m evals lock`.") from error


def write_lock(cases: Sequence[Case], path: Path = PATH) -> dict[str, SplitLock]:
    """Write the lock for `cases`, with the bars the file has."""
    bars = {name: split.bars for name, split in read_lock(path).items()} if path.exists() else None
    locks = lock_of(cases, bars)
    data = {"splits": {name: asdict(split) for name, split in locks.items()}}
    path.write_text(json.dumps(data, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return locks


def lock_problems(cases: Sequence[Case], locks: Mapping[str, SplitLock]) -> list[str]:
    """How the cases differ from what is locked, a sentence each."""
    problems = []
    for name, now in lock_of(cases).items():
        locked = locks[name]
        if now.cases != locked.cases:
            problems.append(f"split {name} has {now.cases} cases, the lock says {locked.cases}")
        elif now.sha256 != locked.sha256:
            problems.append(f"split {name} was edited: hash {now.sha256[:12]}, the lock says {locked.sha256[:12]}")
    return [f"{problem}; if intended, run `python -m evals lock` and commit it." for problem in problems]
