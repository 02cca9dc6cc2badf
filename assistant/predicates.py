"""What a question asks of what: which of two things comes first, what is done to them, how narrow they are."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.standards import find_designations

# Relations in which the one standard is not what the other is, and the forms that name the second one first; "older" and
# "before" are opposites of "newer" and "after" and compared as such.
_ONE_WAY = re.compile(
    r"\b(?:replac\w*|supersed\w*|succe\w+|preced\w*|predecess\w*|before|after|older|newer|earlier|later|base[ds]? on|bases on|part of|contain\w*|"
    r"includ\w*|instead of|follow\w*|absorb\w*|merged into|took (?:over|the place of)|turned into|became|grew out of|stricter|broader|covers?|covered)\b",
    re.I,
)
_SECOND_FIRST = re.compile(
    r"\b(?:(?:replaced|superseded|succeeded|preceded|followed|absorbed|contained|included|covered)\b(?:\s+\w+){0,2}? by|predecessors?|forerunners?|"
    r"merged into|turned into|became|part of)\b",
    re.I,
)


@lru_cache(maxsize=32_768)
def _direction(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The two standards between which `text` sees a one-way relation, the one that comes after or holds the other first."""
    keys = tuple(dict.fromkeys(mention.designation.key for mention in find_designations(text, known)))
    if len(keys) != 2 or not _ONE_WAY.search(text):
        return ()
    return keys[::-1] if _SECOND_FIRST.search(text) else keys


def mirrored(one: str, other: str, known: frozenset[str] | set[str]) -> bool:
    """Whether the one asks of A and B what the other asks of B and A, so that neither answer tells the other.

    >>> mirrored("Did ISO 45001 replace OHSAS 18001?", "Was ISO 45001 replaced by OHSAS 18001?", set())
    True
    >>> mirrored("Did ISO 45001 replace OHSAS 18001?", "Was OHSAS 18001 replaced by ISO 45001?", set())
    False
    """
    first, second = _direction(one, frozenset(known)), _direction(other, frozenset(known))
    return bool(first) and first == second[::-1]


# A body that accredits or certifies, and what is accredited or certified.
_BODY = re.compile(
    r"\b(?:accreditation|certification|certifying|accrediting) (?:body|bodies)\b|\b(?:certifier|registrar|accreditor)s?\b",
    re.I,
)
_MADE = re.compile(r"\b(?:accredited|certified|registered)\b", re.I)
# What one thing is to another.
_RELATION = re.compile(
    r"\b(?:same|part of|instead of|mean(?:s|t)?|worth|equivalent|equal|identical|better|compatible)\b", re.I
)
# What makes of a thing a narrower one.
_NARROWER = re.compile(
    r"\b(main|own|new|separate|third|full|complete|written|special|formal|legal|direct|single|extra|additional|yearly|annual|monthly|original|official|certified|independent)\b",
    re.I,
)


def same_predicate(one: str, other: str) -> bool:
    """Whether two questions ask the same of their subjects: to be accredited is not to be an accreditation body.

    >>> same_predicate("Is DNV accredited?", "Is DNV an accreditation body?")
    False
    >>> same_predicate("Does our certifier have to be accredited?", "Must the certification body be accredited?")
    True
    """
    confused = bool(_MADE.search(one)) != bool(_MADE.search(other)) and bool(_BODY.search(one)) != bool(
        _BODY.search(other)
    )
    return not confused and _set(_RELATION, one) == _set(_RELATION, other)


def narrows(one: str, other: str) -> bool:
    """Whether `one` asks of a narrower thing than `other` ("the main audit", "an audit"): its "no" is not the other's.

    >>> narrows("Is stage 1 the main audit?", "Is stage 1 an audit?")
    True
    """
    return bool(_set(_NARROWER, one) - _set(_NARROWER, other))


def _set(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in pattern.findall(text))
