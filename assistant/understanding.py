"""A question and its history become a standalone question with what it asks: standards, clauses, day, kind."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.day_asked import day_asked
from assistant.ledger import Ledger
from assistant.question_kinds import FORERUNNERS, KINDS, TOPICS
from assistant.standards import (
    Designation,
    Mention,
    find_clauses,
    find_designations,
    find_edition_years,
)

AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|need|"
    r"isn'?t|aren'?t|wasn'?t|don'?t|doesn'?t|didn'?t|can'?t|couldn'?t|won'?t|wouldn'?t|shouldn'?t|hasn'?t|haven'?t)"
)
_OPENING = r"^(?:(?:so|and|but|ok(?:ay)?|well|hi|hello|hey|please|pls|thanks|sorry|quick question|question|also|then|now)\b[\s,:;!.–-]*)*"
POLAR = re.compile(
    rf"{_OPENING}(?:[^?.,:;]{{0,140}}(?:[,:;]|\s-)\s*|in \d{{4}}\s+)?{AUXILIARY}\b(?!\s+you\s+(?:(?:please|kindly|perhaps|maybe)\s+)?(?:explain|tell|describe|list|give|help|name|show|let (?:me|us)|advise|clarify))",
    re.I,
)
# "…, didn't they?", "…, is it?"
_TAG_VERB = rf"{AUXILIARY} (?:it|they|he|she|we|you|there|that|this|i)"
_TAG = re.compile(
    rf"(?:,\s*(?:right|correct|true|no|or not|yes|innit|{_TAG_VERB})|\bor not|\btrue or false|\bt or f)\s*[?.!]*\s*$",
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
# What makes a claim a question, before and after it.
_BEFORE_CLAIM = re.compile(
    r"^\W*(?:(?:is it )?true or false|true/false|t/f|t or f|yes or no|(?:is it |it is |it's )?(?:true|correct|right) that|is it (?:true|correct|right)(?=\s*[:,?]))"
    r"\W*(?:that\b\s*)?(?=\w)",
    re.I,
)
_AFTER_CLAIM = re.compile(
    r"(?:[,.;:?!-]\s*(?:right|correct|true|no|yes)|\W+(?:or not|yes or no|true or false|t/f|t or f|is (?:that|this|it) (?:true|right|correct|so)|am i right|"
    rf"(?<=, ){_TAG_VERB}|innit))\W*$",
    re.I,
)
_YES_OR_NO = re.compile(r"\byes or no\b|(?<=[.!?;\"-]) ?(?:ok|okay|allowed|possible|obligatory|mandatory)\?\s*$", re.I)
_ASKING_WORD = re.compile(rf"\b(?:{AUXILIARY}|what|which|who|whom|whose|when|where|why|how)\b", re.I)
# "Nadcap - what is it?"
_THING_FIRST = re.compile(
    r"^\W*(?P<thing>[\w/. -]{2,40}?)\s*[-,:]+\s*(?P<asked>what|who)(?:'s| is| are)? (?:it|that|this|they|those)\W*$",
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

    @property
    def neutral(self) -> bool:
        """Whether it asks yes or no without saying what the person takes for true: no tag, no "since …, can we …?"."""
        told_first = _LATE_POLAR.search(self.text) and not POLAR.search(self.text)
        return self.polar and not self.tagged and not GRANTING.search(self.text) and not told_first

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
    text = _THING_FIRST.sub(lambda found: f"{found['asked'].capitalize()} is {found['thing']}?", tidy(text))
    asked = asking_sentence(text)
    tagged = bool(_TAG.search(text) or _TRUE_FALSE.search(text) or _ASKED_STATEMENT.search(asked))
    polar = tagged or bool(
        _YES_OR_NO.search(text)
        or _LATE_POLAR.search(asked)
        or (POLAR.search(asked) and not re.match(r"^\W*(?:what|which|who|when|where|why|how)\b", asked, re.I))
    )
    if polar:
        text = _claim(text)
    mentions = find_designations(text, ledger.known)
    standards = tuple(dict.fromkeys(_as_known(mention.designation, ledger.known) for mention in mentions))
    # A story may speak of a change or a list without asking for one; "OK so?" asks what the story says.
    telling = asking_sentence(text) if _ASKING_WORD.search(asked) else text
    kinds = frozenset(name for name, pattern in KINDS.items() if pattern.search(telling))
    topics = frozenset(
        key for topic, pattern in TOPICS.items() if pattern.search(text) for key in (topic, *FORERUNNERS.get(topic, ()))
    )
    years = tuple(year for year in find_edition_years(text) if all(year != standard.edition for standard in standards))
    question = Question(
        text, standards, topics, years, _clauses(_without(text, mentions), bool(standards or topics), ledger),
        today, today, kinds, polar, tagged, bool(_PAST.search(text)),
    )  # fmt: skip
    named = {standard.edition for standard in standards if standard.edition}
    day = day_asked(text, question.keys | topics, named, ledger, today)
    return replace(question, as_of=as_of or day or today)


def _claim(text: str) -> str:
    """What "true or false: …" and "…, right?" ask about; the claim alone is compared with what the library says.

    >>> _claim("True or false: ISO issues certificates.")
    'ISO issues certificates.'
    >>> _claim("ISO issues certificates, right?")
    'ISO issues certificates'
    """
    claim = _AFTER_CLAIM.sub("", _BEFORE_CLAIM.sub("", text))
    return claim if len(claim.split()) >= 3 else text


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
