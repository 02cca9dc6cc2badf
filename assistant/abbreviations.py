"""The trade's short forms said in full, and numbers as they are meant, so that a question meets the words of the library."""

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
# "ISO 14 001" and "ISO 14.001".
_GAP = re.compile(r"\b((?:ISO|IEC|EN|OHSAS|IATF)[\s/-]{0,2})(\d{1,2})[ .](\d{3})\b(?![.\d])", re.IGNORECASE)
# "'98", "in 98" at an end, and "the 94 edition".
_SHORT_YEAR = re.compile(
    r"(?<![\w'])'(?P<one>\d\d)(?![\d'])(?! \d)|\b(?:back in|in|of) (?P<two>8[7-9]|9\d)(?=\s*[?.!,]|\s*$)|"
    r"\bthe (?P<three>87|94|00|08|15|26)(?= (?:edition|version|one\b))",
    re.IGNORECASE,
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


def plain_numbers(text: str) -> str:
    """`text` with designations written with a gap and years written with two figures in full.

    >>> plain_numbers("ISO 14 001 in '98, the 94 edition")
    'ISO 14001 in 1998, the 1994 edition'
    >>> plain_numbers("ISO 9001 001 report, 27 001 certificates in 98 days")
    'ISO 9001 001 report, 27 001 certificates in 98 days'
    """
    text = _GAP.sub(r"\1\2\3", text)
    return _SHORT_YEAR.sub(_year_in_full, text)


def _year_in_full(match: re.Match[str]) -> str:
    figures = match["one"] or match["two"] or match["three"]
    year = f"{19 if int(figures) > 49 else 20}{figures}"
    return match.group().replace(f"'{figures}", figures).replace(figures, year)
