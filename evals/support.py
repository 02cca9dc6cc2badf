"""Whether quotes carry a statement, judged by words: strict where meaning turns on one word, lenient about the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from evals.identifiers import unlicensed
from evals.words import NEGATIONS, forms, is_negation, negated, word_set, words

# Share of a statement's content words that must stand in its quotes.
CONTAINMENT = 0.6
# From this similarity on, a statement is a quotation with changes, and a changed number or name is a fault.
NEAR_QUOTATION = 0.75

_STOP = (
    word_set(
        "a an the of to in on at by for from with as and or is are was were be been it its this that these those which who "
        "there has have had do does did will would so such also than then they them their you your we our i if when while "
        "into about under over per each any all more most other can may must shall should could might one"
    )
    | NEGATIONS
)
_DUTY = word_set("must shall require required mandatory obligatory compulsory oblige obliged")
_LICENCE = word_set("may can could might should recommend recommended optional voluntary advisable")
_OPPOSITES = tuple(
    (word_set(left), word_set(right))
    for left, right in (
        ("before", "after"),
        ("internal", "external"),
        ("major", "minor"),
        ("minimum", "maximum"),
        ("earlier", "later"),
        ("earliest", "latest"),
        ("higher", "lower"),
        ("increase", "decrease reduce"),
        ("first", "last"),
        ("optional voluntary", "mandatory obligatory compulsory"),
        ("always", "sometimes"),
        ("withdrawn", "valid"),
        ("outdated", "current"),
    )
)


@lru_cache(maxsize=16384)
def content(text: str) -> frozenset[str]:
    """The forms of the words of `text` that carry meaning."""
    return frozenset(word for word in forms(text) if word not in _STOP)


@lru_cache(maxsize=16384)
def _negated_content(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Content words that stand after a negation in their clause, and those that stand without one."""
    denied: set[str] = set()
    plain: set[str] = set()
    for word, flag in zip(words(text), negated(text), strict=True):
        if word.form not in _STOP:
            (denied if flag else plain).add(word.form)
    return frozenset(denied - plain), frozenset(plain - denied)


def _negation_clash(statement: str, source: str) -> str | None:
    said_denied, said_plain = _negated_content(statement)
    shown_denied, shown_plain = _negated_content(source)
    clash = (said_denied & shown_plain) | (said_plain & shown_denied)
    touched = ((said_denied | said_plain) & shown_denied) | (said_denied & (shown_denied | shown_plain))
    if clash and 2 * len(clash) > len(touched):
        return f"negation differs around {', '.join(sorted(clash)[:3])}"
    return None


def _replaced(statement: str, source: str) -> str | None:
    """A number, name or negation exchanged in what is otherwise a quotation."""
    said, shown = forms(statement), forms(source)
    matcher = SequenceMatcher(None, shown, said, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    if not said or common / len(said) < NEAR_QUOTATION:
        return None
    said_words, shown_words = words(statement), words(source)
    for action, i1, i2, j1, j2 in matcher.get_opcodes():
        if action == "equal":
            continue
        before, after = shown[i1:i2], said[j1:j2]
        exchanged = any(_telling(word) for word in before) and any(_telling(word) for word in after)
        if action == "replace" and exchanged and set(before) != set(after):
            return f"{' '.join(after)!r} stands where the evidence has {' '.join(before)!r}"
        if action in ("delete", "replace") and any(is_negation(shown_words, place) for place in range(i1, i2)):
            inside = i2 < len(shown) and j1 > 0 and shown_words[i1].clause == shown_words[i2].clause
            if inside and not any(is_negation(said_words, place) for place in range(j1, j2)):
                return f"{' '.join(before)!r} of the evidence is missing"
        if action == "insert" and any(is_negation(said_words, place) for place in range(j1, j2)):
            return f"{' '.join(after)!r} is not in the evidence"
    return None


def _telling(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _modality_clash(statement: str, source: str) -> str | None:
    said, shown = set(forms(statement)), set(forms(source))
    if said & _DUTY and not shown & _DUTY:
        return f"says {min(said & _DUTY)!r} where the evidence knows no duty"
    if not said & _DUTY and shown & _DUTY and said & _LICENCE and not shown & _LICENCE:
        return f"says {min(said & _LICENCE)!r} where the evidence has a duty"
    return None


def _opposite(statement: str, source: str) -> str | None:
    said, shown = set(forms(statement)), set(forms(source))
    for pair in _OPPOSITES:
        for here, there in (pair, pair[::-1]):
            if said & here and not shown & here and shown & there and not said & there:
                return f"says {min(said & here)!r} where the evidence has {min(shown & there)!r}"
    return None


@lru_cache(maxsize=16384)
def unsupported(statement: str, quotes: tuple[str, ...], context: tuple[str, ...] = ()) -> str | None:
    """Why `quotes` do not carry `statement`, or None when they do. `context` (titles, the question) may lend names only.

    In order: quoted verbatim and not denied there → carried; otherwise every identifier must be in the quotes, no
    negation lost or added, no duty made of a recommendation, no opposite, no number exchanged in a near quotation, and
    |content(statement) ∩ content(quotes)| / |content(statement)| ≥ 0.6.
    """
    if not quotes:
        return "nothing is cited"
    source = "\n".join(quotes)
    for quote in quotes:
        if forms(statement) == forms(quote) or _verbatim(statement, quote):
            return None
    if foreign := unlicensed(statement, [*quotes, *context]):
        return f"{foreign[0]} is not in the evidence"
    for reason in (_negation_clash, _modality_clash, _opposite):
        if found := reason(statement, source):
            return found
    for quote in quotes:
        if found := _replaced(statement, quote):
            return found
    return _contained(statement, source, context)


def _contained(statement: str, source: str, context: Sequence[str]) -> str | None:
    said = content(statement) - frozenset(word for text in context for word in content(text))
    shared = said & content(source)
    if said and len(shared) / len(said) < CONTAINMENT:
        missing = ", ".join(sorted(said - shared)[:4])
        return f"only {len(shared)} of {len(said)} content words are in the evidence (not: {missing})"
    return None


def _verbatim(statement: str, quote: str) -> bool:
    """Whether the words of `statement` stand in `quote` in one run that nothing before it denies."""
    if not forms(statement):
        return False
    said = " ".join(forms(statement))
    if f" {said} " not in f" {' '.join(forms(quote))} ":
        return False
    start = _run_start(forms(statement), forms(quote))
    return start is not None and (not negated(quote)[start] or any(word in NEGATIONS for word in forms(statement)))


def _run_start(run: Sequence[str], inside: Sequence[str]) -> int | None:
    size = len(run)
    return next((at for at in range(len(inside) - size + 1) if tuple(inside[at : at + size]) == tuple(run)), None)


def contributes(statement: str, quotes: Iterable[str]) -> bool:
    """Whether `quotes` share half of the smaller side's content words with `statement`."""
    said = content(statement)
    shown = frozenset(word for quote in quotes for word in content(quote))
    return bool(said and shown) and len(said & shown) / min(len(said), len(shown)) >= 0.5
