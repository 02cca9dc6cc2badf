"""Trained weights: read once from weights.json, which evals/training/weights.py writes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "weights.json"


@dataclass(frozen=True)
class Logistic:
    """A logistic model: probability = 1 / (1 + exp(−(intercept + Σ coefficient · signal)))."""

    intercept: float
    coefficients: Mapping[str, float]

    def probability(self, signals: Mapping[str, float]) -> float:
        """The probability, 0…1, for these signals; one that is missing counts as 0."""
        total = self.intercept + sum(value * signals.get(name, 0.0) for name, value in self.coefficients.items())
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


@dataclass(frozen=True)
class Weights:
    """All trained numbers: how signals rank facts, and the logistic models.

    premise     that the question takes something false for granted
    answerable  that the library answers it at all
    certainty   that the fact put first is one that answers it
    """

    ranking: Mapping[str, float]
    premise: Logistic
    answerable: Logistic
    certainty: Logistic


@cache
def load_weights() -> Weights:
    """The weights that ship with the assistant."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(data["ranking"], *[Logistic(**data[name]) for name in ("premise", "answerable", "certainty")])
