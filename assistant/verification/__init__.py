"""Claims and passages become statements and rejections, with reasons. Nothing is shown that has not passed here.

plain_text         first: nothing hidden, no markup, no orders
equivalence, markers, clauses, predicates, subject_phrases, gaps, short_forms
                   a sentence read into clauses of comparable words (their table: paraphrase.yaml)
matching           claim and quote laid side by side
figures, firmness, denial, circumstances, causes, direction, subjects, identity, numbering, heads, relations,
restrictions, contrasts, sequence, near_copy
                   the rules, one matter each
agreement          all rules asked in order; the first that objects is the reason
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.standards import without_designations
from assistant.types import Passage
from assistant.verification.agreement import disagreement
from assistant.verification.plain_text import not_evidence, not_plain
from assistant.words import terms

_SPACE = re.compile(r"\s+")

# Words besides designations that a claim in other words than its quote must have.
FEWEST_WORDS = 2


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
    # Mostly it stands there letter for letter, and building a pattern takes longer than all else.
    start = text.find(quote.strip())
    if start >= 0:
        return start, start + len(quote.strip())
    found = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return found.span() if found else None


def verify(
    claims: Iterable[Claim], passages: Mapping[str, Passage], veto: Callable[[str, str], bool] | None = None
) -> tuple[list[Support], list[Rejection]]:
    """The claims that their quotes support, and the rest with one reason each, both in the given order.

    `veto(quote, claim)` may refuse a claim that has passed everything else; it cannot let one through.
    """
    supported: list[Support] = []
    rejected: list[Rejection] = []
    for claim in claims:
        passage = passages.get(claim.passage_id)
        if passage is None:
            rejected.append(Rejection(claim, f"passage {claim.passage_id!r} was not retrieved"))
            continue
        span = find_quote(claim.quote, passage.text)
        reason = "the quote is not in the passage" if span is None else objection(claim.text, claim.quote, passage)
        if not reason and veto is not None and veto(claim.quote, claim.text):
            reason = "a second reading says that the quote does not carry it"
        if reason or span is None:
            rejected.append(Rejection(claim, reason or ""))
        else:
            supported.append(Support(claim, passage, *span))
    return supported, rejected


def objection(text: str, quote: str, passage: Passage) -> str | None:
    """Why `quote` does not support `text`, in one clause; None when nothing speaks against it."""
    if passage.kind == "source" and passage.standing != "correct":
        return f"it rests only on a claim that is {passage.standing}"
    said, quoted, whole = (_SPACE.sub(" ", part).strip() for part in (text, quote, passage.text))
    if said == quoted == whole and passage.kind != "document":
        return None
    return (
        not_plain(text)
        or (not_evidence(text, quote, passage.text) if passage.kind == "document" else None)
        or (None if said == quoted and _is_sentence(quote, passage.text) else _disagreement(text, quote, passage))
    )


def _disagreement(text: str, quote: str, passage: Passage) -> str | None:
    # One word and a name ("ISO 9001 is a law") can be met anywhere in a quote that says something else of them.
    if len(set(terms(without_designations(text)))) < FEWEST_WORDS:
        return "it says too little to be compared with the quote"
    sentences, before = _sentences(quote, passage.text)
    return disagreement(text, quote, sentences, before, passage.title)


def _is_sentence(quote: str, text: str) -> bool:
    return _SPACE.sub(" ", _sentences(quote, text)[0]).strip() == _SPACE.sub(" ", quote).strip()


def _sentences(quote: str, text: str) -> tuple[str, str]:
    """The whole sentences of `text` in which `quote` stands, so that a "not" or an "if" beside it is not overlooked,
    and what of them stands before the quote."""
    span = find_quote(quote, text)
    if span is None:
        return quote, ""
    starts = [match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z])", text) if match.end() <= span[0]]
    end = re.search(r"[.!?](?=\s+[A-Z]|\s*$)", text[span[1] - 1 :])
    start = starts[-1] if starts else 0
    return text[start : span[1] - 1 + end.end() if end else len(text)], text[start : span[0]]
