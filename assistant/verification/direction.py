"""Rules on who does what to whom: subjects, actors and standards stay with what is said of them."""

from __future__ import annotations

from assistant.verification.clauses import Segment, Token
from assistant.verification.equivalence import is_free, is_verb, same
from assistant.verification.markers import ACTORS, PRONOUNS
from assistant.verification.matching import Matched, is_passive, kind_of, restated, subject_of

# Pronouns that stand for something said before.
_REFERRING = frozenset("it they them this these he she both which who one".split())
# Verbs without an object, which turn round when a paraphrase uses them.
_NO_OBJECT = frozenset("appear occur exist belong come depend consist aris go stand fall deriv differ appli".split())


# To be certified is more than to have to do with certification.
_ATTESTS = frozenset("certifies certify certified certifying accredits accredit accredited accrediting".split())


def one_matter(segment: Segment, matched: Matched) -> str | None:
    """What the clause joins must be said of one thing; a pronoun may stand for what came before."""
    home = matched.home
    if home is None:
        return None
    unit = [piece for piece in matched.evidence.segments if piece.unit == home]
    sentence = unit[0].sentence
    forms = {form for piece in unit for form in piece.forms} & _REFERRING
    for token in segment.tokens:
        places = matched.found(token)
        if not places or is_free(token.key) or token.key == "conduct" or any(place.unit == home for place in places):
            continue
        shared = [
            place for place in places
            if matched.evidence.segments[place.segment].condition and matched.evidence.segments[place.segment].sentence == sentence
        ]  # fmt: skip
        subject = subject_of(unit[0])
        acts = (
            segment.finite is not None
            and not _turned(segment, matched)
            and token.at < segment.finite
            and subject
            and not any(
                other in matched.found(mine) for other in subject for mine in segment.tokens if mine.at < segment.finite
            )
        )
        refers = bool(forms) and any(place.unit < home for place in places) and not acts
        shares = any(
            other in matched.found(mine)
            for other in subject
            for mine in segment.tokens
            if mine.at < (segment.finite or 0)
        )
        if (
            shares
            and token.at < (segment.finite or 0)
            and any(
                place in subject_of(piece)
                for place in places
                for piece in matched.evidence.segments
                if piece.unit < home
            )
        ):
            continue  # "the first kind of X is …, the second …": X is left out
        if unit[0].gapped and is_verb(token.key):
            continue
        if segment.finite is None and _of_one_half(token, segment, matched):
            continue
        rivals = [piece for piece in unit if piece.own_subject or (piece is unit[0] and piece.forms[0] not in PRONOUNS)]
        if shared or refers or not rivals:
            continue
        after = token.at > (segment.finite or 0) and not is_verb(token.key)
        if (kind_of(token) in {"clause", "standard"} or after) and token.at in matched.topic:
            continue
        kind = token.key.partition(":")[0] if ":" in token.key else ""
        if kind in {"std", "ed"} and not any(
            other.key.startswith(("std:", "ed:")) for piece in unit for other in piece.tokens
        ):
            continue
        return f"it joins {token.form!r} to what the quote says of something else"
    return None


def _of_one_half(token: Token, segment: Segment, matched: Matched) -> bool:
    """Whether the words on the token's side of an "and" are all of one unit: "EPD environmental …, and GHG greenhouse gas"."""
    joints = [at for at, form in enumerate(segment.forms, segment.start) if form == "and"]
    if len(joints) != 1:
        return False
    half = [t for t in segment.tokens if (t.at > joints[0]) == (token.at > joints[0])]
    units = [{place.unit for place in matched.found(t)} for t in half]
    return len(half) > 1 and bool(set.intersection(*units))


def direction_kept(segment: Segment, matched: Matched) -> str | None:
    """Who does what to whom: around a verb that both have, nothing may change sides unless the voice does."""
    home = matched.home
    for pivot in segment.tokens:
        if (
            pivot.form in _ATTESTS
            and not segment.negative
            and not segment.modals
            and not any(place.form in _ATTESTS for place in matched.evidence.tokens)
        ):
            return f"the quote does not say who is {pivot.form}"
        acting = [t for t in segment.tokens if t.at < pivot.at][-1:]
        if (
            pivot.form in {"certifies", "accredits"}
            and acting
            and not any(
                0 < place.at - other.at <= 3 and place.form in _ATTESTS
                for other in matched.found(acting[0])
                for place in matched.found(pivot)
            )
        ):
            return f"the quote does not say that {acting[0].form} {pivot.form}"
        if (
            pivot.at < (segment.finite or 0)
            or not is_verb(pivot.key)
            or pivot.form.endswith("ing")
            or pivot.key in _NO_OBJECT
        ):
            continue
        for place in matched.found(pivot):
            if place.unit != home or len(matched.found(pivot)) > 1 or place.key in _NO_OBJECT:
                continue
            before = [t for t in segment.tokens if t.at < pivot.at and t is not pivot]
            after = [t for t in segment.tokens if t.at > pivot.at]
            crossed_left = [t for t in before if _side(t, place, matched) == 1]
            crossed_right = [t for t in after if _side(t, place, matched) == -1]
            mirrored = bool(crossed_left and crossed_right)
            said, shown = is_passive(matched.claim, pivot), is_passive(matched.evidence, place)
            if mirrored and said == shown:
                return f"it turns round who does what ({pivot.form})"
            if said and not shown and _by_pronoun(matched.claim.forms, pivot.at) and crossed_left and not crossed_right:
                continue  # "A accredits B": B is accredited by it
            turned = segment.finite == segment.start and not before and bool(crossed_right)
            if (
                said != shown
                and not mirrored
                and not turned
                and said
                and "by" in matched.claim.forms[pivot.at : pivot.at + 3]
            ):
                return f"it turns round who does what ({pivot.form})"
    if "than" in segment.forms and "than" in matched.evidence.forms:
        at, place_at = segment.start + segment.forms.index("than"), matched.evidence.forms.index("than")
        wrong = [
            token for token in segment.tokens for place in matched.found(token)
            if len(matched.found(token)) == 1 and (token.at < at) != (place.at < place_at)
        ]  # fmt: skip
        if wrong:
            return "it turns the comparison round"
    return None


def _by_pronoun(forms: tuple[str, ...], at: int) -> bool:
    return forms[at + 1 : at + 2] == ("by",) and forms[at + 2 : at + 3] in {("it",), ("them",)}


def _side(token: Token, place: Token, matched: Matched) -> int:
    """Whether the evidence has `token` only before (−1) or only after (1) `place`, within its unit; else 0."""
    sides = {1 if other.at > place.at else -1 for other in matched.found(token) if other.unit == place.unit}
    if not sides:
        # Said of a pronoun: what stands for it has the pronoun's place.
        pronouns = [
            at for piece in matched.evidence.segments if piece.unit == place.unit
            for at, form in enumerate(piece.forms, piece.start) if form in {"it", "they", "them"}
        ]  # fmt: skip
        sides = {1 if at > place.at else -1 for at in pronouns} if matched.found(token) else set()
    return sides.pop() if len(sides) == 1 else 0


def actor_kept(segment: Segment, matched: Matched) -> str | None:
    """Who or which standard acts in the claim's clause must act in the quote's."""
    pieces = restated(segment, matched)
    if segment.finite is None or not pieces or pieces[0].finite is None:
        return None
    said = [
        t
        for t in segment.tokens
        if t.at < segment.finite and (t.key in ACTORS or kind_of(t) == "standard") and matched.found(t)
    ]
    if segment.forms[0] in {"which", "who"}:
        said = [t for t in matched.claim.tokens if t.at < segment.start][-1:]
        said = [t for t in said if (t.key in ACTORS or kind_of(t) == "standard") and matched.found(t)]
    if not said or _turned(segment, matched):
        return None
    piece = pieces[0]
    shown = [t for t in piece.tokens if t.at < (piece.finite or 0)]
    if piece.forms[0] in {"which", "who"}:
        shown = [t for t in matched.evidence.tokens if t.at < piece.start][-1:]
    if not shown:
        unit = [p for p in matched.evidence.segments if p.unit == piece.unit and not p.condition]
        shown = [t for t in unit[0].tokens if unit[0].finite is None or t.at < unit[0].finite] if unit else []
    actors = [t for t in shown if t.key in ACTORS or kind_of(t) == "standard"]
    for kind in (True, False):
        mine = [t for t in said if (kind_of(t) == "standard") == kind]
        theirs = [t for t in actors if (kind_of(t) == "standard") == kind]
        if mine and theirs and not any(same(one.key, other.key) for one in mine for other in theirs):
            return f"it says of {mine[0].form!r} what the quote says of {theirs[0].form!r}"
    return None


def _turned(segment: Segment, matched: Matched) -> bool:
    """Whether the claim's clause is passive where the quote is active, or the other way round."""
    verb = next((token for token in segment.tokens if token.at >= (segment.finite or 0) and is_verb(token.key)), None)
    return verb is not None and any(
        is_passive(matched.claim, verb) != is_passive(matched.evidence, place) for place in matched.found(verb)
    )
