"""What a check sees and what it gives back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.library import Library
from assistant.types import Answer, Citation, Passage
from evals.canonical import plain
from evals.cases import ANSWERING, Case


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of one check: passed, failed, or (None) unscored; always with the reason. `value` is 0…1."""

    passed: bool | None
    value: float | None
    why: str


def unscored(why: str) -> Score:
    """A check that does not apply, and why."""
    return Score(None, None, why)


def share(good: int, total: int, faults: list[str], fine: str) -> Score:
    """`good`/`total`, passed when nothing is wrong; the first faults are named."""
    return Score(not faults, round(good / total, 4), "; ".join(faults[:4]) if faults else fine)


@dataclass(frozen=True)
class Context:
    """One answer, the case it answers, and the library it claims to rest on."""

    case: Case
    answer: Answer
    library: Library

    @property
    def answering(self) -> bool:
        """Whether the answer states something (and is no refusal, question back or small talk)."""
        return self.answer.verdict in ANSWERING

    @cached_property
    def citations(self) -> dict[int, Citation]:
        """Citations by number."""
        return {citation.number: citation for citation in self.answer.citations}

    @cached_property
    def passages(self) -> dict[int, Passage | None]:
        """What each citation number resolves to in the library."""
        return {citation.number: self.library.passage(citation.passage_id) for citation in self.answer.citations}

    @cached_property
    def quotes(self) -> dict[int, str]:
        """The quote of each citation that is really there; an invented quote is evidence of nothing."""
        found = {}
        for number, citation in self.citations.items():
            passage = self.passages[number]
            if passage and citation.quote and passage.text[citation.start : citation.end] == citation.quote:
                found[number] = citation.quote
        return found

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """What the person said: the question and the turns before it; and what a misspelt question meant to say."""
        written = (self.case.written,) if self.case.written else ()
        return (self.answer.question, self.case.question, *written, *self.case.history)

    @cached_property
    def stated(self) -> str:
        """What the answer asserts: its statements, or its text when it has none; a paragraph each."""
        if self.answer.statements:
            return "\n".join(statement.text for statement in self.answer.statements)
        return self.answer.text

    @cached_property
    def around(self) -> str:
        """The text without its statements and without the article claims that it reports as disputed."""
        rest = plain(self.answer.text)
        parts = [statement.text for statement in self.answer.statements]
        parts += [text for dispute in self.answer.disputes for text in (dispute.claim, dispute.why, dispute.title)]
        for part in sorted((plain(part).strip() for part in parts), key=len, reverse=True):
            if part:
                rest = rest.replace(part, "\n")
        return re.sub(r"[ \t]+", " ", rest).strip()

    @cached_property
    def cited_facts(self) -> frozenset[str]:
        """Ids of the facts that the answer's statements cite."""
        used = {number for statement in self.answer.statements for number in statement.citations}
        ids = (citation.passage_id for number, citation in self.citations.items() if number in used)
        return frozenset(name.removeprefix("fact:") for name in ids if name.startswith("fact:"))
