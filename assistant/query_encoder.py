"""The embedding model for single questions through onnxruntime: the same weights, without loading torch.

Written once, when an index is built, beside the index; used only when its vectors agree with the reference. The graph is
BERT's for one unpadded text, node by node, and its weights lie beside it in a file that is mapped, not read: a session
opens in a third of the time of an exported model's.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

GRAPH = "encoder.onnx"
WEIGHTS = "encoder.weights"
TOKENIZER = "tokenizer.json"
# Cosine similarity that vectors must reach with the reference's.
AGREEMENT = 0.9999
# The model was trained on at most 256 tokens.
LONGEST = 256
OPSET = 20

Array = NDArray[np.float32]


class QueryEncoder:
    """Embeds questions with an exported model; opening it takes a tenth of a second."""

    def __init__(self, folder: Path) -> None:
        # Its official builds report every session to their makers unless told not to before they are loaded.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One question is too little work to share; threads would only wait for one another.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()

    def embed(self, text: str) -> Array:
        """The vector of `text`, (dimension,), unit length: the mean over all tokens, as the model's pooling says."""
        ids = np.array(self._tokenizer.encode(text).ids, dtype=np.int64)
        (mean,) = self._session.run(None, {"ids": ids})
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def export(sentence_model: Any, folder: Path, samples: Sequence[str]) -> bool:
    """Whether the model was written to `folder` with vectors that agree with the reference on `samples`.

    False, and nothing left behind, when the model is of another build than BERT with mean pooling.
    """
    try:
        network = sentence_model[0].auto_model
        if network.config.model_type != "bert":
            raise ValueError(f"a model of the type {network.config.model_type!r}")
        folder.mkdir(parents=True, exist_ok=True)
        weights = {name: weight.float().numpy() for name, weight in network.state_dict().items()}
        _write_graph(network.config, weights, folder)
        (folder / TOKENIZER).write_text(sentence_model.tokenizer.backend_tokenizer.to_str(), encoding="utf-8")
        encoder = QueryEncoder(folder)
        written = np.array([encoder.embed(text) for text in samples])
        reference = sentence_model.encode(list(samples), normalize_embeddings=True, show_progress_bar=False)
        agreement = float((written * reference).sum(axis=1).min())
        if agreement < AGREEMENT:
            raise ValueError(f"a cosine of only {agreement:.5f} with the reference")
    except (ImportError, AttributeError, LookupError, TypeError, RuntimeError, ValueError, OSError) as error:
        logging.getLogger(__name__).info("questions are embedded with the reference model: %s", error)
        for name in (GRAPH, WEIGHTS, TOKENIZER):
            (folder / name).unlink(missing_ok=True)
        return False
    return True


def _write_graph(config: Any, weights: Mapping[str, Array], folder: Path) -> None:
    """BERT for one text of any length, from token ids, (tokens,), to the mean of the last states, (dimension,)."""
    import onnx

    graph = _Graph(weights)
    width, heads, eps = config.hidden_size, config.num_attention_heads, config.layer_norm_eps
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    zero = graph.constant(np.array([0]))
    count = graph.node("Shape", "ids")
    states = graph.node(
        "Add",
        graph.node("Gather", graph.constant(weights["embeddings.word_embeddings.weight"]), "ids"),
        graph.node("Slice", graph.constant(positions), zero, count),
    )
    states = graph.normalised(states, "embeddings.LayerNorm", eps)
    scale = graph.constant(np.float32((width // heads) ** -0.5))
    by_head, joined = graph.constant(np.array([0, heads, width // heads])), graph.constant(np.array([0, width]))
    for number in range(config.num_hidden_layers):
        layer = f"encoder.layer.{number}"
        query, key, value = (
            graph.node("Reshape", graph.linear(states, f"{layer}.attention.self.{part}"), by_head)
            for part in ("query", "key", "value")
        )
        query, value = graph.node("Transpose", query, perm=[1, 0, 2]), graph.node("Transpose", value, perm=[1, 0, 2])
        key = graph.node("Transpose", key, perm=[1, 2, 0])
        shares = graph.node("Softmax", graph.node("Mul", graph.node("MatMul", query, key), scale), axis=-1)
        heard = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[1, 0, 2])
        heard = graph.linear(graph.node("Reshape", heard, joined), f"{layer}.attention.output.dense")
        states = graph.normalised(graph.node("Add", heard, states), f"{layer}.attention.output.LayerNorm", eps)
        inner = graph.node("Gelu", graph.linear(states, f"{layer}.intermediate.dense"))
        inner = graph.linear(inner, f"{layer}.output.dense")
        states = graph.normalised(graph.node("Add", inner, states), f"{layer}.output.LayerNorm", eps)
    mean = graph.node("ReduceMean", states, zero, keepdims=0)
    model = onnx.helper.make_model(
        onnx.helper.make_graph(
            graph.nodes,
            "question",
            [onnx.helper.make_tensor_value_info("ids", onnx.TensorProto.INT64, ["tokens"])],
            [onnx.helper.make_tensor_value_info(mean, onnx.TensorProto.FLOAT, [width])],
            graph.constants,
        ),
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        ir_version=9,
    )
    onnx.save_model(model, str(folder / GRAPH), save_as_external_data=True, location=WEIGHTS, size_threshold=1024)


class _Graph:
    """Nodes and constants as they are added; each is named by its number."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        import onnx

        name = f"node{len(self.nodes)}"
        self.nodes.append(onnx.helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, value: Any) -> str:
        import onnx

        name = f"constant{len(self.constants)}"
        self.constants.append(onnx.numpy_helper.from_array(np.ascontiguousarray(value).reshape(np.shape(value)), name))
        return name

    def linear(self, states: str, name: str) -> str:
        product = self.node("MatMul", states, self.constant(self._weights[f"{name}.weight"].T))
        return self.node("Add", product, self.constant(self._weights[f"{name}.bias"]))

    def normalised(self, states: str, name: str, eps: float) -> str:
        scale, bias = (self.constant(self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", states, scale, bias, axis=-1, epsilon=eps)
