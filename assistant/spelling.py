"""Misspelt words of a question put right, towards the words that the library itself uses, else common English ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[A-Za-z]{4,}(?![A-Za-z]|'t\b)")
# "It isnt", "we dont"; "cant" and "wont" mean nothing else in this field.
_NO_APOSTROPHE = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|would|could|should|must|need|might|ca|wo)nt\b", re.I
)
# A word must occur this often in the library to be what someone meant,
COMMON = 5
# and this many times as often as another that is as near.
CLEARLY_MORE = 4
# Of the words of the language only the most frequent; short ones are near to too many others.
GENERAL = 10_000
SHORTEST_GENERAL = 5


class Spelling:
    """Corrects single words that nobody writes and that are one or two slips away from one that is often written.

    `general` are words of the language, the most frequent first; the library's own go before them.
    """

    def __init__(self, texts: Iterable[str], general: Sequence[str] = ()) -> None:
        counted = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        # A rare word is no slip, but hardly what a slip was meant to be.
        self._known = frozenset({*counted, *general})
        general = general[:GENERAL]
        self._common = {word: count for word, count in sorted(counted.items()) if count >= COMMON}
        self._general = [word for word in general if len(word) >= SHORTEST_GENERAL]

    def correct(self, text: str) -> str:
        """`text` with its slips put right; words that are no slips stay as they are."""
        return _WORD.sub(lambda match: self._word(match.group()), _NO_APOSTROPHE.sub(r"\1n't", text))

    def _word(self, word: str) -> str:
        lower = word.lower()
        if lower in self._known or (word[0].isupper() and len(word) < (5 if word.isupper() else 6)):
            return word
        # Capitals are mostly a name, which has to be nearer to be taken for a slip.
        slips = 1 if len(lower) < 8 or word.isupper() else 2
        meant = self._of_the_library(lower, slips)
        if meant is None and not word.isupper():
            meant = self._of_the_language(lower)
        if meant is None:
            return word
        return meant.upper() if word.isupper() else meant.capitalize() if word[0].isupper() else meant

    def _of_the_library(self, word: str, slips: int) -> str | None:
        near = _near(word, list(self._common), slips)
        nearest = sorted(near, key=lambda choice: -self._common[choice])
        if len(nearest) > 1 and self._common[nearest[0]] < CLEARLY_MORE * self._common[nearest[1]]:
            return None
        return nearest[0] if nearest else None

    def _of_the_language(self, word: str) -> str | None:
        near = [meant for meant in _near(word, self._general, 1) if _only_slipped(word, meant)]
        return near[0] if len(near) == 1 else None


def _only_slipped(word: str, meant: str) -> bool:
    """Whether letters changed places or one is missing: other differences are as often slang, a short form or a name."""
    if len(word) == len(meant):
        return sorted(word) == sorted(meant)
    return len(word) + 1 == len(meant) and len(word) >= SHORTEST_GENERAL


def _near(word: str, words: Sequence[str], slips: int) -> list[str]:
    """Those of `words` that are nearest to `word`, at most `slips` away; people seldom slip on the first letter."""
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=6)
    fitting = [choice for choice, slip, _ in found if slip == found[0][1]]
    return [choice for choice in fitting if choice[0] == word[0] or choice[:2] == word[1::-1]]
