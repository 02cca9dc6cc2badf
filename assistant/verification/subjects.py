"""The rule that what is said of one subject is not said of another: subjects are read clause by clause and compared."""

from __future__ import annotations

from assistant.verification.clauses import Segment, Token
from assistant.verification.equivalence import is_free, is_light, is_verb, same
from assistant.verification.markers import LINKS, PRONOUNS, carries
from assistant.verification.matching import Matched, is_passive, kind_of
from assistant.verification.subject_phrases import clause_of, heads_of, subject

# What a synonym counts for when a clause is looked for that says the same.
SYNONYM = 0.7
_NEVER_READERS = frozenset(
    "certification-body accreditation-body national-body auditor iso iec iaf ilac committe subcommitte regul author govern laboratori".split()
)


def subject_kept(segment: Segment, matched: Matched) -> str | None:
    """Who or what the claim's clause is about must be what the quote's clause with the same predicate is about."""
    if segment.finite is None or segment.condition:
        return None
    if segment.forms[0] in {"you", "your"} and (reason := _reader(segment, matched)):
        return reason
    said = subject(matched.claim, segment)
    mine = [token for token in said if matched.found(token)]
    heads = heads_of(said)
    if not mine or not heads or not any(head in mine for head in heads):
        return None
    pieces = _with_predicate(segment, said, matched)
    if reason := _joined(said, pieces, matched):
        return reason
    head = next(head for head in heads if head in mine)
    reasons = [_mismatch(head, piece, matched) for piece in pieces]
    return reasons[0] if reasons and all(reasons) else None


def verb_kept(segment: Segment, matched: Matched) -> str | None:
    """What the claim's verb is done to is what the quote does it to, not the object of another verb."""
    verb = next((t for t in segment.tokens if t.at == segment.finite), None)
    if verb is None or is_free(verb.key) or is_light(verb.key) or not matched.found(verb) or _turned(verb, matched):
        return None
    own = {clause_of(matched.evidence, place.segment) for place in matched.found(verb)}
    things = [
        t for t in segment.tokens if t.at > verb.at and not kind_of(t) and not is_free(t.key) and matched.found(t)
    ]
    spots = [{clause_of(matched.evidence, place.segment) for place in matched.found(thing)} for thing in things]
    if not things or any(spot & own for spot in spots):
        return None
    for number in set.intersection(*spots):
        finite = matched.evidence.segments[number].finite
        other = next((t for t in matched.evidence.tokens if t.at == finite), None)
        if other is not None and is_verb(other.key) and not any(_alike(t, other) for t in matched.claim.tokens):
            return f"it says {verb.form!r} of {things[-1].form!r}, the quote {other.form!r}"
    return None


def _turned(verb: Token, matched: Matched) -> bool:
    return any(is_passive(matched.claim, verb) != is_passive(matched.evidence, place) for place in matched.found(verb))


def _reader(segment: Segment, matched: Matched) -> str | None:
    """The reader is an organization or of its people, never one of those who certify, accredit or write standards."""
    for piece in _with_predicate(segment, [], matched):
        theirs = [token for token in subject(matched.evidence, piece) if not is_free(token.key)]
        if (
            not theirs
            or theirs[-1].key not in _NEVER_READERS
            or any(_alike(t, theirs[-1]) for t in matched.claim.tokens)
        ):
            return None
        passive = any(
            is_passive(matched.evidence, place)
            for t in segment.tokens
            for place in matched.found(t)
            if place in piece.tokens
        )
        if passive:
            return None
        return f"it says of the reader what the quote says of {theirs[-1].form!r}"
    return None


def _mismatch(head: Token, piece: Segment, matched: Matched) -> str | None:
    theirs = subject(matched.evidence, piece) or _stood_for(head, piece, matched)
    theirs = [token for token in theirs if not is_free(token.key)]
    if not theirs:
        return None
    if {place.at for place in matched.found(head)} & {other.at for other in theirs if other.key != head.key}:
        return None  # its abbreviation, or another word for it
    if any(_alike(head, other) for other in theirs):
        return _other_kind(head, theirs, matched)
    if any(
        (token.key == other.key or (_alike(token, other) and not is_verb(token.key))) and not _of_another_phrase(token, other, matched)
        for token in matched.claim.tokens if token.unit == head.unit for other in heads_of(theirs)
    ):  # fmt: skip
        return _made_object(head, theirs[-1], piece, matched)
    if piece.finite is None:
        beside = [t for t in matched.evidence.tokens if t.unit == piece.unit and t.at > theirs[-1].at]
    else:
        led = piece.forms[0] in LINKS
        number = matched.evidence.segments.index(piece)
        whole = [t for t in matched.evidence.tokens if clause_of(matched.evidence, t.segment) == number]
        beside = [t for t in whole if t.at >= piece.finite or led or (kind_of(t) and kind_of(theirs[-1]))]
    if any(place in beside for place in _places(head, matched)):
        return _object(head, theirs[-1], piece, matched)
    return f"it says of {head.form!r} what the quote says of {theirs[-1].form!r}"


def _other_kind(head: Token, theirs: list[Token], matched: Matched) -> str | None:
    """Whether the quote says it of another kind of the thing, and has a clause on the claim's kind too."""
    kind = next((token for token in matched.claim.tokens if token.at == head.at - 1), None)
    their_kind = next((token for token in theirs if token.at == theirs[-1].at - 1), None)
    if kind is None or their_kind is None or not _alike(head, theirs[-1]) or kind_of(kind) or is_free(kind.key):
        return None
    if any(_alike(kind, other) for other in theirs) or any(_alike(their_kind, other) for other in matched.claim.tokens):
        return None
    elsewhere = any(place.at + 1 == other.at for place in matched.found(kind) for other in matched.found(head))
    return (
        f"it says of '{kind.form} {head.form}' what the quote says of '{their_kind.form} {head.form}'"
        if elsewhere
        else None
    )


def _joined(said: list[Token], pieces: list[Segment], matched: Matched) -> str | None:
    """Whether of two subjects joined by "and" one has its place in another clause of the quote than the other."""
    joints = [n for n, t in enumerate(said[1:], 1) if "and" in matched.claim.forms[said[n - 1].at : t.at]]
    if len(joints) != 1 or not pieces:
        return None
    wholes = [
        {
            t.at
            for t in matched.evidence.tokens
            if clause_of(matched.evidence, t.segment) == matched.evidence.segments.index(p)
        }
        for p in pieces
    ]
    for token in (said[joints[0] - 1], said[-1]):
        places = {place.at for place in matched.found(token)}
        elsewhere = [
            matched.evidence.segments[clause_of(matched.evidence, p.segment)].finite for p in matched.found(token)
        ]
        if kind_of(token) or None in elsewhere:
            continue
        if places and not any(places & whole for whole in wholes) and all(subject(matched.evidence, p) for p in pieces):
            return (
                f"it joins {token.form!r} to what the quote says of {subject(matched.evidence, pieces[0])[-1].form!r}"
            )
    return None


def _of_another_phrase(token: Token, theirs: Token, matched: Matched) -> bool:
    """Whether the claim's word stands beside a word that stands beside another place of it in the quote."""
    others = [place for place in matched.found(token) if place.at != theirs.at]
    beside = [t for t in matched.claim.tokens if abs(t.at - token.at) == 1]
    return bool(others) and any(
        place.at - other.at == near.at - token.at
        for other in others
        for near in beside
        for place in matched.found(near)
    )


def _stood_for(head: Token, piece: Segment, matched: Matched) -> list[Token]:
    """The subject that "it" stands for, when the claim's own subject stands only beside it ("its merger with X; it …")."""
    if not piece.forms or piece.forms[0] not in {"it", "they"}:
        return []
    places = matched.found(head)
    number = matched.evidence.segments.index(piece)
    before = next(
        (p for p in reversed(matched.evidence.segments[:number]) if p.finite is not None and not p.condition), None
    )
    attached = all(_attached(place.at, matched.evidence.forms) for place in places)
    return subject(matched.evidence, before) if before is not None and places and attached else []


def _attached(at: int, forms: tuple[str, ...]) -> bool:
    """Whether the noun phrase of a word hangs on a preposition ("with the brewers' union")."""
    for before in range(at - 1, max(-1, at - 4), -1):
        if not carries(forms[before]) and forms[before] not in {"a", "an", "the", "its", "their"}:
            return forms[before] in {"with", "of", "by", "from", "to", "for"}
    return False


def _made_object(head: Token, theirs: Token, piece: Segment, matched: Matched) -> str | None:
    """Whether the claim makes an object of the quote's subject, and its own subject is one of another clause."""
    segment = matched.claim.segments[head.segment]
    said = [token for token in segment.tokens if _alike(token, theirs)]
    verb = next((t for t in segment.tokens if t.at >= (segment.finite or 0) and is_verb(t.key)), None)
    if verb is None or is_passive(matched.claim, verb) or not said or any(t.at < (segment.finite or 0) for t in said):
        return None
    pronoun = PRONOUNS & {form for p in matched.evidence.segments if p.unit == piece.unit for form in p.forms}
    apart = all(place.unit != piece.unit for place in matched.found(head))
    return f"it says {verb.form!r} of {head.form!r} and {theirs.form!r}" if apart and not pronoun else None


def _object(head: Token, actor: Token, piece: Segment, matched: Matched) -> str | None:
    """Whether the claim makes the one who acts of what the quote has as the object of the same verb."""
    verb = next(
        (t for t in matched.claim.tokens if t.at > head.at and t.segment == head.segment and is_verb(t.key)), None
    )
    if verb is None or piece.finite is None:
        return None
    places = [place for place in matched.found(verb) if place.segment == matched.evidence.segments.index(piece)]
    same_voice = all(is_passive(matched.claim, verb) == is_passive(matched.evidence, place) for place in places)
    if places and same_voice and all(place.at > places[0].at > actor.at for place in matched.found(head)):
        return f"it says that {head.form!r} does what the quote says of {actor.form!r}"
    return None


def _places(head: Token, matched: Matched) -> list[Token]:
    """Where the head of the claim's subject stands, with the same word before it if that stands before it anywhere."""
    kind = next((token for token in matched.claim.tokens if token.at == head.at - 1), None)
    kinds = {place.at for place in matched.found(kind)} if kind else set()
    found = [place for place in matched.found(head) if place.key == head.key] or matched.found(head)
    return [place for place in found if place.at - 1 in kinds] or found


def _alike(one: Token, other: Token) -> bool:
    return same(one.key, other.key) or same(other.key, one.key)


def _with_predicate(segment: Segment, said: list[Token], matched: Matched) -> list[Segment]:
    """The pieces of the evidence that have most of what the claim's clause says of its subject."""
    counts: dict[int, float] = {}
    rest = [t for t in segment.tokens if t.at >= (segment.finite or 0) and t not in said and kind_of(t) != "standard"]
    for token in [token for token in rest if not is_free(token.key)] or rest:
        for number in {clause_of(matched.evidence, place.segment) for place in matched.found(token)}:
            exact = any(
                place.key == token.key and clause_of(matched.evidence, place.segment) == number
                for place in matched.found(token)
            )
            counts[number] = counts.get(number, 0) + (1 if exact else SYNONYM)
    best = max(counts.values(), default=0)
    return [matched.evidence.segments[number] for number, count in sorted(counts.items()) if count == best]
