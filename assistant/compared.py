"""Things a question sets side by side ("UKAS vs BSI"), and options it offers ("which of these is not one: a, b, c")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from assistant.options import is_list, labelled, offers_figures, stem
from assistant.polarity import in_figures, negations
from assistant.words import terms

_BETWEEN = re.compile(r"\bdiff\w*\s+(?:btwn|between|of)\s+(?P<list>[^?.;]{3,120})", re.I)
_VERSUS = re.compile(r"(?P<list>[^?.;:]{2,60}?\s+(?:vs\.?|versus)\s+[^?.;]{2,90})", re.I)
_SPLIT = re.compile(r"\s*(?:,|\bvs\.?\s|\bversus\b|\band\b|\bor\b)\s*", re.I)
PUBLISHERS = frozenset({"iso", "iec", "en", "ts", "iatf"})
# "d) all of them", "c) both"
_ALL = re.compile(
    r"^(?:all|both|each|every one)\b(?: of (?:them|these|those|the above)| the above| above| three| four)?$", re.I
)
# "c) neither", "d) none of these"
_NONE = re.compile(r"^(?:neither|none|nothing|no one|nobody)\b", re.I)
_HEAD = re.compile(
    r"^(?:so |and |please |explain |what'?s |what is |what does |whats |the |an? |difference |compare |in |do(?:es)? )+",
    re.I,
)
# "Which of these is not", "which year saw no", "all but one are", then the options and perhaps "why?".
_NOT_ONE = re.compile(
    r"(?:\bodd (?:one|man) out\b|\bwhich one does(?: not|n'?t) (?:fit|belong)\b|\b(?:which|what)\b[^?]{0,120}?\b(?:not|isn'?t|wasn'?t|doesn'?t|never|no|cannot|can'?t)\b"
    r"|\ball\b(?: \w+){0,3} (?:but|except) one\b)"
    r"(?::(?=\d)|[^?:]){0,200}?(?:[:?](?!\d)|\s-)\s*(?P<list>(?:[^?:.]|\.(?=\d))+)[?.]?\s*(?:(?:give|say|tell|explain|why|and why|which)\b[^?:]*[?.]?)?\s*$",
    re.I,
)
# "UKAS, SGS, DAkkS: which is the odd one out?"
_LIST_FIRST = re.compile(r"^(?P<list>[^?:]+?)\s*(?:[:?,]|\s-+)\s+(?P<asked>(?:which|what)\b[^?:]*?)[?.\s]*$", re.I)
# Where what is said and what is denied part: "…, not the auditor", "once a year, except …".
_PARTS = re.compile(r"[.;:]\s|,\s(?=(?:but|and not|not|never|no longer)\b)|,?\s(?=except\b)")
_EDITION = re.compile(r"(?<=\d):(?=(?:19|20)\d\d\b)")


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
    options = labelled(text)
    if options:
        text = f"{stem(text).rstrip(' ?')}: {', '.join(option for _, option in options)}?"
    listed = _LIST_FIRST.match(text)
    if listed and is_list(listed["list"]):
        text = f"{listed['asked']}: {listed['list']}?"
    found = _NOT_ONE.search(text)
    # "Which is a mark and not a system: …?" asks for the one that is.
    if not found or re.search(r"\band not\b", text[: found.start("list")], re.I):
        return None
    words = _words_of_each(found["list"])
    if len(words) < 3:
        return None
    # The others stand in one list: a statement may hold a second one, of the opposite.
    parts = [_words(part) for part in _PARTS.split(statement) if not negations(part)]
    said = set().union(*parts)
    for known in parts:
        missing = [option for option in words if not words[option] <= known]
        # One that shares some of its words may be listed in other words.
        if len(missing) == 1 and not words[missing[0]] & said:
            return missing[0]
    return None


def denies_one(text: str, statement: str) -> bool:
    """Whether `statement` itself denies just one of the options of which a question seeks the one that is not.

    >>> denies_one("Which of these cannot be sold: jam, bread, debts?", "Nobody can sell debts.")
    True
    """
    found = _NOT_ONE.search(text)
    if not found:
        return False
    words = _words_of_each(found["list"])
    named = [option for option, own in words.items() if own and own <= _words(statement)]
    denied = [
        option
        for part in _PARTS.split(statement)
        if negations(part)
        for option in named
        if words[option] <= _words(part)
    ]
    return len(named) == len(denied) == 1


def _words_of_each(listed: str) -> dict[str, set[str]]:
    """The options in `listed`, each with the words that tell it from the others."""
    plain = re.sub(r"\([^()]*\)", " ", listed)
    options = [option.strip(" .'\"") for option in re.split(r",|;|\bor\b|\band\b", plain) if option.strip(" .'\"")]
    # What a list says once before several of its members ("ISO 9001, 14001 and 45001"), or with each, tells none apart.
    words = {option: _words(option) - PUBLISHERS for option in options}
    counts = Counter(word for said in words.values() for word in said)
    return {option: {word for word in said if counts[word] == 1} or said for option, said in words.items()}


def _words(text: str) -> set[str]:
    """The words of `text`; the year of an edition counts by itself."""
    return set(terms(_EDITION.sub(" ", text)))


def option_said(text: str, statement: str) -> str | None:
    """The one labelled option of `text` that `statement` says, as it was written; None where that is not plain.

    Of the parts of the statement that deny nothing the one counts that has most words of what is asked.

    >>> option_said("When did it start? a) 1985 b) 1987 c) 1990", "It started in 1987.")
    'b) 1987'
    >>> option_said("Who keeps it? a) the owner b) the auditor c) both", "The owner and the auditor keep it.")
    'c) both'
    >>> option_said("It certifies (1) products (2) systems", "Products are not certified; what is certified is a system.")
    '2) systems'
    """
    options = labelled(text)
    # Where none may be right, one that is named somewhere need not be.
    if any(_NONE.match(option) for _, option in options):
        return None
    everything = [(label, option) for label, option in options if _ALL.match(option)]
    single = {label: option for label, option in options if not _ALL.match(option)}
    if len(single) < 2:
        return None
    asked = set(terms(stem(text))) | PUBLISHERS
    figures = {label: set(terms(in_figures(option))) for label, option in single.items()}
    asked |= set.intersection(*figures.values())
    parts = _PARTS.split(statement)
    denied = {label for part in parts if negations(part) for label in _named_in(part, single, asked)}
    said = [part for part in parts if not negations(part)]
    named = [(part, _named_in(part, single, asked) - denied) for part in said]
    if everything:
        # Where all may be right, one of them is not the answer because the statement names it.
        told = set().union(*(labels for _, labels in named))
        return _as_written(*everything[0]) if told == single.keys() else None
    chosen = _nearest(named, asked)
    if len(chosen) > 1 and offers_figures(text):
        # "Audits in 9.2, reviews in 9.3"
        pieces = [piece for part in said for piece in re.split(r",\s", part)]
        topic = {word for word in asked if word.isalpha()} - PUBLISHERS - {"claus"}
        chosen = _nearest([(piece, _named_in(piece, single, asked) - denied) for piece in pieces], topic)
    return next((_as_written(label, single[label]) for label in chosen), None) if len(chosen) == 1 else None


def _nearest(named: Sequence[tuple[str, set[str]]], asked: Set[str]) -> set[str]:
    """The labels named in the part that has most of the words asked; of all such parts."""
    shares = [(len(asked & set(terms(part))), labels) for part, labels in named if labels]
    most = max((share for share, _ in shares), default=0)
    return set().union(*(labels for share, labels in shares if share == most))


def _named_in(part: str, options: Mapping[str, str], asked: Set[str]) -> set[str]:
    """The labels of the options whose own words stand in `part`; figures said as figures go before those in words."""
    for read in (str, in_figures):
        said = set(terms(read(part)))
        # A subclause tells of its clause.
        said |= {number.rpartition(".")[0] for number in said if "." in number}
        own = {label: set(terms(read(option))) - asked for label, option in options.items()}
        named = {label for label, words in own.items() if words and words <= said}
        if named:
            # "The manager" also stands in "top management", which says more.
            return {label for label in named if not any(own[label] < own[other] for other in named)}
    return set()


def _as_written(label: str, option: str) -> str:
    return f"{label}) {option}"
