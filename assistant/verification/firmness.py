"""Rules on how firmly a thing is said: denied or not, must or may, all or some, is or was."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import is_verb, stem
from assistant.verification.markers import ASPECTS, HEDGES, MODALS, PRONOUNS, SCOPES, classes
from assistant.verification.matching import PAST, Matched, kind_of, next_token, restated, unit_forms

_PRESENT = frozenset("is are has have do does".split())


def firmness_kept(segment: Segment, matched: Matched) -> str | None:
    pieces = restated(segment, matched)
    shown = frozenset(kind for piece in pieces for kind in piece.modals)
    missing = segment.modals - shown
    if (
        missing == {"may"}
        and not (shown if not pieces else pieces[0].modals)
        and not segment.negative
        and not any(set(piece.forms) & PAST for piece in pieces[:1])
    ):
        return None  # what is so can be so
    if segment.condition or (segment.forms[0] == "such_as" and segment.finite is None):
        return None
    if missing == {"should"} and pieces and _tells(pieces[0]):
        return None  # ask first: one should ask first
    if (
        missing == {"neednot"}
        and pieces
        and pieces[0].negative
        and not pieces[0].modals
        and _SETS & set(pieces[0].forms)
    ):
        return None  # it sets no figures: it does not prescribe figures
    if missing == {"must"} and not segment.negative and pieces and _under_requirement(pieces[0], matched):
        return None
    if (
        missing == {"mustnot"}
        and "mustnot" not in segment.forms
        and any(piece.negative and not piece.modals and _certified(piece) for piece in pieces)
    ):
        return None  # nobody is certified to it, there is no certification to it: one cannot be certified to it
    if missing:
        return f"it says {sorted(missing)[0]!r}, the quote does not"
    if pieces and (segment.finite is not None or all(piece.finite is None for piece in matched.claim.segments)):
        lost = pieces[0].modals - segment.modals
        if lost == {"should"} and not segment.own_subject and is_verb(stem(segment.forms[0])):
            return None  # one should ask: ask
        if lost and pieces[0].finite is not None:
            return f"the quote's {sorted(lost)[0]!r} is lost"
    return None


_SETS = frozenset("sets set contains contain has have fixes fix gives give names name lays".split())


def _tells(piece: Segment) -> bool:
    """Whether a piece of the quote tells its reader what to do: "complain first to …"."""
    first = next((form for form in piece.forms if form not in {"and", "then", "first", "so"}), "")
    return not piece.own_subject and is_verb(stem(first)) and not first.endswith(("s", "ed", "ing"))


def _under_requirement(piece: Segment, matched: Matched) -> bool:
    """Whether a piece is one more thing that the "requires" before it requires."""
    before = [other for other in matched.evidence.segments if other.unit == piece.unit and other.start < piece.start]
    return (
        not piece.own_subject and not piece.modals and not piece.negative and not piece.condition and not piece.aside
        and any(form in {"require", "requires"} for other in before for form in other.forms)
    )  # fmt: skip


def _certified(piece: Segment) -> bool:
    return any(token.key in {"certif", "certifi"} and token.at > (piece.first_negation or 0) for token in piece.tokens)


# A common way is what is commonly done.
_ADVERBS = {
    "common": "commonly", "usual": "usually", "typical": "typically", "normal": "normally", "frequent": "frequently",
    "occasional": "occasionally", "rare": "rarely", "probable": "probably", "main": "mainly", "primary": "primarily",
}  # fmt: skip


def scope_kept(segment: Segment, matched: Matched) -> str | None:
    forms = unit_forms(segment, matched)
    hedged = [*matched.evidence.forms, *(_ADVERBS[form] for form in matched.evidence.forms if form in _ADVERBS)]
    for table, shown in ((SCOPES, forms), (HEDGES, hedged), (ASPECTS, forms)):
        more = classes(segment.forms, table) - classes(shown, table)
        more -= {"by itself"} if "alone" in shown else set()
        more -= {"yet", "certain"} if segment.negative else {"certain"}
        if "both" in more and "and" in segment.forms[segment.forms.index("both") :]:
            more -= {"both"}  # both a and b
        if more == {"only"} and segment.forms[0] == "only" and any(piece.negative for piece in matched.claim.segments):
            continue  # no requirements, only recommendations
        if more == {"all"} and _generic(segment, matched):
            continue
        if more - {"any" if segment.negative else ""}:
            return f"it says {sorted(more)[0]!r}, the quote does not"
    said, shown_bounds = _bounds(matched.claim), _bounds(matched.evidence)
    for number in segment.tokens:
        if kind_of(number) == "number":
            kinds = {shown_bounds.get(place.at) for place in matched.found(number)}
            if kinds and said.get(number.at) not in kinds:
                return f"the quote's bound on {number.form} differs"
    return None


def _generic(segment: Segment, matched: Matched) -> bool:
    """Whether "each X does" stands for "an X does"."""
    pieces = [piece for piece in matched.evidence.segments if piece.unit == matched.home][:1]
    return (
        bool(pieces)
        and segment.forms[0] in {"each", "every"}
        and pieces[0].forms[:1] in (["a"], ["an"])
        and (stem(pieces[0].forms[1]) == stem(segment.forms[1]) and not pieces[0].modals)
    )


def _bounds(reading: Reading) -> dict[int, str]:
    """Places of the numbers that are bounds, with the class of the bound."""
    bounds = {}
    for at, form in enumerate(reading.forms):
        if HEDGES.get(form) in {"at most", "at least", "more than", "less than", "about"}:
            near = [token for token in reading.tokens if kind_of(token) == "number" and -6 <= token.at - at <= 3]
            after = [token for token in near if token.at > at]
            chosen = after[0] if after else near[-1] if near else None
            if chosen:
                bounds[chosen.at] = HEDGES[form]
    return bounds


def limits_kept(segment: Segment, matched: Matched) -> str | None:
    """What limits a word of the quote must limit it in the claim."""
    used = matched.used()
    said = classes(
        (form for piece in matched.claim.segments for form in piece.forms), HEDGES | {"only": "only", "just": "only"}
    )
    for piece in restated(segment, matched):
        for at, form in enumerate(piece.forms, piece.start):
            kind = HEDGES.get(form) or ("only" if form in {"only", "solely", "exclusively"} else None)
            if kind == "only" and kind not in said and piece is restated(segment, matched)[0]:
                return "the quote's 'only' is lost"
            if kind and kind not in said:
                limited = next_token(matched.evidence, at)
                if (
                    limited
                    and limited.at in used
                    and any([limited] == matched.found(token) for token in segment.tokens)
                ):
                    return f"the quote's {form!r} is lost"
    return None


def tense_kept(segment: Segment, matched: Matched) -> str | None:
    """What the quote says of the past is not said of the present."""
    for token in segment.tokens:
        for place in matched.found(token):
            if (
                place.key == token.key
                and place.form.endswith("ed")
                and token.form.endswith("s")
                and (
                    _said_of_pronoun(place, matched)
                    or (
                        is_verb(token.key)
                        and token.at == segment.finite
                        and place.at == matched.evidence.segments[place.segment].finite
                    )
                )
            ):
                return "it says of today what the quote says of the past"
    pieces = restated(segment, matched)[:1]
    if segment.finite is None or not pieces or pieces[0].finite is None:
        return None
    said, shown = set(segment.forms), set(pieces[0].forms)
    coming = {"will", "would", "going", "expected", "planned", "due"}
    if "will" in shown and said & _PRESENT and not said & (coming | set(MODALS)):
        return "it says of today what the quote says of the future"
    past = said & (PAST - {"had"}) and segment.forms[0] not in PRONOUNS
    if past and not said & _PRESENT and shown & {"is", "are", "does", "do", "will"} and not shown & (PAST | {"been"}):
        return "it says of the past what the quote does not"
    if said & _PRESENT and not said & PAST and shown & PAST and not shown & _PRESENT:
        return "it says of today what the quote says of the past"
    return None


def _said_of_pronoun(place: Token, matched: Matched) -> bool:
    """Whether a verb in the past stands right after "which" or "it", so that it can be no participle."""
    return matched.evidence.forms[max(0, place.at - 1)] in {"which", "who", "it", "they"}
