"""Why a quote does not say what a claim says, as far as words and their order can tell; one clause, or None.

Every rule looks at the claim clause by clause and asks whether the quote has a clause that says this of the same
subject, as firmly, under the same conditions. Whatever a rule cannot decide speaks against the claim.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.clauses import (
    ACTORS,
    ASPECTS,
    BE,
    CAUSES,
    CONDITIONS,
    HEDGES,
    LINKS,
    PRONOUNS,
    SCOPES,
    TIMES,
    Reading,
    Segment,
    Token,
    classes,
    is_free,
    is_grave,
    is_verb,
    read,
    same,
    stem,
)
from assistant.near_copy import altered
from assistant.polarity import opposed

# Share of a condition's words, and of a subject's, that a claim must repeat.
REPEATED = 0.5
# The same of a subject that is a list.
LISTED = 0.3
# A unit with this share of the best one's words may be meant as well.
NEAR_BEST = 0.6
# Fewer words that carry meaning make no statement.
FEWEST = 2
# A claim of so many words may have one that is not in its quote, and no more than two.
WORDS_FOR_ONE = 4
MOST_STRANGE = 2
# Verbs without an object, which turn round when a paraphrase uses them.
_NO_OBJECT = frozenset("appear occur exist belong come depend consist aris go stand fall deriv differ appli".split())
# To be certified is more than to have to do with certification.
_ATTESTS = frozenset("certifies certify certified certifying accredits accredit accredited accrediting".split())
_PAST = frozenset("was were had did".split())
_PRESENT = frozenset("is are has have do does".split())
_PARTICIPLE = re.compile(
    r"(?:ed|en|wn|ept|uilt|ought)$|^(?:made|held|kept|set|sold|led|put|run|met|sent|found|said|told|paid|read|lost|left|cut|done|seen)$"
)
_FIGURES = ("clause:", "date:", "std:", "ed:")


@dataclass(frozen=True)
class Matched:
    """A claim beside its evidence: where each word of the claim stands in it."""

    claim: Reading
    evidence: Reading
    places: dict[int, list[Token]]
    home: int | None = None

    def found(self, token: Token) -> list[Token]:
        """Where `token` of the claim stands in the evidence; empty when it is lent by the title."""
        return self.places.get(token.at, [])

    def used(self) -> set[int]:
        """Places of the evidence that the claim speaks of."""
        return {place.at for places in self.places.values() for place in places}


def disagreement(text: str, quote: str, sentence: str, before: str, title: str) -> str | None:
    """Why `quote`, standing in `sentence` after `before`, does not say `text`; `title` lends names taken as read."""
    claim, quoted, evidence, heading = read(text), read(quote), read(sentence), read(title)
    firm = any(piece.modals or piece.negative for piece in claim.segments)
    if len(claim.tokens) + firm < FEWEST:
        return "it says nothing"
    first = len(read(before).forms) if before else 0
    last = first + len(quoted.forms)
    places: dict[int, list[Token]] = {}
    strange: list[Token] = []
    for token in claim.tokens:
        if not quoted.places(token) and not _edition(token, quoted, heading):
            if heading.places(token):
                continue
            if is_free(token.key):
                continue
            strange.append(token)
            continue
        inside = [place for place in evidence.places(token) if first - 1 <= place.at <= last]
        places[token.at] = (
            inside or evidence.places(token) or quoted.places(token) or _edition(token, evidence, heading)
        )
    matched = Matched(claim, evidence, places)
    reason = _strange(strange, claim, quoted, text) or altered(claim, quoted, _beside_colon(matched) or _advises(claim))
    if reason:
        return reason
    for segment in claim.segments:
        if segment.tokens:
            reasons = [_objection(segment, replace(matched, home=home)) for home in _homes(segment, matched)]
            if reasons and all(reasons):
                return reasons[0]
    return None


def _objection(segment: Segment, matched: Matched) -> str | None:
    return next((reason for rule in RULES if (reason := rule(segment, matched))), None)


def _strange(strange: list[Token], claim: Reading, quoted: Reading, text: str) -> str | None:
    """A word or two of a longer claim may be others than the quote's, if no meaning turns on them."""
    order = {token.at: number for number, token in enumerate(claim.tokens)}
    for token in strange:
        name = re.search(rf"\b{re.escape(token.form)}", text, re.I)
        if any(_opposite(token.form, other) for other in quoted.forms):
            return f"{token.form!r} is opposite to a word of the quote"
        if is_grave(token.key) or (name and name[0][0].isupper()):
            return f"{token.form!r} is not in the quote"
    if len(strange) * WORDS_FOR_ONE > len(claim.tokens) or len(strange) > MOST_STRANGE:
        return f"{strange[-1].form!r} is not in the quote"
    for one, other in itertools.pairwise(strange):
        if order[other.at] - order[one.at] < 2:
            return f"{one.form!r} and {other.form!r} are not in the quote"
    return None


def _edition(token: Token, quoted: Reading, heading: Reading) -> list[Token]:
    """Where the quote has the year of the edition that `token` names ("the 2015 edition" of the standard it speaks of)."""
    space, _, name = token.key.partition(":")
    if space != "ed":
        return []
    number, _, year = name.partition(":")
    spoken = any(
        other.key.split(":")[:2][-1] == number for other in (*quoted.tokens, *heading.tokens) if ":" in other.key
    )
    return [other for other in quoted.tokens if other.key == year] if spoken else []


def _opposite(one: str, other: str) -> bool:
    return opposed(one, other)


def _predicate(segment: Segment) -> list[Token]:
    """The words of a claim's clause from its verb on; all of them when it has none."""
    if segment.finite is None:
        return segment.tokens
    rest = [token for token in segment.tokens if token.at >= segment.finite]
    return rest or segment.tokens


def _home(segment: Segment, matched: Matched) -> int | None:
    return matched.home


def _homes(segment: Segment, matched: Matched) -> list[int | None]:
    """The units of the evidence that may be what the claim's clause restates; the one with most of its words first."""
    counts: dict[int, float] = {}
    for weight, tokens in ((1.0, segment.tokens), (0.5, _predicate(segment))):
        for token in tokens:
            for unit in {place.unit for place in matched.found(token)}:
                counts[unit] = counts.get(unit, 0) + weight * (0.5 if _kind(token) == "standard" else 1)
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
    return [unit for unit in order if counts[unit] >= NEAR_BEST * counts[order[0]] or unit in denied] or [None]


def _segments(segment: Segment, matched: Matched) -> list[Segment]:
    """The pieces of the evidence, within one unit, that say what the claim's clause says; the best first."""
    home = _home(segment, matched)
    counts: dict[int, float] = {}
    for weight, tokens in ((0.3, segment.tokens), (1.0, _predicate(segment))):
        for token in tokens:
            for number in {place.segment for place in matched.found(token) if place.unit == home}:
                counts[number] = counts.get(number, 0) + weight
    order = sorted(counts, key=lambda number: (-counts[number], number))
    return [matched.evidence.segments[number] for number in order if counts[number] >= 1] or [
        matched.evidence.segments[number] for number in order[:1]
    ]


def _acting(piece: Segment) -> list[Token]:
    """The words of the subject of the first piece of a unit."""
    if piece.finite is not None:
        return [token for token in piece.tokens if token.at < piece.finite]
    if piece.gapped:
        link = next(
            (at for at, form in enumerate(piece.forms, piece.start) if form in LINKS and at > piece.start), None
        )
        return [token for token in piece.tokens if link is None or token.at < link]
    return list(piece.tokens) if piece.own_subject else []


def _one_matter(segment: Segment, matched: Matched) -> str | None:
    """What the clause joins must be said of one thing; a pronoun may stand for what came before."""
    home = _home(segment, matched)
    if home is None:
        return None
    unit = [piece for piece in matched.evidence.segments if piece.unit == home]
    sentence = unit[0].sentence
    forms = {form for piece in unit for form in piece.forms}
    for token in segment.tokens:
        places = matched.found(token)
        if not places or is_free(token.key) or token.key == "conduct" or any(place.unit == home for place in places):
            continue
        shared = [
            place for place in places
            if matched.evidence.segments[place.segment].condition and matched.evidence.segments[place.segment].sentence == sentence
        ]  # fmt: skip
        subject = _acting(unit[0])
        acts = (
            segment.finite is not None
            and not _turned(segment, matched)
            and token.at < segment.finite
            and subject
            and not any(
                other in matched.found(mine) for other in subject for mine in segment.tokens if mine.at < segment.finite
            )
        )
        refers = forms & PRONOUNS and any(place.unit < home for place in places) and not acts
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
                place in _acting(piece) for place in places for piece in matched.evidence.segments if piece.unit < home
            )
        ):
            continue  # "the first kind of X is …, the second …": X is left out
        if unit[0].gapped and is_verb(token.key):
            continue
        rivals = [piece for piece in unit if piece.own_subject or (piece is unit[0] and piece.forms[0] not in PRONOUNS)]
        if shared or refers or not rivals:
            continue
        kind = token.key.partition(":")[0] if ":" in token.key else ""
        if kind in {"std", "ed"} and not any(
            other.key.startswith(("std:", "ed:")) for piece in unit for other in piece.tokens
        ):
            continue
        return f"it joins {token.form!r} to what the quote says of something else"
    return None


def _denial(segment: Segment, matched: Matched) -> str | None:
    home = _home(segment, matched)
    pieces = matched.evidence.segments
    under = {True: 0, False: 0}
    for token in segment.tokens:
        places = [place for place in matched.found(token) if place.unit == home]
        if not places:
            continue
        denied = [_denied(place, pieces[place.segment]) for place in places]
        if segment.negative and token.at >= (segment.first_negation or 0) and not _kind(token):
            under[any(pieces[place.segment].negative for place in places)] += 1
        if not segment.negative and all(denied) and _kind(token) != "standard":
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
    if segment.negative and not any(piece.negative for piece in _segments(segment, matched)):
        return "it denies what the quote does not"
    if not segment.negative and segment.finite is not None:
        best = _segments(segment, matched)[:1]
        if (
            best
            and best[0].negative
            and any(
                _denied(p, best[0])
                for t in _predicate(segment)
                for p in matched.found(t)
                if p.segment == matched.evidence.segments.index(best[0])
            )
        ):
            return "it does not deny what the quote denies"
    return None


def _denied(place: Token, piece: Segment) -> bool:
    return piece.negative and piece.first_negation is not None and piece.first_negation <= place.at < piece.denied_until


def _firmness(segment: Segment, matched: Matched) -> str | None:
    pieces = _segments(segment, matched)
    shown = frozenset(kind for piece in pieces for kind in piece.modals)
    missing = segment.modals - shown
    if (
        missing == {"may"}
        and not shown
        and not segment.negative
        and not any(set(piece.forms) & _PAST for piece in pieces)
    ):
        return None  # what is so can be so
    if segment.condition:
        return None
    if missing == {"mustnot"} and any(piece.negative and not piece.modals and _certified(piece) for piece in pieces):
        return None  # nobody is certified to it, there is no certification to it: one cannot be certified to it
    if missing:
        return f"it says {sorted(missing)[0]!r}, the quote does not"
    if pieces and (segment.finite is not None or all(piece.finite is None for piece in matched.claim.segments)):
        lost = pieces[0].modals - segment.modals
        if lost and pieces[0].finite is not None:
            return f"the quote's {sorted(lost)[0]!r} is lost"
    return None


def _certified(piece: Segment) -> bool:
    return any(token.key in {"certif", "certifi"} and token.at > (piece.first_negation or 0) for token in piece.tokens)


def _unit_forms(segment: Segment, matched: Matched) -> list[str]:
    home = _home(segment, matched)
    return [form for piece in matched.evidence.segments if piece.unit == home for form in piece.forms]


def _scope(segment: Segment, matched: Matched) -> str | None:
    forms = _unit_forms(segment, matched)
    for table, shown in ((SCOPES, forms), (HEDGES, matched.evidence.forms), (ASPECTS, forms)):
        more = classes(segment.forms, table) - classes(shown, table)
        if more == {"only"} and segment.forms[0] == "only" and any(piece.negative for piece in matched.claim.segments):
            continue  # no requirements, only recommendations
        if more == {"all"} and _generic(segment, matched):
            continue
        if more - {"any" if segment.negative else ""}:
            return f"it says {sorted(more)[0]!r}, the quote does not"
    said, shown_bounds = _bounds(matched.claim), _bounds(matched.evidence)
    for number in segment.tokens:
        if _kind(number) == "number":
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
            near = [token for token in reading.tokens if _kind(token) == "number" and -6 <= token.at - at <= 3]
            after = [token for token in near if token.at > at]
            chosen = after[0] if after else near[-1] if near else None
            if chosen:
                bounds[chosen.at] = HEDGES[form]
    return bounds


def _next_token(reading: Reading, at: int) -> Token | None:
    following = [token for token in reading.tokens if token.at > at]
    return next((token for token in following if not is_free(token.key)), following[0] if following else None)


def _limits(segment: Segment, matched: Matched) -> str | None:
    """What limits a word of the quote must limit it in the claim."""
    used = matched.used()
    said = classes((form for piece in matched.claim.segments for form in piece.forms), HEDGES | {"only": "only"})
    for piece in _segments(segment, matched):
        for at, form in enumerate(piece.forms, piece.start):
            kind = HEDGES.get(form) or ("only" if form in {"only", "solely", "exclusively"} else None)
            if kind == "only" and kind not in said and piece is _segments(segment, matched)[0]:
                return "the quote's 'only' is lost"
            if kind and kind not in said:
                limited = _next_token(matched.evidence, at)
                if limited and limited.at in used and any(limited in matched.found(token) for token in segment.tokens):
                    return f"the quote's {form!r} is lost"
    return None


def _times(reading: Reading) -> Iterator[tuple[str, Token]]:
    for at, form in enumerate(reading.forms):
        if form in TIMES:
            anchor = _next_token(reading, at)
            if anchor:
                yield TIMES[form], anchor


def _time(segment: Segment, matched: Matched) -> str | None:
    shown = [(kind, anchor) for kind, anchor in _times(matched.evidence)]
    for kind, anchor in _times(matched.claim):
        if anchor.segment != matched.claim.segments.index(segment):
            continue
        begun = kind == "since" and any(token.key in {"start", "begin", "began"} for token in matched.evidence.tokens)
        if not begun and not any(kind == other and same(anchor.key, place.key) for other, place in shown):
            return f"it says {kind!r} of {anchor.form!r}, the quote does not"
    claimed = [(kind, anchor) for kind, anchor in _times(matched.claim)]
    for kind, place in shown:
        for token in segment.tokens:
            if place in matched.found(token) and place.unit == matched.home and len(matched.found(token)) == 1:
                if (
                    not any(kind == other and anchor.at == token.at for other, anchor in claimed)
                    and (kind in {"before", "after", "until", "since"})
                    and not any(kind == other for other, _ in claimed)
                    and not (kind == "after" and "once" in matched.claim.forms)
                ):
                    return f"the quote's {kind!r} is lost"
    return None


def _condition(segment: Segment, matched: Matched) -> str | None:
    """A condition of the quote must be in the claim when the claim says what hangs on it."""
    home = _home(segment, matched)
    unit = [piece for piece in matched.evidence.segments if piece.unit == home]
    if not unit:
        return None
    used = matched.used()
    main = [piece for piece in _segments(segment, matched) if not piece.condition]
    if not main and not segment.condition and _conditional(segment, matched):
        return "what the quote says under a condition, it says without"
    if _unconditioned(matched):
        return "what the quote says under a condition, it says without"
    if not main or segment.condition or all(_kind(token) for token in segment.tokens):
        return None
    pieces = matched.evidence.segments
    for piece in pieces:
        if not piece.condition or piece.sentence != unit[0].sentence or not piece.tokens:
            continue
        if not any(_hangs(other, piece, pieces) for other in main):
            continue
        if piece.forms[0] == "until" and _kind(piece.tokens[0]) == "date" and _past(segment):
            continue
        kept = sum(token.at in used for token in piece.tokens) / len(piece.tokens)
        if kept < REPEATED or (kept == REPEATED and not CONDITIONS & set(matched.claim.forms)):
            return f"the quote's condition ({' '.join(piece.forms[:6])}) is lost"
    return None


def _unconditioned(matched: Matched) -> bool:
    """Whether the claim repeats most of an "only if" and has no condition of its own."""
    if CONDITIONS & set(matched.claim.forms) or "only" in matched.claim.forms:
        return False
    used = matched.used()
    return any(
        piece.forms[0] in {"aslongas", "unless"} and len(piece.tokens) > 2
        and sum(token.at in used for token in piece.tokens) >= len(piece.tokens) / 3
        for piece in matched.evidence.segments
    )  # fmt: skip


def _conditional(segment: Segment, matched: Matched) -> bool:
    """Whether the best restatement of the claim's clause is a condition of the quote."""
    return any(piece.condition for piece in _segments(segment, matched)[:1])


def _past(segment: Segment) -> bool:
    return bool(set(segment.forms) & _PAST) or any(token.form.endswith("ed") for token in segment.tokens)


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


def _cause(segment: Segment, matched: Matched) -> str | None:
    said = [form for form in segment.forms if form in CAUSES]
    if segment.forms[0] == "so" and _advises(matched.claim):
        return None
    if not said:
        return None
    if "inorderto" not in said and _beside_colon(matched):
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
        if tokens and here < there:
            return "it exchanges cause and effect"
    return None


def _beside_colon(matched: Matched) -> bool:
    """Whether the two sides of the claim's "because" stand on the two sides of a colon."""
    colons = [at for at, form in enumerate(matched.evidence.forms) if form == ":"]
    if not colons or ":" in matched.claim.forms or not CAUSES & set(matched.claim.forms):
        return False
    one, other = _sides(matched.claim)
    for colon in colons:
        leaning = [sum(_leaning(token, colon, matched) for token in side if not _kind(token)) for side in (one, other)]
        if leaning[0] * leaning[1] < 0:
            return True
    return False


def _leaning(token: Token, at: int, matched: Matched) -> int:
    """−1 when the evidence has `token` before `at` only, 1 when after it only, else 0."""
    sides = {1 if place.at > at else -1 for place in matched.found(token)}
    return sides.pop() if len(sides) == 1 else 0


def _advises(claim: Reading) -> bool:
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
    sentence = next(piece.sentence for piece in reversed(reading.segments) if piece.start <= at)
    tokens = [token for token in reading.tokens if reading.segments[token.segment].sentence == sentence]
    before = [token for token in tokens if token.at < at]
    after = [token for token in tokens if token.at > at]
    if not before:  # "Because X, Y"
        opening = next(piece for piece in reversed(reading.segments) if piece.start <= at)
        return list(opening.tokens), [token for token in after if token not in opening.tokens]
    return (before, after) if form in {"so", "leadsto"} else (after, before)


def _direction(segment: Segment, matched: Matched) -> str | None:
    """Who does what to whom: around a verb that both have, nothing may change sides unless the voice does."""
    home = _home(segment, matched)
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
            said, shown = _passive(matched.claim, pivot), _passive(matched.evidence, place)
            if mirrored and said == shown:
                return f"it turns round who does what ({pivot.form})"
            if said != shown and not mirrored and said and "by" in matched.claim.forms[pivot.at : pivot.at + 3]:
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


def _passive(reading: Reading, verb: Token) -> bool:
    before = reading.forms[max(0, verb.at - 4) : verb.at]
    following = reading.forms[verb.at + 1] if verb.at + 1 < len(reading.forms) else ""
    return bool(_PARTICIPLE.search(verb.form)) and (bool(BE & set(before)) or following == "by")


def _figures(segment: Segment, matched: Matched) -> str | None:
    """A number, day, clause or standard belongs to the words beside it: no other of its kind may stand nearer to them."""
    words = [t for t in matched.claim.tokens if not _kind(t) and matched.found(t) and t.unit == segment.unit]
    bare = all(_kind(token) for token in segment.tokens) and not segment.aside
    for token in segment.tokens:
        kind = _kind(token)
        places = matched.found(token)
        if bare or not kind or not places or not words:
            continue
        nearest = min(words, key=lambda other: abs(other.at - token.at))
        anchors = matched.found(nearest)
        own = min(abs(place.at - anchor.at) for place in places for anchor in anchors)
        said = [other for other in (segment if kind == "clause" else matched.claim).tokens if _kind(other) == kind]
        for rival in matched.evidence.tokens:
            if (
                rival.key.startswith(f"{token.key}.")
                or _kind(rival) != kind
                or any(same(rival.key, other.key) for other in said)
            ):
                continue
            distance = min(abs(rival.at - anchor.at) for anchor in anchors)
            if distance < own and distance <= 2 and kind in {"number", "clause"} and own > 3:
                return f"the quote has {rival.form!r} where the claim has {token.form!r}"
    reason = _dates(segment, matched)
    if reason:
        return reason
    numbers = [t for t in segment.tokens if _kind(t) == "number" and matched.found(t)]
    for one, other in itertools.pairwise(numbers):
        if min(p.at for p in matched.found(one)) > max(p.at for p in matched.found(other)):
            return "it changes the order of the quote's numbers"
    return None


def _dates(segment: Segment, matched: Matched) -> str | None:
    """A day of the quote that is nearer to the claim's words than the claim's own day speaks against the claim."""
    days = [token for token in segment.tokens if token.key.startswith("date:") and matched.found(token)]
    rivals = [
        token for token in matched.evidence.tokens if token.key.startswith("date:") and token.at not in matched.used()
    ]
    if len(days) != 1 or not rivals:
        return None
    own = [place.at for place in matched.found(days[0])]
    nearer = {True: 0, False: 0}
    verbs = [t for t in matched.claim.tokens if t.unit == segment.unit and is_verb(t.key) and matched.found(t)]
    for token in verbs:
        for place in matched.found(token):
            if _kind(token) is None and len(matched.found(token)) == 1:
                nearer[min(abs(place.at - at) for at in own) <= min(abs(place.at - rival.at) for rival in rivals)] += 1
    return f"the quote has another day there than {days[0].key[5:]}" if nearer[False] > nearer[True] else None


def _kind(token: Token) -> str | None:
    if token.key.startswith(("std:", "ed:")):
        return "standard"
    if token.key.startswith("clause:"):
        return "clause"
    if token.key.startswith("date:") or (token.key.isdigit() and len(token.key) == 4 and token.key[:2] in {"19", "20"}):
        return "date"
    return "number" if token.key[0].isdigit() else None


def _restriction(segment: Segment, matched: Matched) -> str | None:
    """What narrows the subject of the quote, or stands under its "not", must be in the claim."""
    used = matched.used()
    pieces = [piece for piece in _segments(segment, matched)[:1] if not piece.condition]
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
        if piece.negative and piece.first_negation is not None and segment.negative:
            under = [token for token in piece.tokens if token.at > piece.first_negation]
            if len(under) > 1 and sum(token.at in used for token in under) / len(under) < REPEATED:
                return "it denies more than the quote"
    return None


def _subject(segment: Segment, matched: Matched) -> str | None:
    """Who or which standard acts in the claim's clause must act in the quote's."""
    pieces = _segments(segment, matched)
    if segment.finite is None or not pieces or pieces[0].finite is None:
        return None
    said = [
        t
        for t in segment.tokens
        if t.at < segment.finite and (t.key in ACTORS or _kind(t) == "standard") and matched.found(t)
    ]
    if segment.forms[0] in {"which", "who"}:
        said = [t for t in matched.claim.tokens if t.at < segment.start][-1:]
        said = [t for t in said if (t.key in ACTORS or _kind(t) == "standard") and matched.found(t)]
    if not said or _turned(segment, matched):
        return None
    piece = pieces[0]
    shown = [t for t in piece.tokens if t.at < (piece.finite or 0)]
    if not shown:
        unit = [p for p in matched.evidence.segments if p.unit == piece.unit and not p.condition]
        shown = [t for t in unit[0].tokens if unit[0].finite is None or t.at < unit[0].finite] if unit else []
    actors = [t for t in shown if t.key in ACTORS or _kind(t) == "standard"]
    for kind in (True, False):
        mine = [t for t in said if (_kind(t) == "standard") == kind]
        theirs = [t for t in actors if (_kind(t) == "standard") == kind]
        if mine and theirs and not any(same(one.key, other.key) for one in mine for other in theirs):
            return f"it says of {mine[0].form!r} what the quote says of {theirs[0].form!r}"
    return None


def _turned(segment: Segment, matched: Matched) -> bool:
    """Whether the claim's clause is passive where the quote is active, or the other way round."""
    verb = next((token for token in segment.tokens if token.at >= (segment.finite or 0) and is_verb(token.key)), None)
    return verb is not None and any(
        _passive(matched.claim, verb) != _passive(matched.evidence, place) for place in matched.found(verb)
    )


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


def _copula(segment: Segment, matched: Matched) -> str | None:
    """What the claim says something is, the quote must say it is."""
    verbs = [token for token in segment.tokens if token.at >= (segment.finite or 0) and is_verb(token.key)]
    if segment.forms[0] in PRONOUNS or segment.modals:
        return None
    if (
        segment.finite is None
        or not {"is", "are"} & set(segment.forms)
        or verbs
        or any(_PARTICIPLE.search(form) for form in segment.forms)
    ):
        return None
    forms = {form for piece in matched.evidence.segments if piece.unit == matched.home for form in piece.forms}
    kind_of = any(
        one in BE and other in {"a", "an"} for one, other in zip(segment.forms, segment.forms[1:], strict=False)
    )
    if kind_of and not any(
        _links(place, segment, matched) for token in _predicate(segment) for place in matched.found(token)
    ):
        return "the quote does not say what it is"
    linked = forms & (BE | {"means", "mean", "called", "remains", "stays", "became", "becomes"})
    if not linked and _predicate(segment) and all(matched.found(token) for token in _predicate(segment)):
        return "the quote does not say what it is"
    return None


def _tense(segment: Segment, matched: Matched) -> str | None:
    """What the quote says of the past is not said of the present."""
    pieces = _segments(segment, matched)[:1]
    if segment.finite is None or not pieces or pieces[0].finite is None:
        return None
    said, shown = set(segment.forms), set(pieces[0].forms)
    if said & _PRESENT and not said & _PAST and shown & _PAST and not shown & _PRESENT:
        return "it says of today what the quote says of the past"
    for token in segment.tokens:
        for place in matched.found(token):
            if (
                place.key == token.key
                and place.form.endswith("ed")
                and token.form.endswith("s")
                and is_verb(token.key)
                and token.at == segment.finite
                and place.at == matched.evidence.segments[place.segment].finite
            ):
                return "it says of today what the quote says of the past"
    return None


RULES: tuple[Callable[[Segment, Matched], str | None], ...] = (
    _one_matter, _denial, _firmness, _scope, _limits, _time, _condition, _cause, _direction, _subject, _copula, _tense, _figures, _restriction,
)  # fmt: skip
