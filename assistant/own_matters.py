"""Questions that only the asker's own papers, calendar or auditor can answer."""

from __future__ import annotations

import re

_PAPER = (
    r"(?:procedures?|manual|report|certificate|records|forms?|(?:work )?instructions?|quotes?|contract|agreement|minutes|"
    r"checklist|register)"
)
# Papers of the asker's own: "our procedure for returns", "my audit report", "our QP-07".
_OWN_PAPERS = re.compile(rf"\b(?i:our|my) (?:[A-Z]{{1,4}}[- ]?\d+|(?i:[\w-]+ ){{0,2}}(?i:{_PAPER})\b)")
# What such a paper says: "What does our contract with DNV allow?"
_WHAT_IT_SAYS = re.compile(
    rf"^\W*what (?:does|do|did) (?:our|my) (?:[\w-]+ ){{0,2}}{_PAPER}\b[^?]*\b(?:say|allow|state|prescribe|provide for|show)\b(?! about (?:iso|us)\b)",
    re.I,
)
# What happened lately at the asker's own place: "Which pages of our manual did the auditor object to last week?" Who asks
# what has to be done about it asks for a rule.
_WITHIN = r"(?:[^.!?]|\.(?= ?\d))*"
_A_RULE = r"(?:must|have to|has to|had to|should|shall|can|could|may|might|need|allowed|do (?:we|i)|are we|is (?:it|that|this)|does|raised again|again)"
_OWN_EVENT = re.compile(
    rf"(?:^|[.!?]\s+)(?!{_WITHIN}\b{_A_RULE}\b)(?={_WITHIN}\b(?:our|my|us|we|i)\b)(?={_WITHIN}\b(?:did|was|were|had|went|got|gave|wrote|found|said)\b)"
    rf"(?:so |and |but )?(?:which|what|who|where|how|how many|how much|did|was|were|had|would you say)\b{_WITHIN}"
    r"\b(?:yesterday|this morning|last (?:week|month|night|monday|tuesday|wednesday|thursday|friday|time)|"
    rf"(?:last|latest|recent|previous) (?:[\w-]+ )?(?:audit|visit|report|assessment|inspection|management review)(?! \w+ard))\b{_WITHIN}\?",
    re.I,
)
# A day in the asker's own calendar: "Which day will our auditor come?" A word of duty or condition asks for a rule.
_OWN_DAY = re.compile(
    rf"(?:^|[.!?,]\s+)(?!{_WITHIN}(?:\d:\d{{4}}|\b(?:first|recertification|must|should|shall|may|can|could|have to|has to|due|late(?:st|r)?|earl(?:y|iest|ier)|if|once|before|after|according|under)\b))"
    rf"(?:and |so )?(?:(?:on )?(?:what|which) (?:exact )?(?:date|day|time)|when)(?: exactly| precisely)? "
    r"(?:(?:is|are|will) (?:our|my) (?:[\w-]+ ){0,3}?(?:audits?|visits?|stage (?:\d|one|two)|assessment|management review)\b"
    r"|(?:does|do|will) (?:our|my) (?:[\w-]+ ){0,2}?auditors? (?:come|arrive|visit|show up|be here|get here)\b)",
    re.I,
)


def asks_about_own_matter(text: str) -> bool:
    """Whether `text` asks for what happened at, or is planned for, the asker's own place, or what a paper there says.

    >>> asks_about_own_matter("Which day will our auditor come?"), asks_about_own_matter("When is our audit due?")
    (True, False)
    """
    return any(pattern.search(text) for pattern in (_OWN_EVENT, _OWN_DAY, _WHAT_IT_SAYS))


def speaks_of_own_papers(text: str) -> bool:
    """Whether papers of the asker's own are mentioned; what is asked may still be a rule."""
    return bool(_OWN_PAPERS.search(text))
