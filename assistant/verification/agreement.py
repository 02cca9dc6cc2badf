"""Why a quote does not say what a claim says, as far as words and their order can tell; one clause, or None.

Every rule looks at the claim clause by clause and asks whether the quote has a clause that says this of the same
subject, as firmly, under the same conditions. Whatever a rule cannot decide speaks against the claim.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

from assistant.polarity import opposed
from assistant.verification.causes import advises, beside_colon, cause_kept
from assistant.verification.circumstances import condition_kept, time_kept
from assistant.verification.clauses import Reading, Segment, Token, read
from assistant.verification.denial import denial_kept
from assistant.verification.direction import actor_kept, direction_kept, one_matter
from assistant.verification.equivalence import is_free, is_grave, is_light, is_opposite, is_verb, stem
from assistant.verification.figures import counts_list, figures_kept
from assistant.verification.firmness import firmness_kept, limits_kept, scope_kept, tense_kept
from assistant.verification.identity import definition_kept, identity_kept
from assistant.verification.markers import ACTORS, BE, MODALS
from assistant.verification.matching import Matched, homes_of, kind_of
from assistant.verification.near_copy import altered
from assistant.verification.relations import misrelated
from assistant.verification.restrictions import restriction_kept
from assistant.verification.short_forms import short_forms
from assistant.verification.subjects import subject_kept, verb_kept

# Fewer words that carry meaning make no statement.
FEWEST = 2


# A claim of so many words may have one that is not in its quote, and no more than two.
WORDS_FOR_ONE = 4


MOST_STRANGE = 2
# Whoever a standard speaks to.
_READERS = frozenset(
    "organization organizations organisation organisations company companies firm firms business businesses".split()
)


def _said(token: Token, claim: Reading) -> bool:
    """Whether a word is what the claim says: right after "is" or "may"; "is part of …" says what comes after."""
    after = token.at > 0 and claim.forms[token.at - 1] in BE | MODALS.keys()
    return after and (token is claim.tokens[-1] or not is_free(token.key))


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
                # A heading lends names, not what is said of them.
                if _said(token, claim):
                    strange.append(token)
                continue
            if is_free(token.key):
                continue
            if token.key == "auditor" and _of_auditing(quoted, heading):
                continue
            if token.form in _READERS and _may_be_reader(claim, quoted):
                continue
            if counts_list(token, claim, quoted):
                continue
            strange.append(token)
            continue
        inside = [place for place in evidence.places(token) if first - 1 <= place.at <= last]
        places[token.at] = (
            inside or evidence.places(token) or quoted.places(token) or _edition(token, evidence, heading)
        )
    for at, more in short_forms(claim, evidence).items():
        places[at] = [*places.get(at, []), *more]
    named = [] if {"versus", "difference", "and", "or"} & set(heading.forms) else claim.tokens
    topic = frozenset(token.at for token in named if any(token.key == other.key for other in heading.tokens))
    matched = Matched(claim, evidence, places, topic=topic)
    reason = (
        _strange(strange, claim, quoted, evidence, text)
        or altered(claim, quoted, beside_colon(matched) or advises(claim))
        or misrelated(claim, quoted)
    )
    if reason:
        return reason
    for segment in claim.segments:
        if segment.tokens and all(is_free(token.key) for token in segment.tokens) and len(claim.segments) > 1:
            if not any(p.negative == segment.negative and segment.modals <= p.modals for p in evidence.segments):
                return "its last clause is not in the quote"
        elif segment.tokens:
            reasons = [_objection(segment, replace(matched, home=home)) for home in homes_of(segment, matched)]
            if reasons and all(reasons):
                return reasons[0]
    return None


def _objection(segment: Segment, matched: Matched) -> str | None:
    return next((reason for rule in RULES if (reason := rule(segment, matched))), None)


def _strange(strange: list[Token], claim: Reading, quoted: Reading, evidence: Reading, text: str) -> str | None:
    """A word or two of a longer claim may be others than the quote's, if no meaning turns on them."""
    order = {token.at: number for number, token in enumerate(claim.tokens)}
    for token in strange:
        name = re.search(rf"\b{re.escape(token.form)}", text, re.I)
        if any(opposed(token.form, other) or is_opposite(token.key, stem(other)) for other in quoted.forms):
            return f"{token.form!r} is opposite to a word of the quote"
        light = is_light(token.key)
        verb = claim.segments[token.segment].finite == token.at and not light and not evidence.places(token)
        if (
            verb
            or (not light and (_is_said(token, claim) or _is_listed(token, claim)))
            or (is_grave(token.key) and not light)
            or (name and name[0][0].isupper())
        ):
            return f"{token.form!r} is not in the quote"
    counted = sum(not kind_of(token) or is_light(other.key) for token in claim.tokens for other in strange[:1])
    if len(strange) * WORDS_FOR_ONE > counted or len(strange) > MOST_STRANGE:
        return f"{strange[-1].form!r} is not in the quote"
    for one, other in itertools.pairwise(strange):
        if order[other.at] - order[one.at] < 2:
            return f"{one.form!r} and {other.form!r} are not in the quote"
    return None


def _is_said(token: Token, claim: Reading) -> bool:
    """Whether a word is what the claim says of its subject: "is charged", "are sufficient"."""
    before = claim.forms[max(0, token.at - 3) : token.at]
    plain = [form for form in before if form not in {"a", "an", "the", "very", "not"}]
    return (token.form.endswith("ed") and bool(set(before) & BE)) or (
        bool(plain) and plain[-1] in {"is", "are", "was", "were"}
    )


def _is_listed(token: Token, claim: Reading) -> bool:
    """Whether a word is one more member of a list ("by year and size"): an invented one."""
    beside = {*claim.forms[max(0, token.at - 1) : token.at], *claim.forms[token.at + 1 : token.at + 2]}
    return bool(beside & {"and", "or"}) and not is_verb(token.key) and not token.form.endswith("ly")


def _may_be_reader(claim: Reading, quoted: Reading) -> bool:
    """Whether nobody else acts in the quote, so that "your company" can be the one it speaks to."""
    return not any(token.key in ACTORS and not claim.places(token) for token in quoted.tokens)


def _of_auditing(quoted: Reading, heading: Reading) -> bool:
    """Whether the quote is about auditing and names nobody who acts: then those who act are auditors."""
    tokens = (*quoted.tokens, *heading.tokens)
    return any(token.key in {"audit", "std:19011", "ed:19011:2018"} for token in tokens) and not any(
        token.key in ACTORS for token in quoted.tokens
    )


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


RULES: tuple[Callable[[Segment, Matched], str | None], ...] = (
    one_matter, subject_kept, verb_kept, denial_kept, firmness_kept, scope_kept, limits_kept, time_kept, condition_kept, cause_kept, direction_kept, actor_kept, identity_kept, definition_kept, tense_kept, figures_kept, restriction_kept,
)  # fmt: skip
