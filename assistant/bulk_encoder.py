"""Many texts to vectors with a sentence-transformers model: as many at once as there are cores, in bfloat16 where that is exact enough."""

from __future__ import annotations

import os
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A batch holds texts of like length, which leaves little padding, and no more than a core's cache can work on.
BATCH = 64
CHARACTERS = 16_000
# From so many texts on, a quicker arithmetic is worth checking.
MANY = 256
CHECKED = 32
# How far the threads that embed stand back behind a page that answers on the same machine; Linux counts to 19.
STAND_BACK = 10
# Cosine similarity that bfloat16 must reach with full precision on the texts checked.
AGREEMENT = 0.9999

Array = NDArray[np.float32]

# Whether bfloat16 is exact enough for a model, found out with the first many texts it is given.
_exact_enough: weakref.WeakKeyDictionary[Any, bool] = weakref.WeakKeyDictionary()


def encode(model: Any, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Array:
    """Vectors of `texts`, (len(texts), dimension), unit length. `progress` is told how many are done, in this thread."""

    order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
    # The last batch of many is as quick as those before it.
    quick = len(texts) >= (CHECKED if model in _exact_enough else MANY) and _has_bfloat16()
    if quick:
        if model not in _exact_enough:
            _exact_enough[model] = _agrees(model, [texts[n] for n in order[:: max(1, len(order) // CHECKED)]])
        quick = _exact_enough[model]
    batches = _batches(texts, order)
    vectors: list[Array | None] = [None] * len(texts)

    def fill(positions: list[int]) -> int:
        found = _encode(model, [texts[position] for position in positions])
        for position, vector in zip(positions, found, strict=True):
            vectors[position] = vector
        return len(positions)

    # A batch is too little work to share: cores that each do their own never wait for one another, which matters most
    # where something else is running.
    workers = min(len(batches), os.cpu_count() or 1)
    with ThreadPoolExecutor(max(1, workers), initializer=_start_worker, initargs=(quick, workers > 1)) as pool:
        count = 0
        try:
            for size in pool.map(fill, batches):
                count += size
                if progress:
                    progress(count)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return np.vstack([vector for vector in vectors if vector is not None])


def _batches(texts: Sequence[str], order: Sequence[int]) -> list[list[int]]:
    batches: list[list[int]] = []
    characters = 0
    for position in order:
        characters += len(texts[position])
        if not batches or len(batches[-1]) == BATCH or characters > CHARACTERS:
            batches.append([])
            characters = len(texts[position])
        batches[-1].append(position)
    return batches


def _start_worker(quick: bool, alone: bool) -> None:
    """Set the arithmetic of this thread, for as long as it lives: so the weights are converted once, not for every batch."""
    import torch

    # Only there a thread has a priority of its own; elsewhere the process would keep it.
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), STAND_BACK)
    if alone:
        torch.set_num_threads(1)
    if quick:
        torch.autocast("cpu", dtype=torch.bfloat16).__enter__()


def _encode(model: Any, texts: list[str]) -> Array:
    found = model.encode(
        texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False, convert_to_tensor=True
    )
    return np.asarray(found.float().numpy(), dtype=np.float32)


def _has_bfloat16() -> bool:
    """Whether the processor computes with bfloat16 itself; where it only imitates it, that is slower."""
    import torch

    asked = [getattr(torch.cpu, name, None) for name in ("_is_amx_tile_supported", "_is_avx512_bf16_supported")]
    return any(answer is not None and answer() for answer in asked)


def _agrees(model: Any, texts: list[str]) -> bool:
    import torch

    exact = _encode(model, texts)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        quick = _encode(model, texts)
    return float((exact * quick).sum(axis=1).min()) >= AGREEMENT
