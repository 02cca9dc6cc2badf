"""Who does what: questions that take ISO for the one who certifies, audits or charges."""

from __future__ import annotations

import re
from collections.abc import Iterator

# "ISO" alone, not the beginning of a designation such as "ISO 9001".
_ISO = r"\biso\b(?!\s*[/-]?\s*(?:\d|iec\b|ts\b|tr\b|pas\b))"
# What ISO does to nobody, and what it does to standards but not to certificates.
_ACTS = (
    r"(?:certif(?:ies|y)\s+\w+|(?:certified|accredit(?:s|ed)?|audit(?:s|ed)?|inspect(?:s|ed)?|charge[sd]?|fine[sd]?)\s+"
    r"(?:us|our|me|my|you|your|them|their|him|her|it|the|an?|more than|over|[\d,.]+|(?-i:(?!ISO)[A-Z])\w+)|"
    r"(?:comes?|came)\s+(?:round|around|by|to (?:us|our|my|you|your|see|inspect|audit|check)|for (?:the |an? |our |its )?(?:\w+ )?(?:audits?|inspections?|visits?|checks?))|"
    r"(?:visit|visits|visited|check on|checks on)\s+(?:us|our|my|me|you|your)|"
    r"decides?\s+on\s+(?:our|my|your|the certificat\w+|certificat\w+)|"
    r"(?:sends?|sent)\s+(?:\S+\s+){0,3}?(?:auditors?|inspectors?|invoices?|bills?|certificates?))"
)
_ACTS_ON_CERTIFICATES = (
    r"(?:issue[sd]?|award(?:s|ed)?|grant(?:s|ed)?|renew(?:s|ed)?|withdr[ae]ws?|withdrew|suspend(?:s|ed)?|cancel(?:s|led)?|"
    r"earn(?:s|ed)?|sign(?:s|ed)?)\s+(?:\S+\s+){0,4}?(?:certificat\w+|registrations?)"
)
# What ISO does to nobody and the certification body only in its own way.
_PUNISHES = (
    r"(?:(?:penali[sz]|punish|sanction|suspend|expel)\w*\s+(?:us|our|me|my|you|your|them|a|an|the|any|every|firms|companies|those)|"
    r"(?:impos|put|levi)\w*\s+(?:\S+\s+){0,3}?(?:on (?:us|me|our|my|firms|companies)|penalt\w+|sanctions?|fines?))"
)
# "How long does ISO take to …", "When is ISO going to …"
_TO = r"(?:\s+(?:takes?|needs?|wants?|charges?|going|able|plans?|likes?)\s+to)?"
_BETWEEN = r"(?:\s+(?:itself|not|never|ever|usually|always|normally|still|has|have|had|will|would|did|does|just|already|in geneva|headquarters|people|auditors?|inspectors?))*"
_DEEDS = rf"(?:{_ACTS}|{_ACTS_ON_CERTIFICATES}|{_PUNISHES})\b"
_AGENT = re.compile(rf"{_ISO}(?:'s)?{_BETWEEN}{_TO}\s+{_DEEDS}|\btakes?\s+{_ISO}\s+to\s+{_DEEDS}", re.I)
_PUNISHER = re.compile(rf"{_ISO}(?:'s)?{_BETWEEN}{_TO}\s+{_PUNISHES}|\b{_PUNISHES}[^?.;]{{0,20}}\bby {_ISO}", re.I)
_OFFICE = re.compile(
    rf"{_ISO}(?:'s|s')\s+(?:own\s+)?(?:auditors?|inspectors?|certifiers?)\b|{_ISO}(?:'s|s')?\s+(?:own\s+)?(?:certification (?:department|office|division|team|desk|unit)|"
    rf"certifying office|registry|register of certificates)\b|\b(?:certified|audited|accredited|inspected) by {_ISO}|\bcertificates? (?:was |were |is |are )?(?:issued|signed|granted) by {_ISO}|"
    rf"\bcertificates? (?:that |which )?{_ISO} (?:issued|gave|granted|sent|signed)\b|"
    rf"\bcertificates? (?:directly )?from {_ISO}|\b(?:write|apply|go|turn|pay|send|complain|appeal) (?:directly |straight )?to {_ISO}",
    re.I,
)
_BREAK = re.compile(r"[.!?;,]\s+")
_NEUTRAL = re.compile(r"^\W*(?:so |but |and )?(?:does|do|did|is|are|can|could|will|would|has|have|who|which)\b", re.I)

# "Why can't ISO certify us?", "now that ISO certifies nobody"; what it has not done yet it is still expected to do.
_DENIED = re.compile(
    r"\b(?:(?:can|do|does|will|is|are|may|would|could|should|must)(?:n'?t| not)|can't|cannot|won'?t|never|no longer|nobody|no one|"
    rf"(?:does|can|will|do) {_ISO}(?:\s+itself)? not|no)\b",
    re.I,
)


def iso_as_certifier(text: str) -> bool:
    """Whether `text` takes it for granted that ISO itself certifies, audits or charges, and does not just ask it.

    >>> iso_as_certifier("Since ISO certified us in 2019, do we write to ISO to renew?")
    True
    >>> iso_as_certifier("Does ISO certify companies?"), iso_as_certifier("Is ISO 9001 issued by ISO?")
    (False, False)
    >>> iso_as_certifier("Why did ISO withdraw ISO 9002?"), iso_as_certifier("When was ISO 9001 issued by ISO?")
    (False, False)
    >>> iso_as_certifier("When does ISO come round for the inspection?"), iso_as_certifier("When did ISO come out?")
    (True, False)
    >>> iso_as_certifier("How long does ISO take to sign our certificate?"), iso_as_certifier("Why can't ISO certify us?")
    (True, False)
    >>> iso_as_certifier("What was the exact fee ISO charged Toyota for its first certificate?")
    True
    """
    return any(not _DENIED.search(clause) for clause in _taken(text))


def iso_not_as_certifier(text: str) -> bool:
    """Whether `text` says or takes it for granted that ISO does none of this.

    >>> iso_not_as_certifier("Why can't ISO certify us?"), iso_not_as_certifier("When does ISO audit us?")
    (True, False)
    """
    return any(_DENIED.search(clause) for clause in _taken(text))


def _taken(text: str) -> Iterator[str]:
    """The clauses that speak of ISO as of one who certifies, and do not just ask whether it does."""
    for pattern in (_AGENT, _OFFICE):
        for match in pattern.finditer(text):
            sentence = _BREAK.split(text[: match.start()])[-1]
            # At the head of a plain yes/no question it is what is asked.
            if not (_NEUTRAL.match(sentence + match.group()) and len(sentence.split()) <= 4):
                yield sentence + match.group() + _BREAK.split(text[match.end() :])[0]


def iso_as_punisher(text: str) -> bool:
    """Whether `text` speaks of ISO as of one who punishes.

    >>> iso_as_punisher("How hard will ISO punish a missed audit?"), iso_as_punisher("When does ISO audit us?")
    (True, False)
    """
    return bool(_PUNISHER.search(text))
