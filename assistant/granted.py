"""What a question grants before it asks: "Since a certificate lasts five years, when …?"; `granting` judges it."""

from __future__ import annotations

import re

from assistant.understanding import Question

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
_CONCLUDED = re.compile(r"^\W*(?P<clause>[^?.;]{8,200}?)(?:,|;| -|\.) (?:and )?(?:so|therefore),? (?:[^?]*\?.*)$", re.I)
# "X. <question>", also where somebody else says X.
_TOLD = re.compile(r"^\W*(?P<clause>[^?!]{8,200}?)[.;] (?:[^.?!]*\?)\s*$")
_SAYS = re.compile(
    r"^(?:(?:my|our|the|a|some|your) (?:\w+ ){1,3}?|they |i (?:was |have been )?)(?:(?:told|taught)(?: me| us)?|says?|said|claims?|claimed|insists?|"
    r"thinks?|believes?|explained|heard|understand|know|read)(?: (?:me|us))? (?:that )?",
    re.I,
)
_SEVERAL = re.compile(r"[.!?;] ")


def granted_clause(text: str) -> tuple[str, bool] | None:
    """What `text` grants before it asks, and whether it says so with "since", "so" or "he says".

    >>> granted_clause("Since a certificate lasts five years, when do I renew?")
    ('a certificate lasts five years', True)
    >>> granted_clause("My trainer says stage 1 can be skipped. What do we prepare?")
    ('stage 1 can be skipped', True)
    >>> granted_clause("As an auditor, how do I cite a clause?"), granted_clause("Since 2015, what has changed?")
    (None, None)
    """
    for pattern in (_CONDITIONED, _CONCLUDED, _TOLD):
        found = pattern.match(text)
        if found is None:
            continue
        clause, said = _SAYS.subn("", found["clause"].strip())
        # A story is no claim.
        if len(clause.split()) >= FEWEST and not _SEVERAL.search(clause):
            return clause, pattern is not _TOLD or said > 0
    return None


def asks_plainly(question: Question) -> bool:
    """Whether it asks yes or no and neither grants nor tells anything before."""
    return question.neutral and granted_clause(question.text) is None
