"""A correction: the fact that refutes what a question takes for granted, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Fact, Reason


@dataclass(frozen=True, slots=True)
class Correction:
    """The fact that refutes what a question takes for granted, and the words put before it.

    `agreed` is true when the question says the same as the fact, so that nothing is corrected; `known` when a
    premise known to be false fits the question. `from_lists` is true when it rests on the lists of editions, clauses and roles and not on a likeness of wording.
    """

    fact: Fact
    lead: str
    score: float
    reason: Reason | None = None
    confidence: float = 0.0
    from_lists: bool = False
    agreed: bool = False
    known: bool = False
