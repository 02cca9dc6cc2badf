"""A scripted assistant over the real library: deterministic, quick, and able to say anything a test wants.

It picks the fact whose phrasings share most words with the question. It knows nothing of retrieval or
verification; it stands in for the assistant so that tests of the page depend on the page alone.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import QuestionError
from assistant.library import Library, phrasings, read_library
from assistant.types import Answer, Citation, Dispute, Fact, Statement

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


def word_set(text: str) -> frozenset[str]:
    """The words of a text, small."""
    return frozenset(re.findall(r"[a-z0-9]+", text.lower())) - {
        "the",
        "a",
        "of",
        "is",
        "to",
        "in",
        "and",
        "what",
        "our",
    }


class ScriptedAssistant:
    """Answers from `script` (by exact question) when it can, else from the nearest fact of the real library."""

    def __init__(
        self, library: Library | None = None, pace: float = 0.0, steps: threading.Semaphore | None = None
    ) -> None:
        self.library = library or read_library(KNOWLEDGE)[0]
        self.pace = pace
        # With `steps` it waits to be let go on before every step, so that a test sees each for as long as it looks.
        self.steps = steps
        self.script: dict[str, Answer] = {}
        self.asked: list[dict[str, Any]] = []
        self._phrases = [
            (word_set(text), field, fact) for fact in self.library.facts for field, text in phrasings(fact)
        ]

    def ask(self, question: str, history: list[str] | None = None, as_of: str | None = None) -> Answer:
        """The answer, all at once."""
        for kind, value in self.stream({"question": question, "history": history or [], "as_of": as_of}):
            if kind == "answer":
                return value
        raise AssertionError("stream ended without an answer")

    def stream(self, asked: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Two stages, the statements, the answer."""
        self.asked.append(asked)
        question = asked["question"]
        if question == "fail":
            raise QuestionError("The question cannot be taken: it says 'fail'; ask something else.")
        yield "stage", "searching"
        self._pause()
        answer = self.script.get(question) or self._from_library(question)
        answer = replace(answer, question=question, as_of=asked.get("as_of") or date.today().isoformat())
        yield "stage", "checking"
        for statement in answer.statements:
            self._pause()
            yield "statement", statement
        yield "answer", answer

    def _pause(self) -> None:
        if self.steps is not None:
            self.steps.acquire(timeout=30)
        time.sleep(self.pace)

    def _from_library(self, question: str) -> Answer:
        asked = word_set(question)
        scored = [(len(asked & words) / (len(asked | words) or 1), field, fact) for words, field, fact in self._phrases]
        score, field, fact = max(scored, key=lambda item: item[0])
        if score < 0.3:
            text = "The library holds nothing on this. It covers ISO management-system standards."
            return self._answer(question, "abstained", text, reason="out_of_field")
        second = next(
            (other for other in self.library.facts if other.subject == fact.subject and other is not fact), None
        )
        return self.answer_with(question, [fact] + ([second] if second else []), corrected=field == "corrects")

    def answer_with(self, question: str, facts: list[Fact], corrected: bool = False) -> Answer:
        """An answer that cites `facts` in full, with the disputes and follow-ups that belong to them."""
        citations = tuple(self._citation(number, fact) for number, fact in enumerate(facts, 1))
        statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
        refuting = {fact.id for fact in facts}
        disputes = tuple(
            Dispute(passage_id, f"{article.title} ({article.publisher})", claim.claim, claim.verdict, claim.why)
            for passage_id, (article, claim) in self.library.claims_by_passage_id.items()
            if refuting & set(claim.refuted_by)
        )[:3]
        text = "\n\n".join(f"{statement.text} [{statement.citations[0]}]" for statement in statements)
        answer = self._answer(question, "premise_corrected" if corrected else "answered", text)
        suggestions = tuple(phrase for fact in facts for phrase in fact.asked_as[1:3] if phrase != question)
        return replace(
            answer,
            statements=statements,
            citations=citations,
            disputes=disputes,
            confidence=0.93,
            suggestions=suggestions,
        )

    def _answer(self, question: str, verdict: Any, text: str, reason: Any = None) -> Answer:
        day = date.today().isoformat()
        return Answer(question, question, day, verdict, text, reason=reason, library=self.library.hash)

    def _citation(self, number: int, fact: Fact) -> Citation:
        passage = self.library.passage(fact.passage_id)
        assert passage
        end = passage.text.find(". ") + 1 or len(passage.text)
        return Citation(
            number,
            passage.id,
            "fact",
            passage.title,
            passage.text[:end],
            0,
            end,
            passage.references,
            str(passage.verified_on),
        )
