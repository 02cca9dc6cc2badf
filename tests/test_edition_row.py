"""An edition named by its place among the others is found in the row of the editions."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.edition_row import placed
from assistant.standards import Designation
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("question", "key", "year"),
    [
        ("What was valid before ISO 9001:2015?", "9001", 2008),
        ("which edition preceded ISO 9001:2008?", "9001", 2000),
        ("Which edition of ISO 14001 came before 2004?", "14001", 1996),
        ("what's the successor of ISO 9001:2000", "9001", 2008),
        ("which ISO 9001 followed the 1994 one", "9001", 2000),
        ("ISO 9001:2008 was replaced by what", "9001", 2015),
        ("What did ISO 9001:2008 replace?", "9001", 2000),
        ("By which edition was ISO 9001:2000 superseded?", "9001", 2008),
        ("which edition came between 1994 and 2008", "9001", 2000),
        ("third edition of ISO 9001, what year?", "9001", 2000),
        ("What replaced the third edition of ISO 9001?", "9001", 2008),
        ("What was the previous edition of ISO 14001?", "14001", 2015),
        ("Which edition of ISO 27001 came before 2013?", "27001", 2005),
    ],
)
def test_a_place_in_the_row_is_the_edition_that_is_sought(iso: Assistant, question: str, key: str, year: int) -> None:
    assert placed(question, (), iso.ledger, TODAY).sought == Designation(key, year)


@pytest.mark.parametrize(
    "question",
    [
        "Was a quality manual required before ISO 9001:2015?",
        "When was ISO 9001:2008 replaced?",
        "What changed after ISO 9001:2008?",
        "Who replaced the management representative in ISO 9001:2015?",
        "How long after ISO 9001:2015 did ISO 9001:2026 come?",
        "Is ISO 9001:2015 still valid after ISO 9001:2026 was published?",
        "Which edition came after ISO 9002:1994?",
        "what came before ISO 9001:2012",
        "Until when is ISO 9001:2015 valid?",
        "Which version of ISO 9001 did we have to use until 2018?",
        "The second edition of our handbook mentions ISO 9001, is this ok?",
        "Which edition of ISO 9001 is current?",
    ],
)
def test_what_asks_for_more_than_a_place_or_has_none_stays_as_it_is(iso: Assistant, question: str) -> None:
    read = placed(question, (), iso.ledger, TODAY)
    assert (read.text, read.sought) == (question, None)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Is the third edition of ISO 9001 still valid?", "Is ISO 9001:2000 still valid?"),
        ("What changed in the edition before ISO 9001:2015?", "What changed in ISO 9001:2008?"),
        ("Is the previous edition of ISO 14001 still valid?", "Is ISO 14001:2015 still valid?"),
        ("What is new in the fifth edition of ISO 9000?", "What is new in ISO 9000:2026?"),
    ],
)
def test_what_is_asked_about_a_place_is_asked_about_its_edition(iso: Assistant, question: str, read: str) -> None:
    assert placed(question, (), iso.ledger, TODAY).text == read


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what came after ISO 9001:1994", "ISO 9001:2000, the third edition"),
        ("Which ISO 27001 edition was current in 2010?", "That was ISO/IEC 27001:2005."),
        ("which edition of ISO 9001 applied in '98?", "ISO 9001:1994, the second edition"),
        ("which 9001 was current ten years ago?", "ISO 9001:2015, the fifth edition"),
        ("In the early 2000s, which edition of ISO 9001 was current?", "ISO 9001:2000, the third edition"),
        ("Which version of ISO 9001 was valid at the end of 2008?", "ISO 9001:2008, the fourth edition"),
        ("will there be a ISO 9001:2030", "There is no ISO 9001:2030 yet. No date is known"),
        ("When was the current version of ISO 9001 published?", "ISO 9001:2026, the sixth and current edition"),
    ],
)
def test_the_edition_is_said_first(iso: Assistant, question: str, says: str) -> None:
    answer = iso.ask(question)
    assert answer.verdict == "answered"
    assert answer.text.startswith(says)


def test_a_time_past_that_is_no_day_is_not_answered_with_the_edition_of_today(iso: Assistant) -> None:
    assert "ISO 9001:2026, the sixth" not in iso.ask("what version of ISO 9001 was valid in the nineties").text


def test_what_held_before_an_edition_is_told_of_the_one_before_it(iso: Assistant) -> None:
    answer = iso.ask("Was a quality manual required before ISO 9001:2015?")
    assert (answer.as_of, answer.verdict) == ("2015-09-14", "answered")
    assert answer.text.startswith("Yes.")
    assert iso.ask("What was there before ISO 9001:1987?").reason != "no_such_edition"


@pytest.mark.parametrize(
    "question", ["What must we do before ISO 9001:2026?", "Must we train people before ISO 9001:2026 certification?"]
)
def test_a_duty_before_an_edition_is_one_of_today(iso: Assistant, question: str) -> None:
    read = iso.understand(question)
    assert not read.historical
    assert read.editions_of("9001") == {2026}


def test_the_shorter_of_two_facts_as_near_is_said(iso: Assistant) -> None:
    assert iso.ask("How many editions has ISO 9001 had so far?").text.startswith("ISO 9001 has had six editions")
    assert "longest-lived" in iso.ask("Which edition of ISO 9001 lasted longest?").statements[0].text
