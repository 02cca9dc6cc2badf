"""Statistics against values worked out elsewhere."""

import pytest

from evals.statistics import cluster_bootstrap, mcnemar, risk_coverage, seed_of, wilson, worst_of_cluster


@pytest.mark.parametrize(
    ("passed", "total", "low", "high"),
    [(90, 100, 0.8256, 0.9448), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 2, 0.0945, 0.9055)],
)
def test_wilson_agrees_with_published_values(passed: int, total: int, low: float, high: float) -> None:
    assert wilson(passed, total) == pytest.approx((low, high), abs=1e-4)


def test_nothing_measured_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("gained", "lost", "p"), [(0, 0, 1.0), (0, 5, 0.0625), (1, 9, 0.021484), (4, 4, 1.0)])
def test_mcnemar_is_the_exact_binomial_test(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p, abs=1e-6)


def test_the_bootstrap_is_the_same_twice_and_wider_for_fewer_clusters() -> None:
    many = {f"c{number}": [number % 4 != 0] for number in range(80)}
    few = {f"c{number}": [number % 4 != 0] * 10 for number in range(8)}
    assert cluster_bootstrap(many) == cluster_bootstrap(dict(reversed(many.items())))
    wide, narrow = cluster_bootstrap(few), cluster_bootstrap(many)
    assert wide.high - wide.low > narrow.high - narrow.low


def test_the_seed_depends_on_the_names_not_on_their_order() -> None:
    assert seed_of(["a", "b"]) == seed_of(["b", "a"]) != seed_of(["a", "c"])


def test_one_failing_paraphrase_fails_its_cluster_and_single_cases_are_left_out() -> None:
    assert worst_of_cluster({"a": [True, True], "b": [True, False], "c": [True]}) == (1, 2)


def test_risk_and_coverage_of_a_worked_example() -> None:
    found = risk_coverage([(0.9, True), (0.8, True), (0.7, False), (0.6, True)], total=5)
    assert found.points == ((0.2, 0.0), (0.4, 0.0), (0.6, 0.3333), (0.8, 0.25))
    assert found.aurc == pytest.approx((0 + 0 + 1 / 3 + 1 / 4) / 4, abs=1e-4)
    assert (found.coverage_at_1, found.coverage_at_5) == (0.4, 0.4)


def test_equal_confidence_cannot_be_ordered_to_look_better() -> None:
    assert risk_coverage([(0.5, True), (0.5, False)], 2).points == ((1.0, 0.5),)
