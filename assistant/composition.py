"""Hits become statements without a model: what is said first, what is needed around it, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.abstention import refusal
from assistant.ages import in_order_of_time
from assistant.carried_over import subject_named
from assistant.clause_said import clause_said
from assistant.compared import denies_one, not_among, option_said
from assistant.confidence import answerable, certainty
from assistant.corrections import Correction
from assistant.edition_said import edition_said
from assistant.follow_up_words import QUESTION_HEAD, TAKEN
from assistant.granted import asks_plainly
from assistant.granting import Granted
from assistant.ledger import Ledger
from assistant.library import Library
from assistant.polarity import negated
from assistant.premises import find_correction
from assistant.presuppositions import denies
from assistant.retrieval import Found
from assistant.selection import choose, plainest
from assistant.standards import Designation, find_designations, without_designations
from assistant.types import Fact, Hit, Reason, Verdict
from assistant.understanding import Question
from assistant.words import terms
from assistant.yes_or_no import yes_or_no

# What two standards are compared by, the most telling first, and how many rows a table has.
COMPARED = ("purpose", "subject", "scope", "status", "editions", "replacement")
MOST_ROWS = 3
PREMISE = "A correction first:"
# Said instead where the premise is less surely false, above all where none that is known to be false fits the question.
FIRST_OF_ALL = "First of all:"
SURE_OF_PREMISE = 0.65
SURE_BY_LIKENESS = 0.9
# From here on even a plain yes/no question takes something false for granted.
GRANTED_BY_PLAIN = 0.55
SURE_OF_EDITION = 0.95
# Said where the fact put first may well be another than the one that answers: of the 22 such answers in the evals 7 fail, of
# the 8 to a hundred questions of strangers 6 were not right.
NEAREST = "I am not sure that this is what you ask for; the nearest the library has:"
UNSURE = 0.3
# Words that only say that two standards are compared.
_COMPARING = frozenset(
    terms(
        "difference differences different differ compare compared comparing comparison distinguish between versus vs both two same other "
        "iso iec standard standards management system systems main key simple simply short briefly words sum summary table give show need know"
    )
)
WHICH = "Which standard or subject do you mean? Ask, for example, “Is ISO 9001:2015 still valid?”."


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence to be said: a fact, and a fixed word before it ("No.")."""

    fact: Fact
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, before it is verified. `table` pairs facts on the same attribute of two standards."""

    verdict: Verdict
    parts: tuple[Part, ...] = ()
    table: tuple[tuple[str, Fact, Fact], ...] = ()
    reason: Reason | None = None
    says: str = ""
    confidence: float = 0.0


def compose(
    question: Question, found: Found, library: Library, ledger: Ledger, granted: Granted | None = None
) -> Draft:
    """The draft of an answer to one standalone question; `granted` is what is known of what it takes for granted."""
    if _unclear(question, library):
        return Draft("clarification_needed", says=WHICH)
    held = answerable(question, found)
    current = edition_said(question, ledger)
    refused = refusal(question, found, held, library, ledger) if current is None else None
    correction = find_correction(question, found, library, ledger, granted)
    ordered = in_order_of_time(question, found.hits[0].fact, ledger) if found.hits else []
    if ordered and not (correction is not None and correction.from_lists):
        return Draft("answered", tuple(Part(*said) for said in ordered), confidence=SURE_OF_EDITION)
    # What rests on a likeness of wording does not correct a question that the library does not answer, nor one that only
    # asks for the edition of the day.
    if correction is not None and (correction.from_lists or (refused is None and current is None)):
        return _corrected(question, found, correction, library, ledger)
    if refused is not None:
        return Draft(refused.verdict, reason=refused.reason, says=refused.says, confidence=held)
    hits = found.hits
    if current is not None:
        hits = [Hit(current.fact, hits[0].score + 0.01), *[hit for hit in hits if hit.fact.id != current.fact.id]]
    on_clause = clause_said(question, ledger)
    if on_clause is not None:
        hits = [Hit(on_clause, hits[0].score + 0.01), *[hit for hit in hits if hit.fact.id != on_clause.id]]
    plain = yes_or_no(question, found, library.facts_by_id, ledger)
    said = Part(*plain) if plain else None
    if current is not None and current.lead:
        said = Part(current.fact, current.lead)
    if said is not None:
        hits = [Hit(said.fact, hits[0].score), *[hit for hit in hits if hit.fact.id != said.fact.id]]
    odd = _odd_one_out(question, hits)
    if odd is not None:
        hits = [Hit(odd.fact, hits[0].score), *[hit for hit in hits if hit.fact.id != odd.fact.id]]
    if said is None and odd is None and current is None and on_clause is None:
        hits = plainest(hits)
    chosen = choose(question, hits)
    # The ledger knows editions and clauses; elsewhere the first fact may be the wrong one.
    looked_up = current is not None or on_clause is not None
    confidence = max(certainty(question, found), SURE_OF_EDITION if looked_up else 0.0)
    first = said or odd or _option(question, chosen[0]) or Part(chosen[0], NEAREST if confidence < UNSURE else "")
    parts = [first, *[Part(fact) for fact in chosen[1:]]]
    table = _comparison(question, library, ledger)
    return Draft("answered", tuple(parts), table, confidence=confidence)


def _unclear(question: Question, library: Library) -> bool:
    """Whether it asks about an "it" that nobody has named, or says no word at all."""
    pointing = re.search(r"\b(?:it|they|this|that|these|those|them)\b", question.text, re.I)
    named = question.keys or question.topics or question.clauses
    if not named and not re.search(r"[^\W\d_]{2}", question.text):
        return True
    if not pointing or named or len(terms(question.text)) > 2:
        return False
    # A follow-up that asks took along what it is about.
    told = QUESTION_HEAD.match(question.text) and TAKEN.search(question.text)
    return not told and not subject_named(question.text, library.subjects)


def _corrected(question: Question, found: Found, correction: Correction, library: Library, ledger: Ledger) -> Draft:
    sure = certainty(question, found)
    rest = [hit for hit in found.hits if hit.fact.id != correction.fact.id]
    first = Hit(correction.fact, max([correction.score, *[hit.score for hit in rest[:1]]]))
    # Where the fact is not the best found, that may be on another matter.
    alone = sure < UNSURE / 2 and rest[:1] == found.hits[:1]
    chosen = choose(question, [first, *rest], limit=1 if alone else 2)
    said = yes_or_no(question, found, library.facts_by_id, ledger) if asks_plainly(question) else None
    # A plain yes/no question asks what the fact denies, unless it asks something else of what it takes for granted.
    likely = correction.confidence >= GRANTED_BY_PLAIN and denies(chosen[0].statement)
    asks_it = question.neutral and not correction.from_lists and (said is not None or not likely)
    # Nor does it take for granted what it says itself, or asks somebody to be wrong in.
    asks_it = asks_it or correction.agreed or question.turned
    verdict: Verdict = "answered" if asks_it else "premise_corrected"
    lead = correction.lead or _word_on_claim(question) or (_premise_lead(correction) if not asks_it else "")
    if not correction.lead and asks_it:
        lead = said[1] if said and said[0].id == chosen[0].id else _word_on_claim(question) if question.turned else ""
    parts = (Part(chosen[0], lead), *[Part(fact) for fact in chosen[1:]])
    return Draft(verdict, parts, reason=correction.reason, confidence=max(correction.confidence, sure))


def _word_on_claim(question: Question) -> str:
    """Yes or no to a claim that is put forward and refuted; neither where it is denied, which "no" may agree to or not."""
    if not question.tagged or negated(question.text):
        return ""
    return "Yes." if question.turned else "No."


def _premise_lead(correction: Correction) -> str:
    sure = SURE_OF_PREMISE if correction.known or correction.from_lists else SURE_BY_LIKENESS
    return PREMISE if correction.confidence >= sure else FIRST_OF_ALL


def _odd_one_out(question: Question, hits: Sequence[Hit]) -> Part | None:
    """The best fact that lists all but one of the options a question offers, with the one that is left.

    None where a fact before it denies one by itself, or where another fact leaves another one.
    """
    parts: list[Part] = []
    for hit in hits:
        odd = not_among(question.text, hit.fact.statement)
        if odd is not None:
            parts.append(Part(hit.fact, f"Not among them: {odd}."))
        elif not parts and denies_one(question.text, hit.fact.statement):
            return None
    return parts[0] if len({part.lead for part in parts}) == 1 else None


def _of_a_part(question: Question, ledger: Ledger) -> bool:
    """Whether a matter inside the standards is compared ("audits in 14001 and 45001") and not the standards as such."""
    rest = set(terms(without_designations(question.text, ledger.known))) - _COMPARING
    return bool(question.clauses or rest)


def _option(question: Question, fact: Fact) -> Part | None:
    """The fact with the one of the labelled options that it says."""
    option = option_said(question.text, fact.statement)
    return Part(fact, f"{option}.") if option else None


def _comparison(question: Question, library: Library, ledger: Ledger) -> tuple[tuple[str, Fact, Fact], ...]:
    """Facts on the same attribute of the two standards compared, as rows of a table."""
    keys = list(dict.fromkeys(standard.key for standard in question.standards))
    if "difference" not in question.kinds or len(keys) != 2 or question.polar or _of_a_part(question, ledger):
        return ()
    found: dict[tuple[str, str], Fact] = {}
    for fact in library.facts:
        past = fact.valid_to is not None and not fact.holds_on(question.as_of)
        if fact.attribute.lower() not in COMPARED or past or len(fact.subject.split()) > 2:
            continue
        subjects = {mention.designation for mention in find_designations(fact.subject, ledger.known)}
        for key in keys:
            # Only what is said of the standard as such, not of one of its editions.
            if subjects == {Designation(key)}:
                found.setdefault((fact.attribute.lower(), key), fact)
    one, other = keys
    rows = [name for name in COMPARED if (name, one) in found and (name, other) in found][:MOST_ROWS]
    return tuple((name, found[name, one], found[name, other]) for name in rows)
