"""Fits assistant/yes_or_no.json: how far the phrasings around a yes/no question, and its own wording, tell its answer.

The questions are the library's own (`asked_yes`, `asked_no`), each looked for with itself hidden, half of them also with all
phrasings hidden that are nearer than those around a stranger's question mostly are. Three logistic regressions: per
phrasing, per word, and over both; the last is fitted on what the first two say of facts they were not fitted on.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant import Assistant
from assistant.index import Neighbour
from assistant.likely_answer import FACTS, PHRASINGS, answer_signals, vote_signals, wording_signals
from assistant.retrieval import Found
from assistant.understanding import Question
from assistant.votes import Vote, votes_on
from assistant.weights import YES_NO_FILE, Logistic, YesNoWeights
from evals.training.held_out import blindfold
from evals.training.questions import load_questions
from evals.training.weights import fit_logistic

SEED = 5
# Of each fact so many questions of either answer.
MOST_PER_FACT = 4
# The similarities above which phrasings are hidden, drawn evenly, for one question in two.
HIDDEN_ABOVE = (0.70, 0.95)
# Words in fewer questions say nothing of others.
ENOUGH = 30
FOLDS = 5


@dataclass(frozen=True)
class Example:
    """A yes/no question with what retrieval saw; `fold` is that of its fact."""

    question: Question
    found: Found
    votes: list[Vote]
    signals: list[dict[str, float]]
    wording: dict[str, float]
    yes: bool
    fold: int


def examples(iso: Assistant) -> list[Example]:
    """The library's own yes/no questions, each searched for without itself."""
    facts = iso.library.facts_by_id
    hidden: tuple[str, float] = ("", 2.0)

    def hides(near: Neighbour) -> bool:
        return near.similarity > hidden[1] or near.phrase.text.lower() == hidden[0]

    retrieval = type(iso.retrieval)(iso.index, iso.ledger)
    blindfold(retrieval, hides)
    chosen = []
    for fact in tqdm(iso.library.facts, desc="yes/no questions", unit="fact"):
        chance = random.Random(f"{SEED} {fact.id}")
        fold = zlib.crc32(fact.id.encode()) % FOLDS
        for yes, texts in ((True, fact.asked_yes), (False, fact.asked_no)):
            for text in chance.sample(texts, min(MOST_PER_FACT, len(texts))):
                hidden = (text.lower(), chance.choice([2.0, chance.uniform(*HIDDEN_ABOVE)]))
                question = iso.understand(text)
                found = retrieval.search(question)
                votes = list(islice(votes_on(question, found, facts, FACTS, iso.ledger.known), PHRASINGS))
                if votes:
                    signals = [vote_signals(question, found, vote, rank, iso.ledger) for rank, vote in enumerate(votes)]
                    wording = wording_signals(question.text)
                    chosen.append(Example(question, found, votes, signals, wording, yes, fold))
    return chosen


def fit(chosen: Sequence[Example]) -> dict[str, Any]:
    """The three models, as they are written to the file."""
    rows = []
    for fold in range(FOLDS):
        others = _first_stage([example for example in chosen if example.fold != fold])
        weights = YesNoWeights(others["vote"], others["wording"], Logistic(0.0, {}))
        for one in chosen:
            if one.fold == fold:
                rows.append((answer_signals(one.question, one.found, one.votes, one.signals, weights), one.yes, 1.0))
    first = _first_stage(chosen)
    answer = fit_logistic(rows, 1.0)
    return {
        **{name: {"intercept": m.intercept, "coefficients": m.coefficients} for name, m in first.items()},
        "answer": answer,
    }


def _first_stage(chosen: Sequence[Example]) -> dict[str, Logistic]:
    votes = [
        (signals, (vote.phrase.field == "asked_yes") == example.yes, 1.0)
        for example in chosen
        for vote, signals in zip(example.votes, example.signals, strict=True)
    ]
    counts = Counter(word for example in chosen for word in example.wording)
    words = [
        ({word: 1.0 for word in example.wording if counts[word] >= ENOUGH}, example.yes, 1.0) for example in chosen
    ]
    return {"vote": Logistic(**fit_logistic(votes, 1.0)), "wording": Logistic(**fit_logistic(words, 0.1))}


def measured(iso: Assistant) -> str:
    """How often yes or no is said first to strangers' yes/no questions, and how often rightly, in one line."""
    asked = [question for question in load_questions(iso.library) if question.answer]
    right = wrong = 0
    for question in asked:
        first = iso.ask(question.question, list(question.history)).text.split(".")[0].lower()
        right += first == question.answer
        wrong += first in {"yes", "no"} and first != question.answer
    return f"{len(asked)} yes/no questions of strangers: {right} rightly and {wrong} wrongly opened with yes or no"


def main() -> int:
    """Fit on the library's own yes/no questions and write the weights file."""
    parser = argparse.ArgumentParser(prog="python -m evals.training.yes_or_no", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=YES_NO_FILE, help="file to write (default: the one the assistant uses)"
    )
    options = parser.parse_args()
    iso = Assistant.open()
    chosen = examples(iso)
    options.out.write_text(json.dumps(fit(chosen), indent=1) + "\n", encoding="utf-8")
    print(f"{options.out}: fitted on {len(chosen)} yes/no questions of the library", file=sys.stderr)
    print(measured(iso), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
