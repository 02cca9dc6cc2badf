"""What a claim that is nearly its quote has altered: one word exchanged, left out or put in is where a near copy lies."""

from __future__ import annotations

import itertools
from difflib import SequenceMatcher

from assistant.verification.clauses import Reading
from assistant.verification.equivalence import is_free, is_grave, is_opposite, same, stem
from assistant.verification.markers import (
    ACTORS,
    ASPECTS,
    CAUSES,
    CONDITIONS,
    HEDGES,
    LINKS,
    MODALS,
    NEGATIONS,
    SCOPES,
    TIMES,
    carries,
)
from assistant.verification.matching import kind_of
from assistant.verification.numbering import numbers_right

# Share of a claim's words that must stand in its quote in the same order for it to count as a near copy.
NEAR = 0.7
# An exchanged piece may be so many words longer in the quote.
LOOSE = 2
_SILENT = frozenset("a an the , ; . : ( ) that_is and or but also too".split())
_TABLES = (MODALS, SCOPES, HEDGES, ASPECTS, TIMES)


def altered(claim: Reading, quoted: Reading, explains: bool = False) -> str | None:
    """What a near copy has altered, in one clause; None when nothing, or when the claim is worded anew.

    `explains` tells that a "because" in the claim stands for a colon of the quote.
    """
    (said, _), (shown, units) = _sequence(claim), _sequence(quoted)
    matcher = SequenceMatcher(None, shown, said, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    if not said or common < NEAR * len(said):
        return None
    if reason := _reordered(said, shown) or _doubled(claim, quoted):
        return reason
    free = _addable(claim, quoted)
    numbered = {t.key for t in claim.tokens if kind_of(t) == "clause" and numbers_right(claim, quoted, t)}
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    dropped = [word for _, i1, i2, _, _ in changes for word in shown[i1:i2]]
    put_in = [word for _, _, _, j1, j2 in changes for word in said[j1:j2]]
    for _, i1, i2, j1, j2 in changes:
        before, after = shown[i1:i2], said[j1:j2]
        if {word for word in after if carries(word)} & numbered:
            continue
        if j1 == 0 and after in (["each"], ["every"]) and quoted.forms[0] in {"a", "an"}:
            continue  # "an audit looks at …": each does
        reason = (
            _marked(before, after, dropped, put_in, explains, free)
            or (_exchanged(before, after, shown) if before and after and len(before) <= len(after) + LOOSE else None)
            or (_moved(after, dropped) if not before else None)
            or (_spliced(quoted, units, i1, i2) if not after and not numbered and any(map(_says, before)) else None)
        )
        if reason:
            return reason
    return None


def _reordered(said: list[str], shown: list[str]) -> str | None:
    """Two who act, or two standards, in the other order, unless the quote merely lists them or the voice is turned."""
    if ("by" in said) != ("by" in shown):
        return None
    for kind in (lambda word: word in ACTORS, lambda word: word.startswith(("std:", "ed:"))):
        named = [
            word for word in dict.fromkeys(said) if kind(word) and shown.count(word) == 1 and said.count(word) == 1
        ]
        for one, other in itertools.pairwise(named):
            first, second = shown.index(other), shown.index(one)
            if first < second and not all(kind(word) for word in shown[first:second]):
                return f"it turns round {one!r} and {other!r}"
    return None


def _addable(claim: Reading, quoted: Reading) -> set[str]:
    """Markers that add nothing here: "any" under a "not", and "can" of a thing that does it, when nobody acts."""
    able = [piece for piece in claim.segments if "can" in piece.forms]
    spots = [at for at, form in enumerate(claim.forms) if form == "any"]
    denies = bool(NEGATIONS & set(quoted.forms)) and all(
        NEGATIONS & set(claim.forms[max(0, at - 4) : at]) for at in spots
    )
    acts = any(
        token.key in ACTORS or token.form == "you"
        for piece in able
        for token in piece.tokens
        if token.at < (piece.finite or 0)
    )
    free = {"may"} if able and not acts and not any(piece.negative or "you" in piece.forms for piece in able) else set()
    aims = [token for token in claim.tokens if claim.forms[token.at - 1] == "inorderto" and token.at]
    to_do = bool(aims) and all(any(quoted.forms[p.at - 1] == "to" for p in quoted.places(t) if p.at) for t in aims)
    free |= {"cause"} if to_do and claim.forms.count("because") == 0 else set()
    return free | {"certain"} | ({"any"} if denies else set())


def _doubled(claim: Reading, quoted: Reading) -> str | None:
    """One word on both sides of an "and" that joins two in the quote: "external and external"."""
    for reading, other in ((claim, quoted),):
        for at, form in enumerate(reading.forms[1:-1], 1):
            pair = (reading.forms[at - 1], form, reading.forms[at + 1])
            if form in {"and", "or", ","} and pair[0] == pair[2] and carries(pair[0]) and pair not in _triples(other):
                return f"it says {pair[0]!r} twice"
    return None


def _triples(reading: Reading) -> set[tuple[str, str, str]]:
    return set(zip(reading.forms, reading.forms[1:], reading.forms[2:], strict=False))


def _marked(
    before: list[str], after: list[str], dropped: list[str], put_in: list[str], explains: bool, free: set[str]
) -> str | None:
    """A marker put in or left out by itself, and not merely moved."""
    old, new = _classes(before), _classes(after)
    if not any(carries(word) for word in after):
        added = new - old - _classes(dropped) - ({"cause", "if"} if explains else {"if"}) - free
        if added:
            return f"it says {min(added)!r}, the quote does not"
    if not any(carries(word) for word in before) and (after or "neednot" not in before):
        lost = old - new - _classes(put_in) - _WEAK - ({"must"} if "neednot" in put_in else set())
        if lost:
            return f"the quote's {min(lost)!r} is lost"
    if before and after and (new - old - free) & _LOCAL:
        return f"it says {min((new - old - free) & _LOCAL)!r}, the quote does not"
    return None


def _says(word: str) -> bool:
    return carries(word) and not is_free(word)


def _spliced(quoted: Reading, units: list[tuple[int, int, int]], start: int, end: int) -> str | None:
    """A piece left out from the middle of one clause to the middle of another joins two half clauses."""
    if not 0 < start < end < len(units) or quoted.forms[units[start - 1][2]] == quoted.forms[units[end - 1][2]]:
        return None
    (unit, segment, at), (later_unit, later_segment, _) = units[start - 1], units[end]
    whole_before = units[start][1] != segment
    whole_after = units[end - 1][1] != later_segment
    begun = any(piece.finite is not None and piece.unit == unit and piece.finite < at for piece in quoted.segments)
    left_out = any(piece.gapped for piece in quoted.segments if piece.unit == later_unit)
    if unit != later_unit and begun and not left_out and not whole_before and not whole_after:
        return "it joins halves of two clauses"
    return None


def _sequence(reading: Reading) -> tuple[list[str], list[tuple[int, int, int]]]:
    """The words in order, and the (unit, segment, place) each stands in."""
    words, places = [], []
    for number, segment in enumerate(reading.segments):
        for at, form in enumerate(segment.forms, segment.start):
            if form not in _SILENT:
                words.append(stem(form) if carries(form) else form)
                places.append((segment.unit, number, at))
    return words, places


def _classes(words: list[str]) -> set[str]:
    """The markers among `words` by class: negation, modality, scope, hedge, aspect, time, cause, condition."""
    found = {table[word] for word in words for table in _TABLES if word in table}
    found |= {"not" for word in words if word in NEGATIONS and word != "nor" and word not in ASPECTS}
    found |= {"cause" for word in words if word in CAUSES} | {"if" for word in words if word in _RESTRICTING}
    return found - {"neednot", "mustnot"}


def _exchanged(before: list[str], after: list[str], shown: list[str]) -> str | None:
    """The exchange of one word for another that is no synonym, where a meaning turns on either."""
    foreign = [
        word for word in after if carries(word) and not is_free(word) and not any(same(word, other) for other in before)
    ]
    exchanged = [word for word in before if carries(word) and not any(same(other, word) for other in after)]
    if not foreign or not exchanged or len(exchanged) > len(foreign) + 1:
        return None
    for word in foreign:
        elsewhere = any(same(word, other) for other in shown)
        swapped = len(before) == len(after) == 1 and is_opposite(word, exchanged[0])
        if (
            (_acts_or_counts(word) or swapped)
            if elsewhere
            else is_grave(word) or any(is_grave(other) for other in exchanged)
        ):
            return f"it says {word!r} where the quote says {exchanged[0]!r}"
    return None


def _acts_or_counts(word: str) -> bool:
    return word in ACTORS or word[0].isdigit() or ":" in word


def _moved(after: list[str], dropped: list[str]) -> str | None:
    if any(word in LINKS for word in after):
        return None  # "in ISO 9001, …" moved to the front
    for word in after:
        if _acts_or_counts(word) and not any(same(word, other) for other in dropped):
            return f"it adds {word!r}"
    return None


_RESTRICTING = CONDITIONS - {"where", "when", "whenever", "otherwise"}
# Markers that belong to the word beside them, wherever else the quote has them.
_LOCAL = frozenset({"only", "all", "always", "not all", "any"})
# What a shorter claim may leave out.
_WEAK = frozenset({"still", "already", "all", "both", "no longer"})
