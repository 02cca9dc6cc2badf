"""The one way of asking for each fact that the embedding model is not trained on: what is fitted on it later is honest."""

from __future__ import annotations

import random

from assistant.library import Library, phrasings

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


def training_phrasings(library: Library) -> tuple[list[str], list[list[int]]]:
    """What facts say and how they are asked for, without false premises and the hidden; and where those of each fact stand.

    A fact with a single text has nothing to be pulled towards and is left out.
    """
    hidden = hidden_phrasings(library)
    texts: list[str] = []
    of_fact: list[list[int]] = []
    for fact in library.facts:
        said = [text for name, text in phrasings(fact) if name != "corrects" and text != hidden.get(fact.id)]
        if len(said) > 1:
            of_fact.append(list(range(len(texts), len(texts) + len(said))))
            texts += said
    return texts, of_fact
