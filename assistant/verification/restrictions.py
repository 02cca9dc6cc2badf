"""The rule that what narrows the subject of the quote, or stands under its "not", is not lost."""

from __future__ import annotations

from assistant.verification.circumstances import REPEATED
from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.matching import Matched, restated
from assistant.verification.predicates import is_finite

# The share of a subject that is a list which a claim must repeat.
LISTED = 0.3

_FIGURES = ("clause:", "date:", "std:", "ed:")


def restriction_kept(segment: Segment, matched: Matched) -> str | None:
    """What narrows the subject of the quote, or stands under its "not", must be in the claim."""
    used = matched.used()
    pieces = [piece for piece in restated(segment, matched)[:1] if not piece.condition]
    for piece in pieces:
        if piece.finite is not None and segment.finite is not None:
            subject = [
                token for token in piece.tokens if token.at < piece.finite and not token.key.startswith(_FIGURES)
            ]
            listed = {"or", "and"} & set(piece.forms[: piece.finite - piece.start])
            if len(subject) > 2 and sum(token.at in used for token in subject) / len(subject) < (
                LISTED if listed else REPEATED
            ):
                return "what narrows the quote's subject is lost"
        relative = _relative(piece, matched.evidence)
        if relative and (relative[0].at not in used or sum(t.at in used for t in relative) / len(relative) < REPEATED):
            return "what narrows the quote's subject is lost"
        if piece.negative and piece.first_negation is not None and segment.negative:
            under = [token for token in piece.tokens if token.at > piece.first_negation]
            if len(under) > 1 and sum(token.at in used for token in under) / len(under) < REPEATED:
                return "it denies more than the quote"
    return None


def _relative(piece: Segment, evidence: Reading) -> list[Token]:
    """The words of a "that …" which says which of its subject a piece speaks of."""
    if piece.finite is None or piece.condition:
        return []
    at = next((at for at, form in enumerate(piece.forms) if form in {"that", "who", "which"}), None)
    if at is None or piece.start + at > piece.finite:
        return []
    number = evidence.segments.index(piece)
    before = evidence.segments[number - 1] if number else piece
    opens = (
        at == 0
        and piece.opening == ""
        and before.finite is None
        and before.sentence == piece.sentence
        and before is not piece
    )
    if not opens and not any(token.at < piece.start + at for token in piece.tokens):
        return []
    first = piece.finite - piece.start
    main = next((n for n in range(first + 2, len(piece.forms)) if is_finite(piece.forms, n)), None)
    return [t for t in piece.tokens if main is not None and at < t.at - piece.start < main]
