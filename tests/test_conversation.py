"""Follow-ups are completed from the turns before; a question that stands alone is left alone."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.conversation import resolve
from assistant.standards import find_designations

KNOWN = {"99001", "99002"}


def keys(text: str) -> set[str]:
    return {mention.designation.key for mention in find_designations(text, KNOWN)}


@pytest.mark.parametrize("text", ["What is ISO 99001?", "and why?", "it", "what about 99002?"])
def test_without_earlier_turns_a_question_stays_as_it_is(text: str) -> None:
    assert resolve(text, [], KNOWN) == text


@pytest.mark.parametrize(
    ("before", "follow_up"),
    [
        ("What is ISO 99001?", "and when was it last revised?"),
        ("What is ISO 99001?", "Is it mandatory?"),
        ("What is ISO 99001?", "what are its benefits?"),
        ("When was ISO 99001 published?", "why?"),
        ("Is ISO 99001 still valid?", "since when?"),
        ("Is ISO 99001 still valid?", "tell me more"),
    ],
)
def test_a_follow_up_takes_the_standard_from_the_turn_before(before: str, follow_up: str) -> None:
    assert keys(resolve(follow_up, [before], KNOWN)) == {"99001"}


@pytest.mark.parametrize("follow_up", ["what about 99002?", "And ISO 99002?", "how about iso 99002"])
def test_the_same_question_is_asked_of_another_standard(follow_up: str) -> None:
    resolved = resolve(follow_up, ["Is an internal audit required by ISO 99001?"], KNOWN)
    assert keys(resolved) == {"99002"}
    assert "internal audit required" in resolved


def test_a_question_with_a_standard_of_its_own_is_left_alone() -> None:
    question = "Who may certify organizations to ISO 99002?"
    assert resolve(question, ["What is ISO 99001?"], KNOWN) == question


@pytest.mark.parametrize(
    "question",
    ["What does it cost to get a permit?", "Is it allowed to show the mark?", "How long does it take to learn?"],
)
def test_an_it_that_stands_for_nothing_takes_nothing_from_the_turn_before(question: str) -> None:
    assert resolve(question, ["What does clause 7.2 of ISO 99001 say?"], KNOWN) == question


def test_a_standard_that_nobody_knows_is_not_carried_into_a_complete_question() -> None:
    question = "What are the steps to a certificate?"
    assert resolve(question, ["implement iso 98765"], KNOWN) == question


def test_a_follow_up_to_a_follow_up_still_knows_the_standard(small: Assistant) -> None:
    standalone = small.standalone("and since when?", ["What is ISO 99002?", "is it still valid?"])
    assert keys(standalone) == {"99002"}


def test_thanks_and_greetings_between_turns_do_not_break_the_thread(small: Assistant) -> None:
    standalone = small.standalone("Is it still valid?", ["What is ISO 99002?", "thanks!", "hello"])
    assert keys(standalone) == {"99002"}


def test_what_the_assistant_said_is_not_what_the_person_asked(small: Assistant) -> None:
    history = [
        {"role": "user", "content": "What is ISO 99002?"},
        {"role": "assistant", "content": "Unlike ISO 99001, it is withdrawn."},
    ]
    assert keys(small.standalone("Is it still valid?", history)) == {"99002"}


@pytest.mark.parametrize(
    ("before", "follow_up", "meant"),
    [
        ("How long must records be kept for calibration?", "and for training?", "How long must records be kept for training?"),
        ("Which standard is there for bribery?", "For energy?", "Which standard is there for energy?"),
        ("What is a procedure?", "And a work instruction?", "What is a work instruction?"),
        ("What is a procedure?", "And why do we need it?", "Why do we need a procedure?"),
        ("Which clause of ISO 99001:2015 is on design?", "And in the 2008 one?", "Which clause of ISO 99001:2008 is on design?"),
        ("Which editions of ISO 99001 have there been?", "And the dates?", "The dates (editions of ISO 99001)?"),
        ("Which clause of ISO 99001 is on design?", "no, 99002", "Which clause of ISO 99002 is on design?"),
        ("Which clause of ISO 99001 is on design?", "sorry, I meant for ISO 99002", "Which clause of ISO 99002 is on design?"),
        ("Does ISO 99001 require a manual?", "And for safety?", "Does ISO 45001 require a manual?"),
        ("Do we need a manual for ISO 99001?", "And a safety officer?", "Do we need a safety officer for ISO 99001?"),
        ("When is the first audit due?", "what about the second one?", "When is the second audit due?"),
        ("May we ship scratched parts?", "and if the buyer agrees?", "If the buyer agrees (ship scratched parts)?"),
        ("What is a procedure?", "How is that different from a form? exam tomorrow", "How is that different from a form (procedure)? exam tomorrow"),
        ("Is ISO 99001:2015 valid?", "So it has eleven clauses?", "ISO 99001:2015 has eleven clauses?"),
    ],
)  # fmt: skip
def test_a_half_sentence_is_the_question_before_asked_of_something_else(
    before: str, follow_up: str, meant: str
) -> None:
    assert resolve(follow_up, [before], KNOWN) == meant


def test_the_edition_goes_with_the_question_where_the_other_standard_has_one_of_that_year() -> None:
    before = ["When was ISO 99001:2015 published?"]
    assert resolve("And ISO 99002?", before, KNOWN, lambda key, year: True) == "When was ISO 99002:2015 published?"
    assert resolve("And ISO 99002?", before, KNOWN, lambda key, year: False) == "When was ISO 99002 published?"


def test_of_them_means_all_that_were_named_together() -> None:
    before = ["What is the difference between ISO 99001, ISO 99002 and ISO 9003?"]
    assert keys(resolve("Which of them is valid?", before, KNOWN)) == {"99001", "99002", "9003"}


def test_of_the_two_means_the_two_standards_spoken_of() -> None:
    resolved = resolve(
        "which of the two came first?", ["What is the difference between ISO 99001 and ISO 99002?"], KNOWN
    )
    assert resolved == "Which of ISO 99001 and ISO 99002 came first?"


def test_it_is_the_thing_in_a_standard_that_was_asked_about() -> None:
    resolved = resolve("does it have to be written?", ["What is the evaluation of kettles in ISO 99001?"], KNOWN)
    assert "kettles" in resolved


@pytest.mark.parametrize(
    ("turns", "meant"),
    [
        (["What is a kettle?", "And an urn?", "What's the difference?"], "What's the difference between kettle and urn?"),
        (["What is a kettle?", "And an urn?", "And what is the difference between the two?"], "What is the difference between kettle and urn?"),
        (["What is ISO 99001?", "What is ISO 99002?", "Do we need both?"], "Do we need both ISO 99001 and ISO 99002?"),
        (["What is ISO 99001?", "What is a kettle?", "Which one comes first?"], "Which of ISO 99001 and kettle comes first?"),
        (["Who cleans the kettle?", "Who fills the urn?", "May the same person do both?"], "May the same person do both (cleans the kettle, fills the urn)?"),
        (["What is a kettle?", "Does ISO 99001 require it?"], "Does ISO 99001 require a kettle?"),
        (["What is a kettle?", "Which urn is best?", "Can both tea and coffee be made?"], "Can both tea and coffee be made?"),
        (["What is a kettle?", "And an urn?", "What is the difference between tea and coffee?"], "What is the difference between tea and coffee?"),
        (["How long must we keep kettles?", "Three years or ten?"], "Three years or ten (keep kettles)?"),
        (["How long is a kettle good?", "But the tester comes every year.", "So 3 years or 1 year?"],
         "3 years or 1 year (kettle good, The tester comes every year)?"),
        (["What is a kettle?", "Is green or black tea healthier for you?"], "Is green or black tea healthier for you?"),
    ],
)  # fmt: skip
def test_two_things_that_were_spoken_of_are_named(turns: list[str], meant: str) -> None:
    earlier: list[str] = []
    for turn in turns:
        earlier.append(resolve(turn, earlier, KNOWN))
    assert earlier[-1] == meant


@pytest.mark.parametrize(
    ("before", "told", "meant"),
    [
        ("How many days does the audit take?", "We are 12 people.", "How many days does the audit take (we are 12 people)?"),
        ("How many days does the audit take?", "about 40 employees", "How many days does the audit take (about 40 employees)?"),
        ("Can we be certified?", "we are a one-man company", "Can we be certified (we are a one-man company)?"),
        ("Which standard do we need?", "it's for a bakery", "Which standard do we need (it's for a bakery)?"),
        ("How long is a certificate valid?", "we lost our certificate, what now?", "We lost our certificate, what now?"),
        ("How long is a certificate valid?", "we are still valid, right?", "We are still valid, right?"),
        ("How long is a certificate valid?", "3 years?", "3 years?"),
        ("Which standard do we need?", "we have ISO 99002", "We have ISO 99002"),
        ("Our kettle broke.", "We are 12 people.", "We are 12 people."),
    ],
)  # fmt: skip
def test_a_circumstance_told_after_a_question_asks_it_again(before: str, told: str, meant: str) -> None:
    assert resolve(told, [before], KNOWN) == meant


@pytest.mark.parametrize(
    ("follow_up", "meant"),
    [
        ("ok, different topic: what is tea?", "What is tea?"),
        ("forget it. who may drink tea?", "Who may drink tea?"),
        ("never mind that, who may drink tea?", "Who may drink tea?"),
        ("new question: who may drink tea?", "Who may drink tea?"),
        ("another question: how often is it cleaned?", "How often is a kettle cleaned?"),
        ("let me rephrase, do we need a lid or a spout for pouring?", "Do we need a lid or a spout for pouring (kettle)?"),
        ("in other words, who cleans it?", "Who cleans a kettle?"),
        ("can I forget about the lid?", "Can I forget about the lid?"),
        ("What else changed in ISO 99002?", "What else changed in ISO 99002?"),
    ],
)  # fmt: skip
def test_what_opens_a_new_subject_or_a_new_try_is_no_part_of_the_question(follow_up: str, meant: str) -> None:
    assert resolve(follow_up, ["What is a kettle?"], KNOWN) == meant


@pytest.mark.parametrize(
    ("before", "follow_up", "meant"),
    [
        ("How long may we take to close a major finding?", "What about minor ones?", "How long may we take to close a minor finding?"),
        ("Is an internal audit needed?", "and external audits?", "Is an external audit needed?"),
        ("Who audits our customers?", "What about suppliers?", "Suppliers - audits our customers?"),
        ("Who closes major findings?", "and minor burns?", "Minor burns (closes major findings)?"),
        ("What does clause 7.3 of ISO 99001 say?", "7.2 I meant", "What does clause 7.2 of ISO 99001 say?"),
        ("What does clause 7.3 of ISO 99001 say?", "and chapter 6?", "What does clause 6 of ISO 99001 say?"),
        ("What does clause 7.3 of ISO 99001 say?", "99002 I mean", "What does clause 7.3 of ISO 99002 say?"),
        ("How long is a certificate of ISO 99001 valid?", "3.5?", "3.5 (certificate of ISO 99001 valid)?"),
        ("How long does it take to get certified?", "and how much?", "How much does it cost: get certified?"),
        ("How much does an audit cost?", "and how long?", "How long does it take: audit?"),
        ("How long does it take to get certified?", "how long exactly?", "How long exactly (get certified)?"),
        ("How long does certification take for a bakery?", "for us it took a year", "For us it took a year (certification take for a bakery)?"),
        ("Top management must lead, I read", "Who is that?", "Who is Top management?"),
        ("Top management must lead, I read", "is that true?", "Is that true: Top management must lead?"),
    ],
)  # fmt: skip
def test_the_question_before_is_asked_of_the_other_kind_clause_or_measure(
    before: str, follow_up: str, meant: str
) -> None:
    assert resolve(follow_up, [before], KNOWN) == meant


def test_too_asks_of_the_standard_named_before_the_last_one() -> None:
    earlier = ["We work with ISO 99002", "Does ISO 99001 require a manual?"]
    assert resolve("does it require that too?", earlier, KNOWN) == "Does ISO 99002 require a manual?"
    assert resolve("does it need a policy too?", earlier, KNOWN) == "Does ISO 99001 need a policy too?"
    assert keys(resolve("does it require that too?", earlier[1:], KNOWN)) == {"99001"}
