"""Checks on the turn as a whole: its form, its verdict, its day, its length and what it took the question to be."""

from __future__ import annotations

from typing import get_args

from assistant.types import Reason, Verdict
from evals.canonical import canonical, plain
from evals.checks.context import Context, Score, unscored
from evals.matching import occurrences
from evals.words import forms

# An answer a person would read; more is a dump.
MOST_STATEMENTS = 12
MOST_CHARACTERS = 4000


def form(context: Context) -> Score:
    """1 when the answer keeps the contract; else 0.

    A known verdict (and reason, when abstained), a text that is not empty and contains every statement, statements in
    every answer that answers, confidence within 0…1, the question as asked.
    """
    answer = context.answer
    faults = []
    if answer.verdict not in get_args(Verdict):
        faults.append(f"verdict {answer.verdict!r} does not exist")
    if answer.reason is not None and answer.reason not in get_args(Reason):
        faults.append(f"reason {answer.reason!r} does not exist")
    if not answer.text.strip():
        faults.append("the text is empty")
    if context.answering and not answer.statements:
        faults.append("answers without a statement")
    text = " ".join(forms(answer.text))
    missing = [item.text for item in answer.statements if " ".join(forms(item.text)) not in text]
    faults += [f"the text lacks the statement {plain(statement)[:50]!r}" for statement in missing]
    if not 0 <= answer.confidence <= 1:
        faults.append(f"confidence {answer.confidence} is not within 0…1")
    if canonical(answer.question) != canonical(context.case.question):
        faults.append("the question is not the one that was asked")
    return Score(not faults, float(not faults), "; ".join(faults[:3]) or "keeps the contract")


def verdict(context: Context) -> Score:
    """1 when the verdict is an acceptable one and, abstaining, the reason is too; else 0."""
    case, answer = context.case, context.answer
    if answer.verdict not in case.verdicts:
        return Score(False, 0.0, f"{answer.verdict} ({answer.reason}) instead of {' or '.join(case.verdicts)}")
    if answer.verdict == "abstained" and case.reasons and answer.reason not in case.reasons:
        return Score(False, 0.0, f"abstained because of {answer.reason} instead of {' or '.join(case.reasons)}")
    return Score(True, 1.0, answer.verdict)


def as_of(context: Context) -> Score:
    """1 when the answer speaks of the day that was asked for; unscored when today is asked about."""
    if context.case.as_of is None:
        return unscored("no day is asked for")
    wanted = context.case.as_of.isoformat()
    return Score(context.answer.as_of == wanted, float(context.answer.as_of == wanted), f"as of {context.answer.as_of}")


def focus(context: Context) -> Score:
    """1 when a person could read it: at most 12 statements and 4,000 characters; else 0."""
    statements, characters = len(context.answer.statements), len(context.answer.text)
    within = statements <= MOST_STATEMENTS and characters <= MOST_CHARACTERS
    return Score(within, float(within), f"{statements} statements, {characters} characters")


def follow_up(context: Context) -> Score:
    """Texts found in the standalone question / texts the case names; passes at 1. Unscored: not a follow-up."""
    wanted = context.case.standalone
    if not wanted:
        return unscored("not a follow-up with known references")
    missing = [text for text in wanted if not occurrences(text, context.answer.standalone_question)]
    value = round(1 - len(missing) / len(wanted), 4)
    why = f"{context.answer.standalone_question!r} lacks {', '.join(missing)}" if missing else "resolved"
    return Score(not missing, value, why)
