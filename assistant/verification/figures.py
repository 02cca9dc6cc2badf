"""Rules on figures: numbers and days stay with what they belong to, and count what they count in the quote."""

from __future__ import annotations

import itertools
from functools import partial

from assistant.verification.clauses import Reading, Segment, Token
from assistant.verification.equivalence import is_free, is_verb, same
from assistant.verification.markers import LINKS
from assistant.verification.matching import Matched, kind_of
from assistant.verification.numbering import numbers_right
from assistant.verification.sequence import single_place


def figures_kept(segment: Segment, matched: Matched) -> str | None:
    """A number, day, clause or standard belongs to the words beside it: no other of its kind may stand nearer to them."""
    words = [t for t in matched.claim.tokens if not kind_of(t) and matched.found(t) and t.unit == segment.unit]
    bare = all(kind_of(token) for token in segment.tokens) and not segment.aside
    for token in segment.tokens:
        kind = kind_of(token)
        places = matched.found(token)
        if bare or not kind or not places or not words:
            continue
        if kind == "clause" and numbers_right(matched.claim, matched.evidence, token):
            continue
        nearest = min(words, key=lambda other: abs(other.at - token.at))
        anchors = matched.found(nearest)
        own = min(abs(place.at - anchor.at) for place in places for anchor in anchors)
        said = [other for other in (segment if kind == "clause" else matched.claim).tokens if kind_of(other) == kind]
        for rival in matched.evidence.tokens:
            if (
                rival.key.startswith(f"{token.key}.")
                or kind_of(rival) != kind
                or any(same(rival.key, other.key) for other in said)
            ):
                continue
            distance = min(abs(rival.at - anchor.at) for anchor in anchors)
            if distance < own and distance <= 2 and kind in {"number", "clause"} and own > 3:
                return f"the quote has {rival.form!r} where the claim has {token.form!r}"
    reason = _dates(segment, matched)
    if reason:
        return reason
    numbers = [t for t in segment.tokens if kind_of(t) == "number" and matched.found(t)]
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
            if kind_of(token) is None and len(matched.found(token)) == 1:
                nearer[min(abs(place.at - at) for at in own) <= min(abs(place.at - rival.at) for rival in rivals)] += 1
    return f"the quote has another day there than {days[0].key[5:]}" if nearer[False] > nearer[True] else None


def counted(claim: Reading, quoted: Reading) -> str | None:
    """What a number counts must be what it counts in the quote."""
    for number in claim.tokens:
        if kind_of(number) != "number":
            continue
        thing = claim.forms[number.at + 1] if number.at + 1 < len(claim.forms) else ""
        following = next((t for t in claim.tokens if t.at == number.at + 1), None)
        verb = following is not None and claim.segments[following.segment].finite == following.at
        if thing == "times" and (base := _other_base(number, claim, quoted)):
            return f"the quote does not count times {base.form!r}"
        if following is None or thing in LINKS or is_free(following.key) or verb:
            continue
        if not quoted.places(following) and quoted.places(number):
            return f"the quote does not count {following.form!r}"
    return None


def _other_base(number: Token, claim: Reading, quoted: Reading) -> Token | None:
    """The word that the claim takes a number times of, when the quote does not ("0.6 times that")."""
    base = next((t for t in claim.tokens if t.at > number.at + 1 and t.segment == number.segment), None)
    places = quoted.places(base) if base else []
    near = any(0 < place.at - mine.at <= NEAR_BASE for place in places for mine in quoted.places(number))
    return base if places and not near else None


def edition_kept(claim: Reading, quoted: Reading) -> str | None:
    """What the quote says of one edition the claim does not say of another that the quote names elsewhere."""
    years = _editions(quoted)
    for segment in claim.segments:
        said = {
            year for at, year in _editions(claim).items() if segment.start <= at < segment.start + len(segment.forms)
        }
        if len(said) != 1 or not said & set(years.values()) or len(set(years.values())) < 2:
            continue
        near = []
        for token in segment.tokens:
            place = single_place(token, quoted)
            if place is None or kind_of(token) in {"standard", "clause", "date"} or is_free(token.key):
                continue
            beside = [at for at in years if quoted.segments[place.segment].unit == _unit_at(at, quoted)]
            near += [years[min(beside, key=partial(_distance, place))]] if beside else []
        if len(near) > 1 and not said & set(near):
            return f"it says of the edition of {min(said)} what the quote says of that of {near[0]}"
    return None


def _distance(place: Token, at: int) -> int:
    return abs(at - place.at)


def _editions(reading: Reading) -> dict[int, str]:
    """The year of each edition named in a text, by its place."""
    found = {token.at: token.key.rpartition(":")[2] for token in reading.tokens if token.key.startswith("ed:")}
    for token in reading.tokens:
        beside = reading.forms[max(0, token.at - 2) : token.at + 2]
        if kind_of(token) == "date" and len(token.key) == 4 and {"edition", "version"} & set(beside):
            found[token.at] = token.key
    return found


def _unit_at(at: int, reading: Reading) -> int:
    return next(piece.unit for piece in reversed(reading.segments) if piece.start <= at)


# Words from a number to what it is times of.
NEAR_BASE = 5


def paired_kept(claim: Reading, quoted: Reading) -> str | None:
    """A number and a year that stand together in the claim do not each stand with another one in the quote."""
    for segment in claim.segments:
        numbers = [t for t in segment.tokens if kind_of(t) == "number"]
        years = [t for t in segment.tokens if kind_of(t) == "date"]
        if len(numbers) != 1 or len(years) != 1:
            continue
        number, year = single_place(numbers[0], quoted), single_place(years[0], quoted)
        if number is None or year is None or number.segment == year.segment:
            continue
        others = [t for t in quoted.tokens if t.segment == number.segment and kind_of(t) == "date"]
        rivals = [t for t in quoted.tokens if t.segment == year.segment and kind_of(t) == "number"]
        if others and rivals:
            return f"the quote has {rivals[0].form!r} for {years[0].form!r}, not {numbers[0].form!r}"
    return None


def counts_list(number: Token, claim: Reading, quoted: Reading) -> bool:
    """Whether `number`, which the quote has not, says how many things a list has that both have in full."""
    names = {token.key for token in claim.tokens if kind_of(token) == "standard"}
    shown = {token.key for token in quoted.tokens if kind_of(token) == "standard"}
    if number.key == str(len(shown)) and claim.forms[number.at + 1 : number.at + 2] == ("standards",):
        return True
    if number.key == str(len(names)) and all(any(same(name, other.key) for other in quoted.tokens) for name in names):
        return True
    if not number.key.isdigit() or ":" not in claim.forms[number.at :]:
        return False
    colon = claim.forms.index(":", number.at)
    items = [token for token in claim.tokens if token.at > colon]
    ends = [place for token in (items[:1] + items[-1:]) if (place := single_place(token, quoted))]
    if len(ends) < 2 or "." in claim.forms[colon:-1] or not all(quoted.places(token) for token in items):
        return False
    first, last = ends[0].at, ends[1].at
    beside = {*quoted.forms[max(0, first - 1) : first], *quoted.forms[last + 1 : last + 2]}
    return (
        first < last and not beside & {",", "and", "or", ";"}
        and str(_members(claim.forms[colon:])) == str(_members(quoted.forms[first:last])) == number.key
    )  # fmt: skip


def _members(forms: tuple[str, ...]) -> int:
    joined = [at for at, form in enumerate(forms) if form in {",", "and", "or"}]
    return 1 + sum(forms[at - 1] != "," for at in joined)
