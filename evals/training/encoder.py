"""Trains low-rank changes to the upper layers of the encoder from the library's own phrasings.

LoRA (Hu et al. 2021, arXiv:2106.09685): what is learned is a product of two thin matrices beside each frozen weight, and
is added to that weight when the encoder is loaded. Two phrasings of one fact are pulled together and away from those of
the other facts in a batch: InfoNCE (van den Oord et al. 2018, arXiv:1807.03748) in both directions, over batches of
facts that are near to one another, because telling those apart is what the encoder is worst at. The lower layers stay
as they are, so that what they make of every text is worked out only once.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.library import Library
from evals.training.held_out import training_phrasings

SEED = 0
EPOCHS = 5
LEARNING_RATE = 1e-3
WARM_UP = 40
TEMPERATURE = 0.05
RANK = 16
# What the product of the two thin matrices is multiplied with.
SCALE = 2.0
# Layers of the encoder that stay frozen, of six.
FROZEN = 3
FACTS_A_BATCH = 96
NEIGHBOURS = 8
ROUNDS_AN_EPOCH = 4
# Standard deviation of the noise on a vector, as a share of its length.
NOISE = 0.3
LONGEST = 48

Matrices = dict[str, NDArray[np.float16]]


def train(library: Library, sentence_model: Any) -> Matrices:
    """For each changed weight of the encoder, by its name: what is to be added, as `name/out` and `name/in`.

    The sum is `weight + out @ in`; shapes are (outputs, RANK) and (RANK, inputs).
    """
    import torch
    from torch.nn import functional

    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    texts, of_fact = training_phrasings(library)
    upper = _Upper(sentence_model)
    states = upper.lower_states(texts)
    optimizer = torch.optim.AdamW(upper.learned, lr=LEARNING_RATE, weight_decay=0.01)
    steps = EPOCHS * ROUNDS_AN_EPOCH * -(-len(of_fact) // FACTS_A_BATCH)
    step = 0
    for _ in range(EPOCHS):
        for batch in _batches(of_fact, _centres(upper, states, of_fact), chance):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * min(1.0, step / WARM_UP) * max(0.02, 1 - step / steps)
            pairs = [chance.sample(of_fact[fact], 2) for fact in batch]
            vectors = upper.embed([states[one] for one, _ in pairs] + [states[other] for _, other in pairs])
            noisy = functional.normalize(vectors + NOISE * torch.randn_like(vectors) / vectors.shape[1] ** 0.5, dim=1)
            scores = noisy[: len(pairs)] @ noisy[len(pairs) :].T / TEMPERATURE
            target = torch.arange(len(pairs))
            loss = (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if step % 20 == 0:
                print(f"step {step} of about {steps}, loss {loss.item():.3f}", file=sys.stderr, flush=True)
    return upper.matrices()


class _Upper:
    """The layers of an encoder above the frozen ones, each weight with a low-rank change beside it."""

    def __init__(self, sentence_model: Any) -> None:
        import torch
        from torch import nn

        class Changed(nn.Module):  # type: ignore[misc]  # torch is untyped here
            def __init__(self, base: Any) -> None:
                super().__init__()
                self.base = base
                self.into = nn.Parameter(torch.randn(RANK, base.in_features) / base.in_features**0.5)
                self.out = nn.Parameter(torch.zeros(base.out_features, RANK))

            def forward(self, given: Any) -> Any:
                change = nn.functional.linear(nn.functional.linear(given, self.into), self.out)
                return self.base(given) + SCALE * change

        self._tokenizer = sentence_model.tokenizer
        self._network = sentence_model[0].auto_model.eval().requires_grad_(False)
        self._changed: dict[str, Any] = {}
        linear = [
            name
            for name, module in self._network.named_modules()
            if isinstance(module, nn.Linear) and any(f"layer.{n}." in name for n in range(FROZEN, len(self._layers)))
        ]
        for name in linear:
            parent, _, own = name.rpartition(".")
            self._changed[name] = Changed(self._network.get_submodule(name))
            setattr(self._network.get_submodule(parent), own, self._changed[name])

    @property
    def _layers(self) -> Any:
        return self._network.encoder.layer

    @property
    def learned(self) -> list[Any]:
        """What training changes."""
        return [matrix for changed in self._changed.values() for matrix in (changed.into, changed.out)]

    def lower_states(self, texts: Sequence[str]) -> list[Any]:
        """What the frozen layers make of each text, (tokens, dimension) in half precision."""
        import torch

        states: list[Any] = [None] * len(texts)
        order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
        with torch.inference_mode():
            for start in range(0, len(order), 128):
                positions = order[start : start + 128]
                tokens = self._tokenizer(
                    [texts[position] for position in positions],
                    padding=True, truncation=True, max_length=LONGEST, return_tensors="pt",
                )  # fmt: skip
                hidden = self._network.embeddings(tokens["input_ids"], token_type_ids=tokens["token_type_ids"])
                hidden = self._through(self._layers[:FROZEN], hidden, tokens["attention_mask"].float())
                for position, state, count in zip(positions, hidden, tokens["attention_mask"].sum(1), strict=True):
                    states[position] = state[:count].half().clone()
        return states

    def embed(self, states: Sequence[Any]) -> Any:
        """Vectors of texts from what the frozen layers made of them, (n, dimension), unit length."""
        import torch

        padded = torch.nn.utils.rnn.pad_sequence([state.float() for state in states], batch_first=True)
        mask = torch.zeros(padded.shape[:2])
        for row, state in enumerate(states):
            mask[row, : len(state)] = 1
        hidden = self._through(self._layers[FROZEN:], padded, mask)
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return torch.nn.functional.normalize(mean, dim=1)

    @staticmethod
    def _through(layers: Any, hidden: Any, mask: Any) -> Any:
        hindered = (1 - mask[:, None, None, :]) * -1e9
        for layer in layers:
            given = layer(hidden, hindered)
            hidden = given[0] if isinstance(given, tuple) else given
        return hidden

    def matrices(self) -> Matrices:
        """The changes as they are kept."""
        kept: Matrices = {}
        for name, changed in self._changed.items():
            kept[f"{name}.weight/out"] = (SCALE * changed.out).detach().numpy().astype(np.float16)
            kept[f"{name}.weight/in"] = changed.into.detach().numpy().astype(np.float16)
        return kept


def _centres(upper: _Upper, states: Sequence[Any], of_fact: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """For each fact the direction of its phrasings, (facts, dimension), as the encoder sees them now."""
    import torch

    centres = []
    with torch.inference_mode():
        for start in range(0, len(of_fact), 32):
            positions = [position for fact in of_fact[start : start + 32] for position in fact[:4]]
            vectors = upper.embed([states[position] for position in positions])
            place = 0
            for fact in of_fact[start : start + 32]:
                size = len(fact[:4])
                centres.append(vectors[place : place + size].mean(0).numpy())
                place += size
    stacked = np.stack(centres)
    return np.asarray(stacked / np.linalg.norm(stacked, axis=1, keepdims=True), dtype=np.float32)


def _batches(
    of_fact: Sequence[Sequence[int]], centres: NDArray[np.float32], chance: random.Random
) -> Iterator[list[int]]:
    """Every fact ROUNDS_AN_EPOCH times, in batches made of neighbourhoods, in chance order."""
    batches: list[list[int]] = []
    for _ in range(ROUNDS_AN_EPOCH):
        left = set(range(len(of_fact)))
        seeds = chance.sample(sorted(left), len(left))
        batch: list[int] = []
        for seed in seeds:
            if seed not in left:
                continue
            nearest = np.argsort(-(centres @ centres[seed]), kind="stable")[: 3 * NEIGHBOURS]
            near = [int(fact) for fact in nearest if int(fact) in left][:NEIGHBOURS]
            left.difference_update(near)
            batch += near
            if len(batch) >= FACTS_A_BATCH or not left:
                batches.append(batch)
                batch = []
    chance.shuffle(batches)
    yield from batches
