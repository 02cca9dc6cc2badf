"""How likely the library answers the question, and how likely the first fact is the right one: calibrated estimates."""

from __future__ import annotations

from assistant.retrieval import ASKED, Found
from assistant.understanding import Question
from assistant.weights import load_weights

# Hits that are looked at; what comes later says nothing of the first.
LOOKED_AT = 10
# A hit this near behind the first (in units of the ranking score) is a rival.
RIVAL = 0.1
_OF_THE_FIRST = (
    "words", "second", "premise", "kind", "tells_where", "other_standard", "standard_missing", "standard_mentioned",
    "unasked_standard", "clause_named", "other_clause", "other_edition", "edition_named", "no_longer", "past_edition",
    "lacks_how_much", "lacks_when",
)  # fmt: skip


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
        "length": min(len(question.text.split()), 40) / 40,
        "polar": float(question.polar),
        **_agreement(found),
    }


def _agreement(found: Found) -> dict[str, float]:
    """Whether words, ways of asking and statement point to the same fact, and how far behind the others are."""
    hits = found.hits[:LOOKED_AT]
    if not hits:
        return {}
    first = hits[0]
    voices = [max(hits, key=lambda hit: hit.signals[name]) for name in ("words", "asked", "statement")]
    return {
        "score": first.score,
        "margin": first.score - hits[1].score if len(hits) > 1 else 0.2,
        "rivals": sum(hit.score > first.score - RIVAL for hit in hits[1:]) / LOOKED_AT,
        "agree": sum(hit.fact.id == first.fact.id for hit in voices) / len(voices),
        "same_subject": sum(hit.fact.subject == first.fact.subject for hit in hits[1:4]) / 3,
        **{f"first_{name}": first.signals.get(name, 0.0) for name in _OF_THE_FIRST},
    }


def answerable(question: Question, found: Found) -> float:
    """The probability, 0…1, that the library answers the question."""
    return load_weights().answerable.probability(confidence_signals(question, found))


def certainty(question: Question, found: Found) -> float:
    """The probability, 0…1, that the fact put first is one that answers the question."""
    return load_weights().certainty.probability(confidence_signals(question, found))
