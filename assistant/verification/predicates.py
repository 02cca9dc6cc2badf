"""Where in a row of words a predicate stands, and which commas and conjunctions open a clause of their own."""

from __future__ import annotations

import re

from assistant.verification.equivalence import is_verb, stem
from assistant.verification.markers import AUXILIARIES, BE, LINKS, NEGATIONS, PUNCTUATION, carries

_BLOCKS_VERB = frozenset(
    "a an the to of in on at by for with against between without within its their no any each every this that these those from into per or such_as one 2 3 4 5 6 such well".split()
)


# Verbs that are nouns as often; they count as verbs only where an object or a preposition follows.
_ALSO_NOUNS = frozenset(
    "audit review record note chang plan report mark start end work use need design control measur process result test support help check "
    "award issu order view caus cost claim state form name vote visit train transfer number influenc increas gap base run set access list "
    "offer purchas stress interview question rang rate watch aim attempt hope forc harm damag delay quot wast claim demand request focus act".split()
)


_BEFORE_OBJECT = frozenset(
    "the a an its their it them no whether that on in into from until to with for at all every not iso neither none both".split()
)


# Past forms that are no participles, and those that are both: the latter are predicates only before an object.
_PAST = frozenset("came became began took gave grew wrote went spoke drew fell ran arose chose knew saw rose".split())
_PAST_OR_PARTICIPLE = frozenset("found kept brought held led met sent lost left stood thought made".split())
_OBJECT = frozenset("the a an its their no that little it them".split())

# Forms that end as nouns do.
_VERBS_LIKE_NOUNS = frozenset(
    "cover covers consider considers offer offers refer refers differ differs enter enters deliver delivers give gives receive receives "
    "appeal appeals remember discover render transfers arrive arrives live lives".split()
)
# What these say is never a thing or a number of things.
_SURE = frozenset(
    "sets focuses lists gives covers takes keeps brings runs helps lasts gathers settles relies lets".split()
)

NOUN = re.compile(
    r"(?:ing|ion|ment|ance|ence|or|er|ness|ity|al|ings|ions|ments|ances|ences|ors|ers|ities|als|able|ible|ive)$"
)


def is_finite(words: list[str], at: int) -> bool:
    word = words[at]
    if word in AUXILIARIES or word == "leadsto":
        return True
    before = words[at - 1] if at else ";"
    following = words[at + 1] if at + 1 < len(words) else "."
    if word in _PAST:
        return True
    if word in _PAST_OR_PARTICIPLE:
        return before not in BE | AUXILIARIES and following in _OBJECT
    if word in _SURE:
        return before not in _BLOCKS_VERB
    if word.endswith("s") and is_verb(stem(word)) and _one_thing(words, at):
        return True
    if (
        before in {"also", "often", "usually", "always", "normally", "sometimes"}
        and is_verb(stem(word))
        and not NOUN.search(word)
    ):
        return not word.endswith(("ed", "ing"))
    if before in {"which", "who", "that"} and word.endswith("s") and is_verb(stem(word)):
        return True
    follows = following in _BEFORE_OBJECT and not before.endswith("ing") and before not in set(";:.,(")
    if stem(word) in _ALSO_NOUNS and not follows:
        return False
    if (
        not is_verb(stem(word))
        or (NOUN.search(word) and word not in _VERBS_LIKE_NOUNS)
        or before in _BLOCKS_VERB
        or before in BE
    ):
        return False
    if word.endswith("ed"):
        return before not in PUNCTUATION and before != "and" and following not in {"by", "under"}
    return before not in PUNCTUATION or word.endswith("s")


def _one_thing(words: list[str], at: int) -> bool:
    """Whether a standard, or one thing after "a", stands right before, so that what ends in "s" is what it does."""
    if words[at - 1].startswith(("std:", "ed:")):
        return at + 1 < len(words) and words[at + 1] not in PUNCTUATION and words[at + 1] not in {"and", "of", "or"}
    for place in range(at - 1, max(-1, at - 5), -1):
        if words[place] in {"a", "an"}:
            return place < at - 1 and at + 1 < len(words) and words[at + 1] not in PUNCTUATION
        if not carries(words[place]):
            return False
    return False


def starts_clause(words: list[str], at: int) -> bool:
    """Whether what follows the comma or "and" at `at` has a predicate of its own before the next break."""
    for place in range(at + 1, min(at + 9, len(words))):
        if words[place] in PUNCTUATION or words[place] in {"and", "but"}:
            return False
        if words[place] in NEGATIONS or is_finite(words, place):
            return True
    return False


def leaves_out(words: list[str], at: int) -> bool:
    """Whether the "and" at `at` opens a clause without its verb: "A is about x and B about y"."""
    name, link = (*words[at + 1 : at + 3], "", "")[:2]
    return words[at] == "and" and name.startswith(("std:", "ed:")) and link in LINKS - {"to", "from"}
