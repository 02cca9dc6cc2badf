"""What a reader should know about the facts that an answer rests on: a day ahead, overdue reviews, editions not current."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.ledger import Ledger
from assistant.standards import find_designations, standard_name
from assistant.types import Fact
from assistant.understanding import Question


def notes_on(said: Sequence[Fact], question: Question, ledger: Ledger, today: date) -> tuple[str, ...]:
    """One sentence for each thing to know, the day asked for and editions first."""
    overdue = [fact for fact in said if fact.review_by < today]
    return (
        *_day_ahead(said, question, today),
        *_older_editions(said, question, ledger),
        *(f"{fact.subject} ({fact.attribute}) was due for review by {fact.review_by}." for fact in overdue),
    )


def _day_ahead(said: Sequence[Fact], question: Question, today: date) -> list[str]:
    """Of a day that has not come only what was known before can be told."""
    if question.as_of <= today or not said:
        return []
    known = max(fact.verified_on for fact in said).isoformat()
    return [
        f"{question.as_of.isoformat()} lies ahead; this is what was known on {known}, and it may have changed by then."
    ]


def _older_editions(said: Sequence[Fact], question: Question, ledger: Ledger) -> list[str]:
    """Where the facts describe an edition that nobody asked for and that was no longer current on the day asked for."""
    noted: dict[str, str] = {}
    told = {mention.designation for fact in said for mention in find_designations(fact.statement, ledger.known)}
    for fact in said:
        for mention in find_designations(fact.subject, ledger.known):
            key, year = mention.designation.key, mention.designation.edition
            current = ledger.current_edition(key, question.as_of)
            if year is None or current is None or year >= current.year or question.past or key in noted:
                continue
            if question.editions_of(key) or any(d.key == key and d.edition == current.year for d in told):
                continue
            name = standard_name(key)
            since = current.current_from.isoformat()
            noted[key] = f"This describes {name}:{year}; the current edition is {name}:{current.year} (since {since})."
    return list(noted.values())
