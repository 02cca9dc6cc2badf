"""Follow-ups are read in context, and each thing compared is answered."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.carried_over import carried_over
from assistant.conversation import readings, resolve
from assistant.sentence_parts import parted


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


def test_a_thing_that_is_only_mentioned_is_not_told_yet(iso: Assistant) -> None:
    answer = iso.ask("What is the difference between a nonconformity, a correction and a corrective action?")
    assert any("nonconformity that a requirement is not met" in citation.quote for citation in answer.citations)
    pair = iso.ask("What is the difference between correction and corrective action?")
    assert len(pair.citations) == 1


def test_what_only_adds_to_a_question_is_no_part_of_its_own() -> None:
    asked = "What word, in which language, does the short name ISO come from?"
    assert parted(asked) == [asked]


def test_options_are_no_questions_of_their_own(iso: Assistant) -> None:
    answer = iso.ask("How long should we keep our records under ISO 9001? 3 years? 7? forever?")
    assert "On “" not in answer.text


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("What is an internal audit, who can do it, and how often does it have to happen?", ["audit", "impartial", "interval"]),
        ("Who publishes ISO 27001, what is it about, and is it a law?", ["IEC", "information security", "voluntary"]),
        ("What is a management review and who attends it?", ["review", "process owners join"]),
    ],
)  # fmt: skip
def test_each_question_of_a_text_is_answered_of_the_thing_named_first(
    iso: Assistant, question: str, quotes: list[str]
) -> None:
    said = " ".join(citation.quote for citation in iso.ask(question).citations)
    assert all(quote in said for quote in quotes)


def test_what_it_stands_for_is_the_thing_asked_about() -> None:
    subjects = {"manag review", "internal audit"}
    before = "Must the management review come after an internal audit"
    assert carried_over("who attends it?", before, subjects, set()) == "who attends the management review?"
    assert carried_over("is it worth it to certify?", "What is a small firm", subjects, set()) is None
    assert carried_over("does ISO 9001 ask for it?", "What is a quality policy", subjects, {"9001"}) is None


def test_a_question_without_an_answer_is_named_beside_those_answered(iso: Assistant) -> None:
    answer = iso.ask("What is ISO 9001 and who won the football match yesterday?")
    assert answer.verdict == "answered"
    assert "On “Who won the football match yesterday?”" in answer.text


@pytest.mark.parametrize(
    ("question", "unclear"),
    [("Who attends it, the management review?", False), ("Who can do it?", True), ("What does it cost?", True)],
)
def test_it_is_unclear_only_where_nothing_is_named(iso: Assistant, question: str, unclear: bool) -> None:
    assert (iso.ask(question).verdict == "clarification_needed") is unclear


@pytest.mark.parametrize(
    ("story", "question"),
    [
        ("My company makes plastic toys.", "How long is a certificate valid?"),
        ("Our firm has 60 people.", "Can we change the certifier?"),
    ],
)
def test_an_idle_story_does_not_hide_the_question(iso: Assistant, story: str, question: str) -> None:
    assert iso.ask(f"{story} {question}").citations[0] == iso.ask(question).citations[0]


def test_a_story_that_carries_the_question_is_kept(iso: Assistant) -> None:
    answer = iso.ask("Our certificate has expired. What now?")
    assert "expiry" in answer.citations[0].quote
