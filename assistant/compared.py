"""Things a question sets side by side ("UKAS vs BSI"), and options it offers ("which of these is not one: a, b, c")."""

from __future__ import annotations

import re
from collections import Counter

from assistant.polarity import LETTERED, in_figures
from assistant.words import terms

_BETWEEN = re.compile(r"\bdiff\w*\s+(?:btwn|between|of)\s+(?P<list>[^?.;]{3,120})", re.I)
_VERSUS = re.compile(r"(?P<list>[^?.;:]{2,60}?\s+(?:vs\.?|versus)\s+[^?.;]{2,90})", re.I)
_SPLIT = re.compile(r"\s*(?:,|\bvs\.?\s|\bversus\b|\band\b|\bor\b)\s*", re.I)
PUBLISHERS = frozenset({"iso", "iec", "en", "ts", "iatf"})
# "d) all of them", "c) both"
_ALL = re.compile(
    r"^(?:all|both|each|every one)\b(?: of (?:them|these|those|the above)| the above| above| three| four)?$", re.I
)
_HEAD = re.compile(
    r"^(?:so |and |please |explain |what'?s |what is |what does |whats |the |an? |difference |compare |in |do(?:es)? )+",
    re.I,
)
_NOT_ONE = re.compile(
    r"(?:\bodd (?:one|man) out\b|\bwhich one does(?: not|n'?t) (?:fit|belong)\b|\b(?:which|what)\b[^?]*?\b(?:is not|isn'?t|is no|not|does not belong|doesn'?t belong)\b)(?::(?=\d)|[^?:])*?(?:[:?](?!\d)|\s-)\s*(?P<list>(?:[^?:.]|\.(?=\d))+)[?.]?\s*(?:(?:give|say|tell|explain|why|and why)\b[^?:]*[?.]?)?\s*$",
    re.I,
)


def compared_terms(text: str) -> tuple[str, ...]:
    """The things set side by side, in order; empty when fewer than two are found.

    >>> compared_terms('whats a "nonconformity" vs a "observation" vs "OFI"?')
    ('nonconformity', 'observation', 'OFI')
    >>> compared_terms("What is the difference between a procedure and a process?")
    ('procedure', 'process')
    >>> compared_terms("What is a procedure?")
    ()
    """
    found = _BETWEEN.search(text) or _VERSUS.search(text)
    if not found:
        return ()
    plain = re.sub(r"[\"'“”()]", " ", found["list"])
    parts = [_HEAD.sub("", part.strip()).strip() for part in _SPLIT.split(plain)]
    parts = [part for part in parts if part and len(part.split()) <= 4]
    return tuple(parts) if 2 <= len(parts) <= 4 else ()


def not_among(text: str, statement: str) -> str | None:
    """The one option of "which of these is not …: a, b, c" that `statement` does not list, when all others stand in it.

    >>> not_among("Which is not one of them: integrity, profit, confidentiality?", "They are integrity and confidentiality.")
    'profit'
    """
    found = _NOT_ONE.search(re.sub(r"(?<=[\s:,;])[a-eA-E]\s?[).]\s*", ", ", text))
    # "Which is a mark and not a system: …?" asks for the one that is.
    if not found or re.search(r"\band not\b", text[: found.start("list")], re.I):
        return None
    listed = re.sub(r"\([^()]*\)", " ", found["list"])
    options = [option.strip(" .'\"") for option in re.split(r",|;|\bor\b|\band\b", listed) if option.strip(" .'\"")]
    if len(options) < 3:
        return None
    # What a list says once before several of its members ("ISO 9001, 14001 and 45001"), or with each, tells none apart.
    words = {option: set(terms(option)) - PUBLISHERS for option in options}
    counts = Counter(word for said in words.values() for word in said)
    words = {option: {word for word in said if counts[word] == 1} or said for option, said in words.items()}
    said = set(terms(statement))
    # The others stand in one list: a statement may hold a second one, of the opposite.
    for part in re.split(r"[.;:]\s", statement):
        known = set(terms(part))
        missing = [option for option in options if not words[option] <= known]
        # One that shares some of its words may be listed in other words.
        if len(missing) == 1 and not words[missing[0]] & said:
            return missing[0]
    return None


def option_said(text: str, statement: str) -> str | None:
    """The one lettered option of `text` whose words stand in `statement`, as it was written; None where that is not plain.

    >>> option_said("When did it start? a) 1985 b) 1987 c) 1990", "It started in 1987.")
    'b) 1987'
    >>> option_said("Who keeps it? a) the owner b) the auditor c) both", "The owner and the auditor keep it.")
    'c) both'
    """
    options = [(found["letter"], found["option"].strip(" ,;?.'\"")) for found in LETTERED.finditer(text)]
    if len(options) < 2 or len({letter.lower() for letter, _ in options}) < len(options):
        return None
    everything = [(letter, option) for letter, option in options if _ALL.match(option)]
    single = [pair for pair in options if pair not in everything]
    words = {letter: set(terms(in_figures(option))) for letter, option in single}
    common = set.intersection(*words.values()) | PUBLISHERS if words else PUBLISHERS
    said = set(terms(in_figures(statement)))
    chosen = [
        (letter, option) for letter, option in single if words[letter] - common and words[letter] - common <= said
    ]
    if everything:
        # Where all may be right, one of them is not the answer because the statement names it.
        chosen = everything if len(chosen) > 1 else []
    return f"{chosen[0][0]}) {chosen[0][1]}" if len(chosen) == 1 else None
