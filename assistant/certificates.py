"""Certificates to standards to which nobody is certified: asked for, or taken for granted."""

from __future__ import annotations

import re

from assistant.ledger import Ledger
from assistant.polarity import negated
from assistant.standards import find_designations
from assistant.types import Fact
from assistant.understanding import Question

_CERTIFICATE = re.compile(r"\bcertif\w+", re.I)
# Persons have certificates of their own; and who asks which standard of a family is meant has no certain one in mind.
_ANOTHER = re.compile(
    r"\b(?:auditors?|persons?|personal(?:ly)?|people|individuals?|courses?|training|trained|trainer|professionals?|exams?|managers?|"
    r"lead|family|series|whether|or not|and (?:do|does|can|could|may|is|are) (?:you|we|one|i|it|there)|which (?:standard|of|one|iso)|what standard|difference|instead|why)\b",
    re.I,
)
# "How do I get …", "what does it cost to renew …"; what somebody else asks for, or had, is not wanted by the asker.
_WANTED = re.compile(
    r"^\W*(?:so |and |but )?(?:how|where|what|when|who|which)\b[^?]*\b(?:i|we|our|my|us|you)\b[^?]*\b(?:get|obtain|renew|apply|achieve|extend|maintain|upgrade|recertif\w+)\b[^?]*\bcertif\w+"
    r"|^\W*(?:so |and |but )?(?:how|where|what|when|who|which)\b[^?]*\b(?:get|obtain|renew|apply|achieve|extend|maintain|recertif\w+)\b[^?]*\b(?:our|my)\b[^?]*\bcertif\w+",
    re.I,
)
# "From OHSAS 18001 to …"
_LEFT_BEHIND = re.compile(r"\b(?:from|instead of|in place of|old|former|after)\s+(?:the |our |my |an? )?$", re.I)
_POSSIBLE = re.compile(
    r"\b(?:can|could|may|possible|is there|are there|exists?|available|get|obtain|certifiable)\b", re.I
)


def without_certificate(question: Question, ledger: Ledger) -> Fact | None:
    """The fact that nobody is certified to the one standard whose certificate the question speaks of; else None."""
    fact = ledger.without_certificates.get(next(iter(question.keys))) if len(question.keys) == 1 else None
    if fact is None or not _CERTIFICATE.search(question.text):
        return None
    return None if _ANOTHER.search(question.text) or negated(question.text) else fact


def withdrawn_certificate(question: Question, ledger: Ledger) -> Fact | None:
    """The fact on the withdrawn standard to which the asker wants a certificate, or wants one to go on; else None."""
    if question.historical or question.neutral or negated(question.text) or not _WANTED.search(question.text):
        return None
    for mention in find_designations(question.text, ledger.known):
        left_behind = _LEFT_BEHIND.search(question.text[: mention.start])
        fact = ledger.withdrawn(mention.designation.key, question.as_of)
        if fact is not None and not mention.designation.edition and not left_behind:
            return fact
    return None


def asks_whether_possible(question: Question) -> bool:
    """Whether it asks, yes or no, if there is such a certificate."""
    return question.neutral and bool(_POSSIBLE.search(question.text))
