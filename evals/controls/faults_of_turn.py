"""Faults of the whole turn: refusing, answering anyway, the wrong yes or no, beside the point, too much, nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import Answer
from evals.cases import ANSWERING
from evals.controls.gold import Gold, from_facts, with_statements
from evals.controls.shelf import Shelf
from evals.matching import states
from evals.words import forms


def refused(gold: Gold, shelf: Shelf) -> Answer | None:
    """A refusal of what the library answers."""
    if "abstained" in gold.case.verdicts:
        return None
    text = "The library holds nothing on this question."
    return replace(
        gold.answer, verdict="abstained", reason="not_in_library", text=text, statements=(), citations=(), disputes=()
    )


def answered_anyway(gold: Gold, shelf: Shelf) -> Answer | None:
    """A confident answer, cited and true, to what cannot be answered."""
    if gold.case.answerable or gold.case.verdicts[0] in ANSWERING:
        return None
    return from_facts(gold.case, [shelf.facts[0]], shelf.library, "answered")


def other_way_round(gold: Gold, shelf: Shelf) -> Answer | None:
    """The right statements after the wrong yes or no."""
    if not gold.case.polarity:
        return None
    wrong = {"yes": "No. ", "no": "Yes. "}[gold.case.polarity]
    return with_statements(gold.answer, gold.answer.statements, wrong)


def key_withheld(gold: Gold, shelf: Shelf) -> Answer | None:
    """A true statement beside the point instead of the key fact."""
    if not gold.case.key_facts or not gold.case.answerable:
        return None
    beside = shelf.foreign(gold.answer)
    if any(states(alias, beside.statement) for group in gold.case.key_facts for alias in group):
        return None
    return from_facts(gold.case, [beside], shelf.library, gold.answer.verdict)


def other_facts(gold: Gold, shelf: Shelf) -> Answer | None:
    """True statements from facts that do not answer the question."""
    if not gold.case.facts:
        return None
    return from_facts(gold.case, [shelf.foreign(gold.answer)], shelf.library, gold.answer.verdict)


def dump(gold: Gold, shelf: Shelf) -> Answer | None:
    """Forty passages, the right one among them."""
    names = dict.fromkeys([*gold.case.wanted, *(fact.id for fact in shelf.facts[:40])])
    facts = [shelf.library.facts_by_id[name] for name in names if name in shelf.library.facts_by_id]
    return from_facts(gold.case, facts, shelf.library, gold.answer.verdict)


def empty(gold: Gold, shelf: Shelf) -> Answer | None:
    """No text at all."""
    return replace(gold.answer, text="", statements=(), citations=(), disputes=())


def unresolved(gold: Gold, shelf: Shelf) -> Answer | None:
    """A follow-up answered without knowing what it was about."""
    if not gold.case.standalone or not set(forms(" ".join(gold.case.standalone))) - set(forms(gold.case.question)):
        return None
    return replace(gold.answer, standalone_question=gold.case.question)


def wrong_day(gold: Gold, shelf: Shelf) -> Answer | None:
    """An answer for another day than asked."""
    return replace(gold.answer, as_of="2011-11-11") if gold.case.as_of else None
