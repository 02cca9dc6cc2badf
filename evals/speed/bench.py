"""What every measurement works with: both sides opened over the same texts, and the clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.embedding import default_folder
from assistant.settings import Settings
from evals.peer import chunk
from evals.speed import textbook
from evals.speed.processes import percentiles

QUESTION = "Is ISO 9002 still valid?"
Numbers = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """What every measurement works with: an opened assistant, the textbook's store, questions, a scratch folder."""

    iso: Assistant
    store: Any
    stored_in: Path
    questions: Sequence[str]
    folder: Path
    quick: bool

    @property
    def environment(self) -> dict[str, str]:
        """Variables under which a process finds the same index."""
        settings = self.iso.settings
        return {"ISO_ASSISTANT_INDEX": str(settings.index), "ISO_ASSISTANT_KNOWLEDGE": str(settings.knowledge)}


def prepare(questions: Sequence[str], folder: Path, quick: bool) -> Bench:
    """Both sides opened over the same texts."""
    iso = Assistant.open(Settings.from_environment())
    stored_in = folder / "textbook"
    store = textbook.open_store(str(stored_in), textbook.open_embeddings(str(default_folder())))
    textbook.add(store, [piece.text for piece in chunk(iso.library)])
    return Bench(iso, store, stored_in, questions, folder, quick)


def timed(call: Callable[[Any], object], argument: Any) -> float:
    """How many seconds a call took."""
    started = time.perf_counter()
    call(argument)
    return time.perf_counter() - started


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """Percentiles by name, of seconds given."""
    return {name: 1000 * value for name, value in percentiles(seconds).items()}
