"""Rules on the reason for which a thing is said: none is invented, and none changes places with its effect."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import is_verb, same, stem
from assistant.verification.markers import CAUSES
from assistant.verification.matching import Matched, kind_of


def cause_kept(segment: Segment, matched: Matched) -> str | None:
    said = [form for form in segment.forms if form in CAUSES]
    if segment.forms[0] == "so" and advises(matched.claim):
        return None
    if not said:
        return None
    if said == ["inorderto"] and _to_do(matched):
        return None
    if "inorderto" not in said and beside_colon(matched):
        return None
    if not any(form in CAUSES for form in matched.evidence.forms) and _in_remark(segment, matched):
        return None
    if not any(form in CAUSES for form in matched.evidence.forms):
        return "it gives a cause or purpose, the quote does not"
    if any(sum(form in CAUSES for form in reading.forms) > 1 for reading in (matched.claim, matched.evidence)):
        return None
    if said == ["inorderto"] and "inorderto" in matched.evidence.forms:
        return None
    reasons, effects = _sides(matched.claim)
    shown_reasons, shown_effects = _sides(matched.evidence)
    for tokens, right, wrong in ((reasons, shown_reasons, shown_effects), (effects, shown_effects, shown_reasons)):
        here = sum(any(same(token.key, other.key) for other in right) for token in tokens)
        there = sum(any(same(token.key, other.key) for other in wrong) for token in tokens)
        elsewhere = sum(bool(matched.found(token)) for token in tokens) - here - there
        if elsewhere > here and (tokens is reasons or not here) and not there:
            return "it gives another cause than the quote"
        if tokens and here < there and (tokens is reasons or not here):
            return "it exchanges cause and effect"
    return None


def _to_do(matched: Matched) -> bool:
    """Whether "in order to find" stands for "to find"."""
    at = matched.claim.forms.index("inorderto")
    verb = next((token for token in matched.claim.tokens if token.at == at + 1), None)
    return verb is not None and any(
        matched.evidence.forms[place.at - 1] == "to" for place in matched.found(verb) if place.at
    )


def _in_remark(segment: Segment, matched: Matched) -> bool:
    """Whether "since that would be …" stands for "…, which would be …"."""
    remarks = {number for number, piece in enumerate(matched.evidence.segments) if piece.forms[0] == "which"}
    reason = (
        segment.forms[0] == "because" and set(segment.forms[1:2]) <= {"that", "this", "it"} and len(segment.forms) > 1
    )
    return reason and all(
        any(p.segment in remarks for p in matched.found(token)) for token in segment.tokens if matched.found(token)
    )


def beside_colon(matched: Matched) -> bool:
    """Whether the two sides of the claim's "because" stand on the two sides of a colon."""
    colons = [at for at, form in enumerate(matched.evidence.forms) if form == ":"]
    if not colons or ":" in matched.claim.forms or not CAUSES & set(matched.claim.forms):
        return False
    one, other = _sides(matched.claim)
    for colon in colons:
        leaning = [
            sum(_leaning(token, colon, matched) for token in side if not kind_of(token)) for side in (one, other)
        ]
        if leaning[0] * leaning[1] < 0 or (leaning[0] > 0 and _all_before(other, colon, matched)):
            return True
    return False


def _all_before(tokens: list[Token], at: int, matched: Matched) -> bool:
    found = [matched.found(token) for token in tokens if matched.found(token)]
    return bool(found) and all(any(place.at < at for place in places) for places in found)


def _leaning(token: Token, at: int, matched: Matched) -> int:
    """−1 when the evidence has `token` before `at` only, 1 when after it only, else 0."""
    sides = {1 if place.at > at else -1 for place in matched.found(token)}
    return sides.pop() if len(sides) == 1 else 0


def advises(claim: Reading) -> bool:
    """Whether the claim's "so" opens a piece of advice ("so check with …"), which gives no cause."""
    return any(
        piece.forms[0] == "so"
        and len(piece.forms) > 1
        and piece.finite in {None, piece.start + 1}
        and is_verb(stem(piece.forms[1]))
        for piece in claim.segments
    )


def _sides(reading: Reading) -> tuple[list[Token], list[Token]]:
    """(what is given as reason, what follows from it) around the first causal word."""
    at, form = next((at, form) for at, form in enumerate(reading.forms) if form in CAUSES)
    number = next(n for n, piece in reversed(list(enumerate(reading.segments))) if piece.start <= at)
    sentence = reading.segments[number].sentence
    stops = [n for n, piece in enumerate(reading.segments) if piece.opening == ";" and piece.sentence == sentence]
    first, last = (
        max((n for n in stops if n <= number), default=0),
        min((n for n in stops if n > number), default=len(reading.segments)),
    )
    tokens = [
        t for t in reading.tokens if reading.segments[t.segment].sentence == sentence and first <= t.segment < last
    ]
    before = [token for token in tokens if token.at < at]
    after = [token for token in tokens if token.at > at]
    if not before:  # "Because X, Y"
        opening = next(piece for piece in reversed(reading.segments) if piece.start <= at)
        return list(opening.tokens), [token for token in after if token not in opening.tokens]
    return (before, after) if form in {"so", "leadsto"} else (after, before)
