"""The trade's short forms said in full, so that a question meets the words of the library."""

from __future__ import annotations

import re

# Only those with one meaning in this field, and that are no words.
_IN_FULL = {
    "cb": "certification body",
    "cbs": "certification bodies",
    "nc": "nonconformity",
    "ncs": "nonconformities",
    "ncr": "nonconformity report",
    "ncrs": "nonconformity reports",
    "ofi": "opportunity for improvement",
    "ofis": "opportunities for improvement",
    "mgmt": "management",
    "mgt": "management",
    "org": "organization",
    "docs": "documents",
    "cert": "certificate",
    "certs": "certificates",
    "reqs": "requirements",
    "yr": "year",
    "yrs": "years",
    "mths": "months",
    "hrs": "hours",
}
_SHORT = re.compile(rf"(?<![\w./-])(?:{'|'.join(sorted(_IN_FULL, key=len, reverse=True))})(?![\w/-]|\.\w)", re.I)
# "Clause no.", which denies nothing.
_NUMBER = re.compile(
    r"\b(clause|section|chapter|paragraph|finding|edition) (?:no|nr)\b\.?(?=\s*(?:$|[?,;:)]|for\b|of\b|in\b|on\b|about\b|\d))",
    re.I,
)
_ASKS_MEANING = re.compile(
    r"\b(?:stands?|short|abbreviat\w*|acronym|mean\w*|letters?|in full|full forms?|expand|spelled out)\b", re.I
)


def in_full(text: str) -> str:
    """`text` with its short forms in full, unless it asks what one means.

    >>> in_full("our CB raised 2 NCs")
    'our certification body raised 2 nonconformities'
    >>> in_full("What does CB stand for?")
    'What does CB stand for?'
    >>> in_full("corrective action clause no.?")
    'corrective action clause number?'
    """
    text = _NUMBER.sub(r"\1 number", text)
    if _ASKS_MEANING.search(text) or len(text.split()) <= 3:
        return text
    return _SHORT.sub(lambda match: _IN_FULL[match.group().lower()], text)
