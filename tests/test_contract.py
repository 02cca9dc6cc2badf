"""Over the whole eval set: every citation resolves, every quote is verbatim, and the keys are those published."""

from __future__ import annotations

import json
import re

import pytest

from assistant import Answer, Assistant
from evals.cases import load_cases

KEYS = [
    "id",
    "question",
    "standalone_question",
    "as_of",
    "verdict",
    "reason",
    "text",
    "statements",
    "citations",
    "disputes",
    "confidence",
]
KEYS += ["composer", "library", "seconds"]
CITATION_KEYS = {"number", "passage_id", "kind", "title", "quote", "start", "end", "references", "verified_on"}
DISPUTE_KEYS = {"passage_id", "title", "claim", "verdict", "why"}


@pytest.fixture(scope="module")
def answers(iso: Assistant) -> list[Answer]:
    """The answer to every case."""
    return [iso.ask(case.question, case.history, case.as_of) for case in load_cases()]


def test_there_are_enough_cases(answers: list[Answer]) -> None:
    assert len(answers) >= 120


def test_every_quote_stands_verbatim_in_its_passage(iso: Assistant, answers: list[Answer]) -> None:
    for answer in answers:
        for citation in answer.citations:
            passage = iso.library.passage(citation.passage_id)
            assert passage is not None, (answer.question, citation.passage_id)
            assert citation.quote
            assert passage.text[citation.start : citation.end] == citation.quote, answer.question


def test_every_number_in_a_text_and_a_statement_resolves(answers: list[Answer]) -> None:
    for answer in answers:
        numbers = [citation.number for citation in answer.citations]
        assert numbers == list(range(1, len(numbers) + 1)), answer.question
        assert {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)} == set(numbers), answer.question
        for statement in answer.statements:
            assert statement.citations, answer.question
            assert set(statement.citations) <= set(numbers), answer.question


def test_every_statement_stands_in_the_text(answers: list[Answer]) -> None:
    for answer in answers:
        for statement in answer.statements:
            assert statement.text in answer.text, answer.question


def test_an_answer_has_statements_and_a_refusal_has_none_and_a_reason(answers: list[Answer]) -> None:
    for answer in answers:
        if answer.verdict in {"answered", "premise_corrected"}:
            assert answer.statements, answer.question
        if answer.verdict == "abstained":
            assert not answer.statements, answer.question
            assert answer.reason, answer.question
        assert answer.text, answer.question
        assert 0 <= answer.confidence <= 1


def test_no_statement_rests_only_on_a_doubtful_article(iso: Assistant, answers: list[Answer]) -> None:
    for answer in answers:
        trusted = set()
        for citation in answer.citations:
            passage = iso.library.passage(citation.passage_id)
            if passage is not None and passage.standing in {"trusted", "correct"}:
                trusted.add(citation.number)
        assert all(set(statement.citations) & trusted for statement in answer.statements), answer.question


def test_every_answer_has_the_published_keys_and_survives_json(answers: list[Answer]) -> None:
    for answer in answers:
        data = json.loads(json.dumps(answer.to_dict()))
        assert list(data)[: len(KEYS)] == KEYS
        assert all(set(citation) == CITATION_KEYS for citation in data["citations"])
        assert all(set(dispute) == DISPUTE_KEYS for dispute in data["disputes"])
        assert all({"text", "citations"} <= set(statement) for statement in data["statements"])
        assert data["library"] == answers[0].library
