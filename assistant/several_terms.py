"""Several terms or abbreviations whose meanings are asked for at once: each gets the fact that explains it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.retrieval import Found
from assistant.types import Hit

_ASKED = (
    re.compile(r"\bwhat (?:do|does) (?P<list>[^?.;:]+?) (?:all |each |both )?(?:stand for|mean)\b", re.I),
    re.compile(
        r"\b(?:full forms? (?:of|for)|meanings? of|definitions? of|define|expand)(?: (?:these|the following|the|each of))*"
        r"(?: (?:abbreviations|acronyms|terms|words|letters))?:?\s+(?P<list>[^?.;:]+)",
        re.I,
    ),
)
_SPLIT = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)\s*", re.I)
_LONGEST, _MOST = 3, 5
# Facts among which one that explains a term is looked for.
_LOOKED_AT = 3
# What else was found comes after the terms asked for, and is mostly not said.
_BEHIND = 0.2


def several_terms(text: str) -> tuple[str, ...]:
    """The two to five terms whose meanings are asked for; empty where it is one, or something else is asked.

    >>> several_terms("What do QMS, PDCA and UKAS stand for?"), several_terms("Define auditee and audit scope")
    (('QMS', 'PDCA', 'UKAS'), ('auditee', 'audit scope'))
    >>> several_terms("What does PDCA stand for?"), several_terms("What do ISO and IEC do together?")
    ((), ())
    """
    for pattern in _ASKED:
        found = pattern.search(text)
        if found:
            plain = re.sub(r"[\"'“”()]", " ", found["list"])
            listed = [re.sub(r"^(?:an?|the)\s+", "", part.strip(), flags=re.I) for part in _SPLIT.split(plain)]
            named = [term for term in listed if term]
            short = all(len(term.split()) <= _LONGEST for term in named)
            return tuple(named) if short and 2 <= len(named) <= _MOST else ()
    return ()


def explains(statement: str, term: str) -> bool:
    """Whether `statement` says what `term` means, and does not only use it.

    >>> explains("IEC stands for a commission, as in ISO/IEC 27001.", "IEC"), explains("IEC or ISO/IEC 27001", "ISO")
    (True, False)
    """
    flags = 0 if term.isupper() else re.I
    word = rf"(?<![\w/-]){re.escape(term)}s?(?![\w/-])"
    return bool(
        re.search(rf"{word}\)?'?\s*(?:,|\(|(?:stands?|stood) for\b|means?\b|is\b|are\b|for [A-Za-z])", statement, flags)
        or re.search(rf"\({re.escape(term)}s?\)", statement, flags)
    )


def with_each_meaning(found: Found, named: tuple[str, ...], search: Callable[[str], list[Hit]]) -> Found:
    """`found` with a fact on each of the terms that its first fact leaves unexplained; `search` finds what a question asks."""
    first = found.hits[0]
    told = [first.fact]
    added: list[Hit] = []
    for term in named:
        if any(explains(fact.statement, term) for fact in told):
            continue
        hits = search(f"What does {term} stand for?" if term.isupper() else f"What is {term}?")[:_LOOKED_AT]
        best = next((hit for hit in hits if explains(hit.fact.statement, term)), None)
        if best is not None:
            told.append(best.fact)
            added.append(replace(best, score=first.score))
    names = {fact.id for fact in told}
    rest = [replace(hit, score=hit.score - _BEHIND) for hit in found.hits if hit.fact.id not in names]
    return replace(found, hits=[first, *added, *rest]) if added else found
