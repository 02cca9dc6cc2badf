"""The fact on a clause as such, where no more is asked than what the clause says."""

from __future__ import annotations

from assistant.ledger import Ledger
from assistant.standards import without_designations
from assistant.types import Fact
from assistant.understanding import Question
from assistant.words import terms

# What asks for a clause as such, and nothing in it.
_ASKING = frozenset(
    terms(
        "clause clauses subclause section chapter paragraph say says state stated mean meaning cover covers contain contains deal deals with about "
        "ask asks require requires requirement requirements demand demands title heading headed called name topic subject content contents "
        "explain summarise summarize summary tell give describe short brief briefly words exactly standard iso iec en know want please number"
    )
)


def clause_said(question: Question, ledger: Ledger) -> Fact | None:
    """The fact on the one clause of one standard that is asked about as such; None where more is asked."""
    if len(question.clauses) != 1 or question.polar or len(question.keys) > 1:
        return None
    words = set(terms(without_designations(question.text, ledger.known))) - set(terms(question.clauses[0]))
    if any(not word.replace(".", "").isdigit() for word in words - _ASKING):
        return None
    key = next(iter(question.keys), "9001")
    return ledger.on_clause(key, question.clauses[0], question.editions_of(key), question.as_of)
