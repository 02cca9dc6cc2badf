"""Who asks what a clause or an edition is gets the fact on that clause or edition."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from assistant.standards import find_designations


def test_every_clause_with_a_fact_of_its_own_is_answered_by_it(iso: Assistant) -> None:
    clauses = [
        (found[1], fact)
        for fact in iso.library.facts
        if (found := re.fullmatch(r"clause (\d+(?:\.\d+)*)", fact.attribute.lower()))
        and len(find_designations(fact.subject)) == 1
    ]
    assert len(clauses) > 100
    asked = [(f"What is clause {number} of {fact.subject} about?", fact.passage_id) for number, fact in clauses]
    elsewhere = [question for question, fact in asked if iso.ask(question).citations[0].passage_id != fact]
    assert elsewhere == []


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Explain clause 10.2", "iso-9001-2015-clause-10-2"),
        ("clause 8.6?", "iso-9001-2015-clause-8-6"),
        ("What does clause 6.3 of ISO 14001:2026 ask for?", "iso-14001-2026-clause-6-3"),
    ],
)
def test_a_clause_is_asked_about_in_few_words(iso: Assistant, question: str, fact: str) -> None:
    assert iso.ask(question).citations[0].passage_id == f"fact:{fact}"


def test_what_is_asked_within_a_clause_is_looked_for(iso: Assistant) -> None:
    said = (
        iso.ask("Who has to be competent by clause 7.2 of ISO 9001:2015, temporary staff too?").citations[0].passage_id
    )
    assert said == "fact:iso-9001-2015-7-2-persons-covered"


def test_every_edition_with_a_fact_of_its_own_is_answered_by_it(iso: Assistant) -> None:
    editions = [edition for row in iso.ledger.editions.values() for edition in row]
    assert len(editions) > 50
    elsewhere = [
        edition.fact.id
        for edition in editions
        if iso.ask(f"What is {edition.fact.subject}?").citations[0].passage_id != edition.fact.passage_id
    ]
    assert elsewhere == []
