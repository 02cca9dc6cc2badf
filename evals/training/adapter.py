"""Trains the adapter of the embedding model from the library's own phrasings: first the encoder, then a map after it.

The encoder's part is described in evals/training/encoder.py. After it comes a linear map of its vectors: two phrasings of one fact are pulled together and away from those of other facts: InfoNCE (van den Oord et al. 2018,
arXiv:1807.03748) in both directions, over pairs drawn anew in every epoch, with a pull towards the identity so that
the map stays near to what the encoder knows.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import ADAPTER, MAP, SentenceEmbeddings
from assistant.library import Library, load_library
from assistant.settings import Settings
from evals.training import encoder
from evals.training.held_out import training_phrasings

SEED = 0
EPOCHS = 30
FACTS_A_STEP = 480
PHRASINGS_A_FACT = 4
LEARNING_RATE = 1e-3
TEMPERATURE = 0.05
# Weight of the squared distance from the identity.
PULL = 1e-3
# Standard deviation of the noise on a vector, as a share of its length.
NOISE = 0.5


def train(library: Library, embeddings: SentenceEmbeddings) -> NDArray[np.float16]:
    """The matrix that maps the encoder's vectors to better ones, (dimension, dimension)."""
    import torch
    from torch.nn import functional

    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    texts, of_fact = training_phrasings(library)
    vectors = torch.tensor(embeddings.embed(texts))
    dimension = vectors.shape[1]
    identity = torch.eye(dimension)
    matrix = torch.nn.Parameter(torch.eye(dimension))
    optimizer = torch.optim.Adam([matrix], lr=LEARNING_RATE)
    for _ in range(EPOCHS):
        order = list(range(len(of_fact)))
        chance.shuffle(order)
        for start in range(0, len(order), FACTS_A_STEP):
            left, right, owner = _pairs(of_fact, order[start : start + FACTS_A_STEP], chance)
            noisy = vectors[left] + NOISE * torch.randn(len(left), dimension) / dimension**0.5
            one = functional.normalize(noisy @ matrix.T, dim=1)
            other = functional.normalize(vectors[right] @ matrix.T, dim=1)
            owners = torch.tensor(owner)
            # Another pair of the same fact is no wrong answer.
            same = (owners[:, None] == owners[None, :]) & ~torch.eye(len(owner), dtype=torch.bool)
            scores = (one @ other.T / TEMPERATURE).masked_fill(same, -1e9)
            target = torch.arange(len(owner))
            loss = (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2
            loss = loss + PULL * ((matrix - identity) ** 2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return np.asarray(matrix.detach().numpy(), dtype=np.float16)


def _pairs(of_fact: list[list[int]], facts: list[int], chance: random.Random) -> tuple[list[int], list[int], list[int]]:
    left: list[int] = []
    right: list[int] = []
    owner: list[int] = []
    for number, fact in enumerate(facts):
        drawn = chance.sample(of_fact[fact], min(PHRASINGS_A_FACT, len(of_fact[fact])))
        for position in range(0, len(drawn) - 1, 2):
            left.append(drawn[position])
            right.append(drawn[position + 1])
            owner.append(number)
    return left, right, owner


def main() -> int:
    """Train on the configured knowledge and write the adapter file."""
    parser = argparse.ArgumentParser(prog="python -m evals.training.adapter", description=__doc__)
    parser.add_argument("--out", type=Path, default=ADAPTER, help="file to write (default: the one the assistant uses)")
    parser.add_argument(
        "--map-only", action="store_true", help="keep the encoder's part of that file, which takes minutes"
    )
    options = parser.parse_args()
    library = load_library(Settings.from_environment().knowledge)
    if options.map_only:
        with np.load(options.out) as stored:
            changes = {name: stored[name] for name in stored.files if name != MAP}
    else:
        changes = encoder.train(library, SentenceEmbeddings(adapter=None).model)
    np.savez_compressed(options.out, allow_pickle=False, **changes)
    matrix = train(library, SentenceEmbeddings(adapter=options.out))
    np.savez_compressed(options.out, allow_pickle=False, **changes, **{MAP: matrix})
    print(f"{options.out}: {len(changes) // 2} weights changed, {options.out.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
