"""Places in the row of a standard's editions: the one before or after another, the third, the previous one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.ledger import Ledger
from assistant.standards import Designation, find_designations, standard_name

_NOUN = r"(?:edition|version|revision|issue|release)"
# The words around a year that make it an edition: "the 1994 one".
_YEAR = re.compile(rf"(?:\bthe )?(?<![\d./-])(?P<year>(?:19[89]|20[0-4])\d)(?![\d-])(?:\s+(?:{_NOUN}|one|standard)\b)?")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
# "The first" is left alone: many facts speak of the first edition in these very words.
_ORDINAL = rf"(?P<nth>{'|'.join(_ORDINALS[1:])}|2nd|3rd|[4-9]th|10th)"
# In these patterns "@" stands for an edition or a year that is named, "#" for a standard without one.
_OF_IT = r"(?:,? (?:of |to )?(?:the )?#)?"
_NTH = re.compile(rf"(?:\bthe )?(?:#,? )?(?:\bthe )?\b{_ORDINAL} (?:# )?{_NOUN}{_OF_IT}", re.I)
_IS_NTH = re.compile(rf"\bthe (?P<nth>{'|'.join(_ORDINALS)}) (?:and current |and last )?edition\b", re.I)
_PREVIOUS = re.compile(rf"\bthe (?:previous|preceding|last but one) (?:# )?{_NOUN}{_OF_IT}(?!,? ?\(?@)", re.I)
_DIRECTLY = r"(?:right |just |directly |immediately )?"
_THING_BEFORE = re.compile(
    rf"(?:\bthe )?\bpredecessor{_OF_IT} (?:of|to) @"
    rf"|\bthe (?:# )?(?:{_NOUN}|one|standard){_OF_IT} (?:that (?:came|was) )?{_DIRECTLY}(?:before|preceding|prior to) @",
    re.I,
)
_THING_AFTER = re.compile(
    rf"(?:\bthe )?\bsuccessor{_OF_IT} (?:of|to) @"
    rf"|\bthe (?:# )?(?:{_NOUN}|one|standard){_OF_IT} (?:that (?:came|was) )?{_DIRECTLY}(?:after|following) @",
    re.I,
)
_LATER_DOES = r"(?:follow|replac|succeed|supersed)"
# Of "what replaced @", "@ was replaced by what" and "what did @ replace", which is asked for: the one before or after.
_BEFORE = re.compile(
    rf"\b{_LATER_DOES}ed by @|@[^@]*\bpreceded by\b|\b(?:did|does) @ {_LATER_DOES}|@ {_LATER_DOES}\w+ (?:what|which)|\bpreced\w+ @"
    r"|\b(?:before|prior to|previous to|earlier than) @|@.*\bbefore(?: it| that)?\W*$",
    re.I,
)
# Until a year an edition may have been used long after the next one came; until an edition none but the one before it.
_UNTIL = re.compile(r"\b(?:until|up to) @", re.I)
_AFTER = re.compile(
    rf"@[^@]*\b{_LATER_DOES}ed by\b|\bby (?:which|what)\b[^@]*@ {_LATER_DOES}ed\b|\bpreceded by @|\b{_LATER_DOES}\w+ @|\bafter @|@.*\bafter(?: it| that)?\W*$",
    re.I,
)
_RELATING = re.compile(rf"\b(?:until|up to|before|prior|after|preced\w+|{_LATER_DOES}\w+)\b", re.I)
_BETWEEN = re.compile(r"\bbetween @ and @", re.I)
_YES_OR_NO = re.compile(r"[^\w@#]*(?:was|were|is|are|did|does|do|has|had|have|can|could|may|must|will|should)\b", re.I)
# A question of these words alone asks for an edition and not for something in it or about it.
_PLAIN_WORDS = frozenset(
    "which what whats what's one edition version revision issue release standard iso iec the a an of to by for in on was were "
    "is are be came come comes did does do that it there then valid current currently force applied apply applies applicable "
    "used use uses latest newest exist existed effective official next directly right immediately just before prior preceding "
    "preceded precede precedes previous earlier than until up after following followed follow follows succeeded succeeds "
    "superseded supersedes replaced replace replaces replacing between and when year date published out tell me please name so "
    "had have been we you they people companies company auditors organizations firms".split()
)
# With them a time is told: "in the early nineties", "three years ago", "at the end of 2008".
_TIME_WORDS = frozenset(
    "years ago last back nineties eighties early mid late start beginning end spring summer autumn winter at during around "
    "one two three four five six seven eight nine ten century millennium turn january february march april may june july august "
    "september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A question in which a place in the row is put as the edition that stands there.

    `sought` is that edition where nothing but the edition is asked for.
    """

    text: str
    sought: Designation | None = None


@dataclass(frozen=True, slots=True)
class _Masked:
    """A question with "@" for the editions and years named and "#" for the standards, and what these stand for."""

    text: str
    spans: tuple[tuple[str, int | None, bool], ...]

    @property
    def years(self) -> list[int]:
        return [year for _, year, _ in self.spans if year is not None]

    def full(self, start: int, end: int) -> str:
        """A stretch of the masked text as it was written."""
        skipped = len(re.findall("[@#]", self.text[:start]))
        said = iter(self.spans[skipped:])
        return re.sub("[@#]", lambda _: next(said)[0], self.text[start:end])


def placed(text: str, topics: Collection[str], ledger: Ledger, today: date) -> Placed:
    """`text` with "the edition before ISO 9001:2015" and "the third edition of ISO 9001" said by their years.

    "Which edition came before ISO 9001:2015?" becomes the question for that edition. What the row does not hold stays.
    """
    key = _only_key(text, topics, ledger)
    row = ledger.years(key)
    if not row:
        return Placed(text)
    masked = _masked(text, ledger)
    if _asks_nothing_else(masked.text):
        year = _asked_for(masked, row)
        if year is not None:
            return _sought(key, year)
    for pattern, year in _things(masked, row, key, ledger, today):
        match = pattern.search(masked.text)
        # "The second edition of our handbook" is none of a standard.
        if match and year is not None and re.search("[#@]", match.group()):
            before, after = masked.full(0, match.start()), masked.full(match.end(), len(masked.text))
            named = f"{before}{standard_name(key)}:{year}{after}"
            rest = masked.text[: match.start()] + masked.text[match.end() :]
            if _asks_nothing_else(rest) and not _RELATING.search(rest):
                return _sought(key, year)
            # "What replaced the third edition?" asks for a place next to one that is named by its place.
            return placed(named, topics, ledger, today)
    return Placed(text)


def asks_which_then(text: str, ledger: Ledger) -> bool:
    """Whether nothing is asked but which edition it was at some time.

    What has more in it ("which edition dropped the manual in 2015?") asks for something that it did.
    """
    masked = _masked(text, ledger).text.lower()
    asks = re.search(r"\b(?:which|what)\b", masked) and not _RELATING.search(masked)
    return bool(asks) and _asks_nothing_else(masked, _TIME_WORDS)


def _sought(key: str, year: int) -> Placed:
    return Placed(f"When was {standard_name(key)}:{year} published?", Designation(key, year))


def beyond_the_last(text: str, key: str, ledger: Ledger) -> str:
    """The ordinal of an edition that the row of `key` has not got yet: "seventh"; empty when there is none."""
    match = _NTH.search(_masked(text, ledger).text)
    row = ledger.years(key)
    if match is None or "#" not in match.group() or not row:
        return ""
    return match["nth"].lower() if _number(match["nth"]) > len(row) else ""


def _only_key(text: str, topics: Collection[str], ledger: Ledger) -> str:
    """The one standard that is meant; where none is named that of the field, else ISO 9001, as everywhere."""
    keys = {mention.designation.key for mention in find_designations(text, ledger.known)}
    meant = keys or {topic for topic in topics if topic in ledger.edition_lists} or {"9001"}
    return meant.pop() if len(meant) == 1 else ""


def _masked(text: str, ledger: Ledger) -> _Masked:
    found: list[tuple[int, int, int | None, bool]] = []
    for mention in find_designations(text, ledger.known):
        found.append((mention.start, mention.end, mention.designation.edition, True))
    for match in _YEAR.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _, _ in found):
            found.append((*match.span(), int(match["year"]), False))
    found.sort()
    pieces, spans, last = [], [], 0
    for start, end, year, named in found:
        pieces += [re.sub("[@#]", " ", text[last:start]), "#" if year is None else "@"]
        spans.append((text[start:end], year, named))
        last = end
    return _Masked("".join([*pieces, re.sub("[@#]", " ", text[last:])]), tuple(spans))


def _asks_nothing_else(masked: str, besides: Collection[str] = ()) -> bool:
    words = re.findall(r"[\w']+", masked.lower())
    said = all(word in _PLAIN_WORDS or word in besides or (besides and word.isdigit()) for word in words)
    return said and not _YES_OR_NO.match(masked)


def _asked_for(masked: _Masked, row: Sequence[int]) -> int | None:
    """The year of the edition before, after or between those named."""
    years = masked.years
    if len(years) == 2 and _BETWEEN.search(masked.text):
        within = [year for year in row if min(years) < year < max(years)]
        return within[0] if len(within) == 1 else None
    if len(years) != 1:
        return None
    if _BEFORE.search(masked.text) or (_UNTIL.search(masked.text) and years[0] in row):
        return _beside(masked, row, -1)
    return _beside(masked, row, 1) if _AFTER.search(masked.text) else None


def _things(
    masked: _Masked, row: Sequence[int], key: str, ledger: Ledger, today: date
) -> list[tuple[re.Pattern[str], int | None]]:
    """The ways to name an edition by its place that may stand in the text, with the years they mean."""
    if len(masked.years) == 1:
        return [(_THING_BEFORE, _beside(masked, row, -1)), (_THING_AFTER, _beside(masked, row, 1))]
    if masked.years or "#" not in masked.text:
        return []
    nth = _NTH.search(masked.text)
    number = _number(nth["nth"]) if nth else 0
    current = ledger.current_edition(key, today)
    previous = [year for year in row if current and year < current.year]
    return [
        (_NTH, _nth_edition(number, row, key, ledger) if number else None),
        (_PREVIOUS, previous[-1] if previous else None),
    ]


def _nth_edition(number: int, row: Sequence[int], key: str, ledger: Ledger) -> int | None:
    """The year of the edition that is called the n-th, else of the n-th that is listed.

    ISO counts by its own rules: ISO 9000:2026 is the fifth edition, though its line has six years.
    """
    called = {
        edition.year: _number(said["nth"])
        for edition in ledger.editions.get(key, [])
        if (said := _IS_NTH.search(edition.fact.statement))
    }
    for year, nth in called.items():
        if nth == number:
            return year
    listed = row[number - 1] if key in ledger.edition_lists and number <= len(row) else None
    return None if listed in called else listed


def _beside(masked: _Masked, row: Sequence[int], step: int) -> int | None:
    """The neighbour of the one edition named; a year alone need be none of an edition."""
    year, named = next((year, named) for _, year, named in masked.spans if year is not None)
    if named and year not in row:
        return None
    beside = [other for other in row if (other < year if step < 0 else other > year)]
    return None if not beside else beside[-1] if step < 0 else beside[0]


def _number(ordinal: str) -> int:
    word = ordinal.lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[:-2])
