"""The textbook chain as the tutorials write it: HuggingFaceEmbeddings, Chroma, 1,000/200, k = 4; no model.

Run as a program it answers one question from a stored collection: `python -m evals.speed.textbook STORE MODEL QUESTION`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from langchain_core.embeddings import Embeddings

COLLECTION = "textbook"
NEAREST = 4
# What one call of add_texts may hold for Chroma.
ADDED_AT_ONCE = 5000


def open_embeddings(model: str) -> Embeddings:
    """HuggingFaceEmbeddings; where langchain-huggingface is not installed, the same calls of sentence-transformers."""
    try:
        from langchain_huggingface import HuggingFaceEmbeddings  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return _SameCalls(model)
    found: Embeddings = HuggingFaceEmbeddings(model_name=model, model_kwargs={"device": "cpu"})
    return found


class _SameCalls(Embeddings):
    """What HuggingFaceEmbeddings does with its defaults: one `encode` of all texts."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(model, device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of `texts`."""
        found: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        return self.embed_documents([text])[0]


def open_store(folder: str, embeddings: Embeddings) -> Any:
    """The collection stored in `folder`, made when it is not there."""
    import chromadb
    from langchain_chroma import Chroma

    quiet = chromadb.Settings(anonymized_telemetry=False)
    return Chroma(COLLECTION, embeddings, persist_directory=folder, client_settings=quiet)


def add(store: Any, texts: Sequence[str]) -> None:
    """Embed and store `texts`."""
    for start in range(0, len(texts), ADDED_AT_ONCE):
        store.add_texts(list(texts[start : start + ADDED_AT_ONCE]))


def main(folder: str, model: str, question: str) -> None:
    """Print the four chunks nearest to a question."""
    for document in open_store(folder, open_embeddings(model)).similarity_search(question, k=NEAREST):
        print(document.page_content)


if __name__ == "__main__":
    main(*sys.argv[1:])
