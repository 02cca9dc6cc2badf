"""The identifiers in a text, by kind: designations, dates, months, years, percentages, clauses and numbers.

Written independently of `assistant.standards`, so that one mistake cannot hide in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from evals.canonical import MONTHS, NUMBER_WORDS, canonical


class Identifier(NamedTuple):
    """A kind and a canonical value, such as ("clause", "8.5.1")."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)\d{2}"
_DOTTED = r"\d{1,2}(?:\.\d{1,2})+"
_PATTERNS = (
    ("designation", re.compile(rf"\biso(?:/[a-z]+)? \d{{3,5}}(?:-\d{{1,2}})?(?::{_YEAR})?")),
    ("designation", re.compile(r"\b(?:as|en|iatf|ohsas|qs|bs|tl|din|md|tc|sc|pas|sa) ?\d{1,5}[a-z]?(?![\d%])")),
    ("bare", re.compile(rf"(?<![\d.,])\d{{4,5}}(?:-\d{{1,2}})?:{_YEAR}\b")),
    ("date", re.compile(rf"\b\d{{1,2}} (?:{_MONTH}) {_YEAR}\b")),
    ("month", re.compile(rf"\b(?:{_MONTH}) {_YEAR}\b")),
    ("day", re.compile(rf"\b\d{{1,2}} (?:{_MONTH})\b")),
    ("percentage", re.compile(r"\d+(?:[.,]\d+)?%")),
    ("annex", re.compile(r"\bannex (?:[a-z]{1,2}\b)(?:\.\d+(?:\.\d+)*)?")),
    ("clauses", re.compile(
        r"(?:\b(?:sub)?-?clauses?|\bsections?|§+) ?((?:\d{1,2}(?:\.\d{1,2})*)"
        r"(?:(?:,? (?:and|or|to|through) |, ?| ?- ?| ?/ ?)\d{1,2}(?:\.\d{1,2})*(?![\d%]))*)"
    )),
    ("dotted", re.compile(rf"(?<![\d.]){_DOTTED}(?![\d%])")),
    ("year", re.compile(rf"(?<![\d.:]){_YEAR}s?\b(?![\d%])")),
    ("bare", re.compile(r"(?<![\d.,])(?:9|10|13|14|17|19|20|22|26|27|31|37|42|45|50)\d{2,3}(?:-\d{1,2})?(?![\d%])")),
    ("number", re.compile(r"\d+(?:,\d+)?")),
)  # fmt: skip
_WORDS = re.compile(rf"\b(?:{'|'.join(word for word in NUMBER_WORDS if word not in ('one', 'zero'))})\b")


@lru_cache(maxsize=16384)
def identifiers(text: str) -> frozenset[Identifier]:
    """Every identifier that `text` carries; each stretch of text counts once, as the most specific kind.

    >>> sorted(map(str, identifiers("Clause 8.5.1 of ISO 9001:2015 took 50 % of 3 days on 15 December 2000")))
    ['clause 8.5.1', 'date 15 december 2000', 'designation iso 9001:2015', 'number 3', 'percentage 50%']
    """
    rest = canonical(text)
    found: set[Identifier] = set()
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            if kind == "clauses":
                found |= {Identifier("clause", number) for number in re.findall(r"\d+(?:\.\d+)*", match[1])}
            else:
                value = match[0].removesuffix("s") if kind == "year" else match[0]
                found.add(Identifier(kind, value))
        rest = pattern.sub(" ~ ", rest)
    found |= {Identifier("number", NUMBER_WORDS[match[0]]) for match in _WORDS.finditer(rest)}
    return frozenset(found)


def _licences(identifier: Identifier) -> Iterable[Identifier]:
    """What may be said when `identifier` is in evidence: itself, and what it says less exactly."""
    kind, value = identifier
    yield identifier
    if kind == "designation":
        name, _, edition = value.partition(":")
        number = name.rsplit(" ", 1)[-1]
        yield Identifier("designation", name)
        yield Identifier("bare", number)
        if edition:
            yield Identifier("year", edition)
            yield Identifier("bare", f"{number}:{edition}")
    elif kind == "bare" and ":" in value:
        number, _, edition = value.partition(":")
        yield from (Identifier("bare", number), Identifier("year", edition))
    elif kind == "date":
        day, month, year = value.split()
        yield from (
            Identifier("month", f"{month} {year}"),
            Identifier("year", year),
            Identifier("day", f"{day} {month}"),
        )
    elif kind == "month":
        yield Identifier("year", value.split()[1])
    elif kind == "clause":
        yield Identifier("dotted", value)
    elif kind == "dotted":
        yield Identifier("clause", value)
    elif kind == "annex":
        yield Identifier("annex", value.split(".")[0])


def licensed(evidence: Iterable[str]) -> frozenset[Identifier]:
    """Every identifier that an answer may carry when it rests on `evidence`."""
    return frozenset(
        allowed for text in evidence for identifier in identifiers(text) for allowed in _licences(identifier)
    )


def unlicensed(text: str, evidence: Iterable[str]) -> list[Identifier]:
    """The identifiers of `text` that `evidence` does not carry, exact by kind, sorted.

    >>> unlicensed("It ended in 2004 under ISO 9001:2008.", ["ISO 9001 certificates ended on 15 December 2003."])
    [Identifier(kind='designation', value='iso 9001:2008'), Identifier(kind='year', value='2004')]
    """
    return sorted(identifiers(text) - licensed(evidence))
