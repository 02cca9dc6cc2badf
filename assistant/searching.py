"""What is searched for one turn: the parts of a question, what it compares, and the turn before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date

from assistant.carried_over import carried_over
from assistant.compared import compared_terms
from assistant.confidence import certainty
from assistant.conversation import readings, resolve
from assistant.follow_up_words import PRONOUN
from assistant.question_parts import split_parts
from assistant.retrieval import Found, Retrieval
from assistant.sentence_parts import asks
from assistant.several_terms import several_terms, with_each_meaning
from assistant.standards import find_designations
from assistant.types import Fact, Hit
from assistant.understanding import Question, asking_sentence
from assistant.words import terms

# Parts of one text that are answered one by one; more are taken as one question.
MOST_PARTS = 4
# With a story before it a question is asked again without, where the first fact is right with less than the one probability
# and then with more than the other.
UNSURE = 0.5
SURE = 0.6


class Searching:
    """Finds the facts for a turn, part by part."""

    def __init__(self, retrieval: Retrieval, understand: Callable[[str, date | None], Question]) -> None:
        self._retrieval = retrieval
        self._understand = understand
        self._known = retrieval.ledger.known

    def turns(
        self, text: str, standalone: str, earlier: Sequence[str], as_of: date | None
    ) -> list[tuple[Question, Found]]:
        """Each question in `standalone` with what is found for it; `text` is what the person typed after `earlier`."""
        turns = self._parts(standalone, as_of)
        if earlier and len(turns) == 1:
            turns = [(turns[0][0], self._in_context(text, turns[0], earlier[-1], as_of))]
        return turns

    def _parts(self, standalone: str, as_of: date | None) -> list[tuple[Question, Found]]:
        parts = split_parts(standalone)
        if len(parts) > MOST_PARTS:
            parts = [standalone]
        turns = []
        earlier: list[str] = []
        for part in parts:
            full = self._in_full(part, earlier) if earlier else part
            earlier.append(full)
            question = self._understand(full, as_of)
            question, found = self._after_story(question, self._retrieval.search(question))
            turns.append((question, self._with_each_term(question, found)))
        return turns

    def _after_story(self, question: Question, found: Found) -> tuple[Question, Found]:
        """The question without what is told before it, where with it nothing is found surely and without it something is.

        Only then: the story mostly carries what is asked about, and the last sentence alone finds the wrong fact.
        """
        asked = asking_sentence(question.text)
        apart = asked != question.text and asks(asked) and not PRONOUN.search(asked)
        if not apart or certainty(question, found) >= UNSURE:
            return question, found
        alone = self._understand(asked, question.as_of)
        found_alone = self._retrieval.search(alone)
        return (alone, found_alone) if certainty(alone, found_alone) >= SURE else (question, found)

    def _in_full(self, part: str, earlier: Sequence[str]) -> str:
        """A later part of a text with what it takes from those before it."""
        subjects = self._retrieval.index.library.subjects
        return carried_over(part, earlier[-1], subjects, self._known) or resolve(part, earlier, self._known)

    def _with_each_term(self, question: Question, found: Found) -> Found:
        """`found` with a fact on each thing compared, or asked the meaning of, of which the best facts say nothing."""
        named = several_terms(question.text)
        if named and found.hits:
            search = self._retrieval.search
            return with_each_meaning(found, named, lambda text: search(self._understand(text, question.as_of)).hits)
        if "difference" not in question.kinds:
            return found
        added: list[Hit] = []
        for term in compared_terms(question.text):
            words = set(terms(term))
            if (
                not words
                or any(_tells(hit.fact, words) for hit in found.hits[:2])
                or find_designations(term, self._known)
            ):
                continue
            best = self._retrieval.search(self._understand(f"What is {term}?", question.as_of), 1).hits
            if best and words <= set(terms(best[0].fact.statement)):
                added.append(replace(best[0], score=found.hits[0].score))
        names = {hit.fact.id for hit in added}
        rest = [hit for hit in found.hits[1:] if hit.fact.id not in names]
        return replace(found, hits=[*found.hits[:1], *added, *rest]) if added else found

    def _in_context(self, text: str, turn: tuple[Question, Found], previous: str, as_of: date | None) -> Found:
        """What a follow-up finds when it is also read as asked of what the turn before was about."""
        question, found = turn
        before = self._retrieval.search(self._understand(previous, as_of), 1).hits
        if not before:
            return found
        said = before[0].fact
        texts = readings(text, question.text, f"{said.subject}: {said.attribute}", previous)
        if len(texts) == 1:
            return found
        questions = [(question, texts[0][1]), *[(self._understand(one, as_of), weight) for one, weight in texts[1:]]]
        return self._retrieval.search_in_context(questions, said)


def _tells(fact: Fact, thing: Set[str]) -> bool:
    """Whether `fact` is about a thing: in its subject or at the head of a clause; what a clause only mentions is not told."""
    clauses = [terms(clause) for clause in re.split(r"[.,:;]\s+", fact.statement)]
    return thing <= set(terms(fact.subject)) or any(thing <= set(words[: len(thing) + 1]) for words in clauses)
