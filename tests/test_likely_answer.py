"""Where no single phrasing settles a polar question, all of them together may; a wrong word is worse than none."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.likely_answer import likely_answer
from assistant.weights import load_yes_no_weights
from evals.training.held_out import Blindfolded
from evals.training.questions import load_questions
from evals.training.yes_or_no import measured
from tests.test_yes_or_no import opening


def judged(assistant: Assistant, text: str) -> str | None:
    question = assistant.understand(text)
    found = assistant.retrieval.search(question)
    answer = likely_answer(question, found, assistant.library.facts_by_id, assistant.ledger)
    return answer[1] if answer else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Does every tape measure in the building need to be calibrated?", "No."),
        ("Does ISO keep the official register of all certified companies?", "No."),
        ("Do results of supplier evaluations have to be kept as documented information?", "Yes."),
        ("Could a quality manual simply be a set of wiki pages?", "Yes."),
    ],
)
def test_many_phrasings_that_agree_give_the_answer(iso: Assistant, question: str, answer: str) -> None:
    assert judged(iso, question) == answer
    assert opening(iso, question) == answer


@pytest.mark.parametrize(
    "question",
    [
        # Denied, turned round, with both sides of a pair of opposites, on a day in the past, about what was said before.
        "Is a quality manual no longer demanded by anybody who audits ISO 9001:2015?",
        "Is it a problem that our quality manual is mandatory in ISO 9001:2015?",
        "Did ISO 9001:2015 drop the six mandatory documented procedures?",
        "In 2005, was a quality manual something ISO 9001 wanted from everybody?",
        "Is the same true of a quality manual in the environmental standard?",
        "Given that a quality manual is mandatory, may ours be a wiki?",
    ],
)
def test_what_is_turned_or_taken_for_granted_is_left_to_stricter_rules(iso: Assistant, question: str) -> None:
    assert judged(iso, question) is None


def test_no_yes_no_question_of_a_stranger_is_opened_with_the_wrong_word(iso: Assistant) -> None:
    asked = [question for question in load_questions(iso.library) if question.answer]
    openings = [
        (opening(iso, question.question, *question.history).lower().rstrip("."), question.answer) for question in asked
    ]
    said = [(word, answer) for word, answer in openings if word in {"yes", "no"}]
    assert len(said) > len(asked) / 4
    assert all(word == answer for word, answer in said)
    assert f"{len(said)} rightly and 0 wrongly" in measured(iso)


def test_the_weights_are_those_of_the_signals_there_are(iso: Assistant) -> None:
    weights = load_yes_no_weights()
    assert {"similarity", "identifiers_agree", "denied"} <= weights.vote.coefficients.keys()
    assert {"nearest", "statement_denies", "wording"} <= weights.answer.coefficients.keys()
    # What is asked of every single one is mostly denied.
    assert weights.wording.coefficients["every"] < 0 < weights.wording.coefficients["may"]


def test_a_blindfolded_index_does_not_find_what_is_hidden(iso: Assistant) -> None:
    text = "Is ISO 9002 still valid?"
    vector = iso.index.embeddings.embed_question(text)
    assert iso.index.nearest(vector, 3)[0].phrase.text == text
    found = Blindfolded(iso.index, lambda near: near.phrase.text == text).nearest(vector, 3)
    assert len(found) == 3
    assert text not in {near.phrase.text for near in found}
