"""When not to answer, and with which reason: not in the library, beyond its field, or a known boundary of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.ledger import Ledger
from assistant.library import Library
from assistant.retrieval import Found
from assistant.types import Reason, Verdict
from assistant.understanding import Question

# Below this estimate the library is taken not to hold the answer.
ANSWER_FROM = 0.20
# A boundary's example this near decides, if no fact is nearer.
BOUNDARY_FROM = 0.50
# From this estimate on it must be nearer than the nearest fact by this much.
SURE = 0.7
AHEAD = 0.03
# So much of the words known to the library, a question is taken to be of its field.
FAMILIAR = 0.9
# Words of the field: a question with one of them is not outside it, only beyond what the library documents.
_FIELD = re.compile(
    r"\b(?:audit\w*|certif\w*|accredit\w*|non-?conform\w*|clauses?|calibrat\w*|management systems?|corrective actions?)\b",
    re.I,
)
# Papers of the asker's own: "our procedure for returns", "my audit report", "our QP-07".
_OWN_PAPERS = re.compile(
    r"\b(?i:our|my) (?:[A-Z]{1,4}[- ]?\d+|(?i:[\w-]+ ){0,2}(?i:procedures?|manual|report|certificate|records|forms?|(?:work )?instructions?|"
    r"quotes?|contract|minutes|checklist|register)\b)"
)
# Asks for the words of a standard themselves.
_WORDING = re.compile(
    r"\b(?:verbatim|word[- ]for[- ]word|word by word|sentence by sentence|line by line|(?:exact|precise|literal|original|full|complete|entire|whole) "
    r"(?:words?|wording|text|sentences?|phrasing)|(?:first|second|third|fourth|fifth|last|final|opening|closing) (?:sentence|paragraph|line|words?|bullet) (?:of|in|from))\b",
    re.I,
)
_ASKS_WHETHER = re.compile(r"^\W*(?:do|does|is|are|must|should|may|did|was|were|has|have|why|where|who|how)\b", re.I)
UNKNOWN_STANDARD = "I don't know: the library holds nothing on the standard you name."
NOT_IN_LIBRARY = (
    "I don't know: the library holds no fact that answers this. It covers ISO management-system standards "
    "(above all ISO 9001 and ISO 14001), their editions, certification and auditing."
)
OUT_OF_FIELD = (
    "That lies outside this library, which covers ISO management-system standards, their certification and auditing."
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered, and what is said instead."""

    verdict: Verdict
    reason: Reason | None
    says: str


def refusal(question: Question, found: Found, held: float, library: Library, ledger: Ledger) -> Refusal | None:
    """The refusal a question needs, or None; `held` is the probability that the library answers it."""
    if question.keys and not question.keys & ledger.known:
        return Refusal("abstained", "not_in_library", UNKNOWN_STANDARD)
    if (
        (question.clauses or question.keys)
        and _WORDING.search(question.text)
        and not _ASKS_WHETHER.match(question.text)
    ):
        entry = next((item for item in library.boundaries if item.reason == "needs_standard_text"), None)
        if entry is not None:
            return Refusal(entry.verdict, entry.reason, entry.says)
    boundary = found.nearest("boundary")
    fact = found.nearest("fact")
    if boundary and boundary.similarity >= BOUNDARY_FROM:
        entry = next(item for item in library.boundaries if f"boundary:{item.id}" == boundary.phrase.owner)
        # A question that names a standard of the library is not outside the field.
        inside = bool(question.keys & ledger.known) and entry.reason in {None, "out_of_field"}
        ahead = boundary.similarity - (fact.similarity if fact else 0.0)
        if not inside and ahead > (AHEAD if held >= SURE else 0.0):
            return Refusal(entry.verdict, entry.reason, entry.says)
    if held >= ANSWER_FROM:
        return None
    own = next((item for item in library.boundaries if item.reason == "own_papers"), None)
    if own is not None and _OWN_PAPERS.search(question.text):
        return Refusal(own.verdict, own.reason, own.says)
    in_field = bool(question.keys or question.topics or _FIELD.search(question.text)) or found.familiarity > FAMILIAR
    reason: Reason = "not_in_library" if in_field else "out_of_field"
    return Refusal("abstained", reason, NOT_IN_LIBRARY if in_field else OUT_OF_FIELD)
