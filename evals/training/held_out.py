"""What a fit must not have seen: the way of asking of each fact kept from the embedding model, and an index that hides phrasings."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from assistant.index import Index, Neighbour
from assistant.library import Library, phrasings
from assistant.retrieval import Retrieval

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


class Blindfolded(Index):
    """An index in which some phrasings are not found; for a retrieval, in the place of its index."""

    # Hidden phrasings that may stand among those asked for.
    SPARE = 60

    def __init__(self, index: Index, hides: Callable[[Neighbour], bool]) -> None:
        # All else is that index's own.
        vars(self).update(vars(index))
        self._index, self._hides = index, hides

    def nearest(self, vector: Any, limit: int) -> list[Neighbour]:
        """The nearest phrasings that are not hidden."""
        return [found for found in self._index.nearest(vector, limit + self.SPARE) if not self._hides(found)][:limit]


def blindfold(retrieval: Retrieval, hides: Callable[[Neighbour], bool]) -> None:
    """Takes from `retrieval` the phrasings for which `hides` is true."""
    retrieval.index = Blindfolded(retrieval.index, hides)
