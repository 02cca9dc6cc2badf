"""Whether two sentences say the same thing the same way round: negation, opposites, scope words, identifiers."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.options import labelled
from assistant.predicates import same_predicate
from assistant.standards import find_clauses, find_designations, without_designations

NEGATIONS = re.compile(
    r"\b(?:(?:is|was|would|am|be|isn't|wouldn't) (?:it|this|that|i|we) (?:be )?(?:an? )?(?:wrong|false|incorrect|untrue|mistaken|myth|mistake|error)|"
    r"not|no|none|never|nobody|nothing|neither|nor|without|cannot|non|un(?:accredited|certified|necessary|needed)|"
    r"\w+n't|isnt|arent|dont|doesnt|didnt|cant|wont|no longer|lack\w*|exempt\w*|except|refus\w+|forbid\w*|forbidden|prohibit\w*)\b",
    re.I,
)  # fmt: skip
# Pairs whose members answer a yes/no question in opposite ways.
OPPOSITES = [
    (r"valid|current|in force|exists?|still (?:there|an?)|alive|available|active|obtainable|still (?:get|obtain|use|used|certif\w+|be certified|apply)", r"withdrawn|obsolete|cancell?ed|replaced|superseded|expired|void|lapsed?|worthless|useless|outdated|abolished|discontinued|invalid|gone|dropped|dead|scrapped|history"),
    (r"mandatory|required?|requires|compulsory|obligatory|must|have to|has to|needs?|needed|necessary|obliged|demands?", r"drop\w*|abolish\w*|optional|voluntary|free to|may leave|skip|omit|do without|leave out|unnecessary"),
    (r"keeps?|kept|stay\w*|remain\w*|still (?:speaks?|contains?|uses?|mentions?|talks?|has|have) of|still (?:speak|contain|use|mention|talk)s?", r"drop\w*|abolish\w*|abandon\w*|delet\w*|do(?:es)? away|scrap\w*"),
    (r"same|identical|equal|equivalent|alike", r"differ\w*|distinct|another|other than|separate"),
    (r"allowed|may|permitted|can", r"forbidden|prohibited|banned|not allowed"),
    (r"before|earlier|prior", r"after|later|following"),
    (r"more|greater|longer|bigger|higher|larger", r"fewer|less|shorter|smaller|lower"),
    (r"first|initial", r"last|final|latest"),
    (r"internal\w*|staff|employees|within the (?:organi[sz]ation|company)", r"external\w*|public|publicly|outsiders?|neighbou?rs|authorit\w+"), (r"major", r"minor"), (r"maintain\w*", r"retain\w*"), (r"input\w*", r"output\w*"),
    (r"requirements?", r"guidance|guidelines?"), (r"start\w*|begin\w*|began", r"end\w*|expir\w*|stop\w*"),
    (r"increase\w*|add\w*|gain\w*", r"decrease\w*|reduc\w*|remov\w*|los\w*|dropp\w*"),
    (r"products?", r"systems?"), (r"true|correct|right", r"false|wrong|incorrect|myth"),
    (r"pass\w*|grant\w*|issue\w*", r"fail\w*|refus\w*|withdraw\w*|suspend\w*"),
    (r"correction", r"corrective action"), (r"verification", r"validation"), (r"procedure", r"process"),
    (r"certif\w+", r"accredit\w+"), (r"new|newer", r"old|older"),
]  # fmt: skip
_OPPOSITES = [(re.compile(rf"\b(?:{a})\b", re.I), re.compile(rf"\b(?:{b})\b", re.I)) for a, b in OPPOSITES]
_SCOPE = re.compile(
    r"\b(only|all|every|each|any|always|never|still|already|just|alone|both|either|at least|at most|entire|whole|same|also|too)\b",
    re.I,
)
_SCOPE_CLASS = {"all": "all", "every": "all", "each": "all", "entire": "all", "whole": "all", "always": "all", "only": "only",
                "just": "only", "alone": "only"}  # fmt: skip
_EITHER = re.compile(r"\bor (?!not\b|what\b|so\b|no\b|else\b|more\b|less\b)", re.I)
_FIGURE = re.compile(
    r"(?:\b(?:(?P<more>more than|over|longer than|above|at least|exceeds?)|(?P<less>less than|fewer than|under|shorter than|below|at most|up to))\s+)?"
    r"(?P<figure>(?<![\w.])\d+(?:[.,]\d+)*(?![\w.]*\d))",
    re.I,
)


_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 2
    )
} | {"once": 1, "twice": 2, "half": 0.5}
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b", re.I)


# A library's phrasings are compared again and again.
@lru_cache(maxsize=32_768)
def negated(text: str) -> bool:
    """Whether an odd number of negations stands in `text`.

    >>> negated("Is it not required?"), negated("can no longer be certified"), negated("is required")
    (True, True, False)
    """
    return negations(text) % 2 == 1


def negations(text: str) -> int:
    """How many negations stand in `text`."""
    # Things named by their negation are no negations of the sentence.
    plain = re.sub(
        r"(?:declared?|as|is|are|be|mark\w*|says?|call\w*) not applicable|non-?\s?conform\w*|non-?\s?governmental|not[- ]for[- ]profit|or not\b|whether or no\b|nothing but",
        " ",
        text,
        flags=re.I,
    )
    plain = re.sub(r"\bno longer\b", " not ", plain, flags=re.I)
    return len(NEGATIONS.findall(plain))


def opposed(one: str, other: str) -> bool:
    """Whether the two use opposite words ("valid" / "withdrawn") for the same matter."""
    return any(
        in_one != in_other and in_one[0] != in_one[1] and in_other[0] != in_other[1]
        for in_one, in_other in zip(_sides(one), _sides(other), strict=True)
    )


def ambivalent(text: str) -> bool:
    """Whether both sides of a pair of opposites stand in `text`, so that either may be what is asked.

    >>> ambivalent("Did it drop the mandatory manual?"), ambivalent("Is the manual mandatory?")
    (True, False)
    """
    return any(one and other for one, other in _sides(text))


def same_opposites(one: str, other: str) -> bool:
    """Whether the two use the same sides of the pairs of opposites that both speak of."""
    return not any(
        any(in_one) and any(in_other) and in_one != in_other
        for in_one, in_other in zip(_sides(one), _sides(other), strict=True)
    )


@lru_cache(maxsize=32_768)
def _sides(text: str) -> tuple[tuple[bool, bool], ...]:
    """Of each pair of opposites, whether `text` uses the one and the other."""
    return tuple((bool(left.search(text)), bool(right.search(text))) for left, right in _OPPOSITES)


def offers_choice(text: str) -> bool:
    """Whether it asks "the one or the other?" or offers labelled options, which neither yes nor no answers.

    >>> offers_choice("Is it the fifth or the sixth?"), offers_choice("Is it valid or not?"), offers_choice("Is it a) 1 b) 2?")
    (True, False, True)
    """
    return bool(_EITHER.search(text) or labelled(text))


def scope_words(text: str) -> frozenset[str]:
    """Words that widen or narrow what is said, by class: "only", "all"."""
    found = {_SCOPE_CLASS.get(word.lower(), "") for word in _SCOPE.findall(text)}
    return frozenset(found - {""})


def in_figures(text: str) -> str:
    """`text` with number words as figures.

    >>> in_figures("It is valid for three years.")
    'It is valid for 3 years.'
    """
    return _NUMBER_WORD.sub(lambda match: str(_NUMBER_WORDS[match.group().lower()]), text)


def same_identifiers(one: str, other: str, known: frozenset[str] | set[str]) -> bool:
    """Whether standards, editions, clauses and figures of the two are the same."""
    names = frozenset(known)
    return _identifiers(one, names) == _identifiers(other, names)


@lru_cache(maxsize=32_768)
def _identifiers(text: str, known: frozenset[str]) -> tuple[frozenset[object], ...]:
    mentions = find_designations(text, known)
    rest = without_designations(text, known)
    return frozenset(mention.designation for mention in mentions), frozenset(find_clauses(rest)), figures(text, known)


@lru_cache(maxsize=32_768)
def figures(text: str, known: frozenset[str]) -> frozenset[str]:
    """The figures of a text that number no standard, edition or clause; "more than 7" is another figure than "7".

    >>> sorted(figures("Are there more than seven principles in ISO 9000:2015?", frozenset()))
    ['>7']
    """
    rest = without_designations(text, known)
    clauses = find_clauses(rest)
    return frozenset(
        (">" if found["more"] else "<" if found["less"] else "") + found["figure"]
        for found in _FIGURE.finditer(in_figures(rest))
        if found["figure"] not in clauses
    )


_MODALITIES = {
    "must": re.compile(
        r"\b(?:must|shall|mandatory|required?|requires|requirement|compulsory|obliged|obligatory|obligation|has to|have to|needs?|needed|necessary|demands?)\b",
        re.I,
    ),
    "may": re.compile(
        r"\b(?:may|can|could|might|allowed|permitted|possible|able|free to|optional|voluntary|(?:is it|that) (?:ok|okay|fine|all ?right|enough) (?:if|to))\b",
        re.I,
    ),
    "should": re.compile(r"\b(?:should|ought|recommended|advisable|better)\b", re.I),
}


def modalities(text: str) -> frozenset[str]:
    """Whether `text` speaks of what must, may or should be.

    >>> sorted(modalities("Must we have one, or may we leave it out?"))
    ['may', 'must']
    """
    return frozenset(name for name, pattern in _MODALITIES.items() if pattern.search(text))


def without_obligation(text: str) -> str:
    """`text` without the words of obligation, of which "must", "mandatory" and "have to" say the same."""
    return _MODALITIES["must"].sub(" ", text)


def asks_the_same(one: str, other: str, known: frozenset[str] | set[str]) -> bool:
    """Whether a yes/no answer to one question is the answer to the other, as far as words can tell.

    >>> asks_the_same("Is ISO 9002 still valid?", "is iso 9002 valid", {"9002"})
    True
    >>> asks_the_same("Is ISO 9002 still valid?", "Has ISO 9002 been withdrawn?", {"9002"})
    False
    >>> asks_the_same("Do only large firms need it?", "Do large firms need it?", set())
    False
    """
    return (
        negated(one) == negated(other)
        and same_opposites(one, other)
        and modalities(one) == modalities(other)
        and scope_words(one) == scope_words(other)
        and same_identifiers(one, other, known)
        and same_predicate(one, other)
    )
