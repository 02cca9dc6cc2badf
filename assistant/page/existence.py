"""Since when a fact can hold: not before every standard and edition that it names existed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.ledger import Ledger
from assistant.standards import find_designations
from assistant.types import Fact

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Existence:
    """What the facts themselves tell about when standards and their editions came."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        facts = tuple(facts)
        ledger = Ledger(facts)
        self._editions = {
            (edition.key, edition.year): edition.current_from
            for editions in ledger.editions.values()
            for edition in editions
        }
        known = {(key, year) for fact in facts for key, year in _named(fact) if year is not None}
        known |= {
            (key, int(year)) for key, fact in ledger.edition_lists.items() for year in _YEAR.findall(str(fact.value))
        }
        self._first: dict[str, date] = {}
        for key, year in known:
            day = self._edition(key, year)
            self._first[key] = min(day, self._first.get(key, day))

    def since(self, fact: Fact) -> date | None:
        """The first day on which `fact` can hold, as it says itself or as its standards do; None when neither tells."""
        if fact.valid_from is not None:
            return fact.valid_from
        days = [self._first.get(key) if year is None else self._edition(key, year) for key, year in _named(fact)]
        return max((day for day in days if day is not None), default=None)

    def _edition(self, key: str, year: int) -> date:
        # Of an edition that has no fact of its own only the year is known.
        return self._editions.get((key, year), date(year, 1, 1))


def _named(fact: Fact) -> set[tuple[str, int | None]]:
    mentions = find_designations(f"{fact.subject}; {fact.statement}")
    return {(mention.designation.key, mention.designation.edition) for mention in mentions}
