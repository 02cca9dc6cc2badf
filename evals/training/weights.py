"""Fits the numbers of assistant/weights.json: ranking, false premises, confidence.

Ranking: listwise softmax (ListNet's top-one probability, Cao et al. 2007) over the facts proposed for a question, on the
cases of the tuning split, on the questions of strangers and on one held-out way of asking for each fact, kept near to
hand-set values.
Premises, answerability and certainty: logistic regressions on the tuning split and on the questions of strangers; the
latter two also on the held-out ways of asking (which the library answers) and on the boundaries' examples, each looked for
with itself taken out of the index.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant
from assistant.confidence import confidence_signals
from assistant.false_premises import LIKELY
from assistant.index import Neighbour
from assistant.presuppositions import presupposition_signals
from assistant.retrieval import FIXED, WEIGHTS, Found, Retrieval
from assistant.understanding import Question
from assistant.weights import FILE, Logistic
from assistant.words import WordIndex
from evals.cases import Case, load_cases
from evals.training.held_out import blindfold, hidden_phrasings
from evals.training.questions import StrangersQuestion, load_questions

PROPOSED = 80
# Weights are cosine-sized; the softmax is taken over twenty times the score.
SCALE = 20.0
STAY_NEAR = 30.0
HELD_OUT_WEIGHT = 0.4
# All examples of what is refused together weigh so much of all cases, however many there are.
REFUSED_WEIGHT = 0.8


@dataclass(frozen=True)
class Example:
    """A question with what retrieval saw, and whether each fact proposed is right."""

    question: Question
    found: Found
    right: frozenset[str]


def from_cases(iso: Assistant, cases: Iterable[Case]) -> list[tuple[Case, Example]]:
    """Each case as it is searched for: as a standalone question on its day."""
    examples = []
    for case in cases:
        text = iso.standalone(case.question, case.history)
        question = iso.understand(text, case.as_of)
        examples.append((case, Example(question, iso.retrieval.search(question, PROPOSED), frozenset(case.facts))))
    return examples


def from_strangers(iso: Assistant, questions: Iterable[StrangersQuestion]) -> list[tuple[StrangersQuestion, Example]]:
    """Each question of a stranger as it is searched for."""
    examples = []
    for asked in questions:
        question = iso.understand(iso.standalone(asked.question, asked.history))
        found = iso.retrieval.search(question, PROPOSED)
        examples.append((asked, Example(question, found, frozenset(asked.facts))))
    return examples


def held_out(iso: Assistant) -> tuple[list[Example], list[Example]]:
    """Ways of asking searched for without themselves: (for facts, for what the library does not answer)."""
    hidden = hidden_phrasings(iso.library)
    outside = [example for boundary in iso.library.boundaries for example in boundary.examples]
    retrieval = _without(iso, hidden, set(outside))
    answered = []
    for name, text in hidden.items():
        question = iso.understand(text)
        answered.append(Example(question, retrieval.search(question, PROPOSED), frozenset({name})))
    refused = []
    for text in outside:
        question = iso.understand(text)
        refused.append(Example(question, retrieval.search(question, PROPOSED), frozenset()))
    return answered, refused


def _without(iso: Assistant, hidden: dict[str, str], outside: set[str]) -> Retrieval:
    """A retrieval that does not know the hidden ways of asking; a boundary's example does not see itself."""
    retrieval = Retrieval(iso.index, iso.ledger)
    texts = []
    for fact in iso.library.facts:
        asked = [text for text in fact.asked_as if text != hidden.get(fact.id)]
        texts.append(" ".join([fact.subject, fact.attribute, fact.statement, *asked, *fact.asked_yes, *fact.asked_no]))
    retrieval.__dict__["words"] = WordIndex(texts)
    unseen = set(hidden.values())

    def hides(near: Neighbour) -> bool:
        return near.phrase.text in unseen or (near.similarity > 0.999 and near.phrase.text in outside)

    blindfold(retrieval, hides)
    return retrieval


def fit_ranking(groups: Sequence[tuple[Sequence[Example], float]]) -> dict[str, float]:
    """Weights of the signals that put right facts first."""
    from scipy.optimize import minimize

    names = sorted(WEIGHTS)
    start = np.array([WEIGHTS[name] for name in names])
    lists = []
    for examples, weight in groups:
        for example in examples:
            hits = example.found.hits
            right = np.array([hit.fact.id in example.right for hit in hits])
            if len(hits) and right.any() and not right.all():
                lists.append(
                    (np.array([[hit.signals.get(name, 0.0) for name in names] for hit in hits]), right, weight)
                )

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros_like(weights)
        for signals, right, weight in lists:
            scores = SCALE * (signals @ weights)
            odds = np.exp(scores - scores.max())
            total -= weight * float(np.log(odds[right].sum() / odds.sum() + 1e-12))
            inside = odds[right] @ signals[right] / max(odds[right].sum(), 1e-300)
            gradient -= weight * SCALE * (inside - odds @ signals / odds.sum())
        away = weights - start
        return total + STAY_NEAR * float(away @ away), gradient + 2 * STAY_NEAR * away

    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    fitted = {name: round(float(value), 4) for name, value in zip(names, done.x, strict=True)}
    return fitted | {name: WEIGHTS[name] for name in FIXED}


def fit_logistic(rows: Sequence[tuple[dict[str, float], bool, float]], strength: float) -> dict[str, Any]:
    """A logistic model of (signals, label, weight) rows; `strength` is the inverse of the L2 penalty."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for signals, _, _ in rows for name in signals})
    table = np.array([[signals.get(name, 0.0) for name in names] for signals, _, _ in rows])
    labels = np.array([label for _, label, _ in rows])
    weights = np.array([weight for _, _, weight in rows])
    model = LogisticRegression(C=strength, max_iter=5000).fit(table, labels, sample_weight=weights)
    coefficients = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]), 4), "coefficients": coefficients}


def premise_label(case: Case) -> bool | None:
    """Whether a false premise has to be corrected; None when either verdict is right."""
    verdicts = set(case.verdicts)
    if "premise_corrected" in verdicts:
        return None if "answered" in verdicts else True
    return False if "answered" in verdicts else None


def _measured(unseen: Sequence[tuple[StrangersQuestion, Example]], premise: Logistic, known: frozenset[str]) -> str:
    """What the fitted numbers are worth on the questions that nothing was fitted on, in one line."""
    answered = [e for _, e in unseen if e.right]
    first = sum(_first_is_right(e) for e in answered)
    judged = [
        (asked.false_premise, premise.probability(presupposition_signals(e.question, e.found, known)) >= LIKELY)
        for asked, e in unseen
        if asked.false_premise is not None and e.found.hits
    ]
    found = sum(bool(due) and made for due, made in judged)
    return (
        f"{len(unseen)} unseen questions: a right fact first in {first} of {len(answered)}; premises: {found} of "
        f"{sum(bool(due) for due, _ in judged)} found, {sum(made for _, made in judged) - found} others suspected"
    )


def _first_is_right(example: Example) -> bool:
    return bool(example.found.hits) and example.found.hits[0].fact.id in example.right


def main() -> int:
    """Fit everything on the tuning split and write the weights file."""
    parser = argparse.ArgumentParser(prog="python -m evals.training.weights", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE, help="file to write (default: the one the assistant uses)")
    options = parser.parse_args()
    iso = Assistant.open()
    known = iso.ledger.known
    cases = from_cases(iso, [case for case in load_cases() if case.split == "tune"])
    strangers = from_strangers(iso, load_questions(iso.library))
    seen = [(asked, e) for asked, e in strangers if not asked.unseen]
    answered, refused = held_out(iso)
    ranking = fit_ranking(
        [
            ([e for case, e in cases if case.answerable], 1.0),
            ([e for _, e in seen], 1.0),
            (answered, HELD_OUT_WEIGHT),
        ]
    )

    for examples in ([example for _, example in cases], [example for _, example in strangers], answered, refused):
        for example in examples:
            score = {
                id(hit): sum(ranking.get(k, 0.0) * v for k, v in hit.signals.items()) for hit in example.found.hits
            }
            example.found.hits.sort(key=lambda hit: (-score[id(hit)], hit.fact.id))

    premise_rows = [
        (presupposition_signals(e.question, e.found, known), label, 1.0)
        for case, e in cases
        if (label := premise_label(case)) is not None and e.found.hits
    ]
    premise_rows += [
        (presupposition_signals(e.question, e.found, known), asked.false_premise, 1.0)
        for asked, e in seen
        if asked.false_premise is not None and e.found.hits
    ]
    asked = [(case, e) for case, e in cases if case.verdicts != ("small_talk",)]
    held_back = [(confidence_signals(e.question, e.found), False) for e in refused]
    answerable_rows = [(confidence_signals(e.question, e.found), case.answerable, 1.0) for case, e in asked]
    answerable_rows += [
        (confidence_signals(e.question, e.found), asked.refused is None, 1.0)
        for asked, e in seen
        if asked.facts or asked.refused
    ]
    answerable_rows += [(confidence_signals(e.question, e.found), True, 0.1) for e in answered]
    refused_weight = REFUSED_WEIGHT * len(asked) / len(held_back)
    answerable_rows += [(*row, refused_weight) for row in held_back]
    certainty_rows = [
        (confidence_signals(e.question, e.found), _first_is_right(e), 1.0)
        for case, e in asked
        if case.facts or not case.answerable
    ]
    certainty_rows += [
        (confidence_signals(e.question, e.found), _first_is_right(e), 1.0)
        for asked, e in seen
        if asked.facts or asked.refused
    ]
    certainty_rows += [(confidence_signals(e.question, e.found), _first_is_right(e), 0.2) for e in answered]
    certainty_rows += [(*row, 0.3 * refused_weight) for row in held_back]
    weights = {
        "ranking": ranking,
        "premise": fit_logistic(premise_rows, 0.5),
        "answerable": fit_logistic(answerable_rows, 3.0),
        "certainty": fit_logistic(certainty_rows, 1.0),
    }
    options.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print(
        f"{options.out}: fitted on {len(cases)} cases, {len(seen)} questions of strangers, {len(answered)} ways of asking, "
        f"{len(refused)} refusals",
        file=sys.stderr,
    )
    unseen = [(asked, e) for asked, e in strangers if asked.unseen]
    print(_measured(unseen, Logistic(**weights["premise"]), known), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
