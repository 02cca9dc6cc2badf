"""Trained weights, read once: weights.json and yes_or_no.json, written by evals/training/weights.py and yes_or_no.py."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "weights.json"
YES_NO_FILE = FILE.with_name("yes_or_no.json")


@dataclass(frozen=True)
class Logistic:
    """A logistic model: probability = 1 / (1 + exp(−(intercept + Σ coefficient · signal)))."""

    intercept: float
    coefficients: Mapping[str, float]

    def probability(self, signals: Mapping[str, float]) -> float:
        """The probability, 0…1, for these signals; one that is missing counts as 0."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.log_odds(signals)))))

    def log_odds(self, signals: Mapping[str, float]) -> float:
        """The natural logarithm of probability / (1 − probability) for these signals."""
        known = self.coefficients
        return self.intercept + sum(known[name] * value for name, value in signals.items() if name in known)


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


@dataclass(frozen=True)
class YesNoWeights:
    """The trained numbers behind a "yes" or "no" that no single phrasing settles.

    vote     that a question has the answer of a phrasing near it
    wording  that the answer is yes, by the question's words alone
    answer   that the answer is yes, by all of that
    """

    vote: Logistic
    wording: Logistic
    answer: Logistic


@cache
def load_yes_no_weights() -> YesNoWeights:
    """The weights that ship with the assistant."""
    data = json.loads(YES_NO_FILE.read_text(encoding="utf-8"))
    return YesNoWeights(*[Logistic(**data[name]) for name in ("vote", "wording", "answer")])
