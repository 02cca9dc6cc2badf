"""The rule that the quote says that a thing is what the claim says it is."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import is_free, is_verb, same
from assistant.verification.markers import BE, PRONOUNS
from assistant.verification.matching import PARTICIPLE, Matched, kind_of, predicate_of
from assistant.verification.numbering import numbers_right


def _links(predicate: Token, segment: Segment, matched: Matched) -> bool:
    """Whether a form of "be" stands before `predicate` in the evidence, and nothing of the claim's subject after it."""
    linked = [
        at for piece in matched.evidence.segments if piece.unit == matched.home
        for at, form in enumerate(piece.forms, piece.start)
        if at < predicate.at and form in BE | {"means", "mean", "called", "remains", "stays", "became", "becomes"}
    ]  # fmt: skip
    subject = [token for token in segment.tokens if token.at < (segment.finite or 0)]
    late = [t for t in subject if matched.found(t) and all(place.at > predicate.at for place in matched.found(t))]
    return bool(linked) and not late


def definition_kept(segment: Segment, matched: Matched) -> str | None:
    """The noun that the claim says a thing is, is not one that the quote only attaches to the noun it says it is."""
    said = _noun_said(matched.claim, segment)
    if said is None:
        return None
    number = matched.claim.segments.index(segment)
    subjects = [
        t
        for t in matched.claim.tokens
        if t.segment <= number and t.unit == segment.unit and t.at < (segment.finite or 0)
    ]
    for piece in matched.evidence.segments:
        shown = _noun_said(matched.evidence, piece)
        about = [t for t in matched.evidence.tokens if t.unit == piece.unit and t.at < (piece.finite or 0)]
        if shown is None or not any(place in about for token in subjects for place in matched.found(token)):
            continue
        places = matched.found(said)
        known = any(same(token.key, shown.key) for token in segment.tokens if token.at > (segment.finite or 0))
        if not known and places and all(place.at > shown.at and place.segment == shown.segment for place in places):
            return f"it says {said.form!r} where the quote says {shown.form!r}"
    return None


def _noun_said(reading: Reading, piece: Segment) -> Token | None:
    """The head of what a piece says that its subject is: "results" of "are the results of comparing …"."""
    if piece.finite is None or reading.forms[piece.finite] not in {"is", "are", "was", "were", "means"}:
        return None
    after = [token for token in piece.tokens if token.at > piece.finite]
    if not after or set(reading.forms[piece.finite + 1 : after[0].at]) - {"a", "an", "the", "not", "its", "their"}:
        return None
    head = after[0]
    for token in after[1:]:
        if token.at != head.at + 1:
            break
        head = token
    following = reading.forms[head.at + 1 : head.at + 2]
    return head if following and following[0] in {"of", "for", "that", "with"} and not is_free(head.key) else None


def identity_kept(segment: Segment, matched: Matched) -> str | None:
    """What the claim says something is, the quote must say it is."""
    verbs = [token for token in segment.tokens if token.at >= (segment.finite or 0) and is_verb(token.key)]
    if segment.forms[0] in PRONOUNS or segment.modals:
        return None
    denied = [
        p for p in matched.evidence.segments if p.unit == matched.home and p.negative and p.first_negation is not None
    ]
    if segment.negative and any(
        place.at > (piece.first_negation or 0)
        for piece in denied
        for token in predicate_of(segment)
        for place in matched.found(token)
    ):
        return None
    if (
        segment.finite is None
        or not {"is", "are"} & set(segment.forms)
        or verbs
        or any(PARTICIPLE.search(form) for form in segment.forms)
    ):
        return None
    if any(kind_of(t) == "clause" and numbers_right(matched.claim, matched.evidence, t) for t in segment.tokens):
        return None
    if segment.forms[segment.finite - segment.start + 1 :][:1] == ["about"]:
        return None  # what it is about is not what it is
    forms = {form for piece in matched.evidence.segments if piece.unit == matched.home for form in piece.forms}
    is_kind = any(
        one in BE and other in {"a", "an"} for one, other in zip(segment.forms, segment.forms[1:], strict=False)
    )
    if is_kind and not any(
        _links(place, segment, matched) for token in predicate_of(segment) for place in matched.found(token)
    ):
        return "the quote does not say what it is"
    linked = forms & (BE | {"means", "mean", "called", "remains", "stays", "became", "becomes"})
    if not linked and predicate_of(segment) and all(matched.found(token) for token in predicate_of(segment)):
        return "the quote does not say what it is"
    return None
