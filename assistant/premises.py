"""What a question takes for granted, compared with the facts: editions, clauses, and premises known to be false."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.authors import author_denied
from assistant.certificates import withdrawn_certificate, without_certificate
from assistant.confidence import certainty
from assistant.corrections import Correction
from assistant.day_asked import limiting_edition
from assistant.edition_row import beyond_the_last
from assistant.edition_said import asks_ahead
from assistant.false_premises import CERTAIN, false_premise
from assistant.granting import Granted
from assistant.ledger import LAST_CHAPTER, Ledger
from assistant.library import Library
from assistant.options import labelled, stem
from assistant.polarity import negated
from assistant.retrieval import Found
from assistant.roles import iso_as_certifier, iso_as_punisher, iso_not_as_certifier
from assistant.standards import find_clauses, find_designations, standard_name
from assistant.types import Fact
from assistant.understanding import Question

# Of the corrections that rest on the lists of editions and clauses, about so many are right.
SURE = 0.95
# Among so many of the best facts one that denies just what ISO is taken to do is said instead of who certifies.
ROLES_IN = 2
# "ISO 14001 replaced ISO 9001" and "ISO 9001 was replaced by ISO 14001".
_REPLACED = re.compile(
    r"\b(?:replac\w+|supersed\w+|succeed\w+|took the place of|take the place of|taken the place of)\b(?P<by>(?:\s\w+){0,2}? by\b)?",
    re.I,
)
_HAS_NO_CLAUSE = re.compile(r"\b(?:has|have|had) no (?:longer )?(?:a )?(?:sub)?clauses?\b", re.I)
# Who asks where a clause of an older edition has gone knows that it is not there any more.
_OLD_NUMBER = re.compile(
    r"\b(?:used to be|former|formerly|old|became|become of|moved|new number|renumber\w*|(?:which|what) (?:clause |number )?is (?:it|that|this) (?:now|today)|"
    r"number (?:now|today)|called (?:now|today)|(?:which|what|where)\b[^?.]*\b(?:now|today|nowadays)|where (?:is (?:it|that) )?in (?:the )?(?:2015|2026|new)|"
    r"(?:it|that) was|was (?:clause )?\d|of (?:the )?(?:1994|2000|2008)|in (?:1994|2000|2008))\b",
    re.I,
)
# What ISO does not punish is mostly further back: the question is near to what the certification body does.
PUNISHERS_IN = 6


_CURRENT = r"(?:current|newest|latest|present|most recent)"
_IS_CURRENT = re.compile(
    rf"\s*,?\s*(?:which )?(?:is|being|as|remains|stays)\s+(?:still |currently |now )?(?:the |our )?{_CURRENT}\b", re.I
)
_THE_CURRENT = re.compile(
    rf"\bthe {_CURRENT}\s+(?:(?:edition|version|standard|revision)\b,?\s*(?:of )?)?(?:the )?$", re.I
)


def find_correction(
    question: Question, found: Found, library: Library, ledger: Ledger, granted: Granted | None = None
) -> Correction | None:
    """The correction that `question` needs, or None when nothing it takes for granted is known to be false."""
    told = _without_options(question, ledger)
    role = _wrong_role(told, found, ledger) or _wrong_author(told, library, ledger) or _no_certificates(told, ledger)
    # What the question itself says needs no correction.
    if role is not None and granted is not None and granted.holds and granted.fact == role.fact:
        role = None
    return (
        _missing_edition(told, ledger)
        or _not_current(told, ledger)
        or _not_yet_published(told, ledger)
        or _missing_clause(told, found, ledger)
        or _not_replaced(told, ledger)
        or role
        or false_premise(question, found, library, ledger, granted)
    )


def _without_options(question: Question, ledger: Ledger) -> Question:
    """`question` without what it offers to choose from, which nobody takes for granted."""
    if not labelled(question.text):
        return question
    told = stem(question.text)
    named = {mention.designation.key for mention in find_designations(told, ledger.known)}
    standards = tuple(standard for standard in question.standards if standard.key in named)
    return replace(question, text=told, standards=standards, clauses=tuple(find_clauses(told, bool(standards))))


def _missing_edition(question: Question, ledger: Ledger) -> Correction | None:
    for standard in question.standards:
        for year in sorted(question.editions_of(standard.key)):
            fact = ledger.missing_edition(standard.key, year)
            # Whether there will be such an edition is a question and no mistake.
            if fact is not None and not asks_ahead(question, year):
                ahead = year > question.today.year
                fact = ledger.revisions.get(standard.key, fact) if ahead else fact
                lead = f"There is no {standard_name(standard.key)}:{year}{' yet' if ahead else ''}."
                return Correction(fact, lead, 1.0, "no_such_edition", SURE, from_lists=True)
    for standard in question.standards:
        ordinal = beyond_the_last(question.text, standard.key, ledger) if len(question.keys) == 1 else ""
        if ordinal and standard.key in ledger.edition_lists:
            lead = f"There is no {ordinal} edition of {standard_name(standard.key)} yet."
            return Correction(ledger.edition_lists[standard.key], lead, 1.0, "no_such_edition", SURE, from_lists=True)
    return None


def _not_current(question: Question, ledger: Ledger) -> Correction | None:
    """An edition taken for the current one that was not on the day asked for."""
    if question.neutral:
        return None
    for mention in find_designations(question.text, ledger.known):
        key, year = mention.designation.key, mention.designation.edition
        current = ledger.current_edition(key, question.as_of)
        if year is None or current is None or year >= current.year:
            continue
        before, after = question.text[: mention.start], question.text[mention.end :]
        if _IS_CURRENT.match(after) or _THE_CURRENT.search(before):
            lead = f"{standard_name(key)}:{year} is not the current edition any more."
            return Correction(current.fact, lead, 1.0, confidence=SURE, from_lists=True)
    return None


def _not_yet_published(question: Question, ledger: Ledger) -> Correction | None:
    """A standard or an edition of it asked about for a day before it came out."""
    if not question.historical:
        return None
    for standard in question.standards:
        editions = ledger.editions.get(standard.key, [])
        named = [edition for edition in editions if edition.year == standard.edition]
        name = standard_name(standard.key)
        late = None
        if named and question.as_of < named[0].current_from:
            name, late = f"{name}:{named[0].year}", named[0].fact
        # Without a year the standard is meant, which began with its first edition; that has to be known as such. What was
        # before an edition may well be asked.
        elif standard.edition is None and standard.key in ledger.edition_lists and not limiting_edition(question.text):
            first = ledger.years(standard.key)[0]
            earliest = (
                editions[0].fact if editions and editions[0].year == first else ledger.edition_lists[standard.key]
            )
            late = earliest if ledger.not_begun(standard.key, question.as_of) else None
        if late is not None:
            lead = f"{_on(question)} {name} had not been published."
            return Correction(late, lead, 1.0, "no_such_edition", SURE, from_lists=True)
    return None


def _on(question: Question) -> str:
    """The day asked for, or the year when only that was said."""
    day = question.as_of
    year_only = (
        (day.month, day.day) == (7, 1) and str(day.year) in question.text and "july" not in question.text.lower()
    )
    return f"In {day.year}" if year_only else f"On {day.isoformat()}"


def _missing_clause(question: Question, found: Found, ledger: Ledger) -> Correction | None:
    if _OLD_NUMBER.search(question.text):
        return None
    keys = sorted(question.keys & ledger.known) or ["9001"]
    for clause in question.clauses:
        missing = [(key, ledger.missing_clause(key, clause, question.editions_of(key))) for key in keys]
        # With two standards named, a clause that one of them has is meant for that one.
        if missing and all(fact is not None for _, fact in missing):
            key, fact = missing[0]
            assert fact is not None
            lead = f"{_with_edition(key, fact, clause, question)} has no clause {clause}."
            return Correction(
                _denying(clause, question, found) or fact, lead, 1.0, "no_such_clause", SURE, from_lists=True
            )
    return None


def _denying(clause: str, question: Question, found: Found) -> Fact | None:
    """The best fact, if it tells of just this number that there is no such clause: it also tells what became of it."""
    for hit in found.hits:
        said = re.split(r";|[:.]\s", hit.fact.statement)[0]
        named = hit.signals.get("subject_named") or not question.keys
        if named and clause in find_clauses(said) and _HAS_NO_CLAUSE.search(said):
            return hit.fact
    return None


def _with_edition(key: str, fact: Fact, clause: str, question: Question) -> str:
    """The name of a standard with the edition whose clauses `fact` lists: other editions may have had the clause.

    With the edition asked for where the clause would be beyond the last one of all editions since 2012.
    """
    asked = question.editions_of(key)
    if len(asked) == 1 and int(clause.split(".")[0]) > LAST_CHAPTER:
        return f"{standard_name(key)}:{asked.pop()}"
    years = [mention.designation.edition for mention in find_designations(fact.subject) if mention.designation.edition]
    return f"{standard_name(key)}:{years[0]}" if years else standard_name(key)


def _wrong_role(question: Question, found: Found, ledger: Ledger) -> Correction | None:
    """ISO taken for the one who certifies, or who does what it does as little: accredit, inspect, fine."""
    if ledger.who_certifies is None:
        return None
    agreed = not iso_as_certifier(question.text)
    # Who knows that ISO does not is told so only where the library hardly knows what else is asked.
    if agreed and not (iso_not_as_certifier(question.text) and certainty(question, found) < CERTAIN):
        return None
    places = PUNISHERS_IN if iso_as_punisher(question.text) else ROLES_IN
    about = {ledger.who_certifies.subject, f"{ledger.who_certifies.subject} standards"}
    near = (hit.fact for hit in found.hits[:places] if hit.fact.subject in about)
    denying = next((fact for fact in near if negated(re.split(r"[;:.]", fact.statement)[0])), None)
    return Correction(denying or ledger.who_certifies, "", 1.0, confidence=SURE, from_lists=True, agreed=agreed)


def _wrong_author(question: Question, library: Library, ledger: Ledger) -> Correction | None:
    """Somebody else taken for the author or owner of an ISO standard."""
    fact = author_denied(question, library, ledger)
    return None if fact is None else Correction(fact, "", 1.0, confidence=SURE, from_lists=True)


def _not_replaced(question: Question, ledger: Ledger) -> Correction | None:
    """A standard that is current, taken to have been replaced by another."""
    relation = _REPLACED.search(question.text)
    mentions = find_designations(question.text, ledger.known)
    if question.neutral or relation is None or len({mention.designation.key for mention in mentions}) != 2:
        return None
    before = [mention.designation.key for mention in mentions if mention.end <= relation.start()]
    after = [mention.designation.key for mention in mentions if mention.start >= relation.end()]
    if not before or not after:
        return None
    old, new = (before[-1], after[0]) if relation["by"] else (after[0], before[-1])
    edition = ledger.current_edition(old, question.today)
    if edition is None or old == new or ledger.replaced(old, new):
        return None
    lead = f"{standard_name(old)} has not been replaced by {standard_name(new)}."
    return Correction(edition.fact, lead, 1.0, confidence=SURE, from_lists=True)


def _no_certificates(question: Question, ledger: Ledger) -> Correction | None:
    """A certificate to a standard to which nobody is certified, or nobody any more, taken for granted."""
    fact = withdrawn_certificate(question, ledger) or without_certificate(question, ledger)
    if fact is None or question.neutral:
        return None
    return Correction(fact, "", 1.0, confidence=SURE, from_lists=True)
