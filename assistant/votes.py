"""What the curated phrasings around a polar question say of it, one by one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.index import Phrase
from assistant.ledger import Ledger
from assistant.polarity import figures, negated, opposed
from assistant.predicates import mirrored
from assistant.retrieval import Found
from assistant.standards import find_designations, standard_name, without_designations
from assistant.types import Fact
from assistant.understanding import Question

# How fast a phrasing's say falls with its distance (per unit of cosine similarity), and with the place of its fact.
FALLS = 12.0
# A phrasing that asks the reverse counts for less; a false premise for half of a question.
REVERSED, PREMISE = 0.6, 0.5

# The standards that are meant when none is named.
USUAL = frozenset({"9001", "9000", "19011", "17021-1"})
# More than one sentence.
SENTENCES = re.compile(r"[.!?:]\s+\S")
# What a follow-up takes from the turn before stands in brackets and is not what it asks; the name of a standard is.
TAKEN = re.compile(r"\((?!(?:ISO|IEC|IATF|OHSAS)\b[^(),]*\))[^()]*\)\?$")

YES_NO = frozenset({"asked_yes", "asked_no"})


@dataclass(frozen=True, slots=True)
class Vote:
    """What one phrasing says of the question: the answer, and how near it is; `reverse` when it asks the opposite."""

    fact: Fact
    phrase: Phrase
    place: int
    similarity: float
    reverse: bool

    @property
    def answer(self) -> str:
        return "Yes." if (self.phrase.field == "asked_yes") != self.reverse else "No."

    @property
    def weight(self) -> float:
        kind = PREMISE if self.phrase.field == "corrects" else 1.0
        side = REVERSED if self.reverse else 1.0
        return kind * side * math.exp(FALLS * (self.similarity - 1.0)) / (1.0 + 0.5 * self.place)


def votes_on(
    question: Question, found: Found, facts: Mapping[str, Fact], most_facts: int, known: frozenset[str]
) -> Iterator[Vote]:
    """The phrasings with an answer among those of the best `most_facts` facts, nearest first.

    What asks of B and A what is asked of A and B says nothing; `known` are the keys of the library's standards.
    """
    near = {hit.fact.id: place for place, hit in enumerate(found.hits[:most_facts]) if not hit.signals.get("not_yet")}
    for neighbour in found.neighbours:
        phrase = neighbour.phrase
        fact = facts.get(phrase.owner.removeprefix("fact:"))
        if fact is None or fact.id not in near or phrase.field not in YES_NO | {"corrects"}:
            continue
        if not fact.holds_on(question.as_of) or mirrored(question.text, phrase.text, known):
            continue
        # What holds of five does not tell what holds of three.
        if (asked := figures(question.text, known)) and (named := figures(phrase.text, known)) and asked != named:
            continue
        yield Vote(
            fact,
            phrase,
            near[fact.id],
            neighbour.similarity,
            (negated(question.text) != negated(phrase.text)) != opposed(question.text, phrase.text),
        )


def as_asked(question: Question, phrase: str, fact: Fact, ledger: Ledger) -> str:
    """A phrasing as the question would put it: with the standard its fact is about, or without where none is asked for.

    Who names no standard means ISO 9001 or certification in general.
    """
    subject = find_designations(fact.subject, ledger.known)
    named = find_designations(phrase, ledger.known)
    if not question.standards:
        about = {mention.designation.key for mention in subject}
        meant = {mention.designation.key for mention in named} <= about <= USUAL
        return without_designations(phrase, ledger.known) if meant else phrase
    if named or len(subject) != 1:
        return phrase
    return f"{phrase} ({standard_name(subject[0].designation.key)})"
