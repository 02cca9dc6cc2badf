"""Every check by name, and one answer judged by all of them.

A check takes a Context (case, answer, library) and gives a Score. One that does not apply is unscored, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.library import Library
from assistant.types import Answer
from evals.cases import Case
from evals.checks import citations, closure, content, outcome, sources
from evals.checks.context import Context, Score, unscored

Check = Callable[[Context], Score]

CHECKS: dict[str, Check] = {
    "form": outcome.form,
    "verdict": outcome.verdict,
    "key_facts": content.key_facts,
    "forbidden": content.forbidden,
    "polarity": content.polarity,
    "facts": sources.facts,
    "identifier_closure": closure.identifier_closure,
    "citation_validity": citations.citation_validity,
    "citation_recall": citations.citation_recall,
    "citation_precision": citations.citation_precision,
    "source_discipline": sources.source_discipline,
    "disputes": sources.disputes,
    "hedging": content.hedging,
    "focus": outcome.focus,
    "as_of": outcome.as_of,
    "follow_up": outcome.follow_up,
}
# Checks that need no expectation: they hold for every answer to every question.
INTEGRITY: tuple[str, ...] = (
    "form",
    "identifier_closure",
    "citation_validity",
    "citation_recall",
    "citation_precision",
)
INTEGRITY += ("source_discipline", "focus")


def judge(case: Case, answer: Answer, library: Library, checks: Mapping[str, Check] | None = None) -> dict[str, Score]:
    """The score of every check for one answer, in the order of CHECKS."""
    context = Context(case, answer, library)
    return {name: check(context) for name, check in (CHECKS if checks is None else checks).items()}


def passes(scores: Mapping[str, Score]) -> bool:
    """Whether no check fails and at least one passes."""
    return any(score.passed for score in scores.values()) and not failed(scores)


def failed(scores: Mapping[str, Score]) -> list[str]:
    """The names of the checks that fail."""
    return [name for name, score in scores.items() if score.passed is False]


__all__ = ["CHECKS", "INTEGRITY", "Check", "Context", "Score", "failed", "judge", "passes", "unscored"]
