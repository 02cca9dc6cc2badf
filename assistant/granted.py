"""What a question grants before it asks ("Since a certificate lasts five years, when …?"), judged by itself.

The whole question is near to the facts on what it asks, and these tell little of what it grants. The clause granted is
therefore asked as a claim of its own: "A certificate lasts five years, right?".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.polarity import negated
from assistant.retrieval import Retrieval
from assistant.types import Fact
from assistant.understanding import Question
from assistant.yes_or_no import yes_or_no

# A claim of fewer words, "IAF CertSearch exists", says too little to be told from others.
FEWEST = 4
_ASKING = (
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|may|might|must|should|shall|"
    r"will|would|has|have)"
)
# "Since X, <question>"; "since 2015" is a date, and "as an auditor" is who asks.
_CONJUNCTION = (
    r"(?:since|because|given that|given the fact that|given|now that|seeing(?: that| as)?|considering(?: that)?|although|"
    r"even though|as(?! (?:an?|part|far|long|soon|well|of|for|to|before|per|usual|said|mentioned|in|at)\b))"
)
_CONDITIONED = re.compile(
    rf"^\W*(?:(?:so|and|but|well|ok|hi|hello)\b,? )?{_CONJUNCTION} (?!\d{{4}}\b)(?P<clause>[^?;]{{8,160}}?), "
    rf"(?:(?:so |then |and )?(?:\w+ ){{0,3}}?{_ASKING}\b.*)$",
    re.I,
)
# "X, so <question>"
_CONCLUDED = re.compile(
    r"^\W*(?P<clause>[^?.;]{8,200}?)(?:,|;| -|\.) (?:and )?(?:so|therefore),? (?:[^?]*\?.*)$", re.I
)
# "X. <question>", also where somebody else says X.
_TOLD = re.compile(r"^\W*(?P<clause>[^?!]{8,200}?)[.;] (?:[^.?!]*\?)\s*$")
_SAYS = re.compile(
    r"^(?:(?:my|our|the|a|some|your) (?:\w+ ){1,3}?|they |i (?:was |have been )?)(?:(?:told|taught)(?: me| us)?|says?|said|claims?|claimed|insists?|"
    r"thinks?|believes?|explained|heard|understand|know|read)(?: (?:me|us))? (?:that )?",
    re.I,
)
_SEVERAL = re.compile(r"[.!?;] ")
_VERBS_BEFORE_NOT = re.compile(
    r"\b(?P<verb>ca(?=n't)|wo(?=n't)|can(?=not)|(?:is|are|was|were|do|does|did|has|have|had|could|would|must|need|should|will)(?=n'?t))"
    r"(?:n'?t|not)\b",
    re.I,
)
_WHOLE_VERBS = {"ca": "can", "wo": "will"}
_NOT = re.compile(r"\b(?:no longer|any ?more|any longer|never|not|no)\b ?", re.I)
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one)\b", re.I)


@dataclass(frozen=True, slots=True)
class Granted:
    """What a question grants: whether the library affirms it or denies it, and with which fact; None where it cannot tell.

    `plainly` after "since" or "so", not where it is only told before.
    """

    clause: str
    plainly: bool
    holds: bool | None = None
    fact: Fact | None = None


class Granting:
    """Judges what questions grant, by asking the library."""

    def __init__(self, retrieval: Retrieval, understand: Callable[[str, date | None], Question]) -> None:
        self._retrieval = retrieval
        self._understand = understand

    def judged(self, question: Question) -> Granted | None:
        """What `question` grants and whether it holds; None where it grants nothing."""
        parted = granted_clause(question.text)
        if parted is None:
            return None
        clause, plainly = parted
        affirmed = clause
        # "It is not required" is answered by "No, it is not", so that only the affirmed claim is plain.
        if negated(clause):
            affirmed = without_negation(clause)
        answer = None if negated(affirmed) else self._claimed(affirmed, question.as_of)
        if answer is None:
            return Granted(clause, plainly)
        fact, said = answer
        return Granted(clause, plainly, (said == "Yes.") == (affirmed == clause), fact)

    def _claimed(self, claim: str, day: date) -> tuple[Fact, str] | None:
        question = self._understand(f"{claim}, right?", day)
        found = self._retrieval.search(question)
        return yes_or_no(question, found, self._retrieval.index.library.facts_by_id, self._retrieval.ledger)


def granted_clause(text: str) -> tuple[str, bool] | None:
    """What `text` grants before it asks, and whether a word such as "since" or "so" says that it grants it.

    >>> granted_clause("Since a certificate lasts five years, when do I renew?")
    ('a certificate lasts five years', True)
    >>> granted_clause("My trainer says stage 1 can be skipped. What do we prepare?")
    ('stage 1 can be skipped', False)
    >>> granted_clause("As an auditor, how do I cite a clause?"), granted_clause("Since 2015, what has changed?")
    (None, None)
    """
    for pattern in (_CONDITIONED, _CONCLUDED, _TOLD):
        found = pattern.match(text)
        if found is None:
            continue
        clause = _SAYS.sub("", found["clause"].strip())
        # A story is no claim.
        if len(clause.split()) >= FEWEST and not _SEVERAL.search(clause):
            return clause, pattern is not _TOLD
    return None


def asks_plainly(question: Question) -> bool:
    """Whether it asks yes or no and neither grants nor tells anything before."""
    return question.neutral and granted_clause(question.text) is None


def without_negation(clause: str) -> str:
    """What a negated clause denies.

    >>> without_negation("ISO issues no certificates"), without_negation("the manual isn't required any more")
    ('ISO issues certificates', 'the manual is required')
    """
    affirmed = _VERBS_BEFORE_NOT.sub(lambda found: _WHOLE_VERBS.get(found["verb"].lower(), found["verb"]), clause)
    return " ".join(_NOT.sub("", _NOBODY.sub("anybody", affirmed)).split())
