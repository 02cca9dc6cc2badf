"""What a question sets side by side, and which of its options is not on a list."""

from __future__ import annotations

import pytest

from assistant.compared import compared_terms, not_among, option_said

PRINCIPLES = "The principles are integrity, fair presentation, due professional care, confidentiality and independence."


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("What is the difference between suspension and withdrawal of a certificate?", ("suspension", "withdrawal of a certificate")),
        ("UKAS vs BSI", ("UKAS", "BSI")),
        ("correction versus corrective action versus preventive action?", ("correction", "corrective action", "preventive action")),
        ("What is a corrective action?", ()),
        ("Is there any difference?", ()),
    ],
)  # fmt: skip
def test_the_things_compared_are_found_in_order(question: str, things: tuple[str, ...]) -> None:
    assert compared_terms(question) == things


def test_the_odd_one_is_not_looked_for_across_two_lists() -> None:
    said = "Certification bodies are LRQA, DNV and SGS; accreditation bodies are UKAS, ACCREDIA and ANAB."
    assert not_among("Which is not a certification body: LRQA, DQS, ACCREDIA, SGS?", said) is None
    assert not_among("Which is not a certification body: LRQA, DNV, DQS, SGS?", said) == "DQS"


@pytest.mark.parametrize(
    ("question", "odd"),
    [
        (
            "Which of these is not a principle: integrity, profitability, confidentiality, independence?",
            "profitability",
        ),
        ("Odd one out: integrity, profitability, independence. Say why.", "profitability"),
        ("Odd one out: integrity, independence, profitability (of auditors)", "profitability"),
        ("Which is not a principle? a) integrity b) profit c) independence", "profit"),
        ("Odd one out: care in auditing, care in presentation, haste in auditing, independence", None),
        ("Odd one out: audit integrity, audit independence, audit cake", "audit cake"),
        ("Which of these is not a principle: integrity, confidentiality, independence?", None),
        ("Which of these is not a principle: integrity, profit, punctuality, independence?", None),
        ("Which of these is not a principle: integrity, fair trade, independence?", None),
        ("Which are the principles: integrity, profit, independence?", None),
    ],
)
def test_the_odd_one_is_named_only_when_it_alone_is_missing(question: str, odd: str | None) -> None:
    assert not_among(question, PRINCIPLES) == odd


@pytest.mark.parametrize(
    ("question", "option"),
    [
        ("Which one is a principle?  a) profit  b) confidentiality  c) speed", "b) confidentiality"),
        ("Which is a principle: A) due professional care, B) haste?", "A) due professional care"),
        ("Which is a principle: a) integrity b) independence", None),
        ("Which is a principle: a) profit b) haste", None),
        ("Is integrity a principle?", None),
        # Where all may be right, one that is named is not the answer.
        ("Which is a principle: a) integrity b) independence c) both of them", "c) both of them"),
        ("Which is a principle: a) integrity b) haste c) all of them", None),
    ],
)
def test_the_lettered_option_that_the_statement_says_is_named(question: str, option: str | None) -> None:
    assert option_said(question, PRINCIPLES) == option


def test_figures_and_number_words_are_the_same_option() -> None:
    assert option_said("How many years? a) 1 b) 3 c) 5", "It is valid for three years.") == "b) 3"
