"""Asking everything, counting everything, and the exit code that follows."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import a_case, right

from assistant.library import Library
from assistant.types import Answer
from evals.cases import Case, CasesError
from evals.gate import INVALID, PASS, QUALITY, baseline_of, compare, judge_run, outcomes_in, read_baseline
from evals.lock import SplitLock, lock_of
from evals.runner import Run, from_data, run_cases, select, to_data
from evals.summary import check_line, summarise

CASES = [
    a_case(id="first", severity="must", tags=["withdrawn"]),
    a_case(id="second", question="Is ISO 99002 withdrawn?", cluster="withdrawal"),
    a_case(id="third", question="Has ISO 99002 gone?", cluster="withdrawal"),
]


def run(library: Library, wrong: tuple[str, ...] = (), errors: tuple[str, ...] = ()) -> Run:
    def ask(case: Case) -> Answer:
        if case.id in errors:
            raise OSError("the disk is gone")
        return right(library, case, "manual" if case.id in wrong else "withdrawal")

    return run_cases(CASES, ask, library)


def locks(bar: float = 0.0) -> dict[str, SplitLock]:
    return lock_of(CASES, {name: {"pass_rate": bar, "citation_validity": 1.0} for name in ("tune", "report")})


def test_all_right_passes(library: Library) -> None:
    done = run(library)
    assert judge_run(done, CASES, locks(1.0), baseline_of(done)).code == PASS


def test_an_error_stays_in_the_denominator_and_makes_the_run_invalid(library: Library) -> None:
    done = run(library, errors=("second",))
    summary = summarise(done)
    assert (summary.total.passed, summary.total.total) == (2, 3)
    assert summary.errors == ("second",)
    line = check_line("verdict", done.results)
    assert (line.passed, line.scored) == (2, 3)
    gate = judge_run(done, CASES, locks(), baseline_of(run(library)))
    assert gate.code == INVALID
    assert "second errored: OSError: the disk is gone" in gate.invalid[0]


def test_a_case_that_was_not_asked_makes_the_run_invalid(library: Library) -> None:
    done = run(library)
    part = replace(done, results=done.results[1:])
    assert judge_run(part, CASES, locks(), baseline_of(done)).code == INVALID


def test_an_empty_run_is_invalid(library: Library) -> None:
    assert (
        judge_run(run_cases([], lambda case: right(library, case), library), [], {}, baseline_of(run(library))).code
        == INVALID
    )


def test_below_a_bar_is_a_matter_of_quality_and_names_the_cases(library: Library) -> None:
    done = run(library, wrong=("second", "third"))
    gate = judge_run(done, CASES, locks(0.9), baseline_of(done))
    assert gate.code == QUALITY
    assert "pass_rate is 0.333, the bar is 0.900" in gate.quality[0]
    assert "second" in gate.quality[0]


def test_a_must_case_that_flips_is_red_and_a_should_case_is_a_note(library: Library) -> None:
    before = baseline_of(run(library))
    red = judge_run(run(library, wrong=("first",)), CASES, locks(), before)
    assert (red.code, len(red.quality)) == (QUALITY, 1)
    assert "first passed in the baseline and fails now (key_facts, facts)" in red.quality[0]
    noted = judge_run(run(library, wrong=("second",)), CASES, locks(), before)
    assert noted.code == PASS
    assert "second" in noted.notes[0]


def test_what_failed_before_may_fail_again(library: Library) -> None:
    done = run(library, wrong=("first",))
    assert judge_run(done, CASES, locks(), baseline_of(done)).code == PASS


def test_invalid_outranks_quality(library: Library) -> None:
    done = run(library, wrong=("first",))
    assert judge_run(done, CASES, locks(1.0), baseline_of(run(library)), ["a control failed"]).code == INVALID


def test_a_selection_is_held_to_no_bar_of_the_whole_split(library: Library) -> None:
    chosen = select(CASES, names=["second"])
    done = run_cases(chosen, lambda case: right(library, case, "manual"), library)
    assert judge_run(done, chosen, locks(1.0), baseline_of(done)).code == PASS


def test_cases_are_selected_by_split_id_and_tag() -> None:
    assert [case.id for case in select(CASES, tags=["withdrawn"])] == ["first"]
    assert len(select(CASES, split=CASES[0].split)) == 3
    assert select(CASES, names=["none"]) == []


def test_flips_are_listed_by_name_with_the_exact_test() -> None:
    moved = compare({"a": True, "b": False, "gone": True}, {"a": False, "b": True, "new": True})
    assert (moved.gained, moved.lost, moved.new, moved.gone, moved.p_value) == (
        ("b",),
        ("a",),
        ("new",),
        ("gone",),
        1.0,
    )


def test_two_runs_are_byte_equal_although_their_times_differ(library: Library) -> None:
    first, second = run(library), run(library)
    slow = replace(second, results=tuple(replace(item, seconds=9.0) for item in second.results))
    assert json.dumps(to_data(first)) == json.dumps(to_data(slow))


def test_a_run_read_back_is_the_run_that_was_written(library: Library) -> None:
    done = run(library, wrong=("first",), errors=("second",))
    data = json.loads(json.dumps(to_data(done)))
    assert to_data(from_data(data)) == to_data(done)
    assert [item.passed for item in from_data(data).results] == [False, False, True]


def test_the_trend_grows_by_one_line_a_library(library: Library) -> None:
    first = baseline_of(run(library))
    assert len(baseline_of(run(library), first)["trend"]) == 1
    other = replace(run(library), library="another")
    assert [entry["library"] for entry in baseline_of(other, first)["trend"]] == [library.hash, "another"]


def test_baselines_and_runs_can_both_be_compared_with(tmp_path: Path, library: Library) -> None:
    done = run(library, wrong=("first",))
    for name, data in (("baseline.json", baseline_of(done)), ("run.json", to_data(done))):
        (tmp_path / name).write_text(json.dumps(data))
        assert outcomes_in(tmp_path / name) == {"first": False, "second": True, "third": True}


def test_a_missing_baseline_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="baseline --update"):
        read_baseline(tmp_path / "baseline.json")
    (tmp_path / "odd.json").write_text("[]")
    with pytest.raises(CasesError, match=r"give a run\.json or a baseline\.json"):
        outcomes_in(tmp_path / "none.json")


def test_paraphrases_count_by_their_worst(library: Library) -> None:
    assert summarise(run(library, wrong=("third",))).clusters == (0, 1)
    assert summarise(run(library)).clusters == (1, 1)
