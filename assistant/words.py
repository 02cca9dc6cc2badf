"""The word index: BM25 over one text per fact, so that rare words and numbers count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

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


@lru_cache(maxsize=32_768)
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
        # Only here: what bm25s brings along takes longer to load than to answer a question.
        import bm25s

        documents = [terms(text) for text in texts]
        self._vocabulary = {
            word: number for number, word in enumerate(sorted({w for words in documents for w in words}))
        }
        ids = [[self._vocabulary[word] for word in words] for words in documents]
        bm25 = bm25s.BM25(k1=1.2, b=0.6)
        bm25.index((ids, self._vocabulary), show_progress=False)
        # Column by column: the texts that have a word, and what the word adds to the score of each.
        self._starts = np.asarray(bm25.scores["indptr"]).tolist()
        self._texts = np.asarray(bm25.scores["indices"])
        self._adds = np.asarray(bm25.scores["data"], dtype=np.float32)
        count = np.zeros(len(self._vocabulary))
        for words in ids:
            count[sorted(set(words))] += 1
        self._rarity = np.log1p((len(texts) - count + 0.5) / (count + 0.5)).tolist()
        self._rarest = max(self._rarity)
        self.size = len(texts)

    def _column(self, word: str) -> slice:
        number = self._vocabulary[word]
        return slice(self._starts[number], self._starts[number + 1])

    def scores(self, question: str) -> NDArray[np.float32]:
        """One score per text, (size,), 0 for no shared word; comparable only within one question."""
        scores = np.zeros(self.size, dtype=np.float32)
        for word in terms(question):
            if word in self._vocabulary:
                column = self._column(word)
                scores[self._texts[column]] += self._adds[column]
        return scores

    def coverage(self, question: str) -> Callable[[int], float]:
        """For each text by number: the share, 0…1, of the question's words, weighted by rarity, that it has."""
        weights, total = self._weigh(question)
        shares = np.zeros(self.size)
        for word, weight in weights:
            if word in self._vocabulary:
                shares[self._texts[self._column(word)]] += weight
        return (shares / total if total else shares).tolist().__getitem__  # type: ignore[no-any-return]

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
            (word, self._rarity[self._vocabulary[word]] if word in self._vocabulary else self._rarest)
            for word in sorted(set(terms(question)))
        ]
        return weights, sum(weight for _, weight in weights)
