"""Checks on what an answer says: key facts, forbidden claims, yes or no, and not every value at once."""

from __future__ import annotations

from evals.checks.context import Context, Score, share, unscored
from evals.identifiers import Identifier, identifiers, licensed
from evals.matching import claimed_of, stated_of
from evals.words import forms

# How many values of the asked kind may stand in the answer besides those of the facts that carry it.
SPARE_VALUES = 12
SPARE_VALUES_IN_A_SENTENCE = 2
_VALUES = ("date", "month", "year", "percentage", "number", "clause", "dotted")


def key_facts(context: Context) -> Score:
    """Recall of key facts: groups with a stated alias / groups. Passes at 1.

    An alias is stated when it stands word-bounded in one clause of a statement and nothing there denies it. Of answers
    with statements only these count, so that words around them prove nothing. Unscored: a case without key facts, and an
    answer whose verdict is another acceptable one than answering.
    """
    groups = context.case.key_facts
    if not groups:
        return unscored("the case names no key facts")
    if context.case.answerable and not context.answering and context.answer.verdict in context.case.verdicts:
        return unscored(f"{context.answer.verdict} is acceptable here and states no facts")
    missing = [group for group in groups if stated_of(group, context.stated) is None]
    faults = [f"does not say {' / '.join(group[:3])!r}" for group in missing]
    return share(len(groups) - len(missing), len(groups), faults, f"says all {len(groups)}")


def forbidden(context: Context) -> Score:
    """1 when no forbidden claim is asserted, anywhere in the text or the statements; else 0.

    Denied ("can no longer be certified"), asked, attributed ("the belief that …") or shown as a dispute is not asserted.
    """
    patterns = context.case.forbidden
    if not patterns:
        return unscored("the case forbids no claim")
    said = claimed_of(patterns, f"{context.around}\n{context.stated}" if context.answer.statements else context.around)
    return Score(said is None, float(said is None), f"asserts {said!r}" if said else "asserts none of them")


def polarity(context: Context) -> Score:
    """1 when the answer does not open with the opposite of the right yes or no; an answer may open with neither."""
    wanted = context.case.polarity
    if wanted is None:
        return unscored("not a yes-or-no question")
    if not context.answering:
        return unscored("nothing is answered")
    opening = forms(context.answer.text)[:1]
    opposite = {"yes": ("no",), "no": ("yes",)}[wanted]
    return Score(opening != opposite, float(opening != opposite), f"opens with {' '.join(opening) or 'nothing'!r}")


def hedging(context: Context) -> Score:
    """1 when the asked value is not hidden among others of its kind; else 0.

    Others are values of the kind of a key fact (date, year, number, clause …) that stand in no acceptable fact and not in
    the question. Fails with more than 2 of them in the sentence of the value, unless that sentence is a quotation, or
    more than 12 in the answer. This is what an answer that lists every value meets. Unscored: no key fact is a value.
    """
    kinds = {item.kind for group in context.case.key_facts for alias in group for item in identifiers(alias)}
    kinds &= set(_VALUES)
    if not kinds or not context.answering:
        return unscored("no key fact is a date, number or clause" if context.answering else "nothing is answered")
    facts = [context.library.facts_by_id[name] for name in context.case.wanted if name in context.library.facts_by_id]
    fine = licensed([fact.statement for fact in facts])
    fine |= licensed([alias for group in context.case.key_facts for alias in group]) | licensed(context.asked)
    spare: set[Identifier] = set()
    for statement in context.answer.statements:
        others = {item for item in identifiers(statement.text) if item.kind in kinds} - fine
        quoted = any(forms(statement.text) == forms(context.quotes.get(number, "")) for number in statement.citations)
        mixed = bool({item for item in identifiers(statement.text) if item.kind in kinds} & fine)
        if len(others) > SPARE_VALUES_IN_A_SENTENCE and mixed and not quoted:
            named = ", ".join(item.value for item in sorted(others)[:4])
            return Score(False, 0.0, f"lists other values in the same sentence: {named}")
        spare |= others
    within = len(spare) <= SPARE_VALUES
    return Score(within, float(within), f"{len(spare)} other values of the asked kind")
