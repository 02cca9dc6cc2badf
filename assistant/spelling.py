"""Misspelt words of a question put right, towards the words that the library itself uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[A-Za-z]{4,}")
# A word must occur this often in the library to be what someone meant.
COMMON = 5


class Spelling:
    """Corrects single words that the library never uses and that are one or two slips away from one it often uses."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self._known = frozenset(counted)
        self._common = sorted(word for word, count in counted.items() if count >= COMMON)

    def correct(self, text: str) -> str:
        """`text` with its slips put right; words that are no slips stay as they are."""
        return _WORD.sub(lambda match: self._word(match.group()), text)

    def _word(self, word: str) -> str:
        lower = word.lower()
        if lower in self._known or word.isupper() or (word[0].isupper() and len(word) < 6):
            return word
        slips = 1 if len(lower) < 8 else 2
        found = process.extract(lower, self._common, scorer=OSA.distance, score_cutoff=slips, limit=2)
        # People seldom slip on the first letter, and an ambiguous slip is left alone.
        fitting = [choice for choice, _, _ in found if choice[0] == lower[0] or choice[:2] == lower[1::-1]]
        return fitting[0] if len(fitting) == 1 or (len(fitting) > 1 and found[0][1] < found[1][1]) else word
