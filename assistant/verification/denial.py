"""Rules on what is denied: what the quote denies the claim denies, and nothing else."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import is_free
from assistant.verification.markers import NEGATIONS
from assistant.verification.matching import Matched, kind_of, predicate_of, restated


def denial_kept(segment: Segment, matched: Matched) -> str | None:
    home = matched.home
    pieces = matched.evidence.segments
    under = {True: 0, False: 0}
    for token in segment.tokens:
        places = [place for place in matched.found(token) if place.unit == home]
        if not places or is_free(token.key):
            continue
        denied = [_denied(place, pieces[place.segment]) for place in places]
        if segment.negative and token.at >= (segment.first_negation or 0) and not kind_of(token):
            under[any(pieces[place.segment].negative for place in places)] += 1
        replaced = _under_denial(segment, matched.claim) or "insteadof" in matched.claim.forms[segment.start : token.at]
        if not segment.negative and not replaced and all(denied) and kind_of(token) != "standard":
            return f"the quote denies {token.form!r}, the claim does not"
    referred = any(
        piece.negative and {"it", "this", "them", "one", "that"} & set(piece.forms)
        for piece in pieces
        if piece.unit == home
    )
    first = next(
        (t for t in segment.tokens if segment.negative and t.at > (segment.first_negation or 0) and matched.found(t)),
        None,
    )
    headed = first is not None and any(pieces[place.segment].negative for place in matched.found(first))
    if under[False] > under[True] * (2 if headed else 1) and not referred:
        return "it denies what the quote does not"
    if segment.negative and not any(piece.negative for piece in restated(segment, matched)):
        return "it denies what the quote does not"
    if not segment.negative and segment.finite is not None and not _under_denial(segment, matched.claim):
        best = restated(segment, matched)[:1]
        if (
            best
            and best[0].negative
            and any(
                _denied(p, best[0])
                for t in predicate_of(segment)
                for p in matched.found(t)
                if p.segment == matched.evidence.segments.index(best[0])
            )
        ):
            return "it does not deny what the quote denies"
    return None


def denied_word(claim: Reading, quoted: Reading) -> str | None:
    """A word that the quote has only right after its "not" is not said without one."""
    for token in claim.tokens:
        segment = claim.segments[token.segment]
        if segment.negative or segment.condition or is_free(token.key) or NEGATIONS & set(claim.forms):
            continue
        places = [other for other in quoted.tokens if other.form == token.form]
        if places and all(place.at and quoted.forms[place.at - 1] in {"not", "never", "no"} for place in places):
            return f"the quote denies {token.form!r}, the claim does not"
    return None


def _under_denial(segment: Segment, claim: Reading) -> bool:
    """Whether a clause says which thing there is none of: "no standard that says …"."""
    number = claim.segments.index(segment)
    return segment.forms[0] in {"that", "which", "who"} and number > 0 and claim.segments[number - 1].negative


def _denied(place: Token, piece: Segment) -> bool:
    return piece.negative and piece.first_negation is not None and piece.first_negation <= place.at < piece.denied_until
