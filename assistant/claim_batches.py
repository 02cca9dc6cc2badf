"""Batches of claims ("true or false: 1. … 2. …"), parted so that each is judged by itself."""

from __future__ import annotations

import re

from assistant.options import labelled

_VERDICTS = (
    r"(?:true or false|true/false|right or wrong|correct or (?:incorrect|false|wrong)|t/f|t or f|yes or no|yes/no)"
)
_EACH = r"(?:\s+(?:for|to|of|about|on)\s+(?:each|all|every|the following|these|those)\b(?:\s+\w+){0,3})?"
# "Say true or false for each: …" and "… - true or false?"
_BEFORE = re.compile(
    rf"^\W*(?:(?:please|say|tell me|answer|mark|judge|decide|state|quiz|with|as|if|whether|are these|is it)[\s,:]+)*{_VERDICTS}{_EACH}\s*[:?.,-]*\s*(?=\S)",
    re.I,
)
_AFTER = re.compile(rf"\s*(?:[-,.;:?!(]\s*){{1,2}}(?:which (?:is|are) |are these )?{_VERDICTS}{_EACH}\W*$", re.I)
_MARKS = re.compile(r"\s*;\s+|\s+/\s+|(?<=[a-z][.!])\s+(?=[A-Z])")
# Before a claim that is told or lived there may be more of the story.
_STORY = re.compile(r"\b(?:i|we|us|our|my|says?|said|tells?|told|thinks?|claims?|claimed)\b", re.I)
# A claim has a verb that says something of its subject; "a manual" has none.
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|must|may|can|cannot|could|shall|should|will|would|need|needs|do|does|did|"
    r"requires?|asks?|demands?|wants?|forbids?|allows?|permits?|lets?|prescribes?|certif(?:y|ies|ied)|accredits?|audits?|issues?|publish(?:es|ed)?|"
    r"writes?|contains?|covers?|includes?|appl(?:y|ies)|belongs?|means?|stands?|lasts?|ends?|expires?|came|comes?|became|replace[sd]?|decides?|sets?|"
    r"checks?|takes?|makes?|gives?|costs?|counts?|exists?|uses?|keeps?|follows?|\w+n't)\b",
    re.I,
)


def claims_to_judge(text: str) -> list[str]:
    """The claims of a batch, each asked by itself; empty where `text` is no batch.

    >>> claims_to_judge("True or false: 1. ISO certifies firms. 2. Records must be on paper.")
    ['True or false: ISO certifies firms.', 'True or false: Records must be on paper.']
    >>> claims_to_judge("It is a law; it is free - true or false?")
    ['True or false: It is a law.', 'True or false: it is free.']
    >>> claims_to_judge("True or false: a manual is required."), claims_to_judge("True or false? a) a manual b) a policy")
    ([], [])
    """
    claims = _AFTER.sub("", _BEFORE.sub("", text, count=1))
    # Asked with a mark each they are questions, which are parted as such.
    if claims == text or "?" in claims:
        return []
    options = [claim for _, claim in labelled(claims)]
    parts = options or ([] if _STORY.search(claims) else [part for part in _MARKS.split(claims) if part])
    if len(parts) < 2 or not all(_VERB.search(part) and len(part.split()) > 1 for part in parts):
        return []
    return [f"True or false: {part.strip(' .,;')}." for part in parts]
