"""Rules on when and under which condition a thing is said."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import is_verb, same
from assistant.verification.markers import CONDITIONS, TIMES
from assistant.verification.matching import Matched, in_the_past, kind_of, next_token, restated

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
        before = pieces[max(0, pieces.index(piece) - 1)]
        apart = (
            before is not piece
            and before.sentence == piece.sentence
            and before.finite is None
            and before not in main
            and before.tokens
            and not before.aside
        )
        if apart and piece.opening != "," and not any(token.at in used for token in before.tokens):
            continue  # "x, and action where it is missing": it hangs on the action
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
    common = set.intersection(*[parts for parts in found if parts]) if any(found) else set()
    plain = [
        _part_of(p.segment, quoted)
        for t in segment.tokens
        if not kind_of(t)
        for p in quoted.places(t)
        if len(quoted.places(t)) == 1
    ]
    return common or set(plain)


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
