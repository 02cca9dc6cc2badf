"""What a question takes for granted, compared with the facts: editions, clauses, and premises known to be false."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.authors import author_denied
from assistant.certificates import without_certificate
from assistant.confidence import certainty
from assistant.granting import Granted
from assistant.ledger import LAST_CHAPTER, Ledger
from assistant.library import Library
from assistant.polarity import LETTERED, negated, opposed, same_identifiers
from assistant.presuppositions import denies, presupposition_signals
from assistant.retrieval import ASKED, Found
from assistant.roles import iso_as_certifier, iso_as_punisher, iso_not_as_certifier
from assistant.standards import find_designations, standard_name
from assistant.types import Fact, Reason
from assistant.understanding import Question
from assistant.votes import SENTENCES
from assistant.weights import load_weights

# A premise is corrected from this probability on. Of the corrections then made by the model 55 of 62 are due on the reporting
# split and 55 of 70 on the questions of strangers that nothing was fitted on; it finds 71 % and 69 % of those due.
LIKELY = 0.45
# Where no known false premise fits the question it has to be likelier if the fact does not begin with a denial, and very likely
# if there is reason to think that nothing is wrong.
LIKELY_ALONE = 0.55
VERY_LIKELY = 0.90
# What is told before the question and denied by the library is a premise of the question from here on.
TOLD = 0.15
# How sure is what the library denies when asked for it alone.
DENIED = 0.9
# A known premise fits that is at most so much further off than the nearest plain way of asking; without one the best fact must
# be so certain to be about the matter.
AS_NEAR = 0.15
CERTAIN = 0.3
_CLAUSE_END = re.compile(r"[;,.]")
PLAIN = frozenset({"asked_as", "asked_yes"})
# Of the corrections that rest on the lists of editions and clauses, about so many are right.
SURE = 0.95
# Among so many of the best facts one that denies just what ISO is taken to do is said instead of who certifies.
ROLES_IN = 2
# What ISO does not punish is mostly further back: the question is near to what the certification body does.
PUNISHERS_IN = 6


_CURRENT = r"(?:current|newest|latest|present|most recent)"
_IS_CURRENT = re.compile(
    rf"\s*,?\s*(?:which )?(?:is|being|as|remains|stays)\s+(?:still |currently |now )?(?:the |our )?{_CURRENT}\b", re.I
)
_THE_CURRENT = re.compile(
    rf"\bthe {_CURRENT}\s+(?:(?:edition|version|standard|revision)\b,?\s*(?:of )?)?(?:the )?$", re.I
)


@dataclass(frozen=True, slots=True)
class Correction:
    """The fact that refutes what a question takes for granted, and the words put before it.

    `agreed` is true when the question says the same as the fact, so that nothing is corrected. `from_lists` is true when it rests on the lists of editions, clauses and roles and not on a likeness of wording.
    """

    fact: Fact
    lead: str
    score: float
    reason: Reason | None = None
    confidence: float = 0.0
    from_lists: bool = False
    agreed: bool = False


def find_correction(
    question: Question, found: Found, library: Library, ledger: Ledger, granted: Granted | None = None
) -> Correction | None:
    """The correction that `question` needs, or None when nothing it takes for granted is known to be false."""
    role = (
        _wrong_role(question, found, ledger)
        or _wrong_author(question, library, ledger)
        or _no_certificates(question, ledger)
    )
    # What the question itself says needs no correction.
    if role is not None and granted is not None and granted.holds and granted.fact == role.fact:
        role = None
    return (
        _missing_edition(question, ledger)
        or _not_current(question, ledger)
        or _not_yet_published(question, ledger)
        or _missing_clause(question, ledger)
        or role
        or _false_premise(question, found, library, ledger, granted)
    )


def _missing_edition(question: Question, ledger: Ledger) -> Correction | None:
    for standard in question.standards:
        for year in sorted(question.editions_of(standard.key)):
            fact = ledger.missing_edition(standard.key, year)
            if fact is not None:
                lead = f"There is no {standard_name(standard.key)}:{year}."
                return Correction(fact, lead, 1.0, "no_such_edition", SURE, from_lists=True)
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
        # Without a year the standard is meant, which began with its first edition; that has to be known as such.
        elif standard.edition is None and standard.key in ledger.edition_lists:
            late = editions[0].fact if ledger.not_begun(standard.key, question.as_of) else None
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


def _missing_clause(question: Question, ledger: Ledger) -> Correction | None:
    keys = sorted(question.keys & ledger.known) or ["9001"]
    for clause in question.clauses:
        missing = [(key, ledger.missing_clause(key, clause, question.editions_of(key))) for key in keys]
        # With two standards named, a clause that one of them has is meant for that one.
        if missing and all(fact is not None for _, fact in missing):
            key, fact = missing[0]
            assert fact is not None
            lead = f"{_with_edition(key, fact, clause, question)} has no clause {clause}."
            return Correction(fact, lead, 1.0, "no_such_clause", SURE, from_lists=True)
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


def _no_certificates(question: Question, ledger: Ledger) -> Correction | None:
    """A certificate to a standard to which nobody is certified, taken for granted."""
    fact = without_certificate(question, ledger)
    if fact is None or question.neutral:
        return None
    return Correction(fact, "", 1.0, confidence=SURE, from_lists=True)


def _false_premise(
    question: Question, found: Found, library: Library, ledger: Ledger, granted: Granted | None
) -> Correction | None:
    """The fact that denies what is taken for granted, if that is more likely than not."""
    # What is offered to choose from is not taken for granted.
    if not found.hits or len(LETTERED.findall(question.text)) > 1:
        return None
    probability = load_weights().premise.probability(presupposition_signals(question, found, ledger.known))
    fact = _refuting(question, found, library, ledger) or found.hits[0].fact
    known = _known_premise_fits(question, found, fact, ledger)
    if granted is not None and granted.fact is not None and granted.holds is False:
        if granted.plainly or probability >= TOLD:
            return Correction(
                granted.fact, "", found.hits[0].score, confidence=max(probability, DENIED), from_lists=True
            )
    enough = LIKELY if known else _likely_alone(question, found, fact)
    if probability < (VERY_LIKELY if _granted_rightly(granted, fact) else enough):
        return None
    return Correction(fact, "", found.hits[0].score, confidence=probability)


def _refuting(question: Question, found: Found, library: Library, ledger: Ledger) -> Fact | None:
    """The fact that denies the nearest known false premise, where this is nearer than any plain way of asking."""
    premise = found.nearest("fact", frozenset({"corrects"}))
    asked = found.nearest("fact", ASKED)
    if not premise or not asked or premise.similarity <= asked.similarity:
        return None
    if not _fits(question, premise.phrase.text, ledger):
        return None
    fact = library.facts_by_id[premise.phrase.owner.removeprefix("fact:")]
    # What is false today may have been true on the day asked for.
    timeless = fact.valid_to is None and fact.holds_on(question.as_of)
    return fact if timeless or not question.historical else None


def _granted_rightly(granted: Granted | None, fact: Fact) -> bool:
    """Whether what is granted holds, or is a denial where `fact` begins with one."""
    if granted is None or granted.holds is False:
        return False
    return bool(granted.holds) or (granted.plainly and negated(granted.clause) and denies(_first_clause(fact)))


def _likely_alone(question: Question, found: Found, fact: Fact) -> float:
    """How likely a false premise has to be where none that is known fits the question, with `fact` to deny it."""
    # A fact on another matter corrects nothing; a story tells what happened to the asker, who knows it.
    sure = certainty(question, found)
    if sure < CERTAIN or len(SENTENCES.findall(question.text)) > 1:
        return VERY_LIKELY if sure >= CERTAIN / 2 else 1.0
    return LIKELY if denies(_first_clause(fact)) else LIKELY_ALONE


def _first_clause(fact: Fact) -> str:
    return _CLAUSE_END.split(fact.statement)[0]


def _known_premise_fits(question: Question, found: Found, fact: Fact, ledger: Ledger) -> bool:
    """Whether one of the false premises that `fact` corrects is the question's own and about as near as a plain question."""
    asked = found.nearest("fact", PLAIN)
    near = asked.similarity - AS_NEAR if asked else 0.0
    return any(
        neighbour.similarity >= near and _fits(question, neighbour.phrase.text, ledger)
        for neighbour in found.neighbours
        if neighbour.phrase.owner == fact.passage_id and neighbour.phrase.field == "corrects"
    )


def _fits(question: Question, premise: str, ledger: Ledger) -> bool:
    """Whether a known false premise is the question's own, as far as words can tell."""
    return (
        negated(question.text) == negated(premise)
        and not opposed(question.text, premise)
        and same_identifiers(question.text, premise, ledger.known)
    )
