"""What a curator has to mend: everything in the library that is not as it should be, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from assistant.ledger import Ledger
from assistant.library import Library, read_library
from assistant.types import Fact

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Report:
    """Problems fail the check; warnings are to be looked at."""

    library: Library
    problems: tuple[str, ...]
    warnings: tuple[str, ...]


def check_library(folder: Path, today: date) -> Report:
    """Every problem of form and content of the knowledge in `folder`, and warnings on what falls due."""
    library, problems = read_library(folder)
    found = [
        *problems,
        *_references(library.facts),
        *_dates(library.facts),
        *_conflicting_values(library.facts, today),
        *_stale_editions(library.facts, today),
        *_ambiguous_phrasings(library.facts),
        *_article_claims(library),
    ]
    return Report(library, tuple(found), tuple(_due(library.facts, today)))


def needs_review(facts: Iterable[Fact], today: date) -> list[Fact]:
    """Facts whose review is due, the most overdue first."""
    return sorted(
        (fact for fact in facts if fact.review_by <= today + SOON), key=lambda fact: (fact.review_by, fact.id)
    )


def _references(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        if not fact.references:
            yield f"{fact.place}: {fact.id} has no reference; add a public page that shows it."
        if fact.confidence == "high" and fact.support != "direct":
            yield f"{fact.place}: {fact.id} has confidence high but support {fact.support}; high needs direct support."


def _dates(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        if fact.valid_from and fact.valid_to and fact.valid_to < fact.valid_from:
            yield f"{fact.place}: valid_to {fact.valid_to} is before valid_from {fact.valid_from}."
        if fact.certificates_until and fact.valid_to and fact.certificates_until < fact.valid_to:
            yield f"{fact.place}: certificates_until {fact.certificates_until} is before valid_to {fact.valid_to}."
        if fact.review_by < fact.verified_on:
            yield f"{fact.place}: review_by {fact.review_by} is before verified_on {fact.verified_on}."


def _conflicting_values(facts: Iterable[Fact], today: date) -> Iterator[str]:
    current: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.value is not None and fact.holds_on(today):
            current[fact.subject.lower(), fact.attribute.lower()].append(fact)
    for (subject, attribute), group in current.items():
        for fact in group[1:]:
            if fact.value != group[0].value:
                yield (
                    f"{fact.place}: {fact.id} gives {fact.value!r} for {subject} / {attribute}, "
                    f"{group[0].id} ({group[0].place}) gives {group[0].value!r}; both are current."
                )


def _stale_editions(facts: tuple[Fact, ...], today: date) -> Iterator[str]:
    ledger = Ledger(facts)
    for key, editions in ledger.editions.items():
        current = [edition for edition in editions if edition.status_on(today) == "current"]
        for edition in current[:-1]:
            yield (
                f"{edition.fact.place}: {edition.fact.id} is given as current, but {key}:{current[-1].year} is newer; "
                "set valid_to to the day it was replaced."
            )
        years = [edition.year for edition in editions]
        for year in sorted({year for year in years if years.count(year) > 1}):
            yield f"{editions[0].fact.place}: several facts describe the edition {key}:{year}; keep one with attribute `edition`."


def _ambiguous_phrasings(facts: Iterable[Fact]) -> Iterator[str]:
    yes: dict[str, Fact] = {}
    no: dict[str, Fact] = {}
    for fact in facts:
        yes.update({text.lower(): fact for text in fact.asked_yes})
        no.update({text.lower(): fact for text in fact.asked_no})
    for text in sorted(yes.keys() & no.keys()):
        if yes[text].holds_on(date.today()) and no[text].holds_on(date.today()):
            yield f"{no[text].place}: {text!r} is answered with no here and with yes by {yes[text].id} ({yes[text].place})."


def _article_claims(library: Library) -> Iterator[str]:
    for article in library.articles:
        for claim in article.claims:
            for name in claim.refuted_by:
                if name not in library.facts_by_id:
                    yield f"{claim.place}: refuted_by names {name!r}, but there is no such fact."
            if claim.verdict not in {"correct", "opinion"} and not claim.refuted_by:
                yield f"{claim.place}: {claim.id} is {claim.verdict} but no fact refutes it; set refuted_by."


def _due(facts: Iterable[Fact], today: date) -> Iterator[str]:
    for fact in needs_review(facts, today):
        when = "was due" if fact.review_by < today else "falls due"
        yield f"{fact.place}: the review of {fact.id} {when} on {fact.review_by}."
