"""Whether a text asserts something: an alias, word-bounded, within a clause, and not denied.

An alias is plain text. `...` stands for up to eight words of the same clause, a trailing `*` for any ending. A claim that
is preceded by a negation in its clause is denied, unless the alias carries a negation itself; for a single fact the
negation must stand within four words, because "does not apply where design was bought" does not deny "bought". What
stands after "it is not true that", "the belief that" and the like, or in a question, is denied too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.words import NEGATIONS, REACH, Word, distances, forms, words

GAP = 8
_FRAMES = tuple(
    tuple(forms(frame))
    for frame in (
        "not true that",
        "not correct that",
        "untrue that",
        "wrong that",
        "false that",
        "not mean that",
        "not so that",
        "claim that",
        "claims that",
        "claiming that",
        "belief that",
        "believe that",
        "idea that",
        "premise that",
        "assumption that",
        "assume that",
        "assumes that",
        "assumed that",
        "assuming that",
        "myth that",
        "misconception that",
        "misunderstanding that",
        "contrary to",
        "wrongly",
        "mistakenly",
        "incorrectly",
    )
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where an alias stands, in words; whether anything there denies it, and whether it does so nearby."""

    start: int
    end: int
    denied: bool
    denied_near: bool


def _fits(wanted: str, found: str) -> bool:
    return found.startswith(wanted[:-1]) if wanted.endswith("*") else wanted == found


@lru_cache(maxsize=8192)
def _segments(alias: str) -> tuple[tuple[str, ...], ...]:
    parts = []
    for part in alias.replace("…", "...").split("..."):
        found = list(forms(part.rstrip("* ")))
        if found and part.rstrip().endswith("*"):
            found[-1] = part.split()[-1].rstrip("*").lower() + "*"
        if found:
            parts.append(tuple(found))
    return tuple(parts)


def _segment_end(segment: Sequence[str], found: Sequence[Word], start: int) -> int | None:
    end = start + len(segment)
    if end > len(found) or not all(_fits(want, found[start + offset].form) for offset, want in enumerate(segment)):
        return None
    return end


def _rest_end(segments: Sequence[Sequence[str]], found: Sequence[Word], start: int) -> int | None:
    """The end of `segments` when the first begins at `start`, gaps within one clause."""
    end = _segment_end(segments[0], found, start)
    if end is None or len(segments) == 1:
        return end
    for following in range(end, min(end + GAP, len(found) - 1) + 1):
        if found[following].clause != found[start].clause:
            continue
        if (last := _rest_end(segments[1:], found, following)) is not None:
            return last
    return None


@lru_cache(maxsize=65536)
def occurrences(alias: str, text: str) -> tuple[Occurrence, ...]:
    """Every place where `alias` stands in `text`; in one clause, or in one sentence when the alias has a comma.

    >>> [place.denied for place in occurrences("certified to ISO 9002", "You can no longer be certified to ISO 9002.")]
    [True]
    """
    segments = _segments(alias)
    if not segments:
        return ()
    found, back = words(text), distances(text)
    own = any(word in NEGATIONS for segment in segments for word in segment)
    crossing = len({word.clause for word in words(alias.replace("...", " ").replace("*", ""))}) > 1
    places = []
    for start in range(len(found)):
        end = _rest_end(segments, found, start)
        if end is None or found[end - 1].sentence != found[start].sentence:
            continue
        if not crossing and found[end - 1].clause != found[start].clause:
            continue
        framed = found[start].asked or _framed(found, start)
        distance = None if own else back[start]
        near = distance is not None and distance <= REACH
        places.append(Occurrence(start, end, framed or distance is not None, framed or near))
    return tuple(places)


def _framed(found: Sequence[Word], start: int) -> bool:
    before = [word.form for word in found[:start] if word.sentence == found[start].sentence]
    return any(
        tuple(before[position : position + len(frame)]) == frame
        for frame in _FRAMES
        for position in range(len(before) - len(frame) + 1)
    )


def claims(alias: str, text: str) -> bool:
    """Whether `text` makes the claim `alias` somewhere without a denial before it in its clause."""
    return any(not place.denied for place in occurrences(alias, text))


def states(alias: str, text: str) -> bool:
    """Whether `text` states the single fact `alias` somewhere without a denial close before it.

    >>> states("25 000", "There were 25,000 certificates."), states("manual", "It does not require a manual.")
    (True, False)
    """
    return any(not place.denied_near for place in occurrences(alias, text))


def stated_of(aliases: Iterable[str], text: str) -> str | None:
    """The first of `aliases` that `text` states, or None."""
    return next((alias for alias in aliases if states(alias, text)), None)


def claimed_of(aliases: Iterable[str], text: str) -> str | None:
    """The first of `aliases` that `text` claims, or None."""
    return next((alias for alias in aliases if claims(alias, text)), None)
