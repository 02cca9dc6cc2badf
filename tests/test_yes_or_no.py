"""Yes or no is said first where the curated questions around leave no doubt, and only there."""

from __future__ import annotations

import pytest

from assistant import Assistant


def opening(assistant: Assistant, question: str, *history: str) -> str:
    return assistant.ask(question, list(history)).statements[0].lead


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Can we still get ISO 9002?", "No."),
        ("Is ISO 9002 still valid?", "No."),
        ("Has ISO 9002 been withdrawn?", "Yes."),
        ("Is a quality manual still required by ISO 9001:2015?", "No."),
        ("May we leave out the quality manual under ISO 9001:2015?", "Yes."),
    ],
)
def test_the_same_matter_asked_the_other_way_round_is_answered_the_other_way(
    iso: Assistant, question: str, lead: str
) -> None:
    assert opening(iso, question) == lead


@pytest.mark.parametrize(
    "question",
    [
        "We hold an ISO 9002 certificate of 1999. It hangs in the hall. Is that a problem for our visitors?",
        "How long is a certificate valid?",
    ],
)
def test_a_story_or_an_open_question_is_answered_with_neither(iso: Assistant, question: str) -> None:
    assert opening(iso, question) not in {"Yes.", "No."}


def test_what_a_follow_up_takes_from_the_turn_before_is_not_what_it_asks(iso: Assistant) -> None:
    assert opening(iso, "is UKAS one of those?", "Who issues ISO certificates?", "and who checks them?") != "No."


def test_whether_it_is_wrong_to_say_so_is_the_question_turned_round(iso: Assistant) -> None:
    assert opening(iso, "Is it wrong to say that certification to ISO 9001 is voluntary?") != "Yes."
    assert opening(iso, "Is certification to ISO 9001 voluntary?") == "Yes."


def test_staff_and_public_are_not_the_same_to_be_told(iso: Assistant) -> None:
    assert opening(iso, "Must we tell the public about our significant aspects?") != "Yes."
