"""A run with a language model beside the default's answers to the same cases: what was gained, lost and wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evals.cases import ANSWERING, Case
from evals.report.terminal import Rows
from evals.runner import Result, Run, asker, run_cases

# Checks whose failure means that something false or unsupported was said.
FALSE = ("forbidden", "polarity", "identifier_closure", "citation_validity", "citation_recall", "source_discipline")


def says_false(result: Result) -> bool:
    """Whether an answer says what is false or what its citations do not carry."""
    return any(name in FALSE for name in result.failed)


def answers_wrongly(result: Result) -> bool:
    """Whether an answer is given where none should be."""
    given = result.answer is not None and result.answer.verdict in ANSWERING
    return given and not any(verdict in ANSWERING for verdict in result.case.verdicts)


def beside_default(done: Run, cases: Sequence[Case], iso: Any) -> Rows:
    """Rows of counts, with the model and without; the same library, the same cases."""
    drafter, iso.drafter = iso.drafter, None
    try:
        plain = run_cases(cases, asker(iso), iso.library)
    finally:
        iso.drafter = drafter
    rows: Rows = [("of the answers", "n", drafter.name, "default")]
    for name, test in (
        ("pass every check", lambda result: result.passed),
        ("say what is false or unsupported", says_false),
        ("answer what should be refused", answers_wrongly),
    ):
        counts = [str(sum(test(result) for result in run.results)) for run in (done, plain)]
        rows.append((name, str(len(done.results)), *counts))
    answers = [result.answer for result in done.results if result.answer]
    worded = sum(answer.composer != "default" for answer in answers)
    noted = sum(any(drafter.name in note for note in answer.notes) for answer in answers)
    rows.append(("hold sentences of the model", str(len(answers)), str(worded), "0"))
    rows.append(("are the default's, with a note that the model failed", str(len(answers)), str(noted), "0"))
    rows.append(("sentences of the model that were dropped", "–", str(sum(len(a.dropped) for a in answers)), "0"))
    return rows
