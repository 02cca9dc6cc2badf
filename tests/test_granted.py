"""What a question grants before it asks is told from what it asks, and from what it only tells."""

from __future__ import annotations

import pytest

from assistant.authors import wrongly_ascribed
from assistant.granted import granted_clause
from assistant.ledger import Ledger


@pytest.mark.parametrize(
    ("question", "clause", "plainly"),
    [
        ("Now that the 2026 edition is out, what do we do?", "the 2026 edition is out", True),
        ("As certificates last three years, when is the next audit?", "certificates last three years", True),
        ("ISO 19011 is mere guidance, so what binds the auditor?", "ISO 19011 is mere guidance", True),
        ("My consultant told me that stage 1 can be skipped. Is that so?", "stage 1 can be skipped", True),
        ("Type A bodies belong to the maker. What about type B?", "Type A bodies belong to the maker", False),
    ],
)
def test_what_is_granted_before_the_question_is_found(question: str, clause: str, plainly: bool) -> None:
    assert granted_clause(question) == (clause, plainly)


@pytest.mark.parametrize(
    "question",
    [
        "As an auditor, how do I cite a clause?",
        "Since 2015, what has changed in ISO 9001?",
        "Is ISO 9002 still valid, given that we hold a certificate?",
        "What does clause 8.5 of ISO 9001 say?",
        "We make cakes. Two people left. Nobody noticed. Is that a nonconformity?",
    ],
)
def test_a_date_an_asker_or_a_story_grants_nothing(question: str) -> None:
    assert granted_clause(question) is None


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Since DNV owns ISO 22000, what is the royalty?", "22000"),
        ("Which year did Ford create ISO 14001?", "14001"),
        ("ISO 14001 was invented by Motorola", "14001"),
        ("When did ISO publish ISO 9001?", None),
        ("When did BSI publish BS 7799?", None),
        ("When BSI published ISO 9001 this September, was it dearer?", None),
        ("UKAS issued ISO 9001 certificates to us, how do we renew?", None),
        ("Since the IATF publishes IATF 16949, where is it sold?", None),
        ("Which companies wrote ISO 9001 procedures?", None),
    ],
)
def test_an_iso_standard_ascribed_to_somebody_else_is_noticed(question: str, key: str | None) -> None:
    assert wrongly_ascribed(question, Ledger(())) == key
