"""Claims and passages become statements and rejections, with reasons. Nothing is shown that has not passed here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.polarity import negated, opposed, scope_words
from assistant.standards import find_clauses, find_designations
from assistant.types import Passage
from assistant.words import terms

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,  ]\d{3})*(?:\.\d+)*")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_MODALS = (
    (
        "must",
        re.compile(
            r"\b(?:must|shall|requires?|required|mandatory|compulsory|obliged|has to|have to|obligatory)\b", re.I
        ),
    ),
    ("should", re.compile(r"\b(?:should|recommended?|recommends|ought)\b", re.I)),
    ("may", re.compile(r"\b(?:may|can|could|might|optional|voluntary|allowed|permitted|possible|able)\b", re.I)),
)
_LASTING = re.compile(
    r"\b(?:still|no longer|never|always|only|all|every|any more|anymore|usually|often|generally|typically|at least|at most|up to|about)\b",
    re.I,
)
_NAME = re.compile(r"(?<![.!?:|]\s)(?<!^)\b[A-Z][a-zA-Z]{2,}\b|\b[A-Z]{2,}\b")
_STOP_NAMES = frozenset(
    "ISO IEC The This These That Its It They And But No Yes In On For From Since Until When If".split()
)
# Share of a claim's meaning-bearing words that its quote must have.
ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence someone wants to say, and the words it is said to rest on."""

    text: str
    passage_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Support:
    """A claim that may be shown, with the span of its quote: `passage.text[start:end] == quote`."""

    claim: Claim
    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that may not be shown, and why."""

    claim: Claim
    reason: str


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Where `quote` stands in `text`, as character offsets; only white space may differ.

    >>> find_quote("no longer", "can no  longer be certified")
    (4, 14)
    >>> find_quote("can still", "can no longer") is None
    True
    """
    words = _SPACE.split(quote.strip())
    if words == [""]:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return found.span() if found else None


def verify(claims: Iterable[Claim], passages: Mapping[str, Passage]) -> tuple[list[Support], list[Rejection]]:
    """The claims that their quotes support, and the rest with one reason each, both in the given order."""
    supported: list[Support] = []
    rejected: list[Rejection] = []
    for claim in claims:
        passage = passages.get(claim.passage_id)
        if passage is None:
            rejected.append(Rejection(claim, f"passage {claim.passage_id!r} was not retrieved"))
            continue
        span = find_quote(claim.quote, passage.text)
        reason = "the quote is not in the passage" if span is None else objection(claim.text, claim.quote, passage)
        if reason or span is None:
            rejected.append(Rejection(claim, reason or ""))
        else:
            supported.append(Support(claim, passage, *span))
    return supported, rejected


def objection(text: str, quote: str, passage: Passage) -> str | None:
    """Why `quote` does not support `text`, in one clause; None when nothing speaks against it."""
    if passage.kind == "source" and passage.standing != "correct":
        return f"it rests only on a claim that is {passage.standing}"
    if _SPACE.sub(" ", text).strip() == _SPACE.sub(" ", quote).strip():
        return None
    return _identifier_objection(text, quote, passage) or _meaning_objection(text, quote)


def _identifier_objection(text: str, quote: str, passage: Passage) -> str | None:
    said = {mention.designation for mention in find_designations(text)}
    # The title says which standard a passage is about; a quote from its middle need not repeat it.
    shown = {mention.designation for mention in find_designations(f"{quote} | {passage.title} | {passage.text}")}
    keys = {designation.key for designation in shown}
    for designation in said:
        if designation not in shown and not (designation.edition is None and designation.key in keys):
            return f"it names {designation.key}{':' + str(designation.edition) if designation.edition else ''}, the passage does not"
    missing = set(find_clauses(text)) - set(find_clauses(f"{quote} {passage.title}"))
    if missing:
        return f"clause {sorted(missing)[0]} is not in the quote"
    missing = _numbers(text) - _numbers(f"{quote} {passage.title}")
    if missing:
        return f"the number {sorted(missing)[0]} is not in the quote"
    names = set(_NAME.findall(text)) - _STOP_NAMES
    unknown = {
        name for name in names if name.lower() not in passage.text.lower() and name.lower() not in passage.title.lower()
    }
    if unknown:
        return f"the name {sorted(unknown)[0]} is not in the passage"
    return None


def _numbers(text: str) -> set[str]:
    figures = {re.sub(r"[,  ](?=\d{3})", "", number) for number in _NUMBER.findall(text)}
    return figures | {
        _NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _NUMBER_WORDS and word != "one"
    }


def _meaning_objection(text: str, quote: str) -> str | None:
    if negated(text) != negated(quote):
        return "negation differs from the quote"
    if opposed(text, quote):
        return "it uses a word opposite to the quote's"
    if scope_words(text) - scope_words(quote):
        return "it says more than the quote (only, all)"
    for name, pattern in _MODALS:
        if pattern.search(text) and not pattern.search(quote):
            return f"it says {name!r}, the quote does not"
    lasting = {word.lower() for word in _LASTING.findall(text)} - {word.lower() for word in _LASTING.findall(quote)}
    if lasting:
        return f"{sorted(lasting)[0]!r} is not in the quote"
    if {w.lower() for w in re.findall(r"\b(?:must|shall|should|may|can)\b", quote, re.I)} and not re.search(
        r"\b(?:must|shall|should|may|can|require\w*|need\w*|have to|has to|allow\w*|possible|able)\b", text, re.I
    ):
        return "the quote's shall, should, may or can is lost"
    words, available = terms(text), set(terms(quote))
    if not words:
        return "it says nothing"
    share = sum(word in available for word in words) / len(words)
    if share < ENOUGH:
        return f"only {share:.0%} of its words are in the quote"
    return None
