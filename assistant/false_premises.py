"""Premises known to be false, likely ones, and those that the library denies when asked for them alone."""

from __future__ import annotations

import re

from assistant.confidence import certainty
from assistant.corrections import Correction
from assistant.granting import Granted
from assistant.ledger import Ledger
from assistant.library import Library
from assistant.options import labelled
from assistant.polarity import negated, opposed, same_identifiers
from assistant.presuppositions import denies, presupposition_signals
from assistant.retrieval import ASKED, Found
from assistant.standards import without_designations
from assistant.types import Fact
from assistant.understanding import Question
from assistant.votes import SENTENCES, TAKEN
from assistant.weights import load_weights
from assistant.words import terms

# A premise is corrected from this probability on, if one known to be false fits the question. Of all corrections made, those
# from lists included, 59 of 63 are due on the reporting split and 51 of 54 on the questions of strangers that nothing was
# fitted on; 76 % and 64 % of those due are made.
LIKELY = 0.45
# Where no known false premise fits the question it has to be likelier if the fact does not begin with a denial, and very likely
# if there is reason to think that nothing is wrong.
LIKELY_ALONE = 0.50
VERY_LIKELY = 0.90
# What is told before the question and denied by the library is a premise of the question from here on.
TOLD = 0.15
# How sure is what the library denies when asked for it alone.
DENIED = 0.9
# A known premise fits that is at most so much further off than the nearest plain way of asking; without one the best fact must
# be so certain to be about the matter.
AS_NEAR = 0.15
CERTAIN = 0.3
_OWN_DATE = re.compile(
    r"\b(?:our|my)\b[^.?!]*\bcertificates?\b[^.?!]*\b(?:expire[sd]?|runs? out|until|till|valid to)\b[^.?!]*\b20\d\d\b",
    re.I,
)
_OF_A_CLAUSE = frozenset(
    terms(
        "clause section chapter paragraph say states stand require demand mean cover contain deal iso iec standard exactly"
    )
)
_CLAUSE_END = re.compile(r"[;,.]")
_PLAIN = frozenset({"asked_as", "asked_yes"})


def false_premise(
    question: Question, found: Found, library: Library, ledger: Ledger, granted: Granted | None
) -> Correction | None:
    """The fact that denies what is taken for granted, if that is more likely than not."""
    # What is offered to choose from is not taken for granted; nor does it grant anything to ask where that stands, or what a
    # clause says.
    if not found.hits or labelled(question.text) or ("where" in question.kinds and TAKEN.search(question.text)):
        return None
    if _asks_what_a_clause_says(question, ledger):
        return None
    probability = load_weights().premise.probability(presupposition_signals(question, found, ledger.known))
    fact = _refuting(question, found, library, ledger) or found.hits[0].fact
    known = _known_premise_fits(question, found, fact, ledger)
    if granted is not None and granted.holds is False and granted.fact and (granted.plainly or probability >= TOLD):
        sure = max(probability, DENIED)
        return Correction(granted.fact, "", found.hits[0].score, confidence=sure, from_lists=True)
    enough = LIKELY if known else _likely_alone(question, found, fact)
    if probability < (VERY_LIKELY if _granted_rightly(granted, fact) else enough):
        return None
    return Correction(fact, "", found.hits[0].score, confidence=probability, known=known)


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


def _asks_what_a_clause_says(question: Question, ledger: Ledger) -> bool:
    words = set(terms(without_designations(question.text, ledger.known)))
    return bool(question.clauses) and words - set(question.clauses) <= _OF_A_CLAUSE


def _likely_alone(question: Question, found: Found, fact: Fact) -> float:
    """How likely a false premise has to be where none that is known fits the question, with `fact` to deny it."""
    # A fact on another matter corrects nothing; a story tells what happened to the asker, who knows it, as do the dates on
    # the own certificate.
    sure = certainty(question, found)
    own = len(SENTENCES.findall(question.text)) > 1 or _OWN_DATE.search(question.text)
    if sure < CERTAIN or own:
        return VERY_LIKELY if sure >= CERTAIN / 2 else 1.0
    if denies(_first_clause(fact)):
        return LIKELY
    # A claim is answered with "No.", and a fact that only denies something else later on does not bear that.
    return VERY_LIKELY if question.tagged else LIKELY_ALONE


def _first_clause(fact: Fact) -> str:
    return _CLAUSE_END.split(fact.statement)[0]


def _known_premise_fits(question: Question, found: Found, fact: Fact, ledger: Ledger) -> bool:
    """Whether one of the false premises that `fact` corrects is the question's own and about as near as a plain question."""
    asked = found.nearest("fact", _PLAIN)
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
