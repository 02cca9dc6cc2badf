"""Rules on order: pairs exchanged, members of a list, headings, and the way from one thing to the next."""

from __future__ import annotations

import itertools
import re
from difflib import SequenceMatcher

from assistant.verification.clauses import Reading, Token
from assistant.verification.equivalence import is_free, is_verb, same

# Share of a claim's words that stand in the quote in the same order, from which on a moved word is a moved meaning.
NEAR = 0.6
# Words between an "and" and what it joins.
REACH = 3

# What can head a member of a list, and the words before it.
_LABEL = re.compile(r"(?:std|ed|clause):|[a-z]+-\d+$")
_OPENING = frozenset("and but the in of for with under by at to while a an".split())


def content_of(reading: Reading) -> list[Token]:
    return [token for token in reading.tokens if not is_free(token.key)]


def single_place(token: Token, reading: Reading) -> Token | None:
    places = reading.places(token)
    return places[0] if len(places) == 1 else None


def exchanged(claim: Reading, quoted: Reading) -> str | None:
    """Two words or groups that have changed places: X stands where Y stood, and Y where X stood."""
    if ("by" in claim.forms) != ("by" in quoted.forms):
        return None  # the voice may have turned
    said, shown = [t.key for t in content_of(claim)], [t.key for t in content_of(quoted)]
    changes = [
        (set(shown[i1:i2]), set(said[j1:j2]))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, shown, said, autojunk=False).get_opcodes()
        if tag == "replace"
    ]
    for number, (lost, new) in enumerate(changes):
        for other_lost, other_new in changes[number + 1 :]:
            if _mostly(lost, other_new) and _mostly(new, other_lost):
                return f"it exchanges {min(lost & other_new)!r} and {min(new & other_lost)!r}"
    return None


def _mostly(some: set[str], others: set[str]) -> bool:
    return len(some & others) > max(len(some), len(others)) / 2


def moved(claim: Reading, quoted: Reading) -> str | None:
    """A word that a near copy has taken from one member of a list or clause into the middle of another."""
    said, shown = content_of(claim), content_of(quoted)
    keys, shown_keys = [t.key for t in said], [t.key for t in shown]
    blocks = SequenceMatcher(None, shown_keys, keys, autojunk=False).get_matching_blocks()
    kept = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    if not said or len(kept) < NEAR * len(said):
        return None
    for at in range(1, len(said) - 1):
        token = said[at]
        place = single_place(token, quoted)
        if at in kept or place is None or place.key != token.key or at - 1 not in kept or at + 1 not in kept:
            continue
        before, after = shown[kept[at - 1]], shown[kept[at + 1]]
        if {"it", "its", "them", "their"} & set(quoted.forms[before.at : after.at]):
            continue  # "certificates to it ended": the pronoun, told
        if kept[at + 1] - kept[at - 1] > REACH or before.segment != after.segment:
            continue
        if is_verb(token.key) and token.form.endswith("s"):
            continue  # the verb that the quote leaves out the second time
        if quoted.segments[place.segment].forms[0] in {"that", "which", "who"} and place.segment == after.segment + 1:
            continue  # "the law that applies": the applicable law
        if place.segment != before.segment and token.segment == said[at - 1].segment == said[at + 1].segment:
            return f"it moves {token.form!r} to what the quote says of something else"
    return None


def _heads(reading: Reading) -> dict[int, Token]:
    """For each word the standard, clause or numbered thing ("stage 2") that opens the member of a list it is in."""
    heads: dict[int, Token] = {}
    label: Token | None = None
    sentence = -1
    for segment in reading.segments:
        label, sentence = (label if segment.sentence == sentence else None), segment.sentence
        opens = next((form for form in segment.forms if form not in _OPENING), "")
        first = segment.tokens[0] if segment.tokens else None
        if first is not None and first.form == opens and _LABEL.match(first.key):
            label = first if sum(not _LABEL.match(token.key) for token in segment.tokens) > 1 else None
        if label is not None:
            heads |= {token.at: label for token in segment.tokens if token is not label}
    return heads


def _sort(label: Token) -> str:
    return "std" if label.key.startswith(("std:", "ed:")) else re.split("[:-]", label.key)[0]


def headed(claim: Reading, quoted: Reading) -> str | None:
    """What the quote says under one heading ("stage 1 …, stage 2 …") the claim does not say under another."""
    said, shown = _heads(claim), _heads(quoted)
    labels = list(shown.values())
    for token in content_of(claim):
        head, place = said.get(token.at), single_place(token, quoted)
        repeats_verb = is_verb(token.key) and token.form.endswith("s")
        if head is None or place is None or place.at not in shown or _LABEL.match(token.key) or repeats_verb:
            continue
        rival = shown[place.at]
        if "by" in claim.segments[token.segment].forms and any(
            same(rival.key, other.key) for other in claim.tokens if other.segment == token.segment
        ):
            continue  # the voice has turned
        known = any(same(head.key, label.key) for label in labels) and _sort(head) == _sort(rival)
        if known and not same(head.key, rival.key) and not same(rival.key, head.key):
            return f"it says of {head.form!r} what the quote says of {rival.form!r}"
    return None


def sequence_kept(claim: Reading, quoted: Reading) -> str | None:
    """Where the quote goes from A over B to C, or first A, then B, the claim must go the same way."""
    if "then" in quoted.forms and "by" not in claim.forms and "if" not in claim.forms:
        at = {piece.unit for reading in (claim,) for piece in reading.segments if "then" in piece.forms}
        steps = [
            place for token in claim.tokens
            if (token.unit in at or not at) and is_verb(token.key) and token.form.endswith("ed") and (place := single_place(token, quoted))
        ]  # fmt: skip
        if any(one.at > other.at for one, other in itertools.pairwise(steps)):
            return "it changes the order in which the quote goes on"
    if not any(_runs(reading.forms) for reading in (claim, quoted)) or "by" in {*claim.forms} ^ {*quoted.forms}:
        return None
    for segment in claim.segments:
        way = [place for token in segment.tokens if (place := single_place(token, quoted)) and not is_free(token.key)]
        start = next((n for n, form in enumerate(segment.forms, segment.start) if form in {"from", "first"}), None)
        if start is None:
            continue
        way = [
            place for token in claim.tokens
            if token.at > start and token.unit == segment.unit and not is_free(token.key) and (place := single_place(token, quoted))
        ]  # fmt: skip
        if len(way) > 1 and any(one.at > other.at for one, other in itertools.pairwise(way)):
            return "it changes the order in which the quote goes on"
    return None


def _runs(forms: tuple[str, ...]) -> bool:
    return ("from" in forms and bool({"to", "into", "over", "via", "through"} & set(forms[forms.index("from") :]))) or (
        "first" in forms and bool({"then", "finally", "last"} & set(forms))
    )
