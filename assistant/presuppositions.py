"""Signals that a question takes something for granted which the best fact denies."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.granted import asks_plainly
from assistant.index import Neighbour
from assistant.polarity import negated, opposed, same_identifiers
from assistant.retrieval import Found
from assistant.types import Fact
from assistant.understanding import Question
from assistant.wording import loadedness
from assistant.words import terms

_DENIAL = re.compile(
    r"\b(?:no|not|never|cannot|neither|nor|none|nobody|nothing|without|withdrawn|ended|only|instead|no longer|expired|abolished|"
    r"dropped|replaced|misuse|misleading|misunderstanding|rather than)\b",
    re.I,
)  # fmt: skip
_DOUBT = re.compile(r"\b(?:not|no|never|\w+n't|still|true|really|myth)\b", re.I)
_GRANTED = re.compile(
    r"\b(?:since|because|now that|given that|although|as (?:we|our|the|it|an?|iso|they|only)\b|renew\w*|extend|extension|"
    r"our (?:\w+ ){0,3}(?:certificate|certification|registration)|so\b)",
    re.I,
)
# What is granted is itself a denial: "now that no manual is required", "it has been withdrawn, so …".
_DENIES = (
    r"(?:not|no|never|nothing|nobody|neither|cannot|\w+n'?t|no longer|any ?more|without|mere|dropped|withdrawn|abolished|removed|gone|"
    r"disappear\w*|optional|voluntary|replaced|merged|fall from|left out|may be left|merely)"
)
_CONCEDES = re.compile(
    rf"\b(?:since|because|now that|given that|given|seeing|considering|although|as|if|why|with|without)\b[^,;.?]*\b{_DENIES}\b"
    rf"|^[^?;.]*\b{_DENIES}\b[^?;.]*(?:[,;.-] ?(?:so|then|but)\b|[;.] )",
    re.I,
)
# A place, a duty or a conclusion is spoken of as if it were there.
_ASKS_WHERE = re.compile(
    r"\b(?:which|what|where)\b[^?.]*\b(?:clause|section|chapter|paragraph|page|part|article|says?|stands?|written|find)\b",
    re.I,
)
_PRESCRIBED = re.compile(
    r"\b(?:prescrib\w*|mandat\w*|oblig\w*|compulsory|demand\w*|insists?|forbid\w*|forbad\w*|bans?|banned|require[sd]?|must|has to|have to|needs? to)\b",
    re.I,
)
_CONCLUDES = re.compile(
    r"[,;] (?:so|then)\b|\bso (?:how|what|which|where|when|who|do|does|can|is|are|should|must|why)\b", re.I
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|cannot|neither|nor|none|nobody|nothing|without|instead of|rather than|no longer|\w+n't)\b", re.I
)
# Words that the denied and the asked-for share without having the same in mind.
_GENERAL = frozenset(
    terms("iso standard organization company require certify audit system management quality must need year")
)
# So many of the words after a negation are what it denies.
_DENIED = 7
# So many of the nearest phrases are compared word by word.
CLOSEST = 12
_FIELDS = ("corrects", "asked_no", "asked_yes", "asked_as")
# "On which day …?" is as open as "When …?".
_OPEN = re.compile(
    r"^\W*(?:(?:on|in|at|by|for|from|since|until|to|under|with|of|about) )?(?:what|which|who|whom|when|where|why|how)\b",
    re.I,
)


def presupposition_signals(question: Question, found: Found, known: frozenset[str]) -> dict[str, float]:
    """What speaks for a false premise: nearness to known ones against plain ways of asking, and the question's form.

    `known` are the keys of the library's standards.
    """
    if not found.hits:
        return {}
    top = found.hits[0].fact
    everywhere = _nearest(found, None)
    here = _nearest(found, top.passage_id)
    first_clause = re.split(r"[;,.]", top.statement)[0]
    denial = float(denies(top.statement))
    doubt = float(bool(_DOUBT.search(question.text)))
    granted = float(bool(_GRANTED.search(question.text)))
    neutral = float(asks_plainly(question))
    premise = found.nearest("fact", frozenset({"corrects"}))
    plain_here = max(here["asked_as"], here["asked_yes"])
    plain = max(everywhere["asked_as"], everywhere["asked_yes"])
    return {
        "denial": denial,
        "denial_first": float(denies(first_clause)),
        "premise_here": here["corrects"] - plain_here,
        "no_here": here["asked_no"] - plain_here,
        "premise": everywhere["corrects"] - plain,
        "no": everywhere["asked_no"] - plain,
        "premise_of_top": float(premise is not None and premise.phrase.owner == top.passage_id),
        **_closest(question, found, known),
        "premises_of_three": _premises(found, 3),
        "premises_of_ten": _premises(found, 10),
        "denied_named": _denied_named(question, top) * (1 - neutral),
        "asks_where": float(bool(_ASKS_WHERE.search(question.text))),
        "prescribed": float(bool(_PRESCRIBED.search(question.text))),
        "concludes": float(bool(_CONCLUDES.search(question.text))),
        "same_way_round": float(premise is not None and _same_way_round(question.text, premise.phrase.text)),
        "loaded": loadedness(question.text),
        "concedes": float(bool(_CONCEDES.search(question.text))) * denial,
        "neutral": neutral,
        "tagged": float(question.tagged),
        "doubt": doubt,
        "granted": granted,
        "open": float(bool(_OPEN.match(question.text))),
        "personal": float(bool(re.search(r"\b(?:we|our|my|i)\b", question.text, re.I))),
        "length": min(len(question.text.split()), 40) / 40,
        "denied_plainly": denial * (1 - doubt) * (1 - neutral),
        "denied_granted": denial * granted * (1 - neutral),
        "past": float(top.valid_to is not None and top.valid_to <= question.as_of),
        "term": float(bool(question.kinds & {"definition", "difference"})),
    }


def denies(statement: str) -> bool:
    """Whether `statement` denies or limits something.

    >>> denies("ISO certifies nobody."), denies("A certificate is valid for three years.")
    (True, False)
    """
    return bool(_DENIAL.search(statement))


def _closest(question: Question, found: Found, known: frozenset[str]) -> dict[str, float]:
    """How close known premises and plain ways of asking come: in words, and in meaning with the same standards, clauses
    and figures the same way round. "What happens in stage 3?" is nearer to the same of stage 2 by meaning alone.
    """
    words = {"premise": 0.0, "plain": 0.0}
    alike = {"premise": 0.0, "plain": 0.0}
    for neighbour in found.neighbours[:CLOSEST]:
        phrase = neighbour.phrase
        if phrase.field not in {"corrects", "asked_as", "asked_yes"}:
            continue
        kind = "premise" if phrase.field == "corrects" else "plain"
        words[kind] = max(words[kind], found.overlap(phrase.text))
        # Neighbours come nearest first: only the first that agrees counts.
        if (
            not alike[kind]
            and _same_way_round(question.text, phrase.text)
            and same_identifiers(question.text, phrase.text, known)
        ):
            alike[kind] = neighbour.similarity
    floor = round(found.neighbours[-1].similarity, 2) if found.neighbours else 0.0
    return {
        "premise_words": words["premise"],
        "plain_words": words["plain"],
        "premise_alike": alike["premise"] or floor,
        "plain_alike": alike["plain"] or floor,
    }


def _premises(found: Found, count: int) -> float:
    """The share of known false premises among the nearest phrases."""
    nearest = found.neighbours[:count]
    return sum(neighbour.phrase.field == "corrects" for neighbour in nearest) / max(1, len(nearest))


def _denied_named(question: Question, fact: Fact) -> float:
    """How many words of what the fact denies stand in the question, 0 for none to 1 for three."""
    asked = frozenset(terms(question.text)) - _GENERAL
    return min(3, len(asked & _denied(fact.statement))) / 3


@lru_cache(maxsize=4096)
def _denied(statement: str) -> frozenset[str]:
    """The words that follow the negations of a statement, as far as each reaches."""
    denied: set[str] = set()
    for negation in _NEGATION.finditer(statement):
        reach = re.split(r"[;:.]|, (?:but|and|so|only|since|because)|\bbut\b", statement[negation.end() :])[0]
        denied.update(terms(reach)[:_DENIED])
    return frozenset(word for word in denied - _GENERAL if not word[0].isdigit())


def _nearest(found: Found, owner: str | None) -> dict[str, float]:
    floor = round(found.neighbours[-1].similarity, 2) if found.neighbours else 0.0
    nearest: dict[str, float] = {}
    for neighbour in found.neighbours:
        if _counts(neighbour, owner):
            nearest.setdefault(neighbour.phrase.field, neighbour.similarity)
    return {field: nearest.get(field, floor) for field in _FIELDS}


def _counts(neighbour: Neighbour, owner: str | None) -> bool:
    return neighbour.phrase.field in _FIELDS and (owner is None or neighbour.phrase.owner == owner)


def _same_way_round(one: str, other: str) -> bool:
    return negated(one) == negated(other) and not opposed(one, other)
