"""The sentence encoder as it comes, without anything of the assistant around it: what the baselines stand on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.embedding import default_folder

BATCH = 64


@cache
def _model() -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(default_folder()), device="cpu")


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of `texts`, (len(texts), 384), unit length."""
    vectors = _model().encode(list(texts), normalize_embeddings=True, batch_size=BATCH, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


class PlainEmbeddings(Embeddings):
    """The encoder as LangChain embeddings."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of `texts`."""
        return [[float(number) for number in row] for row in encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        return self.embed_documents([text])[0]
