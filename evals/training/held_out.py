"""The one way of asking for each fact that the embedding model is not trained on: what is fitted on it later is honest."""

from __future__ import annotations

import random

from assistant.library import Library, phrasings
from assistant.types import Fact

SEED = 3
# A fact with fewer ways of asking needs them all.
ENOUGH = 4


def hidden_phrasings(library: Library) -> dict[str, str]:
    """By id of the fact; of facts with few ways of asking none."""
    return {
        fact.id: random.Random(f"{SEED} {fact.id}").choice(fact.asked_as)
        for fact in library.facts
        if len(fact.asked_as) >= ENOUGH
    }


def training_phrasings(library: Library) -> list[list[str]]:
    """For each fact that has at least two: what it says and how it is asked for, without false premises and the hidden."""
    hidden = hidden_phrasings(library)

    def shown(fact: Fact) -> list[str]:
        return [text for name, text in phrasings(fact) if name != "corrects" and text != hidden.get(fact.id)]

    return [texts for fact in library.facts if len(texts := shown(fact)) > 1]
