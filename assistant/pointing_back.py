"""Words that point back to things named in earlier turns: "the first one", "both", "between them"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compared import compared_terms
from assistant.exchanges import topic_of, written_name
from assistant.follow_up_words import (
    BARE_BOTH,
    BARE_DIFFERENCE,
    BETWEEN_THEM,
    DEFINED,
    OF_THEM,
    OF_TWO,
    ORDINAL,
    QUESTION_HEAD,
    WHICH_ONE,
)
from assistant.standards import find_designations

# "3 years or 1 year?", and not "required or not?"
_OR = re.compile(r"\bor (?!not\b)", re.I)
# A turn that names several things needs no other turn beside it.
_SEVERAL = re.compile(r",|\(|\b(?:and|or|versus|vs)\b", re.I)


def named_in_full(question: str, earlier: Sequence[str], known: frozenset[str] | set[str]) -> str:
    """`question` with what it calls "the first one", "both" or "the two" called by its name, where that is plain."""
    question = _name_both(_name_ordinal(question, earlier), earlier, known)
    pair = _pair(earlier)
    if not pair or find_designations(question, known):
        return question
    listed = f"{pair[0]} and {pair[1]}"
    question = BETWEEN_THEM.sub(lambda found: f"{found[1]} {listed}", question)
    question = BARE_DIFFERENCE.sub(lambda found: f"{found[0]} between {listed}", question)
    question = BARE_BOTH.sub(f"both {listed}", question)
    return WHICH_ONE.sub(f"which of {listed}", question)


def contexts(body: str, earlier: Sequence[str]) -> list[str]:
    """The topics of earlier turns to which a follow-up points, oldest first.

    >>> contexts("can the same person do both?", ["Who leads an audit?", "Who keeps the records?"])
    ['leads an audit', 'keeps the records']
    >>> contexts("how often?", ["Who leads an audit?", "Who keeps the records?"])
    ['keeps the records']
    """
    last = topic_of(earlier[-1])
    # Between what is asked and what a claim said against it, "3 years or 1 year?" has to choose.
    chooses = _OR.search(body) and not QUESTION_HEAD.match(earlier[-1])
    if len(earlier) < 2 or _SEVERAL.search(last) or not (OF_TWO.search(body) or chooses):
        return [last]
    return list(dict.fromkeys([topic_of(earlier[-2]), last]))


def _pair(earlier: Sequence[str]) -> tuple[str, str] | None:
    """The two things compared in the last turn, or those of which the last two turns asked what they are."""
    compared = compared_terms(earlier[-1])
    if len(compared) == 2:
        return compared[0], compared[1]
    names = [topic_of(turn) for turn in earlier[-2:] if DEFINED.match(turn.rstrip("?!. "))]
    return (names[0], names[1]) if len(names) == 2 and names[0] != names[1] else None


def _name_ordinal(question: str, earlier: Sequence[str]) -> str:
    """`question` with "the first one" replaced by what an earlier question named first of the things it compared.

    >>> _name_ordinal("ok, we got the first one.", ["What's the difference between suspension and withdrawal?"])
    'ok, we got suspension.'
    """
    found = ORDINAL.search(question)
    compared = next((terms for turn in reversed(earlier) if (terms := compared_terms(turn))), ())
    if not found or len(compared) != 2:
        return question
    chosen = compared[0 if found[1].lower() in {"first", "former"} else 1]
    return question[: found.start()] + chosen + question[found.end() :]


def _name_both(question: str, earlier: Sequence[str], known: frozenset[str] | set[str]) -> str:
    """`question` with "between them" or "of the two" said of the two standards that were spoken of last.

    >>> _name_both("What is the difference between them?", ["What is ISO 9002?", "and ISO 9001?"], set())
    'What is the difference between ISO 9002 and ISO 9001?'
    """
    mentions = [(m, turn) for turn in reversed(earlier) for m in reversed(find_designations(turn, known))]
    said = {m.designation.key: written_name(m.designation.key, turn[m.start : m.end]) for m, turn in reversed(mentions)}
    names = [said[key] for key in dict.fromkeys(m.designation.key for m, _ in mentions)]
    # "Of them" may be more than two, when one turn named them together.
    together = len({mention.designation.key for mention in find_designations(earlier[-1], known)})
    names = names[: together if OF_THEM.search(question) and together > 2 else 2]
    if len(names) < 2 or find_designations(question, known):
        return question
    listed = f"{', '.join(names[:0:-1])} and {names[0]}"
    return BETWEEN_THEM.sub(lambda found: f"{found[1]} {listed}", question)
