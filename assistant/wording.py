"""How loaded a question is worded: "Where do I get …?" takes for granted what "Is there a …?" asks.

A linear model over words and pairs of words, with standards and numbers made alike, so that it learns the form of a
question and not its subject. `wording.json` is written by evals/training/wording.py from the library's loaded questions
(`corrects`) and its plain ones (`asked_*`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).resolve().parent / "wording.json"
_STANDARD = re.compile(r"\b(?:iso|iec|ts|en)?[\s/]*\d[\d.:/-]*")
_WORD = re.compile(r"[a-z']+|STD|[?,.]")


def wording(text: str) -> tuple[frozenset[str], int]:
    """The different words and pairs of words of `text`, and how many words it has.

    >>> sorted(wording("Why does ISO 9002:1994 …")[0])
    ['STD', 'does', 'does STD', 'why', 'why does']
    """
    words = _WORD.findall(_STANDARD.sub(" STD ", text.lower()))
    return frozenset(words) | {f"{one} {other}" for one, other in pairwise(words)}, len(words)


def loadedness(text: str) -> float:
    """How much the wording of a question takes something for granted, in log-odds; 0 where either is as likely."""
    intercept, weights = _model()
    grams, length = wording(text)
    return intercept + sum(weights.get(gram, 0.0) for gram in sorted(grams)) / math.sqrt(max(1, length))


@cache
def _model() -> tuple[float, Mapping[str, float]]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return float(data["intercept"]), data["weights"]
