"""The day a question is about, where it names one."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, timedelta

from assistant.ledger import Ledger
from assistant.standards import find_dates

_STATE = re.compile(
    r"\b(?:(?:was|were|is|are) there|current|valid|latest|newest|in force|applicable|certif\w+|get|still|exist\w*|available|require\w*|mandatory|need|apply|appl\w+|"
    r"allowed|use|used|possible|have to|had to|must|could|can|might|which (?:edition|version|iso)|what (?:edition|version))\b", re.I)  # fmt: skip
# What a text said in a year; in the year of an edition that edition is meant.
_SAID = re.compile(
    r"\b(?:say|said|ask(?:ed)? for|contain\w*|cover\w*|deal\w*|dealt|demand\w*|describ\w*|expect\w*|clauses?|elements?|name[ds]?|mention\w*)\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:when|publish\w*|found\w*|introduc\w*|releas\w*|chang\w*|happen\w*|survey|new in|revis\w*|came out|come out)\b",
    re.I,
)
_IN_YEAR = re.compile(
    r"\b(?P<word>in|during|back in|as of|by|around|of|until|till|at the (?:start|beginning|end) of|for)\s+(?:the year\s+)?(?P<year>(?:19[4-9]|20[0-4])\d)\b(?!\s*(?:edition|version|revision|standard))",
    re.I,
)
_BEFORE_EDITION = re.compile(
    r"\bbefore (?:the )?(?P<year>(?:19[89]|20[0-4])\d) (?:edition|version|revision)|\bbefore iso\s*\S*?:(?P<year2>\d{4})\b",
    re.I,
)
# "In spring 2026": a day in the middle of it.
_PART_OF_YEAR = re.compile(
    r"\b(?:in|during|by|until|since|of)\s+(?:the )?(?P<part>early|mid|late|spring|summer|autumn|fall|winter)[\s-](?:of )?(?P<year>(?:19[4-9]|20[0-4])\d)\b",
    re.I,
)
_MIDDLE = {"early": (2, 1), "spring": (4, 1), "mid": (7, 1), "summer": (7, 15), "autumn": (10, 15), "fall": (10, 15),
           "late": (11, 15), "winter": (1, 15)}  # fmt: skip
# "Does it still say so in 2015?": said in the present of a year with an edition, that edition is meant.
_PRESENT = re.compile(r"^\W*(?:so |and |but )?(?:is|are|does|do|has|have|must|may)\b", re.I)
_TODAY = re.compile(r"\b(?:today|nowadays|now|at present|currently|these days|at the moment)\b", re.I)


def day_asked(text: str, keys: frozenset[str], named: Set[int], ledger: Ledger, today: date) -> date | None:
    """The day whose state of affairs is asked for ("in 1998", "on 1 June 2026", "before the 2026 edition"); None for today.

    `keys` are the standards that are meant, `named` the years of editions that are named with their standard.
    """
    before = _BEFORE_EDITION.search(text)
    if before:
        year = int(before["year"] or before["year2"])
        for key in [*sorted(keys), "9001"]:
            for edition in ledger.editions.get(key, []):
                if edition.year == year:
                    return edition.current_from - timedelta(days=1)
    if _TODAY.search(text) or _EVENT.search(text):
        return None
    published = {edition.year for key in keys or {"9001", "14001"} for edition in ledger.editions.get(key, [])}
    # "Retrained for 2026" and "a certificate for 2015" mean the editions of those years.
    years = {
        int(match["year"])
        for match in _IN_YEAR.finditer(text)
        if match["word"].lower() != "for" or int(match["year"]) not in published
    } - named
    if _PRESENT.match(text) and not named:
        years -= published
    if _STATE.search(text):
        days = find_dates(text)
        if len(days) == 1:
            return days[0]
        part = _PART_OF_YEAR.search(text)
        if part:
            return min(date(int(part["year"]), *_MIDDLE[part["part"].lower()]), today)
    elif _SAID.search(text):
        years -= {edition.year for key in keys or {"9001"} for edition in ledger.editions.get(key, [])}
    else:
        return None
    if len(years) != 1:
        return None
    year = years.pop()
    # A year alone means a day well inside it; the middle is the least surprising.
    return min(date(year, 7, 1), today) if year <= today.year else None
