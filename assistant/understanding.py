"""A question and its history become a standalone question with what it asks: standards, clauses, day, kind."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.claims import read_claim
from assistant.day_asked import Limit, as_it_was, day_asked, limiting_edition
from assistant.edition_row import placed
from assistant.ledger import Ledger
from assistant.options import sought
from assistant.question_kinds import AUXILIARY, FORERUNNERS, KINDS, TOPICS
from assistant.standards import (
    Designation,
    Mention,
    find_clauses,
    find_designations,
    find_edition_years,
)

_OPENING = r"^(?:(?:so|and|but|ok(?:ay)?|well|hi|hello|hey|please|pls|thanks|sorry|quick question|question|also|then|now)\b[\s,:;!.–-]*)*"
POLAR = re.compile(
    rf"{_OPENING}(?:[^?.,:;]{{0,140}}(?:[,:;]|\s-)\s*|in \d{{4}}\s+)?{AUXILIARY}\b(?!\s+you\s+(?:(?:please|kindly|perhaps|maybe)\s+)?(?:explain|tell|describe|list|give|help|name|show|let (?:me|us)|advise|clarify))",
    re.I,
)
# A statement that is asked: "ISO 9001 is mandatory?", "quality manual still needed?"
_STATED = re.compile(
    rf"{_OPENING}(?!{AUXILIARY}\b)(?!.*\b(?:what|which|who|whom|whose|when|where|why|how|whether|or)\b)(?!.*[.!?;:,-]\s)(?=(?:\W*\w+){{3}})"
    r".*\b(?:is|are|was|were|has|have|must|needs?|requires?|required|needed|allowed|valid|mandatory|compulsory|obligatory|can|may|lasts?|enough|possible)\b.*\?\s*$",
    re.I,
)
# A statement that is asked: "So it has eleven clauses now?"
_ASKED_STATEMENT = re.compile(
    rf"^\W*(?:so|and so|then)\b(?!\W*{AUXILIARY}\b)(?!.*\b(?:what|which|who|whom|whose|when|where|why|how)\b)(?=(?:\W*\w+){{4}}).*\?\s*$",
    re.I,
)
# The question after what is told first: "The new edition is out, so are we uncertified now?"
_LATE_POLAR = re.compile(
    rf"^(?!.*\b(?:what|which|who|whom|whose|when|where|why|how)\b).*[,;:-]\s*(?:(?:so|and|but|then|or|even so)\s+)?{AUXILIARY}\s+"
    r"(?:i|we|you|he|she|it|they|the|this|that|there|these|those|our|my|your|all|any|every|an?|one|anyone|someone|somebody|auditors?)\b",
    re.I,
)
_TRUE_FALSE = re.compile(
    r"\b(?:true or false|is it true|true that|correct that|is it correct|right that|am i right|true\?|t/f|t or f|true/false|is that so)(?!\w)"
    r"|(?<=[.!?;-]) ?(?:right|correct|true)\?\s*$",
    re.I,
)
_YES_OR_NO = re.compile(r"\byes or no\b|(?<=[.!?;\"-]) ?(?:ok|okay|allowed|possible|obligatory|mandatory)\?\s*$", re.I)
_ASKING_WORD = re.compile(rf"\b(?:{AUXILIARY}|what|which|who|whom|whose|when|where|why|how)\b", re.I)
# "Nadcap - what is it?", "ISO 10002, what is that one about?"
_THING_FIRST = re.compile(
    r"^\W*(?P<thing>[\w/. -]{2,40}?)\s*[-,:]+\s*(?P<asked>what|who)(?:'s| is| are| (?P<was>was))? (?:it|that|this|they|those)"
    r"(?: one)?(?P<about>(?: all)? (?:about|(?:good )?for))?\W*$",
    re.I,
)
# What the person takes for granted before asking.
GRANTING = re.compile(
    r"^\W*(?:so,? |and |but )?(?:since|as|because|given|now that|seeing|considering)\b|, so (?:can|could|do|does|is|are|may|must|should|will)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|used to|formerly|back then|history|histor\w+|old|previous\w*|earlier|original\w*|first|before|ago|originally|once)\b",
    re.I,
)


@dataclass(frozen=True)
class Question:
    """A standalone question and what it asks for."""

    text: str
    standards: tuple[Designation, ...]
    topics: frozenset[str]
    edition_years: tuple[int, ...]
    clauses: tuple[str, ...]
    as_of: date
    today: date
    kinds: frozenset[str]
    polar: bool
    tagged: bool
    past: bool
    # Whether "yes" to it means that what it puts forward is false ("…, is he wrong?").
    turned: bool = False
    # The edition that answers, where only its place in the row is named: "which came before ISO 9001:2015?".
    edition_sought: Designation | None = None

    @property
    def neutral(self) -> bool:
        """Whether it asks yes or no without saying what the person takes for true: no tag, no "since …, can we …?"."""
        told_first = _LATE_POLAR.search(self.text) and not POLAR.search(self.text)
        return self.polar and not self.tagged and not GRANTING.search(self.text) and not told_first

    @cached_property
    def sought(self) -> str:
        """What is searched for: the text without figures and clauses that are only offered to choose from."""
        return sought(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of the standards that are named."""
        return frozenset(standard.key for standard in self.standards)

    @property
    def historical(self) -> bool:
        """Whether it asks about another day than today."""
        return self.as_of != self.today

    def editions_of(self, key: str) -> set[int]:
        """The edition years asked for one standard; "the 2008 version" counts for every standard named."""
        named = {standard.edition for standard in self.standards if standard.key == key and standard.edition}
        return named or set(self.edition_years)


def tidy(text: str) -> str:
    """The question with white space and typographic marks made plain."""
    plain = text.translate(str.maketrans("‘’“”–—\u00a0", "''\"\"-- "))
    plain = re.sub(r"\bn/a\b", "not applicable", plain, flags=re.I)
    return re.sub(r"\s+", " ", plain).strip()


def understand(text: str, ledger: Ledger, today: date, as_of: date | None = None) -> Question:
    """What a standalone question asks for; `as_of` overrides a day named in it."""
    text = _THING_FIRST.sub(_thing_last, tidy(text))
    asked = asking_sentence(text)
    claim = read_claim(text)
    tagged = claim.put or bool(
        _TRUE_FALSE.search(text) or _ASKED_STATEMENT.search(asked) or (_STATED.search(text) and not POLAR.search(text))
    )
    polar = tagged or bool(
        claim.text != text
        or _YES_OR_NO.search(text)
        or _LATE_POLAR.search(asked)
        or (POLAR.search(asked) and not re.match(r"^\W*(?:what|which|who|when|where|why|how)\b", asked, re.I))
    )
    full, text = claim.text, sought(claim.text)
    offers = text != full
    in_field = {topic for topic, pattern in TOPICS.items() if pattern.search(text)}
    place = placed(text, in_field, ledger, today)
    topics = frozenset(key for topic in in_field for key in (topic, *FORERUNNERS.get(topic, ())))
    limit = limiting_edition(place.text)
    standards = _standards(place.text, limit, ledger)
    named = {standard.edition for standard in standards if standard.edition}
    keys = frozenset(standard.key for standard in standards)
    day = day_asked(place.text, keys | topics, named, ledger, today)
    text = place.text
    if limit is not None and day is not None:
        text = as_it_was(text, limit, keys or topics, day, ledger)
        limit = limit if text == place.text else None
        standards = _standards(text, limit, ledger)
        named = {standard.edition for standard in standards if standard.edition}
    mentions = find_designations(text, ledger.known)
    # A story may speak of a change or a list without asking for one; "OK so?" asks what the story says.
    telling = asking_sentence(text) if _ASKING_WORD.search(asked) else text
    kinds = frozenset(name for name, pattern in KINDS.items() if pattern.search(telling))
    years = tuple(
        year for year in find_edition_years(text) if year not in named and (limit is None or year != limit.year)
    )
    return Question(
        full if offers else text, standards, topics, years, _clauses(_without(text, mentions), bool(standards or topics), ledger),
        as_of or day or today, today, kinds, polar, tagged, bool(_PAST.search(place.text)), claim.turned, place.sought,
    )  # fmt: skip


def _thing_last(found: re.Match[str]) -> str:
    """ "What is Nadcap?" of "Nadcap - what is it?"."""
    return f"{found['asked'].capitalize()} {found['was'] or 'is'} {found['thing']}{found['about'] or ''}?"


def _standards(text: str, limit: Limit | None, ledger: Ledger) -> tuple[Designation, ...]:
    mentions = find_designations(text, ledger.known)
    return tuple(dict.fromkeys(_as_known(_asked_about(mention, limit), ledger.known) for mention in mentions))


def _asked_about(mention: Mention, limit: Limit | None) -> Designation:
    """The standard of a mention; an edition that only limits a time ("before ISO 9001:2015") is not the one asked about."""
    limiting = limit is not None and limit.start <= mention.start < limit.end
    return replace(mention.designation, edition=None) if limiting else mention.designation


def _clauses(text: str, in_field: bool, ledger: Ledger) -> tuple[str, ...]:
    """The clauses asked for; a bare number in a question that names no standard only where ISO 9001 has such a clause."""
    said = find_clauses(text, bare=in_field)
    known = [] if in_field else [one for one in find_clauses(text) if ledger.missing_clause("9001", one) is None]
    return tuple(dict.fromkeys([*said, *known]))


def _as_known(standard: Designation, known: Set[str]) -> Designation:
    """A part that the library does not know as the whole standard, and a whole of which it knows a single part as that."""
    if standard.key in known:
        return standard
    # A technical report that became a standard of the same number.
    if standard.key.startswith("tr-") and standard.key.removeprefix("tr-") in known:
        return replace(standard, key=standard.key.removeprefix("tr-"))
    whole = standard.key.rsplit("-", 1)[0]
    parts = [key for key in known if re.fullmatch(rf"{re.escape(standard.key)}-\d+", key)]
    key = whole if whole in known else parts[0] if len(parts) == 1 else standard.key
    return replace(standard, key=key)


def asking_sentence(text: str) -> str:
    """The sentence that asks; a story may come before it."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    asking = [part for part in sentences if part.endswith("?")] or [
        part for part in sentences[1:] if re.match(rf"{_OPENING}{AUXILIARY}\b", part, re.I)
    ]
    return asking[0] if asking else text


def _without(text: str, mentions: Sequence[Mention]) -> str:
    for mention in mentions:
        start, end = mention.start, mention.end
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text.replace("\x00", "_")
