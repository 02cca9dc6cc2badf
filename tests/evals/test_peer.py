"""The textbook chain runs on the same library and is judged like any other answerer."""

import pytest
from made_up import a_case

from assistant.library import Library
from evals.checks import judge
from evals.peer import CHUNK, TextbookChain, chunk


def test_chunks_are_bounded_and_know_what_they_hold(library: Library) -> None:
    pieces = chunk(library)
    assert all(len(piece.text) <= CHUNK for piece in pieces)
    held = {name for piece in pieces for name in piece.holds}
    assert held == {fact.passage_id for fact in library.facts} | set(library.claims_by_passage_id)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_answers_with_the_nearest_sentence_and_a_real_citation(library: Library) -> None:
    chain = TextbookChain(library)
    case = a_case(
        question="Which clause requires controlled conditions for production?",
        facts=["controlled-conditions"],
        key_facts=[["8.5.1"]],
    )
    answer = chain.ask(case)
    assert answer.citations[0].passage_id == "fact:controlled-conditions"
    scores = judge(case, answer, library)
    assert scores["citation_validity"].passed
    assert scores["key_facts"].passed


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_has_no_way_to_refuse(library: Library) -> None:
    case = a_case(question="How do I bake bread?", verdicts=["abstained"], facts=[], key_facts=[])
    assert judge(case, TextbookChain(library).ask(case), library)["verdict"].passed is False
