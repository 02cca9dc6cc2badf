"""How likely the best fact answers the question: a calibrated estimate from what retrieval saw."""

from __future__ import annotations

import math

from assistant.retrieval import ASKED, Found
from assistant.understanding import Question

# Coefficients of a logistic model of "the first fact is one that answers"; see evals/calibration.
INTERCEPT = -9.0
COEFFICIENTS = {"nearest": 9.0, "words": 2.0, "familiarity": 2.5, "named": 1.0, "boundary": -6.0}


def signals(question: Question, found: Found) -> dict[str, float]:
    """What speaks for and against an answer, each 0…1 or about it."""
    top = found.hits[0] if found.hits else None
    nearest = max((top.signals["asked"], top.signals["statement"])) if top else 0.0
    premise = found.nearest("fact", frozenset({"corrects"}))
    if top and premise and premise.phrase.owner == top.fact.passage_id:
        nearest = max(nearest, premise.similarity)
    fact = found.nearest("fact", ASKED | {"statement", "corrects"})
    boundary = found.nearest("boundary")
    return {
        "nearest": nearest,
        "words": top.signals["words"] if top else 0.0,
        "familiarity": found.familiarity,
        "named": 1.0 if top and top.signals.get("subject_named") else 0.0,
        "boundary": max(0.0, (boundary.similarity if boundary else 0.0) - (fact.similarity if fact else 0.0) + 0.1),
    }


def estimate(question: Question, found: Found) -> float:
    """The probability, 0…1, that the best fact answers the question (logistic regression)."""
    values = signals(question, found)
    total = INTERCEPT + sum(COEFFICIENTS[name] * value for name, value in values.items())
    return 1.0 / (1.0 + math.exp(-total))
