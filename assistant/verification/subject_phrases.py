"""The noun phrase that a clause is about, and the clause that a piece without a predicate goes on with."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.markers import CONDITIONS, LINKS, PRONOUNS

# What opens a clause and names no subject of its own.
_RELATIVE = frozenset("that which who whom whose what how whether why where when".split())


# Words of a name in brackets, such as "(ISO/PAS)".
SHORT_NAME = 2


_ARTICLES = frozenset({"a", "an", "the"})


def clause_of(reading: Reading, number: int) -> int:
    """The piece with the predicate that a piece without one goes on with."""
    for before in range(number, -1, -1):
        piece = reading.segments[before]
        if piece.unit != reading.segments[number].unit or piece.condition or piece.gapped:
            return number
        if piece.finite is not None:
            return before
    return number


def heads_of(phrase: list[Token]) -> list[Token]:
    """The noun a phrase ends with, and the one before an abbreviation in brackets."""
    return [t for number, t in enumerate(phrase, 1) if number == len(phrase) or phrase[number].at > t.at + 1]


def subject(reading: Reading, segment: Segment) -> list[Token]:
    """The words of the noun phrase that a clause is about, without what is attached to it by "of" or "to"; empty when a
    pronoun stands for it."""
    number = reading.segments.index(segment)
    if segment.gapped:
        return _phrase(reading, segment, segment.start + len(segment.forms))
    if segment.finite is not None and segment.finite > segment.start:
        if segment.forms[0] in _RELATIVE | CONDITIONS or (segment.forms[0] == "and" and segment.forms[1] in _RELATIVE):
            return []
        found = _phrase(reading, segment, segment.finite)
        if found:
            return _listed(reading, number) + found
        if set(segment.forms[: segment.finite - segment.start]) & PRONOUNS:
            return []
    if segment.forms[0] in _RELATIVE | PRONOUNS | {"if", "unless"}:
        return []
    for before in reversed(reading.segments[:number]):
        if before.unit != segment.unit or before.sentence != segment.sentence:
            break
        if before.aside or before.condition or before.forms[0] in _RELATIVE | {"such_as"}:
            continue
        if before.finite is not None or before.gapped or before.own_subject:
            found = subject(reading, before) if before.finite is not None or before.gapped else list(before.tokens)
            return found + (_named(reading, number) if before.finite is None else [])
        first = (
            reading.segments.index(before) == 0
            or reading.segments[reading.segments.index(before) - 1].unit != before.unit
        )
        if first and before.forms[0] not in LINKS:
            return _phrase(reading, before, before.start + len(before.forms)) + _named(reading, number)
    return []


def _named(reading: Reading, number: int) -> list[Token]:
    """The abbreviation that stands in brackets right before a predicate."""
    before = reading.segments[number - 1]
    return list(before.tokens) if before.aside and len(before.tokens) <= SHORT_NAME else []


def _listed(reading: Reading, number: int) -> list[Token]:
    """The subjects before this one in a list: "organizers, venues and …"."""
    found: list[Token] = []
    if reading.segments[number].opening in {";", ":"} or reading.segments[number].forms[0] in {"but", "while"}:
        return found
    for before in reversed(reading.segments[:number]):
        if before.finite is not None or before.aside or before.sentence != reading.segments[number].sentence:
            break
        found = list(before.tokens) + found
        if before.opening in {";", ":"}:
            break
    return found


def _phrase(reading: Reading, segment: Segment, end: int) -> list[Token]:
    """The first run of words before `end` that no preposition parts, after what stands in front ("In ISO 9001 …")."""
    tokens = [token for token in segment.tokens if token.at < end]
    if not tokens:
        return []
    led = segment.forms[0] in LINKS or (
        segment.forms[0] in {"and", "but"} and segment.forms[1:2] and segment.forms[1] in LINKS
    )
    if led:
        after = [t for t in tokens if reading.forms[t.at - 1] in _ARTICLES and t is not tokens[0]]
        if after:
            tokens = [t for t in tokens if t.at >= after[0].at]
        else:
            last = [tokens[-1]]
            return last if reading.forms[last[0].at - 1] not in LINKS else []
    run = [tokens[0]]
    for token in tokens[1:]:
        between = reading.forms[run[-1].at + 1 : token.at]
        if set(between) & (LINKS | _ARTICLES):
            break
        run.append(token)
    return run
