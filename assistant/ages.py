"""Standards put in order of time, by the facts that list their editions."""

from __future__ import annotations

import re

from assistant.ledger import Ledger
from assistant.polarity import negated, offers_choice
from assistant.standards import find_designations, without_designations
from assistant.types import Fact
from assistant.understanding import Question
from assistant.words import terms

_OLDER = r"older|oldest|earlier|earliest|before|first"
_NEWER = r"newer|newest|younger|youngest|later|latest|after|last"
_IN_TIME = re.compile(
    r"\b(?:older|oldest|newer|younger|youngest|earliest|chronolog\w*|(?:order|sort|arrange|rank|list)\w*\b.{0,40}\b(?:age|time|date|year|publication|history)|"
    r"(?:came|come|appeared|appear|published|issued|released|introduced|existed|begin|began|start\w*)\b.{0,12}\b(?:first|earlier|before|later|last|after))\b",
    re.I,
)
# "Is A older than B?", "Did A come before B?"; the first named is what is asked about.
_WHETHER = re.compile(
    rf"^\W*(?:is|was|did|does|has)\b.*?\b(?:(?P<older>{_OLDER})|(?P<newer>{_NEWER}))\b(?: (?:than|of))?", re.I
)
# What such a question says besides its standards.
_SAID = frozenset(
    terms(
        "older oldest earlier earliest before first newer newest younger youngest later latest after last chronological chronologically order sort sorted "
        "arrange rank list age time date year publication history came come appeared appear published issued released introduced existed began start started "
        "iso iec standard standards two three four five following put out"
    )
)
MOST = 5
IN_ORDER = "In order of time, the oldest first:"


def in_order_of_time(question: Question, told: Fact, ledger: Ledger) -> list[tuple[Fact, str]]:
    """The facts on the editions of the standards whose ages are compared, the oldest first, each with what is said before it.

    A fact `told` that dates all of them stays. Empty where something else is asked, or one of their first years is unknown.
    """
    keys = list(dict.fromkeys(standard.key for standard in question.standards))
    other = set(terms(without_designations(question.text, ledger.known))) - _SAID
    dated = any(standard.edition for standard in question.standards) or question.edition_years or question.clauses
    if not 2 <= len(keys) <= MOST or other or dated or not _IN_TIME.search(question.text):
        return []
    first = {key: ledger.first_year(key) for key in keys}
    years = {key: year for key, (year, _) in first.items() if year}
    if len(years) < len(keys):
        return []
    facts = [fact for key in sorted(keys, key=lambda key: years[key]) if (fact := first[key][1])]
    verdict = _verdict(question, [years[key] for key in keys])
    named = {mention.designation.key for mention in find_designations(told.statement, ledger.known)}
    if named.issuperset(keys) and all(str(year) in told.statement for year in years.values()):
        return [(told, verdict)] if verdict else []
    return [(fact, (verdict or IN_ORDER) if fact is facts[0] else "") for fact in facts]


def _verdict(question: Question, years: list[int]) -> str:
    """Yes or no, where it is asked whether the first of two standards is older or newer than the second."""
    asked = _WHETHER.search(question.text)
    if not asked or len(years) != 2 or years[0] == years[1] or not question.polar:
        return ""
    if negated(question.text) or offers_choice(question.text) or len(_IN_TIME.findall(question.text)) > 1:
        return ""
    return "Yes." if (years[0] < years[1]) == bool(asked["older"]) else "No."
