"""What a question sets side by side, and which of its options is not on a list."""

from __future__ import annotations

import pytest

from assistant.compared import compared_terms, denies_one, not_among, option_said

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
        ("All but one are principles: integrity, profit, independence. Which?", "profit"),
        ("Which of these was never a principle: integrity, profit, independence?", "profit"),
        ("Integrity, profit, independence: which one does not belong?", "profit"),
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


def test_an_option_that_is_denied_is_not_said() -> None:
    said = "Products are not certified to it; what is certified is a system, not the persons in it."
    assert option_said("It certifies a) products b) persons c) a system", said) == "c) a system"
    assert option_said("It certifies a) products b) persons", said) is None


def test_of_two_lists_the_one_asked_for_counts() -> None:
    said = "UKAS and DAkkS are accreditation bodies; DNV and SGS are certification bodies."
    assert option_said("Which is a certification body? a) UKAS b) DNV", said) == "b) DNV"
    assert option_said("Which is an accreditation body? a) UKAS b) DNV", said) == "a) UKAS"
    assert option_said("Which is the largest? a) UKAS b) DNV", said) is None


def test_a_clause_is_told_by_the_words_next_to_it() -> None:
    said = "In ISO 9001:2015 results are in 9.1.1, audits in 9.2, and reviews in 9.3."
    assert option_said("Where are reviews in ISO 9001:2015? a) 9.1 b) 9.2 c) 9.3", said) == "c) 9.3"
    assert option_said("Where are claims in ISO 9001:2015? a) 9.1 b) 9.2 c) 9.3", said) is None


def test_where_neither_may_be_right_none_is_said() -> None:
    said = "The manual was a requirement of 2008."
    assert option_said("It requires a) a manual b) a mascot", said) == "a) a manual"
    assert option_said("It requires a) a manual b) a mascot c) neither", said) is None


def test_a_statement_that_denies_one_option_needs_no_other() -> None:
    question = "Which of these cannot be sold: jam, bread, debts?"
    assert denies_one(question, "Nobody can sell debts.")
    assert not denies_one(question, "Jam and bread can be sold.")


def test_figures_and_number_words_are_the_same_option() -> None:
    assert option_said("How many years? a) 1 b) 3 c) 5", "It is valid for three years.") == "b) 3"
