"""What a control may take from: the library, its facts in an order of their own, and a doubted claim near the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library import Library
from assistant.types import Answer, Fact
from evals.controls.gold import Gold
from evals.support import content


@dataclass(frozen=True)
class Shelf:
    """What a family may take from: the library, and its facts in an order that depends on the case."""

    library: Library
    facts: Sequence[Fact]

    def foreign(self, answer: Answer) -> Fact:
        """A fact that has nothing to do with `answer`."""
        about = content(" ".join([answer.text, answer.question]))
        return min(self.facts, key=lambda fact: len(content(fact.statement) & about))

    def claim(self, gold: Gold) -> tuple[str, str] | None:
        """Passage id and words of an article's doubted claim, the nearest to the question."""
        about = content(gold.case.question)
        fitting = [
            (len(content(claim.claim) & about), passage_id, claim.claim)
            for passage_id, (_, claim) in self.library.claims_by_passage_id.items()
            if claim.verdict in ("outdated", "wrong")
        ]
        return max(fitting)[1:] if fitting else None
