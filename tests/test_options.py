"""What a question offers to choose from is told apart from what it asks."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.options import labelled, sought
from assistant.question_parts import split_parts


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("When did it start? a) 1985 b) 1987", "ab"),
        ("It certifies (1) a product (2) a system (3) a person", "123"),
        ("It was founded in: 1. 1926 2. 1947", "12"),
        ("Which is required: (i) a policy, (ii) a chart or (iii) a wall?", "i ii iii"),
        # Numbers that only follow one another, or are somebody's own, are no labels.
        ("Clauses 1. 2. and 3. - are they audited?", ""),
        ("Are the documents (stage 1) and the site (stage 2) audited by the same person?", ""),
        ("We passed stage 1. When is stage 2. due?", ""),
        ("What became of A.9 to A.18?", ""),
        ("Does it have ten clauses: 1 scope, 2 references, 3 terms?", ""),
    ],
)
def test_labels_follow_one_another_from_the_first(text: str, labels: str) -> None:
    assert [label for label, _ in labelled(text)] == (labels.split() if " " in labels else list(labels))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Which clause is Support? a) 5 b) 6 c) 7", "Which clause is Support?"),
        ("Which year saw no edition of it: 1996, 2004, 2010?", "Which year saw no edition of it"),
        ("Corrective action: 8.7, 9.1 or 10.2?", "Corrective action: in which clause?"),
        ("Who keeps records? 1) the owner 2) the auditor", "Who keeps records? the owner, the auditor"),
        ("Which is current: ISO 9001:2015, ISO 9001:2018 or ISO 9001:2026?", "Which is current: ISO 9001"),
    ],
)
def test_labels_and_figures_to_choose_from_are_not_searched_for(text: str, plain: str) -> None:
    assert sought(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "What is the difference between 9.1 and 9.2?",
        "Which clause is stricter, 8.5 or 8.6?",
        "Does 8.4 or 8.2 apply to transport?",
        "Does our work fall under 8.3, 8.4 or 8.5?",
        "Tell me about clauses: 8.1, 8.2, 8.3",
        "Is it in ISO 9001:2015, 8.3 or 8.4?",
        "Which of these can be certified: 9001, 31000, 14001?",
    ],
)
def test_what_is_asked_about_is_searched_for(text: str) -> None:
    assert sought(text) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Which is the odd one out and why: plan, do, check, sell?", 1),
        ("Which one is the odd one out? plan, do, check, sell", 1),
        ("Which one doesn't fit and why - tea, coffee, bread, milk?", 1),
        ("When was it revised and why?", 2),
        ("Which clauses are not audited and why?", 2),
        ("Which of these is not required, and why: tea, coffee, bread?", 1),
        ("Who audits them, and how often do they do it?", 2),
        ("Is it compulsory? Does it cost much?", 2),
    ],
)
def test_options_stay_with_the_question_that_offers_them(text: str, parts: int) -> None:
    assert len(split_parts(text)) == parts


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("ISO 9001 certifies a) products b) persons c) management systems", "c) management systems."),
        ("Which is a certification body? a) UKAS b) DNV c) DAkkS", "b) DNV."),
        ("Which clause is Leadership? (a) 4 (b) 5 (c) 6 (d) 7", "b) 5."),
        ("How long is a certificate valid? 1. 1 yr 2. 3 yrs 3. 5 yrs", "2) 3 years."),
        ("Which is the odd one out, and why? UKAS, SGS, DAkkS, COFRAC", "Not among them: SGS."),
    ],
)
def test_the_right_option_is_said_first(iso: Assistant, question: str, lead: str) -> None:
    answer = iso.ask(question)
    assert (answer.verdict, answer.statements[0].lead) == ("answered", lead)


def test_an_edition_only_offered_is_not_corrected(iso: Assistant) -> None:
    answer = iso.ask("Which edition is current: ISO 9001:2015, ISO 9001:2018 or ISO 9001:2026?")
    assert answer.statements[0].text.startswith("ISO 9001:2026")
    assert iso.ask("Is there an ISO 9001:2018?").reason == "no_such_edition"


def test_what_iso_is_only_offered_to_do_is_not_corrected(iso: Assistant) -> None:
    assert iso.ask("ISO issues a) certificates b) standards c) fines").statements[0].lead == "b) standards."
    assert iso.ask("Why does ISO accredit certifiers?").verdict == "premise_corrected"
