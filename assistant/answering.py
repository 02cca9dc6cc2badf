"""Drafts become answers: every sentence verified, cited and numbered, with disputes and suggestions beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.arrangement import Worded, Wording, text_of
from assistant.composition import Draft
from assistant.disputes import find_disputes
from assistant.library import Library
from assistant.retrieval import Found
from assistant.selection import repeats
from assistant.types import Citation, Dispute, Fact, Passage, Statement
from assistant.understanding import Question
from assistant.verification import Claim, Rejection, verify


@dataclass
class Assembly:
    """Statements and citations as they are collected over the parts of one answer."""

    library: Library
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    said: list[Fact] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    worded: bool = False

    def add(self, draft: Draft, found: Found, wording: Wording | None = None, disputed: bool = True) -> list[Statement]:
        """The statements of `draft` that hold, entered with their citations; in a model's words where `wording` has them.

        Articles are judged by what holds today: `disputed` is false for a question about another day.
        """
        if wording:
            self.rejections += wording.rejections
            self.problems += [wording.problem] if wording.problem else []
            self.worded = self.worded or bool(wording.items)
        added = self._worded(wording.items) if wording and wording.items else self._facts(draft)
        if draft.table:
            table = self._table(draft)
            added += table
            self.pieces += [f"\n\n{statement.text}\n\n" for statement in table]
        self.statements += added
        cited = [fact.passage_id for fact in self.said]
        known = {dispute.passage_id for dispute in self.disputes}
        self.disputes += [
            dispute
            for dispute in find_disputes(self.library, cited, found.neighbours)
            if disputed and dispute.passage_id not in known
        ]
        return added

    def part_off(self, start: int, number: int, batch: bool) -> None:
        """Sets the pieces from `start` on apart from those before, as part `number` of the answer.

        The claims of a batch are numbered, so that each "No." is seen to belong to one.
        """
        if len(self.pieces) > start:
            self.pieces[start:start] = ["\n\n"] * (number > 1) + [f"{number})"] * batch

    def _facts(self, draft: Draft) -> list[Statement]:
        added: list[Statement] = []
        for part in draft.parts:
            if not any(part.fact.id == fact.id or repeats(part.fact, fact) for fact in self.said):
                self._say(part.fact, part.fact.statement, self._cite([part.fact]), part.lead, added)
        return added

    def _worded(self, items: Iterable[Worded]) -> list[Statement]:
        added: list[Statement] = []
        before = tuple(self.said)
        for item in items:
            # Of one fact a model may say several things, but not what another part of the answer has said.
            if self._is_said(item.fact, before):
                continue
            support = item.support
            numbers = (
                (self._number(support.passage, support.start, support.end),) if support else self._cite([item.fact])
            )
            self._say(item.fact, text_of(item), numbers, item.lead, added)
        return added

    @staticmethod
    def _is_said(fact: Fact, said: Iterable[Fact]) -> bool:
        return any(fact.id == other.id or repeats(fact, other) for other in said)

    def _say(self, fact: Fact, text: str, numbers: tuple[int, ...], lead: str, added: list[Statement]) -> None:
        """Enters one statement, if a citation of it holds."""
        if numbers:
            # A statement that itself begins with "No" needs no second one.
            lead = "" if lead.rstrip(".") in {"Yes", "No"} and re.match(rf"{lead.rstrip('.')}\b", text) else lead
            statement = Statement(text, numbers, lead)
            added.append(statement)
            self.pieces.append(_with_marks(statement))
            self.said.append(fact)

    def _cite(self, facts: Iterable[Fact]) -> tuple[int, ...]:
        """Numbers of the citations of `facts`, as far as verification lets them stand."""
        numbers = []
        for fact in facts:
            passage = self.library.passage(fact.passage_id)
            passages: dict[str, Passage] = {passage.id: passage} if passage else {}
            supported, rejected = verify([Claim(fact.statement, fact.passage_id, fact.statement)], passages)
            self.rejections += rejected
            for support in supported:
                numbers.append(self._number(support.passage, support.start, support.end))
        return tuple(numbers)

    def _number(self, passage: Passage, start: int, end: int) -> int:
        for citation in self.citations:
            if (citation.passage_id, citation.start, citation.end) == (passage.id, start, end):
                return citation.number
        number = len(self.citations) + 1
        verified = passage.verified_on.isoformat() if passage.verified_on else None
        quote = passage.text[start:end]
        self.citations.append(
            Citation(number, passage.id, passage.kind, passage.title, quote, start, end, passage.references, verified)
        )
        return number

    def _table(self, draft: Draft) -> list[Statement]:
        one, other = draft.table[0][1], draft.table[0][2]
        rows = [f"| | {one.subject} | {other.subject} |", "|---|---|---|"]
        numbers: list[int] = []
        for name, left, right in draft.table:
            left_numbers, right_numbers = self._cite([left]), self._cite([right])
            if left_numbers and right_numbers:
                cells = (f"{left.statement} {_marks(left_numbers)}", f"{right.statement} {_marks(right_numbers)}")
                rows.append(f"| {name} | {cells[0]} | {cells[1]} |")
                numbers += [*left_numbers, *right_numbers]
        return [Statement("\n".join(rows), tuple(dict.fromkeys(numbers)))] if numbers else []


def as_text(pieces: Sequence[str]) -> str:
    """Fixed words, statements with their markers, and tables, as Markdown."""
    return re.sub(r"\s*\n\n\s*", "\n\n", " ".join(pieces)).strip()


def _with_marks(statement: Statement) -> str:
    return f"{statement.lead} {statement.text} {_marks(statement.citations)}".strip()


def _marks(numbers: Sequence[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def suggest(question: Question, found: Found, said: Sequence[Fact], most: int = 3) -> tuple[str, ...]:
    """Questions on facts near to what was said that the library can answer."""
    taken = {fact.id for fact in said}
    suggestions = []
    for hit in found.hits:
        fact = hit.fact
        if fact.id in taken or not fact.asked_as or hit.signals.get("other_standard"):
            continue
        if any(repeats(fact, other) for other in said):
            continue
        suggestions.append(fact.asked_as[0])
        if len(suggestions) == most:
            break
    return tuple(suggestions)
