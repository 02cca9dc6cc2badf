"""Questions for the number of certificates in a place, a trade or a year: only a figure for just that answers them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.standards import find_designations, without_designations
from assistant.types import Fact, Hit

# "How many ISO 9001 certificates …", "number of firms in Spain with ISO 14001".
_COUNTS = re.compile(
    r"\b(?:how many|number of)\s+(?:(?!(?:years?|months?|weeks?|days?|hours?|times|did|do|does|have|had)\b)[\w/:-]+\s+){0,3}?(?:certificates?|certs?|certifications|(?:companies|firms|organi[sz]ations|businesses|sites|hotels|hospitals|banks|schools)\b"
    r"(?=.*(?:\bcertif|\biso\b|\d{4,5})))\b(?!.*\b(?:need(?:ed)?|must|should|can|may|allowed|ha(?:ve|s|d) to)\b)",
    re.I,
)
_YEAR = re.compile(r"\b(?:in|of|for|from|by|during|since)\s+(?:the )?(?:year |end of )?((?:19|20)\d\d)\b", re.I)
# "in Poland", "in the IT sector", "in the chemical industry".
_PLACE = re.compile(r"\b(?:in|from|of|for)\s+(?:the )?((?!STANDARD)[A-Z][a-z]\w*(?:\s[A-Z]\w+)*)")
_TRADE = re.compile(
    r"\b(?:in|from|of|for)\s+(?:the )?((?:[\w&-]+\s){1,3}?)(?:sector|industry|trade|branch|business)\b", re.I
)
_MONTHS = (
    "january february march april may june july august september october november december iso world europe".split()
)
# A count in a statement on certificates, as large numbers are written.
_COUNT = re.compile(r"^(?=.*certifi).*(?:\b\d{1,3}(?:,\d{3})+\b|\bmillion\b|\bper ?cent\b|%)", re.I)


def narrowed_count(text: str, today: date) -> list[str]:
    """The years, places and trades to which a question narrows the number of certificates it asks for.

    The newest figures are a year or two old, so the last year narrows nothing.

    >>> narrowed_count("How many ISO 9001 certificates were there in Poland in 2020?", date(2026, 11, 22))
    ['2020', 'Poland']
    >>> narrowed_count("How many ISO 9001 certificates are there?", date(2026, 11, 22))
    []
    """
    if not _COUNTS.search(text):
        return []
    rest = without_designations(text)
    years = [year for year in _YEAR.findall(rest) if int(year) < today.year - 1]
    places = [place for place in _PLACE.findall(rest) if place.lower() not in _MONTHS]
    trades = [trade.strip() for trade in _TRADE.findall(rest)]
    return [*years, *(place for place in places if place not in trades), *trades]


def told(fact: Fact, narrowings: Sequence[str], keys: frozenset[str]) -> bool:
    """Whether `fact` holds a count, the standards asked for and every narrowing."""
    said = fact.statement
    named = {mention.designation.key for mention in find_designations(said)}
    return (
        bool(_COUNT.search(without_designations(said)))
        and keys <= named
        and all(re.search(rf"\b{re.escape(one)}", said, re.I) for one in narrowings)
    )


def with_the_figure_first(hits: list[Hit], narrowings: Sequence[str], keys: frozenset[str]) -> list[Hit]:
    """`hits` with the first that tells just the number asked for, if one does, before all others."""
    telling = next((hit for hit in hits if told(hit.fact, narrowings, keys)), None) if narrowings else None
    return hits if telling is None else [telling, *(hit for hit in hits if hit is not telling)]
