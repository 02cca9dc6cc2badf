"""The day a question is about, where it names one."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.ledger import Ledger
from assistant.standards import find_dates, standard_name

_STATE = re.compile(
    r"\b(?:(?:was|were|is|are) there|current|valid|latest|newest|in force|applicable|certif\w+|get|still|exist\w*|available|require\w*|mandatory|need|apply|appl\w+|"
    r"allowed|use|used|possible|have to|had to|must|could|can|might|which (?:edition|version|iso)|what (?:edition|version))\b", re.I)  # fmt: skip
# What a text said in a year; in the year of an edition that edition is meant.
_SAID = re.compile(
    r"\b(?:say|said|ask(?:ed)? for|contain\w*|cover\w*|deal\w*|dealt|demand\w*|describ\w*|expect\w*|clauses?|elements?|name[ds]?|mention\w*)\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:when|publish\w*|found\w*|introduc\w*|releas\w*|updat\w*|chang\w*|happen\w*|survey|new in|revis\w*|came out|come out)\b",
    re.I,
)
_IN_YEAR = re.compile(
    r"\b(?P<word>in|during|back in|as of|by|around|of|until|till|at the (?:start|beginning|end) of|for)\s+(?:the year\s+)?(?P<year>(?:19[4-9]|20[0-4])\d)\b(?!\s*(?:edition|version|revision|standard))",
    re.I,
)
# "Before ISO 9001:2015" and "prior to the 2015 edition", with nothing of that edition named after it.
_EDITION_YEAR = r"(?:19[89]|20[0-4])\d"
_LIMITING = re.compile(
    r"\b(?:before|prior to|earlier than|until|till|up to) (?:the )?"
    rf"(?:(?P<year>{_EDITION_YEAR}) (?:edition|version|revision)\b"
    rf"|(?:[a-z/]+[\s-]*){{0,3}}\d{{4,5}}(?:-\d)?\s*:\s*(?P<year2>{_EDITION_YEAR})\b)"
    r"(?: of (?:iso(?:/iec)? ?)?\d{4,5}(?:-\d)?\b)?(?:,? (?:(?:edition|version) ?)?(?:c[ao]me out|appeared|existed|took effect|arrived|was (?:published|released|"
    r"introduced|issued|there|in force)))?(?=\s*(?:$|[?.,;:!)]|(?:was|were|did|had|could|in|on|at|and|or)\b))",
    re.I,
)
# What has to be done before an edition comes is not asked of the time before it.
_DUTY = re.compile(r"\b(?:must|should|shall|can|will|do|does|is|are|may|have|has|need)\b", re.I)
_WAS = re.compile(r"\b(?:was|were|did|had|could|used|came|applied|existed)\b", re.I)
# "In spring 2026": a day in the middle of it.
_PART_OF_YEAR = re.compile(
    r"\b(?:in|during|by|until|since|of|at|towards)\s+(?:the )?(?:very )?"
    r"(?P<part>early|mid|late|start|beginning|end|spring|summer|autumn|fall|winter)[\s-](?:of )?(?P<year>(?:19[4-9]|20[0-4])\d)\b",
    re.I,
)
_MIDDLE = {"early": (2, 1), "spring": (4, 1), "mid": (7, 1), "summer": (7, 15), "autumn": (10, 15), "fall": (10, 15),
           "late": (11, 15), "winter": (1, 15), "start": (1, 15), "beginning": (1, 15), "end": (12, 31)}  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
# "Three years ago", "last year" and "in the early nineties" tell the day only of what was so then: "we were certified two
# years ago, are we ...?" is asked of today.
_ASKED_OF_THEN = re.compile(
    r"^(?!.*\b(?:is|are|do|does|can|must|will|should|may|have|has|our|my|we)\b).*\b(?:was|were|did|could|had|used|applied)\b",
    re.I,
)
_AGO = re.compile(
    rf"\b(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}) years? (?:ago|back|before today)\b|\blast year\b", re.I
)
_DECADES = {"eighties": 1980, "nineties": 1990, "noughties": 2000}
_DECADE = re.compile(
    r"\b(?P<part>early|mid|late)[\s-](?:the )?(?:(?P<decade>(?:19[4-9]|20[0-2])0)s|'?(?P<tens>[4-9])0s|"
    rf"(?P<word>{'|'.join(_DECADES)}))\b",
    re.I,
)
_YEARS_IN = {"early": 2, "mid": 5, "late": 8}
_BEFORE_YEAR = re.compile(
    r"\b(?:before|prior to)\s+(?P<year>(?:19[89]|20[0-4])\d)\b(?!\s*(?:edition|version|revision))", re.I
)
# "Does it still say so in 2015?": said in the present of a year with an edition, that edition is meant.
_PRESENT = re.compile(r"^\W*(?:so |and |but )?(?:is|are|does|do|has|have|must|may)\b", re.I)
_TODAY = re.compile(r"\b(?:today|nowadays|now|at present|currently|these days|at the moment)\b", re.I)


@dataclass(frozen=True, slots=True)
class Limit:
    """An edition that is only the end of a time ("before ISO 9001:2015"), and where the text says so."""

    year: int
    start: int
    end: int


def limiting_edition(text: str) -> Limit | None:
    """The edition before which something was.

    >>> limiting_edition("Was a manual required before ISO 9001:2015?").year
    2015
    >>> limiting_edition("What must we do before ISO 9001:2026?"), limiting_edition("before ISO 9001:2026 audits")
    (None, None)
    """
    match = _LIMITING.search(text)
    if match is None or (_DUTY.search(text) and not _WAS.search(text)):
        return None
    return Limit(int(match["year"] or match["year2"]), *match.span())


def as_it_was(text: str, limit: Limit, keys: Collection[str], day: date, ledger: Ledger) -> str:
    """`text` with the edition that was current on `day`, for "before" the one that limits: of that the library can tell."""
    meant = set(keys) or {"9001"}
    edition = ledger.current_edition(next(iter(meant)), day) if len(meant) == 1 else None
    if edition is None:
        return text
    return f"{text[: limit.start]}in {standard_name(edition.key)}:{edition.year}{text[limit.end :]}"


def day_asked(text: str, keys: frozenset[str], named: Set[int], ledger: Ledger, today: date) -> date | None:
    """The day whose state of affairs is asked for ("in 1998", "on 1 June 2026", "before the 2026 edition"); None for today.

    `keys` are the standards that are meant, `named` the years of editions that are named with their standard.
    """
    limit = limiting_edition(text)
    if limit:
        for key in [*sorted(keys), "9001"]:
            for edition in ledger.editions.get(key, []):
                if edition.year == limit.year:
                    eve = edition.current_from - timedelta(days=1)
                    others = any(ledger.current_edition(other, eve) for other in keys - {key})
                    # What was there before the first edition its facts tell best, and they hold only since.
                    return None if ledger.not_begun(key, eve) and not others else eve
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
        then = _then(text, today) if _ASKED_OF_THEN.search(text) else None
        if then:
            return then
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


def _then(text: str, today: date) -> date | None:
    """The day of what is said to have been so many years ago, last year, before a year or in a part of a decade."""
    ago = _AGO.search(text)
    if ago:
        number = (ago["number"] or "").lower()
        if not number:
            return date(today.year - 1, 7, 1)
        # 29 February has no counterpart in most years.
        return date(today.year - (_NUMBERS.get(number) or int(number)), today.month, min(today.day, 28))
    decade = _DECADE.search(text)
    if decade:
        first = (
            int(decade["decade"] or 0)
            or _DECADES.get((decade["word"] or "").lower())
            or 1900 + 10 * int(decade["tens"])
        )
        return date(first + _YEARS_IN[decade["part"].lower()], 7, 1)
    before = _BEFORE_YEAR.search(text)
    return date(int(before["year"]) - 1, 12, 31) if before else None
