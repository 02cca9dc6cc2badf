"""One sentence that asks several things ("What is it, who may do it, and is it mandatory?"), parted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question_kinds import AUXILIARY
from assistant.understanding import POLAR

# "For how long", "by whom", "in which year"
WH_WORD = r"(?:(?:for|by|to|in|from|with|on|at|until|since|of|under) )?(?:what|which|who|whom|when|where|why|how)\b"
WH = re.compile(WH_WORD, re.I)
_PERSON = r"(?:it|they|he|she|we|i|you)\b"
_SUBJECT = r"(?:one|there|the|our|my|an?|iso|any\w*)\b"
# "is it", "do we", "is the auditor"; "has a branch" goes on about what was named before, and "may it?" says too little.
_INVERTED = rf"(?:{AUXILIARY}\s+{_PERSON}|(?!(?:has|have|had|need)\b){AUXILIARY}\s+{_SUBJECT})\s+\w"
# So do "which are not?" and "who does?".
_ASKED_NEXT = rf"(?={WH_WORD}(?!\s+{AUXILIARY}(?: not)?\s*\??$))"
_AND = re.compile(
    rf"\s*,?\s+(?:and|plus)\s+(?:also\s+)?(?:if (?:so|not),?\s+)?(?:{_ASKED_NEXT}|(?={_INVERTED}))"
    rf"|\s*,?\s+also\s+{_ASKED_NEXT}|\s*;\s+(?:{_ASKED_NEXT}|(?={_INVERTED}))",
    re.I,
)
# "How often does it", "which edition is", "who can do it", "by when"; not "who is internal", "which is allowed", which tell more.
_FULLY = (
    rf"(?:(?:what|when|where|why|how)\b(?:\s+(?!{AUXILIARY}\b)\w+){{0,2}}\s+{AUXILIARY}\b|which(?:\s+(?!{AUXILIARY}\b)\w+){{1,2}}\s+{AUXILIARY}\b"
    rf"|who\s+(?:{AUXILIARY}\s+)?(?:\w+\s+){{1,3}}(?:it|them)\b|{_INVERTED})"
)
# "…, in which language, does …" only adds to what is asked.
_COMMA = re.compile(
    rf"\s*,\s+(?={_FULLY}|(?:by|for|to|in|from) (?:what|which|when|whom|how)\b(?!(?: \w+){{0,2}},))", re.I
)
# "What did it replace"; neither a mere choice ("which is the cause and which …") nor what is spoken of ("what is recommended").
_ASKED = re.compile(
    rf"(?!which\s+{AUXILIARY}\b)(?:{WH_WORD}(?:\s+(?!{AUXILIARY}\b)\w+){{0,2}}\s+)?{_INVERTED}|who\s+(?:\w+\s+){{1,3}}(?:it|them)\b",
    re.I,
)
# Commas alone part no fewer.
FEWEST = 3
# "Difference between … and …", "cost of …": asks without a question word.
_HEAD = r"(?:the |main |key )*(?:differences?|benefits?|advantages?|definition|meaning|costs?|purpose|price|steps?|requirements?|list)\b"
_NOMINAL = re.compile(rf"^\W*{_HEAD}(?=.*\b(?:of|between|for|to)\b)", re.I)
# How a sentence begins that asks at once; another leads to its question first.
_BEGINNING = re.compile(rf"^\W*(?:(?:so|and|but|also|please|then)\W+)*(?:{WH_WORD}|{AUXILIARY}\b|{_HEAD})", re.I)
# What is required, what is recommended: things spoken of, as in "the difference between what … and what …".
_SPOKEN_OF = re.compile(
    rf"\b(?:between|says?|tells?|knows?|decides?|defines?|shows?|specif(?:y|ies)|determines?|states?|describes?)\s+(?:(?:us|me|exactly)\s+)?{WH_WORD}",
    re.I,
)
# "ISO 14001: who needs it, …"
_THING_FIRST = re.compile(
    rf"^(?!{WH_WORD})(?:[\w/.&'-]+ ){{0,4}}[\w/.&'-]+(?::|\s+-)\s+(?={WH_WORD}|{AUXILIARY}\b)", re.I
)
# "…, what could be better: name of this exercise?" asks one thing of them all.
_AFTERTHOUGHT = re.compile(r"[:.=]\s|\s[=-]\s")
_BARE = re.compile(rf"^{WH_WORD}(?:\s*,\s*{WH_WORD})*$", re.I)
# "What are the inputs", before "and what are the outputs of management review".
_NOUN = rf"^{WH_WORD}\s+(?:is|are|was|were)\s+(?:the|its)\s+[a-z]+(?: [a-z]+)?"
_WITHOUT_END = re.compile(rf"{_NOUN}$", re.I)
_WITH_END = re.compile(rf"{_NOUN}? (?P<end>(?:of|for|in|under)\s+\w.*)$", re.I)


def parted(sentence: str) -> list[str]:
    """The questions of one sentence, each with what it shares with the last; the sentence itself where it asks one thing.

    >>> parted("What is ISO 14001 and is it mandatory?")
    ['What is ISO 14001', 'is it mandatory?']
    >>> parted("When and why was ISO 9002 withdrawn?")
    ['When was ISO 9002 withdrawn?', 'why was ISO 9002 withdrawn?']
    >>> parted("What are the inputs and what are the outputs of management review?")
    ['What are the inputs of management review?', 'what are the outputs of management review?']
    >>> parted("What is the difference between who audits and who certifies?")
    ['What is the difference between who audits and who certifies?']
    """
    thing = _THING_FIRST.match(sentence)
    if thing and len(pieces := parted(sentence[thing.end() :])) > 1:
        apart = all(_ASKED.match(piece) for piece in pieces[1:])
        return [f"{thing[0]}{pieces[0]}?", *pieces[1:]] if apart else [sentence]
    pieces = _AND.split(sentence)
    fewest = 2 if len(pieces) > 1 else FEWEST
    pieces = _with_what_is_spoken_of([part for piece in pieces for part in _COMMA.split(piece)], sentence)
    if len(pieces) < fewest or not all(asks(piece) for piece in pieces) or _AFTERTHOUGHT.search(pieces[-1]):
        return [sentence]
    return [*_completed(pieces[:-1], pieces[-1]), pieces[-1]]


def asks(piece: str) -> bool:
    """Whether a piece of a sentence asks something by itself."""
    return bool(WH.match(piece) or POLAR.match(piece) or _NOMINAL.match(piece))


def _with_what_is_spoken_of(pieces: Sequence[str], sentence: str) -> list[str]:
    """Pieces in which "what is recommended" stays with "the difference between what is required and", and "by when" with
    what is asked before it; and a question with what leads to it, as in "after the renewal, does …"."""
    joined: list[tuple[int, int]] = []
    end = 0
    for number, piece in enumerate(pieces):
        start = sentence.index(piece, end)
        end = start + len(piece)
        spoken_of = joined and _SPOKEN_OF.search(sentence[joined[-1][0] : start]) and not _ASKED.match(piece)
        by_itself = number > 1 or not joined or _BEGINNING.match(pieces[0])
        if spoken_of or not by_itself or (joined and _BARE.match(piece) and number < len(pieces) - 1):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [sentence[start:end] for start, end in joined]


def _completed(pieces: Sequence[str], last: str) -> list[str]:
    """`pieces` with what the first leaves to the last: all but the question word, or "of management review"."""
    bare = pieces[0].strip(" ?")
    if _BARE.match(bare) and WH.match(last) and len(pieces) == 1:
        rest = WH.sub("", last.rstrip("?!. "), count=1)
        return [f"{word}{rest}?" for word in re.split(r"\s*,\s*", bare)]
    end = _WITH_END.match(last.rstrip("?!. "))
    return [f"{bare} {end['end']}?" if end and _WITHOUT_END.match(bare) else pieces[0], *pieces[1:]]
