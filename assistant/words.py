"""The word index: BM25 over one text per fact, so that rare words and numbers count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

_TOKEN = re.compile(r"[a-z0-9]+(?:[.:-][a-z0-9]+)*")
STOP_WORDS = frozenset(
    "a an the is are was were be been being am do does did can could may might will would has have had and or but if then of in on at to for from by with "
    "about as into onto than what which who whom whose when where why how it its they them their this that these those there here so also we i you he she my our "
    "your me us any some one ones just very really please tell explain get got s t re ve ll d m".split()
)


_stemmer = Stemmer.Stemmer("english")


def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word)) if word.isalpha() else word


def terms(text: str) -> list[str]:
    """The words of `text` that carry meaning, stemmed; a dotted or dated number also counts by its first part.

    >>> terms("What does clause 7.1.5 of ISO 9001:2015 require?")
    ['claus', '7.1.5', 'iso', '9001:2015', '9001', 'requir']
    """
    found = []
    for word in _TOKEN.findall(text.lower().replace("iso9", "iso 9").replace("iso1", "iso 1")):
        if word in STOP_WORDS:
            continue
        found.append(_stem(word))
        if ":" in word:
            found.append(word.split(":")[0])
        elif "-" in word and not word[0].isdigit():
            found += [_stem(part) for part in word.split("-") if part not in STOP_WORDS]
    return found


class WordIndex:
    """BM25 scores of texts for a question (Robertson and Zaragoza 2009, the Lucene variant of bm25s)."""

    def __init__(self, texts: Sequence[str]) -> None:
        documents = [terms(text) for text in texts]
        self._vocabulary = {
            word: number for number, word in enumerate(sorted({w for words in documents for w in words}))
        }
        ids = [[self._vocabulary[word] for word in words] for words in documents]
        self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
        self._bm25.index((ids, self._vocabulary), show_progress=False)
        count = np.zeros(len(self._vocabulary))
        for words in ids:
            count[sorted(set(words))] += 1
        self._rarity = np.log1p((len(texts) - count + 0.5) / (count + 0.5))
        self._rarest = float(self._rarity.max())
        self._words_of = [frozenset(words) for words in documents]
        self.size = len(texts)

    def scores(self, question: str) -> NDArray[np.float32]:
        """One score per text, (size,), 0 for no shared word; comparable only within one question."""
        known = [word for word in terms(question) if word in self._vocabulary]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def coverage(self, question: str) -> Callable[[int], float]:
        """For each text by number: the share, 0…1, of the question's words, weighted by rarity, that it has."""
        weights, total = self._weigh(question)
        return lambda text: sum(w for word, w in weights if word in self._words_of[text]) / total if total else 0.0

    def overlap(self, one: str, other: str) -> float:
        """The share, 0…1, of words, weighted by rarity, that two texts have in common, of the wordier one's."""
        (left, left_total), (right, right_total) = self._weigh(one), self._weigh(other)
        present = dict(right)
        shared = sum(weight for word, weight in left if word in present)
        return shared / max(left_total, right_total) if shared else 0.0

    def familiarity(self, question: str) -> float:
        """The share, 0…1, of the question's words, weighted by rarity, that occur anywhere in the texts."""
        weights, total = self._weigh(question)
        return sum(w for word, w in weights if word in self._vocabulary) / total if total else 0.0

    def _weigh(self, question: str) -> tuple[list[tuple[str, float]], float]:
        # A word no text has weighs as much as the rarest one that occurs.
        weights = [
            (word, float(self._rarity[self._vocabulary[word]]) if word in self._vocabulary else self._rarest)
            for word in sorted(set(terms(question)))
        ]
        return weights, sum(weight for _, weight in weights)
