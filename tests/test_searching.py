"""Follow-ups are read in context, and each thing compared is answered."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.conversation import readings, resolve


@pytest.mark.parametrize(
    ("history", "question", "fact"),
    [
        (["who gives out ISO 9001 certificates?"], "and who checks those bodies?", "accredit"),
        (["What is the difference between suspension and withdrawal of a certificate?"], "And how long does the first one last?", "suspension"),
        (["What does clause 7.5 of ISO 9001 want regarding documents?"], "who has to approve them?", "approv"),
    ],
)  # fmt: skip
def test_a_follow_up_finds_what_it_means(iso: Assistant, history: list[str], question: str, fact: str) -> None:
    answer = iso.ask(question, history)
    assert any(fact in citation.quote.lower() for citation in answer.citations)


def test_a_question_that_points_nowhere_has_one_reading() -> None:
    assert readings("What is ISO 14001?", "What is ISO 14001?", "ISO 9002: status") == [("What is ISO 14001?", 1.0)]


@pytest.mark.parametrize(
    ("question", "standalone", "previous", "count"),
    [
        ("and 14001?", "Does ISO 14001 require a manual?", "Does ISO 9001 require a manual?", 1),
        ("we are 12", "How long does it take (we are 12)?", "How long does it take?", 1),
        ("forget it. why audit?", "Why audit?", "What is a manual?", 1),
        ("is that so?", "Is that so (require a manual)?", "Does it require a manual?", 3),
        ("and when is it due?", "When is ISO 9001 due?", "Who reviews and approves ISO 9001?", 3),
    ],
)
def test_a_question_asked_again_of_something_else_has_one_reading(
    question: str, standalone: str, previous: str, count: int
) -> None:
    assert len(readings(question, standalone, "ISO 9001: manual", previous)) == count


def test_the_latter_is_what_was_named_second() -> None:
    earlier = ["What is the difference between a procedure and a process?"]
    assert "process" in resolve("Is the latter required?", earlier)
    assert "procedure" not in resolve("Is the latter required?", earlier).split("(")[0]


def test_each_thing_compared_is_told(iso: Assistant) -> None:
    answer = iso.ask(
        'whats a "nonconformity" vs an "observation" vs an "opportunity for improvement" in my audit report?'
    )
    said = " ".join(statement.text for statement in answer.statements).lower()
    assert all(thing in said for thing in ("nonconformity", "observation", "opportunity for improvement"))


def test_options_are_no_questions_of_their_own(iso: Assistant) -> None:
    answer = iso.ask("How long should we keep our records under ISO 9001? 3 years? 7? forever?")
    assert "On the rest of your question" not in answer.text
