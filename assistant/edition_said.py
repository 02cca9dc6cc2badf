"""The edition that is said first where an edition is what is asked for: that of a day, or one not out yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.edition_row import asks_which_then
from assistant.ledger import Ledger
from assistant.standards import standard_name, without_designations
from assistant.types import Fact
from assistant.understanding import Question
from assistant.words import terms

# An edition is asked for by what it did, not as the current one.
_BY_DEED = re.compile(
    r"\b(?:edition|version|revision|release)\b[^?.]*\b(?:introduc\w*|add(?:s|ed)?|drop\w*|remov\w*|br(?:ing|ought)|first|contain\w*|"
    r"mention\w*|requir\w*|had|has|chang\w*|renam\w*|split|abolish\w*|start\w*|beg[au]n|use[sd]?|saw|made|where|when)\b",
    re.I,
)
# Neither is one that is told apart from the others, or what something was made for.
_AMONG_ALL = re.compile(
    r"\b(?:longest|shortest|oldest|earliest|biggest|most|least|written for|made for|based on|belongs? to|lasted)\b",
    re.I,
)
# Something in the current edition is asked for, and not the edition.
_IN_IT = re.compile(
    r"\b(?!(?:edition|version|revision|date|year|name|number|title)s?\b)\w+ (?:of|in|under|by|with|from|into) (?:the |our )?(?:current|latest|newest|new|present) "
    r"(?:iso|edition|version|standard|revision|\d)",
    re.I,
)
# Nor is an edition that only tells since when or whereby something else is asked: "now the new edition is out, …".
_CIRCUMSTANCE = re.compile(
    r"\b(?:now(?: that)?|with|since|because|as|after|once|until|before|when|if|about)\s+(?:the|this|a)\s+(?:[\w:/]+\s+){0,3}?"
    r"(?:latest|current|newest|new|last|present)\b",
    re.I,
)
# What held at some time past; without a day that can be told, today's edition is no answer.
_BACK_THEN = re.compile(
    r"\b(?:ago|eighties|nineties|(?:19|20)?\d0'?s|back then|at (?:the|that) time|in those days|last (?:year|decade|century)|"
    r"turn of the (?:millennium|century)|previous\w*|before|prior to|preced\w+|the one before)\b"
    r"|\b(?:was|were) (?:then |still )?(?:the |once )?(?:current|valid|latest|newest|in force|applicable|used|in use|the one)\b"
    r"|\b(?:was|were|did)\b[^?.]*\b(?:valid|in force|appl(?:y|ied)|use)\b",
    re.I,
)
_CAME_OUT = re.compile(r"\b(?:publish|releas|issu|revis|updat|introduc|launch|adopt)\w*|\bc[ao]me out\b", re.I)
# Whether and when an edition will come.
_AHEAD = re.compile(
    r"\b(?:will|going to|gonna|coming|planned|planning|plans?|expected|due|next|news|yet|already|in the works|appears?|when|there|exists?|"
    r"scheduled|announced|upcoming|rumou?r\w*)\b",
    re.I,
)


# What asks for an edition as such, and nothing in it.
_AS_SUCH = frozenset(terms("what about tell explain describe define mean means standard edition version iso iec"))


@dataclass(frozen=True, slots=True)
class EditionSaid:
    """The fact that tells which edition it is, and what is put before it where the fact does not say so itself."""

    fact: Fact
    lead: str = ""


def edition_said(question: Question, ledger: Ledger) -> EditionSaid | None:
    """What tells of the edition asked for, when an edition is the question; None where the search has to find it."""
    if question.edition_sought is not None:
        return _told(question.edition_sought.key, question.edition_sought.edition or 0, ledger)
    if (named := _one_named(question, ledger)) is not None:
        return named
    ahead = _one_ahead(question, ledger)
    if ahead is not None:
        return ahead
    if not _asks_for_edition(question) and not (question.historical and asks_which_then(question.text, ledger)):
        return None
    keys = sorted(question.keys) or sorted(question.topics & {"9001", "14001", "45001"})
    if len(keys) != 1:
        return None
    if not question.historical and _BACK_THEN.search(question.text) and not _CAME_OUT.search(question.text):
        return None
    edition = ledger.current_edition(keys[0], question.as_of)
    if edition is not None:
        return EditionSaid(edition.fact)
    year = ledger.listed_on(keys[0], question.as_of) if question.historical else None
    return _told(keys[0], year, ledger) if year else None


def _one_named(question: Question, ledger: Ledger) -> EditionSaid | None:
    """An edition that is asked about as such: "What is ISO 9000:2015?"."""
    if question.polar or len(question.standards) != 1 or question.clauses:
        return None
    standard = question.standards[0]
    if set(terms(without_designations(question.text, ledger.known))) - _AS_SUCH:
        return None
    fact = next((one.fact for one in ledger.editions.get(standard.key, []) if one.year == standard.edition), None)
    return EditionSaid(fact) if fact is not None else None


def asks_ahead(question: Question, year: int) -> bool:
    """Whether an edition of `year` is only asked about as one to come."""
    return year > question.today.year and bool(_AHEAD.search(question.text))


def _asks_for_edition(question: Question) -> bool:
    return (
        "edition" in question.kinds
        and not _BY_DEED.search(question.text)
        and not _AMONG_ALL.search(question.text)
        and not _IN_IT.search(question.text)
        and not _CIRCUMSTANCE.search(question.text)
        and not question.edition_years
        and not any(standard.edition for standard in question.standards)
    )


def _told(key: str, year: int, ledger: Ledger) -> EditionSaid | None:
    """The fact on one edition, or the list that has it with the year picked out."""
    for edition in ledger.editions.get(key, []):
        if edition.year == year:
            return EditionSaid(edition.fact)
    listing = ledger.edition_lists.get(key)
    return EditionSaid(listing, f"That was {standard_name(key)}:{year}.") if listing else None


def _one_ahead(question: Question, ledger: Ledger) -> EditionSaid | None:
    """What is known of the revision to come, for an edition that may come."""
    for standard in question.standards:
        for year in sorted(question.editions_of(standard.key)):
            listing = ledger.missing_edition(standard.key, year)
            if listing is not None and asks_ahead(question, year):
                lead = f"There is no {standard_name(standard.key)}:{year} yet."
                return EditionSaid(ledger.revisions.get(standard.key, listing), lead)
    return None
