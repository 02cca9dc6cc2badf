"""Whether what a question grants is so.

The whole question is near to the facts on what it asks, and these tell little of what it grants. The clause granted is
therefore asked as a claim of its own: "A certificate lasts five years, right?".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.claims import affirmed
from assistant.granted import granted_clause
from assistant.polarity import NEGATIONS, in_figures, same_opposites
from assistant.retrieval import Found, Retrieval
from assistant.standards import without_designations
from assistant.types import Fact
from assistant.understanding import Question
from assistant.words import terms
from assistant.yes_or_no import yes_or_no

# So many of the best facts are looked at for one that says what is granted.
STATED_IN = 3
# Words that add nothing to a claim, and those that only say that an edition is there.
_EMPTY = frozenset(terms("now must itself last lasts"))
_IS_OUT = frozenset(terms("out come came publish published appear appeared issued released new"))


@dataclass(frozen=True, slots=True)
class Granted:
    """What a question grants: whether the library affirms it or denies it, and with which fact; None where it cannot tell.

    `plainly` after "since", "so" or "he says", not where it is only told before.
    """

    clause: str
    plainly: bool
    holds: bool | None = None
    fact: Fact | None = None


class Granting:
    """Judges what questions grant, by asking the library."""

    def __init__(self, retrieval: Retrieval, understand: Callable[[str, date | None], Question]) -> None:
        self._retrieval = retrieval
        self._understand = understand
        self._ledger = retrieval.ledger

    def judged(self, question: Question) -> Granted | None:
        """What `question` grants and whether it holds; None where it grants nothing."""
        parted = granted_clause(question.text)
        if parted is None:
            return None
        clause, plainly = parted
        claim = self._understand(f"{clause}, right?", question.as_of)
        plain = affirmed(claim.text, claim.tagged)
        if plain is None:
            return Granted(clause, plainly)
        found = self._retrieval.search(claim)
        answer = yes_or_no(claim, found, self._retrieval.index.library.facts_by_id, self._ledger)
        if answer is not None:
            return Granted(clause, plainly, answer[1] == "Yes.", answer[0])
        denied = plain[1]
        holds = not denied and (self._is_out(claim) or _stated(clause, found))
        return Granted(clause, plainly, holds or None)

    def _is_out(self, claim: Question) -> bool:
        """Whether it only says of an edition that there is which there is."""
        words = set(terms(without_designations(claim.text, self._ledger.known))) - _EMPTY
        editions = {(s.key, s.edition) for s in claim.standards if s.edition}
        return (
            bool(editions)
            and words <= _IS_OUT
            and all(
                any(one.year == year and one.current_from <= claim.as_of for one in self._ledger.editions.get(key, ()))
                for key, year in editions
            )
        )


def _stated(clause: str, found: Found) -> bool:
    """Whether one of the best facts says it in the same words, and denies nothing."""
    words = set(terms(in_figures(clause))) - _EMPTY
    return any(
        words <= set(terms(in_figures(hit.fact.statement)))
        and not NEGATIONS.search(hit.fact.statement)
        and same_opposites(clause, hit.fact.statement)
        for hit in found.hits[:STATED_IN]
    )
