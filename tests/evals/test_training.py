"""What is fitted on held-out ways of asking was not trained on them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.library import phrasings
from evals.cases import CasesError, load_cases
from evals.training.held_out import ENOUGH, hidden_phrasings, training_phrasings
from evals.training.questions import load_questions


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


def test_nothing_is_fitted_on_the_unseen_questions_of_strangers(iso: Assistant) -> None:
    questions = load_questions(iso.library)
    unseen = {asked.question for asked in questions if asked.unseen}
    assert 0.25 < len(unseen) / len(questions) < 0.4
    # Neither may a case or a way of asking repeat one: what is measured on it would be known by heart.
    known = {text.casefold() for fact in iso.library.facts for _, text in phrasings(fact)}
    known |= {case.question.casefold() for case in load_cases()}
    assert not {question for question in unseen if question.casefold() in known}


def test_a_label_that_names_no_fact_is_an_error_with_its_place(iso: Assistant, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("questions:\n- question: Why?\n  facts: [no-such-fact]\n", encoding="utf-8")
    with pytest.raises(CasesError, match=r"mine\.yaml:2: there is no fact 'no-such-fact'"):
        load_questions(iso.library, tmp_path)
