"""Which editions, clauses and certificates exist, and when each edition was current: drawn from the facts, asked by everyone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from assistant.standards import clause_covers, find_clauses, find_designations
from assistant.types import Fact

_CLAUSE_ATTRIBUTE = re.compile(r"clause (\d+(?:\.\d+)*)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REPLACES = re.compile(
    r"\b(?:replac\w*|supersed\w*|success\w*|succeed\w*|in place of|took (?:over|the place)|absorb\w*|merged|becomes?|became|turned into)\b",
    re.I,
)
_LEADING_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)*)\b")
# The harmonized structure of management system standards ends with clause 10.
LAST_CHAPTER = 10


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a standard; `current_to` is the day its successor came, None while it is current."""

    key: str
    year: int
    current_from: date
    current_to: date | None
    certificates_until: date | None
    fact: Fact

    def status_on(self, day: date) -> str:
        """`future`, `current`, `in transition` (replaced, certificates to it still valid) or `withdrawn`."""
        if day < self.current_from:
            return "future"
        if self.current_to is None or day < self.current_to:
            return "current"
        if self.certificates_until is not None and day <= self.certificates_until:
            return "in transition"
        return "withdrawn"


class Ledger:
    """The editions and clauses that the facts attest."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self.editions: dict[str, list[Edition]] = defaultdict(list)
        self.edition_lists: dict[str, Fact] = {}
        self.structure: dict[str, Fact] = {}
        # What is known of an edition to come.
        self.revisions: dict[str, Fact] = {}
        # Standards to which nobody is certified, with the fact that says so.
        self.without_certificates: dict[str, Fact] = {}
        # What became of a standard as such.
        self._status: dict[str, Fact] = {}
        self.known: frozenset[str] = frozenset()
        self.who_certifies: Fact | None = None
        # Standards of which a fact says, in whichever way, that one took the place of another.
        self._replacements: set[frozenset[str]] = set()
        # Clauses that facts speak of, by standard and the edition the facts are about (None: no particular one).
        self._attested: dict[tuple[str, int | None], set[str]] = defaultdict(set)
        # The facts on what a clause as such asks for, by standard and clause.
        self._clauses: dict[tuple[str, str], list[tuple[int | None, Fact]]] = defaultdict(list)
        self._subclauses: dict[str, dict[str, tuple[frozenset[str], Fact]]] = defaultdict(dict)
        self._undivided: dict[str, tuple[frozenset[str], Fact]] = {}
        for fact in facts:
            self._enter(fact)
        for editions in self.editions.values():
            editions.sort(key=lambda edition: edition.current_from)

    def _enter(self, fact: Fact) -> None:
        if (fact.subject, fact.attribute) == ("ISO", "certification"):
            self.who_certifies = fact
        if fact.attribute == "guidance only" and isinstance(fact.value, list):
            for mention in find_designations(", ".join(str(item) for item in fact.value)):
                self.without_certificates.setdefault(mention.designation.key, fact)
        mentions = find_designations(fact.subject)
        said = {mention.designation.key for mention in mentions + find_designations(fact.statement)}
        self.known |= said
        self._replacements |= _replacements(fact.statement)
        if len(mentions) != 1:
            return
        key, year = mentions[0].designation.key, mentions[0].designation.edition
        attribute = fact.attribute.lower()
        if attribute.startswith("clauses without subclauses") and isinstance(fact.value, list):
            # It names clauses that do not exist, so its words attest none.
            self._undivided[key] = (frozenset(map(str, fact.value)), fact)
            return
        # Clause numbers through several editions tell of no one edition what it has.
        if year or len(set(_YEAR.findall(fact.statement))) < 2:
            self._attested[key, year] |= set(find_clauses(f"{fact.attribute}; {fact.statement}"))
        if attribute in {"edition", "edition date"} and year and fact.valid_from:
            edition = Edition(key, year, fact.valid_from, fact.valid_to, fact.certificates_until, fact)
            self.editions[key].append(edition)
        elif attribute == "editions" and isinstance(fact.value, list):
            self.edition_lists[key] = fact
        elif attribute == "no certification":
            self.without_certificates[key] = fact
        elif attribute == "status" and not year:
            self._status[key] = fact
        elif attribute == "structure":
            self.structure[key] = fact
        elif attribute in {"revision", "next revision"}:
            self.revisions[key] = fact
        clause = _CLAUSE_ATTRIBUTE.fullmatch(attribute)
        if clause:
            self._clauses[key, clause[1]].append((year, fact))
        if clause and isinstance(fact.value, list):
            numbers = {found[1] for item in fact.value if (found := _LEADING_NUMBER.match(str(item)))}
            if numbers:
                self._subclauses[key][clause[1]] = (frozenset(numbers), fact)

    def current_edition(self, key: str, day: date) -> Edition | None:
        """The edition of `key` that was current on `day`; of several the newest."""
        holding = [edition for edition in self.editions.get(key, []) if edition.status_on(day) == "current"]
        return holding[-1] if holding else None

    def years(self, key: str) -> list[int]:
        """The years of all editions of `key` that are known, the first one first."""
        listing = self.edition_lists.get(key)
        listed = self._years(listing) if listing else set()
        return sorted(listed | {edition.year for edition in self.editions.get(key, [])})

    def listed_on(self, key: str, day: date) -> int | None:
        """The year of the edition that was current on `day` by the list alone; in the year of an edition that is unknown."""
        years = self.years(key) if key in self.edition_lists else []
        return None if day.year in years else max((year for year in years if year < day.year), default=None)

    def withdrawn(self, key: str, day: date) -> Fact | None:
        """The fact that says what became of a standard none of whose editions is current or in transition on `day`."""
        ended = [edition.status_on(day) == "withdrawn" for edition in self.editions.get(key, [])]
        return self._status.get(key) if ended and all(ended) else None

    def replaced(self, key: str, other: str) -> bool:
        """Whether a fact may tell that one of two standards took the place of the other."""
        return frozenset({key, other}) in self._replacements

    def has_edition(self, key: str, year: int) -> bool:
        """Whether a fact tells of an edition of `key` from `year`."""
        return any(edition.year == year for edition in self.editions.get(key, []))

    def missing_edition(self, key: str, year: int) -> Fact | None:
        """The fact that lists the editions of `key`, when `year` is none of them; None when it is, or unknown."""
        listing = self.edition_lists.get(key)
        if listing is None:
            return None
        return None if year in self._years(listing) | {e.year for e in self.editions.get(key, [])} else listing

    def not_begun(self, key: str, day: date) -> bool:
        """Whether `day` is before the first edition of `key`, as far as is known; only some editions have a fact of their own."""
        dated = self.editions.get(key, [])
        if not dated:
            return False
        listing = self.edition_lists.get(key)
        first = min(self._years(listing), default=dated[0].year) if listing else dated[0].year
        return day.year < first if first < dated[0].year else day < dated[0].current_from

    def first_year(self, key: str) -> tuple[int | None, Fact | None]:
        """The year of the first edition of `key` and the fact that tells it; None where no fact does."""
        listing = self.edition_lists.get(key)
        if listing is not None:
            return min(self._years(listing), default=None), listing
        dated = self.editions.get(key, [])
        known = dated and "first edition" in dated[0].fact.statement.lower()
        return (dated[0].year, dated[0].fact) if known else (None, None)

    @staticmethod
    def _years(listing: Fact) -> set[int]:
        """The years of the editions that a fact lists."""
        return {int(found) for item in listing.value for found in re.findall(r"\d{4}", str(item).split(":")[-1])}

    def on_clause(self, key: str, clause: str, editions: Collection[int], day: date) -> Fact | None:
        """The fact on what `clause` of `key` asks for: in one of `editions`, else in that of `day`, else in the newest known."""
        known = self._clauses.get((key, clause), [])
        if editions:
            return next((fact for year, fact in known if year in editions), None)
        current = self.current_edition(key, day)
        of_the_day = next((fact for year, fact in known if current is not None and year == current.year), None)
        return of_the_day or max(known, key=lambda entry: entry[0] or 0, default=(None, None))[1]

    def missing_clause(self, key: str, clause: str, editions: Collection[int] = ()) -> Fact | None:
        """The fact that shows `key` has no such clause; None when it has it, or when the facts do not tell.

        Of `editions`, if any are given, only those count whose clauses are listed.
        """
        chapters = self._subclauses.get(key)
        if not chapters:
            return None
        listed = {year for _, fact in chapters.values() for year in _editions_named(fact)}
        attested = [
            other
            for (of, year), names in self._attested.items()
            if of == key and (not editions or year is None or year in editions)
            for other in names
        ]
        if any(clause_covers(clause, other) for other in attested):
            return None
        parts = clause.split(".")
        if int(parts[0]) > LAST_CHAPTER or int(parts[0]) == 0:
            return self.structure.get(key) or max(chapters.items(), key=lambda item: int(item[0].split(".")[0]))[1][1]
        if editions and listed and not listed & set(editions):
            return None
        undivided, unparted = self._undivided.get(key, (frozenset(), None))
        for depth in range(1, len(parts)):
            parent = ".".join(parts[:depth])
            child = ".".join(parts[: depth + 1])
            if parent in chapters and child not in chapters[parent][0]:
                return chapters[parent][1]
            if parent in undivided:
                return unparted
            if parent not in chapters and depth > 1:
                return None
        return None


def _editions_named(fact: Fact) -> list[int]:
    """The editions that the subject of `fact` names."""
    designations = [mention.designation for mention in find_designations(fact.subject)]
    return [designation.edition for designation in designations if designation.edition]


def _replacements(statement: str) -> set[frozenset[str]]:
    """The standards next to each word for taking another's place, two by two."""
    mentions = find_designations(statement)
    found: set[frozenset[str]] = set()
    for relation in _REPLACES.finditer(statement):
        before = [mention.designation.key for mention in mentions if mention.end <= relation.start()]
        after = [mention.designation.key for mention in mentions if mention.start >= relation.end()]
        if before and after:
            found.add(frozenset({before[-1], after[0]}))
    return found
