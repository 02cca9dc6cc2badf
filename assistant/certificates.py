"""Certificates to standards to which nobody is certified: asked for, or taken for granted."""

from __future__ import annotations

import re

from assistant.ledger import Ledger
from assistant.polarity import negated
from assistant.types import Fact
from assistant.understanding import Question

_CERTIFICATE = re.compile(r"\bcertif\w+", re.I)
# Persons have certificates of their own; and who asks which standard of a family is meant has no certain one in mind.
_ANOTHER = re.compile(
    r"\b(?:auditors?|persons?|personal(?:ly)?|people|individuals?|courses?|training|trained|trainer|professionals?|exams?|managers?|"
    r"lead|family|series|whether|or not|and (?:do|does|can|could|may|is|are) (?:you|we|one|i|it|there)|which (?:standard|of|one|iso)|what standard|difference|instead|why)\b",
    re.I,
)
_POSSIBLE = re.compile(
    r"\b(?:can|could|may|possible|is there|are there|exists?|available|get|obtain|certifiable)\b", re.I
)


def without_certificate(question: Question, ledger: Ledger) -> Fact | None:
    """The fact that nobody is certified to the one standard whose certificate the question speaks of; else None."""
    fact = ledger.without_certificates.get(next(iter(question.keys))) if len(question.keys) == 1 else None
    if fact is None or not _CERTIFICATE.search(question.text):
        return None
    return None if _ANOTHER.search(question.text) or negated(question.text) else fact


def asks_whether_possible(question: Question) -> bool:
    """Whether it asks, yes or no, if there is such a certificate."""
    return question.neutral and bool(_POSSIBLE.search(question.text))
