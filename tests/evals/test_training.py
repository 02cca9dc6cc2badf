"""What is fitted on held-out ways of asking was not trained on them."""

from __future__ import annotations

from collections import Counter

from assistant import Assistant
from assistant.library import phrasings
from evals.training.held_out import ENOUGH, hidden_phrasings, training_phrasings


def test_a_hidden_way_of_asking_is_in_no_training(iso: Assistant) -> None:
    hidden = hidden_phrasings(iso.library)
    texts, of_fact = training_phrasings(iso.library)
    many = {fact.id: fact for fact in iso.library.facts if len(fact.asked_as) >= ENOUGH}
    assert hidden.keys() == many.keys()
    assert all(text in many[name].asked_as for name, text in hidden.items())
    # The same words may stand under a second fact, where they are not hidden.
    written = Counter(text for fact in iso.library.facts for _, text in phrasings(fact))
    assert not {text for text in hidden.values() if written[text] == 1} & set(texts)
    assert sorted(position for positions in of_fact for position in positions) == list(range(len(texts)))
