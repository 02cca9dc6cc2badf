"""Faults in what a statement says: years, numbers, names, negations, duties, clauses, and everything at once."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Answer, Fact, Statement
from evals.controls.gold import Gold, cite, opening_of, with_first, with_statements
from evals.controls.shelf import Shelf
from evals.identifiers import Identifier, identifiers, licensed
from evals.support import content


def _evidence(gold: Gold) -> frozenset[Identifier]:
    answer = gold.answer
    texts = [*(citation.quote for citation in answer.citations), *(citation.title for citation in answer.citations)]
    return licensed([*texts, answer.question, *gold.case.history])


def wrong_year(gold: Gold, shelf: Shelf) -> Answer | None:
    """A year that the evidence does not have."""
    text = gold.answer.statements[0].text
    match = re.search(r"(?<![\d:])(?:19|20)\d{2}\b(?!\s*[-–]\d)", text)
    if not match:
        return None
    known = {item.value for item in _evidence(gold) if item.kind == "year"}
    year = next(str(int(match[0]) + step) for step in (1, 2, 3, 5, 7, 9, -1) if str(int(match[0]) + step) not in known)
    return with_first(gold.answer, text[: match.start()] + year + text[match.end() :])


def wrong_number(gold: Gold, shelf: Shelf) -> Answer | None:
    """A number, percentage or amount that the evidence does not have."""
    text = gold.answer.statements[0].text
    for item in sorted(identifiers(text)):
        digits = item.value.rstrip("%")
        place = re.search(rf"(?<![\d.:,]){re.escape(digits)}(?![\d.:,]\d|\d)", text)
        if item.kind in ("number", "percentage") and place:
            return with_first(gold.answer, text[: place.start()] + str(int(digits) + 77) + text[place.end() :])
    return None


def swapped_standard(gold: Gold, shelf: Shelf) -> Answer | None:
    """ISO 9001 said of ISO 9002 and the reverse, where the evidence does not name the other."""
    text = gold.answer.statements[0].text
    known = {item.value for item in _evidence(gold)}
    for here, there in (("9002", "9001"), ("9001", "9003"), ("14001", "14004"), ("9000", "9003"), ("45001", "45002")):
        if re.search(rf"\b{here}\b", text) and f"iso {there}" not in known and there not in known:
            return with_first(gold.answer, re.sub(rf"\b{here}\b", there, text))
    return None


def mirrored_standards(gold: Gold, shelf: Shelf) -> Answer | None:
    """Two standards of one statement exchanged: every identifier is still in the evidence."""
    text = gold.answer.statements[0].text
    names = list(dict.fromkeys(re.findall(r"\bISO(?:/[A-Z]+)? \d{4,5}(?:-\d)?(?::\d{4})?", text)))
    if len(names) < 2 or names[0] in names[1] or names[1] in names[0]:
        return None
    if re.search(r"\b(?:and|or|both|between|with|together|like|as)\b|,", text.split(names[0], 1)[1].split(names[1])[0]):
        return None  # "ISO 9001 and ISO 14001" may be said in either order
    marked = text.replace(names[0], "\0").replace(names[1], names[0]).replace("\0", names[1])
    return with_first(gold.answer, marked)


_DROPPED = (" no longer", " not", " never", " cannot", " neither", " no", " without")


def negation_dropped(gold: Gold, shelf: Shelf) -> Answer | None:
    """A statement without the negation that its evidence has."""
    text = gold.answer.statements[0].text
    for word in _DROPPED:
        match = re.search(rf"{word}\b(?! (?:only|later|earlier|more|less|just|matter))", text)
        if match:
            kept = " can" if word == " cannot" else ""
            return with_first(gold.answer, text[: match.start()] + kept + text[match.end() :])
    return None


def negation_added(gold: Gold, shelf: Shelf) -> Answer | None:
    """A statement with a negation that its evidence does not have."""
    text = gold.answer.statements[0].text
    match = re.search(r"\b(is|are|was|were|must|can|has|may|should)\b(?! (?:not|no|never|neither|longer)\b)", text)
    return with_first(gold.answer, f"{text[: match.end()]} not{text[match.end() :]}") if match else None


def duty_invented(gold: Gold, shelf: Shelf) -> Answer | None:
    """A recommendation or permission told as a duty."""
    text = gold.answer.statements[0].text
    if re.search(r"\b(?:must|shall|requir\w+|mandatory|oblig\w+|compulsory)\b", text):
        return None
    return with_first(gold.answer, re.sub(r"\b(?:should|may|can|could)\b", "must", text, count=1))


def invented_clause(gold: Gold, shelf: Shelf) -> Answer | None:
    """A clause that the evidence does not name, added to the first statement."""
    text = gold.answer.statements[0].text.rstrip(".")
    return with_first(gold.answer, f"{text} (clause 11.7.3).")


def forbidden_claim(gold: Gold, shelf: Shelf) -> Answer | None:
    """A forbidden claim of the case, asserted."""
    if not gold.case.forbidden:
        return None
    claim = gold.case.forbidden[0].replace("...", " ").replace("*", "")
    text = f"{claim[0].upper()}{claim[1:]}."
    first = gold.answer.citations[0].number if gold.answer.citations else 1
    return with_statements(gold.answer, [Statement(text, (first,)), *gold.answer.statements])


def every_value(gold: Gold, shelf: Shelf) -> Answer | None:
    """Every value at once: one sentence with the key value among the values of many facts, all cited."""
    kinds = {item.kind for group in gold.case.key_facts for alias in group for item in identifiers(alias)}
    kinds &= {"year", "month", "date"}
    if not kinds:
        return None
    seen = {item.value for item in identifiers(gold.answer.statements[0].text)}
    others: list[str] = []
    facts: list[Fact] = []
    for fact in shelf.facts:
        fresh = [
            item.value for item in sorted(identifiers(fact.statement)) if item.kind in kinds and item.value not in seen
        ]
        if fresh and len(facts) < 6:
            others += fresh
            seen |= set(fresh)
            facts.append(fact)
    count = len(gold.answer.citations)
    citations = [*gold.answer.citations, *(cite(count + at, fact) for at, fact in enumerate(facts, start=1))]
    first = gold.answer.statements[0]
    text = f"{first.text.rstrip('.')}, or in {', '.join(others)}."
    whole = replace(first, text=text, citations=tuple(citation.number for citation in citations))
    statements = [whole, *gold.answer.statements[1:]]
    return with_statements(replace(gold.answer, citations=tuple(citations)), statements, opening_of(gold.case))


def salad(gold: Gold, shelf: Shelf) -> Answer | None:
    """Keywords in a row with a true citation."""
    if not gold.case.key_facts or not gold.answer.citations:
        return None
    keys = [alias.replace("...", " ") for group in gold.case.key_facts for alias in group][:12]
    noise = sorted(content(" ".join(fact.statement for fact in shelf.facts[:3])))[:12]
    text = f"{', '.join(keys)}, {', '.join(noise)}."
    number = gold.answer.citations[0].number
    answer = replace(gold.answer, citations=gold.answer.citations[:1])
    return with_statements(answer, [Statement(text, (number,))], opening_of(gold.case))
