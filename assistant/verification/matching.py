"""A claim beside its evidence: where each of its words stands, and which clause of the quote it restates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import is_free, is_verb
from assistant.verification.markers import BE, LINKS

# A unit with this share of the best one's words may be meant as well.
NEAR_BEST = 0.6


PAST = frozenset("was were had did".split())


PARTICIPLE = re.compile(
    r"(?:ed|en|wn|ept|uilt|ought)$|^(?:made|held|kept|set|sold|led|put|run|met|sent|found|said|told|paid|read|lost|left|cut|done|seen)$"
)


@dataclass(frozen=True)
class Matched:
    """A claim beside its evidence: where each word of the claim stands in it; `topic` are the words that its title names."""

    claim: Reading
    evidence: Reading
    places: dict[int, list[Token]]
    home: int | None = None
    topic: frozenset[int] = frozenset()

    def found(self, token: Token) -> list[Token]:
        """Where `token` of the claim stands in the evidence; empty when it is lent by the title."""
        return self.places.get(token.at, [])

    def used(self) -> set[int]:
        """Places of the evidence that the claim speaks of."""
        return {place.at for places in self.places.values() for place in places}


def predicate_of(segment: Segment) -> list[Token]:
    """The words of a claim's clause from its verb on; all of them when it has none."""
    if segment.finite is None:
        return segment.tokens
    rest = [token for token in segment.tokens if token.at >= segment.finite]
    return rest or segment.tokens


def homes_of(segment: Segment, matched: Matched) -> list[int | None]:
    """The units of the evidence that may be what the claim's clause restates; the one with most of its words first."""
    counts: dict[int, float] = {}
    for weight, tokens in ((1.0, segment.tokens), (0.5, predicate_of(segment))):
        for token in tokens:
            for unit in {place.unit for place in matched.found(token)}:
                lent = token.at in matched.topic and kind_of(token) is not None
                counts[unit] = counts.get(unit, 0) + weight * (
                    0.3 if lent else 0.5 if kind_of(token) == "standard" else 1
                )
    for unit in counts:
        pieces = [piece for piece in matched.evidence.segments if piece.unit == unit]
        if any(piece.negative for piece in pieces) == segment.negative or any(
            piece.modals & segment.modals for piece in pieces
        ):
            counts[unit] += 0.3 if any(token.at >= (segment.finite or 0) for token in segment.tokens) else 3
    order = sorted(counts, key=lambda unit: (-counts[unit], unit))
    denied = {
        piece.unit for piece in matched.evidence.segments
        if segment.negative and piece.negative and {"it", "them", "this", "these"} & set(piece.forms)
    }  # fmt: skip
    verbs = {place.unit for token in predicate_of(segment)[:1] if is_verb(token.key) for place in matched.found(token)}
    denied |= {
        unit
        for piece in matched.evidence.segments
        if (unit := piece.unit) in verbs and {"it", "them"} & set(piece.forms)
    }
    return [unit for unit in order if counts[unit] >= NEAR_BEST * counts[order[0]] or unit in denied] or [None]


def restated(segment: Segment, matched: Matched) -> list[Segment]:
    """The pieces of the evidence, within one unit, that say what the claim's clause says; the best first."""
    home = matched.home
    counts: dict[int, float] = {}
    for weight, tokens in ((0.3, segment.tokens), (1.0, predicate_of(segment))):
        for token in tokens:
            for number in {place.segment for place in matched.found(token) if place.unit == home}:
                counts[number] = counts.get(number, 0) + weight
    order = sorted(counts, key=lambda number: (-counts[number], number))
    return [matched.evidence.segments[number] for number in order if counts[number] >= 1] or [
        matched.evidence.segments[number] for number in order[:1]
    ]


def subject_of(piece: Segment) -> list[Token]:
    """The words of the subject of the first piece of a unit."""
    if piece.finite is not None:
        return [token for token in piece.tokens if token.at < piece.finite]
    if piece.gapped:
        link = next(
            (at for at, form in enumerate(piece.forms, piece.start) if form in LINKS and at > piece.start), None
        )
        return [token for token in piece.tokens if link is None or token.at < link]
    return list(piece.tokens) if piece.own_subject else []


def unit_forms(segment: Segment, matched: Matched) -> list[str]:
    home = matched.home
    return [form for piece in matched.evidence.segments if piece.unit == home for form in piece.forms]


def next_token(reading: Reading, at: int) -> Token | None:
    following = [token for token in reading.tokens if token.at > at]
    return next((token for token in following if not is_free(token.key)), following[0] if following else None)


def in_the_past(segment: Segment) -> bool:
    return bool(set(segment.forms) & PAST) or any(token.form.endswith("ed") for token in segment.tokens)


def is_passive(reading: Reading, verb: Token) -> bool:
    before = reading.forms[max(0, verb.at - 4) : verb.at]
    following = reading.forms[verb.at + 1] if verb.at + 1 < len(reading.forms) else ""
    return (bool(PARTICIPLE.search(verb.form)) or verb.form == "deal-with") and (
        bool(BE & set(before)) or following == "by"
    )


def kind_of(token: Token) -> str | None:
    if token.key.startswith(("std:", "ed:")):
        return "standard"
    if token.key.startswith("clause:"):
        return "clause"
    if token.key.startswith("date:") or (token.key.isdigit() and len(token.key) == 4 and token.key[:2] in {"19", "20"}):
        return "date"
    return "number" if token.key[0].isdigit() else None
