"""Questions on somebody in particular: a firm by its name, or the one whom a superlative singles out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from assistant.standards import find_designations
from assistant.types import Fact

_LEGAL_FORM = (
    r"(?:GmbH|Ltd|Inc|AG|plc|LLC|Corp|KG|SE|B\.?V|S\.?A|S\.?p\.?A|A/S|Oy|AB|d\.o\.o|s\.r\.o|Sp\. z o\.o|Pty)\b\.?"
)
# "Is NAME certified to …?", "Does NAME have ISO 14001?"; "has NAME to be certified?" asks for a duty.
_ABOUT_SOMEBODY = re.compile(
    r"^\W*(?:(?:so|and|but|hi|hello|hey|please|then|also)\b[\s,:!]*)*(?i:is|are|was|were|has|have|had|does|do|did)\s+(?P<who>(?:(?!\b(?:to|be|can|must|that|which|who|or)\b)[^?,;:]){2,60}?)\s+"
    r"(?:(?:still|currently|now|already|really|also|even|ever)\s+)*"
    r"(?:(?:certified|registered)\b|(?:have|holds?|got|possess)\s+(?:an?\s+|the\s+|any\s+|its\s+)?(?:valid\s+|current\s+|accredited\s+)*"
    r"STANDARD(?=\s*(?:\W*$|[,.;?]|certif|registr|accredit|now\b|today\b|yet\b|already\b|at\b|in\b|and\b|or\b)))",
)
_NAME = re.compile(rf"(?:^|\s)(?:{_LEGAL_FORM}|(?P<name>[A-Z][\w'’-]+))$")
_SOMEBODY = (
    r"(?:person|man|woman|people|auditor|company|firm|business|factory|plant|manufacturer|supplier|hotel|hospital|bank|airline|school|shop|bakery|farm|"
    r"restaurant|employer|expert|consultant)"
)
# "The youngest lead auditor", "the oldest with ISO 14001".
_THE_ONE = (
    r"the (?P<{}>youngest|oldest|biggest|largest|smallest|tallest|longest|shortest|richest|fastest|slowest|strictest)\b"
    rf"(?= (?:to|with|in|of|who|that|at)\b| (?:(?!the\b|an?\b)[\w-]+ ){{{{0,4}}}}?{_SOMEBODY}\b|\W*$)"
)
# "Was the first to be certified"; who was the first to write a standard may be documented.
_THE_FIRST = r"(?:was|were|became) the (?:very )?first\b(?=[^?]*\b(?:certif\w+|gets?|got|receiv\w+|obtain\w*|pass\w*|fail\w*|with)\b)"
_MOST = r"the most (?:[\w-]+ ){0,3}?(?:certificates|certifications|audits|standards|sites|findings|nonconformities)\b"
# "Which hotel was the first with ISO 14001?", "Who is the youngest lead auditor?", "Which firm has the most certificates?"
_SINGLED_OUT = re.compile(
    rf"\b(?:who(?: \w+)?|(?:which|what) (?:[\w-]+ )?{_SOMEBODY}\b[^?.,;]*?) (?:(?:\w+ )?{_THE_ONE.format('one')}|{_THE_FIRST}|(?:\w+ )?{_MOST})"
    rf"|\bwhat(?:'s| is| was) (?:the name of )?(?=the \w+ (?:[\w-]+ ){{0,3}}?{_SOMEBODY}\b){_THE_ONE.format('other')}",
    re.I,
)
_NOT_KNOWN = re.compile(r"\b(?:nobody|no one|no official|no list|not documented|not recorded|no single)\b", re.I)


def asks_about_a_firm(text: str, known: Set[str], subjects: Set[str]) -> bool:
    """Whether `text` asks if somebody, by name, is certified; a name among `subjects` (in small letters) is no firm's.

    >>> asks_about_a_firm("Does Toyota hold IATF 16949?", {"iatf-16949"}, {"haccp"})
    True
    >>> asks_about_a_firm("Has Toyota to be certified?", {"iatf-16949"}, {"haccp"})
    False
    """
    for mention in reversed(find_designations(text, known)):
        text = f"{text[: mention.start]}STANDARD{text[mention.end :]}"
    asked = _ABOUT_SOMEBODY.match(text)
    if not asked:
        return False
    who = asked["who"].replace("STANDARD", "").strip()
    named = _NAME.search(who)
    return named is not None and (named["name"] or "").lower() not in subjects


def singles_somebody_out(text: str, best: Iterable[Fact]) -> bool:
    """Whether `text` asks for a person or firm that a superlative singles out and of whom none of the `best` facts tells."""
    singled = _SINGLED_OUT.search(text)
    if not singled:
        return False
    word = (singled["one"] or singled["other"] or "(?:most|first)").lower()
    told = re.compile(rf"\b{word}\b(?=[^.;]*\b(?:{_SOMEBODY}|president|secretary|chair\w*|founder)s?\b)", re.I)
    return not any(told.search(fact.statement) or _NOT_KNOWN.search(fact.statement) for fact in best)
