"""Rules on what belongs to which noun: adjectives and objects to their heads."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Token
from assistant.verification.equivalence import is_free, is_verb, same
from assistant.verification.markers import LINKS, PUNCTUATION, SCOPES
from assistant.verification.matching import kind_of

# Adjectives that say another thing of another noun.
_MODIFIERS = frozenset(
    "same own separat extra addit further common new major minor intern extern first last initi final singl main special direct "
    "independ legal signific accredit certifi annual yearli equal mandatori compulsori".split()
)
# Nouns that a claim may leave out before the "of" and lose nothing.
_LIGHT = frozenset(
    "part kind type form way number level degre case act matter set sort use edit version clause exampl share field area topic term "
    "requir purpos list group famili seri standard system process work result intern role place year month".split()
)
# What can stand for an "only".
_ONLY_SO = frozenset("aslongas onlyif unless no not none nobody except sole single neither without".split())
# What "requires no", "need not" and "is optional" are read as.
_SPARED = "neednot"
# Words from an adjective to its noun.
NEAR = 2


def modifier_kept(claim: Reading, quoted: Reading) -> str | None:
    """An adjective such as "same" or "separate" stands before the noun it has in the quote."""
    for token, noun in zip(claim.tokens, claim.tokens[1:], strict=False):
        if token.key not in _MODIFIERS or noun.at != token.at + 1 or (is_verb(noun.key) and noun.form.endswith("ed")):
            continue
        places, nouns = quoted.places(token), quoted.places(noun)
        if not places or is_free(noun.key) or kind_of(noun):
            continue
        if not any(abs(place.at - other.at) <= NEAR for place in places for other in nouns):
            if any(_predicated(place, quoted) for place in places):
                continue
            return f"it says '{token.form} {noun.form}', the quote does not"
    return None


def _predicated(place: Token, reading: Reading) -> bool:
    """Whether an adjective is what the quote says of its subject, and not before a noun."""
    following = reading.forms[place.at + 1 : place.at + 2]
    return not following or following[0] in PUNCTUATION | LINKS | {"and", "or", "but"}


def head_kept(claim: Reading, quoted: Reading) -> str | None:
    """What the claim makes the object of a verb, the quote does not have as a mere part of that object."""
    for verb in claim.tokens:
        if not is_verb(verb.key):
            continue
        following = [token for token in claim.tokens if verb.at < token.at and token.segment == verb.segment]
        between = claim.forms[verb.at + 1 : following[0].at] if following else ()
        if not following or set(between) & LINKS or kind_of(following[0]):
            continue
        thing = _last_of_phrase(following, claim)
        for place in quoted.places(verb):
            lost = _head_before(thing, place.at, place.segment, quoted)
            if lost and not any(same(token.key, lost.key) for token in claim.tokens):
                return f"it takes {thing.form!r} for the {lost.form!r} of the quote"
    return None


def spared_kept(claim: Reading, quoted: Reading) -> str | None:
    """What the claim says is not required, the quote does not name only as what the thing not required is for."""
    for number, segment in enumerate(claim.segments):
        mark = segment.start + segment.forms.index(_SPARED) if _SPARED in segment.forms else -1
        before = [token for token in claim.tokens if token.segment == number and token.at < mark]
        if not before or kind_of(before[-1]):
            continue
        for at, form in enumerate(quoted.forms):
            if form != _SPARED:
                continue
            within = next(
                (n for n, one in enumerate(quoted.segments) if one.start <= at < one.start + len(one.forms)), 0
            )
            # That the thing is spoken of elsewhere too makes it no more what is not required.
            lost = _head_before(before[-1], at, within, quoted, anywhere=False)
            if lost and not any(same(token.key, lost.key) for token in claim.tokens):
                return f"it takes {before[-1].form!r} for the {lost.form!r} of the quote"
    return None


def only_kept(claim: Reading, quoted: Reading) -> str | None:
    """What the claim says "only" of is what the quote says it of."""
    for at, form in enumerate(claim.forms):
        if SCOPES.get(form) != "only" or form == "alone":
            continue
        mine = _around(claim, at)
        spots = [place for place, other in enumerate(quoted.forms) if SCOPES.get(other) == "only" or other in _ONLY_SO]
        theirs = [token for place in spots for token in _around(quoted, place)]
        if mine and spots and not any(same(one.key, other.key) for one in mine for other in theirs):
            return f"it says {form!r} of {mine[-1].form!r}, the quote does not"
    return None


def _around(reading: Reading, at: int) -> list[Token]:
    before = [token for token in reading.tokens if token.at < at][-2:]
    return before + [token for token in reading.tokens if token.at > at][:3]


def object_kept(claim: Reading, quoted: Reading) -> str | None:
    """A verb of the claim has the object it has in the quote, not that of another verb of a list."""
    for verb, thing in zip(claim.tokens, claim.tokens[1:], strict=False):
        between = set(claim.forms[verb.at + 1 : thing.at])
        if (
            not is_verb(verb.key)
            or thing.segment != verb.segment
            or between - {"a", "an", "the", "its", "their"}
            or kind_of(thing)
        ):
            continue
        thing = _last_of_phrase(
            [token for token in claim.tokens if token.at >= thing.at and token.segment == verb.segment], claim
        )
        verbs, things = quoted.places(verb), quoted.places(thing)
        if len(verbs) != 1 or len(things) != 1 or verbs[0].segment == things[0].segment:
            continue
        own = [t for t in quoted.tokens if t.segment == verbs[0].segment and verbs[0].at < t.at <= verbs[0].at + NEAR]
        rival = [
            t for t in quoted.tokens
            if t.segment == things[0].segment and is_verb(t.key) and things[0].at - NEAR <= t.at < things[0].at
        ]  # fmt: skip
        if (
            own
            and rival
            and not same(verb.key, rival[-1].key)
            and verbs[0].form.endswith("ing") == rival[-1].form.endswith("ing")
        ):
            return f"it says {verb.form!r} of {thing.form!r} where the quote says {rival[-1].form!r}"
    return None


def whole_kept(claim: Reading, quoted: Reading) -> str | None:
    """What the quote has before a noun only ("event management systems"), the claim does not have as the noun ("events")."""
    for before, noun in zip(claim.tokens, claim.tokens[1:], strict=False):
        following = claim.forms[noun.at + 1 : noun.at + 2]
        if (
            noun.segment != before.segment
            or kind_of(noun)
            or is_verb(noun.key)
            or (following and following[0] not in PUNCTUATION)
        ):
            continue
        near = [p for p in quoted.places(noun) if any(p.segment == q.segment for q in quoted.places(before))]
        after = [
            next((t for t in quoted.tokens if t.at == place.at + 1 and t.segment == place.segment), None)
            for place in near
        ]
        heads = [t for t in after if t is not None and not is_free(t.key) and not kind_of(t) and not is_verb(t.key)]
        if near and len(heads) == len(near) and not any(same(t.key, h.key) for h in heads for t in claim.tokens):
            return f"it takes {noun.form!r} for {heads[0].form!r}"
    return None


def _last_of_phrase(tokens: list[Token], reading: Reading) -> Token:
    last = tokens[0]
    for token in tokens[1:]:
        if token.at != last.at + 1:
            break
        last = token
    return last


def _head_before(thing: Token, at: int, segment: int, quoted: Reading, anywhere: bool = True) -> Token | None:
    """The object of the verb `at` in the quote when `thing` only stands in what is said of it ("a frame for objectives")."""
    after = [token for token in quoted.tokens if token.at > at and token.segment == segment]
    if not after or set(quoted.forms[at + 1 : after[0].at]) & LINKS:
        return None
    head = _last_of_phrase(after, quoted)
    places = [place for place in quoted.places(thing) if place.key == thing.key] or quoted.places(thing)
    places = places if anywhere else [place for place in places if place.segment == segment]
    link = quoted.forms[head.at + 1 : head.at + 2]
    if (
        not places
        or head.key in _LIGHT
        or is_free(head.key)
        or kind_of(head)
        or not link
        or link[0] not in {"for", "on", "to"}
    ):
        return None
    inside = [t for t in after if t.at > head.at][:2]
    return head if all(place in inside for place in places) else None
