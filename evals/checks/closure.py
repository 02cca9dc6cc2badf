"""Check that every number, date, year, percentage, clause and designation in an answer comes from its evidence."""

from __future__ import annotations

from datetime import date

from assistant.library import Library
from evals.checks.context import Context, Score, unscored
from evals.identifiers import Identifier, identifiers, licensed


def identifier_closure(context: Context) -> Score:
    """Closed identifiers / identifiers of the answer; passes at 1, exact by kind.

    Of a statement they must stand in the quotes it cites (or the titles of these passages), or in the question; of the
    text around the statements, in any cited quote, the disputes shown, the question, or the boundary that explains a
    refusal; it may name standards that the library has; the as-of day and days of verification are the record's own. A
    quote that is not really in its passage is no evidence. Unscored: no identifier at all.
    """
    asked = _asked(context)
    faults: list[str] = []
    total = 0
    for statement in context.answer.statements:
        cited = [context.quotes[number] for number in statement.citations if number in context.quotes]
        titles = [passage.title for number in statement.citations if (passage := context.passages.get(number))]
        found = identifiers(statement.text)
        total += len(found)
        faults += _open(found - licensed([*cited, *titles]) - asked, "its citations")
    found = identifiers(context.around)
    total += len(found)
    faults += _open(found - licensed(_surroundings(context)) - asked - _names(context), "the evidence")
    if not total:
        return unscored("the answer carries no identifier")
    closed = total - len(faults)
    return Score(not faults, round(closed / total, 4), "; ".join(faults[:4]) or f"all {total} are in the evidence")


def _asked(context: Context) -> frozenset[Identifier]:
    """What the question licenses; 14001 means ISO 14001, and a standard and a year make an edition to be spoken of."""
    found = licensed(context.asked)
    found |= {Identifier("designation", f"iso {item.value}") for item in found if item.kind == "bare"}
    years = [item.value for item in found if item.kind == "year"]
    names = [item.value for item in found if item.kind in ("designation", "bare") and ":" not in item.value]
    pairs = {
        Identifier(kind, f"{name}:{year}")
        for name in names
        for year in years
        for kind in (("designation",) if " " in name else ("bare",))
    }
    return found | pairs


def _open(found: frozenset[Identifier], where: str) -> list[str]:
    return [f"{item} is not in {where}" for item in sorted(found)]


def _surroundings(context: Context) -> list[str]:
    answer = context.answer
    texts = [*context.quotes.values(), answer.as_of, *answer.notes]
    for passage in context.passages.values():
        if passage:
            days: list[date | None] = [passage.verified_on, passage.review_by]
            texts += [passage.title, passage.note or "", *(day.isoformat() for day in days if day)]
    for dispute in answer.disputes:
        texts += [dispute.claim, dispute.why, dispute.title]
    return [*texts, *(boundary.says for boundary in context.library.boundaries)]


_NAMES: dict[str, frozenset[Identifier]] = {}


def _names(context: Context) -> frozenset[Identifier]:
    """The designations that the library knows."""
    library: Library = context.library
    if library.hash not in _NAMES:
        allowed = licensed([fact.statement for fact in library.facts])
        _NAMES[library.hash] = frozenset(item for item in allowed if item.kind in ("designation", "bare"))
    return _NAMES[library.hash]
