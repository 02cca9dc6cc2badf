"""One sentence that asks several things ("What is it, who may do it, and is it mandatory?"), parted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding import AUXILIARY, POLAR

# "For how long", "by whom", "in which year"
WH_WORD = r"(?:(?:for|by|to|in|from|with|on|at|until|since|of|under) )?(?:what|which|who|whom|when|where|why|how)\b"
WH = re.compile(WH_WORD, re.I)
_PERSON = r"(?:it|they|he|she|we|i|you)\b"
_SUBJECT = r"(?:it|they|he|she|we|i|you|one|this|that|these|those|there|the|our|my|an?|iso|any\w*)\b"
# "is it", "do we", "is the auditor"; "has a branch" goes on about what was named before.
_INVERTED = rf"(?:{AUXILIARY}\s+{_PERSON}|(?!(?:has|have|had|need)\b){AUXILIARY}\s+{_SUBJECT})"
# "Which are not?" and "who does?" say too little to be asked alone.
_NEXT = rf"(?={WH_WORD}(?!\s+{AUXILIARY}(?: not)?\s*\??$)|{_INVERTED})"
_AND = re.compile(rf"\s*,?\s+(?:and|also|plus)\s+(?:also\s+)?(?:if (?:so|not),?\s+)?{_NEXT}|\s*;\s+{_NEXT}", re.I)
# After a bare comma "how often does it", "who can do it", "by when"; not "who is internal", which only tells more.
_COMMA = re.compile(
    rf"\s*,\s+(?=(?:what|which|when|where|why|how)\b(?:\s+(?!{AUXILIARY}\b)\w+){{0,2}}\s+{AUXILIARY}\b"
    rf"|(?:by|for|to|in|from) (?:what|which|when|whom|how)\b|who\s+(?:{AUXILIARY}\s+)?(?:\w+\s+){{1,3}}(?:it|them|this|that)\b"
    rf"|{AUXILIARY}\s+{_PERSON})",
    re.I,
)
# "Difference between … and …", "cost of …": asks without a question word.
_NOMINAL = re.compile(
    r"^\W*(?:the |main |key )*(?:differences?|benefits?|advantages?|definition|meaning|costs?|purpose|price|steps?|requirements?|list)\b"
    r"(?=.*\b(?:of|between|for|to)\b)",
    re.I,
)
# What is required, what is recommended: things spoken of, as in "the difference between what … and what …".
_SPOKEN_OF = re.compile(
    rf"\b(?:between|says?|tells?|knows?|decides?|defines?|shows?|specif(?:y|ies)|determines?|states?|describes?)\s+(?:(?:us|me|exactly)\s+)?{WH_WORD}",
    re.I,
)
_ASKED = re.compile(rf"^{WH_WORD}(?:\s+(?!{AUXILIARY}\b)\w+){{0,2}}\s+{_INVERTED}|^{_INVERTED}", re.I)
# "ISO 14001: who needs it, …"
_THING_FIRST = re.compile(
    rf"^(?!{WH_WORD})(?:[\w/.&'-]+ ){{0,4}}[\w/.&'-]+(?::|\s+-)\s+(?={WH_WORD}|{AUXILIARY}\b)", re.I
)
_BARE = re.compile(rf"^{WH_WORD}(?:\s*,\s*{WH_WORD})*$", re.I)
# "What are the inputs", before "and what are the outputs of management review".
_WITHOUT_END = re.compile(rf"^{WH_WORD}\s+(?:is|are|was|were)\s+(?:the|its)\s+[a-z]+(?: [a-z]+)?$", re.I)
# "Who wrote", before "and who approved ISO 9001".
_WITHOUT_OBJECT = re.compile(rf"^{WH_WORD}\s+(?!{AUXILIARY}\b)\w+$", re.I)
_VERB = re.compile(rf"^{WH_WORD}\s+(?!{AUXILIARY}\b)\w+\s+(?!(?:it|them)\b)(?=\w)", re.I)
_END = re.compile(r"\b(?:of|for|in|under)\s+(?:the |an? |our )?\w.*$", re.I)


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
        return [f"{thing[0]}{pieces[0]}?", *pieces[1:]]
    pieces = _AND.split(sentence)
    if len(pieces) > 1 or sentence.count(",") > 1:
        pieces = [piece for part in pieces for piece in _COMMA.split(part)]
    pieces = _with_what_is_spoken_of(pieces, sentence)
    if len(pieces) < 2 or not all(asks(piece) for piece in pieces):
        return [sentence]
    return [*_completed(pieces[:-1], pieces[-1]), pieces[-1]]


def asks(piece: str) -> bool:
    """Whether a piece of a sentence asks something by itself."""
    return bool(WH.match(piece) or POLAR.match(piece) or _NOMINAL.match(piece))


def _with_what_is_spoken_of(pieces: Sequence[str], sentence: str) -> list[str]:
    """Pieces in which "what is recommended" stays with "the difference between what is required and"."""
    joined: list[tuple[int, int]] = []
    end = 0
    for piece in pieces:
        start = sentence.index(piece, end)
        end = start + len(piece)
        if joined and _SPOKEN_OF.search(sentence[joined[-1][0] : start]) and not _ASKED.match(piece):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [sentence[start:end] for start, end in joined]


def _completed(pieces: Sequence[str], last: str) -> list[str]:
    """`pieces` with what they leave to the last: all but the question word, or "of management review"."""
    rest = WH.sub("", last.rstrip("?!. "), count=1)
    end = _END.search(rest)
    completed: list[str] = []
    for piece in pieces:
        bare = piece.strip(" ?")
        if _BARE.match(bare) and WH.match(last):
            completed += [f"{word}{rest}?" for word in re.split(r"\s*,\s*", bare)]
        elif _WITHOUT_OBJECT.match(bare) and (same := _VERB.match(last)):
            completed.append(f"{bare} {last[same.end() :]}")
        elif end and not completed and _WITHOUT_END.match(bare):
            completed.append(f"{bare} {end[0]}?")
        else:
            completed.append(piece)
    return completed
