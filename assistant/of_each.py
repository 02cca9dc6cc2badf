"""One question asked of each of several things ("What does each cover: 9001, 9002, 9003?"), parted by thing."""

from __future__ import annotations

import re

_EACH = re.compile(r"\beach(?: one)?(?: of (?:them|these|those|the following))?\b", re.I)
# "… each …: A, B and C?" and "A, B and C: … each …?"
_LISTED_LAST = re.compile(r"^(?P<asked>[^:?]*)(?::|\?|\s[-–])\s*(?P<list>[^:?]+?)\s*[?.]*$")
_LISTED_FIRST = re.compile(r"^(?P<list>[^:?]+?)\s*(?::|\s[-–])\s*(?P<asked>[^:?]*)\s*\??$")
_SPLIT = re.compile(r"\s*(?:,\s*(?:and|or)?\b|;|\band\b|\bor\b)\s*", re.I)
_QUESTION = re.compile(r"^\W*(?:what|which|who|whom|when|where|why|how|do|does|did|is|are|was|were|can|must)\b", re.I)
# Things are named in few words; of more than so many it would be a table.
_LONGEST, _FEWEST, _MOST = 4, 2, 6


def of_each(text: str) -> list[str]:
    """The question put to each of the things listed; empty where nothing is asked of each.

    >>> of_each("Which sector does each serve: TL 9000, AS9120, ISO 22000?")
    ['Which sector does TL 9000 serve?', 'Which sector does AS9120 serve?', 'Which sector does ISO 22000 serve?']
    >>> of_each("ISO 9000 and ISO 9004 - what is each for?")
    ['what is ISO 9000 for?', 'what is ISO 9004 for?']
    >>> of_each("Does each site need an internal audit: yes or no?"), of_each("How long is each audit?")
    ([], [])
    """
    for form in (_LISTED_LAST, _LISTED_FIRST):
        found = form.match(text)
        if not found or not _QUESTION.match(found["asked"]) or len(_EACH.findall(found["asked"])) != 1:
            continue
        things = [thing.strip(" \"'()") for thing in _SPLIT.split(found["list"]) if thing.strip(" \"'()")]
        named = all(len(thing.split()) <= _LONGEST and re.search(r"[A-Z\d]", thing) for thing in things)
        if named and _FEWEST <= len(things) <= _MOST:
            return [f"{_EACH.sub(thing, found['asked'].strip())}?" for thing in things]
    return []
