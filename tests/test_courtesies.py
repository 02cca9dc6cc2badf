"""What is said around a question out of courtesy changes nothing; what only looks like it stays."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Would you be so kind as to tell me which standard is meant for food? With many thanks, Jean", "Which standard is meant for food?"),
        ("To whom it may concern, could you kindly advise whether a small firm can be certified?", "Can a small firm be certified?"),
        ("Dear Sir or Madam, I hope this message finds you well. Is a manual mandatory? Best, Tom", "Is a manual mandatory?"),
        ("I was wondering if a quality manual is still required. Thanks, Ann", "Is a quality manual still required?"),
        ("I'd appreciate it if you could let me know who may do internal audits.", "Who may do internal audits?"),
        ("Do you happen to know whether ISO 14001 requires a manual?", "Does ISO 14001 require a manual?"),
        ("Our consultant wants a manual. I would be grateful if you could tell me whether he is right.", "Our consultant wants a manual. Is he right?"),
        ("Is ISO 9002 still valid? What do you think? Sincerely, Bob", "Is ISO 9002 still valid?"),
        ("What exactly is an audit?", "What is an audit?"),
        ("Do we actually need a manual?", "Do we need a manual?"),
        ("Are both ISO 9001 and ISO 14001 mandatory?", "Are ISO 9001 and ISO 14001 mandatory?"),
    ],
)  # fmt: skip
def test_a_question_is_read_without_what_is_said_out_of_courtesy(text: str, asked: str) -> None:
    assert without_courtesies(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Can you tell the auditor to leave?",
        "Could you be certified without a manual?",
        "What should I tell the auditor if he asks whether we have a manual?",
        "Is a manual mandatory? Please let me know if you need more information.",
        "I want to know whether our firm, which has five people, is too small.",
        "Do we need both ISO 9001 and ISO 14001?",
        "Can both audits take place on one day?",
        "Is the manual not actually required?",
    ],
)
def test_what_only_looks_like_a_courtesy_stays(text: str) -> None:
    assert without_courtesies(text) == text


def test_an_indirect_question_is_answered_as_the_direct_one(iso: Assistant) -> None:
    direct = iso.ask("Can a small firm be certified?")
    assert (
        iso.ask("Could you kindly advise whether a small firm can be certified? Kind regards, M. Vogt").text
        == direct.text
    )
