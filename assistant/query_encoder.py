"""The embedding model for single questions through onnxruntime: the same weights, without loading torch.

Exported once, when an index is built, beside the index; used only when its vectors agree with the reference.
"""

from __future__ import annotations

import logging
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = "encoder.onnx"
TOKENIZER = "tokenizer.json"
# Cosine similarity that exported vectors must reach with the reference's.
AGREEMENT = 0.9999
# The model was trained on at most 256 tokens.
LONGEST = 256


class QueryEncoder:
    """Embeds questions with an exported model; opening it takes a fraction of a second."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One question is too little work to share; threads would only wait for one another.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / FILE), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of `texts`, (len(texts), dimension), unit length: the mean over all tokens, as the model's pooling says."""
        rows = []
        for text in texts:
            encoded = self._tokenizer.encode(text)
            ids = np.array([encoded.ids], dtype=np.int64)
            mask = np.ones_like(ids)
            (states,) = self._session.run(
                None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            )
            mean = states[0].mean(axis=0)
            rows.append(mean / np.linalg.norm(mean))
        return np.asarray(rows, dtype=np.float32)


def export(sentence_model: Any, model_folder: Path, folder: Path, samples: Sequence[str]) -> bool:
    """Whether the model was exported to `folder` with vectors that agree with the reference on `samples`.

    False, and nothing left behind, when the model is of another build or the export does not agree.
    """
    try:
        import torch

        transformer = sentence_model[0].auto_model.eval()
        pooling = sentence_model[1]
        if getattr(pooling, "pooling_mode", "mean") != "mean" or len(sentence_model) > 3:
            return False

        class States(torch.nn.Module):  # type: ignore[misc]  # torch is not analysed
            """The token states alone: all that pooling needs."""

            def __init__(self) -> None:
                super().__init__()
                self.transformer = transformer

            def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
                return self.transformer(
                    input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
                ).last_hidden_state

        ids = torch.ones((1, 7), dtype=torch.int64)
        names = ["input_ids", "attention_mask", "token_type_ids"]
        axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "states"]}
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        folder.mkdir(parents=True, exist_ok=True)
        # The exporter without torch.compile: it needs no further package, and its announcement concerns nobody here.
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            torch.onnx.export(
            States().eval(), (ids, ids, ids * 0), str(folder / FILE), input_names=names, output_names=["states"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
            )  # fmt: skip
        shutil.copyfile(model_folder / TOKENIZER, folder / TOKENIZER)
        exported = QueryEncoder(folder).embed(samples)
        reference = sentence_model.encode(list(samples), normalize_embeddings=True, show_progress_bar=False)
        agrees = bool((exported * reference).sum(axis=1).min() >= AGREEMENT)
    except (ImportError, AttributeError, TypeError, IndexError, RuntimeError, OSError) as error:
        logging.getLogger(__name__).info("the model is not exported, the reference is used: %s", error)
        agrees = False
    if not agrees:
        for name in (FILE, TOKENIZER):
            (folder / name).unlink(missing_ok=True)
    return agrees
