"""Yes or no is said first where the curated questions around leave no doubt, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering import Assembly
from assistant.composition import Draft, Part
from assistant.library import load_library
from assistant.retrieval import Found
from tests.scratch import FACTS, fact, write_knowledge

NOTHING = Found([], [], 0.0, lambda _: 0.0)


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


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("ISO 9002 isn't valid any more, right?", "Yes."),
        ("OHSAS 18001 hasnt been withdrawn, correct?", "No."),
        ("We don't need a quality manual, do we?", "No."),
        ("We don't need internal audits, do we?", "Yes."),
        ("Isn't ISO 14001 a law?", "No."),
        ("A colleague thinks ISO 9002 is still valid, is he wrong?", "Yes."),
        ("A colleague thinks ISO 9002 is no longer valid, is he right?", "Yes."),
        ("My boss says we don't need a quality manual. Is he wrong?", "No."),
        ("Is it a misconception that ISO certifies companies?", "Yes."),
        ("I wonder whether ISO 9002 is still valid.", "No."),
        ("HACCP is part of ISO 22000. True?", "Yes."),
    ],
)
def test_a_claim_that_is_denied_judged_or_wrapped_is_answered_as_it_is_put(
    iso: Assistant, question: str, lead: str
) -> None:
    assert opening(iso, question) == lead


@pytest.mark.parametrize(
    "question",
    [
        "I doubt that ISO 9002 is still valid. Am I right?",
        "Nobody told me a quality manual is required. Is it?",
        "Consultant says we must do a SWOT for risk based thinking, no way round it. True?",
    ],
)
def test_a_doubt_or_an_aside_is_no_plain_denial(iso: Assistant, question: str) -> None:
    assert opening(iso, question) not in {"Yes.", "No."}


@pytest.mark.parametrize(
    "question",
    [
        "Do ISO 9001 and ISO 13485 both require a quality manual?",
        "Are there more than seven quality management principles?",
        "Does ISO 13485 have eight clauses?",
        "Is stage 1 an audit?",
        "Is DNV accredited?",
    ],
)
def test_what_holds_of_another_number_or_a_narrower_thing_is_no_answer(iso: Assistant, question: str) -> None:
    assert opening(iso, question) not in {"Yes.", "No."}


def test_the_best_fact_is_said_where_another_only_lends_the_word(iso: Assistant) -> None:
    answer = iso.ask("May the internal auditor audit his own department?")
    assert answer.statements[0].lead == "No."
    assert "impartial" in answer.statements[0].text


def test_a_past_year_asks_for_the_edition_of_that_year(iso: Assistant) -> None:
    assert opening(iso, "In 2005 did ISO 9001 require a quality manual?") == "Yes."
    assert opening(iso, "Does ISO 9001 require a quality manual?") == "No."


def test_staff_and_public_are_not_the_same_to_be_told(iso: Assistant) -> None:
    assert opening(iso, "Must we tell the public about our significant aspects?") != "Yes."


def test_a_choice_between_two_is_answered_with_neither(iso: Assistant) -> None:
    assert opening(iso, "Is ISO 9001:2026 the fifth or the sixth edition?") not in {"Yes.", "No."}


def test_the_same_words_in_another_order_are_another_question(iso: Assistant) -> None:
    assert opening(iso, "Is every defect a nonconformity?") == "Yes."
    assert opening(iso, "Is every nonconformity a defect?") == "No."


def test_small_words_make_another_question(iso: Assistant) -> None:
    assert opening(iso, "Do we have to keep a quality manual under ISO 9001:2015?") == "No."
    assert opening(iso, "May we keep a quality manual under ISO 9001:2015?") != "No."


def test_no_statement_is_opened_twice(tmp_path: Path) -> None:
    lidless = fact(
        "kettle-lid", "No, ISO 99001 requires no lid on kettles.", asked_no=["Does ISO 99001 require a lid on kettles?"]
    )
    knowledge = write_knowledge(tmp_path / "knowledge", *FACTS, lidless)
    assembly = Assembly(load_library(knowledge))
    added = assembly.add(Draft("answered", (Part(assembly.library.facts_by_id["kettle-lid"], "No."),)), NOTHING)
    assert [(statement.lead, statement.text) for statement in added] == [("", lidless["statement"])]


def test_yes_does_not_stand_before_what_cannot_be(iso: Assistant) -> None:
    answer = iso.ask("Can the client refuse a witness audit?")
    assert "cannot refuse" in answer.statements[0].text
    assert answer.statements[0].lead != "Yes."


def test_lettered_options_are_answered_with_neither(iso: Assistant) -> None:
    assert opening(iso, "Is ISO 14004 a) a certifiable standard or b) guidance?") not in {"Yes.", "No."}


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Did ISO 45001 replace OHSAS 18001?", "Yes."),
        ("Was OHSAS 18001 replaced by ISO 45001?", "Yes."),
        ("Did OHSAS 18001 replace ISO 45001?", "No."),
        ("Was ISO 45001 replaced by OHSAS 18001?", "No."),
        ("Is ISO 9001 older than ISO 14001?", "Yes."),
        ("Is ISO 9001 newer than ISO 14001?", "No."),
        ("Did ISO 14001 come before ISO 9001?", "No."),
    ],
)
def test_who_replaced_whom_is_told_apart(iso: Assistant, question: str, lead: str) -> None:
    assert opening(iso, question) == lead
