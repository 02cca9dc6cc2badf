"""Hybrid search over the facts: meaning and words, fused, then made exact on standards, editions and clauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.boundary_marks import of_their_kind
from assistant.counted import narrowed_count, with_the_figure_first
from assistant.exactness import Exactness, FactProfile, profile
from assistant.index import Index, Neighbour
from assistant.ledger import Ledger
from assistant.polarity import without_obligation
from assistant.standards import without_designations
from assistant.types import Fact, Hit
from assistant.understanding import Question
from assistant.weights import load_weights
from assistant.words import WordIndex

# Phrases looked at around a question, and facts proposed by shared words.
NEAREST = 180
BY_WORDS = 60
# Facts of each reading of a follow-up that are compared, and how far back what was just said is put.
FUSED = 60
ALREADY_SAID = 0.06
ASKED = frozenset({"asked_as", "asked_yes", "asked_no"})

# What each signal adds to the score, set by hand in units of cosine similarity; training starts from and stays near these.
WEIGHTS = {
    "asked": 0.35,
    "second": 0.10,
    "statement": 0.30,
    "premise": 0.15,
    "words": 0.25,
    "coverage": 0.10,
    "subject_named": 0.10,
    "standard_mentioned": 0.04,
    "standard_missing": -0.22,
    "other_standard": -0.60,
    "unasked_standard": -0.05,
    "unasked_withdrawn": -0.40,
    "past_edition": -0.08,
    "edition_named": 0.10,
    "other_edition": -0.12,
    "edition_of_day": 0.10,
    "other_edition_of_day": -0.08,
    "clause_subject": 0.12,
    "clause_named": 0.18,
    "clause_near": 0.06,
    "other_clause": -0.12,
    "field_fits": 0.04,
    "field_differs": -0.06,
    "kind": 0.04,
    "tells_where": 0.08,
    "lacks_how_much": -0.06,
    "lacks_when": -0.06,
    "not_yet": -1.0,
    "no_longer": -0.10,
}


def _all_words(fact: Fact) -> str:
    return " ".join([fact.subject, fact.attribute, fact.statement, *fact.asked_as, *fact.asked_yes, *fact.asked_no])


# Not left to training: what must not be said is too rare in the cases to be learned.
FIXED = ("not_yet", "unasked_withdrawn")


@dataclass(frozen=True)
class Found:
    """What a search brought up: facts, best first, and the phrases of every kind nearest to the question."""

    hits: list[Hit]
    neighbours: list[Neighbour]
    familiarity: float
    overlap: Callable[[str], float]

    def nearest(self, kind: str, fields: frozenset[str] | None = None) -> Neighbour | None:
        """The nearest phrase whose owner is a `kind` (fact, source, boundary) and stands in one of `fields`."""
        for neighbour in self.neighbours:
            phrase = neighbour.phrase
            if phrase.owner.startswith(f"{kind}:") and (fields is None or phrase.field in fields):
                return neighbour
        return None


class Retrieval:
    """Finds the facts that answer a question in one index."""

    def __init__(self, index: Index, ledger: Ledger, weights: dict[str, float] | None = None) -> None:
        self.index = index
        self.ledger = ledger
        self.weights = weights or load_weights().ranking
        self.facts = index.library.facts
        self._exactness = Exactness(ledger)
        # The same phrases are compared again and again.
        self._compared = lru_cache(maxsize=32_768)(
            lambda text: without_obligation(without_designations(text, ledger.known))
        )
        self._position = {fact.passage_id: number for number, fact in enumerate(self.facts)}

    @cached_property
    def profiles(self) -> list[FactProfile]:
        """One profile per fact, in the library's order."""
        return self.index.kept("profiles", lambda: [profile(fact, self.ledger.known) for fact in self.facts])

    @cached_property
    def words(self) -> WordIndex:
        """BM25 over what each fact says and how it is asked for."""
        return self.index.kept("words", lambda: WordIndex([_all_words(fact) for fact in self.facts]))

    def search(self, question: Question, limit: int = 10) -> Found:
        """The best `limit` facts for `question`, with the signals that placed them."""
        vector = self.index.embeddings.embed_question(question.sought)
        neighbours = self.index.nearest(vector, NEAREST)
        near, second = self._by_meaning(neighbours)
        by_words = self.words.scores(question.sought)
        top_words = float(by_words.max()) or 1.0
        candidates = near.keys() | self._by_words(by_words) | self._by_exact_match(question)
        # Rounded, because the search is approximate at its far end and an answer must not hang on that.
        floor = round(neighbours[-1].similarity, 2) if neighbours else 0.0
        coverage = self.words.coverage(question.sought)
        weight_of = self.weights.get
        ranked = []
        for number in sorted(candidates):
            fields = near.get(number, {})
            signals = {
                "asked": fields.get("asked", (floor, ""))[0],
                "statement": fields.get("statement", (floor, ""))[0],
                "premise": max(fields.get("corrects", (floor, ""))[0] - floor, 0.0),
                "second": second.get(number, floor),
                "words": float(by_words[number]) / top_words,
                "coverage": coverage(number),
                **self._exactness.signals(question, self.facts[number], self.profiles[number]),
            }
            score = 0.0
            for name, value in signals.items():
                score += weight_of(name, 0.0) * value
            ranked.append((-score, self.facts[number].id, number, signals))
        hits = [
            Hit(self.facts[number], -negative, signals, max(near.get(number, {}).values(), default=(0.0, ""))[1])
            for negative, _, number, signals in sorted(ranked)[:limit]
        ]
        hits = with_the_figure_first(hits, narrowed_count(question.text, question.today), question.keys)
        overlap = partial(self._overlap, question.text)
        kept = of_their_kind(neighbours, self.index.library.boundaries, question.text)
        return Found(hits, kept, self.words.familiarity(question.sought), overlap)

    def _by_meaning(
        self, neighbours: list[Neighbour]
    ) -> tuple[dict[int, dict[str, tuple[float, str]]], dict[int, float]]:
        """For each fact near the question: its nearest phrase by field; and how near its second way of asking is."""
        near: dict[int, dict[str, tuple[float, str]]] = {}
        second: dict[int, float] = {}
        for neighbour in neighbours:
            phrase = neighbour.phrase
            number = self._position.get(phrase.owner)
            if number is None:
                continue
            fields = near.setdefault(number, {})
            field = "asked" if phrase.field in ASKED else phrase.field
            if field not in fields:
                fields[field] = (neighbour.similarity, phrase.text)
            elif field == "asked" and number not in second:
                second[number] = neighbour.similarity
        return near, second

    @staticmethod
    def _by_words(scores: NDArray[np.float32]) -> set[int]:
        """The facts with the highest scores above 0; of equal ones the first."""
        scored = np.flatnonzero(scores > 0)
        return set(scored[np.argsort(-scores[scored], kind="stable")[:BY_WORDS]].tolist())

    def search_in_context(self, readings: Sequence[tuple[Question, float]], said: Fact, limit: int = 10) -> Found:
        """The best facts over several readings of one follow-up, the first reading being the main one.

        Scores are summed by weight; a fact that a reading does not propose counts as its last one. `said`, which the
        turn before has already told, comes later.
        """
        searches = [(self.search(question, FUSED), weight) for question, weight in readings]
        main = searches[0][0]
        scores: dict[str, float] = defaultdict(float)
        hits = {hit.fact.id: hit for found, _ in reversed(searches) for hit in found.hits}
        for found, weight in searches:
            own = {hit.fact.id: hit.score for hit in found.hits}
            last = min(own.values(), default=0.0)
            for name in hits:
                scores[name] += weight * own.get(name, last)
        total = sum(weight for _, weight in readings)
        told = {said.id: ALREADY_SAID}
        fused = [replace(hit, score=scores[name] / total - told.get(name, 0.0)) for name, hit in hits.items()]
        fused.sort(key=lambda hit: (-hit.score, hit.fact.id))
        return replace(main, hits=fused[:limit])

    def _overlap(self, one: str, other: str) -> float:
        """The words two questions share, their standards left aside: those are compared exactly elsewhere."""
        return self.words.overlap(self._compared(one), self._compared(other))

    @cached_property
    def _exact_matches(self) -> tuple[dict[str, set[int]], dict[tuple[str, int], set[int]]]:
        """The facts on each clause, and those on each edition."""
        on_clause: dict[str, set[int]] = defaultdict(set)
        on_edition: dict[tuple[str, int], set[int]] = defaultdict(set)
        for number, about in enumerate(self.profiles):
            for clause in about.clauses[:2]:
                on_clause[clause].add(number)
            for edition in about.subject_editions:
                on_edition[edition].add(number)
        return dict(on_clause), dict(on_edition)

    def _by_exact_match(self, question: Question) -> set[int]:
        """Facts on the very clause or edition that is named, whatever their words."""
        on_clause, on_edition = self._exact_matches
        chosen: set[int] = set()
        for clause in question.clauses:
            chosen |= on_clause.get(clause, set())
        for standard in question.standards:
            if standard.edition:
                chosen |= on_edition.get((standard.key, standard.edition), set())
        return chosen


def as_langchain_retriever(retrieval: Retrieval, understand: Any, limit: int = 4) -> Any:
    """The same search as a LangChain retriever: a question in, Documents with passage ids out."""
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class FactRetriever(BaseRetriever):
        """Facts for a question, best first."""

        def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
            found = retrieval.search(understand(query), limit)
            return [
                Document(page_content=hit.fact.statement, metadata={"id": hit.fact.passage_id, "score": hit.score})
                for hit in found.hits
            ]

    return FactRetriever()
