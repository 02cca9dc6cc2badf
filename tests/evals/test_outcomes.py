"""Right, wrong, missed and refused are told apart; so are due and undue corrections and refusals."""

from __future__ import annotations

from assistant.types import Answer
from evals.checks import CHECKS
from evals.checks.context import Score
from evals.outcomes import Detection, detections, outcomes
from evals.runner import Result
from tests.evals.made_up import a_case


def result(verdict: str, expected: tuple[str, ...], *failing: str) -> Result:
    """A case that expects `expected` and got `verdict`; `failing` are the checks that fail."""
    scores = {name: Score(name not in failing, float(name not in failing), "") for name in CHECKS}
    given = Answer("q", "q", "2031-06-01", verdict, "text")  # type: ignore[arg-type]
    return Result(a_case(verdicts=list(expected)), given, scores)


def test_each_case_has_one_outcome() -> None:
    counts = outcomes(
        [
            result("answered", ("answered",)),
            result("answered", ("answered",), "polarity"),
            result("answered", ("answered",), "key_facts"),
            result("abstained", ("answered",), "verdict"),
            result("answered", ("abstained",), "verdict"),
            result("small_talk", ("small_talk",)),
        ]
    )
    assert (counts.right, counts.wrong, counts.missed, counts.refused, counts.total) == (1, 2, 1, 1, 5)


def test_corrections_count_as_right_where_accepted_and_as_due_where_nothing_else_is() -> None:
    corrected = detections(
        [
            result("premise_corrected", ("premise_corrected",)),
            result("premise_corrected", ("answered", "premise_corrected")),
            result("premise_corrected", ("answered",), "verdict"),
            result("answered", ("premise_corrected",), "verdict"),
        ]
    )[0]
    assert corrected == Detection("premises corrected", said=3, right=2, due=2, found=1)


def test_refusals_stand_beside_always_answering_and_always_refusing() -> None:
    _, refusals, answering, refusing = detections(
        [
            result("abstained", ("abstained",)),
            result("abstained", ("answered",), "verdict"),
            result("answered", ("abstained",), "verdict"),
        ]
    )
    assert (refusals.said, refusals.right, refusals.due, refusals.found) == (2, 1, 2, 1)
    assert (answering.said, answering.found) == (0, 0)
    assert (refusing.said, refusing.right, refusing.found) == (3, 2, 2)
