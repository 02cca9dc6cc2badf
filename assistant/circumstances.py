"""Rules on when, under which condition and for what reason a thing is said."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from assistant.clauses import Reading, Segment, Token
from assistant.equivalence import is_verb, same, stem
from assistant.markers import CAUSES, CONDITIONS, TIMES
from assistant.matching import Matched, in_the_past, kind_of, next_token, restated

# Share of a condition's words, and of a subject's, that a claim must repeat.
REPEATED = 0.5


def _times(reading: Reading) -> Iterator[tuple[str, Token]]:
    for at, form in enumerate(reading.forms):
        if form in TIMES:
            anchor = next_token(reading, at)
            if anchor and (form != "within" or kind_of(anchor) in {"number", "date"}):
                yield TIMES[form], anchor


def time_kept(segment: Segment, matched: Matched) -> str | None:
    shown = [(kind, anchor) for kind, anchor in _times(matched.evidence)]
    for kind, anchor in _times(matched.claim):
        if anchor.segment != matched.claim.segments.index(segment):
            continue
        begun = kind == "since" and any(
            token.key in {"start", "begin", "began"} and is_verb(token.key) and token.form.endswith(("ed", "s", "an"))
            for token in matched.evidence.tokens
        )
        if not begun and not any(kind == other and same(anchor.key, place.key) for other, place in shown):
            return f"it says {kind!r} of {anchor.form!r}, the quote does not"
    claimed = [(kind, anchor) for kind, anchor in _times(matched.claim)]
    for kind, place in shown:
        for token in segment.tokens:
            if place not in matched.found(token) or place.unit != matched.home or len(matched.found(token)) > 1:
                continue
            kept = any(kind == other for other, _ in claimed) or (kind == "after" and "once" in matched.claim.forms)
            if kind in {"before", "after", "until", "since"} and not kept:
                return f"the quote's {kind!r} is lost"
    return None


def condition_kept(segment: Segment, matched: Matched) -> str | None:
    """A condition of the quote must be in the claim when the claim says what hangs on it."""
    home = matched.home
    unit = [piece for piece in matched.evidence.segments if piece.unit == home]
    if not unit:
        return None
    used = matched.used()
    main = [piece for piece in restated(segment, matched) if not piece.condition]
    if not main and not segment.condition and _conditional(segment, matched):
        return "what the quote says under a condition, it says without"
    if _unconditioned(matched):
        return "what the quote says under a condition, it says without"
    if not main or segment.condition or all(kind_of(token) for token in segment.tokens):
        return None
    pieces = matched.evidence.segments
    for piece in pieces:
        if not piece.condition or piece.sentence != unit[0].sentence or not piece.tokens:
            continue
        if not any(_hangs(other, piece, pieces) for other in main):
            continue
        if (
            piece.forms[0] == "until"
            and any(kind_of(token) == "date" for token in piece.tokens)
            and in_the_past(segment)
        ):
            continue
        kept = sum(token.at in used for token in piece.tokens) / len(piece.tokens)
        if kept < REPEATED or (kept == REPEATED and not CONDITIONS & set(matched.claim.forms)):
            return f"the quote's condition ({' '.join(piece.forms[:6])}) is lost"
    return None


def case_kept(claim: Reading, quoted: Reading) -> str | None:
    """A condition of the claim and what hangs on it are not of two sentences of the quote, each with its own condition."""
    for one, other in itertools.permutations(claim.segments, 2):
        if (
            not one.condition
            or other.condition
            or one.sentence != other.sentence
            or abs(one.start - other.start) > NEAR_CLAUSE
        ):
            continue
        here, there = _parts(one, quoted), _parts(other, quoted)
        if here and there and not here & there and all(_own_case(part, quoted) for part in (*here, *there)):
            return "it says under one condition what the quote says under another"
    return None


# Words from the start of a condition to that of what hangs on it, at most.
NEAR_CLAUSE = 14


def _part_of(number: int, reading: Reading) -> int:
    """The number of the sentence, or the part of one up to a semicolon, in which a segment stands."""
    return sum(
        piece.opening == ";" or (n > 0 and piece.sentence != reading.segments[n - 1].sentence)
        for n, piece in enumerate(reading.segments[: number + 1])
    )


def _parts(segment: Segment, quoted: Reading) -> set[int]:
    found = [{_part_of(place.segment, quoted) for place in quoted.places(token)} for token in segment.tokens]
    return set.intersection(*[parts for parts in found if parts]) if any(found) else set()


def _own_case(part: int, quoted: Reading) -> bool:
    return any(piece.condition and _part_of(number, quoted) == part for number, piece in enumerate(quoted.segments))


def _unconditioned(matched: Matched) -> bool:
    """Whether the claim repeats most of an "only if" and has no condition of its own."""
    if CONDITIONS & set(matched.claim.forms) or "only" in matched.claim.forms:
        return False
    used = matched.used()
    return any(
        piece.forms[0] in {"aslongas", "unless", "onlyif"} and len(piece.tokens) > 2
        and sum(token.at in used for token in piece.tokens) >= len(piece.tokens) / 3
        for piece in matched.evidence.segments
    )  # fmt: skip


def _conditional(segment: Segment, matched: Matched) -> bool:
    """Whether the best restatement of the claim's clause is a condition of the quote."""
    return any(piece.condition for piece in restated(segment, matched)[:1])


def _hangs(main: Segment, condition: Segment, pieces: tuple[Segment, ...]) -> bool:
    """Whether `condition` holds for `main`: for what follows when it opens a clause, else for what stands before it."""
    here, there = pieces.index(main), pieces.index(condition)
    before = pieces[there - 1] if there else None
    opens = (
        before is None
        or before.sentence != condition.sentence
        or before.forms[-1] in {"and", "or", "but"}
        or condition.opening in {";", ":"}
    )
    if opens:
        following = pieces[there + 1] if there + 1 < len(pieces) else None
        return here > there and following is not None and main.unit in {following.unit, condition.unit}
    between = pieces[here + 1 : there]
    return main.unit == condition.unit and here < there and all(piece.finite is None for piece in between)


def cause_kept(segment: Segment, matched: Matched) -> str | None:
    said = [form for form in segment.forms if form in CAUSES]
    if segment.forms[0] == "so" and advises(matched.claim):
        return None
    if not said:
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
