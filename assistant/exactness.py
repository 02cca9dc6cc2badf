"""How exactly a fact is about what was asked: the standards, editions, clauses and kind of question, parsed and compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from assistant.ledger import Ledger
from assistant.standards import clause_covers, find_clauses, find_designations, without_designations
from assistant.types import Fact
from assistant.understanding import Question

# Which attribute answers which kind of question.
_KIND_OF_ATTRIBUTE = {
    "definition": r"\b(?:definition|meaning|purpose|subject|what it is|in short)\b",
    "difference": r"\b(?:difference|versus|compar\w+|relation)\b",
    "when": r"\b(?:edition|date|dates|transition|founding|history|publication|end of)\b",
    "edition": r"\b(?:edition|latest|status|editions)\b",
    "how_much": r"\b(?:number|frequency|count|duration|cost|time|certificates|length|interval|validity|how)\b",
    "how": r"\b(?:steps|how|process|procedure|practice|route|method\w*)\b",
    "why": r"\b(?:benefits?|purpose|reason\w*|why)\b",
    "list": r"\b(?:list|kinds|types|examples?|parts|principles|editions|inputs|outputs|content)\b",
    "change": r"\b(?:change\w*|new|transition|stays|history)\b",
    "who": r"\b(?:role|who|responsib\w+|members?|committee)\b",
}
_CLAUSE_ATTRIBUTE = re.compile(r"clause (\d+(?:\.\d+)*)")
# What a question of a kind wants to hear, and how a statement that says it looks, its designations and clauses left aside.
_TOLD = {
    "how_much": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|half|twice|"
        r"once|every|each|annual\w*|yearly|monthly|per|percent|no (?:fixed|minimum|maximum|set|price|limit|number|period|interval)|prescribes no|sets no|"
        r"any|all|none|unlimited|depends?|planned intervals)\b",
        re.I,
    ),
    "when": re.compile(
        r"\b(?:19|20)\d\d\b|\b(?:before|after|once|when|until|never|at|within|every|year|month|day|during|as soon)\b",
        re.I,
    ),
}
_IN_BRACKETS = re.compile(r"\([^()]*\)|\bclauses? [\d., and]+|\b\d+(?:\.\d+)+\b", re.I)
_ATTRIBUTES = {kind: re.compile(pattern, re.I) for kind, pattern in _KIND_OF_ATTRIBUTE.items()}


@dataclass(frozen=True)
class FactProfile:
    """What a fact is about, parsed once."""

    subject_keys: frozenset[str]
    keys: frozenset[str]
    editions: dict[str, frozenset[int]]
    subject_editions: frozenset[tuple[str, int]]
    clauses: tuple[str, ...]
    clause: str | None
    kinds: frozenset[str]
    tells: frozenset[str]


def profile(fact: Fact, known: Set[str]) -> FactProfile:
    """The standards, editions, clauses and kinds of question that `fact` is about."""
    subject = [mention.designation for mention in find_designations(fact.subject, known)]
    everywhere = [mention.designation for mention in find_designations(f"{fact.subject}. {fact.statement}", known)]
    editions: dict[str, set[int]] = defaultdict(set)
    for designation in everywhere:
        if designation.edition:
            editions[designation.key].add(designation.edition)
    about = re.sub(r"\s+", " ", f"{fact.subject} {fact.attribute}")
    clause = _CLAUSE_ATTRIBUTE.fullmatch(fact.attribute.lower())
    return FactProfile(
        frozenset(designation.key for designation in subject),
        frozenset(designation.key for designation in everywhere),
        {key: frozenset(years) for key, years in editions.items()},
        frozenset((d.key, d.edition) for d in subject if d.edition),
        tuple(find_clauses(f"{fact.attribute}; {fact.statement}")),
        clause[1] if clause else None,
        frozenset(kind for kind, pattern in _ATTRIBUTES.items() if pattern.search(about)) | _finder(fact),
        frozenset(kind for kind, pattern in _TOLD.items() if pattern.search(_plain(fact.statement, known))),
    )


def _plain(statement: str, known: Set[str]) -> str:
    return _IN_BRACKETS.sub(" ", without_designations(statement, known))


def _finder(fact: Fact) -> frozenset[str]:
    """A statement that names a clause tells where something stands."""
    return frozenset({"where"} if find_clauses(fact.statement) else ())


class Exactness:
    """Compares questions with what facts are about."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._without_edition: dict[date, frozenset[str]] = {}

    def signals(self, question: Question, fact: Fact, about: FactProfile) -> dict[str, float]:
        """What of the standards, editions, clauses and kind asked for agrees with the fact, and what does not."""
        signals: dict[str, float] = {}
        signals.update(_standards_agree(question, about))
        if not question.keys and about.subject_keys and about.subject_keys <= self._withdrawn(question.as_of):
            signals["unasked_withdrawn"] = 1.0
        signals.update(_editions_agree(question, about, self._ledger))
        signals.update(_clauses_agree(question, about))
        if question.kinds & about.kinds:
            signals["kind"] = 1.0
        if "where" in question.kinds & about.kinds:
            signals["tells_where"] = 1.0
        for kind in question.kinds & _TOLD.keys() - about.tells:
            signals[f"lacks_{kind}"] = 1.0
        # A list of editions tells of all days since the first one, though it holds only since the last.
        begun = fact.attribute == "editions" or not (fact.valid_from and fact.valid_from > question.as_of)
        if question.historical and (not begun or self._unpublished(question, about)):
            signals["not_yet"] = 1.0
        elif (
            fact.valid_to
            and fact.valid_to <= question.as_of
            and not question.past
            and not _names_edition(question, about)
        ):
            signals["no_longer"] = 1.0
        return signals

    def _unpublished(self, question: Question, about: FactProfile) -> bool:
        """Whether the fact is about a standard or an edition that came out after the day asked for, and was not named.

        It is about the editions in its subject or, where that has none, about those in its statement.
        """
        if any(self._ledger.not_begun(key, question.as_of) for key in about.subject_keys - question.keys):
            return True
        said = [(key, year) for key, years in about.editions.items() for year in years]
        spoken_of = about.subject_editions or said
        return bool(spoken_of) and all(self._came_later(question, key, year) for key, year in spoken_of)

    def _came_later(self, question: Question, key: str, year: int) -> bool:
        return year not in question.editions_of(key) and any(
            edition.year == year and edition.current_from > question.as_of
            for edition in self._ledger.editions.get(key, [])
        )

    def _withdrawn(self, day: date) -> frozenset[str]:
        """Standards of which editions are known and none was current on `day`."""
        if day not in self._without_edition:
            keys = (key for key in self._ledger.editions if self._ledger.current_edition(key, day) is None)
            self._without_edition[day] = frozenset(keys)
        return self._without_edition[day]


def _standards_agree(question: Question, about: FactProfile) -> dict[str, float]:
    asked = question.keys
    if asked:
        if asked & about.subject_keys:
            share = len(asked & about.keys) / len(asked)
            return {"subject_named": share, "standard_mentioned": share}
        if asked & about.keys:
            return {"standard_mentioned": len(asked & about.keys) / len(asked)}
        return {"other_standard": 1.0} if about.subject_keys else {"standard_missing": 1.0}
    if about.subject_keys and question.topics:
        return {"field_fits": 1.0} if question.topics & about.subject_keys else {"field_differs": 1.0}
    # Without any name a question is about quality or about management systems in general.
    if about.subject_keys and not about.subject_keys & {"9001", "9000", "19011", "17021-1"}:
        return {"unasked_standard": 1.0}
    return {}


def _editions_agree(question: Question, about: FactProfile, ledger: Ledger) -> dict[str, float]:
    signals: dict[str, float] = {}
    for key, year in sorted(about.subject_editions):
        if question.keys and key not in question.keys:
            continue
        wanted = question.editions_of(key)
        if wanted:
            named = year in wanted
            signals["edition_named" if named else "other_edition"] = 1.0
        elif question.historical:
            current = ledger.current_edition(key, question.as_of)
            if current is not None:
                signals["edition_of_day" if year == current.year else "other_edition_of_day"] = 1.0
        elif not question.past:
            newest = ledger.editions.get(key, [])
            if len(newest) > 1 and year < newest[-2].year:
                signals["past_edition"] = 1.0
    return signals


def _names_edition(question: Question, about: FactProfile) -> bool:
    return any(year in question.editions_of(key) for key, year in about.subject_editions)


def _clauses_agree(question: Question, about: FactProfile) -> dict[str, float]:
    if not question.clauses:
        return {}
    if not about.clauses:
        return {"other_clause": 0.5}
    if set(question.clauses) & set(about.clauses):
        subject = {"clause_subject": 1.0} if about.clause in question.clauses else {}
        return {"clause_named": 1.0 if set(question.clauses) & set(about.clauses[:1]) else 0.6, **subject}
    if any(clause_covers(a, b) or clause_covers(b, a) for a in question.clauses for b in about.clauses[:2]):
        return {"clause_near": 1.0}
    return {"other_clause": 1.0}
