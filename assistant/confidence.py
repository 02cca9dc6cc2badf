"""How likely the library answers the question: a calibrated estimate from what retrieval saw."""

from __future__ import annotations

from assistant.retrieval import ASKED, Found
from assistant.understanding import Question
from assistant.weights import load_weights


def confidence_signals(question: Question, found: Found) -> dict[str, float]:
    """What speaks for and against an answer in the library, each 0…1 or about it."""
    top = found.hits[0] if found.hits else None
    fact = found.nearest("fact", ASKED | {"statement", "corrects"})
    boundary = found.nearest("boundary")
    near_fact = fact.similarity if fact else 0.0
    near_boundary = boundary.similarity if boundary else 0.0
    return {
        "nearest": near_fact,
        "top_asked": top.signals["asked"] if top else 0.0,
        "top_statement": top.signals["statement"] if top else 0.0,
        "top_coverage": top.signals["coverage"] if top else 0.0,
        "familiarity": found.familiarity,
        "standard_named": float(bool(question.keys)),
        "named_in_top": 1.0 if top and top.signals.get("subject_named") else 0.0,
        "field_named": float(bool(question.topics)),
        "boundary": near_boundary,
        "boundary_ahead": max(0.0, near_boundary - near_fact + 0.1),
        "personal": float("our " in question.text.lower() or "my " in question.text.lower()),
    }


def estimate(question: Question, found: Found) -> float:
    """The probability, 0…1, that the library answers the question."""
    return load_weights().confidence.probability(confidence_signals(question, found))
