"""Libraries of any size, made from the real one by a seeded rule, with vectors that need no model."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import SentenceEmbeddings
from assistant.library import Library, phrasings
from assistant.types import Fact

# How far a made-up passage's vector lies from that of the text it was made from.
APART = 0.35


class GivenVectors(SentenceEmbeddings):
    """Embeddings that look a text up; a made-up one gets the vector of its model with seeded noise."""

    def __init__(self, vectors: dict[str, NDArray[np.float32]], questions: SentenceEmbeddings) -> None:
        super().__init__()
        self._vectors = vectors
        self._questions = questions

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Vectors of unit length."""
        rows = np.array([self._vector(text) for text in texts], dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def _vector(self, text: str) -> NDArray[np.float32]:
        original, mark, _ = text.partition(" (variant ")
        vector = self._vectors[original]
        if not mark:
            return vector
        noise = np.random.default_rng(zlib.crc32(text.encode())).normal(size=len(vector))
        return np.asarray(vector + APART * noise / np.linalg.norm(noise), dtype=np.float32)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, from the real model."""
        return self._questions.embed_question(text)

    def export(self, folder: Path, samples: Sequence[str]) -> None:
        """Nothing to export: questions come from the real index."""


def library_of(library: Library, passages: int) -> Library:
    """The first facts of `library` that have so many passages; made-up variants follow when there are too few."""
    facts: list[Fact] = []
    held = 0
    for variant in count():
        for fact in library.facts:
            if held >= passages:
                return replace(library, facts=tuple(facts), articles=(), hash=f"{library.hash}-{passages}")
            facts.append(_variant(fact, variant) if variant else fact)
            held += len({*phrasings(fact)})
    raise AssertionError("counting never ends")


def _variant(fact: Fact, number: int) -> Fact:
    mark = f" (variant {number})"

    def changed(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text + mark for text in texts)

    return replace(
        fact,
        id=f"{fact.id}-{number}",
        statement=fact.statement + mark,
        group=None,
        asked_as=changed(fact.asked_as),
        asked_yes=changed(fact.asked_yes),
        asked_no=changed(fact.asked_no),
        corrects=changed(fact.corrects),
    )
