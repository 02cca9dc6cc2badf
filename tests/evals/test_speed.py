"""The speed benchmark measures what it says, and writes it so that it can be read; how fast is nowhere asserted."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.index import library_phrases
from assistant.library import load_library
from evals.__main__ import main
from evals.gate import USAGE
from evals.speed.growth import library_of
from evals.speed.processes import percentiles, run, spread
from evals.speed.report import markdown, plot, rows

THREE = {"median": 2.0, "low": 1.0, "high": 3.0}
LINE = {"p50": 5.0, "p95": 9.0, "p99": 12.0}
FOUND = {
    "when": "2026-11-22 08:00",
    "machine": "2 cores, avx2",
    "load": 0.1,
    "cold": {
        "ours": {"wall": THREE, "cpu": THREE, "memory": THREE},
        "textbook": {"wall": THREE, "cpu": THREE, "memory": THREE},
        "ratio": {"median": 9.5, "low": 9.1, "high": 9.9},
        "ratio_cpu": THREE,
    },
    "warm": {"ours": LINE, "bare": LINE, "textbook": LINE, "asked again": LINE, "n": 7, "ratio to bare": 1.5, "ratio": 2.0},
    "concurrency": {"ours": {"1": 100.0, "4": 180.0}, "textbook": {"1": 50.0, "4": 60.0}},
    "ingest": {"about 60 tokens": {"n": 400, "ours": THREE, "textbook": THREE, "ratio": THREE}},
    "growth": {"1000": {"passages": 1001, "first answer": 0.5, "search and answer": LINE, "megabytes": 10.0, "stored in": 2.0}},
    "imports": {"numpy": 0.1},
}  # fmt: skip


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentiles([float(number) for number in range(100, 0, -1)]) == {"p50": 51, "p95": 96, "p99": 100}
    assert percentiles([3.0]) == {"p50": 3, "p95": 3, "p99": 3}
    assert spread([3.0, 1.0, 2.0]) == {"median": 2, "low": 1, "high": 3}


def test_a_whole_process_is_measured_with_its_memory() -> None:
    small, large = (run(["-c", f"x = bytearray({size} * 2**20)"]) for size in (1, 200))
    assert large.memory - small.memory > 150
    assert small.wall > 0


def test_a_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        run(["-c", "raise SystemExit(3)"])


def test_every_measurement_has_its_line() -> None:
    names = [row[0] for row in rows(FOUND)]
    for name in ("cold `ask`", "warm answer", "bare", "asked again", "4 threads", "about 60 tokens", "1001 passages"):
        assert any(name in line for line in names), name
    assert "2 cores, avx2" in markdown(FOUND)
    assert "9.5" in markdown(FOUND)


def test_the_plot_is_a_picture_with_every_ratio() -> None:
    drawn = ElementTree.fromstring(plot(FOUND))
    words = [element.text for element in drawn.iter() if element.text]
    assert {"cold ask", "9.5", "answers a second, 4 threads", "3.0"} <= set(words)


def test_a_run_cut_short_is_still_written() -> None:
    early = {name: FOUND[name] for name in ("when", "machine", "load", "cold")}
    assert "cold" in markdown(early)
    ElementTree.fromstring(plot(early))


@pytest.mark.parametrize("passages", [3, 40])
def test_a_library_grows_to_any_size_by_a_rule(knowledge: Path, passages: int) -> None:
    library = load_library(knowledge)
    one, other = library_of(library, passages), library_of(library, passages)
    assert one == other
    ids = [phrase.id for phrase in library_phrases(one) if phrase.owner.startswith("fact:")]
    assert passages <= len(ids) == len(set(ids)) < passages + 10


def test_an_unknown_step_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed", "--step", "colder"]) == USAGE
    assert "cold, warm" in capsys.readouterr().err
