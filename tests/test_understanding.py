"""A question is read for its standards, clauses, day and kind; several in one text are taken apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.ledger import Ledger
from assistant.library import load_library
from assistant.question_parts import split_parts
from assistant.understanding import Question, tidy, understand
from tests.scratch import FACTS, fact, write_knowledge

TODAY = date(2026, 11, 22)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger that knows ISO 99001, ISO 99002 and the editions ISO 99001:2019 and ISO 99001:2024."""
    editions = [
        fact(
            f"edition-{day[:4]}",
            f"ISO 99001:{day[:4]} is an edition.",
            subject=f"ISO 99001:{day[:4]}",
            attribute="edition",
            valid_from=day,
            valid_to=until,
        )
        for day, until in (("2019-03-01", "2024-02-01"), ("2024-02-01", None))
    ]
    return Ledger(load_library(write_knowledge(tmp_path / "knowledge", *FACTS, *editions)).facts)


# Reads a question, on a day where one is given.
Read = Callable[..., Question]


@pytest.fixture
def read(ledger: Ledger) -> Read:
    """What a question is understood to ask."""

    def understood(text: str, as_of: date | None = None) -> Question:
        return understand(text, ledger, TODAY, as_of)

    return understood


def test_standards_editions_and_clauses_are_read(read: Read) -> None:
    question = read("What does clause 7.1.5 of ISO 99001:2031 ask, compared with 99002?")
    assert question.keys == {"99001", "99002"}
    assert question.editions_of("99001") == {2031}
    assert question.clauses == ("7.1.5",)
    assert {"difference", "requirement"} & question.kinds


def test_the_2024_version_is_an_edition_of_every_standard_named(read: Read) -> None:
    assert read("What is in the 2024 version of ISO 99001?").editions_of("99001") == {2024}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("our quality management system", "9001"),
        ("Who runs the EMS?", "14001"),
        ("Is occupational health covered?", "45001"),
    ],
)
def test_a_field_is_known_by_its_usual_names(read: Read, text: str, topic: str) -> None:
    assert topic in read(text).topics


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Is ISO 99002 valid?", TODAY),
        ("Was ISO 99002 valid on 1 May 1998?", date(1998, 5, 1)),
        ("Could we be certified to ISO 99002 in March 1998?", date(1998, 3, 1)),
        ("In 1998 could we have dropped the manual of ISO 99001?", date(1998, 7, 1)),
        ("Was a report required by ISO 99001 before the 2024 edition?", date(2024, 1, 31)),
        ("Was a report required before ISO 99001:2019?", TODAY),
        ("Must we write a report before ISO 99001:2024?", TODAY),
        ("Was a report required in ISO 99002 two years ago?", date(2024, 11, 22)),
        ("We wrote a report two years ago. Is ISO 99002 still valid?", TODAY),
        ("Was ISO 99002 valid last year?", date(2025, 7, 1)),
        ("Was ISO 99002 valid at the end of 1998?", date(1998, 12, 31)),
        ("Was ISO 99002 valid in the late nineties?", date(1998, 7, 1)),
        ("When was ISO 99001 published in 2024?", TODAY),
        ("What is ISO 99001:2024?", TODAY),
        ("Is ISO 99002 valid today, as in 1998?", TODAY),
        ("What did clause 6 of ISO 99002 ask for in 1998?", date(1998, 7, 1)),
        ("Which edition of ISO 99002 was valid in spring 1998?", date(1998, 4, 1)),
        ("Is a certificate for 2024 to ISO 99001 still valid?", TODAY),
    ],
)
def test_the_day_asked_for_is_read(read: Read, text: str, day: date) -> None:
    question = read(text)
    assert question.as_of == day
    assert question.historical is (day != TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "True or false: ISO 99001 is mandatory.",
        "ISO 99001 is mandatory, right?",
        "Is it true that ISO 99001 is mandatory?",
    ],
)
def test_a_claim_is_asked_about_without_what_makes_it_a_question(read: Read, text: str) -> None:
    question = read(text)
    assert question.text.rstrip("?.") == "ISO 99001 is mandatory"
    assert question.polar
    assert question.tagged


@pytest.mark.parametrize(
    "text",
    ["Is our certificate of ISO 99001 correct?", "Is it right to audit ISO 99001 alone?", "Has ISO 99001 the right?"],
)
def test_what_only_looks_like_a_tag_stays_in_the_question(read: Read, text: str) -> None:
    assert read(text).text == text


def test_a_year_alone_means_a_day_inside_it(read: Read) -> None:
    assert read("Could we be certified to ISO 99002 in 1998?").as_of.year == 1998


def test_the_day_given_goes_before_the_day_named(read: Read) -> None:
    assert read("Was ISO 99002 valid in 1998?", date(2001, 1, 1)).as_of == date(2001, 1, 1)


@pytest.mark.parametrize(
    ("text", "polar", "tagged"),
    [
        ("Is ISO 99001 mandatory?", True, False),
        ("So, can we still use it?", True, False),
        ("ISO 99001 is mandatory, right?", True, True),
        ("ISO 99001 is law. True or false?", True, True),
        ("ISO 99001 withdrawn, yes or no", True, False),
        ("In 1998 could we use ISO 99001?", True, False),
        ("ISO 99001 demands a manual. Right?", True, True),
        ("All ISO 99001 certificates became void that day, didn't they?", True, True),
        ("So it has eleven clauses now?", True, True),
        ("So what has it got now, eleven clauses?", False, False),
        ("We gave it all away, every part of it. can we leave clause 8.5 out then", True, False),
        ("The 2026 edition of ISO 99001:2015 is out, so are we uncertified now?", True, False),
        ("We need records, which ones must we keep?", False, False),
        ("What is ISO 99001?", False, False),
        ("Can you explain ISO 99001?", False, False),
    ],
)
def test_yes_or_no_questions_are_told_from_open_ones(read: Read, text: str, polar: bool, tagged: bool) -> None:
    question = read(text)
    assert (question.polar, question.tagged) == (polar, tagged)


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("May we drop the manual?", True),
        ("If our certificate expired, can we renew it?", True),
        ("Since the manual was dropped, can we burn ours?", False),
        ("The manual is gone, so can we burn ours?", False),
        ("The manual is gone, right?", False),
    ],
)
def test_what_is_taken_for_true_in_a_yes_or_no_question_is_noticed(read: Read, text: str, neutral: bool) -> None:
    assert read(text).neutral is neutral


def test_a_part_of_a_standard_counts_as_the_whole_that_is_known(read: Read) -> None:
    assert read("Who uses ISO 99002-2 today?").keys == {"99002"}
    assert read("Who uses ISO 99007-2 today?").keys == {"99007-2"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is the difference between A and B?", "difference"),
        ("When was it published?", "when"),
        ("What is the latest edition of ISO 99001?", "edition"),
        ("What does kettle mean?", "definition"),
        ("How much does it cost?", "how_much"),
        ("Who issues certificates?", "who"),
        ("Why bother?", "why"),
        ("What changed in ISO 99001:2031?", "change"),
    ],
)
def test_the_kind_of_question_is_read(read: Read, text: str, kind: str) -> None:
    assert kind in read(text).kinds


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is ISO 99001 and who can use it?", 2),
        ("What is ISO 99001? Who can use it? Is it law?", 3),
        ("What is the difference between ISO 99001 and ISO 99002?", 1),
        ("We boil water all day. Do we need ISO 99001?", 1),
        ("In which year was it founded, and where does it sit?", 2),
        ("Do we need a report and for how long is it kept?", 2),
        ("kettles and cups", 1),
        ("What is ISO 99001 and is it mandatory?", 2),
        ("What is an internal audit, who can do it, and how often does it have to happen?", 3),
        ("ISO 99001: who needs it, what does it cost, how long is it valid?", 3),
        ("Difference between ISO 99001 and ISO 99002, and can one replace the other?", 2),
        ("Do we need an internal audit and a management review?", 1),
        ("Is the auditor, who is also our consultant, impartial?", 1),
        ("Can a company that is small and has a single site be certified?", 1),
        ("What is the difference between what is required and what is recommended?", 1),
        ("Must the procedure say who does it, when it is done and how?", 1),
        ("Which standards are certifiable and which are not?", 1),
        ("May the certifier also do our internal audits?", 1),
        ("Aspect and impact: which is the cause and which is the effect?", 1),
        ("Where does it go, what drives it, what could be better: name of this exercise?", 1),
        ("After the renewal, does it all begin anew, and what is in one round?", 2),
    ],
)
def test_several_questions_in_one_text_are_taken_apart(text: str, parts: int) -> None:
    assert len(split_parts(text)) == parts


def test_a_question_is_completed_by_what_it_shares_with_the_last() -> None:
    assert split_parts("When, why and by whom was ISO 99001 withdrawn?")[0] == "When was ISO 99001 withdrawn?"
    assert split_parts("What are the inputs and what are the outputs of the review?")[0].endswith("of the review?")


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("Can we change to a different auditor?", "difference", False),
        ("How is ISO 99001 different from ISO 99002?", "difference", True),
        ("What do they differ in?", "difference", True),
        ("Why is it in there, i mean the manual?", "definition", False),
        ("What is the purpose of the manual?", "definition", False),
        ("What does PDCA mean?", "definition", True),
        ("We changed the oven. Which clause is that?", "change", False),
        ("We use the oven. What changed in ISO 99001?", "change", True),
    ],
)
def test_the_kind_of_thing_asked_for_is_read_from_what_asks(read: Read, text: str, kind: str, asked: bool) -> None:
    assert (kind in read(text).kinds) is asked


def test_typographic_marks_and_white_space_are_made_plain() -> None:
    assert tidy("  What’s\n“new”\u00a0–  here? ") == 'What\'s "new" - here?'


@pytest.mark.parametrize(
    ("question", "edition"),
    [
        ("latest iso 99001?", True),
        ("what's new in the latest ISO 99001", True),
        ("what is the current ISO 99001 standard", True),
        ("latest version of the standard for kettles by ISO", True),
        ("which countries lead in the newest ISO survey for 99001?", False),
        ("when is the current ISO 99001 certificate no longer valid", False),
        ("What is the latest version of the audit report template for ISO 99001?", False),
    ],
)
def test_the_latest_of_something_else_is_no_edition(read: Read, question: str, edition: bool) -> None:
    assert ("edition" in read(question).kinds) == edition


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ISO 99001, what is that one about?", "What is ISO 99001 about?"),
        ("99002, what was that for?", "What was 99002 for?"),
        ("Kettlecap - what is it?", "What is Kettlecap?"),
        ("ISO 99001, is that still valid?", "ISO 99001, is that still valid?"),
    ],
)
def test_a_thing_named_before_it_is_asked_for_is_put_in_its_place(read: Read, text: str, plain: str) -> None:
    assert read(text).text == plain
