"""Rules on clause numbers: each belongs to the words that it numbers."""

from __future__ import annotations

from assistant.verification.clauses import Reading, Token
from assistant.verification.equivalence import is_light
from assistant.verification.matching import kind_of

# A clause number after these is where the rest of the clause stands.
_PLACED = frozenset("in under by of from at to clause".split())
# "Scope in 4.3", "untrained staff to 7.2": the number stands after the words.
_STANDS_IN = frozenset("in to under into".split())


def numbered(reading: Reading) -> dict[int, frozenset[str]]:
    """For each word the clause numbers that stand right before it ("4.1 context") or, in brackets, right after it."""
    owners: dict[int, frozenset[str]] = {}
    for number, segment in enumerate(reading.segments):
        labels = [token for token in segment.tokens if kind_of(token) == "clause"]
        if not labels:
            continue
        if segment.aside and len(labels) == len(segment.tokens):
            end = segment.start - 1
            for token in reversed(reading.segments[number - 1].tokens if number else []):
                if token.at != end - 1:
                    break
                owners[token.at], end = frozenset(label.key for label in labels), token.at
            continue
        if segment.forms[labels[-1].at - segment.start - 1] in _STANDS_IN and segment.tokens[0] not in labels:
            for token in segment.tokens:
                label = next((label for label in labels if label.at > token.at), None)
                if label is not None and token not in labels:
                    owners[token.at] = frozenset({label.key})
            continue
        for token in segment.tokens:
            label = next((label for label in reversed(labels) if label.at < token.at), None)
            if label is not None and token is not label and reading.forms[label.at - 1 : label.at] != ("of",):
                owners[token.at] = frozenset({label.key})
    return owners


def number_kept(claim: Reading, quoted: Reading) -> str | None:
    """A clause number of the claim must be that of the words it numbers in the quote."""
    said, shown = numbered(claim), numbered(quoted)
    for segment in claim.segments:
        labels = frozenset(
            token.key for token in segment.tokens
            if kind_of(token) == "clause" and set(claim.forms[max(0, token.at - 1) : token.at]) & _PLACED
        )  # fmt: skip
        for token in segment.tokens:
            mine = said.get(token.at) or labels
            places = quoted.places(token)
            if (
                kind_of(token)
                or token.at == segment.finite
                or is_light(token.key)
                or not mine
                or not places
                or any(place.at not in shown for place in places)
            ):
                continue
            theirs = frozenset(label for place in places for label in shown[place.at])
            if not any(_within(one, other) for one in mine for other in theirs):
                return f"it says of {min(mine)[7:]} what the quote says of {min(theirs)[7:]}"
    return None


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def numbers_right(claim: Reading, quoted: Reading, label: Token) -> bool:
    """Whether a word beside the claim's clause number stands under the same number in the quote."""
    shown = numbered(quoted)
    return any(
        label.key in shown.get(place.at, ())
        for token in claim.tokens
        if token.segment == label.segment and not kind_of(token)
        for place in quoted.places(token)
    )
