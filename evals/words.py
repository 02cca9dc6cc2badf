"""A text as comparable words that know their sentence, their clause and whether they are negated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from evals.canonical import NUMBER_WORDS, canonical


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, as a set."""
    return frozenset(text.split())


NEGATIONS = word_set("not no never none neither nor without nobody nothing nowhere hardly")
# After these words "not" and "no" do not deny: not only, no later than, not just, no more than.
_HARMLESS_NEXT = word_set("only later earlier more less fewer just merely matter solely exceed")
# How many words after a negation still belong to it when a single fact is looked for.
REACH = 4
_PHRASE_NEGATIONS = (("rather", "than"), ("instead", "of"), ("fail", "to"), ("far", "from"), ("anything", "but"))
_STARTERS = word_set(
    "is are was were be been has have had do does did can could may might must shall should will would"
)
_STARTERS |= word_set("it they this these those there he she we you i then thus such")
_OPENERS = word_set(
    "but however although though while whereas because since so therefore unless except yet if when only"
)
_RELATIVES = word_set("which who whose where")

_TOKEN = re.compile(
    r"(?P<word>iso/(?:ts|tr|pas|dis|fdis|cd)\b|\d+(?:[.\-/]\d+)*(?:st|nd|rd|th)?%?|[^\W\d_]+(?:'[a-z]+)?\d*[a-z]?)"
    r"|(?P<end>[.!?]+(?=[\s\"')\]]|$)|\n\s*\n|\n)|(?P<stop>[;:](?=\s|$)|(?<=\s)-+(?=\s))|(?P<comma>,)"
    r"|(?P<open>\()|(?P<close>\))"
)
_PREFIX = re.compile(r"\b(re|non|co|pre|sub|multi)-(?=[a-z])")
_SPELLING = re.compile(r"is(e|ed|es|er|ing|ation|ations)$")


@dataclass(frozen=True, slots=True)
class Word:
    """One comparable word: its form, the sentence and clause it stands in, and whether that sentence asks."""

    form: str
    sentence: int
    clause: int
    asked: bool


def form(word: str) -> str:
    """The comparable form of a lower-case word: figures for number words, no plural s, one spelling.

    >>> [form(word) for word in ("certificates", "bodies", "three", "process", "organisations", "basis", "3rd")]
    ['certificate', 'body', '3', 'process', 'organization', 'basis', '3']
    """
    word = re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", word)
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if not word.isalpha() or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(?:ss|x|ch|sh|zz)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not re.search(r"(?:ss|us|is)$", word):
        word = word[:-1]
    return _SPELLING.sub(r"iz\1", word) if len(word) > 5 else word


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; each clause has a number of its own, a bracket is a clause inside another."""
    text = _PREFIX.sub(r"\1", canonical(text))
    tokens = [(match.lastgroup or "", match[0]) for match in _TOKEN.finditer(text)]
    found: list[tuple[str, int, int]] = []
    asking: set[int] = set()
    sentence = clause = used = 0
    outer: list[int] = []
    fresh = True  # whether the current sentence has no word yet
    subordinate = False  # whether a comma ends the current clause
    for position, (kind, token) in enumerate(tokens):
        if kind == "word":
            opens = _opens_clause(tokens, position)
            if not fresh and (opens or (subordinate and tokens[position - 1][0] == "comma")):
                clause = used = used + 1
                subordinate = False
            if opens and token in _OPENERS | _RELATIVES:
                subordinate = True
            found.append((form(token), sentence, clause))
            if fresh and token in ("yes", "no") and _next_kind(tokens, position) in ("comma", "stop"):
                clause = used = used + 1
            fresh = False
        elif kind == "end":
            if "?" in token:
                asking.add(sentence)
            sentence, fresh, subordinate, outer = sentence + 1, True, False, []
            clause = used = used + 1
        elif kind == "stop":
            clause = used = used + 1
        elif kind == "open":
            outer.append(clause)
            clause = used = used + 1
        elif kind == "close" and outer:
            clause = outer.pop()
    return tuple(Word(form_, number, part, number in asking) for form_, number, part in found)


def _next_kind(tokens: list[tuple[str, str]], position: int) -> str:
    return tokens[position + 1][0] if position + 1 < len(tokens) else ""


def _opens_clause(tokens: list[tuple[str, str]], position: int) -> bool:
    token = tokens[position][1]
    before = tokens[position - 1][0] if position else ""
    if token in _OPENERS:
        return not (token == "only" and tokens[position - 1][1] == "not") if position else True
    if before == "comma" and (token in _STARTERS or token in _RELATIVES or token in ("instead", "not", "nor", "with")):
        return True
    if token in ("and", "or") and _next_kind(tokens, position) == "word":
        return tokens[position + 1][1] in _STARTERS or (before == "comma" and tokens[position + 1][1] in ("not", "no"))
    return False


@lru_cache(maxsize=16384)
def forms(text: str) -> tuple[str, ...]:
    """The forms of the words of `text`."""
    return tuple(word.form for word in words(text))


def is_negation(found: tuple[Word, ...], position: int) -> bool:
    """Whether the word at `position` denies what follows it in its clause."""
    this = found[position].form
    after = found[position + 1].form if position + 1 < len(found) else ""
    if this in NEGATIONS:
        whether = this == "not" and position >= 1 and found[position - 1].form == "or"
        compared = any(word.form == "than" for word in found[position + 1 : position + 4])
        return after not in _HARMLESS_NEXT and not whether and not compared
    return (this, after) in _PHRASE_NEGATIONS


@lru_cache(maxsize=16384)
def distances(text: str) -> tuple[int | None, ...]:
    """For each word of `text`, how many words back in its clause the last negation stands; None when there is none."""
    found = words(text)
    last: dict[int, int] = {}
    result = []
    for position, word in enumerate(found):
        result.append(position - last[word.clause] if word.clause in last else None)
        if is_negation(found, position):
            last[word.clause] = position
    return tuple(result)


@lru_cache(maxsize=16384)
def negated(text: str) -> tuple[bool, ...]:
    """For each word of `text`, whether a negation stands before it in its clause."""
    return tuple(distance is not None for distance in distances(text))
