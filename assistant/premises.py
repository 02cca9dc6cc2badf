"""What a question takes for granted, compared with the facts: editions, clauses, and premises known to be false."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.ledger import Ledger
from assistant.library import Library
from assistant.polarity import negated, opposed, same_identifiers
from assistant.retrieval import ASKED, Found
from assistant.standards import standard_name
from assistant.types import Fact, Reason
from assistant.understanding import Question

# A false premise must be this near to the question, and nearer than any plain way of asking.
NEAR = 0.70


@dataclass(frozen=True, slots=True)
class Correction:
    """The fact that refutes what a question takes for granted, and the words put before it."""

    fact: Fact
    lead: str
    score: float
    reason: Reason | None = None


def find_correction(question: Question, found: Found, library: Library, ledger: Ledger) -> Correction | None:
    """The correction that `question` needs, or None when nothing it takes for granted is known to be false."""
    return _missing_edition(question, ledger) or _missing_clause(question, ledger) or _false_premise(question, found, library, ledger)


def _missing_edition(question: Question, ledger: Ledger) -> Correction | None:
    for standard in question.standards:
        for year in sorted(question.editions_of(standard.key)):
            fact = ledger.missing_edition(standard.key, year)
            if fact is not None:
                lead = f"There is no {standard_name(standard.key)}:{year}."
                return Correction(fact, lead, 1.0, "no_such_edition")
    return None


def _missing_clause(question: Question, ledger: Ledger) -> Correction | None:
    keys = sorted(question.keys & {key for key in ledger.known}) or ["9001"]
    for clause in question.clauses:
        missing = [(key, ledger.missing_clause(key, clause)) for key in keys]
        # With two standards named, a clause that one of them has is meant for that one.
        if missing and all(fact is not None for _, fact in missing):
            key, fact = missing[0]
            assert fact is not None
            return Correction(fact, f"{standard_name(key)} has no clause {clause}.", 1.0, "no_such_clause")
    return None


def _false_premise(question: Question, found: Found, library: Library, ledger: Ledger) -> Correction | None:
    premise = found.nearest("fact", frozenset({"corrects"}))
    asked = found.nearest("fact", ASKED)
    if premise is None or premise.similarity < NEAR or (asked and asked.similarity >= premise.similarity):
        return None
    fact = library.facts_by_id[premise.phrase.owner.removeprefix("fact:")]
    text = premise.phrase.text
    if question.historical and not fact.holds_on(question.as_of):
        return None
    if negated(question.text) != negated(text) or opposed(question.text, text):
        return None
    if not same_identifiers(question.text, text, ledger.known):
        return None
    return Correction(fact, "No." if question.polar else "", premise.similarity)
