"""Bad answers derived from right ones by rule: each family with the check that must fail it.

A family is a function that spoils a right answer, or gives None where the fault does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.types import Answer
from evals.controls import faults_of_citation as citation
from evals.controls import faults_of_turn as turn
from evals.controls import faults_of_wording as wording
from evals.controls.gold import Gold
from evals.controls.shelf import Shelf

Spoil = Callable[[Gold, Shelf], Answer | None]

# Family: how to spoil, and the check that must fail it.
FAMILIES: Mapping[str, tuple[Spoil, str]] = {
    "wrong year": (wording.wrong_year, "identifier_closure"),
    "wrong number": (wording.wrong_number, "identifier_closure"),
    "9001/9002 swapped": (wording.swapped_standard, "identifier_closure"),
    "two standards mirrored": (wording.mirrored_standards, "citation_recall"),
    "negation dropped": (wording.negation_dropped, "citation_recall"),
    "negation added": (wording.negation_added, "citation_recall"),
    "duty invented": (wording.duty_invented, "citation_recall"),
    "citation to another passage": (citation.other_passage, "citation_recall"),
    "unrelated citation added": (citation.extra_citation, "citation_precision"),
    "quote altered by one word": (citation.quote_altered, "citation_validity"),
    "offsets moved": (citation.offsets_moved, "citation_validity"),
    "invented clause": (wording.invented_clause, "identifier_closure"),
    "invented citations": (citation.invented_citations, "citation_validity"),
    "outdated claim asserted": (citation.outdated_claim, "source_discipline"),
    "forbidden claim asserted": (wording.forbidden_claim, "forbidden"),
    "answerable refused": (turn.refused, "verdict"),
    "unanswerable answered": (turn.answered_anyway, "verdict"),
    "wrong yes or no": (turn.other_way_round, "polarity"),
    "key fact withheld": (turn.key_withheld, "key_facts"),
    "facts beside the point": (turn.other_facts, "facts"),
    "every value at once": (wording.every_value, "hedging"),
    "keyword salad": (wording.salad, "citation_recall"),
    "no citations": (citation.uncited, "citation_recall"),
    "assertion outside the record": (citation.smuggled, "citation_recall"),
    "dump of passages": (turn.dump, "focus"),
    "empty text": (turn.empty, "form"),
    "text is not the record": (citation.text_differs, "form"),
    "correct claim disputed": (citation.false_dispute, "disputes"),
    "dispute hidden": (citation.dispute_hidden, "disputes"),
    "follow-up unresolved": (turn.unresolved, "follow_up"),
    "another day": (turn.wrong_day, "as_of"),
}
