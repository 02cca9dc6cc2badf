"""What became of the questions: right, wrong, missed or refused; and how well premises and refusals are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.runner import Result

_REFUSING = frozenset({"abstained", "clarification_needed"})
# Checks whose failure means that something false was said.
_FALSE = ("forbidden", "polarity", "citation_validity", "identifier_closure", "source_discipline")


@dataclass(frozen=True)
class Outcomes:
    """Counts over cases; small talk is left out.

    right    passed every check        wrong    said something forbidden or unsupported, or answered what has no answer
    refused  refused though answerable  missed   the rest: not false, but not what was asked or not all of it
    """

    right: int
    wrong: int
    missed: int
    refused: int

    @property
    def total(self) -> int:
        """How many cases were counted."""
        return self.right + self.wrong + self.missed + self.refused


@dataclass(frozen=True)
class Detection:
    """How well one verdict is told from the others.

    said   how often it was given      right  of these, where the case accepts it
    due    where nothing else is right  found  of these, where it was given
    """

    name: str
    said: int
    right: int
    due: int
    found: int


def outcomes(results: Sequence[Result]) -> Outcomes:
    """How many of `results` are right, wrong, missed and refused."""
    counts = {"right": 0, "wrong": 0, "missed": 0, "refused": 0}
    for result in results:
        if result.case.verdicts != ("small_talk",):
            counts[_outcome(result)] += 1
    return Outcomes(**counts)


def _outcome(result: Result) -> str:
    if result.passed:
        return "right"
    said = result.answer.verdict if result.answer else ""
    if not said or said in _REFUSING:
        return "refused" if result.case.answerable else "missed"
    false = any(result.scores[name].passed is False for name in _FALSE)
    return "wrong" if false or not result.case.answerable else "missed"


def detections(results: Sequence[Result]) -> tuple[Detection, ...]:
    """Corrections of premises and refusals, the latter beside always answering and always refusing."""
    asked = [result for result in results if result.case.verdicts != ("small_talk",)]
    corrected = [result for result in asked if _corrected(result)]
    to_correct = [result for result in asked if result.case.verdicts == ("premise_corrected",)]
    refused = [result for result in asked if _refused(result)]
    to_refuse = [result for result in asked if not result.case.answerable]
    accepted = [result for result in corrected if "premise_corrected" in result.case.verdicts]
    fitting = [result for result in refused if set(result.case.verdicts) & _REFUSING]
    corrections_found = sum(_corrected(result) for result in to_correct)
    refusals_found = sum(_refused(result) for result in to_refuse)
    return (
        Detection("premises corrected", len(corrected), len(accepted), len(to_correct), corrections_found),
        Detection("refusals", len(refused), len(fitting), len(to_refuse), refusals_found),
        Detection("refusals if always answering", 0, 0, len(to_refuse), 0),
        Detection("refusals if always refusing", len(asked), len(to_refuse), len(to_refuse), len(to_refuse)),
    )


def _corrected(result: Result) -> bool:
    return result.answer is not None and result.answer.verdict == "premise_corrected"


def _refused(result: Result) -> bool:
    return result.answer is not None and result.answer.verdict in _REFUSING
