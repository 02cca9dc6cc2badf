"""Standards are put in order of time by the years of their first editions."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.ages import IN_ORDER


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("Which came first: ISO 14001 or ISO 50001?", ["iso-14001", "iso-50001"]),
        ("Oldest first: 22000, 13485, 9001", ["iso-9001", "iso-13485", "iso-22000"]),
        ("Which is older, ISO 45001 or ISO 27001?", ["iso-27001", "iso-45001"]),
    ],
)
def test_each_standard_is_told_in_its_turn(iso: Assistant, question: str, order: list[str]) -> None:
    answer = iso.ask(question)
    assert answer.statements[0].lead == IN_ORDER
    assert [citation.passage_id for citation in answer.citations] == [f"fact:{name}-editions" for name in order]


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Is ISO 27001 older than ISO 45001?", "Yes."),
        ("Is ISO 9001 newer than ISO 50001?", "No."),
        ("Did ISO 14001 come before ISO 9001?", "No."),
        ("Is ISO 27001 or ISO 45001 older?", IN_ORDER),
    ],
)
def test_whether_one_is_older_is_answered(iso: Assistant, question: str, lead: str) -> None:
    assert iso.ask(question).statements[0].lead == lead


@pytest.mark.parametrize(
    "question",
    [
        "Which should we do first, 9001 or 14001?",
        "Which came first, ISO 9001 or BS 5750?",
        "When was ISO 9001 first revised?",
        "Did ISO 45001 replace OHSAS 18001 before 2020?",
        "Which was published later, ISO 9001:2015 or ISO 14001:2015?",
    ],
)
def test_other_questions_on_time_are_left_alone(iso: Assistant, question: str) -> None:
    assert iso.ask(question).statements[0].lead not in {IN_ORDER, "Yes.", "No."}
