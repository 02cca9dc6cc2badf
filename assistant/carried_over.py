"""What a later question of one text says "it" of: the thing that the question before asked about."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.compared import compared_terms
from assistant.follow_up_words import DEFINED, EMPTY_IT
from assistant.standards import find_designations
from assistant.words import terms

# Words of the longest name of a thing that is looked for.
LONGEST_NAME = 5
# Words before a standard that is itself what is asked about: "who publishes ISO 27001".
MOST_ASKING = 3
_WORD = re.compile(r"[\w'-]+")
_POINTING = re.compile(r"(?<!worth )\b(?P<word>it|they|them|its|their)\b", re.I)
_MEANING = re.compile(r"^what (?:does|do) (?P<thing>(?:[\w'&/-]+ ){1,4}?)(?:mean|stand for)$", re.I)
_ARTICLE = re.compile(r"\b(?:an?|the|our|my|your) $", re.I)
_CIRCUMSTANCE = re.compile(
    r"\b(?:for|of|in|at|before|after|during|under|from|by|with) (?:(?:an?|the|our|my|your) )?$", re.I
)
_ONE_THE_OTHER = re.compile(r"\b(?P<one>one)\b(?P<between>[^?]*?)\bthe other\b", re.I)


def carried_over(part: str, before: str, subjects: Set[str], known: Set[str]) -> str | None:
    """`part` with the thing that `before` is about in place of its pronoun; None where that is not plain.

    >>> carried_over("who can do it?", "What is an internal audit", set(), set())
    'who can do an internal audit?'
    >>> carried_over("how long does it take?", "When is the special audit due", {"special audit"}, set())
    'how long does the special audit take?'
    >>> carried_over("can one replace the other?", "difference between ISO 9001 and ISO 13485", set(), set())
    'can ISO 9001 replace ISO 13485?'
    """
    pair = compared_terms(before)
    if len(pair) == 2 and _ONE_THE_OTHER.search(part):
        return _ONE_THE_OTHER.sub(lambda found: f"{pair[0]}{found['between']}{pair[1]}", part, count=1)
    empty = EMPTY_IT.search(part)
    pointing = next((one for one in _POINTING.finditer(part) if not empty or one.start() != empty.start()), None)
    thing = _thing(before, subjects, known)
    if not pointing or not thing or find_designations(part, known):
        return None
    name = f"{thing}'s" if pointing["word"].lower() in {"its", "their"} else thing
    return part[: pointing.start()] + name + part[pointing.end() :]


def _thing(before: str, subjects: Set[str], known: Set[str]) -> str:
    """The thing a question asks about, with its article; a standard only where nothing else is spoken of."""
    plain = before.rstrip("?!. ")
    mentions = find_designations(plain, known)
    if mentions:
        only = mentions[0]
        asked = len(mentions) == 1 and only.end == len(plain) and not only.designation.edition
        return plain[only.start :] if asked and len(plain[: only.start].split()) <= MOST_ASKING else ""
    defined = DEFINED.match(plain)
    meant = _MEANING.match(plain)
    if defined:
        return plain[defined.end("head") :].strip()
    return meant["thing"].strip() if meant else subject_named(before, subjects)


def subject_named(text: str, subjects: Set[str]) -> str:
    """The longest of `subjects` that `text` names, as it is written there; of several the last that is no circumstance.

    >>> subject_named("Who attends the management review?", {"manag review"})
    'the management review'
    """
    words = list(_WORD.finditer(text))
    for length in range(LONGEST_NAME, 1, -1):
        spans = [(words[first].start(), words[first + length - 1].end()) for first in range(len(words) - length + 1)]
        named = [(start, end) for start, end in spans if _key(text[start:end], length) in subjects]
        if named:
            start, end = max(named, key=lambda span: (not _CIRCUMSTANCE.search(text[: span[0]]), span[0]))
            article = _ARTICLE.search(text[:start])
            return text[article.start() if article else start : end]
    return ""


def _key(text: str, length: int) -> str:
    """The stems of `text`; empty where one of its words carries no meaning."""
    stems = terms(text)
    return " ".join(stems) if len(stems) == length else ""
